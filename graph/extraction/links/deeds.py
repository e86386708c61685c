"""CARRIES_OUT: who carries out a named initiative, told by the verb before it and the verb's subject."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from graph.elements import BODIES, Kind, LinkKind
from graph.extraction.found import FoundLink
from graph.extraction.links.deed_names import told_initiatives
from graph.extraction.links.deed_pairs import DeedPairs
from graph.extraction.links.deed_subjects import CENTRE, MADE, OBJECT_OF, Implied, subject_of_deed
from graph.extraction.links.deed_verbs import deeds, is_ahead
from graph.extraction.links.deed_weights import weighed
from graph.extraction.links.host_labels import events_of, hosts_of_events
from graph.extraction.links.hosts import echo, hosts, hosts_behind, where_it_runs
from graph.extraction.links.partners import sides
from graph.extraction.links.speakers import Speaker
from graph.extraction.links.subject_phrases import Subject, agent_runs, clause_start, without_helpers
from graph.extraction.links.subjects import Subjects
from graph.extraction.mention_groups import MentionsByPlace, coordinated
from graph.extraction.policies.links_context import clause_around
from graph.extraction.policies.links_means import is_means
from graph.extraction.scope import Mention, Scope
from ingest.document import Span

_ADJACENT = re.compile(
    rf"(?:(?P<deed>(?:[今去前]年|上半年|近年来?|于?\d{{4}}年|此前|联合|共同|率先|统一|自主|创新|大力|全面|正在)*(?:{deeds().carries_out.pattern}|倡导|主导|推)(?:了|多年)?)的"
    r"|的|的?(?:班组|车间|职工|员工)|介绍了?|总结了?|分享了?|交流了?)?\s*"
)
_MOST_AGENTS = 8
# A reform that whole documents are about is done where a verb says so, not where it only tells what a noun is of.
_REFORM = "队伍建设改革"
_REFORM_ENDS = re.compile(
    r"(?:工作|任务|试点)?(?:的?(?:责任|做法|经验|步伐))?(?:[，。；、：”）\s]|$|走深|落地|落实|取得|提质|向|再|全面|以来)"
)
_TOLD_OF = re.compile(r"调研|了解|介绍|座谈|宣讲|汇报|研究|总结|交流|学习|重视|召开|发布|印发")
# 推出“甲”专车，以及县与县之间“乙”线路: one enumeration.
_ALSO = re.compile(r"[^，。；：]{0,8}?(?:、|和|及|与|，以及|，还有|以及)[^，。；：、]{0,16}")
# “三查”“四看”; “X”“Y”的“双办”举措: also what sums them up.
_ALONGSIDE = re.compile(r"“.|的“[两双一二三四五六七八九十]")
# 用好某省“某某卡”: what others use of a place's tells of no deed.
_USED = re.compile(r"(?:用好|用活|使用|运用|利用|借助|依托|通过|登录|接入|加入|对接)$")
# 《通知》要求，全市推行…: what a text or a meeting demands of the subject is not done yet.
_DEMANDED = re.compile(
    r"(?:通知|意见|方案|措施|指引|公告|办法|文件|会议)》?(?:还|并|也)?(?:要求|提出|明确|强调)[，：]\s*$"
)
# 阜阳直达宁波的“…”专列: whereto, not whose.
_TOWARDS = re.compile(r"(?:直达|前往|抵达|开往|飞往|发往|返回|赴|至|往)$")
# Rules that tell whose an initiative is: what others use of it, its owner carries out.
_OWNING = frozenset({"initiative-of-body", "initiative-by-body"})
_TOLD_BEHIND = frozenset({"initiative-by-body", "initiative-runs-at"})
# 湘潭“穿针引线”推动复工: how it is done, before the verb.
_DRIVES = re.compile(r"推动|促进|促|助力|助推|破解|护航|赋能|激活|撬动|打通|筑牢|织密")
_STATES = ("体系", "格局", "中心", "目标", "战略")


def find_deed_links(scope: Scope, sentences: Sequence[Span]) -> list[FoundLink]:
    """CARRIES_OUT links of the part."""
    pairs = deed_pairs(scope, sentences)
    if pairs is None:
        return []
    told = _told(scope, sentences, pairs.subjects)
    links = [link for link in told if link.kind is not LinkKind.CARRIES_OUT]
    deeds_told = [link for link in told if link.kind is LinkKind.CARRIES_OUT]
    return links + [link for link in weighed(pairs, deeds_told) if link in deeds_told or not _is_reform(link.tail)]


def deed_pairs(scope: Scope, sentences: Sequence[Span]) -> DeedPairs | None:
    """The part's initiatives with those who may carry them out; None where it names no initiative."""
    if not any(mention.kind is Kind.INITIATIVE for mention in scope.mentions) or not sentences:
        return None
    bodies = MentionsByPlace.of(scope, *BODIES)
    named = MentionsByPlace.of(scope, Kind.INITIATIVE)  # 青河市投资项目审批平台|上线: the platform, not the place
    regions = MentionsByPlace.of(scope, Kind.REGION).outside(bodies).outside(named)
    agents = MentionsByPlace(sorted([*bodies.all, *regions.all], key=lambda m: m.start))
    return DeedPairs(scope, sentences, Subjects(scope, sentences, agents))


