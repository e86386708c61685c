"""Answers hold what the question asks for: bodies named, all facts asked, the post of the body named; else none."""

from __future__ import annotations

import pytest

from search.answers.answer import Answerer
from search.questions.question import understand
from tests.search.small_home import Home

NOTICE = """青山县总工会
关于做好锅炉工技能比武工作的通知

青工发〔2021〕9号

各基层工会：

现就锅炉工技能比武通知如下。

一、全县开展“炉火杯”比武，各企业要组织职工参加。

二、“三比”要求即比安全、比质量、比节约。各单位要落实“三比”要求。

三、县总工会主席由孟凡同志担任。

青山县总工会
2021年5月6日
"""
CHARITY = """关于加强汛期捐赠物资管理工作的通知

各慈善组织：

汛期捐赠物资要登记造册。物资分发情况每周公布一次。

青山县民政科
2021年7月3日
"""


@pytest.fixture
def answerer(empty_home: Home) -> Answerer:
    empty_home.put("notice", NOTICE)
    empty_home.put("charity", CHARITY)
    return Answerer(empty_home.ledger, empty_home.store, empty_home.engine())


def test_several_facts_of_a_policy_are_told_at_once(answerer: Answerer) -> None:
    answer = answerer.ask("锅炉工技能比武工作的通知是谁印发的，文号是什么？")
    assert "由青山县总工会印发" in answer.answer
    assert "青工发〔2021〕9号" in answer.answer


def test_a_policy_told_by_its_description_without_issuers_gives_its_signature(answerer: Answerer) -> None:
    answer = answerer.ask("汛期捐赠物资管理的通知落款是哪个科室？")
    assert "青山县民政科 2021年7月3日" in answer.answer


def test_a_sole_issuer_is_not_told_as_one_of_several(answerer: Answerer) -> None:
    answer = answerer.ask("锅炉工技能比武工作的通知由谁联合印发？")
    assert answer.answer.startswith("文档只写明《")
    assert "青山县总工会" in answer.answer


def test_enterprises_that_are_not_named_are_not_answered(answerer: Answerer) -> None:
    answer = answerer.ask("哪些企业开展了“炉火杯”比武？")
    assert answer.abstained
    assert "企业名称" in answer.answer


def test_the_head_of_another_body_is_no_answer(answerer: Answerer) -> None:
    assert answerer.ask("白水县总工会主席是谁？").abstained


def test_a_meaning_is_told_by_the_sentence_that_explains_it(answerer: Answerer) -> None:
    assert answerer.ask("“三比”要求是什么意思？").answer.startswith("“三比”要求即比安全、比质量、比节约。")


def test_two_things_never_brought_together_have_no_relation(answerer: Answerer) -> None:
    answer = answerer.ask("“炉火杯”比武和青山县民政科是什么关系？")
    assert answer.abstained


def test_words_before_a_document_number_are_no_part_of_it() -> None:
    assert understand("哪些文件落实了青工发〔2021〕9号").doc_numbers == ("青工发〔2021〕9号",)


@pytest.mark.parametrize(
    ("question", "described"),
    [
        ("汛期捐赠物资管理的通知由谁印发", "汛期捐赠物资管理通知"),
        ("谁印发了关于锅炉工比武的意见", "锅炉工比武意见"),
        ("工人怎么参加比武", None),
    ],
)
def test_a_policy_is_described_in_words(question: str, described: str | None) -> None:
    assert understand(question).described == described


def test_a_word_for_policies_is_no_short_title(answerer: Answerer) -> None:
    subjects = answerer._asking("汛期捐赠物资管理的通知是谁发的").subjects
    assert [subject.entity.name for subject in subjects] == ["关于加强汛期捐赠物资管理工作的通知"]


def test_a_year_is_no_period() -> None:
    duration = next(asked for asked in understand("缓缴社会保险费能拖多久").asked if asked.name == "duration")
    assert duration.evidence.search("2020年提高到4%") is None
    assert duration.evidence.search("缓缴不超过6个月") is not None


def test_a_body_of_another_place_is_not_mentioned_though_its_kind_is(answerer: Answerer) -> None:
    assert answerer.ask("白水县总工会 做法").answer == "文档里没有提到“白水县总工会”，无法回答。"


