"""Whose deed a named initiative is: the verb before it, in whatever words, and that verb's subject."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from graph.elements import Kind
from graph.extraction.links.deed_verbs import deeds
from graph.extraction.links.partners import with_partner_of_opening, with_partners
from graph.extraction.links.subject_phrases import CLAUSE_END, Subject, clause_start, lead, opens_with_verb, own_subject
from graph.extraction.scope import Mention
from ingest.document import Span

# 自我省启动一级响应后: since when something else is so.
_SINCE = re.compile(r"自从?(?:此次|本次)?$")
_FROM_THEN = re.compile(r"(?:之)?[后後]|以来|起")
_BETWEEN = 30
_LONGEST_HEADLINE = 50
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
# 把“某某”服务送进工厂: an object taken before its verb.
OBJECT_OF = re.compile(r"(?:把|将)[^，。；：、]{0,10}$")
MADE = re.compile(
    r"[^，。；]{0,8}?(?:纳入|作为|融入|列入|推广|打造|落实|落到实处|做[实优强]|[开送搬带办建引延]进|(?:由[^，。；：、]{1,8})?[转改]为|[办送搬带建延开引推铺搭设][到至向给入])"
)
# What a clause with a named initiative says other than that its subject carries it out.
_NO_DEED = re.compile(
    r"参[加与]|荣?获|获评|入选|被|评为|响应|学习|纳入|列入|属于|是|成为|作为|根据|按照|遵照|依照|对照|要求|建议|呼吁|鼓励|支持|提醒|号召|希望|申请|申报"
    r"|对|关于|受|因|自(?![^，。；]{1,12}起)|面对|随着|不|未|无|没有|来自|例如|比如|包括|登[录陆]|关注|点击|拨打|选择|搜索|下载|介绍|报道|称|说|表示|获悉|中标|助力|贯彻|的"
    r"|依托|利用|使用|聚焦|围绕|针对|立足|着眼|面向|把|将(?=[^，]{1,8}$)|^\s*(?:[和及与或等各]|国企|企业)|[为在从向给由让使][^，]{0,4}$"
)
# 各地…部门: somebody else, without a name of their own.
_OTHERS = re.compile(
    r"(?:由|让|请|督促|责成|要求)?(?:全[国省市区县]?)?(?:各(?!项|类|种|方面)|有关|相关|广大|企业|纳税人|居民|群众|市民|公众|员工|职工|学生|教师|党员|用户|消费者|旅客|我们|他|她|记者)"
    r"|(?!会同|联合|组织|协调|指导|督促|配合|经|向|对|与|按|根据|商)[^，。；：“”]{2,14}(?:部门|机关)(?!的|间|联)"
)
# 对“某某”竞赛进行总结.
_ABOUT = re.compile(r"对[^，。；：]{0,30}$")
_GIVEN = re.compile(r"[^，。；：]{0,24}(?:进行|作[了出]|给予|予以|提出|表示)")
THEMES = ("战", "响应")
# Whose initiatives the whole country carries out.
CENTRE = frozenset({"中共中央", "国务院"})
# Verbs of means are the subject's own only when nothing but adverbs stands before them in the clause.
_MEANS = frozenset({"通过", "依托", "利用", "运用", "使用", "采用"})
_ADVERBS = re.compile(rf"(?:先行|首批|{deeds().adverbs.pattern})*")
_USED = re.compile(r"\s*(?:并|还|主要|创新)*(?:用|以)")
# 某镇明确“村委包干”机制; 某镇按照“一点一案”的原则….
_SETS_DOWN = re.compile(
    r"(?:明确|提出|首创|确立|确定|做到)了?\s*$|(?:办法|做法|举措|答案|经验|招数|秘诀|法宝)(?:就)?是\s*$"
)
# 每月办“茶座”: a plain verb right before the name.
_PLAIN = re.compile(r"(?<=[\u4e00-\u9fff\d])[办搞设开建推试](?:个|场|一场|一个)?$")
_FOLLOWS = re.compile(r"按照\s*$")
_WAY = re.compile(r"的?(?:原则|方式|方法|模式|思路|办法|做法|路径)")
# 按照省总工会开展“某某”行动的部署: what an order is about, its giver does.
_ORDERED_BY = re.compile(r"(?:贯彻|落实|按照|根据|响应)$")
_ORDER = re.compile(r"[^，。；：]{0,8}的?(?:精神|要求|部署|安排|号召|通知|决定)")
# 实施三大工程：一是“筑梦”工程，…: a point that only names its deed.
_POINT = re.compile(r"\s*(?:[一二三四五六七八九十]是|[（(][一二三四五六七八九十\d]+[）)]|[①-⑨])\s*")
_TOOLS = frozenset({"依托", "利用", "使用"})
# Whom a clause without a subject means, by the clause's start and the verb's.
Implied = Callable[[int, int], Subject | None]
# Verbs by which a text goes out: the clauses behind them tell deeds again (印发方案，开展…).
_ISSUES = frozenset({"印发", "发布", "下发", "出台", "转发", "下达", "公布", "通知"})


@dataclass(frozen=True, slots=True)
class _Deed:
    """Coordinated initiatives in their sentence. clause: where theirs begins. runs: the agents, verb: of the deed."""

    text: str
    sentence: Span
    row: Sequence[Mention]
    runs: Sequence[Sequence[Mention]]
    clause: int
    verb: Span


def subject_of_deed(
    text: str, sentence: Span, row: Sequence[Mention], runs: Sequence[Sequence[Mention]], implied: Implied
) -> Subject | None:
    """Who carries out a row of coordinated initiatives. implied: whom a place without a subject means."""
    clause = clause_start(text, sentence.start, row[0].start)
    verb = _verb(text, clause, row, runs) or _any_deed(text, clause, row, runs)
    if verb is None:
        return _without_verb(text, sentence, clause, row, implied)
    if _ABOUT.search(text, clause, row[0].start) and _GIVEN.match(text, row[-1].end):
        return None
    deed = _Deed(text, sentence, row, runs, clause, verb)
    for run in reversed(runs):
        if ordered := _giver_of_order(deed, run):
            return ordered
        if run[-1].end > verb.start or run[0].start < clause:
            continue
        if found := with_partners(text, clause, run, verb, implied) or _moved(deed, run) or _in_place(deed, run):
            return found
        if not _PREPOSITION.search(text[clause : run[0].start]):
            own = own_subject(text, clause, run, verb)
            if own is not None or run[-1].kind is not Kind.REGION:
                return own  # a place may only tell where (甲区在“某某上海”专栏开通…)
    return _from_opening(deed, implied)


def _without_verb(text: str, sentence: Span, clause: int, row: Sequence[Mention], implied: Implied) -> Subject | None:
    """一是“某某”工程: a point that only names the deed; a headline's initiative behind its agent."""
    opening = implied(clause, clause)
    if opening and opening.end <= clause and _POINT.fullmatch(text, clause, row[0].start):
        return replace(opening, rule="subject-of-list", confidence=0.65)
    return _headlined(text, sentence, opening)


