"""Where a name begins, since Chinese prints no word boundaries, and whether it is a name at all or a common noun."""

from __future__ import annotations

import re
from functools import cache
from itertools import pairwise
from typing import NamedTuple

from graph.extraction.body_tables import any_of, read_rows, read_table
from graph.extraction.lexicon import Endings, Lexicon

_HARD = re.compile(r"[^\w（）()·&]|[\d_]")
_BODY_ENDS = ("公司", "集团", "学院", "大学", "医院", "银行", "工会", "协会")
# 6家改革示范单位, 三所学校: a count ends before what it counts.
_MEASURES = frozenset("家所名个批位座条项届次支间")
_NUMERALS = frozenset("0123456789０１２３４５６７８９一二三四五六七八九十百千万亿两几多余馀")
_BODY_LETTERS = frozenset(end[-1] for end in _BODY_ENDS)
_NATIONAL = ("中国", "中华")
_LONGEST = 30


class _Words(NamedTuple):
    stops: Lexicon[bool]
    stop_ends: Endings
    edges: re.Pattern[str]
    characters: dict[str, tuple[frozenset[str], frozenset[str]]]
    common: re.Pattern[str]
    plural: tuple[str, ...]


@cache
def _words() -> _Words:
    table = read_table("boundaries.toml")
    stops = table["stops"]
    return _Words(
        Lexicon((word, True) for word in stops["words"]),
        Endings(word for word in stops["words"] if len(word) > 1),
        re.compile(rf"[（(][^）)]{{0,12}}[）)]|[（()）]|(?!联合国)(?:{any_of(stops['edges'])})"),
        {letter: (frozenset(before), frozenset(after)) for letter, (before, after) in stops["characters"].items()},
        re.compile(f"(?:{any_of(table['common']['words'])})*[的之（）()]*"),
        tuple(table["common"]["plural"]),
    )


class Edge(NamedTuple):
    """The left end of a name. sure: punctuation or a stop stands before it, not the end of the window."""

    start: int
    sure: bool


def left_edge(text: str, head: int, floor: int) -> Edge:
    """Where the name that runs up to `head` begins: behind the nearest punctuation, figure or stop before it."""
    limit = max(floor, head - _LONGEST)
    at, sure = head, False
    while at > limit:
        character = text[at - 1]
        is_mark = not "一" <= character <= "鿿" and (character in "（(" or _HARD.match(character) is not None)
        if is_mark or _is_stop(text, at - 1):
            sure = True
            break
        at -= 1
        if character in "）)":
            opening = _opening(text, at, limit)
            if opening is None:
                at, sure = at + 1, True
                break
            at = opening
    return Edge(_trimmed(text, _behind_stops(text, at, head), head), sure or at == floor)


def begins_name(text: str, at: int, floor: int) -> bool:
    """Whether a name may begin at `at`: punctuation or a word that no name ends with stands before it."""
    if at <= floor or _HARD.match(text[at - 1]) or text[at - 1] in "（()）" or _is_stop(text, at - 1):
        return True
    return any(_words().edges.fullmatch(text, max(at - length, floor), at) for length in (1, 2, 3, 4))


def _opening(text: str, at: int, limit: int) -> int | None:
    """At the opening bracket of a short bracket that closes at `at`: 中国通用技术（集团）控股."""
    for mark in "（(":
        opening = text.rfind(mark, max(limit, at - 8), at)
        if opening >= 0:
            return opening
    return None


def _is_stop(text: str, at: int) -> bool:
    """Whether a stop ends at position `at` (inclusive)."""
    words, character, floor = _words(), text[at], max(at - 3, 0)
    if character in _MEASURES and text[at - 1 : at] in _NUMERALS:
        return True
    exceptions = words.characters.get(character)
    if exceptions is not None:
        before, after = exceptions
        if text[at - 1 : at] not in before and text[at + 1 : at + 2] not in after:
            return True
    if words.stop_ends.longest(text, at + 1, floor) is not None:
        return True
    if character in "会司局部报" and text.startswith(_NATIONAL, at + 1):
        return True
    # 滇南学院|共建云岭工匠学院: a verb right behind another body's name.
    is_near = text[at - 2 : at - 1] in _BODY_LETTERS  # one look-up rules most places out
    behind_body = is_near and text.endswith(_BODY_ENDS, max(at - 5, 0), max(at - 1, 0))
    return behind_body and words.edges.fullmatch(text, at - 1, at + 1) is not None


def _behind_stops(text: str, at: int, head: int) -> int:
    """Past a stop word that begins at `at` (a longer stop whose end was not looked at)."""
    hit = _words().stops.longest(text, at)
    return hit.end if hit is not None and hit.end <= head else at


def _trimmed(text: str, start: int, head: int) -> int:
    """Without the words that no name begins with."""
    while start < head:
        edge = _words().edges.match(text, start, head)
        if edge is None or (edge.end() - start == 1 and start + 2 >= head and edge.group() not in "（()）"):
            return start
        start = edge.end()
    return start


def is_common(stem: str) -> bool:
    """Whether a name without its head is made of words of trade and kind alone: 融资担保, 定点, 小额贷款."""
    return _words().common.fullmatch(stem) is not None


def has_proper_part(stem: str) -> bool:
    """Whether a pair of characters in it is rare in official prose: 驰宏, 以礼河 against 依法征用, 定点收治."""
    pairs = common_pairs()
    rare = [stem[at : at + 2] not in pairs for at in range(len(stem) - 1)]
    # One rare pair between two common words is their seam (依法|征用); a rare word has seams on its sides as well.
    return rare == [True] or any(one and other for one, other in pairwise(rare))


@cache
def common_pairs() -> frozenset[str]:
    """Pairs of neighbouring characters that official prose is full of."""
    return frozenset(first + second for first, seconds in read_rows("common_bigrams.tsv") for second in seconds)


def stands_alone(text: str, start: int, end: int) -> bool:
    """A two-character short form (中行, 国投) counts between punctuation or joints only."""
    before, after = text[start - 1 : start], text[end : end + 1]
    return (not before or not before.isalnum() or before in "和与及由对在据") and (
        not after or not after.isalnum() or after in "和与及等在的要将讯记刊客旗"
    )


def is_plural(stem: str) -> bool:
    """Whether the kind of firm stays a common noun behind a place as well: 物业, 期货, 上市."""
    return stem.startswith(_words().plural) or not stem
