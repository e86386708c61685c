"""What bodies, places and people do with one another and with initiatives, in sentences written for the test."""

from __future__ import annotations

import hashlib

import pytest

from graph.elements import Kind, LinkKind
from graph.extraction.extract import extract
from ingest.document import RawDocument, Source
from ingest.parse import parse


def links(text: str, kind: LinkKind) -> dict[tuple[str, str], str | None]:
    """(head, tail) of every link of the kind, with its status."""
    digest = hashlib.sha256(text.encode()).hexdigest()
    document = parse(RawDocument(Source("/t/a.txt", "a.txt", "a"), text, "text/plain", digest))
    found = extract(document)
    names = {entity.id: entity.name for entity in found.entities}
    return {(names[x.head], names[x.tail]): x.attrs.get("status") for x in found.links if x.kind is kind}


def test_bodies_that_sign_cooperate() -> None:
    found = links("3月5日，湖南省总工会与湖南理工大学签订合作协议。", LinkKind.COOPERATES_WITH)
    assert found == {("湖南省总工会", "湖南理工大学"): None}


def test_issuing_together_is_no_cooperation() -> None:
    text = "湖南省教育厅、湖南省财政厅联合印发《湖南省实训基地管理办法》。"
    assert links(text, LinkKind.COOPERATES_WITH) == {}


def test_whom_a_body_brings_in_cooperates_whatever_they_do() -> None:
    found = links("湖南省总工会会同省教育厅、省财政厅等5个部门，对600家工厂进行摸底。", LinkKind.COOPERATES_WITH)
    assert found == {("湖南省总工会", "湖南省教育厅"): None, ("湖南省总工会", "湖南省财政厅"): None}
    assert links("湖南省总工会近日主动联合省教育厅等部门下发紧急通知。", LinkKind.COOPERATES_WITH) == {}


def test_a_later_clause_brings_others_in() -> None:
    text = "湖南省总工会走访工厂，与湖南理工大学共同开展教研，联合省教育厅选派讲师。"
    assert links(text, LinkKind.COOPERATES_WITH) == {
        ("湖南省总工会", "湖南理工大学"): None,
        ("湖南省总工会", "湖南省教育厅"): None,
    }


def test_cooperation_that_is_ahead_is_planned() -> None:
    pair = ("湖南省总工会", "湖南理工大学")
    assert links("湖南省总工会将与湖南理工大学共建学院。", LinkKind.COOPERATES_WITH) == {pair: "planned"}
    assert links("支持湖南省总工会与湖南理工大学共建学院。", LinkKind.COOPERATES_WITH) == {pair: "planned"}


def test_listed_member_units_are_parts() -> None:
    text = "湖南省教育厅、湖南省财政厅、湖南省总工会等湖南省职业教育工作领导小组成员单位参加会议。"
    group = "湖南省职业教育工作领导小组"
    assert links(text, LinkKind.PART_OF) == {
        ("湖南省教育厅", group): None,
        ("湖南省财政厅", group): None,
        ("湖南省总工会", group): None,
    }


def test_member_units_named_later_belong_to_the_only_group_before() -> None:
    later = "会议听取了汇报。\n" * 3 + "湖南省教育厅、湖南省财政厅等成员单位各负其责。"
    text = f"湖南省职业教育工作领导小组会议在长沙召开。\n{later}"
    group = "湖南省职业教育工作领导小组"
    assert links(text, LinkKind.PART_OF) == {("湖南省教育厅", group): None, ("湖南省财政厅", group): None}
    two = f"湖南省安全生产领导小组另有安排。\n{later}"
    assert links(text.partition("\n")[0] + "\n" + two, LinkKind.PART_OF) == {}


def test_office_is_part_of_its_owner_when_both_are_named() -> None:
    text = "湖南省人民政府办公厅印发通知。湖南省人民政府高度重视。"
    assert links(text, LinkKind.PART_OF) == {("湖南省人民政府办公厅", "湖南省人民政府"): None}
    assert links("湖南省人民政府办公厅印发通知。", LinkKind.PART_OF) == {}


def test_place_before_a_list_of_bodies_is_where_they_lie() -> None:
    text = "罗文同志一行到长沙市浏阳市湖南省青禾蔬菜批发市场、春风种苗培育基地调研。"
    found = links(text, LinkKind.LOCATED_IN)
    assert set(found) == {("湖南省青禾蔬菜批发市场", "浏阳市"), ("春风种苗培育基地", "浏阳市")}


