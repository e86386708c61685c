"""What a policy consists of, as its own headings tell: its parts, or how many points it has."""

from __future__ import annotations

import re
from collections.abc import Sequence

from graph.elements import Entity, Kind
from ingest.document import Document, Section
from ingest.labels import chinese_value
from ingest.ledger import DocumentRecord
from search.answers.compose import shown
from search.answers.facts import Asking, Facts
from search.evidence.finding import Finding, Statement
from search.evidence.sentences import LONGEST
from search.wording.terms import compact, fold

_POINTS = re.compile("[多几]少?[条点项]|how many (?:points|articles|clauses)")
_LEAST = 3
"""Headings from which on they tell what a policy consists of."""
_MOST = 30
_CLAUSE = re.compile("[，。；：,;:]")
"""Where the heading ends that is the beginning of its own text (一、对困难企业免收房租。……)."""
_LONG = 40
_NUMERAL = re.compile(r"\d+|[一二三四五六七八九十百零]+")


class OutlineAnswers:
    def __init__(self, facts: Facts) -> None:
        self._facts = facts

    def outline(self, asking: Asking) -> Finding | None:
        """The highest headings of the first policy named whose own document has some; its points where they are
        counted. None for policies without.
        """
        for policy in asking.bearing([Kind.POLICY]):
            for record, document in self._facts.own_documents(policy):
                sections = [section for section in document.sections if section.part == _part(document, policy)]
                finding = self._told(asking, policy, record, document, sections)
                if finding is not None:
                    return finding
        return None

    def _told(
        self, asking: Asking, policy: Entity, record: DocumentRecord, document: Document, sections: Sequence[Section]
    ) -> Finding | None:
        counted = _POINTS.search(asking.question.folded) is not None
        kept = _numbered_through(sections) if counted else [section for section in sections if section.level == 1]
        if len(kept) < _LEAST or (not counted and _last(kept) != len(kept)):
            return None
        lead = asking.words.say("points" if counted else "outline", policy=shown(policy), count=len(kept))
        told = tuple(self._heading(record, document, section) for section in kept[:_MOST])
        return Finding(lead, told, "text", (policy,))

    def _heading(self, record: DocumentRecord, document: Document, section: Section) -> Statement:
        end = min(section.end, section.start + len(section.label) + len(section.title) + 2, section.start + LONGEST)
        text = _CLAUSE.split(section.title)[0] if len(section.title) > _LONG else section.title.rstrip("。：:")
        citation = self._facts.citer.clean(record, document, None, section.start, end)
        return Statement(f"{section.label}{text}", (citation,))


def _part(document: Document, policy: Entity) -> int:
    """The part that is the policy: the one of its title, else the body."""
    titles = {compact(fold(name)) for name in (policy.name, *policy.aliases)}
    own = (part.ordinal for part in document.parts if part.title and compact(fold(part.title.value)) in titles)
    return next(own, 0)


def _numbered_through(sections: Sequence[Section]) -> list[Section]:
    """The sections of the lowest level that is numbered from first to last across the headings above it."""
    for level in sorted({section.level for section in sections}, reverse=True):
        kept = [section for section in sections if section.level == level]
        if _last(kept) == len(kept):
            return kept
    return []


def _last(sections: Sequence[Section]) -> int:
    """The number of the last of them; 0 when it bears none."""
    found = _NUMERAL.search(sections[-1].label) if sections else None
    if found is None:
        return 0
    return int(found.group()) if found.group().isdigit() else chinese_value(found.group())
