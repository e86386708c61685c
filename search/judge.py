"""How likely a sentence answers a question: a logistic model over `search.sentences.FEATURES`.

Its weights (judge.json) were learned on judged questions about policy notices by `search.train_judge`; they are few and
readable, and retraining takes seconds.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from math import exp
from pathlib import Path

from ingest.errors import WenmaiError
from search.sentences import FEATURES

FILE = Path(__file__).parent / "judge.json"


class JudgeError(WenmaiError):
    """judge.json does not fit this version."""


@dataclass(frozen=True, slots=True)
class Judge:
    """weights: one for each of FEATURES. trained_on: what the weights come from, in words."""

    weights: tuple[float, ...]
    bias: float
    trained_on: str

    def probability(self, features: Sequence[float]) -> float:
        """0..1, higher is surer."""
        value = self.bias + sum(weight * feature for weight, feature in zip(self.weights, features, strict=True))
        return 1 / (1 + exp(-max(-30.0, min(30.0, value))))


@cache
def load_judge() -> Judge:
    """The shipped weights. Raises `JudgeError` when they are for other features."""
    table = json.loads(FILE.read_text(encoding="utf-8"))
    if set(table["weights"]) != set(FEATURES):
        raise JudgeError(f"{FILE.name} has weights for other features than {__package__}.sentences; train it again.")
    weights = tuple(float(table["weights"][name]) for name in FEATURES)
    return Judge(weights, float(table["bias"]), str(table["trained_on"]))
