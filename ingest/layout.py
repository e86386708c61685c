"""How a text was set, measured from its lines, and from that which line breaks are real."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from ingest.labels import LabelKind, label_at
from ingest.lines import WHITE, Line

_ENDS_SENTENCE = re.compile(r"[。！？!?…][”’」』）)】\"']*\Z")
_ENDS_CLAUSE = re.compile(r"[。！？；：!?;:…][”’」』）)】\"']*\Z|[）)】\]｝}]\Z")
_TITLE_NOUN = re.compile(
    r"(?:通知|意见|公告|通告|通报|函|决定|决议|命令|令|办法|规定|细则|条例|规则|方案|规划|计划|纲要|要点|措施|批复|请示|报告|纪要|章程|准则|标准|指南|指引"
    r"|清单|目录|名单|制度|预案|须知|倡议书|讲话|政策|表|书)(?:[（(][^（）()]{1,8}[）)])?[》」”]?\Z"
)
_CONTINUES = frozenset("，。、；：！？）》」』”’】〉,;:!?)]}%％")
# …公司 2021 | 年起推行: a figure torn from its unit.
_FIGURE = re.compile(r"[\u4e00-\u9fff，、]\s*\d+(?:\.\d+)?\s*$")
_UNIT = re.compile(r"年|月(?:\d|份|底|初|中|起|至)|日(?![前常益本])|[万亿%％]")
_OPENS = frozenset("（《“「『【〈‘([{、，,")
_FIRST_TOKEN = re.compile(rf"[A-Za-z0-9.%+-]+|[^{WHITE}]")
_BRACKETS = {"《": "》", "（": "）", "“": "”", "〈": "〉", "「": "」", "【": "】"}
_OPENER = re.compile(
    r"【[^【】]{1,14}】\Z|(?:报|送|发|抄\s*送|抄\s*报|主\s*送|分\s*送|附\s*件)\s*[\d一二三四五]{0,2}[：:]"
)
_PUNCTUATION = re.compile("[，。；、：]")
_BRACKET = re.compile("[《》（）“”〈〉「」【】]")
LONGEST_BRACKET = 120
"""Characters after which an open bracket is taken for a slip of the pen."""
NARROWEST = 36
"""Columns of the narrowest text that is taken for hard-wrapped; lists and tables are narrower."""
LOST_INDENT = 4
"""Columns of the two characters by which a paragraph is indented, which copying out of a PDF loses."""


def ends_sentence(text: str) -> bool:
    """Whether the text's last sentence is complete."""
    return _ENDS_SENTENCE.search(text[-6:]) is not None


def ends_clause(text: str) -> bool:
    """Whether the text ends where a paragraph may: a sentence's end, ；, a colon or a closing bracket."""
    return _ENDS_CLAUSE.search(text[-6:]) is not None


def ends_as_title(text: str) -> bool:
    """Whether the last word is one that titles of documents end in: 通知, 意见, 办法（试行）."""
    return _TITLE_NOUN.search(text[-16:]) is not None


@dataclass(frozen=True, slots=True)
class Layout:
    """width: columns of a full line where text is hard-wrapped, None where a line is a paragraph.

    indented: paragraphs begin with white space. marked: a paragraph's last line, and no other, ends in white space
    (what PDF converters leave). blank_parts: a blank line parts paragraphs, and only them.
    inline_labels: kinds of labels whose headings run on in the same line.
    """

    width: int | None = None
    indented: bool = False
    marked: bool = False
    blank_parts: bool = False
    inline_labels: frozenset[LabelKind] = frozenset()


def measure(lines: Sequence[Line]) -> Layout:
    """The layout of a text's lines."""
    inline = _inline_labels(lines)
    width = _wrap_width(lines)
    if width is None:
        starts = [line for line, before in zip(lines[1:], lines, strict=False) if ends_sentence(before.text)]
        return Layout(indented=_share(line.indent >= 2 for line in starts) > 0.6, inline_labels=inline)
    inner, ends = _sure_breaks(lines, width)
    return Layout(
        width=width,
        indented=_share(lines[i + 1].indent >= 2 for i in ends) > 0.6
        and _share(lines[i + 1].indent >= 2 for i in inner) < 0.2,
        marked=_share(lines[i].trailing for i in ends) > 0.8 and _share(lines[i].trailing for i in inner) < 0.1,
        blank_parts=_share(lines[i + 1].blank > 0 for i in ends) > 0.8
        and _share(lines[i + 1].blank > 0 for i in inner) < 0.15,
        inline_labels=inline,
    )


