"""What is measured of a candidate passage for a question; `search.ranking.ranker` weighs the measures.

Shares are of the weight of the question's terms (`needs`), so that a measure means the same for short and long
questions. What is counted in the body is told apart from what title and headings bear: the passage that answers often
lacks the words of its title, and one that only repeats the title answers nothing.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import log, sqrt

import numpy as np
from numpy.typing import NDArray

from search.indexes.keyword_index import Candidate
from search.questions.focus import best_sentence
from search.questions.needs import Needs, places_in
from search.questions.question import Asked
from search.ranking.context import Context
from search.ranking.measures import ASKS, ASKS_HEAD, AT, FEATURES, OWN, Found
from search.wording.statutes import rank_of_law
from search.wording.terms import compact, cut

_K1, _B = 0.9, 0.4
"""BM25's saturation and length; measured on data/ncp (docs/search.md), the usual values for short passages."""
_TITLE_TERM = 0.5
"""What a term in title or heading counts beside one in the body."""
WINDOW = 60
"""Characters in which the question's terms should stand together."""
_NEAR = 40
_ADDRESSEES = re.compile(r"(?:^|\n)[^\n。;]{0,120}(?:局|厅|委|办|部|会|府|司|院|校|位|构|门|业|关|市|县|区):(?:\n|$)")
_FIGURE = re.compile(r"\d[\d.]*")


def measure(
    needs: Needs,
    candidates: Sequence[Candidate],
    cosines: Mapping[str, float],
    exact: Mapping[str, int] | None = None,
    measurer: Measurer | None = None,
) -> NDArray[np.float32]:
    """(n, len(FEATURES)) values, a row a candidate. cosines, exact: by passage id, as far as they are known.

    measurer: of the same needs, where some of the candidates have been measured before.
    """
    values = np.zeros((len(candidates), len(FEATURES)), dtype=np.float32)
    if not candidates:
        return values
    measurer = measurer or Measurer(needs)
    measured = [measurer.measured(candidate) for candidate in candidates]
    found = [each.found for each in measured]
    values[:, : len(OWN)] = [each.own for each in measured]
    values[:, AT["bm25"]] = _bm25(needs, candidates, found)
    values[:, AT["exact"]] = [min(3, exact.get(c.passage, 0)) / 3 for c in candidates] if exact else 0.0
    Context(needs, candidates, found, values).fill(cosines)
    names = {kind.name for kind in needs.asked}
    values[:, AT["asks_figure"] : AT[ASKS_HEAD]] = [float(not names.isdisjoint(kinds)) for kinds in ASKS.values()]
    values[:, AT[ASKS_HEAD]] = float(needs.asks_head)
    return values


def _bm25(needs: Needs, candidates: Sequence[Candidate], found: Sequence[Found]) -> list[float]:
    """BM25 among these candidates, as a share of the most that it can be."""
    weights, most = needs.weights, needs.total * (_K1 + 1)
    mean_length = sum(len(candidate.body) for candidate in candidates) / len(candidates) or 1.0
    scores = []
    for candidate, here in zip(candidates, found, strict=True):
        norm = _K1 * (1 - _B + _B * len(candidate.body) / mean_length)
        scores.append(sum(weights[i] * n * (_K1 + 1) / (n + norm) for i, n in here.times.items()) / most)
    return scores


@dataclass(frozen=True, slots=True)
class Measured:
    """What was found in a candidate, and the values of OWN; "bm25" and "exact" are 0 until all candidates are known."""

    found: Found
    own: list[float]


