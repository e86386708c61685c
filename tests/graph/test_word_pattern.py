"""Patterns of words that are tried only where one of the words may begin."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from graph.extraction.body_tables import any_of
from graph.extraction.word_pattern import WordPattern

_LETTERS = st.text(alphabet="医院学校网中心", max_size=12)
_WORDS = st.lists(st.text(alphabet="医院学校网中心", min_size=1, max_size=4), min_size=1, max_size=6)


@given(_LETTERS, _WORDS)
def test_a_word_pattern_finds_what_the_plain_pattern_finds(text: str, words: list[str]) -> None:
    pattern = any_of(words)
    plain = [match.span() for match in re.finditer(pattern, text)]
    assert [match.span() for match in WordPattern(pattern, words).finditer(text, 0, len(text))] == plain


def test_a_word_pattern_keeps_inside_its_bounds() -> None:
    pattern = WordPattern("医院(?!长)|网", ["医院", "网"])
    assert [match.group() for match in pattern.finditer("医院网医院", 1, 4)] == ["网"]
