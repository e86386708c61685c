"""How a deed is done: planned or done, with an initiative of one's own or with one made use of."""

from __future__ import annotations

import pytest

from graph.elements import LinkKind
from tests.graph.reading import extraction_of, with_status


def manners(text: str) -> dict[tuple[str, str], str | None]:
    """The manner, if any, of each deed of a text, by who does it and what."""
    found = extraction_of(text)
    names = {entity.id: entity.name for entity in found.entities}
    deeds = (link for link in found.links if link.kind is LinkKind.CARRIES_OUT)
    return {(names[x.head], names[x.tail]): x.attrs.get("manner") for x in deeds}


@pytest.mark.parametrize(
    ("sentence", "manner"),
    [
        ("平安区总工会通过“枸杞云”平台发布岗位。", "used"),
        ("平安区总工会用“枸杞云”平台发布岗位。", "used"),
        ("平安区总工会上线“枸杞云”平台。", None),
        ("平安区总工会依托工会网站开通“枸杞云”平台。", None),
    ],
)
def test_a_platform_that_a_body_only_works_with_is_marked(sentence: str, manner: str | None) -> None:
    assert manners(sentence) == {("平安区总工会", "“枸杞云”平台"): manner}


def test_channels_that_a_body_lists_are_not_all_its_own() -> None:
    text = "平安区总工会提供的报名渠道包括“枸杞云”平台、青海银行APP。"
    assert set(manners(text).values()) == {"used"}


def test_what_others_use_of_a_body_stays_its_own() -> None:
    assert manners("职工通过平安区总工会“枸杞云”平台报名。") == {("平安区总工会", "“枸杞云”平台"): None}


@pytest.mark.parametrize(
    ("sentence", "status"),
    [
        ("平安区总工会将对困难职工实行“一户一册”制度。", "planned"),
        ("平安区总工会要对困难职工实行“一户一册”制度。", "planned"),
        ("平安区总工会应对困难职工实行“一户一册”制度。", None),
        ("平安区总工会主要对困难职工实行“一户一册”制度。", None),
        ("平安区总工会推出“枸杞贷”服务，职工可通过手机申请。", None),
    ],
)
def test_a_plan_is_told_from_words_that_only_hold_its_sign(sentence: str, status: str | None) -> None:
    assert list(with_status(sentence, LinkKind.CARRIES_OUT).values()) == [status]


def test_a_trial_that_a_policy_sets_places_is_planned() -> None:
    text = (
        "青海省总工会关于办好试点的通知\n\n各单位：\n在平安区、湟中区开展“枸杞云”试点。\n\n青海省总工会\n2024年3月1日\n"
    )
    assert set(with_status(text, LinkKind.CARRIES_OUT).values()) == {"planned"}
