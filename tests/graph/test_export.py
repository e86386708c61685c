import csv
import io
import json

import pytest

from graph.contributor import GraphContributor
from graph.elements import Kind, LinkKind
from graph.embedded_store import EmbeddedStore
from graph.export import CSV_COLUMNS, FORMATS, ExportError, export
from graph.networkx_view import as_networkx, read_graphml
from ingest.storage.sqlite_ledger import SqliteLedger
from tests.graph.made import Made
from tests.graph.store_contract import CONTEST, NUMBER, OPINION, UNION, municipal, provincial

CONTRIBUTOR = GraphContributor()
ODD = "引'号\"双`反\\换\n行<&>🎉"


@pytest.fixture
def store(ledger: SqliteLedger) -> EmbeddedStore:
    odd = Made("怪.txt", "云南省总工会")
    union = odd.entity(Kind.AGENCY, "云南省总工会")
    odd.link(union, LinkKind.CARRIES_OUT, odd.entity(Kind.INITIATIVE, ODD, note=[1, "二"]), "云南省总工会", post=ODD)
    for made in (provincial(), municipal(), odd):
        ledger.put(made.document, CONTRIBUTOR, made.extraction)
    return EmbeddedStore(ledger)


def written(store: EmbeddedStore, format: str) -> str:
    out = io.StringIO()
    export(store, format, out)
    return out.getvalue()


def test_jsonl_has_the_shape_that_others_rely_on(store: EmbeddedStore) -> None:
    rows = [json.loads(line) for line in written(store, "jsonl").splitlines()]
    (opinion,) = [row for row in rows if row.get("id") == OPINION]
    assert opinion == {
        "type": "node",
        "id": OPINION,
        "kind": "Policy",
        "name": "关于做强技能竞赛的意见",
        "aliases": [],
        "attrs": {"doc_number": NUMBER, "date": "2023-03-01"},
    }
    (issued,) = [row for row in rows if row["kind"] == "ISSUED" and row["tail"] == OPINION]
    (evidence,) = provincial().links[0].evidence
    assert issued == {
        "type": "edge",
        "head": UNION,
        "kind": "ISSUED",
        "tail": OPINION,
        "attrs": {"joint": True, "order": 1},
        "evidence": [
            {
                "document": evidence.document,
                "passage": evidence.passage,
                "start": evidence.start,
                "end": evidence.end,
                "quote": evidence.quote,
                "rule": "made",
                "confidence": 0.9,
            }
        ],
    }


def test_csv_reads_back_with_a_row_for_each_piece_of_evidence(store: EmbeddedStore) -> None:
    rows = list(csv.DictReader(io.StringIO(written(store, "csv"), newline="")))
    assert tuple(rows[0]) == CSV_COLUMNS
    assert sum(row["tail"] == CONTEST for row in rows) == 2
    assert [json.loads(row["attrs"]) for row in rows if row["name"] == ODD] == [{"note": [1, "二"]}]


def test_graphml_opens_elsewhere(store: EmbeddedStore) -> None:
    graph = read_graphml(written(store, "graphml"))
    assert graph.number_of_nodes() == sum(store.counts().entities.values())
    assert graph.number_of_edges() == sum(store.counts().links.values())
    assert graph.nodes[UNION]["name"] == "江苏省总工会"
    assert ODD in [data["name"] for _, data in graph.nodes(data=True)]


def test_jsonld_is_json_with_a_statement_for_each_link(store: EmbeddedStore) -> None:
    document = json.loads(written(store, "jsonld"))
    statements = [row for row in document["@graph"] if row["@type"] == "rdf:Statement"]
    assert len(statements) == sum(store.counts().links.values())
    (opinion,) = [row for row in document["@graph"] if row.get("@id") == OPINION]
    assert (opinion["@type"], opinion["name"]) == ("Policy", "关于做强技能竞赛的意见")
    assert all(row["evidence"] for row in statements)


def test_cypher_escapes_every_odd_character(store: EmbeddedStore) -> None:
    script = written(store, "cypher")
    assert script.count(";\n") == 1 + sum(store.counts().entities.values()) + sum(store.counts().links.values())
    assert '"引\'号\\"双`反\\\\换\\u000a行<&>🎉"' in script


@pytest.mark.parametrize("format", sorted(FORMATS))
def test_equal_graphs_give_equal_bytes(store: EmbeddedStore, ledger: SqliteLedger, format: str) -> None:
    before = written(store, format)
    ledger.forget(municipal().id, CONTRIBUTOR)
    assert written(store, format) != before
    ledger.put(municipal().document, CONTRIBUTOR, municipal().extraction)
    assert written(store, format) == before


def test_unknown_format_names_the_known_ones(store: EmbeddedStore) -> None:
    with pytest.raises(ExportError, match="jsonl, csv, graphml, jsonld, cypher"):
        export(store, "rdf", io.StringIO())


def test_networkx_view_holds_names_kinds_and_support(store: EmbeddedStore) -> None:
    graph = as_networkx(store)
    assert graph.nodes[OPINION]["doc_number"] == NUMBER
    assert graph.edges[UNION, CONTEST, "CARRIES_OUT"]["documents"] == 2
    posts = [key for _, _, key in graph.in_edges(UNION, keys=True)]
    assert sorted(posts) == ["HOLDS_POST:主席", "HOLDS_POST:党组书记"]
    assert as_networkx(store, [LinkKind.ISSUED]).number_of_edges() == 2
