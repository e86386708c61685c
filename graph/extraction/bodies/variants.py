"""Printed variants of a firm's or institution's name in a part; common nouns that an enumeration makes names."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace

from graph.elements import Kind
from graph.extraction.bodies.find import BodyFind
from graph.extraction.bodies.teams_of_firms import find_teams_of_firms
from graph.extraction.boundary import has_proper_part, is_common, left_edge
from graph.extraction.places.around import Places
from graph.extraction.places.divisions import printed_forms
from graph.extraction.scope import Scope

_LEGAL_FORM = re.compile(r"(?<=..)(?:股份有限|有限责任|有限)?公司$")
_OWN_UNION = re.compile(r"工会(?!会|员|组织|经费|工作|系统|干部|小组)")
# 省人大常委会党组会议: the group decides, where its 书记 or 成员 only bears the post.
_OWN_GROUP = re.compile(r"党组(?!副?书记|成员|委员|织|、)")
_OWN_PARTY = re.compile(r"党委(?!副?书记|常?委|会)")
# Bodies whose 党委 is named behind them; a place's is its own (省委).
_WITH_COMMITTEES = (
    "局",
    "署",
    "海关",
    "公司",
    "集团",
    "厂",
    "银行",
    "学院",
    "大学",
    "学校",
    "医院",
    "院",
    "所",
    "中心",
    "行",
    "矿",
)
_BETWEEN = re.compile(r"、(?P<name>[一-鿿]{2,8}(?:总厂|厂|职业技术学校|学校|学院|中学|医院|幼儿园))(?=[、等和与])")


def unified(finds: Iterable[BodyFind]) -> list[BodyFind]:
    """Finds whose names differ only in the form of their place bear the name that is printed most.

    云南省工商学院 once and 云南工商学院 five times are one.
    """
    finds = list(finds)
    names = Counter((find.kind, _key(find), find.name) for find in finds if find.region is not None)
    if len(names) < 2:
        return finds
    best: dict[tuple[Kind, str], str] = {}
    for (kind, key, name), _ in sorted(names.items(), key=lambda item: (-item[1], item[0][2])):
        best.setdefault((kind, key), name)
    # 上海美术家协会 for 上海市美术家协会; other agencies have their names from tables.
    return [
        replace(find, name=best[(find.kind, _key(find))])
        if find.region is not None and (find.kind is not Kind.AGENCY or find.rule == "institution-head")
        else find
        for find in finds
    ]


_UNION = re.compile(r"(?:（控股）|\(控股\))?(?:集团)?公司|集团(?![军化式队内下])")


def with_legal_forms(text: str, finds: Iterable[BodyFind]) -> list[BodyFind]:
    """Known firms with the 公司 that follows their short form: 云锡集团（控股）公司."""
    found = []
    for find in finds:
        form = _UNION.match(text, find.end) if find.rule == "firm-known" else None
        found.append(replace(find, end=form.end()) if form is not None else find)
    return found


def unions_of(text: str, kept: Sequence[BodyFind]) -> list[BodyFind]:
    """大理供电局工会, 税务总局党委, 邮政局党组, 供电公司党员服务队: what a body has under its name."""
    found = [*find_teams_of_firms(text, kept)]
    for find in kept:
        if find.kind is not Kind.AGENCY and _OWN_UNION.match(text, find.end) and _acts(text, find):
            found.append(
                BodyFind(find.start, find.end + 2, find.name + "工会", Kind.AGENCY, "agency-union", find.region)
            )
        elif find.name.endswith(_WITH_COMMITTEES) and _OWN_PARTY.match(text, find.end):
            name, printed = f"中共{find.name}委员会", (find.name + "党委",)
            found.append(BodyFind(find.start, find.end + 2, name, Kind.AGENCY, "agency-union", find.region, printed))
        elif find.kind is Kind.AGENCY and _OWN_GROUP.match(text, find.end):
            group = f"{find.name}党组"
            found.append(BodyFind(find.start, find.end + 2, group, Kind.AGENCY, "agency-union", find.region))
    return found


def _acts(text: str, find: BodyFind) -> bool:
    """Whether the union is named other than by the post of its chair (青虹公司工会主席), which is held at the firm."""
    union = text[find.start : find.end] + "工会"
    return text.count(union) > sum(text.count(union + chair) for chair in ("主席", "副主席"))


def _key(find: BodyFind) -> str:
    if find.region is not None:
        bare = (find.region.name[:-1],) if len(find.region.name) > 3 else ()  # 麦盖提 of 麦盖提县
        for form in sorted((*printed_forms(find.region), *bare), key=len, reverse=True):
            if find.name.startswith(form):
                return find.region.code + _LEGAL_FORM.sub("", find.name.removeprefix(form))
    return find.name


_SHARED_HEAD = re.compile(r"(?:医院|大学|学院|中学|小学|电厂|水厂)$")
_STEM_BEFORE = re.compile(r"[一-鿿]{3,4}$")


def shared_heads(text: str, start: int, kept: Sequence[BodyFind], places: Places) -> list[BodyFind]:
    """火神山、雷神山医院: names of an enumeration of which the last alone is printed with its kind."""
    found = []
    ends = {find.end for find in kept}
    for find in kept:
        head = _SHARED_HEAD.search(find.name)
        at = find.start
        while head is not None and at > start and text[at - 1] in "、和" and at - 1 not in ends:
            edge = left_edge(text, at - 1, start)
            # 武汉|火神山、雷神山医院: the place that both lie in.
            first = max((hit.end for hit in places.between(edge.start, at - 1)), default=edge.start)
            stem = _STEM_BEFORE.fullmatch(text, first, at - 1)
            if (
                stem is None
                or not (edge.sure or first > edge.start)
                or len(stem.group()) + len(head.group()) != len(find.name)
            ):
                break
            in_full = stem.group().endswith(head.group())  # 东湖学院、文理学院
            if in_full or not has_proper_part(stem.group()) or is_common(stem.group()):
                break
            name = stem.group() + head.group()
            found.append(
                replace(find, start=stem.start(), end=stem.end(), name=name, rule="body-shared-head", aliases=())
            )
            at = stem.start()
    return found


def enumerated_names(scope: Scope, places: Places, kept: list[BodyFind]) -> list[BodyFind]:
    """Common nouns between two names of an enumeration: 城乡供水总厂, and 职业技术学校, which is the county's."""
    starts, ends = {find.start for find in kept}, {find.end for find in kept}
    found = []
    for match in _BETWEEN.finditer(scope.text, scope.part.start, scope.part.end):
        start, end, printed = match.start("name"), match.end(), match["name"]
        if start in starts or start - 1 not in ends or end + 1 not in starts:
            continue
        firm = printed.endswith("厂")
        place = places.lowest(start)
        named = firm or place is None or bool(places.between(start, end))
        name = printed if named or place is None else place.name + printed
        kind = Kind.ENTERPRISE if firm else Kind.INSTITUTION
        found.append(BodyFind(start, end, name, kind, "body-enumerated", place))
    return found
