from __future__ import annotations

import pytest

from search.questions.focus import Focus, best_sentence
from search.questions.needs import Needs
from search.questions.request import Request


def focus(question: str) -> tuple[Focus, tuple[str, ...]]:
    needs = Needs.of(Request.parse(question), lambda term: 1.0)
    return needs.focus, needs.terms


def test_the_last_clause_is_dwelt_on() -> None:
    found, terms = focus("某省今年发文，食堂菜价怎么定？")
    assert found.text == "食堂菜价怎么定"
    assert {terms[i] for i in found.clause} == {"食堂", "堂菜", "菜价", "价怎", "怎么", "么定"}


def test_a_last_clause_of_words_of_asking_alone_is_passed_over() -> None:
    found, _ = focus("食堂菜价，是什么？")
    assert found.text == "食堂菜价"


def test_what_stands_by_the_word_of_asking_is_beside_it() -> None:
    found, terms = focus("省里的通知要求食堂每月公示多少次菜价")
    assert {"公示", "菜价"} <= {terms[i] for i in found.beside}
    assert "省里" not in {terms[i] for i in found.beside}


def test_run_is_the_longest_stretch_of_the_clause() -> None:
    found, _ = focus("食堂菜价公示")
    assert found.run("每月食堂菜价要公示") == pytest.approx(4 / 6)
    assert found.run("茶叶") == 0.0


def test_order_counts_pairs_that_follow_each_other_closely() -> None:
    found = Focus(frozenset(), "", frozenset(), ((0, 1), (1, 2)))
    pairs = found.weighed([1.0, 2.0, 3.0])
    assert pairs.pairs == ((0, 1, 1.0), (1, 2, 2.0))
    assert pairs.order([(0, 0), (5, 1), (40, 2)]) == pytest.approx(1 / 3)
    assert pairs.order([(0, 2), (5, 1), (9, 0)]) == 0.0


def test_best_sentence_prefers_what_the_title_lacks() -> None:
    body = "食堂办法。菜价要公示。"
    found = best_sentence(body, [(0, 0), (2, 1), (5, 2), (8, 3)], [1.0, 1.0, 1.0, 1.0], [0.0, 0.0, 1.0, 1.0])
    assert (body[found.start : found.end], found.weight, found.beyond) == ("菜价要公示。", 2.0, 2.0)


def test_best_sentence_of_a_body_without_a_term_is_its_first() -> None:
    assert best_sentence("甲乙。丙丁。", [], [], []).end == 3


def test_questions_for_the_head_of_a_document_are_known() -> None:
    assert Needs.of(Request.parse("食堂办法的发文字号"), lambda term: 1.0).asks_head
    assert not Needs.of(Request.parse("食堂菜价怎么定"), lambda term: 1.0).asks_head
