"""A policy's lineage: what it carries out, what carries it out, from the centre down, and what changed or ended it."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from graph.elements import Entity, Kind, Link, LinkKind
from graph.placeless import is_placeless
from graph.store import GraphStore
from graph.titles import is_national, place_codes
from ingest.errors import WenmaiError

_DOWNWARD = (LinkKind.IMPLEMENTS, LinkKind.BASED_ON, LinkKind.FORWARDS)
"""Kinds whose head is made because of the tail."""


class UnknownPolicyError(WenmaiError):
    """No policy bears the id, title or 发文字号 that was asked for."""


class Level(StrEnum):
    """Level of administration of a policy's issuers, by the place with which their names begin."""

    CENTRAL = "中央"
    PROVINCE = "省级"
    PREFECTURE = "市级"
    COUNTY = "县级"
    UNKNOWN = "不明"


_ORDER = list(Level)
_LEVELS = {"省": Level.PROVINCE, "市": Level.PREFECTURE, "州": Level.PREFECTURE} | dict.fromkeys("县区旗", Level.COUNTY)
_NO_AGENCY = re.compile(r"(?:公司|集团|银行|[厂校]|大学|学院|医院|协会|学会|中心)$")


@dataclass(frozen=True, slots=True)
class Relative:
    """A policy of the lineage. distance: links between it and the policy asked for, at least 1.

    link: the one by which it was reached, with its evidence. issuers: in printed order, joint ones each.
    """

    policy: Entity
    distance: int
    level: Level
    issuers: tuple[Entity, ...]
    link: Link


@dataclass(frozen=True, slots=True)
class Lineage:
    """Each tuple runs from the centre to the county, nearer ones first inside a level.

    issued: the ISSUED links of the policy itself, in the order of its issuers. changes: AMENDS and REPEALS links at it,
    either way. possibly_same: policies that may be this one, with the doubt's SAME_AS link among `doubts`.
    """

    policy: Entity
    level: Level
    issuers: tuple[Entity, ...]
    issued: tuple[Link, ...]
    implements: tuple[Relative, ...]
    implemented_by: tuple[Relative, ...]
    amends: tuple[Relative, ...]
    amended_by: tuple[Relative, ...]
    repeals: tuple[Relative, ...]
    repealed_by: tuple[Relative, ...]
    possibly_same: tuple[Relative, ...]


def lineage(store: GraphStore, policy_id: str, hops: int = 4) -> Lineage:
    """Lineage of the policy up to `hops` links each way. Raises UnknownPolicyError when the id is no policy's."""
    policy = store.entity(policy_id)
    if policy is None or policy.kind is not Kind.POLICY:
        raise UnknownPolicyError(f"{policy_id}: no such policy; look for it with `wenmai entity TITLE`")
    tree = _Tree(store)
    issued = tree.issued(policy.id)
    issuers = tree.issuers(issued)
    changes = {kind: store.links(policy.id, [kind]) for kind in (LinkKind.AMENDS, LinkKind.REPEALS, LinkKind.SAME_AS)}
    amends, repeals, doubts = (changes[kind] for kind in (LinkKind.AMENDS, LinkKind.REPEALS, LinkKind.SAME_AS))
    return Lineage(
        policy=policy,
        level=level_of(policy, issuers),
        issuers=issuers,
        issued=tuple(issued),
        implements=tree.climb(policy.id, hops, up=True),
        implemented_by=tree.climb(policy.id, hops, up=False),
        amends=tree.relatives(link for link in amends if link.head == policy.id),
        amended_by=tree.relatives((link for link in amends if link.tail == policy.id), heads=True),
        repeals=tree.relatives(link for link in repeals if link.head == policy.id),
        repealed_by=tree.relatives((link for link in repeals if link.tail == policy.id), heads=True),
        possibly_same=tree.relatives(link for link in doubts if link.head == policy.id)
        + tree.relatives((link for link in doubts if link.tail == policy.id), heads=True),
    )


def level_of(policy: Entity, issuers: Iterable[Entity]) -> Level:
    """The highest level among the issuers; without issuers that of the place or the country in the title."""
    return level_by_names(policy.name, [issuer.name for issuer in issuers])


def level_by_names(title: str, issuers: Sequence[str]) -> Level:
    """The same, by the names of issuers and the title."""
    if issuers:
        return min((_level(name) for name in issuers), key=_ORDER.index)
    return _level(title) if place_codes(title) or is_national(title) else Level.UNKNOWN


def _level(name: str) -> Level:
    codes = place_codes(name)
    if not codes and is_placeless(name):  # 省总工会 of a document that does not tell its province
        return _LEVELS.get(name.removeprefix("自治")[0], Level.UNKNOWN)
    if not codes:
        return Level.UNKNOWN if _NO_AGENCY.search(name) else Level.CENTRAL
    return _ORDER[min(len(code) for code in codes) // 2]


class _Tree:
    """Walks a store's policies."""

    def __init__(self, store: GraphStore) -> None:
        self._store = store

    def issued(self, policy_id: str) -> list[Link]:
        links = self._store.links(policy_id, [LinkKind.ISSUED], "in")
        return sorted(links, key=lambda link: (int(link.attrs.get("order", 99)), link.head))

    def issuers(self, issued: Collection[Link]) -> tuple[Entity, ...]:
        return tuple(self._store.entities([link.head for link in issued]))

    def climb(self, policy_id: str, hops: int, up: bool) -> tuple[Relative, ...]:
        """Policies reached towards what is carried out (up) or away from it, each once by its nearest link."""
        found: list[Relative] = []
        seen, frontier = {policy_id}, [policy_id]
        for distance in range(1, hops + 1):
            links = [link for here in frontier for link in self._store.links(here, _DOWNWARD, "out" if up else "in")]
            fresh = {(link.tail if up else link.head): link for link in reversed(links)}
            frontier = [end for end in fresh if end not in seen]
            seen.update(frontier)
            found += self.relatives([fresh[end] for end in frontier], heads=not up, distance=distance)
        return _ordered(found)

    def relatives(self, links: Iterable[Link], heads: bool = False, distance: int = 1) -> tuple[Relative, ...]:
        by_end = {(link.head if heads else link.tail): link for link in links}
        return _ordered(
            self._relative(policy, distance, by_end[policy.id]) for policy in self._store.entities(list(by_end))
        )

    def _relative(self, policy: Entity, distance: int, link: Link) -> Relative:
        issuers = self.issuers(self.issued(policy.id))
        return Relative(policy, distance, level_of(policy, issuers), issuers, link)


def _ordered(relatives: Iterable[Relative]) -> tuple[Relative, ...]:
    return tuple(sorted(relatives, key=lambda r: (_ORDER.index(r.level), r.distance, r.policy.name, r.policy.id)))
