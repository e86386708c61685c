"""LOCATED_IN: places said of firms and institutions."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from graph.elements import SITED
from graph.extraction.found import FoundLink, located_in
from graph.extraction.mention_groups import coordinated
from graph.extraction.scope import Mention
from ingest.document import Span

_LIES_IN = re.compile(r"\s*(?:位于|坐落于?|座落于?|地处|落户于?|落地于?|设在|建在|扎根)\s*")
# 青禾公司在长沙和株洲的工厂: where a firm has works; other places may stand before and behind.
_HAS_AT = re.compile(r"(?:设)?在(?:[一-鿿]{2,6}[、和])*")
_PLANTS = re.compile(r"(?:[、和][一-鿿]{2,6})*(?:等地)?的(?:工厂|厂区|生产基地|门店|分厂|生产线|总部)")
HUNG = re.compile(r"在\s*")
OPENED = re.compile(r"(?:正式)?(?:挂牌|揭牌|成立|落成|开业|开园|建成|投产|投用|启用)")
_SET_UP = re.compile(
    r"(?:设立|建立|建成|成立|创建|组建|打造)了?(?:[^，。；、“]{0,8}(?:首[家个]|第[一二三]家|一[家个座]))?\s*"
)
# Between a place and a body there: nothing, 的, or a street with its number.
_STREET = re.compile(
    r"的?[^，。；、：（）“”]{0,8}(?:企业|[台民外药车]企|厂家|店——“)|(?:境内|辖区内|区内|园内|域内|内|里)?的?|[^，。；、：（）“”]{1,8}(?:(?<!街)道|路(?!街道)|街(?!道)|巷|弄)(?:[东南西北中]段)?(?:\d+[-—\d]*号?)?[^，。；、：（）“”]{0,6}"
)
# 寄至浏阳市金沙路8号2楼（市商务局对外合作处收): a number of the street or the room stands before the body.
_ADDRESS = re.compile(
    r"[^，。；：、（）“”]{2,40}?\d+(?:号|室|楼|层)[^，。；：、（）“”]{0,14}?[；;，,]?\s*(?:[（(](?:收件人[：:])?)?"
)
_ROAD = re.compile(r"[东南西北中]?[一二三]?[路街]|大[道街]")
_HOUSE = re.compile(r"(?:机关|办公)?(?:大楼|大厦|楼|大院|院内)")
_NEIGHBOURS = ("居委会", "居民委员会", "村委会", "村民委员会")
_TOWNS = ("镇", "乡", "街道", "村", "社区")
_OWN_PLACE = re.compile(r"[\u4e00-\u9fff]{2,6}[省市州县区旗]")
# 浏阳人保财险 is the firm's branch there; the firm is the whole country's.
_NATIONAL = re.compile(r"中国.*(?:(?<![分支子])公司|集团|银行)")
_TO_PLACE = re.compile(r"(?:到|在|赴|于|往|进|入|访|抵|向|对|从|是|为|了|但|据|如|[，、。；：\n（“]|^)\s*$")
_WENT_TO = re.compile(r"(?:到|在|赴|于|抵|往)\s*$")


def find_place_links(
    text: str, sentence: Span, named: Sequence[Mention], regions: Sequence[Mention]
) -> Iterator[FoundLink]:
    """Places right before bodies, behind 位于, and where a body opens or is set up."""
    runs = coordinated(text, [body for body in named if _is_placed(body)]) if regions else []
    for region in regions:
        yield from _addressed(text, region, regions, named)
        for run in runs:
            if region.end <= run[0].start:
                yield from _before(text, sentence, region, regions, run)
            elif run[-1].end < region.start:
                yield from _behind(text, sentence, region, run[-1])


def _is_placed(body: Mention) -> bool:
    """Firms and institutions, offices of subdistricts and residents' committees: 徐汇区|枫林街道, 官渡镇|三岛居委会."""
    return body.kind in SITED or body.rule == "agency-street" or body.name.endswith(_NEIGHBOURS)


def _addressed(text: str, region: Mention, regions: Sequence[Mention], named: Sequence[Mention]) -> Iterator[FoundLink]:
    """The body that an address ends with is in the place that it names last."""
    body = next((body for body in named if body.start > region.end and not _HOUSE.match(text, body.end)), None)
    if body is None or any(region.end <= other.start < body.start for other in regions):
        return
    if _ADDRESS.fullmatch(text, region.end, body.start):
        for place in _with_county(region, regions):
            yield located_in(body, place, Span(place.start, body.end), "address-of-body", 0.85)


def _before(
    text: str, sentence: Span, region: Mention, regions: Sequence[Mention], run: Sequence[Mention]
) -> Iterator[FoundLink]:
    """浏阳市的青禾厂, 浏阳市金沙路8号青禾药店; 在浏阳市设立青禾工作室."""
    first, between = run[0], text[region.end : run[0].start]
    if _ROAD.match(text, region.end) and text[region.end - 1] not in "省市州县区旗盟镇乡":
        return  # 南京|西路: a street that bears a city's name
    start = path_start(region, regions)
    if _STREET.fullmatch(between):
        before = text[sentence.start : start]
        is_kind = between.endswith(("企业", "台企", "药企", "车企", "厂家", "店——“"))
        is_unit = text[region.end - 1] in "省市州县区旗盟镇乡"
        # 徐汇|枫林街道, 官渡县|官渡县人民医院: whatever stands before
        is_path = not between and (first.rule == "agency-street" or (is_unit and first.kind in SITED))
        is_full = is_kind or is_unit or between.endswith(("的", "内"))
        if is_path or (_TO_PLACE.search(before) and (is_full or (not between and _WENT_TO.search(before)))):
            for body in run:
                if body is not first and _OWN_PLACE.match(text, body.start, body.end):
                    break
                if body is first and not between and _NATIONAL.fullmatch(body.name):
                    continue
                for place in _with_county(region, regions):
                    yield located_in(body, place, Span(place.start, body.end), "place-before-body", 0.85)
    elif text[start - 1 : start] == "在" and _SET_UP.fullmatch(between):
        yield located_in(first, region, Span(start - 1, first.end), "body-set-up-at", 0.85)


def _behind(text: str, sentence: Span, region: Mention, body: Mention) -> Iterator[FoundLink]:
    """青禾厂位于浏阳市; 青禾学院在浏阳市揭牌."""
    if _LIES_IN.fullmatch(text, body.end, region.start):
        yield located_in(body, region, Span(body.start, region.end), "body-sited-at", 0.95)
    plants = _PLANTS.match(text, region.end, sentence.end)
    if plants and _HAS_AT.fullmatch(text, body.end, region.start):
        yield located_in(body, region, Span(body.start, plants.end()), "body-sited-at", 0.65)
    opened = OPENED.match(text, region.end, sentence.end)
    if opened and HUNG.fullmatch(text, body.end, region.start):
        yield located_in(body, region, Span(body.start, opened.end()), "body-opened-at", 0.85)


def _with_county(region: Mention, regions: Sequence[Mention]) -> list[Mention]:
    """The place, and before a town or village the county that its path names (浏阳市|官渡镇)."""
    outer = [other for other in regions if other.end == region.start] if region.name.endswith(_TOWNS) else []
    return [region, *outer[-1:]]


def path_start(region: Mention, regions: Sequence[Mention]) -> int:
    """Start of the path of places that ends with the region (大理州弥渡县)."""
    start = region.start
    for other in reversed([r for r in regions if r.end <= start]):
        if other.end == start:
            start = other.start
    return start
