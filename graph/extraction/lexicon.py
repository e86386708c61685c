"""A word list that finds its words in text by their first two characters, longest first."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Generic, NamedTuple, TypeVar

Value = TypeVar("Value")


class Hit(NamedTuple, Generic[Value]):
    """A word of the list in the text. Half-open range of clean offsets, and what the list says of the word."""

    start: int
    end: int
    value: Value


def words_in(text: str, start: int, end: int, words: Iterable[str]) -> Iterator[Hit[str]]:
    """Where any of a few words stands in [start, end), leftmost longest, without overlaps.

    For words that a text itself gives: a search for each costs less than one pattern of all, which is compiled anew.
    """
    found = (Hit(at, at + len(word), word) for word in words for at in _places_of(word, text, start, end))
    at = start
    for hit in sorted(found, key=lambda hit: (hit.start, -hit.end)):
        if hit.start >= at:
            yield hit
            at = hit.end


def _places_of(word: str, text: str, start: int, end: int) -> Iterator[int]:
    """Every place of the word, those that overlap included."""
    at = text.find(word, start, end)
    while at >= 0:
        yield at
        at = text.find(word, at + 1, end)


class Lexicon(Generic[Value]):
    """Words of at least two characters, each with a value; the last value given for a word stands.

    A scan looks up the pairs of characters of which the one begins a word and the other is second in one: a pattern
    finds those, four times faster than a look-up at each character.
    """

    def __init__(self, words: Mapping[str, Value] | Iterable[tuple[str, Value]]) -> None:
        self._values: dict[str, Value] = dict(words)
        index: dict[str, set[int]] = {}
        for word in self._values:
            if len(word) < 2:
                raise ValueError(f"{word!r}: a lexicon's word has at least two characters; match it with a pattern")
            index.setdefault(word[:2], set()).add(len(word))
        first, second = (re.escape("".join(sorted({pair[at] for pair in index}))) for at in (0, 1))
        self._opening = re.compile(f"[{first}](?=[{second}])" if index else "(?!)")
        self._lengths = {pair: tuple(sorted(lengths, reverse=True)) for pair, lengths in index.items()}

    def __contains__(self, word: str) -> bool:
        return word in self._values

    def words(self) -> Iterable[str]:
        return self._values.keys()

    def get(self, word: str) -> Value | None:
        return self._values.get(word)

    def longest(self, text: str, at: int) -> Hit[Value] | None:
        """The longest word that begins at `at`."""
        lengths = self._lengths.get(text[at : at + 2])
        if lengths is None:
            return None
        for length in lengths:
            value = self._values.get(text[at : at + length])
            if value is not None and at + length <= len(text):
                return Hit(at, at + length, value)
        return None

    def hits(self, text: str, start: int, end: int) -> Iterator[Hit[Value]]:
        """The longest word at each position of [start, end); words may overlap."""
        known = self._lengths
        openings = [opening.start() for opening in self._opening.finditer(text, start, end)]
        for at in [at for at in openings if text[at : at + 2] in known]:
            hit = self.longest(text, at)
            if hit is not None and hit.end <= end:
                yield hit

    def scan(self, text: str, start: int, end: int) -> Iterator[Hit[Value]]:
        """Words in [start, end), leftmost longest, without overlaps."""
        at = start
        for hit in self.hits(text, start, end):
            if hit.start >= at:
                yield hit
                at = hit.end
