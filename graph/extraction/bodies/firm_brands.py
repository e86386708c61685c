"""Firms by their short names without a legal form: a stem and a trade, or an item of an enumeration of firms."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import cache
from itertools import pairwise

from graph.elements import Kind
from graph.extraction.bodies.find import BodyFind
from graph.extraction.body_tables import any_of, read_rows, read_table
from graph.extraction.boundary import begins_name, has_proper_part, is_common, left_edge
from graph.extraction.lexicon import Hit
from graph.extraction.places.around import Places
from graph.extraction.scope import Scope
from graph.extraction.vocabulary import firm_names
from graph.extraction.word_pattern import AnchoredPattern, WordPattern

_TABLE = read_table("heads.toml")["firms"]
_TRADE = WordPattern(dict.fromkeys(_TABLE["trades"], ""))
_BRANDS = tuple(_TABLE["brands"])
# What stands right behind a firm's short name: an enumeration goes on, a post, its people, its plants.
_AFTER = re.compile(
    r"[、，。；：）)（(”\s]|$|等|[和与及](?!谐)|\d+家|首席|董事长|总经理|总裁|副总|党委|工会|职工|员工|工人|公司|集团|生产线|车间|技师|有关负责人|负责人|旗下"
)
# What stands behind a firm of a group's brand as well, which is surer.
_VERB = re.compile(
    r"把|将|帮|为|向|在|对(?!外)|通过|利用|发布|称|表示|介绍|推行|完成|派出|抢修|创新|主动|捐|承诺|组织|开展|连续|聚焦|构建|积极|投入|推出|启动|实施|搭建|建立|举办|设立|成立|建成|派|先后|作了|参加|签"
)
_TOWN_BEHIND = re.compile(r"[（(][一-鿿]{2,4}[）)]")
# An enumeration's end that says what its items are: 等龙头企业, 等20家企业, 等电商平台, 6家单位.
_FIRMS = re.compile(
    r"[等0-9０-９](?:(?<=等)(?:(?!生产|制造|加工|销售|经营|行业|领域|各类|相关|服务)[^，。；、\s]){0,4}?"
    r"(?:[\d一二三四五六七八九十百多余]+[家户个])?|(?<=\d)(?<!\d\d)\d{0,8}家)"
    r"(?:(?:龙头|试点|骨干|重点|示范|链主|知名|国有|民营|大型|头部|互联网|电商|外卖|快递|平台|本地|互联网平台|上市|规上|会员|在华|跨国|外资|台资|台|外贸|中央|大中型|医药|零售|商贸|连锁|物流|汽车|科技|通信|餐饮|食品|制造)){0,3}"
    r"(?P<sort>企业|公司|集团|平台|车企|药企|央企|国企|电商|单位|金融机构|银行机构|银行|商超|品牌)"
)
_ITEM = re.compile(r"[A-Za-z一-鿿]{2,10}(?:[（(][一-鿿]{2,4}[）)])?$")
_NO_ITEM = re.compile(
    r"[的在各将为从把被让给向到了是个该其每这并所]|企业|单位|部门|行业|机构|平台|人员|工作|生产|服务|[局厅委办会院校馆部区县市省镇乡站园]$|以及|其中|开展|建设|产品|设备"
)
_NUMBER = re.compile(r"等(?:\d{1,2}|[一二三四五六七八九十]{1,2})家")
_LOOSE = frozenset(("单位", "平台"))
_REACH = 40
_SHORT = 4
_SHORT_WORD = range(2, 5)
_JOINTS = frozenset(("、", "和", "与"))
_STRONG = tuple(_TABLE["strong_trades"])
_POST = re.compile(r"首席|董事长|总经理|总裁|副总|党委|工会(?!组织|工作)|职工|员工")


def find_firm_brands(scope: Scope, places: Places, firms: Sequence[BodyFind]) -> list[BodyFind]:
    """Firms by stem and trade, firms of enumerations, and later uses of both.

    firms: those found by their gazetteer, legal form or kind. A trade is an ordinary word too (量子科技), so that it
    needs a brand, a post behind it or other firms beside it.
    """
    text = scope.text
    trades = list(_by_trade(scope, places))
    sure = [find for find in trades if _is_sure(text, find)]
    found = [*sure, *_listed(scope, [*firms, *sure], trades)]
    found += _beside(text, trades, [*firms, *found]) if trades else ()
    found += _by_use(scope)
    return [*found, *_again(scope, found)]


def _by_trade(scope: Scope, places: Places) -> Iterator[BodyFind]:
    """天正电气, 华菱湘钢, 格力电器（洛阳）: a proper stem and a trade between the edges of a name."""
    text, floor = scope.text, scope.part.start
    for match in _TRADE.finditer(text, floor, scope.part.end):
        town = _TOWN_BEHIND.match(text, match.end())
        end = town.end() if town else match.end()
        ends = _AFTER.match(text, end) is not None
        if not ends and not _VERB.match(text, end):
            continue
        edge = left_edge(text, match.start(), floor)
        start = edge.start
        if not ends and not text.startswith(_BRANDS, start) and text[start - 1] not in _JOINTS:
            continue
        known = firm_names().longest(text, start)
        stem = text[start : match.start()]
        place = next((hit for hit in places.between(start, match.start()) if hit.start == start), None)
        if known is not None and known.end == match.end():
            yield BodyFind(start, end, text[start:end] if town else known.value, Kind.ENTERPRISE, "firm-trade")
        elif edge.sure and _below_known(known, match.start()):
            yield BodyFind(start, end, text[start:end], Kind.ENTERPRISE, "firm-trade", weight=2)
        elif edge.sure and place is not None and firm_names().get(text[place.end : match.end()]) is not None:
            # 江苏|中天科技: a known firm with its place before it.
            yield BodyFind(start, end, text[start:end], Kind.ENTERPRISE, "firm-trade", place.region, weight=2)
        elif edge.sure and _is_stem(stem[place.end - start :] if place and len(stem) > 5 else stem, place is not None):
            yield BodyFind(start, end, text[start:end], Kind.ENTERPRISE, "firm-trade", place.region if place else None)


def _below_known(known: Hit[str] | None, trade: int) -> bool:
    """中国一重|天津重工: a known firm's name that goes on with a short word and a trade."""
    return known is not None and trade - known.end in _SHORT_WORD and known.end - known.start > 2


