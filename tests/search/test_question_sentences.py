"""Sentences of passages and what a question finds in them."""

from __future__ import annotations

from itertools import pairwise
from math import log

from hypothesis import given
from hypothesis import strategies as st

from search.evidence.sentences import FEATURES, LONGEST, Needs, Piece, Source, focus, measure, split
from search.questions.question import understand


def _needs(text: str) -> Needs:
    return Needs.of(understand(text), lambda term: 1.0)


def test_sentences_end_at_full_stops_semicolons_and_line_breaks() -> None:
    text = "一、目标\n培训300人。奖励1万元；每年一次。”"
    assert [text[start:end] for start, end in split(text)] == ["一、目标", "培训300人。", "奖励1万元；", "每年一次。”"]


def test_a_decimal_point_ends_no_sentence() -> None:
    text = "计划安排3.6亿元用于培训。"
    assert split(text) == [Piece(0, len(text))]


@given(st.text(alphabet="工会a1。；？\n 、，“”", max_size=60))
def test_sentences_are_in_order_and_hold_every_letter(text: str) -> None:
    pieces = split(text)
    assert all(first.end <= second.start for first, second in pairwise(pieces))
    kept = "".join(text[start:end] for start, end in pieces)
    assert [c for c in kept if c in "工会a1"] == [c for c in text if c in "工会a1"]


def test_cover_is_the_share_of_the_questions_terms() -> None:
    needs = _needs("技能津贴标准")  # 技能 能津 津贴 贴标 标准
    assert needs.cover("技能津贴") == 3 / 5
    assert needs.cover("无关") == 0.0


def test_focus_takes_the_clauses_that_answer_out_of_a_long_sentence() -> None:
    text = (
        "，".join(["这里说的是与此无关的许多别的事情"] * 10)
        + "，技师每月津贴不低于500元，"
        + "，".join(["后面还有别的话"] * 20)
    )
    piece = focus(text, Piece(0, len(text)), _needs("技师每月津贴多少元"))
    assert "技师每月津贴不低于500元" in text[piece.start : piece.end]
    assert piece.end - piece.start <= LONGEST


@given(st.text(alphabet="工会，、。1", min_size=1, max_size=700))
def test_focus_is_never_longer_than_a_quote(text: str) -> None:
    piece = focus(text, Piece(0, len(text)), _needs("工会会员有多少人"))
    assert 0 <= piece.start < piece.end <= len(text)
    assert piece.end - piece.start <= LONGEST


def test_a_question_dwells_on_what_stands_beside_its_word_of_asking() -> None:
    needs = _needs("青山县锅炉工技能比武工作的通知里,津贴是多少")
    assert set(needs.dwelt) == {"津贴"}
    assert needs.cover_dwelt("每月津贴500元") == 1.0


def test_keywords_dwell_on_the_last_one() -> None:
    assert set(_needs("青山县 锅炉比武 津贴").dwelt) == {"津贴"}


def test_what_the_title_says_counts_not_beyond_it() -> None:
    needs = _needs("比武津贴")  # 比武 武津 津贴
    assert needs.cover_beyond("津贴500元", "比武") == 1 / 2
    assert needs.cover_beyond("比武开始", "比武津贴") == 0.0


def test_persons_named_answer_who() -> None:
    needs = _needs("比武由谁负责")
    source = Source("", "", ("张力负责比武。", "比武由县里负责。"), 1, ("张力",))
    at = FEATURES.index("person")
    assert [measure(needs, source, i)[at] for i in (0, 1)] == [1.0, 0.0]


def test_a_term_weighs_more_the_fewer_sentences_bear_it() -> None:
    needs = _needs("茶园施肥").among(["茶园在山上", "茶园在坡上", "施肥要早"])  # 茶园, 园施 (nowhere), 施肥
    assert needs.rare == {"茶园": log(1 + 3 / 2), "施肥": log(1 + 3 / 1)}
    assert needs.rare_letters["茶"] < needs.rare_letters["肥"]


def test_a_line_under_a_label_of_the_question_is_measured() -> None:
    needs = _needs("茶叶通知 抄送哪些单位")
    source = Source("", "", ("抄送:县粮食局", "承办:县茶叶局"), 1)
    at = FEATURES.index("labelled")
    assert [measure(needs, source, i)[at] for i in (0, 1)] == [1.0, 0.0]


def test_what_the_title_repeats_is_measured() -> None:
    at = FEATURES.index("in_title")
    measured = measure(_needs("茶园"), Source("茶园施肥", "", ("茶园施肥",), 1), 0)
    assert measured[at] == 3 / 4  # 茶园 园施 施肥, one more in the denominator
