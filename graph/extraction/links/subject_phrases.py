"""How a sentence names who acts in it: the bodies or the place that open a clause, and what may stand before them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import pairwise, zip_longest

from graph.elements import BODIES, Kind
from graph.extraction.adverbials import TIME
from graph.extraction.links.deed_verbs import deeds
from graph.extraction.mention_groups import MentionsByPlace, coordinated
from graph.extraction.scope import Mention
from ingest.document import Span

_CLAUSE_MARKS = "，；：。\n"
CLAUSE_END = re.compile(f"[{_CLAUSE_MARKS}]")
_BETWEEN = 30
_LEAD = re.compile(
    r"^\s*(?:【[^【】\n]{1,20}】|[（(][^（）()\n]{2,40}(?:记者|通讯员|[日社]电|[报日]讯)[^（）()\n]{0,30}[）)]|[^，。（）()\n]{2,20}?日[电讯](?:[（(][^（）()\n]{2,30}[）)])?|[◆●■▲★◇○▪•☆※▶►]|[（(][一二三四五六七八九十\d]+[）)]|[一二三四五六七八九十]+[是、]|\d+[.．、]|据(?:介绍|悉|了解|报道|统计|不完全统计)，|这[也便就]?是|近日|日前|目前|最近|近期|昨天|昨日|今天|今日|连日来|近年来|同时|此外|随着[^，]{0,20}，|[“‘]|其中|由|据|会上|随后"
    r"|截至[^，]{0,12}|(?:\d{4}年|[今去本前]年|同年)?\d{1,2}月(?:\d{1,2}日|[初底中]|上旬|中旬|下旬)?(?:上午|下午)?(?:以来|起|开始)?"
    r"|(?:\d{4}年|[今去本前]年)(?:以来|起|初|底|[上下]半年)?|[上下]半年|[\u4e00-\u9fff]{2,4}(?:上|方面)，|一年来|过去一年|下一步|接下来|[，,、\s]|"
    + TIME
    + r")*"
)
_NOT_SUBJECT = re.compile(
    r"的(?!确)|(?:首席)?(?:记者|通讯员)|[^，。]{0,8}?\d日[电讯]|等(?!(?:\d+|[一二三四五六七八九十多几]+)?[家个所]?"
    r"(?:部门|单位|省|市|区|县|地(?!的)|企业|公司|银行|机构|高校|学校|医院|国企|央企|平台|街道|乡镇)[^，。；的]{0,2}(?:的?(?:地方)?政府)?(?!的))|[内外中下上]|关于|以来|党组|[^，]{0,10}(?:指导|督促|引导|鼓励|要求)(?:全[国省市县区])?各|[^，]{0,8}(?:负责人|主任|书记|主席|局长|厅长)"
)
# 长沙市宣传部门|发布…: others of the place; not 长沙市打通各部门数据, whose verb has them as its object.
_DEPARTMENTS = re.compile(r"(?!组织|会同|联合|协调|安排|引导|推动|协同|发动|动员)[^，]{0,10}部门")
_OF_DEPARTMENTS = re.compile(r"[^，]{0,8}(?:各|多|有关|相关|[\d两三四五六七八九十]+个)部门")
_UNIT = "|".join(
    (
        r"[厅局司院]|委(?!托)|办(?![理好法])|部(?!署)|公司|集团|企业|单位|机构|协会",
        r"部门|学校|医院|行业|系统|门店|工会|\d+[家个名]|税务|公安|法院|检察|海关|消防|交警|铁路|电力|邮政",
        r"这[个家些]|某[个家些]|专家|民警|干部|志愿者|居民|市民|群众|旗下",
    )
)
# Behind a place: another body that the place only belongs to (江苏省交通行业, 重庆249家门店).
_OTHER_SUBJECT = re.compile(rf"{_UNIT}|所有|[店网行队]|各|[^，]{{9}}")
# 与7家企业|举行: with whom, before what is done.
_WITH_OTHERS = re.compile(
    r"^[与和同][^，。；“]{1,24}?(?=签[约订署]|举[行办]|开展|共[同建]|联[合手]|携手|合作|达成|建立|启动|推出|$)"
)
# 浙江|就基于大数据在全国率先|启动: how a place does it.
_MANNER = re.compile(
    rf"(?:{TIME}|于\d{{1,2}}月\d{{1,2}}日|又|正式|就|便|已|也|还|率先|迅速|及时|全面|积极|大力|持续|先后|首创|创新|在全[国省市]|在[^，]{{2,6}}[上中]|(?:基于|依托|运用|通过|利用)[^，在率就]{{2,8}})+"
)
_OTHER_OPENS = re.compile(rf"[^，；。]{{0,8}}?(?:{_UNIT})|各|的|港(?!口)|机场|车站")
# （以下简称“青虹化工”）: no subject of its own.
# 甲号召|开展“某某”行动: who calls for a campaign leads it.
_CALLS = re.compile(r"(?:随即|立即|迅速|及时|联合)?(?:向[^，。；]{2,12})?(?:号召|倡议|发起倡议)")
_DEFINED = re.compile(r"[（(](?:以下|下|后)?(?:简|统)?称[为：:]?[“‘]?$")
# 该集团|某某项目部: whose unit the subject is.
_THEIRS = re.compile(r"[该本我](?:集团|公司|院|校|市|区|县|省|州|局|厅)(?:的|所属|下属)?")
# 省会|长沙市开通…, 最早上线“某某码”的|湘潭市又开通…: what the subject is, before its name.
_APPOSED = re.compile(
    r"(?:[全我本][国省市区县])?(?:省会|首府|(?:龙头|骨干|重点|国有|民营|科技|本土)企业|[央国民]企|上市公司|(?:电商|互联网)平台|高校)"
    r"|(?:最早|率先|首[先批个家]|位于|地处|坐落|作为|身为|来自|负责|承担|刚刚?|曾经?)[^，。；：]{2,24}的"
)
# 由甲、乙等15家单位组成领导小组: of whom it is made up.
_MAKE_UP = re.compile(r"[^，。；]{0,12}组成")
_SETTING = frozenset({"围绕", "随着", "据悉", "为支持"})
# What stands before a subject whose deed is told of: 某某介绍了江苏推进“智慧工会”.
_TOLD = re.compile(r"[^，。；：]*(?:介绍|通报|汇报|分享|交流|总结|学习|借鉴|推广)了?")
_JOINED = re.compile(r"会同|联合|联手|携手")
_OPENS_BARE = re.compile(
    rf"(?:{deeds().adverbs.pattern})*(?:{deeds().carries_out.pattern}|{deeds().opens.pattern}|(?:与|会同|协同|联手|携手|(?<=联合))[\u4e00-\u9fff])"
)
_BY = re.compile(r"(?:由|是由)\s*$")


@dataclass(frozen=True, slots=True)
class Subject:
    """Who acts, where the naming ends, and how surely. partners: how many of the last agents only join the others."""

    agents: tuple[Mention, ...]
    start: int
    end: int
    rule: str
    confidence: float
    partners: int = 0


def agent_runs(text: str, agents: MentionsByPlace, sentence: Span) -> list[list[Mention]]:
    """Coordinated agents, a path of places (江苏盐城, 武汉市新洲区总工会) by its last.

    A place beside bodies is the beginning of a name that is not known (区委联合綦江区邮政).
    """
    named = [one for one in agents.inside(*sentence) if not _is_defined(text, one.start)]
    innermost: list[Mention] = []
    start: int | None = None
    for agent, following in zip_longest(named, named[1:]):
        begin = agent.start if start is None else start
        is_outer = following and agent.kind is Kind.REGION and agent.end == following.start
        start = begin if is_outer else None
        if not is_outer:
            innermost.append(agent if begin == agent.start else replace(agent, start=begin))
    runs = coordinated(text, innermost)
    return [[agent for agent in run if agent.kind in BODIES] or run for run in runs]


def _is_defined(text: str, at: int) -> bool:
    """Whether what begins at `at` is a short form that brackets define."""
    is_called = text.find("称", max(at - 4, 0), at) >= 0
    return is_called and _DEFINED.search(text, max(at - 12, 0), at) is not None


def own_subject(text: str, clause: int, run: Sequence[Mention], verb: Span) -> Subject | None:
    """The bodies or the place named in the verb's own clause, as its subject."""
    opening = text[clause + len(lead(text, clause, run[0].start)) : run[0].start]
    by = _BY.search(text, clause, run[0].start)
    between = text[run[-1].end : verb.start]
    is_open = not opening or by or opening in _SETTING or _TOLD.fullmatch(opening) or _THEIRS.fullmatch(opening)
    is_open = is_open or _APPOSED.fullmatch(opening)
    if not is_open or len(between) > _BETWEEN or is_no_subject(between):
        return None
    between = _WITH_OTHERS.sub("", between)
    is_doing = _MANNER.fullmatch(between) or opens_with_verb(text, run[-1].end, verb.end)
    if run[-1].kind is Kind.REGION and _OTHER_SUBJECT.search(between) and not is_doing:
        return None
    if deeds().says.search(between) and not (_CALLS.fullmatch(between) and run[-1].kind in BODIES):
        return None
    return Subject(tuple(run), run[0].start, run[-1].end, "subject-verb-initiative", 0.9)


