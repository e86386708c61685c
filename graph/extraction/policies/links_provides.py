"""PROVIDES_FOR: the initiatives that a policy's text sets up or requires; INCLUDES: a bundle and its members."""

from __future__ import annotations

import re
from collections.abc import Iterator, Set
from dataclasses import dataclass, replace

from graph.elements import Kind, LinkKind
from graph.extraction.found import FoundLink
from graph.extraction.policies.links_context import PolicyContext, clause_around
from graph.extraction.policies.links_means import is_means
from graph.extraction.scope import Mention
from ingest.document import Genre, PartKind, Span

_GROUND = re.compile(
    r"^(?:[\s　]|当前|今年|同时|并|要|进一步)*(?:为了?(?!期)(?![^，]{0,24}(?:提供|开通|设立|开设|搭建|打造|推出))"
    r"|(?:根据|按照|遵照)[^，。]{0,12}(?:党中央|国务院|省委|市委|总书记|关于)|围绕|助力|关于|贯彻|深入贯彻|认真贯彻|全面贯彻|学习贯彻)"
)
_SAYS = re.compile(
    r"[》〉”]?\s*(?:[（(][^（）()]{0,40}[）)])?[，\s]*(?:明确|提出|要求|指出|强调|规定|部署|从[^，。]{2,30}方面)"
)
_OBEYED = re.compile(r"(?:按照|根据|依据|对照|贯彻|落实|执行)[^，。；]{0,200}$")  # 按照《意见》要求，用好…
_PLANNED = re.compile(r"(?:研究|拟|谋划|争取|力争|适时|条件成熟)[^，。；]{0,6}$")
_THEME = re.compile(r"[^“”]+改革$")
# In a report: a way to get something done that is there already (可通过…办理), not one that the policy sets up.
_USED = re.compile(
    r"原则上|(?:机关|部门|局)将|数据显示|据统计|截至|累计|介绍，|据悉|据了解"
    r"|(?:登录|登陆|关注|拨打|选择|可以?通过|可以?在)[^，。；]{0,30}$"
)
_REVIEW = re.compile(r"工作(?:总结|回顾)|回顾$|发展成就$|主要成绩$")
# 通知要求, 措施明确: the policy that a page reports speaks again.
_SPEAKS = re.compile(
    r"(?:通知|意见|措施|方案|公告|政策|办法|文件|细则|指引|规定|指南)》?[中还，]{0,2}"
    r"(?:提出|要求|明确|指出|规定|强调|提到|从|共|包括)"
)
# 近日，某部印发通知: from here on another document may be told of.
_ISSUES = re.compile(
    r"[^，。；《]{0,10}(?:印发|下发|发布|发出|出台)了?[^，。；《]{0,24}(?:通知|公告|意见|方案|办法|措施|通告)(?![》中要明])"
)
_ASPECT = re.compile(r"[\s　]*在[^，。；]{2,30}方面，")
# Whose later paragraphs go on with the policy that they report.
_REPORTING = frozenset({Genre.NEWS, Genre.INTERPRETATION})
_TOLD_NEAR = 600
_TOLD_ALONE = 800
_LONGEST_SPEAKING = 8
_LEAD = 300
# What was done, not what is to be: 目前…达867家.
_REPORTS = re.compile(r"目前|截至|据悉|据了解|介绍|已经?[^，。]|[达超]\d|记者|表示|说[，。：]|\d{4}年[^底末前]")
_ANNOUNCING = frozenset(
    {"issuing-verb", "issued-by", "issuing-subject", "body-before-title", "header-issuer", "issuing-stand-in"}
)
# A news page's heading between two stretches: from there on something else is told.
_HEADING = re.compile(r"\n[ 　]*(?![（(]?[一二三四五六七八九十\d]+[、.．）)]|第)[^\n。：；]{4,26}(?<![，、])\n")
_POINT = re.compile(r"[\n 　][一二三四五六七八九十]{1,3}、")  # the policy's own points
# A guide collects what others provide for.
_GUIDE = re.compile(r"(?:指引|指南|清单|目录|解答)(?:（[^）]*）)?$")
_CAMPAIGN = re.compile(r"(?:战|响应)$")  # what is already on, not what a policy sets up
_STOPS = re.compile(r"(?:暂停|取消|停止|停办|中止|推迟|暂缓|不再)[^，。；、“”]{0,12}$")
# 开拓“某带某路”沿线市场, “某必需”企业: what the name only tells the kind of.
_TELLS_THE_KIND = re.compile(r"[”’]?(?:沿线|车辆|(?<!试点)企业(?![家服帮培用])|期间|人员)")
_PRINCIPLE = re.compile(r"等?的?[\u4e00-\u9fff]{0,4}原则")  # 按照“一项一策”原则: what guides is not set up


