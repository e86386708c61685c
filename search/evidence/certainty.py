"""How likely the answer that the best sentences give is right, which decides whether it is given.

The chance of a sentence (`search.evidence.judge`) tells whether it answers. Whether the answer is right also depends on
what competes with it: in a large home another document often bears the question's words as well. Five measures of the
ranked sentences, weighed by a logistic model (certainty.json); `search.evaluation.train_certainty` learns it.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from math import exp, log
from pathlib import Path

from ingest.errors import WenmaiError
from search.evidence.candidates import Candidate
from search.questions.question import Question
from search.wording.paraphrases import Rewording

FILE = Path(__file__).parent / "certainty.json"
MEASURES = ("best", "elsewhere", "margin", "everyday", "cover_place")
"""best, elsewhere: log-odds of the likeliest sentence, of all and of documents that the answer does not quote first.
margin: by how much the likeliest is likelier than the next. everyday: share of the question that is read in official
words. cover_place: of the first sentence, as in `search.evidence.sentences.FEATURES`."""
_LEAST = 0.01
"""Chance below which (and above its complement) chances are not told apart."""


class CertaintyError(WenmaiError):
    """certainty.json does not fit this version."""


@dataclass(frozen=True, slots=True)
class Certainty:
    """weights: of MEASURES."""

    weights: tuple[float, ...]
    bias: float

    def of(self, measured: Sequence[float]) -> float:
        """That the answer is right, 0..1."""
        total = sum(weight * value for weight, value in zip(self.weights, measured, strict=True))
        return 1 / (1 + exp(-(total + self.bias)))


@cache
def load_certainty() -> Certainty:
    """The shipped weights. Raises `CertaintyError` when they are for other measures."""
    table = json.loads(FILE.read_text(encoding="utf-8"))
    if set(table["weights"]) != set(MEASURES):
        raise CertaintyError(f"{FILE.name} has weights for other measures than `certainty` names; train it again.")
    return Certainty(tuple(float(table["weights"][name]) for name in MEASURES), float(table["bias"]))


def measures(question: Question, ranked: Sequence[tuple[Candidate, float]], first: Candidate) -> tuple[float, ...]:
    """Values of MEASURES. ranked: all sentences with their chances; first: the one that the answer quotes first."""
    chances = sorted((chance for _, chance in ranked), reverse=True)
    home = first.hit.document.id
    elsewhere = max((chance for other, chance in ranked if other.hit.document.id != home), default=0.0)
    spans = Rewording.of(question.folded).spans
    return (
        _odds(chances[0]),
        _odds(elsewhere),
        chances[0] - (chances[1] if len(chances) > 1 else 0.0),
        sum(end - start for start, end, _ in spans) / len(question.folded),
        first.measured("cover_place"),
    )


def _odds(chance: float) -> float:
    held = min(max(chance, _LEAST), 1 - _LEAST)
    return log(held / (1 - held))
