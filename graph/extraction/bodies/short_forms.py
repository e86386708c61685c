"""Short forms that a document binds to a body (以下简称“领导小组”), and groups that an earlier part names in full."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from graph.elements import BODIES, Kind
from graph.extraction.bodies.find import BodyFind
from graph.extraction.scope import Scope

_DEFINED = re.compile(
    r"[（(](?:以下|下文|下同|下)?(?:统?简?称)(?:为|：|:)?[“\"「]?([^”\"」）)《，,、]{2,16})[”\"」]?[）)]"
)
# 本地人管青虹锅炉叫“虹锅”: what a firm is called.
_CALLED = re.compile(r"(?:也|又|都|就)?(?:被)?(?:叫|称|唤)[做作为]?“(?P<short>[^“”]{2,6})”")
# What a firm's short form goes on with where its branch is meant.
_BRANCH = re.compile(
    r"(?!集团|公司|股份|有限)[一-鿿]{2,6}?(?:制造基地|生产基地|厂区|分公司|子公司|公司|分厂|项目部|研究院|技术中心|培训中心)"
)
_INSTITUTES = ("研究院", "中心")
_GUESSED = frozenset(("firm-trade", "firm-listed", "firm-head"))
_GROUP_END = ("领导小组", "协调小组", "指挥部", "联席会议")
# 省应对疫情工作领导小组市场供应保障组, later 市场供应保障组 alone.
_TEAM = re.compile(r"(?:小组|指挥部|机制|办公室)(?P<team>[一-鿿]{4,9}组)$")
_OFFICES = ("办公室", "办公厅")
# A short form of so few characters may be an ordinary word: 我局, 公司, 学校.
_SHORTEST = 2


def bind_short_forms(scope: Scope, finds: Iterable[BodyFind]) -> None:
    """Writes into `scope.short_forms` what the text defines behind a body's name, and its groups' names."""
    for find in finds:
        match = _DEFINED.match(scope.text, find.end, scope.part.end)
        if match is not None and len(match.group(1)) >= _SHORTEST:
            scope.short_forms.setdefault(match.group(1), (find.kind, find.name))
        called = _CALLED.match(scope.text, find.end, scope.part.end) if find.kind is Kind.ENTERPRISE else None
        if called is not None:
            scope.short_forms.setdefault(called["short"], (find.kind, find.name))
        if find.kind is Kind.AGENCY and find.rule == "agency-group" and find.name.endswith(_OFFICES):
            owner = find.name.removesuffix("办公室")
            scope.short_forms.setdefault(owner, (find.kind, owner))
        if find.rule == "agency-group" and (team := _TEAM.search(find.name)) is not None:
            scope.short_forms.setdefault(team["team"], (find.kind, find.name))
        if find.kind is Kind.AGENCY and find.name.endswith(_GROUP_END):
            printed = scope.text[find.start : find.end]
            for form in (printed, find.name, *find.aliases):
                if len(form) > len(_GROUP_END[0]) + 2:
                    scope.short_forms.setdefault(form, (find.kind, find.name))


def find_short_forms(scope: Scope) -> Iterator[BodyFind]:
    """Later uses of the bound forms in the part; with 办公室 behind one, its office."""
    for form, (kind, name) in scope.short_forms.items():
        if kind not in BODIES:
            continue
        at = scope.text.find(form, scope.part.start, scope.part.end)
        while at >= 0:
            find = BodyFind(at, at + len(form), name, kind, "body-short-form", weight=0)
            if not _is_inside(scope.text, find):
                yield _with_branch(scope.text, _with_office(scope.text, find))
            at = scope.text.find(form, at + len(form), scope.part.end)


def _is_inside(text: str, find: BodyFind) -> bool:
    """Whether a firm's name goes on around the form: 青虹化工 of 湖南青虹化工有限公司."""
    around = (text[max(find.start - 1, 0) : find.end], text[find.start : find.end + 1])
    printed = text[find.start : find.end]
    return find.kind is Kind.ENTERPRISE and any(part != printed and part in find.name for part in around)


def with_short_forms(finds: Iterable[BodyFind], shorts: Iterable[BodyFind]) -> list[BodyFind]:
    """The finds, guessed ones that are a bound form (北工机床) under its full name, and the other bound forms."""
    bound = {(short.start, short.end): short for short in shorts}
    finds = list(finds)
    named = [bound.get((find.start, find.end), find) if _is_guessed(find) else find for find in finds]
    taken = {(find.start, find.end) for find in finds}
    return [*named, *(short for place, short in bound.items() if place not in taken)]


def _is_guessed(find: BodyFind) -> bool:
    return find.rule in _GUESSED or (find.rule == "agency-committee" and find.weight == 0)


def _with_branch(text: str, find: BodyFind) -> BodyFind:
    """秦钛股份|板带分公司: a firm's short form goes on with the name of what is its own."""
    branch = _BRANCH.match(text, find.end) if find.kind is Kind.ENTERPRISE else None
    if branch is None:
        return find
    kind = Kind.INSTITUTION if branch.group().endswith(_INSTITUTES) else Kind.ENTERPRISE
    name = find.name + branch.group()
    return replace(find, end=branch.end(), name=name, kind=kind, rule="branch-of-short-form", weight=2)


def _with_office(text: str, find: BodyFind) -> BodyFind:
    office = next((word for word in _OFFICES if text.startswith(word, find.end)), "")
    if not office or find.kind is not Kind.AGENCY or find.name.endswith(_OFFICES):
        return find
    return replace(find, end=find.end + len(office), name=find.name + office)
