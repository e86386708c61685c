"""Numbers of Word lists in Chinese."""

from __future__ import annotations

import pytest

from ingest.readers.numbering import FORMATS, chinese_number


@pytest.mark.parametrize(
    ("number", "written"),
    [
        (1, "一"),
        (10, "十"),
        (11, "十一"),
        (20, "二十"),
        (101, "一百零一"),
        (110, "一百一十"),
        (1005, "一千零五"),
        (0, "0"),
    ],
)
def test_chinese_numbers_are_written_as_in_lists(number: int, written: str) -> None:
    assert chinese_number(number) == written


@pytest.mark.parametrize(
    ("kind", "number", "written"),
    [
        ("upperRoman", 14, "XIV"),
        ("lowerRoman", 9, "ix"),
        ("upperLetter", 27, "AA"),
        ("decimalEnclosedCircle", 3, "③"),
        ("ideographDigital", 20, "二〇"),
        ("decimalZero", 7, "07"),
    ],
)
def test_number_formats_of_word_are_printed(kind: str, number: int, written: str) -> None:
    assert FORMATS[kind](number) == written
