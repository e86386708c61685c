"""From a file's bytes to its text: UTF-8, UTF-16 and GB18030, and a refusal of what is no text."""

from __future__ import annotations

import codecs
import re
from collections.abc import Callable

from ingest.errors import InputError
from ingest.lines import SQUEEZE

SAMPLE = 8_000
"""Characters looked at when the encoding has to be told from statistics."""
PLAUSIBLE = 0.85
"""Least share of everyday characters in a sample that was decoded rightly; running Chinese text has above 0.95."""
CHANCE_BYTES = 60
"""Longest GB 2312 text that may be valid UTF-8 by chance: about one pair of bytes in ten is."""

SIGNATURES = (
    (b"%PDF", "a PDF file"),
    (b"PK\x03\x04", "a zip container (.docx, .xlsx, .ofd or an archive)"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old Microsoft Office file (.doc, .xls, .wps) or an encrypted one"),
    (b"{\\rtf", "an RTF file"),
    (b"\x89PNG", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF8", "a GIF image"),
    (b"Rar!", "a RAR archive"),
    (b"7z\xbc\xaf\x27\x1c", "a 7z archive"),
    (b"\x1f\x8b", "a gzip archive"),
)
BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f\ufffe\uffff]")
NEXT_STEP = "save it as UTF-8 and ingest it again"


def decode(data: bytes, name: str) -> str:
    """The text of `data`, without a byte order mark; `InputError` when it is empty, binary or undecodable."""
    if not data.strip():
        raise InputError(f"{name}: the file is empty; nothing was read")
    for signature, meaning in SIGNATURES:
        if data.startswith(signature):
            raise InputError(f"{name}: its content is {meaning}, not text; give it its right suffix or convert it")
    text = _decoded(data, name)
    if not SQUEEZE.sub("", text):
        raise InputError(f"{name}: the file holds white space only; nothing was read")
    if len(CONTROLS.findall(text)) > len(text) // 1000 or "\x00" in text:
        raise InputError(f"{name}: its content is binary, not text; convert it to .txt, .docx or .html")
    return text


def _decoded(data: bytes, name: str) -> str:
    for mark, encoding in BYTE_ORDER_MARKS:
        if data.startswith(mark):
            return _with_mark(data, encoding, name)
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        return _by_statistics(data, name)
    if "\x00" in text:
        return _by_statistics(data, name)
    return _not_by_chance(data, text)


def _not_by_chance(data: bytes, text: str) -> str:
    """A few characters of GB 2312 may be valid UTF-8 too (联通), but of letters that no Chinese text is made of."""
    if len(data) > CHANCE_BYTES or everyday_share(text) >= 0.5:
        return text
    try:
        other = data.decode("gb18030")
    except UnicodeDecodeError:
        return text
    return other if everyday_share(other, _is_common_han) == 1.0 else text


def _with_mark(data: bytes, encoding: str, name: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise InputError(f"{name}: starts as {encoding} but breaks at byte {error.start}; {NEXT_STEP}") from error


def _by_statistics(data: bytes, name: str) -> str:
    """The one of GB18030 and UTF-16 in which a sample reads as everyday text; else what a charset detector says."""
    best, best_share = "", 0.0
    for encoding in ("gb18030", "utf-16-le", "utf-16-be"):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        share = everyday_share(text[:SAMPLE])
        if share > best_share:
            best, best_share = text, share
    if best_share >= PLAUSIBLE:
        return best
    guessed = _detected(data)
    if guessed is not None and everyday_share(guessed[:SAMPLE], _is_han) >= PLAUSIBLE:
        return guessed
    if b"\x00" in data:
        raise InputError(f"{name}: its content is binary, not text; convert it to .txt, .docx or .html")
    raise InputError(f"{name}: neither UTF-8{_broken_at(data)}, UTF-16 nor GB18030 text; {NEXT_STEP}")


def _broken_at(data: bytes) -> str:
    """Where a file that begins as UTF-8 stops being it, in words; empty for one that does not even begin so."""
    try:
        data.decode("utf-8")
    except UnicodeDecodeError as error:
        begun = data[: error.start]
        if begun.isascii():
            return ""
        line = begun.count(b"\n") + 1
        return f" (it breaks at byte {error.start}, line {line})"
    return ""


def everyday_share(text: str, accepts: Callable[[str], bool] | None = None) -> float:
    """Share of characters that running Chinese text is made of: ASCII, Chinese punctuation, common characters."""
    accepts = accepts or _is_common
    seen = [char for char in text if not char.isspace()]
    return sum((char.isascii() and char.isprintable()) or accepts(char) for char in seen) / len(seen) if seen else 0.0


def _is_common(char: str) -> bool:
    """Punctuation, or one of the 3,755 first-level characters of GB 2312 (rows 16 to 55)."""
    try:
        lead = char.encode("gb2312")[0]
    except UnicodeEncodeError:
        return "\u2010" <= char <= "\u2027" or "\u3000" <= char <= "\u301f"
    return 0xA1 <= lead <= 0xA3 or 0xB0 <= lead <= 0xD7


def _is_common_han(char: str) -> bool:
    return _is_han(char) and _is_common(char)


def _is_han(char: str) -> bool:
    return "\u4e00" <= char <= "\u9fff" or "\u3000" <= char <= "\u303f" or "\uff00" <= char <= "\uff5e"


def _detected(data: bytes) -> str | None:
    from charset_normalizer import from_bytes

    match = from_bytes(data[:200_000]).best()
    if match is None:
        return None
    try:
        return data.decode(match.encoding)
    except (UnicodeDecodeError, LookupError):
        return None
