"""A home's stored embeddings as the graph layer takes them for a Neo4j."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from api.indexes import VECTOR_FOLDER

if TYPE_CHECKING:
    from search.indexes.vector_store import Identity, VectorStore


class StoredEmbeddings:
    """Implements `graph.neo4j.vectors.Embeddings` over the vectors on disk; no model is loaded."""

    def __init__(self, store: VectorStore, identity: Identity) -> None:
        self._store = store
        self.model = f"{identity.model} {identity.model_revision}".strip()
        self.dimension = identity.dimension

    def vectors(self, passages: Sequence[str]) -> dict[str, list[float]]:
        """Vectors of those passages that have one."""
        return {passage: vector.tolist() for passage, vector in self._store.vectors(passages).items()}

    def __len__(self) -> int:
        return len(self._store.passages())


@contextmanager
def stored_embeddings(home: Path) -> Iterator[StoredEmbeddings | None]:
    """The embeddings of a home, None while it has none."""
    if not (home / VECTOR_FOLDER).is_dir():
        yield None
        return
    from search.indexes.vector_store import FILE, VectorStore

    store = VectorStore(home / VECTOR_FOLDER / FILE)
    try:
        identity = store.identity()
        yield StoredEmbeddings(store, identity) if identity else None
    finally:
        store.close()
