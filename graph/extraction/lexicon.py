"""Word lists that find their words in text by the characters that they begin or end with, longest first."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Generic, NamedTuple, TypeVar

from graph.extraction.pairs import Pairs

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
    found = (Hit(at, at + len(word), word) for word in words for at in places_of(word, text, start, end))
    at = start
    for hit in sorted(found, key=lambda hit: (hit.start, -hit.end)):
        if hit.start >= at:
            yield hit
            at = hit.end


def places_of(word: str, text: str, start: int, end: int) -> Iterator[int]:
    """Every place of the word, those that overlap included."""
    at = text.find(word, start, end)
    while at >= 0:
        yield at
        at = text.find(word, at + 1, end)


class Lexicon(Generic[Value]):
    """Words of at least two characters, each with a value; the last value given for a word stands.

    A scan looks up the two characters that words begin with at all places at once (`Pairs`). Where all words are
    longer, it looks up as many characters as the shortest has, up to four: fewer places are left to compare with words.
    """

    def __init__(self, words: Mapping[str, Value] | Iterable[tuple[str, Value]]) -> None:
        self._values: dict[str, Value] = dict(words)
        if short := next((word for word in self._values if len(word) < 2), None):
            raise ValueError(f"{short!r}: a lexicon's word has at least two characters; match it with a pattern")
        self._key = min((4, *map(len, self._values)))
        self._pairs = Pairs(word[:2] for word in self._values)
        # Lengths of the words that go on behind an opening, longest first, by their next character; "" for any other.
        self._lengths = {opening: self._by_next(opening, lengths) for opening, lengths in self._grouped().items()}

    def _grouped(self) -> dict[str, dict[str, set[int]]]:
        groups: dict[str, dict[str, set[int]]] = {}
        for word in self._values:
            nexts = groups.setdefault(word[: self._key], {})
            nexts.setdefault(word[self._key : self._key + 1], set()).add(len(word))
        return groups

    @staticmethod
    def _by_next(opening: str, nexts: Mapping[str, set[int]]) -> dict[str, tuple[int, ...]]:
        alone = nexts.get("", set())
        return {"": ()} | {letter: tuple(sorted(lengths | alone, reverse=True)) for letter, lengths in nexts.items()}

    def __contains__(self, word: str) -> bool:
        return word in self._values

    def words(self) -> Iterable[str]:
        return self._values.keys()

    def get(self, word: str) -> Value | None:
        return self._values.get(word)

    def longest(self, text: str, at: int) -> Hit[Value] | None:
        """The longest word that begins at `at`."""
        key = self._key
        nexts = self._lengths.get(text[at : at + key])
        if nexts is None:
            return None
        for length in nexts.get(text[at + key : at + key + 1]) or nexts[""]:
            value = self._values.get(text[at : at + length])
            if value is not None and at + length <= len(text):
                return Hit(at, at + length, value)
        return None

    def hits(self, text: str, start: int, end: int) -> Iterator[Hit[Value]]:
        """The longest word at each position of [start, end); words may overlap."""
        known, key = self._lengths, self._key
        for at in self._pairs.places(text, start, end):
            hit = self.longest(text, at) if key == 2 or text[at : at + key] in known else None
            if hit is not None and hit.end <= end:
                yield hit

    def scan(self, text: str, start: int, end: int) -> Iterator[Hit[Value]]:
        """Words in [start, end), leftmost longest, without overlaps."""
        at = start
        for hit in self.hits(text, start, end):
            if hit.start >= at:
                yield hit
                at = hit.end


class Endings:
    """Words of at least two characters, found by the last two of them at the place where they end."""

    def __init__(self, words: Iterable[str]) -> None:
        self._words = frozenset(words)
        index: dict[str, set[int]] = {}
        for word in self._words:
            index.setdefault(word[-2:], set()).add(len(word))
        self._lengths = {ending: tuple(sorted(lengths, reverse=True)) for ending, lengths in index.items()}

    def __contains__(self, word: str) -> bool:
        return word in self._words

    def __iter__(self) -> Iterator[str]:
        return iter(self._words)

    def longest(self, text: str, end: int, start: int) -> str | None:
        """The longest word that ends at `end` and begins no earlier than `start`."""
        for length in self._lengths.get(text[end - 2 : end], ()) if end - start > 1 else ():
            if length <= end - start and text[end - length : end] in self._words:
                return text[end - length : end]
        return None
