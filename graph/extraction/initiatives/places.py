"""Places of names: said as 全市 or 省级 (全市复工管理平台 of 青河市 is 青河市复工管理平台), or printed before."""

from __future__ import annotations

import re

from graph.elements import Kind
from graph.extraction.scope import Region, Scope

# 市场, 区域 and 省会 are words of their own.
_LEVEL = re.compile(
    r"(?:[全我本](?P<whole>[省市州县区])(?!级)|(?P<bare>[省市州县区])(?![域场块分会民政容长属内外级])|(?P<grade>[省市州县区])级)"
)
_YEAR_BEFORE = re.compile(r"20\d\d年度?$")
_ENDS = {"省": ("省", "自治区"), "市": ("市",), "州": ("州",), "县": ("县", "旗"), "区": ("区",)}


def placed_name(name: str, home: Region | None) -> str:
    """The name with the home place, or the one of its path that bears the mark, in place of 全省, 我市, 省 or 省级.

    As printed where the home is unknown, is of another level, or the name has no such front.
    """
    match = _LEVEL.match(name)
    if match is None or home is None:
        return name
    mark = match["whole"] or match["bare"] or match["grade"]
    place = next((place for place in reversed(home.path) if place.endswith(_ENDS[mark])), None)
    if place is None:
        return name
    return place + ("级" if match["grade"] else "") + name[match.end() :]


def printed_before(scope: Scope, at: int) -> str:
    """The year and the place that are printed before a name that begins here (2024年青河市|“莲城杯”技能大赛)."""
    near = scope.beginning_in(max(at - 12, scope.part.start), at)
    start = next((m.start for m in near if m.kind is Kind.REGION and m.end == at), at)
    year = _YEAR_BEFORE.search(scope.text, max(start - 6, scope.part.start), start)
    return scope.text[year.start() if year else start : at]
