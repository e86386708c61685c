"""Served rows as entities and links."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Sequence
from typing import Any

from graph.elements import Entity, Evidence, Kind, Link, LinkKind
from graph.tables import listed
from ingest.ledger import Reader, Row

NODE = "SELECT n.id, n.kind, n.name, n.aliases, n.attrs, n.keys FROM graph_node n"
EDGE = "SELECT e.id, e.head, e.kind, e.tail, e.post, e.attrs, e.support FROM graph_edge e"


def current(reader: Reader, ids: Sequence[str]) -> list[str]:
    """Each id as its node's: merged and contextual ids lead to the node that they are part of."""
    rows = reader.execute(
        "SELECT local, min(node), 1 FROM graph_unit WHERE local IN (SELECT value FROM json_each(?1)) GROUP BY local "
        "UNION ALL SELECT id, node, 2 FROM graph_unit WHERE id IN (SELECT value FROM json_each(?1)) ORDER BY 3",
        (listed(ids),),
    )
    node = {id_: node for id_, node, _ in rows}
    return [node.get(id_, id_) for id_ in ids]


def load_entities(reader: Reader, ids: Sequence[str]) -> list[Entity]:
    nodes = dict.fromkeys(current(reader, ids))
    rows = reader.execute(f"{NODE} WHERE n.id IN (SELECT value FROM json_each(?))", (listed(nodes),))
    found = {row[0]: as_entity(row) for row in rows}
    return [found[node] for node in nodes if node in found]


def as_entity(row: Row) -> Entity:
    id_, kind, name, aliases, attrs, keys = row
    return Entity(id_, Kind(kind), name, _strings(aliases), _mapping(attrs), _strings(keys))


def _strings(text: str) -> tuple[str, ...]:
    return tuple(json.loads(text)) if text != "[]" else ()


def _mapping(text: str) -> dict[str, Any]:
    """Most attributes are empty, and parsing is half the time of a large answer."""
    found: dict[str, Any] = json.loads(text) if text != "{}" else {}
    return found


def edge_order(row: Row) -> tuple[str, ...]:
    return tuple(row[1:5])


def load_links(reader: Reader, rows: Iterable[Row]) -> list[Link]:
    """Links with all their evidence, in the order of the rows; a row given twice counts once."""
    unique = {row[0]: row for row in rows}
    evidence = _evidence(reader, [id_ for id_, row in unique.items() if row[6]])
    evidence |= _name_evidence(reader, [row for row in unique.values() if not row[6]])
    return [
        Link(head, LinkKind(kind), tail, _mapping(attrs), tuple(evidence.get(id_, ())))
        for id_, head, kind, tail, _, attrs, _ in unique.values()
    ]


def _evidence(reader: Reader, edges: Collection[str]) -> dict[str, list[Evidence]]:
    return {edge: [Evidence(*place) for place in places] for edge, places in stored_places(reader, edges).items()}


def stored_places(reader: Reader, edges: Collection[str]) -> dict[str, Sequence[Sequence[Any]]]:
    """Values of each edge's evidence, in the order of `Evidence`'s fields."""
    found: dict[str, list[tuple[Any, ...]]] = {}
    rows = reader.execute(
        "SELECT edge, document, evidence FROM graph_link WHERE edge IN (SELECT value FROM json_each(?)) "
        "ORDER BY edge, document, head, tail",
        (listed(edges),),
    )
    for edge, document, evidence in rows:
        found.setdefault(edge, []).extend((document, *place) for place in json.loads(evidence))
    return dict(found)


def _name_evidence(reader: Reader, doubts: Collection[Row]) -> dict[str, list[Evidence]]:
    """For a link that resolution drew: where each end is first named."""
    if not doubts:
        return {}
    first: dict[str, Evidence] = {}
    rows = reader.execute(
        "SELECT u.node, m.document, m.passage, m.start_offset, m.end_offset, m.surface FROM graph_unit u "
        "JOIN graph_mention m ON m.unit = u.id WHERE u.node IN (SELECT value FROM json_each(?)) "
        "ORDER BY m.document, m.start_offset, m.end_offset",
        (listed({row[i] for row in doubts for i in (1, 3)}),),
    )
    for node, document, passage, start, end, surface in rows:
        first.setdefault(node, Evidence(document, passage, start, end, surface, "same-name", 0.5))
    return {row[0]: [first[row[i]] for i in (1, 3) if row[i] in first] for row in doubts}
