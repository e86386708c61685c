"""Weights of named measures, as benchmarks/train_*.py write them, and the probability that their sum stands for."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from graph.extraction.body_tables import read_rows

_BIAS = "bias"


@dataclass(frozen=True, slots=True)
class Weights:
    """A logistic regression. of: weights by measure; a measure without one counts nothing."""

    bias: float
    of: Mapping[str, float]

    def probability(self, seen: Iterable[str]) -> float:
        """By the measures that hold, each given once, in [0, 1]."""
        weights = self.of
        return logistic(self.bias + sum([weights.get(measure, 0.0) for measure in seen]))


def logistic(score: float) -> float:
    """The probability of a sum of weights."""
    return 1 / (1 + math.exp(-score))


def read_weights(file: str) -> Weights:
    """The weights of a table of the gazetteer: measure, weight; `bias` among them."""
    weights = {name: float(weight) for name, weight in read_rows(file)}
    return Weights(weights.pop(_BIAS), weights)