def _giver_of_order(deed: _Deed, run: Sequence[Mention]) -> Subject | None:
    """按照甲开展“某某”行动的部署: what an order is about, its giver does; 自甲启动“某某”行动以来 likewise."""
    text, row = deed.text, deed.row
    ordered = _ORDERED_BY.search(text, deed.clause, run[0].start) and _ORDER.match(text, row[-1].end)
    is_own = run[-1].name not in CENTRE and not row[-1].name.endswith(THEMES)
    if ordered and is_own and not text.startswith("关于", run[-1].end):
        return Subject(tuple(run), run[0].start, run[-1].end, "subject-verb-initiative", 0.8)
    if _SINCE.search(text, deed.clause, run[0].start) and _FROM_THEN.match(text, row[-1].end):
        return Subject(tuple(run), run[0].start, run[-1].end, "subject-verb-initiative", 0.85)
    return None


def _moved(deed: _Deed, run: Sequence[Mention]) -> Subject | None:
    """指导甲建立…: who is moved to it."""
    is_near = deed.verb.start - run[-1].end <= _BETWEEN
    if not is_near or not _MOVES.fullmatch(deed.text, deed.clause, run[0].start):
        return None
    return Subject(tuple(run), deed.clause, run[-1].end, "subject-moved", 0.65)


def _from_opening(deed: _Deed, implied: Implied) -> Subject | None:
    """The subject that the sentence opened with, or one before it, for a clause that names none of its own."""
    text, verb, initiative = deed.text, deed.verb, deed.row[0]
    clause = deed.clause + len(lead(text, deed.clause, verb.start))
    opening = implied(clause, verb.start)
    if opening is None or opening.start == clause:
        return opening
    if opening.end > clause or _is_aside(text, clause, verb, initiative):
        return None
    if text[verb.start : verb.end] in _MEANS and not _ADVERBS.fullmatch(text, clause, verb.start):
        return None
    if opening.rule == "subject-of-text" and initiative.name.endswith(THEMES):
        return None
    after = max(opening.end, deed.sentence.start)
    if is_said(text, after, clause, verb.start) or others_act(text, after, clause):
        return None
    if opening.end < deed.sentence.start and _OTHERS.match(text, deed.sentence.start, clause):
        return None  # carried over, and 督促各级部门… opens the sentence
    return with_partner_of_opening(text, deed.sentence, deed.runs, opening)


