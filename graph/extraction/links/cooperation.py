"""COOPERATES_WITH: bodies that act together: 甲会同乙…, 甲与乙签订…, 甲、乙共建…, …，联合乙…, 甲依托乙…."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise, product
from typing import Any

from graph.elements import BODIES, SITED, Kind, LinkKind
from graph.extraction.dates import PRINTED_DATE
from graph.extraction.found import FoundLink
from graph.extraction.links.deed_verbs import deeds
from graph.extraction.links.subject_phrases import Subject, clause_start, lead
from graph.extraction.links.subjects import Subjects
from graph.extraction.mention_groups import MentionsByPlace, coordinated
from graph.extraction.policies.own import policy_of_part
from graph.extraction.scope import Mention, Scope
from graph.extraction.word_pattern import AnchoredPattern
from ingest.document import Span

# 甲近日主动联合乙: what stands between those who act and those whom they bring in.
_BRINGS_IN = re.compile(
    r"(?:、[\u4e00-\u9fff]{2,10}?)?(?:等)?(?:相关|有关)?(?:部门|单位)?[^，。；：、“”（）()的各]{0,8}?(?:会同|协同|联合|联手|携手|牵手)[与和同]?(?:位于.+的)?"
)
_WITH = re.compile(r"(?:[与同跟]|[还又也再并先后积极主动]+[与和同跟])(?:位于.+的)?")
# 甲将与乙共建….
_WITH_AHEAD = re.compile(r"[^，。；：、“”（）()的各]{0,4}(?:将|要|拟|应|计划|打算)(?:继续|共同)?[与同和跟]")
_ANSWERS = re.compile("会同|协同")
_MODAL = re.compile(r"(?:要|应|将|须|需|可|拟|计划|打算|准备)")
# What only a text that they sign together is told of is its issue.
_ISSUES = re.compile(
    r"[^，。；]{0,16}?(?:印发|下发|制发|发文|发布|发出|出台|转发|制[定订]|通知|公告|公布|下达|召开|部署|命名|表彰|认定)"
)
_PRESS = re.compile(r"[^，。；]{0,30}发布会")
_NOT_ISSUING = (
    r"(?!发[出起]|倡议|承诺|呼吁|明确|规定|提出|要求|印|发布|发文|下发|出台|转发|制|通知|公告|公布|召开|部署|负责|的)"
)
_COOPERATES = re.compile(
    r"(?:[、和][\u4e00-\u9fff]{2,12}?)?(?:等)?(?:[双两三四五各](?:方|家|家单位)|日前|近日|今天|同时|当[天日场]|现场|正式|继续|再次|持续|深入|全面|已|还|[连持]续[^，。；]{1,4}|在(?:(?!在)[^，。]){1,12})*"
    r"(?:经过?[^，。；]{2,14}，)?(?:的?(?:系统|数据|平台|信息|业务)*(?:实现|已)?(?:互联)?互通|"
    rf"[续新补]?签[订署约]|[续新补]签|签[了下]|结为|结成|缔结|(?:一[起道同]|合力|联袂|协力)(?=[办建开搞推设创组研攻培举实启发打送为编])|达成|缔结|战略合作|合作|合办|合建|联办|共办|搭伙|共建|结对|"
    rf"结成[^，。；]{{0,6}}对子?|打通|(?:共同|联合|联手|携手){_NOT_ISSUING}"
    r"|开展[^，。；]{0,14}(?:合作|共建|联建|订单[^，。；]{0,4}培[养训])|建立[^，。；]{0,12}(?:合作|联[系盟动]|共建))"
)
_ADVERBS = re.compile(r"(?:合作|继续|持续|深入|全面|大力|积极|日前|近日|先后|组织|牵头|在(?:(?!在)[^，。；]){1,14})*")
# 甲与乙建立…机制.
_SETS_UP = re.compile(
    r"[^，。；的]{0,4}?(?:建立|组建|成立|搭建|设立|开展|举办|举行|推出|启动|开发|研发|打造|研制|对接|搞[了过起])(?!健全)"
)
# What a text itself sets up is there with it: 甲与乙联合成立领导小组, whose members it names.
_GROUP_SET_UP = re.compile(
    r"(?:联合|共同)?(?:决定)?(?:成立|组建|组成|设立)[^，。；]{0,24}?(?:领导|工作|协调|推进)?(?:小组|专班|指挥部|工作组)"
)
# ，联合乙开展…; 还与乙合作…: a clause that brings others in.
_JOINS_IN = re.compile(
    r"(?:还|又|也|并|再|先后|同时|积极|主动|近日|日前|[今去]年|同年|年初|[赛会随此]后|早在\d{4}年|将|拟|计划|打算)*(?:(?P<brings>会同|协同|联合|联手|携手)[与和同]?|[与和同跟])"
)
_RELIES = re.compile(r"依托\s*")
# 依托某学院开办培训班: a clause of means whose tool is a firm or school.
_RELIES_ALSO = re.compile(r"(?:还|并|主要|又)*依托")
_RELIED_ON = re.compile(r"(?:等)?(?:开办|举办|开设|设立|建立|开展|建设|培训|成立|组建|打造)")
_FIRM = re.compile(r"(?:该)?(?:公司|企业)")
_SERVED = re.compile(r"[^，。；]{0,24}提供")
_END = re.compile(r"[，。；！？\n]")
_MOST_PARTNERS = 12
# Behind bodies that open a clause, where they are not its subject.
_NO_SUBJECT = frozenset("，。；：、的等（“")
# Subjects by words that stand for a body named before: 该公司, 我局.
_STAND_INS = frozenset({"subject-anaphor", "subject-speaker"})
# 双方签订…, 两家单位联合…: what those named before do.
_BOTH_ACT = re.compile(
    r"(双方|两家单位|[两三][家间个所](?:工作室|企业|公司|学校|院校|单位|医院))[^，。；：]{0,4}"
    r"(?:签订|签署|签约|达成|缔结|建立[^，。；]{0,8}合作|合作|共建|共同(?!的)|联合(?!印|发)|联手|携手)"
)
_BOTH_NAMED = AnchoredPattern(
    r"双方|[两三][家间个所](?:单位|工作室|企业|公司|学校|院校|医院)",
    ("双方", *(number + measure for number in "两三" for measure in "家间个所")),
)
_SIGN = re.compile("会同|协同|联合|联手|携手|合作|共建|共同|结对|互通|签|达成|打通|合[办建]|搭伙|依托|提供|[与和同]")


@dataclass(frozen=True, slots=True)
class _Sides:
    """Who cooperates with whom. start: where the naming begins. end: where what they do begins."""

    mains: Sequence[Mention]
    partners: Sequence[Mention]
    start: int
    end: int
    is_planned: bool = False


class Cooperation:
    """Finds who acts together in the sentences of one part."""

    def __init__(self, scope: Scope, sentences: Sequence[Span], bodies: MentionsByPlace) -> None:
        self._text, self._scope, self._sentences, self._bodies = scope.text, scope, sentences, bodies
        self._initiatives = MentionsByPlace.of(scope, Kind.INITIATIVE)
        self._subjects: Subjects | None = None
        self._is_policy = policy_of_part(scope) is not None

    def links(self, sentence: Span, named: Sequence[Mention]) -> Iterator[FoundLink]:
        """COOPERATES_WITH of one sentence. named: its bodies."""
        text = self._text
        if not _SIGN.search(text, *sentence):
            return
        date = PRINTED_DATE.search(text, sentence.start, named[0].start)
        attrs = {"date": date.group()} if date else {}
        for sides in self._sides(sentence, named):
            if _PRESS.search(text, sides.end, sentence.end) or len(sides.partners) > _MOST_PARTNERS:
                continue
            span = Span(sides.start, _clause_end(text, sides.end + 1, sentence.end))
            is_set_up = _GROUP_SET_UP.match(text, sides.end, sentence.end) is not None
            is_ahead = sides.is_planned or (self._is_policy and not is_set_up)
            status = attrs | ({"status": "planned"} if is_ahead else {})
            for one, other in product(sides.mains, sides.partners):
                if one.name != other.name:
                    yield _link(one, other, span, "bodies-cooperate", 0.85, status)
        yield from self._served(sentence, named)
        for body in named:
            yield from self._reliance(sentence, body)

    def of_both(self) -> Iterator[FoundLink]:
        """双方签订…, 两间工作室联手…: sentences that mean bodies named before."""
        part = self._scope.part
        is_told = _BOTH_NAMED.search(self._text, part.start, part.end) is not None
        for index, sentence in enumerate(self._sentences if is_told else ()):
            both = _BOTH_ACT.search(self._text, *sentence)
            subject = self._subject_of(index) if both and not _ISSUES.match(self._text, both.end(1)) else None
            if both is None or subject is None or len(subject.agents) < 2:
                continue
            span = Span(both.start(), _clause_end(self._text, both.end(), sentence.end))
            if subject.start == both.start(1) and all(agent.kind in BODIES for agent in subject.agents):
                for other in subject.agents[1:]:
                    yield _link(subject.agents[0], other, span, "bodies-cooperate", 0.7)

    def _sides(self, sentence: Span, named: Sequence[Mention]) -> Iterator[_Sides]:
        text = self._text
        runs = coordinated(text, named)
        brought: set[int] = set()
        for before, run in pairwise(runs):
            between = Span(before[-1].end, run[0].start)
            is_ahead = _WITH_AHEAD.fullmatch(text, *between) and _COOPERATES.match(text, run[-1].end, sentence.end)
            if is_ahead or _BRINGS_IN.fullmatch(text, *between):
                brought.add(run[0].start)
                is_duty = self._is_duty(sentence, before[0].start, between)
                if not is_duty and not _ISSUES.match(text, run[-1].end, sentence.end):
                    mains = before if is_ahead else _split(text, before)[0]
                    is_planned = bool(is_ahead) or _MODAL.match(text[slice(*between)]) is not None
                    yield _Sides(mains, run, mains[0].start, run[-1].end, is_planned)
        for run in runs:
            if run[0].start not in brought:
                yield from self._of_run(sentence, run)

    def _of_run(self, sentence: Span, run: Sequence[Mention]) -> Iterator[_Sides]:
        """Both sides inside one coordination, or the sentence's subject with those whom a clause brings in."""
        text, end = self._text, run[-1].end
        clause = self._after_subject(sentence, clause_start(text, sentence.start, run[0].start), run[0].start)
        if _RELIES_ALSO.fullmatch(text, clause, run[0].start):
            is_relied_on = run[0].kind in SITED and _RELIED_ON.match(text, end, sentence.end)
            mains = self._subject(sentence, clause) if is_relied_on else ()
            yield from [_Sides(_split(text, mains)[0], run, clause, end)] if mains else []
            return
        opening = _JOINS_IN.fullmatch(text, clause, run[0].start)
        if opening:
            acts = _COOPERATES.match(text, end, sentence.end) or opening["brings"]
            if acts and not _ISSUES.match(text, end, sentence.end):
                mains = self._subject(sentence, clause)
                is_planned = _MODAL.match(text[clause : run[0].start]) is not None
                yield from [_Sides(mains, run, clause, end, is_planned)] if mains else []
            return
        mains, partners, joint = _split(text, run)
        is_duty = not joint and self._is_policy and text.startswith("由", max(run[0].start - 1, sentence.start))
        if not partners or is_duty:
            return
        if joint == "brings":
            between = Span(mains[-1].end, partners[0].start)
            acts = not _ISSUES.match(text, end, sentence.end) and not self._is_duty(sentence, run[0].start, between)
        else:
            acts = _COOPERATES.match(text, end, sentence.end) or (joint and self._named_deed(sentence, end))
            acts = acts or (joint and _SETS_UP.match(text, end, sentence.end))
        if acts:
            yield _Sides(mains, partners, run[0].start, end, self._is_moved(sentence, run))

    def _after_subject(self, sentence: Span, clause: int, end: int) -> int:
        """Where a clause goes on behind 该公司 or 我局, else where it begins."""
        if self._text[clause + len(lead(self._text, clause, end)) : end][:1] not in {"该", "我", "公", "集", "学"}:
            return clause
        subject = self._subject_of(self._sentences.index(sentence))
        stands_for = subject is not None and subject.rule in _STAND_INS and clause <= subject.start < subject.end <= end
        return subject.end if subject and stands_for else clause

    def _is_duty(self, sentence: Span, start: int, between: Span) -> bool:
        """由甲会同乙负责…, in a policy also 甲会同乙…: a division of labour."""
        is_by = self._text.startswith("由", max(start - 1, sentence.start))
        return (is_by or self._is_policy) and _ANSWERS.search(self._text, *between) is not None

    def _is_moved(self, sentence: Span, run: Sequence[Mention]) -> bool:
        """支持甲与乙共建…: what others are to do."""
        clause = clause_start(self._text, sentence.start, run[0].start)
        return re.match(r"支持|鼓励|推动|引导|[要须应]", self._text[clause : run[0].start]) is not None

    def _named_deed(self, sentence: Span, start: int) -> bool:
        """甲与乙深化“某某”竞赛: a named initiative that they carry out."""
        adverbs = _ADVERBS.match(self._text, start, sentence.end)
        verb = deeds().carries_out.match(self._text, adverbs.end() if adverbs else start, sentence.end)
        if verb is None or _ISSUES.match(self._text, start, sentence.end):
            return False
        return bool(self._initiatives.inside(verb.end(), _clause_end(self._text, verb.end(), sentence.end)))

    def _subject(self, sentence: Span, clause: int) -> Sequence[Mention]:
        """The bodies that open the last clause before this one that has a subject of its own (随后乙开发…，与甲…),
        else those that the sentence is about, when they are named before the clause."""
        subject = self._subject_of(self._sentences.index(sentence))
        if subject is None or subject.end > clause:
            return ()
        for run in reversed(coordinated(self._text, self._bodies.inside(subject.end, clause))):
            begin = clause_start(self._text, sentence.start, run[0].start)
            is_first = begin + len(lead(self._text, begin, run[0].start)) == run[0].start
            if is_first and self._text[run[-1].end] not in _NO_SUBJECT:
                return run
        return [agent for agent in subject.agents if agent.kind in BODIES]

    def _subject_of(self, index: int) -> Subject | None:
        if self._subjects is None:
            regions = MentionsByPlace.of(self._scope, Kind.REGION).outside(self._bodies)
            agents = MentionsByPlace(sorted([*self._bodies.all, *regions.all], key=lambda m: m.start))
            self._subjects = Subjects(self._scope, self._sentences, agents)
        return self._subjects.of(index)

    def _served(self, sentence: Span, named: Sequence[Mention]) -> Iterator[FoundLink]:
        """由甲为乙提供…."""
        for one, other in pairwise(named):
            is_for = self._text[one.end : other.start] == "为"
            served = _SERVED.match(self._text, other.end, sentence.end) if is_for else None
            if served and self._text[one.start - 1 : one.start] == "由":
                span = Span(one.start, _clause_end(self._text, served.end(), sentence.end))
                yield _link(one, other, span, "body-serves-body", 0.6)

    def _reliance(self, sentence: Span, body: Mention) -> Iterator[FoundLink]:
        """宾川县总工会依托公司开展培训: a body works through a firm or school, named or meant by 公司."""
        relies = _RELIES.match(self._text, body.end, sentence.end)
        if not relies:
            return
        named = self._bodies.inside(relies.end(), sentence.end)
        other: Mention | None = named[0] if named and named[0].start == relies.end() else None
        if other is None and _FIRM.match(self._text, relies.end()):
            near = self._bodies.inside(max(body.start - 300, 0), body.start)
            firms = [one for one in near if one.kind is Kind.ENTERPRISE]
            other = firms[-1] if firms else None
        if other is not None and other.kind in SITED:
            span = Span(body.start, _clause_end(self._text, relies.end(), sentence.end))
            yield _link(body, other, span, "body-relies-on-body", 0.6)


def _split(text: str, run: Sequence[Mention]) -> tuple[Sequence[Mention], Sequence[Mention], str]:
    """The run's agents on either side of 会同 ("brings") or 与 ("with"); mere lists are split behind the first ("")."""
    for at, (one, other) in enumerate(pairwise(run), 1):
        if _BRINGS_IN.fullmatch(text, one.end, other.start):
            return run[:at], run[at:], "brings"
        if _WITH.fullmatch(text, one.end, other.start):
            return run[:at], run[at:], "with"
    return run[:1], run[1:], ""


def _link(
    head: Mention, tail: Mention, span: Span, rule: str, confidence: float, attrs: Mapping[str, Any] = {}
) -> FoundLink:
    return FoundLink(LinkKind.COOPERATES_WITH, head, tail, span.start, span.end, rule, confidence, attrs)


def _clause_end(text: str, start: int, end: int) -> int:
    found = _END.search(text, start, end)
    return found.start() if found else end
