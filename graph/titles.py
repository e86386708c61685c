"""What a policy's title alone tells: nothing (《实施意见》), one place's text (《某省…条例》), or something between."""

from __future__ import annotations

import re
from functools import lru_cache

from graph.extraction.places.divisions import Form, load_divisions
from graph.extraction.policies.titles import is_decision, is_generic, loose_title, split_issuer, title_table

__all__ = [
    "is_decision",
    "is_generic",
    "is_national",
    "is_self_located",
    "is_statute",
    "is_subordinate",
    "place_codes",
    "places_agree",
    "title_key",
]

_SUBORDINATE = re.compile(
    r"贯彻|落实|实施(?:意见|方案|办法|细则|计划|规划)|工作(?:方案|要点|计划|意见|安排)|(?:通知|通告|公告)$"
)
_STATUTE = re.compile(r"(?:法典|法|条例)(?:[（(](?:草案|修订|修正|试行)\w*[)）])?$")
_BEFORE_PLACE = re.compile(
    r"^(?:中国共产党|中共|中国共产主义青年团|共青团|中华全国|国家(?:税务总局|统计局|金融监督管理总局|外汇管理局)|国网"
    r"|中国(?:人民银行|银行(?:业|保险)监督管理委员会|证券监督管理委员会)?)"
)
"""What stands before the place in names of branches: 国家税务总局湖南省税务局."""


def title_key(title: str) -> str:
    """What the printings of one title share: without its issuer, brackets, quotation marks, 关于 and 的."""
    return loose_title(split_issuer(title)[1])


def title_issuer(title: str) -> str:
    """The issuer with which the title begins (某市人民政府 for 某市人民政府关于…), else empty."""
    return split_issuer(title)[0]


def is_subordinate(title: str) -> bool:
    """Whether such a text is made again in each place (实施意见, 贯彻…, 通知), so that the bare title needs a place."""
    return _SUBORDINATE.search(title) is not None


def is_self_located(title: str) -> bool:
    """Whether the title names the country or the place that it holds for, so that it needs no issuer."""
    return title.startswith("中华人民共和国") or bool(place_codes(title))


def is_statute(title: str) -> bool:
    """Whether it is a law or regulation of a named place: one text through all its promulgations."""
    return is_self_located(title) and _STATUTE.search(title) is not None


_CENTRAL = re.compile(r"中华人民共和国|国务院|全国|中共中央|中国共产党|中央|国家")
_UNDER_A_LAW = re.compile(r"(?:实施(?:条例|细则|办法)|施行细则)$")


def is_national(title: str) -> bool:
    """Whether the title names the country or a central body at its start, or is that of a national law."""
    law = _UNDER_A_LAW.sub("", title)
    return _CENTRAL.match(title) is not None or law in title_table().laws


@lru_cache(maxsize=50_000)
def place_codes(name: str) -> frozenset[str]:
    """Codes of the division with which a region's, a body's or a title's name begins; empty for central ones.

    A name that several divisions share (鼓楼区) gives them all; 云南省昆明市… gives 昆明市's.
    """
    rest = _BEFORE_PLACE.sub("", name)
    found: frozenset[str] = frozenset()
    while reading := load_divisions().forms.longest(rest, 0):
        codes = frozenset(region.code for region in reading.value.regions)
        if found:
            codes = frozenset(code for code in codes if any(code.startswith(above) for above in found))
        if not codes or (reading.value.form is Form.WEAK and not found):
            break
        found, rest = codes, rest[reading.end :]
    return found


def places_agree(first: frozenset[str], second: frozenset[str]) -> bool:
    """Whether two sets of codes may mean one line of administration; an empty one agrees with all."""
    return not first or not second or any(a.startswith(b) or b.startswith(a) for a in first for b in second)
