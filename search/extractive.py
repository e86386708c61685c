"""Answers from the text: the best sentences of the best passages."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from search.candidates import PASSAGES, Candidate, Engine, candidates, rarity
from search.citations import Citer
from search.judge import load_judge
from search.query import Citation, Filters, Hit
from search.question import Question
from search.sentences import LONGEST, Needs, Piece, focus
from search.terms import fold

MOST = 3
"""Sentences of an answer at most."""
_SHORT = 25


@dataclass(frozen=True, slots=True)
class Quotation:
    """A sentence that answers. probability: 0..1, that it does. text: reflowed; citation: it with what follows it."""

    text: str
    probability: float
    candidate: Candidate
    citation: Citation


class Extractor:
    """Finds the sentences that answer a question best."""

    def __init__(self, engine: Engine, citer: Citer) -> None:
        self._engine = engine
        self._citer = citer

    def needs(self, question: Question) -> Needs:
        return Needs.of(question, rarity(self._engine.keyword))

    def hits(self, question: Question, filters: Filters | None = None) -> Sequence[Hit]:
        """Passages that are read for the answer."""
        return self._engine.search(question.text, PASSAGES, filters).hits

    def extract(self, question: Question, hits: Sequence[Hit]) -> list[Quotation]:
        """Up to MOST sentences, best first, each in another place."""
        needs, judge = self.needs(question), load_judge()
        ranked = sorted(
            ((judge.probability(c.features), -i, c) for i, c in enumerate(candidates(question, needs, hits))),
            reverse=True,
        )
        quotations: list[Quotation] = []
        for probability, _, candidate in ranked:
            citation = self._cite(candidate, needs)
            if any(_overlap(citation, q.citation) or candidate.text == q.candidate.text for q in quotations):
                continue
            quotations.append(Quotation(_text(candidate, needs), probability, candidate, citation))
            if len(quotations) == MOST:
                break
        return quotations

    def _cite(self, candidate: Candidate, needs: Needs) -> Citation:
        """The sentence and, while there is room, those after it, which often go on with the answer."""
        passage = candidate.hit.passage
        return self._citer.passage(candidate.hit.document, passage, with_following(candidate, needs, LONGEST))


def with_following(candidate: Candidate, needs: Needs, room: int) -> Piece:
    """The sentence with as many of the next ones as fit into `room` code points."""
    piece = focus(candidate.hit.passage.text, candidate.piece, needs)
    end = piece.end
    for following in candidate.pieces[candidate.at + 1 :]:
        if piece != candidate.piece or following.end - piece.start > room:
            break
        end = following.end
    return Piece(piece.start, end)


def _text(candidate: Candidate, needs: Needs) -> str:
    """The sentence; a heading or an opening goes with what it opens."""
    piece = focus(candidate.hit.passage.text, candidate.piece, needs)
    if opens(candidate.hit.passage.text[piece.start : piece.end]):
        piece = with_following(candidate, needs, LONGEST)
    return candidate.hit.passage.text[piece.start : piece.end].replace("\n", " ")


def opens(text: str) -> bool:
    """Whether the text says little without what follows it."""
    return len(text) < _SHORT or text[-1] in ":：" or text[-1] not in "。！？!?；;”）)"


def shows(question: Question, text: str) -> bool:
    """Whether the text shows every type of answer without which there is none."""
    folded = fold(text)
    return all(asked.evidence.search(folded) for asked in question.asked if asked.hard)


def _overlap(citation: Citation, other: Citation) -> bool:
    same = citation.document.id == other.document.id
    return same and citation.start < other.end and other.start < citation.end
