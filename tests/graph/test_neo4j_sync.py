import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from graph.contributor import GraphContributor
from graph.elements import Kind, LinkKind
from graph.embedded_store import EmbeddedStore
from graph.neo4j.connection import Neo4jConnection, Neo4jError, Neo4jSettings, Neo4jUnavailableError
from graph.neo4j.cypher import put_links
from graph.neo4j.projection import Neo4jProjection
from graph.neo4j.rows import link_rows
from graph.neo4j.store import Neo4jStore
from graph.neo4j.sync import applied_revision, prepare, sync
from graph.neo4j.verify import verify
from ingest.storage.sqlite_ledger import SqliteLedger, open_ledger
from tests.graph.made import Made
from tests.graph.neo4j_server import LocalServer
from tests.graph.store_contract import OPINION, UNION, municipal, provincial

pytestmark = pytest.mark.neo4j
CONTRIBUTOR = GraphContributor()


def fill(ledger: SqliteLedger, *documents: Made) -> None:
    for made in documents:
        ledger.put(made.document, CONTRIBUTOR, made.extraction)


def numbered(number: int) -> Made:
    """One of many documents that share bodies and people, so that each adds to what others support."""
    text = (
        f"江苏省总工会开展第{number}号竞赛。\n王明任江苏省总工会主席，落实《关于做强第{number % 7}类竞赛的意见》。\n"
        * 2
    )
    made = Made(f"{number}.txt", text, "江苏省")
    union = made.entity(Kind.AGENCY, "江苏省总工会", f"总工会{number % 5}")
    contest = made.entity(Kind.INITIATIVE, f"第{number}号竞赛")
    made.entity(Kind.POLICY, f"关于做强第{number % 7}类竞赛的意见")
    made.link(union, LinkKind.CARRIES_OUT, contest, "江苏省总工会开展")
    made.link(made.entity(Kind.PERSON, "王明"), LinkKind.HOLDS_POST, union, "王明任江苏省总工会主席", post="主席")
    return made


def test_first_sync_writes_all_and_the_second_nothing(ledger: SqliteLedger, neo4j: Neo4jConnection) -> None:
    fill(ledger, provincial(), municipal())
    first = sync(ledger, neo4j)
    assert (first.documents, first.passages, first.entities, first.links) == (2, 5, 7, 6)
    assert verify(ledger, neo4j) == []
    again = sync(ledger, neo4j)
    assert (again.documents, again.entities, again.links, again.mentions, again.before) == (0, 0, 0, 0, 2)
    assert not again.rebuilt


def test_sync_follows_puts_and_removals_and_changes_of_identity(ledger: SqliteLedger, neo4j: Neo4jConnection) -> None:
    bare = Made("文.txt", "王明要求落实《关于做强技能竞赛的意见》。", region="江苏省")
    bare.entity(Kind.POLICY, "关于做强技能竞赛的意见")
    bare.entity(Kind.PERSON, "王明")
    for change in (
        lambda: fill(ledger, bare),
        lambda: fill(ledger, provincial()),
        lambda: fill(ledger, municipal()),
        lambda: ledger.forget(provincial().id, CONTRIBUTOR),
        lambda: fill(ledger, provincial()),
        lambda: ledger.forget(bare.id, CONTRIBUTOR),
    ):
        change()
        sync(ledger, neo4j)
        assert verify(ledger, neo4j) == []
        assert list(Neo4jStore(neo4j).all_links()) == list(EmbeddedStore(ledger).all_links())


@pytest.mark.parametrize("together", [0, 50_000], ids=["in batches", "in one"])
def test_a_large_sync_ends_the_same_however_its_removals_go(
    ledger: SqliteLedger, neo4j: Neo4jConnection, monkeypatch: pytest.MonkeyPatch, together: int
) -> None:
    monkeypatch.setattr("graph.neo4j.sync.ATOMIC", 0)
    monkeypatch.setattr("graph.neo4j.sync.TOGETHER", together)
    monkeypatch.setattr("graph.neo4j.sync.BATCH", 7)
    fill(ledger, *map(numbered, range(12)))
    sync(ledger, neo4j)
    assert verify(ledger, neo4j) == []
    for number in (3, 5):
        ledger.forget(numbered(number).id, CONTRIBUTOR)
    fill(ledger, *map(numbered, range(12, 15)))
    sync(ledger, neo4j)
    assert verify(ledger, neo4j) == []


def test_a_neo4j_filled_by_another_ledger_is_filled_anew(ledger: SqliteLedger, neo4j: Neo4jConnection) -> None:
    neo4j.write(
        lambda tx: tx.run("CREATE (:Entity:Agency {id: 'agency-x'}), (:Wenmai {id: 'projection', revision: 99})")
    )
    fill(ledger, provincial())
    assert sync(ledger, neo4j).rebuilt
    assert verify(ledger, neo4j) == []


