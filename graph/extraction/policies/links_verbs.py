"""ISSUED by a verb of issuing: X印发《Y》, X、Y联合印发《Z》, 《Y》由X制定, 我委印发的《Y》, 三部门印发的《Y》."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any

from graph.elements import Kind
from graph.extraction.adverbials import TIME
from graph.extraction.found import FoundLink
from graph.extraction.initiatives.table import alternatives
from graph.extraction.policies.issue_dates import issue_date
from graph.extraction.policies.links_context import PolicyContext, policy_cues
from graph.extraction.policies.links_rows import joint_links, row_from, row_to
from graph.extraction.policies.titles import title_table
from graph.extraction.scope import Mention
from graph.titles import place_codes, places_agree
from ingest.document import Span

_ATTRIBUTIVE = re.compile(r"\s*(?:关于|的|有关|对(?!此)|要求|部署|决策)")
# A body is no subject with its post (省人大常委会副主任) or a mark behind it.
_NOT_SUBJECT = re.compile(
    rf"{_ATTRIBUTIVE.pattern}|[，。、]"
    r"|[\s　]*(?:党组|党委|原|常务)?副?(?:主任|主席|书记|[局厅部省市县区处会院校行司]长|总理|委员长|秘书长|总监)"
)
_CHAINED = re.compile(r"[》〉]?\s*(?:[（(][^（）()]{0,60}[）)])?[、和及与，\s]{0,3}(?:以及)?[《〈]$")
_CHAINED_UNMARKED = re.compile(r"、|[和及与]|以及")
_UNMARKED = frozenset({"law-name", "numbered-notice"})
_DEFINED = r"(?:[（(][^（）()]{0,6}简称[^（）()]{2,40}[）)])"
_DIRECT = re.compile(
    rf"(?:{_DEFINED}|[）)]|等(?:\d+|[两三四五六七八九十]+)[个家]?(?:部门|单位|部委)|[\u4e00-\u9fff]{{2,8}}[〔﹝\[【（(](?:19|20)\d\d[〕﹞\]】）)]第?\d{{1,4}}号)?\s*的?\s*[《〈]"
)
_COUNT = r"[两二三四五六七八九十\d]+"
_ISSUERS = (Kind.AGENCY, Kind.INSTITUTION)


@dataclass(frozen=True, slots=True)
class _Patterns:
    """active: between a body and a title. later: before a title, in a clause after the subject's. passive: after a
    title. first: between our own (我委), the same ones (三部门), or a sentence's start and a title."""

    active: re.Pattern[str]
    later: re.Pattern[str]
    passive: re.Pattern[str]
    first: re.Pattern[str]


@lru_cache(maxsize=1)
def _patterns() -> _Patterns:
    cues = policy_cues()
    verbs = f"{alternatives(title_table().issuing)}|{alternatives(cues['spoken'])}"
    date = r"于?(?:\d{4}年)?(?:\d{1,2}月)?\d{1,2}日(?:[上下]午)?"
    counted = rf"等?(?:{_COUNT}|多)?(?:个|家)?(?:部门|单位|委办局)"
    addressed = r"对外|面?向[\u4e00-\u9fff]{2,6}|以[^，。]{2,10}名义|从[^，。；]{2,80}?(?:方面|环节|领域|角度|层面)"
    skipped = rf"(?:{alternatives(cues['adverbs'])}|{date}|{TIME}|[，、\s]|{counted}|{addressed}|{_DEFINED})"
    planned = rf"(?P<planned>(?:{alternatives(cues['planned'])}))?"
    issuing = rf"(?:{verbs})(?:[并和、]?(?:联合|公开)?(?:{verbs}))?"
    beside = r"通知|[，：\s]|\S{0,8}?(?:的|关于)|有关[^，。；、《》]{2,24}、"
    behind = rf"(?:{alternatives(cues['before_title'])}|{beside})?[\s《〈“\"]*$"
    return _Patterns(
        re.compile(rf"^{skipped}{{0,6}}{planned}{skipped}{{0,3}}{issuing}{behind}"),
        re.compile(
            rf"，(?:并|又|还|专门|第一时间|联合|会同[^，。；]{{2,20}}|{date}|{skipped}){{0,3}}(?P<planned>将|拟|正在)?(?:联合)?"
            r"(?:研究|编制|公开|梳理)?(?:印发|出台|发布|下发|制定|发出|公布|形成|编制|编印|编写|汇编|制作|推出|(?:表决|审议)通过)"
            r"(?:了|[并和、]?(?:联合)?(?:印发|下发|出台|实施|发布)了?)?(?:[^，。；：、《》]{0,8}的|关于)?[《〈“]$"
        ),
        re.compile(
            rf"^[》\s]*[^。；\n]{{0,16}}?由(?P<by>[^。；\n]{{2,60}}?)(?:{verbs})"
            rf"|^[》\s]*(?:[（(][^（）()]{{0,60}}[）)])?(?:已|日前|近日)?经(?P<via>[^，。；\n]{{2,30}}?)(?:第[^，。；]{{1,8}}次)?"
            r"(?:全体|常务|主席|办公)?(?:会议?)?(?:研究)?(?:审议通过|审定)，?[^，。；]{0,10}?(?:公布|印发|发布|施行|实施|出台)"
            rf"|^[》”\"\s]*，?(?:是|系)(?P<of>[^，。；\n]{{2,40}}?)(?:{verbs})(?:下?来|出来)?的"
        ),
        re.compile(rf"^{skipped}{{0,4}}{planned}{issuing}(?:的|了)?(?:关于)?[《〈]$"),
    )


