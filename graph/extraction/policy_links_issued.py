"""ISSUED: who issued a policy, by header, by its title, by a verb (印发, 出台), by history note."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import lru_cache

from graph.elements import Kind, LinkKind
from graph.extraction.dates import first_date
from graph.extraction.found import FoundLink
from graph.extraction.initiatives_table import alternatives
from graph.extraction.policies_titles import title_table
from graph.extraction.policy_links_context import PolicyContext, policy_cues
from graph.extraction.scope import Mention
from ingest.document import Field, Genre, PartKind, Span

_JOINED = re.compile(r"[、，,\s和与及]{0,2}(?:以及|联合|会同|等)?[、，\s]{0,1}$")
_BODY_ENDING = re.compile(r"(?:部|厅|局|委|会|办|组|室|府|院|中心|指挥部|机制|处|司|署|行)$")
_ATTRIBUTIVE = re.compile(r"\s*(?:关于|的|有关|对|要求|部署|决策)")
_CHAINED = re.compile(r"[》〉]?\s*(?:[（(][^（）()]{0,60}[）)])?[、和及与，\s]{0,3}(?:以及)?[《〈]$")
_ADOPTED = re.compile(r"[^。\n]{0,24}?(?:通过|公布|发布|批准|制定)")


def issued_links(context: PolicyContext) -> list[FoundLink]:
    """Every link ISSUED that the part states."""
    found = [*_by_header(context), *_by_titles(context), *_by_verbs(context), *_by_history(context)]
    return found if any(context.is_own(link.tail) for link in found) else [*found, *_by_signature(context)]


def _by_header(context: PolicyContext) -> Iterator[FoundLink]:
    """The header's issuers in order, each beside the own policy."""
    own, header = context.own, context.scope.document.header
    part = context.scope.part
    if own is None or own.rule != "own-title" or not part.start <= own.start < part.end:
        return
    issuers = [(body, field) for field in header.issuers if (body := _body_of(context, field)) is not None]
    titled = _row_from(context, own.start, own.end)
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


_SIGNED = re.compile(r"[\s　]*(?:[（(](?:印章|公章|盖章|代章)[）)])?[\s　\d〇○零一二三四五六七八九十年月日./-]*")
_BEFORE_SIGNATURE = re.compile(r"[。！!；;）)\s　：:]$")


def _by_signature(context: PolicyContext) -> Iterator[FoundLink]:
    """The bodies that close the text of the own policy, with at most a date behind them, where no header names one."""
    own, part = context.own, context.scope.part
    if own is None or part.kind is not PartKind.BODY or not part.start <= own.start < part.end:
        return
    row: list[Mention] = []
    place = part.end
    for body in reversed(context.bodies_in(max(own.end, part.end - 200), part.end)):
        if body.end > place:
            continue
        if body.kind is not Kind.AGENCY or not _SIGNED.fullmatch(context.text, body.end, place):
            break
        if not (row and body.end == place and row[0].name.startswith(body.name)):  # 国家税务总局|深圳市税务局 is one
            row.insert(0, body)
        place = body.start
    if row and _BEFORE_SIGNATURE.search(context.text, max(own.end, place - 1), place):
        yield from _joint(row, own, Span(place, row[-1].end), "signature", {})


def _body_of(context: PolicyContext, field: Field) -> Mention | None:
    """The agency mentioned where the header prints the issuer, else one printed alike, else one of that very name."""
    over = [body for body in context.bodies if body.start < field.end and field.start < body.end]
    best = max(over, key=lambda body: body.end - body.start, default=None)
    if best is not None and best.end - best.start >= 0.6 * (field.end - field.start):
        return best
    text = context.text
    alike = (body for body in context.bodies if "".join(text[body.start : body.end].split()) == field.value)
    own = Mention(Kind.AGENCY, field.start, field.end, field.value, "header-issuer")
    return next(alike, own if _BODY_ENDING.search(field.value) and len(field.value) <= 40 else None)


