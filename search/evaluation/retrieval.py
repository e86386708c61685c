"""Retrieval measured against judgements: judged documents (qrels), or answers that a passage must hold."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import log2
from pathlib import Path
from typing import TypeVar

from ingest.errors import WenmaiError
from search.engine import SearchEngine
from search.query import SearchResult

T = TypeVar("T")

DEPTH = 50
"""Passages looked at for each query."""


class JudgementError(WenmaiError):
    """A file of queries or judgements cannot be read."""


@dataclass(frozen=True, slots=True)
class RetrievalScores:
    """Means over the judged queries, 0..1. nDCG counts judged documents; it is None where answers are judged."""

    queries: int
    hit_at_1: float
    hit_at_5: float
    hit_at_10: float
    mrr_at_10: float
    ndcg_at_10: float | None


def evaluate_retrieval(
    engine: SearchEngine, queries: Path, qrels: Path, answers: Path | None = None, depth: int = DEPTH
) -> RetrievalScores:
    """Asks every judged query. With answers a hit is a passage that holds the answer, in whichever document it stands;
    else a hit is a judged document, counted once, at its best passage.
    """
    texts = read_queries(queries)
    relevant = read_qrels(qrels)
    wanted = read_answers(answers) if answers is not None else {}
    judged = [query for query in texts if query in (wanted if answers is not None else relevant)]
    if not judged:
        raise JudgementError(f"{queries}: none of its queries is judged in {answers or qrels}; check the ids.")
    if answers is None:
        _held(engine, qrels, relevant)
    results = engine.search_many([texts[query] for query in judged], depth)
    rows: list[list[float]] = []
    for query, result in zip(judged, results, strict=True):
        if answers is not None:
            rows.append([float(any(holds(hit.text, answer) for answer in wanted[query])) for hit in result.hits])
        else:
            rows.append([relevant[query].get(document, 0.0) for document in _documents(result)])
    ideal = None if answers is not None else [sorted(relevant[query].values(), reverse=True) for query in judged]
    return score(rows, ideal)


def _held(engine: SearchEngine, path: Path, relevant: Mapping[str, Mapping[str, float]]) -> None:
    """Raises JudgementError when the home has none of the judged documents: all scores would be 0 for that alone."""
    known = {record.source.external_id for record in engine.ledger.records()}
    wanted = dict.fromkeys(document for documents in relevant.values() for document in documents)
    if known and not known & wanted.keys():
        raise JudgementError(
            f"{path}: the home has none of its documents ({next(iter(wanted))} ...); write the ids that `wenmai "
            f"documents --json` gives as source ({min(known)} ...)."
        )


def score(rows: Sequence[Sequence[float]], ideal: Sequence[Sequence[float]] | None = None) -> RetrievalScores:
    """Scores from the gains of each query's hits, best first; ideal: all gains of each query, greatest first."""
    ranks = [next((rank for rank, gain in enumerate(row, 1) if gain > 0), None) for row in rows]
    count = len(rows) or 1

    def hit_at(k: int) -> float:
        return sum(rank is not None and rank <= k for rank in ranks) / count

    ndcg = None
    if ideal is not None:
        ndcg = sum(_dcg(row) / (_dcg(best) or 1.0) for row, best in zip(rows, ideal, strict=True)) / count
    mrr = sum(1 / rank for rank in ranks if rank is not None and rank <= 10) / count
    return RetrievalScores(len(rows), hit_at(1), hit_at(5), hit_at(10), mrr, ndcg)


def _dcg(gains: Sequence[float]) -> float:
    return sum(gain / log2(rank + 1) for rank, gain in enumerate(gains[:10], 1))


def holds(passage: str, answer: str) -> bool:
    """Whether the passage has the answer, at least half of it in one piece, or 40 characters of it in one piece."""
    text, wanted = _plain(passage), _plain(answer)
    size = min(40, max(1, (len(wanted) + 1) // 2))
    return any(wanted[at : at + size] in text for at in range(max(1, len(wanted) - size + 1)))


def _plain(text: str) -> str:
    return re.sub(r"[\s*]+", "", text)


def _documents(result: SearchResult) -> list[str]:
    """External ids of the documents found, each once, at its best passage."""
    return list(dict.fromkeys(hit.document.source.external_id for hit in result.hits))


def read_queries(path: Path) -> dict[str, str]:
    """Text of each query, from lines {"id", "text"}; an id that comes twice is an error, for hits bear it."""
    queries: dict[str, str] = {}
    for row in _json_lines(path, "id", "text"):
        if row["id"] in queries:
            raise JudgementError(f"{path}: two queries bear the id {row['id']!r}; give each its own.")
        queries[row["id"]] = row["text"]
    return queries


def read_answers(path: Path) -> dict[str, list[str]]:
    """Answers to each query, any of which will do, from lines {"qid", "answer"}."""
    answers: dict[str, list[str]] = {}
    for row in _json_lines(path, "qid", "answer"):
        answers.setdefault(row["qid"], []).append(row["answer"])
    return answers


def read_qrels(path: Path) -> dict[str, dict[str, float]]:
    """Gain of each judged document, from lines `query<TAB>document<TAB>gain`, or a TREC file with its second column."""

    def judgement(line: str) -> tuple[str, str, float]:
        fields = line.split("\t") if "\t" in line else line.split()
        if len(fields) < 3:
            raise ValueError("a query, a document and a gain are needed")
        return fields[0], fields[-2], float(fields[-1])

    relevant: dict[str, dict[str, float]] = {}
    for query, document, gain in _lines(path, judgement):
        if gain > 0:
            relevant.setdefault(query, {})[document] = gain
    return relevant


def _json_lines(path: Path, name: str, text: str) -> Iterator[Mapping[str, str]]:
    """Objects with a name (a string or a number) and a text."""

    def row(line: str) -> Mapping[str, str]:
        found = json.loads(line)
        if not isinstance(found, dict):
            raise ValueError("no JSON object")
        if not isinstance(found.get(text), str):
            raise ValueError(f'no text as "{text}"')
        if not isinstance(found.get(name), (str, int)):
            raise ValueError(f'no "{name}"')
        return {name: str(found[name]), text: found[text]}

    return _lines(path, row)


def _lines(path: Path, read: Callable[[str], T]) -> Iterator[T]:
    try:
        lines = path.read_text(encoding="utf-8-sig").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise JudgementError(f"{path} cannot be read: {error}") from error
    for number, line in enumerate(lines, 1):
        if line.strip():
            try:
                yield read(line)
            except (ValueError, KeyError, IndexError, TypeError) as error:
                raise JudgementError(f"{path}:{number}: not a judgement or query ({error}): {line[:80]!r}") from error
