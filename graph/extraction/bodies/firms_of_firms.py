"""Firms told by what stands before them: an owner (红石集团所属|青禾生物), the place of a network's (安化县|邮政)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from graph.elements import Kind
from graph.extraction.bodies.find import BodyFind
from graph.extraction.boundary import has_proper_part, is_common
from graph.extraction.places.around import Places
from graph.extraction.scope import Scope
from graph.extraction.word_pattern import WordPattern

# A name of three to seven letters up to what a firm does or where a list goes on.
_OWNED = re.compile(
    r"(?:所属|旗下|下属)的?(?P<name>[一-鿿]{3,7}?)"
    r"(?=[在将已也自正为向从与和、，。；）]|目前|生产|推[出行动进]|开展|建[立成]|打造|创[办建新]|探索|实施|启动|组织|举办|承[办担]|复工|恢复|发布|等|[一-鿿]{0,2}(?:董事长|总经理|负责人))"
)
_NO_OWNED = re.compile(
    r"[的各多家个所全位名对]|[车货]站|车间|企业|公司|单位|部门|机构|平台|门店|酒店|商场|工厂|园区|员工|职工|品牌|项目|产品|物业|医院|学校|[局厅委处科院校会组]$"
)
_NETWORK = WordPattern(
    dict.fromkeys(
        ("邮政", "移动", "电信", "联通", "铁塔", "烟草", "农商行", "农信"),
        "(?=[，。；：]|联合|推出|开展|组织|启动|工作人员|员工|职工|积极|主动|为)",
    )
)


def find_firms_of_firms(scope: Scope, places: Places, firms: Iterable[BodyFind]) -> Iterator[BodyFind]:
    """Firms behind their owner's name, and networks' firms behind their place's."""
    text = scope.text
    for firm in firms:
        owned = _OWNED.match(text, firm.end)
        if owned is not None and _is_name(owned["name"]):
            yield BodyFind(*owned.span("name"), owned["name"], Kind.ENTERPRISE, "firm-owned", weight=0)
    ends = None
    for match in _NETWORK.finditer(text, scope.part.start, scope.part.end):
        ends = ends if ends is not None else {hit.end: hit for hit in places.hits}
        place = ends.get(match.start())
        if place is not None and text[place.start - 1 : place.start] not in "、和与":
            name = text[place.start : match.end()]
            yield BodyFind(place.start, match.end(), name, Kind.ENTERPRISE, "firm-network", place.region)


def _is_name(words: str) -> bool:
    national = words.startswith("中国") and len(words) > 3
    return not _NO_OWNED.search(words) and (national or (has_proper_part(words) and not is_common(words)))
