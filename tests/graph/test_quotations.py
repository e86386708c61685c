"""The decision by weights: what is seen of quoted words, what of it speaks against a name, and what belongs to it."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.extraction.body_tables import read_rows
from graph.extraction.initiatives.quotations import Quotation, is_named, is_refused, measures, probability, tail_of


def quotation(words: str, before: str = "", following: str = "") -> Quotation:
    return Quotation(words, before, following, listed=False, repeated=False)


def test_measures_name_the_verb_before_the_head_behind_and_the_form() -> None:
    seen = measures(quotation("四色灯", "上午，社区制作了", "的方式，了解诉求"))
    assert {"before=了", "verb=make", "head=weak-head", "tail", "joint=的", "behind=方"} <= set(seen)
    assert {"first=四", "last=灯", "length=3", "numeral"} <= set(seen)
    assert "ends-clause" not in seen


def test_a_quotation_that_opens_its_clause_shows_the_mark_before_it() -> None:
    seen = measures(Quotation("工友日志", "结束。", "，记录", listed=True, repeated=True))
    assert seen[:2] == ["mark-before=。", "opens-clause"]
    assert {"ends-clause", "listed", "repeated"} <= set(seen)


@pytest.mark.parametrize(
    ("following", "tail"),
    [
        ("技术平台汇集信息", "技术平台"),
        ("的联络方式，", "联络方式"),
        ("推动建立制度", ""),  # the verb makes the noun another thing's
        ("，办好平台", ""),
    ],
)
def test_tail_is_the_noun_behind_the_marks_with_its_modifiers(following: str, tail: str) -> None:
    assert tail_of(following) == tail


@pytest.mark.parametrize(
    ("seen", "doubt"),
    [
        (quotation("谁用车谁登记", "坚持", "的原则"), "sign=duty"),
        (quotation("青河工匠", "选树", "150名"), "sign=people"),
        (quotation("青河工匠学院", "建立", "，"), "sign=body"),
        (quotation("四类人员", "排查", "，"), "counts-people"),
        (quotation("匠心筑梦", "以", "为主题，"), "sign=theme"),
        (quotation("船票+客房", "推出", "产品"), "sold"),
        (quotation("零出错", "实现", "，"), "sign=zero"),
        (quotation("夜校", "开办", "，"), "only-service-end"),
        (quotation("接触式", "非", "办理"), "denied"),
        (quotation("后勤、班组管理、夜班食堂", "做好", "等工作"), "lists-ordinary-words"),
    ],
)
def test_what_speaks_against_a_name_is_measured(seen: Quotation, doubt: str) -> None:
    assert doubt in measures(seen)


@pytest.mark.parametrize(
    "seen",
    [
        quotation("青河工匠学院", "建立", "，"),
        quotation("四类人员", "排查", "，"),
        quotation("一刀切", "实行", "，"),
        quotation("匠心筑梦", "以", "为主题，"),
        quotation("先老后新", "按照", "的原则，"),
        quotation("三先三后", "落实", "等工作原则，"),
        quotation("青河之星", "卸载", "轮上的货物"),
        quotation("下载中心", "建设好", "等栏目，"),
        quotation("轻微型", "个别", "病例"),
        quotation("双创", "解决", "诉求"),
        quotation("接触式", "推广非", "办理途径"),
        quotation("三个先行", "以", "的使命担当"),
        quotation("三对关系", "牢牢把握", "，"),
        quotation("3万双手套", "完成", "任务"),
        quotation("红石缘", "来到", "果蔬种植园"),
        quotation("平台", "推广", "，"),
    ],
)
def test_bodies_counted_people_themes_principles_slogans_and_ordinary_words_alone_are_no_names(seen: Quotation) -> None:
    assert not is_named(seen)


def test_goals_of_zero_are_left_to_the_weights() -> None:
    assert is_named(quotation("零见面办理", "推行", "，"))


def test_an_ordinary_word_is_left_to_the_weights_where_a_head_follows_or_it_is_a_manner() -> None:
    assert is_refused(quotation("一刀切", "实行", "，"))
    assert not is_refused(quotation("零延时", "建立", "通关制度，"))
    assert not is_refused(quotation("点对点", "实行", "，"))


def test_probability_is_the_logistic_of_the_weights_of_what_is_seen() -> None:
    weights = {name: float(weight) for name, weight in read_rows("quotation_weights.tsv")}
    seen = quotation("工友小卡", "社区制作", "，")
    score = weights["bias"] + sum(weights.get(measure, 0.0) for measure in measures(seen))
    assert probability(seen) == pytest.approx(1 / (1 + 2.718281828459045**-score))


@settings(deadline=None)
@given(
    st.text(min_size=1, max_size=26),
    st.text(max_size=24),
    st.text(max_size=30),
)
def test_any_text_has_a_probability(words: str, before: str, following: str) -> None:
    assert 0 < probability(quotation(words, before, following)) < 1