def _told(scope: Scope, sentences: Sequence[Span], subjects: Subjects) -> list[FoundLink]:
    """What the rules find."""
    initiatives, told_ones = MentionsByPlace.of(scope, Kind.INITIATIVE), told_initiatives(scope, sentences)
    agents, links = subjects.agents, list[FoundLink]()
    held, events = dict(told_ones.by_sentence(sentences)), events_of(initiatives.all)
    for index, sentence in enumerate(sentences):
        named = held.get(sentence, [])
        named = [m for m in named if not _is_reform(m) or _is_reform_done(scope.text, sentence, m)]
        if again := echo(scope.text, sentences[index - 1] if index else None, sentence, initiatives):
            named.insert(0, again)
        runs = agent_runs(scope.text, agents, sentence) if named or events.all else []
        links += hosts_of_events(scope.text, sentence, runs, events)
        if named:
            links += _of_sentence(scope, sentence, named, runs, subjects, index)
    told = {link.tail.name for link in links if not _is_headline(link)}
    return [link for link in links if not _is_headline(link) or link.tail.name not in told]


def _is_headline(link: FoundLink) -> bool:
    """Whether only a headline tells the deed, and there of a place (湘潭：办起“焊花擂台”), or without its verb."""
    return link.rule == "headline-names" or (link.rule == "headline-deed" and link.head.kind is Kind.REGION)


def _is_reform(initiative: Mention) -> bool:
    return initiative.name.endswith(_REFORM)


def _is_reform_done(text: str, sentence: Span, reform: Mention) -> bool:
    """Whether the sentence tells that somebody pushes the reform itself: 推进产改走深, not 了解产改进展."""
    clause = clause_start(text, sentence.start, reform.start)
    is_done = deeds().carries_out.search(text, clause, reform.start) and not _TOLD_OF.search(text, clause, reform.start)
    return bool(is_done) and _REFORM_ENDS.match(text, reform.end) is not None


def _of_sentence(
    scope: Scope,
    sentence: Span,
    named: Sequence[Mention],
    runs: Sequence[Sequence[Mention]],
    subjects: Subjects,
    index: int,
) -> Iterator[FoundLink]:
    text, opening = scope.text, subjects.of(index)

    def implied(at: int, end: int) -> Subject | None:
        """Whom a clause without a subject means: one named later in its sentence is not yet."""
        is_later = opening is not None and opening.start > at
        return subjects.bare(at, end) or (subjects.from_before(index) if is_later else opening)

    last: tuple[int, Subject] | None = None
    for row in _rows(text, named):
        told = hosts(text, sentence, row[-1], runs) or _owner(text, row[0], runs)
        subject = told or subject_of_deed(text, sentence, row, runs, implied)
        subject = subject or _of_place(text, row[0], runs)
        if subject is None and last and _ALSO.fullmatch(text, last[0], row[0].start):
            subject = last[1]
        last = (row[-1].end, subject) if subject and subject.end <= row[0].start else None
        if subject and row[0] is not named[0] and subject.rule == "subject-of-sentence":
            subject = without_helpers(text, subject)
        beside = _subject_beside_hosts(text, sentence, row, runs, told, implied)
        behind = hosts_behind(text, sentence, row[-1], runs, subject), where_it_runs(text, row[-1], runs)
        for agents in (subject, beside, *behind):
            if agents is not None and len(agents.agents) <= _MOST_AGENTS:  # everybody's duty is nobody's deed
                planned = told is None and _is_planned(text, agents, row[0].start, row[-1].end)
                planned = planned or subjects.speaker.is_ahead(row[0].start) or _is_set_by(agents, subjects)
                yield from _links(text, sentence, row, agents, subjects.speaker, planned)


def _is_set_by(agents: Subject, subjects: Subjects) -> bool:
    """在青河市、白水县开展“某某”试点: in a policy what it sets the places, not what they have done."""
    return agents.rule == "trial-in-place" and not subjects.tells


def _subject_beside_hosts(
    text: str,
    sentence: Span,
    row: Sequence[Mention],
    runs: Sequence[Sequence[Mention]],
    told: Subject | None,
    implied: Implied,
) -> Subject | None:
    """某市实施“某某”竞赛，由甲主办: who does it beside those that the clause behind tells to host it."""
    if told is None or told.rule != "initiative-by-body" or told.start < row[0].start:
        return None
    before = [run for run in runs if run[-1].end <= row[0].start]
    subject = subject_of_deed(text, sentence, row, before, implied) if before else None
    return subject if subject and subject.start >= sentence.start else None


