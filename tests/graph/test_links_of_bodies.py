"""What bodies and places have and do, and where they lie, in sentences written for the test."""

from __future__ import annotations

import pytest

from graph.elements import Kind, LinkKind
from graph.extraction.extract import extract
from tests.graph.reading import document_of, triples, with_status


def test_listed_member_units_are_parts() -> None:
    text = "湖南省教育厅、湖南省财政厅、湖南省总工会等湖南省职业教育工作领导小组成员单位参加会议。"
    group = "湖南省职业教育工作领导小组"
    assert with_status(text, LinkKind.PART_OF) == {
        ("湖南省教育厅", group): None,
        ("湖南省财政厅", group): None,
        ("湖南省总工会", group): None,
    }


def test_member_units_named_later_belong_to_the_only_group_before() -> None:
    later = "会议听取了汇报。\n" * 3 + "湖南省教育厅、湖南省财政厅等成员单位各负其责。"
    text = f"湖南省职业教育工作领导小组会议在长沙召开。\n{later}"
    group = "湖南省职业教育工作领导小组"
    assert with_status(text, LinkKind.PART_OF) == {("湖南省教育厅", group): None, ("湖南省财政厅", group): None}
    two = f"湖南省安全生产领导小组另有安排。\n{later}"
    assert with_status(text.partition("\n")[0] + "\n" + two, LinkKind.PART_OF) == {}


def test_office_is_part_of_its_owner_when_both_are_named() -> None:
    text = "湖南省人民政府办公厅印发通知。湖南省人民政府高度重视。"
    assert with_status(text, LinkKind.PART_OF) == {("湖南省人民政府办公厅", "湖南省人民政府"): None}
    assert with_status("湖南省人民政府办公厅印发通知。", LinkKind.PART_OF) == {}


def test_a_place_that_shares_the_head_behind_it_is_no_form_of_the_bodys_name() -> None:
    found = extract(document_of("物资由湖南省和长沙市红十字会接收，湖南省红十字会致谢。"))
    (body,) = [entity for entity in found.entities if entity.name == "湖南省红十字会"]
    assert body.aliases == ()


def test_a_subdistrict_around_a_station_is_no_street_before_it() -> None:
    assert with_status("静安区天目西路街道环绕上海火车站，人流密集。", LinkKind.LOCATED_IN) == {}


def test_an_agency_is_no_part_of_the_airport_at_which_it_stands() -> None:
    assert with_status("长沙机场海关支持长沙机场开通专线。", LinkKind.PART_OF) == {}


def test_place_before_a_list_of_bodies_is_where_they_lie() -> None:
    text = "罗文同志一行到长沙市浏阳市湖南省青禾蔬菜批发市场、春风种苗培育基地调研。"
    found = with_status(text, LinkKind.LOCATED_IN)
    assert set(found) == {("湖南省青禾蔬菜批发市场", "浏阳市"), ("春风种苗培育基地", "浏阳市")}


def test_a_national_firm_right_behind_a_place_is_its_branch_there() -> None:
    assert triples("浏阳人保财险启动预案。", LinkKind.LOCATED_IN) == set()


def test_subject_and_verb_tell_who_carries_out() -> None:
    found = with_status("湖南省总工会启动“湘匠出彩”行动。", LinkKind.CARRIES_OUT)
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
    assert [found for found, _ in with_status(text, LinkKind.CARRIES_OUT)] == [head]


def test_speaker_of_a_notice_is_who_signs_it() -> None:
    text = "关于开展技能评价的公告\n各位职工：\n我局推行“湘匠出彩”行动。\n浏阳市教育局\n2024年3月5日\n"
    assert with_status(text, LinkKind.CARRIES_OUT) == {("浏阳市教育局", "“湘匠出彩”行动"): None}


def test_place_before_a_trade_is_not_who_acts() -> None:
    assert with_status("浏阳税务推行“湘匠出彩”行动。", LinkKind.CARRIES_OUT) == {}


def test_subject_is_carried_over_to_a_sentence_that_opens_with_a_deed() -> None:
    text = "湖南省总工会送温暖到一线。近日，湖南省总工会走访企业。深入开展“湘匠出彩”行动。"
    assert with_status(text, LinkKind.CARRIES_OUT) == {("湖南省总工会", "“湘匠出彩”行动"): None}


