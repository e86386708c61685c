"""What a paper consists of, as its own headings tell: its parts, how many points it has, what it says as a whole."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from graph.elements import Entity, Kind
from ingest.document import Document, Section
from ingest.labels import chinese_value
from ingest.ledger import DocumentRecord
from search.answers.compose import shown
from search.answers.facts import Asking, Facts
from search.evidence.finding import Finding, Statement
from search.evidence.sentences import LONGEST
from search.query import Hit
from search.wording.terms import compact, fold

_POINTS = re.compile("[多几]少?[条点项]|how many (?:points|articles|clauses)")
_LEAST = 3
"""Headings from which on they tell what a policy consists of."""
_MOST = 30
_BELOW = 12
"""Headings shown below one."""
_CLAUSE = re.compile("[，。；：,;:]")
"""Where the heading ends that is the beginning of its own text (一、对困难企业免收房租。……)."""
_LONG = 40
_NUMERAL = re.compile(r"\d+|[一二三四五六七八九十百零]+")


@dataclass(frozen=True, slots=True)
class _Paper:
    """A part of a document that may be the paper asked about: a policy, or a speech or item that is none."""

    name: str
    policies: tuple[Entity, ...]
    record: DocumentRecord
    document: Document
    part: int

    @property
    def sections(self) -> list[Section]:
        return [section for section in self.document.sections if section.part == self.part]


class OutlineAnswers:
    def __init__(self, facts: Facts) -> None:
        self._facts = facts

    def outline(self, asking: Asking, hits: Sequence[Hit]) -> Finding | None:
        """The highest headings of the first paper asked about that has some; its points where they are counted."""
        found = (self._told(asking, paper) for paper in self._papers(asking, hits))
        return next(filter(None, found), None)

    def content(self, asking: Asking, hits: Sequence[Hit]) -> Finding | None:
        """The highest headings of the first paper asked about that has some, each with those right below it."""
        found = (self._content(asking, paper) for paper in self._papers(asking, hits))
        return next(filter(None, found), None)

    def _papers(self, asking: Asking, hits: Sequence[Hit]) -> Iterator[_Paper]:
        """The parts of the own documents of each policy named, that of its title first; where none is named, the part
        that is found best, if its title ends like what the question calls it (讲话).
        """
        for policy in asking.bearing([Kind.POLICY]):
            for record, document in self._facts.own_documents(policy):
                for part in dict.fromkeys((_part(document, policy), *(part.ordinal for part in document.parts))):
                    yield _Paper(shown(policy), (policy,), record, document, part)
        if hits and not asking.of([Kind.POLICY]):
            record = hits[0].document
            document = self._facts.citer.document(record)
            best = document.parts[hits[0].passage.part]
            title = best.title.value if best.title else record.title
            if title[-2:] in asking.question.folded:
                yield _Paper(f"《{title}》", (), record, document, best.ordinal)

    def _content(self, asking: Asking, paper: _Paper) -> Finding | None:
        sections = paper.sections
        highest = min((section.level for section in sections), default=0)
        starts = [at for at, section in enumerate(sections) if section.level == highest]
        if len(starts) < _LEAST:
            return None
        told = tuple(
            self._with_those_below(paper, sections[at:end])
            for at, end in zip(starts[:_MOST], (*starts[1:], len(sections)), strict=False)
        )
        return Finding(asking.words.say("content", policy=paper.name), told, "text", paper.policies)

    def _with_those_below(self, paper: _Paper, sections: Sequence[Section]) -> Statement:
        """sections: a heading and all those below it, of which the highest are told."""
        heading = self._heading(paper, sections[0])
        highest = min((section.level for section in sections[1:]), default=0)
        below = [_heading_text(section) for section in sections[1:] if section.level == highest]
        more = "…" if len(below) > _BELOW else ""
        return replace(heading, text=f"{heading.text}：{'；'.join(below[:_BELOW])}{more}") if below else heading

    def _told(self, asking: Asking, paper: _Paper) -> Finding | None:
        counted = _POINTS.search(asking.question.folded) is not None
        sections = paper.sections
        kept = _numbered_through(sections) if counted else [section for section in sections if section.level == 1]
        if len(kept) < _LEAST or (not counted and _last(kept) != len(kept)):
            return None
        lead = asking.words.say("points" if counted else "outline", policy=paper.name, count=len(kept))
        return Finding(lead, tuple(self._heading(paper, section) for section in kept[:_MOST]), "text", paper.policies)

    def _heading(self, paper: _Paper, section: Section) -> Statement:
        line = paper.document.clean.text.find("\n", section.start, section.end)
        own = section.start + len(section.label) + len(section.title) + 2
        end = min(line if line >= 0 else section.end, own, section.start + LONGEST)
        citation = self._facts.citer.clean(paper.record, paper.document, None, section.start, end)
        return Statement(f"{section.label}{_heading_text(section)}", (citation,))


def _heading_text(section: Section) -> str:
    return _CLAUSE.split(section.title)[0] if len(section.title) > _LONG else section.title.rstrip("。：:")


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
