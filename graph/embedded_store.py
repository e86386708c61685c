"""The graph store over the ledger's tables: what serves when there is no Neo4j."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

from graph.elements import Entity, Evidence, Kind, Link, LinkKind
from graph.fold import fold
from graph.store import Counts, Subgraph
from graph.tables import listed
from graph.traverse import PathFinder, Step
from ingest.ledger import Ledger, Reader, Row

_NODE = "SELECT n.id, n.kind, n.name, n.aliases, n.attrs, n.keys FROM graph_node n"
_EDGE = "SELECT e.id, e.head, e.kind, e.tail, e.post, e.attrs, e.support FROM graph_edge e"
_EXPORTED = 2000


class EmbeddedStore:
    """Implements `graph.store.GraphStore`. Each call reads one snapshot of the ledger; safe to share among threads."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger

    def entity(self, entity_id: str) -> Entity | None:
        with self._ledger.read() as reader:
            found = _entities(reader, [entity_id])
        return found[0] if found else None

    def entities(self, entity_ids: Sequence[str]) -> list[Entity]:
        with self._ledger.read() as reader:
            return _entities(reader, entity_ids)

    def find(self, name: str, kind: Kind | None = None, limit: int = 10) -> list[Entity]:
        with self._ledger.read() as reader:
            found = {e.id: e for e in _entities(reader, [name.strip()]) if kind in (None, e.kind)}
            form = fold(name)
            for sql in (_EXACT, _CONTAINING) if form else ():
                if len(found) < limit:
                    rows = reader.execute(sql, (form, kind and str(kind), limit))
                    found |= {e.id: e for e in map(_entity, rows) if e.id not in found}
        return list(found.values())[:limit]

    def list_entities(self, kind: Kind | None = None, limit: int = 50, offset: int = 0) -> list[Entity]:
        where = "WHERE n.kind = ?1" if kind else "WHERE ?1 IS NULL"
        sql = f"{_NODE} {where} ORDER BY n.mentions DESC, n.id LIMIT ?2 OFFSET ?3"
        with self._ledger.read() as reader:
            return [_entity(row) for row in reader.execute(sql, (kind and str(kind), limit, offset))]

    def links(
        self, entity_id: str, kinds: Collection[LinkKind] | None = None, direction: str = "both", limit: int = 1000
    ) -> list[Link]:
        sides = {"out": ("head",), "in": ("tail",), "both": ("head", "tail")}[direction]
        with self._ledger.read() as reader:
            (node,) = _current(reader, [entity_id])
            rows = [
                row
                for side in sides
                for row in reader.execute(
                    f"{_EDGE} WHERE e.{side} = ? AND {_OF_KINDS} ORDER BY e.head, e.kind, e.tail, e.post LIMIT ?",
                    (node, *_kinds(kinds), limit),
                )
            ]
            return _links(reader, sorted(rows, key=_edge_order)[:limit])

    def neighborhood(
        self, entity_id: str, hops: int = 1, kinds: Collection[LinkKind] | None = None, limit: int = 500
    ) -> Subgraph:
        """The nearest entities, the entity itself first, at most `limit`; of links at most four times as many."""
        with self._ledger.read() as reader:
            center = _current(reader, [entity_id])
            found = dict.fromkeys(center) if _entities(reader, center) else {}
            frontier, truncated = list(found), False
            for _ in range(hops):
                room = limit - len(found)
                near = _neighbors(reader, frontier, kinds, found, room + 1)
                truncated |= len(near) > room
                frontier = near[:room]
                found |= dict.fromkeys(frontier)
                if truncated or not frontier:
                    break
            rows = _edges_among(reader, list(found), kinds, 4 * limit + 1)
            truncated |= len(rows) > 4 * limit
            return Subgraph(tuple(_entities(reader, list(found))), tuple(_links(reader, rows[: 4 * limit])), truncated)

    def shortest_path(self, start: str, end: str, longest: int = 6) -> list[Link]:
        with self._ledger.read() as reader:
            first, last = _current(reader, [start, end])

            def steps(nodes: Collection[str]) -> Iterator[Step]:
                asked = listed(nodes)
                for edge, head, tail in reader.execute(_STEPS, (asked, asked)):
                    yield Step(edge, head, tail)

            edges = PathFinder(steps).find(first, last, longest)
            rows = {
                row[0]: row
                for row in reader.execute(f"{_EDGE} WHERE e.id IN (SELECT value FROM json_each(?))", (listed(edges),))
            }
            return _links(reader, [rows[edge] for edge in edges])

    def mentions(self, entity_id: str, limit: int = 50) -> list[str]:
        """In order of document and place."""
        with self._ledger.read() as reader:
            (node,) = _current(reader, [entity_id])
            rows = reader.execute(
                "SELECT m.passage FROM graph_unit u JOIN graph_mention m ON m.unit = u.id WHERE u.node = ? "
                "GROUP BY m.document, m.passage ORDER BY m.document, min(m.start_offset) LIMIT ?",
                (node, limit),
            )
            return [passage for (passage,) in rows]

    def passage_entities(self, passage_ids: Sequence[str]) -> Mapping[str, list[Entity]]:
        found: dict[str, list[Entity]] = {passage: [] for passage in passage_ids}
        with self._ledger.read() as reader:
            rows = reader.execute(
                "SELECT m.passage, n.id, n.kind, n.name, n.aliases, n.attrs, n.keys FROM graph_mention m "
                "JOIN graph_unit u ON u.id = m.unit JOIN graph_node n ON n.id = u.node "
                "WHERE m.passage IN (SELECT value FROM json_each(?)) "
                "GROUP BY m.passage, n.id ORDER BY min(m.start_offset), n.id",
                (listed(found),),
            )
            for passage, *row in rows:
                found[passage].append(_entity(tuple(row)))
        return found

    def all_entities(self) -> Iterator[Entity]:
        """By id."""
        with self._ledger.read() as reader:
            for row in reader.execute(f"{_NODE} ORDER BY n.id"):
                yield _entity(row)

    def all_links(self) -> Iterator[Link]:
        """By head, kind, tail and post."""
        with self._ledger.read() as reader:
            batch: list[Row] = []
            for row in reader.execute(f"{_EDGE} ORDER BY e.head, e.kind, e.tail, e.post"):
                batch.append(row)
                if len(batch) == _EXPORTED:
                    yield from _links(reader, batch)
                    batch = []
            yield from _links(reader, batch)

    def counts(self) -> Counts:
        with self._ledger.read() as reader:
            entities: dict[str, int] = dict(
                reader.execute("SELECT kind, count(*) FROM graph_node GROUP BY kind ORDER BY kind")
            )
            links: dict[str, int] = dict(
                reader.execute("SELECT kind, count(*) FROM graph_edge GROUP BY kind ORDER BY kind")
            )
            ((mentions,),) = reader.execute("SELECT count(*) FROM graph_mention")
            return Counts(entities, links, mentions)

    def revision(self) -> int:
        return self._ledger.revision()


