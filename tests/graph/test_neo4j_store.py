import pytest

from graph.contributor import GraphContributor
from graph.neo4j.connection import Neo4jConnection
from graph.neo4j.store import Neo4jStore
from graph.neo4j.sync import sync
from ingest.storage.sqlite_ledger import SqliteLedger
from tests.graph.made import Made
from tests.graph.store_contract import Graph, StoreContract

pytestmark = pytest.mark.neo4j
CONTRIBUTOR = GraphContributor()


class Neo4jGraph:
    """Each change goes into the ledger and then, by sync, into the Neo4j."""

    def __init__(self, ledger: SqliteLedger, neo4j: Neo4jConnection) -> None:
        self._ledger = ledger
        self._neo4j = neo4j
        self.store = Neo4jStore(neo4j)

    def put(self, *made: Made) -> None:
        for one in made:
            self._ledger.put(one.document, CONTRIBUTOR, one.extraction)
        sync(self._ledger, self._neo4j)

    def forget(self, made: Made) -> None:
        self._ledger.forget(made.id, CONTRIBUTOR)
        sync(self._ledger, self._neo4j)


class TestNeo4jStore(StoreContract):
    @pytest.fixture
    def graph(self, ledger: SqliteLedger, neo4j: Neo4jConnection) -> Graph:
        return Neo4jGraph(ledger, neo4j)
