"""Date expressions as ISO strings."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.extraction.dates import find_dates, first_date


@pytest.mark.parametrize(
    ("text", "year", "values"),
    [
        ("2020年12月28日印发", None, ["2020-12-28"]),
        ("2月13日上午", "2021", ["2021-02-13"]),
        ("2月13日上午", None, ["--02-13"]),
        ("二〇二一年八月二日", None, ["2021-08-02"]),
        ("二○二〇年十二月三十一日", None, ["2020-12-31"]),
        ("2020年2月", None, ["2020-02"]),
        ("3月内完成", None, []),
        ("2021年第14期，2021年度", None, []),
        ("2020-03-04", None, ["2020-03-04"]),
    ],
)
def test_printed_dates_are_read(text: str, year: str | None, values: list[str]) -> None:
    assert [date.value for date in find_dates(text, year=year) if len(date.value) > 4] == values


@given(st.dates(min_value=dt.date(1949, 1, 1), max_value=dt.date(2099, 12, 31)))
def test_any_full_date_reads_back(day: dt.date) -> None:
    year, month, date = str(day).split("-")
    assert first_date(f"于{int(year)}年{int(month)}月{int(date)}日印发") == str(day)
