"""Branches of firms: what a firm's name goes on with where one of its own offices, plants or shops is meant."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from graph.elements import Kind
from graph.extraction.bodies.find import BodyFind
from graph.extraction.boundary import has_proper_part, is_common, left_edge
from graph.extraction.places.around import Places
from graph.extraction.scope import Scope

_BRANCH = re.compile(
    r"(?P<stem>[一-鿿]{2,9}?)(?:中心支行|支行|分行|分理处|营业部|营业厅|支公司|分公司|子公司|分局|项目部|物流中心|分厂|工厂"
    r"|仓储中心|配送中心|供电所|货运中心|办事处|制造基地|生产基地|厂区|(?<=[市县区州])办公室)(?![部长])"
)
# 大润发|超市梧桐路店: a shop of a chain, the trade between its name and the shop's.
_SHOP = re.compile(
    r"(?:超市|百货|大?药房|生活馆|购物中心|购物广场|广场|书店|酒店)?(?P<stem>[一-鿿]{2,6}?)"
    r"(?:分店|(?<![门分连锁舰卖验网商药书酒饭家便饮茶体])店)(?![主员长铺面家里内门外堂招])"
)
# 开|店, 一家|店, 各|店: shops that bear no names.
_NO_SHOP = re.compile(
    r"[各每该其的在等和与及将新老开到进入为这那首多某从向由是有已也]|[一二三四五六七八九十两几]家"
    r"|线[上下]|实体|无人|旗舰|连锁|附近|全国|全市|部分"
)
_CARDS = "信用卡中心"
_UNITS = ("分公司", "分局")
# 下属分行, 各地分行, 辖内支行: all of them or some.
_MANY = re.compile(r"[下所]属|[各全]|辖|当地|部分|有关|相关|地方|总行|及|和|等|其|在|的")


def find_branches(text: str, firms: Iterable[BodyFind], places: Places) -> Iterator[BodyFind]:
    """The branches named right behind the firms found, each a firm of its own."""
    for firm in firms:
        shop = _shop(text, firm)
        if shop is not None:
            yield shop
            continue
        if text.startswith(_CARDS, firm.end) and firm.name.endswith("银行"):
            yield replace(firm, end=firm.end + len(_CARDS), name=firm.name + _CARDS, rule="firm-branch", weight=2)
            continue
        branch = _BRANCH.match(text, firm.end)
        if branch is None or _MANY.search(branch.group("stem")):
            continue
        start, end = branch.span("stem")
        sited = any(hit.start == start for hit in places.between(start, end))
        proper = _is_own(firm, branch) or (
            has_proper_part(branch.group("stem")) and not is_common(branch.group("stem"))
        )
        if (sited or proper) and left_edge(text, end, start).start == start:
            # 中国人保|财险杭州分公司: a branch of a part of the group, whose name is the printed one.
            printed = text[firm.start : branch.end()]
            name = firm.name + branch.group() if sited or firm.name.endswith("银行") else printed
            yield replace(firm, end=branch.end(), name=name, rule="firm-branch", aliases=(printed,), weight=2)


_BRANCH_OFFICE = re.compile("分公司")
_OF_FIRM = re.compile(
    r"(?P<stem>[一-鿿]{2,5})分公司(?=[、，。；）\s]|等|[和与及的为已也将]|[一-鿿]{0,4}?(?:试点|推行|开展|设|建|党委|工会|经理|总经理))"
)
_LEGAL = re.compile(r"(?:股份有限|有限责任|有限)公司$")
_NO_BRANCH_OF = re.compile(r"[各每该其两几多个家]|所属|下属|全国|省级|市级|地方|有关|相关|基层|区域|子")


def find_bare_branches(scope: Scope, firms: Iterable[BodyFind]) -> Iterator[BodyFind]:
    """在【红石分公司】、【青山分公司】试点: branches printed alone, of the one firm that the part prints in full."""
    whole = {firm.name for firm in firms if _LEGAL.search(firm.name)}
    if len(whole) != 1:
        return
    owner, text, floor = next(iter(whole)), scope.text, scope.part.start
    for match in scope.finditer(_BRANCH_OFFICE, "分公司"):
        start = left_edge(text, match.start(), floor).start
        branch = _OF_FIRM.match(text, start, scope.part.end)
        is_named = branch is not None and branch.end() == match.end() and not _NO_BRANCH_OF.search(branch["stem"])
        if branch is not None and is_named and not is_common(branch["stem"]):
            name = owner + branch.group()
            yield BodyFind(start, branch.end(), name, Kind.ENTERPRISE, "firm-branch", aliases=(branch.group(),))


def _is_own(firm: BodyFind, branch: re.Match[str]) -> bool:
    """某局有限公司|机电安装分局: behind a legal form or a bureau what it does names a branch as well."""
    return branch.group().endswith(_UNITS) and firm.name.endswith(("有限公司", "有限责任公司", "局"))


def _shop(text: str, firm: BodyFind) -> BodyFind | None:
    """大润发超市梧桐路店: a chain's shop, whose name is the printed one."""
    shop = _SHOP.match(text, firm.end)
    if shop is None or _NO_SHOP.search(shop["stem"]):
        return None
    printed = text[firm.start : shop.end()]
    return replace(firm, end=shop.end(), name=printed, rule="firm-branch", aliases=(), weight=2)
