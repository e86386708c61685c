"""Kinds of answers that questions ask for, and what a sentence must bear to be one."""

from __future__ import annotations

import pytest

from search.answers.answer import Answerer
from search.questions.question import Intent, understand
from tests.search.small_home import Home


def _kinds(question: str) -> list[str]:
    return [asked.name for asked in understand(question).asked]


def _ask(home: Home, question: str, **texts: str) -> str:
    for name, text in texts.items():
        home.put(name, text)
    answer = Answerer(home.ledger, home.store, home.engine()).ask(question)
    return "" if answer.abstained else answer.answer


def test_how_often_is_no_duration() -> None:
    assert _kinds("茶园多久浇一次水") == ["frequency"]
    assert _kinds("茶园要浇多久的水") == ["duration"]
    assert "frequency" in _kinds("仓库每天要通风几次")


@pytest.mark.parametrize(
    ("text", "shown"),
    [("每3天浇一次", True), ("每周巡查两次", True), ("定期轮换", True), ("3月2日开始浇水", False)],
)
def test_a_frequency_is_no_day(text: str, shown: bool) -> None:
    frequency = next(asked for asked in understand("茶园多久浇一次水").asked if asked.name == "frequency")
    assert bool(frequency.evidence.search(text)) is shown


def test_minutes_are_no_count_and_a_report_by_telephone_no_number() -> None:
    assert _kinds("工地有人中暑要在几分钟里打电话报告") == ["duration"]
    assert _kinds("打完电话多久有人上门") == ["duration"]
    assert understand("报名打电话问谁").asks("contact")


def test_a_file_index_is_no_telephone_number(empty_home: Home) -> None:
    text = "青山县茶叶协会关于春茶收购的公告\n\n索引号：50-6691-2021-00001。\n春茶收购自四月开始。\n"
    assert _ask(empty_home, "青山县春茶收购 电话", page=text) == ""


def test_responsible_bodies_are_bodies_and_the_scale_of_credit_no_number() -> None:
    assert _kinds("青山县 稳定信贷规模 责任单位") == ["body"]
    assert "number" in _kinds("青山县 培训规模 2021年")


def test_a_letter_to_several_bodies_is_issued_jointly() -> None:
    question = understand("青财发〔2021〕3号 是哪两个部联合发的")
    assert question.intent is Intent.ISSUER
    assert "joint" in [asked.name for asked in question.required]


def test_copies_are_not_sent_to_the_addressees(empty_home: Home) -> None:
    text = (
        "青山县茶叶局关于春茶收购的通知\n\n青茶发〔2021〕4号\n\n各乡镇茶站：\n现就春茶收购通知如下。\n"
        "一、收购自四月开始，各站要公示价格。\n青山县茶叶局\n2021年3月2日\n抄送：县粮食局、县物价所。\n"
    )
    assert "县粮食局、县物价所" in _ask(empty_home, "青茶发〔2021〕4号 抄送哪些单位", page=text)


def test_who_decides_when_is_no_date() -> None:
    assert "date" not in _kinds("茶馆什么时候开门由谁定")
    assert "date" in _kinds("茶馆什么时候开门")


def test_the_post_of_a_person_named_first() -> None:
    question = understand("孟凡是哪家茶厂的什么负责人")
    assert question.intent is Intent.POST
    assert question.person == "孟凡"


def test_what_counts_as_a_term_in_marks_is_its_definition() -> None:
    assert understand("什么样的情况算“连片霜冻”").intent is Intent.DEFINITION


def test_a_meaning_may_follow_its_heading(empty_home: Home) -> None:
    text = (
        "青山县霜冻防御方案\n\n各茶站要防御连片霜冻，做好连片霜冻预警，报告连片霜冻情况。\n"
        "（一）连片霜冻。指三个以上乡镇同时降到零度以下。\n（二）零星霜冻。指个别山头降到零度以下。\n"
    )
    assert "三个以上乡镇同时降到零度以下" in _ask(empty_home, "什么样的情况叫“连片霜冻”？", page=text).split("\n")[0]


def test_the_most_is_no_attribute() -> None:
    assert understand("年底考核能评上先进茶厂的人最多占几成").attributes == ()


def test_an_attribute_may_be_told_in_official_words(empty_home: Home) -> None:
    text = "青山县人民医院支援茶乡\n\n青山县人民医院派出30名医务人员驻守茶乡。\n茶乡今年收成好于往年。\n"
    answer = _ask(empty_home, "青山县人民医院派去茶乡的大夫一共有多少人", page=text)
    assert "30名医务人员" in answer


def test_a_relation_is_of_the_clause_that_asks_for_it(empty_home: Home) -> None:
    text = "青山茶叶集团里的云岭茶厂正在恢复红茶生产。\n各厂春节不停工。\n"
    answer = _ask(empty_home, "云岭茶厂和青山茶叶集团是什么关系，它在恢复生产哪种茶？", page=text)
    assert "青山茶叶集团里的云岭茶厂" in answer


def test_a_place_that_has_so_many_is_no_attribute() -> None:
    assert understand("青山县有多少茶农").attributes == ()
    assert understand("青山县有多少茶农").counted == "茶农"
    assert understand("青山茶厂有多少茶农").attributes != ()


def test_a_heading_is_not_quoted_beside_the_text_below_it(empty_home: Home) -> None:
    text = "青山县茶站签订合作书\n\n3月2日，青山县茶站与白水茶校签订合作书。\n"
    answer = _ask(empty_home, "青山县茶站和谁签订合作书？", page=text)
    assert answer.count("3月2日") == 1


def test_two_places_are_compared_on_a_topic_without_the_word_for_how(empty_home: Home) -> None:
    first = "云南省茶叶局关于春茶收购的意见\n\n云南省各茶站春茶收购按质论价。\n"
    second = "江苏省茶叶局关于春茶收购的意见\n\n江苏省各茶站春茶收购统一定价。\n"
    answer = _ask(empty_home, "云南和江苏 春茶收购 做法对比", first=first, second=second)
    assert answer.startswith("在“春茶收购”上")
    assert "按质论价" in answer
    assert "统一定价" in answer
