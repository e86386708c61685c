"""A word list that finds its words in text by their first two characters, longest first."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import compress, count
from operator import add
from typing import Generic, NamedTuple, TypeVar

Value = TypeVar("Value")


class Hit(NamedTuple, Generic[Value]):
    """A word of the list in the text. Half-open range of clean offsets, and what the list says of the word."""

    start: int
    end: int
    value: Value


class Lexicon(Generic[Value]):
    """Words of at least two characters, each with a value; the last value given for a word stands.

    A scan looks up each pair of characters among the words' first two, without a step of the interpreter.
    """

    def __init__(self, words: Mapping[str, Value] | Iterable[tuple[str, Value]]) -> None:
        self._values: dict[str, Value] = dict(words)
        index: dict[str, set[int]] = {}
        for word in self._values:
            if len(word) < 2:
                raise ValueError(f"{word!r}: a lexicon's word has at least two characters; match it with a pattern")
            index.setdefault(word[:2], set()).add(len(word))

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
        window = text[start : end + 1]
        for at in compress(count(start), map(known.__contains__, map(add, window, window[1:]))):
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