def test_subject_and_verb_tell_who_carries_out() -> None:
    found = links("湖南省总工会启动“湘匠出彩”行动。", LinkKind.CARRIES_OUT)
    assert found == {("湖南省总工会", "“湘匠出彩”行动"): None}


@pytest.mark.parametrize(
    ("text", "head"),
    [
        ("最近，长沙市浏阳市推行“湘匠出彩”行动。", "浏阳市"),
        ("浏阳市明确“湘匠出彩”行动机制。", "浏阳市"),
        ("为贯彻落实湖南省总工会开展“湘匠出彩”行动的部署，各地加强领导。", "湖南省总工会"),
        ("浏阳市将企业“湘匠出彩”行动落到实处。", "浏阳市"),
        ("“浏阳市正推广‘湘匠出彩’行动。”", "浏阳市"),
        ("浏阳市要加快推进先进制造业开发区“湘匠出彩”行动。", "浏阳市"),
    ],
)
def test_who_carries_out_is_told_by_paths_orders_and_landing(text: str, head: str) -> None:
    assert [found for found, _ in links(text, LinkKind.CARRIES_OUT)] == [head]


def test_speaker_of_a_notice_is_who_signs_it() -> None:
    text = "关于开展技能评价的公告\n各位职工：\n我局推行“湘匠出彩”行动。\n浏阳市教育局\n2024年3月5日\n"
    assert links(text, LinkKind.CARRIES_OUT) == {("浏阳市教育局", "“湘匠出彩”行动"): None}


def test_place_before_a_trade_is_not_who_acts() -> None:
    assert links("浏阳税务推行“湘匠出彩”行动。", LinkKind.CARRIES_OUT) == {}


def test_subject_is_carried_over_to_a_sentence_that_opens_with_a_deed() -> None:
    text = "湖南省总工会送温暖到一线。近日，湖南省总工会走访企业。深入开展“湘匠出彩”行动。"
    assert links(text, LinkKind.CARRIES_OUT) == {("湖南省总工会", "“湘匠出彩”行动"): None}


def test_event_named_by_its_theme_is_attended() -> None:
    text = "3月5日，湖南省总工会以“匠心筑梦”为主题举办在线访谈活动。湖南省总工会副主席罗文出席活动并讲话。"
    assert links(text, LinkKind.ATTENDED) == {("罗文", "“匠心筑梦”在线访谈活动"): None}
    assert links(text, LinkKind.CARRIES_OUT) == {("湖南省总工会", "“匠心筑梦”在线访谈活动"): None}


def test_helpers_behind_join_in_the_first_deed_only() -> None:
    text = "湖南省总工会联合湖南省教育厅开展“湘匠出彩”行动，建成“工友驿站”56家。"
    assert set(links(text, LinkKind.CARRIES_OUT)) == {
        ("湖南省总工会", "“湘匠出彩”行动"),
        ("湖南省教育厅", "“湘匠出彩”行动"),
        ("湖南省总工会", "“工友驿站”"),
    }


def test_choice_of_people_in_a_title_is_no_initiative() -> None:
    assert links("湖南省总工会印发《湖南省“湖湘工匠”选树管理办法》。", LinkKind.PROVIDES_FOR) == {}


def test_headline_needs_no_verb_and_taking_up_is_no_plan() -> None:
    assert links("浏阳市：“工会+司法”联动解纠纷\n\n近日，各地都好。", LinkKind.CARRIES_OUT) == {
        ("浏阳市", "“工会+司法”"): None
    }
    text = "湖南省总工会将“湘匠出彩”活动纳入年度计划。"
    assert links(text, LinkKind.CARRIES_OUT) == {("湖南省总工会", "“湘匠出彩”活动"): None}


def test_bundle_of_quoted_works_includes_each() -> None:
    text = "浏阳市实施“强基”“赋能”“提质”三大工程，建设“技能提升”、权益维护两大工程。"
    bundles = links(text, LinkKind.INCLUDES)
    assert set(bundles) == {
        *(("三大工程", name) for name in ("“强基”工程", "“赋能”工程", "“提质”工程")),
        *(("两大工程", name) for name in ("“技能提升”工程", "权益维护工程")),
    }


