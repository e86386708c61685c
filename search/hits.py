"""Candidates made into hits: the passage as it stands in the ledger, original text, entities and highlights."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Collection, Sequence

from graph.store import GraphStore
from ingest.document import Document
from ingest.ledger import DocumentRecord, Ledger
from search.exact import Ranked
from search.highlight import highlights
from search.query import Hit

_HELD = 8_000_000
"""Code points of documents kept in memory."""


class HitReader:
    """Reads passages with their documents; keeps the documents read last."""

    def __init__(self, ledger: Ledger, store: GraphStore) -> None:
        self._ledger = ledger
        self._store = store
        self._documents: OrderedDict[tuple[str, int], Document] = OrderedDict()
        self._held = 0

    def records(self, document_ids: Collection[str]) -> dict[str, DocumentRecord]:
        """Rows of the documents that the ledger still has."""
        return {record.id: record for record in self._ledger.records(list(dict.fromkeys(document_ids)))}

    def hits(
        self,
        ranked: Sequence[Ranked],
        records: dict[str, DocumentRecord],
        terms: Collection[str],
        bare: bool,
    ) -> tuple[Hit, ...]:
        """The ranked passages as hits, in order; bare ones have no entities and highlights.

        A passage that the ledger no longer has is left out, so that removals count before the index has caught up.
        """
        passages = {passage.id: passage for passage in self._ledger.passages([hit.candidate.passage for hit in ranked])}
        entities = {} if bare else self._store.passage_entities(list(passages))
        hits: list[Hit] = []
        for found in ranked:
            passage, record = passages.get(found.candidate.passage), records.get(found.candidate.document)
            if passage is None or record is None:
                continue
            document = self._document(record)
            hits.append(
                Hit(
                    rank=len(hits) + 1,
                    score=found.score,
                    document=record,
                    passage=passage,
                    text=document.text[passage.start : passage.end],
                    entities=tuple(entities.get(passage.id, ())),
                    highlights=() if bare else highlights(passage, document.clean, terms),
                )
            )
        return tuple(hits)

    def _document(self, record: DocumentRecord) -> Document:
        key = (record.id, record.revision)
        document = self._documents.get(key)
        if document is None:
            document = self._documents[key] = self._ledger.document(record.id)
            self._held += len(document.text)
            while self._held > _HELD and len(self._documents) > 1:
                self._held -= len(self._documents.popitem(last=False)[1].text)
        self._documents.move_to_end(key)
        return document
