"""Names and aliases of all entities of a graph, and what a question's words may stand for among them."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from graph.elements import Entity, Kind
from graph.titles import place_codes
from search.questions.as_meant import SpokenNames
from search.questions.spelling import common_subsequence, divided, lacks_word, one_apart
from search.wording.alternatives import is_department
from search.wording.terms import compact, fold

SHORTEST = 5
"""Characters of a piece that may stand for a longer name."""
_LIKENESS = {Kind.POLICY: 0.8}
"""Share of the piece that the name must hold in order; 1 where not given."""
WHOLE_TITLE = 0.93
"""The same of a whole title: another word in it means another policy."""
_LONG_TITLE = 10
"""Characters behind 关于 from which words are a title's own, and do not only describe it (关于食堂的意见)."""
_AS_LIKE = 0.05
"""Share by which a name may hold less of the piece than the likest one."""
_RUNS = 0.45
"""Distinct bigrams of the piece that the name must hold, against the piece's length."""
_NATIONAL = ("全国", "国家", "中央")
NATIONAL_NAME = re.compile("^(?:国务院|国家|中华全国|全国|中央)")
_FIRM = "集团|股份|控股|有限|责任|总公司|公司"
_SHORTEST_BRAND = 2
_TRADE = 8
"""Letters for what a firm does between its brand and its form (农产品开发)."""
_SERIAL = re.compile("公告|通告|令")
SHORTEST_BODY = 3
"""Letters behind a place that a misspelt name of a body must have."""


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
                if len(form) > SHORTEST and entity.kind not in (Kind.PERSON, Kind.REGION):
                    self._add_long(form, entity)
        self._longest = max(map(len, self._by_form), default=0)
        self._entities = entities

    def _add_long(self, form: str, entity: Entity) -> None:
        for gram in {form[i : i + 2] for i in range(len(form) - 1)}:
            self._grams[gram].append(len(self._long))
        self._long.append((form, entity))

    @cached_property
    def spoken(self) -> SpokenNames:
        """The names by how they are read."""
        return SpokenNames(self._entities)

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
        found = {e.id: e for own, e in self._long if e.kind is kind and NATIONAL_NAME.sub("", own) == name != own}
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
            alike = alike and not lacks_word(piece, form)
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
        if len(own) < SHORTEST_BODY or is_department(own):
            return []
        forms = ((form, e) for form, e in self._long if e.kind is kind and len(form) == len(name))
        found = {e.id: e for form, e in forms if form.startswith(place) and one_apart(form, name)}
        return list(found.values())

    def bearing(self, number: str) -> list[Entity]:
        """Policies of this compact number; that of an announcement (公告2020年第8号) leaves out who made it."""
        own = [e for e in self._by_form.get(number, ()) if _number(e) == number]
        return own or list(
            {e.id: e for _, e in self._long if _SERIAL.match(number) and _number(e).endswith(number)}.values()
        )

    def ending(self, piece: str) -> list[Entity]:
        """Numbered policies whose title ends with the piece, most mentioned first."""
        found = {e.id: e for form, e in self._long if e.kind is Kind.POLICY and form.endswith(piece)}
        return [entity for entity in found.values() if entity.attrs.get("doc_number")]


def is_whole_title(piece: str, text: str) -> bool:
    """Whether a piece of compact text is what a title says behind 关于 (关于深化产业工人队伍建设改革的意见)."""
    told = piece.removeprefix("关于")
    return len(told) >= _LONG_TITLE and f"关于{told[:2]}" in text


def bears_title(name: str, piece: str) -> bool:
    """Whether a compact name holds a piece that is a whole title, but for a letter of many."""
    return common_subsequence(piece, name) >= WHOLE_TITLE * len(piece)


def _number(entity: Entity) -> str:
    return compact(fold(str(entity.attrs.get("doc_number", ""))))


def _forms(entity: Entity) -> Iterator[str]:
    names = [entity.name, *entity.aliases]
    number = entity.attrs.get("doc_number")
    if number:
        names.append(str(number))
    for form in dict.fromkeys(compact(fold(name)) for name in names):
        if len(form) >= 2:
            yield form


def _is_wider(piece: str, form: str) -> bool:
    """Whether the piece names a national body and the form one of a place."""
    return piece.startswith(_NATIONAL) and bool(place_codes(form))