def _is_sure(text: str, find: BodyFind) -> bool:
    """Whether the name needs no other firms beside it: a known one, a group's brand, or a post right behind it."""
    if find.weight == 2 or text.startswith(_BRANDS, find.start) or firm_names().get(find.name.split("（")[0]):
        return True
    return _POST.match(text, find.end) is not None


def _is_strong(find: BodyFind) -> bool:
    return find.name.endswith(_STRONG)


def _is_short(find: BodyFind) -> bool:
    """Whether a proper stem of two characters stands before a trade of two: 恒发模具."""
    return len(find.name) == _SHORT and has_proper_part(find.name[:2])


def _beside(text: str, trades: Sequence[BodyFind], firms: Iterable[BodyFind]) -> Iterator[BodyFind]:
    """Trades next to a firm in an enumeration, or next to one another when one of them is of firms alone (铝业)."""
    starts, ends = {firm.start for firm in firms}, {firm.end for firm in firms}
    for one, other in pairwise([None, *trades, None]):
        if (
            one
            and other
            and one.end + 1 == other.start
            and text[one.end] == "、"
            and (_is_strong(one) or _is_strong(other) or (_is_short(one) and _is_short(other)))
        ):
            starts |= {one.start, other.start}
            ends |= {one.end, other.end}
            yield from (one, other)
    for find in trades:
        before = text[find.start - 1 : find.start] in _JOINTS and find.start - 1 in ends
        if before or (text[find.end : find.end + 1] in _JOINTS and find.end + 1 in starts):
            yield find


def _is_stem(stem: str, placed: bool) -> bool:
    if not 2 <= len(stem) <= (8 if stem.startswith(_BRANDS) else 5) or is_common(stem) or _NO_ITEM.search(stem):
        return False
    return placed or stem.startswith(_BRANDS) or has_proper_part(stem)


def _listed(scope: Scope, firms: Sequence[BodyFind], trades: Sequence[BodyFind]) -> Iterator[BodyFind]:
    """阿里、京东、唯品会等电商平台: items of an enumeration that ends with 企业 and holds a firm that is known."""
    by_end = {find.end: find for find in (*trades, *firms)}
    known = {find.end for find in firms}
    for match in _FIRMS.finditer(scope.text, scope.part.start, scope.part.end):
        items = list(_items(scope.text, match.start(), scope.part.start, by_end))
        sure = sum(item.end in known or item.name in _brands() for item in items)
        likely = sum(item.rule == "firm-trade" for item in items)
        loose = match.group("sort") in _LOOSE
        if len(items) < 2 or (sure + likely * (not loose) < (2 if loose else 1) and not _is_counted(match, items)):
            continue
        for item in items:
            if item.end not in known:
                yield replace(item, name=_brands().get(item.name, item.name))


