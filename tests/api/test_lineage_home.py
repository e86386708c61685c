"""Lineage over the command line and HTTP: a tree from the policy asked for, and titles that several policies bear."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping

import pytest
from fastapi.testclient import TestClient

from api.cli import main
from api.http.app import create_app
from api.services import Services
from api.settings import Settings

CENTRE = "中华全国总工会\n关于办好职工学堂的意见\n总工发〔2021〕12号\n\n各省总工会：\n\n    一、办好学堂。\n"
PROVINCE = (
    "{0}省总工会\n关于办好职工学堂的实施意见\n{1}工发〔2021〕33号\n\n各市总工会：\n\n"
    "    为贯彻落实全总《关于办好职工学堂的意见》（总工发〔2021〕12号），提出以下实施意见。\n"
)
CITY = (
    "长沙市总工会\n关于印发《长沙市职工学堂工作方案》的通知\n长工发〔2022〕8号\n\n各区总工会：\n\n"
    "    为贯彻落实省总工会《关于办好职工学堂的实施意见》（湘工发〔2021〕33号），制定本方案。\n"
    "    《长沙市职工学堂管理办法》（长工发〔2015〕2号）同时废止。\n"
)
TEXTS = {"央": CENTRE, "湘": PROVINCE.format("湖南", "湘"), "苏": PROVINCE.format("江苏", "苏"), "长": CITY}


@pytest.fixture(scope="module")
def settings(home_with: Callable[[Mapping[str, str]], Settings]) -> Settings:
    return home_with(TEXTS)


def shown(settings: Settings, capsys: pytest.CaptureFixture[str], policy: str) -> list[str]:
    """Lines of the output without the quotes."""
    capsys.readouterr()
    main(["lineage", policy, "--home", str(settings.home)])
    return [line for line in capsys.readouterr()[0].splitlines() if "“" not in line]


def test_what_implements_the_centre_is_a_tree(settings: Settings, capsys: pytest.CaptureFixture[str]) -> None:
    assert shown(settings, capsys, "总工发〔2021〕12号") == [
        "[中央] 关于办好职工学堂的意见（总工发〔2021〕12号 · 中华全国总工会）",
        "被贯彻落实 / implemented by:",
        "  [省级] 江苏省总工会关于办好职工学堂的实施意见（苏工发〔2021〕33号 · 江苏省总工会）",
        "  [省级] 湖南省总工会关于办好职工学堂的实施意见（湘工发〔2021〕33号 · 湖南省总工会）",
        "    [市级] 长沙市职工学堂工作方案（长工发〔2022〕8号 · 长沙市总工会）",
    ]


def test_what_a_city_implements_is_a_tree_and_its_repeals_follow(
    settings: Settings, capsys: pytest.CaptureFixture[str]
) -> None:
    assert shown(settings, capsys, "长工发〔2022〕8号")[1:] == [
        "贯彻落实 / implements:",
        "  [省级] 湖南省总工会关于办好职工学堂的实施意见（湘工发〔2021〕33号 · 湖南省总工会）",
        "    [中央] 关于办好职工学堂的意见（总工发〔2021〕12号 · 中华全国总工会）",
        "废止 / repeals:",
        "  [市级] 长沙市职工学堂管理办法（长工发〔2015〕2号）",
    ]


def test_a_title_of_two_policies_names_the_other(settings: Settings, capsys: pytest.CaptureFixture[str]) -> None:
    first, other = shown(settings, capsys, "关于办好职工学堂的实施意见")[:2]
    assert "33号" in first
    assert other.startswith("  另有同名文件 / also called so: [省级] 江苏省总工会关于办好职工学堂的实施意见")


def test_part_of_several_titles_is_refused_with_what_is_near(
    settings: Settings, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["lineage", "学堂", "--home", str(settings.home)]) == 2
    said = capsys.readouterr()[1]
    assert said.startswith("wenmai: no policy is called 学堂 exactly; near it: ")


def test_http_tells_by_which_policy_each_is_reached(settings: Settings) -> None:
    store = Services(settings).store
    (centre,) = store.find("总工发〔2021〕12号")
    (city,) = store.find("长工发〔2022〕8号")
    with TestClient(create_app(settings)) as client:
        body = client.get(f"/api/v1/policies/{centre.id}/lineage").json()
    reached = {relative["id"]: (relative["distance"], relative["via"]) for relative in body["implemented_by"]}
    (hunan,) = store.find("湘工发〔2021〕33号")
    assert reached[city.id] == (2, hunan.id)
    assert reached[hunan.id] == (1, centre.id)
    assert json.dumps(body["others"]) == "[]"
