"""Where a passage holds what was asked for, as offsets into the document's original text."""

from __future__ import annotations

from collections.abc import Collection

from ingest.document import CleanText, Passage
from search.terms import MARK, fold

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


def highlights(passage: Passage, clean: CleanText, terms: Collection[str]) -> Spans:
    """Original spans of the terms in the passage, sorted, without overlaps, inside [passage.start, passage.end)."""
    spans = []
    for start, end in term_spans(fold(passage.text), terms):
        original = clean.original(passage.clean_start + start, passage.clean_start + end)
        spans.append((max(original.start, passage.start), min(original.end, passage.end)))
    return tuple(spans)