def _is_counted(tail: re.Match[str], items: Sequence[BodyFind]) -> bool:
    """聚信出行、鹤城速达等9家平台企业: rare words alone before the number of firms that they are."""
    counted = _NUMBER.search(tail.group()) is not None and tail.group("sort") not in _LOOSE
    return counted and all(has_proper_part(item.name[:3]) and len(item.name) > 2 for item in items)


def _items(text: str, end: int, floor: int, by_end: dict[int, BodyFind]) -> Iterator[BodyFind]:
    """Items before an enumeration's end, last first, up to one that is no name."""
    while end > floor:
        firm = by_end.get(end)
        if firm is None:
            start = max(text.rfind(mark, max(floor, end - _REACH), end) for mark in "、，。；：！？\n（(") + 1
            first = text[start - 1 : start] != "、"
            edge = left_edge(text, end, floor).start if first else start
            national = text.rfind("中国", edge, end)
            edge = national if national > 0 else edge
            word = text[edge:end]
            if not _ITEM.match(word) or (word not in _brands() and _NO_ITEM.search(word)) or is_common(word):
                return
            firm = BodyFind(edge, end, word, Kind.ENTERPRISE, "firm-listed", weight=0)
        yield firm
        if text[firm.start - 1 : firm.start] not in {"、", "和", "与"}:
            return
        end = firm.start - 1


# 联想近日宣布, 华为等企业, 盒马推出: what only a firm of that name does.
_USE = re.compile(
    r"(?:近日|日前|昨日|今日|也|还|已|则|率先|紧急|联手|免费|等)*(?:宣布|推出|表示|上线了?|捐赠|捐款|承诺|开通|开放(?!式|性))"
    r"|联合(?!体|会|办公)|等[^，。；、]{0,6}?(?:企业|公司|平台|机构)|旗下|集团|CEO|创始人|总裁|有关负责人|相关负责人"
)

# 办公软件|飞书: what it is, right before its name.
_SORT = re.compile(r"(?:软件|平台|企业|公司|巨头|商家)$")
# 帮助解决|华为等企业: whatever stands before it.
_AMONG = re.compile(r"等(?:[^，。；、]{0,4}?)(?:企业|公司|电商)")


def _by_use(scope: Scope) -> Iterator[BodyFind]:
    """A well-known short name alone, by what stands behind it."""
    text, floor = scope.text, scope.part.start
    for match in _brand_pattern().finditer(text, floor, scope.part.end):
        told = _AMONG.match(text, match.end()) or _SORT.search(text, max(match.start() - 4, floor), match.start())
        if told or (_is_used(text, match) and begins_name(text, match.start(), floor)):
            name = _brands()[match.group()]
            yield BodyFind(match.start(), match.end(), name, Kind.ENTERPRISE, "firm-listed")


def _is_used(text: str, brand: re.Match[str]) -> bool:
    """Whether the short name does what a firm does, or stands in a list before one that does."""
    at = brand.end()
    while text.startswith("、", at) and (other := _brand_pattern().pattern.match(text, at + 1)):
        at = other.end()
    return _USE.match(text, at) is not None


@cache
def _brand_pattern() -> AnchoredPattern:
    return AnchoredPattern(any_of(_brands()), _brands())


@cache
def _brands() -> dict[str, str]:
    """Short names that count in an enumeration of firms alone."""
    return {form: name for form, name, *_ in read_rows("brands.tsv")}


def _again(scope: Scope, finds: Iterable[BodyFind]) -> Iterator[BodyFind]:
    """Later uses of the firms that an enumeration named."""
    names = {scope.text[find.start : find.end]: find for find in finds if find.end - find.start > 3}
    for word, find in names.items():
        at = scope.text.find(word, scope.part.start, scope.part.end)
        while at >= 0:
            yield replace(find, start=at, end=at + len(word))
            at = scope.text.find(word, at + len(word), scope.part.end)
