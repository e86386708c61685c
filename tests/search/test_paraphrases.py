"""Everyday wordings read as official ones."""

from __future__ import annotations

import pytest

from search.wording.paraphrases import Rewording, everyday
from search.wording.terms import fold


def rewording(question: str) -> Rewording:
    return Rewording.of(fold(question))


def test_everyday_wordings_become_official_ones() -> None:
    assert rewording("大夫涨工资吗").question == "医务人员工资增幅吗"


def test_a_question_in_official_words_is_left_alone() -> None:
    found = rewording("云南省产业协调小组的章程")
    assert not found
    assert found.question == found.query == "云南省产业协调小组的章程"


def test_the_longest_wording_wins() -> None:
    assert rewording("师傅带徒弟").question == "师带徒"


@pytest.mark.parametrize("question", ["《大夫涨工资办法》", "“大夫涨工资”行动"])
def test_names_in_marks_are_not_reworded(question: str) -> None:
    assert rewording(question).question == question


def test_texts_are_read_in_the_words_of_the_question() -> None:
    found = rewording("大夫有补贴吗")
    assert found.read("护士和医生享受津贴") == "医务人员和医务人员享受补贴"
    assert found.read("教师享受工龄") == "教师享受工龄"


def test_the_search_tries_several_official_words() -> None:
    assert rewording("交警").query.split() == ["公安交管", "交警", "公安机关", "公安"]


def test_an_everyday_wording_in_marks_is_read_as_one() -> None:
    assert everyday("一把手")
    assert not everyday("金色田野")
    assert rewording("市局“一把手”是谁").question == "市局“党委书记”是谁"


def test_bodies_of_the_state_keep_their_names() -> None:
    assert rewording("国家能源局和公安部").question == "国家能源局和公安部"


def test_wordings_of_several_forms_lead_to_one_official_word() -> None:
    assert rewording("自己要掏多少").question == rewording("自费多少").question == "个人负担多少"
