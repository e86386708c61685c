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
