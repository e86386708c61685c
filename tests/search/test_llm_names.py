"""Names in a language model's sentences, marked as such or not, against the passages cited."""

from __future__ import annotations

import pytest

from search.llm.names import names_are_borne
from search.llm.sentences import is_borne

VISIT = (
    "5月6日，江阴市委书记顾明远到滨江街道调研，副市长沈若兰、市民政局局长纪海波陪同。顾明远强调，要办好老年食堂。"
    "江阴长虹纺织有限公司捐赠餐桌40张，江阴第二中学派出志愿者。"
)


@pytest.mark.parametrize(
    "said",
    [
        "顾明远到滨江街道调研。",
        "陪同调研的是副市长沈若兰和市民政局局长纪海波。",
        "江阴市委书记顾明远强调，要办好老年食堂。",
        "江阴长虹纺织捐赠餐桌40张。",
        "江阴第二中学派出了志愿者。",
    ],
)
def test_names_of_the_passage_are_borne(said: str) -> None:
    assert is_borne(said, VISIT)


@pytest.mark.parametrize(
    "said",
    [
        "5月6日何志平到滨江街道调研。",  # unmarked, behind a date
        "顾明远和李建国到滨江街道调研。",  # unmarked, of common characters
        "调研由顾明远、沈若兰、周敏参加。",  # unmarked, of two characters
        "顾明达到滨江街道调研。",  # one letter of the name
        "江阴市委书记顾明到滨江街道调研。",  # a part of the name
        "陪同调研的是欧阳若兰和纪海波。",  # a surname of two characters
    ],
)
def test_a_person_that_the_passage_does_not_name_is_refused(said: str) -> None:
    assert not names_are_borne(said, VISIT)


@pytest.mark.parametrize(
    "said",
    [
        "江阴市委书记沈若兰到滨江街道调研。",
        "市民政局局长顾明远陪同调研。",
    ],
)
def test_a_post_that_the_passage_gives_to_another_is_refused(said: str) -> None:
    assert not names_are_borne(said, VISIT)


def test_two_holders_of_one_post_are_both_borne() -> None:
    source = "清河县委书记陶然、白石县委书记章怀山参加座谈。"
    assert names_are_borne("座谈由清河县委书记陶然参加。", source)
    assert names_are_borne("座谈由白石县委书记章怀山参加。", source)


@pytest.mark.parametrize(
    "said",
    [
        "江阴长江纺织有限公司捐赠餐桌40张。",
        "长虹集团捐赠餐桌40张。",
        "江阴第一中学派出志愿者。",
        "市教育局局长纪海波陪同。",
        "无锡市委书记顾明远到滨江街道调研。",
    ],
)
def test_a_body_or_place_that_the_passage_does_not_name_is_refused(said: str) -> None:
    assert not names_are_borne(said, VISIT)
