"""Candidates from the keyword index and the vectors, weighed together.

Fusion is by scores: ranks alone throw away how much better the best one is, and lose to the keyword index by itself
(docs/search.md). A cheap sum of both scores picks the candidates worth measuring, the ranker orders those, the rest
follow.
"""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Collection, Mapping, Sequence
from concurrent.futures import Future
from dataclasses import dataclass, field, replace
from math import exp, log
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from search.indexes.keyword_index import Candidate, KeywordIndex, Restriction
from search.questions.misspelt import Misspelt
from search.questions.needs import Needs
from search.questions.request import Request
from search.ranking.exact import Exact, Ranked, find_exact
from search.ranking.features import Measurer, measure
from search.ranking.ranker import Ranker, load_ranker
from search.wording.alternatives import Alternatives, Named
from search.wording.english import in_chinese
from search.wording.paraphrases import Rewording
from search.wording.statutes import rank_of_law, statutory
from search.wording.terms import HAN, characters, cut

if TYPE_CHECKING:
    from search.indexes.vector_index import VectorIndex

_KEYWORD_POOL = 60
_VECTOR_POOL = 60
MEASURED = 24
"""Candidates that the ranker orders."""
_WIDER = 8
"""How much further each look goes for candidates that are admitted."""
_OTHER_NAME = 0.3
"""Weight of the terms of another name beside the question's own, when candidates are looked for."""
_LAW = 0.4
"""What the highest kind of law adds to a score, whose best is 1, when candidates are chosen for measuring."""
_START = 1e-4
"""Seconds that the thread which embeds a question is given to take Python's lock and begin."""
_PAUSE = 2e-5
"""Seconds between two blocks of candidates, for the other thread to take Python's lock."""
_BLOCK = 4
_WORDINGS = 6
"""Official wordings of an everyday one that count for it."""

_HAN = re.compile(f"[{HAN}]+")

Admits = Callable[[Collection[str]], Collection[str]]
"""Which of these passages a hit may be."""
Ahead = Callable[[Sequence[Candidate]], None]


@dataclass(frozen=True, slots=True)
class Pool:
    """chosen: candidates worth measuring, with their measures (n, len(FEATURES)); rest: the others, best first."""

    chosen: list[Candidate]
    rest: list[Candidate]
    measures: NDArray[np.float32]
    exact: Exact


@dataclass(frozen=True, slots=True)
class Nearest:
    """The passages nearest to a question with their cosines, looked for in another thread. limit: how many.

    ahead: what the caller can do for candidates that will likely be hits.
    """

    limit: int
    passages: Future[list[tuple[str, float]]]
    ahead: Ahead | None = None

    def meanwhile(self, measurer: Measurer, candidates: Sequence[Candidate]) -> None:
        """Prepares candidates that will likely be wanted, best first, until the nearest passages are known."""
        blocks = [candidates[at : at + _BLOCK] for at in range(0, len(candidates), _BLOCK)]
        for block in blocks:
            if self._found():
                return
            for candidate in block:
                measurer.measured(candidate)
        for block in blocks:
            if self.ahead is None or self._found():
                return
            self.ahead(block)

    def _found(self) -> bool:
        """Whether the nearest passages are known; the thread that looks for them may take Python's lock."""
        time.sleep(_PAUSE)
        return self.passages.done()