_FUND = re.compile(r"(?<=”)(?P<fund>[\u4e00-\u9fff]{4,}(?:资金|基金|经费))$")
_WRITTEN_INTO = re.compile(r"[^，。；“”]{0,6}?(?:被|已|也|还)?(?:写[进入]了?|载入|纳入|列入)《")


@dataclass(frozen=True, slots=True)
class _Reported:
    """What a part reports: policies by start, and who issued them, as pairs of a policy's key and a body's name."""

    policies: list[Mention]
    issuers: Set[tuple[str | None, str]]


def provides_links(context: PolicyContext, issued: list[FoundLink]) -> list[FoundLink]:
    """PROVIDES_FOR of the part. issued: its ISSUED links, which tell what a news item is about."""
    links: list[FoundLink] = []
    subjects = [] if context.own else _subjects(context, issued)
    issuers = {(link.tail.key, link.head.name) for link in issued}
    sections = context.scope.document.sections
    reviews = [Span(section.start, section.end) for section in sections if _REVIEW.search(section.title)]
    for initiative in context.initiatives:
        if _THEME.match(initiative.name):
            continue  # what whole documents are about (产业工人队伍建设改革), not what one policy sets up
        link = (
            _in_a_title(context, initiative)
            or _of_fund(context, initiative)
            or _written_into(context, initiative)
            or _as_said(context, initiative)
            or _by_text(context, initiative, _Reported(subjects, issuers), reviews)
        )
        if link is not None:
            links.append(link)
    return links


def _subjects(context: PolicyContext, issued: list[FoundLink]) -> list[Mention]:
    """Policies that the part reports: in its title, or, in a news page, issued in its text; by start.

    An item of a bulletin tells of a place's doings, of which the issue of a policy is one: only its title counts.
    """
    part = context.scope.part
    announced = {
        (link.tail.start, link.tail.key): link.tail
        for link in (issued if part.kind is PartKind.BODY else ())
        if "status" not in link.attrs and link.rule in _ANNOUNCING and link.tail.rule != "issued-title"
    }
    title = part.title
    for policy in context.policies:
        if title is not None and title.start <= policy.start < title.end:
            announced[(policy.start, policy.key)] = policy
    return [announced[place] for place in sorted(announced, key=lambda place: place[0])]


def _in_a_title(context: PolicyContext, initiative: Mention) -> FoundLink | None:
    """A policy provides for what its title names."""
    inside = [p for p in context.policies if p.start <= initiative.start and initiative.end <= p.end]
    if not inside:
        return None
    policy = max(inside, key=lambda p: p.start)
    aim = {"manner": "aim"} if _CAMPAIGN.search(initiative.name) else {}  # 支持打赢…阻击战: what it is to serve
    return FoundLink(LinkKind.PROVIDES_FOR, policy, initiative, policy.start, policy.end, "named-in-title", 0.9, aim)


