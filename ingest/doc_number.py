"""发文字号: 机关代字 + 〔年份〕 + 发文顺序号 (GB/T 9704-2012, 7.2.5), and the numbers of orders and announcements."""

from __future__ import annotations

import re

_SIGNED_OFF = re.compile(r"签发人[：:].*\Z")
_FIELD_NAME = re.compile(r"(?:(?:发文字号|文号|字号|索引号|编号)[：:]?)?|.*[，《》“”（）()].*")
_AFTER_TITLE = re.compile(r".*(?:通知|意见|办法|方案|公告|通告|决定|批复|措施|规定|细则|报告|通报|规划)(?=.{2})")
_OPEN, _CLOSE = r"[〔［\[(（【﹝〈]", r"[〕］\])）】﹞〉]"
_BRACKETED = re.compile(
    rf"(?P<code>[\u4e00-\u9fff]{{1,60}}(?:[（(][\u4e00-\u9fff]{{1,6}}[）)][\u4e00-\u9fff]{{0,6}})?)"
    rf"{_OPEN}(?P<year>(?:19|20)\d\d)年?{_CLOSE}第?(?P<number>\d{{1,5}})号"
)
_YEARLY = re.compile(
    r"(?P<code>[\u4e00-\u9fff]{0,30}?(?:公告|通告|令|公报|决定))?[（(]?(?P<year>(?:19|20)\d\d)年第(?P<number>\d{1,4})号[）)]?"
)
_SERIAL = re.compile(
    r"(?P<code>[\u4e00-\u9fff]{0,40}?(?:令|公告|通告))?[（(]?第(?P<number>\d{1,4}|[一二三四五六七八九十百〇零]{1,6})号[）)]?"
)


def find_doc_number(line: str) -> tuple[str, int, int] | None:
    """The normalised number that is the whole line or ends it (after "发文字号：" or a title), with its range.

    Variants of the brackets become 〔〕 and 第 before the number goes: 苏工发[2023]第3号 is 苏工发〔2023〕3号.
    """
    text = _SIGNED_OFF.sub("", line)
    if not text.endswith(("号", "）", ")")):
        return None
    for match in _BRACKETED.finditer(text):
        if match.end() == len(text) and _FIELD_NAME.fullmatch(text[: match.start()]):
            code = _AFTER_TITLE.sub("", match["code"])
            return f"{code}〔{match['year']}〕{match['number']}号", match.end("code") - len(code), match.end()
    if yearly := _YEARLY.fullmatch(text):
        return f"{yearly['code'] or ''}{yearly['year']}年第{yearly['number']}号", 0, len(text)
    if serial := _SERIAL.fullmatch(text):
        return f"{serial['code'] or ''}第{serial['number']}号", 0, len(text)
    return None


def is_doc_number(text: str) -> bool:
    """Whether the whole text is a 发文字号 (or the numbered name of an order or announcement)."""
    found = find_doc_number(text)
    return found is not None and found[1] == 0 and len(text) <= 40
