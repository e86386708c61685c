"""The graph store over the ledger's tables: what serves when there is no Neo4j."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from heapq import merge
from itertools import islice

from graph.elements import Entity, Kind, Link, LinkKind
from graph.fold import fold
from graph.serving.expansion import Expansion
from graph.serving.rows import EDGE, NODE, as_entity, current, edge_order, load_entities, load_links
from graph.store import Counts, Subgraph
from graph.tables import listed
from graph.traverse import PathFinder, Step
from ingest.ledger import Ledger, Reader, Row

_EXPORTED = 2000


class EmbeddedStore:
    """Implements `graph.store.GraphStore`. Each call reads one snapshot of the ledger; safe to share among threads."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger

    def entity(self, entity_id: str) -> Entity | None:
        with self._ledger.read() as reader:
            found = load_entities(reader, [entity_id])
        return found[0] if found else None

    def entities(self, entity_ids: Sequence[str]) -> list[Entity]:
        with self._ledger.read() as reader:
            return load_entities(reader, entity_ids)

    def find(self, name: str, kind: Kind | None = None, limit: int = 10) -> list[Entity]:
        with self._ledger.read() as reader:
            found = {e.id: e for e in load_entities(reader, [name.strip()]) if kind in (None, e.kind)}
            form = fold(name)
            for sql in (_EXACT, _CONTAINING) if form else ():
                if len(found) < limit:
                    rows = reader.execute(sql, (form, kind and str(kind), limit))
                    found |= {e.id: e for e in map(as_entity, rows) if e.id not in found}
        return list(found.values())[:limit]

    def list_entities(self, kind: Kind | None = None, limit: int = 50, offset: int = 0) -> list[Entity]:
        where = "WHERE n.kind = ?1" if kind else "WHERE ?1 IS NULL"
        sql = f"{NODE} {where} ORDER BY n.mentions DESC, n.id LIMIT ?2 OFFSET ?3"
        with self._ledger.read() as reader:
            return [as_entity(row) for row in reader.execute(sql, (kind and str(kind), limit, offset))]

    def links(
        self, entity_id: str, kinds: Collection[LinkKind] | None = None, direction: str = "both", limit: int = 1000
    ) -> list[Link]:
        sides = _AT_END if direction == "both" else (direction,)
        with self._ledger.read() as reader:
            (node,) = current(reader, [entity_id])
            rows = [row for side in sides for row in islice(_links_at(reader, node, kinds, side, limit), limit)]
            return load_links(reader, sorted(rows, key=edge_order)[:limit])

    def neighborhood(
        self, entity_id: str, hops: int = 1, kinds: Collection[LinkKind] | None = None, limit: int = 500
    ) -> Subgraph:
        """The nearest entities, the entity itself first, at most `limit`; of links at most four times as many."""
        with self._ledger.read() as reader:
            center = load_entities(reader, [entity_id])
            if not center:
                return Subgraph((), ())
            expansion = Expansion(reader, kinds)
            nodes, truncated = expansion.reach(center[0].id, hops, limit)
            edges = expansion.edges_among(nodes)
            rows = sorted(_edges(reader, edges[: 4 * limit]).values(), key=edge_order)
            links = load_links(reader, rows)
            return Subgraph(tuple(load_entities(reader, nodes)), tuple(links), truncated or len(edges) > len(rows))

    def shortest_path(self, start: str, end: str, longest: int = 6) -> list[Link]:
        with self._ledger.read() as reader:
            first, last = current(reader, [start, end])

            def steps(nodes: Collection[str]) -> Iterator[Step]:
                asked = listed(nodes)
                for edge, head, tail in reader.execute(_STEPS, (asked, asked)):
                    yield Step(edge, head, tail)

            path = PathFinder(steps).find(first, last, longest)
            rows = _edges(reader, path)
            return load_links(reader, [rows[edge] for edge in path])

    def mentions(self, entity_id: str, limit: int = 50) -> list[str]:
        """In order of document and place."""
        with self._ledger.read() as reader:
            (node,) = current(reader, [entity_id])
            units = [unit for (unit,) in reader.execute("SELECT id FROM graph_unit WHERE node = ?", (node,))]
            places = merge(*(reader.execute(_MENTIONS, (unit,)) for unit in units))
            passages: dict[str, None] = {}
            for _, _, passage in places:
                passages.setdefault(passage)
                if len(passages) >= limit:
                    break
            return list(islice(passages, limit))

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
                found[passage].append(as_entity(tuple(row)))
        return found

    def all_entities(self) -> Iterator[Entity]:
        """By id."""
        with self._ledger.read() as reader:
            for row in reader.execute(f"{NODE} ORDER BY n.id"):
                yield as_entity(row)

    def all_links(self) -> Iterator[Link]:
        """By head, kind, tail and post."""
        with self._ledger.read() as reader:
            batch: list[Row] = []
            for row in reader.execute(f"{EDGE} ORDER BY e.head, e.kind, e.tail, e.post"):
                batch.append(row)
                if len(batch) == _EXPORTED:
                    yield from load_links(reader, batch)
                    batch = []
            yield from load_links(reader, batch)

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
{NODE} JOIN graph_name f ON f.node = n.id
WHERE f.form = ?1 AND (?2 IS NULL OR n.kind = ?2)
ORDER BY f.is_alias, n.mentions DESC, n.id LIMIT ?3
"""
_CONTAINING = f"""
{NODE} WHERE n.id IN (SELECT node FROM graph_name WHERE instr(form, ?1) > 0) AND (?2 IS NULL OR n.kind = ?2)
ORDER BY n.mentions DESC, n.id LIMIT ?3
"""
_AT_END = {
    "out": (
        f"{EDGE} WHERE e.head = ? ORDER BY e.kind, e.tail LIMIT ?",
        f"{EDGE} WHERE e.head = ? AND e.kind = ? ORDER BY e.tail LIMIT ?",
    ),
    "in": (
        f"{EDGE} WHERE e.tail = ? ORDER BY e.kind, e.head LIMIT ?",
        f"{EDGE} WHERE e.tail = ? AND e.kind = ? ORDER BY e.head LIMIT ?",
    ),
}
_MENTIONS = """
SELECT document, start_offset, passage FROM graph_mention WHERE unit = ? ORDER BY document, start_offset, end_offset
"""
_STEPS = """
SELECT id, head, tail FROM graph_edge WHERE head IN (SELECT value FROM json_each(?))
UNION ALL SELECT id, head, tail FROM graph_edge WHERE tail IN (SELECT value FROM json_each(?))
"""


def _links_at(reader: Reader, node: str, kinds: Collection[LinkKind] | None, side: str, limit: int) -> Iterator[Row]:
    every, of_kind = _AT_END[side]
    if kinds is None:
        return reader.execute(every, (node, limit))
    return (row for kind in sorted(kinds) for row in reader.execute(of_kind, (node, str(kind), limit)))


def _edges(reader: Reader, ids: Collection[str]) -> dict[str, Row]:
    rows = reader.execute(f"{EDGE} WHERE e.id IN (SELECT value FROM json_each(?))", (listed(ids),))
    return {row[0]: row for row in rows}
