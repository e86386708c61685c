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
SKIPPED = frozenset({"del", "moveFrom", "Fallback", "instrText", "delText", "rPr", "pPr", "rt"})
"""Deleted text, the second copy of a drawing's text, field codes, the small print above ruby text."""


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
    except (zipfile.BadZipFile, OSError, ValueError) as error:
        raise InputError(f"{name}: not a .docx ({error}); open it in a word processor and save it again") from error
    if size > limits.archive_bytes:
        raise InputError(f"{name}: unpacks to {size} bytes, more than the limit of {limits.archive_bytes}")


def _open(data: bytes, name: str) -> tuple[Any, Numbering]:
    """The body's XML element and the document's list counter."""
    from ingest.readers.word_parts import NotWordError, read_parts

    try:
        parts = read_parts(data)
        return parts.body, Numbering(parts.numbering, parts.styles)
    except NotWordError as error:
        raise InputError(f"{name}: not a Word document inside ({error}); give it its right suffix") from error
    except Exception as error:  # lxml, zlib and zipfile each raise their own kinds over damage
        said = str(error).strip("'\"")
        raise InputError(f"{name}: a damaged .docx ({said}); open it in a word processor and save it again") from error


def _lines(container: Any, numbering: Numbering) -> Iterator[str]:
    """Lines of a body, cell or content control in document order."""
    carried = ""
    for element in container:
        tag = _tag(element)
        if tag == "p":
            boxes: list[Any] = []
            carried += _paragraph(element, numbering, boxes)
            for box in boxes:
                yield from _lines(box, numbering)
            if not _runs_on(element):
                yield carried
                carried = ""
        elif tag == "tbl":
            yield from _table(element, numbering)
        elif tag in {"sdt", "sdtContent", "customXml", "ins", "smartTag"}:
            yield from _lines(element, numbering)
    if carried:
        yield carried


def _paragraph(element: Any, numbering: Numbering, boxes: list[Any]) -> str:
    """The paragraph's text with its automatic number."""
    text = "".join(_runs(element, boxes))
    return numbering.label(element) + text if text.strip() else ""


def _runs_on(paragraph: Any) -> bool:
    """Whether a tracked change deletes the paragraph's end, so that the next one belongs to it."""
    return paragraph.find("./{*}pPr/{*}rPr/{*}del") is not None


def _table(element: Any, numbering: Numbering) -> Iterator[str]:
    for row in _own(element, "tr", "tbl"):
        if row.find("./{*}trPr/{*}del") is not None:
            continue
        cells = [list(_lines(cell, numbering)) for cell in _own(row, "tc", "tr")]
        if len(cells) == 1:
            yield from cells[0]
        else:
            yield " | ".join(" ".join(line for line in cell if line.strip()) for cell in cells)


def _own(element: Any, tag: str, container: str) -> list[Any]:
    """A table's rows or a row's cells, also inside content controls, without those of tables inside it."""
    return [found for found in element.iter(f"{{*}}{tag}") if next(found.iterancestors(f"{{*}}{container}")) is element]


def _runs(element: Any, boxes: list[Any]) -> Iterator[str]:
    """The pieces of a paragraph's text; text boxes anchored in it go to `boxes`, to stand in lines of their own."""
    for child in element:
        tag = _tag(child)
        if tag in SKIPPED or (tag == "r" and _is_hidden(child)):
            continue
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
        else:
            yield from _runs(child, boxes)


def _is_hidden(run: Any) -> bool:
    vanish = run.find("./{*}rPr/{*}vanish")
    return vanish is not None and all(value not in {"0", "false", "off"} for value in vanish.attrib.values())


def _tag(element: Any) -> str:
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""