def _of_fund(context: PolicyContext, initiative: Mention) -> FoundLink | None:
    """The rules for a fund provide for it: “暖河助企”职工关爱专项资金, 《职工关爱专项资金使用管理细则》."""
    fund = _FUND.search(initiative.name)
    if fund is None:
        return None
    ruled = re.compile(rf"{fund['fund']}(?:的?使用|和?管理|及?发放|筹集)*(?:暂行|实施)?(?:办法|细则|规定)")
    policy = next((one for one in context.policies if ruled.search(one.name)), None)
    if policy is None:
        return None
    return FoundLink(LinkKind.PROVIDES_FOR, policy, initiative, policy.start, policy.end, "rules-of-fund", 0.8)


def _written_into(context: PolicyContext, initiative: Mention) -> FoundLink | None:
    """“三查法”被写进《青河市安全生产管理办法》: the policy that takes an initiative up."""
    found = _WRITTEN_INTO.match(context.text, initiative.end)
    policy = next((one for one in context.policies if found and found.end() - 1 <= one.start <= found.end()), None)
    if policy is None:
        return None
    return FoundLink(LinkKind.PROVIDES_FOR, policy, initiative, initiative.start, policy.end, "written-into", 0.85)


def _as_said(context: PolicyContext, initiative: Mention) -> FoundLink | None:
    """《2021年工作要点》明确提出，要开展X行动: the policy that the sentence quotes provides for it."""
    sentence = context.sentence_at(initiative.start)
    said = [
        policy
        for policy in context.policies_in(sentence.start, initiative.start)
        if _SAYS.match(context.text, policy.end) and not _OBEYED.search(context.text, sentence.start, policy.start)
    ]
    if not said or _CAMPAIGN.search(initiative.name):
        return None
    policy = said[-1]
    clause = clause_around(context.text, initiative.start, initiative.end, sentence)
    found = FoundLink(LinkKind.PROVIDES_FOR, policy, initiative, policy.start, initiative.end, "policy-says", 0.9)
    return _with_manner(context.text, clause, found)


def _by_text(context: PolicyContext, initiative: Mention, reported: _Reported, reviews: list[Span]) -> FoundLink | None:
    """The own policy, else the one that the item reports, provides for what the text under it sets up.

    reviews: sections that tell what was done, in which nothing is provided for.
    """
    sentence = context.sentence_at(initiative.start)
    if context.own and any(span.start <= initiative.start < span.end for span in reviews):
        return None
    head = context.own or _reported(context, initiative, reported, sentence)
    clause = clause_around(context.text, initiative.start, initiative.end, sentence)
    if head is None or _CAMPAIGN.search(initiative.name):
        return None
    if _GROUND.match(context.text[clause.start : initiative.start]) or _PRINCIPLE.match(context.text, initiative.end):
        return None
    if _STOPS.search(context.text, clause.start, initiative.start) or _TELLS_THE_KIND.match(
        context.text, initiative.end
    ):
        return None
    attrs = {"status": "planned"} if _PLANNED.search(context.text[clause.start : initiative.start]) else {}
    found = FoundLink(LinkKind.PROVIDES_FOR, head, initiative, clause.start, clause.end, "set-up-in-text", 0.85, attrs)
    return _with_manner(context.text, clause, found)


def _with_manner(text: str, clause: Span, link: FoundLink) -> FoundLink:
    """The link, marked and less sure where the policy only makes use of what is there (依托“青河通”平台)."""
    if not is_means(text, clause, link.tail):
        return link
    return replace(link, confidence=link.confidence - 0.15, attrs={**link.attrs, "manner": "used"})


def _reported(context: PolicyContext, initiative: Mention, reported: _Reported, sentence: Span) -> Mention | None:
    """The policy whose content a news page tells at the place: named not far before, and no other's doings there."""
    before = [
        policy for policy in reported.policies if policy.start < initiative.start and not _GUIDE.search(policy.name)
    ]
    if not before or _USED.search(context.text, sentence.start, initiative.start):
        return None
    told = Span(before[-1].end, initiative.start)
    goes_on = context.scope.document.genre in _REPORTING or context.scope.part.kind is PartKind.ITEM
    line = context.text.rfind("\n", *told) + 1
    if not goes_on and line and not _ASPECT.match(context.text, line):
        return None
    people = [m for m in context.scope.mentions if m.kind is Kind.PERSON and sentence.start <= m.start < told.end]
    if people and not context.policies_in(sentence.start, told.end):
        return None
    head = before[-1]
    if not _still_told(context, head, initiative.start, alone=len(reported.policies) == 1):
        return None
    quoted = any(policy.start < initiative.start for policy in context.policies_in(*sentence))
    issuers = {name for key, name in reported.issuers if key == head.key}
    return head if quoted or not _opens_with_another(context, Span(sentence.start, initiative.start), issuers) else None


