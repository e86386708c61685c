"""Committees of contests and campaigns, their offices and those who sit on them."""

from __future__ import annotations

import pytest

from graph.extraction.bodies.mentions import find_bodies
from tests.graph.reading import scope_of

_CONTEST = "长沙市第三届青年技工大赛"


def _names(text: str) -> list[str]:
    return [mention.name for mention in find_bodies(scope_of(text, "简报", "湖南省"))]


@pytest.mark.parametrize(
    ("sentence", "names"),
    [
        ("“青禾杯”焊工技能大赛组委会来电。", ["“青禾杯”焊工技能大赛组委会"]),
        (f"{_CONTEST}开幕。大赛组委会委员、秘书处秘书长罗文到会。", [f"{_CONTEST}组委会", f"{_CONTEST}组委会秘书处"]),
        (f"{_CONTEST}开幕。执委会副主任罗文到会。", [f"{_CONTEST}执委会"]),
        (f"{_CONTEST}开幕。组委会办公室筛出名单。", [f"{_CONTEST}组委会办公室"]),
        (f"{_CONTEST}开幕。大赛技术委员会主任罗文到会。", [f"{_CONTEST}技术委员会"]),
        (
            f"{_CONTEST}开幕。大赛组委会副主任、新闻宣传组组长罗文到会。",
            [f"{_CONTEST}组委会", f"{_CONTEST}组委会新闻宣传组"],
        ),
        ("组委会来电。", []),
        (f"{_CONTEST}开幕。技术委员会来电。", []),
    ],
)
def test_a_committee_bears_the_name_of_the_contest_told_of(sentence: str, names: list[str]) -> None:
    assert _names(sentence) == names