def test_plan_is_marked() -> None:
    found = links("湖南省总工会将启动“湘匠出彩”行动。", LinkKind.CARRIES_OUT)
    assert found == {("湖南省总工会", "“湘匠出彩”行动"): "planned"}


def test_subject_is_carried_over_clauses_and_lists() -> None:
    text = "湖南省总工会细化措施，压实责任，开展“湘匠出彩”行动。一是加强领导。二是举办“三湘杯”竞赛。"
    heads = {head for head, _ in links(text, LinkKind.CARRIES_OUT)}
    tails = {tail for _, tail in links(text, LinkKind.CARRIES_OUT)}
    assert heads == {"湖南省总工会"}
    assert "“湘匠出彩”行动" in tails


@pytest.mark.parametrize(
    "text",
    [
        "湖南省总工会要求，各级工会要开展“湘匠出彩”行动。",
        "鼓励企业开展“湘匠出彩”行动。",
        "湖南省299家企业开展“湘匠出彩”行动。",
        "湖南省教育厅主管部门会同有关单位开展“湘匠出彩”行动。",
    ],
)
def test_demand_or_another_subject_is_no_deed_of_the_body(text: str) -> None:
    assert links(text, LinkKind.CARRIES_OUT) == {}


def test_visit_is_attended_by_name() -> None:
    found = links("罗文同志到湖南理工大学调研。", LinkKind.ATTENDED)
    assert found == {("罗文", "湖南理工大学"): None}


def test_the_meeting_is_the_one_named_before() -> None:
    text = "湖南省职业教育工作领导小组会议在长沙召开。湖南省教育厅厅长罗文主持会议。"
    assert links(text, LinkKind.ATTENDED) == {("罗文", "湖南省职业教育工作领导小组"): None}


def test_word_on_an_initiative_is_an_instruction() -> None:
    found = links("学习贯彻罗文同志关于“湘匠出彩”行动的重要批示精神。", LinkKind.INSTRUCTED)
    assert found == {("罗文", "“湘匠出彩”行动"): None}


def test_initiative_is_carried_out_by_those_behind_you() -> None:
    found = links("“三湘杯”职工技能大赛于3月5日开幕，由湖南省总工会、湖南省教育厅联合主办。", LinkKind.CARRIES_OUT)
    assert {head for head, _ in found} == {"湖南省总工会", "湖南省教育厅"}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("请与长沙市商务局对外合作处联系。", {("长沙市商务局对外合作处", "长沙市商务局")}),
        (
            "由长沙市防汛抗旱指挥部物资保障组负责。",
            {("长沙市防汛抗旱指挥部物资保障组", "长沙市防汛抗旱指挥部")},
        ),
        ("长沙市人民政府办公厅负责解释。", set()),
        ("中国铁路南宁局集团有限公司加开列车。", set()),
    ],
)
def test_a_unit_names_its_owner_and_an_office_does_not(text: str, expected: set[tuple[str, str]]) -> None:
    assert set(links(text, LinkKind.PART_OF)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("企业参与湖南省总工会倡导的“湘匠出彩”系列行动。", {("湖南省总工会", "“湘匠出彩”系列行动")}),
        (
            "证件自湖南省启动突发公共卫生事件二级响应后到期的，可以延期。",
            {("湖南省", "突发公共卫生事件二级响应")},
        ),
        ("湖南率先基于大数据推出“湘易办”平台。", {("湖南省", "“湘易办”")}),
    ],
)
def test_who_does_it_may_stand_in_a_phrase(text: str, expected: set[tuple[str, str]]) -> None:
    assert set(links(text, LinkKind.CARRIES_OUT)) == expected


def test_an_address_places_the_body_that_it_ends_with() -> None:
    text = "邮寄地址：湖南省浏阳市金沙路57号市政府办公大楼5楼（浏阳市教育局收），电话另告。"
    assert set(links(text, LinkKind.LOCATED_IN)) == {("浏阳市教育局", "浏阳市")}


def test_a_town_and_its_county_place_the_body_behind_them() -> None:
    text = "记者来到浏阳市官渡镇青禾药房。"
    assert set(links(text, LinkKind.LOCATED_IN)) == {("青禾药房", "官渡镇"), ("青禾药房", "浏阳市")}


