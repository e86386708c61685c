"""A clause told by its number, and laws that no document prints."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from search.answers.answer import Answerer
from search.questions.parts import ClauseNumber, clause_asked, law_asked
from search.questions.question import Intent, understand
from tests.search.small_home import answerer_over

LAW = """广元市盐井保护条例

（2022年5月12日广元市人民代表大会常务委员会公布，自2022年9月1日起施行）

第一章　总则

第一条　为了保护盐井，制定本条例。
第二条　本市的盐井依照本条例保护。

第二章　保护

第三条　盐井所在地的乡镇人民政府每月检查盐井一次。
第四条　保护经费列入本级预算。

第三章　附则

第五条　本条例自2022年9月1日起施行。
"""
OPINION = """广元市总工会关于关爱盐工的意见

广工发〔2022〕6号

各县区总工会：
一、重视体检
（一）每年体检。盐工每年体检一次，费用由工会承担。
（二）建立档案。体检结果记入健康档案。
二、办好食堂
（三）供应热餐。夜班盐工有热餐。

广元市总工会
2022年6月1日
"""
REPORT = """广元开展盐工普法活动

本报讯 6月9日，广元市总工会在盐场讲解法律。讲课人说：
《中华人民共和国职业病防治法》第二十条规定，用人单位应当设置专职的卫生管理人员。
盐工劳动合同到期的，厂里要提前三十天告知。
"""


@pytest.fixture(scope="module")
def answerer(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Answerer]:
    texts = {"law": LAW, "opinion": OPINION, "report": REPORT}
    yield from answerer_over(tmp_path_factory.mktemp("clauses") / "home", texts)


@pytest.mark.parametrize(
    "asked",
    ["广元市盐井保护条例第四条规定了什么？", "《广元市盐井保护条例》第4条", "What is article 4 of 广元市盐井保护条例?"],
)
def test_an_article_is_told_in_its_own_words(answerer: Answerer, asked: str) -> None:
    answer = answerer.ask(asked)
    assert answer.answer.replace(": ", "：") == "《广元市盐井保护条例》：第四条 保护经费列入本级预算。[1]"
    assert answer.citations[0].quote == "第四条　保护经费列入本级预算。"


def test_a_chapter_is_told_with_its_articles(answerer: Answerer) -> None:
    told = answerer.ask("广元市盐井保护条例第二章讲了什么").answer
    assert told == (
        "《广元市盐井保护条例》：第二章 保护 第三条盐井所在地的乡镇人民政府每月检查盐井一次。"
        " 第四条保护经费列入本级预算。[1]"
    )


def test_points_and_parts_of_an_opinion_have_numbers_too(answerer: Answerer) -> None:
    point = answerer.ask("广工发〔2022〕6号第三条是什么").answer
    assert point == "《广元市总工会关于关爱盐工的意见》：（三）供应热餐。夜班盐工有热餐。[1]"
    part = answerer.ask("广工发〔2022〕6号第一部分讲了什么").answer
    assert part.startswith("《广元市总工会关于关爱盐工的意见》：一、重视体检 （一）每年体检。")
    assert "供应热餐" not in part


def test_an_article_that_a_law_lacks_is_not_told_by_others(answerer: Answerer) -> None:
    assert answerer.ask("广元市盐井保护条例第四十条规定了什么").abstained


def test_a_law_that_no_document_prints_is_said_to_be_missing(answerer: Answerer) -> None:
    answer = answerer.ask("劳动合同法第三十九条规定了什么")
    assert answer.answer == "文档里没有《劳动合同法》的正文，无法回答。"
    assert answer.abstained


def test_a_law_that_a_report_quotes_is_told_by_the_quoting_sentence(answerer: Answerer) -> None:
    assert "专职的卫生管理人员" in answerer.ask("职业病防治法第二十条怎么规定的").answer
    assert answerer.ask("职业病防治法第二十一条怎么规定的").abstained


def test_the_articles_of_a_law_are_its_outline(answerer: Answerer) -> None:
    told = answerer.ask("广元市盐井保护条例的主要内容").answer
    assert told == (
        "《广元市盐井保护条例》的主要内容：\n- 第一章总则（第一条至第二条）[1]\n- 第二章保护（第三条至第四条）[2]"
        "\n- 第三章附则（第五条至第五条）[3]"
    )


@pytest.mark.parametrize(
    ("asked", "law"),
    [
        ("劳动合同法第三十九条规定了什么", "劳动合同法"),
        ("中华人民共和国工会法的主要内容", "工会法"),
        ("《民法典》对赠与有什么规定", "民法典"),
        ("广元市盐井保护条例对经费怎么规定", "广元市盐井保护条例"),
        ("缓缴社保的办法是什么", None),
        ("哪些地方的做法有推广", None),
        ("根据劳动法,加班费怎么算", None),
    ],
)
def test_a_question_on_the_rules_of_a_law_names_it_first(asked: str, law: str | None) -> None:
    assert law_asked(asked) == law


def test_clauses_are_numbered_in_either_numerals() -> None:
    assert clause_asked("意见第十二条") == ClauseNumber(12, "条")
    assert clause_asked("第2个部分讲什么") == ClauseNumber(2, "部分")
    assert clause_asked("哪一条") is None
    assert Intent.CLAUSE not in understand("条例第四条里的经费由谁出").intents