def _wrap_width(lines: Sequence[Line]) -> int | None:
    """Columns of a full line: most lines that end inside a sentence are about as long as the longest of them."""
    open_widths = sorted(line.width for line in lines[:-1] if not ends_clause(line.text))
    if len(open_widths) < 4 or len(open_widths) < 0.3 * len(lines):
        return None
    longest = open_widths[int(0.9 * (len(open_widths) - 1))]
    near = [width for width in open_widths if longest - 8 <= width <= longest + 4]
    return near[len(near) // 2] if NARROWEST <= longest <= 130 and len(near) >= 0.6 * len(open_widths) else None


def _sure_breaks(lines: Sequence[Line], width: int) -> tuple[list[int], list[int]]:
    """Indexes of lines that surely end inside a paragraph, and of lines that surely end one."""
    inner, ends = [], []
    for index in range(len(lines) - 1):
        line = lines[index]
        if line.width >= width - 4 and not ends_clause(line.text):
            inner.append(index)
        elif line.width < 0.8 * width and ends_sentence(line.text):
            ends.append(index)
    return inner, ends


def _inline_labels(lines: Sequence[Line]) -> frozenset[LabelKind]:
    """Kinds of labels most of whose headings stand in one line with their text."""
    running: dict[LabelKind, list[bool]] = {}
    for line in lines:
        if label := label_at(line.text):
            running.setdefault(label.kind, []).append("。" in line.text[:-1])
    return frozenset(kind for kind, seen in running.items() if len(seen) >= 3 and sum(seen) >= 0.75 * len(seen))


def _share(claims: object) -> float:
    seen = list(claims)  # type: ignore[call-overload]
    return sum(seen) / len(seen) if len(seen) >= 2 else 0.0


def joins(before: Line, after: Line, tail: str, layout: Layout) -> bool:
    """Whether `after` goes on with the paragraph of `before`. tail: the paragraph so far, or its last characters."""
    if after.heading or before.heading or "|" in after.text[:1] or " | " in before.text:
        return False
    if after.text[0] in _CONTINUES:
        return True
    if is_open(tail) and not _starts_paragraph(after):
        return True
    if _FIGURE.search(before.text) and _UNIT.match(after.text):
        return True
    if _breaks_off(before, after, layout):
        return True
    if layout.width is not None:
        return _joins_wrapped(before, after, layout, is_first=len(tail) == len(before.text))
    return _joins_whole(before, after, layout)


def _breaks_off(before: Line, after: Line, layout: Layout) -> bool:
    """Where paragraphs are indented or parted by blank lines: a line of prose that ends inside a clause, however long
    its neighbours are (ragged wrapping), and one behind it without indent or blank line."""
    is_parted = layout.indented or layout.blank_parts
    if not is_parted or after.indent or after.blank or before.width < NARROWEST or not _is_prose(before.text):
        return False
    return not (ends_clause(before.text) or ends_as_title(before.text) or _starts_paragraph(after))


def _joins_wrapped(before: Line, after: Line, layout: Layout, is_first: bool) -> bool:
    """In hard-wrapped text a line is joined when it was full, that is when the next token had no room on it.

    is_first: `before` begins its paragraph, so that an indent of two characters may have stood on it.
    """
    assert layout.width is not None
    token = _FIRST_TOKEN.match(after.text)
    token_width = len(token[0].encode("gbk", "replace")) if token else 2
    may_go_on = not before.trailing if layout.marked else _PUNCTUATION.search(before.text)
    lost_indent = LOST_INDENT if is_first and not before.indent and may_go_on else 0
    own_indent = min(before.indent, LOST_INDENT) if is_first else 0
    is_full = before.width + lost_indent + own_indent + token_width + 2 >= layout.width
    ends = ends_sentence(before.text)
    if layout.marked and ends:
        return not before.trailing and not _starts_paragraph(after)
    if layout.indented and after.indent >= 2:
        return False
    if layout.blank_parts and after.blank and (ends or not is_full):
        return False
    if _starts_paragraph(after):
        return False
    if not is_full and not _stops_midway(before, after, layout.width):
        return before.text[-1] in _OPENS or (after.after_furniture and _is_prose(before.text) and not ends)
    if ends_clause(before.text) and before.text[-1] not in "）)】":
        return ends and (layout.indented or layout.blank_parts or not _lacks_indent(after, layout.width))
    return not (label_at(before.text) and "，" not in before.text and _lacks_indent(after, layout.width))


def _stops_midway(before: Line, after: Line, width: int) -> bool:
    """…整改率98.6%。湖北兴: a line that figures made shorter breaks off in its second sentence."""
    broken = "。" in before.text[:-1] and not ends_clause(before.text) and not after.blank
    return broken and before.width >= 0.75 * width and _is_prose(before.text)


def _lacks_indent(line: Line, width: int) -> bool:
    """A full line that is two characters short: the first of a paragraph whose indent was lost."""
    return width - 7 <= line.width <= width - 3 and not ends_clause(line.text)


def _joins_whole(before: Line, after: Line, layout: Layout) -> bool:
    """Where a line is a paragraph, only one that a page break cut in two is joined."""
    if _starts_paragraph(after) or (layout.indented and after.indent >= 2):
        return False
    if before.text[-1] in _OPENS:
        return True
    if ends_clause(before.text) or ends_as_title(before.text):
        return False
    label = label_at(before.text)
    if label and label.kind in layout.inline_labels and "。" not in before.text:
        return "。" in after.text
    is_cut = before.width >= 60 or (after.after_furniture and before.width >= 30)
    return is_cut and _is_prose(before.text) and "。" in after.text


def _is_prose(text: str) -> bool:
    return any(mark in text for mark in "，。；")


def _starts_paragraph(line: Line) -> bool:
    """A label, a bulletin's column mark or the name of a field begins the line."""
    if _OPENER.match(line.text):
        return True
    label = label_at(line.text)
    return label is not None and label.length < len(line.text)


def is_open(tail: str) -> bool:
    """Whether a bracket is open at the end of `tail`, with a quotation that may run over paragraphs not counting."""
    recent = tail[-LONGEST_BRACKET:]
    if not any(opener in recent for opener in _BRACKETS):
        return False
    open_at: list[tuple[str, int]] = []
    for match in _BRACKET.finditer(recent):
        if match[0] in _BRACKETS:
            open_at.append((_BRACKETS[match[0]], match.start()))
        elif open_at and open_at[-1][0] == match[0]:
            open_at.pop()
    return any(closer != "”" or "。" not in recent[start:] for closer, start in open_at)