class Fusion:
    """Finds and orders the passages for a question."""

    def __init__(
        self,
        keyword: KeywordIndex,
        vectors: VectorIndex | None,
        alternatives: Alternatives,
        ranker: Ranker | None = None,
    ) -> None:
        self._keyword = keyword
        self.vectors = vectors
        self._alternatives = alternatives
        self._misspelt = Misspelt(keyword)
        self._latest: tuple[str, int, tuple[Named, ...]] = ("", -1, ())
        self._given = ranker

    @property
    def _ranker(self) -> Ranker:
        return self._given or load_ranker()

    def prepare(self, texts: Sequence[str]) -> None:
        """Embeds many questions at once, before they are asked one by one."""
        if self.vectors is not None:
            self.vectors.prepare(texts)

    def nearest(self, request: Request, least: int, ahead: Ahead | None = None) -> Nearest | None:
        """Begins to look for the nearest passages, since the question's vector takes long; None without vectors.

        ahead: called meanwhile with candidates that will likely be hits.
        """
        if self.vectors is None:
            return None
        limit = max(least, _VECTOR_POOL)
        begun = Nearest(limit, self.vectors.begin_search(request.text, limit), ahead)
        time.sleep(_START)
        return begun

    def ranked(
        self,
        request: Request,
        restriction: Restriction | None,
        least: int,
        admits: Admits | None = None,
        nearest: Nearest | None = None,
    ) -> list[Ranked]:
        """Passages for the question, best first; at least `least` of them where there are so many.

        nearest: what `nearest` gave, where the caller had something to do meanwhile.
        """
        pool = self.measured(request, restriction, least, admits, nearest)
        if not pool.chosen:
            return []
        scores = self._ranker.scores(pool.measures)
        ranked = [Ranked(c, _share(float(score))) for c, score in zip(pool.chosen, scores, strict=True)]
        ranked.sort(key=lambda hit: -hit.score)
        floor = ranked[-1].score
        ranked += [Ranked(candidate, floor * 0.99**number) for number, candidate in enumerate(pool.rest, 1)]
        return pool.exact.first(ranked)

    def measured(
        self,
        request: Request,
        restriction: Restriction | None,
        least: int,
        admits: Admits | None = None,
        nearest: Nearest | None = None,
    ) -> Pool:
        """Candidates for the question, those worth it measured."""
        nearest = nearest or self.nearest(request, least)
        needs = Needs.of(request, self._rarity, self.other_names(request.folded))
        measurer = Measurer(needs)
        found = self._admitted(request, measurer, nearest, restriction, least, admits)
        ordered = found.ordered()
        chosen, rest = ordered[:MEASURED], ordered[MEASURED:]
        cosines = found.cosines
        if self.vectors is not None:
            read = {c.passage: found.vectors[c.passage] for c in chosen if c.passage in found.vectors}
            cosines = {**self.vectors.cosines(request.text, read), **cosines}
        return Pool(chosen, rest, measure(needs, chosen, cosines, found.exact.strengths, measurer), found.exact)

    def other_names(self, folded: str) -> tuple[Named, ...]:
        """Names and everyday wordings in the question that documents or statutes put otherwise."""
        revision = self._keyword.revision
        text, at, known = self._latest  # one search asks more than once
        if (text, at) != (folded, revision):
            known = self._named_otherwise(folded)
            self._latest = folded, revision, known
        return known

    def _named_otherwise(self, folded: str) -> tuple[Named, ...]:
        wordings = Rewording.of(folded).spans
        return (
            *self._alternatives.in_text(folded),
            *((folded[start:end], row.printed[:_WORDINGS]) for start, end, row in wordings),
            *statutory(folded),
            *self._misspelt.in_text(folded),
            *_in_chinese(folded),
        )

    def _admitted(
        self,
        request: Request,
        measurer: Measurer,
        nearest: Nearest | None,
        restriction: Restriction | None,
        least: int,
        admits: Admits | None,
    ) -> _Found:
        """Candidates that are admitted; looks ever further down for them, until there are `least` or no more."""
        reach = max(least, _KEYWORD_POOL)
        while True:
            found = self._found(request, measurer, nearest, restriction, reach)
            if admits is None:
                return found
            admitted = admits(found.candidates)
            if len(admitted) >= least or len(found.candidates) < reach:
                kept = {passage: c for passage, c in found.candidates.items() if passage in admitted}
                return replace(found, candidates=kept)
            reach *= _WIDER

    def _found(
        self,
        request: Request,
        measurer: Measurer,
        nearest: Nearest | None,
        restriction: Restriction | None,
        least: int,
    ) -> _Found:
        """Candidates of the keywords and the vectors. What can be done without the question's vector is done first."""
        exact = find_exact(self._keyword, request, restriction, MEASURED)
        found = _Found(exact.candidates | self._by_keywords(request, measurer.needs, restriction, least), exact)
        if nearest is None or self.vectors is None:
            return found
        if nearest.limit < least:
            nearest = self.nearest(request, least) or nearest
        likely = found.ordered()[:MEASURED]
        vectors = self.vectors.vectors([c.passage for c in likely])
        nearest.meanwhile(measurer, likely)
        found = replace(found, cosines=dict(nearest.passages.result()), vectors=vectors)
        enough = restriction is None and len(found.candidates) >= least
        missing = found.promising() if enough else [p for p in found.cosines if p not in found.candidates]
        return replace(found, candidates={**found.candidates, **self._keyword.passages(missing, restriction)})

    def _by_keywords(
        self, request: Request, needs: Needs, restriction: Restriction | None, limit: int
    ) -> dict[str, Candidate]:
        weights = {
            term: weight / (self._rarity(term) or 1.0) for term, weight in zip(needs.terms, needs.weights, strict=True)
        }
        for _, names in needs.others:
            for name in names:
                for term in cut(name):
                    weights.setdefault(term, _OTHER_NAME)
        found = self._keyword.search(weights, limit, (), restriction) if weights else []
        if not found:
            letters = dict.fromkeys(characters(request.folded), 1.0)
            found = self._keyword.search(letters, limit, (), restriction, field="characters") if letters else []
        return {candidate.passage: candidate for candidate in found}

    def _rarity(self, term: str) -> float:
        """BM25's idf."""
        count, bearing = self._keyword.size, self._keyword.frequency(term)
        return log(1 + (max(count, bearing) - bearing + 0.5) / (bearing + 0.5))


