"""ATTENDED of who leads a delegation, where later sentences tell of the delegation alone that it goes.

罗文率调研组到某市调研。调研组首站来到甲学院。随后到乙、丙，….
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from graph.elements import Kind, LinkKind
from graph.extraction.found import FoundLink
from graph.extraction.mention_groups import MentionsByPlace, coordinated
from graph.extraction.scope import Mention
from ingest.document import Span

_GROUP = r"(?:调研|慰问|督导|督查|检查|考察|工作|走访|指导|学习)[组团]"
_LEADS = re.compile(
    rf"(?:同志)?(?:一行|[^，。；：]{{0,16}}?(?:率|带领|带队)[^，。；：]{{0,12}}?(?:{_GROUP}|一行|[，。]))[^。；]{{0,30}}?(?:到|赴|深入|走进|在|来|就|开展)"
)
# 罗文率调研组赴某市。谢青、高峰参加调研: who goes along.
_ALONG = re.compile(
    r"(?:等|一行)?(?:也)?(?:参加|陪同|随同|一同|一起|共同)(?:参加)?(?:上述|此次)?"
    r"(?:调研|检查|考察|慰问|走访|督导|督查|视察|活动)"
)
_GOES = r"(?:先后|分别|又|还|一路)*(?:到|来到|走进|深入|赴|前往|走访|实地察看|察看|参观|慰问)了?"
_ON = re.compile(
    rf"\s*(?:在[^，。；]{{2,8}}(?:期间|时)，)?(?:{_GROUP}|(?:[他她]们?|一行人?)(?=先|又|还|来|走|深|首|第|头))?(?:一行)?[，]?"
    rf"(?:(?:当[天日])?(?:[上下]午)?|随后|接着|之后|其间|期间)，?(?:{_GROUP})?(?:(?:首|第一|头一)站(?:就?是|便?来到|到了?|走进|选在)|{_GOES})"
)


def delegation_links(
    text: str, sentences: Sequence[Span], people: MentionsByPlace, bodies: MentionsByPlace
) -> Iterator[FoundLink]:
    """Each agency and institution that a delegation goes to, in the paragraphs on the visit that its leader opens.

    Its leader was there, and whoever the sentences before or behind say goes along.
    """
    members: list[Mention] = []
    stations: list[FoundLink] = []
    for sentence in sentences:
        named = people.inside(*sentence)
        leads = next((one for one in named if _LEADS.match(text, one.end, sentence.end)), None)
        if leads is not None:
            members, stations = [leads], []
        along = [one for one in named if one.name != members[0].name] if members else []
        if along and _ALONG.match(text, along[-1].end, sentence.end):
            yield from (replace(station, head=one, confidence=0.65) for station in stations for one in along)
            members += along
        if leads is None and members:
            went = [_went(members[0], body, sentence) for body in _stations(text, sentence, bodies)]
            yield from (replace(link, head=one) for link in went for one in members)
            stations += went


def _stations(text: str, sentence: Span, bodies: MentionsByPlace) -> list[Mention]:
    """The bodies to which the sentence says that the delegation goes on."""
    on = _ON.match(text, *sentence)
    runs = coordinated(text, bodies.inside(on.end(), sentence.end)) if on else []
    goes = on is not None and bool(runs) and runs[0][0].start == on.end()
    return [body for body in runs[0] if body.kind in {Kind.AGENCY, Kind.INSTITUTION}] if goes else []


def _went(leader: Mention, body: Mention, sentence: Span) -> FoundLink:
    return FoundLink(LinkKind.ATTENDED, leader, body, sentence.start, body.end, "delegation-went", 0.75)
