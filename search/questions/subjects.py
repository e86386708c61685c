"""What a question is about: the entities of the graph that it names, abbreviated or not, in whole or in part.

Three readings together: the names and aliases that the graph holds (longest first), the same finders that read
documents (so that 江苏省国资委 leads to the full name even where no document prints it so), and titles of policies
that the question gives in part (云岭工匠实施意见).
"""

from __future__ import annotations

import re
import threading
from collections.abc import Collection, Iterator, Sequence

from graph.elements import BODIES, Entity, Kind
from graph.extraction.extract import extract
from graph.store import GraphStore
from graph.titles import place_codes
from ingest.document import RawDocument, Source
from ingest.parse import parse
from search.questions.common_names import is_another, is_common, is_elsewhere, is_genre
from search.questions.local_papers import local_paper
from search.questions.name_table import (
    NATIONAL_NAME,
    SHORTEST,
    SHORTEST_BODY,
    WHOLE_TITLE,
    NameTable,
    Subject,
    is_whole_title,
)
from search.questions.question import Intent, Question
from search.wording.terms import compact, fold

_ALL = 10_000_000
_BLANK = re.compile(r"(?<=[㐀-鿿”》])\s+(?=[㐀-鿿“《])")
_RELATIVE = re.compile("[省市州县区]")
"""How the name of a body begins that leaves out its place (省人社厅)."""
_BRANCH = re.compile("(?:党委|党组|党支部)$")
"""Of what a name is, in a question for its head (某学院党委书记)."""
_BY_ALL = frozenset({Intent.ISSUED, Intent.FORWARDED_BY, Intent.FORWARDS})
"""Intents for which a body's name without its place means those of all places."""
_OF_PAPERS = frozenset(
    {
        Intent.ISSUER,
        Intent.DATE,
        Intent.DOC_NUMBER,
        Intent.ADDRESSEES,
        Intent.IMPLEMENTS,
        Intent.FORWARDS,
        Intent.OUTLINE,
        Intent.CONTENT,
        Intent.CLAUSE,
    }
)
"""Intents that ask for a policy's own facts."""
_FEW = 3
"""Numbered policies of a genre among which the word for it alone tells the one most mentioned."""
_BRAND = re.compile("[㐀-鿿]{4,10}")
"""What may be a firm's name without its place and its form."""
_ENDS = re.compile(
    "(?:意见|方案|通知|计划|办法|条例|规划|规定|要点|决定|措施|细则|纲要|公告|批复|政策|规程|指南|指引|通告|标准|小组|办公室|委员会|中心|总工会"
    "|工程|行动|活动|竞赛|大赛|模式|学院|公司|集团|基地|工作室)$"
)
"""How a piece must end, to be read as a name in part."""