def links_by_verb(context: PolicyContext) -> Iterator[FoundLink]:
    """ISSUED links of titles that a verb of issuing, or nothing, stands beside. A row of titles shares its issuers."""
    patterns = _patterns()
    last: list[FoundLink] = []
    for policy in context.policies:
        found = _by_subject(context, policy, patterns, last)
        if (
            not found
            and last
            and _names_no_other(row_from(context, policy.start, policy.end), last, policy)
            and _is_chained(context, last, policy)
        ):
            found = [replace(link, tail=policy, end=policy.end) for link in last]
        found += _passive(context, policy, patterns.passive)
        yield from found
        last = found or last


def _names_no_other(titled: Sequence[Mention], last: Sequence[FoundLink], policy: Mention) -> bool:
    """Whether the title begins with no body or place, or with that of one that issues what stands before it."""
    issuers = {link.head.name for link in last}
    place = place_codes(policy.name)
    return {body.name for body in titled} <= issuers and (
        not place or any(place_codes(name) and places_agree(place, place_codes(name)) for name in issuers)
    )


def _is_chained(context: PolicyContext, last: Sequence[FoundLink], policy: Mention) -> bool:
    between = context.text[last[0].tail.end : policy.start]
    return bool(_CHAINED.match(between) or (policy.rule in _UNMARKED and _CHAINED_UNMARKED.fullmatch(between)))


def _passive(context: PolicyContext, policy: Mention, pattern: re.Pattern[str]) -> list[FoundLink]:
    """《Y》由X制定; 《Y》是X出台的…政策."""
    after = pattern.match(context.text[policy.end : policy.end + 90])
    if after is None or (after["via"] and context.is_own(policy)):
        return []
    by = next(after.span(group) for group in ("by", "via", "of") if after[group])
    row = [body for body in context.bodies_in(policy.end + by[0], policy.end + by[1]) if body.kind in _ISSUERS]
    return list(joint_links(row, policy, Span(policy.start, policy.end + after.end()), "issued-by", {}))


def _by_subject(
    context: PolicyContext, policy: Mention, patterns: _Patterns, last: Sequence[FoundLink]
) -> list[FoundLink]:
    """The bodies that end before the title, with an issuing verb or nothing between; else the sentence's subject.

    last: the links issued before; 还会同B印发 goes on with their issuers.
    """
    sentence = _sentence(context, policy)
    bodies = context.bodies_in(max(sentence.start, policy.start - 160), policy.start)
    if not bodies:
        return []
    between = context.text[bodies[-1].end : policy.start]
    direct = _DIRECT.fullmatch(between) is not None
    match = None if direct else patterns.active.match(between)
    if direct or match:
        row = row_to(context, bodies[-1].end, sentence.start) or [bodies[-1]]
        rule = "body-before-title" if direct else "issuing-verb"
        if _TOGETHER.search(context.text, sentence.start, row[0].start) and len(bodies) == len(row):
            row = [*_issuers_before(context, last, sentence), *row]
    else:
        match = patterns.later.search(between)
        row = _opening_row(context, bodies, sentence, policy) if match else []
        rule = "issuing-subject"
    row = _not_told_otherwise(context, row, policy)
    if not row:
        return []
    attrs = {} if direct else _dated(context, Span(sentence.start, policy.start), row)
    if _WITH_OTHERS.match(context.text, row[-1].end, policy.start):
        attrs["joint"] = True
    if match is not None and match["planned"]:
        attrs["status"] = "planned"
    start = max(sentence.start, min(row[0].start, policy.start))
    return list(joint_links(row, policy, Span(start, policy.end), rule, attrs))