class Measurer:
    """Measures candidates one by one, each once."""

    def __init__(self, needs: Needs) -> None:
        self.needs = needs
        self._measured: dict[Candidate, Measured] = {}
        self._total = needs.total
        self._titles: dict[str, frozenset[int]] = {}
        self._beyond: dict[frozenset[int], tuple[float, ...]] = {}
        self._clause = self._weight(needs.focus.clause) or 1.0
        self._beside = self._weight(needs.focus.beside) or 1.0
        self._pairs = needs.focus.weighed(needs.weights)
        self._pieces = _pieces(needs)

    def measured(self, candidate: Candidate) -> Measured:
        """What a candidate holds, whatever the other candidates are."""
        known = self._measured.get(candidate)
        if known is None:
            found = self._found(candidate)
            known = self._measured[candidate] = Measured(found, self._own(candidate, found))
        return known

    def _weight(self, terms: Iterable[int]) -> float:
        return sum(map(self.needs.weights.__getitem__, terms))

    def _beyond_title(self, title: frozenset[int]) -> tuple[float, ...]:
        """Weights of the terms, 0 for those of the title."""
        known = self._beyond.get(title)
        if known is None:
            known = tuple(0.0 if i in title else weight for i, weight in enumerate(self.needs.weights))
            self._beyond[title] = known
        return known

    def _found(self, c: Candidate) -> Found:
        """Finds the terms."""
        needs, body, heading = self.needs, c.body, c.heading
        title = self._titles.get(c.title)
        if title is None:
            title = self._titles[c.title] = frozenset(i for i, term in enumerate(needs.terms) if term in c.title)
        spots: list[tuple[int, int]] = []
        times = dict.fromkeys(title, _TITLE_TERM)
        for i, term in enumerate(needs.terms):
            at = body.find(term)
            while at >= 0:
                spots.append((at, i))
                times[i] = times.get(i, 0.0) + 1
                at = body.find(term, at + 1)
            if heading and term in heading:
                times[i] = times.get(i, 0.0) + _TITLE_TERM
        for indices, names in needs.others:
            self._count_other_name(c, indices, names, spots, times)
        spots.sort()
        return Found(times, frozenset(i for _, i in spots), frozenset(times), title, spots)

    def _count_other_name(
        self,
        c: Candidate,
        indices: frozenset[int],
        names: tuple[str, ...],
        spots: list[tuple[int, int]],
        times: dict[int, float],
    ) -> None:
        """Counts the terms of a name as found where one of its other names stands."""
        lacking = [i for i in indices if i not in times]
        at = next((at for name in names if (at := c.body.find(name)) >= 0), -1) if lacking else -1
        if at >= 0:
            spots.extend((at, i) for i in lacking)
            times.update(dict.fromkeys(lacking, 1.0))
        elif lacking and any(name in c.title or name in c.heading for name in names):
            times.update(dict.fromkeys(lacking, _TITLE_TERM))

    def _own(self, c: Candidate, found: Found) -> list[float]:
        """Values of OWN."""
        weights, total, body, weight = self.needs.weights, self._total, c.body, self._weight
        lacked = self._beyond_title(found.title)
        window, beyond, place, end = best_window(found.spots, weights, lacked)
        rest = (total - weight(found.title)) or 1.0
        skipped = body.find(c.title) + len(c.title) if c.ordinal == 0 and c.title and c.title in body else 0
        own_cover = in_body = weight(found.body)
        own_window, spots = window, found.spots
        if skipped:  # the title printed again at the head of the text bears every term of it
            spots = [spot for spot in found.spots if spot[0] >= skipped]
            own_cover = weight({i for _, i in spots})
            own_window = best_window(spots, weights, lacked)[0]
        letters = self.needs.letters
        return [
            0.0,  # bm25: filled in by `measure`
            weight(found.everywhere) / total,
            in_body / total,
            weight(found.title) / total,
            weight(found.everywhere - found.body - found.title) / total,
            weight(found.body - found.title) / rest,
            sum(map(body.__contains__, letters)) / (len(letters) or 1),
            window / total,
            beyond / rest,
            min(1.0, (len(body) - end) / 100),
            *_runs(self._pieces, body, found.body),
            _named(self.needs, c.title),
            float(c.ordinal == 0),
            1 / (1 + c.ordinal),
            log(1 + len(body)) / 6,
            *_evidence(self.needs, body, place),
            *_region(self.needs, c),
            sqrt(c.score) / 10,
            min(5, len(_FIGURE.findall(body))) / 5,
            min(10, body.count("、") + body.count(";") + body.count("是") + body.count("(")) / 10,
            own_cover / total,
            own_window / total,
            *self._dwelling(body[skipped:], spots, found, own_window),
            *self._sentence(body, spots, lacked, rest),
            _share_shown(self.needs.required, body),
            0.0,  # exact: filled in by `measure`
            float(_is_head(c)),
            rank_of_law(c.title),
        ]

    def _dwelling(self, body: str, spots: list[tuple[int, int]], found: Found, window: float) -> tuple[float, ...]:
        """How much of what the question dwells on stands here, together and in order."""
        weights, focus = self.needs.weights, self.needs.focus
        here = {i for _, i in spots}
        clause, beside = focus.clause, focus.beside
        if len(clause) < len(weights):
            in_clause = [spot for spot in spots if spot[1] in clause]
            window = best_window(in_clause, weights, weights)[0]
        in_beside = [spot for spot in spots if spot[1] in beside]
        headed = here | (found.everywhere - found.body - found.title)
        return (
            self._weight(clause & here) / self._clause,
            self._weight(clause & headed) / self._clause,
            window / self._clause,
            focus.run(compact(body)) if not clause.isdisjoint(here) else 0.0,
            self._weight(beside & here) / self._beside,
            best_window(in_beside, weights, weights)[0] / self._beside,
            self._pairs.order(spots),
        )

    def _sentence(
        self, body: str, spots: list[tuple[int, int]], lacked: Sequence[float], rest: float
    ) -> tuple[float, float, float]:
        """How much of the question one sentence bears, and whether it shows the asked types of answer."""
        best = best_sentence(body, spots, self.needs.weights, lacked)
        shown = _share_shown(self.needs.asked, body[best.start : best.end])
        return best.weight / self._total, best.beyond / rest, shown


