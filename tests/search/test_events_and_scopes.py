"""Who presided over which gathering and where it was held, whom a word takes in, and whose a paper is by its matter."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from search.answers.answer import Answerer
from tests.search.small_home import answerer_over

BRIEFING = """泸州市帮扶茶企新闻发布会实录

2月7日，市委书记林叔平主持召开市委常委会，强调要帮扶茶企复工。
主持人：市茶产业办公室副主任苏念慈。苏念慈主持新闻发布会，介绍了帮扶茶企复工的情况。
"""
SPEECH = """在全市职工技能工作会议上的讲话

我们传达了全市技能竞赛经验交流会的精神，学习了交流会上的讲话，为下一步做好准备。
今年4月，在古蔺县召开的全市技能竞赛经验交流会上，四家企业作了发言。
"""
RELIEF = """宜宾市总工会关于关心货运司机的通知

各区县总工会：
一、各区县总工会要给货运司机送清凉、送保险，安排货运司机轮流疗养。
二、每个驿站配备热水、药箱和充电插座，方便货运司机歇脚。
三、给跑长途的货运司机每人发一张二百元的体检卡。
本通知所称货运司机，包括自有车辆的个体司机、受雇的长途司机和同城配送司机。

宜宾市总工会
2023年7月3日
"""


@pytest.fixture(scope="module")
def answerer(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Answerer]:
    texts = {"briefing": BRIEFING, "speech": SPEECH, "relief": RELIEF}
    yield from answerer_over(tmp_path_factory.mktemp("events") / "home", texts)


def test_who_presided_over_another_gathering_is_no_answer(answerer: Answerer) -> None:
    told = answerer.ask("谁主持了泸州帮扶茶企的新闻发布会").answer
    assert "苏念慈" in told
    assert "林叔平" not in told


@pytest.mark.parametrize("asked", ["技能竞赛经验交流会 召开地点", "技能竞赛经验交流会是在哪儿开的"])
def test_the_place_of_an_event_is_told_by_where_it_was_held(answerer: Answerer, asked: str) -> None:
    told = answerer.ask(asked).answer
    assert told.startswith("今年4月，在古蔺县召开的全市技能竞赛经验交流会上")
    assert "为下一步做好准备" not in told


def test_whom_a_word_takes_in_is_told_by_the_text_that_says_so(answerer: Answerer) -> None:
    told = answerer.ask("宜宾通知里说的货运司机包括哪些人").answer
    assert told.startswith("本通知所称货运司机，包括自有车辆的个体司机、受雇的长途司机和同城配送司机。")


def test_a_paper_told_by_its_matter_is_of_its_own_issuers(answerer: Answerer) -> None:
    told = answerer.ask("给司机发体检卡的那个政策是哪儿发的").answer
    assert told.startswith("《宜宾市总工会关于关心货运司机的通知》由宜宾市总工会印发。")


def test_a_paper_told_by_its_title_is_not_another_of_its_words(answerer: Answerer) -> None:
    assert answerer.ask("谁印发了关于货运司机体检的意见").abstained


def test_so_many_firms_are_not_told_by_their_number(answerer: Answerer) -> None:
    assert answerer.ask("经验交流会上发言的是哪四家企业").abstained
