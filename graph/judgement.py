"""Judges one extraction against the gold: which entities meet, which links are right.

An entity meets a gold one of its kind when their sets of names (without white space and quotation marks) share one; one
to one, equal canonical names first. Links are compared as (head, kind, tail) over entities that met; gold links marked
weak (a proposal, an implied speaker, a link to the document's theme) count neither as missed nor as wrong.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from graph.elements import Entity, Extraction, Link
from graph.gold import GoldDocument, GoldEntity, GoldLink

Triple = tuple[str, str, str]
Counts = dict[str, tuple[int, int, int]]

_SCORED = frozenset(
    {"ISSUED", "IMPLEMENTS", "HOLDS_POST", "CARRIES_OUT", "PROVIDES_FOR", "COOPERATES_WITH", "PART_OF", "LOCATED_IN"}
) | {"INSTRUCTED", "ATTENDED"}
_SCORED_WHERE_ANNOTATED = frozenset({"CITES", "FORWARDS", "REPEALS", "AMENDS"})
_COUNTED_AS = {"BASED_ON": "IMPLEMENTS"}
_WEAK = ("status", "implied_speaker", "planned", "collective", "weak")
_NOISE = re.compile(r"[\s“”\"'‘’《》〈〉「」*]")


@dataclass(slots=True)
class Judgement:
    """Counts (right, found, wanted) of one document by total, kind, link and rule, and its errors."""

    totals: Counts
    entities: Counts
    links: Counts
    rules: Counts
    errors: dict[str, list[tuple[str, ...]]]


@dataclass(slots=True)
class GoldLinks:
    """The annotated links as triples of gold ids, with what else counts as right."""

    full: set[Triple] = field(default_factory=set)
    weak: set[Triple] = field(default_factory=set)
    posts: dict[Triple, set[str]] = field(default_factory=dict)
    alternatives: dict[Triple, Triple] = field(default_factory=dict)

    @property
    def strong(self) -> set[Triple]:
        return self.full - self.weak

    def meant(self, triple: Triple) -> Triple:
        """The gold triple that a found one stands for, else the found one."""
        head, kind, tail = triple
        if kind == "COOPERATES_WITH" and (tail, kind, head) in self.full:
            return tail, kind, head
        return triple if triple in self.full else self.alternatives.get(triple, triple)


@dataclass(slots=True)
class _FoundLinks:
    right: set[Triple] = field(default_factory=set)
    wrong: list[Triple] = field(default_factory=list)
    posts_right: int = 0
    posts: int = 0
    by_rule: dict[str, list[bool]] = field(default_factory=dict)


def judge(gold: GoldDocument, extraction: Extraction) -> Judgement:
    """Counts and errors of one extraction."""
    pairs = match_entities(gold.entities, extraction.entities)
    wanted = gold_links(gold)
    found = _compare(extraction, pairs, wanted, _scored_kinds(gold))
    names = {e.id: e for e in gold.entities}
    met = {node: names[id_] for id_, node in pairs.items()}
    links = [link for link in extraction.links if _counted(link.kind.value) in _scored_kinds(gold)]
    right_names = sum(_plain(e.name) == _plain(met[e.id].name) for e in extraction.entities if e.id in met)
    right = found.right & wanted.strong
    evidenced = sum(bool(link.evidence) for link in links)
    return Judgement(
        {
            "entities": (len(pairs), len(extraction.entities), len(gold.entities)),
            "canonical": (right_names, len(pairs), len(pairs)),
            "relations": (len(right), len(right) + len(found.wrong), len(wanted.strong)),
            "post": (found.posts_right, found.posts, found.posts),
            "evidence": (evidenced, len(links), len(links)),
        },
        _entity_counts(gold, extraction, pairs),
        _link_counts(right, found.wrong, wanted.strong),
        _rule_counts(found, extraction, met),
        _errors(gold, extraction, pairs, wanted.strong - found.right, found.wrong),
    )


def match_entities(gold: Iterable[GoldEntity], found: Iterable[Entity]) -> dict[str, str]:
    """Pairs gold id -> found id."""
    pairs: dict[str, str] = {}
    free = {entity.id: entity for entity in found}
    for exact in (True, False):
        for wanted in gold:
            if wanted.id in pairs:
                continue
            scored = [(_closeness(wanted, entity, exact), entity.id) for entity in free.values()]
            best = max(scored, key=lambda pair: pair[0], default=(0, ""))
            if best[0]:
                pairs[wanted.id] = best[1]
                del free[best[1]]
    return pairs


def _closeness(wanted: GoldEntity, entity: Entity, exact: bool) -> int:
    if entity.kind.value not in (wanted.kind, wanted.other_kind):
        return 0
    if exact:
        return int(_plain(entity.name) == _plain(wanted.name))
    return len(_names(wanted.name, wanted.aliases) & _names(entity.name, entity.aliases))


def _names(name: str, aliases: Iterable[str]) -> set[str]:
    return {plain for text in (name, *aliases) if (plain := _plain(text))}


def _plain(text: str) -> str:
    return _NOISE.sub("", text)


def _counted(kind: str) -> str:
    return _COUNTED_AS.get(kind, kind)


def _scored_kinds(gold: GoldDocument) -> frozenset[str]:
    extra = any(link.kind in _SCORED_WHERE_ANNOTATED for link in gold.links)
    return _SCORED | _SCORED_WHERE_ANNOTATED if extra else _SCORED


def gold_links(gold: GoldDocument) -> GoldLinks:
    """The links of one annotation."""
    wanted = GoldLinks()
    themes = {e.id for e in gold.entities if e.is_theme}
    by_name = {e.name: e.id for e in gold.entities}
    for link in gold.links:
        triple = (link.head, _counted(link.kind), link.tail)
        wanted.full.add(triple)
        wanted.posts.setdefault(triple, set()).add(_plain(str(link.attrs.get("post", ""))))
        for alternative in _alternatives(link, by_name):
            wanted.alternatives.setdefault(alternative, triple)
        if any(link.attrs.get(mark) for mark in _WEAK) or {link.head, link.tail} & themes:
            wanted.weak.add(triple)
    return wanted


def _alternatives(link: GoldLink, by_name: Mapping[str, str]) -> Iterable[Triple]:
    accepted: Any = link.attrs.get("also_accept") or []
    kinds = [link.kind, *([accepted] if isinstance(accepted, str) else accepted)]
    head = by_name.get(str(link.attrs.get("also_accept_head")), link.head)
    return [(h, _counted(kind), link.tail) for kind in kinds for h in (link.head, head)]


def _compare(extraction: Extraction, pairs: Mapping[str, str], wanted: GoldLinks, kinds: frozenset[str]) -> _FoundLinks:
    found = _FoundLinks()
    back = {node: id_ for id_, node in pairs.items()}
    seen: set[Triple] = set()
    for link in extraction.links:
        kind = _counted(link.kind.value)
        own = (link.head, kind, link.tail)
        if kind not in kinds or (own in seen and kind != "HOLDS_POST"):
            continue
        meant = wanted.meant((back.get(link.head, ""), kind, back.get(link.tail, "")))
        is_right = meant in wanted.full
        if is_right:
            found.right.add(meant)
            _count_post(found, link, kind, wanted.posts[meant])
        elif own not in seen:
            found.wrong.append(own)
        seen.add(own)
        if not (is_right and meant in wanted.weak):
            for rule in {e.rule for e in link.evidence}:
                found.by_rule.setdefault(rule, []).append(is_right)
    return found


def _count_post(found: _FoundLinks, link: Link, kind: str, posts: set[str]) -> None:
    if kind == "HOLDS_POST":
        found.posts += 1
        found.posts_right += _plain(str(link.attrs.get("post", ""))) in posts


def _entity_counts(gold: GoldDocument, extraction: Extraction, pairs: Mapping[str, str]) -> Counts:
    counts: dict[str, list[int]] = {}
    met = {pairs[entity.id]: entity.kind for entity in gold.entities if entity.id in pairs}
    for entity in gold.entities:
        row = counts.setdefault(entity.kind, [0, 0, 0])
        row[0] += entity.id in pairs
        row[2] += 1
    for node in extraction.entities:
        # One that met gold of another, also accepted kind counts where its gold counts.
        counts.setdefault(met.get(node.id, node.kind.value), [0, 0, 0])[1] += 1
    return {kind: (row[0], row[1], row[2]) for kind, row in counts.items()}


def _link_counts(right: set[Triple], wrong: Iterable[Triple], strong: set[Triple]) -> Counts:
    counts: dict[str, list[int]] = {}
    for triples, columns in ((right, (0, 1)), (wrong, (1,)), (strong, (2,))):
        for _, kind, _ in triples:
            row = counts.setdefault(kind, [0, 0, 0])
            for column in columns:
                row[column] += 1
    return {kind: (row[0], row[1], row[2]) for kind, row in counts.items()}


def _rule_counts(found: _FoundLinks, extraction: Extraction, met: Mapping[str, GoldEntity]) -> Counts:
    verdicts = {f"link {rule}": list(judged) for rule, judged in found.by_rule.items()}
    rules: dict[str, set[str]] = {}
    kinds = {entity.id: entity.kind.value for entity in extraction.entities}
    for mention in extraction.mentions:
        rules.setdefault(f"{kinds[mention.entity]} {mention.rule}", set()).add(mention.entity)
    for rule, entities in rules.items():
        verdicts[rule] = [entity in met for entity in sorted(entities)]
    return {rule: (sum(judged), len(judged), 0) for rule, judged in verdicts.items()}


def _errors(
    gold: GoldDocument, extraction: Extraction, pairs: Mapping[str, str], missed: set[Triple], wrong: Iterable[Triple]
) -> dict[str, list[tuple[str, ...]]]:
    wanted = {e.id: e.name for e in gold.entities}
    nodes = {e.id: e.name for e in extraction.entities}
    met = set(pairs.values())
    return {
        "missed entities": [(e.kind, e.name) for e in gold.entities if e.id not in pairs],
        "extra entities": [(e.kind.value, e.name) for e in extraction.entities if e.id not in met],
        "other names": [
            (nodes[node], "for", wanted[id_])
            for id_, node in pairs.items()
            if _plain(nodes[node]) != _plain(wanted[id_])
        ],
        "missed links": sorted((wanted[h], kind, wanted[t]) for h, kind, t in missed),
        "wrong links": [(nodes[h], kind, nodes[t]) for h, kind, t in wrong],
    }
