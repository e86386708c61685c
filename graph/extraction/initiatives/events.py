"""Events with a name of their own: 第三届青河市职工技能大赛, 青河市工会干部业务培训班, 绿洲平原工匠精神交流活动.

A name is told from any event of its kind by a place, a year or an ordinal at its front, or by a verb of hosting beside
a long theme; the words stand in gazetteer/events.toml.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache

from graph.elements import Kind
from graph.extraction.body_tables import any_of, read_table
from graph.extraction.initiatives.heads import PlainName, left_end
from graph.extraction.initiatives.table import longest_first
from graph.extraction.scope import Mention, Scope
from graph.extraction.word_pattern import WordPattern

RULE = "event-name"
_LONGEST = 44
_LONGEST_NAME = 46
_FRONT = re.compile(
    r"(?P<year>(?:19|20)\d{2}年?(?:度|全年)?)?(?P<ordinal>第[一二三四五六七八九十百\d]+[届期季]|首届|[“‘])?"
    r"(?P<scope>全[国省市州县区]|中国|中华|世界|国际|[我本][省市州县区]|(?:[省市州县区](?![场民域政])(?:直|属|级)?)(?=[^，。]{5}))?"
)
_ORDINAL = re.compile(r"第[一二三四五六七八九十百\d]+[届期季]|首届|(?:19|20)\d{2}年度?")
_UNSHARED = re.compile(r"^(?:(?:19|20)\d{2}年度?|第[一二三四五六七八九十百\d]+[届期季]|首届|[全我本][国省市州县区])+")
_LEAST_CORE = 6
_JOINED = re.compile(
    r"暨[^，。；：、“”\n]{2,20}?(?:活动|仪式|大赛|竞赛|论坛|文化周|宣传周|服务月|[周月节])(?=[，。；在于的由将\n]|$)"
)
# No head behind the marks: 第三届某市职工技能大赛“焊工”项目 quotes what is contested.
_TITLED = re.compile(r"“[^”\n]{2,16}”(?=[，。；、\s在于由将举开正圆落鸣]|$)")
# 第四届职工运动会和|第二届职工艺术节: another event, named before.
_ANOTHER = re.compile(r"(?:[会赛节坛]|赛事|活动)(?:以?及|[和与])(?=[^，。；]{2})")
# 第二届|世界|运动会: whose the games are, where they have no theme.
_OF_ALL = re.compile(r"全[国省市州县区]|中[国华]|世界|国际|亚洲")
# 承办|好: what completes the verb begins no name.
_COMPLEMENT = re.compile(r"[办行备展][好了过起]")
_DATE = re.compile(r"\d{1,2}[日号](?:至\d{1,2}[日号])?(?:[上下]午|晚)?|\d{1,2}时")
_WITHIN = 14
"""Characters behind the name in which its verb of hosting stands."""
_ANOTHER_WORD = re.compile(
    r"方案|办法|规则|细则|奖(?!典)|者|团队|选手|基地|平台|机制|制度|体系|项目|现场(?!会)|标准|场馆|工作(?!交流)|[网数类力]|(?<=展)[示览演播]"
)
_PLACES = frozenset({Kind.REGION})
_HOSTS = frozenset({Kind.AGENCY, Kind.PERSON, Kind.POLICY})


@dataclass(frozen=True, slots=True)
class _EventKind:
    """Lengths in characters. theme: least behind a place, year or ordinal; hosted: least where none stands there."""

    theme: int
    hosted: int
    strict: bool = False


@dataclass(frozen=True, slots=True)
class _Shown:
    """What tells an event from any of its kind: a place or number at its front, the number, a verb of hosting."""

    front: bool
    ordinal: bool
    hosted: bool

    def is_named(self, theme: str, kind: _EventKind) -> bool:
        if _words().generic.fullmatch(theme) and not self.ordinal and not (self.front and self.hosted):
            return False
        if kind.strict:
            return self.front and self.hosted and len(theme) >= kind.theme
        if not self.front:
            return self.hosted and len(theme) >= kind.hosted
        return len(theme) >= (2 if self.ordinal else kind.theme)


@dataclass(frozen=True, slots=True)
class _Words:
    heads: WordPattern
    kinds: dict[str, _EventKind]
    before: tuple[str, ...]
    after: re.Pattern[str]
    cuts: re.Pattern[str]
    refused: re.Pattern[str]
    generic: re.Pattern[str]


def find_events(scope: Scope) -> list[PlainName]:
    """Named events of the part, in order; a name without its place is that of the longer one in the same part."""
    found = [name for name in (_event(scope, head) for head in _heads(scope)) if name is not None]
    longest = sorted(found, key=lambda name: -len(name.name))
    return [_whole(name, longest) for name in found]


def _heads(scope: Scope) -> Iterator[re.Match[str]]:
    for head in _words().heads.finditer(scope.text, scope.part.start, scope.part.end):
        if not _ANOTHER_WORD.match(scope.text, head.end()):
            yield head


def _event(scope: Scope, head: re.Match[str]) -> PlainName | None:
    text, kind = scope.text, _words().kinds[head[0]]
    begin = _begin(scope, head.start())
    name, modifier = text[begin : head.end()], text[begin : head.start()]
    if not modifier or len(name) > _LONGEST_NAME or _words().refused.search(modifier):
        return None
    if modifier.endswith(tuple(_words().kinds)):
        return None  # 职工技能大赛选拔赛: a stage of the contest named
    theme = text[_front_end(scope, begin, head.start()) : head.start()]
    numbered = _ORDINAL.search(modifier) is not None or text.endswith("一届", 0, begin)
    theme = theme or (modifier if numbered and _OF_ALL.search(modifier) else "")
    shown = _Shown(numbered or len(theme) < len(modifier), numbered, _is_hosted(text, begin, head.end()))
    if not shown.is_named(theme, kind):
        return None
    end = _titled_end(text, _joined_end(text, head.end())) if numbered else _joined_end(text, head.end())
    return PlainName(begin, end, text[begin:end], RULE)


def _titled_end(text: str, end: int) -> int:
    """Where a numbered event's name ends with the quoted title behind it: 第三届青河市职工运动会“沙场点兵”."""
    titled = _TITLED.match(text, end)
    return titled.end() if titled else end