class SubjectFinder:
    """Finds a question's subjects; keeps the table of names until the store shows another revision."""

    def __init__(self, store: GraphStore) -> None:
        self._store = store
        self._lock = threading.Lock()
        self._table: tuple[int, NameTable] | None = None

    def table(self) -> NameTable:
        """Names at the store's revision."""
        with self._lock:
            revision = self._store.revision()
            if self._table is None or self._table[0] != revision:
                self._table = (revision, NameTable(self._store.list_entities(limit=_ALL)))
            return self._table[1]

    def find(self, question: Question) -> list[Subject]:
        """Subjects in order of their places, those read from a part of a title last."""
        text = compact(question.folded)
        table = self.table()
        read, unknown = self._read(question, text, table)
        scanned = [*self._numbered(question, text, table), *table.scan(text)]
        scanned = [s for s in scanned if not any(start <= s.start and s.end <= end for start, end in unknown)]
        scanned = [s for s in scanned if self._meant(s, question, text, [one.entity for one in read])]
        subjects = _without_overlaps([*read, *scanned])
        if question.intent in _BY_ALL:
            subjects = _without_overlaps(list(self._anywhere(question, text, subjects, table)))
        short = self._shortened(question, text, subjects, table)
        local = self._local(question, text, subjects)
        return [*subjects, *short, *(local or self._in_part(question, text, subjects, table))]

    def _local(self, question: Question, text: str, subjects: Sequence[Subject]) -> list[Subject]:
        """The policy told by its place and genre, in a question about a policy's own facts that names none."""
        if question.intent not in _OF_PAPERS or any(s.entity.kind is Kind.POLICY for s in subjects):
            return []
        places = ((s.entity, s.end) for s in subjects if s.entity.kind is Kind.REGION and s.start >= 0)
        paper = local_paper(text, places, self._store)
        return [Subject(paper, -1, -1)] if paper else []

    @staticmethod
    def _meant(subject: Subject, question: Question, text: str, named: Sequence[Entity]) -> bool:
        """Whether a scanned name stands for its bearer. named: entities that the question names in full."""
        surface = text[subject.start : subject.end]
        marked = [compact(name) for name in (*question.titles, *question.quoted)]
        return not (
            is_another(subject.entity, surface, question.topic)
            or is_common(surface, marked)
            or is_elsewhere(subject.entity, surface, named)
        )

    @staticmethod
    def _anywhere(question: Question, text: str, subjects: Sequence[Subject], table: NameTable) -> Iterator[Subject]:
        """The subjects; a body's name without its place (国资委, 总工会) stands for the bodies of all places."""
        said = {text[s.start : s.end]: s for s in subjects if s.start >= 0 and s.entity.kind is Kind.AGENCY}
        pieces = [re.sub("(?:联合|共同|一起)+$", "", compact(piece)) for piece in question.theme]
        for name in dict.fromkeys((*said, *pieces)):
            known = said.get(name)
            if (
                len(name) < SHORTEST_BODY
                or place_codes(name)
                or NATIONAL_NAME.match(name)
                or (known is None and name not in text)
            ):
                continue
            full = NATIONAL_NAME.sub("", known.entity.name) if known else name
            local = [entity for form in (name, full) for entity in table.placed(form, Kind.AGENCY)]
            first = (known.entity, *known.others) if known else table.national(name, Kind.AGENCY)
            found = list({e.id: e for e in (*first, *local)}.values())
            if found:
                at = text.find(name)
                yield Subject(found[0], at, at + len(name), tuple(found[1:]))
        yield from subjects

    @staticmethod
    def _shortened(question: Question, text: str, subjects: Sequence[Subject], table: NameTable) -> list[Subject]:
        """Firms that pieces of the question name without place and form (锦川铜业)."""
        taken = [(subject.start, subject.end) for subject in subjects]
        free = (
            piece
            for piece in map(compact, question.topic)
            if not any(start < text.find(piece) + len(piece) and text.find(piece) < end for start, end in taken)
        )
        found = ((piece, table.firms(piece)) for piece in dict.fromkeys(free) if _BRAND.fullmatch(piece))
        spans = ((text.find(piece), piece, entities) for piece, entities in found if entities)
        return [
            Subject(entities[0], at, at + len(piece) if at >= 0 else -1, tuple(entities[1:]))
            for at, piece, entities in spans
        ]

    def _numbered(self, question: Question, text: str, table: NameTable) -> Iterator[Subject]:
        for number in map(compact, question.doc_numbers):
            found = table.bearing(number)
            if found:
                at = text.find(number)
                yield Subject(found[0], at, at + len(number), tuple(found[1:]))

    def _read(self, question: Question, text: str, table: NameTable) -> tuple[list[Subject], list[tuple[int, int]]]:
        """The question read as a document is: subjects that the graph knows, and where it names others.

        Inside the latter (四川省总工会) a known short form (省总工会) means nothing.
        """
        subjects: list[Subject] = []
        unknown: list[tuple[int, int]] = []
        for entity, surface in mentions(question.text):
            if entity.kind not in BODIES and entity.kind is not Kind.REGION:
                continue
            form = compact(fold(surface))
            at = text.find(form)
            known = self._store.entity(entity.id)
            found = [known] if known else table.named(entity.name, entity.kind)
            if not known and _RELATIVE.match(surface) and entity.kind in BODIES:
                found = list({e.id: e for e in (*found, *table.placed(entity.name, entity.kind))}.values())
            if not found and at >= 0 and place_codes(surface):
                found = table.misspelt(form, entity.kind)
            if found and at >= 0:
                subjects.append(Subject(found[0], at, at + len(form), tuple(found[1:])))
            elif at >= 0 and _BRANCH.search(form) and table.knows(_BRANCH.sub("", form)):
                continue
            elif at >= 0 and place_codes(surface) and entity.kind in BODIES:
                unknown.append((at, at + len(form)))
        return subjects, unknown

    def _in_part(
        self, question: Question, text: str, subjects: Sequence[Subject], table: NameTable
    ) -> Iterator[Subject]:
        """Names given in part, among the pieces of the question that are no names yet."""
        taken = bytearray(len(text))
        for subject in subjects:
            if subject.start >= 0 and subject.entity.kind is not Kind.REGION:
                taken[subject.start : subject.end] = b"\x01" * (subject.end - subject.start)
        pieces = [compact(piece) for piece in (*question.titles, *question.quoted, *question.theme, *question.topic)]
        pieces.append(compact("".join(question.theme)))
        pieces.append(_unplaced(question.described or "", [text[s.start : s.end] for s in subjects if _is_place(s)]))
        brief = len(compact(question.described or "")) < SHORTEST + 4
        for piece in dict.fromkeys(pieces):
            at = text.find(piece)
            if not _ENDS.search(piece) or (at >= 0 and all(taken[at : at + len(piece)])):
                continue
            found = (
                table.like(piece, least=WHOLE_TITLE if is_whole_title(piece, text) else 0.0)
                if len(piece) >= SHORTEST
                else table.ending(piece)
                if brief and len(piece) >= 4
                else []
            )
            if is_genre(piece) and len(found) > _FEW:
                continue
            if found and not any(subject.entity.id == found[0].id for subject in subjects):
                yield Subject(found[0], -1, -1, tuple(found[1:4]))
                return


def _is_place(subject: Subject) -> bool:
    return subject.entity.kind is Kind.REGION and subject.start >= 0


def _unplaced(described: str, places: Sequence[str]) -> str:
    """Words that describe a policy without the places, which its title need not name."""
    described = compact(described)
    for place in places:
        described = described.replace(place, "")
    return described


def mentions(text: str) -> list[tuple[Entity, str]]:
    """Entities that the document finders see in the question, with the words that name them.

    Blanks part keywords: no name goes over one.
    """
    read = _BLANK.sub("，", text)
    document = parse(RawDocument(Source("question", "question", "question"), read, "text/plain", ""))
    extraction = extract(document)
    entities = {entity.id: entity for entity in extraction.entities}
    return [(entities[m.entity], m.surface) for m in extraction.mentions if m.entity in entities]


def _without_overlaps(subjects: Collection[Subject]) -> list[Subject]:
    """Longest first; of equal ones the first given."""
    kept: list[Subject] = []
    for subject in sorted(subjects, key=lambda subject: subject.start - subject.end):
        if not any(subject.start < other.end and other.start < subject.end for other in kept):
            kept.append(subject)
    return sorted(kept, key=lambda subject: subject.start)