def _by_titles(context: PolicyContext) -> Iterator[FoundLink]:
    """Bodies that begin a title: 财政部、国家卫生健康委关于…的通知."""
    for policy in context.policies:
        if policy.rule == "forwarded-title":
            yield from _of_forwarded(context, policy)
            continue
        bodies = [body for body in _row_from(context, policy.start, policy.end) if body.kind is Kind.AGENCY]
        if bodies and _leads_title(context.text[bodies[-1].end : policy.end]):
            yield from _joint(bodies, policy, Span(policy.start, policy.end), "issuer-in-title", {})


def _of_forwarded(context: PolicyContext, policy: Mention) -> Iterator[FoundLink]:
    """国务院办公厅转发A、B关于…: A and B issued what is forwarded."""
    bodies = _row_to(context, policy.start)
    if bodies:
        span = Span(bodies[0].start, policy.end)
        yield from _joint(bodies, policy, span, "issuer-of-forwarded", {})


def _leads_title(rest: str) -> bool:
    """Does the rest of the title leave the bodies before it as its issuers?"""
    return bool(re.match(r"\s*(?:办公[厅室])?\s*(?:关于|印发|转发|批转|发布|令|公告)", rest))


def _row_from(context: PolicyContext, start: int, end: int) -> list[Mention]:
    """Bodies from `start` on, each joined to the one before it."""
    row: list[Mention] = []
    place = start
    for body in context.bodies_in(start, end):
        if body.start < place or not _JOINED.match(context.text[place : body.start]):
            break
        if row and body.name.startswith(row[-1].name):
            row.pop()  # 国家税务总局厦门市税务局: the second name holds the first
        row.append(body)
        place = body.end
    return row


def _row_to(context: PolicyContext, end: int, floor: int = 0) -> list[Mention]:
    """Bodies up to `end`, each joined to the one after it."""
    row: list[Mention] = []
    place = end
    for body in reversed(context.bodies_in(max(floor, end - 260), end)):
        if body.end > place:
            continue
        if not _JOINED.match(context.text[body.end : place]):
            break
        row.insert(0, body)
        place = body.start
    return row


def _joint(
    bodies: Sequence[Mention], policy: Mention, span: Span, rule: str, attrs: dict[str, object]
) -> Iterator[FoundLink]:
    for order, body in enumerate(bodies, 1):
        more: dict[str, object] = {"order": order, "joint": True} if len(bodies) > 1 else {}
        yield FoundLink(LinkKind.ISSUED, body, policy, span.start, span.end, rule, 0.95, {**attrs, **more})


_VERB_BEFORE = re.compile(
    r"，(?:并|又|还|及时|迅速|专门|第一时间|联合|会同[^，。；]{2,20}|于?(?:\d{4}年)?\d{1,2}月\d{1,2}日)?(?P<planned>将|拟|正在)?(?:联合)?"
    r"(?:研究|编制|公开)?(?:印发|出台|发布|下发|制定|发出|公布)(?:了|[并和、]?(?:联合)?(?:印发|下发|出台|实施|发布)了?)?(?:关于)?[《〈“]$"
)


