"""Pairs of characters: found at every place of a text that brute force finds, whatever else is registered."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from graph.extraction.pairs import Pairs

_LETTERS = "省市工会𠮷\n\ud800a"
_PAIRS = st.sets(st.text(_LETTERS, min_size=2, max_size=2), max_size=6)


def _by_hand(pairs: set[str], text: str, start: int, end: int) -> list[int]:
    return [at for at in range(start, end - 1) if text[at : at + 2] in pairs]


@given(_PAIRS, st.text(_LETTERS, max_size=400), st.integers(0, 400), st.integers(0, 400))
def test_places_are_those_that_brute_force_finds(pairs: set[str], text: str, one: int, other: int) -> None:
    start, end = sorted((min(one, len(text)), min(other, len(text))))
    assert list(Pairs(pairs).places(text, start, end)) == _by_hand(pairs, text, start, end)


def test_a_set_first_asked_after_the_text_was_indexed_has_its_places_too() -> None:
    text = "省总工会与市总工会" * 20
    assert list(Pairs(["总工"]).places(text, 0, len(text)))[:2] == [1, 6]
    assert list(Pairs(["市总", "工会"]).places(text, 0, 12)) == [2, 5, 7]


def test_pairs_that_reach_over_the_end_are_not_found() -> None:
    text = "工会" * 100
    assert list(Pairs(["会工"]).places(text, 0, 150))[-1] == 147
    assert list(Pairs(["工会"]).places(text, 1, 150))[:1] == [2]
