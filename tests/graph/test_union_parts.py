"""What is part of what among unions, firms, schools and their alliances, in sentences written for the test."""

from __future__ import annotations

import pytest

from graph.elements import Kind, LinkKind
from tests.graph.reading import extraction_of, links

ALLIANCE = "湘江工匠学院联盟"


def institutions(text: str) -> set[str]:
    """Institutions of the text."""
    return {entity.name for entity in extraction_of(text).entities if entity.kind is Kind.INSTITUTION}


@pytest.mark.parametrize(
    "text",
    [
        f"{ALLIANCE}由青禾技师学院、红石职业技术学院等12所院校组成。",
        f"青禾技师学院、红石职业技术学院加入{ALLIANCE}。",
        f"作为{ALLIANCE}的成员单位，青禾技师学院、红石职业技术学院开设了12个专业。",
        f"青禾技师学院当选{ALLIANCE}理事长单位，红石职业技术学院为副理事长单位。",
    ],
)
def test_who_makes_up_joins_or_has_a_seat_in_an_alliance_is_part_of_it(text: str) -> None:
    assert links(text, LinkKind.PART_OF) == {("青禾技师学院", ALLIANCE), ("红石职业技术学院", ALLIANCE)}


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("青禾集团下属的青禾水泥厂、红石机械公司建了书屋。", {"青禾水泥厂", "红石机械公司"}),
        ("隶属于青禾集团的红石水泥厂今年招工200人。", {"红石水泥厂"}),
        ("红石水泥厂隶属青禾集团。", {"红石水泥厂"}),
        ("红石矿业公司是青禾集团的全资子公司。", {"红石矿业公司"}),
        ("春晖集团、青禾集团所属红石水泥厂、东风机械公司捐款。", {"红石水泥厂"}),
    ],
)
def test_what_a_group_owns_is_part_of_it(text: str, part: set[str]) -> None:
    assert links(text, LinkKind.PART_OF) == {(one, "青禾集团") for one in part}


def test_department_in_short_names_its_union() -> None:
    found = links("浏阳市总工会宣教部部长罗文海说，今年的课开得早。", LinkKind.PART_OF)
    assert found == {("浏阳市总工会宣传教育部", "浏阳市总工会")}


@pytest.mark.parametrize(
    "name",
    [
        "长沙大学材料与化学工程学院",
        "青禾大学继续教育学院",
        "湘潭职业技术学院机电工程学院",
        "湖南大学机械与运载工程学院",
    ],
)
def test_faculty_is_read_whole(name: str) -> None:
    assert name in institutions(f"{name}与青禾公司签订协议。")


def test_two_schools_that_act_together_are_no_faculty() -> None:
    assert institutions("长沙大学与湘潭学院举办论坛。") == {"长沙大学", "湘潭学院"}


@pytest.mark.parametrize(
    "name",
    ["青禾技能大师工作站", "红石智能制造产教联合体", "长株潭工会联盟", "青禾县职业中专", "红石县中等职业技术学校"],
)
def test_stations_alliances_and_schools_of_the_field_are_institutions(name: str) -> None:
    assert institutions(f"{name}在浏阳市揭牌。") == {name}


def test_studio_of_a_national_craftsman_stands_behind_the_works_that_has_it() -> None:
    found = links("青禾炼钢厂罗文海大国工匠工作室同湘潭技师学院结对。", LinkKind.PART_OF)
    assert found == {("罗文海大国工匠工作室", "青禾炼钢厂")}
