"""Where a passage holds what was asked for, as offsets into the document's original text."""

from __future__ import annotations

import re
from array import array
from collections.abc import Collection
from itertools import chain

from ingest.document import CleanText, Passage
from search.wording.terms import MARK, fold

_SPACE = re.compile(r"\s+")
_PRINTED = re.compile(r"\S+")

Spans = tuple[tuple[int, int], ...]


def term_spans(text: str, terms: Collection[str]) -> Spans:
    """Spans of folded text that the terms cover; overlapping and touching ones are one."""
    covered = bytearray(len(text))
    for term in terms:
        if term.startswith(MARK):
            continue
        at = text.find(term)
        while at >= 0:
            covered[at : at + len(term)] = b"\x01" * len(term)
            at = text.find(term, at + 1)
    return _runs(covered)


def _runs(covered: bytearray) -> Spans:
    spans = []
    start = covered.find(1)
    while start >= 0:
        end = covered.find(0, start)
        end = len(covered) if end < 0 else end
        spans.append((start, end))
        start = covered.find(1, end)
    return tuple(spans)


def aligned(passage: Passage, original: str) -> CleanText | None:
    """The passage's clean text over its original, as if the passage were the document; None where this cannot be told.

    A separator that stands for nothing printed bears the offset of the character before it.
    """
    text = passage.text
    if text == original:
        return CleanText(text, array("I", range(len(text))))
    printed = _printed_places(_SPACE.sub("", text), original)
    if printed is None:
        return None
    offsets = array("I")
    taken = 0
    for run in _PRINTED.finditer(text):
        offsets.extend([printed[taken - 1] if taken else 0] * (run.start() - len(offsets)))
        length = run.end() - run.start()
        offsets += printed[taken : taken + length]
        taken += length
    offsets.extend([printed[-1] if taken else 0] * (len(text) - len(offsets)))
    return CleanText(text, offsets)


def _printed_places(printed: str, original: str) -> array[int] | None:
    """Where the characters of a clean text, white space left out, stand in its original; None where that is not sure.

    It is sure where both hold the same characters, and also where some were dropped (page numbers, markup), if the
    leftmost places that the characters can have are the rightmost ones too.
    """
    if printed == _SPACE.sub("", original):
        return array("I", chain.from_iterable(range(*run.span()) for run in _PRINTED.finditer(original)))
    first, last = array("I"), array("I")
    at = -1
    for character in printed:
        at = original.find(character, at + 1)
        if at < 0:
            return None
        first.append(at)
    at = len(original)
    for character in reversed(printed):
        at = original.rfind(character, 0, at)
        last.append(at)
    last.reverse()
    return first if first == last else None


def highlights(passage: Passage, clean: CleanText, terms: Collection[str], within: bool) -> Spans:
    """Original spans of the terms in the passage, sorted, without overlaps, inside [passage.start, passage.end).

    clean: of the whole document, or (`within`) of the passage alone as `aligned` gives it.
    """
    inside, outside = (0, passage.start) if within else (passage.clean_start, 0)
    spans: list[tuple[int, int]] = []
    for start, end in term_spans(fold(passage.text), terms):
        original = clean.original(inside + start, inside + end)
        first, last = max(outside + original.start, passage.start), min(outside + original.end, passage.end)
        if not spans or first >= spans[-1][1]:
            spans.append((first, last))
    return tuple(spans)
