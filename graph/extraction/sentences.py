"""Sentences and clauses of clean text."""

from __future__ import annotations

import re

from ingest.document import Span

# A sentence runs to 。！？ with the closing marks after it, or to the end of its paragraph.
_SENTENCE = re.compile(r"[^。！？\n]+(?:[。！？]+[”’）」』》\"]*|(?=\n)|$)")
_CLAUSE = re.compile(r"[^，；：。！？\n]+")


def find_sentences(text: str, start: int, end: int) -> list[Span]:
    """Sentences of clean text inside [start, end), in order, without the white space around them."""
    return _trimmed(_SENTENCE, text, start, end)


def find_clauses(text: str, start: int, end: int) -> list[Span]:
    """Stretches of [start, end) between commas, semicolons, colons and sentence ends."""
    return _trimmed(_CLAUSE, text, start, end)


def _trimmed(pattern: re.Pattern[str], text: str, start: int, end: int) -> list[Span]:
    spans = []
    for found in pattern.finditer(text, start, end):
        body = found.group()
        left = found.start() + len(body) - len(body.lstrip())
        right = found.end() - (len(body) - len(body.rstrip()))
        if left < right:
            spans.append(Span(left, right))
    return spans
