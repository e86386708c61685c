"""Branches of firms: what a firm's name goes on with where one of its own offices is meant (交通银行|彭浦支行)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from graph.extraction.bodies.find import BodyFind
from graph.extraction.boundary import has_proper_part, is_common, left_edge
from graph.extraction.places.around import Places

_BRANCH = re.compile(
    r"(?P<stem>[一-鿿]{2,9}?)(?:中心支行|支行|分行|分理处|营业部|营业厅|支公司|分公司|子公司|项目部|物流中心|分厂|仓储中心|配送中心|供电所)"
    r"(?![部长])"
)
# 下属分行, 各地分行, 辖内支行: all of them or some.
_MANY = re.compile(r"[下所]属|[各全]|辖|当地|部分|有关|相关|地方|总行|及|和|等|其|在|的")


def find_branches(text: str, firms: Iterable[BodyFind], places: Places) -> Iterator[BodyFind]:
    """The branches named right behind the firms found, each a firm of its own."""
    for firm in firms:
        branch = _BRANCH.match(text, firm.end)
        if branch is None or _MANY.search(branch.group("stem")):
            continue
        start, end = branch.span("stem")
        sited = any(hit.start == start for hit in places.between(start, end))
        proper = has_proper_part(branch.group("stem")) and not is_common(branch.group("stem"))
        if (sited or proper) and left_edge(text, end, start).start == start:
            # 中国人保|财险杭州分公司: a branch of a part of the group, whose name is the printed one.
            printed = text[firm.start : branch.end()]
            name = firm.name + branch.group() if sited or firm.name.endswith("银行") else printed
            yield replace(firm, end=branch.end(), name=name, rule="firm-branch", aliases=(printed,), weight=2)
