"""Who hosts or runs a named initiative, told around its name: 由甲主办, ，乙承办, 大赛由甲、乙联合主办."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from graph.extraction.adverbials import TIME
from graph.extraction.links.occasions import EVENT_ENDS, is_event
from graph.extraction.links.subject_phrases import Subject, clause_start, lead
from graph.extraction.mention_groups import MentionsByPlace, named_most
from graph.extraction.scope import Mention
from ingest.document import Span

_DONE = re.compile(
    r"(?:等)?(?:\d*[个家]?(?:部门|单位))?(?:联合|共同|具体|负责|单独|分别|一起|合作|出资|投资|\d+(?:\.\d+)?[万亿]?元)*"
    r"(?:建设|运维|管理|承建|援建|合办|联办|共办|共建|创办|兴办|组建|研发|运营|开展|启动|举办|实施|推行|牵头|承办|主办|协办|组织|发起|推出|上线|开通|推进|推动|落实|打造)(?:实施|落实|推进)?"
)
# ，经甲在全区推广: who takes up what another began.
_SPREAD = re.compile(
    r"(?:在|向|面向)?(?:全[国省市区县州](?:范围内?|各地)?|各地|系统内?)*(?:发文|总结|宣传)*(?:推广|推开|推行|铺开)"
)
# “某某码”已在甲市、乙区上线, ，并在丙县率先试点: where it runs; what is only held there (在甲市启动) is nobody's there.
_AT = re.compile(
    rf"[^，。；：、“”的在]{{0,12}}?(?:，(?:并|且|目前|现))?(?:现|已经?|还|也|正|日前|近日|率先|首先|首批|先行|先后|同步|全面|{TIME})*在"
)
_RUNS = re.compile(
    r"(?:等地|等\d+个?[省市区县]|(?:各地|\d+个)[^，。；：在]{0,24}?)?(?:率先|首先|首批|先行|先后|同步|全面|正式|陆续|成功|逐步|推广)*"
    r"(?:上线|试点|试行|试运行|推广|推行|推开|铺开|应用|使用|运行|启用|投用|投入使用)(?=[了并后，。；]|运行|使用|应用|$)"
)
_ENDS_DEED = re.compile(r"[，。；）)、的]|$|\n")
# A clause of its own behind the name: ，乙承办。
_HOSTED = re.compile(r"(?:联合|共同|具体|负责)*(?:主办|承办|协办|牵头)")
# ，和乙合办。
_JOINING = re.compile(r"(?:还|又|也|并|是)?(?:[和与同跟]|联合|会同|携手|联手)")
_SHARED = re.compile(
    r"(?:一起|共同|联合|合作)?(?:合办|联办|共办|共建|合建|主办|承办|举办|运营|开办|建设|打造|创办|办)(?:的)?(?=[，。；])"
)
_HOST = re.compile(r"主办|承办|协办")
_HELPS = re.compile(r"(?:共同|协同|具体)?(?:配合|协助|参与|支持)(?=[，。；、的]|$)")
# Behind 由甲主办: who else does what, of bodies that nobody reads, and the initiative's own modifiers.
_ALSO_HOSTED = re.compile(r"(?:[，、][^，。；“”的]{2,40}(?:主办|承办|协办|协助|支持|指导|参与))*[^，]*", re.DOTALL)
_REACH = 40
# 大赛每年一届，由…: an initiative named before, by its head alone.
_ECHO = re.compile(
    r"(?:本届|本次|此次|该|这项|这次|首届)?(?P<head>大赛|竞赛|比赛|赛事|活动|行动|工程|项目|计划|平台|论坛|试点|培训班|展览|博览会|夜校|课堂|讲堂)"
    r"(?=由|[^，。；：]{0,12}，由|以“[^”\n]{2,40}”为主题，由)"
)
_CONTESTS = frozenset({"大赛", "竞赛", "比赛", "赛事"})
_ECHO_REACH = 600


def hosts(text: str, sentence: Span, initiative: Mention, runs: Sequence[Sequence[Mention]]) -> Subject | None:
    """大赛由省总工会、省人社厅联合主办; 由省总工会主办，市总工会承办的大赛: agents behind 由 with such a verb."""
    agents: list[Mention] = []
    start = end = told = initiative.start
    for run in runs:
        by = text[max(run[0].start - 1, sentence.start) : run[0].start]
        done = _DONE.match(text, run[-1].end, sentence.end)
        is_behind = run[0].start >= initiative.end and run[0].start - initiative.end <= 40
        is_before = run[-1].end <= initiative.start and initiative.start - run[-1].end <= 60
        if is_behind and done and not _ENDS_DEED.match(text, done.end()):
            continue  # 由甲组织实施“某某”行动: what they do stands behind
        done = done or (_HELPS.match(text, run[-1].end, sentence.end) if agents else None)
        between = text[min(run[-1].end, initiative.end) : max(run[0].start, initiative.start)]
        if "；" in between:
            continue
        if done and (by == "由" or (by in "，、" and agents)) and (is_behind or is_before):
            agents += run
            told = done.end() if is_before else initiative.start
            start, end = min(start, run[0].start), max(initiative.end, done.end())
    is_one_phrase = "；" not in text[start:end] and (
        start == initiative.start or "的" in text[start : initiative.start]
    )
    # Not 由甲主办的“某某”竞赛，在“某某”平台….
    is_one_phrase = is_one_phrase and _ALSO_HOSTED.fullmatch(text, told, initiative.start) is not None
    return Subject(tuple(agents), start, end, "initiative-by-body", 0.9) if agents and is_one_phrase else None


def hosts_behind(
    text: str, sentence: Span, initiative: Mention, runs: Sequence[Sequence[Mention]], main: Subject | None
) -> Subject | None:
    """甲举办“某某”大赛，乙承办; 甲推出“某某”托管班，和乙合办: who hosts it in a clause right behind its name.

    main: whom those behind 和 join.
    """
    agents: list[Mention] = []
    end = initiative.end
    for run in runs:
        begin = clause_start(text, sentence.start, run[0].start)
        if main and initiative.end < begin <= initiative.end + 12 and _JOINING.fullmatch(text, begin, run[0].start):
            shared = _SHARED.match(text, run[-1].end, sentence.end)
            joined = (*main.agents, *run)
            return replace(main, agents=joined, end=shared.end(), partners=len(run)) if shared else None
        spread = _SPREAD.match(text, run[-1].end, sentence.end)
        if spread and text[begin : run[0].start] == "经" and 0 <= begin - initiative.end <= 1:
            agents, end = [*agents, *run], spread.end()
            continue
        done = _HOSTED.match(text, run[-1].end, sentence.end)
        is_behind = initiative.end <= begin and run[0].start - end <= _REACH and run[0].start == begin
        if done and is_behind and _ENDS_DEED.match(text, done.end()):
            agents, end = [*agents, *run], done.end()
    return Subject(tuple(agents), initiative.start, end, "initiative-by-body", 0.85) if agents else None


def where_it_runs(text: str, initiative: Mention, runs: Sequence[Sequence[Mention]]) -> Subject | None:
    """“某某码”已在甲市、乙区上线: the places and bodies where it is in use."""
    at = _AT.match(text, initiative.end)
    for run in runs if at else ():
        used = _RUNS.match(text, run[-1].end) if at and run[0].start == at.end() else None
        if used:
            return Subject(tuple(run), initiative.start, used.end(), "initiative-runs-at", 0.75)
    return None


def echo(text: str, before: Span | None, sentence: Span, initiatives: MentionsByPlace) -> Mention | None:
    """The initiative named before that 大赛, 该项目 opens the sentence with, where 由 tells its hosts; else the one
    that is all the sentence before says: （一）“某某”技能赛。由甲承办。"""
    if text.find("办", *sentence) >= 0 and (headed := _heading(text, before, sentence, initiatives)):
        return headed
    if text.find("由", *sentence) < 0:
        return None
    at = sentence.start + len(lead(text, *sentence))
    found = _ECHO.match(text, at, sentence.end)
    if found is None:
        return None
    ends = (*_CONTESTS, "运动会") if found["head"] in _CONTESTS else (found["head"],)
    ends = EVENT_ENDS if found["head"] == "活动" else ends
    near = initiatives.inside(max(at - _ECHO_REACH, 0), at)
    best = named_most([one for one in near if is_event(one, ends)])
    return replace(best, start=found.start(), end=found.end("head")) if best else None


def _heading(text: str, before: Span | None, sentence: Span, initiatives: MentionsByPlace) -> Mention | None:
    """The initiative that alone makes up the sentence before, for one of its paragraph that tells its hosts."""
    if before is None or "\n" in text[before.end : sentence.start] or not _HOST.search(text, *sentence):
        return None
    begin = before.start + len(lead(text, *before).rstrip("“‘"))
    named = next((one for one in initiatives.inside(*before) if one.start == begin), None)
    if named is None or text[named.end : before.end].strip("。： "):
        return None
    return replace(named, start=sentence.start, end=sentence.start)
