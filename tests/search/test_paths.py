"""What lies between two things: a path where one is asked for, else a sentence that names both."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from search.answers.answer import Answerer
from tests.search.small_home import answerer_over

NEWS = """攀枝花市总工会与攀西职业学院签订合作协议

本报讯 5月6日，攀枝花市总工会与攀西职业学院签订合作协议，共同培养钒钛工匠。
攀枝花市总工会主席孟广川说，攀西职业学院的学生肯吃苦。
"""


@pytest.fixture(scope="module")
def answerer(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Answerer]:
    yield from answerer_over(tmp_path_factory.mktemp("paths") / "home", {"news": NEWS})


@pytest.mark.parametrize(
    "asked",
    ["孟广川和攀西职业学院之间的路径", "孟广川怎么和攀西职业学院联系起来", "孟广川与攀西职业学院通过谁联系上的？"],
)
def test_a_path_is_told_where_one_is_asked_for(answerer: Answerer, asked: str) -> None:
    assert answerer.ask(asked).answer == (
        "孟广川与攀西职业学院没有直接联系，可经下面的路径联系起来：\n"
        "- 孟广川担任攀枝花市总工会主席[1]\n- 攀枝花市总工会与攀西职业学院是合作关系[2][3]"
    )


def test_a_path_is_told_in_english(answerer: Answerer) -> None:
    told = answerer.ask("How is 孟广川 linked to 攀西职业学院?").answer
    assert told.startswith("孟广川 and 攀西职业学院 are not linked directly; a path between them:\n- 孟广川 is 主席 of")


def test_else_the_sentence_that_names_both_comes_first(answerer: Answerer) -> None:
    told = answerer.ask("孟广川和攀西职业学院有什么联系").answer
    assert told.startswith("文档没有直接写明孟广川与攀西职业学院的关系，但在同一处提到了两者：")
    assert "攀西职业学院的学生肯吃苦" in told
