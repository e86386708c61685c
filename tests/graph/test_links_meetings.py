"""Who was at, spoke at and gave word on what, in sentences written for the test."""

from __future__ import annotations

import pytest

from graph.elements import LinkKind
from tests.graph.reading import extraction_of, links, with_status


def test_event_named_by_its_theme_is_attended() -> None:
    text = "3月5日，湖南省总工会以“匠心筑梦”为主题举办在线访谈活动。湖南省总工会副主席罗文出席活动并讲话。"
    assert with_status(text, LinkKind.ATTENDED) == {("罗文", "“匠心筑梦”在线访谈活动"): None}
    assert with_status(text, LinkKind.CARRIES_OUT) == {("湖南省总工会", "“匠心筑梦”在线访谈活动"): None}


def test_visit_is_attended_by_name() -> None:
    found = with_status("罗文同志到湖南理工大学调研。", LinkKind.ATTENDED)
    assert found == {("罗文", "湖南理工大学"): None}


def test_the_meeting_is_the_one_named_before() -> None:
    text = "湖南省职业教育工作领导小组会议在长沙召开。湖南省教育厅厅长罗文主持会议。"
    assert with_status(text, LinkKind.ATTENDED) == {("罗文", "湖南省职业教育工作领导小组"): None}


def test_word_on_an_initiative_is_an_instruction() -> None:
    found = with_status("学习贯彻罗文同志关于“湘匠出彩”行动的重要批示精神。", LinkKind.INSTRUCTED)
    assert found == {("罗文", "“湘匠出彩”行动"): None}


def test_a_speech_goes_on_while_it_demands_and_nobody_else_speaks() -> None:
    text = (
        "罗文要求，各单位要压实责任，省总工会要抓好统筹，省教育厅与其他单位要密切配合。要深化“湘匠出彩”行动。"
        "省财政厅已开展“暖心贷”活动。谢青林介绍了“青工夜校”项目。"
    )
    assert with_status("湖南省教育厅副厅长" + text + "（湖南省总工会）", LinkKind.INSTRUCTED) == {
        ("罗文", "湖南省总工会"): None,
        ("罗文", "湖南省教育厅"): None,
        ("罗文", "“湘匠出彩”行动"): None,
    }


def test_what_a_body_will_do_is_no_demand_of_the_speaker() -> None:
    text = "湖南省教育厅副厅长罗文强调，各校要抓好防护；省教育厅将推出“湘匠出彩”行动。"
    assert with_status(text, LinkKind.INSTRUCTED) == {}


def test_praise_with_a_demand_to_spread_it_is_an_instruction() -> None:
    text = "湖南省教育厅副厅长罗文到校调研，对“湘匠出彩”行动给予充分肯定，要求在全省推广。"
    assert with_status(text, LinkKind.INSTRUCTED) == {("罗文", "“湘匠出彩”行动"): None}


def test_markets_that_are_inspected_are_visited_also_by_those_who_go_along() -> None:
    text = (
        "湖南省总工会主席罗文随机对青禾农贸市场、春风农贸市场等3家市场的休市情况进行了检查。"
        "湖南省总工会副主席谢青林到湖南理工大学调研。湖南省总工会副主席彭小川等参加调研。"
    )
    assert with_status(text, LinkKind.ATTENDED) == {
        ("罗文", "青禾农贸市场"): None,
        ("罗文", "春风农贸市场"): None,
        ("谢青林", "湖南理工大学"): None,
        ("彭小川", "湖南理工大学"): None,
    }


def test_who_speaks_beside_the_chair_is_at_the_meeting_too() -> None:
    text = "湖南省职业教育工作领导小组3月5日召开会议，部署工作。湖南省总工会主席罗文主持会议，副主席谢青林通报进展。"
    group = "湖南省职业教育工作领导小组"
    assert with_status(text, LinkKind.ATTENDED) == {("罗文", group): None, ("谢青林", group): None}


def test_who_speaks_at_a_groups_meeting_attends_it() -> None:
    text = "湖南省总工会主席罗文在湖南省职业教育工作领导小组第一次会议上强调，要抓好落实。"
    assert with_status(text, LinkKind.ATTENDED) == {("罗文", "湖南省职业教育工作领导小组"): None}


def test_who_was_there_is_told_far_behind_the_meeting_of_any_agency() -> None:
    told = "会议指出，职业教育要面向产业，学校要办出特色，企业要参与办学。" * 30
    told += "湖南省教育厅副厅长罗文、谢青林，总督学彭小川出席或列席会议。"
    text = f"3月5日，湖南省教育厅召开全省职业教育工作会议。{told}"
    bureau = "湖南省教育厅"
    assert with_status(text, LinkKind.ATTENDED) == {
        ("罗文", bureau): None,
        ("谢青林", bureau): None,
        ("彭小川", bureau): None,
    }