def test_choice_of_people_in_a_title_is_no_initiative() -> None:
    assert with_status("湖南省总工会印发《湖南省“湖湘工匠”选树管理办法》。", LinkKind.PROVIDES_FOR) == {}


def test_headline_needs_no_verb_and_taking_up_is_no_plan() -> None:
    assert with_status("浏阳市：“工会+司法”联动解纠纷\n\n近日，各地都好。", LinkKind.CARRIES_OUT) == {
        ("浏阳市", "“工会+司法”"): None
    }
    text = "湖南省总工会将“湘匠出彩”活动纳入年度计划。"
    assert with_status(text, LinkKind.CARRIES_OUT) == {("湖南省总工会", "“湘匠出彩”活动"): None}


def test_bundle_of_quoted_works_includes_each() -> None:
    text = "浏阳市实施“强基”“赋能”“提质”三大工程，建设“技能提升”、权益维护两大工程。"
    bundles = with_status(text, LinkKind.INCLUDES)
    assert set(bundles) == {
        *(("三大工程", name) for name in ("“强基”工程", "“赋能”工程", "“提质”工程")),
        *(("两大工程", name) for name in ("“技能提升”工程", "权益维护工程")),
    }


def test_plan_is_marked() -> None:
    found = with_status("湖南省总工会将启动“湘匠出彩”行动。", LinkKind.CARRIES_OUT)
    assert found == {("湖南省总工会", "“湘匠出彩”行动"): "planned"}


def test_subject_is_carried_over_clauses_and_lists() -> None:
    text = "湖南省总工会细化措施，压实责任，开展“湘匠出彩”行动。一是加强领导。二是举办“三湘杯”竞赛。"
    heads = {head for head, _ in with_status(text, LinkKind.CARRIES_OUT)}
    tails = {tail for _, tail in with_status(text, LinkKind.CARRIES_OUT)}
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
    assert with_status(text, LinkKind.CARRIES_OUT) == {}


def test_initiative_is_carried_out_by_those_behind_you() -> None:
    found = with_status(
        "“三湘杯”职工技能大赛于3月5日开幕，由湖南省总工会、湖南省教育厅联合主办。", LinkKind.CARRIES_OUT
    )
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
    assert set(with_status(text, LinkKind.PART_OF)) == expected


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
    assert set(with_status(text, LinkKind.CARRIES_OUT)) == expected


def test_an_address_places_the_body_that_it_ends_with() -> None:
    text = "邮寄地址：湖南省浏阳市金沙路57号市政府办公大楼5楼（浏阳市教育局收），电话另告。"
    assert set(with_status(text, LinkKind.LOCATED_IN)) == {("浏阳市教育局", "浏阳市")}


def test_a_town_and_its_county_place_the_body_behind_them() -> None:
    text = "记者来到浏阳市官渡镇青禾药房。"
    assert set(with_status(text, LinkKind.LOCATED_IN)) == {("青禾药房", "官渡镇"), ("青禾药房", "浏阳市")}


def test_a_run_of_prepositions_is_read_in_time() -> None:
    text = "湖南省总工会与湖南省教育厅" + "在" * 200 + "，走访工厂。"
    assert with_status(text, LinkKind.COOPERATES_WITH) == {}


def test_who_comes_to_a_place_and_goes_into_bodies_shows_where_they_are() -> None:
    text = "5月17日，罗文一行来到浏阳市，先后走进青禾机械有限公司和红石职业技术学院，同工人座谈。"
    found = with_status(text, LinkKind.LOCATED_IN)
    assert found == {("青禾机械有限公司", "浏阳市"): None, ("红石职业技术学院", "浏阳市"): None}


def test_a_person_with_a_telephone_behind_a_body_is_its_contact() -> None:
    text = "可与有关公司联系。\n湖南青禾融资担保有限公司 罗文13810950000\n湖南红石融资担保有限公司 谢青林 18811180000\n"
    assert with_status(text, LinkKind.HOLDS_POST) == {
        ("罗文", "湖南青禾融资担保有限公司"): None,
        ("谢青林", "湖南红石融资担保有限公司"): None,
    }


