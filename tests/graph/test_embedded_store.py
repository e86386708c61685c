import itertools
import tempfile
from pathlib import Path

import pytest

from graph.contributor import GraphContributor
from graph.elements import Kind
from graph.embedded_store import EmbeddedStore
from ingest.storage.sqlite_ledger import SqliteLedger, open_ledger
from tests.graph.made import Made
from tests.graph.store_contract import Graph, StoreContract, municipal, provincial

CONTRIBUTOR = GraphContributor()


class EmbeddedGraph:
    def __init__(self, ledger: SqliteLedger) -> None:
        self._ledger = ledger
        self.store = EmbeddedStore(ledger)

    def put(self, *made: Made) -> None:
        for one in made:
            self._ledger.put(one.document, CONTRIBUTOR, one.extraction)

    def forget(self, made: Made) -> None:
        self._ledger.forget(made.id, CONTRIBUTOR)


class TestEmbeddedStore(StoreContract):
    @pytest.fixture
    def graph(self, ledger: SqliteLedger) -> Graph:
        return EmbeddedGraph(ledger)


def made_documents() -> list[Made]:
    bare = Made("文.txt", "王明谈落实《关于做强技能竞赛的意见》。", region="南京市")
    bare.entity(Kind.POLICY, "关于做强技能竞赛的意见")
    bare.entity(Kind.PERSON, "王明")
    far = Made("远.txt", "王明谈落实《关于做强技能竞赛的意见》，见《实施意见》。", region="云南省")
    far.entity(Kind.POLICY, "关于做强技能竞赛的意见")
    far.entity(Kind.POLICY, "实施意见")
    far.entity(Kind.PERSON, "王明")
    return [provincial(), municipal(), bare, far]


def served(ledger: SqliteLedger) -> str:
    store = EmbeddedStore(ledger)
    return repr(([*store.all_entities()], [*store.all_links()], store.counts()))


def test_any_order_of_ingest_and_of_forgetting_gives_the_same_graph() -> None:
    graphs = set()
    for order in itertools.permutations(made_documents()):
        with (
            tempfile.TemporaryDirectory() as folder,
            open_ledger(Path(folder), writable=True, tables=[CONTRIBUTOR.tables]) as ledger,
        ):
            seen = [served(ledger)]
            for made in order:
                ledger.put(made.document, CONTRIBUTOR, made.extraction)
                seen.append(served(ledger))
            graphs.add(seen[-1])
            for made, before in zip(reversed(order), seen[-2::-1], strict=True):
                ledger.forget(made.id, CONTRIBUTOR)
                assert served(ledger) == before
    assert len(graphs) == 1


def test_issuers_and_region_of_the_document_are_canonical(ledger: SqliteLedger) -> None:
    made = provincial()
    ledger.put(made.document, CONTRIBUTOR, made.extraction)
    record = ledger.record(made.id)
    assert (record.issuers, record.region) == (("江苏省总工会",), "江苏省")
