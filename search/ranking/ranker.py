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
from search.ranking.measures import FEATURES


class RankerError(WenmaiError):
    """The file of the ranker does not fit the measures of this version."""


_MOST_NODES = 8
"""Inner nodes of a tree at most: a leaf is held for each combination of its decisions."""
_BITS = 2.0 ** np.arange(_MOST_NODES, dtype=np.float32)


@dataclass(frozen=True, slots=True)
class Ranker:
    """Trees as tables: all decisions of a tree, whether met on the way or not, are the bits of the number of its leaf.

    feature, threshold: (trees, nodes), an inner node decides for its left side where value <= threshold.
    value: (trees, 2 ** nodes), bit i of the place is the decision of node i.
    """

    feature: NDArray[np.intp]
    threshold: NDArray[np.float32]
    value: NDArray[np.float32]

    def scores(self, measures: NDArray[np.float32]) -> NDArray[np.float32]:
        """A score a row of (n, len(FEATURES)), higher is better; comparable within one question."""
        trees, nodes = self.feature.shape
        left = measures.take(self.feature.ravel(), axis=1) <= self.threshold.ravel()
        # As a product of floats: integers are multiplied several times as slowly.
        place = (left.astype(np.float32).reshape(-1, nodes) @ _BITS[:nodes]).astype(np.intp).reshape(-1, trees)
        total: NDArray[np.float32] = self.value.ravel().take(place + np.arange(trees) * self.value.shape[1]).sum(axis=1)
        return total


@cache
def load_ranker(path: Path | None = None) -> Ranker:
    """The ranker of the package, or of another file; raises `RankerError` when its inputs are not this version's."""
    path = path or Path(__file__).parent / "ranker.json"
    table = json.loads(path.read_text(encoding="utf-8"))
    if tuple(table["measures"]) != FEATURES:
        raise RankerError(f"{path} was trained on other measures; run benchmarks/train_ranker.py again.")
    trees = [Tree(**tree) for tree in table["trees"]]
    nodes = max((len(tree.inner) for tree in trees), default=1) or 1
    if nodes > _MOST_NODES:
        raise RankerError(f"{path} has a tree of {nodes} inner nodes; at most {_MOST_NODES} fit.")
    feature = np.zeros((len(trees), nodes), dtype=np.intp)
    threshold = np.zeros((len(trees), nodes), dtype=np.float32)
    for row, tree in enumerate(trees):
        feature[row, : len(tree.inner)] = [tree.feature[node] for node in tree.inner]
        threshold[row, : len(tree.inner)] = [tree.threshold[node] for node in tree.inner]
    bits = np.arange(2**nodes)
    return Ranker(feature, threshold, np.array([tree.leaves(bits) for tree in trees]).reshape(len(trees), len(bits)))


@dataclass(frozen=True, slots=True)
class Tree:
    """A tree as ranker.json holds it, a column a field over its nodes, the root first; a leaf leads to itself."""

    feature: list[int]
    threshold: list[float]
    left: list[int]
    right: list[int]
    value: list[float]

    @property
    def inner(self) -> list[int]:
        """Nodes that decide."""
        return [node for node, left in enumerate(self.left) if left != node]

    def leaves(self, bits: NDArray[np.intp]) -> NDArray[np.float32]:
        """Values of the leaves that decisions lead to: bit i says that the i-th inner node decides for its left."""
        place, left, right = np.zeros(len(self.left), dtype=np.intp), np.array(self.left), np.array(self.right)
        place[self.inner] = range(len(self.inner))
        node = np.zeros_like(bits)
        for _ in self.inner:
            node = np.where(bits >> place[node] & 1, left[node], right[node])
        return np.array(self.value, dtype=np.float32)[node]
