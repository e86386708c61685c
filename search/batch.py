"""Many queries at once, in several processes where there are enough of them to pay for starting these."""

from __future__ import annotations

import multiprocessing
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass, replace

from search.engine import SearchEngine
from search.query import Filters, SearchResult

LEAST = 400
"""Queries from which other processes pay: opening the indexes in one costs as much as about a hundred queries."""
_CHUNK = 32
"""Queries that travel together."""
_HELD = 4096
"""Queries whose results may wait for those before them: this bounds memory."""


@dataclass(frozen=True, slots=True)
class Batch:
    """Queries that share what narrows them. k: hits of each."""

    queries: Sequence[str]
    k: int
    filters: Filters

    def parts(self, size: int) -> Iterator[Batch]:
        for start in range(0, len(self.queries), size):
            yield replace(self, queries=self.queries[start : start + size])


Opener = Callable[[], SearchEngine]
"""Opens the same home in another process; travels there."""


def search_batch(engine: SearchEngine, opener: Opener, batch: Batch, processes: int) -> Iterator[SearchResult]:
    """Results in order, those of `SearchEngine.search_many`.

    With vectors everything runs here: a model in each process would cost more memory than the time is worth.
    """
    if processes < 2 or len(batch.queries) < LEAST or engine.vectors is not None:
        yield from engine.search_many(batch.queries, batch.k, batch.filters)
        return
    # Never a plain fork: it would copy open connections, and locks of threads as held.
    methods = multiprocessing.get_all_start_methods()
    context = multiprocessing.get_context("forkserver" if "forkserver" in methods else "spawn")
    executor = ProcessPoolExecutor(processes - 1, context, initializer=_open, initargs=(opener,))
    try:
        for part in batch.parts(_HELD):
            yield from _shared(engine, executor, list(part.parts(_CHUNK)))
    finally:
        executor.shutdown(cancel_futures=True)


def _shared(engine: SearchEngine, executor: ProcessPoolExecutor, chunks: list[Batch]) -> Iterator[SearchResult]:
    """The others begin at the end, this process at the start, so that it need not wait for them to open the home."""
    futures = [executor.submit(_answer, chunk) for chunk in reversed(chunks)][::-1]
    for chunk, future in zip(chunks, futures, strict=True):
        yield from _result(engine, chunk, future)


def _result(engine: SearchEngine, chunk: Batch, future: Future[list[SearchResult]]) -> list[SearchResult]:
    if not future.cancel():
        try:
            return future.result()
        except BrokenProcessPool:  # a process was killed: what it had is done here
            pass
    return list(engine.search_many(chunk.queries, chunk.k, chunk.filters, beside=False))


_engine: SearchEngine | None = None


def _open(opener: Opener) -> None:
    global _engine
    _engine = opener()


def _answer(chunk: Batch) -> list[SearchResult]:
    assert _engine is not None
    return list(_engine.search_many(chunk.queries, chunk.k, chunk.filters, beside=False))
