"""Likeness of meaning between a question and sentences; the vectors of sentences met before are kept."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Sequence
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

_HELD = 8_192
"""Sentences whose vectors are kept: 16 MB at 512 dimensions."""


class Embedder(Protocol):
    """An embedding model (`search.indexes.embed.Embedder`): (n, dim) unit rows."""

    def queries(self, texts: Sequence[str]) -> NDArray[np.float32]: ...
    def passages(self, texts: Sequence[str]) -> NDArray[np.float32]: ...


class Likeness:
    """Cosines of sentences with a question. Safe to share among threads."""

    def __init__(self, embedder: Embedder) -> None:
        self._embedder = embedder
        self._vectors: OrderedDict[str, NDArray[np.float32]] = OrderedDict()
        self._lock = threading.Lock()

    def cosines(self, question: str, sentences: Sequence[str]) -> list[float]:
        """One for each sentence, in order."""
        if not sentences:
            return []
        asked = self._embedder.queries([question])[0]
        return [float(vector @ asked) for vector in self._vectors_of(sentences)]

    def _vectors_of(self, sentences: Sequence[str]) -> list[NDArray[np.float32]]:
        distinct = dict.fromkeys(sentences)
        with self._lock:
            known = {sentence: self._vectors[sentence] for sentence in distinct if sentence in self._vectors}
        new = [sentence for sentence in distinct if sentence not in known]
        if new:
            known |= dict(zip(new, self._embedder.passages(new), strict=True))
        with self._lock:
            for sentence in distinct:
                self._vectors[sentence] = known[sentence]
                self._vectors.move_to_end(sentence)
            while len(self._vectors) > _HELD:
                self._vectors.popitem(last=False)
        return [known[sentence] for sentence in sentences]
