"""Teams of a leading group or headquarters, told by the list that says what it has below it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from graph.elements import Kind
from graph.extraction.bodies.find import BodyFind
from graph.extraction.sentences import sentence_start

_TEAM = r"[一-鿿]{2,10}?(?:组|专班)"
_BELOW = re.compile(rf"(?:下设|分设|设立|设)(?:了)?(?P<teams>{_TEAM}(?:[、和]{_TEAM})+)(?![一-鿿]*?[长员])")
_ITEM = re.compile(_TEAM)
_OFFICES = ("办公室", "办公厅")
_GROUPS = ("领导小组", "协调小组", "工作小组", "指挥部", "委员会", "联席会议", "机制", *_OFFICES)
_REACH = 80


def find_teams(text: str, start: int, end: int, bodies: Sequence[BodyFind]) -> Iterator[BodyFind]:
    """领导小组办公室…下设综合协调组、医疗救治组: each team, named behind the group that it is of.

    bodies: sorted by start. The group is the last one named before in the same sentence.
    """
    for match in _BELOW.finditer(text, start, end):
        sentence = sentence_start(text, start, match.start())
        floor = max(sentence, match.start() - _REACH)
        groups = [find for find in bodies if floor <= find.start < match.start() and find.name.endswith(_GROUPS)]
        groups = [find for find in groups if find.rule.startswith(("agency-group", "body-short-form"))]
        if not groups:
            continue
        owner = groups[-1].name
        for office in _OFFICES:
            owner = owner.removesuffix(office)
        for item in _ITEM.finditer(text, *match.span("teams")):
            at = item.start() + (1 if item.group()[0] in "和" else 0)
            yield BodyFind(at, item.end(), owner + text[at : item.end()], Kind.AGENCY, "agency-team", groups[-1].region)
