"""Passage search: candidates from the keyword index and the vectors, weighed together, shown with their context."""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from dataclasses import replace

from graph.store import GraphStore
from ingest.ledger import DocumentRecord, Ledger
from search.facets import facets
from search.filters import FilterResolver, Narrowing, NothingMatchesError
from search.hits import HitReader
from search.keyword_index import Candidate, KeywordIndex, KeywordIndexBusyError, Progress
from search.query import Filters, Hit, SearchResult
from search.request import Request
from search.vector_index import VectorIndex

_POOL = 200
"""Candidates of the keyword index that are weighed."""


class SearchEngine:
    """Search over one ledger. Follows the ledger by itself: what another process has ingested is found."""

    def __init__(
        self, ledger: Ledger, store: GraphStore, keyword: KeywordIndex, vectors: VectorIndex | None = None
    ) -> None:
        self.ledger = ledger
        self.store = store
        self.keyword = keyword
        self.vectors = vectors
        self._reader = HitReader(ledger, store)
        self._resolver = FilterResolver(ledger, store, keyword)

    def catch_up(self, progress: Progress | None = None) -> int:
        """Brings the indexes up to the ledger's revision and gives it."""
        revision = self.keyword.catch_up(self.ledger, progress)
        if self.vectors is not None:
            self.vectors.catch_up(self.ledger, progress)
        return revision

    def _follow(self) -> None:
        self.keyword.refresh()
        if self.ledger.revision() != self.keyword.revision:
            try:
                self.keyword.catch_up(self.ledger)
            except KeywordIndexBusyError:
                self.keyword.refresh()  # whoever holds the index is at it

    def search(self, text: str, k: int = 10, filters: Filters | None = None) -> SearchResult:
        """Best k passages, best first; an empty result says why."""
        started = time.perf_counter()
        self._follow()
        result = self._search(Request.parse(text), k, filters or Filters())
        return replace(result, took_ms=(time.perf_counter() - started) * 1000)

    def search_many(
        self, queries: Sequence[str], k: int = 10, filters: Filters | None = None
    ) -> Iterator[SearchResult]:
        """The same for many queries, without entities, highlights and facets."""
        self._follow()
        for text in queries:
            yield self._search(Request.parse(text), k, filters or Filters(), bare=True)

    def _search(self, request: Request, k: int, filters: Filters, bare: bool = False) -> SearchResult:
        try:
            narrowing = self._resolver.resolve(filters)
        except NothingMatchesError as error:
            return SearchResult(request.text, (), reason=str(error))
        pool = self._pool(request, narrowing)
        if not pool:
            return SearchResult(request.text, (), reason=self._no_hit(request, narrowing))
        hits, records = self._hits(request, pool, k, bare)
        return SearchResult(request.text, hits, facets=facets(records) if not bare else {})

    def _pool(self, request: Request, narrowing: Narrowing) -> list[Candidate]:
        return self.keyword.search(dict.fromkeys(request.terms, 1.0), _POOL, (), narrowing.restriction)

    def _no_hit(self, request: Request, narrowing: Narrowing) -> str:
        if not request.terms:
            return "The query has no word or character to search for."
        if self.keyword.size == 0:
            return "Nothing has been ingested yet: wenmai ingest PATH."
        narrowed = " among the documents that pass the filters" if narrowing.restriction else ""
        return f"No passage{narrowed} shares a word with {request.text!r}."

    def _hits(
        self, request: Request, pool: list[Candidate], k: int, bare: bool
    ) -> tuple[tuple[Hit, ...], list[DocumentRecord]]:
        wanted = pool[:k] if bare else pool
        records = self._reader.records([candidate.document for candidate in wanted])
        scored = [(c.passage, c.document, c.score) for c in pool if c.document in records][:k]
        return self._reader.hits(scored, records, request.terms, bare), list(records.values())