def test_the_first_of_many_issuers_named_before_a_title_issues_it() -> None:
    text = "为落实湖南省总工会等六部门《关于加强技能人才工作的指导意见》，各地要加快推进。"
    assert with_status(text, LinkKind.ISSUED) == {("湖南省总工会", "关于加强技能人才工作的指导意见"): None}


def test_a_firms_teams_carry_out_what_is_named_behind_them() -> None:
    text = "青禾钢铁集团有限公司班组“微讲堂”活动解决了难题。"
    assert with_status(text, LinkKind.CARRIES_OUT) == {("青禾钢铁集团有限公司", "“微讲堂”活动"): None}


def test_a_place_right_before_an_institution_places_it_whatever_stands_before() -> None:
    text = "发热门诊名单：浏阳市浏阳市人民医院 0731-2200000，建成武汉江夏区雷神山医院。"
    assert with_status(text, LinkKind.LOCATED_IN) == {
        ("浏阳市人民医院", "浏阳市"): None,
        ("雷神山医院", "江夏区"): None,
    }


def test_an_address_places_the_body_that_its_point_opens_with() -> None:
    text = "捐赠途径：\n（一）湖南理工大学捐款信息。\n热线电话：0731-2818453（24小时）\n地址：湖南省浏阳市长虹路1号\n"
    assert with_status(text, LinkKind.LOCATED_IN) == {("湖南理工大学", "浏阳市"): None}


def test_what_the_issuer_does_its_policy_provides_for_in_a_report() -> None:
    issued = "湖南省总工会印发《关于加强安全生产工作的实施意见》，提出十条意见。"
    policy = "关于加强安全生产工作的实施意见"
    told = with_status(f"{issued}在服务方面，湖南省总工会实行“一楼一策”。", LinkKind.PROVIDES_FOR)
    assert told == {(policy, "“一楼一策”"): None}
    assert with_status(f"{issued}在服务方面，湖南理工大学实行“一楼一策”。", LinkKind.PROVIDES_FOR) == {}


def test_a_firm_before_its_app_is_part_of_the_name() -> None:
    text = "湖南省总工会推出微信公众号、招商银行APP，方便职工办事。"
    document = document_of(text)
    kinds = {Kind.INITIATIVE, Kind.ENTERPRISE}
    assert [entity.name for entity in extract(document).entities if entity.kind in kinds] == ["招商银行APP"]


def test_a_round_up_that_goes_on_with_another_place_has_left_its_policy() -> None:
    opening = "湖南省筑牢防线。央视网长沙2月18日消息（记者 罗文）" + "生产和生活都安排得井井有条，群众反映很好。" * 16
    issued = "湖南省总工会印发《关于加强安全生产工作的实施意见》，提出十条意见。"
    policy = "关于加强安全生产工作的实施意见"
    left = with_status(f"{opening}{issued}浏阳市客流不断。通过“一楼一策”抓牢重点。", LinkKind.PROVIDES_FOR)
    assert left == {}
    told = with_status(f"{opening}{issued}通过“一楼一策”抓牢重点。", LinkKind.PROVIDES_FOR)
    assert told == {(policy, "“一楼一策”"): None}


def test_a_place_carries_out_the_quoted_name_that_it_has() -> None:
    found = with_status("浏阳市的“骑手议事点”办得不错，值得借鉴。", LinkKind.CARRIES_OUT)
    assert found == {("浏阳市", "“骑手议事点”"): None}


def test_a_post_taken_on_is_held_at_the_body_just_named_that_has_such_a_head() -> None:
    text = "今年4月，青禾机械有限公司与湖南理工大学共建红石工匠学院，副总经理罗文兼任院长。"
    assert ("罗文", "红石工匠学院") in with_status(text, LinkKind.HOLDS_POST)


def test_a_residents_committee_lies_where_its_path_says() -> None:
    found = with_status("浏阳市官渡镇三岛居委会发出通知。", LinkKind.LOCATED_IN)
    assert found == {("三岛居委会", "官渡镇"): None, ("三岛居委会", "浏阳市"): None}


def test_whoever_is_called_its_boss_holds_a_post_at_a_firm() -> None:
    found = with_status("青禾工具有限公司老板谢青林把六名骨干送了进来。", LinkKind.HOLDS_POST)
    assert found == {("谢青林", "青禾工具有限公司"): None}
