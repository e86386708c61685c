"""Counted bundles of initiatives and their members: 政治建设、技能提升、权益维护三大工程."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from graph.extraction.initiatives.table import bare
from graph.extraction.word_pattern import WordPattern


@dataclass(frozen=True, slots=True)
class Member:
    """One member as printed, with its clean span; name: with the bundle's head (政治建设工程)."""

    start: int
    end: int
    printed: str
    name: str


@dataclass(frozen=True, slots=True)
class Bundle:
    """A bundle whose count agrees with the members listed beside it. start, end: clean span of 五大工程.

    words: what quotation marks before the count hold (“匠心筑梦”五大工程), the bundle's own name.
    """

    start: int
    end: int
    name: str
    members: tuple[Member, ...]
    words: str = ""


_NUMERALS = {numeral: value for value, numeral in enumerate("零一二三四五六七八九十")} | {"两": 2}
_COUNT = re.compile(r"([二两三四五六七八九十\d](?:(?<=\d)\d)?)(?:大|项|个)(专项行动|行动|工程|计划|战略)[”\"]?")
_BUNDLED = WordPattern(
    {count + head: "" for count in "大项个" for head in ("专项行动", "行动", "工程", "计划", "战略")}
)
_ITEM = r"[“\"]?[\u4e00-\u9fffA-Za-z0-9+·]{2,14}[”\"]?"
_AFTER = re.compile(
    rf"[”\"]?\s*(?:[（(]|：|——|，?即：?|，?分别是|，?包括)+\s*({_ITEM}(?:[、，]{_ITEM})+(?:(?:和|以及|及){_ITEM})?)"
)
_BEFORE = re.compile(rf"({_ITEM}(?:(?:、|(?<=”)(?=“)){_ITEM})+(?:(?:和|以及|及){_ITEM})?)等?$")
_PARTS = re.compile(r"“[^“”]+”(?:[^、，“]*)|[^、，“]+(?:“[^“”]+”[^、，“]*)?")
_LEAD = re.compile(
    r"^(?:深入|大力|全面|扎实|重点|持续|着力)*(?:实施|开展|推进|推动|启动|组织|抓好|做好|构建|打造|建立|健全|深化|落实|强化|搭建|形成|包括|聚焦|围绕)(?:了|好)?"
)
_SUBJECT = re.compile(r"^[\u4e00-\u9fff]{3,}(?:实施|开展|推进|推动|启动|打造|建立|抓好)了?(?=[\u4e00-\u9fff“]{2,}$)")
_TAIL = re.compile(r"^(.{2,}?)(?:和|以及|及)(.{2,})$")
# 一、, （二）, 三是: what opens a point of a list.
_POINT = re.compile(
    r"(?:(?<=\n)|(?<=[。；：])|(?<=——))\s*(?:[（(](?P<in>[一二三四五六七八九十]|\d{1,2})[）)]|(?P<no>[一二三四五六七八九十]|\d{1,2})(?:[、.．]|是))\s*"
)
_POINT_ENDS = re.compile(r"(?=[。：:；，,（(\n]|$)")
_LONGEST_POINT = 22
_REACH = 3000  # characters from the bundle to its last point
# “匠心筑梦”|六大工程: the bundle's own name.
_OWN_NAME = re.compile(r"(?<![”、])“[^“”\n]{2,12}”$")


def find_bundles(text: str, start: int, end: int) -> Iterator[Bundle]:
    """Bundles of [start, end) whose members stand right before (A、B和C三大工程) or after (三大工程：A、B、C) them.

    Failing that, the points of the list below whose headings are as many and end alike (一、A工程。…二、B工程。…).
    """
    for match in _COUNT.finditer(text, start, end) if _BUNDLED.search(text, start, end) else ():
        count = _NUMERALS.get(match[1]) or (int(match[1]) if match[1].isdigit() else 0)
        begin = match.start() - (match.start() > start and text[match.start() - 1] in '“"')
        listed = _AFTER.match(text, match.end()) or _BEFORE.search(text[max(start, begin - 120) : begin])
        if count < 2:
            continue
        base = 0 if listed is None or listed.re is _AFTER else max(start, begin - 120)
        members = _members(listed[1], base + listed.start(1), match[2], count) if listed else ()
        members = members or _headings(text, match.end(), min(end, match.end() + _REACH), match[2], count)
        if len(members) == count:
            own = _OWN_NAME.search(text, max(start, begin - 14), begin)
            words = own[0] if own else ""
            at = own.start() if own else begin
            yield Bundle(at, match.end(), words + bare(match[0]), members, bare(words))


def _headings(text: str, start: int, end: int, head: str, count: int) -> tuple[Member, ...]:
    """The names that open the points one to `count` of a list below, each ending in the bundle's head."""
    lists: dict[tuple[bool, bool], list[Member]] = {}
    for point in _POINT.finditer(text, start, end):
        number = point["in"] or point["no"]
        run = lists.setdefault((point["in"] is None, number.isdigit()), [])
        value = int(number) if number.isdigit() else _NUMERALS[number]
        member = _heading(text, point.end(), head)
        if value != len(run) + 1 or member is None:
            run.clear()
        if member is not None and value == len(run) + 1:
            run.append(member)
            if len(run) == count:
                return tuple(run)
    return ()


def _heading(text: str, start: int, head: str) -> Member | None:
    """The name that fills a point's first words: 实施|思想领航工程."""
    lead = _LEAD.match(text[start : start + _LONGEST_POINT])
    at = start + (lead.end() if lead else 0)
    stop = _POINT_ENDS.search(text, at, start + _LONGEST_POINT)
    name = text[at : stop.start()] if stop else ""
    is_named = name.endswith((head, head + "”")) and len(bare(name)) >= len(head) + 2
    return Member(at, at + len(name), name, bare(name)) if is_named else None


def _members(listed: str, base: int, head: str, count: int) -> tuple[Member, ...]:
    """Members of a list; its last item is split at 和 when the count asks for one more."""
    pieces = [(piece.start(), piece[0]) for piece in _PARTS.finditer(listed)]
    lead = _SUBJECT.match(pieces[0][1]) or _LEAD.match(pieces[0][1])
    if lead:
        pieces[0] = (pieces[0][0] + lead.end(), pieces[0][1][lead.end() :])
    if len(pieces) == count - 1 and (split := _TAIL.match(pieces[-1][1])):
        offset = pieces[-1][0]
        pieces[-1:] = [(offset, split[1]), (offset + split.start(2), split[2])]
    if len(pieces) != count or any(len(bare(piece)) < 2 for _, piece in pieces):
        return ()
    return tuple(
        Member(base + offset, base + offset + len(piece), bare(piece), _named(bare(piece), head))
        for offset, piece in pieces
    )


def _named(piece: str, head: str) -> str:
    return piece if piece.endswith(head) else piece + head
