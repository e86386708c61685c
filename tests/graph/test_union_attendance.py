"""Who was at meetings, contests, ceremonies and units in union news, without a word like 出席 beside the name."""

from __future__ import annotations

import pytest

from graph.elements import LinkKind
from tests.graph.reading import links

CONTEST = "浏阳市第五届职工焊接技能大赛"


@pytest.mark.parametrize(
    "text",
    [
        "浏阳市总工会召开集体协商工作推进会，市总工会党组成员罗文海出席并讲话。",
        "浏阳市总工会召开集体协商工作推进会。青禾公司工会主席罗文海作交流发言。",
        "浏阳市总工会召开组织部长会议，会议听取了省国资委四级调研员罗文海关于建会入会的汇报。",
        "浏阳市总工会召开季度调度会。会上，市总工会权益保障部部长罗文海通报督查情况。",
    ],
)
def test_who_speaks_where_a_body_meets_was_there(text: str) -> None:
    assert ("罗文海", "浏阳市总工会") in links(text, LinkKind.ATTENDED)


def test_who_is_heard_and_who_reports_behind_the_verb_of_the_first_were_both_there() -> None:
    text = (
        "浏阳市总工会召开联络员会议。会议听取了省教育厅职业教育处处长罗文海、省国资委四级调研员谢青山"
        "关于技能人才培养的汇报，省总工会权益保障部部长高明远通报督查情况。"
    )
    assert {person for person, _ in links(text, LinkKind.ATTENDED)} == {"罗文海", "谢青山", "高明远"}


def test_a_talk_at_a_firm_is_no_meeting_of_the_union_that_holds_it() -> None:
    text = "浏阳市总工会在青禾公司召开产改调研座谈会，市总工会主席罗文海到会讲话。"
    assert links(text, LinkKind.ATTENDED) == set()


@pytest.mark.parametrize("part", ["宣布大赛开幕", "宣布大赛规则", "宣读表彰决定", "致欢迎辞", "到会祝贺", "为选手颁奖"])
def test_who_does_a_part_of_the_contest_is_there(part: str) -> None:
    text = f"日前，{CONTEST}在浏阳技师学院举行。裁判长罗文海{part}。"
    assert ("罗文海", CONTEST) in links(text, LinkKind.ATTENDED)


@pytest.mark.parametrize("ceremony", ["合作签约仪式", "启动仪式", "上线发布会"])
def test_ceremony_of_an_initiative_is_attended_by_its_name(ceremony: str) -> None:
    text = f"浏阳市总工会举行“匠心贷”{ceremony}。市总工会主席罗文海致辞，市人社局副局长谢青山见证签约。"
    assert links(text, LinkKind.ATTENDED) == {("罗文海", "“匠心贷”"), ("谢青山", "“匠心贷”")}


def test_founding_assembly_of_an_alliance_is_attended_as_the_alliance() -> None:
    text = "谢青山劳模创新工作室联盟成立大会在浏阳举行，省总工会二级巡视员罗文海到会祝贺。"
    assert ("罗文海", "谢青山劳模创新工作室联盟") in links(text, LinkKind.ATTENDED)


@pytest.mark.parametrize(
    "text",
    [
        "大国工匠罗文海受邀走进青禾职业技术学院，为300名学生上了一堂思政课。",
        "省总工会副主席罗文海一行赴青禾职业技术学院开展送清凉活动。",
        "省总工会副主席罗文海带队到青禾职业技术学院会诊。",
        "市总工会主席罗文海说，要办好班。在青禾职业技术学院，罗文海走进实训车间，与学生亲切交谈。",
        "市总工会主席谢青山来到青禾职业技术学院，看望一线教师。院长罗文海陪同，介绍了办学情况。",
        "市总工会主席谢青山到青禾职业技术学院调研。院长罗文海热情接待。",
    ],
)
def test_who_teaches_helps_looks_around_or_receives_is_at_the_school(text: str) -> None:
    assert ("罗文海", "青禾职业技术学院") in links(text, LinkKind.ATTENDED)


def test_who_goes_along_with_a_delegation_is_where_it_goes_on_to() -> None:
    text = (
        "市总工会主席罗文海率调研组赴浏阳市开展调研。市总工会财务部部长高明远参加调研。\n"
        "调研组先后走进浏阳技师学院、青禾公司、湖南红石职业学院。浏阳市委副书记谢青山陪同调研。"
    )
    assert links(text, LinkKind.ATTENDED) == {
        (person, school) for person in ("罗文海", "高明远", "谢青山") for school in ("浏阳技师学院", "湖南红石职业学院")
    }
