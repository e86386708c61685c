"""Questions over whole lists of the graph: officers, doers and deeds, two places, joint issuers, leaders, totals."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from search.answers.answer import Answerer
from search.questions.question import Intent, understand
from tests.search.small_home import Home, answerer_over

BULLETIN = """云南工会信息
2022年第3期

云南省总工会党组书记、常务副主席郑远航到楚雄州调研。云南省总工会副主席杜若兰主持座谈会。

云南白鹭机械有限责任公司开展“午间课堂”活动。昆明青禾食品有限公司开展“一师双徒”活动。云南省总工会开展“安康杯”竞赛。

云南省人力资源和社会保障厅印发《关于做好茶艺师培训工作的通知》。

据统计，全省包括季节工在内的茶艺师共4.2万人。
"""
OPINION = """关于加强班组建设的实施意见

苏工发〔2022〕31号

各设区市总工会：
为贯彻落实《关于加强新时代班组建设的意见》，提出如下意见。
一、开展“安康杯”竞赛
各企业工会要组织开展“安康杯”竞赛，推行“班前十分钟”活动。
二、设立工作机构
成立班组建设领导小组，工作由省总工会负责。

江苏省总工会
江苏省人民政府国有资产监督管理委员会
2022年5月6日
"""
NEWS = """曲靖市推进改革

