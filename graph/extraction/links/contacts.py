"""HOLDS_POST of those to contact: 某中心“某平台”联系人：罗文, 联系人：某中心罗文, 联系科室：甲科 / 联系人：罗文,
青禾公司 罗文 88017744."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from graph.elements import LinkKind
from graph.extraction.found import FoundLink
from graph.extraction.mention_groups import MentionsByPlace, coordinated
from graph.extraction.scope import Mention, Scope
from ingest.document import Span

_LABEL = re.compile(r"(?P<post>(?:业务|报名|项目|工作|具体)?联系人)(?:及(?:联系)?(?:电话|方式))?\s*[：:]\s*")
# Between a body and the label: what of it one asks about, marks of a bracket.
_ABOUT = re.compile(r"[）)]?(?:、?“[^”\n]{2,30}”)*(?:平台|网站|系统|项目)?[\s，,；;（(]*")
_SEAT = re.compile(r"(?:联系|承办|主办|业务|责任|对接)(?:科室|处室|部门|单位)[：:]\s*$")
_AFTER_NAME = re.compile(r"(?:同志)?\s*(?:[（(]?[\d\-—、，,\s]{5,40}[）)]?)?[、，,；;\s和]*")
_TELEPHONE = re.compile(r"\s*(?:[（(]?(?:电话|手机|联系电话)?[：:]?\s*)?(?:\d{3,4}[-—－]{1,2})?\d{7,11}(?!\d)")
_REACH = 90


def contact_links(scope: Scope, people: MentionsByPlace, bodies: MentionsByPlace) -> Iterator[FoundLink]:
    """Each person behind 联系人, at the body that stands before the label in its line or in the line of its own."""
    yield from _with_telephones(scope.text, people, bodies)
    if scope.text.find("联系人", scope.part.start, scope.part.end) < 0:
        return
    for label in _LABEL.finditer(scope.text, scope.part.start, scope.part.end):
        own = next(iter(bodies.inside(label.end(), label.end() + _REACH)), None)
        own = own if own is not None and own.start == label.end() else None
        named = list(_named_behind(scope.text, own.end if own else label.end(), people))
        seats: Sequence[Mention] = [own] if own else _seats(scope.text, label.start(), bodies) if named else []
        paired = len(seats) == len(named)
        for at, person in enumerate(named if seats else []):
            seat = seats[at] if paired else seats[0]
            attrs = {"post": label["post"]}
            yield FoundLink(LinkKind.HOLDS_POST, person, seat, seat.start, person.end, "post-of-contact", 0.8, attrs)


def _with_telephones(text: str, people: MentionsByPlace, bodies: MentionsByPlace) -> Iterator[FoundLink]:
    """青禾公司 罗文 88017744: a person with a telephone number right behind a body's name."""
    for person in people.all:
        seat = bodies.last_before(person.start) if _TELEPHONE.match(text, person.end) else None
        if (
            seat is not None
            and seat.end <= person.start
            and not text[seat.end : person.start].strip(" \u3000\xa0，,：:")
        ):
            span = Span(seat.start, person.end)
            yield FoundLink(LinkKind.HOLDS_POST, person, seat, *span, "post-of-contact", 0.75, {"post": "联系人"})


def _named_behind(text: str, at: int, people: MentionsByPlace) -> Iterator[Mention]:
    """The persons listed from there on, telephone numbers between them."""
    for person in people.inside(at, at + _REACH):
        if person.start != at:
            return
        yield person
        behind = _AFTER_NAME.match(text, person.end)
        at = behind.end() if behind else person.end


def _seats(text: str, at: int, bodies: MentionsByPlace) -> Sequence[Mention]:
    """The body or bodies right before the label, or those of a line 联系科室：… right above it."""
    near = bodies.inside(max(at - _REACH, 0), at)
    if not near or not _ABOUT.fullmatch(text, near[-1].end, at):
        return []
    listed = coordinated(text, near)[-1]
    return listed if _SEAT.search(text, max(listed[0].start - 12, 0), listed[0].start) else near[-1:]
