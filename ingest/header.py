"""Header of an official document by GB/T 9704-2012: 版头, title, 主送, 落款 and 版记."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from ingest.clean_lines import CleanLine
from ingest.dates import DATE, find_date, iso_date, match_date
from ingest.doc_number import find_doc_number
from ingest.document import CleanText, Field, Header, Masthead, Part, PartKind
from ingest.furniture import columns_length
from ingest.issuers import addressees_of, bodies_in, continues_name, is_body, is_district, issuers_in_title, names_in
from ingest.labels import label_at
from ingest.layout import ends_as_title
from ingest.page_fields import is_page_field, read_page_fields

_WHOLE_TITLE = re.compile(r"的(?:紧急|补充|若干|实施|指导)?[^的，。]{2,4}(?:[（(][^（）()]{2,8}[）)])?\Z")
HEAD_LINES = 24
LONGEST_TITLE = 160
_NOT_TITLE = re.compile(
    r"(?:来源|时间|日期|发布|作者|字体|索引号|分类|主题|发文|成文|文号|浏览|信息|访问|责任编辑|编辑|记者|份号|主题词|公开|签发人|联系人|附件|编者按|内部资料|抄送|责任单位|有效性|主办)"
    r".{0,12}?[：:].*|(?:特急|加急|平急|急件|机密|秘密|绝密)[★\d年]*|.*文件|【[^】]{1,12}】|—.*"
)
_SALUTATION = re.compile(r".{0,20}(?:同志|代表|委员|朋友|来宾|先生|女士)们?[：！:!]\Z|.{0,20}们[：:！]\Z")
_HISTORY = re.compile(rf"[（(]?{DATE}.*(?:通过|公布|发布|施行|修正|修订|批准|在)")
_DELIVERED = re.compile(
    rf"[—－-]{{0,4}}[（(]?(?P<delivered>{DATE}).{{0,24}}在.{{2,40}}(?:会议|大会|仪式|论坛|座谈会|全会)上?[）)]?"
)
_RECORD = re.compile(r"(?:主送|抄送|抄报|抄 ?送|分送|报送|报|送|发)[：:]")
_PRINTED = re.compile(rf"(?P<office>[^，。；：]{{0,40}}?)(?P<date>{DATE})印发")


@dataclass(frozen=True, slots=True)
class _Head:
    """The lines above the text: title lines [first, last], place of the 发文字号 and of the first text line."""

    title: Field | None
    title_lines: tuple[int, int]
    doc_number: Field | None
    number_line: int | None
    text_line: int


def read_header(
    clean: CleanText,
    lines: Sequence[CleanLine],
    parts: Sequence[Part],
    masthead: Masthead | None,
    known_title: str | None = None,
) -> Header:
    """The header's elements; what the document does not print stays None or empty.

    known_title: the container's title, which shows the title's line where web pages print others above it.
    """
    record = _read_record(lines)
    if masthead is not None or (parts and any(part.kind is PartKind.ITEM for part in parts)):
        return replace(record, masthead=masthead, title=masthead.name if masthead else None)
    body = [line for line in lines if not parts or line.start < parts[0].end]
    head = _read_head(body, known_title)
    addressees = _addressees(body, head)
    signed_on, date_field, signers = _read_signature(clean, body, head)
    table = read_page_fields(body)
    return replace(
        record,
        title=head.title or table.title,
        doc_number=head.doc_number or table.doc_number,
        issuers=_issuers(clean, body, head, signers) or ((table.issuer,) if table.issuer else ()),
        addressees=addressees,
        signed_on=signed_on or (table.date.value if table.date else None) or _delivered_on(body[: head.text_line]),
        signed_on_field=date_field or table.date,
    )


def _delivered_on(lines: Sequence[CleanLine]) -> str | None:
    """Date of a report or speech: ——2025年1月20日在某市第十届人民代表大会第四次会议上."""
    found = (_DELIVERED.match(line.text) for line in lines)
    return next((iso_date(match) for match in found if match), None)


def _read_head(lines: Sequence[CleanLine], known_title: str | None) -> _Head:
    """Finds the title: after a 发文字号 in print, above it on web pages, else the first lines."""
    text_line = next(
        (i for i, line in enumerate(lines[:HEAD_LINES]) if _is_text(line.text)), min(len(lines), HEAD_LINES)
    )
    numbers = [(i, found) for i, line in enumerate(lines[:text_line]) if (found := find_doc_number(line.text))]
    doc_number, number_line = None, None
    if numbers:
        number_line, (value, start, end) = numbers[0]
        doc_number = _number_field(lines, number_line, value, start, end)
    title_lines = (0, -1)
    if numbers and numbers[0][1][1] > 0 and ends_as_title(lines[number_line or 0].text[: numbers[0][1][1]]):
        return _title_before_number(lines, numbers[0][0], numbers[0][1][1], doc_number, text_line)
    known = _known_line(lines[:text_line], known_title)
    for first in [number_line + 1, 0] if number_line is not None else [known]:
        title_lines = _title_lines(lines, first, text_line, number_line)
        if title_lines[1] >= title_lines[0]:
            break
    first, last = title_lines
    title = None
    if last >= first:
        title = _title(lines[first : last + 1])
    return _Head(title, title_lines, doc_number, number_line, text_line)


def _title(lines: Sequence[CleanLine]) -> Field:
    """The title of these lines, without a site's name and columns before it (某市税务局, 通知公告)."""
    lines = lines[1:] if len(lines) > 1 and is_body(lines[0].text) and columns_length(lines[1].text) else lines
    fields = [lines[0].field(columns_length(lines[0].text)), *(line.field() for line in lines[1:])]
    return Field("".join(field.value for field in fields), fields[0].start, fields[-1].end)


