"""What a paper consists of, as its own headings tell: its parts, how many points it has, what it says as a whole."""

from __future__ import annotations

import re
from collections.abc import Sequence

from search.answers.facts import Asking, Facts
from search.answers.papers import Paper, heading, number_of_last, numbered_through, papers, with_those_below
from search.evidence.finding import Finding
from search.query import Hit

_POINTS = re.compile("[多几]少?[条点项]|how many (?:points|articles|clauses)")
_LEAST = 3
"""Headings from which on they tell what a policy consists of."""
_MOST = 30


class OutlineAnswers:
    def __init__(self, facts: Facts) -> None:
        self._facts = facts

    def outline(self, asking: Asking, hits: Sequence[Hit]) -> Finding | None:
        """The highest headings of the first paper asked about that has some; its points where they are counted."""
        found = (self._told(asking, paper) for paper in papers(self._facts, asking, hits))
        return next(filter(None, found), None)

    def content(self, asking: Asking, hits: Sequence[Hit]) -> Finding | None:
        """The highest headings of the first paper asked about that has some, each with those right below it."""
        found = (self._content(asking, paper) for paper in papers(self._facts, asking, hits))
        return next(filter(None, found), None)

    def _content(self, asking: Asking, paper: Paper) -> Finding | None:
        sections = paper.sections
        highest = min((section.level for section in sections), default=0)
        starts = [at for at, section in enumerate(sections) if section.level == highest]
        if len(starts) < _LEAST:
            return None
        told = tuple(
            with_those_below(self._facts.citer, paper, sections[at:end])
            for at, end in zip(starts[:_MOST], (*starts[1:], len(sections)), strict=False)
        )
        return Finding(asking.words.say("content", policy=paper.name), told, "text", paper.policies)

    def _told(self, asking: Asking, paper: Paper) -> Finding | None:
        counted = _POINTS.search(asking.question.folded) is not None
        sections = paper.sections
        kept = numbered_through(sections) if counted else [section for section in sections if section.level == 1]
        if len(kept) < _LEAST or (not counted and number_of_last(kept) != len(kept)):
            return None
        lead = asking.words.say("points" if counted else "outline", policy=paper.name, count=len(kept))
        return Finding(
            lead, tuple(heading(self._facts.citer, paper, section) for section in kept[:_MOST]), "text", paper.policies
        )
