"""Named construction works: 青河至白水段航道整治工程, 轨道交通6号线二期项目, and rows of them before 等重点项目."""

from __future__ import annotations

import re
from collections.abc import Iterator

from graph.elements import BODIES, Kind
from graph.extraction.boundary import has_proper_part
from graph.extraction.initiatives.heads import PlainName, left_end
from graph.extraction.scope import Scope

# What kind of works it is, and the rest of the name; the text before it is looked at from there, leftwards.
_KIND = re.compile(
    r"(?:公路|高速|大道|铁路|高铁|机场|地铁|轨道交通|航道|水库|大桥|隧道|电站|港区|码头|管廊|号线|电网)"
    r"(?:[（(][^（）()\n]{2,20}[）)])?[\u4e00-\u9fff\d]{0,10}?(?:工程|项目)(?!部|公司|经理|团队|指挥|管理|建设|等)"
)
_BEFORE_KIND = re.compile(r"[\u4e00-\u9fff\dA-Za-z]{0,16}\Z")
_LEAST_BEFORE = 2
# What only one of them has: a number, a stage, a stretch.
_OWN = re.compile(r"\d号线|[一二三四\d]期|[\u4e00-\u9fff]{2}至[\u4e00-\u9fff]{2}|[\u4e00-\u9fff]河段|[（(]|[GS]\d")
_BUILT = r"大桥|隧道|(?<!绿色)通道|高速公路|铁路|高铁|机场|水库|航道|号线|水电站"
_ITEM = rf"(?:[\u4e00-\u9fffA-Za-z\d]{{4,20}}(?:项目|工程|改造|开发|整治|建设)|[\u4e00-\u9fff\d]{{2,12}}(?:{_BUILT}))"
_ROW = re.compile(
    rf"(?P<row>(?:{_ITEM}|“[^“”\n]{{2,12}}”[\u4e00-\u9fff]{{2,4}})(?:、(?:{_ITEM}|“[^“”\n]{{2,12}}”[\u4e00-\u9fff]{{2,4}})){{1,8}})"
    r"等[^，。；\n]{0,12}(?:项目|工程|任务)"
)
# 甲大桥、乙快速路、丙号线二期项目，是我市重大项目: a sentence that says what its row is.
_WORKS = (
    r"[\u4e00-\u9fffA-Za-z\d]{0,14}"
    r"(?:大桥|隧道|高速|快速路[\u4e00-\u9fff]{0,4}|大道|航道|机场|水库|号线[\u4e00-\u9fff]{0,6}|项目|工程)"
)
_CALLED_WORKS = re.compile(
    rf"(?:^|[。！？\n])\s*(?P<row>{_WORKS}(?:、{_WORKS}){{1,6}})，?(?:都?是|均为|系)[^。；\n]{{2,40}}(?:项目|工程)"
)
_CALLED = re.compile(
    r"(?:大桥|隧道|高速|快速路[\u4e00-\u9fff]{0,4}|大道|航道|机场|水库|号线[\u4e00-\u9fff]{0,6}|项目|工程)，?(?:都?是|均为|系)"
)
_ROW_END = re.compile(r"等[^，。；\n]{0,12}(?:项目|工程|任务)")
_LONGEST_ROW = 260
_ONE = re.compile(rf"(?:{_BUILT})$")
_PIECE = re.compile(r"[^、]+")
_PROPER = re.compile(r"\d|[百千万]吨|[“”]")
_LEAST = 6
_LEAST_CALLED = 4
_BRACKET = re.compile(r"[（(]")
_OPENED = re.compile(r"\d{1,2}日|[现另]有|位于|来到|记者在|探访了?|有|建工|建投|铁建|交建|集团|公司")
_SOME = re.compile(r"\d+个|一批|部分|多个|^各|^重点|^重大|等|^农村|^高速")


def find_works(scope: Scope) -> Iterator[PlainName]:
    """Works of the part that bear a name of their own."""
    text, part = scope.text, scope.part
    if "工程" not in text and "项目" not in text:
        return
    for start, match in _works(text, part.start, part.end):
        begin = _begin(scope, start, match.end())
        name = text[begin : match.end()]
        if len(name) >= _LEAST and not _SOME.search(name) and (_OWN.search(name) or _named_place(scope, begin, match)):
            yield PlainName(begin, match.end(), name, "works-project")
    for row in _CALLED_WORKS.finditer(text, part.start, part.end) if _CALLED.search(text, part.start, part.end) else ():
        for piece in _PIECE.finditer(text, *row.span("row")):
            if piece.end() - piece.start() >= _LEAST_CALLED:
                yield PlainName(piece.start(), piece.end(), piece.group(), "works-listed")
    for row in _rows(text, part.start, part.end):
        yield from _listed(scope, row.start("row"), row.end("row"))


def _works(text: str, start: int, end: int) -> Iterator[tuple[int, re.Match[str]]]:
    """Where each name of works may begin, 2 to 16 characters before its kind, and the match of the rest."""
    floor, place = start, start
    while (match := _KIND.search(text, place, end)) is not None:
        before = _BEFORE_KIND.search(text, max(floor, match.start() - 16), match.start())
        if before is None or before.end() - before.start() < _LEAST_BEFORE:
            place = match.start() + 1
            continue
        yield before.start(), match
        floor = place = match.end()


def _rows(text: str, start: int, end: int) -> Iterator[re.Match[str]]:
    """Rows of works, looked for before 等…项目 only."""
    floor = start
    for tail in _ROW_END.finditer(text, start, end):
        if tail.start() < floor or "、" not in text[max(floor, tail.start() - _LONGEST_ROW) : tail.start()]:
            continue
        row = _ROW.search(text, max(floor, tail.start() - _LONGEST_ROW), tail.end())
        if row is not None:
            yield row
            floor = row.end()


def _listed(scope: Scope, start: int, end: int) -> Iterator[PlainName]:
    """The items of a row, when a number, a quotation or a place shows that it lists single works."""
    text = scope.text
    places = any(mention.kind is Kind.REGION for mention in scope.beginning_in(start, end))
    pieces = list(_PIECE.finditer(text, start, end))
    if not places and not _PROPER.search(text, start, end) and not any(_bears_a_name(piece[0]) for piece in pieces):
        return
    for piece in pieces:
        begin = _begin(scope, piece.start(), piece.end()) if piece.start() == start else piece.start()
        least = _LEAST_CALLED if _bears_a_name(piece[0]) else _LEAST
        if text[begin] != "“" and piece.end() - begin >= least and not _SOME.search(text[begin : piece.end()]):
            yield PlainName(begin, piece.end(), text[begin : piece.end()], "works-listed")


def _bears_a_name(piece: str) -> bool:
    """深中通道, but not 新建铁路."""
    built = _ONE.search(piece)
    return built is not None and has_proper_part(piece[: built.start()])


def _begin(scope: Scope, start: int, end: int) -> int:
    """Where the name begins: behind verbs and behind the body that builds it."""
    bracket = _BRACKET.search(scope.text, start, end)
    stop = bracket.start() if bracket else end - 4
    begin, _ = left_end(scope.text, start, stop, 2)
    bodies = [m.end for m in scope.beginning_in(start, stop) if m.kind in BODIES and m.end < stop]
    opened = [found.end() for found in _OPENED.finditer(scope.text, begin, stop)]
    return max([begin, *bodies, *opened])


def _named_place(scope: Scope, begin: int, match: re.Match[str]) -> bool:
    return any(mention.kind is Kind.REGION for mention in scope.beginning_in(begin, match.end() - 4))