def test_a_speech_goes_on_while_it_demands_and_nobody_else_speaks() -> None:
    text = (
        "罗文要求，各单位要压实责任，省总工会要抓好统筹，省教育厅与其他单位要密切配合。要深化“湘匠出彩”行动。"
        "省财政厅已开展“暖心贷”活动。谢青林介绍了“青工夜校”项目。"
    )
    assert links("湖南省教育厅副厅长" + text + "（湖南省总工会）", LinkKind.INSTRUCTED) == {
        ("罗文", "湖南省总工会"): None,
        ("罗文", "湖南省教育厅"): None,
        ("罗文", "“湘匠出彩”行动"): None,
    }


def test_what_a_body_will_do_is_no_demand_of_the_speaker() -> None:
    text = "湖南省教育厅副厅长罗文强调，各校要抓好防护；省教育厅将推出“湘匠出彩”行动。"
    assert links(text, LinkKind.INSTRUCTED) == {}


def test_praise_with_a_demand_to_spread_it_is_an_instruction() -> None:
    text = "湖南省教育厅副厅长罗文到校调研，对“湘匠出彩”行动给予充分肯定，要求在全省推广。"
    assert links(text, LinkKind.INSTRUCTED) == {("罗文", "“湘匠出彩”行动"): None}


def test_markets_that_are_inspected_are_visited_also_by_those_who_go_along() -> None:
    text = (
        "湖南省总工会主席罗文随机对青禾农贸市场、春风农贸市场等3家市场的休市情况进行了检查。"
        "湖南省总工会副主席谢青林到湖南理工大学调研。湖南省总工会副主席彭小川等参加调研。"
    )
    assert links(text, LinkKind.ATTENDED) == {
        ("罗文", "青禾农贸市场"): None,
        ("罗文", "春风农贸市场"): None,
        ("谢青林", "湖南理工大学"): None,
        ("彭小川", "湖南理工大学"): None,
    }


def test_who_speaks_beside_the_chair_is_at_the_meeting_too() -> None:
    text = "湖南省职业教育工作领导小组3月5日召开会议，部署工作。湖南省总工会主席罗文主持会议，副主席谢青林通报进展。"
    group = "湖南省职业教育工作领导小组"
    assert links(text, LinkKind.ATTENDED) == {("罗文", group): None, ("谢青林", group): None}


def test_who_speaks_at_a_groups_meeting_attends_it() -> None:
    text = "湖南省总工会主席罗文在湖南省职业教育工作领导小组第一次会议上强调，要抓好落实。"
    assert links(text, LinkKind.ATTENDED) == {("罗文", "湖南省职业教育工作领导小组"): None}


def test_who_was_there_is_told_far_behind_the_meeting_of_any_agency() -> None:
    told = "会议指出，职业教育要面向产业，学校要办出特色，企业要参与办学。" * 30
    told += "湖南省教育厅副厅长罗文、谢青林，总督学彭小川出席或列席会议。"
    text = f"3月5日，湖南省教育厅召开全省职业教育工作会议。{told}"
    bureau = "湖南省教育厅"
    assert links(text, LinkKind.ATTENDED) == {
        ("罗文", bureau): None,
        ("谢青林", bureau): None,
        ("彭小川", bureau): None,
    }


