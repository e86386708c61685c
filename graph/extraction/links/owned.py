"""PART_OF of what an owner has: 某局所属某中心, 某公司的某工作室, 学院某中心, what an owner has built."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise, takewhile

from graph.elements import SITED, Kind, LinkKind
from graph.extraction.dates import PRINTED_DATE
from graph.extraction.found import FoundLink, part_of
from graph.extraction.links.places import HUNG, OPENED
from graph.extraction.mention_groups import MentionsByPlace, coordinated
from graph.extraction.scope import Mention, Scope
from ingest.document import Span

_OWNED = re.compile(
    r"\s*(?:的)?(?:所属|下属|直属|下设|旗下)(?:的)?\s*(?:(?:[\d一二三四五六七八九十两]+[个家所]|各)[^，。；：（(]{1,6}[（(：:]|(?:单位|企业|公司|机构)?[：:]?)\s*"
)
# Between an owner, or its short form in brackets, and what it has.
_POSSESSED = re.compile(r"[”\"]?[）)]?(?:(?:[\u4e00-\u9fff]{1,4}[所部厂段车间])?的)?[“\"]?")
# What schools and hospitals have that bears no name of theirs.
_WITHIN_SCHOOLS = ("工作室", "实训中心", "实训基地", "实验室")
# What has an institution or a firm printed right behind its name: 人社部|中国某某出版集团.
_BUREAUS = ("部", "局", "厅", "署", "委员会", "总工会", "科学院")
_OF_FIRM = re.compile(r"(?:（[^（）]{2,30}）|[”\"]?[）)])?的?")
# What a firm has whose own name says no more than its kind and work: 某公司炼铁总厂.
_UNITS = ("总厂", "分厂", "车间", "项目部", "事业部", "工区", "指挥部", "分公司", "站段", "机务段")
# Where something is unveiled and no more.
_VENUES = ("公园", "馆", "宫", "剧院", "会展中心", "酒店")
_BELONGS = re.compile(r"(?:隶属于?|属于|是|为|系)\s*")
_SUBORDINATE = re.compile(r"(?:隶属于?|归属于?|直属于|从属于)\s*")
# 隶属于红石集团的|青禾水泥厂.
_SUBORDINATE_TO = re.compile(r"(?:隶属于?|归属于?|直属于|从属于)$")
_BRANCH_OF = re.compile(
    r"(?:[^，。；、]{0,4}的)?(?:全资|控股|直属|下属|所属|二级|三级|骨干|核心|重要|一家|一个)*(?:企业|事业单位|直属单位|权属单位|分院|分校|分馆|分部|分会|分中心|分公司|子公司|分支机构|校区|教学点|成员)"
)
# Behind a body, before what it built: 某集团投入一亿元建成某实训基地.
_BUILT = re.compile(
    r"(?:[^，。；、与和同联在牵共]{0,14})(?:建成|建立|设立|组建|成立|创建|创办)了?(?:[^，。；、“]{0,6})"
)
# A firm or school spoken of, right before what it has: 学院“智造”实训中心, 集团所属甲厂、乙厂.
_ITS = re.compile(
    r"(公司|集团|企业|学院|学校|(?<!救治|定点|收治)医院|该院|该校|该公司|该集团)(?:所属|下属|旗下|直属)?的?$"
)
_LISTING = frozenset({"、", "和", "及", "以及"})
_REACH = 300


def find_owned_links(
    scope: Scope, sentence: Span, named: Sequence[Mention], bodies: MentionsByPlace
) -> Iterator[FoundLink]:
    """PART_OF links of one sentence that tell an owner."""
    for one, other in pairwise(named):
        yield from _of_neighbours(scope.text, sentence, one, other)
        if _is_beside(scope, one, other):
            yield part_of(other, one, Span(one.start, other.end), "body-beside-bureau", 0.7)
    for run in coordinated(scope.text, named):
        yield from _listed(scope.text, run, bodies)
        yield from _of_the_owner(scope.text, sentence, run, bodies)


def _is_beside(scope: Scope, one: Mention, other: Mention) -> bool:
    """人社部|中国某某出版集团, without a blank of the original between them (财政部 国家铁路集团)."""
    if one.end != other.start or one.kind is not Kind.AGENCY or other.kind not in SITED:
        return False
    seam = scope.document.clean.original(one.end - 1, one.end + 1)
    return seam.end - seam.start == 2 and one.name.endswith(_BUREAUS)


def _of_neighbours(text: str, sentence: Span, one: Mention, other: Mention) -> Iterator[FoundLink]:
    both = Span(one.start, other.end)
    if _OWNED.fullmatch(text, one.end, other.start):
        yield part_of(other, one, both, "owned-body", 0.9)
    has_own = other.kind is Kind.INSTITUTION and (
        one.kind is Kind.ENTERPRISE or (one.kind is Kind.INSTITUTION and other.name.endswith(_WITHIN_SCHOOLS))
    )
    if has_own and _POSSESSED.fullmatch(text, one.end, other.start):
        yield part_of(other, one, both, "possessed-body", 0.75)
    is_unit = one.kind is Kind.ENTERPRISE and other.kind in SITED and other.name.endswith(_UNITS)
    if is_unit and _OF_FIRM.fullmatch(text, one.end, other.start):
        yield part_of(other, one, both, "unit-of-firm", 0.85)
    if one.kind in SITED and other.kind is Kind.INSTITUTION and _BUILT.fullmatch(text, one.end, other.start):
        yield part_of(other, one, both, "built-body", 0.7)
    if _SUBORDINATE.fullmatch(text, one.end, other.start):
        yield part_of(one, other, both, "body-belongs", 0.9)
    to_owner = _SUBORDINATE_TO.search(text, sentence.start, one.start)
    if to_owner and text[one.end : other.start] == "的":
        yield part_of(other, one, Span(to_owner.start(), other.end), "body-belongs", 0.9)
    belongs = _BELONGS.fullmatch(text, one.end, other.start)
    is_below = _OWNED.match(text, other.end, sentence.end) and text[other.end] in "的所下直"
    if belongs and (is_below or _BRANCH_OF.match(text, other.end, sentence.end)):
        yield part_of(one, other, both, "body-belongs", 0.9)
    opened = OPENED.match(text, other.end, sentence.end)
    hosts = other.kind in SITED and not other.name.endswith(_VENUES)
    if opened and HUNG.fullmatch(text, one.end, other.start) and one.kind in SITED and hosts:
        date = PRINTED_DATE.search(text, sentence.start, one.start)
        attrs = {"date": date.group()} if date else {}
        span = Span(one.start, opened.end())
        yield FoundLink(LinkKind.PART_OF, one, other, span.start, span.end, "opened-at-body", 0.8, attrs)


def _listed(text: str, run: Sequence[Mention], bodies: MentionsByPlace) -> Iterator[FoundLink]:
    """某集团旗下5个园区（甲、乙）, 某集团下属的甲、乙: each that the bracket, the colon or 下属 opens."""
    owner = bodies.last_before(run[0].start)
    is_opened = text[run[0].start - 1] in "（(：:"
    if owner is None or (not is_opened and text[owner.start - 1 : owner.start] in {"、", "和"}):
        return  # 甲、乙所属丙、丁: a list that goes on
    if owner.end <= run[0].start and _OWNED.fullmatch(text, owner.end, run[0].start):
        listed = takewhile(lambda pair: text[pair[0].end : pair[1].start] in _LISTING, pairwise(run))
        for _, member in listed:
            yield part_of(member, owner, Span(owner.start, member.end), "owned-body", 0.85)


def _of_the_owner(text: str, sentence: Span, run: Sequence[Mention], bodies: MentionsByPlace) -> Iterator[FoundLink]:
    """集团所属甲厂、乙厂; 依托学院“智造”实训中心: the owner is the last body of that kind before."""
    its = _ITS.search(text[max(sentence.start, run[0].start - 8) : run[0].start])
    if its is None or run[0].kind not in SITED:
        return
    at = run[0].start - len(its.group())
    owner = owner_meant(its.group(1).removeprefix("该"), bodies.inside(max(at - _REACH, 0), at))
    ends_name = any(body.end > at for body in bodies.inside(max(at - 40, 0), run[0].start))  # 某有限|公司的
    if owner is None or ends_name or owner.end == at or text[at - 1 : at] in {"各", "家", "等", "类", "级"}:
        return
    for part in run:
        if part.name != owner.name:
            yield part_of(part, owner, Span(at, part.end), "body-of-the-owner", 0.7)


def owner_meant(word: str, before: Sequence[Mention]) -> Mention | None:
    """The last body that 公司, 集团 or 学院 may mean; 集团 means one that is called so, where there is one."""
    kind = Kind.ENTERPRISE if word in {"公司", "集团", "企业"} else Kind.INSTITUTION
    of_kind = [body for body in before if body.kind is kind]
    called = [
        body
        for body in of_kind
        if word in body.name[-6:] or (kind is not Kind.ENTERPRISE and body.name[-1] == word[-1])
    ]
    if word == "集团" or kind is Kind.INSTITUTION:
        full = [body for body in called if body.name.endswith(word)]
        return (full or called)[-1] if called else None
    return of_kind[-1] if of_kind else None
