"""The table above a document on government web sites: 发文机关, 成文日期, 发文字号 and so on, each with its label."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from ingest.clean_lines import CleanLine
from ingest.dates import iso_date, match_date
from ingest.doc_number import find_doc_number
from ingest.document import Field

HEAD_LINES = 24
_LABELLED = re.compile(
    r"[\[【（(]?(?P<label>标题|名称|发文机关|发文机构|发布机构|制定机关|制发机关|发文字号|文号|成文日期|发文日期|生成日期|印发日期)"
    r"(?:[\]】）)][：:]?|[：:])\|?(?P<value>[^|]+)"
)
_LABELS = {
    "标题": "title",
    "名称": "title",
    "发文字号": "doc_number",
    "文号": "doc_number",
    "成文日期": "date",
    "发文日期": "date",
    "生成日期": "date",
    "印发日期": "date",
}


@dataclass(frozen=True, slots=True)
class PageFields:
    """What the page's table says; None where it says nothing."""

    title: Field | None = None
    issuer: Field | None = None
    doc_number: Field | None = None
    date: Field | None = None


def read_page_fields(lines: Sequence[CleanLine]) -> PageFields:
    """Labelled fields among the first lines; the first of each wins."""
    found: dict[str, Field] = {}
    for line in lines[:HEAD_LINES]:
        for match in _LABELLED.finditer(line.text):
            kind = _LABELS.get(match["label"], "issuer")
            field = _field(kind, line, match.start("value"), match.end("value"))
            if field and kind not in found:
                found[kind] = field
    return PageFields(found.get("title"), found.get("issuer"), found.get("doc_number"), found.get("date"))


def is_page_field(text: str) -> bool:
    """Whether the line is a labelled field of such a table, whichever label it bears."""
    return re.match(r"[\[【][^\[\]【】]{2,8}[\]】]", text) is not None or _LABELLED.match(text) is not None


def _field(kind: str, line: CleanLine, start: int, end: int) -> Field | None:
    text = line.text[start:end]
    if kind == "date":
        date = match_date(text)
        value = iso_date(date) if date else None
        return Field(value, line.start + start, line.start + end) if value else None
    if kind == "doc_number":
        number = find_doc_number(text)
        return Field(number[0], line.start + start + number[1], line.start + start + number[2]) if number else None
    return line.field(start, end) if len(text) >= 2 and not set(text) <= set("-—无") else None
