"""Learns judge.json: python -m search.evaluation.train_judge HOME QUERIES.jsonl ANSWERS.jsonl MODEL [HOME QUESTIONS]...

The first HOME holds the ingested documents of the judged queries; QUERIES has {"id","text"} a line, ANSWERS
{"qid","docid","answer"} with the verbatim answer and the document's external id; MODEL is a sentence-transformers
folder. Each further pair is a home and the questions about its documents, as `wenmai eval answers` reads them; of those
without an answer no sentence answers. Prints the share of questions whose best sentence answers, cross-validated by
document, then writes the weights learned on all of them.
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from graph.embedded_store import EmbeddedStore
from ingest.storage.sqlite_ledger import open_ledger
from search.engine import SearchEngine
from search.evaluation.answers import Expected, holds, read_questions
from search.evidence.candidates import PASSAGES, Candidate, candidates, rarity, with_meaning
from search.evidence.citations import Citer
from search.evidence.extractive import CLEAR, COMPARED, Extractor
from search.evidence.judge import FILE
from search.evidence.likeness import Likeness
from search.evidence.sentences import FEATURES, MEANING, Needs
from search.indexes.embed import Embedder
from search.indexes.keyword_index import KeywordIndex
from search.indexes.models import find_model
from search.query import Hit
from search.questions.question import Question, reworded, understand
from search.questions.request import Request
from search.wording.paraphrases import Rewording

_FOLDS = 5
_RIDGE = 3.0
_STEPS = 400
_POOL = 200
_EVERY = 3
"""Of the judged queries each third counts: found in another order than a user's, they would outweigh the questions."""
_ROUNDS = 2
"""Times that the weights are learned: each question's wording is the one that the weights before find likelier."""
Matrix = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Group:
    """One question's sentences. document: the one that answers it; features (n, FEATURES and MEANING), labels (n,)."""

    document: str
    features: Matrix
    labels: Matrix


@dataclass(frozen=True, slots=True)
class Judged:
    """One question's sentences, measured in its own words and in official ones, with labels (n,)."""

    question: Question
    document: str
    found: Sequence[Candidate]
    again: Sequence[Candidate]
    labels: Matrix

    def read(self, weights: Matrix | None) -> list[Candidate]:
        """Each sentence in the wording that the weights prefer."""
        if weights is None or self.again is self.found:
            return list(self.found)
        pairs = zip(self.found, self.again, strict=True)
        return [max(pair, key=lambda candidate: float(np.dot(candidate.features, weights))) for pair in pairs]

    def group(self, weights: Matrix | None) -> Group:
        return Group(self.document, np.array([c.features for c in self.read(weights)]), self.labels)


def main(arguments: Sequence[str]) -> int:
    home, queries, answers = map(Path, arguments[:3])
    model = find_model(arguments[3], home, print)
    assert model is not None  # a folder is given, so that a missing model raises
    judged = list(_queries(home, queries, answers))
    for other, questions in zip(arguments[4::2], arguments[5::2], strict=True):
        judged += _questions(Path(other), Path(questions))
    table: dict[str, object] = {"trained_on": f"{len(judged)} judged questions about public notices and bulletins"}
    chances: Matrix | None = None
    for _ in range(_ROUNDS):
        groups = [each.group(chances[:-1] if chances is not None else None) for each in judged]
        chances = _chances(groups)
    assert chances is not None
    table["words"] = _learned("words", FEATURES, groups)
    likeness = Likeness(Embedder(model))
    doubtful = [each for each, group in zip(judged, groups, strict=True) if _doubtful(group, chances)]
    table["meaning"] = _learned(  # it is asked only where words leave doubt, so it learns from such questions
        "meaning", (*FEATURES, *MEANING), [_with_meaning(each, chances, likeness) for each in doubtful]
    )
    FILE.write_text(json.dumps(table, indent=1) + "\n", encoding="utf-8")
    return 0


def _learned(name: str, columns: Sequence[str], groups: Sequence[Group]) -> dict[str, object]:
    answered = [group for group in groups if group.labels.any()]
    print(f"{name}: best sentence answers {_validated(groups):.3f} of {len(answered)}, cross-validated by document")
    chances = _chances(groups)
    ranking = _named(columns, _ranking(groups))
    return {"ranking": ranking, "chances": _named(columns, chances[:-1]), "bias": round(float(chances[-1]), 4)}


def _with_meaning(judged: Judged, chances: Matrix, likeness: Likeness) -> Group:
    """The likeliest sentences by words, as many as are compared when a question is asked."""
    found = judged.read(chances[:-1])
    likely = np.argsort([-float(np.dot(c.features, chances[:-1])) for c in found])[:COMPARED]
    with_it = with_meaning(judged.question, [found[i] for i in likely], likeness)
    return Group(judged.document, np.array([c.features for c in with_it]), judged.labels[likely])


def _doubtful(group: Group, weights: Matrix) -> bool:
    chance = 1 / (1 + np.exp(-(group.features @ weights[:-1] + weights[-1])))
    return bool(chance.max() < CLEAR)


def _named(columns: Sequence[str], weights: Matrix) -> dict[str, float]:
    return {name: round(float(weight), 4) for name, weight in zip(columns, weights, strict=True)}


def _queries(home: Path, queries: Path, answers: Path) -> Iterator[Judged]:
    engine, _ = _opened(home)
    texts = {row["id"]: row["text"] for row in _lines(queries)}
    for row in islice(_lines(answers), None, None, _EVERY):
        question = understand(texts[row["qid"]])
        found, again = _measured(engine, question, _plain(engine, question.text))
        labels = [float(_answers(candidate, row["docid"], row["answer"])) for candidate in found]
        if found:
            yield Judged(question, row["docid"], found, again, np.array(labels))


def _questions(home: Path, questions: Path) -> Iterator[Judged]:
    engine, extractor = _opened(home)
    for expected in read_questions(questions):
        question = understand(expected.question)
        found, again = _measured(engine, question, extractor.hits(question))
        labels = [float(_holds_evidence(candidate, expected)) for candidate in found]
        if found:
            yield Judged(question, expected.id.rsplit("/", 1)[0], found, again, np.array(labels))


def _opened(home: Path) -> tuple[SearchEngine, Extractor]:
    ledger = open_ledger(home)
    engine = SearchEngine(ledger, EmbeddedStore(ledger), KeywordIndex(home / "keyword"))
    engine.catch_up()
    return engine, Extractor(engine, Citer(ledger))


def _measured(engine: SearchEngine, question: Question, hits: Sequence[Hit]) -> tuple[list[Candidate], list[Candidate]]:
    weigh = rarity(engine.keyword)
    found = candidates(Needs.of(question, weigh), hits)
    rewording = Rewording.of(question.folded)
    if not rewording:
        return found, found
    return found, candidates(Needs.of(reworded(question, rewording.question), weigh), hits, rewording.read)


def _holds_evidence(candidate: Candidate, expected: Expected) -> bool:
    """Whether the sentence quotes a piece of the evidence, or is one."""
    text = "".join(candidate.text.split())
    return any(
        holds(text, wanted) or (len(text) >= 8 and text in "".join(wanted.split())) for wanted in expected.evidence
    )


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
    return right / sum(bool(group.labels.any()) for group in groups)


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
    features = np.concatenate([group.features for group in groups])
    return logistic(features, np.concatenate([group.labels for group in groups]))


def logistic(features: Matrix, labels: Matrix) -> Matrix:
    """Weights and, last, bias of a logistic model by Newton's method, with a ridge on standardised features."""
    mean, spread = features.mean(0), features.std(0) + 1e-6
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
