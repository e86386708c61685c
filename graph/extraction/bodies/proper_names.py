"""A name by its last word: where it begins, which place it bears, and its canonical form."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from graph.extraction.body_tables import read_table
from graph.extraction.boundary import has_proper_part, is_common, left_edge
from graph.extraction.places.around import PlaceHit, Places
from graph.extraction.places.divisions import contains, short_name
from graph.extraction.scope import Region
from graph.extraction.vocabulary import firm_names

_MARKERS = ("自治区", "省", "市", "州", "县", "区", "旗", "盟")
_NOT_MARKER_BEFORE = frozenset("级属场内外直域民委区县长管")
_JOINTS = frozenset("、和与及")
_BRANDS_END = (
    "股份",
    "银行",
    "公司",
    "集团",
    "大学",
    "学院",
    "医院",
    "国网",
    "电信",
    "移动",
    "联通",
    "铁路",
    "控股",
    "保险",
    "邮政",
    "国药",
    "铁塔",
    "石油",
    "石化",
    "财险",
    "人寿",
    "人保",
    "航空",
    "证券",
    "物流",
    "医药",
    "快递",
    "燃气",
    "水务",
    "信托",
    "研究院",
    "研究所",
    "设计院",
)


_BRANDS = tuple(read_table("heads.toml")["firms"]["brands"])


@dataclass(frozen=True, slots=True)
class ProperName:
    """A name [start, end) of text whose last word begins at `head`.

    stem: what stands between its place and its last word. place: the division in its name, explicit or by a bare
    marker (省, 市). sure: its left end is an edge of the text's, not a guess. listed: it stands in an enumeration.
    """

    start: int
    head: int
    end: int
    stem: str
    name: str
    place: Region | None
    bare: bool
    sure: bool
    listed: bool
    aliases: tuple[str, ...] = ()

    @property
    def weight(self) -> int:
        """1 where a place opens the name, 0 where its left end is a guess."""
        return 1 if self.place is not None else 0


def read_name(text: str, head: int, end: int, places: Places, floor: int) -> ProperName | None:
    """The name that ends with text[head:end]; None when nothing stands before its last word."""
    edge = left_edge(text, head, floor)
    start = edge.start
    listed = text[start - 1 : start] in _JOINTS or text[end : end + 1] in _JOINTS
    inside = _inside(text, places.hits, start, head)
    if inside:
        first = _first_place(text, start, inside)
        located = _behind_path(text, inside, first, head)
        if located is not None:
            path = (text[first.start : end],)
            return ProperName(
                located, head, end, text[located:head], text[located:end], None, False, True, listed, path
            )
        start = _brand_start(text, start, first.start)
        after = inside[-1].end if _adjacent(inside, first) else first.end
        stem = text[start : first.start] + text[after if inside[-1].end > first.end else first.end : head]
        name = text[start:end]
        shorter = tuple(text[hit.start : end] for hit in inside if hit.start > start and hit.start >= first.start)
        return ProperName(start, head, end, stem, name, first.region, False, True, listed, shorter)
    for marker in _MARKERS:
        if text.startswith(marker, start) and start + len(marker) < end:
            rest = start + len(marker)
            if text[rest] in _NOT_MARKER_BEFORE:
                return None
            place = places.at(start, marker)
            if place is not None:
                name = short_name(place) + text[rest:end]
                return ProperName(start, head, end, text[rest:head], name, place, True, edge.sure, listed)
    if start >= head:
        return ProperName(head, head, end, "", text[head:end], None, False, edge.sure, listed)
    return ProperName(start, head, end, text[start:head], text[start:end], None, False, edge.sure, listed)


def _inside(text: str, hits: Sequence[PlaceHit], start: int, end: int) -> list[PlaceHit]:
    index = bisect_left(hits, start, key=lambda hit: hit.start)
    found = []
    while index < len(hits) and hits[index].end <= end:
        # 青禾（上海）仪器有限公司: a place in brackets opens no name.
        if text[hits[index].end : hits[index].end + 1] not in tuple("）)") or hits[index].start == start:
            found.append(hits[index])
        index += 1
    return found


def _first_place(text: str, start: int, inside: Sequence[PlaceHit]) -> PlaceHit:
    """Where the name's place begins.

    Not at a place where the body only lies (弥渡县云南省滇西蔬菜批发市场), nor at one that something else than a
    body's name stands behind (四川省…委托四川科伦药业).
    """
    first = inside[0]
    for before, hit in pairwise(inside):
        between = text[before.end : hit.start]
        lies_in = contains(before.region, hit.region) and before.region != hit.region
        # 宁波舟山港集团: two places side by side of which neither holds the other are a name's both.
        holds = contains(hit.region, before.region)
        if (not between and not lies_in and holds) or (between and not between.endswith((*_BRANDS_END, *_BRANDS))):
            first = hit
    return first


def _brand_start(text: str, start: int, place: int) -> int:
    """Where the name begins when a firm's or school's own name stands before its place (中国银行天津市分行)."""
    for at in range(start, place - 1):
        known = firm_names().longest(text, at)
        if known is not None and known.end == place:
            return at
    prefix = text[start:place]
    if prefix.endswith(_BRANDS):
        return place - next(len(word) for word in _BRANDS if prefix.endswith(word))
    branded = prefix.endswith(_BRANDS_END) and len(prefix) <= 12
    # 新冠肺炎定点救治医院|伊宁市第二人民医院: what the body is, before its name.
    return start if branded and not is_common(prefix) else place


def _behind_path(text: str, inside: Sequence[PlaceHit], first: PlaceHit, head: int) -> int | None:
    """Where the name begins behind a path of places that says where its body lies: 扎赉特旗好力保镇|…合作社.

    A path that ends with a town, or with the district of a city in short form (南京雨花台区), is no part of a name.
    """
    path = [hit for hit in inside if hit.start >= first.start]
    if not _adjacent(path, first) or len(path) < 2 or head - path[-1].end < 2 or text[path[-1].end] in "人党政":
        return None
    short = text[first.start : first.end] != first.region.name and text[path[-1].end - 1] in "市县区旗"
    sited = path[-1].region.level == "town" or short or len(path) > 2
    stem = text[path[-1].end : head]
    return path[-1].end if sited and (has_proper_part(stem) or (short and not is_common(stem))) else None


def _adjacent(inside: Sequence[PlaceHit], first: PlaceHit) -> bool:
    at = first.end
    for hit in inside:
        if hit.start > first.start:
            if hit.start != at:
                return False
            at = hit.end
    return True
