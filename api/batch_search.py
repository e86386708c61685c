"""Many queries at once, in several processes where they are enough to pay for starting these.

Ranking is Python and runs on one processor at a time, so that threads would gain nothing. Vectors stay in one process:
the model takes as much memory in each, and its questions are embedded together anyway.
"""

from __future__ import annotations

import multiprocessing
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace
from itertools import chain

from api.indexes import NO_VECTORS
from api.services import Services
from api.settings import Settings
from ingest.pipeline import default_workers
from search.query import Filters, SearchResult

WORTH = 400
"""Queries from which processes are started: answering so many takes about four times as long as starting them."""
CHUNK = 25
"""Queries of one trip to a process."""


@dataclass(frozen=True, slots=True)
class Batch:
    """Queries that are asked in the same way."""

    queries: Sequence[str]
    k: int
    filters: Filters


def search_batch(services: Services, batch: Batch) -> Iterator[SearchResult]:
    """A result for each query, in their order."""
    engine = services.engine
    workers = services.settings.workers or default_workers()
    if engine.vectors is not None or workers == 1 or len(batch.queries) < WORTH:
        return engine.search_many(batch.queries, batch.k, batch.filters)
    engine.catch_up()
    return in_processes(services.settings, batch, workers)


def in_processes(settings: Settings, batch: Batch, workers: int) -> Iterator[SearchResult]:
    """The same by keywords alone in so many processes; the index is up to date."""
    settings = replace(settings, model=NO_VECTORS)
    chunks = [batch.queries[at : at + CHUNK] for at in range(0, len(batch.queries), CHUNK)]
    # Spawned: a forked process would share open databases and lack the threads of the index.
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(workers, context, _open, (settings, batch.k, batch.filters)) as pool:
        yield from chain.from_iterable(pool.map(_search, chunks))


_opened: tuple[Services, int, Filters] | None = None
"""Of this process."""


def _open(settings: Settings, k: int, filters: Filters) -> None:
    global _opened
    _opened = (Services(settings), k, filters)


def _search(queries: Sequence[str]) -> list[SearchResult]:
    assert _opened is not None
    services, k, filters = _opened
    return list(services.engine.search_many(queries, k, filters))
