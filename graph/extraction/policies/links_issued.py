"""ISSUED: who issued a policy, by header, by its title, by a verb (印发, 出台), by history note."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from graph.elements import Kind, LinkKind
from graph.extraction.dates import first_date
from graph.extraction.found import FoundLink
from graph.extraction.policies.history import history
from graph.extraction.policies.links_context import PolicyContext
from graph.extraction.policies.links_rows import joint_links, row_from, row_to
from graph.extraction.policies.links_verbs import links_by_stand_in, links_by_verb
from graph.extraction.scope import Mention
from ingest.document import Field, PartKind, Span

_BODY_ENDING = re.compile(r"(?:部|厅|局|委|会|办|组|室|府|院|中心|指挥部|机制|处|司|署|行)$")
_ADOPTED = re.compile(r"[^。\n《]{0,24}?(?:通过|公布|发布|批准|制定|修订)")


def issued_links(context: PolicyContext) -> list[FoundLink]:
    """Every link ISSUED that the part states."""
    found: list[FoundLink] = [
        *_by_header(context),
        *_by_titles(context),
        *links_by_verb(context),
        *_by_history(context),
    ]
    if not any(context.is_own(link.tail) for link in found):
        found += _by_signature(context) or _on_behalf(context) or _by_own_account(context)
    if context.subject is not None and all(link.tail.key != context.subject.key for link in found):
        found += _of_subject(context, context.subject)
    header = [body for field in context.scope.document.header.issuers for body in _bodies_of(context, field)]
    return [*found, *links_by_stand_in(context, found, header)]


def _by_header(context: PolicyContext) -> Iterator[FoundLink]:
    """The header's issuers in order, each beside the own policy."""
    own, header = context.own, context.scope.document.header
    part = context.scope.part
    if own is None or own.rule != "own-title" or not part.start <= own.start < part.end:
        return
    if part.kind is not PartKind.BODY and _is_forwarded(context):
        return
    issuers = [(body, field) for field in header.issuers for body in _bodies_of(context, field)]
    titled = row_from(context, own.start, own.end)
    leads = bool(titled) and _leads_title(context.text[titled[-1].end : own.end])
    if leads and {body.name for body in titled}.isdisjoint(body.name for body, _ in issuers):
        return  # the signature found is another document's, printed below: the title names the issuer
    for order, (body, field) in enumerate(issuers, 1):
        attrs: dict[str, object] = {"order": order}
        if len(issuers) > 1:
            attrs["joint"] = True
        if context.scope.document.date:
            attrs["date"] = context.scope.document.date
        start, end = min(field.start, own.start), max(field.end, own.end)
        near = end - start <= 300 and field.start <= own.start
        span = Span(start, end) if near else Span(field.start, field.end)
        yield FoundLink(LinkKind.ISSUED, body, own, span.start, span.end, "header-issuer", 1.0, attrs)


def _is_forwarded(context: PolicyContext) -> bool:
    """Whether the document forwards what its parts print: its header names who forwards, not who issued them."""
    title = context.scope.document.header.title
    return title is not None and _FORWARDS.search(title.value) is not None


_FORWARDS = re.compile(r"[转批]发")
_NUMERALS = "〇○零一二三四五六七八九十"
_SIGNED = re.compile(
    rf"(?:[\s　]|&(?:ensp|emsp|nbsp);)*(?:[（(](?:印章|公章|盖章|代章)[）)])?[\s　\d{_NUMERALS}年月日./-]*"
)
_SIGNED_ON = re.compile(rf"(?:(?:19|20)\d{{2}}|[{_NUMERALS}]{{4}})年[\d{_NUMERALS}]{{1,2}}月[\d{_NUMERALS}]{{1,3}}日")
_BEFORE_SIGNATURE = re.compile(r"[。！!；;）)\s　：:\d]$|\n附件?[^\n]{2,60}$")


def _by_signature(context: PolicyContext) -> list[FoundLink]:
    """The bodies that close the text of the own policy, with at most a date behind them, where no header names one."""
    own, part = context.own, context.scope.part
    if own is None or part.kind is PartKind.ITEM or not part.start <= own.start < part.end:
        return []
    row: list[Mention] = []
    place = _end_of_signature(context, own.end)
    named = context.bodies_in(max(own.end, place - 200), place)
    for body in reversed(named):
        if body.end > place or any(other.start <= body.start and body.end < other.end for other in named):
            continue
        if body.kind is Kind.ENTERPRISE or not _SIGNED.fullmatch(context.text, body.end, place):
            break
        if not (row and body.end == place and row[0].name.startswith(body.name)):  # 国家税务总局|深圳市税务局 is one
            row.insert(0, body)
        place = body.start
    if row and _BEFORE_SIGNATURE.search(context.text, max(own.end, place - 80), place):
        return list(joint_links(row, own, Span(place, row[-1].end), "signature", {}))
    return []


_BEHALF = re.compile(r"我(?:谨)?代表(?P<whom>[^，。；向]{2,30}?)[，]?向|受(?P<by>[^，。；]{2,30}?)(?:的?委托|，向)")


