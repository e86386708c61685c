"""The tables of bodies, loaded once: what may follow a region's name, and the central bodies with their short names."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

from graph.extraction.lexicon import Lexicon

_FOLDER = resources.files("graph") / "gazetteer"
_UNITS = {
    "厅": (("厅", "厅"),),
    "局": (("局", "局"),),
    "委": (("委员会", "委员会"), ("委", "委员会")),
    "办": (("办公室", "办公室"), ("办", "办公室")),
}


@dataclass(frozen=True, slots=True)
class BodyForm:
    """A printed form of a regional body. template: full name with {r} for the region. department: of a government
    or a party committee, so that its bare form may follow another one in an enumeration."""

    template: str
    department: bool


@dataclass(frozen=True, slots=True)
class BodyTables:
    """regional: what follows a region or 省, 市, 县. single: the same of one character (委, 府). bare: forms that an
    enumeration may print without their head. central: names that stand alone. central_bare: the same without 国家,
    for enumerations of central bodies. weak: central forms that count only in a central document or beside other
    central bodies. offices: (how the owner's full name ends, offices). not_bodies: words that begin like a body and
    are none (委托, 政府采购)."""

    regional: Lexicon[BodyForm]
    single: dict[str, BodyForm]
    bare: Lexicon[BodyForm]
    central: Lexicon[str]
    central_bare: Lexicon[str]
    weak: frozenset[str]
    offices: tuple[tuple[str, tuple[str, ...]], ...]
    not_bodies: re.Pattern[str]


@cache
def load_bodies() -> BodyTables:
    """The tables of bodies.toml and central.toml, read once."""
    bodies, central = read_table("bodies.toml"), read_table("central.toml")
    forms = dict(_regional(bodies))
    bare = dict(_bare(bodies, forms))
    names = {form: name for group in ("party", "state", "mass") for name, form in _central(central[group])}
    return BodyTables(
        Lexicon((form, body) for form, body in forms.items() if len(form) > 1),
        {form: body for form, body in forms.items() if len(form) == 1},
        Lexicon(bare),
        Lexicon(names),
        Lexicon(_without_state(names)),
        frozenset(central["weak"]["forms"]),
        tuple((owner, tuple(sorted(offices, key=len, reverse=True))) for owner, offices in bodies["offices"].items()),
        _not_bodies(bodies["not_bodies"]),
    )


def read_table(name: str) -> dict[str, Any]:
    """A TOML table of the gazetteer."""
    return tomllib.loads((_FOLDER / name).read_text(encoding="utf-8"))


def read_rows(name: str) -> Iterator[list[str]]:
    """Rows of a tab-separated table of the gazetteer; lines that begin with # are comments."""
    for line in (_FOLDER / name).read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            yield line.split("\t")


def _central(group: dict[str, list[str]]) -> Iterator[tuple[str, str]]:
    for name, forms in group.items():
        for form in (name, *forms):
            yield name, form


def _without_state(names: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    for form, name in names.items():
        bare = form.removeprefix("国家")
        if bare != form and len(bare) > 2 and bare.endswith(("局", "委", "署", "委员会")):
            yield bare, name


def _regional(table: dict[str, Any]) -> Iterator[tuple[str, BodyForm]]:
    for stem, form, full in _departments(table):
        yield form, BodyForm(f"{{r}}{stem}{full}", True)
    for form, template in table["fixed"].items():
        yield form, BodyForm(template, False)
    for form, full in table["party"].items():
        for head in ("委", "党委"):
            yield head + form, BodyForm(f"中共{{r}}委{full}", True)
        yield "党工委" + form, BodyForm(f"中共{{r}}工委{full}", True)


def _departments(table: dict[str, Any]) -> Iterator[tuple[str, str, str]]:
    """(stem, printed form, full unit) of every department."""
    for stem, row in table["departments"].items():
        for printed_stem in (stem, *row["forms"]):
            for unit in row["units"]:
                for printed, full in _UNITS[unit]:
                    yield stem, printed_stem + printed, full


def _bare(table: dict[str, Any], forms: dict[str, BodyForm]) -> Iterator[tuple[str, BodyForm]]:
    """What may follow in an enumeration without its head: departments, and bodies whose form says enough."""
    for form, body in forms.items():
        if len(form) > 2 and form not in table["bare"]["never"]:
            yield form, body
    for form in table["bare"]["short"]:
        yield form, forms[form]
    for form, full in table["party"].items():
        if form in table["bare"]["party"]:
            yield form, BodyForm(f"中共{{r}}委{full}", True)


def _not_bodies(table: dict[str, Any]) -> re.Pattern[str]:
    """A pattern of the ordinary words, none where a body's name of the exceptions stands."""
    words = (form + rest for form, rests in table["words"].items() for rest in rests)
    return re.compile(f"(?!{any_of(table['but'])})(?:{any_of(words)})")


def head_pattern(heads: Mapping[str, Sequence[str]]) -> str:
    """A pattern of last words, longest first, none before what must not follow it."""
    followed = heads_followed(heads)
    return _by_character((word, followed[word]) for word in sorted(heads, key=len, reverse=True))


def heads_followed(heads: Mapping[str, Sequence[str]]) -> dict[str, str]:
    """Each last word with a pattern of what may follow it."""
    return {word: f"(?!{any_of(others)})" if others else "" for word, others in heads.items()}


def any_of(words: Iterable[str]) -> str:
    """A pattern of any of the words, longest first."""
    return _by_character((word, "") for word in sorted(words, key=len, reverse=True))


def _by_character(words: Iterable[tuple[str, str]]) -> str:
    """Alternatives (word, what must follow), longest first, those that begin alike together: few to try at a place."""
    groups: dict[str, list[tuple[str, str]]] = {}
    for word, condition in words:
        groups.setdefault(word[:1], []).append((word[1:], condition))
    return "|".join(_group(first, rest) for first, rest in groups.items())


def _group(first: str, rest: Sequence[tuple[str, str]]) -> str:
    """Words that begin with the character, each without it."""
    if not first or len(rest) == 1:
        return re.escape(first + rest[0][0]) + rest[0][1]
    return f"{re.escape(first)}(?:{_by_character(rest)})"