def best_window(
    spots: Sequence[tuple[int, int]], weights: Sequence[float], lacked: Sequence[float]
) -> tuple[float, float, int, int]:
    """Greatest weight of distinct terms that begin within WINDOW characters, of it what the title lacks, place, end.

    lacked: the weights with 0 for the terms of the title.
    """
    best, best_beyond, place, end = 0.0, 0.0, 0, 0
    counts = [0] * len(weights)
    here = beyond = 0.0
    left = 0
    first = spots[0][0] if spots else 0
    for at, i in spots:
        if not counts[i]:
            here += weights[i]
            beyond += lacked[i]
        counts[i] += 1
        while at - first > WINDOW:
            gone = spots[left][1]
            counts[gone] -= 1
            if not counts[gone]:
                here -= weights[gone]
                beyond -= lacked[gone]
            left += 1
            first = spots[left][0]
        if here > best:
            best, place, end = here, first, at + 2
        if beyond > best_beyond:
            best_beyond = beyond
    return best, best_beyond, place, end


_Piece = tuple[str, tuple[int, ...]]
"""A stretch of the question, and at each character the index of the term that its next two are; -1: no term."""


def _pieces(needs: Needs) -> list[_Piece]:
    at = {term: i for i, term in enumerate(needs.terms)}
    return [
        (piece, tuple(at.get(piece[start : start + 2], -1) for start in range(len(piece)))) for piece in needs.pieces
    ]


def _runs(pieces: Sequence[_Piece], body: str, borne: Collection[int]) -> tuple[float, float]:
    """Longest stretch of the question in the body (10 characters are 1), and the share of its pieces in long runs.

    borne: the terms that the body is known to bear.
    """
    longest, covered, size = 0, 0, 0
    for piece, terms in pieces:
        length = len(piece)
        size += length
        start = 0
        while start < length:
            end = start
            if terms[start] >= 0:
                if terms[start] not in borne:
                    start += 1
                    continue
                end += 2 * (piece[start : start + 2] in body)  # else another of its names stands there
            while end < length and piece[start : end + 1] in body:
                end += 1
            longest = max(longest, end - start)
            if end - start > 2:
                covered += end - start
            start = max(end, start + 1)
    return min(longest, 15) / 10, covered / size if size else 0.0


def _evidence(needs: Needs, body: str, place: int) -> tuple[float, float, float]:
    """Share of the asked types of answer that the body shows, that it shows near the best window, and a lack."""
    if not needs.asked:
        return 0.0, 0.0, 0.0
    window = body[max(0, place - _NEAR) : place + WINDOW + _NEAR]
    near = [bool(kind.evidence.search(window)) for kind in needs.asked]
    shown = [n or bool(kind.evidence.search(body)) for n, kind in zip(near, needs.asked, strict=True)]
    missing = any(kind.hard and not there for kind, there in zip(needs.asked, shown, strict=True))
    return sum(shown) / len(shown), sum(near) / len(near), float(missing)


def _share_shown(kinds: Sequence[Asked], text: str) -> float:
    return sum(bool(kind.evidence.search(text)) for kind in kinds) / len(kinds) if kinds else 0.0


def _is_head(c: Candidate) -> bool:
    """Whether the passage bears the document's 发文字号, or a line of 主送机关."""
    number = c.issuers.rpartition("\n")[2] if "\n" in c.issuers else ""
    if number and number in c.body:
        return True
    return (":\n" in c.body or c.body.endswith(":")) and _ADDRESSEES.search(c.body) is not None


def _region(needs: Needs, c: Candidate) -> tuple[float, float]:
    """Share of the question's regions that are named nowhere here, and whether the title names one elsewhere."""
    if not needs.places:
        return 0.0, 0.0
    place = f"{c.title}\n{c.issuers}\n{c.heading}\n{c.body}"
    missing = sum(name not in place for name, _ in needs.places) / len(needs.places)
    return missing, float(needs.elsewhere(places_in(c.title) + places_in(c.issuers)))


def _named(needs: Needs, title: str) -> float:
    """Share of the title's terms that the question holds."""
    own = _title_terms(title)
    return len(own.intersection(needs.terms)) / len(own) if own else 0.0


@lru_cache(maxsize=8192)
def _title_terms(title: str) -> frozenset[str]:
    return frozenset(cut(title))
