"""What a question is about: the entities of the graph that it names, abbreviated or not, in whole or in part.

Three readings together: the names and aliases that the graph holds (longest first), the same finders that read
documents (so that 江苏省国资委 leads to the full name even where no document prints it so), and titles of policies
that the question gives in part (云岭工匠实施意见).
"""

from __future__ import annotations

import re
import threading
from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from graph.elements import BODIES, Entity, Kind
from graph.extraction.extract import extract
from graph.store import GraphStore
from graph.titles import place_codes
from ingest.document import RawDocument, Source
from ingest.parse import parse
from search.alternatives import is_department
from search.common_names import is_another, is_common, is_elsewhere, is_genre
from search.local_papers import local_paper
from search.question import Intent, Question
from search.spelling import common_subsequence, divided, one_apart
from search.terms import compact, fold

_ALL = 10_000_000
_BLANK = re.compile(r"(?<=[㐀-鿿”》])\s+(?=[㐀-鿿“《])")
_SHORTEST = 5
"""Characters of a piece that may stand for a longer name."""
_LIKENESS = {Kind.POLICY: 0.8}
"""Share of the piece that the name must hold in order; 1 where not given."""
_WHOLE_TITLE = 0.93
"""The same of a whole title: another word in it means another policy."""
_LONG_TITLE = 10
"""Characters behind 关于 from which words are a title's own, and do not only describe it (关于食堂的意见)."""
_AS_LIKE = 0.05
"""Share by which a name may hold less of the piece than the likest one."""
_RUNS = 0.45
"""Distinct bigrams of the piece that the name must hold, against the piece's length."""
_NATIONAL = ("全国", "国家", "中央")
_NATIONAL_NAME = re.compile("^(?:国务院|国家|中华全国|全国|中央)")
_RELATIVE = re.compile("[省市州县区]")
"""How the name of a body begins that leaves out its place (省人社厅)."""
_FIRM = "集团|股份|控股|有限|责任|总公司|公司"
_SHORTEST_BRAND = 2
_TRADE = 8
"""Letters for what a firm does between its brand and its form (农产品开发)."""
_SHORTEST_BODY = 3
"""Letters behind a place that a misspelt name of a body must have."""
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


@dataclass(frozen=True, slots=True)
class Subject:
    """An entity that a question names. start, end: where, in the question's compact form; -1 when read from a part.

    others: entities that bear the same name, less often mentioned.
    """

    entity: Entity
    start: int
    end: int
    others: tuple[Entity, ...] = ()


