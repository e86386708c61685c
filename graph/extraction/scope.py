"""What a mention finder and a link rule are given: one part of a document, its region, and what is known so far.

Extraction runs part by part (body, attachment, bulletin item). Each stage gets a `Scope` and returns mentions in clean
offsets; later stages see the mentions of earlier ones. Order: regions, bodies (agencies, enterprises, institutions),
policies, people, initiatives, then links over sentences.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from operator import attrgetter
from typing import Any, TypeVar

from graph.elements import Kind
from ingest.document import Document, Part

Answer = TypeVar("Answer")
_start = attrgetter("start")


@dataclass(frozen=True, slots=True)
class Mention:
    """A name found in the text. start, end: clean offsets of `Document.clean.text`.

    name: canonical full name (云南省总工会 for a printed 省总工会); it makes the entity's id unless `key` is given.
    rule: name of the rule that found it. attrs: facts about the entity (doc_number, date ...), JSON values.
    """

    kind: Kind
    start: int
    end: int
    name: str
    rule: str
    confidence: float = 1.0
    key: str | None = None
    attrs: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Region:
    """An administrative division. name: official full name (大理白族自治州).

    level: country, province, prefecture, county. path: names from the province down, itself last.
    """

    code: str
    name: str
    level: str
    path: tuple[str, ...]

    def __hash__(self) -> int:
        return hash(self.code)  # regions are keys of many caches


@dataclass(slots=True)
class Scope:
    """One part under extraction. `mentions` grows stage by stage, sorted by start, free of overlaps inside one kind.

    region: the home of the part's bare short forms (省总工会, 州委); None when nothing tells. A stretch about another
    place may change it; finders decide. short_forms: definitions bound in the document so far
    (产改办 -> full name), shared by all its parts.
    """

    document: Document
    part: Part
    region: Region | None
    mentions: list[Mention] = field(default_factory=list)
    short_forms: dict[str, tuple[Kind, str]] = field(default_factory=dict)
    text: str = field(init=False, repr=False)
    """Clean text of the whole document; work inside [part.start, part.end)."""
    _answers: dict[Callable[[Scope], Any], Any] = field(default_factory=dict, init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        self.text = self.document.clean.text  # finders ask for it everywhere

    def beginning_in(self, start: int, end: int) -> Sequence[Mention]:
        """Mentions that begin in [start, end), in order."""
        first = bisect_left(self.mentions, start, key=_start)
        return self.mentions[first : bisect_left(self.mentions, end, first, key=_start)]

    def finditer(self, pattern: re.Pattern[str], *signs: str) -> Iterator[re.Match[str]]:
        """Matches of the pattern in the part, each of which holds one of the signs: without any the text is not read.

        For a pattern that takes ten times as long over a text as the search for its signs.
        """
        text, start, end = self.text, self.part.start, self.part.end
        for sign in signs:
            if text.find(sign, start, end) >= 0:
                yield from pattern.finditer(text, start, end)
                return

    def once(self, question: Callable[[Scope], Answer]) -> Answer:
        """The answer to a question that several rules ask of the part and no later mention changes: worked out once."""
        if question not in self._answers:
            self._answers[question] = question(self)
        answer: Answer = self._answers[question]
        return answer
