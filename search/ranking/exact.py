"""What a question asks for exactly: 发文字号, titles and quoted phrases; passages that have it come first.

What is little more than the thing itself, words to look for with a phrase in quotation marks among them, and what
stands in plain ones anywhere, wants it and nothing else first. Inside a longer question it only adds to the score:
为贯彻《…》制定了什么 is answered by another document.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from itertools import chain

from search.indexes.keyword_index import Candidate, KeywordIndex, Restriction
from search.questions.question import cues
from search.questions.request import NAMED, QUOTED, SERIAL, TYPED_NUMBER, Request, in_figures
from search.wording.terms import MARK, NUMBER, TITLE_MARK, compact, cut, doc_numbers, title_terms

_EXACT = (NAMED, QUOTED, NUMBER, TYPED_NUMBER, SERIAL)
"""Forms of what is asked for exactly."""
_ADDED = 0.15
"""Added to the score (0..1) for each exact thing, in a question that says more."""
_FEW = 6
"""Characters that a question may hold beside the exact thing."""
_ASKS = re.compile(
    r"[?]|谁|什么|哪|如何|怎|多少|吗|呢|是否|为何|几[个家项种年月人]|\b(?:who|what|which|when|where|how|why|does|is|are)\b"
)
"""Tells a question from words to look for."""


@dataclass(frozen=True, slots=True)
class Ranked:
    """A candidate with its final score, higher is better."""

    candidate: Candidate
    score: float


@dataclass(frozen=True, slots=True)
class Exact:
    """Passages that have what was asked for exactly.

    strengths: by passage id, the sum of 2 for each thing that is the document's own (its number, its title) and 1 for
    each other one that the passage holds. strict: they come before all others.
    """

    candidates: dict[str, Candidate] = field(default_factory=dict)
    strengths: dict[str, int] = field(default_factory=dict)
    strict: bool = False

    def strength(self, candidate: Candidate) -> int:
        return self.strengths.get(candidate.passage, 0)

    def first(self, ranked: Iterable[Ranked]) -> list[Ranked]:
        """The hits with the exact ones raised, best first."""
        if not self.strengths:
            return list(ranked)
        step = 1.0 if self.strict else _ADDED
        raised = [replace(hit, score=hit.score + step * self.strength(hit.candidate)) for hit in ranked]
        return sorted(raised, key=lambda hit: -hit.score)


def find_exact(keyword: KeywordIndex, request: Request, restriction: Restriction | None, limit: int) -> Exact:
    """Passages that bear the numbers, titles or phrases of the question, the best `limit` for each."""
    strict = _is_strict(request)
    whole = _whole_titles(request)
    found = Exact()
    for thing in _things(keyword, request):
        terms = [thing] if thing.startswith(MARK) else cut(thing)
        if not terms or not all(keyword.frequency(term) for term in terms):
            continue
        weights = dict.fromkeys((*terms, *request.terms), 1.0)
        for candidate in keyword.search(weights, limit, terms, restriction):
            strength = _strength(thing, candidate)
            if strength:
                found.candidates[candidate.passage] = candidate
                found.strengths[candidate.passage] = found.strengths.get(candidate.passage, 0) + strength
                strict = strict or thing in whole
    return replace(found, strict=strict)


def _things(keyword: KeywordIndex, request: Request) -> Iterator[str]:
    """Number terms (of each number the longest wording that any document bears), title terms and phrases."""
    for forms in request.numbers:
        yield next((term for term in forms if keyword.frequency(term)), forms[0])
    yield from request.titles
    yield from request.serials
    yield from request.phrases


def _strength(thing: str, candidate: Candidate) -> int:
    if thing.startswith(TITLE_MARK):
        return 2 if _is_own(thing, candidate) else 1
    if thing.startswith(MARK):
        return 2 if thing in doc_numbers(candidate.issuers) else 1
    if SERIAL.fullmatch(thing) and thing in compact(candidate.issuers):
        return 2
    return int(any(thing in compact(text) for text in (candidate.body, candidate.heading, candidate.title)))


def _is_own(thing: str, candidate: Candidate) -> bool:
    """Whether the title is all of the document's, or what follows its issuers there; 解读关于… is another document."""
    title = compact(candidate.title)
    before = title[: max(0, title.find("关于"))]
    return title_terms(title)[:1] == [thing] or before in compact(candidate.issuers)


def _whole_titles(request: Request) -> set[str]:
    """Terms of the titles that the question is, without marks: all of it, or from 关于 on behind a few characters."""
    before, about, _ = request.folded.partition("关于")
    whole, *rest = title_terms(request.folded) or [""]
    few = bool(about) and len(compact(cues().stop.sub(" ", before))) <= _FEW
    return {whole, *(rest if few else ())} - {""}


def _is_strict(request: Request) -> bool:
    if '"' in request.folded or (QUOTED.search(request.folded) and not _ASKS.search(request.folded)):
        return True
    rest = in_figures(request.folded)
    for match in chain.from_iterable(pattern.finditer(rest) for pattern in _EXACT):
        rest = rest.replace(match.group(), " ")
    return len(compact(cues().stop.sub(" ", rest))) <= _FEW
