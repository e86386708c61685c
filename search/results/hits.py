"""Candidates made into hits: the passage as it stands in the ledger, original text, entities and highlights.

What is read is kept while the ledger stays as it is, so that likely hits can be read before they are known to be hits.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from graph.own_policies import own_policies
from graph.store import GraphStore
from ingest.document import CleanText, Passage
from ingest.ledger import DocumentRecord, Ledger
from search.indexes.keyword_index import Candidate
from search.query import Hit
from search.ranking.exact import Ranked
from search.wording.highlight import Spans, aligned, highlights

_HELD = 20_000
"""Rows of documents kept in memory."""
_HELD_PASSAGES = 2_000
_TEXTS = """
SELECT p.id, substr(c.text, p.start_offset + 1, p.end_offset - p.start_offset)
FROM passages p JOIN contents c ON c.document_id = p.document_id
WHERE p.id IN (SELECT value FROM json_each(?))
"""


@dataclass(frozen=True, slots=True)
class _Read:
    """A passage and its original text. clean: its clean text over that; None: only the whole document can tell."""

    document: str
    passage: Passage
    text: str
    clean: CleanText | None


class HitReader:
    """Reads passages with their documents' rows."""

    def __init__(self, ledger: Ledger, store: GraphStore) -> None:
        self._ledger = ledger
        self._store = store
        self._revision = -1
        self._forget()

    def _forget(self) -> None:
        self._records: dict[str, DocumentRecord] = {}
        self._policies: dict[str, str | None] = {}
        self._read: dict[str, _Read] = {}

    def follow(self, revision: int) -> None:
        """Forgets what was read at another revision of the ledger."""
        if revision != self._revision or len(self._records) > _HELD or len(self._read) > _HELD_PASSAGES:
            self._forget()
            self._revision = revision

    def read_ahead(self, candidates: Sequence[Candidate]) -> None:
        """Reads what `records`, `policies` and `hits` will need of these."""
        documents = {candidate.document for candidate in candidates}
        self.records(documents)
        self.policies(documents)
        self._passages(candidates)

    def records(self, document_ids: Collection[str]) -> dict[str, DocumentRecord]:
        """Rows of the documents that the ledger still has."""
        known = self._records
        missing = [document for document in dict.fromkeys(document_ids) if document not in known]
        if missing:
            known.update((record.id, record) for record in self._ledger.records(missing))
        return {document: known[document] for document in document_ids if document in known}

    def policies(self, document_ids: Collection[str]) -> dict[str, str]:
        """Id of the policy that a document itself is, of those that are one."""
        known = self._policies
        missing = [document for document in document_ids if document not in known]
        if missing:
            found = own_policies(self._ledger, missing)
            known.update((document, found.get(document)) for document in missing)
        return {document: policy for document in document_ids if (policy := known.get(document)) is not None}

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
        read = self._passages([hit.candidate for hit in ranked])
        entities = {} if terms is None else self._store.passage_entities(list(read))
        hits: list[Hit] = []
        for found in ranked:
            own, record = read.get(found.candidate.passage), records.get(found.candidate.document)
            if own is None or record is None:
                continue
            hits.append(
                Hit(
                    rank=first + len(hits),
                    score=found.score,
                    document=record,
                    passage=own.passage,
                    text=own.text,
                    entities=tuple(entities.get(own.passage.id, ())),
                    highlights=() if terms is None else self._highlights(own, terms),
                )
            )
        return tuple(hits)

    def _passages(self, wanted: Sequence[Candidate]) -> dict[str, _Read]:
        """Those that the ledger still has, by passage."""
        known = self._read
        missing = {candidate.passage: candidate.document for candidate in wanted if candidate.passage not in known}
        if missing:
            texts = self._texts(list(missing))
            for passage in self._ledger.passages(list(missing)):
                document, text = missing[passage.id], texts.get(passage.id, "")
                if len(text) != passage.end - passage.start:  # the database cuts a text at a NUL character
                    text = self._ledger.document(document).text[passage.start : passage.end]
                known[passage.id] = _Read(document, passage, text, aligned(passage, text))
        return {candidate.passage: known[candidate.passage] for candidate in wanted if candidate.passage in known}

    def _texts(self, passages: Sequence[str]) -> dict[str, str]:
        with self._ledger.read() as reader:
            return {str(passage): str(text) for passage, text in reader.execute(_TEXTS, (json.dumps(passages),))}

    def _highlights(self, read: _Read, terms: Collection[str]) -> Spans:
        if read.clean is not None:
            return highlights(read.passage, read.clean, terms, within=True)
        return highlights(read.passage, self._ledger.document(read.document).clean, terms, within=False)
