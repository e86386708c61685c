"""Patterns of words that are tried only where one of the words may begin."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from graph.extraction.word_pattern import WordPattern

_LETTERS = st.text(alphabet="医院学校网中心", max_size=12)
_WORDS = st.dictionaries(
    st.text(alphabet="医院学校网中心", min_size=1, max_size=4), st.sampled_from(["", "(?!中)", "(?=心)"]), min_size=1
)


@given(_LETTERS, _WORDS)
def test_a_word_pattern_finds_what_one_pattern_of_all_words_finds(text: str, words: dict[str, str]) -> None:
    plain = "|".join(word + words[word] for word in sorted(words, key=len, reverse=True))
    expected = [match.span() for match in re.finditer(plain, text)]
    assert [match.span() for match in WordPattern(words).finditer(text, 0, len(text))] == expected


def test_a_word_pattern_keeps_inside_its_bounds() -> None:
    pattern = WordPattern({"医院": "(?!长)", "网": ""})
    assert [match.group() for match in pattern.finditer("医院网医院", 1, 4)] == ["网"]
