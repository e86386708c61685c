"""Departments of mass organisations, congresses and the conference, by the table of what each of them keeps."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

from graph.extraction.body_tables import any_of, read_table
from graph.extraction.lexicon import Lexicon

_COMMITTEE, _WORKING, _STANDING = "委员会", "工作委员会", "常务委员会"
# 组织部署, 财务部门, 法制委员: the form goes on as another word.
_GOES_ON = {
    "部": re.compile("[门分署件位队落]"),
    "会": re.compile("[员议]"),
    "委": re.compile("[员托派任]"),
    "办": re.compile("[公理事学好法实成]"),
}


@dataclass(frozen=True, slots=True)
class Keeper:
    """A sort of body that keeps departments. owners: its full names; forms: printed forms with their full names, the
    likeliest first."""

    owners: re.Pattern[str]
    forms: Lexicon[tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Department:
    """A department printed in a text that ends at `end`, with its full name (without its owner's)."""

    end: int
    name: str


@lru_cache(maxsize=4096)
def keeper_of(owner: str) -> Keeper | None:
    """What a body of that full name keeps; None for a sort of body that the table does not have."""
    return next((keeper for keeper in _keepers() if keeper.owners.fullmatch(owner)), None)


def department_at(text: str, at: int, owner: str) -> Department | None:
    """The department of the owner, given by its full name, that the text prints at `at`.

    Of the full names that its form may shorten, the one that the text prints first.
    """
    keeper = keeper_of(owner)
    hit = keeper.forms.longest(text, at) if keeper is not None else None
    if hit is None:
        return None
    goes_on = _GOES_ON.get(text[hit.end - 1])
    if goes_on is not None and goes_on.match(text, hit.end):
        return None
    printed = sorted((text.find(full), full) for full in hit.value if full in text)
    return Department(hit.end, printed[0][1] if printed else hit.value[0])


@lru_cache(maxsize=4096)
def owner_of_department(name: str) -> str | None:
    """The body whose department the full name is: 湖南省总工会 of 湖南省总工会女职工部."""
    for keeper in _keepers():
        for at in range(4, len(name) - 1):
            if name[at:] in keeper.forms and keeper.owners.fullmatch(name, 0, at):
                return name[:at]
    return None


def department_forms() -> set[str]:
    """Printed forms of all departments of the table."""
    return {form for keeper in _keepers() for form in keeper.forms.words()}


@cache
def _keepers() -> tuple[Keeper, ...]:
    table = read_table("departments.toml")
    working = table["congress"]["working"]
    keepers = []
    for row in table.values():
        forms: dict[str, list[str]] = {}
        for form, full in _forms(row, working if row["owners"] == [table["standing"]["owners"][0]] else {}):
            forms.setdefault(form, []).append(full)
        owners = re.compile(f"(?:{any_of(owner.removesuffix('*') for owner in row['owners'])}).*")
        if not row["owners"][0].endswith("*"):
            owners = re.compile(f".+(?:{any_of(row['owners'])})")
        keepers.append(Keeper(owners, Lexicon((form, tuple(fulls)) for form, fulls in forms.items())))
    return tuple(keepers)


def _forms(row: Mapping[str, Any], of_standing: Mapping[str, list[str]]) -> Iterator[tuple[str, str]]:
    """(printed form, full name) of all that a row's bodies keep; a full name before the short forms of others."""
    for full in row.get("departments", ()):
        yield full, full
    for full, shorts in row.get("departments", {}).items():
        yield from ((short, full) for short in shorts)
    yield from _committees(row.get("committees", {}), _COMMITTEE, "")
    yield from _committees(row.get("working", {}), _WORKING, _STANDING)
    yield from _committees(of_standing, _WORKING, "")


def _committees(stems: Mapping[str, list[str]], unit: str, before: str) -> Iterator[tuple[str, str]]:
    short = unit.removesuffix("员会").replace("工作委", "工委")
    for stem, shorts in stems.items():
        for printed in (stem, *shorts):
            for end in (unit, short):
                yield printed + end, before + stem + unit
