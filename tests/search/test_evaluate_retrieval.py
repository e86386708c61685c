import re
from math import log2
from pathlib import Path

import pytest

from search.evaluation.retrieval import JudgementError, evaluate_retrieval, holds, read_qrels, read_queries, score
from tests.search.small_home import Home


def test_scores_are_those_worked_by_hand() -> None:
    found = score([[0, 1, 0], [1], [0] * 12 + [1]], [[1], [1], [1]])
    assert (found.queries, found.hit_at_1, found.hit_at_5, found.hit_at_10) == (3, 1 / 3, 2 / 3, 2 / 3)
    assert found.mrr_at_10 == pytest.approx((1 / 2 + 1) / 3)
    assert found.ndcg_at_10 == pytest.approx((1 / log2(3) + 1) / 3)


def test_a_passage_holds_an_answer_by_half_of_it() -> None:
    assert holds("每人 奖励\n5000元", "每人奖励5000元")
    assert holds("每人奖励5百元", "每人奖励5000元")
    assert not holds("一等奖5000元", "每人奖励5000元整以上")


def test_qrels_are_read_with_three_columns_or_four(tmp_path: Path) -> None:
    (tmp_path / "qrels").write_text("q1\td1\t1\nq2 0 d2 2\nq2 0 d3 0\n", encoding="utf-8")
    assert read_qrels(tmp_path / "qrels") == {"q1": {"d1": 1.0}, "q2": {"d2": 2.0}}


def test_an_engine_is_measured_by_documents_and_by_answers(home: Home, tmp_path: Path) -> None:
    (tmp_path / "q").write_text(
        '{"id": "1", "text": "食堂菜价"}\n{"id": "2", "text": "竞赛奖励多少"}\n', encoding="utf-8"
    )
    (tmp_path / "r").write_text("1\topinion\t1\n2\tnotice\t1\n", encoding="utf-8")
    (tmp_path / "a").write_text('{"qid": "2", "answer": "每人奖励5000元"}\n', encoding="utf-8")
    by_document = evaluate_retrieval(home.engine(), tmp_path / "q", tmp_path / "r")
    assert (by_document.queries, by_document.hit_at_1, by_document.ndcg_at_10) == (2, 1.0, 1.0)
    by_answer = evaluate_retrieval(home.engine(), tmp_path / "q", tmp_path / "r", tmp_path / "a")
    assert (by_answer.queries, by_answer.hit_at_1, by_answer.ndcg_at_10) == (1, 1.0, None)


@pytest.mark.parametrize("line", ["{", '{"id": "1"}', "[]"])
def test_a_bad_line_is_named(home: Home, tmp_path: Path, line: str) -> None:
    (tmp_path / "q").write_text(line, encoding="utf-8")
    (tmp_path / "r").write_text("1\td\t1\n", encoding="utf-8")
    with pytest.raises(JudgementError, match=r"q:1: not a judgement or query"):
        evaluate_retrieval(home.engine(), tmp_path / "q", tmp_path / "r")


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ('{"id": "1"}', 'no text as "text"'),
        ('{"id": "1", "text": null}', 'no text as "text"'),
        ('{"text": "甲"}', 'no "id"'),
        ("[1]", "no JSON object"),
    ],
)
def test_a_bad_line_says_what_is_missing(tmp_path: Path, line: str, why: str) -> None:
    (tmp_path / "q").write_text(f'{{"id": 0, "text": "甲"}}\n\n{line}\n', encoding="utf-8")
    with pytest.raises(JudgementError, match=f"q:3: .*{re.escape(why)}"):
        read_queries(tmp_path / "q")


def test_an_id_of_two_queries_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "q").write_text('{"id": 1, "text": "甲"}\n{"id": "1", "text": "乙"}\n', encoding="utf-8")
    with pytest.raises(JudgementError, match="two queries bear the id '1'"):
        read_queries(tmp_path / "q")


def test_a_judgement_of_two_columns_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "r").write_text("q1\td1\n", encoding="utf-8")
    with pytest.raises(JudgementError, match=r"r:1: .*a query, a document and a gain are needed"):
        read_qrels(tmp_path / "r")


def test_judgements_of_documents_that_the_home_lacks_are_an_error(home: Home, tmp_path: Path) -> None:
    (tmp_path / "q").write_text('{"id": "1", "text": "食堂菜价"}\n', encoding="utf-8")
    (tmp_path / "r").write_text("1\telsewhere\t1\n", encoding="utf-8")
    with pytest.raises(JudgementError, match=r"the home has none of its documents \(elsewhere"):
        evaluate_retrieval(home.engine(), tmp_path / "q", tmp_path / "r")
