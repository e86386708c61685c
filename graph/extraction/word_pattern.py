"""Patterns whose matches begin with words, tried only where those words may begin."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from graph.extraction.lexicon import places_of
from graph.extraction.pairs import Pairs


class _Openings:
    """Where words may begin: at the two characters that one of them begins with, or at a word of one character."""

    def __init__(self, words: Iterable[str]) -> None:
        openings = {word[:2] for word in words}
        self._pairs = Pairs(opening for opening in openings if len(opening) == 2)
        self._single = sorted(opening for opening in openings if len(opening) == 1)

    def places(self, text: str, start: int, end: int) -> Sequence[int]:
        places = self._pairs.places(text, start, end)
        if not self._single:
            return places
        return sorted({*places, *(place for word in self._single for place in places_of(word, text, start, end))})


class AnchoredPattern:
    """Finds what its pattern would find, which begins with one of some words.

    The regex engine reads every character for what a pattern may begin with. Here the words' places are known from
    the text's index (`Pairs`), most often that there are none.
    """

    def __init__(self, pattern: str, words: Iterable[str], ahead: int = 0) -> None:
        """ahead: how many characters before the match the words begin, where they are or hold what it looks back at."""
        self.pattern = re.compile(pattern)
        self._openings, self._ahead = _Openings(words), ahead

    def finditer(self, text: str, start: int, end: int) -> Iterator[re.Match[str]]:
        """The matches in [start, end), leftmost, without overlaps."""
        at, ahead = start, self._ahead
        for place in self._openings.places(text, max(start - ahead, 0), end):
            match = self.pattern.match(text, place + ahead, end) if place + ahead >= at else None
            if match is not None:
                yield match
                at = match.end()

    def search(self, text: str, start: int, end: int) -> re.Match[str] | None:
        """The first match in [start, end)."""
        return next(self.finditer(text, start, end), None)


class WordPattern:
    """Many words, each with what must follow it: of two that begin together the longer one is tried first.

    Few words are tried at a place, those that begin with its two characters.
    """

    def __init__(self, words: Mapping[str, str]) -> None:
        """words: word -> pattern of what must follow it, may be empty."""
        groups: dict[str, list[str]] = {}
        for word in sorted(words, key=len, reverse=True):
            groups.setdefault(word[:2], []).append(re.escape(word) + words[word])
        # A word of one character stands alone, or behind the longer ones that begin with it.
        single = {opening: group for opening, group in groups.items() if len(opening) == 1}
        self._patterns = {
            opening: re.compile("|".join(group + (single.get(opening[0], []) if opening not in single else [])))
            for opening, group in groups.items()
        }
        self._openings = _Openings(words)

    def finditer(self, text: str, start: int, end: int) -> Iterator[re.Match[str]]:
        """The matches in [start, end), leftmost, without overlaps."""
        at, patterns = start, self._patterns
        for place in self._openings.places(text, start, end):
            if place >= at:
                pattern = patterns.get(text[place : place + 2]) or patterns[text[place]]
                match = pattern.match(text, place, end)
                if match is not None:
                    yield match
                    at = match.end()

    def search(self, text: str, start: int, end: int) -> re.Match[str] | None:
        """The first match in [start, end)."""
        return next(self.finditer(text, start, end), None)
