"""Links between bodies and to their places: COOPERATES_WITH, PART_OF, LOCATED_IN."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise, product
from typing import Any

from graph.elements import BODIES, Kind, LinkKind
from graph.extraction.adverbials import JOINED_BY
from graph.extraction.deeds import deeds
from graph.extraction.found import FoundLink
from graph.extraction.links_members import find_member_links
from graph.extraction.links_owned import find_owned_links
from graph.extraction.links_places import find_place_links
from graph.extraction.mention_groups import MentionsByPlace, coordinated
from graph.extraction.scope import Mention, Scope
from ingest.document import Span

_PLACED = frozenset({Kind.ENTERPRISE, Kind.INSTITUTION})
_ISSUING = r"(?!印|发|下发|出台|转发|制|通知|公告|召开|部署)"
_COOPERATION = re.compile(
    rf"(?:[双两三四五各](?:方|家|家单位)|日前|近日|今天|共同|正式|继续|再次|持续|深入|全面|[连持]续[^，。；]{{1,4}}|在[^，。]{{1,12}})*(?:签订|签署|达成|签约|缔结|战略合作|合作|共建|结对|联合{_ISSUING}|联手{_ISSUING}"
    r"|共同(?:推[动进]|打造|建设|开展|举办|组建|成立|创[办建]|主办|发起|搭建|实施)|开展[^，。；]{0,14}(?:合作|共建|联建)"
    r"|建立[^，。；]{0,12}(?:合作|联[系盟动]|共建))"
)
_WITH = re.compile(r"\s*(?:与|和|同|携手|联手|联合)\s*$")
_JOINS = re.compile(r"联合|携手|联手")
_SIDES = re.compile(rf"(?:[与同]|{JOINED_BY})(?:位于.+的)?")
_ISSUED = re.compile(r"[^，。；、]{0,8}?(?:印|发|下发|出台|转发|制[定发]|通知|公告|召开|部署|命名|表彰|认定)")
_ADVERBS = re.compile(r"(?:共同|联合|合作|继续|持续|深入|全面|大力|积极|日前|近日|先后|组织|牵头|在[^，。；]{1,14})*")
_RELIES = re.compile(r"依托\s*")
_FIRM = re.compile(r"(?:该)?(?:公司|企业)")
_SERVED = re.compile(r"[^，。；]{0,24}提供")
_MEMBERS = re.compile(r"(?:各|等)?成员单位")
_PRESS = re.compile(r"[^，。；]{0,30}发布会")
_DATE = re.compile(r"(?:\d{4}年)?\d{1,2}月(?:\d{1,2}日)?|\d{4}年")


def find_body_links(scope: Scope, sentences: Sequence[Span]) -> list[FoundLink]:
    """Links between the part's bodies and from bodies to regions."""
    bodies = MentionsByPlace.of(scope, *BODIES)
    if not bodies.all:
        return []
    regions = MentionsByPlace.of(scope, Kind.REGION).outside(bodies)
    initiatives = MentionsByPlace.of(scope, Kind.INITIATIVE)
    links: list[FoundLink] = []
    for sentence, named in bodies.by_sentence(sentences):
        links += _cooperation(scope, sentence, named, bodies, initiatives)
        links += _membership(scope, sentence, named)
        links += find_owned_links(scope.text, sentence, named, bodies)
        links += find_place_links(scope.text, sentence, named, regions.inside(*sentence))
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