def opening_subject(text: str, sentence: Span, stop: int, runs: Sequence[Sequence[Mention]]) -> Subject | None:
    """The bodies or the place that open a clause of the sentence as its subject; the first such clause counts."""
    for run in runs:
        start = clause_start(text, sentence.start, run[0].start)
        if len(lead(text, start, run[0].start)) != run[0].start - start:
            continue
        rest = _WITH_OTHERS.sub("", text[run[-1].end : stop])
        if text.startswith("由", run[0].start - 1) and _MAKE_UP.match(rest):
            continue
        is_doing = _does_something_quoted(rest) or opens_with_verb(text, run[-1].end, stop)
        is_other = run[-1].kind is Kind.REGION and _OTHER_OPENS.match(rest) and not is_doing
        is_headline = rest.startswith(("：", ":")) and start == sentence.start
        if is_headline:
            return Subject(tuple(run), run[0].start, run[-1].end, "headline-deed", 0.7)
        goes_on = rest[:1] == "，" and _JOINED.search(text, run[0].end, run[-1].start)
        if rest and (goes_on or rest[0] not in "，；：。、") and not is_other and not is_no_subject(rest):
            return _with_followers(
                text, Subject(tuple(run), run[0].start, run[-1].end, "subject-of-sentence", 0.75), runs
            )
    return None


