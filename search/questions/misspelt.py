"""Words of a question that no passage bears, as the passages write them: a wrong letter, or Latin words cut otherwise.

Chinese with one wrong character inside (赣翻工匠) breaks two bigrams at once. What may stand in its place is read off
the index's terms, and counts only where a passage has the whole stretch so.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from search.indexes.keyword_index import KeywordIndex
from search.wording.alternatives import Named
from search.wording.terms import HAN, compact

_RUN = re.compile(f"[{HAN}]{{4,}}")
_WORD = re.compile(r"[0-9a-z]+")
_PARTED = re.compile(r"(?<![0-9a-z])([a-z]+)[ -]([0-9]+)(?![0-9a-z])")
_DIGIT = re.compile("[0-9]")
_BORDER = re.compile(r"(?<=[a-z])(?=[0-9])|(?<=[0-9])(?=[a-z])")
_MOST = 2
"""Wrong characters of one question that are looked into."""
_TRIED = 12
"""Characters that are tried in the place of one, those of the most frequent terms."""
_READ = 20
"""Passages read to see whether one has the stretch."""
_NEAR = 3
"""Wordings that are taken for one at most."""
_SHORTEST = 4
"""Letters of a Latin word that may be misspelt."""


class Misspelt:
    """Looks for what a question may have meant, in one index."""

    def __init__(self, keyword: KeywordIndex) -> None:
        self._keyword = keyword

    def in_text(self, folded: str) -> tuple[Named, ...]:
        """Stretches of a folded question that no passage has, with what passages have instead."""
        return (*self._latin(folded), *self._chinese(folded))

    def _chinese(self, folded: str) -> Iterator[Named]:
        looked = 0
        for run in _RUN.finditer(folded):
            text = run.group()
            known = [self._keyword.frequency(text[at : at + 2]) > 0 for at in range(len(text) - 1)]
            for at in range(1, len(text) - 1):
                context = _context(known, at)
                if context is None or looked == _MOST:
                    continue
                looked += 1
                start, end = context
                written = self._written(text[start:at], text[at + 1 : end])
                if written:
                    yield text[start:end], tuple(written)

    def _written(self, before: str, after: str) -> list[str]:
        """Stretches of passages with one other character between the two."""
        terms = self._keyword.beginning(before[-1])
        pairs = [(term, term[1] + after[0]) for term in terms if len(term) == 2]
        likely = [pair for pair in pairs if self._keyword.frequency(pair[1])][:_TRIED]
        weights = {term: 1.0 for pair in likely for term in pair}
        context = [stretch for stretch in (before, after) if len(stretch) == 2]
        found = self._keyword.search(weights, _READ, context) if likely else []
        stretch = re.compile(f"{before}[^0-9a-z]{after}")  # in compact text a Chinese character, and quickly compiled
        texts = [compact(text) for one in found for text in (one.body, one.heading, one.title)]
        return list(dict.fromkeys(match for text in texts for match in stretch.findall(text)))[:_NEAR]

    def _latin(self, folded: str) -> Iterator[Named]:
        for parted in _PARTED.finditer(folded):
            if self._keyword.frequency(joined := "".join(parted.groups())):
                yield parted.group(), (joined,)
        for word in dict.fromkeys(_WORD.findall(folded)):
            if len(word) < _SHORTEST or word.isdigit() or self._keyword.frequency(word):
                continue
            parts = _BORDER.split(word)
            if len(parts) > 1 and all(map(self._keyword.frequency, parts)):
                yield word, (" ".join(parts),)
            elif near := [term for term in self._keyword.beginning(word[0]) if is_one_off(word, term)][:_NEAR]:
                yield word, tuple(near)


def _context(known: list[bool], at: int) -> tuple[int, int] | None:
    """Where a stretch with one wrong character at `at` begins and ends: with the pair of characters before or behind.

    known: whether the index has the pair of characters that begins there. None where the character is not wrong, or
    stands alone with no known pair beside it.
    """
    if known[at - 1] or known[at]:
        return None
    start = at - 2 if at >= 2 and known[at - 2] else at - 1
    end = at + 3 if at + 1 < len(known) and known[at + 1] else at + 2
    return (start, end) if end - start >= _SHORTEST else None


def is_one_off(word: str, other: str) -> bool:
    """Whether one letter is missing, added, changed, or two neighbours have changed places; figures are as asked."""
    if word == other or abs(len(word) - len(other)) > 1 or _DIGIT.findall(word) != _DIGIT.findall(other):
        return False
    at = next((i for i, (a, b) in enumerate(zip(word, other, strict=False)) if a != b), min(len(word), len(other)))
    rest, there = word[at:], other[at:]
    swapped = len(rest) > 1 and rest[1::-1] + rest[2:] == there
    return swapped or rest[1:] == there[1:] or rest == there[1:] or rest[1:] == there
