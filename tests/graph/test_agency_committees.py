"""Agencies of areas, of places whose name is not told, and units named through others."""

from __future__ import annotations

import pytest

from graph.extraction.bodies.mentions import find_bodies
from tests.graph.reading import scope_of


def _names(text: str, region: str | None = None) -> list[str]:
    return [mention.name for mention in find_bodies(scope_of(text, "简报", region))]


@pytest.mark.parametrize(
    ("sentence", "region", "names"),
    [
        (
            "河西高新区、青竹工业园区和松山湖示范区管委会要落实。",
            "长沙市",
            ["河西高新区管理委员会", "青竹工业园区管理委员会", "松山湖示范区管理委员会"],
        ),
        ("各县（市）区、高新区管委会要落实。", "长沙市", ["长沙高新区管理委员会"]),
        ("各园区管委会和示范区管委会要落实。", "长沙市", []),
        ("长沙经济技术开发区管委会很忙。经开区管委会值班。", "长沙市", ["长沙经济技术开发区管理委员会"] * 2),
        (
            "夷陵经济开发区很忙，区总工会会同开发区管委会搭台。",
            "夷陵区",
            ["夷陵经济开发区", "夷陵区总工会", "夷陵经济开发区管理委员会"],
        ),
        ("赣江新区管委会办公室提供材料。", "江西省", ["赣江新区管理委员会办公室", "赣江新区管理委员会"]),
    ],
)
def test_committees_of_areas_by_their_list_their_home_and_the_text(
    sentence: str, region: str, names: list[str]
) -> None:
    assert _names(sentence, region) == names


def test_a_places_committee_and_government_written_together_are_two() -> None:
    assert _names("落实自治区党委政府部署。", "西藏自治区") == ["中共西藏自治区委员会", "西藏自治区人民政府"]


@pytest.mark.parametrize(
    ("sentence", "names"),
    [
        ("货物在长沙黄花机场海关放行。", ["长沙黄花机场海关"]),
        ("物资经属地海关和机场海关申报，由德国海关放行。", ["德国海关"]),
        ("长沙海关办公室副主任罗文介绍情况。", ["长沙海关办公室", "长沙海关"]),
    ],
)
def test_customs_houses_by_their_place_or_country(sentence: str, names: list[str]) -> None:
    assert _names(sentence, "长沙市") == names


@pytest.mark.parametrize(
    ("sentence", "names"),
    [
        ("商务部专门成立物资运输保障组，昼夜值守。", ["商务部", "商务部物资运输保障组"]),
        ("商务部要求各地成立物资运输保障组。", ["商务部"]),
        ("商务部将成立物资运输保障组。", ["商务部"]),
        ("情况反馈商务部（外资司）。", ["商务部外资司", "商务部"]),
        ("联系市商务局对外贸易处，85550123。", ["长沙市商务局对外贸易处", "长沙市商务局"]),
        ("长沙市商务局办公室 2020年2月15日印发", ["长沙市商务局办公室", "长沙市商务局"]),
        ("由人民银行市中心支行、市工信局负责。", ["中国人民银行长沙市中心支行", "长沙市工业和信息化局"]),
    ],
)
def test_units_that_a_bodys_clause_brackets_or_telephone_tells(sentence: str, names: list[str]) -> None:
    assert _names(sentence, "长沙市") == names


def test_residents_committees_by_somebody_of_theirs() -> None:
    sentence = "石林县青禾村村委会主任罗文说，青禾村村委会干部都来了。各村委会主任到场，有的社区党支部书记也来了。"
    assert _names(sentence, "昆明市") == ["石林县青禾村村民委员会"] * 2


def test_departments_that_a_list_joins_to_one_or_labels() -> None:
    assert _names(
        "报告省教育厅人事管理处、学生资助处。联系电话：职业教育处0731-8888888、财务处0731-7777777。", "湖南省"
    ) == [
        "湖南省教育厅人事管理处",
        "湖南省教育厅",
        "湖南省教育厅学生资助处",
        "湖南省教育厅职业教育处",
        "湖南省教育厅财务处",
    ]


def test_departments_of_a_zones_works_committee_and_levels_that_name_no_group() -> None:
    assert _names("湘江新区党工委党群工作部和省级防汛指挥部要落实。", "长沙市") == ["中共湘江新区工委党群工作部"]
    assert _names("经济技术开发区税务局印发。", "北京市") == ["国家税务总局北京经济技术开发区税务局"]


def test_offices_and_committees_of_the_one_subdistrict_that_a_text_names() -> None:
    assert _names("枫林街道营商办负责人罗文说，街道党工委、办事处很重视，街道办事处派人。", "徐汇区") == [
        "枫林街道营商办",
        "中共枫林街道工作委员会",
        "枫林街道办事处",
        "枫林街道办事处",
    ]
    assert _names("枫林街道和斜土街道都在，街道党工委很重视。", "徐汇区") == []


def test_a_team_later_without_its_group_is_the_same() -> None:
    sentence = "省应对雪灾工作领导小组市场供应保障组组长到会。市场供应保障组组长罗文讲话。"
    assert _names(sentence, "湖南省") == [
        "湖南省应对雪灾工作领导小组市场供应保障组",
        "湖南省应对雪灾工作领导小组",
        "湖南省应对雪灾工作领导小组市场供应保障组",
    ]


@pytest.mark.parametrize(
    ("printed", "name"),
    [
        ("省征兵办", "湖南省征兵办公室"),
        ("省民营办", "湖南省民营经济发展办公室"),
        ("省河长办", "湖南省河长制办公室"),
        ("长沙消防支队", "长沙市消防救援支队"),
        ("长沙出入境边防检查站", "长沙出入境边防检查站"),
        ("国家能源局办公室", "国家能源局办公室"),
    ],
)
def test_offices_of_a_place_and_their_full_names(printed: str, name: str) -> None:
    assert _names(f"根据{printed}有关通知。", "湖南省")[0] == name


def test_a_places_police_are_its_bureau_or_the_citys_branch() -> None:
    assert _names("上海警方通报，静安区警方和各地警方协助。", "上海市") == ["上海市公安局", "上海市公安局静安分局"]


def test_departments_of_a_zone_bear_the_name_that_the_text_tells() -> None:
    assert _names("经济技术开发区开发建设局，各单位要落实。", "北京市") == ["北京经济技术开发区开发建设局"]
    names = _names("长沙经济技术开发区很忙。开发区党建工作部和开发区税务局印发。", "长沙市")
    assert names[-2:] == ["长沙经济技术开发区党建工作部", "国家税务总局长沙经济技术开发区税务局"]


def test_a_unit_to_which_somebody_comes_is_the_bureaus_named_last() -> None:
    assert _names(
        "罗文来到市扶贫办，走进社会扶贫科。在规划财务科，他问了情况。在楼梯入口处，在急诊科，也问了。", "长沙市"
    ) == [
        "长沙市扶贫开发办公室",
        "长沙市扶贫开发办公室社会扶贫科",
        "长沙市扶贫开发办公室规划财务科",
    ]


def test_what_is_done_by_means_of_a_joint_meeting_is_no_body() -> None:
    names = _names("长沙市浙江商会党委通过党建联席会，与企业联系。", "长沙市")
    assert [name for name in names if "联席" in name] == []
