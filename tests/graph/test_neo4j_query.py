import json
from pathlib import Path

import pytest

from graph.contributor import GraphContributor
from graph.elements import Entity, LinkKind
from graph.embedded_store import EmbeddedStore
from graph.neo4j.connection import CypherError, CypherRefusedError, Neo4jConnection, Neo4jLimitError
from graph.neo4j.query import QueryLimits, run_read_only
from graph.neo4j.sync import sync
from ingest.storage.sqlite_ledger import SqliteLedger
from tests.graph.example_rows import CITY, OPINION, OTHER, PARAMETERS, PLAN, ROWS, UNION, elsewhere
from tests.graph.store_contract import municipal, provincial

pytestmark = pytest.mark.neo4j
CONTRIBUTOR = GraphContributor()


@pytest.fixture
def filled(ledger: SqliteLedger, neo4j: Neo4jConnection) -> Neo4jConnection:
    for made in (provincial(), municipal(), elsewhere()):
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


REFUSED = [
    "CREATE (n:Entity {id: 'x'}) RETURN n",
    "CREATE (n:Policy) RETURN 1 LIMIT 0",
    "MATCH (n) DETACH DELETE n",
    "MATCH (n) SET n.name = 'x'",
    "MATCH (n) SET n:Other",
    "MATCH (n) REMOVE n.name",
    "MERGE (n:Policy {id: 'x'}) RETURN n",
    "MATCH (n:Policy) CALL (n) { SET n.name = 'x' } RETURN n",
    "MATCH (n:Policy) CALL (n) { SET n.name = 'x' } IN TRANSACTIONS OF 1 ROW",
    "MATCH (n:Policy) CALL (n) { DETACH DELETE n } IN 2 CONCURRENT TRANSACTIONS OF 1 ROW",
    "MATCH (n:Policy) FOREACH (x IN [n] | SET x.name = 'x')",
    "MATCH (n) RETURN n.id AS id UNION CREATE (n:Policy {id: 'x'}) RETURN n.id AS id",
    "/* RETURN 1 */ CREATE (n:Policy)",
    "// RETURN 1\nCREATE (n:Policy)",
    "EXPLAIN CREATE (n:Policy)",
    "CYPHER 5 CREATE (n:Policy)",
    "CYPHER runtime=slotted CREATE (n:Policy)",
    "DROP INDEX entity_mentions",
    "DROP CONSTRAINT entity_id",
    "CREATE INDEX x IF NOT EXISTS FOR (n:Policy) ON (n.x)",
    "CREATE USER eve SET PASSWORD 'password'",
    "ALTER CURRENT USER SET PASSWORD FROM 'a' TO 'password'",
    "LOAD CSV FROM 'file:///etc/passwd' AS line RETURN line",
    "LOAD CSV WITH HEADERS FROM 'http://127.0.0.1:9/x.csv' AS line RETURN line",
    "CALL () { LOAD CSV FROM 'file:///etc/passwd' AS line RETURN line } RETURN line",
    "SHOW USERS",
    "SHOW DATABASES",
    "SHOW SETTINGS",
    "SHOW PROCEDURES",
    "SHOW TRANSACTIONS",
    "TERMINATE TRANSACTIONS 'neo4j-transaction-1'",
    "CALL dbms.listConfig() YIELD name, value RETURN name, value",
    "CALL dbms.killConnection('bolt-1')",
    "CALL db.clearQueryCaches()",
    "CALL db.createLabel('x')",
    "CALL dbms.components()",
    "CALL () { CALL dbms.components() YIELD name RETURN name } RETURN name",
]
NO_CYPHER = [
    "MATCH (n RETURN n",
    "RETURN $missing",
    "RETURN 1; RETURN 2",
    "RETURN 1; CREATE (n:Policy)",
    "",
    "RETURN x",
    "PROFILE CREATE (n:Policy)",
    "CALL apoc.load.json('http://127.0.0.1:9/') YIELD value RETURN value",
    "RETURN apoc.text.join(['a'], '')",
    "USE system SHOW USERS",
    "MATCH (n) CALL apoc.cypher.doIt('DETACH DELETE n', {n: n}) YIELD value RETURN value",
]


def everything(neo4j: Neo4jConnection) -> list[tuple[object, ...]]:
    return neo4j.read(
        "MATCH (n) OPTIONAL MATCH (n)-[r]->() RETURN labels(n), properties(n), properties(r) ORDER BY n.id"
    )


@pytest.mark.parametrize("query", REFUSED)
def test_what_does_not_only_read_is_refused_before_it_runs(filled: Neo4jConnection, query: str) -> None:
    before = everything(filled)
    with pytest.raises(CypherRefusedError):
        run_read_only(filled, query, {})
    assert everything(filled) == before


@pytest.mark.parametrize("query", NO_CYPHER)
def test_what_is_no_cypher_is_told_apart(filled: Neo4jConnection, query: str) -> None:
    before = everything(filled)
    with pytest.raises(CypherError) as caught:
        run_read_only(filled, query, {})
    assert not isinstance(caught.value, CypherRefusedError)
    assert everything(filled) == before


