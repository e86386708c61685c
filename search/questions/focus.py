"""What a question dwells on: its last clause, the words beside the word of asking, and the order of its words.

The clauses before the last one mostly say which document is meant (某省2月发文，在项目方面重点了解什么); the last one
tells which of its passages answers.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from sys import maxsize

from search.wording.terms import compact, cut

_CLAUSE = re.compile(r"[^,。;:?! ]+")
_ASKING = re.compile("多少|几|什么|啥|哪|谁|何|怎|是否|吗|多[长久大高远]|能不能|可否|可不可以|会不会|要不要")
_BESIDE = 8
"""Characters on either side of the word of asking."""
_SHORTEST = 3
"""Characters of content that a clause must have to be dwelt on."""
_APART = 12
"""Characters within which two neighbouring words of the question should follow each other."""
_SENTENCE_END = re.compile(r"[。!?;\n]")

Spots = Sequence[tuple[int, int]]
"""(place in the body, index of the term), by place."""


@dataclass(frozen=True, slots=True)
class Focus:
    """Indices of terms. clause: of the last clause, and its text; beside: of what stands by the word of asking.

    pairs: terms that follow each other in the question, words of asking left out.
    """

    clause: frozenset[int]
    text: str
    beside: frozenset[int]
    pairs: tuple[tuple[int, int], ...]

    @classmethod
    def of(cls, folded: str, content: str, terms: Sequence[str]) -> Focus:
        """folded: the question; content: the same with blanks for the words of asking."""
        at = {term: i for i, term in enumerate(terms)}
        clauses = [m.span() for m in _CLAUSE.finditer(folded) if len(compact(content[slice(*m.span())])) >= _SHORTEST]
        start, end = clauses[-1] if clauses else (0, len(folded))
        asking = list(_ASKING.finditer(folded))
        left, right = asking[-1].span() if asking else (len(folded), len(folded))
        beside = (*cut(folded[max(0, left - _BESIDE) : left]), *cut(folded[right : right + _BESIDE]))
        order = [at[term] for term in cut(content) if term in at]
        return cls(
            clause=_indices(cut(folded[start:end]), at),
            text=compact(folded[start:end]),
            beside=_indices(beside, at),
            pairs=tuple(pairwise(order)),
        )

    def run(self, body: str) -> float:
        """Longest stretch of the last clause in a body without punctuation, as a share of the clause."""
        text = self.text
        longest = start = 0
        while start + longest < len(text):
            while start + longest < len(text) and text[start : start + longest + 1] in body:
                longest += 1
            start += 1
        return longest / len(text) if text else 0.0

    def weighed(self, weights: Sequence[float]) -> Pairs:
        """The pairs, each with the lesser weight of its terms."""
        pairs = tuple((one, other, min(weights[one], weights[other])) for one, other in self.pairs)
        return Pairs(pairs, sum(weight for _, _, weight in pairs))


@dataclass(frozen=True, slots=True)
class Pairs:
    """Neighbouring terms of a question, (one, other, weight), and their whole weight."""

    pairs: tuple[tuple[int, int, float], ...]
    whole: float

    def order(self, spots: Spots) -> float:
        """Share of the pairs, by weight, that follow each other closely in a body."""
        places: dict[int, list[int]] = {}
        for place, i in spots:
            if i in places:
                places[i].append(place)
            else:
                places[i] = [place]
        kept = 0.0
        for one, other, weight in self.pairs:
            if one in places and other in places and _follow(places[one], places[other]):
                kept += weight
        return kept / self.whole if self.whole else 0.0


@dataclass(frozen=True, slots=True)
class Sentence:
    """The sentence of a body that bears most of a question: weight of all its terms, and of those the title lacks."""

    start: int
    end: int
    weight: float
    beyond: float


def best_sentence(body: str, spots: Spots, weights: Sequence[float], lacked: Sequence[float]) -> Sentence:
    """By the weight of distinct terms, those that the title lacks counted twice. lacked: the weights of those."""
    breaks = [match.end() for match in _SENTENCE_END.finditer(body)]
    best = Sentence(0, breaks[0] if breaks else len(body), 0.0, 0.0)
    for number, found in _by_sentence(spots, breaks):
        weight = sum(map(weights.__getitem__, found))
        beyond = sum(map(lacked.__getitem__, found))
        if weight + beyond > best.weight + best.beyond:
            start = breaks[number - 1] if number else 0
            best = Sentence(start, breaks[number] if number < len(breaks) else len(body), weight, beyond)
    return best


def _by_sentence(spots: Spots, breaks: Sequence[int]) -> list[tuple[int, set[int]]]:
    """(number of the sentence, terms in it) for those that bear one."""
    found: list[tuple[int, set[int]]] = []
    end = -1
    for place, i in spots:
        if place >= end:
            number = bisect_right(breaks, place)
            end = breaks[number] if number < len(breaks) else maxsize
            here: set[int] = set()
            found.append((number, here))
        here.add(i)
    return found


def _indices(terms: Iterable[str], at: Mapping[str, int]) -> frozenset[int]:
    return frozenset(at[term] for term in terms if term in at)


def _follow(ones: Sequence[int], others: Sequence[int]) -> bool:
    for one in ones:
        for other in others:
            if 0 < other - one <= _APART:
                return True
    return False
