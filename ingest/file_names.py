"""File names as text: Chinese systems and old archives write them in GB18030 without saying so."""

from __future__ import annotations

import os

from ingest.decode import everyday_share

ENCODINGS = ("utf-8", "gb18030")


def name_from_bytes(raw: bytes) -> str | None:
    """The name in the encoding in which it reads as everyday text; None when it is in neither of `ENCODINGS`."""
    names = [name for encoding in ENCODINGS if (name := _decoded(raw, encoding))]
    return max(names, key=everyday_share, default=None)


def path_text(path: str | os.PathLike[str]) -> str:
    r"""A path that can be stored and printed: bytes that are no UTF-8 are read as GB18030, else spelt \xNN."""
    text = os.fspath(path)
    if text.isascii() or not any("\ud800" <= char <= "\udfff" for char in text):
        return text
    raw = text.encode("utf-8", "surrogateescape")
    return name_from_bytes(raw) or raw.decode("utf-8", "backslashreplace")


def _decoded(raw: bytes, encoding: str) -> str | None:
    try:
        return raw.decode(encoding)
    except UnicodeDecodeError:
        return None