def _is_aside(text: str, clause: int, verb: Span, initiative: Mention) -> bool:
    """Whether the clause only says what a deed is for or by, or whom it moves; not where, for whom or in what way."""
    if _PREPOSED.match(text, clause, verb.start) is None:
        return False
    is_sited = _LOCATIVE.fullmatch(text, clause, verb.start) and not _SETTING_OF.match(text, initiative.end)
    is_way = _FOLLOWS.fullmatch(text, verb.start, initiative.start)
    return not (is_sited or _GIVEN_TO.match(text, clause, verb.start) or is_way)


def _any_deed(text: str, clause: int, row: Sequence[Mention], runs: Sequence[Sequence[Mention]]) -> Span | None:
    """Where the clause names its subject or opens with a verb, whatever verb it is: 甲发出“某某”礼包, 完成“某某”.

    Not where it says what somebody is, takes part in, obeys or speaks of.
    """
    initiative = row[0]
    inside = [run for run in runs if clause <= run[0].start and run[-1].end <= initiative.start]
    start = inside[-1][-1].end if inside else clause + len(lead(text, clause, initiative.start))
    said = text[start : initiative.start]
    opens = inside or opens_with_verb(text, start, initiative.start)
    if not opens or len(said) > _BETWEEN or initiative.name.endswith(THEMES) or _NO_DEED.search(said):
        return None
    return Span(initiative.start, initiative.start) if said else None


def _in_place(deed: _Deed, run: Sequence[Mention]) -> Subject | None:
    """在青河新区、白水县开展“某某”试点: where a trial runs, it is carried out."""
    text = deed.text
    is_there = text.endswith("在", deed.clause, run[0].start) and all(place.kind is Kind.REGION for place in run)
    is_trial = "试点" in deed.row[-1].name
    if not is_there or not is_trial or not _ADVERBS.fullmatch(text, run[-1].end, deed.verb.start):
        return None
    return Subject(tuple(run), run[0].start, run[-1].end, "trial-in-place", 0.7)


def _headlined(text: str, sentence: Span, opening: Subject | None) -> Subject | None:
    """某县：“工会+司法”联动解纠纷: what a headline names behind its agent, unless the text below tells who does it."""
    is_line = text[sentence.end - 1] not in "。！？" and sentence.end - sentence.start <= _LONGEST_HEADLINE
    if opening is None or opening.rule != "headline-deed" or not is_line:
        return None
    return replace(opening, rule="headline-names", confidence=0.6)


def is_said(text: str, start: int, clause: int, end: int) -> bool:
    """Whether a verb of saying stands before the deed; one of issuing counts in the deed's own clause only."""
    said = deeds().says.finditer(text, start, end)
    return any(found.group() not in _ISSUES or found.start() >= clause for found in said)


def others_act(text: str, start: int, clause: int) -> bool:
    """Whether a clause between the subject and the deed's own, or that one, begins with another, unnamed subject."""
    return any(_OTHERS.match(text, mark.end()) for mark in CLAUSE_END.finditer(text, start, clause))


def says_no_deed(words: str) -> bool:
    """Whether what stands before an initiative says something else of it than that it is carried out."""
    return _NO_DEED.search(words) is not None


def is_aside_opening(text: str, start: int, end: int) -> bool:
    """Whether a clause opens with what a deed is for or by, or whom it moves."""
    return _PREPOSED.match(text, start, end) is not None


def _verb(text: str, clause: int, row: Sequence[Mention], runs: Sequence[Sequence[Mention]]) -> Span | None:
    """The last verb of carrying out in the clause before the initiatives, near them.

    把 when the verb stands behind; 用 when it opens the clause. A tool (依托某平台) of another deed has none.
    """
    start, until = max(clause, row[0].start - _BETWEEN), row[0].start
    taken = OBJECT_OF.search(text, start, until)
    if taken and MADE.match(text, row[-1].end):
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
    clause_ends = CLAUSE_END.search(text, row[-1].end)
    rest = Span(row[-1].end, clause_ends.start() if clause_ends else len(text))
    is_tool = text[slice(*verbs[-1])] in _TOOLS and deeds().carries_out.search(text, *rest) is not None
    return None if is_tool else verbs[-1]