@dataclass(frozen=True, slots=True)
class _Found:
    """Candidates by passage, and those that are exactly what was asked for.

    cosines: of the passages nearest to the question, nearest first. vectors: of the best candidates by keywords.
    """

    candidates: Mapping[str, Candidate]
    exact: Exact
    cosines: Mapping[str, float] = field(default_factory=dict)
    vectors: Mapping[str, NDArray[np.float32]] = field(default_factory=dict)

    def ordered(self) -> list[Candidate]:
        """Exact ones first, then by `_base`, best first."""
        base = self._base()
        return sorted(self.candidates.values(), key=lambda c: (-self.exact.strength(c), -base[c.passage]))

    def _base(self) -> dict[str, float]:
        """Keyword score against its best, cosine between least and best found, each 0..1, and the rank of a law."""
        best = max((candidate.score for candidate in self.candidates.values()), default=0.0) or 1.0
        near = self._near()
        return {
            passage: candidate.score / best + near.get(passage, 0.0) + _LAW * rank_of_law(candidate.title)
            for passage, candidate in self.candidates.items()
        }

    def _near(self) -> dict[str, float]:
        """Cosines between the least and the best found, 0..1."""
        low, high = min(self.cosines.values(), default=0.0), max(self.cosines.values(), default=0.0)
        return {passage: (cosine - low) / ((high - low) or 1.0) for passage, cosine in self.cosines.items()}

    def promising(self) -> list[str]:
        """Passages near to the question that are no candidates yet, as far as they could be measured as such."""
        known = sorted(self._base().values(), reverse=True)[:MEASURED]
        least = known[-1] if len(known) == MEASURED else 0.0
        return [p for p, near in self._near().items() if near + _LAW >= least and p not in self.candidates][:MEASURED]


def _in_chinese(folded: str) -> tuple[Named, ...]:
    """A question without Chinese, with the Chinese terms that stand for its words."""
    if _HAN.search(folded):
        return ()
    terms = tuple(_HAN.findall(in_chinese(folded)))
    return ((folded, terms),) if terms else ()


def _share(score: float) -> float:
    """The ranker's sum as a number in (0, 1), so that callers can compare it with the best."""
    return 1 / (1 + exp(-max(-30.0, min(30.0, score))))
