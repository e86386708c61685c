"""The graph store's narrow protocol. The embedded store and Neo4j both pass tests/graph/store_contract.py."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from graph.elements import Entity, Kind, Link, LinkKind


@dataclass(frozen=True, slots=True)
class Subgraph:
    """Entities and the links among them; `truncated` when a limit cut it."""

    entities: tuple[Entity, ...]
    links: tuple[Link, ...]
    truncated: bool = False


@dataclass(frozen=True, slots=True)
class Counts:
    """How many of each."""

    entities: Mapping[str, int]
    links: Mapping[str, int]
    mentions: int


class GraphStore(Protocol):
    """Reads of the graph. Ids that were merged away answer as the id that they were merged into."""

    def entity(self, entity_id: str) -> Entity | None: ...

    def entities(self, entity_ids: Sequence[str]) -> list[Entity]:
        """Those that exist, in the order asked for."""
        ...

    def find(self, name: str, kind: Kind | None = None, limit: int = 10) -> list[Entity]:
        """By id, then exact name, then exact alias, then name that contains it; most mentioned first inside each."""
        ...

    def list_entities(self, kind: Kind | None = None, limit: int = 50, offset: int = 0) -> list[Entity]:
        """By number of mentions, then id."""
        ...

    def links(
        self, entity_id: str, kinds: Collection[LinkKind] | None = None, direction: str = "both", limit: int = 1000
    ) -> list[Link]:
        """Links at an entity with all their evidence; direction: out (it is the head), in, both."""
        ...

    def neighborhood(
        self, entity_id: str, hops: int = 1, kinds: Collection[LinkKind] | None = None, limit: int = 500
    ) -> Subgraph: ...

    def shortest_path(self, start: str, end: str, longest: int = 6) -> list[Link]:
        """Links of one shortest path, either direction; empty when there is none up to `longest` links."""
        ...

    def mentions(self, entity_id: str, limit: int = 50) -> list[str]:
        """Ids of the passages that mention it."""
        ...

    def passage_entities(self, passage_ids: Sequence[str]) -> Mapping[str, list[Entity]]:
        """Entities that each passage mentions, in order of appearance."""
        ...

    def all_entities(self) -> Iterator[Entity]: ...
    def all_links(self) -> Iterator[Link]: ...
    def counts(self) -> Counts: ...
    def revision(self) -> int:
        """Ledger revision that this store shows."""
        ...
