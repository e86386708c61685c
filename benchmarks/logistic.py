"""Logistic regressions over named yes-or-no measures: fitted, tried on documents left out, and written as a table."""

from __future__ import annotations

import zlib
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

FOLDS = 10
_ROUNDS = 25
_BIAS = "bias"


@dataclass(frozen=True, slots=True)
class Example:
    """What is seen of a case of one document. case: all examples of a document with the same one share its votes."""

    document: str
    case: tuple[str, ...]
    measures: frozenset[str]
    is_right: bool
    votes: float = 1.0

    @property
    def fold(self) -> int:
        return zlib.crc32(self.document.encode()) % FOLDS


@dataclass(frozen=True, slots=True)
class Regression:
    """penalty: weight of half the squared length of the weights (the bias apart), beside the sum of the losses.

    least_documents: a measure that fewer documents show is left out.
    """

    penalty: float
    least_documents: int

    def fit(self, examples: Sequence[Example]) -> dict[str, float]:
        """Weights of the measures, `bias` first, by Newton's method."""
        names = [_BIAS, *shown(((one.document, one.measures) for one in examples), self.least_documents)]
        cases = Counter((example.document, example.case) for example in examples)
        share = np.array([example.votes / cases[example.document, example.case] for example in examples])
        held, right = _matrix(examples, names), np.array([example.is_right for example in examples], dtype=float)
        penalty = np.full(len(names), self.penalty)
        penalty[0] = 0
        weights = np.zeros(len(names))
        for _ in range(_ROUNDS):
            chance = 1 / (1 + np.exp(-held @ weights))
            slope = held.T @ (share * (chance - right)) + penalty * weights
            curve = (held * (share * chance * (1 - chance))[:, None]).T @ held + np.diag(penalty)
            weights -= np.linalg.solve(curve, slope)
        return dict(zip(names, weights.tolist(), strict=True))

    def held_out(self, examples: Sequence[Example]) -> Iterator[tuple[Example, float]]:
        """Each example with its probability by the weights learned without the documents of its fold."""
        for fold in range(FOLDS):
            weights = self.fit([example for example in examples if example.fold != fold])
            tried = [example for example in examples if example.fold == fold]
            scores = _matrix(tried, list(weights)) @ np.array(list(weights.values()))
            yield from zip(tried, (1 / (1 + np.exp(-scores))).tolist(), strict=True)


def shown(rows: Iterable[tuple[str, Iterable[str]]], least: int) -> list[str]:
    """The measures that as many documents show, sorted. rows: a document and what holds of a case in it."""
    documents: dict[str, set[str]] = defaultdict(set)
    for document, measures in rows:
        for measure in measures:
            documents[measure].add(document)
    return sorted(name for name, holders in documents.items() if len(holders) >= least)


def _matrix(examples: Sequence[Example], names: Sequence[str]) -> NDArray[np.float64]:
    """(examples, names) of 0 and 1: which measures hold; the bias, first of the names, always does."""
    at = {name: column for column, name in enumerate(names)}
    held = np.zeros((len(examples), len(names)))
    held[:, 0] = 1
    for row, example in enumerate(examples):
        held[row, [at[name] for name in example.measures if name in at]] = 1
    return held


def precision_and_recall(judged: Collection[tuple[bool, float]], least: float) -> str:
    """judged: by case, is it right and its probability; found is what has the least probability or more."""
    found = [is_right for is_right, chance in judged if chance >= least]
    wanted = sum(is_right for is_right, _ in judged)
    return f"precision {sum(found) / max(1, len(found)):.2f}, recall {sum(found) / max(1, wanted):.2f}"


def write_weights(path: Path, header: str, weights: Mapping[str, float]) -> None:
    """A row for each measure whose weight is not 0 when rounded to two digits."""
    rows = [f"{name}\t{weight:.2f}" for name, weight in weights.items() if abs(weight) >= 0.005]
    path.write_text(header + "\n".join(rows) + "\n", encoding="utf-8")
