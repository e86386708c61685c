"""Names in Latin letters, and names with a letter that sounds alike, are read as the graph has them."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from graph.elements import Entity, Kind
from search.answers.answer import Answerer
from search.questions.as_meant import Meant, SpokenNames
from search.wording.pinyin import spellings
from tests.search.small_home import answerer_over

REPORT = """青山县技能竞赛总结会召开

3月5日，青山县总工会主席罗文绮主持会议，青山县茶艺学校校长何刚发言。
青山县总工会开展“午间课堂”活动。
"""
NAMES = (
    Entity("p1", Kind.PERSON, "罗文绮"),
    Entity("p2", Kind.PERSON, "何刚"),
    Entity("p3", Kind.PERSON, "吕单", ("老吕",)),
    Entity("b1", Kind.AGENCY, "青山县总工会"),
    Entity("i1", Kind.INITIATIVE, "午间课堂"),
    Entity("r1", Kind.REGION, "曲靖市"),
)
BORNE = {"青山", "山县", "县总", "总工", "工会", "主席", "校长", "间课", "课堂", "会主", "职务", "开展"}


@pytest.fixture(scope="module")
def answerer(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Answerer]:
    yield from answerer_over(tmp_path_factory.mktemp("meant") / "home", {"report": REPORT})


def test_a_name_is_spelt_by_all_readings_of_its_letters() -> None:
    assert spellings("罗文绮") == ("luowenqi",)
    assert set(spellings("吕单")) == {"lvchan", "lvdan", "lvshan"}
    assert spellings("罗A") == ()


@pytest.mark.parametrize(
    ("asked", "text", "misspelt"),
    [
        ("What posts does Luo Wenqi hold?", "What posts does 罗文绮 hold?", ()),
        ("Who is Wen-qi Luo?", "Who is 罗文绮?", ()),
        ("LUO WENQI's post", "罗文绮's post", ()),
        ("luowenqi", "罗文绮", ()),
        ("Who is He Gang?", "Who is 何刚?", ()),
        ("Lü Shan", "吕单", ()),
        ("who hegang", "who hegang", ()),
        ("unions in Qujing City", "unions in 曲靖市", ()),
        ("unions in qujing", "unions in qujing", ()),
        ("罗文琦是谁", "罗文绮是谁", (("罗文琦", "罗文绮"),)),
        ("羅文琦是誰", "罗文绮是誰", (("罗文琦", "罗文绮"),)),
        ("请问何钢是谁", "请问何刚是谁", (("何钢", "何刚"),)),
        ("总工哪会主席", "总工哪会主席", ()),
        ("炼钢如何刚性", "炼钢如何刚性", ()),
        ("青山县总公会主席", "青山县总工会主席", (("青山县总公会", "青山县总工会"),)),
        ("谁开展五间课堂", "谁开展午间课堂", (("五间课堂", "午间课堂"),)),
        ("罗文芳是谁", "罗文芳是谁", ()),
        ("洛闻琪是谁", "洛闻琪是谁", ()),
        ("青山县总工会主席", "青山县总工会主席", ()),
    ],
)
def test_a_question_is_read_with_the_names_that_it_means(
    asked: str, text: str, misspelt: tuple[tuple[str, str], ...]
) -> None:
    assert SpokenNames(NAMES).meant(asked, BORNE.__contains__) == Meant(text, misspelt)


def test_an_alias_is_meant_only_where_no_full_name_reads_alike() -> None:
    names = SpokenNames((Entity("p1", Kind.PERSON, "王予波", ("予波",)), Entity("p2", Kind.PERSON, "于波")))
    assert names.meant("Yu Bo", lambda _: True).text == "于波"


def test_answers_say_which_name_they_are_about(answerer: Answerer) -> None:
    assert answerer.ask("罗文琦是什么职务？").answer == (
        "文档里没有“罗文琦”，以下按“罗文绮”回答。\n罗文绮担任的职务：\n- 青山县总工会主席[1]"
    )
    assert answerer.ask("What is Luo Wenqi's post?").answer == "Posts held by 罗文绮:\n- 主席 of 青山县总工会[1]"
    assert answerer.ask("罗文芳是什么职务？").abstained


def test_who_somebody_is_is_told_by_his_posts(answerer: Answerer) -> None:
    assert answerer.ask("何刚是谁？").answer == "何刚担任的职务：\n- 青山县茶艺学校校长[1]"
    assert answerer.ask("Who is He Gang?").answer == "Posts held by 何刚:\n- 校长 of 青山县茶艺学校[1]"
