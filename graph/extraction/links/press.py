"""ATTENDED of those who speak at a body's press conference: 在省政府新闻发布会上，省商务厅副厅长罗文介绍….

A conference without a host in its words (发布会上，罗文说) is the one named last in the part.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import replace

from graph.elements import Kind, LinkKind
from graph.extraction.found import FoundLink
from graph.extraction.mention_groups import MentionsByPlace, coordinated
from graph.extraction.people.posts import posts
from graph.extraction.scope import Mention, Scope
from ingest.document import Span

_CONFERENCE = re.compile(r"(?:新闻|情况|媒体)?(?:发布|通气|吹风)会|记者(?:招待|见面)会")
# Between the host and its conference: 举行的疫情防控工作第五场例行|新闻发布会.
_HOLDS = re.compile(
    r"(?:[（(][^（）()]{2,20}[）)])?(?:[^，。；：《》“”在]{0,20}?(?:举行|召开|举办)|[在于][^，。；：]{2,24}(?:举行|召开|举办))?了?的?"
    r"[^，。；：《》“”在]{0,30}"
)
_SAYS = (
    r"(?:说|介绍|表示|指出|透露|坦承|坦言|强调|通报|回应|解读|解释|认为|称|回答|提醒|明确|谈到|披露|宣布|作了?"
    r"|就|对|围绕|针对)"
)
# Behind the name of who speaks: 在会上表示, 13日在…发布会上|介绍.
_SPEAKS = re.compile(
    rf"(?:同志)?(?:在(?:会|发布会)上)?(?:还|也|特别|进一步|详细|一一|分别)?(?:向[^，。；]{{1,12}})?{_SAYS}"
)
_AT_IT = re.compile(r"(?:同志)?(?:今天|昨天|\d{1,2}日)?(?:[上下]午)?在(?:\d{1,2}日)?[^，。；“”]{0,16}")
_BEHIND = re.compile(rf"(?:（[^（）]{{1,8}}）)?上?(?:还|也|特别)?{_SAYS}")
# 某司司长罗文说，: behind the name, and nothing that tells of another place.
_TELLS = re.compile(r"(?:说|介绍说?|表示|指出|强调|介绍道|透露|解释说?|回应说?|回答说?)[，：:。]")
_LEARNT = re.compile(r"(?:（[^（）]{1,8}）)?上?[，,]?(?:获悉|了解到|消息)")


def press_links(
    scope: Scope, sentences: Sequence[Span], people: MentionsByPlace, bodies: MentionsByPlace
) -> Iterator[FoundLink]:
    """ATTENDED, to the hosting bodies, of all persons whom the part tells to speak at a press conference.

    The attribute occasion says that it was a conference of the body, as printed.
    """
    hosts: tuple[Mention, ...] = ()
    learnt: tuple[Mention, ...] = ()
    told = ""
    starts = [sentence.start for sentence in sentences]
    for found in scope.finditer(_CONFERENCE, "发布会", "通气会", "吹风会", "者招待会", "者见面会"):
        sentence = sentences[max(bisect_left(starts, found.end()) - 1, 0)]
        own = _hosts(scope.text, sentence, found, bodies)
        hosts = own or hosts
        start = own[0].start if own else found.start()
        for person in _speakers(scope.text, sentence, Span(start, found.end()), people) if hosts else ():
            span = Span(min(start, person.start), max(found.end(), person.end))
            for host in hosts:
                occasion = {"occasion": found[0]}
                yield FoundLink(LinkKind.ATTENDED, person, host, *span, "spoke-to-the-press", 0.75, occasion)
        if own and not learnt and _LEARNT.match(scope.text, found.end()):
            learnt, told = own, found[0]
    for link in _relearnt(scope, sentences, learnt, people) if learnt else ():
        yield replace(link, attrs={"occasion": told})


def _relearnt(
    scope: Scope, sentences: Sequence[Span], hosts: Sequence[Mention], people: MentionsByPlace
) -> Iterator[FoundLink]:
    """Officials who open a clause and say something in a report of what was learnt at one conference."""
    for sentence, named in people.by_sentence(sentences):
        for person in named:
            if person.start < hosts[0].start or not _TELLS.match(scope.text, person.end):
                continue
            if posts().head_before(scope.text, person.start, sentence.start) is None:
                continue
            for host in hosts:
                span = Span(person.start, person.end)
                yield FoundLink(LinkKind.ATTENDED, person, host, *span, "told-at-the-conference", 0.65)


def _hosts(text: str, sentence: Span, found: re.Match[str], bodies: MentionsByPlace) -> tuple[Mention, ...]:
    """The agencies that hold the conference: those that end nearest before it in its clause."""
    near = [body for body in bodies.inside(sentence.start, found.start()) if body.kind is Kind.AGENCY]
    if not near or not _HOLDS.fullmatch(text, near[-1].end, found.start()):
        return ()
    return tuple(coordinated(text, near)[-1])


def _speakers(text: str, sentence: Span, at: Span, people: MentionsByPlace) -> Iterator[Mention]:
    """Who speaks there: named before it (罗文在…发布会上说), else the first that speaks behind it in the sentence."""
    for person in people.inside(sentence.start, at.start):
        if _AT_IT.fullmatch(text, person.end, at.start) and _BEHIND.match(text, at.end):
            yield person
            return
    if _LEARNT.match(text, at.end):
        return
    for person in people.inside(at.end, sentence.end):
        if _SPEAKS.match(text, person.end):
            yield person
