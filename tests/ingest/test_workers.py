"""Worker processes: order, survival of a killed worker, memory bounds."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest

from ingest import workers
from ingest.analysis import Analyser
from ingest.inputs import Failure, Input, Limits
from ingest.workers import analyse_all


@dataclass(frozen=True, slots=True)
class Echo(Analyser[Any]):
    """Fails as the input's text says; a real analyser, but without a parser."""

    def analyse(self, item: Input) -> Any:
        assert isinstance(item.payload, bytes)
        said = item.payload.decode()
        if said == "killed":
            os.kill(os.getpid(), signal.SIGKILL)
        if said == "unpicklable":
            return lambda: None
        return Failure(item.location, f"{said} in {'worker' if _is_worker() else 'main'}")


def _is_worker() -> bool:
    return workers._analyser is not None


def inputs(*texts: str) -> Iterator[Input]:
    for number, text in enumerate(texts):
        yield Input(f"/files/{number}", str(number), str(number), ".txt", text.encode())


def reasons(texts: tuple[str, ...], count: int) -> list[str]:
    echo = Echo(None, None, Limits())  # type: ignore[arg-type]
    found = list(analyse_all(inputs(*texts), echo, count))
    assert [item.location for item, _ in found] == [f"/files/{n}" for n in range(len(texts))]
    return [result.reason for _, result in found if isinstance(result, Failure)]


@pytest.fixture
def at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workers, "INLINE_SECONDS", -1.0)
    monkeypatch.setattr(workers, "CHUNK_INPUTS", 2)


def test_few_inputs_start_no_worker() -> None:
    assert reasons(("甲", "乙"), 4) == ["甲 in main", "乙 in main"]


@pytest.mark.usefixtures("at_once")
def test_results_keep_the_order_of_inputs() -> None:
    texts = tuple(str(n) for n in range(25))
    assert reasons(texts, 2) == [f"{n} in worker" for n in range(25)]


@pytest.mark.usefixtures("at_once")
def test_one_worker_is_this_process() -> None:
    assert reasons(("甲",), 1) == ["甲 in main"]


@pytest.mark.usefixtures("at_once")
def test_killed_worker_costs_its_document_only() -> None:
    found = reasons(("甲", "乙", "killed", "丙", "丁", "戊", "己", "killed", "庚"), 2)
    assert [reason for reason in found if not reason.endswith(" in worker")] == [
        "2: the process that read it was killed (out of memory?); skipped",
        "7: the process that read it was killed (out of memory?); skipped",
    ]
    assert len(found) == 9


@pytest.mark.usefixtures("at_once")
def test_result_that_cannot_travel_costs_its_document_only() -> None:
    first, bad, last = reasons(("甲", "unpicklable", "乙"), 2)
    assert (first, last) == ("甲 in worker", "乙 in worker")
    assert bad.startswith("1: ")
    assert "please report this document" in bad


def test_big_input_goes_to_a_worker(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workers, "INLINE_BYTES", 5)
    assert reasons(("小", "大大大"), 2) == ["小 in main", "大大大 in worker"]


@pytest.mark.usefixtures("at_once")
def test_inputs_are_not_read_far_ahead(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workers, "WAITING_BYTES", 12)
    taken: list[int] = []

    def watched() -> Iterator[Input]:
        for item in inputs(*("文" for _ in range(40))):
            taken.append(len(taken))
            yield item

    echo = Echo(None, None, Limits())  # type: ignore[arg-type]
    results = analyse_all(watched(), echo, 2)
    next(results)
    assert len(taken) <= 8
    results.close()  # type: ignore[attr-defined]