_EXACT = f"""
{_NODE} JOIN graph_name f ON f.node = n.id
WHERE f.form = ?1 AND (?2 IS NULL OR n.kind = ?2)
ORDER BY f.is_alias, n.mentions DESC, n.id LIMIT ?3
"""
_CONTAINING = f"""
{_NODE} JOIN (SELECT node, min(is_alias) AS is_alias FROM graph_name WHERE instr(form, ?1) > 0 GROUP BY node) f
ON f.node = n.id WHERE ?2 IS NULL OR n.kind = ?2
ORDER BY n.mentions DESC, n.id LIMIT ?3
"""
_OF_KINDS = "(? IS NULL OR e.kind IN (SELECT value FROM json_each(?)))"
_STEPS = """
SELECT id, head, tail FROM graph_edge WHERE head IN (SELECT value FROM json_each(?))
UNION SELECT id, head, tail FROM graph_edge WHERE tail IN (SELECT value FROM json_each(?))
ORDER BY 1
"""


def _kinds(kinds: Collection[LinkKind] | None) -> tuple[str | None, str | None]:
    asked = None if kinds is None else listed(sorted(str(kind) for kind in kinds))
    return asked, asked


def _current(reader: Reader, ids: Sequence[str]) -> list[str]:
    """Each id as its node's: merged and contextual ids lead to the node that they are part of."""
    rows = reader.execute(
        "SELECT local, min(node), 1 FROM graph_unit WHERE local IN (SELECT value FROM json_each(?1)) GROUP BY local "
        "UNION ALL SELECT id, node, 2 FROM graph_unit WHERE id IN (SELECT value FROM json_each(?1)) ORDER BY 3",
        (listed(ids),),
    )
    node = {id_: node for id_, node, _ in rows}
    return [node.get(id_, id_) for id_ in ids]


