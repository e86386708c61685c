"""Lists of policies by body, place and period, counted in full."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from graph.elements import Entity, Kind
from search.answers.answer import Answerer
from search.answers.periods import Period, dated, period
from tests.search.small_home import Home, answerer_over

_PAPER = """{body}
关于{topic}的{genre}

{head}〔{year}〕{number}号

各有关单位：
现就{topic}有关事项通知如下。

{body}
{year}年{month}月9日
"""


def _paper(body: str, head: str, topic: str, genre: str, year: int, month: int, number: int) -> str:
    return _PAPER.format(body=body, head=head, topic=topic, genre=genre, year=year, month=month, number=number)


@pytest.fixture(scope="module")
def answerer(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Answerer]:
    texts = {
        "a": _paper("云南省总工会", "云工发", "职工书屋建设", "通知", 2021, 3, 4),
        "b": _paper("云南省总工会", "云工发", "职工疗休养", "意见", 2022, 5, 7),
        "c": _paper("昆明市总工会", "昆工发", "班组安全", "通知", 2022, 6, 9),
        "d": _paper("江苏省总工会", "苏工发", "技能竞赛", "通知", 2022, 5, 2),
    }
    yield from answerer_over(tmp_path_factory.mktemp("issuances") / "home", texts)


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("2020年2月10日印发的文件", Period("2020年2月10日", "2020-02-10", "2020-02-10")),
        ("2020年2月份的通知", Period("2020年2月份", "2020-02", "2020-02")),
        ("2020年有哪些", Period("2020年", "2020", "2020")),
        ("2019年至2021年", Period("2019年至2021年", "2019", "2021")),
        ("2020年5月以来", Period("2020年5月以来", "2020-05", None)),
        ("2020年以前", Period("2020年以前", None, "2020")),
        ("issued since 2020", Period("since 2020", "2020", None)),
        ("policies issued in 2020", Period("2020", "2020", "2020")),
        ("12020人", None),
        ("有哪些", None),
    ],
)
def test_a_period_is_read_from_a_question(asked: str, found: Period | None) -> None:
    assert period(asked) == found


@pytest.mark.parametrize(
    ("date", "held"),
    [("2020-02-10", True), ("2020-02", True), ("2020", False), ("", False), ("2020-03-01", False)],
)
def test_a_date_less_exact_than_the_period_does_not_lie_in_it(date: str, held: bool) -> None:
    assert Period("2020年2月", "2020-02", "2020-02").holds(date) is held


def test_a_policy_without_a_date_is_dated_by_its_number() -> None:
    assert dated(Entity("p", Kind.POLICY, "关于书屋的通知", attrs={"doc_number": "云工发〔2021〕4号"})) == "2021"
    assert dated(Entity("p", Kind.POLICY, "关于书屋的通知")) == ""


@pytest.mark.parametrize(
    ("asked", "lead", "titles"),
    [
        ("2021年云南省总工会印发了哪些文件", "云南省总工会2021年印发的政策文件（1份）：", ["职工书屋建设"]),
        ("云南省总工会发过几份文件", "云南省总工会印发的政策文件（2份）：", ["职工书屋建设", "职工疗休养"]),
        ("2022年5月印发的文件有哪些", "2022年5月印发的政策文件（2份）：", ["职工疗休养", "技能竞赛"]),
        ("2022年印发的通知有哪些", "2022年印发的政策文件（2份）：", ["班组安全", "技能竞赛"]),
        ("江苏发了哪些政策", "江苏省的单位印发的政策文件（1份）：", ["技能竞赛"]),
        ("云南的文件有哪些", "云南省的单位印发的政策文件（3份）：", ["职工书屋建设", "职工疗休养", "班组安全"]),
        ("policies issued by 江苏省总工会", "Policies issued by 江苏省总工会 (1):", ["技能竞赛"]),
        ("How many policies were issued in 2022?", "Policies issued in 2022 (3):", ["职工疗休养"]),
    ],
)
def test_policies_are_listed_by_body_place_and_period(
    answerer: Answerer, asked: str, lead: str, titles: list[str]
) -> None:
    told = answerer.ask(asked).answer
    assert told.startswith(lead)
    assert all(title in told for title in titles)


def test_the_policies_of_each_of_two_places_are_listed(answerer: Answerer) -> None:
    told = answerer.ask("江苏和昆明发了哪些政策").answer
    assert "江苏省的单位印发的政策文件（1份）：" in told
    assert "昆明市的单位印发的政策文件（1份）：" in told


@pytest.mark.parametrize("asked", ["2019年云南省总工会印发了哪些文件", "应急管理部发过哪些文件"])
def test_a_body_that_issued_nothing_in_the_period_or_at_all_gets_no_list(answerer: Answerer, asked: str) -> None:
    assert answerer.ask(asked).abstained


def test_a_long_list_says_how_many_it_leaves_out(empty_home: Home) -> None:
    crafts = "刺绣陶艺木雕竹编银器茶艺扎染漆器剪纸泥塑皮影根雕石刻藤编造纸制墨篆刻风筝酿酒面塑糖画古琴灯彩"
    for number in range(1, 24):
        craft = crafts[2 * number - 2 : 2 * number]
        empty_home.put(craft, _paper("云南省总工会", "云工发", f"开展{craft}培训工作", "通知", 2021, 3, number))
    told = Answerer(empty_home.ledger, empty_home.store, empty_home.engine()).ask("云南省总工会印发了哪些文件").answer
    lines = told.splitlines()
    assert lines[0] == "云南省总工会印发的政策文件（23份）："
    assert len(lines) == 1 + 20 + 1
    assert lines[-1] == "- 另有3项，这里没有列出。"
