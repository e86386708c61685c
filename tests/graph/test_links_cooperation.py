"""Who does things together with whom, in sentences written for the test."""

from __future__ import annotations

import pytest

from graph.elements import LinkKind
from tests.graph.reading import with_status


def test_bodies_that_sign_cooperate() -> None:
    found = with_status("3月5日，湖南省总工会与湖南理工大学签订合作协议。", LinkKind.COOPERATES_WITH)
    assert found == {("湖南省总工会", "湖南理工大学"): None}


def test_issuing_together_is_no_cooperation() -> None:
    text = "湖南省教育厅、湖南省财政厅联合印发《湖南省实训基地管理办法》。"
    assert with_status(text, LinkKind.COOPERATES_WITH) == {}


def test_whom_a_body_brings_in_cooperates_whatever_they_do() -> None:
    found = with_status("湖南省总工会会同省教育厅、省财政厅等5个部门，对600家工厂进行摸底。", LinkKind.COOPERATES_WITH)
    assert found == {("湖南省总工会", "湖南省教育厅"): None, ("湖南省总工会", "湖南省财政厅"): None}
    assert with_status("湖南省总工会近日主动联合省教育厅等部门下发紧急通知。", LinkKind.COOPERATES_WITH) == {}


@pytest.mark.parametrize(
    "text",
    [
        "长沙市教育局与湖南理工大学结成帮扶对子。",
        "长沙市教育局与湖南理工大学开展订单培养。",
        "长沙市教育局、青河红日联合湖南理工大学成立学堂。",
        "长沙市教育局与湖南理工大学、青河红日签约。",
    ],
)
def test_pairs_orders_and_names_that_nobody_reads_do_not_part_the_sides(text: str) -> None:
    assert ("长沙市教育局", "湖南理工大学") in with_status(text, LinkKind.COOPERATES_WITH)


def test_a_later_clause_brings_others_in() -> None:
    text = "湖南省总工会走访工厂，与湖南理工大学共同开展教研，联合省教育厅选派讲师。"
    assert with_status(text, LinkKind.COOPERATES_WITH) == {
        ("湖南省总工会", "湖南理工大学"): None,
        ("湖南省总工会", "湖南省教育厅"): None,
    }


def test_a_group_that_a_notice_sets_up_together_is_not_planned() -> None:
    head = "湖南省总工会关于做好学堂工作的通知\n各市州总工会：\n现就有关工作通知如下：\n一、加强领导\n"
    pair = ("湖南省总工会", "湖南理工大学")
    group, school = "湖南省总工会与湖南理工大学联合成立领导小组。", "湖南省总工会与湖南理工大学共建学院。"
    assert with_status(f"{head}{group}", LinkKind.COOPERATES_WITH) == {pair: None}
    assert with_status(f"{head}{school}", LinkKind.COOPERATES_WITH) == {pair: "planned"}


def test_cooperation_that_is_ahead_is_planned() -> None:
    pair = ("湖南省总工会", "湖南理工大学")
    assert with_status("湖南省总工会将与湖南理工大学共建学院。", LinkKind.COOPERATES_WITH) == {pair: "planned"}
    assert with_status("支持湖南省总工会与湖南理工大学共建学院。", LinkKind.COOPERATES_WITH) == {pair: "planned"}


def test_helpers_behind_join_in_the_first_deed_only() -> None:
    text = "湖南省总工会联合湖南省教育厅开展“湘匠出彩”行动，建成“工友驿站”56家。"
    assert set(with_status(text, LinkKind.CARRIES_OUT)) == {
        ("湖南省总工会", "“湘匠出彩”行动"),
        ("湖南省教育厅", "“湘匠出彩”行动"),
        ("湖南省总工会", "“工友驿站”"),
    }


def test_two_bodies_that_set_something_up_cooperate_and_those_that_rule_together_do_not() -> None:
    text = "湖南省总工会与湖南理工大学建立师资轮训机制。湖南省教育厅、湖南省财政厅共同明确的标准已经施行。"
    assert with_status(text, LinkKind.COOPERATES_WITH) == {("湖南省总工会", "湖南理工大学"): None}


def test_both_sides_named_before_cooperate() -> None:
    text = "湖南省总工会与湖南理工大学互访。随后，双方签订协议。"
    assert with_status(text, LinkKind.COOPERATES_WITH) == {("湖南省总工会", "湖南理工大学"): None}


def test_units_that_share_a_policys_duty_do_not_cooperate() -> None:
    policy = "湖南省技能工作方案\n（一）开展普查。由省总工会会同省教育厅负责，由省教育厅、省财政厅共同推进。"
    assert with_status(policy, LinkKind.COOPERATES_WITH) == {}


def test_a_body_told_by_a_word_for_it_cooperates() -> None:
    text = "湖南青禾机械有限公司效益好。去年9月，该公司与湖南理工大学签订框架协议，首批招生96名。"
    assert with_status(text, LinkKind.COOPERATES_WITH) == {("湖南青禾机械有限公司", "湖南理工大学"): None}


def test_partners_join_the_subject_of_the_clause_before() -> None:
    text = "湖南省教育厅印发方案，随后株洲市总工会开发“株工分”应用，与湖南理工大学的系统互通。"
    assert with_status(text, LinkKind.COOPERATES_WITH) == {("株洲市总工会", "湖南理工大学"): None}


@pytest.mark.parametrize(
    "text",
    [
        "株洲市总工会与湖南理工大学经过三轮洽谈，签订培训协议。",
        "株洲市总工会与湖南理工大学的系统互通。",
        "株洲市总工会启动“果乡工匠”培育计划，依托湖南理工大学开办短训班。",
    ],
)
def test_talks_shared_systems_and_reliance_are_cooperation(text: str) -> None:
    assert with_status(text, LinkKind.COOPERATES_WITH) == {("株洲市总工会", "湖南理工大学"): None}


def test_a_joint_call_is_no_cooperation() -> None:
    text = "青禾机械有限公司、红石材料有限公司共同发出节约用电的倡议。"
    assert with_status(text, LinkKind.COOPERATES_WITH) == {}
