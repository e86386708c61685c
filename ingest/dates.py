"""Dates as documents print them (2021年3月5日, 二〇二一年三月五日, 2021-03-05) and their ISO form."""

from __future__ import annotations

import re
from calendar import monthrange

from ingest.labels import chinese_value

_ZERO = "〇○零oO0Ｏ"
_CHINESE_YEAR = rf"[一二][{_ZERO}一二三四五六七八九]{{3}}"
_CHINESE_NUMBER = "(?:[一二三四五六七八九]?十[一二三四五六七八九]?|[一二三四五六七八九])"
DATE = (
    rf"(?:(?P<year>(?:19|20)\d\d)年(?P<month>\d{{1,2}})月(?P<day>\d{{1,2}})日"
    rf"|(?P<chinese_year>{_CHINESE_YEAR})年(?P<chinese_month>{_CHINESE_NUMBER})月(?P<chinese_day>{_CHINESE_NUMBER})日"
    r"|(?P<dashed>(?:19|20)\d\d[-./]\d{1,2}[-./]\d{1,2}))"
)
_DATE = re.compile(DATE)


def find_date(text: str) -> re.Match[str] | None:
    """The first full date in clean text."""
    return _DATE.search(text)


def match_date(text: str) -> re.Match[str] | None:
    """The date that is the whole text, brackets around it left aside."""
    return _DATE.fullmatch(text.strip("（()） "))


def iso_date(match: re.Match[str]) -> str | None:
    """YYYY-MM-DD of a match of `DATE`, None when there is no such day."""
    if match["dashed"]:
        year, month, day = (int(number) for number in re.split("[-./]", match["dashed"]))
    elif match["year"]:
        year, month, day = int(match["year"]), int(match["month"]), int(match["day"])
    else:
        digits = re.sub(f"[{_ZERO}]", "〇", match["chinese_year"])
        year = chinese_value(digits)
        month, day = chinese_value(match["chinese_month"]), chinese_value(match["chinese_day"])
    if not 1 <= month <= 12 or not 1 <= day <= monthrange(year, month)[1]:
        return None
    return f"{year:04d}-{month:02d}-{day:02d}"


_ISO = re.compile(r"(?P<year>\d{4})(?:-(?P<month>\d\d)(?:-(?P<day>\d\d))?)?", re.ASCII)
_WRITTEN = re.compile(
    r"\s*(?:(?P<digits>[12]\d{7})|(?P<year>[12]\d{3})(?:[-./年](?P<month>\d{1,2})(?:[-./月](?P<day>\d{1,2}))?)?)(?!\d)",
    re.ASCII,
)


def is_iso_date(text: str) -> bool:
    """Whether the text is YYYY, YYYY-MM or YYYY-MM-DD and the calendar has it."""
    match = _ISO.fullmatch(text)
    return match is not None and _is_in_calendar(match["year"], match["month"], match["day"])


def written_date(text: str) -> str | None:
    """ISO form of a date as files and databases write it (20240506, 2024/5/6, 2024年5月, with or without a time)."""
    match = _WRITTEN.match(text)
    if match is None:
        return None
    digits = match["digits"]
    year, month, day = (digits[:4], digits[4:6], digits[6:]) if digits else match.group("year", "month", "day")
    if not _is_in_calendar(year, month, day):
        return None
    return "-".join([year, *(number.zfill(2) for number in (month, day) if number)])


def _is_in_calendar(year: str, month: str | None, day: str | None) -> bool:
    if int(year) < 1 or not 1 <= int(month or 1) <= 12:
        return False
    return 1 <= int(day or 1) <= monthrange(int(year), int(month or 1))[1]
