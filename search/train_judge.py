"""Learns judge.json from judged questions: python -m search.train_judge HOME QUERIES.jsonl ANSWERS.jsonl MODEL

HOME holds the ingested documents; QUERIES has {"id","text"} a line, ANSWERS {"qid","docid","answer"} with the verbatim
answer and the document's external id; MODEL is a sentence-transformers folder. Prints the share of questions whose best
sentence answers, cross-validated by document, then writes the weights learned on all of them.
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from graph.embedded_store import EmbeddedStore
from ingest.sqlite_ledger import open_ledger
from search.candidates import PASSAGES, Candidate, candidates, rarity, with_meaning
from search.embed import Embedder
from search.engine import SearchEngine
from search.extractive import CLEAR
from search.judge import FILE
from search.keyword_index import KeywordIndex
from search.likeness import Likeness
from search.models import find_model
from search.query import Hit
from search.question import understand
from search.request import Request
from search.sentences import FEATURES, MEANING, Needs

_FOLDS = 5
_RIDGE = 3.0
_STEPS = 400
_POOL = 200
Matrix = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Group:
    """One question's sentences. document: the one that answers it; features (n, FEATURES and MEANING), labels (n,)."""

    document: str
    features: Matrix
    labels: Matrix


def main(arguments: Sequence[str]) -> int:
    home, queries, answers = map(Path, arguments[:3])
    groups = [group for group in _groups(home, queries, answers, arguments[3]) if len(group.labels)]
    table: dict[str, object] = {"trained_on": f"{len(groups)} judged questions about public notices of 2020"}
    doubts: list[bool] = []
    for name, columns in (("words", FEATURES), ("meaning", (*FEATURES, *MEANING))):
        cut = [Group(group.document, group.features[:, : len(columns)], group.labels) for group in groups]
        if name == "meaning":  # it is asked only where words leave doubt, so it learns from such questions
            cut = [group for group, doubtful in zip(cut, doubts, strict=True) if doubtful]
        print(
            f"{name}: best sentence answers {_validated(cut):.3f} of {len(cut)} questions, cross-validated by document"
        )
        chances = _chances(cut)
        if name == "words":
            doubts = [_chance(group.features, chances).max() < CLEAR for group in cut]
        table[name] = {
            "ranking": _named(columns, _ranking(cut)),
            "chances": _named(columns, chances[:-1]),
            "bias": round(float(chances[-1]), 4),
        }
    FILE.write_text(json.dumps(table, indent=1) + "\n", encoding="utf-8")
    return 0


def _chance(features: Matrix, weights: Matrix) -> Matrix:
    chance: Matrix = 1 / (1 + np.exp(-(features @ weights[:-1] + weights[-1])))
    return chance


def _named(columns: Sequence[str], weights: Matrix) -> dict[str, float]:
    return {name: round(float(weight), 4) for name, weight in zip(columns, weights, strict=True)}


def _groups(home: Path, queries: Path, answers: Path, model_folder: str) -> Iterator[Group]:
    ledger = open_ledger(home)
    engine = SearchEngine(ledger, EmbeddedStore(ledger), KeywordIndex(home / "keyword"))
    engine.catch_up()
    model = find_model(model_folder, home, print)
    assert model is not None  # a folder is given, so that a missing model raises
    likeness = Likeness(Embedder(model))
    texts = {row["id"]: row["text"] for row in _lines(queries)}
    for row in _lines(answers):
        question = understand(texts[row["qid"]])
        needs = Needs.of(question, rarity(engine.keyword))
        found = candidates(needs, _plain(engine, question.text))
        found = with_meaning(question, found, likeness)
        labels = [float(_answers(candidate, row["docid"], row["answer"])) for candidate in found]
        features = np.array([candidate.features for candidate in found])
        yield Group(row["docid"], features, np.array(labels))


def _plain(engine: SearchEngine, text: str) -> list[Hit]:
    """Hits in the keyword index's own order: the engine's ranker may have learned from the very questions."""
    terms = dict.fromkeys(Request.parse(text).terms, 1.0)
    order = {found.passage: rank for rank, found in enumerate(engine.keyword.search(terms, PASSAGES), start=1)}
    hits = (replace(h, rank=order[h.passage.id]) for h in engine.hits(text, _POOL) if h.passage.id in order)
    return sorted(hits, key=lambda hit: hit.rank)


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


def _validated(groups: Sequence[Group]) -> float:
    documents = sorted({group.document for group in groups})
    folds = {document: i % _FOLDS for i, document in enumerate(documents)}
    right = 0.0
    for fold in range(_FOLDS):
        weights = _ranking([group for group in groups if folds[group.document] != fold])
        right += sum(g.labels[np.argmax(g.features @ weights)] for g in groups if folds[g.document] == fold)
    return right / len(groups)


def _scale(groups: Sequence[Group]) -> tuple[Matrix, Matrix]:
    features = np.concatenate([group.features for group in groups])
    return features.mean(0), features.std(0) + 1e-6


def _ranking(groups: Sequence[Group]) -> Matrix:
    """Weights under which an answering sentence is the likeliest choice among its question's: softmax with a ridge."""
    mean, spread = _scale(groups)
    answered = [((g.features - mean) / spread, g.labels) for g in groups if g.labels.any()]

    def slope(weights: Matrix) -> Matrix:
        total = _RIDGE * weights
        for features, labels in answered:
            scores = features @ weights
            shares = np.exp(scores - scores.max())
            shares /= shares.sum()
            chosen = shares * labels
            total += features.T @ (shares - chosen / (chosen.sum() + 1e-12))
        return total / len(answered)

    return _descended(slope, len(mean)) / spread


def _descended(slope: Callable[[Matrix], Matrix], size: int) -> Matrix:
    """Weights at which the slope is level, by Adam with a falling step."""
    weights, momentum, power = np.zeros(size), np.zeros(size), np.zeros(size)
    for step in range(1, _STEPS + 1):
        gradient = slope(weights)
        momentum = 0.9 * momentum + 0.1 * gradient
        power = 0.99 * power + 0.01 * gradient**2
        size_now = 0.1 * (1 - step / (_STEPS + 1))
        weights -= size_now * (momentum / (1 - 0.9**step)) / (np.sqrt(power / (1 - 0.99**step)) + 1e-8)
    return weights


def _chances(groups: Sequence[Group]) -> Matrix:
    """Weights and bias of a logistic model by Newton's method, with a ridge on standardised features."""
    mean, spread = _scale(groups)
    features = np.concatenate([group.features for group in groups])
    labels = np.concatenate([group.labels for group in groups])
    rows = np.c_[(features - mean) / spread, np.ones(len(features))]
    ridge = np.diag([_RIDGE] * len(mean) + [1e-6])
    weights = np.zeros(rows.shape[1])
    for _ in range(30):
        chance = 1 / (1 + np.exp(-rows @ weights))
        slope = rows.T @ (chance - labels) + ridge @ weights
        weights -= np.linalg.solve((rows * (chance * (1 - chance))[:, None]).T @ rows + ridge, slope)
    scaled = weights[:-1] / spread
    return np.append(scaled, weights[-1] - scaled @ mean)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
