"""What a place must bear to answer: years, names and places of the question."""

from __future__ import annotations

import pytest

from search.answers.answer import Answerer
from search.questions.question import understand
from tests.search.small_home import Home

CEMENT = """青山县总工会关于开展技能竞赛的通知

各基层工会：

现就开展“铁流杯”技能竞赛通知如下。

一、竞赛设砌筑、焊接两个工种，第一名奖励5000元。

二、成立铁流竞赛领导小组，由罗文任组长。

青山县总工会
2021年5月6日
"""


@pytest.fixture
def answerer(empty_home: Home) -> Answerer:
    empty_home.put("cement", CEMENT)
    return Answerer(empty_home.ledger, empty_home.store, empty_home.engine())


def test_a_question_within_the_bounds_is_answered(answerer: Answerer) -> None:
    assert "5000元" in answerer.ask("2021年技能竞赛第一名奖励多少？").answer


@pytest.mark.parametrize(
    "question",
    [
        "2016年技能竞赛第一名奖励多少？",
        "“飞云杯”技能竞赛第一名奖励多少？",
        "《飞云杯技能竞赛办法》规定第一名奖励多少？",
        "技能竞赛的总投资是多少？",
        "技能竞赛场地面积多大？",
        "技能竞赛通知的文号是多少？",
        "王小明担任什么职务？",
        "华为公司和青山县总工会是什么关系？",
    ],
)
def test_what_lies_outside_is_not_answered(answerer: Answerer, question: str) -> None:
    assert answerer.ask(question).abstained


MEETING = "罗文主持召开茶园防火会议\n\n3月12日，青山县县长罗文主持召开茶园防火会议，要求巡山员增加到40名。\n"


@pytest.mark.parametrize("day", ["3月12日", "3月12号", "03月12日", "2021年3月12日"])
def test_a_day_binds_to_the_places_that_print_it(empty_home: Home, day: str) -> None:
    empty_home.put("meeting", MEETING)
    asked = Answerer(empty_home.ledger, empty_home.store, empty_home.engine())
    assert "40名" in asked.ask(f"{day}茶园防火会议要求巡山员增加到多少名？").answer


@pytest.mark.parametrize("day", ["3月2日", "3月21日", "4月12日"])
def test_another_day_is_no_answer(empty_home: Home, day: str) -> None:
    empty_home.put("meeting", MEETING)
    asked = Answerer(empty_home.ledger, empty_home.store, empty_home.engine())
    assert asked.ask(f"{day}茶园防火会议要求巡山员增加到多少名？").abstained


def test_a_day_may_be_the_documents_own_or_stand_without_its_month(empty_home: Home) -> None:
    own = MEETING.replace("3月12日", "今天")
    empty_home.put("own", f"{own}\n青山县人民政府\n2021年3月12日\n")
    empty_home.put("short", "青山县清理茶园枯枝\n\n县里13日召开茶园枯枝清理会议，要求每亩清出枯枝25公斤。\n")
    asked = Answerer(empty_home.ledger, empty_home.store, empty_home.engine())
    assert "40名" in asked.ask("3月12日茶园防火会议要求巡山员增加到多少名？").answer
    assert "25公斤" in asked.ask("3月13日茶园枯枝清理会议要求每亩清出枯枝多少公斤？").answer


