"""The served graph computed anew from the documents' contributions: the yardstick of verify."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field

from graph.elements import Kind, LinkKind
from graph.identity.resolve import resolve
from graph.identity.units import canonical_json
from graph.serving.assignment import load_verdicts, make_unit
from graph.serving.edges import edge_attributes, edge_id
from graph.serving.facts import Facts, values_of
from graph.serving.nodes import node_content
from ingest.ledger import Reader

NodeRow = tuple[str, ...]
"""id, kind, name, aliases, attrs, keys (JSON texts), mentions as text."""
EdgeRow = tuple[str, ...]
"""id, head, kind, tail, post, attrs (JSON text), support as text."""


@dataclass(slots=True)
class Recount:
    """What should be served. node_of: unit -> node; edge_of: contributed link's key -> edge, empty for none."""

    node_of: dict[str, str] = field(default_factory=dict)
    nodes: dict[str, NodeRow] = field(default_factory=dict)
    edges: dict[str, EdgeRow] = field(default_factory=dict)
    edge_of: dict[tuple[str, ...], str] = field(default_factory=dict)


def recount(reader: Reader) -> Recount:
    """All nodes and edges that the contributions give. Holds them in memory."""
    facts, kinds, locals_ = _claims(reader)
    result = Recount()
    doubts = _resolve(reader, facts, kinds, locals_, result.node_of)
    _count_nodes(reader, facts, kinds, result)
    _count_edges(reader, result)
    for first, second, reason in doubts:
        edge = edge_id(first, str(LinkKind.SAME_AS), second, "")
        attrs = canonical_json({"reason": reason})
        result.edges[edge] = (edge, first, str(LinkKind.SAME_AS), second, "", attrs, "0")
    return result


def _claims(reader: Reader) -> tuple[dict[str, Facts], dict[str, Kind], dict[str, str]]:
    facts: dict[str, Facts] = {}
    kinds: dict[str, Kind] = {}
    locals_: dict[str, str] = {}
    for unit, local, kind, stored in reader.execute("SELECT unit, local, kind, facts FROM graph_claim"):
        kinds[unit], locals_[unit] = Kind(kind), local
        counted = facts.setdefault(unit, {})
        for name, value in json.loads(stored):
            counted[name, value] = counted.get((name, value), 0) + 1
    return facts, kinds, locals_


def _resolve(
    reader: Reader,
    facts: Mapping[str, Facts],
    kinds: Mapping[str, Kind],
    locals_: Mapping[str, str],
    node_of: dict[str, str],
) -> list[tuple[str, str, str]]:
    verdicts = load_verdicts(reader)
    doubts: list[tuple[str, str, str]] = []
    for kind in sorted(Kind, key=lambda kind: kind in (Kind.PERSON, Kind.POLICY)):
        named = {unit: (node, min(values_of(facts[unit], "name"))) for unit, node in node_of.items()}
        ids = [unit for unit, of in kinds.items() if of is kind]
        units = [make_unit(unit, locals_[unit], kind, facts[unit], named) for unit in ids]
        resolution = resolve(units, verdicts)
        node_of |= resolution.node
        for doubt in resolution.doubts:
            first, second = sorted((node_of[doubt.first], node_of[doubt.second]))
            doubts.append((first, second, doubt.reason))
    return sorted(doubts)


def _count_nodes(reader: Reader, facts: Mapping[str, Facts], kinds: Mapping[str, Kind], result: Recount) -> None:
    mentions: Counter[str] = Counter()
    for unit, count in reader.execute("SELECT unit, count(*) FROM graph_mention GROUP BY unit"):
        if unit in result.node_of:
            mentions[result.node_of[unit]] += count
    members: dict[str, list[str]] = {}
    for unit, node in result.node_of.items():
        members.setdefault(node, []).append(unit)
    for node, units in members.items():
        content = node_content(node, str(kinds[units[0]]), [facts[unit] for unit in units])
        result.nodes[node] = (*content, str(mentions[node]))


def _count_edges(reader: Reader, result: Recount) -> None:
    ends: dict[str, tuple[str, str, str, str]] = {}
    support: Counter[str] = Counter()
    facts: dict[str, Facts] = {}
    for document, head, kind, tail, post, attrs in reader.execute(
        "SELECT document, head, kind, tail, post, attrs FROM graph_link"
    ):
        first, second = result.node_of.get(head, ""), result.node_of.get(tail, "")
        edge = edge_id(first, kind, second, post) if first and second and first != second else ""
        result.edge_of[document, head, kind, tail, post] = edge
        if edge:
            ends[edge] = (first, kind, second, post)
            support[edge] += 1
            counted = facts.setdefault(edge, {})
            for name, value in json.loads(attrs).items():
                key = (f"attr:{name}", canonical_json(value))
                counted[key] = counted.get(key, 0) + 1
    for edge, (first, kind, second, post) in ends.items():
        chosen = canonical_json(edge_attributes(facts[edge], support[edge]))
        result.edges[edge] = (edge, first, kind, second, post, chosen, str(support[edge]))