def _known_line(lines: Sequence[CleanLine], known_title: str | None) -> int:
    """The line that is, or begins, the container's title; 0 when there is none."""
    squeezed = "".join((known_title or "").split())
    same = [
        i for i, line in enumerate(lines) if len(line.text) >= 6 and squeezed.startswith(line.text.replace(" ", ""))
    ]
    return same[0] if same else 0


def _title_before_number(
    lines: Sequence[CleanLine], index: int, end: int, doc_number: Field | None, text_line: int
) -> _Head:
    """The head of a text in which the 发文字号 was run together with the title before it."""
    first = index
    while first > 0 and is_body(lines[first - 1].text):
        first -= 1
    pieces = [line.field() for line in lines[first:index]] + [lines[index].field(0, end)]
    title = Field("".join(piece.value for piece in pieces), pieces[0].start, pieces[-1].end)
    return _Head(title, (first, index), doc_number, None, text_line)


def _number_field(lines: Sequence[CleanLine], index: int, value: str, start: int, end: int) -> Field:
    """The 发文字号; a bare 第12号 or 2020年第5号 takes the 令 or 公告 of the line above it."""
    above = re.search(r"(?:令|公告|通告)\Z", lines[index - 1].text) if index and value[0] in "第12" else None
    if above:
        value = lines[index - 1].field().value.partition("关于")[0].removesuffix(above[0]) + above[0] + value
    return Field(value, lines[index].start + start, lines[index].start + end)


def _is_text(text: str) -> bool:
    """Running text, an addressees' line or a salutation."""
    if text.endswith(("：", ":")) and not _NOT_TITLE.fullmatch(text):
        return True
    return ("。" in text and len(text) >= 8) or (len(text) > LONGEST_TITLE) or bool(_SALUTATION.match(text))


def _title_lines(lines: Sequence[CleanLine], start: int, stop: int, number_line: int | None) -> tuple[int, int]:
    """First and last line of the title at or after `start`: lines up to one that ends in a title's noun."""
    first = start
    while first < stop and (_is_no_title(lines[first].text) or (number_line is not None and first == number_line)):
        first += 1
    if first >= stop:
        return 0, -1
    while first + 1 < stop and lines[first + 1].text.startswith(lines[first].text):
        first += 1
    for last in range(first, min(first + 5, stop)):
        text = lines[last].text
        if last > first and (_is_no_title(text) or find_doc_number(text) or label_at(text) or _HISTORY.match(text)):
            break
        if ends_as_title(text) and sum(len(line.text) for line in lines[first : last + 1]) <= LONGEST_TITLE:
            return first, last + _goes_on(lines, first, last, stop)
    return first, first


def _goes_on(lines: Sequence[CleanLine], first: int, last: int, stop: int) -> bool:
    """Whether a title's 关于 still waits for its 的通知 and the next line brings it."""
    joined = "".join(line.text for line in lines[first : last + 1])
    if last + 1 >= stop or "关于" not in joined or _WHOLE_TITLE.search(joined):
        return False
    text = lines[last + 1].text
    return bool(_WHOLE_TITLE.search(text)) and "关于" not in text and not _is_no_title(text)


