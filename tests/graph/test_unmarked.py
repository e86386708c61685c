"""Initiatives without quotation marks that the weights decide: where they begin, and what is too general for a name."""

from __future__ import annotations

import pytest

from graph.extraction.initiatives.candidates import find_heads, head_measures, name_measures, start_measures, starts
from graph.extraction.initiatives.mentions import find_initiatives
from graph.extraction.scope import Scope
from ingest.document import RawDocument, Source
from ingest.parse import parse


def scope_of(text: str) -> Scope:
    document = parse(RawDocument(Source("t.txt", "t.txt", "t"), text, "text/plain", "0"))
    return Scope(document, document.parts[0], None)


def learned(text: str) -> list[str]:
    return [mention.name for mention in find_initiatives(scope_of(text)) if mention.rule == "learned-head"]


def test_a_regime_that_a_verb_sets_up_begins_behind_the_verb() -> None:
    assert learned("县商务局建立重点物资产量日报制度，安排专人汇总。") == ["重点物资产量日报制度"]


@pytest.mark.parametrize(
    "text",
    [
        "县里建立工作机制，完善管理制度。",
        "建立健全长效机制，落实各项制度。",
        "市财政局下达资金8000万元。",
        "全市税务系统要带头。",
        "这场攻坚战还没有结束。",
        "全省各级工友服务平台尽快复工。",
        "我院已在门诊入口处安装身份证识别系统。",
    ],
)
def test_general_talk_is_no_name(text: str) -> None:
    assert learned(text) == []


def test_a_name_may_begin_behind_marks_verbs_and_joints() -> None:
    scope = scope_of("各镇要落实甲类来访登记制度和乙类抽查制度。")
    first, second = find_heads(scope)
    assert [(way.at, way.opening) for way in starts(scope, first)][-1] == (5, "落实")
    assert [(way.at, way.opening) for way in starts(scope, second)][-1] == (14, "和")


def test_no_name_holds_a_verb_of_setting_up_or_begins_inside_a_word() -> None:
    scope = scope_of("青河县出台返岗登记制度，落实好从业人员抽查制度。")
    first, second = find_heads(scope)
    assert [scope.text[way.at : first.end] for way in starts(scope, first)] == ["返岗登记制度"]
    assert [scope.text[way.at : second.end] for way in starts(scope, second)] == ["从业人员抽查制度"]


def test_measures_name_what_is_seen_of_the_head_the_beginning_and_the_name() -> None:
    scope = scope_of("县里建立来访登记制度，每日汇总。")
    (head,) = find_heads(scope)
    ways = starts(scope, head)
    assert head_measures(scope.text, head) == ["head=制度", "class=scheme", "mod=登记", "behind=，"]
    assert start_measures(scope, head, ways, len(ways) - 1) == [
        *("before=建立", "length=4", "seam=rare", "verb=build", "rightmost", "leftmost"),
    ]
    assert {"doing", "doing&制度", "pair=来访", "pair=登记", "first=来访", "once"} <= set(
        name_measures(scope, head, ways[-1])
    )


@pytest.mark.parametrize("verb", ["开发出", "研发出", "搭建起", "推出"])
def test_a_name_begins_behind_its_verbs_complement(verb: str) -> None:
    (name,) = find_initiatives(scope_of(f"青河县{verb}职工技能提升服务平台，方便群众。"))
    assert name.name == "职工技能提升服务平台"


def test_goods_sent_abroad_are_no_complement() -> None:
    (head,) = find_heads(scope := scope_of("青河县推广出口贸易平台。"))
    assert "出口贸易平台" in [scope.text[way.at : head.end] for way in starts(scope, head)]
