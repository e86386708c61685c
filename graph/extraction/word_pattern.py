"""A pattern of many words that is tried only where the first characters of one of them stand."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator


class WordPattern:
    """A pattern whose matches all begin with one of the words.

    The regex engine skips to the characters that words begin with, which are common ones, and compares every word
    there; here two characters are looked up first, which rule most places out.
    """

    def __init__(self, pattern: str, words: Iterable[str]) -> None:
        self._pattern = re.compile(pattern)
        # The last character of a text begins no pair; a word of one character is looked up by itself.
        self._known = frozenset(word[:2] for word in words)
        first, second = (_letters(word[at : at + 1] for word in self._known) for at in (0, 1))
        single = _letters(word for word in self._known if len(word) == 1)
        rest = [f"(?=[{second}])"] * bool(second) + [f"(?<=[{single}])"] * bool(single)
        self._opening = re.compile(f"[{first}](?:{'|'.join(rest)})")

    def finditer(self, text: str, start: int, end: int) -> Iterator[re.Match[str]]:
        """The pattern's matches in [start, end), leftmost, without overlaps."""
        at, known = start, self._known
        for opening in self._opening.finditer(text, start, end):
            place = opening.start()
            if place >= at and (text[place : place + 2] in known or text[place] in known):
                match = self._pattern.match(text, place, end)
                if match is not None:
                    yield match
                    at = match.end()


def _letters(words: Iterable[str]) -> str:
    """The characters, as they stand in a set of a pattern."""
    return re.escape("".join(sorted(set(words))))