def test_where_something_is_set_up_is_told_by_a_place_alone(answerer: Answerer) -> None:
    assert answerer.ask("县总工会设在哪里").abstained


def test_who_made_something_is_told_by_a_firm_alone(answerer: Answerer) -> None:
    assert answerer.ask("“炉火杯”比武 承建公司").abstained


def test_a_clause_asked_for_is_no_part_of_the_topic() -> None:
    assert understand("哪些政策规定了锅炉工比武？在哪一条？").theme == ("锅炉工比武",)


def test_a_province_is_borne_by_its_letter(empty_home: Home) -> None:
    empty_home.put("gate", "小区出入须知\n\n返沪人员登记后，观察满十四天的，到物业领取通行证。\n")
    answer = Answerer(empty_home.ledger, empty_home.store, empty_home.engine()).ask("返回上海的人员到哪里领取通行证？")
    assert "到物业领取通行证" in answer.answer


def test_the_sentence_that_names_several_firms_tells_which_firms(empty_home: Home) -> None:
    text = """春茶季复工情况

青山开发区企业已经复工，青山茶叶有限公司的员工在青山开发区戴着口罩操作机器。

目前，区内的青山茶叶有限公司、白水陶瓷有限公司、云岭制罐有限公司等企业相继恢复生产。
"""
    empty_home.put("work", text)
    answer = Answerer(empty_home.ledger, empty_home.store, empty_home.engine()).ask("青山开发区哪些企业已经复工？")
    assert answer.answer.startswith("目前，区内的青山茶叶有限公司、白水陶瓷有限公司、云岭制罐有限公司等企业")


def test_the_number_of_a_document_that_is_only_described_is_told(answerer: Answerer) -> None:
    answer = answerer.ask("青山县总工会 锅炉工技能比武 发文字号")
    assert "青工发〔2021〕9号" in answer.answer


CONTACTS = """关于夏季送清凉活动的说明

各单位可以咨询送清凉活动。
联系科室：青禾权益科
联系人：丁立春
联系电话：0571-22223333

活动到八月底结束。
"""


def test_a_list_of_contacts_is_quoted_whole(empty_home: Home) -> None:
    empty_home.put("contacts", CONTACTS)
    answer = Answerer(empty_home.ledger, empty_home.store, empty_home.engine()).ask("送清凉活动的联系人是谁？")
    assert all(word in answer.answer for word in ("青禾权益科", "丁立春", "0571-22223333"))


def test_everyday_words_are_no_names_that_are_missing(empty_home: Home) -> None:
    empty_home.put("tax", "捐赠税收问答\n\n企业向定点医院无偿捐赠自产口罩的，免征增值税和消费税。\n")
    answer = Answerer(empty_home.ledger, empty_home.store, empty_home.engine()).ask(
        "把自己做的口罩白送给抗疫医院，哪些税可以不交？"
    )
    assert "免征增值税和消费税" in answer.answer


def test_a_short_place_name_that_no_document_bears_is_missing(answerer: Answerer) -> None:
    assert answerer.ask("番禺的汛期捐赠物资多久公布一次？").abstained


PHONES = """各地应急运输专线公布

交警部门公布了应急运输专线电话，方便货车司机咨询。

昌吉州支队0994-1112233
伊犁州支队0999-2223344
"""


def test_the_line_of_the_place_asked_about_is_told_of_a_table_of_telephones(empty_home: Home) -> None:
    empty_home.put("phones", PHONES)
    answer = Answerer(empty_home.ledger, empty_home.store, empty_home.engine()).ask("伊犁州 应急运输 电话")
    assert "0999-2223344" in answer.answer


CONTESTS = """青禾赛区竞赛安排

青禾赛区今年举办以下比赛：
（一）焊工比赛。五月举行。
（二）钳工比赛。六月举行。
（三）电工比赛。七月举行。
"""


def test_an_opening_sentence_brings_the_whole_list(empty_home: Home) -> None:
    empty_home.put("contests", CONTESTS)
    answer = Answerer(empty_home.ledger, empty_home.store, empty_home.engine()).ask("青禾赛区今年举办哪几项比赛？")
    assert all(trade in answer.answer for trade in ("焊工比赛", "钳工比赛", "电工比赛"))
    assert len(answer.citations) == 3
