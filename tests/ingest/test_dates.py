"""Dates from the outside: what users ask for and what files bear."""

from __future__ import annotations

import pytest

from ingest.dates import is_iso_date, written_date


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("2024-05-06", "2024-05-06"),
        ("2024-05-06T10:00:00Z", "2024-05-06"),
        ("20240506", "2024-05-06"),
        ("2024/5/6 10:00", "2024-05-06"),
        ("2024年5月", "2024-05"),
        ("2024", "2024"),
        ("2024-13-45", None),
        ("2023-02-29", None),
        ("1714953600000", None),
        ("昨天", None),
        ("", None),
    ],
)
def test_dates_of_containers_become_iso_or_nothing(text: str, iso: str | None) -> None:
    assert written_date(text) == iso


@pytest.mark.parametrize("text", ["2024", "2024-02", "2024-02-29"])
def test_a_year_month_or_day_of_the_calendar_is_an_iso_date(text: str) -> None:
    assert is_iso_date(text)


@pytest.mark.parametrize("text", ["2023-02-29", "2024-13", "0000", "２０２４", "2024-5-6", "2024年", "2024-05-06 ", ""])
def test_what_the_calendar_lacks_or_is_written_otherwise_is_none(text: str) -> None:
    assert not is_iso_date(text)
