"""The passages' sentence embeddings in a Neo4j, for its own vector index: what lies near a passage, asked in Cypher."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractContextManager
from typing import Protocol

from graph.neo4j import cypher
from graph.neo4j.connection import Neo4jConnection

_PAGE = 1000


class Embeddings(Protocol):
    """Vectors of passages, all made by one model."""

    @property
    def model(self) -> str:
        """What made them; vectors of two models cannot be compared."""
        ...

    @property
    def dimension(self) -> int: ...

    def vectors(self, passages: Sequence[str]) -> Mapping[str, Sequence[float]]:
        """Unit vectors of those passages that have one by now."""
        ...

    def __len__(self) -> int: ...


EmbeddingsSource = Callable[[], AbstractContextManager[Embeddings | None]]
"""Opens what embeddings there are, None where there are none yet."""


def put_embeddings(neo4j: Neo4jConnection, embeddings: Embeddings) -> int:
    """Gives its vector to each passage that has none, and to all when another model made those there; how many."""
    if neo4j.read(cypher.EMBEDDED) != [(embeddings.model, embeddings.dimension)]:
        _begin(neo4j, embeddings)
    written, after = 0, ""
    while page := [str(id_) for (id_,) in neo4j.read(cypher.WITHOUT_EMBEDDING, after=after, limit=_PAGE)]:
        rows = [{"id": id_, "vector": list(vector)} for id_, vector in embeddings.vectors(page).items()]
        neo4j.write(lambda tx, rows=rows: tx.run(cypher.PUT_EMBEDDINGS, {"rows": rows}).consume())  # type: ignore[misc]
        written += len(rows)
        after = page[-1]
    return written


def embedded_passages(neo4j: Neo4jConnection) -> int:
    """Passages that have a vector."""
    return int(neo4j.read(cypher.COUNT_EMBEDDED)[0][0])


def _begin(neo4j: Neo4jConnection, embeddings: Embeddings) -> None:
    """An index of the right dimension and no vectors; marked last, so that a kill has it begun again."""
    neo4j.execute(cypher.DROP_VECTOR_INDEX)
    while neo4j.write(lambda tx: tx.run(cypher.REMOVE_EMBEDDINGS).single()[0]):
        pass
    neo4j.execute(cypher.vector_index(embeddings.dimension))
    neo4j.read(cypher.AWAIT_INDEXES)
    mark = {"model": embeddings.model, "dimension": embeddings.dimension}
    neo4j.write(lambda tx: tx.run(cypher.SET_EMBEDDED, mark).consume())