def _entities(reader: Reader, ids: Sequence[str]) -> list[Entity]:
    nodes = dict.fromkeys(_current(reader, ids))
    rows = reader.execute(f"{_NODE} WHERE n.id IN (SELECT value FROM json_each(?))", (listed(nodes),))
    found = {row[0]: _entity(row) for row in rows}
    return [found[node] for node in nodes if node in found]


def _entity(row: Row) -> Entity:
    id_, kind, name, aliases, attrs, keys = row
    return Entity(id_, Kind(kind), name, tuple(json.loads(aliases)), json.loads(attrs), tuple(json.loads(keys)))


def _neighbors(
    reader: Reader, frontier: Sequence[str], kinds: Collection[LinkKind] | None, seen: Collection[str], limit: int
) -> list[str]:
    asked, known = listed(frontier), listed(seen)
    rows = reader.execute(
        f"SELECT e.tail FROM graph_edge e WHERE e.head IN (SELECT value FROM json_each(?)) AND {_OF_KINDS} "
        "AND e.tail NOT IN (SELECT value FROM json_each(?)) "
        f"UNION SELECT e.head FROM graph_edge e WHERE e.tail IN (SELECT value FROM json_each(?)) AND {_OF_KINDS} "
        "AND e.head NOT IN (SELECT value FROM json_each(?)) ORDER BY 1 LIMIT ?",
        (asked, *_kinds(kinds), known, asked, *_kinds(kinds), known, limit),
    )
    return [node for (node,) in rows]


def _edges_among(reader: Reader, nodes: Sequence[str], kinds: Collection[LinkKind] | None, limit: int) -> list[Row]:
    asked = listed(nodes)
    return list(
        reader.execute(
            f"{_EDGE} WHERE e.head IN (SELECT value FROM json_each(?)) AND {_OF_KINDS} "
            "AND e.tail IN (SELECT value FROM json_each(?)) ORDER BY e.head, e.kind, e.tail, e.post LIMIT ?",
            (asked, *_kinds(kinds), asked, limit),
        )
    )


def _edge_order(row: Row) -> tuple[str, ...]:
    return tuple(row[1:5])


def _links(reader: Reader, rows: Iterable[Row]) -> list[Link]:
    """Links with all their evidence, in the order of the rows; a row given twice counts once."""
    unique = {row[0]: row for row in rows}
    evidence = _evidence(reader, [id_ for id_, row in unique.items() if row[6]])
    evidence |= _name_evidence(reader, [row for row in unique.values() if not row[6]])
    return [
        Link(head, LinkKind(kind), tail, json.loads(attrs), tuple(evidence.get(id_, ())))
        for id_, head, kind, tail, _, attrs, _ in unique.values()
    ]


def _evidence(reader: Reader, edges: Collection[str]) -> dict[str, list[Evidence]]:
    found: dict[str, list[Evidence]] = {}
    rows = reader.execute(
        "SELECT edge, document, evidence FROM graph_link WHERE edge IN (SELECT value FROM json_each(?)) "
        "ORDER BY edge, document, head, tail",
        (listed(edges),),
    )
    for edge, document, evidence in rows:
        found.setdefault(edge, []).extend(Evidence(document, *place) for place in json.loads(evidence))
    return found


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
