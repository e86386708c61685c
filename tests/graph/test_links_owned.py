"""Owners, places and partners of bodies, in sentences written for the test."""

from __future__ import annotations

from graph.elements import LinkKind
from tests.graph.reading import links


def test_what_an_owner_has_built_and_what_the_group_has_are_its_parts() -> None:
    text = "湖南青禾集团投入三千万元建成青禾智造实训基地。集团所属湖南青禾水泥厂、湖南春风机床厂参加。"
    assert links(text, LinkKind.PART_OF) == {
        ("青禾智造实训基地", "湖南青禾集团"),
        ("湖南青禾水泥厂", "湖南青禾集团"),
        ("湖南春风机床厂", "湖南青禾集团"),
    }


def test_all_that_a_bracket_behind_the_owner_lists_are_its_parts() -> None:
    text = "湖南青禾集团旗下2个园区（春风创意园、映山创意园）复工。"
    assert links(text, LinkKind.PART_OF) == {("春风创意园", "湖南青禾集团"), ("映山创意园", "湖南青禾集团")}


def test_a_plant_named_by_its_firms_short_form_is_part_of_it() -> None:
    text = "湖南青禾集团有限公司（以下简称“青禾集团”）复工，青禾集团变速器厂投产。"
    assert ("青禾集团变速器厂", "湖南青禾集团有限公司") in links(text, LinkKind.PART_OF)


def test_body_lies_where_it_opens_or_is_set_up() -> None:
    assert links("湖南青禾职业学院在浏阳市揭牌。", LinkKind.LOCATED_IN) == {("湖南青禾职业学院", "浏阳市")}


def test_those_behind_the_partner_word_pair_with_those_before_it() -> None:
    text = "湖南省总工会、湖南省教育厅与湖南理工大学共建实训基地。"
    assert links(text, LinkKind.COOPERATES_WITH) == {
        ("湖南省总工会", "湖南理工大学"),
        ("湖南省教育厅", "湖南理工大学"),
    }


def test_deed_in_common_is_cooperation_and_a_text_in_common_is_not() -> None:
    deed = "湖南省总工会与湖南省应急管理厅持续深化“湘安杯”竞赛。"
    assert links(deed, LinkKind.COOPERATES_WITH) == {("湖南省总工会", "湖南省应急管理厅")}
    text = "湖南省总工会联合湖南省教育厅7日印发《湖南省技能竞赛办法》。"
    assert links(text, LinkKind.COOPERATES_WITH) == set()


def test_deed_behind_a_text_that_went_out_is_its_issuers() -> None:
    text = "湖南省总工会印发《湖南省技能竞赛办法》，在全省开展“湘匠出彩”行动。"
    assert links(text, LinkKind.CARRIES_OUT) == {("湖南省总工会", "“湘匠出彩”行动")}


def test_all_persons_of_a_list_attend_the_meeting_told_behind_the_last() -> None:
    text = (
        "湖南省职业教育工作领导小组全体会议在长沙召开。省教育厅副厅长罗文，省财政厅党组成员、副厅长谢青林等参加会议。"
    )
    group = "湖南省职业教育工作领导小组"
    assert links(text, LinkKind.ATTENDED) == {("罗文", group), ("谢青林", group)}


def test_who_opens_a_contest_attends_it_and_who_unveils_a_body_attends_that() -> None:
    contest = "3月5日，“湘江杯”技能大赛在长沙举行。省总工会主席罗文宣布大赛开幕。"
    assert links(contest, LinkKind.ATTENDED) == {("罗文", "“湘江杯”技能大赛")}
    unveiled = "3月5日，湖南青禾职业学院成立。省总工会主席罗文为学院揭牌。"
    assert links(unveiled, LinkKind.ATTENDED) == {("罗文", "湖南青禾职业学院")}


def test_initiative_that_a_person_urges_is_instructed_on_and_a_frame_is_not() -> None:
    text = "省总工会主席罗文强调，要以“湘江论坛”活动为引领，持续深化“湘匠出彩”行动。"
    assert links(text, LinkKind.INSTRUCTED) == {("罗文", "“湘匠出彩”行动")}


def test_tool_of_another_deed_is_not_carried_out() -> None:
    text = "湖南省总工会依托“湘工之家”平台开展“湘匠出彩”行动。"
    assert links(text, LinkKind.CARRIES_OUT) == {("湖南省总工会", "“湘匠出彩”行动")}


def test_verb_behind_the_initiative_counts_with_ba() -> None:
    text = "湖南青禾集团把“湘匠出彩”行动纳入年度计划。"
    assert links(text, LinkKind.CARRIES_OUT) == {("湖南青禾集团", "“湘匠出彩”行动")}


def test_reporter_belongs_to_the_medium_whose_line_ends_before_the_bracket() -> None:
    found = links("长沙复工\n湖南日报讯\n（记者 罗文）长沙各厂复工。", LinkKind.HOLDS_POST)
    assert found == {("罗文", "湖南日报")}