def _still_told(context: PolicyContext, head: Mention, place: int, *, alone: bool) -> bool:
    """Whether the page still tells of the policy: it, or 通知要求, stands near, and nobody issued another since.

    alone: no other policy is reported. A page of explanations has no other subject from its beginning to its end.
    """
    named = [policy.end for policy in context.policies_in(head.start, place) if policy.key == head.key]
    if context.scope.document.genre is Genre.INTERPRETATION and alone:
        return True
    since = Span(named[-1], place)
    heading = _HEADING.search(context.text, *since) if context.scope.document.genre is Genre.NEWS else None
    if heading and not _POINT.search(context.text, heading.end(), place):
        return False
    if any(_ISSUES.match(context.text, body.end) for body in context.bodies_in(*since)):
        return False
    is_news = context.scope.document.genre is Genre.NEWS
    if is_news and head.start - context.scope.part.start > _LEAD and _others_told(context, since):
        return False  # one of several things that a round-up tells
    if place - named[-1] <= (_TOLD_ALONE if alone else _TOLD_NEAR):
        return True
    near = max(named[-1], place - _TOLD_ALONE - _LONGEST_SPEAKING)
    if alone and any(place - found.end() <= _TOLD_ALONE for found in _SPEAKS.finditer(context.text, near, place)):
        return True
    leads = alone and head.start - context.scope.part.start <= _LEAD
    return leads and not _REPORTS.search(context.text, *context.sentence_at(place))


def _others_told(context: PolicyContext, since: Span) -> bool:
    """Whether a whole sentence of a news page since the policy's own tells of another place's doings."""
    title = context.scope.document.header.title
    home = context.scope.region.name if context.scope.region else None
    if title and context.policies_in(title.start, title.end):
        return False
    at = context.sentence_at(since.start).end
    while at < since.end:
        sentence = context.sentence_at(at)
        places = (a for a in context.agents_in(*sentence) if a.start < sentence.start + 4 and a.kind is Kind.REGION)
        if any(place.name != home for place in places):
            return True
        at = max(sentence.end, at + 1)
    return False


def _opens_with_another(context: PolicyContext, sentence: Span, issuers: Set[str]) -> bool:
    """Does the sentence's beginning tell of another place's or body's doings?

    The part's own place is no other, nor is who issued the policy: what it does, it has provided for.
    """
    home = context.scope.region.name if context.scope.region else None
    opening = (
        agent
        for agent in context.agents_in(*sentence)
        if agent.start < sentence.start + 8 or context.text[agent.start - 1] in "，；："
    )
    return any(agent.name != home and agent.name not in issuers for agent in opening)


def includes_links(context: PolicyContext) -> Iterator[FoundLink]:
    """A bundle (五大工程) and the members that the finder of initiatives has read beside it."""
    for bundle in context.initiatives:
        members = bundle.attrs.get("members")
        if not members:
            continue
        sentence = context.sentence_at(bundle.start)
        span = Span(sentence.start, max(sentence.end, bundle.end))
        for member in context.initiatives:
            if member.name not in members or member.kind is not Kind.INITIATIVE:
                continue
            if span.start <= member.start < span.end:
                yield FoundLink(LinkKind.INCLUDES, bundle, member, span.start, span.end, "counted-bundle", 0.95)
            elif member.rule == "bundle-member" and member.start > bundle.end:  # the heading of a point below
                yield FoundLink(LinkKind.INCLUDES, bundle, member, member.start, member.end, "bundle-member", 0.9)
