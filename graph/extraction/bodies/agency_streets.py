"""Subdistricts that act (【枫林街道】已受理申请; 位于枫林街道 is a place), and committees of villages and residents."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from graph.elements import Kind
from graph.extraction.bodies.find import BodyFind
from graph.extraction.boundary import begins_name, has_proper_part, is_common, left_edge
from graph.extraction.places.around import Places
from graph.extraction.scope import Scope
from graph.extraction.word_pattern import AnchoredPattern

_STREET = "街道"
# What stands behind a subdistrict that does something or has somebody.
_ACTS = re.compile(
    r"(?:已|将|还|也|率先|先行|主动|积极|迅速|连夜|立即|第一时间|多措并举|根据|借助|依托|由|把)?(?:受理|完成|推[出行]|发动|组织|成立|建立|开展|启动|制定|要求|安排"
    r"|落实|采取|实行|根据|按照|创新|联合|会同|派出|设立|聘请|动员|选派|上线|试点|发布|针对|运用|利用|打造|智能|由|在“|“)"
    r"|[一-鿿]{0,2}?(?:工作人员|干部|督导员|网格员)"
)
# 枫林街道、斜土街道已受理: what the last of a list does.
_NEXT = re.compile(r"[、和](?=[一-鿿]{2,5}街道)")
# What the name goes on to: an office, committee or centre of its own.
_OFFICE = re.compile(
    r"党?工委|办事处|[一-鿿]{2,4}办(?![事理公法])|社区(?:卫生|事务|党群|文化)|(?:城运|网格)中心|总工会|人大"
)
_NAME = re.compile(r"[一-鿿]{2}街道")
# 枫林街道营商办负责人: an office of the subdistrict, where somebody of it is named.
_LED_OFFICE = re.compile(r"[一-鿿]{2,5}办(?=副?主任|负责人|工作人员)")
# 街道党工委、办事处 in a text about one subdistrict.
_BARE = re.compile(r"街道(?P<party>党?工委)(?!委员)|街道办事处|(?<=街道党工委、)办事处")
_STEM = re.compile(r"(?!.*(?:所在|相关|有关|属地|部分|联合|配合|组织|派|该|本|各))[一-鿿]{2,4}")
_REACH = 8


def find_streets(scope: Scope, places: Places) -> Iterator[BodyFind]:
    """Subdistricts that somewhere in the part stand before a deed or somebody of theirs, wherever they stand."""
    if scope.text.find(_STREET, scope.part.start, scope.part.end) < 0:
        return
    named = sorted(_streets(scope, places))
    acting: set[str] = set()
    acts_at: int | None = None
    for start, end in reversed(named):
        in_list = _NEXT.match(scope.text, end) is not None and acts_at is not None and acts_at - end < _REACH
        if in_list or _ACTS.match(scope.text, end, scope.part.end):
            acts_at = start
            acting.add(scope.text[start:end])
    yield from _bare(scope, named)
    for start, end in named:
        printed = scope.text[start:end]
        led = _LED_OFFICE.match(scope.text, end)
        if led is not None:
            yield BodyFind(start, led.end(), printed + led.group(), Kind.AGENCY, "agency-street")
        if printed in acting and not _OFFICE.match(scope.text, end):
            paths = (scope.text[hit.start : end] for hit in places.between(start - _REACH, start) if hit.end == start)
            yield BodyFind(start, end, f"{printed}办事处", Kind.AGENCY, "agency-street", None, (printed, *paths))


def _bare(scope: Scope, named: Sequence[tuple[int, int]]) -> Iterator[BodyFind]:
    """街道党工委, 街道办事处 without the name, of the only subdistrict that the part names."""
    names = {scope.text[start:end] for start, end in named}
    if len(names) != 1:
        return
    street = names.pop()
    for match in _BARE.finditer(scope.text, scope.part.start, scope.part.end):
        whole = match.group().startswith(_STREET)
        if whole and not begins_name(scope.text, match.start(), scope.part.start):
            continue
        name = f"中共{street}工作委员会" if match["party"] else f"{street}办事处"
        yield BodyFind(match.start(), match.end(), name, Kind.AGENCY, "agency-street", aliases=(match.group(),))


def _streets(scope: Scope, places: Places) -> Iterator[tuple[int, int]]:
    """Start and end of the names: those of the gazetteer, and proper stems between an edge or a place and 街道."""
    text = scope.text
    known = {hit.end: hit.start for hit in places.hits if text.endswith(_STREET, hit.start, hit.end)}
    for match in _NAME.finditer(text, scope.part.start, scope.part.end):
        if match.end() in known:
            yield known[match.end()], match.end()
            continue
        head = match.end() - len(_STREET)
        before = [hit for hit in places.between(match.start() - _REACH, head) if hit.end < head]
        start = left_edge(text, head, before[-1].end if before else scope.part.start).start
        stem = text[start:head]
        if _STEM.fullmatch(stem) and has_proper_part(stem) and not is_common(stem):
            yield start, match.end()


_RESIDENTS = AnchoredPattern(
    r"(?P<head>村委会|居委会|村民委员会|居民委员会|(?:村|社区|居民区)党(?:委|支部|总支))"
    r"(?=(?:党支部|党总支)?(?:副?(?:主任|书记)|支书|社工|干部|工作人员)|[辖率])",
    ("村委会", "居委会", "村民委员会", "居民委员会", "村党", "社区党", "居民区党"),
)
_RESIDENTS_IN_FULL = {"村委会": "村民委员会", "居委会": "居民委员会"}


def find_residents_committees(scope: Scope, places: Places) -> Iterator[BodyFind]:
    """青禾村村委会主任: the committee of a village or quarter by its proper name, where somebody of it is named."""
    text, floor = scope.text, scope.part.start
    names: dict[str, str] = {}
    for match in _RESIDENTS.finditer(text, floor, scope.part.end):
        edge = left_edge(text, match.start(), floor)
        before = places.between(edge.start, match.start())
        start = before[-1].end if before else edge.start
        stem = text[start : match.start()]
        if not _STEM.fullmatch(stem) or not (before or edge.sure) or not has_proper_part(stem) or is_common(stem):
            continue
        first = before[0].start if before else start
        bare = text[start : match.end()]
        name = text[first : match.start()] + _RESIDENTS_IN_FULL.get(match["head"], match["head"])
        name = names.setdefault(bare, name)  # later without its place
        yield BodyFind(first, match.end(), name, Kind.AGENCY, "agency-residents", None, (bare,))
