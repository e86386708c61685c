"""What a policy's title alone tells: nothing (《实施意见》), one place's text (《某省…条例》), or something between."""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files

from graph.fold import fold

_GENRE = (
    "意见|方案|通知|办法|规定|细则|规划|计划|要点|报告|纲要|决定|决议|条例|措施|公告|通告|通报|批复|函|纪要|制度|规则|"
    "规程|标准|指南|章程|文件|法|清单|协议|倡议书"
)
_FILLER = "关于|印发|进一步|具体|若干|有关|相关|本|该|总体|实施|工作|行动|管理|暂行|试行|指导|征求意见稿|草案|修订稿|的"
_GENERIC = re.compile(rf"(?:{_GENRE}|{_FILLER}|[()、和与及\d年])*")
_SUBORDINATE = re.compile(
    r"贯彻|落实|实施(?:意见|方案|办法|细则|计划|规划)|工作(?:方案|要点|计划|意见|安排)|(?:通知|通告|公告)$"
)
_STATUTE = re.compile(r"(?:法典|法|条例)(?:\((?:草案|修订|修正)\w*\))?$")
_PREFIXES = ("中国共产党", "中共")


def is_generic(title: str) -> bool:
    """Whether the title says nothing but its genre, so that only its own document tells which text it means."""
    return _GENERIC.fullmatch(fold(title)) is not None


def is_subordinate(title: str) -> bool:
    """Whether such a text is made again in each place (实施意见, 贯彻…, 通知), so that the bare title needs a place."""
    return _SUBORDINATE.search(fold(title)) is not None


def is_self_located(title: str) -> bool:
    """Whether the title names the country or the place that it holds for, so that it needs no issuer."""
    folded = fold(title)
    return folded.startswith("中华人民共和国") or bool(place_codes(folded))


def is_statute(title: str) -> bool:
    """Whether it is a law or regulation of a named place: one text through all its promulgations."""
    return is_self_located(title) and _STATUTE.search(fold(title)) is not None


@cache
def _codes_by_name() -> dict[str, frozenset[str]]:
    codes: dict[str, set[str]] = {}
    text = files("graph").joinpath("gazetteer/divisions.tsv").read_text(encoding="utf-8")
    for line in text.splitlines():
        if line and not line.startswith("#"):
            code, name, *_ = line.split("\t")
            codes.setdefault(name, set()).add(code)
    return {name: frozenset(found) for name, found in codes.items()}


@cache
def place_codes(name: str) -> frozenset[str]:
    """Codes of the division with which a region's, a body's or a title's name begins; empty for central ones.

    A name that several divisions share (鼓楼区) gives them all; 云南省昆明市… gives 昆明市's.
    """
    rest = name
    for prefix in _PREFIXES:
        rest = rest.removeprefix(prefix)
    found: frozenset[str] = frozenset()
    while step := _leading_division(rest, found):
        length, found = step
        rest = rest[length:]
    return found


def _leading_division(text: str, inside: frozenset[str]) -> tuple[int, frozenset[str]] | None:
    for length in range(min(len(text), 15), 1, -1):
        codes = _codes_by_name().get(text[:length], frozenset())
        if inside:
            codes = frozenset(code for code in codes if any(code.startswith(above) for above in inside))
        if codes:
            return length, codes
    return None


def places_agree(first: frozenset[str], second: frozenset[str]) -> bool:
    """Whether two sets of codes may mean one line of administration; an empty one agrees with all."""
    return not first or not second or any(a.startswith(b) or b.startswith(a) for a in first for b in second)
