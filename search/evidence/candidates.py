"""Candidate answers: the sentences of the passages that a search finds, each with its features."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from math import log
from typing import Any, Protocol

from graph.elements import Kind
from search.evidence.likeness import Likeness
from search.evidence.sentences import FEATURES, Needs, Piece, Source, measure, split
from search.query import Filters, Hit
from search.questions.question import Question
from search.wording.terms import fold

PASSAGES = 12
"""Best passages that are read for an answer."""


class Frequencies(Protocol):
    """How common a term is (the keyword index)."""

    @property
    def size(self) -> int: ...
    def frequency(self, term: str) -> int: ...


class Engine(Protocol):
    """What answering needs of `search.engine.SearchEngine`."""

    @property
    def keyword(self) -> Frequencies: ...
    @property
    def vectors(self) -> Any: ...
    def hits(self, text: str, k: int, filters: Filters | None = None) -> Sequence[Hit]: ...


@dataclass(frozen=True, slots=True)
class Candidate:
    """A sentence of a hit. piece: its range in the passage's clean text; features as in FEATURES."""

    hit: Hit
    pieces: tuple[Piece, ...]
    at: int
    features: tuple[float, ...]

    @property
    def piece(self) -> Piece:
        return self.pieces[self.at]

    def measured(self, name: str) -> float:
        """One of FEATURES."""
        return self.features[FEATURES.index(name)]

    @property
    def text(self) -> str:
        return self.hit.passage.text[self.piece.start : self.piece.end]


def rarity(frequencies: Frequencies) -> Callable[[str], float]:
    """Weight of a term by how few passages bear it, as BM25 has it."""

    def weight(term: str) -> float:
        bearing = min(frequencies.frequency(term), frequencies.size)
        return log(1 + (frequencies.size - bearing + 0.5) / (bearing + 0.5))

    return weight


def candidates(needs: Needs, hits: Sequence[Hit], read: Callable[[str], str] = str) -> list[Candidate]:
    """All sentences of the hits, in order. read: puts their folded text in the words of the needs."""
    sources = [_source(hit, read) for hit in hits]
    needs = needs.among([text for _, source in sources for text in source.sentences])
    return [
        Candidate(hit, pieces, at, tuple(measure(needs, source, at)))
        for hit, (pieces, source) in zip(hits, sources, strict=True)
        for at in range(len(pieces))
    ]


def _source(hit: Hit, read: Callable[[str], str]) -> tuple[tuple[Piece, ...], Source]:
    """Where a hit's sentences stand, and they themselves as they are measured."""
    text = fold(hit.passage.text)
    pieces = tuple(split(hit.passage.text))
    source = Source(
        title=read(fold(hit.document.title)),
        heading=read(fold("\n".join(hit.passage.heading))),
        sentences=tuple(read(text[piece.start : piece.end]) for piece in pieces),
        rank=hit.rank,
        people=tuple(fold(entity.name) for entity in hit.entities if entity.kind is Kind.PERSON),
    )
    return pieces, source


def with_meaning(question: Question, found: Sequence[Candidate], likeness: Likeness) -> list[Candidate]:
    """The candidates with the features of MEANING appended."""
    cosines = likeness.cosines(question.text, [candidate.text for candidate in found])
    best, mean = max(cosines, default=0.0), sum(cosines) / max(1, len(cosines))
    return [
        replace(candidate, features=(*candidate.features, cosine, cosine - best, cosine - mean))
        for candidate, cosine in zip(found, cosines, strict=True)
    ]
