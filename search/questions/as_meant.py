"""A question's names as the graph has them: spelt in Latin letters (Wang Shufen), or with a letter that sounds alike.

Only a stretch that no passage bears is taken for misspelt, and only for a name that reads the same: another letter
(王树芳 for 王树芬) may make another person's name.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from graph.elements import Entity, Kind
from search.wording.pinyin import spellings
from search.wording.terms import HAN, compact, fold

_LATIN = re.compile(r"[A-Za-zü]+(?:['’-](?!s\b)[A-Za-zü]+)*")
_RUN = re.compile(f"[{HAN}]{{2,}}")
_LONGEST = 12
"""Letters of a name that may be misspelt."""
_WORDS = 3
"""Latin words of one person's name at most."""
_ALONE = 8
"""Latin letters from which one word is a person's whole name (wangshufen)."""
_LEVEL = re.compile("(?<=[㐀-鿿]{2})(?:(?:[㐀-鿿]{1,3}族)*自治)?[省市县区州盟旗]$")
_LEVEL_WORD = re.compile(r" (?:province|city|prefecture|county|district)\b", re.IGNORECASE)
_BEFORE = re.compile("(?:请问|谁是|介绍|一下)*")
_AFTER = re.compile("$|[是任担现兼的在和与跟有叫]|同志")
_ASKING = re.compile("[哪谁啥吗呢么几的了]")
"""Letters that questions put beside names."""
_NAMED = frozenset({Kind.PERSON, Kind.AGENCY, Kind.ENTERPRISE, Kind.INSTITUTION, Kind.INITIATIVE})


@dataclass(frozen=True, slots=True)
class Meant:
    """text: the question so read. misspelt: what it says, and what is meant instead."""

    text: str
    misspelt: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class _Span:
    """Where a name stands, and how the graph has it."""

    start: int
    end: int
    name: str


class SpokenNames:
    """Names of a graph by how they are read; of names read alike a full one is meant, and the most mentioned one."""

    def __init__(self, entities: Sequence[Entity]) -> None:
        """entities: most mentioned first."""
        self._names: dict[str, str] = {}
        self._persons: dict[str, str] = {}
        self._places: dict[str, str] = {}
        for entity in entities:
            if entity.kind is Kind.REGION:
                for read in spellings(_LEVEL.sub("", entity.name)):
                    self._places.setdefault(read, entity.name)
        named = [entity for entity in entities if entity.kind in _NAMED]
        for entity in named:
            self._add(entity.name, entity.kind)
        for entity in named:
            for alias in entity.aliases:
                self._add(alias, entity.kind)

    def _add(self, form: str, kind: Kind) -> None:
        name = compact(fold(form))
        if not 2 <= len(name) <= _LONGEST:
            return
        for read in spellings(name):
            self._names.setdefault(read, name)
        if kind is Kind.PERSON:
            for read in (*spellings(name), *spellings(name[1:] + name[:1])):  # Wang Shufen, Shufen Wang
                self._persons.setdefault(read, name)

    def meant(self, text: str, borne: Callable[[str], bool]) -> Meant:
        """The question with the names that it means. borne: whether a passage has two letters side by side."""
        latin = list(self._latin(text))
        wrong = list(self._wrong(fold(text), borne))
        told = tuple((fold(text)[span.start : span.end], span.name) for span in wrong)
        for span in sorted((*latin, *wrong), key=lambda span: -span.start):
            text = text[: span.start] + span.name + text[span.end :]
        return Meant(text, told)

    def _latin(self, text: str) -> Iterator[_Span]:
        words = list(_LATIN.finditer(text))
        at = 0
        while at < len(words):
            span = self._person(text, words[at : at + _WORDS]) or self._place(text, words[at])
            if span is not None:
                yield span
            at += 1 if span is None else sum(span.start <= word.start() < span.end for word in words)

    def _person(self, text: str, words: Sequence[re.Match[str]]) -> _Span | None:
        """The longest run of words from the first that is a person's name."""
        for last in reversed(words):
            start, end = words[0].start(), last.end()
            read = _read(text[start:end])
            if (last is not words[0] or len(read) >= _ALONE) and read in self._persons:
                return _Span(start, end, self._persons[read])
        return None

    def _place(self, text: str, word: re.Match[str]) -> _Span | None:
        """A place, written with a capital, with the word for its level."""
        name = self._places.get(_read(word.group())) if word.group()[0].isupper() else None
        level = _LEVEL_WORD.match(text, word.end())
        return _Span(word.start(), level.end() if level else word.end(), name) if name else None

    def _wrong(self, folded: str, borne: Callable[[str], bool]) -> Iterator[_Span]:
        """Stretches that no passage bears and a name reads like, longest first at each place."""
        for run in _RUN.finditer(folded):
            letters = run.group()
            unborne = [not borne(letters[at : at + 2]) for at in range(len(letters) - 1)]
            at = 0
            while any(unborne[at:]):
                end, name = next(self._alike(letters, at, unborne), (at + 1, ""))
                if name:
                    yield _Span(run.start() + at, run.start() + end, name)
                at = end

    def _alike(self, letters: str, at: int, unborne: Sequence[bool]) -> Iterator[tuple[int, str]]:
        """Ends of the stretches from `at` that read like a name, and that name."""
        for end in range(min(len(letters), at + _LONGEST), at + 1, -1):
            said = letters[at:end]
            known = self._names if len(said) > 2 else self._persons if _is_alone(letters, at, end) else {}
            if any(unborne[at : end - 1]) and not _ASKING.search(said):
                name = next((known[read] for read in spellings(said) if read in known), said)
                if len(name) == len(said) and 0 < _apart(said, name) <= len(said) // 2:
                    yield end, name


def _is_alone(letters: str, at: int, end: int) -> bool:
    """Whether two letters stand where a person is named, and not inside a word."""
    return _BEFORE.fullmatch(letters, 0, at) is not None and _AFTER.match(letters, end) is not None


def _read(latin: str) -> str:
    """Latin words as one spelling."""
    return re.sub("[^a-z]", "", latin.lower().replace("ü", "v"))


def _apart(said: str, name: str) -> int:
    """Letters in which two names of one length differ."""
    return sum(one != other for one, other in zip(said, name, strict=True))