def test_what_others_keep_under_its_labels_is_not_deleted(ledger: SqliteLedger, neo4j: Neo4jConnection) -> None:
    neo4j.write(lambda tx: tx.run("CREATE (:Document {name: 'lease'}), (:Document {name: 'deed'})").consume())
    fill(ledger, provincial())
    with pytest.raises(Neo4jError, match="2 nodes labelled Document are not Wenmai's"):
        sync(ledger, neo4j)
    assert neo4j.read("MATCH (n) RETURN count(n)") == [(2,)]


def test_a_ledger_made_anew_from_the_same_documents_fills_it_anew(
    ledger: SqliteLedger, neo4j: Neo4jConnection, tmp_path: Path
) -> None:
    fill(ledger, provincial(), municipal())
    sync(ledger, neo4j)
    with open_ledger(tmp_path / "again", writable=True, tables=[CONTRIBUTOR.tables]) as again:
        fill(again, provincial(), municipal())
        assert [problem.subject for problem in verify(again, neo4j)] == ["ledger"]
        assert sync(again, neo4j).rebuilt
        assert verify(again, neo4j) == []
        assert not sync(again, neo4j).rebuilt


def test_what_another_layout_left_is_written_anew(ledger: SqliteLedger, neo4j: Neo4jConnection) -> None:
    fill(ledger, provincial())
    sync(ledger, neo4j)
    neo4j.write(lambda tx: tx.run("MATCH (s:Wenmai) SET s.layout = 'older'").consume())
    assert sync(ledger, neo4j).rebuilt
    assert verify(ledger, neo4j) == []


def test_plain_indexes_of_an_older_layout_give_way_to_constraints(ledger: SqliteLedger, neo4j: Neo4jConnection) -> None:
    fill(ledger, provincial())
    sync(ledger, neo4j)
    neo4j.execute("DROP CONSTRAINT issued_id")
    neo4j.execute("CREATE INDEX link_issued FOR ()-[r:ISSUED]-() ON (r.id)")
    neo4j.write(lambda tx: tx.run("MATCH (s:Wenmai) SET s.layout = 'older'").consume())
    neo4j.write(lambda tx: tx.run("MATCH (h)-[r:ISSUED]->(t) CREATE (h)-[n:ISSUED]->(t) SET n = r").consume())
    assert sync(ledger, neo4j).rebuilt
    indexes = neo4j.read("SHOW INDEXES YIELD name, labelsOrTypes WHERE labelsOrTypes = ['ISSUED'] RETURN name")
    assert indexes == [("issued_id",)]
    assert verify(ledger, neo4j) == []


def test_a_batch_of_links_written_twice_is_there_once(ledger: SqliteLedger, neo4j: Neo4jConnection) -> None:
    fill(ledger, provincial(), municipal())
    sync(ledger, neo4j)
    with ledger.read() as reader:
        rows = [row for kind, row in link_rows(reader, 0) if kind == LinkKind.ISSUED]
    query = put_links(LinkKind.ISSUED)
    neo4j.write(lambda tx: [tx.run(query, {"rows": rows}).consume() for _ in range(2)])
    assert verify(ledger, neo4j) == []
    neo4j.write(lambda tx: tx.run("MATCH ()-[r:ISSUED]->() DELETE r").consume())
    neo4j.write(lambda tx: [tx.run(query, {"rows": rows}).consume() for _ in range(2)])
    assert verify(ledger, neo4j) == []


def test_links_are_sought_by_id_whatever_the_graph_held_when_planned(neo4j: Neo4jConnection) -> None:
    prepare(neo4j)
    for kind in LinkKind:
        operators = {
            operator.partition("@")[0] for operator, _ in neo4j.explain(put_links(kind), {"rows": []}).operators
        }
        assert "DirectedRelationshipUniqueIndexSeek(Locking)" in operators
        assert not {operator for operator in operators if "Scan" in operator or "Expand" in operator}


@pytest.mark.parametrize(
    ("damage", "subject"),
    [
        ("MATCH (n:Policy) SET n.name = '张冠李戴'", OPINION),
        (f"MATCH (n:Entity {{id: '{UNION}'}}) DETACH DELETE n", UNION),
        ("CREATE (:Entity:Agency {id: 'agency-x', kind: 'Agency', name: 'x', aliases: [], attributes: '{}', keys: []})",
         "agency-x"),
        ("MATCH ()-[r:ISSUED]->() SET r.quotes = ['别的话']", "ISSUED"),
        ("MATCH (p:Passage) WHERE p.ordinal = 0 DETACH DELETE p", "doc-"),
        ("MATCH (d:Document) DETACH DELETE d", "doc-"),
        ("MATCH ()-[m:MENTIONS]->(:Policy) DELETE m", "doc-"),
        ("MATCH (s:Wenmai) SET s.revision = 0", "revision"),
    ],
)  # fmt: skip
def test_verify_names_each_difference(ledger: SqliteLedger, neo4j: Neo4jConnection, damage: str, subject: str) -> None:
    fill(ledger, provincial())
    sync(ledger, neo4j)
    neo4j.write(lambda tx: tx.run(damage).consume())
    assert [problem for problem in verify(ledger, neo4j) if subject in problem.subject and problem.part == "neo4j"]