def _on_behalf(context: PolicyContext) -> list[FoundLink]:
    """我代表省人民政府向大会报告工作: in whose name a report's speaker gives it."""
    own, part = context.own, context.scope.part
    if own is None or not own.name.endswith("报告") or not part.start <= own.start < part.end:
        return []
    match = _BEHALF.search(context.text, own.end, own.end + 800)
    if match is None:
        return []
    begin, end = match.span("whom" if match["whom"] else "by")
    row = [body for body in context.bodies_in(begin, end) if body.kind is Kind.AGENCY]
    return list(joint_links(row, own, Span(match.start(), match.end()), "on-behalf-of", {}))


_IN_NAME = re.compile(
    r"以(?P<by>[^，。；]{2,30}?)(?:文件|名义)[^，。；]{0,6}(?:印发|下发|发布|出台)|(?:经|由)(?P<of>[^，。；]{2,40}?)(?:联合)?(?:印发|制定|出台)"
)


def _of_subject(context: PolicyContext, subject: Mention) -> list[FoundLink]:
    """Whose document an interpretation says that its subject is: 以市政府文件印发."""
    for match in _IN_NAME.finditer(context.text, subject.end, context.scope.part.end):
        span = match.span("by" if match["by"] else "of")
        row = [body for body in context.bodies_in(*span) if body.kind is Kind.AGENCY]
        if row and not context.policies_in(*span):
            return list(joint_links(row, subject, Span(*match.span()), "issued-by", {}))
    return []


_MADE_THIS = re.compile(
    r"(?:形成|编制|制[定订]|编写|起草|印发|发布|出台)了?本(?:指引|指南|办法|方案|规定|措施|细则|意见|规程|预案|导则|清单)"
)
_BEFORE_MAKER = re.compile(r"(?:^|[，。；：\n\s　])$")
_NOT_MAKER = re.compile(r"[\s　]*(?:关于|的|有关|要求|部署|决策|[，。、])")


def _by_own_account(context: PolicyContext) -> list[FoundLink]:
    """税务总局梳理了各项政策，形成本指引: who says in the text's first lines that they made it."""
    own, part = context.own, context.scope.part
    if own is None or not part.start <= own.start < part.end:
        return []
    match = _MADE_THIS.search(context.text, own.end, min(part.end, own.end + 1500))
    if match is None:
        return []
    begin = context.sentence_at(match.start()).start
    for body in reversed(context.bodies_in(begin, match.start())):
        row = row_to(context, body.end, begin)
        opens = row and _BEFORE_MAKER.search(context.text, max(begin, row[0].start - 1), row[0].start)
        if opens and body.kind is not Kind.ENTERPRISE and not _NOT_MAKER.match(context.text, body.end):
            return list(joint_links(row, own, Span(row[0].start, match.end()), "issuing-subject", {}))
    return []


def _end_of_signature(context: PolicyContext, floor: int) -> int:
    """Behind the last date that only a page's furniture (分享：, 附件, 相关链接) follows, else the part's end."""
    end = context.scope.part.end
    dates = list(_SIGNED_ON.finditer(context.text, max(floor, end - 500), end))
    return dates[-1].end() if dates and "。" not in context.text[dates[-1].end() : end] else end


_UNIT = re.compile(r"[\u4e00-\u9fff]{1,12}[司处科组室]")


def _continues(body: Mention, over: Sequence[Mention], field: Field) -> bool:
    """Whether the only body found is the end of the name, whose beginning is none: 某某开发区 / 应对…指挥部."""
    return len(over) == 1 and body.start - field.start > 3


_RUN_TOGETHER = re.compile(r"(?:[\s　、，]|&[a-z]{3,5};)*")


def _bodies_of(context: PolicyContext, field: Field) -> list[Mention]:
    """The agency mentioned where the header prints the issuer, or those it runs together; else one printed alike,
    else one of that very name."""
    over = [body for body in context.bodies if body.start < field.end and field.start < body.end]
    best = max(over, key=lambda body: body.end - body.start, default=None)
    text = context.text
    if best is not None and best.start == field.start and _UNIT.fullmatch(text, best.end, field.end):
        unit = "".join(text[best.end : field.end].split())
        return [replace(best, end=field.end, name=best.name + unit, key=None, rule="agency-unit", attrs={})]
    if (
        best is not None
        and best.end - best.start >= 0.6 * (field.end - field.start)
        and not _continues(best, over, field)
    ):
        return [best]
    between = zip([field.start, *(body.end for body in over)], [*(body.start for body in over), field.end], strict=True)
    if len(over) > 1 and all(_RUN_TOGETHER.fullmatch(text[a:b]) for a, b in between):
        return over
    alike = [body for body in context.bodies if "".join(text[body.start : body.end].split()) == field.value]
    if alike or not _BODY_ENDING.search(field.value) or len(field.value) > 40:
        return alike[:1]
    return [Mention(Kind.AGENCY, field.start, field.end, field.value, "header-issuer")]


