"""Bureaus that are called by their place and branch, in sentences written for the test."""

from __future__ import annotations

import pytest

from graph.elements import Kind
from tests.graph.reading import extraction_of


def _agencies(text: str) -> list[str]:
    return [entity.name for entity in extraction_of(text).entities if entity.kind is Kind.AGENCY]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("长沙税务推出八项举措。", "国家税务总局长沙市税务局"),
        ("近日，湖南人社部门组织线上招聘。", "湖南省人力资源和社会保障厅"),
        ("湖南消防为学校排查隐患。", "湖南省消防救援总队"),
        ("重庆市监狱旁，重庆公安：严打诈骗。", "重庆市公安局"),
        ("长沙交警连夜巡查路面。", "长沙市公安局交通警察支队"),
        ("衡阳市场监管部门查处一起案件。", "衡阳市市场监督管理局"),
        ("长沙市岳麓区公安成立专班。", "长沙市公安局岳麓分局"),
    ],
)
def test_a_place_and_a_branch_that_acts_are_its_bureau(text: str, name: str) -> None:
    assert name in _agencies(text)


@pytest.mark.parametrize(
    "text",
    [
        "关注“长沙税务”公众号。",
        "长沙税务干部下沉社区。",
        "长沙教育资源丰富，湖南消防用品热销。",
        "各地税务部门要落实政策。",
        "重庆教育推出新课。",
    ],
)
def test_a_channel_staff_goods_and_branches_of_all_places_are_none(text: str) -> None:
    assert _agencies(text) == []
