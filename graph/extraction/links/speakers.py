"""Who speaks in a report, so that its sentences without a subject have one, and where it turns to what is ahead."""

from __future__ import annotations

import re

from graph.elements import Kind
from graph.extraction.mention_groups import MentionsByPlace
from graph.extraction.scope import Mention, Scope

# 我代表齐齐哈尔市总工会第十七届常务委员会: the body right behind.
_BEHALF = re.compile(r"我(?:谨)?(?:受[^，。；]{2,30}?委托[，,]?)?代表")
# 在青河市总工会某次全会上的工作报告; 青河市总工会2023年工作总结.
_REPORT = re.compile(
    r"(?:工作报告|工作总结|工作情况(?:的)?(?:报告|汇报)|工作汇报|述职报告|总结报告)(?=[）)”》\s]|$)", re.M
)
_LINE_BEFORE = re.compile(r"[^。\n]{2,60}$")
_BACK = re.compile(r"回顾|总结|成效|成绩|完成情况|过去|主要做法|开展情况|进展")
_AHEAD = re.compile(
    r"(?:重点|主要|目标)任务|工作(?:安排|打算|计划|思路|建议|部署|要点)|下一步|下一阶段|下步|总体要求|今后|未来|明年|今年(?:的)?工作"
)
_HEADING = re.compile(
    r"^\s*(?:[一二三四五六七八九十]{1,3}、|第[一二三四五六七八九十]+部分|[（(][一二三四五六七八九十]+[）)])[^。\n]{2,40}",
    re.M,
)
_TITLE_REACH = 300
_BEHALF_REACH = 1000


class Speaker:
    """The body in whose name a part reports: `body` is None where the part is no report of a named body."""

    def __init__(self, scope: Scope, agents: MentionsByPlace) -> None:
        self._text, self._part = scope.text, scope.part
        self.body = self._in_title(agents) or self._on_behalf(agents)
        self._turns = self._headings() if self.body else []

    def _on_behalf(self, agents: MentionsByPlace) -> Mention | None:
        stop = min(self._part.end, self._part.start + _BEHALF_REACH)
        said = _BEHALF.search(self._text, self._part.start, stop)
        named = agents.inside(said.end(), said.end() + 40) if said else []
        return named[0] if said and named and named[0].start == said.end() and named[0].kind is Kind.AGENCY else None

    def _in_title(self, agents: MentionsByPlace) -> Mention | None:
        stop = min(self._part.end, self._part.start + _TITLE_REACH)
        for report in _REPORT.finditer(self._text, self._part.start, stop):
            line = _LINE_BEFORE.search(self._text, max(self._part.start, report.start() - 60), report.start())
            named = [a for a in agents.inside(line.start(), report.end()) if a.kind is Kind.AGENCY] if line else []
            if named:
                return named[0]
        return None

    def _headings(self) -> list[tuple[int, bool]]:
        """Where the part's headings turn to what is ahead (True) or back to what was done (False)."""
        found = _HEADING.finditer(self._text, self._part.start, self._part.end)
        return [
            (heading.start(), not _BACK.search(heading.group()))
            for heading in found
            if _BACK.search(heading.group()) or _AHEAD.search(heading.group())
        ]

    def is_ahead(self, offset: int) -> bool:
        """Whether the place lies in the report's plans."""
        before = [ahead for start, ahead in self._turns if start <= offset]
        return bool(before) and before[-1]
