"""Who acts with whom, and contests by their year and place, in sentences of union news written for the test."""

from __future__ import annotations

import pytest

from graph.elements import LinkKind
from tests.graph.reading import extraction_of, links

UNION, SCHOOL = "浏阳市总工会", "青禾职业技术学院"


@pytest.mark.parametrize(
    "text",
    [
        f"{UNION}同{SCHOOL}续签《校会合作协议》。",
        f"{UNION}今年扩大培训，会后同{SCHOOL}续签了合作协议。",
        f"{UNION}与{SCHOOL}一道办起铆工班。",
        f"{UNION}与{SCHOOL}缔结友好单位。",
        f"{UNION}与{SCHOOL}合力培养铆工。",
    ],
)
def test_who_signs_anew_founds_or_trains_together_cooperates(text: str) -> None:
    assert links(text, LinkKind.COOPERATES_WITH) == {(UNION, SCHOOL)}


def test_those_who_win_together_do_not_cooperate() -> None:
    assert links(f"{UNION}与{SCHOOL}一起获奖。", LinkKind.COOPERATES_WITH) == set()


def test_what_a_sentence_is_about_stands_before_its_subject() -> None:
    text = "青禾机械有限公司去年扩产。培训上，公司联合浏阳技师学院、湘潭职业技术学院共建产业学院。"
    assert links(text, LinkKind.COOPERATES_WITH) == {
        ("青禾机械有限公司", "浏阳技师学院"),
        ("青禾机械有限公司", "湘潭职业技术学院"),
    }


def test_contest_is_also_called_by_the_year_and_place_before_it() -> None:
    extraction = extraction_of(f"{UNION}举办2024年浏阳市“莲城杯”职工职业技能大赛。")
    names = {alias for entity in extraction.entities for alias in entity.aliases}
    assert "2024年浏阳市“莲城杯”职工职业技能大赛" in names


def test_the_head_of_what_is_founded_heads_the_school_named_last() -> None:
    text = "青禾公司与浏阳技师学院共建青禾产业学院，院长由浏阳技师学院机电系主任罗文海兼任。"
    assert ("罗文海", "青禾产业学院") in links(text, LinkKind.HOLDS_POST)


def test_a_short_form_defined_behind_a_name_parts_it_from_nothing() -> None:
    firm, bureau = "湖南青禾钼业集团股份有限公司", "浏阳市人力资源和社会保障局"
    text = f"{firm}（下称青禾集团）近日与浏阳市人社局启动“技能身份证”试点。"
    assert links(text, LinkKind.COOPERATES_WITH) == {(firm, bureau)}
    assert links(text, LinkKind.CARRIES_OUT) == {(firm, "“技能身份证”试点"), (bureau, "“技能身份证”试点")}