def _links(
    text: str, sentence: Span, row: Sequence[Mention], subject: Subject, speaker: Speaker, planned: bool
) -> Iterator[FoundLink]:
    end = max(row[-1].end, subject.end)
    clause = clause_start(text, sentence.start, row[0].start)
    start = clause if subject.start < sentence.start else subject.start
    status = {"status": "planned"} if planned else {}
    yield from _together(text, subject, Span(start, row[-1].end), status)
    for initiative in row:
        stop = end if subject.rule in _TOLD_BEHIND else initiative.end
        around = clause_around(text, initiative.start, initiative.end, sentence)
        is_used = subject.rule not in _OWNING and is_means(text, around, initiative)
        manner = {"manner": "used"} if is_used else {}
        for agent in subject.agents:
            is_implied = agent is speaker.body or subject.rule == "subject-of-text"
            attrs = status | ({"implied_speaker": True} if is_implied else {}) | manner
            yield FoundLink(
                LinkKind.CARRIES_OUT, agent, initiative, start, stop, subject.rule, subject.confidence, attrs
            )


def _of_place(text: str, initiative: Mention, runs: Sequence[Sequence[Mention]]) -> Subject | None:
    """我省“强工业”行动: a place right before the quoted name of what it does, not of what it is (体系, 中心)."""
    before = [run[-1] for run in runs if run[-1].end <= initiative.start]
    place = next((one for one in before if text[one.end : initiative.start] in {"", "的"}), None)
    is_home = place is not None and text[place.start] == "全"  # 全市“非接触式”办税比例: where, not who
    before_place = text[max(place.start - 6, 0) : place.start] if place else ""
    is_used = _USED.search(before_place) or _TOWARDS.search(before_place)
    is_figure = initiative.name.endswith("”") and _DRIVES.match(text, initiative.end)
    is_deed = (
        not is_home
        and not is_used
        and not is_figure
        and text[initiative.start] in "“‘"
        and not initiative.name.rstrip("”").endswith(_STATES)
    )
    if place is None or place.kind is not Kind.REGION or not is_deed:
        return None
    return Subject((place,), place.start, place.end, "initiative-of-body", 0.6)


def _together(text: str, subject: Subject, span: Span, status: Mapping[str, str]) -> Iterator[FoundLink]:
    """COOPERATES_WITH of those on either side of 与 or 联合 in the deed's subject."""
    mains, partners = sides(text, subject)
    for main in mains if subject.rule != "initiative-of-body" else ():
        for partner in partners:
            if main.kind in BODIES and partner.kind in BODIES:
                yield FoundLink(LinkKind.COOPERATES_WITH, main, partner, *span, "deed-done-together", 0.8, status)


def _rows(text: str, named: Sequence[Mention]) -> list[list[Mention]]:
    """Coordinated initiatives, those in quotation marks also side by side (“三查”“四看”)."""
    rows: list[list[Mention]] = []
    for row in coordinated(text, named):
        side_by_side = rows and _ALONGSIDE.fullmatch(text, rows[-1][-1].end, row[0].start + 2)
        if side_by_side:
            rows[-1] += row
        else:
            rows.append(row)
    return rows


def _is_planned(text: str, subject: Subject, until: int, end: int) -> bool:
    """Whether 将, 要, 拟 … stands right behind the subject or opens the initiative's own clause."""
    if _DEMANDED.search(text, max(subject.start - 24, 0), subject.start):
        return True
    if subject.end >= until or (OBJECT_OF.search(text, subject.end, until) and MADE.match(text, end)):
        return False  # 甲将“某某”活动纳入年度计划
    clause = clause_start(text, subject.end, until)
    return any(is_ahead(text, at, until) for at in {subject.end, clause})


def _owner(text: str, initiative: Mention, runs: Sequence[Sequence[Mention]]) -> Subject | None:
    """省总工会“数字工会”: a body right before the name of its initiative; 甲、乙联合开展的“某某”行动: all who do it."""
    for run in reversed(runs):
        last = run[-1]
        if last.end <= initiative.start and last.name not in CENTRE:
            owned = _ADJACENT.fullmatch(text, last.end, initiative.start)
            if owned is None or (last.kind not in BODIES and not owned["deed"]):
                return None
            if initiative.rule == "channel-portal" and not owned[0]:
                return None  # 国家税务总局|青河市电子税务局: the portal of a place, not of the ministry
            agents = tuple(run) if owned["deed"] else (last,)
            return Subject(agents, agents[0].start, last.end, "initiative-of-body", 0.75)
    return None
