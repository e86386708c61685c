"""Progress as a bar on a terminal and as lines elsewhere."""

from __future__ import annotations

import io

from ingest.inputs import Failure
from ingest.progress import BarProgress, LineProgress, progress_on


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_stream_decides_the_form() -> None:
    assert isinstance(progress_on(Terminal()), BarProgress)
    assert isinstance(progress_on(io.StringIO()), LineProgress)


def test_line_counts_outcomes() -> None:
    stream = io.StringIO()
    progress = LineProgress(stream, seconds=0)
    progress.start(9)
    progress.advance("added")
    progress.advance(Failure("坏.txt", "empty"))
    progress.finish()
    first, second = stream.getvalue().splitlines()
    assert first.startswith("1 of 9 documents (1 added), ")
    assert second.startswith("2 of 9 documents (1 added, 1 failed), ")


def test_short_ingest_prints_no_line() -> None:
    stream = io.StringIO()
    progress = LineProgress(stream)
    progress.start(1)
    progress.advance("added")
    progress.finish()
    assert stream.getvalue() == ""


def test_bar_shows_failures_and_ends() -> None:
    stream = Terminal()
    progress = BarProgress(stream)
    progress.start(2)
    progress.advance("unchanged")
    progress.advance(Failure("坏.txt", "empty"))
    progress.finish()
    assert "reading (1 failed)" in stream.getvalue()
    assert "2/2" in stream.getvalue()