def _cooperation(
    scope: Scope,
    sentence: Span,
    named: Sequence[Mention],
    bodies: MentionsByPlace,
    initiatives: MentionsByPlace,
) -> Iterator[FoundLink]:
    text = scope.text
    date = _DATE.search(text, sentence.start, named[0].start)
    attrs = {"date": date.group()} if date else {}
    for run in coordinated(text, named):
        verb = _COOPERATION.match(text, run[-1].end, sentence.end)
        verb = verb or _joint_deed(text, sentence, run, initiatives)
        if verb and len(run) <= 6 and not _PRESS.search(text, verb.start(), sentence.end):
            pairs = _partners(text, sentence, run, named[0])
            start = min((one.start for one, _ in pairs), default=run[0].start)
            span = Span(start, _clause_end(text, verb.end(), sentence.end))
            for one, other in pairs:
                yield _link(LinkKind.COOPERATES_WITH, one, other, span, "bodies-cooperate", 0.9, attrs)
    for one, other in pairwise(named):
        between = text[one.end : other.start]
        served = _SERVED.match(text, other.end, sentence.end) if between == "为" else None
        if served and text[one.start - 1 : one.start] == "由":
            span = Span(one.start, _clause_end(text, served.end(), sentence.end))
            yield _link(LinkKind.COOPERATES_WITH, one, other, span, "body-serves-body", 0.6)
    for body in named:
        yield from _reliance(scope, sentence, body, bodies)


def _partners(text: str, sentence: Span, run: Sequence[Mention], first: Mention) -> list[tuple[Mention, Mention]]:
    """Who cooperates with whom: the subject with those behind 与, else the coordinated bodies with one another."""
    if _WITH.search(text[sentence.start : run[0].start]):
        is_subject = first.start < run[0].start and not _WITH.search(text[sentence.start : first.start])
        return [(first, other) for other in run] if is_subject else []
    sides = [at for at, (one, other) in enumerate(pairwise(run), 1) if _SIDES.fullmatch(text, one.end, other.start)]
    first_side = sides[0] if sides else 1
    return list(product(run[:first_side], run[first_side:]))


def _joint_deed(
    text: str, sentence: Span, run: Sequence[Mention], initiatives: MentionsByPlace
) -> re.Match[str] | None:
    """甲联合乙，围绕…开展竞赛; 甲与乙深化“某某”竞赛: what two sides do together, other than issuing a text."""
    gaps = [text[one.end : other.start] for one, other in pairwise(run)]
    if not any(_SIDES.fullmatch(gap) for gap in gaps) or _ISSUED.match(text, run[-1].end, sentence.end):
        return None
    if any(_JOINS.search(gap) for gap in gaps):
        return _deed_within(text, run[-1].end, sentence.end)
    adverbs = _ADVERBS.match(text, run[-1].end, sentence.end)
    verb = deeds().carries_out.match(text, adverbs.end() if adverbs else run[-1].end, sentence.end)
    if verb is None:
        return None
    return verb if initiatives.inside(verb.end(), _clause_end(text, verb.end(), sentence.end)) else None


def _deed_within(text: str, start: int, end: int) -> re.Match[str] | None:
    """The first verb of carrying out in this clause and the next."""
    first = _clause_end(text, start, end)
    return deeds().carries_out.search(text, start, _clause_end(text, min(first + 1, end), end))


def _reliance(scope: Scope, sentence: Span, body: Mention, bodies: MentionsByPlace) -> Iterator[FoundLink]:
    """宾川县总工会依托公司开展培训: a body works through a firm or school, named or meant by 公司."""
    relies = _RELIES.match(scope.text, body.end, sentence.end)
    if not relies:
        return
    named = bodies.inside(relies.end(), sentence.end)
    other: Mention | None = named[0] if named and named[0].start == relies.end() else None
    if other is None and _FIRM.match(scope.text, relies.end()):
        firms = [b for b in bodies.all if b.kind is Kind.ENTERPRISE and body.start - 300 <= b.start < body.start]
        other = firms[-1] if firms else None
    if other is not None and other.kind in _PLACED:
        span = Span(body.start, _clause_end(scope.text, relies.end(), sentence.end))
        yield _link(LinkKind.COOPERATES_WITH, body, other, span, "body-relies-on-body", 0.6)


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


def _clause_end(text: str, start: int, end: int) -> int:
    found = re.compile(r"[，。；！？\n]").search(text, start, end)
    return found.start() if found else end
