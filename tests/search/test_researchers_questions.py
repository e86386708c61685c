"""Questions of a new user: one place alone, what is shared or forwarded, bodies of one name, short and wrong names."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from search.answers.answer import Answerer
from search.questions.question import Intent, understand
from search.questions.spelling import divided, one_apart
from search.wording.english import unread
from tests.search.small_home import answerer_over

SPEECH = """在全省职工技能工作会上的讲话

云南省总工会主席 白若溪

云南白鹭机械制造有限责任公司开展“午间课堂”活动。云南省总工会开展“安康杯”竞赛。
云南白鹭机械制造有限责任公司与楚雄州总工会签订合作协议。
楚雄茶艺职业学院校长周望山、执行校长吕思源参加会议。
"""
OPINION = """关于加强班组建设的实施意见

苏工发〔2022〕31号

各设区市总工会：
为贯彻落实《关于加强新时代班组建设的意见》，提出如下意见。
一、开展“安康杯”竞赛
各企业工会要组织开展“安康杯”竞赛，推行“班前十分钟”活动。

江苏省总工会
江苏省人民政府国有资产监督管理委员会
2022年5月6日
"""
NATIONAL = """关于加强新时代班组建设的意见

总工发〔2021〕20号

各省、自治区、直辖市总工会、国资委：
班组长的培训要列入年度计划，对班组长每人每年补助600元。

中华全国总工会
国务院国有资产监督管理委员会
2021年8月9日
"""


@pytest.fixture(scope="module")
def answerer(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Answerer]:
    texts = {"speech": SPEECH, "opinion": OPINION, "national": NATIONAL}
    yield from answerer_over(tmp_path_factory.mktemp("researchers") / "home", texts)


@pytest.mark.parametrize(
    ("asked", "intent"),
    [
        ("哪些做法是浙江独有的", Intent.ONLY_HERE),
        ("湖北和湖南有哪些共同的举措", Intent.SHARED),
        ("谁对“午间课堂”作出过批示", Intent.INSTRUCTED),
        ("楚雄州有哪些企业", Intent.LOCATED),
        ("哪些文件转发了省总工会的通知", Intent.FORWARDED_BY),
        ("县总工会转发的是什么文件", Intent.FORWARDS),
        ("《班组管理办法》被哪些文件引用", Intent.CITED_BY),
        ("班组建设的意见是哪两家单位一块儿发的", Intent.ISSUER),
        ("这份意见出自哪个部门", Intent.ISSUER),
        ("省国资委跟省总工会联合发了什么", Intent.ISSUED),
        ("白若溪是干什么的", Intent.POST),
        ("关于班组长，哪些政策有条款", Intent.PROVIDES_FOR),
        ("应急指挥部下面有哪些工作组", Intent.MEMBERS),
    ],
)
def test_wordings_of_these_questions_are_understood(asked: str, intent: Intent) -> None:
    assert understand(asked).intent is intent


def test_one_place_alone_is_compared_with_all_others(answerer: Answerer) -> None:
    told = answerer.ask("哪些举措是云南独有的？").answer
    assert told.startswith("云南省开展或者规定、而其他地方的文档没有提到的（1项）：")
    assert "午间课堂" in told
    assert "安康杯" not in told


def test_what_two_places_share_is_listed_once(answerer: Answerer) -> None:
    told = answerer.ask("云南和江苏有哪些共同的举措？").answer
    assert told.startswith("云南省和江苏省都开展或者规定的（1项）：\n- “安康杯”竞赛")


def test_a_body_named_without_its_place_stands_for_those_of_all_places(answerer: Answerer) -> None:
    told = answerer.ask("国资委发过什么文件？").answer
    assert "国务院国有资产监督管理委员会印发的政策文件（1份）：\n- 《关于加强新时代班组建设的意见》" in told
    assert "江苏省人民政府国有资产监督管理委员会印发的政策文件（1份）：\n- 《关于加强班组建设的实施意见》" in told


def test_each_pair_of_bodies_that_issued_together_is_told(answerer: Answerer) -> None:
    told = answerer.ask("国资委和总工会联合发了什么？").answer
    assert told.count("联合印发的政策文件（1份）：") == 2


def test_a_firm_is_known_by_its_brand_alone(answerer: Answerer) -> None:
    told = answerer.ask("白鹭公司和楚雄州总工会是什么关系？").answer
    assert "云南白鹭机械制造有限责任公司" in told
    assert "合作关系" in told


def test_one_wrong_letter_in_a_body_does_not_matter_and_another_department_does(answerer: Answerer) -> None:
    assert answerer.ask("云南省总公会主席是谁？").answer == (
        "文档里没有“云南省总公会”，以下按“云南省总工会”回答。\n云南省总工会主席：白若溪。[1]"
    )
    assert answerer.ask("云南省民政厅厅长是谁？").abstained


def test_the_holder_of_a_post_is_not_that_of_a_like_post(answerer: Answerer) -> None:
    assert answerer.ask("楚雄茶艺职业学院校长叫什么？").answer.startswith("楚雄茶艺职业学院校长：周望山。")


def test_a_head_of_a_party_committee_is_its_secretary() -> None:
    assert understand("楚雄茶艺职业学院党委一把手是谁").post == "党委书记"


def test_a_number_of_one_counts_nothing() -> None:
    number = next(asked for asked in understand("楚雄州有多少名茶艺师？").asked if asked.name == "number")
    assert number.evidence.search("一名茶艺师") is None
    assert number.evidence.search("二十一名茶艺师") is not None


def test_a_figure_beside_a_question_of_yes_or_no_need_not_be_shown() -> None:
    aside = understand("一时算不清该赔多少钱，能先拿到一部分吗")
    assert not any(asked.hard for asked in aside.asked)
    assert any(asked.hard for asked in understand("一共能赔多少钱").asked)


def test_english_questions_that_stay_mostly_english_are_not_answered_by_sentences(answerer: Answerer) -> None:
    assert (
        unread("which 省总工会 supports 职业技能培训")
        < 0.5
        < unread("which 省总工会 breeds purple elephants indoors today")
    )
    assert answerer.ask("How do penguins on 云南 glaciers digest frozen squid?").abstained


def test_names_are_divided_and_compared_letter_by_letter() -> None:
    assert divided("云南省楚雄州总工会") == ("云南省楚雄州", "总工会")
    assert one_apart("省总工会", "省总公会")
    assert not one_apart("第1中学", "第2中学")


def test_a_name_of_two_characters_ends_before_担任() -> None:
    assert understand("陈刚担任什么职务").person == "陈刚"
    assert understand("周望山担任什么职务").person == "周望山"


def test_papers_that_a_body_took_part_in_are_those_that_it_issued(answerer: Answerer) -> None:
    answer = answerer.ask("江苏省总工会参与了哪些文件").answer
    assert "《关于加强班组建设的实施意见》" in answer
    assert "《关于加强新时代班组建设的意见》" not in answer


def test_who_built_what_no_text_names_is_not_answered(answerer: Answerer) -> None:
    assert answerer.ask("火星基地由谁建设").answer == "文档里没有提到“火星基地”，无法回答。"
