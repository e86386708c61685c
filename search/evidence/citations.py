"""Citations: the document's own words around what an answer rests on."""

from __future__ import annotations

import re
import threading
from bisect import bisect_left, bisect_right
from collections import OrderedDict

from graph.elements import Evidence
from ingest.document import Document, PartKind, Passage, Span
from ingest.errors import UnknownDocumentError
from ingest.ledger import DocumentRecord, Ledger
from search.evidence.sentences import LONGEST, Piece, split
from search.query import Citation
from search.wording.terms import compact, fold

_HELD = 64
"""Documents kept in memory."""


class Citer:
    """Makes citations; each quote is the document's text at its offsets."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger
        self._documents: OrderedDict[tuple[str, int], Document] = OrderedDict()
        self._places: OrderedDict[tuple[str, int, int | None], str] = OrderedDict()
        self._lock = threading.Lock()

    def document(self, record: DocumentRecord) -> Document:
        """The document as the ledger holds it."""
        key = (record.id, record.revision)
        with self._lock:
            document = self._documents.get(key) or self._ledger.document(record.id)
            self._documents[key] = document
            self._documents.move_to_end(key)
            if len(self._documents) > _HELD:
                self._documents.popitem(last=False)
        return document

    def record(self, document_id: str) -> DocumentRecord | None:
        """The document's row; None when it was removed meanwhile."""
        try:
            return self._ledger.record(document_id)
        except UnknownDocumentError:
            return None

    def title(self, record: DocumentRecord, passage: Passage) -> str:
        """What a reader calls the place: the title of the bulletin's item or of the document, without outer 《》."""
        part = self.document(record).parts[passage.part]
        title = part.title.value if part.kind is PartKind.ITEM and part.title else record.title
        return title[1:-1] if re.fullmatch("《[^《》]*》", title) else title

    def place(self, record: DocumentRecord, passage: Passage) -> str:
        """Compact folded text of the item that holds the passage, else of the document, with what heads it."""
        document = self.document(record)
        part = document.parts[passage.part] if document.parts[passage.part].kind is PartKind.ITEM else None
        key = (record.id, record.revision, part.ordinal if part else None)
        with self._lock:
            place = self._places.get(key)
        if place is None:
            text = document.clean.text[part.start : part.end] if part else document.clean.text
            heads = (record.title, record.doc_number or "", record.region or "", record.date or "", *record.issuers)
            place = compact(fold("\n".join((*heads, text))))
        with self._lock:
            self._places[key] = place
            self._places.move_to_end(key)
            if len(self._places) > _HELD:
                self._places.popitem(last=False)
        return place

    def around(self, citation: Citation) -> str:
        """The place of a citation, as `place` gives it; its quote where the passage is gone."""
        document = self.document(citation.document)
        passage = next((p for p in document.passages if p.id == citation.passage), None)
        return self.place(citation.document, passage) if passage else compact(fold(citation.quote))

    def evidence(self, evidence: Evidence) -> Citation | None:
        """The sentence around a link's evidence."""
        record = self.record(evidence.document)
        if record is None:
            return None
        document = self.document(record)
        offsets = document.clean.offsets
        start, end = bisect_left(offsets, evidence.start), bisect_right(offsets, evidence.end - 1)
        if start >= end:
            return Citation(record, evidence.passage, evidence.start, evidence.end, evidence.quote)
        passage = next((p for p in document.passages if p.clean_start <= start < p.clean_end), None)
        return self.clean(record, document, passage, *_widened(document, passage, start, end))

    def passage(self, record: DocumentRecord, passage: Passage, piece: Piece) -> Citation:
        """A piece of a passage's clean text."""
        start, end = passage.clean_start + piece.start, passage.clean_start + piece.end
        return self.clean(record, self.document(record), passage, start, end)

    def clean(
        self, record: DocumentRecord, document: Document, passage: Passage | None, start: int, end: int
    ) -> Citation:
        """The clean range [start, end) of a document."""
        span = _trimmed(document.text, document.clean.original(start, end))
        if passage is None:
            passage = next((p for p in document.passages if p.clean_start <= start < p.clean_end), None)
        return Citation(
            record, passage.id if passage else "", span.start, span.end, document.text[span.start : span.end]
        )


def _widened(document: Document, passage: Passage | None, start: int, end: int) -> Span:
    """The sentences that the clean range touches, if they are short enough to quote; else the range, cut if need be."""
    if passage is not None and end <= passage.clean_end:
        first, last = start - passage.clean_start, end - passage.clean_start
        touched = [piece for piece in split(passage.text) if piece.start < last and first < piece.end]
        if touched and touched[-1].end - touched[0].start <= LONGEST:
            return Span(passage.clean_start + touched[0].start, passage.clean_start + touched[-1].end)
    text = document.clean.text
    begun = max(text.rfind(mark, max(0, start - 40), start) for mark in "。；！？\n") + 1
    start = begun if begun > 0 else start
    return Span(start, min(end, start + LONGEST) if end - start > LONGEST else end)


def _trimmed(text: str, span: Span) -> Span:
    quote = text[span.start : span.end]
    return Span(span.start + len(quote) - len(quote.lstrip()), span.end - len(quote) + len(quote.rstrip()))
