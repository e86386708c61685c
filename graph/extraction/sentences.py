"""Sentences of clean text."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ingest.document import Span

# A sentence runs to 。！？ with the closing marks after it, or to the end of its paragraph.
_SENTENCE = re.compile(r"[^。！？\n]+(?:[。！？]+[”’）」』》\"]*|(?=\n)|$)")
LONGEST = 2_000
"""Characters after which a sentence is cut: only broken text (a table, a scan) has longer ones, and the rules compare
the names inside a sentence with one another, which in a whole file without a full stop would take hours."""


def find_sentences(text: str, start: int, end: int) -> list[Span]:
    """Sentences of clean text inside [start, end), in order, without the white space around them."""
    sentences = _trimmed(_SENTENCE, text, start, end)
    if all(sentence.end - sentence.start <= LONGEST for sentence in sentences):
        return sentences
    return [piece for sentence in sentences for piece in _cut(text, sentence)]


def _cut(text: str, sentence: Span) -> Iterator[Span]:
    """The sentence, in pieces of at most `LONGEST` that end behind a comma where there is one."""
    start = sentence.start
    while sentence.end - start > LONGEST:
        limit = start + LONGEST
        at = max(text.rfind(mark, start, limit) for mark in "，；、") + 1 or limit
        yield Span(start, at)
        start = at
    yield Span(start, sentence.end)


def sentence_start(text: str, floor: int, at: int) -> int:
    """Where the sentence that holds `at` begins, inside [floor, at]. Looks no further back than it must."""
    for mark in "。\n！？":
        floor = max(floor, text.rfind(mark, floor, at) + 1)
    return floor


def _trimmed(pattern: re.Pattern[str], text: str, start: int, end: int) -> list[Span]:
    spans = []
    for found in pattern.finditer(text, start, end):
        left, right = found.span()
        if left < right and not text[left].isspace() and not text[right - 1].isspace():
            spans.append(Span(left, right))
            continue
        while left < right and text[left].isspace():
            left += 1
        while left < right and text[right - 1].isspace():
            right -= 1
        if left < right:
            spans.append(Span(left, right))
    return spans
