"""Patterns of words that are tried only where one of the words may begin."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from graph.extraction.word_pattern import AnchoredPattern, WordPattern

_LETTERS = st.text(alphabet="医院学校网中心", max_size=12)
_WORDS = st.dictionaries(
    st.text(alphabet="医院学校网中心", min_size=1, max_size=4), st.sampled_from(["", "(?!中)", "(?=心)"]), min_size=1
)


@given(_LETTERS, _WORDS)
def test_a_word_pattern_finds_what_one_pattern_of_all_words_finds(text: str, words: dict[str, str]) -> None:
    plain = "|".join(word + words[word] for word in sorted(words, key=len, reverse=True))
    for passage in (text, text * 12):  # places of a short text and of an indexed one are found in different ways
        expected = [match.span() for match in re.finditer(plain, passage)]
        assert [match.span() for match in WordPattern(words).finditer(passage, 0, len(passage))] == expected


def test_a_word_pattern_keeps_inside_its_bounds() -> None:
    pattern = WordPattern({"医院": "(?!长)", "网": ""})
    assert [match.group() for match in pattern.finditer("医院网医院", 1, 4)] == ["网"]


@given(_LETTERS)
def test_an_anchored_pattern_finds_what_its_pattern_finds(text: str) -> None:
    pattern = AnchoredPattern("(?:学校|医院网?|中)(?P<behind>心|网*)", ("学校", "医院", "中"))
    for passage in (text, text * 12):
        expected = [match.groupdict() for match in re.finditer(pattern.pattern, passage)]
        assert [match.groupdict() for match in pattern.finditer(passage, 0, len(passage))] == expected


def test_an_anchored_pattern_may_look_back_at_what_its_words_begin_with() -> None:
    pattern = AnchoredPattern("(?<=由)局(?:党委)?", ["由局"], ahead=1)
    text = "局由局党委、由局" + "，" * 100
    assert [match.span() for match in pattern.finditer(text, 0, len(text))] == [(2, 5), (7, 8)]
    assert pattern.search(text, 3, len(text)) is not None
    assert pattern.search(text, 8, len(text)) is None
