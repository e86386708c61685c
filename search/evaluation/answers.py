"""How many questions are answered right, answered wrong, or abstained from, by kind of question."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal, Protocol

from ingest.errors import InputError
from search.query import Answer

Outcome = Literal["right", "wrong", "abstained"]
_RUN = 40
_FILES = "give a .jsonl or gold .json file"
_FIELDS = "see docs/examples.md for the fields"


class Asker(Protocol):
    """What is evaluated: `search.answers.answer.Answerer`, or anything that answers."""

    def ask(self, question: str) -> Answer: ...


@dataclass(frozen=True, slots=True)
class Expected:
    """A question with its answer. answers: strings that must all be said ("a|b": one of them is enough).

    evidence: quotes any of which is enough. Neither of them: the documents do not answer.
    """

    id: str
    question: str
    kind: str
    answers: tuple[str, ...]
    evidence: tuple[str, ...]

    @property
    def answerable(self) -> bool:
        return bool(self.answers or self.evidence)


@dataclass(frozen=True, slots=True)
class Judged:
    """One answer judged. Of a question without an answer, abstaining is right and anything else wrong."""

    expected: Expected
    answer: Answer
    outcome: Outcome


@dataclass(frozen=True, slots=True)
class Tally:
    right: int = 0
    wrong: int = 0
    abstained: int = 0

    @property
    def total(self) -> int:
        return self.right + self.wrong + self.abstained

    def share(self, outcome: Outcome) -> float:
        """Part of all, 0..1; 0 when there are none."""
        return float(getattr(self, outcome)) / self.total if self.total else 0.0


@dataclass(frozen=True, slots=True)
class AnswersReport:
    """answerable: questions that the documents answer; unanswerable: the others (right: abstained)."""

    answerable: Tally
    unanswerable: Tally
    by_kind: Mapping[str, Tally]
    judged: tuple[Judged, ...] = field(repr=False)


def evaluate_answers(path: Path, answerer: Asker) -> AnswersReport:
    """Asks every question of a .jsonl file, a gold .json file or a folder of either, and judges the answers."""
    judged = []
    for expected in read_questions(path):
        answer = answerer.ask(expected.question)
        judged.append(Judged(expected, answer, judge(expected, answer)))
    if not judged:
        raise InputError(f"{path}: no question in it; {_FILES}")
    kinds = dict.fromkeys(item.expected.kind for item in judged)
    return AnswersReport(
        answerable=_tally(item for item in judged if item.expected.answerable),
        unanswerable=_tally(item for item in judged if not item.expected.answerable),
        by_kind={kind: _tally(item for item in judged if item.expected.kind == kind) for kind in kinds},
        judged=tuple(judged),
    )


def judge(expected: Expected, answer: Answer) -> Outcome:
    """Right: all the answer's strings are said, or a quote of the evidence is cited."""
    if not expected.answerable:
        return "right" if answer.abstained else "wrong"
    if answer.abstained:
        return "abstained"
    quotes = [citation.quote for citation in answer.citations]
    said = _plain("\n".join((answer.answer, *quotes)))
    if expected.answers and all(_is_said(strings, said) for strings in expected.answers):
        return "right"
    return "right" if any(holds(quote, wanted) for wanted in expected.evidence for quote in quotes) else "wrong"


def read_questions(path: Path) -> Iterator[Expected]:
    """Questions of a .jsonl file of questions, a gold .json file ("questions"), or a folder of them.

    Raises InputError, which names the file and the line, for what is no question.
    """
    if path.is_dir():
        for file in sorted((*path.rglob("*.json"), *path.rglob("*.jsonl"))):
            yield from read_questions(file)
        return
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"{path}: cannot read questions ({error}); {_FILES}") from error
    for where, row in _rows(path, text):
        yield _expected(path, where, row)


def _rows(path: Path, text: str) -> Iterator[tuple[str, object]]:
    """Rows that should be questions, each with the place where it stands."""
    if path.suffix == ".json":
        held = _parsed(str(path), text)
        rows = held.get("questions", []) if isinstance(held, dict) else None
        if not isinstance(rows, list):
            raise InputError(f'{path}: no object with a list of "questions"; {_FILES}')
        yield from ((f"{path}: question {number}", row) for number, row in enumerate(rows, 1))
        return
    for number, line in enumerate(text.splitlines(), 1):
        if line.strip():
            yield f"{path}:{number}", _parsed(f"{path}:{number}", line)


def _parsed(where: str, text: str) -> object:
    try:
        return json.loads(text)
    except ValueError as error:
        raise InputError(f"{where}: not JSON ({error}); {_FILES}") from error


def _expected(path: Path, where: str, row: object) -> Expected:
    if not isinstance(row, dict):
        raise InputError(f'{where}: not an object with a "question"; {_FIELDS}')
    question = row.get("question")
    if not isinstance(question, str) or not question.strip():
        raise InputError(f'{where}: {row.get("id", "a line")} has no "question"; {_FIELDS}')
    answers, evidence = _strings(where, row, "answer"), _strings(where, row, "evidence")
    return Expected(
        id=f"{path.stem}/{row.get('id', '')}",
        question=question,
        kind=str(row.get("kind", "lookup")) if answers or evidence else "unanswerable",
        answers=_strings(where, row, "answer_entities") or answers,
        evidence=evidence,
    )


def _strings(where: str, row: Mapping[str, Any], field: str) -> tuple[str, ...]:
    """A field that holds one string or a list of them; none where it is missing or null."""
    value = row.get(field) or ()
    strings = (value,) if isinstance(value, str) else value
    if not isinstance(strings, (list, tuple)) or not all(isinstance(string, str) for string in strings):
        raise InputError(f'{where}: "{field}" is neither a string nor a list of strings: {value!r}; {_FIELDS}')
    return tuple(strings)


def _plain(text: str) -> str:
    return re.sub(r"[\s*“”\"《》〈〉（）()]+", "", text)


def _is_said(strings: str, said: str) -> bool:
    return any(_plain(string) in said for string in strings.split("|"))


def holds(quote: str, wanted: str) -> bool:
    """Whether the quote holds the wanted text, or half of it in one piece, or forty characters of it."""
    text, whole = _plain(quote), _plain(wanted)
    run = min(_RUN, max(1, (len(whole) + 1) // 2))
    return any(whole[i : i + run] in text for i in range(len(whole) - run + 1))


def _tally(items: Iterable[Judged]) -> Tally:
    outcomes = [item.outcome for item in items]
    return Tally(outcomes.count("right"), outcomes.count("wrong"), outcomes.count("abstained"))
