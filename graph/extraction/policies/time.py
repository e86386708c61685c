"""From when to when a document is in force, as its own text says (施行, 有效期, 废止)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache

from graph.extraction.dates import find_dates, first_date
from graph.extraction.policies.history import History, history
from ingest.document import Document, Part

_EFFECT = re.compile(r"[自从]([^，。；\n]{2,24}?)(?:之日)?起(?:正式)?(?:施行|实施|执行|生效|试行|[，、]?有效期)")
_STATED = re.compile(r"(\d{4}年\d{1,2}月\d{1,2}日)\s*(?:起)?施行")
_TERM = re.compile(
    r"有效期(?:限)?(?:暂定)?(?:至|为|到|：)?\s*(?:(\d{4}年\d{1,2}月(?:\d{1,2}日)?)|([一二三四五六七八九十\d]+)\s*(年|个月))"
)
# Whose the term is: the text's or what it grants, by the words of its sentence; not that of papers (许可证有效期五年).
_OF_THE_TEXT = re.compile(
    r"^(?:第[一二三四五六七八九十百]+条)?$|施行|实施|执行|生效|试行|印发|发布|公布|颁布|政策|措施|本(?:法|条例|办法|规定|细则|通知|通告|公告|意见|方案|决定|规程|文件)"
)
_OF_A_PAPER = re.compile(
    r"(?:证|证书|证照|证明|执照|[^本]意见书|[^见]书|卡|码|合同|协议|许可|批准文件|批件|批复|资格|资质|报告|票据?|检测|结果|要约|签证|凭证|保函|登记|授权)(?:的|，|自[^，。；]{0,16}起[，,]?)?$"
)
_SPAN = re.compile(r"期限?(?:暂定)?(?:为|至)[^。\n]{0,24}?至\s*(\d{4}年\d{1,2}月\d{1,2}日)")
_LONGEST_TERM = 99
_ENDS = re.compile(
    r"本(?:法|条例|办法|规定|细则|通知|意见|公告|方案|措施|政策)[^。；\n]{0,20}?(?:自|于|至)\s*(\d{4}年\d{1,2}月\d{1,2}日)起?"
    r"(?:自行)?(?:废止|失效|停止执行|止)"
)
_ISSUED = ("公布", "发布", "印发", "下发", "签发", "颁布", "通过", "批准")
_WIDE_DIGITS = str.maketrans("０１２３４５６７８９", "0123456789")
_NUMERALS = {numeral: value for value, numeral in enumerate("零一二三四五六七八九十")}


def validity(document: Document, title_end: int, end: int) -> dict[str, str]:
    """date, effective_on, amended_on and expires_on (ISO dates) of the document's own policy, as its text tells them.

    end: clean offset where texts of other policies begin that the document prints as well.

    A statute's history note behind its title (clean offset) tells when it was published and last amended; any other
    policy bears the document's date. An effect from the day of publication takes that date. A term in years runs from
    the effective day.
    """
    text, note = document.clean.text[:end], history(document, title_end)
    day = _published(note, document.date) if note else document.date or _delivered(text, title_end)
    return dict(_validity(text, day, (note.amended_on if note else None) or ""))


def validity_of_attached(document: Document, part: Part) -> dict[str, str]:
    """effective_on and expires_on of another policy that the document prints, as its own part tells them."""
    told = _validity(document.clean.text[part.start : part.end], document.date, "")
    return {name: value for name, value in told.items() if name in {"effective_on", "expires_on"}}


# 《…条例》自某日起施行, 《…条例》，该条例自某日起施行, 《…办法》（文号）有效期延长至某日.
_DAY = r"\d{4}年\d{1,2}月\d{1,2}日"
_SAID = re.compile(
    rf"[》〉](?:[（(][^（）()\n]{{2,30}}[）)])?(?:[^。；《》\n]{{0,16}}，该(?:条例|办法|规定|法规|方案|意见)[^。；《》\n]{{0,30}}?)?"
    rf"[，,]?(?:(?:已|将)?(?:于|自)(?P<since>{_DAY})起?(?:正式)?(?:施行|实施|生效)"
    rf"|(?:的?有效期)(?:延长|延续|延期)?至(?P<until>{_DAY}))"
)


def validity_said(text: str, mark: int) -> dict[str, str]:
    """effective_on and expires_on of a title, told right behind the mark that closes it (clean offset)."""
    said = _SAID.match(text, mark)
    found = {"effective_on": said["since"], "expires_on": said["until"]} if said else {}
    return {name: first_date(day) or "" for name, day in found.items() if day}


@lru_cache(maxsize=8)
def _validity(text: str, day: str | None, amended: str) -> Mapping[str, str]:
    """The same, of a text alone; the rules ask for it several times a part."""
    found: dict[str, str] = {"date": day or "", "amended_on": amended}
    for match in _EFFECT.finditer(text, max(0, len(text) - 3000)):
        said = match[1].translate(_WIDE_DIGITS)
        value = day if any(word in said for word in _ISSUED) else first_date(said, year=(day or "")[:4] or None)
        if value:
            found["effective_on"] = value
    if "effective_on" not in found and (stated := _STATED.search(text, 0, 1500)):
        found["effective_on"] = first_date(stated[1]) or ""
    expires = _expiry(text, found.get("effective_on") or day)
    if expires:
        found["expires_on"] = expires
    return {name: value for name, value in found.items() if value}


_DELIVERED = re.compile(r"((?:19|20)\d{2}年\d{1,2}月\d{1,2}日)在[^，。；]{4,40}(?:会议?|大会)")


def _delivered(text: str, begin: int) -> str | None:
    """The day on which a report was given, as the lines under its title say."""
    match = _DELIVERED.search(text, begin, begin + 200)
    return first_date(match[1]) if match else None


def _published(note: History, dated: str | None) -> str:
    """The note's publication, else the document's date if the text stands as passed, else the day of passing."""
    if note.published_on:
        return note.published_on
    return dated if dated and dated >= note.passed_on and not note.amended_on else note.passed_on


def _expiry(text: str, begins: str | None) -> str | None:
    ended = _ENDS.search(text, max(0, len(text) - 3000))
    if ended is not None:
        return first_date(ended[1])
    match = next((m for m in _TERM.finditer(text, max(0, len(text) - 3000)) if _is_of_the_text(text, m.start())), None)
    if match is None:
        span = _SPAN.search(text, max(0, len(text) - 3000))
        return first_date(span[1]) if span else None
    if match[1]:
        return find_dates(match[1])[0].value
    count = int(match[2]) if match[2].isdigit() else _NUMERALS.get(match[2], 0)
    if count > _LONGEST_TERM:  # 有效期为2020年 is the year itself
        return f"{count}-12-31" if len(match[2]) == 4 else None
    return _later(begins, count if match[3] == "年" else 0, count if match[3] == "个月" else 0) if count else None


def _is_of_the_text(text: str, at: int) -> bool:
    """Whether 有效期 at the offset is the policy's, by the sentence up to it."""
    head = re.split(r"[。；\n]", text[max(0, at - 80) : at])[-1].strip(" \u3000，")
    return _OF_THE_TEXT.search(head) is not None and _OF_A_PAPER.search(head) is None


def _later(day: str | None, years: int, months: int) -> str | None:
    if day is None or len(day) < 7:
        return None
    month = int(day[5:7]) - 1 + months
    return f"{int(day[:4]) + years + month // 12:04d}-{month % 12 + 1:02d}{day[7:]}"
