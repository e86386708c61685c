"""Enterprises: by the gazetteer's short names, by their legal form, and by kinds of firms behind a place."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from graph.elements import Kind
from graph.extraction.body_find import BodyFind
from graph.extraction.body_tables import read_rows
from graph.extraction.boundary import is_common, is_plural
from graph.extraction.lexicon import Lexicon
from graph.extraction.places import Places
from graph.extraction.proper_names import ProperName, read_name
from graph.extraction.scope import Scope

# The legal form, which makes any stem a name.
_LEGAL = r"(?:股份有限|有限责任|有限)公司"
_BRANCH = r"(?:[一-鿿]{2,8}?(?:分公司|支公司|分行|支行|营业部|项目部))?"
# A firm's last word. 电网, 铁路局, 供电局 and 建投 want a place before them.
_HEAD = re.compile(
    rf"{_LEGAL}{_BRANCH}|集团(?:股份)?有限公司|集团(?:总)?公司|总公司|分公司|公司|集团(?!军|化|式|队|内|下|有限|总?公司|股份|客户|成员|工会|党委)"
    r"|(?:发电|水泥|钢铁|机械|化工|制药|电|水|铁|铜|铝|药|酒|糖|茶|纸|烟|总|热电|污水处理|自来水|印刷|修配|机床|造船)?厂(?!商|家|房|区|址|长|务|矿|内|里|门|界)"
    r"|银行(?!业|卡|间|机构|信贷|贷款|账|存款|理财|结算|票据|利率|保险|保函|承兑|网点|柜|汇款|体系|转账|从业|资本|监管|不良|代发|需|应|可)"
    r"|(?:中心)?支行|分行|信用社|农商行|农信社|证券交易所|铁路局(?:集团)?|供电局|电网|电力公司|(?:建|交|城|能|旅|水|文|农)投(?:集团)?|农垦(?:集团)?|担保基金"
)
_NO_PLACE = frozenset(
    (
        "电网",
        "铁路局",
        "供电局",
        "分行",
        "支行",
        "中心支行",
        "分公司",
        "信用社",
        "农商行",
        "农信社",
        "电力公司",
        "建投",
        "交投",
        "城投",
        "能投",
        "旅投",
        "水投",
        "农垦",
    )
)
_GENERIC_STEM = re.compile(
    r".*(?:[一二三四五六七八九十百千万多几两]家|的|些|等|类|型|级|性|制|们|省属|市属|县属|央企|各|某|外地|跨国|拥有|行业|涉|驻|等等|平台|上市|所属|下属)$"
)
_NO_PLANT = re.compile(r"[入出进返建全本工分到在回离停开办设各小大新老旧]$")
_LONGEST_STEM = 16
_LONGEST_BARE_STEM = 8


@cache
def known_firms() -> Lexicon[str]:
    """Printed form -> full name, of enterprises.tsv."""
    return Lexicon(
        (form, name)
        for name, forms in read_rows("enterprises.tsv")
        for form in (name, *forms.split(","))
        if len(form) > 1
    )


def find_firms(scope: Scope, places: Places) -> list[BodyFind]:
    """Enterprises named in the part."""
    return [*_known(scope), *_by_head(scope, places)]


def _known(scope: Scope) -> Iterator[BodyFind]:
    text, firms = scope.text, known_firms()
    for hit in firms.scan(text, scope.part.start, scope.part.end):
        if len(text[hit.start : hit.end]) == 2 and not _stands_alone(text, hit.start, hit.end):
            continue
        yield BodyFind(hit.start, hit.end, hit.value, Kind.ENTERPRISE, "firm-known", weight=2)


def _stands_alone(text: str, start: int, end: int) -> bool:
    """A two-character short form (中行, 国投) counts between punctuation or joints only."""
    before, after = text[start - 1 : start], text[end : end + 1]
    return (not before or not before.isalnum() or before in "和与及由对") and (
        not after or not after.isalnum() or after in "和与及等在的"
    )


def _by_head(scope: Scope, places: Places) -> Iterator[BodyFind]:
    floor = scope.part.start
    for match in _HEAD.finditer(scope.text, scope.part.start, scope.part.end):
        name = read_name(scope.text, match.start(), match.end(), places, floor)
        if name is not None and _is_firm(name, match.group()):
            rule = "firm-legal-form" if re.match(_LEGAL, match.group()) else "firm-head"
            yield BodyFind(
                name.start, name.end, name.name, Kind.ENTERPRISE, rule, name.place, name.aliases, name.weight
            )


def _is_firm(name: ProperName, head: str) -> bool:
    stem = name.stem
    if _GENERIC_STEM.match(stem) or (head == "厂" and _NO_PLANT.search(stem)) or len(stem) > _LONGEST_STEM:
        return False
    if re.match(_LEGAL, head):
        return len(stem) > 1 and (name.place is not None or not is_common(stem))
    if name.place is not None:
        return _placed(stem, head, name.bare)
    if head in _NO_PLACE or not name.sure or len(stem) < 2 or len(stem) > _LONGEST_BARE_STEM:
        return False
    return not is_common(stem)


def _placed(stem: str, head: str, bare: bool) -> bool:
    """Behind a place: any kind of firm but the plural ones; 集团, 公司 and 厂 want a stem."""
    if head in _NO_PLACE:
        return not bare or head not in {"电网", "分公司", "支行", "分行"}
    if head == "银行":
        return len(stem) <= 6
    return bool(stem) and not is_plural(stem)
