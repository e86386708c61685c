"""Towns, townships and subdistricts: by the gazetteer, and by structure behind their county's name."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cache

from graph.extraction.body_tables import read_rows
from graph.extraction.boundary import begins_name
from graph.extraction.lexicon import Hit
from graph.extraction.places.divisions import Form, Reading, choose, contains, load_divisions
from graph.extraction.scope import Region
from graph.extraction.word_pattern import AnchoredPattern

# 乡镇, 城镇, 小镇 are kinds of places; 镇长, 乡村, 街道路 other words.
_LAST = AnchoredPattern(
    r"(?:镇(?<![乡城小村集古重各本该全]镇)|乡(?<![城老故家他全本该各返回]乡)(?![镇村愁亲音情])|街道(?!路)|苏木|新区)(?![长痛])",
    ("镇", "乡", "街道", "苏木", "新区"),
)
# What no town's name holds: 重点|镇, 有关|街道.
_NOT_IN_NAME = re.compile(
    r"[^一-鿿]|[的在各和与及等个名该某每其为被区县市省全有村、，。]|所有|相关|重点|特色|中心|部分|农村|社区|居民|职工|国家|乡"
)
_KINDS = frozenset({"中心镇", "重点镇", "特色镇", "民族乡", "少数民族乡", "中心乡"})
_LONGEST, _SHORTEST = 9, 3


@cache
def load_towns() -> dict[str, tuple[str, ...]]:
    """Codes (9 digits, the county's first) of the towns that bear a name, read once."""
    found: dict[str, list[str]] = {}
    for county, names in read_rows("towns.tsv"):
        for cell in names.split(" "):
            found.setdefault(cell[3:], []).append(county + cell[:3])
    return {name: tuple(codes) for name, codes in found.items()}


def find_towns(
    text: str, start: int, end: int, places: Sequence[Hit[Reading]], home: Region | None, known: set[str]
) -> list[Hit[Reading]]:
    """Towns named in [start, end): behind the name of their county or city, or inside `home` or a county of the text.

    places: divisions that the text names, unresolved. known: codes of those it names in full.
    """
    before = {place.end: place.value for place in places}
    found: list[Hit[Reading]] = []
    for match in _LAST.finditer(text, start, end):
        floor = max(match.end() - _LONGEST, found[-1].end if found else start)
        starts = range(floor, match.end() - _SHORTEST + 1)
        town = next((hit for at in starts if (hit := _behind(text, at, match.end(), before.get(at))) is not None), None)
        if town is None:
            alone = (at for at in starts if text[at : match.end()] in load_towns() and begins_name(text, at, start))
            town = next((hit for at in alone if (hit := _alone(text, at, match.end(), home, known)) is not None), None)
        if town is not None:
            found.append(town)
            known = known | {town.value.regions[0].code[:6]}
    return found


def _behind(text: str, start: int, end: int, before: Reading | None) -> Hit[Reading] | None:
    """The town behind one of the places that the name before it may mean."""
    if before is None:
        return None
    name = text[start:end]
    towns = [town for town in _named(name) if any(contains(outer, town) for outer in before.regions)]
    if len(towns) == 1:
        return _hit(start, end, towns[0])
    outer = before.regions[0]
    sure = before.form is Form.FULL and len(before.regions) == 1 and outer.level == "county"
    if towns or not sure or len(name) > 6 or _NOT_IN_NAME.search(name[:-1]) or name.endswith(("街道", "新区")):
        return None
    return _hit(start, end, Region(outer.code + name, name, "town", (*outer.path, name)))


def _alone(text: str, start: int, end: int, home: Region | None, known: Iterable[str]) -> Hit[Reading] | None:
    """The town that bears the name in the home or in a county or city of the text."""
    name = text[start:end]
    towns = tuple(_named(name)) if name not in _KINDS else ()
    near = home if home is not None and home.level != "province" else None
    codes = [code for code in known if len(code) > 2]
    supported = tuple(town for town in towns if any(town.code.startswith(code) for code in codes))
    town = choose(towns, near, False) or choose(supported, home, True)
    return _hit(start, end, town) if town is not None else None


def _named(name: str) -> Iterable[Region]:
    divisions = load_divisions().by_code
    for code in load_towns().get(name, ()):
        outer = divisions.get(code[:6]) or divisions[code[:4]]
        yield Region(code, name, "town", (*outer.path, name))


def _hit(start: int, end: int, town: Region) -> Hit[Reading]:
    return Hit(start, end, Reading((town,), Form.FULL))


def unique_town(town: Region) -> str:
    """The town's name, behind its county's, since many towns bear the same name."""
    return "".join(town.path[-2:])
