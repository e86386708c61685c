"""Sentence embeddings by sentence-transformers: the only module that imports it, when a model is first used.

Passages are embedded as floats, many at once. A question comes alone and someone waits for it: it goes through the same
model in eight bits (`search.indexes.eight_bits`), where that gives the same vectors.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import numpy as np
from numpy.typing import NDArray

from search.indexes.models import Model, ModelError

Vectors = NDArray[np.float32]
"""(n, dim) float32, unit rows."""
Quick = Callable[[Sequence[str]], Vectors]
"""Embeds texts by another way than the model's own."""

_BATCH_TOKENS = 2_048
"""Characters, padding included, that go through the model at once: few enough for a processor's cache, measured."""
_LONGEST = 512
_PROBE = "哪些单位可以申请培训补贴，每人的标准是多少？"
_SAME = 0.995
"""Cosine to the model's own vector of `_PROBE` from which the model in eight bits is trusted."""


_here = threading.local()
"""held: in a thread of `question_threads`, whether torch has been told to leave it to itself."""


class Embedder:
    """Embeds questions and passages with one model, loaded at first use. Safe to share among threads."""

    def __init__(self, model: Model) -> None:
        self.model = model
        self._lock = threading.Lock()
        self._loaded: Any = None
        self._quick: Quick | None = None
        self._worker = question_threads(1)

    @property
    def dimension(self) -> int:
        """Length of a vector."""
        return int(self._transformer().get_embedding_dimension())

    def queries(self, texts: Sequence[str]) -> Vectors:
        """Vectors of questions, with the prefix that the model wants before them."""
        asked = [self.model.query_prefix + text for text in texts]
        self._transformer()
        if self._quick is None or not asked:
            return self._encode(asked)
        rows = map(self._alone, asked) if hasattr(_here, "held") else self._worker.map(self._alone, asked)
        return np.vstack(list(rows))

    def _alone(self, text: str) -> Vectors:
        """One question by the quick way, in a thread of `question_threads`."""
        if not _here.held:
            from search.indexes.eight_bits import hold_to_one_thread

            hold_to_one_thread()
            _here.held = True
        assert self._quick is not None
        return self._quick([text])

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
                loaded = _load(self.model)
                self._quick = _trusted(_quick(loaded), loaded)
                self._loaded = loaded
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


def _quick(loaded: Any) -> Quick | None:
    """The model in eight bits, if it is an encoder whose mean or first vector stands for the text."""
    from search.indexes.eight_bits import EightBitBert

    if len(loaded) < 2 or getattr(loaded[1], "pooling_mode", None) not in ("mean", "cls"):
        return None
    bert = EightBitBert.of(loaded[0].auto_model, first=loaded[1].pooling_mode == "cls")
    if bert is None:
        return None

    def encode(texts: Sequence[str]) -> Vectors:
        tokens = loaded.tokenizer(list(texts), truncation=True, max_length=loaded.max_seq_length)["input_ids"]
        return bert.encode(tokens)

    return encode


def _trusted(quick: Quick | None, loaded: Any) -> Quick | None:
    """The quick way, if it gives the model's own vector of a sentence."""
    if quick is None:
        return None
    own = loaded.encode([_PROBE], normalize_embeddings=True, show_progress_bar=False)
    return quick if float(quick([_PROBE])[0] @ np.asarray(own, dtype=np.float32)[0]) >= _SAME else None


def question_threads(count: int) -> ThreadPoolExecutor:
    """Threads in which questions are embedded, each without help from others: one question is too short to share among
    processors, and its parts would wait for one another where a processor is busy."""

    def mark() -> None:
        _here.held = False  # until the first question: torch need not be there before

    return ThreadPoolExecutor(count, "question", initializer=mark)


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