def test_passages_of_the_year_are_looked_for_behind_the_best_ones(
    empty_home: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    for at, tree in enumerate("梅桃杏李桂莲菊兰竹松柏枫槐柳榆桐", start=2):
        said = f"2019年4月{at}日，{tree}溪乡举行茶艺竞赛，茶艺竞赛第一名获奖金{at}000元。"
        empty_home.put(tree, f"{tree}溪乡茶艺竞赛\n\n{said}\n")
    masters = "制茶师傅来到老街，当众摊青、杀青、揉捻和烘干，街上的人都来看，也尝了今年的新茶。" * 9
    prize = "茶艺竞赛由街坊评分，第一名得奖金800元。"
    empty_home.put("own", f"师傅来到老街\n\n{prize}\n\n{masters}\n\n石溪乡人民政府\n2021年3月12日\n")
    asked = Answerer(empty_home.ledger, empty_home.store, empty_home.engine())
    monkeypatch.setattr("search.answers.answer.SURE", 0.05)
    question = "2021年茶艺竞赛第一名获奖金多少元？"
    assert all("800元" not in hit.passage.text for hit in asked.passages(question, 30))
    (found,) = asked.quotations(question)
    assert found.text.startswith(prize)


def test_what_is_asked_for_by_name_must_be_said() -> None:
    (words,) = understand("竞赛的总投资是多少").attributes
    assert words.search("投入50万元")
    assert not words.search("奖励5000元")


def test_things_counted_are_no_share_or_date() -> None:
    (asked,) = (asked for asked in understand("新增多少就业岗位").asked if asked.name == "number")
    assert asked.evidence.search("新增岗位300个")
    assert not asked.evidence.search("2020年5月岗位占95%")


def test_a_text_that_names_no_place_may_be_of_the_one_asked_about(empty_home: Home) -> None:
    empty_home.put("fees", "我市茶叶检验费下调\n\n今年起，我市茶叶检验费由每吨30元降到20元。\n")
    empty_home.put("visit", "上海茶叶商会来访\n\n上海茶叶商会到我县考察茶叶检验。\n")
    asked = Answerer(empty_home.ledger, empty_home.store, empty_home.engine())
    assert "20元" in asked.ask("上海茶叶检验费降到多少元？").answer


BULLETIN = """青州工会简报
第5期
青州市总工会编        2024年6月3日

【工作动态】
市总工会举办茶艺夜校
6月1日，市总工会在老街举办茶艺夜校，首期收学员30名，学员来自二十家茶企。
（市总工会）
【外地经验】
绍兴：夜校开到车间门口
绍兴市把茶艺夜校开到车间门口，由财政给每班补助8万元，一年办了四十班。
（绍兴市总工会）
"""


def test_an_item_is_of_the_place_that_its_title_opens_with(empty_home: Home) -> None:
    empty_home.put("bulletin", BULLETIN)
    asked = Answerer(empty_home.ledger, empty_home.store, empty_home.engine())
    assert "8万元" in asked.ask("绍兴茶艺夜校每班补助多少万元？").answer
    assert asked.ask("青州茶艺夜校每班补助多少万元？").abstained
    assert "30名" in asked.ask("青州茶艺夜校首期收学员多少名？").answer


def test_a_name_without_its_place_may_be_of_any(empty_home: Home) -> None:
    empty_home.put("north", "湖南省委书记周山调研茶园\n\n省委书记周山到茶园调研。\n")
    empty_home.put("south", "茶园分类管理意见出台\n\n省委茶园管理领导小组的意见提出，小茶园由农户自主管理。\n")
    asked = Answerer(empty_home.ledger, empty_home.store, empty_home.engine())
    assert "由农户自主管理" in asked.ask("按省委茶园管理领导小组的意见，小茶园由谁管理？").answer


def test_an_everyday_word_is_no_place(empty_home: Home) -> None:
    empty_home.put("rent", "茶叶街租金减免\n\n个体工商户免收茶叶街摊位租金三个月。\n")
    asked = Answerer(empty_home.ledger, empty_home.store, empty_home.engine())
    assert "免收" in asked.ask("小店在茶叶街的摊位租金免收几个月？").answer


def test_a_body_named_in_short_is_not_absent(empty_home: Home) -> None:
    empty_home.put("lift", "北京市市场监督管理局关于电梯维保的提示\n\n电梯维保周期经使用单位同意后可以调整。\n")
    asked = Answerer(empty_home.ledger, empty_home.store, empty_home.engine())
    assert "可以调整" in asked.ask("北京市场监管局提示 电梯维保周期 能否调整").answer


_CIRCULAR = """长沙市总工会
关于加强职工驿站建设管理的意见

长工发〔2023〕5号

各区县总工会：
职工驿站由街道工会管理。全市开展“夏送清凉”专项行动，由市总工会牵头。

长沙市总工会
2023年3月2日
"""


@pytest.mark.parametrize(
    ("question", "absent"),
    [
        ("求学启航行动由谁牵头", "求学启航行动"),
        ("谁牵头开展求学启航行动", "求学启航行动"),
        ("关于加强职工书屋建设管理服务的意见由谁印发", "关于加强职工书屋建设管理服务的意见"),
    ],
)
def test_an_initiative_or_a_whole_title_that_no_text_names_is_absent(
    empty_home: Home, question: str, absent: str
) -> None:
    empty_home.put("circular", _CIRCULAR)
    answer = Answerer(empty_home.ledger, empty_home.store, empty_home.engine()).ask(question)
    assert (answer.abstained, answer.answer) == (True, f"文档里没有提到“{absent}”，无法回答。")


@pytest.mark.parametrize("question", ["夏送清凉专项行动由谁牵头", "关于加强职工驿站建设与管理的意见由谁印发"])
def test_an_initiative_and_a_title_with_a_letter_more_are_known(empty_home: Home, question: str) -> None:
    empty_home.put("circular", _CIRCULAR)
    answer = Answerer(empty_home.ledger, empty_home.store, empty_home.engine()).ask(question)
    assert not answer.abstained
    assert "总工会" in answer.answer


@pytest.mark.parametrize(
    ("question", "absent"),
    [
        ("长沙市总工会和湖南大学签了什么协议", "湖南大学"),
        ("长沙市总工会与青禾工学院哪天签的协议", "青禾工学院"),
    ],
)
def test_letters_that_stand_in_other_words_bear_no_short_name(empty_home: Home, question: str, absent: str) -> None:
    empty_home.put(
        "signed", "长沙市总工会签约\n\n3月5日，长沙市总工会与湖南大道学院签订协议，南大门设驿站，大学生可入驻。\n"
    )
    answer = Answerer(empty_home.ledger, empty_home.store, empty_home.engine()).ask(question)
    assert (answer.abstained, answer.answer) == (True, f"文档里没有提到“{absent}”，无法回答。")


@pytest.mark.parametrize("names", [("职工驿站", "职工书屋"), ("职工书屋", "职工驿站")])
def test_what_a_policy_carries_out_is_told_in_its_own_order(empty_home: Home, names: tuple[str, str]) -> None:
    first, second = (f"关于建设{name}的意见" for name in names)
    text = _CIRCULAR.replace(
        "职工驿站由街道", f"为贯彻湖南省总工会《{first}》，现提出如下意见。\n一、贯彻落实《{second}》，驿站由街道"
    )
    empty_home.put("circular", text)
    answer = Answerer(empty_home.ledger, empty_home.store, empty_home.engine()).ask(
        "长工发〔2023〕5号是为了贯彻哪个文件"
    )
    lines = answer.answer.splitlines()
    assert [first in lines[1], second in lines[2]] == [True, True]
