"""`wenmai eval`: retrieval, answers and extraction against judgements, as JSON and as text."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

from api.failures import UsageError
from api.services import Services
from api.shapes import Json

if TYPE_CHECKING:
    from graph.evaluate import Count
    from search.evaluation.answers import Tally


def measure_extraction(gold: Path, errors: bool) -> Json:
    """Precision, recall and F1 of entities and links, by kind and by rule, on a folder of gold annotations."""
    from graph.evaluate import evaluate_extraction, lines

    if not gold.is_dir():
        raise UsageError(f"--gold {gold}: no such folder; name one that holds annotations (*.json)")
    report = evaluate_extraction(gold)
    return {
        "totals": _counts(report.totals),
        "entities": _counts(report.entities),
        "links": _counts(report.links),
        "rules": _counts(report.rules),
        "errors": {name: judgement.errors for name, judgement in report.errors.items()} if errors else {},
        "text": "\n".join(lines(report, errors)),
    }


def _counts(table: Mapping[str, Count]) -> Json:
    return {
        key: {
            "precision": round(count.precision, 4),
            "recall": round(count.recall, 4),
            "f1": round(count.f1, 4),
            "right": count.right,
            "found": count.found,
            "wanted": count.wanted,
        }
        for key, count in table.items()
    }


def measure_retrieval(services: Services, queries: Path, qrels: Path, answers: Path | None) -> Json:
    """Hits, reciprocal rank and nDCG of judged queries; with `answers` a hit is a passage that holds the answer."""
    from search.evaluation.retrieval import evaluate_retrieval

    scores = asdict(evaluate_retrieval(services.engine, queries, qrels, answers))
    shown = [f"{name} {value:.3f}" for name, value in scores.items() if isinstance(value, float)]
    return scores | {"text": f"queries {scores['queries']}  " + "  ".join(shown)}


def measure_answers(services: Services, questions: Path, errors: bool) -> Json:
    """Right, wrong and abstained answers, by kind of question."""
    from search.evaluation.answers import evaluate_answers

    report = evaluate_answers(questions, services.answerer)
    rows = {"answerable": report.answerable, "unanswerable": report.unanswerable, **report.by_kind}
    text = [_tally_line(name, tally) for name, tally in rows.items()]
    missed = [item for item in report.judged if item.outcome != "right"] if errors else []
    text += [
        f"{item.outcome}: {item.expected.id} {item.expected.question} -> {item.answer.answer!r}" for item in missed
    ]
    return {
        "answerable": _tally(report.answerable),
        "unanswerable": _tally(report.unanswerable),
        "by_kind": {kind: _tally(tally) for kind, tally in report.by_kind.items()},
        "missed": [{"id": item.expected.id, "outcome": item.outcome, "answer": item.answer.answer} for item in missed],
        "text": "\n".join(text),
    }


def _tally(tally: Tally) -> Json:
    return {"total": tally.total, "right": tally.right, "wrong": tally.wrong, "abstained": tally.abstained}


def _tally_line(name: str, tally: Tally) -> str:
    shares = "  ".join(f"{outcome} {tally.share(outcome):.3f}" for outcome in ("right", "wrong", "abstained"))
    return f"{name:14s} {shares}   (of {tally.total})"
