"""Units of identity, decisions on them, and clusters that grow by joins."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from graph.elements import Kind


@dataclass(frozen=True, slots=True)
class Unit:
    """What several documents say of one thing.

    names: each with the number of documents that use it. keys: identifying strings, kind and field in front.
    numbers: 发文字号, and the days (ISO) of a decision. bodies: node id -> name of those at which the person holds
    posts. issuers: the same of those who issued the policy. regions: home regions of the documents that speak of it.
    """

    id: str
    local: str
    kind: Kind
    names: Mapping[str, int]
    keys: frozenset[str] = frozenset()
    numbers: frozenset[str] = frozenset()
    bodies: Mapping[str, str] = field(default_factory=dict)
    issuers: Mapping[str, str] = field(default_factory=dict)
    regions: frozenset[str] = frozenset()

    @property
    def name(self) -> str:
        """The name most documents use; of equals the longest, then the first by code point."""
        return min(self.names, key=lambda name: (-self.names[name], -len(name), name))


@dataclass(frozen=True, slots=True)
class Doubt:
    """Two units that may be one, and why (in Chinese, for the researcher)."""

    first: str
    second: str
    reason: str


@dataclass(frozen=True, slots=True)
class Verdict:
    """A person's decision on two things, each named by an id or by its exact name; the reason decides nothing."""

    first: str
    second: str
    same: bool
    reason: str = field(default="", compare=False)


class Clusters:
    """Disjoint sets of units with joins that are refused across a forbidden pair. Join in a sorted order only."""

    def __init__(self, units: Iterable[Unit], forbidden: Iterable[tuple[str, str]]) -> None:
        self.units = {unit.id: unit for unit in units}
        self._members = {id_: [id_] for id_ in self.units}
        self._root = {id_: id_ for id_ in self.units}
        self._forbidden: dict[str, set[str]] = {}
        for first, second in forbidden:
            self._forbidden.setdefault(first, set()).add(second)
            self._forbidden.setdefault(second, set()).add(first)

    def members(self, unit_id: str) -> list[Unit]:
        """Units of the cluster that holds the unit."""
        return [self.units[id_] for id_ in self._members[self._root[unit_id]]]

    def together(self, first: str, second: str) -> bool:
        """Whether both stand in one cluster."""
        return self._root[first] == self._root[second]

    def may_join(self, first: str, second: str) -> bool:
        """Whether no decision of a person keeps the two clusters apart."""
        ours, theirs = (self._members[self._root[id_]] for id_ in (first, second))
        return not any(self._forbidden.get(id_, set()) & set(theirs) for id_ in ours) if self._forbidden else True

    def join(self, first: str, second: str) -> bool:
        """Joins the two clusters unless a decision forbids it; whether they stand together now."""
        if self.together(first, second):
            return True
        if not self.may_join(first, second):
            return False
        keep, drop = sorted((self._root[first], self._root[second]))
        for id_ in self._members[drop]:
            self._root[id_] = keep
        self._members[keep] += self._members.pop(drop)
        return True

    def first_of_each(self, units: Iterable[Unit]) -> list[Unit]:
        """Of each cluster that holds some of the units, the first of them."""
        firsts: dict[str, Unit] = {}
        for unit in units:
            firsts.setdefault(self._root[unit.id], unit)
        return list(firsts.values())

    def groups(self) -> list[list[Unit]]:
        """All clusters, each sorted by id, sorted by their first."""
        groups = [sorted(ids) for ids in self._members.values()]
        return [[self.units[id_] for id_ in ids] for ids in sorted(groups)]


def answers_to(unit: Unit, reference: str) -> bool:
    """Whether a person's reference means the unit: its id, its local id, or a name that documents use for it."""
    return reference in (unit.id, unit.local) or reference in unit.names


def numbers_conflict(first: Sequence[Unit], second: Sequence[Unit]) -> bool:
    """Whether both groups bear a 发文字号 and none of the same year and serial, however its letters are printed."""
    ours, theirs = ({_serial(number) for unit in group for number in unit.numbers} for group in (first, second))
    return bool(ours and theirs and not ours & theirs)


def _serial(number: str) -> tuple[str, ...]:
    """(2023, 3) of 苏工发〔2023〕3号; the number itself when it has no digits."""
    return tuple(digits.lstrip("0") for digits in re.findall(r"\d+", number)) or (number,)
