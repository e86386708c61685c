"""Enumerations of a text (一是 ... 二是 ..., （一） ... （二） ...): a question for several things wants all of one."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from search.evidence.sentences import LONGEST, Piece, split

_LEVELS = (
    re.compile("([一二三四五六七八九十]{1,3})是"),
    re.compile("第([一二三四五六七八九十]{1,3})[，,、]"),
    re.compile("[（(]([一二三四五六七八九十]{1,3})[）)]"),
    re.compile("([一二三四五六七八九十]{1,3})、"),
    re.compile(r"[（(](\d{1,2})[）)]"),
    re.compile(r"(\d{1,2})(?:[、)）]|[.．](?!\d))"),
)
_DIGITS = {digit: value for value, digit in enumerate("一二三四五六七八九", start=1)}
_LEAST = 3
"""Items from which on there is an enumeration."""
_HEADING = re.compile(r"\s*[一二三四五六七八九十\d]{1,3}[、.．][^。；：，,;:]{2,20}\s+")
"""A heading between an introduction and the items."""
_COUNTED = re.compile(
    r"(?:\d{1,2}|[三四五六七八九十]{1,2}) ?(?:个|项|条|大|点)?[^，,。；;、]{0,12}?"
    "(?:方面|措施|举措|任务|工作|要求|做法|机制|意见|内容|问题)"
)
"""What a sentence says of how many things the next ones tell (采取8项措施，……。一是)."""
_COLON = re.compile("[:：]")
_IN_SENTENCE = re.compile(r"[:：，,]\**(?=[一二三四五六七八九十]{1,3}是)")
_FAR = 700
"""Code points between two items, at most."""


def enumeration(text: str, piece: Piece, count: int = 0) -> tuple[Piece, ...]:
    """The items of the enumeration that the piece is an item of, or introduces; none when there is none.

    count: how many are asked for (哪两家), 0 when that is open; so many may also stand under the first heading behind
    an introduction. An item is its first sentence, cut to what can be quoted.
    """
    for level in _LEVELS:
        items = list(_items(text, level))
        at = next((i for i, item in enumerate(items) if item.start < piece.end and piece.start < item.end), None)
        opened = text[piece.start : piece.end].rstrip().endswith((":", "："))
        if at is None and (opened or _COUNTED.search(text, piece.start, piece.end)):
            at = next((i for i, item in enumerate(items) if _led(text, piece, item, count)), None)
        run = _run(text, items, level, at) if at is not None else []
        if len(run) >= _LEAST or len(run) == count > 1:
            return tuple(Piece(item.start, min(item.end, item.start + LONGEST)) for item in run)
    return ()


def _led(text: str, piece: Piece, item: Piece, count: int) -> bool:
    """Whether the item follows the piece, at once or, where a number of items is asked for, behind a heading."""
    if item.start < piece.end:
        return False
    between = text[piece.end : item.start]
    return len(between) <= 2 or (count > 1 and _HEADING.fullmatch(between) is not None)


def _items(text: str, level: re.Pattern[str]) -> Iterator[Piece]:
    """Sentences that begin with a number of this kind, or parts of one that do, after a colon, one after another."""
    borders = _IN_SENTENCE if level is _LEVELS[0] else _COLON
    for piece in split(text):
        within = (border.end() for border in borders.finditer(text, piece.start, piece.end))
        starts = [start for start in (piece.start, *within) if level.match(text, start, piece.end)]
        if borders is _COLON:
            starts = starts[:1]
        yield from (Piece(start, end) for start, end in pairwise((*starts, piece.end)))


def _run(text: str, items: Sequence[Piece], level: re.Pattern[str], at: int) -> list[Piece]:
    """The items around that one that count 1, 2, 3 ... without a gap; none when they do not begin with 1."""
    first = last = at
    while first > 0 and _follows(text, items[first - 1], items[first], level):
        first -= 1
    while last + 1 < len(items) and _follows(text, items[last], items[last + 1], level):
        last += 1
    return list(items[first : last + 1]) if _number(text, items[first], level) == 1 else []


def _follows(text: str, item: Piece, other: Piece, level: re.Pattern[str]) -> bool:
    near = other.start - item.start <= _FAR
    return near and _number(text, other, level) == _number(text, item, level) + 1


def _number(text: str, piece: Piece, level: re.Pattern[str]) -> int:
    found = level.match(text, piece.start, piece.end)
    figure = found.group(1) if found else ""
    if figure.isascii():
        return int(figure or 0)
    tens, _, ones = figure.rpartition("十")
    return (10 * _DIGITS.get(tens, 1) if "十" in figure else 0) + _DIGITS.get(ones, 0)