@lru_cache(maxsize=1)
def _verb_patterns() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Issuing words between a body and a title; by-phrase after a title."""
    cues, verbs = policy_cues(), alternatives(title_table().issuing)
    date = r"(?:(?:\d{4}年)?(?:\d{1,2}月)?\d{1,2}日(?:[上下]午)?)"
    skipped = (
        rf"(?:{alternatives(cues['adverbs'])}|{date}|[，、\s]|等(?:[一二三四五六七八九十\d]+)?(?:个)?(?:部门|单位)?)"
    )
    active = re.compile(
        rf"^{skipped}{{0,6}}(?P<planned>(?:{alternatives(cues['planned'])}))?{skipped}{{0,3}}(?:{verbs})(?:[并和、]?(?:联合|公开)?(?:{verbs}))?"
        rf"(?:{alternatives(cues['before_title'])}|通知|[，：\s]|\S{{0,8}}?(?:的|关于))?[\s《〈“\"]*$"
    )
    passive = re.compile(rf"^[》\s]*[^。；\n]{{0,16}}?由(?P<by>[^。；\n]{{2,60}}?)(?:{verbs})")
    return active, passive


def _by_verbs(context: PolicyContext) -> Iterator[FoundLink]:
    """X印发《Y》, X、Y联合印发《Z》, X《Y》, 《Y》由X印发."""
    active, passive = _verb_patterns()
    last: list[FoundLink] = []
    for policy in context.policies:
        found = _issued_by_subject(context, policy, active)
        named = bool(_row_from(context, policy.start, policy.end))
        if not found and last and not named and _CHAINED.match(context.text[last[0].tail.end : policy.start]):
            found = [replace(link, tail=policy, end=policy.end) for link in last]
        after = passive.match(context.text[policy.end : policy.end + 90])
        if after:
            base = policy.end
            row = list(context.bodies_in(base + after.start("by"), base + after.end("by")))
            found += _joint(row, policy, Span(policy.start, base + after.end()), "issued-by", {})
        yield from found
        last = found or last


def _issued_by_subject(context: PolicyContext, policy: Mention, active: re.Pattern[str]) -> list[FoundLink]:
    """The bodies that end before the title, with an issuing verb or nothing between; else the sentence's subject."""
    sentence = context.sentence_at(policy.start)
    title = context.scope.document.header.title
    if title is not None and title.start <= policy.start < title.end:
        sentence = Span(title.start, sentence.end)  # a title that is broken into lines is one sentence
    bodies = context.bodies_in(max(sentence.start, policy.start - 160), policy.start)
    if not bodies:
        return []
    between = context.text[bodies[-1].end : policy.start]
    direct = between.strip() in ("《", "〈", "的《")
    match = None if direct else active.match(between)
    if direct or match:
        row = _row_to(context, bodies[-1].end, sentence.start) or [bodies[-1]]
        rule = "body-before-title" if direct else "issuing-verb"
    else:
        match = _VERB_BEFORE.search(between)
        subject = next((body for body in bodies if body.kind is Kind.AGENCY), None)
        if match is None or subject is None or subject.start > sentence.start + 24:
            return []
        row, rule = _row_from(context, subject.start, policy.start), "issuing-subject"
        if _ATTRIBUTIVE.match(context.text, row[-1].end):
            return []  # 国务院关于…的部署: no subject
    attrs = {} if direct else _dated(context, Span(sentence.start, policy.start))
    planned = None if direct or match is None else match["planned"]
    if planned:
        attrs["status"] = "planned"
    return list(_joint(row, policy, Span(row[0].start, policy.end), rule, attrs))


def _dated(context: PolicyContext, span: Span) -> dict[str, object]:
    year = (context.scope.document.date or "")[:4] or None
    date = first_date(context.text, span.start, span.end, year)
    return {"date": date} if date else {}


def _by_history(context: PolicyContext) -> Iterator[FoundLink]:
    """A law's history note: 1989年12月26日第七届全国人民代表大会常务委员会第十一次会议通过."""
    own, part = context.own, context.scope.part
    if own is None or context.scope.document.genre is not Genre.REGULATION:
        return
    for body in context.bodies_in(part.start, min(part.end, part.start + 400)):
        if body.kind is not Kind.AGENCY or body.start < own.end:
            continue
        note = _ADOPTED.match(context.text, body.end)
        line = context.text.rfind("\n", 0, body.start) + 1
        dated = first_date(context.text, line, body.start)
        if note and dated and "批准" not in note[0] and "修" not in note[0]:
            yield FoundLink(LinkKind.ISSUED, body, own, line, note.end(), "adopted-by", 0.9, {"date": dated})
