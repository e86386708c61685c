"""The day of an issue by the sentence that tells of it, not that of the report, nor the first day of a span."""

from __future__ import annotations

import re
from collections.abc import Iterator

from graph.extraction.dates import DateExpression, find_dates
from ingest.document import Span

_DATELINE = re.compile(r"(?P<month>1[0-2]|0?[1-9])月(?P<day>3[01]|[12]\d|0?[1-9])日(?:电|讯)")
# What stands before these dates the report or its source (2月8日电, 记者10日获悉), or dates nothing (日前).
_UNDATED = re.compile(r"日[电讯]|获悉|日前|近日|近期|前不久|不久前")
_TOLD = re.compile(r"宣布|介绍|透露|通报|表示")
_DAY = r"(?:(?:\d{4}年)?\d{1,2}月)?\d{1,2}[日号]?"
_SPAN = re.compile(
    rf"(?:(?:\d{{4}}年)?\d{{1,2}}月)\d{{1,2}}[日号]?(?:\s*(?:至|到|[-－—–~～、和及])+\s*{_DAY})+[日号]"
    rf"|(?:截至|截止到?)\s*{_DAY}|{_DAY}\s*(?:起|以来|之?前|之?后|以[前后])"
)
_BARE = re.compile(r"(?<![\d月年第])(?P<day>3[01]|[12]\d|[1-9])日(?![电讯内起前后以至到])")
_BEFORE_BARE = re.compile(r"[，。；：）)\s于在]$")


def issue_date(text: str, told: Span, issuers: Span, begin: int, year: str | None) -> str | None:
    """The day (ISO, --MM-DD without a year) on which the sentence says that its issuers issue; None where it says none.

    told: from the sentence's start to the title. issuers: the row that issues. begin: of the part, whose dateline
    (某地2月8日电) gives a bare day (7日) its month. year: the document's, taken by a date that has none.
    """
    marks = [match.end() for match in _UNDATED.finditer(text, told.start, told.end)]
    marks += [match.end() for match in _TOLD.finditer(text, told.start, issuers.start)]
    since = max(marks, default=told.start)
    spans = [match.span() for match in _SPAN.finditer(text, since, told.end)]
    dates = [*find_dates(text, since, told.end, year), *_bare_days(text, Span(since, told.end), issuers, begin, year)]
    for date in sorted(dates, key=lambda date: date.start):
        if len(date.value) > 4 and not any(start <= date.start < end for start, end in spans):
            return date.value
    return None


def _bare_days(text: str, told: Span, issuers: Span, begin: int, year: str | None) -> Iterator[DateExpression]:
    """Days without a month that open a clause or stand behind the issuers, in the month of the dateline before."""
    datelines = list(_DATELINE.finditer(text, begin, told.start))
    if not datelines:
        return
    month, reported = int(datelines[-1]["month"]), int(datelines[-1]["day"])
    for match in _BARE.finditer(text, told.start, told.end):
        is_adverbial = match.start() in (told.start, issuers.end)
        if is_adverbial or _BEFORE_BARE.search(text, max(match.start() - 1, told.start), match.start()):
            day = int(match["day"])
            if day <= reported:
                yield DateExpression(match.start(), match.end(), f"{year or '-'}-{month:02d}-{day:02d}")
            elif month > 1:  # a report of the 1st tells of the 31st before
                yield DateExpression(match.start(), match.end(), f"{year or '-'}-{month - 1:02d}-{day:02d}")