def test_an_error_says_where_it_is_in_the_query_itself(filled: Neo4jConnection) -> None:
    with pytest.raises(CypherError, match=r"\(line 2, column 10\)") as caught:
        run_read_only(filled, "// one\nMATCH (n RETURN", {})
    assert "EXPLAIN" not in str(caught.value)


@pytest.mark.parametrize(
    ("query", "row"),
    [
        ("CYPHER 5 RETURN 1", (1,)),
        ("// one\nRETURN 1 // two", (1,)),
        ("RETURN 0.0 / 0.0, -1.0 / 0.0", ("NaN", "-Infinity")),
        ("RETURN 'CREATE (n)', '; DETACH DELETE n'", ("CREATE (n)", "; DETACH DELETE n")),
        ("RETURN date('2023-03-01'), duration('P1D'), point({x: 1, y: 2}) IS NULL", ("2023-03-01", "P1D", False)),
        ("CALL db.labels() YIELD label WHERE label = 'Policy' RETURN label", ("Policy",)),
        ("MATCH (p:Policy) WHERE p.name CONTAINS $delete RETURN count(*)", (0,)),
    ],
)
def test_what_only_reads_runs(filled: Neo4jConnection, query: str, row: tuple[object, ...]) -> None:
    assert run_read_only(filled, query, {"delete": "'}) DETACH DELETE p //"}).rows == (row,)


def test_rows_bytes_and_seconds_are_limited(filled: Neo4jConnection) -> None:
    numbers = "UNWIND range(1, 100000) AS i RETURN i"
    cut = run_read_only(filled, numbers, {}, QueryLimits(rows=10))
    assert (len(cut.rows), cut.truncated) == (10, True)
    small = run_read_only(filled, numbers, {}, QueryLimits(rows=100_000, bytes=100))
    assert small.truncated
    assert 0 < len(small.rows) < 40
    endless = "UNWIND range(1, 1000000) AS i UNWIND range(1, 1000000) AS j WITH i, j WHERE i + j < 0 RETURN i"
    with pytest.raises(Neo4jLimitError, match="more time or memory than is allowed"):
        run_read_only(filled, endless, {}, QueryLimits(seconds=1))


QUERIES = Path(__file__).parents[2] / "docs" / "queries.cypher"


def example_queries() -> list[tuple[str, str]]:
    """(title, query) of each example in docs/queries.cypher: a comment line, then the query up to a semicolon."""
    blocks = QUERIES.read_text(encoding="utf-8").split(";\n")
    found = []
    for block in blocks:
        lines = [line for line in block.strip().splitlines() if line.strip()]
        if lines and any(not line.startswith("//") for line in lines):
            title = [line for line in lines if line.startswith("// ")][-1].removeprefix("// ")
            found.append((title, "\n".join(line for line in lines if not line.startswith("//"))))
    return found


def rows_of(neo4j: Neo4jConnection, beginning: str) -> list[list[object]]:
    (query,) = (query for title, query in example_queries() if title.startswith(beginning))
    return [list(row) for row in run_read_only(neo4j, query, PARAMETERS).rows]


def test_there_are_ten_example_queries() -> None:
    assert len(example_queries()) == 10


@pytest.mark.parametrize("beginning", ROWS)
def test_example_query_finds_just_this_in_the_drawn_graph(filled: Neo4jConnection, beginning: str) -> None:
    assert rows_of(filled, beginning) == ROWS[beginning]


def test_example_of_a_person_shows_posts_and_doubts(filled: Neo4jConnection, ledger: SqliteLedger) -> None:
    here, there = (
        (wang.id, [[OTHER, "主席"]] if region == "云南省" else [[UNION, "主席"], [UNION, "党组书记"]])
        for region, wang in zip(("江苏省", "云南省"), wangs(ledger), strict=True)
    )
    doubt = "同名，任职单位不同"
    expected = [[here[0], here[1], [[there[0], doubt]]], [there[0], there[1], [[here[0], doubt]]]]
    assert rows_of(filled, "All posts of a person") == sorted(expected, key=str)


def wangs(ledger: SqliteLedger) -> list[Entity]:
    """The two of the name, him with two posts first."""
    store = EmbeddedStore(ledger)
    return sorted(store.find("王明"), key=lambda e: -len(store.links(e.id, [LinkKind.HOLDS_POST])))


def test_example_of_passages_ranks_them_and_names_what_they_name(filled: Neo4jConnection) -> None:
    rows = rows_of(filled, "Passages about a subject")
    scores = [score for _, _, score, _ in rows]
    assert scores == sorted(scores, key=float, reverse=True)  # type: ignore[arg-type]
    first = "南京市总工会出台《南京市技能竞赛工作方案》，贯彻《关于做强技能竞赛的意见》（苏工发〔2023〕3号）。"
    assert {(document, passage): named for document, passage, _, named in rows} == {
        ("省", "江苏省总工会印发《关于做强技能竞赛的意见》（苏工发〔2023〕3号）。"): [OPINION, UNION],
        ("省", "江苏省总工会开展“五小”技能竞赛，云南省总工会来信祝贺。"): [OTHER, UNION],
        ("市", first): [OPINION, CITY, PLAN],
        ("市", "江苏省总工会开展“五小”技能竞赛，由来已久。"): [UNION],
    }
