"""ATTENDED and INSTRUCTED: the meetings and units where a person was, and what a person gave instructions on."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from graph.elements import BODIES, Kind, LinkKind
from graph.extraction.deeds import deeds
from graph.extraction.found import FoundLink
from graph.extraction.mention_groups import MentionsByPlace, coordinated
from graph.extraction.scope import Mention, Scope
from ingest.document import Span

# Enterprises are visited too, but GUIDE-like annotation keeps ATTENDED to agencies, institutions and initiatives.
_VISITED = frozenset({Kind.AGENCY, Kind.INSTITUTION})
_MEETING = re.compile(
    r"(?:第[一二三四五六七八九十百\d]+次|20\d\d年)?(?:[（(]?扩大[）)]?|全体|工作|专题|联席|视频|电视电话|办公|常务|调度|季度|年度)*"
    r"(?:会议|全会|例会|大会|推进会|座谈会|部署会|动员会|现场会)"
)
_THE_MEETING = re.compile(r"(?:了)?(?:此次|本次|该|这次)?(?:会议|大会|推进会|座谈会|活动|会)(?=[，。；、并和暨]|$)")
_PRESENT = re.compile(r"(?:等|一行|同志)?[^，。；：\n]{0,10}?(出席|参加|主持召开|主持|见证|列席)了?")
_AT_MEETING = re.compile(r"(?:会上|会议上)[，,]?$")
_SPOKE = re.compile(r"(?:同志)?(?:通报|汇报|传达|宣读|作|做|介绍|发言|讲话|致辞|主持|就|对)")
_GOES = re.compile(r"(?:到|赴|深入|走访|来到|走进|前往|莅临|看望慰问|看望|慰问|调研|考察|视察|检查|察看|在)了?")
_SETS_OUT = re.compile(rf"(?:等|一行|同志)?[^，。；：\n]{{0,10}}?(?:{_GOES.pattern}|率|带领|带队)")
_ON_THE_WAY = re.compile(r"(?!.*(?:讲话|指示|精神))[^，。；：]{0,10}")
_CENTRE = frozenset({"中共中央", "国务院"})
_OBJECT = re.compile(r"[^，。；：！？\n]{0,6}")
_TITLE = r"(?:总书记|主席|书记|省长|市长|总理|同志)?"
_ON = re.compile(_TITLE + r"(?:多次|亲自|专门|先后)?(?:关于|对|就)")
_WORD_GIVEN = re.compile(
    r"[^，。；：\n]{0,30}?(?:作出|做出|提出|的)?(?:一系列|系列|重要|专门|明确|具体)*(?:指示批示|批示|指示|讲话|论述|部署|要求)"
)
_CONCEIVED = re.compile(rf"(?:工作)?是(?:由)?([^，。；：]{{2,4}}){_TITLE}(?:亲自|一手|亲手)")
_DEMANDS = re.compile(r"(?:同志)?(?:要求|责成|指示|叮嘱)[，,：:]?\s*")
_MUST = re.compile(r"[要应须抓]|加快|立即|务必")
_DEPLOYED = re.compile(r"说明|部署|要求|批示|讲话|安排")


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
    meetings = [body for body in bodies.all if body.kind is Kind.AGENCY and _MEETING.match(scope.text, body.end)]
    targets = MentionsByPlace.of(scope, Kind.INITIATIVE, Kind.POLICY, Kind.AGENCY, Kind.INSTITUTION)
    named = _Named(people, bodies, targets, meetings)
    links: list[FoundLink] = []
    for sentence in sentences:
        present = people.inside(*sentence)
        for run in coordinated(scope.text, present):
            links += _attendance(scope, sentence, run, named)
            links += _instructions(scope, sentence, run[-1], named)
    return links


def _attendance(scope: Scope, sentence: Span, run: Sequence[Mention], named: _Named) -> Iterator[FoundLink]:
    text, last = scope.text, run[-1]
    for tails, end, rule, confidence in (
        *_meetings_attended(text, sentence, last, named),
        *_spoken_at(text, sentence, last, named),
        *_visits(text, sentence, last, named),
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
        return
    again = _THE_MEETING.match(text, present.end(), sentence.end)
    if again:
        met = _last_meeting(named, person.start)
        if met is not None:
            yield [met], again.end(), "attended-the-meeting", 0.75
        return
    near = named.targets.inside(present.end(), sentence.end)
    if near and _OBJECT.fullmatch(text, present.end(), near[0].start) and near[0].kind is not Kind.POLICY:
        yield [near[0]], near[0].end, "attended-named", 0.85


def _spoken_at(text: str, sentence: Span, person: Mention, named: _Named) -> Iterator[_Attendance]:
    """会上，某某通报…: at the meeting named before."""
    opening = text[sentence.start : person.start]
    at = re.match(r"(?:会上|会议上)[，,]", opening)
    if at and len(opening) <= 40 and _SPOKE.match(text, person.end, sentence.end):
        met = _last_meeting(named, sentence.start)
        if met is not None:
            yield [met], person.end, "spoke-at-meeting", 0.75


def _visits(text: str, sentence: Span, person: Mention, named: _Named) -> Iterator[_Attendance]:
    """某某一行到甲、乙、丙实地走访; 某某率组深入某县，先后走访甲、乙."""
    if not _SETS_OUT.match(text, person.end, sentence.end):
        return
    for went in _GOES.finditer(text, person.end, sentence.end):
        runs = coordinated(text, named.bodies.inside(went.end(), sentence.end))
        if not runs or not _ON_THE_WAY.fullmatch(text, went.end(), runs[0][0].start):
            continue
        if any(body.name in _CENTRE for body in runs[0]):
            continue
        after = text[runs[0][-1].end : min(sentence.end, runs[0][-1].end + 20)]
        if deeds().visits.search(went.group()) or deeds().visits.search(after):
            yield runs[0], runs[0][-1].end, "visited", 0.85


def _last_meeting(named: _Named, offset: int) -> Mention | None:
    before = [body for body in named.meetings if offset - 500 <= body.start < offset]
    return before[-1] if before else None


def _instructions(scope: Scope, sentence: Span, person: Mention, named: _Named) -> Iterator[FoundLink]:
    text = scope.text
    for tail, span, rule, confidence in (
        *_word_given(text, sentence, person, named),
        *_conceived(text, sentence, person, named),
        *_demanded(text, sentence, person, named),
    ):
        yield FoundLink(LinkKind.INSTRUCTED, person, tail, span.start, span.end, rule, confidence)


_Instruction = tuple[Mention, Span, str, float]


def _word_given(text: str, sentence: Span, person: Mention, named: _Named) -> Iterator[_Instruction]:
    """习近平总书记关于打赢某战的重要指示."""
    on = _ON.match(text, person.end, sentence.end)
    if not on:
        return
    near = named.targets.inside(on.end(), min(sentence.end, on.end() + 60))
    for target in near:
        word = _WORD_GIVEN.match(text, target.end, sentence.end)
        is_near = not re.search(r"[，。；：]", text[on.end() : target.start])
        wanted = target.kind in {Kind.INITIATIVE, Kind.POLICY} or target.start == on.end()
        if word and is_near and wanted and target.kind is not Kind.INSTITUTION:
            yield target, Span(person.start, word.end()), "word-given-on", 0.9
            return


def _conceived(text: str, sentence: Span, person: Mention, named: _Named) -> Iterator[_Instruction]:
    """某改革是习近平总书记亲自谋划和部署的."""
    for target in named.targets.inside(sentence.start, person.start):
        conceived = _CONCEIVED.match(text, target.end, sentence.end)
        if target.kind is Kind.INITIATIVE and conceived and conceived.start(1) == person.start:
            yield target, Span(target.start, conceived.end()), "conceived-by", 0.9


def _demanded(text: str, sentence: Span, person: Mention, named: _Named) -> Iterator[_Instruction]:
    """某某要求省总工会…; 陈某：扎实推进某改革; 某某就规范某程序作了部署."""
    demands = _DEMANDS.match(text, person.end, sentence.end)
    colon = re.compile(r"[：:]").match(text, person.end, sentence.end)
    for target in named.targets.inside(person.end, sentence.end):
        between = text[person.end : target.start]
        span = Span(person.start, target.end)
        is_told = demands is not None and target.start == demands.end() and target.kind is Kind.AGENCY
        if is_told and _MUST.match(text, target.end):
            yield target, span, "demanded-of", 0.85
        elif target.kind is not Kind.INITIATIVE:
            continue
        elif colon and person.start == sentence.start and not re.search(r"[，。；“]", between) and len(between) < 16:
            yield target, span, "headline-demand", 0.7
        elif (
            re.search(r"就[^，。；]{0,20}$", between)
            and "精神" not in between
            and _DEPLOYED.search(text, person.end, sentence.end)
        ):
            yield target, span, "spoke-on", 0.65
