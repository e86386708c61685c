"""Learns judge.json from judged questions: python -m search.train_judge HOME QUERIES.jsonl ANSWERS.jsonl

HOME holds the ingested documents; QUERIES has {"id","text"} a line, ANSWERS {"qid","docid","answer"} with the verbatim
answer and the document's external id. Prints the share of questions whose best sentence answers, cross-validated by
document, then writes the weights learned on all of them.
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from graph.embedded_store import EmbeddedStore
from ingest.sqlite_ledger import open_ledger
from search.candidates import PASSAGES, Candidate, candidates, rarity
from search.engine import SearchEngine
from search.judge import FILE
from search.keyword_index import KeywordIndex
from search.question import understand
from search.sentences import FEATURES, Needs

_FOLDS = 5
_PENALTY = 3.0
Matrix = NDArray[np.float64]


def main(arguments: Sequence[str]) -> int:
    home, queries, answers = map(Path, arguments)
    groups = list(_groups(home, queries, answers))
    folds = {document: i % _FOLDS for i, document in enumerate(sorted({document for document, _, _ in groups}))}
    right = 0.0
    for fold in range(_FOLDS):
        weights = _fit([group for group in groups if folds[group[0]] != fold])
        for document, features, labels in groups:
            if folds[document] == fold and len(labels):
                right += labels[int(np.argmax(features @ weights[:-1]))]
    print(f"best sentence answers: {right / len(groups):.3f} of {len(groups)} questions, cross-validated by document")
    weights = _fit(groups)
    table = {
        "trained_on": f"{len(groups)} judged questions about public notices of 2020",
        "weights": {name: round(float(weight), 4) for name, weight in zip(FEATURES, weights[:-1], strict=True)},
        "bias": round(float(weights[-1]), 4),
    }
    FILE.write_text(json.dumps(table, indent=1) + "\n", encoding="utf-8")
    return 0


def _groups(home: Path, queries: Path, answers: Path) -> Iterator[tuple[str, Matrix, Matrix]]:
    """For each question its document, its sentences' features and whether each answers."""
    ledger = open_ledger(home)
    engine = SearchEngine(ledger, EmbeddedStore(ledger), KeywordIndex(home / "keyword"))
    engine.catch_up()
    texts = {row["id"]: row["text"] for row in _lines(queries)}
    for row in _lines(answers):
        question = understand(texts[row["qid"]])
        needs = Needs.of(question, rarity(engine.keyword))
        found = candidates(question, needs, engine.search(question.text, PASSAGES).hits)
        labels = [float(_answers(candidate, row["docid"], row["answer"])) for candidate in found]
        yield row["docid"], np.array([c.features for c in found]).reshape(-1, len(FEATURES)), np.array(labels)


def _lines(path: Path) -> Iterator[dict[str, str]]:
    with path.open(encoding="utf-8") as lines:
        yield from map(json.loads, lines)


def _answers(candidate: Candidate, document: str, answer: str) -> bool:
    """Whether the sentence shares a run of half the answer with it, twelve characters at most; all of it elsewhere."""
    sentence, wanted = (re.sub(r"\s+", "", text) for text in (candidate.text, answer))
    if wanted in sentence:
        return True
    if candidate.hit.document.source.external_id != document:
        return False
    run = max(2, min(12, (len(wanted) + 1) // 2))
    return (len(sentence) >= 6 and sentence in wanted) or any(
        wanted[i : i + run] in sentence for i in range(len(wanted) - run + 1)
    )


def _fit(groups: Sequence[tuple[str, Matrix, Matrix]]) -> Matrix:
    """Weights and bias of a logistic model by Newton's method, with a ridge on standardised features."""
    features = np.concatenate([features for _, features, _ in groups])
    labels = np.concatenate([labels for _, _, labels in groups])
    mean, spread = features.mean(0), features.std(0) + 1e-6
    rows = np.c_[(features - mean) / spread, np.ones(len(features))]
    ridge = np.diag([_PENALTY] * len(FEATURES) + [1e-6])
    weights = np.zeros(rows.shape[1])
    for _ in range(30):
        chance = 1 / (1 + np.exp(-rows @ weights))
        slope = rows.T @ (chance - labels) + ridge @ weights
        weights -= np.linalg.solve((rows * (chance * (1 - chance))[:, None]).T @ rows + ridge, slope)
    scaled = weights[:-1] / spread
    return np.append(scaled, weights[-1] - scaled @ mean)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
