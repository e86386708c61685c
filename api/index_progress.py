"""How far indexing has come: one rewritten line on a terminal, one line a minute otherwise."""

from __future__ import annotations

import time
from typing import TextIO

LINE_SECONDS = 60.0
REWRITE_SECONDS = 0.2


class IndexProgress:
    """Called with passages done and documents left."""

    def __init__(self, what: str, stream: TextIO) -> None:
        self._what = what
        self._stream = stream
        self._terminal = stream.isatty()
        self._next = time.monotonic() + (0 if self._terminal else LINE_SECONDS)
        self._shown = False

    def __call__(self, done: int, left: int) -> None:
        now = time.monotonic()
        if now < self._next:
            return
        self._next = now + (REWRITE_SECONDS if self._terminal else LINE_SECONDS)
        line = f"{self._what}: {done:,} passages done, {left:,} documents left"
        self._stream.write(f"\r{line:<70}" if self._terminal else f"{line}\n")
        self._stream.flush()
        self._shown = True

    def finish(self) -> None:
        """Wipes the rewritten line."""
        if self._terminal and self._shown:
            self._stream.write(f"\r{'':<70}\r")
            self._stream.flush()
