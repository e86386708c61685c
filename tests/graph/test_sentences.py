from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from graph.extraction.sentences import find_sentences, sentence_start


def texts(text: str) -> list[str]:
    return [text[start:end] for start, end in find_sentences(text, 0, len(text))]


def test_sentences_end_at_full_stops_with_their_closing_marks_and_at_lines() -> None:
    assert texts("他说：“好。”会开了！\n新的一段") == ["他说：“好。”", "会开了！", "新的一段"]


def test_nothing_outside_the_stretch_is_a_sentence() -> None:
    assert find_sentences("甲。乙。丙。", 2, 4) == [(2, 4)]


@given(st.text(alphabet="甲乙。！？\n，”“ ", max_size=60))
def test_sentences_keep_every_character_but_white_space_and_stray_stops(text: str) -> None:
    spans = find_sentences(text, 0, len(text))
    assert all(a.end <= b.start for a, b in pairwise(spans))
    left = "".join(text[start:end] for start, end in spans)
    assert [c for c in left if c in "甲乙"] == [c for c in text if c in "甲乙"]


def test_a_sentence_without_end_is_cut_behind_a_comma_or_where_it_gets_too_long() -> None:
    text = "甲" * 1_500 + "，" + "乙" * 1_500 + "丙" * 2_000
    assert [(end - start, text[end - 1]) for start, end in find_sentences(text, 0, len(text))] == [
        (1_501, "，"),
        (2_000, "丙"),
        (1_500, "丙"),
    ]


def test_a_sentence_starts_behind_the_last_mark_before_it() -> None:
    text = "一是改革。二是创新！三是服务\n四是保障"
    assert [sentence_start(text, 0, at) for at in (2, 7, 12, len(text))] == [0, 5, 10, 15]


def test_a_sentence_starts_no_earlier_than_its_floor() -> None:
    assert sentence_start("甲。乙丙丁", 3, 5) == 3