def test_who_takes_part_without_more_goes_along() -> None:
    text = "湖南省总工会主席罗文到湖南理工大学调研并座谈。罗文强调，要办好学校。湖南省领导谢青林、彭小川参加。"
    school = "湖南理工大学"
    assert links(text, LinkKind.ATTENDED) == {
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
    assert links(text, LinkKind.ATTENDED) == {("罗文", "湖南省人民政府"): None}


def test_a_conference_without_a_host_and_one_that_a_reporter_hears_of_have_no_speaker() -> None:
    assert links("在湖南省疫情防控工作新闻发布会上，省商务厅副厅长罗文介绍，供应充足。", LinkKind.ATTENDED) == {}
    heard = "记者5日从湖南省人民政府新闻发布会获悉，省商务厅副厅长罗文说过供应充足。"
    assert links(heard, LinkKind.ATTENDED) == {}


def test_a_report_of_what_was_learnt_at_a_conference_quotes_the_officials_who_spoke_there() -> None:
    text = (
        "记者从5日举行的湖南省人民政府新闻发布会上了解到，市场供应充足。\n"
        "省商务厅副厅长罗文说，储备足够。对于价格，省发展改革委副主任谢青林表示，价格平稳。\n村民田丰收说，买菜方便。"
    )
    host = "湖南省人民政府"
    assert links(text, LinkKind.ATTENDED) == {("罗文", host): None, ("谢青林", host): None}


def test_a_run_of_prepositions_is_read_in_time() -> None:
    text = "湖南省总工会与湖南省教育厅" + "在" * 200 + "，走访工厂。"
    assert links(text, LinkKind.COOPERATES_WITH) == {}


def test_two_bodies_that_set_something_up_cooperate_and_those_that_rule_together_do_not() -> None:
    text = "湖南省总工会与湖南理工大学建立师资轮训机制。湖南省教育厅、湖南省财政厅共同明确的标准已经施行。"
    assert links(text, LinkKind.COOPERATES_WITH) == {("湖南省总工会", "湖南理工大学"): None}


def test_both_sides_named_before_cooperate() -> None:
    text = "湖南省总工会与湖南理工大学互访。随后，双方签订协议。"
    assert links(text, LinkKind.COOPERATES_WITH) == {("湖南省总工会", "湖南理工大学"): None}


def test_units_that_share_a_policys_duty_do_not_cooperate() -> None:
    policy = "湖南省技能工作方案\n（一）开展普查。由省总工会会同省教育厅负责，由省教育厅、省财政厅共同推进。"
    assert links(policy, LinkKind.COOPERATES_WITH) == {}


def test_a_body_told_by_a_word_for_it_cooperates() -> None:
    text = "湖南青禾机械有限公司效益好。去年9月，该公司与湖南理工大学签订框架协议，首批招生96名。"
    assert links(text, LinkKind.COOPERATES_WITH) == {("湖南青禾机械有限公司", "湖南理工大学"): None}


def test_partners_join_the_subject_of_the_clause_before() -> None:
    text = "湖南省教育厅印发方案，随后株洲市总工会开发“株工分”应用，与湖南理工大学的系统互通。"
    assert links(text, LinkKind.COOPERATES_WITH) == {("株洲市总工会", "湖南理工大学"): None}


@pytest.mark.parametrize(
    "text",
    [
        "株洲市总工会与湖南理工大学经过三轮洽谈，签订培训协议。",
        "株洲市总工会与湖南理工大学的系统互通。",
        "株洲市总工会启动“果乡工匠”培育计划，依托湖南理工大学开办短训班。",
    ],
)
def test_talks_shared_systems_and_reliance_are_cooperation(text: str) -> None:
    assert links(text, LinkKind.COOPERATES_WITH) == {("株洲市总工会", "湖南理工大学"): None}


def test_who_comes_to_a_place_and_goes_into_bodies_shows_where_they_are() -> None:
    text = "5月17日，罗文一行来到浏阳市，先后走进青禾机械有限公司和红石职业技术学院，同工人座谈。"
    found = links(text, LinkKind.LOCATED_IN)
    assert found == {("青禾机械有限公司", "浏阳市"): None, ("红石职业技术学院", "浏阳市"): None}


def test_who_reports_on_the_meeting_told_of_was_there() -> None:
    group = "湖南省职业教育工作领导小组"
    text = (
        f"{group}第五次会议在长沙召开。省总工会副主席罗文通报了方案推进情况，省教育厅副厅长谢青林就试点情况作了说明。"
    )
    assert links(text, LinkKind.ATTENDED) == {("罗文", group): None, ("谢青林", group): None}


def test_a_person_with_a_telephone_behind_a_body_is_its_contact() -> None:
    text = "可与有关公司联系。\n湖南青禾融资担保有限公司 罗文13810950000\n湖南红石融资担保有限公司 谢青林 18811180000\n"
    assert links(text, LinkKind.HOLDS_POST) == {
        ("罗文", "湖南青禾融资担保有限公司"): None,
        ("谢青林", "湖南红石融资担保有限公司"): None,
    }


def test_the_first_of_many_issuers_named_before_a_title_issues_it() -> None:
    text = "为落实湖南省总工会等六部门《关于加强技能人才工作的指导意见》，各地要加快推进。"
    assert links(text, LinkKind.ISSUED) == {("湖南省总工会", "关于加强技能人才工作的指导意见"): None}


def test_a_firms_teams_carry_out_what_is_named_behind_them() -> None:
    text = "青禾钢铁集团有限公司班组“微讲堂”活动解决了难题。"
    assert links(text, LinkKind.CARRIES_OUT) == {("青禾钢铁集团有限公司", "“微讲堂”活动"): None}


def test_who_chairs_a_meeting_at_a_body_was_there() -> None:
    text = "湖南省副省长罗文昨天在湖南省疾病预防控制中心主持召开专题会。"
    assert links(text, LinkKind.ATTENDED) == {("罗文", "湖南省疾病预防控制中心"): None}


def test_a_joint_call_is_no_cooperation() -> None:
    text = "青禾机械有限公司、红石材料有限公司共同发出节约用电的倡议。"
    assert links(text, LinkKind.COOPERATES_WITH) == {}


def test_a_place_right_before_an_institution_places_it_whatever_stands_before() -> None:
    text = "发热门诊名单：浏阳市浏阳市人民医院 0731-2200000，建成武汉江夏区雷神山医院。"
    assert links(text, LinkKind.LOCATED_IN) == {("浏阳市人民医院", "浏阳市"): None, ("雷神山医院", "江夏区"): None}


def test_an_address_places_the_body_that_its_point_opens_with() -> None:
    text = "捐赠途径：\n（一）湖南理工大学捐款信息。\n热线电话：0731-2818453（24小时）\n地址：湖南省浏阳市长虹路1号\n"
    assert links(text, LinkKind.LOCATED_IN) == {("湖南理工大学", "浏阳市"): None}


def test_what_the_issuer_does_its_policy_provides_for_in_a_report() -> None:
    issued = "湖南省总工会印发《关于加强安全生产工作的实施意见》，提出十条意见。"
    policy = "关于加强安全生产工作的实施意见"
    told = links(f"{issued}在服务方面，湖南省总工会实行“一楼一策”。", LinkKind.PROVIDES_FOR)
    assert told == {(policy, "“一楼一策”"): None}
    assert links(f"{issued}在服务方面，湖南理工大学实行“一楼一策”。", LinkKind.PROVIDES_FOR) == {}


def test_a_firm_before_its_app_is_part_of_the_name() -> None:
    text = "湖南省总工会推出微信公众号、招商银行APP，方便职工办事。"
    document = parse(RawDocument(Source("/t/a.txt", "a.txt", "a"), text, "text/plain", "0"))
    kinds = {Kind.INITIATIVE, Kind.ENTERPRISE}
    assert [entity.name for entity in extract(document).entities if entity.kind in kinds] == ["招商银行APP"]


def test_a_round_up_that_goes_on_with_another_place_has_left_its_policy() -> None:
    opening = "湖南省筑牢防线。央视网长沙2月18日消息（记者 罗文）" + "生产和生活都安排得井井有条，群众反映很好。" * 16
    issued = "湖南省总工会印发《关于加强安全生产工作的实施意见》，提出十条意见。"
    policy = "关于加强安全生产工作的实施意见"
    left = links(f"{opening}{issued}浏阳市客流不断。通过“一楼一策”抓牢重点。", LinkKind.PROVIDES_FOR)
    assert left == {}
    told = links(f"{opening}{issued}通过“一楼一策”抓牢重点。", LinkKind.PROVIDES_FOR)
    assert told == {(policy, "“一楼一策”"): None}


def test_a_place_carries_out_the_quoted_name_that_it_has() -> None:
    found = links("浏阳市的“骑手议事点”办得不错，值得借鉴。", LinkKind.CARRIES_OUT)
    assert found == {("浏阳市", "“骑手议事点”"): None}


def test_a_post_taken_on_is_held_at_the_body_just_named_that_has_such_a_head() -> None:
    text = "今年4月，青禾机械有限公司与湖南理工大学共建红石工匠学院，副总经理罗文兼任院长。"
    assert ("罗文", "红石工匠学院") in links(text, LinkKind.HOLDS_POST)


def test_a_residents_committee_lies_where_its_path_says() -> None:
    found = links("浏阳市官渡镇三岛居委会发出通知。", LinkKind.LOCATED_IN)
    assert found == {("三岛居委会", "官渡镇"): None, ("三岛居委会", "浏阳市"): None}


def test_whoever_is_called_its_boss_holds_a_post_at_a_firm() -> None:
    found = links("青禾工具有限公司老板谢青林把六名骨干送了进来。", LinkKind.HOLDS_POST)
    assert found == {("谢青林", "青禾工具有限公司"): None}
