"""Compares the indexes with the ledger they project."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from ingest.ledger import Ledger
from ingest.problem import Problem
from search.indexes.keyword_index import KeywordIndex

if TYPE_CHECKING:
    from search.indexes.vector_index import VectorIndex

_NAMED = 20
"""Problems of one sort that are listed; of the rest only the number is given."""


def verify(ledger: Ledger, keyword: KeywordIndex, vectors: VectorIndex | None = None) -> list[Problem]:
    """What differs between the ledger's passages and each index; empty when nothing does."""
    keyword.refresh()
    expected = _passages(ledger)
    revision = ledger.revision()
    problems = [*_behind("keyword", keyword.revision, revision)]
    problems += _differences("keyword", expected.keys(), keyword.passage_ids())
    if vectors is not None:
        vectors.refresh()
        problems += _behind("vectors", vectors.revision, revision)
        stored = vectors.store.passages()
        problems += _differences("vectors", expected.keys(), stored.keys())
        problems += _differences("vectors", stored.keys(), vectors.passage_ids(), "in memory")
        problems += _misplaced(expected, stored)
    return problems


def _passages(ledger: Ledger) -> dict[str, str]:
    """Document of each passage."""
    with ledger.read() as reader:
        rows = reader.execute("SELECT id, document_id FROM passages")
        return {str(passage): str(document) for passage, document in rows}


def _behind(part: str, applied: int, revision: int) -> Iterator[Problem]:
    if applied != revision:
        message = f"applied revision {applied}, the ledger is at {revision}; run wenmai ingest or search to catch up"
        yield Problem(part, "revision", message)


def _differences(
    part: str, expected: Iterable[str], found: Iterable[str], place: str = "in the index"
) -> list[Problem]:
    expected, found = set(expected), set(found)
    return [
        *_listed(part, expected - found, f"a passage of the ledger that is not {place}"),
        *_listed(part, found - expected, f"a passage {place} that the ledger does not have"),
    ]


def _misplaced(expected: dict[str, str], stored: dict[str, str]) -> list[Problem]:
    wrong = {passage for passage, document in stored.items() if expected.get(passage, document) != document}
    return _listed("vectors", wrong, "a passage stored under another document")


def _listed(part: str, passages: set[str], what: str) -> list[Problem]:
    remedy = f"delete the {part} folder of the home and run wenmai ingest: it is built again from the ledger"
    problems = [Problem(part, passage, f"{what}; {remedy}") for passage in sorted(passages)[:_NAMED]]
    if len(passages) > _NAMED:
        problems.append(Problem(part, f"{len(passages) - _NAMED} more", f"{what}; {remedy}"))
    return problems
