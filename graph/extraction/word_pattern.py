"""Many words, each with what must follow it, found by the two characters that they begin with."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping


class WordPattern:
    """Finds what a pattern of all the words would find, of two that begin together the longer one first.

    The regex engine skips to the characters that words begin with, which are common ones, and tries every word there.
    Here two characters are looked up first: they rule most places out, and leave few words to try.
    """

    def __init__(self, words: Mapping[str, str]) -> None:
        """words: word -> pattern of what must follow it, may be empty."""
        groups: dict[str, list[str]] = {}
        for word in sorted(words, key=len, reverse=True):
            groups.setdefault(word[:2], []).append(re.escape(word) + words[word])
        self._has_single = any(len(opening) == 1 for opening in groups)
        # A word of one character stands alone, or behind the longer ones that begin with it.
        single = {opening: group for opening, group in groups.items() if len(opening) == 1}
        self._patterns = {
            opening: re.compile("|".join(group + (single.get(opening[0], []) if opening not in single else [])))
            for opening, group in groups.items()
        }
        first, second = (_letters(opening[at : at + 1] for opening in groups) for at in (0, 1))
        rest = [f"(?=[{second}])"] * bool(second) + [f"(?<=[{_letters(single)}])"] * bool(single)
        self._opening = re.compile(f"[{first}](?:{'|'.join(rest)})")

    def finditer(self, text: str, start: int, end: int) -> Iterator[re.Match[str]]:
        """The matches in [start, end), leftmost, without overlaps."""
        at, patterns = start, self._patterns
        openings = self._opening.finditer(text, start, end)
        if self._has_single:
            places = [opening.start() for opening in openings]
        else:
            places = [place for opening in openings if text[(place := opening.start()) : place + 2] in patterns]
        for place in places:
            pattern = patterns.get(text[place : place + 2]) or patterns.get(text[place])
            if pattern is not None and place >= at:
                match = pattern.match(text, place, end)
                if match is not None:
                    yield match
                    at = match.end()


def _letters(words: Iterable[str]) -> str:
    """The characters, as they stand in a set of a pattern."""
    return re.escape("".join(sorted(set(words))))
