"""Which entities of different documents are one: a pure function of all that is known of them, free of ingest order.

A unit is the smallest thing that can be told apart: what documents say under one local id in one context (see
`units`). Resolution joins units into nodes on shared identity (发文字号, title and issuer, a person's body)
and on a person's decisions, never on likeness of strings. Where two may be one and nothing settles it, it says so.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from graph.elements import Kind
from graph.identity.bodies import join_bodies
from graph.identity.clusters import Clusters, Doubt, Unit, Verdict, answers_to, numbers_conflict
from graph.identity.initiatives import join_initiatives
from graph.identity.people import join_people
from graph.identity.policies import join_policies

_JOINS = {
    Kind.POLICY: join_policies,
    Kind.PERSON: join_people,
    Kind.INITIATIVE: join_initiatives,
    Kind.AGENCY: join_bodies,
    Kind.ENTERPRISE: join_bodies,
}


@dataclass(frozen=True, slots=True)
class Resolution:
    """node: unit id -> id of its node. doubts: between units of different nodes."""

    node: Mapping[str, str]
    doubts: tuple[Doubt, ...]


def resolve(units: Sequence[Unit], verdicts: Sequence[Verdict]) -> Resolution:
    """Nodes and doubts of a set of units of one kind that is closed under shared keys and verdicts."""
    ordered = sorted(units, key=lambda unit: unit.id)
    clusters = Clusters(ordered, _pairs(ordered, [v for v in verdicts if not v.same]))
    for first, second in _pairs(ordered, [v for v in verdicts if v.same]):
        clusters.join(first, second)
    _join_by_key(ordered, clusters)
    join = _JOINS.get(units[0].kind) if units else None
    doubts = join(clusters) if join else []
    node = {unit.id: canonical_id(group) for group in clusters.groups() for unit in group}
    return Resolution(node, tuple(d for d in doubts if clusters.may_join(d.first, d.second)))


def canonical_id(group: Sequence[Unit]) -> str:
    """The id that stays: that of a numbered unit, else of one that needs no context, else any; the least of them."""
    return min((not unit.numbers, unit.id != unit.local, unit.id) for unit in group)[-1]


def _pairs(units: Sequence[Unit], verdicts: Sequence[Verdict]) -> list[tuple[str, str]]:
    return [
        (first.id, second.id)
        for verdict in verdicts
        for first in units
        if answers_to(first, verdict.first)
        for second in units
        if answers_to(second, verdict.second) and first.id != second.id
    ]


def _join_by_key(units: Sequence[Unit], clusters: Clusters) -> None:
    """Joins units that share a contributed key; titles and names (weak:) need more and are left to their kind."""
    first_with: dict[str, str] = {}
    for unit in units:
        for key in sorted(key for key in unit.keys if not key.startswith("weak:")):
            other = first_with.setdefault(key, unit.id)
            if other != unit.id and not _numbers_differ(clusters, other, unit.id, key):
                clusters.join(other, unit.id)


def _numbers_differ(clusters: Clusters, first: str, second: str, key: str) -> bool:
    return not key.startswith("number:") and numbers_conflict(clusters.members(first), clusters.members(second))
