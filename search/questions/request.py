"""A question taken apart: its terms, and what must be found exactly (quoted phrases, titles, 发文字号)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from ingest.labels import chinese_value
from search.wording.terms import HAN, NUMBER, characters, compact, cut, doc_numbers, fold, title_terms

QUOTED = re.compile(r"“([^”]{2,60})”|\"([^\"]{2,60})\"|「([^」]{2,60})」|『([^』]{2,60})』|‘([^’]{2,60})’")
NAMED = re.compile(r"《([^《》]{2,120})》")

TYPED_NUMBER = re.compile(
    rf"((?:[{HAN}]\s?){{2,14}})[^0-9{HAN}]{{0,3}}((?:19|20)\d{{2}})(?:[^0-9{HAN}]{{1,3}}|年)第?\s*0*([1-9]\d{{0,4}})"
    r"(?:\s*号|(?![\d年月日.%]))"
)
"""A 发文字号 as it is typed: without 号, without brackets or with any signs for them (赣人社发2023-18)."""
SERIAL = re.compile(
    rf"(公告|通告|令)[^0-9{HAN}]{{0,3}}((?:19|20)\d{{2}})(?:[^0-9{HAN}]{{1,3}}|年)第?\s*0*([1-9]\d{{0,3}})\s*号"
    r"|((?:19|20)\d{2})\s*年?\s*第?\s*0*([1-9]\d{0,3})\s*号\s*(公告|通告|令)"
)
"""The number of an announcement or order within a year, which is printed 公告2020年第8号."""
_ISSUING = re.compile(r"[发函字办令规]\s?$")
_SERIAL_HEAD = re.compile(r"(?:公告|通告|令|[年月第])\s?$")
"""What stands before the number of an announcement, or before a date (2月2020年)."""
_CHINESE_YEAR = re.compile(r"[一二][〇零○一二三四五六七八九]{3}(?=年|[^\w])")
_CHINESE_NUMBER = re.compile(r"(?<=[\d年第〔〕\[\]()【】])([〇零一二三四五六七八九十百]{1,5})(?=\s*号)")


@dataclass(frozen=True, slots=True)
class Request:
    """text as typed; folded (same length); terms distinct, in order.

    phrases: quoted stretches, folded and without punctuation; titles: terms of the titles that it may name exactly;
    numbers: for each 发文字号 its terms, longest wording first. serials: numbers of announcements, as printed.
    """

    text: str
    folded: str
    terms: tuple[str, ...]
    phrases: tuple[str, ...]
    titles: tuple[str, ...]
    numbers: tuple[tuple[str, ...], ...]
    serials: tuple[str, ...] = ()

    @classmethod
    def parse(cls, text: str) -> Request:
        """Never fails; a text without a letter, digit or Chinese character has no terms."""
        folded = fold(text)
        figured = in_figures(folded)
        named = NAMED.findall(folded)
        phrases = ["".join(groups) for groups in QUOTED.findall(folded)] + named
        titles = [term for title in (*named, folded) for term in title_terms(title)]
        return cls(
            text=text,
            folded=folded,
            terms=tuple(dict.fromkeys(cut(folded) or characters(folded))),
            phrases=tuple(dict.fromkeys(filter(None, map(compact, phrases)))),
            titles=tuple(dict.fromkeys(titles)),
            numbers=tuple(_by_number([*doc_numbers(figured), *doc_numbers(_as_printed(figured))])),
            serials=tuple(dict.fromkeys(_serials(figured))),
        )


def in_figures(folded: str) -> str:
    """A folded question with the years and numbers of 发文字号 in figures (苏工发〔二〇二三〕三号)."""
    dated = _CHINESE_YEAR.sub(lambda match: str(chinese_value(match.group().replace("○", "〇"))), folded)
    return _CHINESE_NUMBER.sub(lambda match: str(chinese_value(match.group())), dated)


def _serials(figured: str) -> Iterator[str]:
    for kind, year, number, other_year, other_number, other_kind in SERIAL.findall(figured):
        yield f"{kind or other_kind}{year or other_year}年第{number or other_number}号"


def as_printed(folded: str) -> str:
    """A folded question with its 发文字号 as documents print them; unchanged where no number is surely one."""
    printed = TYPED_NUMBER.sub(_printed, in_figures(folded))
    printed = SERIAL.sub(lambda match: next(_serials(match.group())), printed)
    return printed if NUMBER.search(printed) or SERIAL.search(printed) else folded


def _printed(match: re.Match[str]) -> str:
    """What is typed like a number, where it has signs and 号, or 发 and the like before the year (苏工发2023-3)."""
    head, year, number = match.groups()
    marked = match.group().endswith("号") and "年" not in match.group()
    sure = marked or _ISSUING.search(head) is not None
    return f"{head.rstrip()}〔{year}〕{number}号" if sure and not _SERIAL_HEAD.search(head) else match.group()


def _as_printed(folded: str) -> str:
    """The 发文字号 of a folded question with the brackets and the 号 that documents print."""
    return " ".join(f"{head}〔{year}〕{number}号" for head, year, number in TYPED_NUMBER.findall(folded))


def _by_number(terms: list[str]) -> list[tuple[str, ...]]:
    groups: dict[str, list[str]] = {}
    for term in terms:
        groups.setdefault(re.sub(r"^\D+", "", term), []).append(term)
    return [tuple(sorted(set(group), key=len, reverse=True)) for group in groups.values()]
