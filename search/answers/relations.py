"""How two things are related: direct links, else a sentence that names both, else a path in words."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import combinations

from graph.elements import Kind, Link, LinkKind
from search.answers.compose import shown
from search.answers.facts import Asking, Facts
from search.evidence.finding import Finding, Statement, distinct
from search.evidence.sentences import LONGEST, split
from search.query import Hit
from search.questions.name_table import Subject
from search.wording.terms import compact, fold

_LONGEST_PATH = 3
_HUBS = frozenset({Kind.REGION})
"""A path through a place says nothing: everything is somewhere."""
_SELF = re.compile(
    "(?:^|[，。、；：\n])(?:集团|公司|学校|学院|本?单位|我[局会院校司厅])(?:与|和|同|联合|跟|将|要|在|已)"
)
"""How a document speaks of the body whose it is."""
_BY_WAY_OF = re.compile("路径|通过|经过|经由|(?:联系|关联)(?:起来|上)|paths?\\b|linked|connected")
"""How a question asks for what lies between two things; else a sentence that names both is told first."""
_WEIGHTY = (
    LinkKind.COOPERATES_WITH,
    LinkKind.ISSUED,
    LinkKind.HOLDS_POST,
    LinkKind.IMPLEMENTS,
    LinkKind.BASED_ON,
    LinkKind.AMENDS,
    LinkKind.REPEALS,
    LinkKind.FORWARDS,
    LinkKind.PART_OF,
    LinkKind.CARRIES_OUT,
    LinkKind.PROVIDES_FOR,
    LinkKind.INCLUDES,
)
"""Order in which direct links are told; the others follow."""


class RelationAnswers:
    def __init__(self, facts: Facts) -> None:
        self._facts = facts

    @staticmethod
    def named(asking: Asking) -> bool:
        """Whether the question names two things in whole, whose relation the documents state or do not."""
        return bool(_pairs([side for side in asking.sides if side.start >= 0]))

    def relation(self, asking: Asking, hits: Sequence[Hit]) -> Finding | None:
        """Of the first two things named, places last. None when the documents do not bring them together.

        Links between them, else a sentence that names both, else a path; the path first where one is asked for.
        """
        for first, second in _pairs(asking.sides):
            direct = self._direct(asking, first, second)
            if direct is not None:
                return direct
        for first, second in _pairs(asking.sides)[:1]:
            if _BY_WAY_OF.search(asking.question.folded) and (path := self._path(asking, first, second)):
                return path
            together = self._together(asking, first, second, hits)
            if together is not None and together[0]:
                return together[1]
            return self._path(asking, first, second) or (together[1] if together else None)
        return None

    def _direct(self, asking: Asking, first: Subject, second: Subject) -> Finding | None:
        ends = {entity.id for entity in (second.entity, *second.others)}
        links = [
            link
            for entity in (first.entity, *first.others)
            for link in self._facts.links(entity, tuple(LinkKind), "both")
            if {link.head, link.tail} & ends and link.kind is not LinkKind.SAME_AS
        ]
        if not links:
            return None
        links.sort(key=lambda link: _WEIGHTY.index(link.kind) if link.kind in _WEIGHTY else len(_WEIGHTY))
        lead = asking.words.say("relation", first=shown(first.entity), second=shown(second.entity))
        return Finding(lead, self._told(asking, links), "graph", (first.entity, second.entity))

    def _told(self, asking: Asking, links: Sequence[Link]) -> tuple[Statement, ...]:
        names = self._facts.names(links)
        grouped: dict[str, list[Link]] = {}
        for link in links:
            grouped.setdefault(asking.words.link(link, names), []).append(link)
        return tuple(Statement(text, self._facts.cite_all(group, 2)) for text, group in grouped.items())

    def _path(self, asking: Asking, first: Subject, second: Subject) -> Finding | None:
        links = self._facts.store.shortest_path(first.entity.id, second.entity.id, _LONGEST_PATH)
        entities = self._facts.entities(end for link in links for end in (link.head, link.tail))
        between = [e for e in entities.values() if e.id not in (first.entity.id, second.entity.id)]
        if not links or any(entity.kind in _HUBS for entity in between):
            return None
        lead = asking.words.say("path", first=shown(first.entity), second=shown(second.entity))
        return Finding(lead, self._told(asking, links), "graph", (first.entity, second.entity, *between))

    def _together(
        self, asking: Asking, first: Subject, second: Subject, hits: Sequence[Hit]
    ) -> tuple[bool, Finding] | None:
        """Sentences that name both, or one and, as 集团 or 学校, the body that the title names; True with both."""
        found: list[tuple[bool, Statement]] = []
        for hit in hits:
            title = compact(fold("\n".join((hit.document.title, *hit.passage.heading))))
            for piece in split(hit.passage.text):
                text = hit.passage.text[piece.start : piece.end]
                folded = compact(fold(text))
                at = [_named_in(asking, side, folded) for side in (first, second)]
                both = all(at)
                own = any(at) and _SELF.search(text) is not None
                if both or (own and all(_named_in(asking, side, folded + title) for side in (first, second))):
                    citation = self._facts.citer.passage(hit.document, hit.passage, piece)
                    said = _around(text.replace("\n", ""), (first, second))
                    found.append((both, Statement(said, distinct([citation], 1))))
        if not found:
            return None
        found.sort(key=lambda pair: not pair[0])
        lead = asking.words.say("together", first=shown(first.entity), second=shown(second.entity))
        told = tuple(said for _, said in found[:2])
        return found[0][0], Finding(lead, told, "text", (first.entity, second.entity))


def _pairs(subjects: Sequence[Subject]) -> list[tuple[Subject, Subject]]:
    """Pairs of different things named, those without a place first."""
    named = [s for s in subjects if s.entity.kind not in _HUBS] + [s for s in subjects if s.entity.kind in _HUBS]
    return [(first, second) for first, second in combinations(named, 2) if first.entity.id != second.entity.id]


def _forms(subject: Subject) -> Iterator[str]:
    for entity in (subject.entity, *subject.others):
        yield from (entity.name, *entity.aliases)


def _named_in(asking: Asking, subject: Subject, text: str) -> bool:
    """By one of its names, or as the question prints it."""
    asked = compact(asking.question.folded)[subject.start : subject.end] if subject.start >= 0 else ""
    return any(compact(fold(name)) in text for name in _forms(subject)) or (len(asked) > 1 and asked in text)


def _around(text: str, subjects: Sequence[Subject]) -> str:
    """Of a long sentence the clauses from the first name to the last."""
    if len(text) <= LONGEST:
        return text
    spots = [(at, at + len(name)) for s in subjects for name in _forms(s) if (at := text.find(name)) >= 0]
    if not spots:
        return text[:LONGEST] + "……"
    start = max(text.rfind(mark, 0, min(spots)[0]) for mark in "，；：,;:") + 1
    ends = [at for mark in "，；。,;" if (at := text.find(mark, max(end for _, end in spots))) >= 0]
    return text[start : min(ends, default=len(text))][: 2 * LONGEST]