# 财政部等五部门印发《…》, 市总工会联合有关部门出台《…》: others issue it too.
_WITH_OTHERS = re.compile(
    rf"[^，。；《]{{0,12}}?(?:等(?:{_COUNT}|多)?[个家]?(?:部门|单位|部委|委办局)|(?<!和)联合(?!国|会))"
)
_OF_TITLE = re.compile(r"\s*(?:[（(][^（）()]{1,12}[）)])?\s*(?:办公[厅室])?\s*(?:关于|印发|转发|令|公告|通告)")


def _not_told_otherwise(context: PolicyContext, row: Sequence[Mention], policy: Mention) -> list[Mention]:
    """The row without those that are none of the issuers whom the title names, nor their office or branch.

    甲、乙、丙联合举行发布会，公布《乙 丙关于…的意见》.
    """
    titled = row_from(context, policy.start, policy.end)
    if not titled or titled[0].start > policy.start + 1 or not _OF_TITLE.match(context.text, titled[-1].end):
        return list(row)
    names = [one.name for one in titled]
    return [body for body in row if any(body.name.startswith(name) or name.startswith(body.name) for name in names)]


_TOGETHER = re.compile(r"(?:^|[，。；])[^，。；]{0,6}(?:会同|联合)$")


def _issuers_before(context: PolicyContext, links: Sequence[FoundLink], sentence: Span) -> list[Mention]:
    """The issuers of what the sentence before issues."""
    before = context.sentence_at(sentence.start - 1)
    named = [link for link in links if before.start <= link.tail.start < before.end and not context.is_own(link.tail)]
    return list({link.head.name: link.head for link in named}.values())


def _sentence(context: PolicyContext, policy: Mention) -> Span:
    """The title's sentence; a title of the document that is broken into lines is one sentence."""
    sentence, title = context.sentence_at(policy.start), context.scope.document.header.title
    return Span(title.start, sentence.end) if title and title.start <= policy.start < title.end else sentence


def _opening_row(context: PolicyContext, bodies: Sequence[Mention], sentence: Span, policy: Mention) -> list[Mention]:
    """The agencies that open the sentence or, nearer, a clause of it as its subject (not 国务院关于…的部署)."""
    first = next((body for body in bodies if body.kind in _ISSUERS), None)
    opening = [first] if first is not None and first.start <= sentence.start + 24 else []
    later = (body for body in reversed(bodies) if body.kind in _ISSUERS and _opens_clause(context.text, body.start))
    for subject in (*later, *opening):
        row = row_from(context, subject.start, policy.start)
        if not _NOT_SUBJECT.match(context.text, row[-1].end):
            return row
    return []


_BEFORE_SUBJECT = re.compile(r"[，。；：\n](?:日前|近日|目前|随后|同时|此外|\d{1,2}月\d{1,2}日[，]?)*$")


def _opens_clause(text: str, start: int) -> bool:
    return _BEFORE_SUBJECT.search(text, max(start - 20, 0), start) is not None


def _dated(context: PolicyContext, told: Span, row: Sequence[Mention]) -> dict[str, Any]:
    year = (context.scope.document.date or "")[:4] or None
    issuers = Span(row[0].start, row[-1].end)
    date = issue_date(context.text, told, issuers, context.scope.part.start, year)
    return {"date": date} if date else {}


