"""CARRIES_OUT: who carries out a named initiative, told by the verb before it and the verb's subject."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache

from graph.elements import BODIES, Kind, LinkKind
from graph.extraction.deeds import deeds
from graph.extraction.found import FoundLink
from graph.extraction.hosts import echo, hosts, hosts_behind
from graph.extraction.mention_groups import MentionsByPlace, coordinated
from graph.extraction.partners import sides, with_partner_of_opening, with_partners
from graph.extraction.scope import Mention, Scope
from graph.extraction.speakers import Speaker
from graph.extraction.subject_phrases import (
    Subject,
    agent_runs,
    clause_start,
    lead,
    opens_with_verb,
    own_subject,
    without_helpers,
)
from graph.extraction.subjects import Subjects
from ingest.document import Span

_ADJACENT = re.compile(
    rf"(?:(?P<deed>(?:联合|共同|率先|统一|自主|创新|大力|全面|正在)*(?:{deeds().carries_out.pattern}|倡导|主导)(?:了|多年)?)的"
    r"|的|介绍了?|总结了?|分享了?|交流了?)?\s*"
)
# 自我省启动一级响应后: since when something else is so.
_SINCE = re.compile(r"自从?(?:此次|本次)?$")
_FROM_THEN = re.compile(r"(?:之)?[后後]|以来|起")
_BETWEEN = 30
_LONGEST_HEADLINE = 50
_MOST_AGENTS = 8
_PREPOSED = re.compile(
    r"(?:为了?|根据|按照|依据|围绕|通过|随着|鼓励|支持|引导|指导|督促|推动|要求|协助|配合|帮助|提倡|倡导|倡议|建议|提醒|呼吁|向|与|在|经)"
)
_PREPOSITION = re.compile(r"(?:在|于|对|向|面向|为|从|以|赴|到|依托|借助|通过)\s*$")
_LOCATIVE = re.compile(r"在(?:全)?[\u4e00-\u9fff、]{1,20}")
# 为3200名女职工免费开展: for whom, not what for.
_GIVEN_TO = re.compile(
    r"[为给面向]+[^，。；]{0,14}(?:职工|劳动者|女工|工友|农民工|骑手|司机|群众|居民|学生|会员|老人|儿童|人员|家庭|户|企业)(?!的)"
)
# 指导甲建立…: who is moved to it does it.
_MOVES = re.compile(r"(?:还|又|并|先后|同时|积极|主动)*(?:指导|委托|邀请|帮助|协助)(?:了|辖区)?")
_SETTING_OF = re.compile(r"[^，。；]{0,4}(?:[中时内]|期间|过程|基础|方面)")
_OBJECT_OF = re.compile(r"(?:把|将)[^，。；：、]{0,10}$")
_MADE = re.compile(
    r"[^，。；]{0,8}?(?:纳入|作为|融入|列入|推广|打造|落实|落到实处|做[实优强]|[开送搬带办建引延]进|[办送搬带建延开引推铺搭设][到至向给入])"
)
# What a clause with a named initiative says other than that its subject carries it out.
_NO_DEED = re.compile(
    r"参[加与]|荣?获|获评|入选|被|评为|响应|学习|纳入|列入|属于|是|成为|作为|根据|按照|遵照|依照|对照|要求|建议|呼吁|鼓励|支持|提醒|号召|希望|申请|申报"
    r"|对|关于|受|因|自|面对|随着|不|未|无|没有|来自|例如|比如|包括|登[录陆]|关注|点击|拨打|选择|搜索|下载|介绍|报道|称|说|表示|获悉|中标|助力|贯彻|的"
    r"|依托|利用|使用|聚焦|围绕|针对|立足|着眼|面向|把|将(?=[^，]{1,8}$)|^\s*(?:[和及与或等各]|国企|企业)|[为在从向给由让使][^，]{0,4}$"
)
# 各地…部门: somebody else, without a name of their own.
_OTHERS = re.compile(
    r"(?:由|让|请)?(?:全[国省市区县]?)?(?:各(?!项|类|种|方面)|有关|相关|广大|企业|纳税人|居民|群众|市民|公众|员工|职工|学生|教师|党员|用户|消费者|旅客|我们|他|她|记者)"
    r"|(?!会同|联合|组织|协调|指导|督促|配合|经|向|对|与|按|根据|商)[^，。；：“”]{2,14}(?:部门|机关)(?!的|间|联)"
)
# 对“某某”竞赛进行总结.
_ABOUT = re.compile(r"对[^，。；：]{0,30}$")
_GIVEN = re.compile(r"[^，。；：]{0,24}(?:进行|作[了出]|给予|予以|提出|表示)")
_THEMES = ("战", "响应")
_CENTRE = frozenset({"中共中央", "国务院"})
# Verbs of means are the subject's own only when nothing but adverbs stands before them in the clause.
_MEANS = frozenset({"通过", "依托", "利用", "运用", "使用", "采用"})
_ADVERBS = re.compile(rf"(?:先行|首批|{deeds().adverbs.pattern})*")
_USED = re.compile(r"\s*(?:并|还|主要|创新)*(?:用|以)")
# 某镇明确“村委包干”机制; 某镇按照“一点一案”的原则….
_SETS_DOWN = re.compile(
    r"(?:明确|提出|首创|确立|确定|做到)了?\s*$|(?:办法|做法|举措|答案|经验|招数|秘诀|法宝)(?:就)?是\s*$"
)
# 每月办“茶座”: a plain verb right before the name.
_PLAIN = re.compile(r"(?<=[\u4e00-\u9fff\d])[办搞设开建](?:个|场|一场|一个)?$")
_FOLLOWS = re.compile(r"按照\s*$")
_WAY = re.compile(r"的?(?:原则|方式|方法|模式|思路|办法|做法|路径)")
# 按照省总工会开展“某某”行动的部署: what an order is about, its giver does.
_ORDERED_BY = re.compile(r"(?:贯彻|落实|按照|根据|响应)$")
_ORDER = re.compile(r"[^，。；：]{0,8}的?(?:精神|要求|部署|安排|号召|通知|决定)")
# 实施三大工程：一是“筑梦”工程，…: a point that only names its deed.
# 推出“甲”专车，以及县与县之间“乙”线路: one enumeration.
_ALSO = re.compile(r"[^，。；：]{0,8}?(?:、|和|及|与|，以及|，还有|以及)[^，。；：、]{0,16}")
_POINT = re.compile(r"\s*(?:[一二三四五六七八九十]是|[（(][一二三四五六七八九十\d]+[）)]|[①-⑨])\s*")
# “三查”“四看”; “X”“Y”的“双办”举措: also what sums them up.
_ALONGSIDE = re.compile(r"“.|的“[两双一二三四五六七八九十]")
_STATES = ("体系", "格局", "中心", "目标", "战略")
_TOOLS = frozenset({"依托", "利用", "使用"})
_CLAUSE_END = re.compile(r"[，；：。\n]")
_Implied = Callable[[int, int], Subject | None]
# Verbs by which a text goes out: the clauses behind them tell deeds again (印发方案，开展…).
_ISSUES = frozenset({"印发", "发布", "下发", "出台", "转发", "下达", "公布", "通知"})


def find_deed_links(scope: Scope, sentences: Sequence[Span]) -> list[FoundLink]:
    """CARRIES_OUT links of the part."""
    initiatives = MentionsByPlace.of(scope, Kind.INITIATIVE)
    if not initiatives.all:
        return []
    bodies = MentionsByPlace.of(scope, *BODIES)
    regions = MentionsByPlace.of(scope, Kind.REGION).outside(bodies)
    agents = MentionsByPlace(sorted([*bodies.all, *regions.all], key=lambda m: m.start))
    titles = MentionsByPlace.of(scope, Kind.POLICY)
    subjects = Subjects(scope, sentences, agents)
    links: list[FoundLink] = []
    held = dict(initiatives.by_sentence(sentences))
    for index, sentence in enumerate(sentences):
        named = [m for m in held.get(sentence, ()) if not titles.covers(m)]
        if again := echo(scope.text, sentences[index - 1] if index else None, sentence, initiatives):
            named.insert(0, again)
        if named:
            runs = agent_runs(scope.text, agents, sentence)
            links += _of_sentence(scope, sentence, named, runs, subjects, index)
    told = {link.tail.name for link in links if link.rule != "headline-names"}
    return [link for link in links if link.rule != "headline-names" or link.tail.name not in told]


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
        subject = told or _subject_of(text, sentence, row, runs, implied)
        subject = subject or _of_place(text, row[0], runs)
        if subject is None and last and _ALSO.fullmatch(text, last[0], row[0].start):
            subject = last[1]
        last = (row[-1].end, subject) if subject and subject.end <= row[0].start else None
        if subject and row[0] is not named[0] and subject.rule == "subject-of-sentence":
            subject = without_helpers(text, subject)
        beside = _subject_beside_hosts(text, sentence, row, runs, told, implied)
        for agents in (subject, beside, hosts_behind(text, sentence, row[-1], runs, subject)):
            if agents is not None and len(agents.agents) <= _MOST_AGENTS:  # everybody's duty is nobody's deed
                planned = told is None and _is_planned(text, agents, row[0].start, row[-1].end)
                planned = planned or subjects.speaker.is_ahead(row[0].start)
                yield from _links(text, sentence, row, agents, subjects.speaker, planned)


def _subject_beside_hosts(
    text: str,
    sentence: Span,
    row: Sequence[Mention],
    runs: Sequence[Sequence[Mention]],
    told: Subject | None,
    implied: _Implied,
) -> Subject | None:
    """某市实施“某某”竞赛，由甲主办: who does it beside those that the clause behind tells to host it."""
    if told is None or told.rule != "initiative-by-body" or told.start < row[0].start:
        return None
    before = [run for run in runs if run[-1].end <= row[0].start]
    subject = _subject_of(text, sentence, row, before, implied) if before else None
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
        stop = end if subject.rule == "initiative-by-body" else initiative.end
        for agent in subject.agents:
            is_implied = agent is speaker.body or subject.rule == "subject-of-text"
            attrs = status | ({"implied_speaker": True} if is_implied else {})
            yield FoundLink(
                LinkKind.CARRIES_OUT, agent, initiative, start, stop, subject.rule, subject.confidence, attrs
            )


def _of_place(text: str, initiative: Mention, runs: Sequence[Sequence[Mention]]) -> Subject | None:
    """我省“强工业”行动: a place right before the quoted name of what it does, not of what it is (体系, 中心)."""
    place = next((run[-1] for run in runs if run[-1].end == initiative.start), None)
    is_home = place is not None and text[place.start] == "全"  # 全市“非接触式”办税比例: where, not who
    is_deed = not is_home and text[initiative.start] in "“‘" and not initiative.name.rstrip("”").endswith(_STATES)
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
    if subject.end >= until or (_OBJECT_OF.search(text, subject.end, until) and _MADE.match(text, end)):
        return False  # 甲将“某某”活动纳入年度计划
    clause = clause_start(text, subject.end, until)
    return any(_modal().match(text, at, until) for at in {subject.end, clause})


@cache
def _modal() -> re.Pattern[str]:
    return re.compile(rf"[^，；：。]{{0,4}}?(?:{deeds().planned.pattern})(?![对急邀聘届])")  # 应对, 应急


def _owner(text: str, initiative: Mention, runs: Sequence[Sequence[Mention]]) -> Subject | None:
    """省总工会“数字工会”: a body right before the name of its initiative; 甲、乙联合开展的“某某”行动: all who do it."""
    for run in reversed(runs):
        last = run[-1]
        if last.kind in BODIES and last.end <= initiative.start and last.name not in _CENTRE:
            owned = _ADJACENT.fullmatch(text, last.end, initiative.start)
            if owned is None:
                return None
            agents = tuple(run) if owned["deed"] else (last,)
            return Subject(agents, agents[0].start, last.end, "initiative-of-body", 0.75)
    return None


def _subject_of(
    text: str, sentence: Span, row: Sequence[Mention], runs: Sequence[Sequence[Mention]], implied: _Implied
) -> Subject | None:
    initiative = row[0]
    clause = clause_start(text, sentence.start, initiative.start)
    verb = _verb(text, clause, row, runs) or _any_deed(text, clause, row, runs)
    if verb and _ABOUT.search(text, clause, initiative.start) and _GIVEN.match(text, row[-1].end):
        return None
    if verb is None:
        opening = implied(clause, clause)
        if opening and opening.end <= clause and _POINT.fullmatch(text, clause, initiative.start):
            return replace(opening, rule="subject-of-list", confidence=0.65)
        return _headlined(text, sentence, opening)
    for run in reversed(runs):
        ordered = _ORDERED_BY.search(text, clause, run[0].start) and _ORDER.match(text, row[-1].end)
        is_war = row[-1].name.endswith(_THEMES)
        if ordered and not is_war and run[-1].name not in _CENTRE and not text.startswith("关于", run[-1].end):
            return Subject(tuple(run), run[0].start, run[-1].end, "subject-verb-initiative", 0.8)
        if _SINCE.search(text, clause, run[0].start) and _FROM_THEN.match(text, row[-1].end):
            return Subject(tuple(run), run[0].start, run[-1].end, "subject-verb-initiative", 0.85)
        if run[-1].end > verb.start or run[0].start < clause:
            continue
        if joined := with_partners(text, clause, run, verb, implied):
            return joined
        if _MOVES.fullmatch(text, clause, run[0].start) and verb.start - run[-1].end <= _BETWEEN:
            return Subject(tuple(run), clause, run[-1].end, "subject-moved", 0.65)
        if piloted := _in_place(text, clause, row, run, verb):
            return piloted
        if not _PREPOSITION.search(text[clause : run[0].start]):
            own = own_subject(text, clause, run, verb)
            if own is not None or run[-1].kind is not Kind.REGION:
                return own  # a place may only tell where (甲区在“某某上海”专栏开通…)
    clause += len(lead(text, clause, verb.start))
    opening = implied(clause, verb.start)
    if opening is not None and opening.start == clause:
        return opening
    is_sited = _LOCATIVE.fullmatch(text, clause, verb.start) and not _SETTING_OF.match(text, initiative.end)
    is_given = _GIVEN_TO.match(text, clause, verb.start)
    is_way = _FOLLOWS.fullmatch(text, verb.start, initiative.start) is not None
    is_aside = _PREPOSED.match(text, clause, verb.start) and not is_sited and not is_given and not is_way
    if opening is None or opening.end > clause or is_aside:
        return None
    if text[verb.start : verb.end] in _MEANS and not _ADVERBS.fullmatch(text, clause, verb.start):
        return None
    if opening.rule == "subject-of-text" and initiative.name.endswith(_THEMES):
        return None
    after = max(opening.end, sentence.start)
    if _is_said(text, after, clause, verb.start) or _others_act(text, after, clause):
        return None
    return with_partner_of_opening(text, sentence, runs, opening)


def _any_deed(text: str, clause: int, row: Sequence[Mention], runs: Sequence[Sequence[Mention]]) -> Span | None:
    """Where the clause names its subject or opens with a verb, whatever verb it is: 甲发出“某某”礼包, 完成“某某”.

    Not where it says what somebody is, takes part in, obeys or speaks of.
    """
    initiative = row[0]
    inside = [run for run in runs if clause <= run[0].start and run[-1].end <= initiative.start]
    start = inside[-1][-1].end if inside else clause + len(lead(text, clause, initiative.start))
    said = text[start : initiative.start]
    opens = inside or opens_with_verb(text, start, initiative.start)
    if not opens or len(said) > _BETWEEN or initiative.name.endswith(_THEMES) or _NO_DEED.search(said):
        return None
    return Span(initiative.start, initiative.start) if said else None


def _in_place(text: str, clause: int, row: Sequence[Mention], run: Sequence[Mention], verb: Span) -> Subject | None:
    """在青河新区、白水县开展“某某”试点: where a trial runs, it is carried out."""
    is_there = text.endswith("在", clause, run[0].start) and all(place.kind is Kind.REGION for place in run)
    if not is_there or "试点" not in row[-1].name or not _ADVERBS.fullmatch(text, run[-1].end, verb.start):
        return None
    return Subject(tuple(run), run[0].start, run[-1].end, "trial-in-place", 0.7)


def _headlined(text: str, sentence: Span, opening: Subject | None) -> Subject | None:
    """某县：“工会+司法”联动解纠纷: what a headline names behind its agent, unless the text below tells who does it."""
    is_line = text[sentence.end - 1] not in "。！？" and sentence.end - sentence.start <= _LONGEST_HEADLINE
    if opening is None or opening.rule != "headline-deed" or not is_line:
        return None
    return replace(opening, rule="headline-names", confidence=0.6)


def _is_said(text: str, start: int, clause: int, end: int) -> bool:
    """Whether a verb of saying stands before the deed; one of issuing counts in the deed's own clause only."""
    said = deeds().says.finditer(text, start, end)
    return any(found.group() not in _ISSUES or found.start() >= clause for found in said)


