"""Passage search: candidates from the keyword index and the vectors, weighed together, shown with their context."""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Collection, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor, wait
from dataclasses import replace
from functools import partial
from itertools import chain
from typing import TYPE_CHECKING

from graph.elements import Kind
from graph.store import GraphStore
from ingest.ledger import DocumentRecord, Ledger
from search.indexes.keyword_index import KeywordIndex, KeywordIndexBusyError, Progress
from search.query import Filters, Hit, SearchResult
from search.questions.filters import FilterResolver, Narrowing, NothingMatchesError
from search.questions.question import cues
from search.questions.request import Request
from search.ranking.exact import Ranked
from search.ranking.fuse import Fusion, Nearest
from search.results.arrange import Arranged
from search.results.facets import counted_terms, facets
from search.results.groups import Grouping
from search.results.hits import HitReader
from search.wording.alternatives import Alternatives
from search.wording.terms import cut

if TYPE_CHECKING:
    from search.indexes.vector_index import VectorIndex

_BESIDE = 3
"""Searches of many, or counts for facets, that run beside their caller at once."""


class SearchEngine:
    """Search over one ledger. Follows the ledger by itself: what another process has ingested is found."""

    def __init__(
        self, ledger: Ledger, store: GraphStore, keyword: KeywordIndex, vectors: VectorIndex | None = None
    ) -> None:
        self.ledger = ledger
        self.store = store
        self.keyword = keyword
        self._fusion = Fusion(keyword, vectors, Alternatives(store))
        self._reader = HitReader(ledger, store)
        self._resolver = FilterResolver(ledger, store, keyword)
        self._beside = ThreadPoolExecutor(_BESIDE, "search")

    @property
    def vectors(self) -> VectorIndex | None:
        """The vector index; None: keywords alone. May be set when one has been opened later."""
        return self._fusion.vectors

    @vectors.setter
    def vectors(self, vectors: VectorIndex | None) -> None:
        self._fusion.vectors = vectors

    def catch_up(self, progress: Progress | None = None) -> int:
        """Brings the indexes up to the ledger's revision and gives it."""
        revision = self.keyword.catch_up(self.ledger, progress)
        if self.vectors is not None:
            self.vectors.catch_up(self.ledger, progress)
        return revision

    def _follow(self) -> None:
        self.keyword.refresh()
        if self.vectors is not None:
            self.vectors.refresh()
        revision = self.ledger.revision()
        self._reader.follow(revision)
        if revision != self.keyword.revision:
            try:
                self.keyword.catch_up(self.ledger)
            except KeywordIndexBusyError:
                self.keyword.refresh()  # whoever holds the index is at it

    def search(self, text: str, k: int = 10, filters: Filters | None = None, offset: int = 0) -> SearchResult:
        """Best k passages behind the first `offset`, best first; an empty result says why."""
        started = time.perf_counter()
        result = self._first(Request.parse(text), k, filters or Filters(), offset)
        return replace(result, took_ms=(time.perf_counter() - started) * 1000)

    def hits(self, text: str, k: int, filters: Filters | None = None) -> tuple[Hit, ...]:
        """The hits of `search`, for those who show no facets: the count over all that matches is left out."""
        return self._first(Request.parse(text), k, filters or Filters(), counted=False).hits

    def _first(self, request: Request, k: int, filters: Filters, offset: int = 0, counted: bool = True) -> SearchResult:
        """Follows the ledger while the question is being embedded: all else takes its time already."""
        nearest = self._fusion.nearest(request, offset + k, self._reader.read_ahead)
        self._follow()
        return self._search(request, range(offset, offset + k), filters, nearest, counted)

    def search_many(
        self, queries: Sequence[str], k: int = 10, filters: Filters | None = None, beside: bool = True
    ) -> Iterator[SearchResult]:
        """The same for many queries, in order, without entities, highlights and facets.

        beside: while the index searches for one, which holds no lock of Python's, another is weighed; not worth it
        where other processes are at the rest of the queries.
        """
        self._follow()
        self._fusion.prepare(queries)
        ask = partial(self._search, shown=range(k), filters=filters or Filters(), bare=True)
        begun: deque[Future[SearchResult]] = deque()
        for request in map(Request.parse, queries):
            if not beside:
                yield ask(request)
                continue
            begun.append(self._beside.submit(ask, request))
            if len(begun) == _BESIDE:
                yield begun.popleft().result()
        for result in begun:
            yield result.result()

    def _search(
        self,
        request: Request,
        shown: range,
        filters: Filters,
        nearest: Nearest | None = None,
        counted: bool = False,
        bare: bool = False,
    ) -> SearchResult:
        """shown: places of the hits on this page, the best one's 0."""
        try:
            narrowing = self._resolver.resolve(filters)
        except NothingMatchesError as error:
            return SearchResult(request.text, (), reason=str(error))
        kind = narrowing.entity_kind
        admits = None if kind is None else partial(self._mentioning, kind)
        matching = self._matching(request, narrowing, nearest) if counted else None
        ranked = self._fusion.ranked(request, narrowing.restriction, shown.stop, admits, nearest)
        if not ranked:
            return SearchResult(request.text, (), reason=self._no_hit(request, narrowing))
        if bare:
            return self._bare(request, ranked[: shown.stop])
        found, grouping, arranged = self._arranged(ranked, shown)
        hits = self._reader.hits(arranged.hits[shown.start :], found, self._shown_terms(request), shown.start + 1)
        counts: dict[str, dict[str, int]] = {}
        if matching is not None:
            free = narrowing.restriction is None or kind is not None
            beside = _documents(arranged) if free else self._beside_filters(request, narrowing, shown, nearest)
            counts = facets(self._reader.records(dict.fromkeys((*matching.result(), *beside))).values())
        reason = None if hits else f"There are no more than {len(arranged.hits)} hits."
        groups = grouping.groups(hits, arranged.copies, self.store)
        return SearchResult(request.text, hits, counts, reason=reason, groups=groups)

    def _arranged(self, ranked: Sequence[Ranked], shown: range) -> tuple[dict[str, DocumentRecord], Grouping, Arranged]:
        found = self._reader.records({hit.candidate.document for hit in ranked})
        grouping = Grouping(found, self._reader.policies(found))
        return found, grouping, grouping.arrange(ranked, shown.stop, len(shown))

    def _beside_filters(
        self, request: Request, narrowing: Narrowing, shown: range, nearest: Nearest | None
    ) -> list[str]:
        """Of the documents shown up to this page without the filters those that pass them.

        The filters fill the page with weaker hits. Were these counted, a value would get more documents by a click than
        stood beside it.
        """
        ranked = self._fusion.ranked(request, None, shown.stop, None, nearest)
        free = set(_documents(self._arranged(ranked, shown)[2]))
        passages = {hit.candidate.document: hit.candidate.passage for hit in ranked if hit.candidate.document in free}
        passing = self.keyword.passages(list(passages.values()), narrowing.restriction)
        return [candidate.document for candidate in passing.values()]

    def _bare(self, request: Request, ranked: Sequence[Ranked]) -> SearchResult:
        """Every passage at its own place, for runs that are scored."""
        found = self._reader.records({hit.candidate.document for hit in ranked})
        return SearchResult(request.text, self._reader.hits(ranked, found))

    def _mentioning(self, kind: Kind, passages: Collection[str]) -> set[str]:
        mentioned = self.store.passage_entities(list(passages))
        return {passage for passage, entities in mentioned.items() if any(e.kind is kind for e in entities)}

    def _matching(self, request: Request, narrowing: Narrowing, nearest: Nearest | None) -> Future[list[str]]:
        """Documents that match, for the facets; none when passages are chosen by what they mention.

        Looked for beside the search, since the index holds no lock of Python's, but behind the nearest passages: the
        search itself waits for those.
        """
        named = self._fusion.other_names(request.folded)

        def documents() -> list[str]:
            if nearest is not None:
                wait([nearest.passages])
            if narrowing.entity_kind is not None:
                return []
            return self.keyword.documents(counted_terms(request, named), narrowing.restriction)

        return self._beside.submit(documents)

    def _shown_terms(self, request: Request) -> list[str]:
        """Terms to highlight: those of the question, and the other names of what it names."""
        asking = cues().stop.sub(" ", request.folded)
        named = self._fusion.other_names(request.folded)
        return [*(cut(asking) or request.terms), *(name for _, names in named for name in names)]

    def _no_hit(self, request: Request, narrowing: Narrowing) -> str:
        if not request.terms:
            return "The query has no word or character to search for."
        if self.keyword.size == 0:
            return "Nothing has been ingested yet: wenmai ingest PATH."
        narrowed = " among the documents that pass the filters" if narrowing.restriction else ""
        return f"No passage{narrowed} shares a word with {request.text!r}."


def _documents(shown: Arranged) -> list[str]:
    return [*(hit.candidate.document for hit in shown.hits), *chain.from_iterable(shown.copies.values())]
