"""Candidates for initiatives without quotation marks: heads in the text, where a name may begin, what is seen of both.

What is seen has names (`head=机制`, `before=建立`, `pair=报送`); the weights of gazetteer/unmarked_weights.tsv are over
them. Every measure is yes or no.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from graph.elements import Kind
from graph.extraction.body_tables import any_of, read_table
from graph.extraction.boundary import common_pairs
from graph.extraction.initiatives.heads import OUT
from graph.extraction.initiatives.table import alternatives, initiative_table, longest_first
from graph.extraction.scope import Mention, Scope
from graph.extraction.word_pattern import WordPattern

_STOP = re.compile(r"[^\u4e00-\u9fffA-Za-z0-9、·+\-－]+")
_LONGEST = 26
_LEAST_OF_CAMPAIGN = 3
_LENGTHS = ((1, "1"), (2, "2"), (3, "3"), (4, "4"), (6, "5-6"), (8, "7-8"), (11, "9-11"), (15, "12-15"))
_FIGURE = re.compile(r"\d+")
_AMOUNT = re.compile(r"(?:共|约|累计|总计|达|合计)?\s*[\d.]+\s*(?:笔|万|亿|余|多|元)")
_INNER = "的和、与及等或"
_YEAR = re.compile(r"(?:19|20)\d\d年")
_LATIN = re.compile(r"[A-Za-z]")
_DIGIT = re.compile(r"\d")
_NOT_FIRST = re.compile(rf"[{_INNER}好了]|{OUT}")
_MARK = "<mark>"
_NAMED = frozenset({Kind.REGION, Kind.AGENCY, Kind.ENTERPRISE, Kind.INSTITUTION, Kind.POLICY})


@dataclass(frozen=True, slots=True)
class Head:
    """A head in the text. Clean offsets. kind: its class (scheme, money, system, service, works, campaign)."""

    start: int
    end: int
    word: str
    kind: str


@dataclass(frozen=True, slots=True)
class Start:
    """Where a name may begin. opening: the word before it, `<mark>`, or what else shows that one may."""

    at: int
    opening: str
    beside: tuple[str, ...] = ()
    """Measures of how it lies to other names."""


@dataclass(frozen=True, slots=True)
class _Words:
    heads: WordPattern
    kinds: dict[str, str]
    endings: tuple[str, ...]
    openings: dict[str, tuple[str, ...]]
    """By their last character, longest first."""
    fronts: re.Pattern[str]
    doing: frozenset[str]
    deeds: frozenset[str]
    """Verbs that no name holds."""
    uncut: frozenset[str]
    verbs: dict[str, str]
    refused: re.Pattern[str]
    behind: re.Pattern[str]
    generic: re.Pattern[str]
    all_generic: re.Pattern[str]


def find_heads(scope: Scope) -> Iterator[Head]:
    """The heads of the part, but where the next character makes them another word."""
    text, part, words = scope.text, scope.part, _words()
    for match in words.heads.finditer(text, part.start, part.end):
        kind = words.kinds[match[0]]
        if kind == "money" and _AMOUNT.match(text, match.end()):
            continue  # 拨付专项资金245笔: what was spent
        if match.start() > part.start and not words.behind.match(text, match.end()):
            yield Head(match.start(), match.end(), match[0], kind)


def head_measures(text: str, head: Head) -> list[str]:
    """What the head and its neighbours show, wherever the name begins."""
    before, following = text[head.start - 2 : head.start], text[head.end : head.end + 2]
    seen = [f"head={head.word}", f"class={head.kind}", f"mod={_flat(before)}"]
    if not following or following[0] == "\n":
        seen.append("behind=line")
    elif "一" <= following[0] <= "鿿":
        seen += [f"behind={following[0]}", f"behind={_flat(following)}", "behind-text"]
    else:
        seen.append(f"behind={following[0]}")
    return seen


def starts(scope: Scope, head: Head) -> list[Start]:
    """Where a name with the head may begin, leftmost first: behind marks and words, at and behind other names."""
    text, words, floor = scope.text, _words(), _floor(scope, head.start)
    near = [m for m in scope.beginning_in(floor - 20, head.start) if m.kind in _NAMED]
    openings = {at: "<figure>" for match in _FIGURE.finditer(text, floor, head.start) for at in match.span()}
    openings |= {mention.start: "<begin>" for mention in near} | {mention.end: "<end>" for mention in near}
    for at in range(floor + 1, head.start):
        if text[at - 1] in words.openings and (opening := _opening(text, at, floor, words)):
            openings[at] = opening
    if floor > head.start - _LONGEST or floor == scope.part.start:
        openings[floor] = _MARK
    deed = max((at for at in openings if openings[at] in words.deeds), default=floor)
    return [
        Start(at, openings[at], tuple(_beside(near, at)))
        for at in sorted(openings)
        if deed <= at < head.start and not _NOT_FIRST.match(text, at) and not _is_refused(text, at, head)
    ]


def _floor(scope: Scope, head: int) -> int:
    """Where the clause before the head begins, or the longest name would."""
    floor = max(scope.part.start, head - _LONGEST)
    stops = _STOP.findall(scope.text, floor, head)
    return scope.text.rindex(stops[-1], floor, head) + len(stops[-1]) if stops else floor


def _is_refused(text: str, at: int, head: Head) -> bool:
    if head.word == "系统" and text.endswith(initiative_table().sectors, at, head.start):
        return True  # 全市税务系统: all the offices of a trade
    words, modifier = _words(), text[at : head.start]
    if head.kind == "campaign" and len(modifier) < _LEAST_OF_CAMPAIGN:
        return True
    if head.kind != "money" and words.all_generic.fullmatch(modifier):
        return True
    return words.refused.search(modifier) is not None


def _opening(text: str, at: int, floor: int, words: _Words) -> str:
    """The longest word that ends before `at` and that a name begins behind, "" when there is none."""
    for word in words.openings.get(text[at - 1], ()):
        if text.endswith(word, floor, at):
            inside = len(word) == 1 and (text[at - 1 : at + 1] in words.uncut or text[at - 2 : at] in words.uncut)
            return "" if inside else word
    return ""


def start_measures(scope: Scope, head: Head, ways: Sequence[Start], place: int) -> list[str]:
    """What one of the places where the name may begin shows, as a beginning."""
    text, words, start = scope.text, _words(), ways[place]
    seen = [f"before={start.opening}", f"length={_length(head.start - start.at)}", *start.beside]
    if start.opening == _MARK:
        seen.append(f"mark={text[start.at - 1 : start.at].strip() or 'line'}")
    else:
        seen.append("seam=common" if text[start.at - 1 : start.at + 1] in common_pairs() else "seam=rare")
        if verb := words.verbs.get(start.opening):
            seen.append(f"verb={verb}")
    later = [way.opening for way in ways[place + 1 :] if way.opening[0] != "<"]
    seen += [f"skips={opening}" for opening in later]
    if any(opening in words.verbs for opening in later):
        seen.append("skips-verb")
    if place == len(ways) - 1:
        seen.append("rightmost")
    if place == 0:
        seen.append("leftmost")
    if front := words.fronts.match(text, start.at, head.start):
        seen += ["front", f"front={front[0]}"]
    if text[start.at - 1] in "、和及与" and text.endswith(words.endings, max(0, start.at - 8), start.at - 1):
        seen.append("behind-head")
    modifier = text[start.at : head.start]
    seen += [f"inner={mark}" for mark in _INNER if mark in modifier]
    for name, found in (("year", _YEAR.match), ("latin", _LATIN.search), ("digit", _DIGIT.search)):
        if found(modifier):
            seen.append(name)
    return seen


def _beside(mentions: Sequence[Mention], at: int) -> Iterator[str]:
    """How a place lies to other names."""
    for mention in mentions:
        if mention.start == at:
            yield f"begins={mention.kind.value}"
        elif mention.end == at:
            yield f"behind-a={mention.kind.value}"
        elif mention.start < at < mention.end:
            yield "cuts"


def name_measures(scope: Scope, head: Head, start: Start) -> list[str]:
    """What the name from the start to its head shows, as a name."""
    text, words = scope.text, _words()
    modifier, name = text[start.at : head.start], text[start.at : head.end]
    length, generic = _length(len(modifier)), _generic(modifier)
    seen = [f"length={length}&{head.kind}", f"generic={generic}", f"generic={generic}&{head.kind}"]
    if start.opening in words.doing:
        seen += ["doing", f"doing&{head.kind}", f"doing&{head.word}"]
    if verb := words.verbs.get(start.opening):
        seen.append(f"verb={verb}&{head.word}")
    pairs = [modifier[at : at + 2] for at in range(len(modifier) - 1)]
    rare = sum(pair not in common_pairs() for pair in pairs) / max(1, len(pairs))
    seen.append(
        "rare=none" if rare == 0 else "rare=some" if rare <= 0.34 else "rare=half" if rare <= 0.67 else "rare=most"
    )
    seen += [f"pair={pair}" for pair in pairs]
    seen += [f"first={name[:2]}", f"context={_flat(text[max(start.at - 2, 0) : start.at])}"]
    seen += [f"tail={name[-length:]}" for length in (3, 4) if len(name) > length]
    seen.append("repeated" if text.count(name) > 1 else "once")
    if text[head.end : head.end + 1] == "、" or start.opening in tuple("、和及与"):
        seen.append("listed")
    return seen


def _flat(context: str) -> str:
    """On one line, since measures are rows of a table."""
    return "/".join(context.split())


def _generic(modifier: str) -> str:
    """How much of the modifier is general talk."""
    share = sum(map(len, _words().generic.findall(modifier))) / len(modifier)
    return "all" if share >= 1 else "most" if share >= 0.6 else "some" if share else "none"


def _length(characters: int) -> str:
    return next((name for longest, name in _LENGTHS if characters <= longest), "16+")


@cache
def _words() -> _Words:
    raw, table = read_table("unmarked.toml"), initiative_table()
    kinds = {head: kind for kind, heads in raw["heads"].items() for head in heads}
    verbs = (("found", table.founding_verbs), ("use", table.using_verbs), ("build", table.building_verbs))
    openings = {
        *(
            *raw["openings"]["words"],
            *raw["openings"]["doing"],
            *raw["openings"]["deeds"],
            *table.left_cuts,
            *table.left_soft_cuts,
        ),
        *(*table.left_words, *table.carrying_verbs, *table.building_verbs, *table.using_verbs),
    }
    generic = alternatives(longest_first([*raw["generic"]["words"], *table.generic_before]))
    by_last: dict[str, list[str]] = {}
    for word in longest_first(list(openings)):
        by_last.setdefault(word[-1], []).append(word)
    return _Words(
        WordPattern(dict.fromkeys(kinds, "")),
        kinds,
        tuple(kinds),
        {last: tuple(words) for last, words in by_last.items()},
        re.compile(any_of(openings)),
        frozenset(raw["openings"]["doing"]),
        frozenset(raw["openings"]["deeds"]),
        frozenset(table.left_uncut),
        {verb: name for name, group in (*verbs, ("carry", table.carrying_verbs)) for verb in group},
        re.compile(raw["refused"]["modifier"]),
        re.compile(raw["refused"]["behind"]),
        re.compile(generic),
        re.compile(f"(?:{generic})+"),
    )
