"""Committees of a contest or campaign: 大赛组委会, 执委会, 秘书处, named after the contest that the text tells of."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from graph.elements import Kind
from graph.extraction.bodies.find import BodyFind
from graph.extraction.body_tables import any_of, read_table
from graph.extraction.places.around import Places
from graph.extraction.scope import Scope
from graph.extraction.word_pattern import AnchoredPattern

_WORDS = read_table("heads.toml")["contests"]
_RULE = "agency-of-contest"
_HEAD = any_of(_WORDS["heads"])
_NUMBER = r"第[一二三四五六七八九十百\d]{1,4}[届季]"
# “匠心杯”青工技能大赛, 第三届青工技能大赛: what tells one contest from the others, up to the word for it.
_NAME = re.compile(
    rf"(?P<front>{_NUMBER}|\d{{4}}年(?:度)?|中华人民共和国|全国|中国)*(?:“[^“”\n]{{2,12}}”(?:[一-鿿]{{0,14}}?)"
    rf"|(?<=[届国])[一-鿿]{{2,18}}?)(?:{_HEAD})"
)
_LONGEST_PLACE = 12
_COMMITTEE = AnchoredPattern(
    rf"(?P<of>(?:{_HEAD})?)(?P<committee>{any_of(_WORDS['committees'])}|(?<=[赛])(?:{any_of(_WORDS['of_contest'])}))"
    rf"(?P<office>{any_of(_WORDS['offices'])}|[一-鿿]{{2,6}}?组(?=副?组长|[、，。；]))?(?![员长])",
    (*_WORDS["heads"], *_WORDS["committees"], *_WORDS["of_contest"]),
)
# 大赛组委会委员、【秘书处】秘书长; 组委会副主任，【新闻宣传组】组长: an office of the committee named right before it.
_NEXT_OFFICE = re.compile(
    rf"(?:常务|执行)?副?(?:主任|秘书长|组长)?(?:委员|成员)?[、，兼](?:任)?(?P<office>(?:{any_of(_WORDS['offices'])})(?=副?(?:秘书长|主任))"
    r"|[一-鿿]{2,6}组(?=副?组长))"
)
_IN_FULL = {"组织委员会": "组委会", "执行委员会": "执委会"}


@dataclass(frozen=True, slots=True)
class _Contest:
    """A contest's name as printed first at `start`."""

    start: int
    name: str


def find_committees_of_contests(scope: Scope, places: Places) -> Iterator[BodyFind]:
    """Committees, their offices and teams."""
    text = scope.text
    contests: Sequence[_Contest] | None = None
    named: _Contest | None = None
    for match in _COMMITTEE.finditer(text, scope.part.start, scope.part.end):
        contests = contests if contests is not None else list(_contests(scope, places))
        last = _last(contests, match.start())
        runs_on = last is not None and last.start + len(last.name) == match.end("of")
        named = last if runs_on else named
        contest = named or last  # the one whose committee the text has named, else the one spoken of
        if contest is None:
            continue
        start = contest.start if runs_on else match.start()
        committee = contest.name + _IN_FULL.get(match["committee"], match["committee"])
        name = committee + (match["office"] or "")
        find = BodyFind(start, match.end(), name, Kind.AGENCY, _RULE, None, (match.group(),), 2)
        yield find
        if following := _NEXT_OFFICE.match(text, match.end("committee"), scope.part.end):
            at, office = following.span("office"), following["office"]
            yield replace(find, start=at[0], end=at[1], name=committee + office, aliases=(office,))


def _contests(scope: Scope, places: Places) -> Iterator[_Contest]:
    """Contests named in the part, each from the place that opens its name on."""
    text, floor = scope.text, scope.part.start
    for match in _NAME.finditer(text, floor, scope.part.end):
        start = match.start()
        near = places.between(max(floor, start - _LONGEST_PLACE), start)
        for hit in reversed(near):
            start = hit.start if hit.end == start else start
        yield _Contest(start, text[start : match.end()])


def _last(contests: Sequence[_Contest], at: int) -> _Contest | None:
    """The contest named last before the committee, else the first of the part."""
    before = [contest for contest in contests if contest.start <= at]
    return before[-1] if before else next(iter(contests), None)
