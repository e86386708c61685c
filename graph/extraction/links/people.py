"""ATTENDED and INSTRUCTED: the meetings and units where a person was, and what a person gave instructions on."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from graph.elements import BODIES, Kind, LinkKind
from graph.extraction.found import FoundLink
from graph.extraction.links.deed_verbs import deeds
from graph.extraction.links.delegations import delegation_links
from graph.extraction.links.instructions import Instructions
from graph.extraction.links.occasions import CONVENES, is_assembly, is_elsewhere, is_event, occasion_links, occasions_of
from graph.extraction.links.press import press_links
from graph.extraction.mention_groups import MentionsByPlace, coordinated
from graph.extraction.people.posts import posts
from graph.extraction.scope import Mention, Scope
from ingest.document import Span

_POSTS_BETWEEN = re.compile(r"(?:同志)?[、，和与及][^。；：“”《》\n]{0,45}")
_HONOURED = re.compile(r"(?:劳动模范|先进工作者|工匠|劳模|大师|能手|标兵|获得者|院士|教授)$")
_DEED_BETWEEN = re.compile(
    r"出席|参加|主持|讲话|致[辞词欢]|介绍|[通汇]报|强调|要求|指出|表示|陪同|见证|作[了出]|听取|宣[布读]|率[队领]|[，、]先后|担任|当选"
)
_CEREMONY = re.compile(
    r"(?:同志)?[^，。；：\n]{0,6}?(?:宣布[^，。；]{0,8}(?:开幕|闭幕|开赛|启动|开工)|致(?:欢迎|开幕|闭幕|答谢)?[辞词]"
    r"|主持了?(?:开幕式|闭幕式|启动仪式|仪式|颁奖|活动|大赛|比赛|论坛)|颁奖|观[摩看]了?(?:比赛|决赛|活动))"
)
_EVENTS = ("赛", "展", "会", "论坛", "节", "活动", "仪式", "周", "月")
_UNVEILS = re.compile(r"(?:同志)?(?:等|共同|一起)?为([^，。；、“]{0,24}?)(?:正式)?(?:揭牌|揭幕|剪彩|授牌)")
# Enterprises are visited too, but GUIDE-like annotation keeps ATTENDED to agencies, institutions and initiatives.
_VISITED = frozenset({Kind.AGENCY, Kind.INSTITUTION})
_MEETING = re.compile(
    r"(?:第[一二三四五六七八九十百\d]+次|20\d\d年)?(?:[（(]?扩大[）)]?|全体|工作|专题|联席|视频|电视电话|办公|常务|调度|季度|年度)*"
    r"(?:会议|全会|例会|大会|推进会|座谈会|部署会|动员会|现场会)"
)
_THE_MEETING = re.compile(
    r"(?:了)?(?:此次|本次|该|这次)?(?:会议|大会|推进会|座谈会|(?:现场|调度|启动|动员|部署|工作|交流|表彰)会|活动|大赛|比赛|决赛|论坛|(?:启动|开幕|闭幕|签约|颁奖|揭牌)?仪式|[开闭]幕式|会)(?=[，。；、并和暨为]|$)"
)
_EVENT = re.compile(r"(?:活动|大赛|比赛|决赛|论坛|仪式|幕式)$")
_PRESENT = re.compile(
    r"(?:等|一行|同志)?[^，。；：\n]{0,10}?(出席|参加|主持召开|主持|见证|列席)(?:[或和](?:出席|参加|列席))?了?"
)
_DUTY = re.compile(r"(?:的?(?:全面|日常|行政))+工作|党组工作")  # 主持省总工会全面工作
# 市领导罗文、谢青参加。 罗文出席并讲话，…
_ALONE = re.compile(r"(?=[。；]|$|并(?:讲话|致[辞词]|发言|作|发表|宣[布读]))")
_TITLED = 60
_WAY_BACK = 3_000  # characters from one who goes along, or was at a meeting, back to where that was told
_IN = re.compile(r"(?:同志)?(?:\d+日)?在")
_AT = re.compile(r"[^，。；]{2,30}?上(?=[^，。；]{0,6}(?:强调|要求|指出|表示|说|讲话|通报|介绍|作|提出))")
_SPOKE = re.compile(r"(?:同志)?(?:通报|汇报|传达|宣读|作|做|介绍|发言|讲话|致辞|主持|就|对)")
# What only those present at a meeting do.
_REPORTS = re.compile(
    r"(?:同志)?(?:(?:通报|汇报|传达|宣读)(?!的|会)|(?:就|围绕)[^。；]{2,50}?作了?(?:说明|汇报|通报|(?:交流|典型|表态)?发言|介绍))"
)
_ANOTHER = re.compile(r"调研(?!员)|考察|记者|采访|发布会|仪式|座谈会")
# 会议听取了某某、某某关于…的汇报.
_HEARD = re.compile(r"(?:听取|听了)了?[^，。；：]{0,40}$")
_SAID_THERE = re.compile(
    r"(?:同志)?(?:等|分别)?(?:关于|就|对|所?作|的)[^。；]{0,60}?(?:汇报|介绍|发言|通报|报告|说明|情况)"
)
_GOES = re.compile(r"(?:到|赴|深入|走访|来到|走进|前往|莅临|看望慰问|看望|慰问|调研|考察|视察|检查|察看|在)了?")
# 在某中心|主持召开会议.
_CHAIRS = re.compile(r"主持召?开?[^，。；]{0,10}会")
_SETS_OUT = re.compile(rf"(?:等|一行|同志)?[^，。；：\n]{{0,10}}?(?:{_GOES.pattern}|率|带领|带队)")
# 随机对甲、乙…进行了检查.
_LOOKS_INTO = re.compile(r"(?:等|一行|同志)?[^。；：\n]{0,40}?对")
_LOOKED = re.compile(
    r"[^，。；]{0,40}?(?:进行|开展|作|做)了?(?:实地|现场|专项|全面|随机)*(?:检查|调研|督导|督查|走访|暗访|抽查|慰问|考察|巡查|视察)"
)
# 参加调研, 陪同检查: where the visit before led.
_WENT_ALONG = re.compile(
    r"(?:等)?[^。；：\n]{0,45}?(?:参加|陪同|随同|一同|一起|共同|随行)(?:了)?(?:上述|此次)?(?:活动)?"
    r"(?:调研|检查|考察|慰问|走访|督导|督查|视察|察看|参观|看望|座谈|(?<=参加|陪同|随行)(?=[。；]|$)|(?<=陪同|随行)(?=，))"
    r"|(?:同志)?(?:等)?(?:热情|负责)?接待(?=[，。；了并]|$)"
)
# 来这里调研, 到该校走访.
_HERE = re.compile(
    r"[^，。；：\n]{0,10}?(?:到|来|来到|赴|在)(?P<place>这里|此|该(?:校|院|馆|中心|基地|工作室|园区|市场|站|所))[^，。；]{0,6}?(?:调研|考察|走访|检查|督导|慰问|视察|参观)"
)
# 在某大赛上，某某致辞.
_AT_EVENT = re.compile(r"(?:上|期间|现场|开[幕赛]式上|闭幕式上|仪式上)，[^，。；：]{0,40}$")
_ON_THE_WAY = re.compile(r"(?!.*(?:讲话|指示|精神))[^，。；：]{0,10}")
# 在某学院，罗文走进实训车间，与学生交谈.
_STANDS_IN = re.compile(r"(?:[^，。；：]{0,8}(?:里|内|现场|车间|中心|展厅))?，[^，。；：]{0,40}$")
_LOOKS_AROUND = re.compile(
    r"(?:同志)?(?:等|一行)*(?:还|又|一路|认真|仔细|实地|详细|现场|先后|边走边)*"
    r"(?:走[进近]|察看|查看|参观|观看|观摩|询问|了解|听取|翻看|翻阅|看望|慰问|走访|检查|同[^，。；]{2,16}(?:交流|交谈|座谈|聊)|[与和][^，。；]{2,16}(?:交流|交谈|座谈|拉家常))"
)
_CENTRE = frozenset({"中共中央", "国务院"})
_OBJECT = re.compile(r"[^，。；：！？\n]{0,6}")


@dataclass(frozen=True, slots=True)
class _Named:
    """What the part names, by place. meetings: clean offset -> the body that meets there."""

    people: MentionsByPlace
    bodies: MentionsByPlace
    targets: MentionsByPlace
    meetings: Sequence[Mention]


def find_person_links(scope: Scope, sentences: Sequence[Span]) -> list[FoundLink]:
    """ATTENDED and INSTRUCTED links of the part."""
    people = MentionsByPlace.of(scope, Kind.PERSON)
    if not people.all:
        return []
    bodies = MentionsByPlace.of(scope, *BODIES)
    meetings = [body for body in bodies.all if body.kind is Kind.AGENCY and _meets(scope.text, body)]
    targets = MentionsByPlace.of(scope, Kind.INITIATIVE, Kind.POLICY, Kind.AGENCY, Kind.INSTITUTION)
    named = _Named(people, bodies, targets, meetings)
    instructions = Instructions(scope, sentences, people)
    occasions = occasions_of(scope.text, MentionsByPlace.of(scope, Kind.INITIATIVE).all, bodies.all)
    links: list[FoundLink] = [*press_links(scope, sentences, people, bodies)]
    links += delegation_links(scope.text, sentences, people, bodies)
    for sentence, present in people.by_sentence(sentences):
        for run in coordinated(scope.text, present):
            links += instructions.links(sentence, run[-1])
        listed = _listed(scope.text, present)
        links += occasion_links(scope.text, sentence, listed, occasions)
        for run in listed:
            links += _attendance(scope, sentence, run, named)
    return links


def _meets(text: str, body: Mention) -> bool:
    """Whether a meeting of the body, or one that it convenes, is named at its mention."""
    return any(sign.match(text, body.end) for sign in (CONVENES, _MEETING)) or is_assembly(text, body.end)


def _listed(text: str, present: Sequence[Mention]) -> list[list[Mention]]:
    """Persons with nothing but commas and posts between them: 省总工会主席张某，省教育厅厅长李某、王某."""
    runs: list[list[Mention]] = []
    for person in present:
        gap = _POSTS_BETWEEN.fullmatch(text, runs[-1][-1].end, person.start) if runs else None
        if gap and not _DEED_BETWEEN.search(gap.group()) and _ends_in_post(text, gap):
            runs[-1].append(person)
        else:
            runs.append([person])
    return runs


def _ends_in_post(text: str, gap: re.Match[str]) -> bool:
    if len(gap.group()) < 3 or _HONOURED.search(gap.group()):
        return True
    return posts().post_before(text, gap.end(), gap.start()) is not None


def _attendance(scope: Scope, sentence: Span, run: Sequence[Mention], named: _Named) -> Iterator[FoundLink]:
    text, last = scope.text, run[-1]
    for tails, end, rule, confidence in (
        *_meetings_attended(text, sentence, last, named),
        *_spoken_at(text, sentence, last, named),
        *_reported_to(text, sentence, last, named),
        *_heard(text, sentence, run, named),
        *_ceremonies(text, sentence, last, named),
        *_visits(text, sentence, last, named),
        *_looked_into(text, sentence, last, named),
        *_went_along(text, sentence, last, named),
        *_looked_around(text, sentence, run, named),
        *_at_event(text, sentence, run[0], named),
    ):
        for person in run:
            for tail in tails:
                if tail.kind in _VISITED | {Kind.INITIATIVE}:
                    start = sentence.start if rule == "spoke-at-meeting" else run[0].start
                    yield FoundLink(LinkKind.ATTENDED, person, tail, start, end, rule, confidence)


_Attendance = tuple[Sequence[Mention], int, str, float]


def _meetings_attended(text: str, sentence: Span, person: Mention, named: _Named) -> Iterator[_Attendance]:
    """某某出席省总工会全会; 某某主持会议, the one named before."""
    present = _PRESENT.match(text, person.end, sentence.end)
    if not present:
        yield from _at_its_meeting(text, sentence, person, named)
        return
    again = _THE_MEETING.match(text, present.end(), sentence.end) or _ALONE.match(text, present.end(), sentence.end)
    if again:
        event, meeting = _last_event(named, person.start), _last_meeting(named, person.start, reach=_WAY_BACK)
        met = event if _EVENT.search(again.group()) or meeting is None else meeting
        if not again.group() and event is not None and meeting is not None:
            met = max(event, meeting, key=lambda occasion: occasion.start)  # who took part is told of the last
        if met is not None:
            yield [met], again.end(), "attended-the-meeting", 0.75
        return
    near = named.targets.inside(present.end(), sentence.end)
    if near and _DUTY.match(text, near[0].end):
        return
    if near and _OBJECT.fullmatch(text, present.end(), near[0].start) and near[0].kind is not Kind.POLICY:
        yield [near[0]], near[0].end, "attended-named", 0.85


def _at_its_meeting(text: str, sentence: Span, person: Mention, named: _Named) -> Iterator[_Attendance]:
    """某某在某领导小组第一次会议上强调…."""
    for body in named.bodies.inside(person.end, min(sentence.end, person.end + _TITLED)):
        opens = _IN.fullmatch(text, person.end, body.start)
        if opens and _MEETING.match(text, body.end) and _AT.match(text, body.end, sentence.end):
            yield [body], body.end, "attended-named", 0.7
            return


def _spoken_at(text: str, sentence: Span, person: Mention, named: _Named) -> Iterator[_Attendance]:
    """会上，某某通报…: at the meeting named before."""
    opening = text[sentence.start : person.start]
    at = re.match(r"(?:会上|会议上)[，,]", opening)
    is_there = (at and len(opening) <= 40) or re.search(r"(?:主持(?:召开)?|参加|出席)了?会议", opening)
    if is_there and _SPOKE.match(text, person.end, sentence.end):
        met = _last_meeting(named, sentence.start)
        if met is not None:
            yield [met], person.end, "spoke-at-meeting", 0.75


def _reported_to(text: str, sentence: Span, person: Mention, named: _Named) -> Iterator[_Attendance]:
    """…召开第五次会议。…罗文通报了…: who reports in the paragraphs on a meeting was there."""
    reports = _REPORTS.match(text, person.end, sentence.end)
    met = _last_meeting(named, sentence.start) if reports else None
    if reports and met is not None and not _ANOTHER.search(text, met.end, person.start):
        yield [met], reports.end(), "spoke-at-meeting", 0.65


def _heard(text: str, sentence: Span, run: Sequence[Mention], named: _Named) -> Iterator[_Attendance]:
    """会议听取了罗文、谢青关于…的汇报: whom the meeting of this or the sentence before hears."""
    heard = _HEARD.search(text, sentence.start, run[0].start)
    said = _SAID_THERE.match(text, run[-1].end, sentence.end) if heard else None
    met = _last_meeting(named, run[0].start) if said else None
    if said and met is not None and not _ANOTHER.search(text, met.end, sentence.start):
        yield [met], said.end(), "spoke-at-meeting", 0.7


def _ceremonies(text: str, sentence: Span, person: Mention, named: _Named) -> Iterator[_Attendance]:
    """某某宣布大赛开幕, 某某致辞: at the contest or meeting named last; 某某为学院揭牌."""
    unveiled = _UNVEILS.match(text, person.end, sentence.end)
    if unveiled:
        near = named.bodies.inside(max(person.start - 300, 0), unveiled.end())
        own = [body for body in near if body.end == unveiled.start(1) or body.start >= person.end]
        meant = own or [body for body in near if body.kind is Kind.INSTITUTION and body.end < person.start]
        if meant:
            yield [meant[-1]], unveiled.end(), "ceremony", 0.75
        return
    took_part = _CEREMONY.match(text, person.end, sentence.end)
    if not took_part:
        return
    met = _last_event(named, person.start) or _last_meeting(named, person.start)
    told_here = met is not None and "\n" not in text[met.end : sentence.start].rstrip("\n")
    if met is not None and told_here and not is_elsewhere(text, met, person.start):
        yield [met], took_part.end(), "ceremony", 0.7


def _visits(text: str, sentence: Span, person: Mention, named: _Named) -> Iterator[_Attendance]:
    """某某一行到甲、乙、丙实地走访; 某某率组深入某县，先后走访甲、乙."""
    if not _SETS_OUT.match(text, person.end, sentence.end):
        return
    for went in _GOES.finditer(text, person.end, sentence.end):
        stations = named.targets.inside(went.end(), sentence.end)[:1]
        if stations and stations[0].start == went.end() and text[went.end()] == "“":
            if deeds().visits.search(text, stations[0].end, min(sentence.end, stations[0].end + 8)):
                yield stations, stations[0].end, "visited", 0.7
            continue
        runs = coordinated(text, named.bodies.inside(went.end(), sentence.end))
        if not runs or not _ON_THE_WAY.fullmatch(text, went.end(), runs[0][0].start):
            continue
        if any(body.name in _CENTRE for body in runs[0]):
            continue
        after = text[runs[0][-1].end : min(sentence.end, runs[0][-1].end + 20)]
        chairs = went.group() == "在" and _CHAIRS.match(after)
        if chairs or deeds().visits.search(went.group()) or deeds().visits.search(after):
            yield runs[0], runs[0][-1].end, "visited", 0.85


def _looked_into(text: str, sentence: Span, person: Mention, named: _Named) -> Iterator[_Attendance]:
    """某某随机对甲、乙市场的休市情况进行了检查; 某某来这里调研: the institution named most often before."""
    about = _LOOKS_INTO.match(text, person.end, sentence.end)
    runs = coordinated(text, named.bodies.inside(about.end(), sentence.end)[:12]) if about else []
    if about and runs and runs[0][0].start == about.end() and _LOOKED.match(text, runs[0][-1].end, sentence.end):
        yield runs[0], runs[0][-1].end, "visited", 0.7
    here = _HERE.match(text, person.end, sentence.end)
    if here:
        ends = here["place"].removeprefix("该")
        near = named.bodies.inside(max(person.start - 400, 0), person.start)
        meant = [
            b for b in near if b.kind is Kind.INSTITUTION and (here["place"] in {"这里", "此"} or ends in b.name[-4:])
        ]
        if meant:
            times = Counter(body.name for body in meant)
            yield [max(meant, key=lambda body: (times[body.name], -body.start))], here.end(), "visited", 0.65


def _went_along(text: str, sentence: Span, person: Mention, named: _Named) -> Iterator[_Attendance]:
    """…某某参加调研: at the last place that a sentence of the text before tells somebody went to."""
    along = _WENT_ALONG.match(text, person.end, sentence.end)
    others = named.people.inside(max(sentence.start - _WAY_BACK, 0), sentence.start) if along else []
    for other in reversed(others):
        ends = text.find("。", other.end)
        visits = list(_visits(text, Span(other.start, ends), other, named)) if ends > 0 else []
        if along and visits:
            yield visits[0][0], along.end(), "visited", 0.6
            return


def _looked_around(text: str, sentence: Span, run: Sequence[Mention], named: _Named) -> Iterator[_Attendance]:
    """在某学院，某某走进实训车间: the institution that frames the clause before the person."""
    looks = _LOOKS_AROUND.match(text, run[-1].end, sentence.end)
    for body in named.bodies.inside(sentence.start, run[0].start)[-1:] if looks else ():
        frames = text[sentence.start : body.start].endswith("在") and _STANDS_IN.match(text, body.end, run[0].start)
        if looks and frames:
            yield [body], looks.end(), "visited", 0.75


def _at_event(text: str, sentence: Span, person: Mention, named: _Named) -> Iterator[_Attendance]:
    """在某大赛上，某某表示…: at the contest or meeting that the sentence opens with."""
    for event in named.targets.inside(sentence.start, person.start):
        is_named = event.kind is Kind.INITIATIVE and is_event(event, _EVENTS)
        opens = re.search(r"在(?:[^，。；：]{0,12})$", text[sentence.start : event.start])
        if is_named and opens and _AT_EVENT.match(text, event.end, person.start):
            yield [event], person.end, "attended-named", 0.7


def _last_event(named: _Named, offset: int) -> Mention | None:
    """The contest, exhibition or campaign named last before the offset."""
    before = named.targets.inside(max(offset - 400, 0), offset)
    events = [m for m in before if m.kind is Kind.INITIATIVE and is_event(m, _EVENTS)]
    return events[-1] if events else None


def _last_meeting(named: _Named, offset: int, reach: int = 500) -> Mention | None:
    """The body that met last before the offset. Who was there is often told at the very end."""
    before = [body for body in named.meetings if offset - reach <= body.start < offset]
    return before[-1] if before else None
