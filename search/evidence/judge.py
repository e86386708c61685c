"""How well a sentence answers a question, as learned from judged questions about policy notices.

Two linear models over the features of `sentences`: one ranks a question's sentences (learned by comparing them),
one gives the chance that a sentence answers (learned sentence by sentence), which decides on abstaining. A second pair
also takes the likeness of meaning. The weights (judge.json) are few and readable; `train_judge` learns them.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from math import exp
from pathlib import Path

from ingest.errors import WenmaiError
from search.evidence.sentences import FEATURES, MEANING

FILE = Path(__file__).parent / "judge.json"


class JudgeError(WenmaiError):
    """judge.json does not fit this version."""


@dataclass(frozen=True, slots=True)
class Judge:
    """ranking, chances: a weight for each feature. bias: of the chances."""

    ranking: tuple[float, ...]
    chances: tuple[float, ...]
    bias: float

    def rank(self, features: Sequence[float]) -> float:
        """Higher answers better; comparable inside one question."""
        return _product(self.ranking, features)

    def chance(self, features: Sequence[float]) -> float:
        """That the sentence answers, 0..1; comparable between questions."""
        return 1 / (1 + exp(-max(-30.0, min(30.0, _product(self.chances, features) + self.bias))))


def _product(weights: Sequence[float], features: Sequence[float]) -> float:
    return sum(weight * feature for weight, feature in zip(weights, features, strict=True))


@cache
def load_judge(meaning: bool) -> Judge:
    """The shipped weights, with or without MEANING. Raises `JudgeError` when they are for other features."""
    names = (*FEATURES, *MEANING) if meaning else FEATURES
    table = json.loads(FILE.read_text(encoding="utf-8"))["meaning" if meaning else "words"]
    if set(table["ranking"]) != set(names) or set(table["chances"]) != set(names):
        raise JudgeError(f"{FILE.name} has weights for other features than `sentences` names; train it again.")
    ranking, chances = (tuple(float(table[part][name]) for name in names) for part in ("ranking", "chances"))
    return Judge(ranking, chances, float(table["bias"]))
