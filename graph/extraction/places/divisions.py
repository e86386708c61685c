"""Administrative divisions to county level: official names, printed forms, and which of two homonyms is meant."""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import IntEnum
from functools import cache
from importlib import resources
from typing import Any

from graph.extraction.lexicon import Lexicon
from graph.extraction.scope import Region

LEVELS = ("province", "prefecture", "county")
_GENERIC_END = re.compile(r"(?:特别行政区|省|市|地区|盟)$")
_FOLDER = resources.files("graph") / "gazetteer"


class Form(IntEnum):
    """How surely a printed form names a place.

    FULL and SHORT stand alone, FORMER (新津县, now a district) where no other place bears the name, WEAK only with
    support from the text.
    """

    WEAK = 0
    FORMER = 1
    SHORT = 2
    FULL = 3


@dataclass(frozen=True, slots=True)
class Reading:
    """What a printed form may mean: homonyms all, in the order of their codes."""

    regions: tuple[Region, ...]
    form: Form


@dataclass(frozen=True, slots=True)
class Divisions:
    """All divisions. by_code: codes of GB/T 2260. forms: printed form -> reading. letters: 滇 -> Yunnan."""

    by_code: dict[str, Region]
    forms: Lexicon[Reading]
    letters: dict[str, Region]

    def parent(self, region: Region) -> Region | None:
        """The division that it lies in; None for a province."""
        for length in (6, 4, 2):
            if length < len(region.code) and region.code[:length] in self.by_code:
                return self.by_code[region.code[:length]]
        return None

    def ancestors(self, region: Region) -> Iterator[Region]:
        """The region itself, then what it lies in, province last."""
        current: Region | None = region
        while current is not None:
            yield current
            current = self.parent(current)


def contains(outer: Region, inner: Region) -> bool:
    """Whether `inner` is `outer` or lies in it."""
    return inner.code.startswith(outer.code)


@cache
def load_divisions() -> Divisions:
    """The divisions, read once."""
    names = dict(_rows((_FOLDER / "divisions.tsv").read_text(encoding="utf-8")))
    by_code = {code: _region(code, names) for code in names}
    provinces = {region.name: region for region in by_code.values() if region.level == "province"}
    letters = {letter: provinces[name] for letter, name in _table()["letters"].items()}
    return Divisions(by_code, Lexicon(_readings(by_code.values())), letters)


@cache
def _table() -> dict[str, Any]:
    table: dict[str, Any] = tomllib.loads((_FOLDER / "regions.toml").read_text(encoding="utf-8"))
    peoples = sorted(table["peoples"]["names"], key=len, reverse=True)
    table["pattern"] = re.compile(f"(?:{'|'.join(peoples)})+自治(?=[区州县旗])")
    return table


def _rows(text: str) -> Iterator[tuple[str, str]]:
    for line in text.splitlines():
        if line and not line.startswith("#"):
            code, name = line.split("\t")
            yield code, name


