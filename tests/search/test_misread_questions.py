"""Wordings that look like another question: what is asked for, and what may answer it."""

from __future__ import annotations

import pytest

from search.answers.answer import Answerer
from search.questions.question import Intent, understand
from tests.search.small_home import Home


def _ask(home: Home, question: str, text: str) -> str:
    home.put("page", text)
    answer = Answerer(home.ledger, home.store, home.engine()).ask(question)
    return "" if answer.abstained else answer.answer


def _required(question: str) -> list[str]:
    return [asked.name for asked in understand(question).required]


def test_only_the_issue_of_a_text_is_joint_issue() -> None:
    assert _required("登记平台是哪两家单位联合开发的") == []
    assert understand("登记平台是哪两家单位联合开发的").asks("body")
    assert "joint" in _required("这份意见是哪两家单位联合发的")


def test_a_call_or_a_meeting_by_telephone_asks_for_no_number() -> None:
    assert not understand("哪些电厂打电话给青山煤业要煤").asks("contact")
    assert not understand("电视电话会议谁主持").asks("contact")
    assert understand("报名打电话给谁").asks("contact")
    assert understand("送清凉活动咨询电话").asks("contact")


def test_two_doers_may_stand_in_two_sentences() -> None:
    (words,) = understand("动员会谁讲话、谁主持").attributes
    assert words.search("局长出席会议并讲话")
    assert words.search("副局长主持会议")


def test_the_document_by_which_something_is_defined_is_no_topic() -> None:
    question = understand("“小微工坊”按哪个文件界定")
    assert question.intents == (Intent.LOOKUP,)
    assert [asked.name for asked in question.required] == ["ground"]
    assert understand("哪个文件提到小微工坊").intent is Intent.PROVIDES_FOR


def test_a_topic_keeps_the_first_letter_of_small_and_medium() -> None:
    assert understand("哪些政策支持中小企业").theme == ("中小企业",)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("居家观察14天", True),
        ("结转年限延长至8年", True),
        ("凭证3日内有效", True),
        ("自1月1日至3月31日有效", True),
        ("2月17日正式上线", False),
        ("疫情防控期间暂停办理", False),
        ("2020年全年办理", False),
    ],
)
def test_a_period_in_days_is_no_day_of_the_year(text: str, shown: bool) -> None:
    duration = next(asked for asked in understand("凭证有效期是多少天").asked if asked.name == "duration")
    assert bool(duration.evidence.search(text)) is shown


def test_a_clause_before_the_figure_is_no_noun() -> None:
    assert understand("外地回来的人要在家待多少天").attributes == ()


def test_the_end_of_a_compound_tells_the_attribute() -> None:
    (words,) = understand("健康凭证有效期是多少天").attributes
    assert words.search("3日内有效")
    assert not words.search("办理健康登记")


def test_each_person_is_no_count() -> None:
    (number,) = (asked for asked in understand("活动 参加人数").asked if asked.name == "number")
    assert not number.evidence.search("每一位市民")
    assert number.evidence.search("参加者百馀人")


def test_what_is_counted_may_stand_before_the_figure() -> None:
    assert understand("车间工人里，查出来发烧的一共有几个").counted == "查出来发烧"
    assert understand("青禾县覆盖率有多少").counted is None


TRAINS = """青禾县组织返岗

青禾县开行了返岗专列，组织农民工有序返岗。全县惠及企业8478家，涉及职工67万人。
"""


def test_a_figure_of_another_sentence_does_not_count(empty_home: Home) -> None:
    assert _ask(empty_home, "青禾县专列一共送了多少名农民工返岗？", TRAINS) == ""


def test_a_figure_beside_what_is_counted_does(empty_home: Home) -> None:
    text = TRAINS.replace("组织农民工有序返岗", "送918名农民工返岗")
    assert "送918名农民工返岗" in _ask(empty_home, "青禾县专列一共送了多少名农民工返岗？", text)


RAILWAY = """节后客流安排

中国铁路昆明局集团有限公司将精准投放运力，满足学生返程的乘车需求。
"""


def test_a_body_is_known_with_its_place_in_the_middle(empty_home: Home) -> None:
    assert "精准投放运力" in _ask(empty_home, "昆明铁路局怎样应对学生返程的乘车需求？", RAILWAY)


def test_a_body_of_another_place_is_not(empty_home: Home) -> None:
    assert _ask(empty_home, "南昌铁路局怎样应对学生返程的乘车需求？", RAILWAY) == ""


def test_a_firm_without_its_name_is_no_name(empty_home: Home) -> None:
    text = "办税便民措施\n\n重庆市税务局表示，疫情期间全市纳税人的发票寄递业务免收邮寄费。\n"
    question = "在重庆开公司，疫情期间发票寄递要邮寄费吗？"
    assert "免收邮寄费" in _ask(empty_home, question, text)


def test_the_place_of_a_side_is_no_side_of_a_relation(empty_home: Home) -> None:
    text = """园区防控

昆明市各园区落实防控要求。华南星火产业园与联丰街道形成联动机制，每天登记复工企业情况。
"""
    said = _ask(empty_home, "昆明的华南星火产业园和联丰街道是什么关系？", text)
    assert "华南星火产业园与联丰街道形成联动机制" in said


def test_documents_that_something_is_done_to_are_told_by_sentences(empty_home: Home) -> None:
    text = """依法防控

青禾县人大常委会全面评估《青禾县防洪条例》《青禾县水源保护条例》等法规，随后启动修订。
"""
    said = _ask(empty_home, "青禾县人大常委会 全面评估 启动修订 哪些法规", text)
    assert "全面评估《青禾县防洪条例》《青禾县水源保护条例》等法规" in said