def _joined_end(text: str, end: int) -> int:
    """Where the name ends with the event that 暨 joins to it: 职工创新成果展暨工匠文化周."""
    joined = _JOINED.match(text, end)
    return joined.end() if joined else end


def _begin(scope: Scope, head: int) -> int:
    """Where the name begins: behind stops, verbs, dates and whoever hosts it."""
    text, floor = scope.text, max(scope.part.start, head - _LONGEST)
    begin, _ = left_end(text, floor, head, 2)
    near = scope.beginning_in(floor, head)
    ends = [m.end for m in near if m.kind in _HOSTS and begin < m.end <= head - 2]
    ends += [found.end() for found in (*_DATE.finditer(text, begin, head), *_ANOTHER.finditer(text, begin, head))]
    begin = max([begin, *ends])
    while (cut := _words().cuts.search(text, begin, head)) is not None:
        if head - cut.end() < 2 or _is_within(near, cut):
            break
        begin = cut.end()
    return begin + (_COMPLEMENT.match(text, begin - 1, head) is not None)


def _is_within(mentions: Sequence[Mention], cut: re.Match[str]) -> bool:
    return any(m.kind in _PLACES and m.start < cut.end() and cut.start() < m.end for m in mentions)


def _front_end(scope: Scope, begin: int, head: int) -> int:
    """Where the theme begins, behind a year, an ordinal and the names of places."""
    at = begin
    while at < head:
        places = [m.end for m in scope.beginning_in(at, at + 1) if m.kind in _PLACES and m.end < head]
        front = _FRONT.match(scope.text, at, head)
        end = max([*places, front.end() if front else at])
        if end == at:
            break
        at = end
    return at


def _is_hosted(text: str, begin: int, end: int) -> bool:
    """Does a verb that tells of one event stand beside the name?"""
    words = _words()
    return text.endswith(words.before, 0, begin) or words.after.match(text, end, end + _WITHIN) is not None


def _whole(name: PlainName, longest: Sequence[PlainName]) -> PlainName:
    """The name as the part prints it in full: one of the same theme and head, and of no other number."""
    whole = next((one for one in longest if _is_short_for(name.name, one.name)), name)
    return name if whole.name == name.name else replace(name, name=whole.name, aliases=(name.name,))


def _is_short_for(short: str, whole: str) -> bool:
    """Does the whole name hold all that is left of the short one without years, numbers and 全市, in order?"""
    core = _UNSHARED.sub("", short)
    rest = iter(whole)
    is_held = whole[-2:] == short[-2:] and len(core) >= _LEAST_CORE and all(character in rest for character in core)
    numbers = [set(_ORDINAL.findall(name)) for name in (short, whole)]
    return is_held and numbers[0] <= numbers[1]


@cache
def _words() -> _Words:
    table = read_table("events.toml")
    kinds = {
        head: _EventKind(kind["theme"], kind["hosted"], kind.get("strict", False))
        for kind in table["kinds"]
        for head in kind["heads"]
    }
    return _Words(
        WordPattern(dict.fromkeys(kinds, "")),
        kinds,
        longest_first(table["hosting"]["before"]),
        re.compile(rf"[^，。；：\n]{{0,10}}?(?:{any_of(table['hosting']['after'])})"),
        re.compile(rf"{any_of([*table['cuts']['words'], *table['hosting']['before']])}|{table['cuts']['single']}"),
        re.compile(table["cuts"]["refused"]),
        re.compile(f"(?:{any_of(table['cuts']['generic'])})+"),
    )
