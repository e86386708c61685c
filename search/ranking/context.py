"""Measures of a candidate that look at the other ones: the best, those of its document, its neighbours."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from math import log

import numpy as np
from numpy.typing import NDArray

from search.indexes.keyword_index import Candidate
from search.questions.needs import Needs
from search.ranking.measures import AT, Found

_TAIL = 120
"""Characters at a passage's end that may introduce the next one."""
_OF_DOCUMENT = (
    "document_best",
    "document_cover",
    "document_cosine",
    "document_passages",
    "place_missing",
    "document_rank",
    "local",
    "local_heading",
    "local_to_best",
)
_TO_BEST = {
    "sentence_beyond_title": "sentence_to_best",
    "clause_with_heading": "clause_to_best",
    "beside_window": "beside_to_best",
    "order": "order_to_best",
}
"""Measures whose distance from the best candidate's is a measure of its own."""


class Context:
    """Fills in the measures that look at the other candidates."""

    def __init__(
        self, needs: Needs, candidates: Sequence[Candidate], found: Sequence[Found], values: NDArray[np.float32]
    ) -> None:
        self._needs = needs
        self._weights = needs.weights
        self._total = needs.total
        self._candidates = candidates
        self._found = found
        self._values = values

    def fill(self, cosines: Mapping[str, float]) -> None:
        bm25 = self._values[:, AT["bm25"]]
        engine = np.array([candidate.score for candidate in self._candidates], dtype=np.float32)
        self._values[:, AT["bm25_to_best"]] = bm25 / (bm25.max() or 1.0)
        self._values[:, AT["engine_to_best"]] = engine / (engine.max() or 1.0)
        for own, to_best in _TO_BEST.items():
            self._values[:, AT[to_best]] = self._values[:, AT[own]] - self._values[:, AT[own]].max()
        if cosines:
            floor = min(cosines.values())
            cosine = np.array([cosines.get(c.passage, floor) for c in self._candidates], dtype=np.float32)
            self._values[:, AT["cosine"]] = cosine
            self._values[:, AT["cosine_to_best"]] = cosine - cosine.max()
        self._documents()
        self._neighbours()

    def _documents(self) -> None:
        bm25 = self._values[:, AT["bm25"]].tolist()
        cosine = self._values[:, AT["cosine"]].tolist()
        documents: dict[str, list[int]] = {}
        for row, candidate in enumerate(self._candidates):
            documents.setdefault(candidate.document, []).append(row)
        table = np.zeros((len(self._candidates), len(_OF_DOCUMENT)), dtype=np.float32)
        for own in documents.values():
            covered = frozenset().union(*(self._found[row].everywhere for row in own))
            shared = (
                max(bm25[row] for row in own),
                self._share(covered),
                max(cosine[row] for row in own),
                min(len(own), 10) / 10,
                self._lacking(own),
            )
            bodies = [self._found[row].body for row in own]
            local = dict(zip(own, self._local(bodies), strict=True))
            headed = [self._found[row].everywhere - self._found[row].title for row in own]
            local_heading = dict(zip(own, self._local(headed), strict=True))
            best = max(local.values())
            for place, row in enumerate(sorted(own, key=lambda row: -bm25[row]), 1):
                table[row] = (*shared, 1 / place, local[row], local_heading[row], local[row] - best)
        self._values[:, [AT[name] for name in _OF_DOCUMENT]] = table

    def _local(self, borne: Sequence[frozenset[int]]) -> list[float]:
        """Weight of the terms that each of a document's candidates bears; one that few of them bear weighs more."""
        bearing = Counter(i for terms in borne for i in terms)
        rarity = {i: self._weights[i] * log((len(borne) + 1) / (count + 0.5)) for i, count in bearing.items()}
        return [sum(rarity[i] for i in terms) / self._total for terms in borne]

    def _lacking(self, own: list[int]) -> float:
        """Share of the question's regions that none of a document's candidates has."""
        places = [name for name, _ in self._needs.places]
        texts = [
            f"{c.title}\n{c.issuers}\n{c.heading}\n{c.body}" for c in (self._candidates[row] for row in own if places)
        ]
        return sum(not any(name in text for text in texts) for name in places) / (len(places) or 1)

    def _neighbours(self) -> None:
        values = self._values
        bm25, window, window_end = (values[:, AT[name]].tolist() for name in ("bm25", "window", "window_end"))
        rows = {(c.document, c.ordinal): row for row, c in enumerate(self._candidates)}
        for row, candidate in enumerate(self._candidates):
            before = rows.get((candidate.document, candidate.ordinal - 1))
            after = rows.get((candidate.document, candidate.ordinal + 1))
            chain = self._found[row].everywhere
            if before is not None:
                values[row, AT["window_before"]] = window[before]
                values[row, AT["window_end_before"]] = 1 - window_end[before]
                tail = len(self._candidates[before].body) - _TAIL
                chain = chain.union(i for at, i in self._found[before].spots if at > tail)
            values[row, AT["neighbour"]] = max(bm25[n] if n is not None else 0.0 for n in (before, after))
            values[row, AT["cover_chain"]] = self._share(chain)

    def _share(self, terms: frozenset[int]) -> float:
        return sum(self._weights[i] for i in terms) / self._total
