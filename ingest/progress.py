"""How far an ingest has come: a bar on a terminal, one line a minute otherwise."""

from __future__ import annotations

import sys
import time
from collections import Counter
from typing import TYPE_CHECKING, Protocol, TextIO

from ingest.inputs import Failure
from ingest.ledger import Outcome

if TYPE_CHECKING:
    from rich.progress import Progress as Bar

LINE_SECONDS = 60.0


class Progress(Protocol):
    """Told of each input once: `start`, then `advance` for each, then `finish`, also after an interruption."""

    def start(self, total: int) -> None: ...
    def advance(self, outcome: Outcome | Failure) -> None: ...
    def finish(self) -> None: ...


def progress_on(stream: TextIO | None = None) -> Progress:
    """The form that suits the stream (default: standard error)."""
    stream = stream or sys.stderr
    return BarProgress(stream) if stream.isatty() else LineProgress(stream)


class LineProgress:
    """One line a minute, for log files."""

    def __init__(self, stream: TextIO, seconds: float = LINE_SECONDS) -> None:
        self._stream = stream
        self._seconds = seconds
        self._done: Counter[str] = Counter()
        self._total = 0
        self._begun = self._printed = time.monotonic()

    def start(self, total: int) -> None:
        self._total = total
        self._begun = self._printed = time.monotonic()

    def advance(self, outcome: Outcome | Failure) -> None:
        self._done[name_of(outcome)] += 1
        now = time.monotonic()
        if now - self._printed >= self._seconds:
            self._printed = now
            done = self._done.total()
            rate = done / (now - self._begun)
            print(f"{done} of {self._total} documents ({self._summary()}), {rate:.1f} a second", file=self._stream)
            self._stream.flush()

    def finish(self) -> None:
        """Nothing: the command's own report follows."""

    def _summary(self) -> str:
        return ", ".join(f"{count} {outcome}" for outcome, count in sorted(self._done.items()))


class BarProgress:
    """A bar with rate and remaining time."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream
        self._bar: Bar | None = None
        self._failed = 0

    def start(self, total: int) -> None:
        from rich.console import Console
        from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

        columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
        self._bar = Progress(*columns, console=Console(file=self._stream))
        self._bar.start()
        self._task = self._bar.add_task("reading", total=total)

    def advance(self, outcome: Outcome | Failure) -> None:
        if self._bar is None:
            return
        self._failed += isinstance(outcome, Failure)
        description = f"reading ({self._failed} failed)" if self._failed else "reading"
        self._bar.update(self._task, advance=1, description=description)

    def finish(self) -> None:
        if self._bar is not None:
            self._bar.stop()


def name_of(outcome: Outcome | Failure) -> str:
    """added, updated, unchanged or failed."""
    return "failed" if isinstance(outcome, Failure) else outcome
