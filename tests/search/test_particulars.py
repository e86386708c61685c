"""Questions of narrow forms are answered by sentences that show just that, or not at all."""

from __future__ import annotations

import pytest

from search.answers.answer import Answerer
from tests.search.small_home import Home

CANAL = """青禾渠工程简报

青禾渠工会开展“四净”活动，把“四净”活动写进班组公约。

各班组落实“三勤”制度，即勤巡查、勤记录、勤维护。

渠管所推行勤学、勤问、勤练、勤比、勤思的“五勤”带徒办法。

会议传达了《青禾渠用水管理办法》2020年任务完成情况，对2021年用水作了安排。

2019年4月，青禾县人民政府印发《青禾渠船闸管理办法》，明确船闸由渠管所管理。

渠管所举办了船闸操作培训班，请了老师到闸口讲课，船工都来听。

泵站职工的工资收入与检修质量挂钩，发挥工资的激励作用。

渠管所所长高远志与白水陶瓷有限公司总经理魏长河代表双方签订供水协议。
"""


@pytest.fixture
def answerer(empty_home: Home) -> Answerer:
    empty_home.put("canal", CANAL)
    return Answerer(empty_home.ledger, empty_home.store, empty_home.engine(), certain=0)


@pytest.mark.parametrize(
    ("question", "first"),
    [
        ("“三勤”制度是哪三勤？", "各班组落实“三勤”制度，即勤巡查、勤记录、勤维护。"),
        ("“五勤”带徒办法指的是哪五勤？", "渠管所推行勤学、勤问、勤练、勤比、勤思的“五勤”带徒办法。"),
        (
            "《青禾渠船闸管理办法》是哪年印发的？",
            "2019年4月，青禾县人民政府印发《青禾渠船闸管理办法》，明确船闸由渠管所管理。",
        ),
    ],
)
def test_a_sentence_that_shows_what_is_asked_for_is_quoted(answerer: Answerer, question: str, first: str) -> None:
    assert answerer.ask(question).answer.splitlines()[0].startswith(first)


@pytest.mark.parametrize(
    "question",
    [
        "“四净”活动指的是哪四净？",
        "船闸操作培训班请了哪些老师讲课？",
        "《青禾渠用水管理办法》是哪年印发的？",
        "What is the minimum wage at 泵站?",
    ],
)
def test_a_sentence_that_only_uses_the_words_is_no_answer(answerer: Answerer, question: str) -> None:
    assert answerer.ask(question).abstained


def test_teachers_asked_for_are_told_by_name(empty_home: Home) -> None:
    text = "泵站简报\n\n渠管所举办了泵站检修培训班，请丁立春教授到泵房讲课，电工都来听。\n"
    empty_home.put("pump", text)
    answerer = Answerer(empty_home.ledger, empty_home.store, empty_home.engine(), certain=0)
    assert "请丁立春教授到泵房讲课" in answerer.ask("泵站检修培训班请了哪些老师讲课？").answer


def test_two_persons_are_related_by_the_sentence_that_names_both(answerer: Answerer) -> None:
    answer = answerer.ask("高远志和魏长河是什么关系？")
    assert [citation.quote for citation in answer.citations] == [
        "渠管所所长高远志与白水陶瓷有限公司总经理魏长河代表双方签订供水协议。"
    ]


def test_members_listed_before_their_numbered_name_are_no_enumeration_of_the_text(empty_home: Home) -> None:
    text = """在渠管所职工会上的讲话

今年主要做好下面的工作。**一是**抓好白天看渠、雨天护渠、冬天修渠三个要点，每个要点都要有人负责。**二是**抓好夜里巡查。**三是**抓好船闸检修。
"""
    empty_home.put("talk", text)
    answerer = Answerer(empty_home.ledger, empty_home.store, empty_home.engine(), certain=0)
    told = answerer.ask("三个要点是哪三个要点？").answer
    assert told.startswith("一是抓好白天看渠、雨天护渠、冬天修渠三个要点，每个要点都要有人负责。")
    assert "船闸检修" not in told


def test_items_of_an_enumeration_are_told_without_marks_of_layout(empty_home: Home) -> None:
    text = """在渠管所职工会上的讲话

检修船闸要抓好三个环节：
**一是**检修船闸前排干闸池，在闸口挂好警示牌，由值班员签字。
**二是**检修船闸时两人同行，系好安全绳，夜里不得下闸。
**三是**检修船闸后试放三次水，把水位记进台账。
"""
    empty_home.put("talk", text)
    answerer = Answerer(empty_home.ledger, empty_home.store, empty_home.engine(), certain=0)
    assert "- 二是检修船闸时两人同行，系好安全绳，夜里不得下闸。" in answerer.ask("检修船闸要抓好哪三个环节？").answer


def test_so_many_things_are_the_items_behind_the_sentence_that_numbers_them(empty_home: Home) -> None:
    text = """在渠管所职工会上的讲话

我们的工作还存在三个方面的不足。一是夜里巡查人手少，水位记得不全。二是闸门锈蚀，检修拖了半年。三是新来的船工没有学过操作。
"""
    empty_home.put("talk", text)
    answerer = Answerer(empty_home.ledger, empty_home.store, empty_home.engine(), certain=0)
    told = answerer.ask("渠管所的工作还存在哪三个方面的不足？").answer
    assert "- 二是闸门锈蚀，检修拖了半年。" in told


@pytest.mark.parametrize(
    "question", ["渠管所有多少员工？", "被罚的那家药房叫什么名字？", "What is the annual budget of 渠管所?"]
)
def test_another_figure_or_an_unnamed_shop_is_no_answer(empty_home: Home, question: str) -> None:
    text = """渠管所简报

渠管所开辟600个停车位，方便员工停车。县里通报，一药房哄抬口罩价格，被处以8万元的罚款。
"""
    empty_home.put("brief", text)
    answerer = Answerer(empty_home.ledger, empty_home.store, empty_home.engine(), certain=0)
    assert answerer.ask(question).abstained


def test_an_amount_that_a_question_for_the_day_names_need_not_be_shown(empty_home: Home) -> None:
    text = "渠管所通知\n\n各闸口要把补助的人员数和金额于每月12日报送渠管所，由渠管所汇总审核。\n"
    empty_home.put("day", text)
    answerer = Answerer(empty_home.ledger, empty_home.store, empty_home.engine(), certain=0)
    assert "于每月12日报送渠管所" in answerer.ask("补助的人数和金额每月几号报渠管所？").answer
