"""The decision by weights who carries out an initiative: what is seen of a pair, what is refused, what stands."""

from __future__ import annotations

import math

import pytest

from graph.elements import Kind, LinkKind
from graph.extraction.body_tables import read_rows
from graph.extraction.extract import extract, find_mentions
from graph.extraction.links.deed_measures import measures
from graph.extraction.links.deed_weights import probability
from graph.extraction.links.deeds import deed_pairs
from graph.extraction.sentences import find_sentences
from ingest.document import RawDocument, Source
from ingest.parse import parse


def seen(text: str, agent: str) -> set[str]:
    document = parse(RawDocument(Source("t", "a", "a"), text, "text/plain", "", None))
    (scope,) = find_mentions(document)
    pairs = deed_pairs(scope, find_sentences(scope.text, scope.part.start, scope.part.end))
    assert pairs is not None
    (found,) = [pair for pair in pairs.of(pairs.initiatives.all) if pair.agent.name == agent]
    return set(measures(pairs, found))


def carried_out(text: str) -> dict[tuple[str, str], str]:
    extraction = extract(parse(RawDocument(Source("t", "a", "a"), text, "text/plain", "", None)))
    names = {entity.id: entity.name for entity in extraction.entities}
    links = [link for link in extraction.links if link.kind is LinkKind.CARRIES_OUT]
    return {(names[link.head], names[link.tail]): link.evidence[0].rule for link in links}


def test_measures_tell_role_deed_and_what_both_are_together() -> None:
    found = seen("浏阳市总工会走访司机，陆续铺开“暖心上路”行动。", "浏阳市总工会")
    assert {"role=sentence-subject", "deed=verb-adjacent", "sentence-subject+verb-adjacent", "kind=Agency"} <= found
    assert {"sentence-subject+alone", "pauses-before=1", "first-agent", "nearest-agent", "verb-between"} <= found
    assert not {"others-act", "said-between", "no-deed", "role=clause-subject"} & found


@pytest.mark.parametrize(
    ("text", "measure"),
    [
        ("浏阳市总工会走访司机，各单位铺开“暖心上路”行动。", "others-act"),
        ("浏阳市总工会走访司机，三家企业铺开“暖心上路”行动。", "others-act"),
        ("浏阳市总工会要求，尽快铺开“暖心上路”行动。", "said-between"),
        ("浏阳市总工会走访司机，帮助他们参加“暖心上路”行动。", "no-deed"),
        ("浏阳市总工会的干部铺开“暖心上路”行动。", "agent-owner"),
        ("司机向浏阳市总工会反映，“暖心上路”行动便民。", "agent-to"),
        ("浏阳市总工会说情况很好。铺开“暖心上路”行动。", "spoke-before"),
        ("“暖心上路”行动已在浏阳市总工会上线。", "deed=done-behind"),
        ("“暖心上路”行动便民，司机感谢浏阳市总工会。", "far-behind"),
        ("“暖心上路”行动  浏阳市总工会", "behind-in-line"),
        ("宁乡市以“暖心上路”行动支援浏阳市总工会。", "agent-to"),
        ("浏阳市总工会走访司机。各地情况复杂，要铺开“暖心上路”行动。", "demanded"),
        ("浏阳市总工会打好洪涝灾害防治攻坚战。", "campaign"),
    ],
)
def test_measures_name_what_speaks_for_and_against(text: str, measure: str) -> None:
    assert measure in seen(text, "浏阳市总工会")


def test_listed_initiatives_share_what_stands_before_and_behind_their_row() -> None:
    document = parse(
        RawDocument(Source("t", "a", "a"), "浏阳市总工会铺开“暖心上路”行动和“湘匠小站”行动。", "text/plain", "", None)
    )
    (scope,) = find_mentions(document)
    pairs = deed_pairs(scope, find_sentences(scope.text, scope.part.start, scope.part.end))
    assert pairs is not None
    rows = {pair.telling.row for pair in pairs.of([m for m in scope.mentions if m.kind is Kind.INITIATIVE])}
    assert [scope.text[row.start : row.end] for row in rows] == ["“暖心上路”行动和“湘匠小站”行动"]


