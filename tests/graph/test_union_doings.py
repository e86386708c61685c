"""Deeds, meetings and words given as trade-union news tells them, in sentences written for the test."""

from __future__ import annotations

import pytest

from graph.elements import Kind, LinkKind
from tests.graph.reading import extraction_of, links

SPORTS = "第四届湘潭市职工运动会“沙场点兵”"


def names(text: str) -> list[str]:
    """Initiatives of the text, sorted."""
    return sorted(entity.name for entity in extraction_of(text).entities if entity.kind is Kind.INITIATIVE)


def test_numbered_event_and_the_title_behind_it_are_one_name() -> None:
    text = f"5月8日，{SPORTS}在湘潭技师学院开赛。比赛由湘潭市总工会主办。湘潭市总工会主席罗文致辞。"
    assert names(text) == [SPORTS]
    assert links(text, LinkKind.CARRIES_OUT) == {("湘潭市总工会", SPORTS)}
    assert links(text, LinkKind.ATTENDED) == {("罗文", SPORTS)}


def test_what_is_contested_is_no_title_of_the_event() -> None:
    assert SPORTS not in names("第四届湘潭市职工运动会“沙场点兵”项目报名。")


def test_short_form_of_a_fund_in_a_headline_is_the_fund() -> None:
    text = "湘潭市：500万元“暖湘”专项资金到账\n湘潭市总工会自5月起设立“暖湘助企”职工关爱专项资金。"
    assert names(text) == ["“暖湘助企”职工关爱专项资金"]
    assert ("湘潭市总工会", "“暖湘助企”职工关爱专项资金") in links(text, LinkKind.CARRIES_OUT)


def test_two_funds_that_say_what_they_are_for_stay_two() -> None:
    text = "湘潭市总工会设立“暖湘”大病救助专项资金和“暖湘助企”职工关爱专项资金。"
    assert names(text) == ["“暖湘”大病救助专项资金", "“暖湘助企”职工关爱专项资金"]


def test_rules_of_a_fund_provide_for_it() -> None:
    text = "湘潭市总工会设立“暖湘助企”职工关爱专项资金。市总工会印发《湘潭市职工关爱专项资金使用管理细则》。"
    policy = "湘潭市职工关爱专项资金使用管理细则"
    assert (policy, "“暖湘助企”职工关爱专项资金") in links(text, LinkKind.PROVIDES_FOR)


def test_policy_into_which_a_method_is_written_provides_for_it() -> None:
    text = "她总结的“三查三问”工作法被写进《湘潭市安全生产管理办法》。"
    assert links(text, LinkKind.PROVIDES_FOR) == {("湘潭市安全生产管理办法", "“三查三问”工作法")}


def test_last_words_of_a_plans_title_are_no_initiative_beside_it() -> None:
    text = "现印发《湘潭市职工队伍建设“强基”三年行动计划（2021—2023年）》。“强基”三年行动计划要抓紧落实。"
    assert names(text) == []


def test_who_spreads_what_another_began_carries_it_out_too() -> None:
    text = "江南工业集团有限公司推行的“一岗双练”培训法，经湖南省总工会在全省推广。"
    done = {("江南工业集团有限公司", "“一岗双练”培训法"), ("湖南省总工会", "“一岗双练”培训法")}
    assert links(text, LinkKind.CARRIES_OUT) == done


@pytest.mark.parametrize(
    "text",
    [
        "一、湖南省总工会开展“湘匠出彩”行动。",
        "湖南省总工会号召开展“湘匠出彩”行动。",
        "湖南省总工会自5月起开展“湘匠出彩”行动。",
        "湖南省总工会还在长沙市试了一把“湘匠出彩”行动。",
    ],
)
def test_numbering_calls_times_and_spoken_verbs_leave_the_doer(text: str) -> None:
    assert links(text, LinkKind.CARRIES_OUT) == {("湖南省总工会", "“湘匠出彩”行动")}


def test_what_a_body_made_is_named_by_the_clause_before_it() -> None:
    text = "湖南省总工会去年推的“湘工e家”，职工都说好用。"
    assert links(text, LinkKind.CARRIES_OUT) == {("湖南省总工会", "“湘工e家”")}


def test_place_whose_card_is_only_used_does_nothing() -> None:
    assert links("各单位要用好湖南省“湘工惠卡”平台。", LinkKind.CARRIES_OUT) == set()


def test_body_behind_the_first_point_is_not_the_subject_of_the_second() -> None:
    text = "今年办三件事：一是办好“湘江杯”技能大赛，湘潭市总工会牵头场地。二是推“师带徒”行动。"
    assert ("湘潭市总工会", "“师带徒”行动") not in links(text, LinkKind.CARRIES_OUT)


def test_who_signs_and_who_sees_it_signed_are_at_the_agreement() -> None:
    text = "湘潭市总工会与湖南工程学院签订“技能夜校”合作协议。湘潭市总工会副主席罗文签字，市总工会主席谢青见证。"
    attended = {head for head, tail in links(text, LinkKind.ATTENDED) if tail.startswith("“技能夜校”")}
    assert attended == {"罗文", "谢青"}


def test_who_unveils_an_institution_is_at_it_and_not_where_it_opens() -> None:
    text = "5月8日，湘潭县工匠学院在湘潭县职业技术学校挂牌。湘潭县总工会主席罗文揭牌。"
    assert links(text, LinkKind.ATTENDED) == {("罗文", "湘潭县工匠学院")}


def test_judge_by_whom_a_contest_is_judged_is_there() -> None:
    text = f"{SPORTS}在湘潭技师学院开赛。裁判长由湘潭技师学院教授罗文担任。"
    assert links(text, LinkKind.ATTENDED) == {("罗文", SPORTS)}


def test_word_to_study_a_policy_is_on_the_policy_and_not_on_what_its_title_names() -> None:
    text = "省总工会主席罗文要求市、区两级工会吃透《湖南省“技能湖湘行动”实施方案》，把“新工匠”制度真正落下去。"
    policy = "湖南省“技能湖湘行动”实施方案"
    assert links(text, LinkKind.INSTRUCTED) == {("罗文", policy), ("罗文", "“新工匠”制度")}


def test_partner_with_its_place_before_it_signs_too() -> None:
    text = "湘潭市总工会与长沙市的湖南工程学院同时签了结对书。"
    assert links(text, LinkKind.COOPERATES_WITH) == {("湘潭市总工会", "湖南工程学院")}


def test_where_a_delegation_goes_its_leader_was() -> None:
    text = "6月8日，省总工会党组成员罗文率调研组到湘潭市调研。调研组首站是湘潭技师学院。随后到湘潭县职业技术学校。"
    assert links(text, LinkKind.ATTENDED) == {("罗文", "湘潭技师学院"), ("罗文", "湘潭县职业技术学校")}


def test_headlines_place_gives_way_to_hosts_that_the_text_names() -> None:
    text = f"二、湘潭：山城里办起了“沙场点兵”\n　　二、5月8日，{SPORTS}在湘潭技师学院鸣锣。比赛由湘潭市总工会主办。"
    assert links(text, LinkKind.CARRIES_OUT) == {("湘潭市总工会", SPORTS)}


def test_brackets_behind_one_partner_do_not_part_it_from_the_other() -> None:
    text = "湘潭市总工会（即前述工会）与湖南工程学院合办的“技能夜校”开学。"
    assert links(text, LinkKind.COOPERATES_WITH) == {("湘潭市总工会", "湖南工程学院")}
