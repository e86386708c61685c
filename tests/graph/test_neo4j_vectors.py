"""Embeddings beside the passages in a Neo4j, and its own vector index over them."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager

import pytest

from graph.contributor import GraphContributor
from graph.neo4j.connection import Neo4jConnection
from graph.neo4j.projection import Neo4jProjection
from graph.neo4j.query import run_read_only
from ingest.storage.sqlite_ledger import SqliteLedger
from tests.graph.store_contract import municipal, provincial

pytestmark = pytest.mark.neo4j
CONTRIBUTOR = GraphContributor()
NEAR = """
MATCH (p:Passage {id: $id}) CALL db.index.vector.queryNodes('passage_embedding', 3, p.embedding) YIELD node, score
RETURN node.id, round(score, 2)
"""


class Angles:
    """Unit vectors in the plane, one a passage; a cosine is seen at once. Passages without an angle have no vector."""

    def __init__(self, model: str, angles: Mapping[str, Sequence[float]]) -> None:
        self.model, self.dimension, self._angles = model, len(next(iter(angles.values()))), angles

    def vectors(self, passages: Sequence[str]) -> dict[str, Sequence[float]]:
        return {passage: self._angles[passage] for passage in passages if passage in self._angles}

    def __len__(self) -> int:
        return len(self._angles)


def test_passages_near_a_passage_are_found_and_another_model_replaces_all(
    ledger: SqliteLedger, neo4j: Neo4jConnection, request: pytest.FixtureRequest
) -> None:
    made = provincial()
    first, second, third = (passage.id for passage in made.document.passages)
    ledger.put(made.document, CONTRIBUTOR, made.extraction)
    held = Angles("one", {first: (1.0, 0.0), second: (0.8, 0.6)})

    @contextmanager
    def source() -> Iterator[Angles]:
        yield held

    projection = Neo4jProjection(ledger, neo4j.settings, source)
    request.addfinalizer(projection.close)
    assert projection.catch_up().vectors == 2
    assert projection.catch_up().vectors == 0
    near = run_read_only(neo4j, NEAR, {"id": first}).rows
    assert near == (
        (first, 1.0),
        (second, 0.9),
    )  # Neo4j's score is (1 + cosine) / 2, of vectors that it stores in bytes
    assert projection.verify() == []

    held = Angles("one", {first: (1.0, 0.0), second: (0.8, 0.6), third: (0.0, 1.0)})
    assert [problem.subject for problem in projection.verify()] == ["embeddings"]
    other = municipal()
    ledger.put(other.document, CONTRIBUTOR, other.extraction)
    assert projection.catch_up().vectors == 1

    held = Angles("two", {first: (0.0, 0.0, 1.0), third: (0.0, 0.6, 0.8)})
    assert projection.catch_up().vectors == 2
    assert run_read_only(neo4j, NEAR, {"id": third}).rows == ((third, 1.0), (first, 0.9))
    assert projection.verify() == []


def test_without_embeddings_there_is_no_vector_index(ledger: SqliteLedger, neo4j: Neo4jConnection) -> None:
    neo4j.execute("DROP INDEX passage_embedding IF EXISTS")
    made = provincial()
    ledger.put(made.document, CONTRIBUTOR, made.extraction)
    projection = Neo4jProjection(ledger, neo4j.settings)
    assert projection.catch_up().vectors == 0
    assert neo4j.read("SHOW INDEXES YIELD name WHERE name = 'passage_embedding' RETURN name") == []
    projection.close()