def test_probability_is_the_logistic_of_the_weights_of_what_is_seen() -> None:
    weights = {name: float(weight) for name, weight in read_rows("deed_weights.tsv")}
    score = weights["bias"] + weights["verb-between"] + weights["first-agent"]
    assert probability(["verb-between", "first-agent", "unheard-of"]) == pytest.approx(1 / (1 + math.exp(-score)))


def test_where_no_rule_finds_anybody_the_likeliest_is_taken() -> None:
    found = carried_out("浏阳市客流回升，为各村搭建了“码上办”平台。")
    assert found == {("浏阳市", "“码上办”平台"): "deed-weighed"}


def test_who_is_less_likely_than_not_is_not_taken() -> None:
    assert carried_out("浏阳市客流回升，为各村配齐了“码上办”平台。") == {}


def test_what_somebody_tells_in_between_is_weighed_not_refused() -> None:
    found = carried_out("浏阳市稳岗出实招 浏阳市副市长罗文介绍，该市实行“红蓝码”管理制度，工厂陆续复工。")
    assert found == {("浏阳市", "“红蓝码”管理制度"): "deed-weighed"}


@pytest.mark.parametrize(
    "text",
    [
        "浏阳市客流回升，各村搭建了“码上办”平台。",
        "浏阳市居民放心，为各村搭建了“码上办”平台。",
        "关于配齐平台的通知\n各村：\n浏阳市客流回升，为各村搭建了“码上办”平台。\n2024年3月5日\n",
    ],
)
def test_nobody_is_taken_where_others_act_or_the_text_tells_of_no_deeds(text: str) -> None:
    assert carried_out(text) == {}


def test_hosts_of_one_initiative_do_not_host_the_next_behind_a_comma() -> None:
    found = carried_out("由浏阳市总工会主办的“炉火杯”竞赛，下月在“湘匠小站”平台开赛。")
    assert found == {("浏阳市总工会", "“炉火杯”竞赛"): "initiative-by-body"}


def test_what_is_turned_into_something_else_is_a_deed_and_no_plan() -> None:
    text = "浏阳市总工会将“暖心上路”行动由线下转为线上。"
    (link,) = [
        link
        for link in extract(parse(RawDocument(Source("t", "a", "a"), text, "text/plain", "", None))).links
        if link.kind is LinkKind.CARRIES_OUT
    ]
    assert (link.evidence[0].rule, dict(link.attrs)) == ("subject-verb-initiative", {})


@pytest.mark.parametrize(
    "text",
    [
        "浏阳市总工会走访司机，督促各单位配齐专员，铺开“暖心上路”行动。",
        "浏阳市总工会走访企业，倡导职工采取“码上办”方式报名。",
        "浏阳市总工会召开会议，要求抓好落实，启用“码上办”平台。",
    ],
)
def test_what_others_are_told_to_do_is_no_deed_of_who_tells_them(text: str) -> None:
    assert carried_out(text) == {}


@pytest.mark.parametrize(
    "text",
    [
        "平安区产业工人“田头安康”培育行动\n实施方案（2022—2025年）\n为关爱工友，制定本方案。",
        "平安区总工会编制《“田头安康”服务手册》，发给工友。",
        "平安区总工会可以怎样开展“田头安康”行动？",
        "平安区总工会走访门店，以饭店试点“田头安康”服务的门店为例，工友可免费就餐。",
        "平安区总工会落实“三实”要求，走访企业。",
    ],
)
def test_titles_questions_examples_and_demands_tell_no_deed(text: str) -> None:
    assert carried_out(text) == {}


def test_where_a_system_goes_online_nobody_carries_out_by_it() -> None:
    text = "由平安区总工会研发的“工友通”系统在政务平台“平安办”正式上线。"
    assert carried_out(text) == {("平安区总工会", "“工友通”系统"): "initiative-by-body"}


def test_who_makes_a_demand_carries_it_out() -> None:
    text = "平安区总工会提出“三实”要求，走访企业。"
    assert carried_out(text) == {("平安区总工会", "“三实”要求"): "subject-verb-initiative"}
