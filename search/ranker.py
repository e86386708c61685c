"""Weighs a candidate's measures: a sum of small decision trees, learned from judged questions.

`ranker.json` holds the trees and says what they were trained on; benchmarks/train_ranker.py makes it.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from ingest.errors import WenmaiError
from search.features import FEATURES

INPUTS = (*FEATURES, *(f"{name}_to_best" for name in FEATURES))
"""What the trees look at: each measure, and its distance from the greatest among the candidates."""


class RankerError(WenmaiError):
    """The file of the ranker does not fit the measures of this version."""


def inputs(measures: NDArray[np.float32]) -> NDArray[np.float32]:
    """(n, len(INPUTS)) from (n, len(FEATURES))."""
    if not len(measures):
        return np.zeros((0, len(INPUTS)), dtype=np.float32)
    return np.hstack([measures, measures - measures.max(axis=0)])


@dataclass(frozen=True, slots=True)
class Ranker:
    """Trees as arrays (trees, nodes): an inner node sends value <= threshold to the left; a leaf leads to itself."""

    feature: NDArray[np.int32]
    threshold: NDArray[np.float32]
    left: NDArray[np.int32]
    right: NDArray[np.int32]
    value: NDArray[np.float32]
    depth: int

    def scores(self, measures: NDArray[np.float32]) -> NDArray[np.float32]:
        """A score a row of (n, len(FEATURES)), higher is better; comparable within one question."""
        values = inputs(measures)
        trees = np.arange(len(self.feature))[None, :]
        rows = np.arange(len(values))[:, None]
        node = np.zeros((len(values), len(self.feature)), dtype=np.int32)
        for _ in range(self.depth):
            goes_left = values[rows, self.feature[trees, node]] <= self.threshold[trees, node]
            node = np.where(goes_left, self.left[trees, node], self.right[trees, node])
        total: NDArray[np.float32] = self.value[trees, node].sum(axis=1)
        return total


@cache
def load_ranker(path: Path | None = None) -> Ranker:
    """The ranker of the package, or of another file; raises `RankerError` when its inputs are not this version's."""
    path = path or Path(__file__).parent / "ranker.json"
    table = json.loads(path.read_text(encoding="utf-8"))
    if tuple(table["inputs"]) != INPUTS:
        raise RankerError(f"{path} was trained on other measures; run benchmarks/train_ranker.py again.")
    trees = table["trees"]
    nodes = max(len(tree["feature"]) for tree in trees)

    def padded(name: str, kind: type[np.generic]) -> NDArray[np.generic]:
        rows = [tree[name] + [0] * (nodes - len(tree[name])) for tree in trees]
        return np.array(rows, dtype=kind)

    return Ranker(
        feature=padded("feature", np.int32).astype(np.int32),
        threshold=padded("threshold", np.float32).astype(np.float32),
        left=padded("left", np.int32).astype(np.int32),
        right=padded("right", np.int32).astype(np.int32),
        value=padded("value", np.float32).astype(np.float32),
        depth=int(table["depth"]),
    )
