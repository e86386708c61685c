"""Persons of a roster: numbered rows whose first cell is a name, whatever post, unit or telephone stands behind it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from graph.extraction.people.names import Found, NameReader, is_likely, may_be_given, surnames
from graph.extraction.people.posts import posts
from graph.extraction.places.divisions import load_divisions
from graph.extraction.scope import Scope
from graph.extraction.word_pattern import WordPattern
from ingest.document import Span

_ROW = re.compile(r"(?P<number>\d(?<![\d.．\-－/:：第年月].)\d{0,2})[.．、]?\s*(?=[\u4e00-\u9fff]{2})")
_HAN = re.compile(r"[\u4e00-\u9fff]+")
# What heads a roster: the label of the column of names, or a title that says it is one.
_HEADED = WordPattern(dict.fromkeys(("姓名", "名单", "名册", "花名", "人员表", "通讯录"), ""))
_REACH = 160  # characters from the heading to the first row
_LONGEST_ROW = 120
_FEWEST = 3
_SHARE = 0.8  # of the rows whose first cell may be a name; the rest are odd names or slips of the table


def find_rosters(scope: Scope, reader: NameReader) -> Found:
    """序号 姓名 职称 1 【罗文】 医师 2 【谢青林】 护师 3 【田丰收】 技师: three rows or more, numbered in order."""
    if not _HEADED.search(scope.text, scope.part.start, scope.part.end):
        return
    for rows in _runs(scope.text, scope.part.start, reader.end):
        if not _HEADED.search(scope.text, max(scope.part.start, rows[0].start() - _REACH), rows[0].start()):
            continue
        names = [name for row in rows if (name := _cell(reader, row.end())) is not None]
        likely = [name for name in names if _may_be_name(scope.text, name)]
        sure = sum(is_likely(scope.text, name) for name in likely)
        if sure >= max(_FEWEST, _SHARE * len(rows)):
            yield from ((name, "person-in-roster") for name in likely)


_LINE = re.compile(r"[^\n]{4,}")
_LONGEST_LINE = 81
# 罗文，男，…; 罗文，现任省总工会…: how a notice before an appointment tells of each person.
_TOLD = re.compile(r"(?P<name>[^，,]{2,4}?)(?:同志)?[，,](?:[男女][，,]|现任|拟任)")


def find_rows(scope: Scope, reader: NameReader) -> Found:
    """Lines that begin with a name: two or more with a post behind a gap, or any that goes on with 男, 女 or 现任."""
    rows: list[Span] = []
    for line in _LINE.finditer(scope.text, scope.part.start, reader.end):
        name = _name_before(reader, line.start())
        if name is not None and _may_be_name(scope.text, name):
            yield name, "person-in-roster"
            continue
        cell = _cell(reader, line.start()) if line.end() - line.start() <= _LONGEST_LINE else None
        if cell is not None and reader.is_gap(cell.end) and _may_be_name(scope.text, cell):
            rows += [cell] if posts().head_before(scope.text, line.end(), line.start()) is not None else []
    if len(rows) > 1:
        yield from ((row, "person-in-roster") for row in rows)


def _name_before(reader: NameReader, at: int) -> Span | None:
    """The two or three characters at the start of a line behind which the line tells of somebody."""
    told = _TOLD.match(reader.text, at, reader.end)
    return Span(*told.span("name")) if told else None


def _runs(text: str, start: int, end: int) -> Iterator[Sequence[re.Match[str]]]:
    """Rows numbered in order from 1 on, each near the one before."""
    run: list[re.Match[str]] = []
    for row in _ROW.finditer(text, start, end):
        number = int(row["number"])
        if run and number == len(run) + 1 and row.start() - run[-1].end() <= _LONGEST_ROW:
            run.append(row)
        elif number == 1:
            if len(run) >= _FEWEST:
                yield run
            run = [row]
    if len(run) >= _FEWEST:
        yield run


def _cell(reader: NameReader, at: int) -> Span | None:
    """The cell of two to four Han characters that begins here; in 罗 文 a blank widens a name of two."""
    han = _HAN.match(reader.text, at, reader.end)
    last = han.end() if han else at
    cuts = [place for place in range(at + 1, min(last, at + 6)) if reader.is_gap(place)] + [last]
    if cuts[0] == at + 1 and len(cuts) > 1:
        cuts = cuts[1:]
    return Span(at, cuts[0]) if 2 <= cuts[0] - at <= 4 else None


def _may_be_name(text: str, span: Span) -> bool:
    """Whether the cell begins with a surname and names no place; a word (高峰) is a name in a roster."""
    name, table = text[span.start : span.end], surnames()
    surname = 2 if name[:2] in table.compound and len(name) > 2 else 1
    begins = surname == 2 or name[0] in table.single
    return begins and len(name) - surname <= 2 and may_be_given(name[surname:]) and name not in load_divisions().forms
