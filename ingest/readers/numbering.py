"""Automatic list numbers of a .docx, which stand in no text: 第一条, 一、, （一）, 1. as Word would print them."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

NUMERALS = "〇一二三四五六七八九"
ROMAN = ((1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"), (40, "XL"), (10, "X"))
ROMAN_UNITS = ("", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX")


def chinese_number(number: int) -> str:
    """0 < number < 10000 in Chinese numerals as numbering uses them: 十二, 一百零三; beyond that, digits."""
    if not 0 < number < 10_000:
        return str(number)
    written, pending_zero = "", False
    for power, unit in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit = number // power % 10
        if digit:
            written += ("零" if pending_zero and written else "") + NUMERALS[digit] + unit
            pending_zero = False
        else:
            pending_zero = True
    return written.removeprefix("一") if 10 <= number < 20 else written


def _roman(number: int) -> str:
    written = ""
    for value, letters in ROMAN:
        written += letters * (number // value)
        number %= value
    return written + ROMAN_UNITS[number]


def _letter(number: int) -> str:
    return chr(ord("A") + (number - 1) % 26) * ((number - 1) // 26 + 1)


def _circled(number: int) -> str:
    return chr(0x2460 + number - 1) if 1 <= number <= 20 else str(number)


def _digits(number: int) -> str:
    return "".join(NUMERALS[int(digit)] for digit in str(number))


# ST_NumberFormat of ECMA-376 part 1, 17.18.59; the rest is printed in digits
FORMATS: Mapping[str, Callable[[int], str]] = {
    "chineseCounting": chinese_number,
    "chineseCountingThousand": chinese_number,
    "japaneseCounting": chinese_number,
    "taiwaneseCounting": chinese_number,
    "taiwaneseCountingThousand": chinese_number,
    "ideographDigital": _digits,
    "upperRoman": _roman,
    "lowerRoman": lambda number: _roman(number).lower(),
    "upperLetter": _letter,
    "lowerLetter": lambda number: _letter(number).lower(),
    "decimalEnclosedCircle": _circled,
    "decimalEnclosedCircleChinese": _circled,
    "decimalZero": lambda number: f"{number:02d}",
}
UNNUMBERED = frozenset({"bullet", "none"})


@dataclass(frozen=True, slots=True)
class Level:
    """One level of a list: its format, text (第%1条) and first number."""

    number_format: str
    text: str
    start: int


class Numbering:
    """Counts the lists of one document; ask for each paragraph's label in document order."""

    def __init__(self, numbering: Any | None, styles: Any | None) -> None:
        """Roots of numbering.xml and styles.xml (lxml elements), None where the document has none."""
        self._levels: dict[str, dict[int, Level]] = {}
        self._abstract_of: dict[str, str] = {}
        self._counts: dict[str, dict[int, int]] = {}
        self._style_lists: dict[str, tuple[str, int]] = {}
        if numbering is not None:
            self._load_lists(numbering)
        if styles is not None:
            self._load_styles(styles)

    def label(self, paragraph: Any) -> str:
        """The paragraph's number as printed, empty when it has none."""
        list_id, depth = self._list_of(paragraph)
        abstract = self._abstract_of.get(list_id)
        if abstract is None:
            return ""
        level = self._levels[abstract].get(depth)
        if level is None:
            return ""
        counts = self._counts.setdefault(abstract, {})
        counts[depth] = counts.get(depth, level.start - 1) + 1
        for deeper in [key for key in counts if key > depth]:
            del counts[deeper]
        if level.number_format in UNNUMBERED:
            return ""
        return re.sub(r"%([1-9])", lambda match: self._printed(abstract, int(match[1]) - 1), level.text)

    def _printed(self, abstract: str, depth: int) -> str:
        level = self._levels[abstract].get(depth)
        if level is None:
            return ""
        number = self._counts[abstract].get(depth, level.start)
        return FORMATS.get(level.number_format, str)(number)

    def _list_of(self, paragraph: Any) -> tuple[str, int]:
        found = paragraph.find("./{*}pPr/{*}numPr")
        if found is not None and (list_id := _value(found.find("{*}numId"))):
            return list_id, int(_value(found.find("{*}ilvl")) or 0)
        style = _value(paragraph.find("./{*}pPr/{*}pStyle"))
        return self._style_lists.get(style, ("", 0))

    def _load_lists(self, root: Any) -> None:
        for abstract in root.findall("{*}abstractNum"):
            levels = {int(_attribute(lvl, "ilvl") or 0): _level(lvl) for lvl in abstract.findall("{*}lvl")}
            self._levels[_attribute(abstract, "abstractNumId")] = levels
        for number in root.findall("{*}num"):
            abstract_id = _value(number.find("{*}abstractNumId"))
            if abstract_id in self._levels:
                self._abstract_of[_attribute(number, "numId")] = abstract_id

    def _load_styles(self, root: Any) -> None:
        for style in root.findall("{*}style"):
            list_id = _value(style.find("./{*}pPr/{*}numPr/{*}numId"))
            if list_id:
                depth = int(_value(style.find("./{*}pPr/{*}numPr/{*}ilvl")) or 0)
                self._style_lists[_attribute(style, "styleId")] = (list_id, depth)


def _level(element: Any) -> Level:
    start = _value(element.find("{*}start"))
    text = _value(element.find("{*}lvlText"))
    return Level(_value(element.find("{*}numFmt")) or "decimal", text, int(start) if start.isdigit() else 1)


def _attribute(element: Any, name: str) -> str:
    """The attribute in whatever namespace the file uses (transitional and strict ones differ)."""
    return next((str(value) for key, value in element.attrib.items() if key.rpartition("}")[2] == name), "")


def _value(element: Any | None) -> str:
    return "" if element is None else _attribute(element, "val")
