import json

import pytest

from graph.contributor import GraphContributor
from graph.elements import Kind, LinkKind
from graph.verify import verify
from ingest.storage.sqlite_ledger import SqliteLedger
from tests.graph.made import Made
from tests.graph.store_contract import OPINION, UNION, municipal, provincial

CONTRIBUTOR = GraphContributor()


@pytest.fixture
def filled(ledger: SqliteLedger) -> SqliteLedger:
    for made in (provincial(), municipal()):
        ledger.put(made.document, CONTRIBUTOR, made.extraction)
    assert verify(ledger) == []
    return ledger


@pytest.mark.parametrize(
    ("damage", "subject", "message"),
    [
        ("UPDATE graph_mention SET start_offset = start_offset + 1, end_offset = end_offset + 1", "doc-", "stand at"),
        ("UPDATE graph_mention SET passage = 'elsewhere'", "doc-", "its passage is not the document's"),
        (
            "UPDATE graph_link SET evidence = replace(evidence, '出台', '发布')",
            "doc-",
            "evidence of ISSUED by rule made",
        ),
        ("UPDATE graph_link SET evidence = '[]' WHERE kind = 'IMPLEMENTS'", "doc-", "has no evidence"),
        ("DELETE FROM graph_claim WHERE kind = 'Initiative'", "doc-", "which it does not claim"),
        ("DELETE FROM graph_claim WHERE kind = 'Policy'", "doc-", "a link ends at"),
        ("DELETE FROM graph_node WHERE kind = 'Policy'", OPINION, "that documents support is not served"),
        ("DELETE FROM graph_node WHERE kind = 'Policy'", "link-", "one of which is missing"),
        ("UPDATE graph_node SET name = '张冠李戴' WHERE kind = 'Policy'", OPINION, "'张冠李戴'"),
        ("UPDATE graph_node SET mentions = mentions + 1 WHERE kind = 'Agency'", UNION, "its documents give"),
        ("UPDATE graph_edge SET kind = 'INCLUDES' WHERE kind = 'ISSUED'", "link-", "ontology does not allow"),
        ("DELETE FROM graph_edge WHERE kind = 'ISSUED'", "link-", "that documents support is not served"),
        ("UPDATE graph_edge SET attrs = '{}'", "link-", "its documents give"),
        (
            "INSERT INTO graph_edge SELECT 'link-x', tail, 'CITES', tail, '', '{}', 1, 1 FROM graph_edge",
            "link-x",
            "that no document supports",
        ),
        ("UPDATE graph_unit SET node = 'agency-x' WHERE kind = 'Agency'", UNION, "it leads to agency-x"),
        ("UPDATE graph_link SET edge = 'link-x'", "doc-", "supports another edge"),
        ("DELETE FROM graph_name", UNION, "cannot be found by name"),
        (
            "UPDATE graph_name SET node = 'agency-x' WHERE is_alias = 1 AND form = '省总工会'",
            "agency-x",
            "a name leads",
        ),
    ],
)
def test_each_kind_of_damage_is_named(filled: SqliteLedger, damage: str, subject: str, message: str) -> None:
    with filled.write() as transaction:
        transaction.execute(damage.replace("INSERT INTO", "INSERT OR IGNORE INTO"))
    found = [p for p in verify(filled) if p.subject.startswith(subject) and message in p.message]
    assert found, json.dumps([p.message for p in verify(filled)], ensure_ascii=False)
    assert {p.part for p in found} == {"graph"}


def test_evidence_outside_its_passage_is_named(filled: SqliteLedger) -> None:
    other = provincial().document.passages[2].id
    with filled.write() as transaction:
        transaction.execute("UPDATE graph_mention SET passage = ? WHERE start_offset < 10", (other,))
    assert any("lies outside passage" in p.message for p in verify(filled))


def test_a_link_that_the_ontology_forbids_is_left_out_and_logged(caplog: pytest.LogCaptureFixture) -> None:
    from graph.contributor import allowed

    made = Made("错.txt", "王明发布江苏省总工会")
    person, union = made.entity(Kind.PERSON, "王明"), made.entity(Kind.AGENCY, "江苏省总工会")
    made.link(union, LinkKind.HOLDS_POST, person, "王明发布江苏省总工会")
    assert allowed(made.id, made.extraction).links == ()
    assert "Agency -HOLDS_POST-> Person" in caplog.text
