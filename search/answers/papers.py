"""The papers that a question asks for as a whole, and how their headings are numbered."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from graph.elements import Entity, Kind
from ingest.document import Document, Section, Span
from ingest.labels import chinese_value
from ingest.ledger import DocumentRecord
from search.answers.compose import shown
from search.answers.facts import Asking, Facts
from search.evidence.citations import Citer
from search.evidence.finding import Statement
from search.evidence.sentences import LONGEST
from search.query import Hit
from search.questions.parts import law_asked
from search.wording.terms import compact, fold

_CLAUSE = re.compile("[，。；：,;:]")
"""Where the heading ends that is the beginning of its own text (一、对困难企业免收房租。……)."""
_LONG = 40
_OPENING = 60
"""Characters told of an article, which has no heading."""
_BELOW = 12
"""Headings shown below one."""
_NUMERAL = re.compile(r"\d+|[〇零一二三四五六七八九十百千]+")


@dataclass(frozen=True, slots=True)
class Paper:
    """A part of a document that may be the paper asked about: a policy, or a speech or item that is none."""

    name: str
    policies: tuple[Entity, ...]
    record: DocumentRecord
    document: Document
    part: int

    @property
    def sections(self) -> list[Section]:
        return [section for section in self.document.sections if section.part == self.part]


def papers(facts: Facts, asking: Asking, hits: Sequence[Hit]) -> Iterator[Paper]:
    """The parts of the own documents of each policy named, that of its title first; where none is named, the part
    that is found best, if its title ends like what the question calls it (讲话).

    劳动合同法 does not name the 合同法.
    """
    law = law_asked(asking.question.folded)
    named = [policy for policy in asking.bearing([Kind.POLICY]) if law is None or _is_called(policy, law)]
    for policy in named:
        for record, document in facts.own_documents(policy):
            for part in dict.fromkeys((_part(document, policy), *(part.ordinal for part in document.parts))):
                yield Paper(shown(policy), (policy,), record, document, part)
    if hits and law is None and not asking.of([Kind.POLICY]):
        record = hits[0].document
        document = facts.citer.document(record)
        best = document.parts[hits[0].passage.part]
        title = best.title.value if best.title else record.title
        if title[-2:] in asking.question.folded:
            yield Paper(f"《{title}》", (), record, document, best.ordinal)


def _is_called(policy: Entity, law: str) -> bool:
    return any(compact(fold(name)).endswith(law) for name in (policy.name, *policy.aliases))


def _part(document: Document, policy: Entity) -> int:
    """The part that is the policy: the one of its title, else the body."""
    titles = {compact(fold(name)) for name in (policy.name, *policy.aliases)}
    own = (part.ordinal for part in document.parts if part.title and compact(fold(part.title.value)) in titles)
    return next(own, 0)


def heading_text(section: Section) -> str:
    return _CLAUSE.split(section.title)[0] if len(section.title) > _LONG else section.title.rstrip("。：:")


def with_those_below(citer: Citer, paper: Paper, sections: Sequence[Section]) -> Statement:
    """A heading with the highest of those below it. sections: it and all below it."""
    own = heading(citer, paper, sections[0])
    highest = min((section.level for section in sections[1:]), default=0)
    below = [section for section in sections[1:] if section.level == highest]
    titles = [title for section in below if (title := heading_text(section))]
    if below and not titles:  # articles have none
        return replace(own, text=f"{own.text}（{below[0].label}至{below[-1].label}）")
    more = "…" if len(titles) > _BELOW else ""
    return replace(own, text=f"{own.text}：{'；'.join(titles[:_BELOW])}{more}") if titles else own


def heading(citer: Citer, paper: Paper, section: Section) -> Statement:
    """A heading in its own words; of an article, which has none, how it opens."""
    text = paper.document.clean.text
    line = text.find("\n", section.start, section.end)
    line = line if line >= 0 else section.end
    own = len(section.label) + len(section.title) + 2 if section.title else _OPENING
    end = min(line, section.start + own, section.start + LONGEST)
    citation = citer.clean(paper.record, paper.document, None, section.start, end)
    if section.title:
        return Statement(f"{section.label}{heading_text(section)}", (citation,))
    return Statement(text[section.start : end] + ("…" if end < line else ""), (citation,))


def own_text(paper: Paper, section: Section) -> Span:
    """Where a section's own words stand behind its label: not those of the 落款 and 版记, which follow the last one."""
    header, text = paper.document.header, paper.document.clean.text
    behind = (header.signed_on_field, *header.copies, header.printed_by)
    start = section.start + len(section.label)
    end = min((field.start for field in behind if field and start <= field.start < section.end), default=section.end)
    own = text[start:end].rstrip()
    for issuer in reversed(header.issuers):
        own = own.removesuffix(issuer.value).rstrip()
    return Span(start, start + len(own))


def numbered_through(sections: Sequence[Section]) -> list[Section]:
    """The sections of the lowest level that is numbered from first to last across the headings above it."""
    for level in sorted({section.level for section in sections}, reverse=True):
        kept = [section for section in sections if section.level == level]
        if number_of_last(kept) == len(kept):
            return kept
    return []


def number_of(section: Section) -> int:
    """The number that its label bears; 0 when it bears none."""
    found = _NUMERAL.search(section.label)
    if found is None:
        return 0
    return int(found.group()) if found.group().isdigit() else chinese_value(found.group())


def number_of_last(sections: Sequence[Section]) -> int:
    """The number of the last of them; 0 when it bears none."""
    return number_of(sections[-1]) if sections else 0