_OPENS = r"(?:^|[，。；：、（(\n]|根据|按照|依据|落实|贯彻|执行|遵守|响应|参照|参见)\s*"
_OURS = re.compile(
    rf"{_OPENS}(?P<said>由?我(?P<unit>部|委|局|厅|办|院|署|行|会|中心)(?P<rest>[^，。；：]{{0,24}}[《〈]))$"
)
_THEY = re.compile(
    rf"{_OPENS}(?P<said>(?:上述|该|以上|这)?(?P<count>{_COUNT})个?部门(?P<rest>[^，。；：]{{0,20}}[《〈]))$"
)
# 会议审议通过《…》: what a meeting passes is not its members' issue.
_ELIDED = re.compile(
    r"^\s*(?!会议|大会|会上|全会)(?:同时|此外|近日|日前|随后|之后|接着|为此)?[，、]?(?P<said>(?P<rest>[^，。；：]{0,20}[《〈]))$"
)
_UNIT_ENDS = {"委": ("委员会", "委"), "办": ("办公室", "办公厅", "办")}


def links_by_stand_in(
    context: PolicyContext, issued: Sequence[FoundLink], header: Sequence[Mention] = ()
) -> Iterator[FoundLink]:
    """我委印发的《Y》: the own policy's issuer; 三部门印发的《Y》: as many bodies, named in a row before it.

    近日，印发《Y》: the agencies that opened the sentence before.

    issued: ISSUED links found before; only titles without one are looked at. header: the header's issuers, who speak
    where the document is no policy of its own.
    """
    done = {link.tail.key for link in issued}
    issuers = [link.head for link in issued if context.is_own(link.tail)] or header
    for policy in context.policies:
        if policy.key in done:
            continue
        begin = max(context.sentence_at(policy.start).start, policy.start - 60)
        before = context.text[begin : policy.start]
        found = _OURS.search(before) or _THEY.search(before) or _ELIDED.search(before)
        if found is None or not (issuing := _patterns().first.match(found["rest"])):
            continue
        if found.re is _OURS:
            row = _ourselves(context, issuers, found["unit"])
        elif found.re is _THEY:
            row = _as_many(context, _number(found["count"]), policy.start)
        else:
            row = _of_sentence_before(context, policy, issued)
        attrs = {"status": "planned"} if issuing["planned"] else {}
        yield from joint_links(row, policy, Span(begin + found.start("said"), policy.end), "issuing-stand-in", attrs)


def _ourselves(context: PolicyContext, issuers: Sequence[Mention], unit: str) -> list[Mention]:
    """The one issuer that 我委 means: itself, or the body whose office (办公厅) it is."""
    ends = _UNIT_ENDS.get(unit, (unit,))
    if len({issuer.name for issuer in issuers}) != 1:
        return []
    issuer = issuers[0]
    office = re.search(r"办公[厅室]$", issuer.name)
    if unit != "办" and office and context.text[: issuer.end].endswith(office[0]):
        issuer = replace(issuer, end=issuer.end - len(office[0]), name=issuer.name[: office.start()])
    return [issuer] if issuer.name.endswith(ends) else []


def _as_many(context: PolicyContext, count: int, end: int) -> list[Mention]:
    """The nearest row of exactly so many agencies before the place, in the same part."""
    place = end
    for body in reversed(context.bodies_in(max(context.scope.part.start, end - 600), end)):
        if body.end > place:
            continue
        row = [member for member in row_to(context, body.end) if member.kind is Kind.AGENCY]
        if len(row) == count:
            return row
        place = row[0].start if row else body.start
    return []


def _of_sentence_before(context: PolicyContext, policy: Mention, issued: Sequence[FoundLink]) -> list[Mention]:
    """The agencies that issue in the sentence before the policy's, or open it, in the same paragraph."""
    sentence = context.sentence_at(policy.start)
    before = context.sentence_at(sentence.start - 1)
    if before.end == before.start or "\n" in context.text[before.start : sentence.start].strip("\n"):
        return []
    if context.text[sentence.start - 1 : sentence.start] == "\n":
        return []
    if issuers := _issuers_before(context, issued, sentence):
        return issuers
    bodies = context.bodies_in(before.start, before.end)
    if not bodies or bodies[0].kind is not Kind.AGENCY or bodies[0].start > before.start + 12:
        return []
    row = row_from(context, bodies[0].start, before.end)
    return [] if _NOT_SUBJECT.match(context.text, row[-1].end) else row


def _number(printed: str) -> int:
    """Value of a small number, 0 when it is none."""
    if printed.isdigit():
        return int(printed)
    digits = {digit: value for value, digit in enumerate("零一二三四五六七八九十")} | {"两": 2}
    return digits.get(printed, 0)
