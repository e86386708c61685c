"""Links between bodies and to their places: COOPERATES_WITH, PART_OF, LOCATED_IN."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from graph.elements import BODIES, Kind, LinkKind
from graph.extraction.found import FoundLink
from graph.extraction.links.cooperation import Cooperation
from graph.extraction.links.members import find_member_links
from graph.extraction.links.owned import find_owned_links
from graph.extraction.links.places import find_place_links
from graph.extraction.links.seats import find_seat_links
from graph.extraction.mention_groups import MentionsByPlace, coordinated
from graph.extraction.scope import Mention, Scope
from ingest.document import Span

_MEMBERS = re.compile(r"(?:各|等)?成员单位")


def find_body_links(scope: Scope, sentences: Sequence[Span]) -> list[FoundLink]:
    """Links between the part's bodies and from bodies to regions."""
    bodies = MentionsByPlace.of(scope, *BODIES)
    if not bodies.all:
        return []
    regions = MentionsByPlace.of(scope, Kind.REGION).outside(bodies)
    cooperation = Cooperation(scope, sentences, bodies)
    links: list[FoundLink] = [*cooperation.of_both()]
    for sentence, named in bodies.by_sentence(sentences):
        links += cooperation.links(sentence, named)
        links += _membership(scope, sentence, named)
        links += find_owned_links(scope, sentence, named, bodies)
        links += find_place_links(scope.text, sentence, named, regions.inside(*sentence))
    links += find_seat_links(scope, sentences, bodies, regions)
    return [*links, *find_member_links(scope, sentences, bodies)]


def _link(
    kind: LinkKind,
    head: Mention,
    tail: Mention,
    span: Span,
    rule: str,
    confidence: float,
    attrs: Mapping[str, Any] = {},
) -> FoundLink:
    return FoundLink(kind, head, tail, span.start, span.end, rule, confidence, attrs)


def _membership(scope: Scope, sentence: Span, named: Sequence[Mention]) -> Iterator[FoundLink]:
    text = scope.text
    for index, group in enumerate(named):
        members = _MEMBERS.match(text, group.end, sentence.end)
        if members:
            before = coordinated(text, named[:index])
            if before and re.fullmatch(r"\s*等?\s*", text[before[-1][-1].end : group.start]) and len(before[-1]) > 1:
                span = Span(before[-1][0].start, members.end())
                for member in before[-1]:
                    yield _link(LinkKind.PART_OF, member, group, span, "member-units-listed", 0.95)
            listed = [b for b in named[index + 1 :] if b.start <= members.end() + 1]
            for member in coordinated(text, named[index + 1 :])[0] if listed else ():
                yield _link(LinkKind.PART_OF, member, group, Span(group.start, member.end), "member-units-named", 0.85)
