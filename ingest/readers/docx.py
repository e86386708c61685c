""".docx: paragraphs and tables in order, automatic numbers printed, footnotes left out."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from typing import Any

from ingest.errors import InputError
from ingest.inputs import Limits
from ingest.readers.numbering import Numbering
from ingest.readers.registry import Extract

COMPOUND_FILE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
SKIPPED = frozenset({"del", "moveFrom", "Fallback", "instrText", "delText", "rPr", "pPr", "footnoteReference"})
"""Deleted text, the second copy of a drawing's text, field codes."""


def read(data: bytes, name: str, limits: Limits) -> Extract:
    """The text that Word would show: one paragraph a line, a table's row a line with its cells parted by " | "."""
    _refuse_others(data, name, limits)
    body, numbering = _open(data, name)
    return Extract("\n".join(_lines(body, numbering)))


def _refuse_others(data: bytes, name: str, limits: Limits) -> None:
    if not data.strip():
        raise InputError(f"{name}: the file is empty; nothing was read")
    if data.startswith(COMPOUND_FILE):
        if "EncryptedPackage".encode("utf-16-le") in data:
            raise InputError(f"{name}: encrypted with a password; save a copy without one")
        raise InputError(f"{name}: an old .doc (or .wps) under the name .docx; open it and save it as .docx")
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            size = sum(info.file_size for info in archive.infolist())
    except (zipfile.BadZipFile, ValueError) as error:
        raise InputError(f"{name}: not a .docx ({error}); open it in a word processor and save it again") from error
    if size > limits.archive_bytes:
        raise InputError(f"{name}: unpacks to {size} bytes, more than the limit of {limits.archive_bytes}")


def _open(data: bytes, name: str) -> tuple[Any, Numbering]:
    """The body's XML element and the document's list counter."""
    import docx

    try:
        document = docx.Document(io.BytesIO(data))
        numbering = [rel.target_part for rel in document.part.rels.values() if rel.reltype.endswith("/numbering")]
        lists = numbering[0].element if numbering else None
        return document.element.body, Numbering(lists, document.styles.element)
    except Exception as error:  # python-docx lets KeyError, XMLSyntaxError, ValueError and others of its layers through
        raise InputError(f"{name}: a damaged .docx ({error}); open it in a word processor and save it again") from error


def _lines(container: Any, numbering: Numbering) -> Iterator[str]:
    """Lines of a body, cell or content control in document order."""
    for element in container:
        tag = _tag(element)
        if tag == "p":
            yield from _paragraph(element, numbering)
        elif tag == "tbl":
            yield from _table(element, numbering)
        elif tag in {"sdt", "sdtContent", "customXml", "ins", "smartTag"}:
            yield from _lines(element, numbering)


def _paragraph(element: Any, numbering: Numbering) -> Iterator[str]:
    boxes: list[Any] = []
    text = "".join(_runs(element, boxes))
    for box in boxes:
        yield from _lines(box, numbering)
    if text.strip():
        yield numbering.label(element) + text
    else:
        yield ""


def _table(element: Any, numbering: Numbering) -> Iterator[str]:
    for row in element.iter("{*}tr"):
        if row.iterancestors("{*}tbl").__next__() is not element:
            continue
        cells = [list(_lines(cell, numbering)) for cell in row.iterchildren("{*}tc", "{*}sdt")]
        if len(cells) == 1:
            yield from cells[0]
        else:
            yield " | ".join(" ".join(line for line in cell if line.strip()) for cell in cells)


def _runs(element: Any, boxes: list[Any]) -> Iterator[str]:
    """The pieces of a paragraph's text; text boxes anchored in it go to `boxes`, to stand in lines of their own."""
    for child in element:
        tag = _tag(child)
        if tag == "t":
            yield child.text or ""
        elif tag in {"br", "cr"}:
            yield "\n"
        elif tag == "tab":
            yield "\t"
        elif tag == "noBreakHyphen":
            yield "-"
        elif tag == "txbxContent":
            boxes.append(child)
        elif tag not in SKIPPED:
            yield from _runs(child, boxes)


def _tag(element: Any) -> str:
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""
