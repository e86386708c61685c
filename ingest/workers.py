"""Analyses inputs in worker processes, in input order, in bounded memory; a killed worker costs one document."""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
import time
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from itertools import chain
from pathlib import Path
from typing import Any, TypeVar

from ingest.analysis import Analysed, Analyser, unexpected
from ingest.inputs import Failure, Input

T = TypeVar("T")
Result = Analysed[T] | Failure
Task = tuple[list[Input], "Future[list[Result[Any]]]"]

INLINE_SECONDS, INLINE_BYTES = 1.0, 1_000_000
"""Work done in this process before workers are started: about what starting them costs. What may need much memory is
left to a worker, whose end can be survived."""
CHUNK_INPUTS, CHUNK_BYTES = 32, 128_000
"""One trip to a worker: small documents share it."""
WAITING_CHUNKS, WAITING_BYTES = 4, 8_000_000
"""Chunks a worker, and bytes in all, that are under way or wait for the writer: this bounds memory."""


def analyse_all(inputs: Iterator[Input], analyser: Analyser[T], workers: int) -> Iterator[tuple[Input, Result[T]]]:
    """Each input with its result, in order. One worker, or little to do, runs in this process."""
    begun = time.monotonic()
    for item in inputs:
        if workers > 1 and (time.monotonic() - begun > INLINE_SECONDS or _bytes(item) > INLINE_BYTES):
            yield from _in_parallel(chain((item,), inputs), analyser, workers)
            return
        yield item, analyser.analyse(item)


def _in_parallel(inputs: Iterator[Input], analyser: Analyser[T], workers: int) -> Iterator[tuple[Input, Result[T]]]:
    waiting: deque[Task] = deque()
    pool: _Pool | None = None
    try:
        for chunk in _chunks(inputs):
            pool = pool or _Pool(analyser, workers)
            waiting.append((chunk, pool.submit(chunk)))
            while len(waiting) > WAITING_CHUNKS * workers or (len(waiting) > 1 and _size(waiting) > WAITING_BYTES):
                yield from pool.results(*waiting.popleft())
        while waiting and pool:
            yield from pool.results(*waiting.popleft())
    finally:
        if pool:
            pool.close()


def _chunks(inputs: Iterable[Input]) -> Iterator[list[Input]]:
    chunk: list[Input] = []
    size = 0
    for item in inputs:
        chunk.append(item)
        size += _bytes(item)
        if len(chunk) >= CHUNK_INPUTS or size >= CHUNK_BYTES:
            yield chunk
            chunk, size = [], 0
    if chunk:
        yield chunk


def _size(waiting: Iterable[Task]) -> int:
    return sum(_bytes(item) for chunk, _ in waiting for item in chunk)


def _bytes(item: Input) -> int:
    if isinstance(item.payload, bytes):
        return len(item.payload)
    return _file_size(item.payload)


def _file_size(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError:  # the reader will say so
        return 0


class _Pool:
    """Worker processes that outlive the loss of one of them."""

    def __init__(self, analyser: Analyser[Any], workers: int) -> None:
        self._analyser = analyser
        self._workers = workers
        self._executor = self._start(workers)

    def submit(self, chunk: list[Input]) -> Future[list[Result[Any]]]:
        try:
            return self._executor.submit(_analyse_chunk, chunk)
        except BrokenProcessPool:
            self._executor.shutdown()
            self._executor = self._start(self._workers)
            return self._executor.submit(_analyse_chunk, chunk)

    def results(self, chunk: list[Input], future: Future[list[Result[Any]]]) -> Iterator[tuple[Input, Result[Any]]]:
        try:
            found = future.result()
        except Exception:  # a worker was killed, or a result could not travel: one by one shows which
            found = [self._analyse_alone(item) for item in chunk]
        yield from zip(chunk, found, strict=True)

    def _analyse_alone(self, item: Input) -> Result[Any]:
        executor = self._start(1)
        try:
            return executor.submit(_analyse_chunk, [item]).result()[0]
        except BrokenProcessPool:
            return Failure(item.location, f"{item.name}: the process that read it was killed (out of memory?); skipped")
        except Exception as error:
            return unexpected(item, error)
        finally:
            executor.shutdown()

    def _start(self, workers: int) -> ProcessPoolExecutor:
        # Never a plain fork: the caller may run threads (a server, a loaded model), and a fork would copy their locks
        # as held. forkserver starts workers faster than spawn; Windows has only spawn.
        methods = multiprocessing.get_all_start_methods()
        context = multiprocessing.get_context("forkserver" if "forkserver" in methods else "spawn")
        return ProcessPoolExecutor(workers, context, initializer=_begin_worker, initargs=(self._analyser,))

    def close(self) -> None:
        self._executor.shutdown(cancel_futures=True)


_analyser: Analyser[Any] | None = None
"""Set in worker processes only: sent once a worker, not once a document."""


def _begin_worker(analyser: Analyser[Any]) -> None:
    global _analyser
    _analyser = analyser
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C reaches the whole group; the main process decides
    threading.Thread(target=_leave_with_parent, daemon=True).start()


def _leave_with_parent() -> None:
    """Ends this worker when the main process is killed: an idle worker would wait for work forever."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


def _analyse_chunk(chunk: list[Input]) -> list[Result[Any]]:
    assert _analyser is not None
    return [_analyser.analyse(item) for item in chunk]