class NameTable:
    """Names and aliases of all entities, and the policies' titles, of one revision of the store."""

    def __init__(self, entities: Sequence[Entity]) -> None:
        """entities: most mentioned first."""
        self._by_form: dict[str, list[Entity]] = defaultdict(list)
        self._long: list[tuple[str, Entity]] = []
        self._grams: dict[str, list[int]] = defaultdict(list)
        for entity in entities:
            for form in _forms(entity):
                self._by_form[form].append(entity)
                if len(form) > _SHORTEST and entity.kind not in (Kind.PERSON, Kind.REGION):
                    self._add_long(form, entity)
        self._longest = max(map(len, self._by_form), default=0)

    def _add_long(self, form: str, entity: Entity) -> None:
        for gram in {form[i : i + 2] for i in range(len(form) - 1)}:
            self._grams[gram].append(len(self._long))
        self._long.append((form, entity))

    def scan(self, text: str) -> Iterator[Subject]:
        """Names in compact text, longest first at each place, without overlaps."""
        at = 0
        while at < len(text):
            for end in range(min(len(text), at + self._longest), at + 1, -1):
                found = self._by_form.get(text[at:end])
                if found:
                    yield Subject(found[0], at, end, tuple(found[1:]))
                    at = end - 1
                    break
            at += 1

    def knows(self, form: str) -> bool:
        """Whether an entity bears this compact name."""
        return form in self._by_form

    def named(self, name: str, kind: Kind) -> list[Entity]:
        """Entities of the kind whose name or alias is exactly this."""
        return [entity for entity in self._by_form.get(compact(fold(name)), ()) if entity.kind is kind]

    def national(self, name: str, kind: Kind) -> list[Entity]:
        """National bodies of the kind whose name is this behind the word for it (中华全国总工会)."""
        found = {e.id: e for own, e in self._long if e.kind is kind and _NATIONAL_NAME.sub("", own) == name != own}
        return list(found.values())

    def placed(self, name: str, kind: Kind) -> list[Entity]:
        """Bodies of the kind that the name of a body without its place (省人力资源和社会保障厅) stands for."""
        form = compact(fold(name))
        found = {
            e.id: e
            for own, e in self._long
            if e.kind is kind and own.endswith(form) and place_codes(own[: -len(form) + 1])
        }
        return list(found.values())

    def like(self, piece: str, near: int = 40, least: float = 0.0) -> list[Entity]:
        """Entities whose name holds the piece, characters in order, letters between allowed; likest first.

        国企示范带动实施意见 is like 关于充分发挥国有企业…示范带动作用的实施意见. Both must end alike.

        least: share of the piece that the name must hold, where that is more than for its kind.
        """
        counts: dict[int, int] = defaultdict(int)
        for gram in {piece[i : i + 2] for i in range(len(piece) - 1)}:
            for number in self._grams.get(gram, ()):
                counts[number] += 1
        best: dict[str, tuple[float, Entity]] = {}
        for number in sorted(counts, key=lambda number: -counts[number])[:near]:
            form, entity = self._long[number]
            value = common_subsequence(piece, form) / len(piece)
            wanted = max(least, _LIKENESS.get(entity.kind, 1.0))
            alike = entity.kind is Kind.POLICY or form.endswith(piece[-2:])
            alike = alike and counts[number] >= _RUNS * len(piece) and not _is_wider(piece, form)
            if alike and value >= wanted and value > best.get(entity.id, (0.0,))[0]:
                best[entity.id] = (value - len(form) / 10_000, entity)
        top = max((value for value, _ in best.values()), default=0.0) - _AS_LIKE
        kept = [pair for pair in best.values() if pair[0] >= top]
        return [entity for _, entity in sorted(kept, key=lambda pair: -pair[0])]

    def firms(self, brand: str) -> list[Entity]:
        """Firms whose name is the brand between a place and words for the form of a firm, most mentioned first.

        A brand with such a word (富鑫公司) may leave out the trade as well, if it stands for one firm only.
        """
        named = self._firms(f"{re.escape(brand)}(?:{_FIRM})*")
        short = re.sub(f"(?:{_FIRM})+$", "", brand)
        if named or short == brand or len(short) < _SHORTEST_BRAND or place_codes(short):
            return named
        traded = self._firms(f"{re.escape(short)}[㐀-鿿]{{0,{_TRADE}}}(?:{_FIRM})+")
        return traded if len(traded) == 1 else []

    def _firms(self, pattern: str) -> list[Entity]:
        whole = re.compile(f"[㐀-鿿]{{0,6}}{pattern}")
        found = {e.id: e for form, e in self._long if e.kind is Kind.ENTERPRISE and whole.fullmatch(form)}
        return list(found.values())

    def misspelt(self, name: str, kind: Kind) -> list[Entity]:
        """Bodies whose name differs from this one in one letter behind its place, which is no other usual name."""
        place, own = divided(name)
        if len(own) < _SHORTEST_BODY or is_department(own):
            return []
        forms = ((form, e) for form, e in self._long if e.kind is kind and len(form) == len(name))
        found = {e.id: e for form, e in forms if form.startswith(place) and one_apart(form, name)}
        return list(found.values())

    def ending(self, piece: str) -> list[Entity]:
        """Numbered policies whose title ends with the piece, most mentioned first."""
        found = {e.id: e for form, e in self._long if e.kind is Kind.POLICY and form.endswith(piece)}
        return [entity for entity in found.values() if entity.attrs.get("doc_number")]


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
        scanned = [*self._numbered(question, text), *table.scan(text)]
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
                len(name) < _SHORTEST_BODY
                or place_codes(name)
                or _NATIONAL_NAME.match(name)
                or (known is None and name not in text)
            ):
                continue
            full = _NATIONAL_NAME.sub("", known.entity.name) if known else name
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

    def _numbered(self, question: Question, text: str) -> Iterator[Subject]:
        for number in question.doc_numbers:
            for entity in self._store.find(number, Kind.POLICY, 3):
                if compact(fold(str(entity.attrs.get("doc_number", "")))) == compact(number):
                    at = text.find(compact(number))
                    yield Subject(entity, at, at + len(compact(number)))
                    break

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
        brief = len(compact(question.described or "")) < _SHORTEST + 4
        for piece in dict.fromkeys(pieces):
            at = text.find(piece)
            if not _ENDS.search(piece) or (at >= 0 and all(taken[at : at + len(piece)])):
                continue
            found = (
                table.like(piece, least=_WHOLE_TITLE if is_whole_title(piece, text) else 0.0)
                if len(piece) >= _SHORTEST
                else table.ending(piece)
                if brief and len(piece) >= 4
                else []
            )
            if is_genre(piece) and len(found) > _FEW:
                continue
            if found and not any(subject.entity.id == found[0].id for subject in subjects):
                yield Subject(found[0], -1, -1, tuple(found[1:4]))
                return


def is_whole_title(piece: str, text: str) -> bool:
    """Whether a piece of compact text is what a title says behind 关于 (关于深化产业工人队伍建设改革的意见)."""
    return len(piece) >= _LONG_TITLE and f"关于{piece[:2]}" in text


def bears_title(name: str, piece: str) -> bool:
    """Whether a compact name holds a piece that is a whole title, but for a letter of many."""
    return common_subsequence(piece, name) >= _WHOLE_TITLE * len(piece)


def _is_place(subject: Subject) -> bool:
    return subject.entity.kind is Kind.REGION and subject.start >= 0


def _unplaced(described: str, places: Sequence[str]) -> str:
    """Words that describe a policy without the places, which its title need not name."""
    described = compact(described)
    for place in places:
        described = described.replace(place, "")
    return described


def _forms(entity: Entity) -> Iterator[str]:
    names = [entity.name, *entity.aliases]
    number = entity.attrs.get("doc_number")
    if number:
        names.append(str(number))
    for form in dict.fromkeys(compact(fold(name)) for name in names):
        if len(form) >= 2:
            yield form


def mentions(text: str) -> list[tuple[Entity, str]]:
    """Entities that the document finders see in the question, with the words that name them.

    Blanks part keywords: no name goes over one.
    """
    read = _BLANK.sub("，", text)
    document = parse(RawDocument(Source("question", "question", "question"), read, "text/plain", ""))
    extraction = extract(document)
    entities = {entity.id: entity for entity in extraction.entities}
    return [(entities[m.entity], m.surface) for m in extraction.mentions if m.entity in entities]


def _is_wider(piece: str, form: str) -> bool:
    """Whether the piece names a national body and the form one of a place."""
    return piece.startswith(_NATIONAL) and bool(place_codes(form))


def _without_overlaps(subjects: Collection[Subject]) -> list[Subject]:
    """Longest first; of equal ones the first given."""
    kept: list[Subject] = []
    for subject in sorted(subjects, key=lambda subject: subject.start - subject.end):
        if not any(subject.start < other.end and other.start < subject.end for other in kept):
            kept.append(subject)
    return sorted(kept, key=lambda subject: subject.start)
