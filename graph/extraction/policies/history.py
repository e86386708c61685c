"""A statute's history note (题注): when it was passed, published and amended, as the lines under its title say."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from itertools import takewhile

from graph.extraction.dates import find_dates
from ingest.document import Document

_LONGEST = 3000
# The note is over where the text begins: a chapter, an article, a table of contents, a reader's mark.
_TEXT_BEGINS = re.compile(
    r"(?:^|\n)[\s　#]*(?:第[一二三四五六七八九十百]+[章条编节]|[一二三四五六七八九十]+、|目\s*录|总\s*则|为了?[^\n]{6})"
    r"|<!--"
)
_NOTE_BEGINS = re.compile(r"[\s　（(【\[根据由经]*(?:(?:19|20)\d{2}\s*年|[一二][〇○零一二三四五六七八九]{3}年)")
_AMENDED = re.compile(r"修正|修改")
_REVISED = re.compile(r"修订")
_BY_DECISION = re.compile(r"》[^。\n]{0,12}(?:修订|修正)")
_PUBLISHED = re.compile(r"公布|发布|颁布|公告")
_MADE = re.compile(r"通过|批准|制定|公布|发布|颁布|公告|修订")
_TOLD = re.compile(
    r"通过|批准|公布|发布|颁布|公告|修订|修正|施行|修改|》|决定|根据$|^[\s　]*\d{4}年\d{1,2}月\d{1,2}日[\s　]*$"
)
_PASSED = re.compile(r"通过|批准|制定")


@dataclass(frozen=True, slots=True)
class History:
    """ISO dates. passed_on: when it was first passed or published.

    published_on: of the text as a whole (of its last full revision), None where the note does not say. amended_on: the
    last change, revisions included; None for a text that stands as first passed.
    """

    passed_on: str
    published_on: str | None
    amended_on: str | None


def history(document: Document, begin: int) -> History | None:
    """The note that follows the clean offset of a title's end, None where no dated line does."""
    return _history(document.clean.text, begin)


@lru_cache(maxsize=8)
def _history(text: str, begin: int) -> History | None:
    note = _note(text, begin)
    if not note:
        return None
    first = published = passed = amended = ""
    for value, said in _events(note):
        if _AMENDED.search(said) or _BY_DECISION.search(said):
            amended = max(amended, value)
        elif _REVISED.search(said):
            published, amended = max(published, value), max(amended, value)
        elif _PUBLISHED.search(said):
            published = max(published, value)
        elif _PASSED.search(said):
            passed = passed or value
            if "通过" in said and int(value[:4]) > int(passed[:4]) + 1:  # passed again: the text as amended
                amended = max(amended, value)
        first = first or (value if _MADE.search(said) else "")
    return History(first, published or None, amended or None) if first else None


def _note(text: str, begin: int) -> str:
    """The lines behind the title up to one that tells of no passing or change; empty where the first is not dated."""
    over = _TEXT_BEGINS.search(text, begin, begin + _LONGEST)
    head = text[begin : over.start() if over else begin + _LONGEST]
    if not _NOTE_BEGINS.match(head):
        return ""
    lines = head.lstrip().split("\n")
    return "\n".join(takewhile(lambda line: not line.strip() or _TOLD.search(line), lines))


def _events(note: str) -> list[tuple[str, str]]:
    """Each full date of the note with what is said behind it, up to the next."""
    dates = [date for date in find_dates(note) if len(date.value) == 10 and date.value[0] in "12"]
    ends = [date.start for date in dates[1:]] + [len(note)] * bool(dates)
    return [(date.value, note[date.end : end]) for date, end in zip(dates, ends, strict=True)]