def _others_act(text: str, start: int, clause: int) -> bool:
    """Whether a clause between the subject and the deed's own, or that one, begins with another, unnamed subject."""
    return any(_OTHERS.match(text, mark.end()) for mark in _CLAUSE_END.finditer(text, start, clause))


def _verb(text: str, clause: int, row: Sequence[Mention], runs: Sequence[Sequence[Mention]]) -> Span | None:
    """The last verb of carrying out in the clause before the initiatives, near them.

    把 when the verb stands behind; 用 when it opens the clause. A tool (依托某平台) of another deed has none.
    """
    start, until = max(clause, row[0].start - _BETWEEN), row[0].start
    taken = _OBJECT_OF.search(text, start, until)
    if taken and _MADE.match(text, row[-1].end):
        return Span(*taken.span())
    named = [agent for run in runs for agent in run]
    verbs = [
        Span(*match.span())
        for match in deeds().carries_out.finditer(text, start, until)
        if not text.startswith("区", match.end()) and not any(a.start <= match.start() < a.end for a in named)  # 开发区
    ]
    plain = _PLAIN.search(text, start, until)
    if not verbs and plain and not any(a.start <= plain.start() < a.end for a in named):
        return Span(*plain.span())
    if not verbs:
        by = _SETS_DOWN.search(text, start, until) or _FOLLOWS.search(text, start, until)
        if by and (by.re is _SETS_DOWN or _WAY.match(text, row[-1].end)):
            return Span(*by.span())
        return Span(until - 1, until) if _USED.fullmatch(text, clause, until) else None
    clause_ends = _CLAUSE_END.search(text, row[-1].end)
    rest = Span(row[-1].end, clause_ends.start() if clause_ends else len(text))
    is_tool = text[slice(*verbs[-1])] in _TOOLS and deeds().carries_out.search(text, *rest) is not None
    return None if is_tool else verbs[-1]
