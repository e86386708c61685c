"""Lines (paragraphs) of clean text, with the gaps that stood in the original."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from ingest.document import CleanText, Field


@dataclass(frozen=True, slots=True)
class CleanLine:
    """One paragraph of the clean text. start, end: clean offsets."""

    start: int
    end: int
    text: str

    def field(self, start: int = 0, end: int | None = None) -> Field:
        """The header value at [start, end) of this line."""
        stop = len(self.text) if end is None else end
        return Field(self.text[start:stop].replace(" ", ""), self.start + start, self.start + stop)


def clean_lines(clean: CleanText) -> list[CleanLine]:
    """All lines of the clean text in order."""
    return list(_split(clean.text))


def _split(text: str) -> Iterator[CleanLine]:
    position = 0
    for part in text.split("\n"):
        if part:
            yield CleanLine(position, position + len(part), part)
        position += len(part) + 1


def has_gap(clean: CleanText, index: int) -> bool:
    """Whether something (white space, as between joint issuers) was dropped just before the clean character `index`."""
    return 0 < index < len(clean.offsets) and clean.offsets[index] - clean.offsets[index - 1] > 1


def split_at_gaps(clean: CleanText, start: int, end: int) -> list[tuple[int, int]]:
    """Clean ranges between the gaps inside [start, end)."""
    cuts = [index for index in range(start + 1, end) if has_gap(clean, index)]
    bounds = [start, *cuts, end]
    return [(a, b) for a, b in pairwise(bounds) if b > a]