曲靖市产业工人队伍建设改革协调领导小组组长马青原到会讲话。会泽县总工会推进产业工人队伍建设改革。
"""


@pytest.fixture(scope="module")
def answerer(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Answerer]:
    yield from answerer_over(tmp_path_factory.mktemp("rosters") / "home", {"bulletin": BULLETIN, "opinion": OPINION})


@pytest.mark.parametrize(
    ("asked", "intent"),
    [
        ("云南有而江苏没有的做法", Intent.ONLY_HERE),
        ("浙江做了什么安徽没有做", Intent.ONLY_HERE),
        ("What does Hunan do that Hubei does not?", Intent.ONLY_HERE),
        ("What is Hunan doing that Hubei isn't?", Intent.ONLY_HERE),
        ("Which initiatives does Hunan have that Hubei lacks?", Intent.ONLY_HERE),
        ("各企业分别开展了哪些活动", Intent.DEEDS),
        ("List the enterprises and their initiatives", Intent.DEEDS),
        ("有关单位开展了哪些活动", Intent.CARRIES_OUT),
        ("谁在市总工会任过什么职", Intent.OFFICERS),
        ("青山县总工会有哪些领导", Intent.OFFICERS),
        ("Who held which post in the Hunan Federation of Trade Unions?", Intent.OFFICERS),
        ("哪些企业开展了什么活动", Intent.DEEDS),
        ("Which enterprises run which initiative?", Intent.DEEDS),
        ("师徒结对行动由谁牵头", Intent.LEADERS),
        ("Who issued the guiding opinions with whom, to carry out what?", Intent.ISSUANCES),
        ("青山县总工会主席是谁", Intent.HOLDER),
        ("哪些企业开展了五小活动", Intent.CARRIERS),
        ("湖南开展了哪些活动", Intent.CARRIES_OUT),
        ("云南和江苏在技能津贴上有什么不同", Intent.COMPARE),
    ],
)
def test_the_main_intent_of_a_question_over_lists(asked: str, intent: Intent) -> None:
    assert understand(asked).intent is intent


_OFFICERS = ("云南省总工会有哪些领导", "谁在省总工会任过什么职")


@pytest.mark.parametrize("asked", _OFFICERS)
def test_all_officers_of_a_body_are_listed_with_their_posts(answerer: Answerer, asked: str) -> None:
    assert (
        answerer.ask(asked).answer
        == "在云南省总工会任职的（2人）：\n- 杜若兰：副主席[1]\n- 郑远航：党组书记、常务副主席[2]"
    )


def test_officers_are_told_in_english_when_asked_in_english(answerer: Answerer) -> None:
    answer = answerer.ask("Who held which post in the Yunnan Federation of Trade Unions?").answer
    assert answer == "Who held posts in 云南省总工会 (2):\n- 杜若兰: 副主席[1]\n- 郑远航: 党组书记, 常务副主席[2]"


def test_enterprises_are_listed_with_what_they_carry_out_and_no_other_bodies(answerer: Answerer) -> None:
    answer = answerer.ask("哪些企业开展了什么活动").answer
    listed = {"- 云南白鹭机械有限责任公司：“午间课堂”活动", "- 昆明青禾食品有限公司：“一师双徒”活动"}
    assert {line.split("[")[0] for line in answer.splitlines()[1:]} == listed


def test_doers_outside_the_place_asked_about_are_left_out(answerer: Answerer) -> None:
    answer = answerer.ask("昆明哪些企业开展了什么活动").answer
    assert answer.splitlines()[1:] == ["- 昆明青禾食品有限公司：“一师双徒”活动[1]"]


def test_an_english_question_without_a_word_of_the_documents_is_answered_from_the_graph(answerer: Answerer) -> None:
    answer = answerer.ask("Which enterprises run which initiative?").answer
    assert answer.startswith("Who carries out what, as the documents say (2):")


def test_what_both_places_do_is_left_out_of_what_one_does_alone(answerer: Answerer) -> None:
    here = answerer.ask("云南有而江苏没有的做法").answer
    assert "“午间课堂”活动（云南白鹭机械有限责任公司）" in here
    assert "安康杯" not in here
    there = answerer.ask("What does Jiangsu do that Yunnan does not?").answer
    assert there.splitlines()[1:] == ["- “班前十分钟”活动 (《关于加强班组建设的实施意见》)[1]"]


def test_a_comparison_of_places_without_a_topic_tells_what_each_does_alone(answerer: Answerer) -> None:
    answer = answerer.ask("云南和江苏的做法有什么不同").answer
    yunnan, jiangsu = answer.split("江苏省开展或者规定、而云南省的文档没有提到的（1项）：")
    assert "- “一师双徒”活动（昆明青禾食品有限公司）" in yunnan
    assert jiangsu.strip().startswith("- “班前十分钟”活动（《关于加强班组建设的实施意见》）")


def test_a_place_without_documents_of_its_own_lacks_nothing(answerer: Answerer) -> None:
    assert answerer.ask("云南有而江西没有的做法").abstained


def test_bodies_named_without_their_place_are_those_that_issued_a_policy_together(answerer: Answerer) -> None:
    answer = answerer.ask("省总工会和省国资委联合印发了什么").answer
    lead, listed = answer.splitlines()
    assert lead == "江苏省总工会、江苏省人民政府国有资产监督管理委员会联合印发的政策文件（1份）："
    assert listed.startswith("- 《关于加强班组建设的实施意见》[1]")


def test_a_name_that_two_bodies_bear_is_the_one_that_issued_jointly(answerer: Answerer) -> None:
    answer = answerer.ask("省总工会联合印发了哪些文件").answer
    assert answer.startswith("江苏省总工会印发的政策文件（1份）：")


def test_persons_who_visited_on_a_day_are_no_officers(answerer: Answerer) -> None:
    assert not answerer.ask("3月5日到云南省总工会调研的有哪些领导").answer.startswith("在云南省总工会任职")


def test_joint_issuers_are_told_with_what_the_policy_implements(answerer: Answerer) -> None:
    answer = answerer.ask("Who issued the implementation opinions with whom, to carry out what?").answer
    assert (
        "《关于加强班组建设的实施意见》 was jointly issued by 江苏省总工会, 江苏省人民政府国有资产监督管理委员会, "
        "to implement 《关于加强新时代班组建设的意见》"
    ) in answer


def test_a_short_name_without_its_place_stands_for_the_body_of_a_place(answerer: Answerer) -> None:
    answer = answerer.ask("省人社厅发布了哪些通知").answer
    assert answer == "云南省人力资源和社会保障厅印发的政策文件（1份）：\n- 《关于做好茶艺师培训工作的通知》[1]"


@pytest.mark.parametrize(
    "asked", ["云南省有多少茶艺师", "云南有多少茶艺师", "云南省一共有多少茶艺师", "全省有多少茶艺师"]
)
def test_a_number_of_the_whole_place_is_found_in_its_own_documents(answerer: Answerer, asked: str) -> None:
    assert answerer.ask(asked).answer.startswith("据统计，全省包括季节工在内的茶艺师共4.2万人。")


def test_who_carries_out_is_no_answer_to_who_leads(answerer: Answerer) -> None:
    assert answerer.ask("“一师双徒”活动由谁牵头").abstained


def test_groups_named_after_an_initiative_are_told_as_such(empty_home: Home) -> None:
    empty_home.put("news", NEWS)
    answerer = Answerer(empty_home.ledger, empty_home.store, empty_home.engine())
    answer = answerer.ask("产业工人队伍建设改革由谁牵头").answer
    groups = "为产业工人队伍建设改革设立的领导或者协调机构："
    assert answer.startswith(f"{groups}\n- 曲靖市产业工人队伍建设改革协调领导小组[1]")
    assert "会泽县总工会" not in answer
    assert groups not in answerer.ask("国企内部由谁牵头产业工人队伍建设改革").answer
