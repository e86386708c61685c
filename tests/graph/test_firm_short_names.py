"""Firms by short names, what they have, and the alliances that they found, in sentences written for the test."""

from __future__ import annotations

import pytest

from graph.elements import Kind, LinkKind
from tests.graph.reading import extraction_of, links

FULL = "湖南青虹化工集团有限公司扩建厂房。"


def firms(text: str) -> set[str]:
    return {entity.name for entity in extraction_of(text).entities if entity.kind is Kind.ENTERPRISE}


@pytest.mark.parametrize("short", ["青虹集团", "青虹化工", "湖南青虹公司"])
def test_short_name_means_the_firm_printed_in_full(short: str) -> None:
    assert firms(f"{FULL}今年，{short}工会开办夜校。") == {"湖南青虹化工集团有限公司"}


@pytest.mark.parametrize("other", ["青禾集团", "虹青公司", "湖南公司"])
def test_name_with_other_characters_or_a_place_alone_shortens_nothing(other: str) -> None:
    assert "湖南青虹化工集团有限公司" in firms(f"{FULL}今年，{other}工会开办夜校。")
    assert all(f"{other}工会" not in alias for e in extraction_of(FULL + other).entities for alias in e.aliases)


def test_name_without_its_place_means_the_one_firm_printed_with_it() -> None:
    text = "湖南青江铝业公司签约。会后参观青江铝业公司二车间，湖南红石水泥集团职工到场，红石水泥工会主席罗文致辞。"
    assert firms(text) == {"湖南青江铝业公司", "湖南红石水泥集团"}


def test_form_said_below_binds_and_goes_on_with_a_branch() -> None:
    text = "湖南青虹化工集团有限公司（下称“青虹化工”）建会，青虹化工板带分公司、青虹化工研究院成立分会。"
    assert links(text, LinkKind.PART_OF) == {
        ("湖南青虹化工集团有限公司板带分公司", "湖南青虹化工集团有限公司"),
        ("青虹化工研究院", "湖南青虹化工集团有限公司"),
    }


def test_studio_named_after_a_person_belongs_to_the_body_before_it() -> None:
    text = "湖南青虹有限公司（简称青虹）罗长根劳模创新工作室、湖南技师学院“炉火”教师工作室挂牌。"
    assert links(text, LinkKind.PART_OF) == {
        ("罗长根劳模创新工作室", "湖南青虹有限公司"),
        ("“炉火”教师工作室", "湖南技师学院"),
    }


def test_word_inside_a_firms_name_is_not_spoken_of() -> None:
    text = "浏阳机床有限公司的罗长根劳模创新工作室、青禾装备公司的谢芝创新工作室受到表彰。"
    assert links(text, LinkKind.PART_OF) == {
        ("罗长根劳模创新工作室", "浏阳机床有限公司"),
        ("谢芝创新工作室", "青禾装备公司"),
    }


def test_those_who_found_an_alliance_are_part_of_it_and_its_patron_is_not() -> None:
    text = "湖南省总工会指导，罗长根劳模创新工作室牵头，湖南理工大学参加，组建湘中有色冶金创新工作室联盟。"
    assert links(text, LinkKind.PART_OF) == {
        ("罗长根劳模创新工作室", "湘中有色冶金创新工作室联盟"),
        ("湖南理工大学", "湘中有色冶金创新工作室联盟"),
    }


def test_firm_known_by_its_short_name_is_the_one_printed_with_its_legal_form() -> None:
    text = "三一重工股份有限公司复工。京东方科技集团股份有限公司到场。三一重工职工和京东方职工参赛。"
    assert firms(text) == {"三一重工股份有限公司", "京东方科技集团股份有限公司"}
    assert links(text, LinkKind.PART_OF) == set()
    assert "阿里云" in firms("阿里云大学合作有限公司开业。阿里云到场。")


def test_firm_without_its_groups_name_means_the_one_printed_with_it() -> None:
    text = "红石集团青虹锅炉有限公司扩建厂房。青虹锅炉有限公司工会主席罗文致辞。青江锅炉有限公司到场。"
    assert firms(text) == {"红石集团青虹锅炉有限公司", "青江锅炉有限公司"}


def test_branches_printed_alone_are_of_the_one_firm_printed_in_full() -> None:
    own = "湖南青虹化工集团有限公司"
    text = f"{own}在浏阳分公司、青江分公司试点夜校，各分公司跟进。"
    assert firms(text) == {own, f"{own}浏阳分公司", f"{own}青江分公司"}
    assert links(text, LinkKind.PART_OF) == {(f"{own}浏阳分公司", own), (f"{own}青江分公司", own)}
    assert f"{own}青江分公司" not in firms(f"{text}湖南红石水泥有限公司到场。")


def test_firm_behind_the_owner_that_is_said_to_have_it() -> None:
    text = "青禾集团旗下的远川海运推行夜校；青禾集团所属红石锅炉有限公司办班。"
    assert links(text, LinkKind.PART_OF) == {("远川海运", "青禾集团"), ("红石锅炉有限公司", "青禾集团")}
