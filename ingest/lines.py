"""Lines of a text as they stand, with what their surroundings say: blank lines, indent, white space at the end."""

from __future__ import annotations

import re
from dataclasses import dataclass

WHITE = r"\s\u200b-\u200f\u2028-\u202e\u2060-\u2064\ufeff\u00ad\x00-\x1f\x7f"
"""Inside a regex class: characters that never reach the clean text."""
BLANKED = "\u2060"
"""Stands for a character of a mark (Markdown's **) that is dropped but parts nothing; one of WHITE."""

_BREAK = re.compile(r"\r\n|[\n\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
_LEADING = re.compile(rf"[{WHITE}]*")
_TRAILING = re.compile(rf"[{WHITE}]*\Z")
_MARKDOWN_MARK = re.compile(rf"(?:#{{1,6}}(?=[{WHITE}])|>(?=[{WHITE}])|\*(?=[{WHITE}]))[{WHITE}]*")
SQUEEZE = re.compile(rf"[{WHITE}]+")


@dataclass(slots=True)
class Line:
    """A line that is not blank. start, end: original offsets without surrounding white space and Markdown marks.

    blank: blank lines before it. indent: columns of white space before it. trailing: white space stands after it.
    after_furniture: page furniture was dropped just before it. heading: depth of its Markdown #, 0 without.
    """

    start: int
    end: int
    text: str
    blank: int = 0
    indent: int = 0
    trailing: bool = False
    after_furniture: bool = False
    heading: int = 0

    @property
    def width(self) -> int:
        """Columns: two for a Chinese character, one for a Latin letter."""
        return (len(self.text) + len(self.text.encode("utf-8", "surrogatepass"))) // 2


def split_lines(text: str) -> list[Line]:
    """The lines of `text` that are not blank."""
    lines: list[Line] = []
    position = blank = 0
    for match in [*_BREAK.finditer(text), None]:
        end = len(text) if match is None else match.start()
        if line := _line(text, position, end):
            line.blank, blank = blank, 0
            line.after_furniture = match is not None and text[position - 1 : position] == "\x0c"
            lines.append(line)
        else:
            blank += 1
        position = end if match is None else match.end()
    return lines


def _line(text: str, start: int, end: int) -> Line | None:
    raw = text[start:end]
    stripped = raw.strip()
    if not stripped:
        return None
    if stripped[0] < "\u2100" or stripped[-1] < "\u2100" or stripped[-1] > "\uf000":
        return _marked_line(text, start, end)
    first = start + raw.index(stripped[0])
    last = first + len(stripped)
    return Line(first, last, stripped, 0, _columns(raw[: first - start]), last < end)


def _marked_line(text: str, start: int, end: int) -> Line | None:
    """The slow way, for lines that begin or end with marks or white space that str.strip does not know."""
    first = match.end() if (match := _LEADING.match(text, start, end)) else start
    indent = _columns(text[start:first])
    heading = 0
    while mark := _MARKDOWN_MARK.match(text, first, end):
        heading = heading or mark[0].count("#")
        first = mark.end()
    trailing = _TRAILING.search(text, first, end)
    last = trailing.start() if trailing else end
    if first >= last:
        return None
    return Line(first, last, text[first:last], 0, indent, last < end, False, heading)


def _columns(white: str) -> int:
    return sum(2 if char == "\u3000" else 4 if char == "\t" else 1 for char in white) if white else 0