def _is_no_title(text: str) -> bool:
    if is_page_field(text):
        return True
    return bool(
        label_at(text)
        or _NOT_TITLE.fullmatch(text)
        or match_date(text)
        or re.fullmatch(r"[（(].*[）)]", text)
        or len(text) < 2
    )


def _addressees(lines: Sequence[CleanLine], head: _Head) -> tuple[Field, ...]:
    for line in lines[head.title_lines[1] + 1 : head.text_line + 2]:
        if line.text.endswith(("：", ":")) and not _SALUTATION.match(line.text):
            return addressees_of(line)
    return ()


def _issuers(
    clean: CleanText, lines: Sequence[CleanLine], head: _Head, signers: tuple[Field, ...]
) -> tuple[Field, ...]:
    """From the 红头 above the 发文字号; else from the signature; else from the title. A longer joint list wins."""
    red_head: list[Field] = []
    if head.number_line is not None and head.title_lines[0] > head.number_line:
        for line in lines[: head.number_line]:
            red_head += bodies_in(clean, line, len(line.text.removesuffix("文件")))
    title = issuers_in_title(clean, lines[head.title_lines[0] : head.title_lines[1] + 1], lines[: head.title_lines[0]])
    best = tuple(red_head)
    if signers and len(title) == 1 and is_district(title[0].value):
        title = ()
    for others in (title, signers):
        best = others if len(others) > len(best) or _are_fuller(others, best) else best
    return best


def _are_fuller(names: tuple[Field, ...], others: tuple[Field, ...]) -> bool:
    """The same bodies under longer names: 贵阳市人民政府 for 市政府."""
    return len(names) == len(others) > 0 and all(
        len(name.value) > len(other.value) and name.value.endswith(other.value[-2:])
        for name, other in zip(names, others, strict=True)
    )


def _read_signature(
    clean: CleanText, lines: Sequence[CleanLine], head: _Head
) -> tuple[str | None, Field | None, tuple[Field, ...]]:
    """成文日期 and the bodies signing above it, from the last line that is a date with or without a body before it."""
    for index in range(len(lines) - 1, head.title_lines[1], -1):
        line = lines[index]
        if len(line.text) > 80 or "。" in line.text or "：" in line.text:
            continue
        date = find_date(line.text)
        if date is None or date.end() != len(line.text.rstrip("）)")):
            continue
        if index < head.text_line and not _dates_title(lines, index, date.start()):
            continue
        before = line.text[: date.start()].strip("（( ")
        signers = bodies_in(clean, line, date.start()) if before else ()
        if before and not signers:
            continue
        above = _signers_above(clean, lines, index, head.text_line)
        return iso_date(date), line.field(*date.span()), (*above, *signers)
    return None, None, ()


def _dates_title(lines: Sequence[CleanLine], index: int, start: int) -> bool:
    """Above the text, a date is the document's in brackets or below a signer's name, else a web page's."""
    return start > 0 or is_body(lines[index - 1].text)


def _signers_above(clean: CleanText, lines: Sequence[CleanLine], index: int, first: int) -> tuple[Field, ...]:
    found: list[Field] = []
    for line in reversed(lines[max(first, index - 20) : index]):
        bodies = bodies_in(clean, line, len(line.text))
        if not bodies:
            break
        if len(bodies) == 1 and found and continues_name(found[0].value):
            found[0] = Field(bodies[0].value + found[0].value, bodies[0].start, found[0].end)
        else:
            found = [*bodies, *found]
    return tuple(found)


def _read_record(lines: Sequence[CleanLine]) -> Header:
    """版记: 抄送 (报、送、发), 印发机关 and 印发日期, in the last lines."""
    copies: list[Field] = []
    printed_by: Field | None = None
    printed_on: str | None = None
    for line in lines[-12:]:
        if match := _RECORD.match(line.text):
            copies += names_in(line, match.end(), len(line.text))
        elif len(line.text) <= 80 and (match := _PRINTED.search(line.text)):
            printed_on = iso_date(match)
            if match["office"] and is_body(match["office"]):
                printed_by = line.field(*match.span("office"))
    return Header(copies=tuple(copies), printed_by=printed_by, printed_on=printed_on)
