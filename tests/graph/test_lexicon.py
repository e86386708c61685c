"""A lexicon against the plain search for each of its words."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.extraction.lexicon import Endings, Hit, Lexicon, words_in

_LETTERS = st.text(alphabet="省市委云南", min_size=0, max_size=30)
_WORDS = st.sets(st.text(alphabet="省市委云南", min_size=2, max_size=4), max_size=8)


def test_the_longest_word_at_a_place_is_found() -> None:
    lexicon = Lexicon({"云南": 1, "云南省": 2, "省委": 3})
    assert list(lexicon.scan("在云南省委", 0, 5)) == [Hit(1, 4, 2)]
    assert list(lexicon.hits("在云南省委", 0, 5)) == [Hit(1, 4, 2), Hit(3, 5, 3)]


def test_a_word_that_runs_past_the_end_is_not_found() -> None:
    assert list(Lexicon({"云南省": 1}).scan("云南省", 0, 2)) == []


def test_a_word_of_one_character_is_refused() -> None:
    with pytest.raises(ValueError, match="two characters"):
        Lexicon({"省": 1})


@given(_LETTERS, _WORDS)
def test_hits_are_what_a_plain_search_finds(text: str, words: set[str]) -> None:
    expected = [
        (at, at + len(word))
        for at in range(len(text))
        if (word := max((w for w in words if text.startswith(w, at)), key=len, default=""))
    ]
    assert [(hit.start, hit.end) for hit in Lexicon((w, w) for w in words).hits(text, 0, len(text))] == expected


@given(_LETTERS, st.sets(st.text(alphabet="省市委", min_size=3, max_size=6), min_size=1, max_size=8))
def test_words_of_three_characters_and_more_are_found_by_more_than_two(text: str, words: set[str]) -> None:
    plain = "|".join(sorted(words, key=len, reverse=True))
    expected = [match.span() for match in re.finditer(plain, text)]
    assert [(hit.start, hit.end) for hit in Lexicon((w, w) for w in words).scan(text, 0, len(text))] == expected


@given(_LETTERS, st.sets(st.text(alphabet="省市委云南", min_size=1, max_size=4), min_size=1, max_size=8))
def test_words_in_a_text_are_what_one_pattern_of_them_finds(text: str, words: set[str]) -> None:
    plain = "|".join(sorted(words, key=len, reverse=True))
    expected = [match.span() for match in re.finditer(plain, text)]
    assert [(hit.start, hit.end) for hit in words_in(text, 0, len(text), words)] == expected


@given(_LETTERS, _WORDS, st.integers(0, 30), st.integers(0, 30))
def test_the_longest_ending_begins_no_earlier_than_asked(text: str, words: set[str], start: int, end: int) -> None:
    fits = [word for word in words if text[start:end].endswith(word)] if end <= len(text) else []
    if end <= len(text):
        assert Endings(words).longest(text, end, start) == max(fits, key=len, default=None)
