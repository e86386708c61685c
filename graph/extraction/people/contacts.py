"""Persons told by the telephone number behind their names, in lists of whom to call: 请联系罗文科长 88017744."""

from __future__ import annotations

import re
from collections.abc import Iterator

from graph.elements import BODIES
from graph.extraction.people.names import Found, NameReader, is_likely, surnames
from graph.extraction.people.posts import posts
from graph.extraction.places.divisions import load_divisions
from graph.extraction.scope import Scope
from ingest.document import Span

# What any number holds, and how much of it may stand before that.
_DIGITS = re.compile(r"[0-9](?:(?<=[1-9])[\d×*＊]{6}|(?<=0)\d{2,3}[-－—]\d{4})")
_LONGEST_CODE = 15
_NUMBER = re.compile(
    r"(?<![\d\-－—+A-Za-z＋])[（(]?\s?(?:\+?86[-－\s]?)?(?:0?\d{2,3}[-－—])?(?:0\d{2,3})?[1-9][\d×*＊]{6,10}(?!\d)"
    r"|(?<=[:：])\s?0\d{2,3}[-－—]\d{4,6}(?!\d)"
)
# 罗文（负责华东）  电话及微信：…: what may stand between a name and its number, read from the number back.
_LABEL = re.compile(
    r"(?:(?:联系|办公|值班)?(?:电话|手机)|联系方式|微信)(?:号码?)?(?:(?:及|和|/|（)(?:微信|手机)号?）?)?[：:]?$"
)
_REMARK = re.compile(r"[（(][^（）()\n\d]{2,20}[）)]$")
_GAP = "，,、；;：:（( \t\u3000\xa0"
_FARTHEST = 40
# What stands right before such a name: a mark, a unit's last letter, a word of calling.
_BORDER = re.compile(r"(?:[，。；：:（(、\s]|[科处室部办股]|请?联系(?:人)?|找|致电|咨询)$|^$")
_NAME = re.compile(r"[\u4e00-\u9fff]{2,3}|[\u4e00-\u9fff]\s[\u4e00-\u9fff]")
# What a caller asks for is no person: 咨询电话, 联系人 before a number.
_NO_CONTACT = re.compile(
    r"电话|手机|传真|热线|[号处室科部局组队站中心码路街区镇村乡楼座层]$|邮编|联系|咨询|值班|举报|监督|微信"
)
_COURTESY = re.compile(r"(?:同志|老师|主任|科长)$")


def find_contacts(scope: Scope, reader: NameReader) -> Found:
    """Names before telephone numbers, with a title, a remark or a label between them."""
    ends = {mention.end for mention in scope.mentions if mention.kind in BODIES}
    for number in _numbers(scope.text, scope.part.start, reader.end):
        name = _name_before(scope, reader, _end_of_name(scope, number.start()), ends)
        if name is not None:
            yield name, "person-reached"


def _numbers(text: str, at: int, end: int) -> Iterator[re.Match[str]]:
    """Telephone numbers, looked for only around long rows of digits."""
    for digits in _DIGITS.finditer(text, at, end):
        starts = range(max(at, digits.start() - _LONGEST_CODE), digits.start() + 1)
        number = next((match for start in starts if (match := _NUMBER.match(text, start, end))), None)
        if number is not None:
            yield number
            at = number.end()


def _end_of_name(scope: Scope, at: int) -> int:
    """Where the name ends that the number at `at` belongs to, if one stands there."""
    floor = max(scope.part.start, at - _FARTHEST)
    at = _before_marks(scope.text, at, floor)
    label = _LABEL.search(scope.text, floor, at)
    at = _before_marks(scope.text, label.start() if label else at, floor)
    remark = _REMARK.search(scope.text, floor, at)
    at = _before_marks(scope.text, remark.start() if remark else at, floor)
    title = posts().head_before(scope.text, at, floor) or ""
    courtesy = _COURTESY.search(scope.text, floor, at)
    return courtesy.start() if courtesy else at - len(title)


def _before_marks(text: str, at: int, floor: int) -> int:
    while at > floor and text[at - 1] in _GAP:
        at -= 1
    return at


def _name_before(scope: Scope, reader: NameReader, end: int, bodies: set[int]) -> Span | None:
    for span in _spans_before(end, scope.part.start):
        before = scope.text[max(span.start - 3, scope.part.start) : span.start]
        opens = span.start in bodies or _BORDER.search(before) or reader.is_gap(span.start)
        if opens and _is_contact(scope.text, span):
            return span
    return None


def _spans_before(end: int, floor: int) -> Iterator[Span]:
    return (Span(end - size, end) for size in (3, 2) if end - size >= floor)


def _is_contact(text: str, span: Span) -> bool:
    """Whether a surname and what may be given stand there, no place's name and nothing that one calls for."""
    name, table = text[span.start : span.end], surnames()
    if not _NAME.fullmatch(name) or name in load_divisions().forms or _NO_CONTACT.search(name):
        return False
    return name[0] in table.single and not table.begins_word(name) and is_likely(text, span)
