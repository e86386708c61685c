"""Departments of unions, congresses, conferences and mass organisations, with their body's name and without it."""

from __future__ import annotations

import pytest

from graph.extraction.bodies.departments import department_at, keeper_of, owner_of_department
from graph.extraction.bodies.mentions import find_bodies
from tests.graph.reading import scope_of

_UNION = "湖南省总工会"
_CONFERENCE = "中国人民政治协商会议湖南省委员会"


def _names(text: str, region: str | None = "湖南省") -> list[str]:
    return [mention.name for mention in find_bodies(scope_of(text, "简报", region))]


@pytest.mark.parametrize(
    ("sentence", "names"),
    [
        ("省总工会宣教部来电。", [f"{_UNION}宣传教育部"]),
        ("省妇联权益部部长罗文到会。", ["湖南省妇女联合会权益部"]),
        ("团省委青年发展部提供材料。", ["共青团湖南省委员会青年发展部"]),
        ("省政协提案委主任罗文到会。", [f"{_CONFERENCE}提案委员会"]),
        ("省人大财经委答复。", ["湖南省人民代表大会财政经济委员会"]),
        ("省人大常委会法工委答复。", ["湖南省人民代表大会常务委员会法制工作委员会"]),
        ("全总网络工作部发文。", ["中华全国总工会网络工作部"]),
        ("省总工会组织部署春送岗位。", [_UNION]),
        ("省政协经济委员踊跃发言。", [_CONFERENCE]),
    ],
)
def test_departments_by_their_owners_table(sentence: str, names: list[str]) -> None:
    assert _names(sentence) == names


def test_a_short_form_of_several_committees_means_the_one_that_the_text_prints() -> None:
    assert _names("省政协社法委开会。") == [f"{_CONFERENCE}社会和法制委员会"]
    assert _names("省政协社会与法制委员会开会，省政协社法委发言。") == [f"{_CONFERENCE}社会与法制委员会"] * 2


@pytest.mark.parametrize(
    ("sentence", "names"),
    [
        ("省总工会办公室、女工部和经审办参加。", ["办公室", "女职工部", "经费审查委员会办公室"]),
        ("省总工会副主席、宣传教育部部长罗文到会。", ["", "宣传教育部"]),
        ("省总工会基层工作部部长罗文、研究室副主任谢青到会。", ["基层工作部", "研究室"]),
        ("省总工会来人座谈，随行的有劳动和经济工作部部长罗文。", ["", "劳动和经济工作部"]),
        ("省总工会副主席罗文兼任办公室主任。", [""]),
    ],
)
def test_departments_without_their_unions_name(sentence: str, names: list[str]) -> None:
    assert _names(sentence) == [_UNION + name for name in names]


def test_a_department_is_the_nearest_bodys_or_nobodys() -> None:
    text = "省总工会主席罗文到会，市委常委、组织部部长谢青主持。"
    assert _names(text, "浏阳市") == [_UNION, "中共浏阳市委员会", "中共浏阳市委组织部"]


def test_a_party_sent_to_look_around_is_no_body() -> None:
    assert _names("全总调研组到长沙。") == ["中华全国总工会"]
    assert _names("省政协经济委员会主任罗文率调研组到长沙。") == [f"{_CONFERENCE}经济委员会"]


def test_the_table_tells_owners_and_full_names_apart() -> None:
    assert owner_of_department("湖南省总工会女职工部") == _UNION
    assert owner_of_department("湖南省总工会") is None
    assert keeper_of("湖南省教育厅") is None
    department = department_at("市人大财经工委", 3, "长沙市人民代表大会")
    assert department is not None
    assert (department.end, department.name) == (7, "常务委员会财政经济工作委员会")


def test_a_groups_whole_place_is_its_place() -> None:
    group = "湖南省推进职业教育改革联席会议"
    assert _names("省总工会召开全省推进职业教育改革联席会议。") == [_UNION, group]


def test_a_county_that_somebody_came_to_is_its_bare_bodies() -> None:
    text = "市总工会主席罗文到平江县督导，县委副书记谢青陪同。"
    assert _names(text, "岳阳市") == ["岳阳市总工会", "中共平江县委员会"]


@pytest.mark.parametrize(
    ("sentence", "names"),
    [
        ("走访青禾岭村工会联合会、松涛社区联合工会。", ["青禾岭村工会联合会", "松涛社区联合工会"]),
        ("湖南、江西、湖北三地总工会座谈。", [_UNION, "江西省总工会", "湖北省总工会"]),
        ("湘鄂赣三省总工会座谈。", []),
        ("各市（州）总工会座谈。", []),
        ("省总工会机关各部室座谈。", [_UNION]),
    ],
)
def test_unions_of_quarters_and_of_several_places(sentence: str, names: list[str]) -> None:
    assert _names(sentence) == names


def test_a_numbered_division_is_its_offices() -> None:
    office = "中共湖南省委机构编制委员会办公室"
    assert _names("省委编办二处副处长罗文到会。") == [f"{office}二处", office]


@pytest.mark.parametrize(
    ("sentence", "names"),
    [
        (
            "河西高新区党工委委员、管委会副主任、总工会主席罗文到会。",
            ["中共河西高新区工作委员会", "河西高新区管理委员会", "河西高新区总工会"],
        ),
        ("省总工会研究室副主任罗文、办公厅秘书处处长谢青到会。", [f"{_UNION}研究室", f"{_UNION}办公厅秘书处"]),
        ("省总工会座谈，省总职工服务中心发言。", [_UNION, f"{_UNION}职工服务中心"]),
        ("长沙青禾经济开发区（汽车城）总工会发言。", ["长沙青禾经济开发区总工会"]),
    ],
)
def test_second_posts_of_zones_divisions_and_houses_of_unions(sentence: str, names: list[str]) -> None:
    assert _names(sentence) == names


@pytest.mark.parametrize(
    ("sentence", "names"),
    [
        ("浏阳市总工会召开2025年产改协调小组会。", ["浏阳市总工会", "浏阳市产业工人队伍建设改革协调小组"]),
        ("湖南省产业工人队伍建设改革第四次联席会议召开。", ["湖南省产业工人队伍建设改革联席会议"]),
        ("省总工会召开产业工人队伍建设改革联席会。", [_UNION, "湖南省产业工人队伍建设改革联席会议"]),
        ("省总产改办来电。省总工会答复。", ["湖南省产业工人队伍建设改革领导小组办公室", _UNION]),
    ],
)
def test_groups_of_the_workers_reform_in_their_short_forms(sentence: str, names: list[str]) -> None:
    assert _names(sentence) == names
