"""Weights of named measures and their probability."""

from __future__ import annotations

import math

import pytest

from graph.extraction.weights import Weights, logistic


def test_probability_is_the_logistic_of_the_bias_and_the_weights_that_hold() -> None:
    weights = Weights(-1.0, {"verb=make": 2.0, "listed": 0.5})
    assert weights.probability(["verb=make", "unknown"]) == pytest.approx(math.e / (1 + math.e))
    assert weights.probability([]) == pytest.approx(1 / (1 + math.e))
    assert logistic(0.0) == 0.5
