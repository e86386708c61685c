"""Plans of several years that a text goes by without 《》: 为落实浏阳市产业工人队伍建设改革三年行动计划."""

from __future__ import annotations

import re
from collections.abc import Iterator

from graph.elements import BODIES, Kind
from graph.extraction.policies.titles import canonical_title
from graph.extraction.scope import Scope
from graph.extraction.word_pattern import AnchoredPattern

_PLAN = AnchoredPattern(
    r"(?<!第)[二三四五十]年(?:行动|攻坚|工作|提升|发展|实施)?(?:计划|方案|规划)(?!的?通知)"
    r"(?:[（(](?:19|20)\d{2}\s*[-—–－至]+\s*(?:19|20)?\d{2}年?[）)])?",
    (number + "年" for number in "二三四五十"),
)
# What tells of a document: drawn up or gone by, not only carried out.
_DRAWN_UP = re.compile(
    r"(?:印发|出台|发布|制定|编制|审议|通过|贯彻|落实|按照|根据|依据|对照|围绕|起草|下发|公布|对接|结合)(?:实施|出台|印发|执行|落实)?了?的?$"
)
_BEHIND = re.compile(r"(?:已|正式|日前|近日|经)*(?:印发|出台|发布|明确|提出|要求|规定|通过审议)")
_SUBJECT = re.compile(r"[\u4e00-\u9fff“”]{4,24}$")
_NO_SUBJECT = re.compile(r"[的了在将与及]|印发|制定|出台|落实|按照|根据|贯彻|围绕|开展|实施|启动|推进(?!产业)")
_LONGEST = 26


def find_plans(scope: Scope) -> Iterator[tuple[int, int, str]]:
    """Place and title of each plan that is told of as a document, from the body or place that opens it on."""
    text = scope.text
    for plan in _PLAN.finditer(text, scope.part.start, scope.part.end):
        begin = _opening(scope, plan.start())
        if begin is None:
            continue
        before = text[max(scope.part.start, begin - 8) : begin]
        if _DRAWN_UP.search(before) or _BEHIND.match(text, plan.end()):
            yield begin, plan.end(), canonical_title(text[begin : plan.end()])


def _opening(scope: Scope, end: int) -> int | None:
    """Start of the last body or place before, where nothing but the plan's subject stands behind it."""
    kinds = BODIES | {Kind.REGION}
    near = [m for m in scope.beginning_in(end - _LONGEST - 10, end) if m.kind in kinds]
    for mention in reversed(near):
        subject = scope.text[mention.end : end]
        if _SUBJECT.fullmatch(subject) and not _NO_SUBJECT.search(subject):
            return mention.start
    return None
