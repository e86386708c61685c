"""Numbering of Chinese documents: what a line's label says about its rank.

Sources: 立法技术规范 (编章节条款项目) and GB/T 9704-2012, 7.3.3 (一、 then （一） then 1. then （1）).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

NUMERAL = "[一二三四五六七八九十百千零〇两]"


class LabelKind(StrEnum):
    """Kinds of labels, each of one rank inside one document."""

    BOOK = "编"
    CHAPTER = "章"
    SECTION = "节"
    ARTICLE = "条"
    PART = "部分"
    CHINESE = "一、"
    CHINESE_BRACKETED = "（一）"
    ARABIC = "1."
    ARABIC_BRACKETED = "（1）"
    ARABIC_HALF_BRACKETED = "1）"
    CIRCLED = "①"


@dataclass(frozen=True, slots=True)
class Label:
    """A label at the start of a line. length: of the label in the line."""

    kind: LabelKind
    length: int


_PATTERNS = (
    (LabelKind.BOOK, rf"第\s*{NUMERAL}+\s*[编篇](?!制|报|辑|写|章|者)"),
    (LabelKind.CHAPTER, rf"第\s*(?:{NUMERAL}+|\d{{1,3}})\s*章(?!程|节)"),
    (LabelKind.SECTION, rf"第\s*(?:{NUMERAL}+|\d{{1,3}})\s*节(?!能|日|点|约)"),
    (
        LabelKind.ARTICLE,
        rf"第\s*(?:(?:{NUMERAL}\s*)+|\d{{1,4}})\s*条(?:之{NUMERAL}+)?"
        rf"(?!\s*(?:第{NUMERAL}+[款项]|[、，至和及或的]|规定|所称|所列|款))",
    ),
    (LabelKind.PART, rf"第\s*{NUMERAL}+\s*部分"),
    (
        LabelKind.CHINESE,
        rf"{NUMERAL}{{1,4}}\s*[、．](?!\s*{NUMERAL}{{1,3}}[、线级类产是要届])|{NUMERAL}{{1,3}}\.(?!\d)",
    ),
    (LabelKind.CHINESE_BRACKETED, rf"[（(]\s*{NUMERAL}{{1,4}}\s*[）)](?!\s*(?:项|款|目|[、，至和及或]))"),
    (LabelKind.ARABIC, r"\d{1,2}\s*(?:[．、](?!\d)|\.(?![\d\w]*\.?\d))"),
    (LabelKind.ARABIC_BRACKETED, r"[（(]\s*\d{1,2}\s*[）)](?!\s*(?:项|款|目|[、，至和及或]))"),
    (LabelKind.ARABIC_HALF_BRACKETED, r"\d{1,2}\s*[）)]"),
    (LabelKind.CIRCLED, r"[①-⑳]"),
)
_LABEL = re.compile("|".join(f"(?P<g{index}>{pattern})" for index, (_, pattern) in enumerate(_PATTERNS)))
_STARTERS = frozenset("第（(一二三四五六七八九十百0123456789①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳")
_DIGIT = {char: value for value, char in enumerate("〇一二三四五六七八九")} | {"零": 0, "两": 2}
_UNIT = {"十": 10, "百": 100, "千": 1000}


def label_at(text: str, start: int = 0, end: int | None = None) -> Label | None:
    """The label that begins at `start`, if one does."""
    if start >= len(text) or text[start] not in _STARTERS:
        return None
    match = _LABEL.match(text, start, len(text) if end is None else end)
    if match is None or match.lastgroup is None:
        return None
    kind = _PATTERNS[int(match.lastgroup[1:])][0]
    return Label(kind, match.end() - start)


def chinese_value(numeral: str) -> int:
    """Value of a Chinese numeral: 十二 -> 12, 一百零三 -> 103, 二〇二一 -> 2021."""
    if not any(char in _UNIT for char in numeral):
        return int("".join(str(_DIGIT[char]) for char in numeral) or 0)
    total, digit = 0, 0
    for char in numeral:
        if char in _UNIT:
            total += (digit or 1) * _UNIT[char]
            digit = 0
        else:
            digit = _DIGIT[char]
    return total + digit
