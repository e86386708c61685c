"""Reads the graph from Neo4j while it shows the ledger's revision, from the ledger otherwise."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from typing import TypeVar

from api.neo4j_follower import Follower
from graph.elements import Entity, Kind, Link, LinkKind
from graph.neo4j.connection import Neo4jError
from graph.store import Counts, GraphStore, Subgraph

T = TypeVar("T")


class GraphSource:
    """A `GraphStore` over two: both answer the same, so that a Neo4j that goes away is not noticed by a reader."""

    def __init__(self, embedded: GraphStore, follower: Follower) -> None:
        self._embedded = embedded
        self._follower = follower

    def _read(self, read: Callable[[GraphStore], T]) -> T:
        if self._follower.state()["state"] == "current":
            try:
                return read(self._follower.projection.store)
            except Neo4jError:
                pass  # it went away between the question and the answer
        return read(self._embedded)

    def entity(self, entity_id: str) -> Entity | None:
        return self._read(lambda store: store.entity(entity_id))

    def entities(self, entity_ids: Sequence[str]) -> list[Entity]:
        return self._read(lambda store: store.entities(entity_ids))

    def find(self, name: str, kind: Kind | None = None, limit: int = 10) -> list[Entity]:
        return self._read(lambda store: store.find(name, kind, limit))

    def list_entities(self, kind: Kind | None = None, limit: int = 50, offset: int = 0) -> list[Entity]:
        return self._read(lambda store: store.list_entities(kind, limit, offset))

    def links(
        self, entity_id: str, kinds: Collection[LinkKind] | None = None, direction: str = "both", limit: int = 1000
    ) -> list[Link]:
        return self._read(lambda store: store.links(entity_id, kinds, direction, limit))

    def neighborhood(
        self, entity_id: str, hops: int = 1, kinds: Collection[LinkKind] | None = None, limit: int = 500
    ) -> Subgraph:
        return self._read(lambda store: store.neighborhood(entity_id, hops, kinds, limit))

    def shortest_path(self, start: str, end: str, longest: int = 6) -> list[Link]:
        return self._read(lambda store: store.shortest_path(start, end, longest))

    def mentions(self, entity_id: str, limit: int = 50) -> list[str]:
        return self._read(lambda store: store.mentions(entity_id, limit))

    def passage_entities(self, passage_ids: Sequence[str]) -> Mapping[str, list[Entity]]:
        return self._read(lambda store: store.passage_entities(passage_ids))

    def all_entities(self) -> Iterator[Entity]:
        return self._embedded.all_entities()  # a long read must not change its source half-way

    def all_links(self) -> Iterator[Link]:
        return self._embedded.all_links()

    def counts(self) -> Counts:
        return self._read(lambda store: store.counts())

    def revision(self) -> int:
        return self._read(lambda store: store.revision())