_LEADS_OFF = re.compile(r"(?:主动|总)?(?:牵头|主导|领头|发起)，(?:会同|联合)?")
_FOLLOWS_ON = re.compile(r"(?:积极|共同|协同)?(?:参与|参加|配合|协办|协作|加入|响应)，")


def _with_followers(text: str, subject: Subject, runs: Sequence[Sequence[Mention]]) -> Subject:
    """甲牵头，乙、丙参与，启动…: those who take part in what the subject leads act with it."""
    leads = _LEADS_OFF.match(text, subject.end)
    for run in runs if leads else ():
        if leads and run[0].start == leads.end() and _FOLLOWS_ON.match(text, run[-1].end):
            return replace(subject, agents=(*subject.agents, *run))
    return subject


def _does_something_quoted(rest: str) -> bool:
    """Whether a deed and a quotation follow at once (建立“工匠学院”…)."""
    verb = deeds().carries_out.match(rest)
    return verb is not None and rest[verb.end() :].removeprefix("了")[:1] == "“"


def is_no_subject(rest: str) -> bool:
    """Whether what follows a name shows that it is not the subject (的, 等, 关于, …部门)."""
    if _DEPARTMENTS.match(rest):
        return not (_OPENS_BARE.match(rest) and _OF_DEPARTMENTS.match(rest))
    return _NOT_SUBJECT.match(rest) is not None


def is_of_other(rest: str) -> bool:
    """Whether a place is followed by another body that only belongs to it (江苏省|交通行业)."""
    return _OTHER_OPENS.match(rest) is not None


def without_helpers(text: str, subject: Subject) -> Subject:
    """The subject without those behind 联合, who help with the sentence's first deed only (甲联合乙开展…，建成…)."""
    for index, (one, following) in enumerate(pairwise(subject.agents)):
        if _JOINED.search(text, one.end, following.start):
            return replace(subject, agents=subject.agents[: index + 1])
    return subject


def lead(text: str, start: int, end: int) -> str:
    """The words that may stand before a subject: numbering, dates, 近日, 由."""
    return _lead(text[start:end])


@lru_cache(maxsize=2048)
def _lead(words: str) -> str:
    found = _LEAD.match(words)
    return found.group() if found else ""


def opens_with_verb(text: str, start: int, end: int) -> bool:
    """Whether a verb, or an adverb or adverbial of one, stands first, so that the subject is to be found before."""
    return _OPENS_BARE.match(text, start, end) is not None


def clause_start(text: str, start: int, end: int) -> int:
    """Where the clause that holds `end` begins: behind the last mark in [start, end)."""
    for at in range(end - 1, start - 1, -1):
        if text[at] in _CLAUSE_MARKS:
            return at + 1
    return start
