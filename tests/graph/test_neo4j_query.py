import json
from pathlib import Path

import pytest

from graph.contributor import GraphContributor
from graph.neo4j_connection import CypherError, CypherRefusedError, Neo4jConnection, Neo4jUnavailableError
from graph.neo4j_query import QueryLimits, run_read_only
from graph.neo4j_sync import sync
from ingest.sqlite_ledger import SqliteLedger
from tests.graph.store_contract import municipal, provincial

pytestmark = pytest.mark.neo4j
CONTRIBUTOR = GraphContributor()


@pytest.fixture
def filled(ledger: SqliteLedger, neo4j: Neo4jConnection) -> Neo4jConnection:
    for made in (provincial(), municipal()):
        ledger.put(made.document, CONTRIBUTOR, made.extraction)
    sync(ledger, neo4j)
    return neo4j


def test_rows_are_json_values_in_the_order_of_columns(filled: Neo4jConnection) -> None:
    query = (
        "MATCH (p:Policy {doc_number: $n})<-[r:ISSUED]-(a) RETURN p.date AS day, a.name AS who, r AS link, [1] AS list"
    )
    result = run_read_only(filled, query, {"n": "苏工发〔2023〕3号"})
    assert result.columns == ("day", "who", "link", "list")
    ((day, who, link, numbers),) = result.rows
    assert (day, who, numbers) == ("2023-03-01", "江苏省总工会", [1])
    assert (link["type"], link["order"], link["joint"]) == ("ISSUED", 1, True)
    assert json.loads(json.dumps(result.rows, ensure_ascii=False))
    assert not result.truncated


@pytest.mark.parametrize(
    "query",
    [
        "CREATE (n:Entity {id: 'x'}) RETURN n",
        "MATCH (n) DETACH DELETE n",
        "MATCH (n) SET n.name = 'x'",
        "MERGE (n:Policy {id: 'x'}) RETURN n",
        "MATCH (n:Policy) CALL (n) { SET n.name = 'x' } RETURN n",
        "DROP INDEX entity_mentions",
        "CREATE INDEX x IF NOT EXISTS FOR (n:Policy) ON (n.x)",
        "LOAD CSV FROM 'file:///etc/passwd' AS line RETURN line",
        "SHOW USERS",
        "SHOW TRANSACTIONS",
        "TERMINATE TRANSACTIONS 'neo4j-transaction-1'",
        "CALL dbms.listConfig() YIELD name, value RETURN name, value",
        "CALL db.clearQueryCaches()",
        "CALL dbms.components()",
    ],
)
def test_what_does_not_only_read_is_refused_before_it_runs(filled: Neo4jConnection, query: str) -> None:
    before = filled.read("MATCH (n) RETURN count(n), count(n.name), max(n.name)")
    with pytest.raises(CypherRefusedError):
        run_read_only(filled, query, {})
    assert filled.read("MATCH (n) RETURN count(n), count(n.name), max(n.name)") == before


@pytest.mark.parametrize("query", ["MATCH (n RETURN n", "RETURN $missing", "RETURN 1; RETURN 2", "", "RETURN x"])
def test_what_is_no_cypher_is_told_apart(filled: Neo4jConnection, query: str) -> None:
    with pytest.raises(CypherError) as caught:
        run_read_only(filled, query, {})
    assert not isinstance(caught.value, CypherRefusedError)


def test_rows_bytes_and_seconds_are_limited(filled: Neo4jConnection) -> None:
    numbers = "UNWIND range(1, 100000) AS i RETURN i"
    cut = run_read_only(filled, numbers, {}, QueryLimits(rows=10))
    assert (len(cut.rows), cut.truncated) == (10, True)
    small = run_read_only(filled, numbers, {}, QueryLimits(rows=100_000, bytes=100))
    assert small.truncated
    assert 0 < len(small.rows) < 40
    endless = "UNWIND range(1, 1000000) AS i UNWIND range(1, 1000000) AS j WITH i, j WHERE i + j < 0 RETURN i"
    with pytest.raises(Exception, match=r"(?i)timed|terminat|timeout") as caught:
        run_read_only(filled, endless, {}, QueryLimits(seconds=1))
    assert not isinstance(caught.value, CypherRefusedError)


QUERIES = Path(__file__).parents[2] / "docs" / "queries.cypher"


def example_queries() -> list[tuple[str, str]]:
    """(title, query) of each example in docs/queries.cypher: a comment line, then the query up to a semicolon."""
    blocks = QUERIES.read_text(encoding="utf-8").split(";\n")
    found = []
    for block in blocks:
        lines = [line for line in block.strip().splitlines() if line.strip()]
        if lines and any(not line.startswith("//") for line in lines):
            title = next(line for line in lines if line.startswith("// ")).removeprefix("// ")
            found.append((title, "\n".join(line for line in lines if not line.startswith("//"))))
    return found


PARAMETERS = {
    "number": "苏工发〔2023〕3号",
    "body": "江苏省总工会",
    "person": "王明",
    "initiative": "“五小”技能竞赛",
    "from": "南京市总工会",
    "to": "江苏省总工会",
    "words": "技能竞赛",
    "since": "2023-01-01",
}


def test_there_are_ten_example_queries() -> None:
    assert len(example_queries()) == 10


@pytest.mark.parametrize(("title", "query"), example_queries(), ids=[title for title, _ in example_queries()])
def test_example_query_finds_something_in_the_drawn_graph(filled: Neo4jConnection, title: str, query: str) -> None:
    result = run_read_only(filled, query, PARAMETERS)
    assert result.rows, title
    assert not isinstance(result.rows[0], Neo4jUnavailableError)
