"""Sentence embeddings by sentence-transformers: the only module that imports it, when a model is first used."""

from __future__ import annotations

import threading
from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from search.models import Model, ModelError

Vectors = NDArray[np.float32]
"""(n, dim) float32, unit rows."""

_BATCH_TOKENS = 2_048
"""Characters, padding included, that go through the model at once: few enough for a processor's cache, measured."""
_LONGEST = 512


class Embedder:
    """Embeds questions and passages with one model, loaded at first use. Safe to share among threads."""

    def __init__(self, model: Model) -> None:
        self.model = model
        self._lock = threading.Lock()
        self._loaded: Any = None

    @property
    def dimension(self) -> int:
        """Length of a vector."""
        return int(self._transformer().get_embedding_dimension())

    def queries(self, texts: Sequence[str]) -> Vectors:
        """Vectors of questions, with the prefix that the model wants before them."""
        return self._encode([self.model.query_prefix + text for text in texts])

    def passages(self, texts: Sequence[str]) -> Vectors:
        """Vectors of passages, in the order given; embedded in batches of like length."""
        vectors = np.empty((len(texts), self.dimension), dtype=np.float32)
        for rows in batches([len(text) for text in texts]):
            vectors[rows] = self._encode([texts[row] for row in rows])
        return vectors

    def _encode(self, texts: list[str]) -> Vectors:
        model = self._transformer()
        with self._lock:
            encoded = model.encode(
                texts, batch_size=max(1, len(texts)), normalize_embeddings=True, show_progress_bar=False
            )
        return np.asarray(encoded, dtype=np.float32)

    def _transformer(self) -> Any:
        with self._lock:
            if self._loaded is None:
                self._loaded = _load(self.model)
            return self._loaded


def batches(lengths: Sequence[int]) -> Iterator[list[int]]:
    """Rows grouped by like length, longest first, so that little is padded and memory peaks in the first batch."""
    batch: list[int] = []
    for row in sorted(range(len(lengths)), key=lambda row: -lengths[row]):
        longest = min(lengths[batch[0]] if batch else lengths[row], _LONGEST)
        if batch and (len(batch) + 1) * longest > _BATCH_TOKENS:
            yield batch
            batch = []
        batch.append(row)
    if batch:
        yield batch


def _load(model: Model) -> Any:
    import logging

    from sentence_transformers import SentenceTransformer
    from transformers.utils.logging import disable_progress_bar

    # A bar for a second of loading would stand among every command's messages.
    disable_progress_bar()  # type: ignore[no-untyped-call]
    # The folder of a plain transformer has no pooling file: sentence-transformers then takes the mean and warns.
    logging.getLogger("sentence_transformers").setLevel(logging.ERROR)
    try:
        loaded = SentenceTransformer(str(model.folder), device=None, local_files_only=True)
    except (OSError, ValueError, ImportError) as error:
        raise ModelError(f"Model {model.name} in {model.folder} cannot be loaded: {error}") from error
    loaded.max_seq_length = min(loaded.max_seq_length or _LONGEST, _LONGEST)
    return loaded
