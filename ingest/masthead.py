"""报头 of a bulletin: its name, 期号, date and office, in the lines above the first text."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ingest.clean_lines import CleanLine
from ingest.dates import find_date, iso_date
from ingest.document import Field, Masthead

HEAD_LINES = 16
_ISSUE = re.compile(
    r"[（(]?(?P<issue>(?:(?:19|20)\d\d年)?第[\d一二三四五六七八九十百〇零]{1,6}期(?:总第?[\d一二三四五六七八九十百〇零]{1,6}期|[（(]总第?[\d一二三四五六七八九十百〇零]{1,6}期[）)])?)[）)]?"
)
_NAME = re.compile(
    r".{2,20}(?:通讯|简报|快报|动态|专报|要情|参考|内参|通报|月报|周报|季报|旬报|工作交流|信息|情况|工作简讯|简讯|导报|专刊|摘报|快讯|交流|之窗|文摘|工作)\Z"
)
_NOT_A_NAME = re.compile(r"内部|保存|资料|密级|特急|加急|[（(].*[）)]\Z")
_OFFICE = re.compile(r".{2,40}(?:室|厅|办|局|部|处|会|委|组|中心|院|社|科|公司|政府)(?:主办|编印|编|印)?\Z")


def read_masthead(lines: Sequence[CleanLine]) -> Masthead | None:
    """The masthead, None without an issue number (第14期) or a lone bulletin's name on top."""
    head = list(lines[:HEAD_LINES])
    for index, line in enumerate(head):
        if len(line.text) > 60 or "。" in line.text:
            break
        match = _ISSUE.search(line.text)
        if match and _is_issue_line(line.text, match):
            return _around(head, index, match)
    return None


def _is_issue_line(text: str, match: re.Match[str]) -> bool:
    """The line says little but the issue: a name before it, an office or date after it."""
    before = text[: match.start()]
    return (not before or bool(_NAME.search(before)) or len(before) <= 12) and "，" not in text and "：" not in before


def _around(head: Sequence[CleanLine], index: int, match: re.Match[str]) -> Masthead:
    line = head[index]
    issue = line.field(match.start("issue"), match.end("issue"))
    name = line.field(0, match.start()) if _NAME.match(line.text[: match.start()]) else _name_above(head[:index])
    issued_on, office = None, None
    rest = line.text[match.end() :]
    following = [(line, match.end(), rest)] if rest else []
    following += [(other, 0, other.text) for other in head[index + 1 : index + 4]]
    for other, start, text in following:
        if "。" in text or len(text) > 60:
            break
        date = find_date(text)
        if date and issued_on is None:
            issued_on = iso_date(date)
        own = text[: date.start()] if date else text
        if office is None and own and _OFFICE.match(own):
            office = other.field(start, start + len(own))
    return Masthead(name, issue, issued_on, office)


def _name_above(lines: Sequence[CleanLine]) -> Field | None:
    for line in reversed(lines):
        if not _NOT_A_NAME.search(line.text) and len(line.text) <= 30:
            return line.field()
    return None
