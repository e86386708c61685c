"""Date expressions of official texts (2020年12月28日, 二〇二一年八月二日, 2月13日) as ISO strings."""

from __future__ import annotations

import re
from dataclasses import dataclass

_DIGITS = str.maketrans("〇○零一二三四五六七八九", "000123456789")
_WESTERN = re.compile(
    r"(?:(?P<year>(?:19|20)\d{2})\s*年\s*)?(?P<month>1[0-2]|0?[1-9])\s*月\s*(?:(?P<day>3[01]|[12]\d|0?[1-9])\s*[日号])?"
    r"|(?P<iso>(?:19|20)\d{2}-(?:1[0-2]|0[1-9])-(?:3[01]|[12]\d|0[1-9]))"
    r"|(?P<bare>(?:19|20)\d{2})\s*年(?![期度])"
)
PRINTED_DATE = re.compile(r"(?:\d{4}年)?\d{1,2}月(?:\d{1,2}日)?|\d{4}年")
"""A day, month or year, as a link's date prints it."""
_CHINESE = re.compile(
    r"(?P<year>[一二][〇○零一二三四五六七八九]{3})年(?P<month>十[一二]?|[一二三四五六七八九])月"
    r"(?:(?P<day>[一二三]?十[一二三四五六七八九]?|[一二三四五六七八九])日)?"
)


@dataclass(frozen=True, slots=True)
class DateExpression:
    """A date as printed. value: YYYY-MM-DD, YYYY-MM or YYYY; --MM-DD when the text names no year."""

    start: int
    end: int
    value: str


def find_dates(text: str, start: int = 0, end: int | None = None, year: str | None = None) -> list[DateExpression]:
    """Dates in [start, end), in order. year: the document's, taken by a date that has none."""
    stop = len(text) if end is None else end
    found = [
        DateExpression(match.start(), match.end(), value)
        for match in _WESTERN.finditer(text, start, stop)
        if (value := _western(match, year))
    ]
    if "〇" in text or "○" in text or "年" in text[start:stop]:
        found += [DateExpression(m.start(), m.end(), _chinese(m)) for m in _CHINESE.finditer(text, start, stop)]
    return sorted(found, key=lambda date: date.start)


def first_date(text: str, start: int = 0, end: int | None = None, year: str | None = None) -> str | None:
    """Value of the first full date (month at least) in [start, end), None without one."""
    return next((date.value for date in find_dates(text, start, end, year) if len(date.value) > 4), None)


def _western(match: re.Match[str], year: str | None) -> str | None:
    if match["iso"]:
        return match["iso"]
    if match["bare"]:
        return match["bare"]
    named = match["year"] or year
    if match["day"] is None:
        return f"{named}-{int(match['month']):02d}" if match["year"] else None  # 3月 alone may be a span: 3月内
    return f"{named or '-'}-{int(match['month']):02d}-{int(match['day']):02d}"


def _chinese(match: re.Match[str]) -> str:
    value = f"{match['year'].translate(_DIGITS)}-{_number(match['month']):02d}"
    return f"{value}-{_number(match['day']):02d}" if match["day"] else value


def _number(printed: str) -> int:
    """十一 -> 11, 二十 -> 20, 三 -> 3."""
    tens, ten, ones = printed.partition("十")
    if not ten:
        return int(tens.translate(_DIGITS))
    return int(tens.translate(_DIGITS) or 1) * 10 + int(ones.translate(_DIGITS) or 0)
