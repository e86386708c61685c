"""docs/queries.py answers what docs/queries.cypher asks, from the ledger and from a Neo4j."""

import importlib.util
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from graph.contributor import GraphContributor
from graph.embedded_store import EmbeddedStore
from graph.neo4j.connection import Neo4jConnection
from graph.neo4j.store import Neo4jStore
from graph.neo4j.sync import sync
from graph.store import GraphStore
from ingest.storage.sqlite_ledger import SqliteLedger
from tests.graph.example_rows import NUMBER, OTHER, PARAMETERS, ROWS, UNION, elsewhere
from tests.graph.store_contract import municipal, provincial

FILE = Path(__file__).parents[2] / "docs" / "queries.py"
_spec = importlib.util.spec_from_file_location("queries", FILE)
assert _spec is not None
assert _spec.loader is not None
queries = importlib.util.module_from_spec(_spec)
_spec.loader.exec_module(queries)

CONTRIBUTOR = GraphContributor()
ASKED: dict[str, tuple[Callable[..., Any], tuple[str, ...]]] = {
    "Who issued a policy": (queries.issuers, (NUMBER,)),
    "A policy's lineage": (queries.policy_lineage, (NUMBER,)),
    "Who holds which post": (queries.posts_at, (PARAMETERS["body"],)),
    "Which bodies carry out": (queries.carried_out_by, (PARAMETERS["initiative"],)),
    "How two things are": (queries.connection, (PARAMETERS["from"], PARAMETERS["to"])),
    "Policies since a day": (queries.policies_by_month, (PARAMETERS["since"],)),
    "Bodies by the number": (queries.busiest_bodies, ()),
    "What rests on a single": (queries.single_sources, ()),
}


@pytest.fixture
def filled(ledger: SqliteLedger) -> SqliteLedger:
    for made in (provincial(), municipal(), elsewhere()):
        ledger.put(made.document, CONTRIBUTOR, made.extraction)
    return ledger


def answers(store: GraphStore) -> dict[str, Any]:
    return {title: ask(store, *values) for title, (ask, values) in ASKED.items()}


def test_questions_have_the_same_answers_without_cypher(filled: SqliteLedger) -> None:
    assert answers(EmbeddedStore(filled)) == ROWS


def test_people_who_may_be_one_are_told_without_cypher(filled: SqliteLedger) -> None:
    one, other = queries.posts_of(EmbeddedStore(filled), "王明")
    assert sorted([one[1], other[1]]) == [[[OTHER, "主席"]], [[UNION, "主席"], [UNION, "党组书记"]]]
    assert (one[2], other[2]) == ([[other[0], "同名，任职单位不同"]], [[one[0], "同名，任职单位不同"]])


@pytest.mark.neo4j
def test_questions_have_the_same_answers_from_a_neo4j(filled: SqliteLedger, neo4j: Neo4jConnection) -> None:
    sync(filled, neo4j)
    assert answers(Neo4jStore(neo4j)) == ROWS
    assert queries.posts_of(Neo4jStore(neo4j), "王明") == queries.posts_of(EmbeddedStore(filled), "王明")
