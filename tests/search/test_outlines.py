"""What a paper says as a whole, told by its own headings."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from search.answers.answer import Answerer
from search.questions.question import Intent, understand
from tests.search.small_home import answerer_over

NOTICE = """遂宁市总工会关于印发《遂宁市培养盐化工匠实施意见》的通知

遂工发〔2023〕11号

各区县总工会：
现将《遂宁市培养盐化工匠实施意见》印发给你们，请遵照执行。

遂宁市总工会
2023年8月9日

遂宁市培养盐化工匠实施意见

为培养盐化工匠，提出如下意见。
一、办好学堂
（一）编写教材。每家盐化企业参加编写一册。
（二）聘请教师。从一线聘请教师二十名。
二、开展比武
（三）每年比武。比武在九月举行。
三、兑现待遇
（四）发给津贴。工匠每月领取津贴四百元。
（五）安排疗养。工匠每两年疗养一次。
"""
SPEECH = """在遂宁市工匠座谈会上的讲话

（2023年9月1日）

遂宁市总工会主席 康守田

同志们：
一、看清形势
盐化行业缺少工匠。
二、抓紧培养
各厂要办好学堂。
三、加强领导
各厂工会要有人管。
"""
SHORT = """遂宁市总工会关于调整办公时间的通知

各区县总工会：
自10月8日起，下午办公时间调整为两点到五点半。

遂宁市总工会
2023年9月28日
"""


@pytest.fixture(scope="module")
def answerer(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Answerer]:
    texts = {"notice": NOTICE, "speech": SPEECH, "short": SHORT}
    yield from answerer_over(tmp_path_factory.mktemp("outlines") / "home", texts)


CONTENT = """《遂宁市培养盐化工匠实施意见》的主要内容：
- 一、办好学堂：编写教材；聘请教师[1]
- 二、开展比武：每年比武[2]
- 三、兑现待遇：发给津贴；安排疗养[3]"""


@pytest.mark.parametrize(
    "asked",
    [
        "遂工发〔2023〕11号主要讲了什么？",
        "《遂宁市培养盐化工匠实施意见》的主要内容是什么",
        "遂宁培养盐化工匠的实施意见提出了哪些措施",
        "概括一下遂工发〔2023〕11号的主要内容",
    ],
)
def test_a_paper_is_summed_up_by_its_headings_and_those_below(answerer: Answerer, asked: str) -> None:
    answer = answerer.ask(asked)
    assert answer.answer == CONTENT
    assert [citation.quote for citation in answer.citations] == ["一、办好学堂", "二、开展比武", "三、兑现待遇"]


def test_an_english_question_is_led_in_english(answerer: Answerer) -> None:
    told = answerer.ask("What does 遂工发〔2023〕11号 say?").answer
    assert told.startswith("Main content of 《遂宁市培养盐化工匠实施意见》:\n- 一、办好学堂")


def test_parts_and_points_are_those_of_the_paper_that_a_number_brings(answerer: Answerer) -> None:
    assert answerer.ask("遂工发〔2023〕11号分几个部分").answer.startswith("《遂宁市培养盐化工匠实施意见》分3个部分：")
    assert answerer.ask("遂工发〔2023〕11号一共有多少条").answer.startswith("《遂宁市培养盐化工匠实施意见》共5条：")


def test_a_speech_is_told_as_papers_are(answerer: Answerer) -> None:
    told = answerer.ask("康守田的讲话讲了什么").answer
    assert told == (
        "《在遂宁市工匠座谈会上的讲话》的主要内容：\n- 一、看清形势[1]\n- 二、抓紧培养[2]\n- 三、加强领导[3]"
    )


def test_a_paper_without_headings_is_told_by_its_text(answerer: Answerer) -> None:
    answer = answerer.ask("遂宁调整办公时间的通知主要内容是什么")
    assert "下午办公时间调整为两点到五点半" in answer.answer
    assert answer.kind == "text"


@pytest.mark.parametrize(
    "asked", ["培养盐化工匠的意见对教材有什么规定", "哪些文件规定了津贴", "实施意见里工匠的津贴是多少"]
)
def test_a_rule_on_something_in_a_paper_is_not_its_content(asked: str) -> None:
    assert Intent.CONTENT not in understand(asked).intents
