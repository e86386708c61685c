"""The graph store over a Neo4j that `graph.neo4j.sync` keeps up to the ledger. Answers as the embedded store does."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import islice

from graph.elements import Entity, Kind, Link, LinkKind
from graph.fold import fold
from graph.neo4j import cypher
from graph.neo4j.connection import Neo4jConnection, Values
from graph.neo4j.rows import entity_of, link_of
from graph.neo4j.sync import applied_revision
from graph.reach import Near, reach
from graph.store import Counts, Subgraph
from graph.traverse import PathFinder, Step

_PAGE = 1000


class Neo4jStore:
    """Implements `graph.store.GraphStore`. Every read is a read transaction, which a cluster's replicas may serve."""

    def __init__(self, neo4j: Neo4jConnection) -> None:
        self._neo4j = neo4j

    def entity(self, entity_id: str) -> Entity | None:
        found = self.entities([entity_id])
        return found[0] if found else None

    def entities(self, entity_ids: Sequence[str]) -> list[Entity]:
        found = {row[0]: entity_of(row) for row in self._neo4j.read(cypher.ENTITIES, ids=list(entity_ids))}
        current = self._current([id_ for id_ in entity_ids if id_ not in found])
        if merged := [id_ for id_ in current.values() if id_ not in found]:
            found |= {row[0]: entity_of(row) for row in self._neo4j.read(cypher.ENTITIES, ids=merged)}
        wanted = dict.fromkeys(current.get(id_, id_) for id_ in entity_ids)
        return [found[id_] for id_ in wanted if id_ in found]

    def _current(self, ids: Sequence[str]) -> dict[str, str]:
        """For ids that are no entity's own: the entity that each leads to now."""
        best: dict[str, tuple[bool, str]] = {}
        for id_, entity, surely in self._neo4j.read(cypher.MERGED, ids=list(ids)) if ids else ():
            rank = (not surely, entity)
            best[id_] = min(best.get(id_, rank), rank)
        return {id_: entity for id_, (_, entity) in best.items()}

    def _id(self, entity_id: str) -> str:
        entity = self.entity(entity_id)
        return entity.id if entity else entity_id

    def find(self, name: str, kind: Kind | None = None, limit: int = 10) -> list[Entity]:
        found = {e.id: e for e in self.entities([name.strip()]) if kind in (None, e.kind)}
        form = fold(name)
        for query in (cypher.FIND_EXACT, cypher.FIND_CONTAINING) if form else ():
            if len(found) < limit:
                rows = self._neo4j.read(query, form=form, kind=kind and str(kind), limit=limit)
                found |= {e.id: e for e in map(entity_of, rows) if e.id not in found}
        return list(found.values())[:limit]

    def list_entities(self, kind: Kind | None = None, limit: int = 50, offset: int = 0) -> list[Entity]:
        rows = self._neo4j.read(cypher.list_entities(kind), limit=limit, offset=offset)
        return [entity_of(row) for row in rows]

    def links(
        self, entity_id: str, kinds: Collection[LinkKind] | None = None, direction: str = "both", limit: int = 1000
    ) -> list[Link]:
        sides = {"out": (True,), "in": (False,), "both": (True, False)}[direction]
        if kinds is not None and not kinds:
            return []
        node = self._id(entity_id)
        queries = [cypher.links_at(kinds, out) for out in sides]
        rows = {row[-1]: row for query in queries for row in self._neo4j.read(query, id=node, limit=limit)}
        return [link_of(row) for row in sorted(rows.values(), key=_order)[:limit]]

    def neighborhood(
        self, entity_id: str, hops: int = 1, kinds: Collection[LinkKind] | None = None, limit: int = 500
    ) -> Subgraph:
        center = self.entity(entity_id)
        if center is None:
            return Subgraph((), ())
        if kinds is not None and not kinds:
            return Subgraph((center,), ())
        nodes, truncated = reach(center.id, hops, limit, lambda frontier: self._near(frontier, kinds, limit))
        rows = self._neo4j.read(cypher.links_among(kinds), ids=nodes, limit=4 * limit + 1)
        links = [link_of(row) for row in sorted(rows[: 4 * limit], key=_order)]
        return Subgraph(tuple(self.entities(nodes)), tuple(links), truncated or len(rows) > 4 * limit)

    def _near(self, nodes: Sequence[str], kinds: Collection[LinkKind] | None, limit: int) -> Iterator[Near]:
        """Neighbours out of and into each node, no more than a limit's worth beside those that are known already."""
        sides: list[dict[str, list[list[str]]]] = [
            dict(self._neo4j.read(cypher.near(kinds, out), ids=list(nodes), limit=2 * limit + 2))
            for out in (True, False)
        ]
        return (iter(side.get(node, ())) for node in nodes for side in sides)

    def shortest_path(self, start: str, end: str, longest: int = 6) -> list[Link]:
        first, last = self._id(start), self._id(end)
        path = PathFinder(self._steps).find(first, last, longest)
        if not path:
            return []
        rows = {row[-1]: row for row in self._neo4j.read(cypher.links_named(), links=path)}
        return [link_of(rows[edge]) for edge in path]

    def _steps(self, nodes: Collection[str]) -> Iterator[Step]:
        query = cypher.STEPS.replace("{types}", cypher.types(None))
        for edge, head, tail in self._neo4j.read(query, ids=sorted(nodes)):
            yield Step(edge, head, tail)

    def mentions(self, entity_id: str, limit: int = 50) -> list[str]:
        """In order of document and place."""
        rows = self._neo4j.read(cypher.MENTIONING, id=self._id(entity_id), limit=limit)
        return [passage for (passage,) in rows]

    def passage_entities(self, passage_ids: Sequence[str]) -> Mapping[str, list[Entity]]:
        found: dict[str, list[Entity]] = {passage: [] for passage in passage_ids}
        for passage, *columns in self._neo4j.read(cypher.PASSAGE_ENTITIES, ids=list(found)):
            found[passage].append(entity_of(columns))
        return found

    def all_entities(self) -> Iterator[Entity]:
        """By id."""
        return map(entity_of, self._pages())

    def _pages(self) -> Iterator[Values]:
        after = ""
        while rows := self._neo4j.read(cypher.ENTITY_PAGE, after=after, limit=_PAGE):
            yield from rows
            after = rows[-1][0]

    def all_links(self) -> Iterator[Link]:
        """By head, kind, tail and post."""
        ids = (row[0] for row in self._pages())
        while page := list(islice(ids, _PAGE)):
            rows = self._neo4j.read(cypher.links_from(None), ids=page)
            yield from (link_of(row) for row in sorted(rows, key=_order))

    def counts(self) -> Counts:
        found: dict[str, dict[str, int]] = {"entity": {}, "link": {}, "mention": {}}
        for what, name, number in self._neo4j.read(cypher.counts()):
            if number:
                found[what][name] = number
        entities, links = (dict(sorted(found[what].items())) for what in ("entity", "link"))
        return Counts(entities, links, found["mention"].get("", 0))

    def revision(self) -> int:
        return applied_revision(self._neo4j) or 0


def _order(row: Values) -> tuple[str, ...]:
    """Head, kind, tail, post."""
    return (row[0], row[1], row[2], str(link_of(row).attrs.get("post", "")))
