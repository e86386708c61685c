"""The stretch of time that a question limits a list to (2020年2月, 2019年至2021年, 2020年以来, since 2020)."""

from __future__ import annotations

import re
from dataclasses import dataclass

from graph.elements import Entity

_YEAR = r"(?<!\d)((?:19|20)\d\d)"
_DAY = rf"{_YEAR}年?(?:(\d{{1,2}})月份?(?:(\d{{1,2}})[日号])?)?"
_RANGE = re.compile(rf"{_YEAR}年?(?:到|至|-|—|~|、|和| to | and ){_YEAR}年?")
_SINCE = re.compile(rf"(?:since |after )?{_DAY}(?:以来|以后|之后|起|至今)|since {_YEAR}")
_UNTIL = re.compile(rf"{_DAY}(?:以前|之前|前)|(?:before|until) {_YEAR}")
_WITHIN = re.compile(_DAY)
_NUMBERED = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")


@dataclass(frozen=True, slots=True)
class Period:
    """first, last: beginnings of ISO dates, both included, None where open. said: as the question words it."""

    said: str
    first: str | None
    last: str | None

    def holds(self, date: str) -> bool:
        """Whether a date (2020, 2020-02, 2020-02-10) lies in it; one that is less exact than its ends does not."""
        after = self.first is None or (len(date) >= len(self.first) and date[: len(self.first)] >= self.first)
        before = self.last is None or (len(date) >= len(self.last) and date[: len(self.last)] <= self.last)
        return bool(date) and after and before


def period(folded: str) -> Period | None:
    """The first period that a question names; None without any."""
    if span := _RANGE.search(folded):
        return Period(span.group(), span[1], span[2])
    if since := _SINCE.search(folded):
        return Period(since.group(), since[4] or _iso(since), None)
    if until := _UNTIL.search(folded):
        return Period(until.group(), None, until[4] or _iso(until))
    if within := _WITHIN.search(folded):
        return Period(within.group(), _iso(within), _iso(within))
    return None


def dated(policy: Entity) -> str:
    """The policy's date, else the year in its number or its title; empty where nothing tells it."""
    date = str(policy.attrs.get("date", ""))
    year = _NUMBERED.search(f"{policy.attrs.get('doc_number', '')} {policy.name}")
    return date if date[:1].isdigit() else year.group() if year else ""


def _iso(found: re.Match[str]) -> str:
    return "-".join(part.zfill(2) for part in found.groups()[:3] if part)
