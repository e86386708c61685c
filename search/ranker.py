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
from search.measures import FEATURES


class RankerError(WenmaiError):
    """The file of the ranker does not fit the measures of this version."""


@dataclass(frozen=True, slots=True)
class Ranker:
    """Trees as flat arrays over all nodes: an inner node sends value <= threshold left; a leaf leads to itself.

    roots: first node of each tree. depth: greatest number of steps from a root to a leaf.
    """

    roots: NDArray[np.intp]
    feature: NDArray[np.intp]
    threshold: NDArray[np.float32]
    left: NDArray[np.intp]
    right: NDArray[np.intp]
    value: NDArray[np.float32]
    depth: int

    def scores(self, measures: NDArray[np.float32]) -> NDArray[np.float32]:
        """A score a row of (n, len(FEATURES)), higher is better; comparable within one question."""
        flat = measures.ravel()
        offsets = np.arange(len(measures), dtype=np.intp)[:, None] * len(FEATURES)
        node = np.broadcast_to(self.roots, (len(measures), len(self.roots)))
        for _ in range(self.depth):
            reached = flat.take(self.feature.take(node) + offsets)
            node = np.where(reached <= self.threshold.take(node), self.left.take(node), self.right.take(node))
        total: NDArray[np.float32] = self.value.take(node).sum(axis=1)
        return total


@cache
def load_ranker(path: Path | None = None) -> Ranker:
    """The ranker of the package, or of another file; raises `RankerError` when its inputs are not this version's."""
    path = path or Path(__file__).parent / "ranker.json"
    table = json.loads(path.read_text(encoding="utf-8"))
    if tuple(table["measures"]) != FEATURES:
        raise RankerError(f"{path} was trained on other measures; run benchmarks/train_ranker.py again.")
    trees = table["trees"]
    sizes = [len(tree["feature"]) for tree in trees]
    roots = np.cumsum([0, *sizes[:-1]]) if trees else np.zeros(0)

    def joined(name: str) -> list[float]:
        return [value for tree in trees for value in tree[name]]

    shift = np.repeat(roots, sizes)
    return Ranker(
        roots=roots.astype(np.intp),
        feature=np.array(joined("feature"), dtype=np.intp),
        threshold=np.array(joined("threshold"), dtype=np.float32),
        left=(np.array(joined("left")) + shift).astype(np.intp),
        right=(np.array(joined("right")) + shift).astype(np.intp),
        value=np.array(joined("value"), dtype=np.float32),
        depth=int(table["depth"]),
    )
