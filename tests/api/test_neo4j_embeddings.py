from pathlib import Path

import numpy as np

from api.indexes import VECTOR_FOLDER
from api.neo4j_embeddings import stored_embeddings
from search.indexes.vector_store import FILE, Entry, Identity, VectorStore


def test_stored_embeddings_are_read_without_a_model(tmp_path: Path) -> None:
    store = VectorStore(tmp_path / VECTOR_FOLDER / FILE)
    with store.transaction():
        store.claim(Identity("small", "7", 2))
        store.add([Entry("p1", "d", "h", np.array([0.5, -0.5], dtype=np.float32))])
    store.close()
    with stored_embeddings(tmp_path) as found:
        assert found is not None
        assert (found.model, found.dimension, len(found)) == ("small 7", 2, 1)
        assert found.vectors(["p1", "p2"]) == {"p1": [0.5, -0.5]}


def test_a_home_without_vectors_has_no_embeddings(tmp_path: Path) -> None:
    with stored_embeddings(tmp_path) as found:
        assert found is None
