"""Events with names of their own, and who hosted and attended them, in sentences written for the test."""

from __future__ import annotations

import pytest

from graph.elements import Kind, LinkKind
from tests.graph.reading import extraction_of, links


def names(text: str) -> list[str]:
    """Initiatives of the text, its bodies and places read first."""
    return sorted(entity.name for entity in extraction_of(text).entities if entity.kind is Kind.INITIATIVE)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("湘潭市总工会举办第三届湘潭市职工焊接技能大赛。", "第三届湘潭市职工焊接技能大赛"),
        ("湘潭市总工会于5月8日开办湘潭市工会干部协商业务培训班。", "湘潭市工会干部协商业务培训班"),
        ("湘潭职工创新成果展示活动在青河镇开幕。", "湘潭职工创新成果展示活动"),
        ("市总工会举行班组长安全技术成果发布暨十佳案例展示活动。", "班组长安全技术成果发布暨十佳案例展示活动"),
        ("每两年举办一届湖湘匠心论坛。", "湖湘匠心论坛"),
        ("湘潭市办好第六届湘潭莲城美食节。", "第六届湘潭莲城美食节"),
        ("湘潭选手在第九届全国运动会上夺金。", "第九届全国运动会"),
        ("省里筹办世界青年龙舟锦标赛。", "世界青年龙舟锦标赛"),
        ("湘潭市举办第四届湘潭职工运动会和第二届湘潭职工艺术节。", "第二届湘潭职工艺术节"),
        ("湘潭市承办好中国湘绣博览会。", "中国湘绣博览会"),
        ("市总工会申办第六届湖湘匠心论坛。", "第六届湖湘匠心论坛"),
        ("市总工会选派选手亮相第三届湘潭市职工焊接技能大赛。", "第三届湘潭市职工焊接技能大赛"),
        ("湘潭市新能源产业职工技能竞赛开赛，新能源产业竞赛设四个工种。", "湘潭市新能源产业职工技能竞赛"),
    ],
)
def test_event_is_named_by_place_number_or_host(text: str, name: str) -> None:
    assert names(text)[:1] == [name]


@pytest.mark.parametrize(
    "text",
    [
        "深入开展劳动和技能竞赛。",
        "组织各类技能比赛和交流活动。",
        "全年举办12场宣讲活动。",
        "开展劳动竞赛工作，完善竞赛机制。",
        "召开全市工会工作推进会。",
        "省财政厅要完善竞赛保障。",
    ],
)
def test_any_event_of_its_kind_is_none(text: str) -> None:
    assert names(text) == []


def test_name_without_its_place_is_that_of_the_longer_one() -> None:
    assert names("湘潭市产业工人创新交流活动在青河镇举行。湘潭市总工会举办的产业工人创新交流活动共两天。") == [
        "湘潭市产业工人创新交流活动"
    ]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("湘潭市总工会实施矿山职工安康守护工程。", "矿山职工安康守护工程"),
        ("探索实施青工积分入户激励计划。", "青工积分入户激励计划"),
        ("深入实施职工书屋焕新工程。", "职工书屋焕新工程"),
        ("实施班组文化建设工程，成效明显。", "班组文化建设工程"),
        ("全市推进老旧车间更新行动。", "老旧车间更新行动"),
        ("推行班组创新积分制。", "班组创新积分制"),
        ("形成可复制的“湘机经验”。", "“湘机经验”"),
    ],
)
def test_programme_that_somebody_sets_going_is_one(text: str, name: str) -> None:
    assert names(text) == [name]


@pytest.mark.parametrize(
    "text",
    [
        "用好省级创新平台。",
        "推进重点建设行动。",
        "实施农村供水工程。",
        "开展道路改扩建工程。",
        "推广“先进经验”。",
        "完成年度招生计划。",
    ],
)
def test_works_and_ordinary_plans_are_none(text: str) -> None:
    assert names(text) == []


_EVENT = "湖南省总工会举办第三届湖南省职工焊接技能大赛。"


@pytest.mark.parametrize(
    ("text", "present"),
    [
        ("到会的还有：湖南省总工会主席罗文，湘潭市副市长谢青林。", {"罗文", "谢青林"}),
        ("湖南省总工会主席罗文以视频方式讲话，湘潭市副市长谢青林到场致辞。", {"罗文", "谢青林"}),
        ("决赛由湖南省总工会副主席罗文主持。", {"罗文"}),
        ("湖南大学教授罗文应邀作专题辅导报告。", {"罗文"}),
        ("湖南省总工会主席罗文主持省总工会全面工作。", set()),
        ("湖南省总工会随后举行座谈会。湖南省总工会主席罗文致辞。", set()),
    ],
)
def test_those_listed_speaking_or_in_the_chair_attended(text: str, present: set[str]) -> None:
    assert links(_EVENT + text, LinkKind.ATTENDED) == {(person, "第三届湖南省职工焊接技能大赛") for person in present}


@pytest.mark.parametrize(
    ("text", "hosts"),
    [
        ("主办单位为湖南省总工会和湘潭市人民政府。", {"湖南省总工会", "湘潭市人民政府"}),
        (
            "湖南省总工会、湖南省教育厅主办此次大赛，湘潭市总工会承办。",
            {"湖南省总工会", "湖南省教育厅", "湘潭市总工会"},
        ),
        ("湖南省总工会主办了三本期刊。", set()),
    ],
)
def test_hosts_of_the_event_are_told_in_another_sentence(text: str, hosts: set[str]) -> None:
    event = "第三届湖南省职工焊接技能大赛在青河镇开幕。"
    assert links(event + text, LinkKind.CARRIES_OUT) == {(host, "第三届湖南省职工焊接技能大赛") for host in hosts}


def test_short_form_of_the_reform_is_it_but_not_in_other_words_or_bodies() -> None:
    assert names("湘潭市产改取得进展。") == ["产业工人队伍建设改革"]
    assert names("推进生产改造和房产改建，市产改办已开会。") == []


def test_reform_is_carried_out_where_a_verb_says_so_and_not_as_the_modifier_of_a_noun() -> None:
    reform = "产业工人队伍建设改革"
    assert links("湘潭市总工会深化产改。", LinkKind.CARRIES_OUT) == {("湘潭市总工会", reform)}
    assert links("湘潭市总工会建立产改积分评价体系。", LinkKind.CARRIES_OUT) == set()
    assert links("湖南省总工会到湘潭市了解产改。", LinkKind.CARRIES_OUT) == set()


def test_an_event_of_a_year_is_also_called_without_it() -> None:
    found = extraction_of("长沙市举办2024年中国国际茶业博览会。")
    names = {entity.name: entity.aliases for entity in found.entities if entity.kind is Kind.INITIATIVE}
    assert names == {"2024年中国国际茶业博览会": ("中国国际茶业博览会",)}
