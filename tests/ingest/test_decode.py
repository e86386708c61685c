"""Decoding: the encodings of Chinese offices, and refusal of what is no text."""

from __future__ import annotations

import pytest

from ingest.decode import decode
from ingest.errors import InputError

TEXT = "各市总工会：\r\n　　现将《职工书屋建设办法》印发给你们，请结合实际认真贯彻执行。\r\n2024年5月6日\r\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16", "utf-16-le", "utf-16-be"])
def test_text_is_decoded_as_it_stands_line_breaks_included(encoding: str) -> None:
    assert decode(TEXT.encode(encoding), "a.txt") == TEXT


def test_rare_characters_of_gb18030_are_decoded() -> None:
    text = "李喆、张䶮同志参加了在㵲阳召开的会议，会议研究了有关工作。"
    assert decode(text.encode("gb18030"), "a.txt") == text


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "empty"),
        (b" \r\n", "empty"),
        ("\u3000\ufeff\u3000".encode(), "white space"),
        (b"%PDF-1.7 ...", "PDF"),
        (b"PK\x03\x04....", "zip container"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 64, "old Microsoft Office"),
        (bytes(range(256)) * 20, "binary|neither"),
        (b"\xff\xfe\x00\xd8", "breaks at byte"),
        (b"abc\x00\x01\x02def" * 10, "binary"),
    ],
)
def test_what_is_no_text_is_refused_by_name_and_reason(data: bytes, reason: str) -> None:
    with pytest.raises(InputError, match=rf"坏\.txt: .*(?:{reason})"):
        decode(data, "坏.txt")


@pytest.mark.parametrize("text", ["通知", "通知 2"])
def test_a_few_characters_of_gb2312_that_are_valid_utf8_by_chance_are_read_as_chinese(text: str) -> None:
    assert text.encode("gb2312").decode("utf-8") != text
    assert decode(text.encode("gb2312"), "a.txt") == text


@pytest.mark.parametrize("text", ["café", "Приказ о труде", "Ärger über Öl", "ἀρχή"])
def test_short_utf8_of_other_scripts_stays_as_it_is(text: str) -> None:
    assert decode(text.encode(), "a.txt") == text


def test_utf8_that_breaks_off_names_byte_and_line() -> None:
    with pytest.raises(InputError, match=r"it breaks at byte 19, line 2\)"):
        decode("第一行。\n第二".encode() + b"\xff" + "行".encode() * 50, "a.txt")
