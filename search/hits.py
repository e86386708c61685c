"""Candidates made into hits: the passage as it stands in the ledger, original text, entities and highlights."""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping, Sequence

from graph.store import GraphStore
from ingest.document import Passage
from ingest.ledger import DocumentRecord, Ledger
from search.exact import Ranked
from search.highlight import Spans, aligned, highlights
from search.query import Hit

_HELD = 20_000
"""Rows of documents kept in memory."""
_TEXTS = """
SELECT p.id, substr(c.text, p.start_offset + 1, p.end_offset - p.start_offset)
FROM passages p JOIN contents c ON c.document_id = p.document_id
WHERE p.id IN (SELECT value FROM json_each(?))
"""


class HitReader:
    """Reads passages with their documents' rows; keeps the rows while the ledger stays as it is."""

    def __init__(self, ledger: Ledger, store: GraphStore) -> None:
        self._ledger = ledger
        self._store = store
        self._records: dict[str, DocumentRecord] = {}
        self._revision = -1

    def follow(self, revision: int) -> None:
        """Forgets what was read at another revision of the ledger."""
        if revision != self._revision or len(self._records) > _HELD:
            self._records = {}
            self._revision = revision

    def records(self, document_ids: Collection[str]) -> dict[str, DocumentRecord]:
        """Rows of the documents that the ledger still has."""
        known = self._records
        missing = [document for document in dict.fromkeys(document_ids) if document not in known]
        if missing:
            known.update((record.id, record) for record in self._ledger.records(missing))
        return {document: known[document] for document in document_ids if document in known}

    def hits(
        self,
        ranked: Sequence[Ranked],
        records: Mapping[str, DocumentRecord],
        terms: Collection[str] | None = None,
        first: int = 1,
    ) -> tuple[Hit, ...]:
        """The ranked passages as hits, in order, their ranks from `first` on.

        terms: what is highlighted; without them hits have neither highlights nor entities.

        A passage that the ledger no longer has is left out, so that removals count before the index has caught up.
        """
        passages = {passage.id: passage for passage in self._ledger.passages([hit.candidate.passage for hit in ranked])}
        texts = self._texts(list(passages))
        entities = {} if terms is None else self._store.passage_entities(list(passages))
        hits: list[Hit] = []
        for found in ranked:
            passage, record = passages.get(found.candidate.passage), records.get(found.candidate.document)
            if passage is None or record is None:
                continue
            text = texts.get(passage.id, "")
            if len(text) != passage.end - passage.start:  # the database cuts a text at a NUL character
                text = self._ledger.document(record.id).text[passage.start : passage.end]
            hits.append(
                Hit(
                    rank=first + len(hits),
                    score=found.score,
                    document=record,
                    passage=passage,
                    text=text,
                    entities=tuple(entities.get(passage.id, ())),
                    highlights=() if terms is None else self._highlights(record, passage, text, terms),
                )
            )
        return tuple(hits)

    def _texts(self, passages: Sequence[str]) -> dict[str, str]:
        with self._ledger.read() as reader:
            return {str(passage): str(text) for passage, text in reader.execute(_TEXTS, (json.dumps(passages),))}

    def _highlights(self, record: DocumentRecord, passage: Passage, text: str, terms: Collection[str]) -> Spans:
        clean = aligned(passage, text)
        if clean is not None:
            return highlights(passage, clean, terms, within=True)
        return highlights(passage, self._ledger.document(record.id).clean, terms, within=False)
