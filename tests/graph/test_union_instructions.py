"""What leaders of unions demand, told in spoken words, in sentences written for the test."""

from __future__ import annotations

import pytest

from graph.elements import LinkKind
from tests.graph.reading import links

LEADER = "市总工会主席罗文海"


@pytest.mark.parametrize(
    "text",
    [
        f"{LEADER}在总结时讲，各级工会要以规划为牵引，把“湘匠计划”送到一线。",
        f"{LEADER}在会上讲，要让“湘匠计划”在车间生根。",
        f"{LEADER}提出三点要求：一要把“湘匠计划”做深做细。",
        f"{LEADER}叮嘱工会干部，“湘匠计划”不能走过场。",
        f"{LEADER}指出，“湘匠计划”方向对头，下一步要扩面提质。",
        f"{LEADER}批示肯定“湘匠计划”做法。",
        f"{LEADER}要求，市总工会牵头、各县区配合，尽快把“湘匠计划”铺开。",
    ],
)
def test_spoken_demand_is_an_instruction(text: str) -> None:
    assert ("罗文海", "“湘匠计划”") in {(who, what[:6]) for who, what in links(text, LinkKind.INSTRUCTED)}


@pytest.mark.parametrize(
    "text",
    [
        f"{LEADER}介绍，市总工会去年开展了“湘匠计划”。",
        "青禾公司班长罗文海说，要不是“湘匠计划”，自己还是个学徒。",
        f"{LEADER}讲，以落实《技能条例》为契机，职工多了机会。",
        f"{LEADER}指出，过去一年，各级工会开展“湘匠计划”，成效明显。",
    ],
)
def test_what_is_told_of_is_not_demanded(text: str) -> None:
    assert links(text, LinkKind.INSTRUCTED) == set()


def test_policy_with_its_issuers_before_it_is_to_be_obeyed() -> None:
    text = f"{LEADER}强调，要贯彻落实省委、省政府《关于深化产改的实施意见》。"
    assert links(text, LinkKind.INSTRUCTED) == {("罗文海", "关于深化产改的实施意见")}


def test_word_given_on_one_thing_with_a_demand_of_a_body_is_both() -> None:
    text = "省委书记罗文海就“湘匠计划”实施作出批示，要求湖南省总工会抓好落实。"
    assert links(text, LinkKind.INSTRUCTED) == {("罗文海", "“湘匠计划”"), ("罗文海", "湖南省总工会")}
