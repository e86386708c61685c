"""One clause of a paper, told by its number (某法第三十九条, 意见第二部分)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from ingest.document import Section
from search.answers.facts import Asking, Facts
from search.answers.papers import Paper, number_of, numbered_through, own_text, papers, with_those_below
from search.evidence.finding import Finding, Statement
from search.query import Hit
from search.questions.parts import ClauseNumber, clause_asked

_POINTS = ("条", "点", "项")
_LONGEST = 600
"""Characters shown of a clause."""


class ClauseAnswers:
    def __init__(self, facts: Facts) -> None:
        self._facts = facts

    def clause(self, asking: Asking, hits: Sequence[Hit]) -> Finding | None:
        """The clause of the first paper asked about that has it, in the paper's own words."""
        asked = clause_asked(asking.question.folded)
        if asked is None:
            return None
        for paper in papers(self._facts, asking, hits):
            found = _sections(paper, asked)
            if found:
                return Finding("", (self._told(asking, paper, found, asked),), "text", paper.policies)
        return None

    def printed(self, asking: Asking, hits: Sequence[Hit]) -> bool:
        """Whether a document is the paper asked about, so that a clause it lacks is nowhere."""
        return any(paper.sections for paper in papers(self._facts, asking, hits))

    def _told(self, asking: Asking, paper: Paper, sections: Sequence[Section], asked: ClauseNumber) -> Statement:
        first = sections[0]
        own = own_text(paper, first)
        if asked.unit not in _POINTS and own.end - own.start > _LONGEST and any(below.title for below in sections[1:]):
            told = with_those_below(self._facts.citer, paper, sections)
            return replace(told, text=asking.words.say("clause_alone", policy=paper.name, text=told.text))
        end = min(own.end, own.start + _LONGEST)
        shown = " ".join(paper.document.clean.text[own.start : end].split()) + ("…" if end < own.end else "")
        label = first.label + (" " if first.label.endswith(asked.unit) else "")
        citation = self._facts.citer.clean(paper.record, paper.document, None, first.start, end)
        return Statement(asking.words.say("clause_alone", policy=paper.name, text=label + shown), (citation,))


def _sections(paper: Paper, asked: ClauseNumber) -> list[Section]:
    """The section so labelled (第五条, 第二章) with those below it.

    Without such labels, the one of that number among points that run through, or among the highest headings.
    """
    sections = paper.sections
    labelled = [s for s in sections if s.label.startswith("第") and s.label.endswith(asked.unit)]
    if not labelled:
        highest = min((section.level for section in sections), default=0)
        points = numbered_through(sections) if asked.unit in _POINTS else []
        labelled = points or [s for s in sections if s.level == highest]
    own = next((section for section in labelled if number_of(section) == asked.number), None)
    return [section for section in sections if own and own.start <= section.start < own.end]
