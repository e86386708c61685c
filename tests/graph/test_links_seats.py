"""Where firms and institutions are, told at a distance from their names, in sentences written for the test."""

from __future__ import annotations

import pytest

from graph.elements import LinkKind
from tests.graph.reading import extraction_of


def _places(text: str) -> set[tuple[str, str]]:
    found = extraction_of(text)
    names = {entity.id: entity.name for entity in found.entities}
    return {(names[x.head], names[x.tail]) for x in found.links if x.kind is LinkKind.LOCATED_IN}


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("3月6日，在浏阳市，长沙青禾食品有限公司的员工返岗。", {("长沙青禾食品有限公司", "浏阳市")}),
        ("浏阳市：青禾药店、春风中学\n", {("青禾药店", "浏阳市"), ("春风中学", "浏阳市")}),
        ("长沙青禾食品有限公司是龙头企业，位于浏阳市官渡镇。", {("长沙青禾食品有限公司", "官渡镇")}),
        ("长沙青禾食品有限公司总部设在浏阳市。", {("长沙青禾食品有限公司", "浏阳市")}),
        ("湖南理工大学\n联系地址：湖南省岳阳市岳阳楼区金沙路9号", {("湖南理工大学", "岳阳楼区")}),
        ("位于官渡镇工业园区内的长沙青禾食品有限公司复工。", {("长沙青禾食品有限公司", "官渡镇工业园区")}),
        (
            "青禾汽车集团在长沙和岳阳的工厂恢复生产。",
            {("青禾汽车集团", "长沙市"), ("青禾汽车集团", "岳阳市")},
        ),
        ("记者走进浏阳市龙头企业长沙青禾食品有限公司。", {("长沙青禾食品有限公司", "浏阳市")}),
        ("来信地址：长沙市岳麓区金沙路12号（收件人：长沙市教育局）。", {("长沙市教育局", "岳麓区")}),
        ("长沙市浏阳市春风农机专业合作社开播。", {("长沙市浏阳市春风农机专业合作社", "浏阳市")}),
    ],
)
def test_place_told_at_a_distance(text: str, places: set[tuple[str, str]]) -> None:
    assert _places(text) == places


def test_firms_in_the_area_named_before() -> None:
    text = "在官渡经济技术开发区，人们返岗。该开发区内的长沙青禾食品有限公司、长沙春风机械有限公司开工。"
    area = "官渡经济技术开发区"
    assert _places(text) == {("长沙青禾食品有限公司", area), ("长沙春风机械有限公司", area)}


@pytest.mark.parametrize(
    "text",
    [
        "在浏阳市，新华社记者罗文采访。",
        "浏阳市：让长沙青禾食品有限公司放心复工。",
        "南京西路青禾药店排起长队。",
        "长沙市岳麓区第一人民医院接诊。",
        "长沙青禾食品有限公司与岳麓区教育局签约，位于浏阳市的人们叫好。",
    ],
)
def test_reporters_headlines_streets_and_public_names_tell_no_place(text: str) -> None:
    assert _places(text) == set()


def test_all_who_are_visited_in_the_place_that_frames_the_clause_lie_there() -> None:
    found = _places("在浏阳市，走访了青禾机械有限公司、红石铝业有限公司。")
    assert found == {("青禾机械有限公司", "浏阳市"), ("红石铝业有限公司", "浏阳市")}