def test_who_takes_part_without_more_goes_along() -> None:
    text = "湖南省总工会主席罗文到湖南理工大学调研并座谈。罗文强调，要办好学校。湖南省领导谢青林、彭小川参加。"
    school = "湖南理工大学"
    assert with_status(text, LinkKind.ATTENDED) == {
        ("罗文", school): None,
        ("谢青林", school): None,
        ("彭小川", school): None,
    }


@pytest.mark.parametrize(
    "text",
    [
        "在3月5日召开的湖南省人民政府新闻发布会上，省商务厅副厅长罗文介绍，市场供应充足。",
        "“市场供应充足。”省商务厅副厅长罗文5日在湖南省人民政府举行的第三场新闻发布会上说。",
        "3月5日，湖南省人民政府召开新闻发布会，省商务厅副厅长罗文表示，市场供应充足。",
        "3月5日，湖南省人民政府召开新闻发布会。市场供应如何？发布会上，省商务厅副厅长罗文说，供应充足。",
    ],
)
def test_who_speaks_to_the_press_is_at_the_hosts_conference(text: str) -> None:
    assert with_status(text, LinkKind.ATTENDED) == {("罗文", "湖南省人民政府"): None}


def test_a_conference_without_a_host_and_one_that_a_reporter_hears_of_have_no_speaker() -> None:
    assert with_status("在湖南省疫情防控工作新闻发布会上，省商务厅副厅长罗文介绍，供应充足。", LinkKind.ATTENDED) == {}
    heard = "记者5日从湖南省人民政府新闻发布会获悉，省商务厅副厅长罗文说过供应充足。"
    assert with_status(heard, LinkKind.ATTENDED) == {}


def test_a_report_of_what_was_learnt_at_a_conference_quotes_the_officials_who_spoke_there() -> None:
    text = (
        "记者从5日举行的湖南省人民政府新闻发布会上了解到，市场供应充足。\n"
        "省商务厅副厅长罗文说，储备足够。对于价格，省发展改革委副主任谢青林表示，价格平稳。\n村民田丰收说，买菜方便。"
    )
    host = "湖南省人民政府"
    assert with_status(text, LinkKind.ATTENDED) == {("罗文", host): None, ("谢青林", host): None}


def test_who_reports_on_the_meeting_told_of_was_there() -> None:
    group = "湖南省职业教育工作领导小组"
    text = (
        f"{group}第五次会议在长沙召开。省总工会副主席罗文通报了方案推进情况，省教育厅副厅长谢青林就试点情况作了说明。"
    )
    assert with_status(text, LinkKind.ATTENDED) == {("罗文", group): None, ("谢青林", group): None}


def test_who_chairs_a_meeting_at_a_body_was_there() -> None:
    text = "湖南省副省长罗文昨天在湖南省疾病预防控制中心主持召开专题会。"
    assert with_status(text, LinkKind.ATTENDED) == {("罗文", "湖南省疾病预防控制中心"): None}


def test_who_speaks_reports_and_chairs_at_a_numbered_assembly_is_there() -> None:
    text = (
        "长沙市总工会九届五次全委（扩大）会议在市文化宫举行。会议传达了省总工会十六届三次全委会议精神。"
        "市总工会主席罗文出席并讲话，副主席谢青主持会议。会议要求，继续开展“湘匠杯”劳动竞赛。青禾水泥厂班长郑一鸣作了交流发言。"
    )
    assert set(with_status(text, LinkKind.ATTENDED)) == {
        ("罗文", "长沙市总工会"),
        ("谢青", "长沙市总工会"),
        ("郑一鸣", "长沙市总工会"),
    }


def test_nobody_of_the_next_item_was_at_the_event_of_the_item_before() -> None:
    text = "一、3月5日，长沙市职工技能大赛开幕，市总工会主席罗文致辞。\n二、浏阳市工匠学院挂牌，县里的谢青青致辞。\n"
    assert set(with_status(text, LinkKind.ATTENDED)) == {("罗文", "长沙市职工技能大赛")}


def test_a_reporter_before_the_speaker_and_demands_that_are_only_obeyed_demand_nothing() -> None:
    text = "（记者 罗文）平安区区长谢青14日要求，各乡镇要抓好“田头安康”行动。"
    assert links(text, LinkKind.INSTRUCTED) == {("谢青", "“田头安康”行动")}
    text = "为落实平安区区长谢青关于关爱工友的重要要求，压实责任，做好“田头安康”行动，区总工会决定如下。"
    assert links(text, LinkKind.INSTRUCTED) == set()


@pytest.mark.parametrize(
    "text",
    [
        "在3月5日召开的湖南省人民政府新闻发布会上，省商务厅副厅长罗文介绍，市场供应充足。",
        "记者从5日举行的湖南省人民政府新闻发布会上了解到，市场供应充足。\n湖南省商务厅副厅长罗文说，货源不断。",
    ],
)
def test_who_speaks_at_a_bodys_press_conference_is_told_from_who_attends_the_body(text: str) -> None:
    (link,) = [link for link in extraction_of(text).links if link.kind is LinkKind.ATTENDED]
    assert dict(link.attrs) == {"occasion": "新闻发布会"}
