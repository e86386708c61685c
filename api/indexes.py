"""Opens the keyword index and, where a model can be had, the vectors of one home."""

from __future__ import annotations

from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from api.settings import Settings
from graph.embedded_store import EmbeddedStore
from graph.store import GraphStore
from ingest.ledger import Ledger
from ingest.storage.sqlite_ledger import open_ledger
from search.engine import SearchEngine
from search.indexes.keyword_index import KeywordIndex

if TYPE_CHECKING:
    from search.indexes.vector_index import VectorIndex

NO_VECTORS = "none"
KEYWORD_FOLDER, VECTOR_FOLDER = "keyword", "vectors"


def model_cache(settings: Settings) -> Path:
    """Folder of unpacked models."""
    if settings.cache is not None:
        return settings.cache
    import platformdirs

    return Path(platformdirs.user_cache_dir("wenmai")) / "models"


def open_vectors(settings: Settings, message: Callable[[str], None]) -> VectorIndex | None:
    """The vectors of the home, with the model named or the best at hand; None: keywords alone, `message` says why."""
    if settings.model == NO_VECTORS:
        return None
    if any(find_spec(library) is None for library in ("faiss", "sentence_transformers")):
        message("no vectors: pip install 'wenmai[vectors]' adds them; search works on keywords alone")
        return None
    from search.indexes.embed import Embedder
    from search.indexes.models import find_model
    from search.indexes.vector_index import VectorIndex

    folder = settings.home / VECTOR_FOLDER
    model = find_model(settings.model or _model_of(folder), model_cache(settings), message)
    return None if model is None else VectorIndex(folder, Embedder(model))


def _model_of(folder: Path) -> str | None:
    """The model that the home's vectors were made with: it stays, whatever else has come within reach since."""
    from search.indexes.vector_store import FILE, VectorStore

    if not (folder / FILE).is_file():
        return None
    store = VectorStore(folder / FILE)
    try:
        held = store.identity()
        return held.model if held else None
    finally:
        store.close()


def open_keyword_engine(home: Path) -> SearchEngine:
    """Passage search by keywords alone, for another process than the one that opened the home."""
    ledger = open_ledger(home)
    return SearchEngine(ledger, EmbeddedStore(ledger), KeywordIndex(home / KEYWORD_FOLDER))


def open_engine(
    settings: Settings, ledger: Ledger, store: GraphStore, message: Callable[[str], None], vectors: bool
) -> SearchEngine:
    """Passage search over the home's indexes; vectors: with them, if a model is at hand."""
    keyword = KeywordIndex(settings.home / KEYWORD_FOLDER)
    return SearchEngine(ledger, store, keyword, open_vectors(settings, message) if vectors else None)