def test_dates_are_native_and_evidence_stands_on_relationships(ledger: SqliteLedger, neo4j: Neo4jConnection) -> None:
    fill(ledger, provincial())
    sync(ledger, neo4j)
    query = """
        MATCH (a:Agency)-[r:ISSUED]->(p:Policy) WHERE p.date >= date('2023-01-01')
        RETURN a.name, p.doc_number, p.date.year, r.joint, r.quotes[0]
    """
    assert neo4j.read(query) == [
        ("江苏省总工会", "苏工发〔2023〕3号", 2023, True, "江苏省总工会印发《关于做强技能竞赛的意见》")
    ]
    found = neo4j.read("CALL db.index.fulltext.queryNodes('passage_text', '技能竞赛') YIELD node RETURN count(node)")
    assert found == [(2,)]
    names = neo4j.read("CALL db.index.fulltext.queryNodes('entity_names', '\"总工会\"') YIELD node RETURN count(node)")
    assert names == [(2,)]


def test_an_unreachable_server_is_told_apart_and_named(ledger: SqliteLedger) -> None:
    fill(ledger, provincial())
    settings = Neo4jSettings("bolt://127.0.0.1:1", password="geheim", connect_seconds=1, retry_seconds=1)
    projection = Neo4jProjection(ledger, settings)
    with pytest.raises(Neo4jUnavailableError, match=r"bolt://127\.0\.0\.1:1") as caught:
        projection.catch_up()
    assert "geheim" not in f"{caught.value}{settings!r}"
    projection.close()


def test_a_wrong_address_is_no_outage() -> None:
    with pytest.raises(Neo4jError) as caught, Neo4jConnection(Neo4jSettings("ftp://127.0.0.1:1")) as connection:
        connection.read("RETURN 1")
    assert not isinstance(caught.value, Neo4jUnavailableError)


def test_projection_catches_up_and_knows_it(ledger: SqliteLedger, neo4j: Neo4jConnection) -> None:
    projection = Neo4jProjection(ledger, neo4j.settings)
    fill(ledger, provincial())
    assert projection.shown() is None
    projection.catch_up()
    assert projection.is_current()
    assert projection.verify() == []
    assert projection.store.find("江苏省总工会")[0].id == UNION
    fill(ledger, municipal())
    assert not projection.is_current()
    projection.close()


SYNC = """
import sys
from pathlib import Path
from graph.neo4j import sync as neo4j_sync
from graph.neo4j.connection import Neo4jConnection, Neo4jSettings
from ingest.storage.sqlite_ledger import open_ledger
neo4j_sync.ATOMIC, neo4j_sync.BATCH = 0, 3
with open_ledger(Path(sys.argv[1])) as ledger, Neo4jConnection(Neo4jSettings(sys.argv[2])) as neo4j:
    print("begin", flush=True)
    neo4j_sync.sync(ledger, neo4j)
"""


def test_a_sync_killed_anywhere_is_made_good_by_the_next(ledger: SqliteLedger, neo4j: Neo4jConnection) -> None:
    fill(ledger, *map(numbered, range(25)))
    sync_and_kill = [sys.executable, "-c", SYNC, str(ledger.path.parent), neo4j.settings.uri]
    for delay in (0.05, 0.3, 0.8):
        process = subprocess.Popen(sync_and_kill, stdout=subprocess.PIPE, cwd=Path(__file__).parents[2])
        assert process.stdout is not None
        process.stdout.readline()
        time.sleep(delay)
        process.send_signal(signal.SIGKILL)
        process.wait()
        process.stdout.close()
    sync(ledger, neo4j)
    assert verify(ledger, neo4j) == []


def test_a_server_killed_in_mid_sync_is_caught_up(
    ledger: SqliteLedger, neo4j: Neo4jConnection, neo4j_server: LocalServer | None
) -> None:
    if neo4j_server is None:
        pytest.skip("kills the server, so it needs one of its own: unset WENMAI_TEST_NEO4J_URI")
    fill(ledger, *map(numbered, range(25)))

    def kill_at_links(what: str, _: int) -> None:
        if what == "links":
            neo4j_server.kill()

    with Neo4jConnection(Neo4jSettings(neo4j.settings.uri, connect_seconds=2, retry_seconds=2)) as impatient:
        with pytest.raises(Neo4jUnavailableError):
            sync(ledger, impatient, kill_at_links)
        neo4j_server.start()
        sync(ledger, impatient)
        assert verify(ledger, impatient) == []
        assert applied_revision(impatient) == ledger.revision()