def _by_titles(context: PolicyContext) -> Iterator[FoundLink]:
    """Bodies that begin a title: 财政部、国家卫生健康委关于…的通知."""
    for policy in context.policies:
        if policy.rule == "forwarded-title":
            yield from _of_forwarded(context, policy)
            continue
        bodies = _titled(context, policy)
        rest = context.text[bodies[-1].end : policy.end] if bodies else ""
        if len(bodies) > 1 and (unread := _UNREAD_LAST.match(rest)):
            rest = rest[unread.end() :]
        if rest and (_leads_title(rest) or _bears(context, policy, bodies, rest)):
            yield from joint_links(bodies, policy, Span(policy.start, policy.end), "issuer-in-title", {})


_UNREAD = re.compile(r"[\u4e00-\u9fff\s　、，]{2,24}?(?:办公[厅室]|[部局委厅办会院署行])[\s　、]*|[\s　、，和]*")
_UNREAD_LAST = re.compile(r"[\s　、，和]*[\u4e00-\u9fff]{2,10}?[部局委厅办会院署行][\s　]*(?=关于)")


def _titled(context: PolicyContext, policy: Mention) -> list[Mention]:
    """The agencies and institutions that begin a title; up to 关于 with those behind a name that none has read."""
    text = context.text
    row = [body for body in row_from(context, policy.start, policy.end) if body.kind is not Kind.ENTERPRISE]
    about = text.find("关于", row[-1].end if row else policy.start, policy.end)
    more = list(context.bodies_in(row[-1].end, about)) if row and about > 0 else []
    if not more or text[more[-1].end : about].strip():
        return row
    ends = (row[-1].end, *(body.end for body in more))
    unread = (text[end : body.start] for end, body in zip(ends, more, strict=False))
    return [*row, *more] if all(_UNREAD.fullmatch(gap) for gap in unread) else row


# 某医院门诊就诊须知, 某仲裁委员会仲裁规则: rules that the body whose name they bear has made.
_BEARS = re.compile(
    r"(?!.*关于)[^，。；《》〈〉]{0,40}?(?P<head>规则|章程|办法|规定|细则|指南|指引|方案|预案|守则|规程|须知|公告|通告|通知|措施|要点|计划)"
    r"(?:[（(][^（）()]{1,12}[）)])?"
)
_OF_ITS_OWN = frozenset({"规则", "章程"})


def _bears(context: PolicyContext, policy: Mention, bodies: Sequence[Mention], rest: str) -> bool:
    """Whether the bodies whose names a title bears made it: an agency, or an institution that makes its own rules."""
    match = _BEARS.fullmatch(rest)
    if match is None:
        return False
    if context.is_own(policy):
        return not context.scope.document.header.issuers
    return match["head"] in _OF_ITS_OWN or all(body.kind is Kind.AGENCY for body in bodies)


def _of_forwarded(context: PolicyContext, policy: Mention) -> Iterator[FoundLink]:
    """国务院办公厅转发A、B关于…: A and B issued what is forwarded."""
    bodies = row_to(context, policy.start)
    if bodies:
        span = Span(bodies[0].start, policy.end)
        yield from joint_links(bodies, policy, span, "issuer-of-forwarded", {})


_LEADS = re.compile(
    r"\s*(?:办公[厅室])?\s*(?:关于|印发|转发|批转|发布|令|公告|通告|第?\d{1,3}号"
    r"|(?:进一步|全力|积极|大力|切实)*(?:支持|推进|推动|促进|加强|加快|优化|帮助|扶持|稳定|服务|应对|做好|助力)\S*"
    r"(?:措施|[条项]|意见|办法|通知|公告|方案|政策|举措|行动|计划|清单|若干规定))"
)


def _leads_title(rest: str) -> bool:
    """Does the rest of the title leave the bodies before it as its issuers?"""
    return _LEADS.match(rest) is not None


def _by_history(context: PolicyContext) -> Iterator[FoundLink]:
    """A law's history note: 1989年12月26日第七届全国人民代表大会常务委员会第十一次会议通过."""
    own, part = context.own, context.scope.part
    if own is None or not part.start <= own.start < part.end or history(context.scope.document, own.end) is None:
        return
    revised: list[FoundLink] = []
    adopted = False
    for body in context.bodies_in(part.start, min(part.end, own.end + 400)):
        note = _ADOPTED.match(context.text, body.end) if body.kind is Kind.AGENCY and body.start >= own.end else None
        line = context.text.rfind("\n", 0, body.start) + 1
        dated = first_date(context.text, line, body.start)
        if note is None or dated is None or "批准" in note[0] or "修正" in note[0]:
            continue
        link = FoundLink(LinkKind.ISSUED, body, own, line, note.end(), "adopted-by", 0.9, {"date": dated})
        if "修" in note[0]:
            revised.append(link)
            continue
        adopted = True
        yield link
    yield from [] if adopted else revised  # a text of which only the revision is noted
