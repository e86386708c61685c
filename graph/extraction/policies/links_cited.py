"""Links between policies: IMPLEMENTS, BASED_ON, CITES, FORWARDS, AMENDS, REPEALS."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from graph.elements import LinkKind
from graph.extraction.dates import find_dates
from graph.extraction.found import FoundLink
from graph.extraction.initiatives.table import alternatives
from graph.extraction.policies.links_context import PolicyContext, clause_around, policy_cues
from graph.extraction.policies.links_scope import MADE_ON, scope_of_ground
from graph.extraction.policies.links_titles import title_links
from graph.extraction.policies.titles import core_title, split_printing
from graph.extraction.scope import Mention
from ingest.document import Genre, Span

_AMENDING = re.compile(r"关于(?:废止和|清理[和、])?(?:修改|修订)|修正案|的修改决定")
_REPEALING = re.compile(r"关于废止|关于宣布失效|关于公布[^》]{0,20}(?:失效|废止)")
_AMENDED = re.compile(r"^[》\s]*(?:等[^。，]{0,16})?(?:第[一二三四五六七八九十]+次)?(?:修正|修订|修改)")
_CHANGED = re.compile(
    r"^[》\s]*(?:（[^）]{0,40}）)?(?:作出?(?:如下)?修改|(?:部分)?(?:条款|内容)?(?:作|进行)[^。]{0,6}修[改订])"
)
_REPEALED_AFTER = re.compile(
    r"^[》\s]*(?:[（(][^（）()]{0,80}[）)])?(?:[、和及以，]+[^。；，《]{0,140}《[^》]*》(?:[（(][^（）()]{0,60}[）)])?)*"
    r"[^。；《]{0,12}?(?:同时|即行|即|予以|自行|相应)?(?:废止|停止执行|失效|不再执行)"
)
# 《条例》中有关…的规定同时废止 ends a part of it: an amendment.
_REPEALED_IN_PART = re.compile(
    r"^[》\s]*(?:[（(][^（）()]{0,80}[）)])?(?:中(?:的)?|第[^，。；《》]{1,10}条|里)[^，。；《》]{0,30}废止"
)
_ENDED = re.compile(r"^[》\s]*(?:等[^。，]{0,16})?(?:予以|宣布)?废止")
_AMENDED_BEFORE = re.compile(r"(?:修改|修订)[《〈]$")
_FORWARDED_AFTER = re.compile(r"》?\s*(?:[（(][^）)]{0,70}[）)]?[^）)，。]{0,8}[）)])?[^，。；]{0,20}转发")
# 转发给你们，并结合我市实际提出以下意见: what is forwarded is carried out by terms of one's own.
_OWN_TERMS = re.compile(r"结合[^，。；]{0,8}实际，?[^，。；]{0,4}(?:提出|制定|作出|明确|就)")
# A heading 编制依据 and, between it and a title, nothing but titles: each of them is a ground.
_GROUNDS_HEADING = re.compile(r"(?:编制|制定|起草|政策|法律|法规|主要|工作|文件)依据|规范性引用文件|引用文件")
_TITLES_ONLY = re.compile(
    r"[\s　：:，,；;。、】]*(?:(?:[（(]?[一二三四五六七八九十\d]{1,3}[）)]?[、.．）)]?|[①-⑳]|[-—·●■]|及|和|以及)?\s*"
    r"《[^《》]*》\s*(?:[（(][^（）()\n]{0,40}[）)])?[\s　：:，,；;。、等]*)*"
    r"(?:[（(]?[一二三四五六七八九十\d]{1,3}[）)]?[、.．）)]?|[①-⑳]|[-—·●■]|及|和|以及)?[\s　]*《?"
)
# 结合《X》精神 … , in the text's own reasons, where no verb of grounding stands.
_SPIRIT = re.compile(
    r"[》\s]*(?:[（(][^（）()]{0,60}[）)])?(?:[、和及与]*《[^《》]*》(?:[（(][^（）()]{0,60}[）)])?)*"
    r"(?:等)?(?:文件)?的?(?:有关|相关|文件|总体|具体)?(?:精神|要求|规定|部署)"
)
# 在《X》基础上，现就…
_IN = re.compile(r"在[^，。；]{0,40}$")
_AS_BASE = re.compile(r"[》\s]*(?:[（(][^（）()]{0,60}[）)])?的?(?:基础|框架|指导|前提)(?:上|下|之[上下])")
_WITH = re.compile(r"结合[^，。；]{0,60}$")
# 以《X》为指导
_BY_MEANS_OF = re.compile(r"以[^，。；]{0,30}$")
_AS_GUIDE = re.compile(r"[》\s]*(?:[（(][^（）()]{0,60}[）)])?为(?:指导|依据|统领|引领|蓝本|遵循|基础)")
# 遵照执行，… and 按规定认定…: the word before the title governs something else.
_NOT_A_CUE = re.compile(
    r"(?:执行|办理|实施)?[，。；、]|于|范围|(?:^|(?<=按)|(?<=依))(?:规定|要求|程序|时|期|需|比例|法)(?![^，；]{0,6}《)"
)
_REPEALED_BEFORE = re.compile(r"(?:废止|宣布失效)(?:了)?(?:《[^》]*》(?:（[^）]{0,60}）)?[、和及])*《?$")


@lru_cache(maxsize=1)
def _cue_pattern() -> re.Pattern[str]:
    cues = policy_cues()
    groups = ((LinkKind.IMPLEMENTS, "implements"), (LinkKind.BASED_ON, "based_on"))
    return re.compile("|".join(f"(?P<{kind.value}>{alternatives(cues[name])})" for kind, name in groups))


def cited_links(context: PolicyContext) -> list[FoundLink]:
    """Links between policies that the part states; CITES for what its own policy names without more."""
    links = [*_forwarded(context), *_changed(context)]
    links += title_links(context, links)
    stated = [link for link in links if link.kind is not LinkKind.CITES]
    done = {(link.head.key, link.tail.key) for link in stated} | {(link.tail.key, link.head.key) for link in stated}
    for policy in context.policies:
        if policy.rule in ("forwarded-title", "title-in-title"):
            continue
        link = _cited(context, policy)
        if link is not None and (link.head.key, link.tail.key) not in done and link.head.key != link.tail.key:
            links.append(link)
    return _strongest(links)


# 各单位应制定《某某工作方案》: what everybody is to write is no document that there is.
_TO_BE_WRITTEN = re.compile(
    r"(?:(?:制[定订]|编[制写]|拟[定订])(?:好|了)?(?:本[\u4e00-\u9fff]{1,4}的?)?|公章的)《?[^《》]{2,30}(?:方案|预案|制度|台账|计划)$"
)


def _strongest(links: list[FoundLink]) -> list[FoundLink]:
    """Without CITES between two policies that a stronger link joins."""
    strong = {(link.head.key, link.tail.key) for link in links if link.kind is not LinkKind.CITES}
    return [link for link in links if link.kind is not LinkKind.CITES or (link.head.key, link.tail.key) not in strong]


def _cited(context: PolicyContext, policy: Mention) -> FoundLink | None:
    """The link of a policy in running text, by the cue before it in its sentence."""
    if context.is_own(policy):
        return None
    sentence = context.sentence_at(policy.start)
    own = context.own
    if own is not None and own.start <= policy.start < own.end:
        return None
    cue = _cue_before(context, policy, sentence)
    head = (
        (_made_from(context, policy, sentence) if cue else None)
        or (_aimed_at(context, policy, sentence) if not cue else None)
        or own
        or context.subject
        or (_of_report(context, policy, sentence, cue[1]) if cue else None)
    )
    if head is None:
        return None
    if cue is None:
        clause = clause_around(context.text, policy.start, policy.end, sentence)
        if head is not own and head is not context.subject:
            return FoundLink(LinkKind.IMPLEMENTS, head, policy, sentence.start, head.end, "implementing-cue", 0.85)
        grounded = _ground_without_verb(context, policy, sentence)
        if grounded is not None:
            return FoundLink(LinkKind.BASED_ON, head, policy, clause.start, clause.end, grounded, 0.85)
        if "doc_number" not in policy.attrs and _TO_BE_WRITTEN.search(context.text, clause.start, policy.end):
            return None
        return FoundLink(LinkKind.CITES, head, policy, clause.start, clause.end, "cited", 0.9)
    kind, start = cue
    if kind is LinkKind.BASED_ON and not _is_a_ground(context, policy, sentence):
        clause = clause_around(context.text, policy.start, policy.end, sentence)
        return FoundLink(LinkKind.CITES, head, policy, clause.start, clause.end, "cited", 0.9)
    rule = "implementing-cue" if kind is LinkKind.IMPLEMENTS else "ground-cue"
    end = policy.end + 1 if context.text[policy.end : policy.end + 1] == "》" else policy.end
    scope = scope_of_ground(context, policy, sentence) if head is own else {}
    return FoundLink(kind, head, policy, start, max(end, head.end if head is not own else 0), rule, 0.9, scope)


_PREAMBLE = 1500
_DONE_BY_OTHERS = re.compile(r"[》\s]*(?:[（(][^（）()]{0,60}[）)])?(?:提出|采取|作出|发布|下达|享有|取得)的")


def _is_a_ground(context: PolicyContext, policy: Mention, sentence: Span) -> bool:
    """A statute says at its start what it is made on; later 依照《…法》 tells how a case is dealt with.

    What others did on that ground (卫生机构依照《…法》采取的措施) is no ground of the text.
    """
    if _DONE_BY_OTHERS.match(context.text, policy.end):
        return False
    if context.scope.document.genre is not Genre.REGULATION:
        return True
    begin = context.own.end if context.own else context.scope.part.start
    second = context.text.find("第二条", begin, policy.start)
    return (second < 0 and policy.start - begin <= _PREAMBLE) or bool(MADE_ON.search(context.text, *sentence))


def _ground_without_verb(context: PolicyContext, policy: Mention, sentence: Span) -> str | None:
    """Rule by which a title without a grounding verb before it is a ground: listed under 编制依据, or 结合…精神."""
    text, floor = context.text, max(context.scope.part.start, policy.start - 1500)
    headings = list(_GROUNDS_HEADING.finditer(text, floor, policy.start))
    if headings and _TITLES_ONLY.fullmatch(text, headings[-1].end(), policy.start):
        return "listed-ground"
    with_it = _WITH.search(text, sentence.start, policy.start)
    built_on = _BY_MEANS_OF.search(text, sentence.start, policy.start) and _AS_GUIDE.match(text, policy.end)
    built_on = built_on or (_IN.search(text, sentence.start, policy.start) and _AS_BASE.match(text, policy.end))
    return "ground-cue" if built_on or (with_it and _SPIRIT.match(text, policy.end)) else None


_FARTHEST_CUE = 1500
_CITED_ON = re.compile(r"[》）)\s]*(?:（[^）]{0,80}）)?\s*(?:精神|要求|规定|有关规定)?，[^，]{0,24}")


def _cue_before(context: PolicyContext, policy: Mention, sentence: Span) -> tuple[LinkKind, int] | None:
    """The nearest cue before the title, outside other titles, and not cut off from it by a clause of its own."""
    begin = _clause_begin(context, policy, max(sentence.start, policy.start - _FARTHEST_CUE))
    titles = context.policies_in(begin, policy.start)
    found = None
    for match in _cue_pattern().finditer(context.text, begin, policy.start):
        if any(title.start <= match.start() < title.end for title in titles):
            continue
        if not _NOT_A_CUE.match(context.text, match.end()):
            found = match
    if found is None or context.text.endswith("不", begin, found.start()):  # 可不执行《…法》
        return None
    if _HAVING_MADE.search(context.text, found.end(), policy.start):
        return None
    commas = _commas(context, found.end(), policy.start)
    if commas > 1 or (commas and not context.policies_in(found.end(), policy.start)):
        return None
    kind = LinkKind.IMPLEMENTS if found.lastgroup == "IMPLEMENTS" else LinkKind.BASED_ON
    return kind, found.start()


def _clause_begin(context: PolicyContext, policy: Mention, floor: int) -> int:
    """Behind the nearest title before the policy that a comma cuts off from it, else `floor`."""
    text, commas, upto = context.text, 0, policy.start
    if text.find("，", floor, upto) < 0 and text.find("；", floor, upto) < 0:
        return floor
    for other in reversed(context.policies_in(floor, policy.start)):
        commas += text.count("，", other.end, upto) + text.count("；", other.end, upto)
        upto = min(upto, other.start)
        if commas and not _CITED_ON.fullmatch(text, other.end, policy.start):
            return other.end
    return floor


def _commas(context: PolicyContext, start: int, end: int) -> int:
    """Commas between a cue and a title, outside the titles between them; a semicolon counts for two."""
    titles = context.policies_in(start, end)
    marks = (place for place in range(start, end) if context.text[place] in "，；")
    outside = (place for place in marks if not any(title.start <= place < title.end for title in titles))
    return sum(2 if context.text[place] == "；" else 1 for place in outside)


_AIMED = re.compile(r"(?:针对|围绕|结合|为[^，。；《]{0,10}?(?:落地|落细|落实落细))[^，。；《]{0,12}《?$")


def _aimed_at(context: PolicyContext, policy: Mention, sentence: Span) -> Mention | None:
    """针对A，省政府编制了B: B, which carries out A."""
    if _AIMED.search(context.text, max(sentence.start, policy.start - 30), policy.start) is None:
        return None
    return _made_from(context, policy, sentence)


_HAVING_MADE = re.compile(r"(?:印发|出台|制定|制订|编制|起草|形成)了[《〈]$")


def _made_from(context: PolicyContext, policy: Mention, sentence: Span) -> Mention | None:
    """根据A，省政府编制了B: B, which rests on A whatever document tells it."""
    later = (p for p in context.policies_in(policy.end, sentence.end) if p.key != policy.key)
    return next((p for p in later if _HAVING_MADE.search(context.text, policy.end, p.start)), None)


_COMES_OUT = re.compile(
    r"[》\s]*(?:[（(][^（）()]{0,60}[）)])?(?:正式|已|日前|近日|今日|于[^，。；]{1,12})*(?:出台|发布|印发|公布|施行|问世)"
)


def _issued_after(context: PolicyContext, policy: Mention, sentence: Span) -> Mention | None:
    """In a bulletin or news: the policy that the same sentence makes on that ground (为贯彻A，印发B)."""
    for other in context.policies_in(policy.end, sentence.end):
        before = context.text[max(policy.end, other.start - 14) : other.start]
        made = other.rule == "yearly-plan" or _COMES_OUT.match(context.text, other.end)
        if other.key != policy.key and (
            made or re.search(r"(?:印发|出台|制定|发布|下发|公布|修订|编制|起草)[^，。]{0,8}$", before)
        ):
            return other
    return None


def _of_report(context: PolicyContext, policy: Mention, sentence: Span, cue: int) -> Mention | None:
    """In a bulletin or news: the policy that the sentence makes on that ground, or tells that it was made on."""
    return (
        _issued_after(context, policy, sentence)
        or _made_on(context, policy, sentence)
        or _spoken_of(context, sentence, cue)
    )


_STANDS_IN = re.compile(
    r"\s*(?:该|本|此|这[一份个项])?(?:项|份)?(?P<kind>通知|意见|方案|措施|办法|规定|细则|规划|计划|公告|通告|指引|指南|文件|政策)"
    r"(?:主要|系|是|将)?\s*"
)


def _spoken_of(context: PolicyContext, sentence: Span, cue: int) -> Mention | None:
    """通知依据《X》制定: the policy named last before the sentence, of the kind that opens it."""
    opening = _STANDS_IN.fullmatch(context.text, sentence.start, cue)
    before = context.policies_in(max(context.scope.part.start, sentence.start - 400), sentence.start)
    if opening is None or not before:
        return None
    named = before[-1]
    return named if opening["kind"] in ("文件", "政策") or core_title(named.name).endswith(opening["kind"]) else None


_ON_GROUNDS = re.compile(r"[》〉]\s*(?:以|是?根据|依据|依照|按照|为(?:了)?(?:深入)?贯彻(?:落实)?|对照)《?$")


def _made_on(context: PolicyContext, policy: Mention, sentence: Span) -> Mention | None:
    """《办法》依据A和B制定: the policy that opens the sentence and is made on those grounds."""
    before = context.policies_in(sentence.start, policy.start)
    if not before or before[0].key == policy.key or before[0].start > sentence.start + 8:
        return None
    first = next((p for p in (*before[1:], policy) if p.key != before[0].key), policy)
    if not _ON_GROUNDS.match(context.text, before[0].end, first.start):
        return None
    return before[0]


def _forwarded(context: PolicyContext) -> Iterator[FoundLink]:
    """A forwarding notice and the document named inside its title, or 现将《X》转发给你们."""
    own = context.own
    for inner in context.policies:
        around = (p for p in context.policies if p.start <= inner.start and inner.end <= p.end and p is not inner)
        outer = next(around, None)
        if inner.rule == "forwarded-title" or (outer is not None and outer.rule == "forwarding-title"):
            if outer is not None:
                yield FoundLink(LinkKind.FORWARDS, outer, inner, outer.start, outer.end, "forwarding-title")
        elif own is not None and not context.is_own(inner):
            after = context.text[inner.end : inner.end + 120]
            before = context.text[max(0, inner.start - 24) : inner.start]
            printing = split_printing(own.name)
            if printing and printing.forwards and _FORWARDED_AFTER.match(after) and "将" in before:
                sentence = context.sentence_at(inner.start)
                yield FoundLink(LinkKind.FORWARDS, own, inner, sentence.start, sentence.end, "forwarding-sentence")
                if _OWN_TERMS.search(context.text, inner.end, sentence.end):
                    yield FoundLink(
                        LinkKind.IMPLEMENTS, own, inner, sentence.start, sentence.end, "forwarded-with-terms"
                    )


# In a decision that repeals: 对《…》作如下修改; 《…》有效期延长至…, 《…》由某厅另行制定 are not repealed.
_OF = ("对《", "将《")
_CHANGED_SO = re.compile(
    r"[》〉](?:[（(][^（）()\n]{2,30}[）)])?(?:作出?|做出?|进行|予以)?(?:如下|以下|部分)?(?:修改|修订|修正)"
)
_STANDS_ON = re.compile(
    r"[》〉](?:[（(][^（）()\n]{2,30}[）)])?(?:的?有效期(?:延长|延续|延期|顺延)|(?:继续|延期)(?:有效|执行|施行)|由[^，。；]{2,24}(?:制定|修订|印发))"
)


def _changed(context: PolicyContext) -> Iterator[FoundLink]:
    """AMENDS and REPEALS: amending and repealing decisions, history notes, 同时废止."""
    own = context.own
    for policy in context.policies:
        if context.is_own(policy):
            continue
        text, sentence = context.text, context.sentence_at(policy.start)
        after = text[policy.end : policy.end + 160]
        before = text[max(sentence.start, policy.start - 160) : policy.start]
        if own is not None and (kind := _told_in_note(policy, after)):
            dates = find_dates(text, max(sentence.start, policy.start - 80), policy.start)
            attrs = {"date": dates[-1].value} if dates else {}
            yield FoundLink(kind, policy, own, sentence.start, sentence.end or policy.end, "history-note", 0.95, attrs)
        elif (
            own is not None
            and _AMENDING.search(own.name)
            and (_in_title(own, policy) or _CHANGED.match(after) or _AMENDED_BEFORE.search(before))
        ):
            yield _change(context, LinkKind.AMENDS, policy, "amending-decision")
        elif own is not None and _REPEALED_IN_PART.match(after):
            yield _change(context, LinkKind.AMENDS, policy, "repeal-clause")
        elif own is not None and (_REPEALED_AFTER.match(after) or _REPEALED_BEFORE.search(before)):
            yield _change(context, LinkKind.REPEALS, policy, "repeal-clause")
        elif own is not None and _REPEALING.search(own.name) and before.endswith(_OF) and _CHANGED_SO.match(after):
            yield _change(context, LinkKind.AMENDS, policy, "repeal-clause")
        elif own is not None and _REPEALING.search(own.name) and not _STANDS_ON.match(after):
            yield _change(context, LinkKind.REPEALS, policy, "repealing-decision")


def _told_in_note(policy: Mention, after: str) -> LinkKind | None:
    """What a history note says that a decision did to the own policy."""
    if (_AMENDING.search(policy.name) or policy.name.endswith("决定")) and _AMENDED.match(after):
        return LinkKind.AMENDS
    return LinkKind.REPEALS if _REPEALING.search(policy.name) and _ENDED.match(after) else None


def _in_title(own: Mention, policy: Mention) -> bool:
    return policy.name in own.name or f"〈{policy.name}〉" in own.name


def _change(context: PolicyContext, kind: LinkKind, policy: Mention, rule: str) -> FoundLink:
    own = context.own
    assert own is not None
    sentence = context.sentence_at(policy.start)
    clause = clause_around(context.text, policy.start, policy.end, sentence)
    date = own.attrs.get("effective_on") or own.attrs.get("date")
    span = sentence if sentence.end - sentence.start <= 200 else clause
    return FoundLink(
        kind, own, policy, span.start, max(span.end, policy.end), rule, 0.95, {"date": date} if date else {}
    )
