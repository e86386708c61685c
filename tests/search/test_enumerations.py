"""Whole enumerations of a text."""

from __future__ import annotations

import pytest

from search.evidence.enumerations import enumeration
from search.evidence.sentences import Piece, split

TEXT = (
    "双方合作四个方面：一是共建课程，互派教师。二是办夜校；为期两年。三是共建基地。四是办竞赛。会后参观厂区。一是车间。"
)
ITEMS = ["一是共建课程，互派教师。", "二是办夜校；", "三是共建基地。", "四是办竞赛。"]


def _items(text: str, sentence: str) -> list[str]:
    start = text.index(sentence)
    return [text[item.start : item.end] for item in enumeration(text, Piece(start, start + len(sentence)))]


@pytest.mark.parametrize("sentence", ["三是共建基地。", "双方合作四个方面：一是共建课程，互派教师。"])
def test_an_item_or_what_introduces_the_first_gives_the_whole(sentence: str) -> None:
    assert _items(TEXT, sentence) == ITEMS


@pytest.mark.parametrize("sentence", ["为期两年。", "会后参观厂区。", "一是车间。"])
def test_other_sentences_give_none(sentence: str) -> None:
    assert _items(TEXT, sentence) == []


def test_items_in_brackets_count_beyond_ten() -> None:
    numbers = ("一", "二", "三", "四", "五", "六", "七", "八", "九", "十", "十一")
    text = "\n".join(f"（{number}）做好第{place}件事。" for place, number in enumerate(numbers, start=1))
    last = split(text)[-1]
    assert len(enumeration(text, last)) == 11


def test_two_items_are_no_enumeration() -> None:
    assert _items("一是建群。二是发文。", "一是建群。") == []


HEADED = """现将事项公告如下：
一、受理主体
（一）青禾县红十字会
（二）青禾县慈善会
二、受理方式
（一）现场。
"""


def test_two_items_under_a_heading_are_those_asked_for_by_number() -> None:
    opening = Piece(0, HEADED.index("：") + 1)
    named = [HEADED[item.start : item.end].strip() for item in enumeration(HEADED, opening, 2)]
    assert named == ["（一）青禾县红十字会", "（二）青禾县慈善会"]
    assert enumeration(HEADED, opening, 3) == ()
    assert enumeration(HEADED, opening) == ()


def test_a_sentence_that_counts_what_follows_introduces_it() -> None:
    text = "茶场采取3项工作措施，提升了品质。一是修渠引水。二是改良茶种。三是办夜校。茶农都说好。"
    items = ["一是修渠引水。", "二是改良茶种。", "三是办夜校。"]
    assert _items(text, "茶场采取3项工作措施，提升了品质。") == items
    assert _items(text.replace("3项工作措施", "措施"), "茶场采取措施，提升了品质。") == []


def test_items_of_one_sentence_are_told_apart() -> None:
    text = "会议从3个方面作了说明：一是摸清家底，二是定好目标，三是压实责任。"
    assert _items(text, text) == ["一是摸清家底，", "二是定好目标，", "三是压实责任。"]