def _region(code: str, names: dict[str, str]) -> Region:
    path = tuple(names[code[:length]] for length in (2, 4, 6) if length <= len(code) and code[:length] in names)
    return Region(code, names[code], LEVELS[len(code) // 2 - 1], path)


def _readings(regions: Iterable[Region]) -> dict[str, Reading]:
    ambiguous = _table()["ambiguous"]
    regions = tuple(regions)
    provinces = {region.name: region for region in regions if region.level == "province"}
    doubtful = frozenset(ambiguous["words"]) | frozenset(ambiguous["weak"])
    found: dict[str, tuple[list[Region], Form]] = {}
    for region in regions:
        for word, form in _forms(region):
            # 和县, 范县: two characters that stand side by side by chance as well (规范县域).
            doubt = word in doubtful or (len(word) == 2 and region.level == "county")
            sure = Form.WEAK if doubt else form
            held, best = found.setdefault(word, ([], sure))
            # 朝阳 is a district's full name before it is a city's short one.
            if sure > best:
                found[word] = ([region], sure)
            elif sure is best and region not in held:
                held.append(region)
    readings = {word: Reading(tuple(_highest(held)), form) for word, (held, form) in found.items()}
    readings |= {area.name: Reading((area,), Form.FULL) for area in _areas(provinces)}
    readings |= {word: Reading(readings[city].regions, Form.SHORT) for word, city in _table()["by_names"].items()}
    return readings | {word: Reading((), Form.WEAK) for word in ambiguous["longer"]}


def _areas(provinces: Mapping[str, Region]) -> Iterator[Region]:
    """New areas of the state level. They have no code of their own: the province's with the name behind it."""
    for name, province in _table()["areas"].items():
        outer = provinces[province]
        yield Region(outer.code + "·" + name, name, "county", (*outer.path, name))


def _highest(regions: list[Region]) -> list[Region]:
    """Those of the highest level among them: 海南 is the province, not the prefecture."""
    shortest = min(len(region.code) for region in regions)
    return [region for region in regions if len(region.code) == shortest]


def _plain(name: str) -> str:
    """The name without its peoples: 大理州 for 大理白族自治州."""
    return str(_table()["pattern"].sub("", name))


def _forms(region: Region) -> Iterator[tuple[str, Form]]:
    """Printed forms of a division: 大理白族自治州, 大理州, 大理; 宾川县 and, with support only, 宾川."""
    yield region.name, Form.FULL
    special = _table()["short"].get(region.name, ())
    for word in special:
        yield word, Form.FULL if word[-1] in "州盟" else Form.SHORT
    plain = _plain(region.name)
    if plain != region.name and len(plain) > 2 and region.level != "province":
        yield plain, Form.FULL
    if plain != region.name and region.level == "county" and len(plain) > 2:
        yield f"{plain[:-1]}自治{plain[-1]}", Form.FULL
    if region.level == "county" and region.name[-1] in "区市" and len(region.name) > 2 and region.name[-2:] != "新区":
        yield region.name[:-1] + "县", Form.FORMER
    short = plain[:-1] if plain != region.name or region.level == "county" else _GENERIC_END.sub("", plain)
    short = short.removesuffix("新") if plain.endswith("新区") else short
    if len(short) > 1 and not (special and region.level == "province"):
        yield short, Form.WEAK if region.level == "county" else Form.SHORT


def short_name(region: Region) -> str:
    """The name by which its bodies call themselves: 大理州 for 大理白族自治州, else the unique official one."""
    if region.level == "prefecture" and region.name.endswith("自治州"):
        return _plain(region.name)
    return unique_name(region)


def unique_name(region: Region) -> str:
    """The official name, behind its city's where several counties or districts bear it: 北京市朝阳区."""
    return "".join(region.path[-2:]) if region.code in _homonyms() else region.name


@cache
def _homonyms() -> frozenset[str]:
    counts = Counter(region.name for region in load_divisions().by_code.values())
    return frozenset(code for code, region in load_divisions().by_code.items() if counts[region.name] > 1)


@cache
def printed_forms(region: Region) -> tuple[str, ...]:
    """Official name, then the shorter ones (德宏州, 德宏); a county's bare and former names are left out."""
    words = dict.fromkeys([region.name, short_name(region)])
    words.update((word, None) for word, form in _forms(region) if form > Form.FORMER)
    return tuple(words)


def resolve_region(name: str, within: Region | None = None) -> Region | None:
    """The division that a printed form names (云南, 大理州, 宾川, 大理州宾川县), else None.

    within: decides between homonyms (朝阳区 in a Beijing document) and lets short forms of counties count.
    """
    divisions = load_divisions()
    reading = divisions.forms.get(name)
    if reading is not None:
        return choose(reading.regions, within, reading.form is not Form.WEAK)
    head = divisions.forms.longest(name, 0)
    if head is not None and head.end < len(name):
        outer = choose(head.value.regions, within, True)
        return resolve_region(name[head.end :], outer) if outer else None
    return None


def choose(regions: tuple[Region, ...], within: Region | None, alone: bool) -> Region | None:
    """Which of some homonyms is meant: the one nearest to `within`, else the only one when it may stand alone."""
    if within is not None:
        for area in load_divisions().ancestors(within):
            inside = [region for region in regions if contains(area, region)]
            if len(inside) == 1:
                return inside[0]
    return regions[0] if alone and len(regions) == 1 else None
