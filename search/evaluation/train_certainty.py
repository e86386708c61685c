"""Learns certainty.json: python -m search.evaluation.train_certainty HOME QUESTIONS [HOME QUESTIONS]...

Each pair is a home and the judged questions about its documents, as `wenmai eval answers` reads them. Every question
that is answered from the text teaches whether such an answer is right. Prints what thresholds leave of right and wrong
ones, cross-validated by document, then writes the weights learned on all of them.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from graph.embedded_store import EmbeddedStore
from ingest.storage.sqlite_ledger import open_ledger
from search.answers.answer import Answerer
from search.engine import SearchEngine
from search.evaluation.answers import judge, read_questions
from search.evaluation.train_judge import logistic
from search.evidence.certainty import FILE, MEASURES
from search.indexes.keyword_index import KeywordIndex

_FOLDS = 5
_THRESHOLDS = (0.5, 0.55, 0.6, 0.65, 0.7, 0.75)
Vector = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Answered:
    """One answer from the text. document: the one that the question was asked about; measured: as MEASURES."""

    document: str
    measured: tuple[float, ...]
    right: bool


def main(arguments: Sequence[str]) -> int:
    """Returns the exit code."""
    if len(arguments) < 2 or len(arguments) % 2:
        print(__doc__)
        return 2
    pairs = zip(arguments[::2], arguments[1::2], strict=True)
    answered = [one for home, questions in pairs for one in _answered(Path(home), Path(questions))]
    _report(answered)
    weights, bias = _learned(answered)
    table = {
        "trained_on": f"{len(answered)} answers from the text to judged questions",
        "weights": {name: round(float(weight), 4) for name, weight in zip(MEASURES, weights, strict=True)},
        "bias": round(bias, 4),
    }
    FILE.write_text(json.dumps(table, indent=1) + "\n", encoding="utf-8")
    return 0


def _answered(home: Path, questions: Path) -> Iterator[Answered]:
    ledger = open_ledger(home)
    store = EmbeddedStore(ledger)
    engine = SearchEngine(ledger, store, KeywordIndex(home / "keyword"))
    engine.catch_up()
    answerer = Answerer(ledger, store, engine, certain=0.0)
    for expected in read_questions(questions):
        answer = answerer.ask(expected.question)
        quoted = answerer.quotations(expected.question) if answer.kind == "text" and not answer.abstained else []
        if quoted:
            right = judge(expected, answer) == "right"
            yield Answered(expected.id.rsplit("/", 1)[0], quoted[0].measured, right)


def _report(answered: Sequence[Answered]) -> None:
    """Of all answers, those left and right or wrong at each threshold."""
    certain = np.zeros(len(answered))
    folds = np.array([crc32(one.document.encode()) % _FOLDS for one in answered])
    rows = np.array([one.measured for one in answered])
    right = np.array([one.right for one in answered])
    for fold in range(_FOLDS):
        weights, bias = _learned([one for one, of in zip(answered, folds, strict=True) if of != fold])
        certain[folds == fold] = 1 / (1 + np.exp(-(rows[folds == fold] @ weights + bias)))
    print(f"{len(answered)} answers from the text, {right.sum()} right, {(~right).sum()} wrong")
    for least in _THRESHOLDS:
        kept = certain >= least
        print(f"{least}: {(right & kept).sum()} right, {(~right & kept).sum()} wrong")


def _learned(answered: Sequence[Answered]) -> tuple[Vector, float]:
    """Weights and bias."""
    weights = logistic(np.array([one.measured for one in answered]), np.array([float(one.right) for one in answered]))
    return weights[:-1], float(weights[-1])


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
