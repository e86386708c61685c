"""Names that only their list tells: between firms a firm (青禾乳业、【小禾记】、红石酒业), between parks a park."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from graph.elements import Kind
from graph.extraction.bodies.find import BodyFind
from graph.extraction.body_tables import read_table
from graph.extraction.boundary import has_proper_part, is_common, left_edge
from graph.extraction.places.around import Places
from graph.extraction.scope import Scope

# A run of at least four items between the marks that end a list.
_RUN = re.compile(r"[一-鿿A-Za-z0-9]{2,24}(?:、[一-鿿A-Za-z0-9]{2,14}){2,}(?:[和与及][一-鿿A-Za-z0-9]{2,14})?")
_OTHERS = re.compile(r"(?:、[一-鿿A-Za-z0-9]{2,14}){2,}")
_LONGEST_FIRST = 24
_TRADES = tuple(sorted(read_table("heads.toml")["firms"]["trades"], key=len, reverse=True))
_STEM = range(2, 5)
_PARK = re.compile(r"(?:园|园区|孵化器|众创空间|创意城)$")
_LIKE_PARK = re.compile(r"[一-鿿A-Za-z0-9]{2,10}(?:园|谷|港|湾|城|坊|中心|小镇)$")
_LIKE_FIRM = re.compile(r"[一-鿿A-Za-z]{2,5}$")
_END = re.compile(
    r"[一-鿿A-Za-z0-9]{2,14}?(?=等|[均共都已分]|$|[和与及]|先后|派|作了|参加|设立|成立|建立|开展|介绍|签|率先|纷纷|推行|组成|为代表)"
)
# Function words, ends of other sorts of bodies and of goods, words of kind.
_NO_NAME = re.compile(
    r"[的在各将为从把被让给向到了是个该其每这所等类品]|企业|单位|部门|行业|机构|平台|人员|工作|生产|服务|以及|其中|开展|建设|设备|产业$|市场|物资|口罩"
    r"|(?<!超)市$|[局厅委办会院校馆部区县省镇乡站队组处科署府业店业务药肉菜油米面车机费款液服镜饮粮煤电气信]$"
)


class _Item(NamedTuple):
    start: int
    end: int


class _Sort(NamedTuple):
    """A sort of list: the kind of its bodies, which of them count, and what another item of it looks like."""

    kind: Kind
    counts: re.Pattern[str] | None
    like: re.Pattern[str]


_SORTS = (_Sort(Kind.ENTERPRISE, None, _LIKE_FIRM), _Sort(Kind.INSTITUTION, _PARK, _LIKE_PARK))


def find_in_lists(scope: Scope, places: Places, kept: Sequence[BodyFind]) -> Iterator[BodyFind]:
    """Items of lists of which at least two items and a third are firms, or parks, that other rules found."""
    text = scope.text
    known = {(find.start, find.end): find for find in kept}
    starts = {find.end: find.start for find in kept}
    covered = [(find.start, find.end) for find in kept]
    kinds = {sort.kind for sort in _SORTS}
    counted = [find.start for find in kept if find.kind in kinds and _is_item(text, find)]
    if not counted:
        return
    for run in _runs(text, scope.part.start, scope.part.end):
        if not any(run.start() <= start < run.end() for start in counted):
            continue
        items = [item for item in _items(text, run, starts) if item.end > item.start]
        for sort in _SORTS:
            told = [item for item in items if _tells(known.get((item.start, item.end)), sort)]
            others = [item for item in items if item not in told]
            likely = [item for item in others if sort.kind is Kind.ENTERPRISE and _is_likely(text, item)]
            sure = len(told) + len(likely)
            if not told or sure < 2 or sure * 3 < len(items):
                continue
            for item in others:
                crossed = any(start < item.end and item.start < end for start, end in covered)
                if not crossed and _is_name(text, places, item, sort):
                    name = text[item.start : item.end]
                    yield BodyFind(item.start, item.end, name, sort.kind, "body-listed", weight=0)


def _runs(text: str, start: int, end: int) -> Iterator[re.Match[str]]:
    """The runs of [start, end), looked for only where others follow a first item."""
    at, mark = start, text.find("、", start, end)
    while mark >= 0:
        others = _OTHERS.match(text, mark, end)
        run = _RUN.search(text, max(at, mark - _LONGEST_FIRST), end) if others else None
        if others and run is None:
            return
        if run is not None:
            yield run
            at = run.end()
        mark = text.find("、", max(mark + 1, at), end)


def _is_item(text: str, find: BodyFind) -> bool:
    return text[find.end : find.end + 1] == "、" or text[find.start - 1 : find.start] == "、"


def _tells(find: BodyFind | None, sort: _Sort) -> bool:
    return find is not None and find.kind is sort.kind and (sort.counts is None or bool(sort.counts.search(find.name)))


def _is_likely(text: str, item: _Item) -> bool:
    """逸盛石化: a proper word and a trade, which beside a firm of its list is a firm as well."""
    name = text[item.start : item.end]
    if not name.endswith(_TRADES):
        return False
    stem = name.removesuffix(next(trade for trade in _TRADES if name.endswith(trade)))
    return len(stem) in _STEM and has_proper_part(stem) and not is_common(stem)


def _items(text: str, run: re.Match[str], starts: Mapping[int, int]) -> Iterator[_Item]:
    """The items of the run, the first without what stands before its name, the last without what stands behind it.

    starts: of the bodies found, by their ends.
    """
    at = run.start()
    while at < run.end():
        stop = text.find("、", at, run.end())
        last = stop < 0
        stop = run.end() if last else stop
        if at == run.start():
            yield _Item(starts[stop] if stop in starts else left_edge(text, stop, at).start, stop)
        elif last:
            cut = _END.match(text, at, stop)
            yield _Item(at, cut.end() if cut else stop)
        else:
            yield _Item(at, stop)
        at = stop + 1


def _is_name(text: str, places: Places, item: _Item, sort: _Sort) -> bool:
    name = text[item.start : item.end]
    if not sort.like.match(name) or is_common(name) or (sort.kind is Kind.ENTERPRISE and _NO_NAME.search(name)):
        return False
    return not any(hit.start == item.start and hit.end == item.end for hit in places.between(item.start, item.end))
