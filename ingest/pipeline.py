"""Ingest: from paths to the ledger, many readers and one writer."""

from __future__ import annotations

import os
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Generic, TypeVar

from ingest.analysis import Analysed, Analyser, unexpected
from ingest.discovery import discover
from ingest.errors import LedgerError
from ingest.identity import document_id, source_of
from ingest.inputs import Failure, Input, Limits
from ingest.ledger import Contributor, Ledger, Outcome
from ingest.progress import Progress, name_of
from ingest.workers import analyse_all

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class IngestReport:
    """What one ingest did. passages, entities, relations and revision: what the ledger holds afterwards.

    interrupted: stopped by Ctrl-C; what is counted is in the ledger, and the same call goes on with the rest.
    """

    added: int
    updated: int
    unchanged: int
    failed: tuple[Failure, ...]
    passages: int
    entities: int
    relations: int
    seconds: float
    revision: int
    interrupted: bool = False


def ingest(
    paths: Sequence[Path],
    ledger: Ledger,
    contributor: Contributor[T],
    *,
    region: str | None = None,
    workers: int | None = None,
    limits: Limits | None = None,
    progress: Progress | None = None,
) -> IngestReport:
    """Brings the ledger up to the files at `paths`, one transaction a document, in the order of `discover`.

    workers: processes that read; default one a processor, at most 8. A document that cannot be read or stored is a
    `Failure` (its old version stays) and the rest goes on; `LedgerError` (disk full, damage) ends the ingest.
    """
    analyser = Analyser(contributor, region, limits or Limits())
    run = _Run(ledger, analyser, progress)
    begun = time.monotonic()
    interrupted = False
    try:
        if progress is not None:  # a walk of its own: a list of all inputs might not fit in memory
            progress.start(sum(1 for _ in discover(paths, analyser.limits)))
        run.store_all(paths, workers or default_workers())
    except KeyboardInterrupt:
        interrupted = True
    finally:
        if progress is not None:
            progress.finish()
    return run.report(time.monotonic() - begun, interrupted)


def default_workers() -> int:
    """Processors that this process may use, at most 8: past that the single writer is the limit."""
    usable = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return min(usable, 8)


class _Run(Generic[T]):
    """One ingest under way."""

    def __init__(self, ledger: Ledger, analyser: Analyser[T], progress: Progress | None) -> None:
        self._ledger = ledger
        self._analyser = analyser
        self._progress = progress
        self._fresh = ledger.revision() == 0
        self._counts: Counter[str] = Counter()
        self._failed: list[Failure] = []

    def store_all(self, paths: Sequence[Path], workers: int) -> None:
        for item, result in analyse_all(self._to_parse(paths), self._analyser, workers):
            self._count(result if isinstance(result, Failure) else self._store(item, result))

    def _to_parse(self, paths: Sequence[Path]) -> Iterator[Input]:
        """Inputs that the ledger does not hold yet; the others are counted at once."""
        seen: set[str] = set()
        for item in discover(paths, self._analyser.limits):
            if isinstance(item, Failure):
                self._count(item)
            elif item.location not in seen:  # a file named twice is read once
                seen.add(item.location)
                known = self._confirm(item)
                if known is None:
                    yield item
                else:
                    self._count(known)

    def _confirm(self, item: Input) -> Outcome | None:
        if self._fresh:
            return None
        known = document_id(item, self._analyser.limits)
        if known is None:
            return None
        return self._ledger.confirm(source_of(item), known, self._analyser.region, self._analyser.contributor)

    def _store(self, item: Input, result: Analysed[T]) -> Outcome | Failure:
        try:
            return self._ledger.put(result.document, self._analyser.contributor, result.analysis)
        except LedgerError as error:
            done = self._counts["added"] + self._counts["updated"]
            raise LedgerError(f"{error} ({done} documents were stored before; {item.name} was not)") from error
        except Exception as error:
            return unexpected(item, error)

    def _count(self, outcome: Outcome | Failure) -> None:
        self._counts[name_of(outcome)] += 1
        if isinstance(outcome, Failure):
            self._failed.append(outcome)
        if self._progress is not None:
            self._progress.advance(outcome)

    def report(self, seconds: float, interrupted: bool) -> IngestReport:
        with self._ledger.read() as reader:
            (passages,) = next(reader.execute("SELECT count(*) FROM passages"))
            entities, relations = self._analyser.contributor.counts(reader)
        return IngestReport(
            added=self._counts["added"],
            updated=self._counts["updated"],
            unchanged=self._counts["unchanged"],
            failed=tuple(self._failed),
            passages=passages,
            entities=entities,
            relations=relations,
            seconds=seconds,
            revision=self._ledger.revision(),
            interrupted=interrupted,
        )
