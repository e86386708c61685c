"""Real documents in both stores: the same entities, links and evidence."""

from pathlib import Path

import pytest

from graph.contributor import GraphContributor
from graph.embedded_store import EmbeddedStore
from graph.neo4j.connection import Neo4jConnection
from graph.neo4j.store import Neo4jStore
from graph.neo4j.sync import sync
from graph.neo4j.verify import verify
from graph.store import GraphStore
from ingest.pipeline import ingest
from ingest.storage.sqlite_ledger import SqliteLedger

ROOT = Path(__file__).parents[2]
SEEDS = ROOT.parent / "shared" / "seeds"

pytestmark = pytest.mark.neo4j


def content(store: GraphStore) -> tuple[object, ...]:
    """All that a store says, through every read that lists."""
    entities = list(store.all_entities())
    ids = [entity.id for entity in entities]
    return (
        entities,
        list(store.all_links()),
        store.counts(),
        store.list_entities(limit=len(ids)),
        {id_: store.links(id_) for id_ in ids},
        {id_: store.mentions(id_, limit=10_000) for id_ in ids},
        {id_: store.find(id_) for id_ in ids[::20]},
        {id_: store.neighborhood(id_, hops=2, limit=50) for id_ in ids[::20]},
        [store.shortest_path(ids[0], id_) for id_ in ids[::20]],
        store.passage_entities([passage for id_ in ids[::20] for passage in store.mentions(id_)]),
    )


@pytest.mark.parametrize(
    "folder",
    [
        pytest.param(SEEDS, marks=[pytest.mark.shared, pytest.mark.skipif(not SEEDS.is_dir(), reason="no ../shared")]),
        ROOT / "examples",
    ],
    ids=["seeds", "examples"],
)
def test_documents_make_the_same_graph_in_both_stores(
    folder: Path, ledger: SqliteLedger, neo4j: Neo4jConnection
) -> None:
    assert not ingest([folder], ledger, GraphContributor(), workers=1).failed
    report = sync(ledger, neo4j)
    ours, theirs = content(EmbeddedStore(ledger)), content(Neo4jStore(neo4j))
    assert report.entities == len(ours[0])  # type: ignore[arg-type]
    assert ours == theirs
    assert verify(ledger, neo4j) == []
