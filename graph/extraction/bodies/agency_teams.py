"""Teams of a leading group or headquarters, told by the list that says what it has below it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from graph.elements import Kind
from graph.extraction.bodies.find import BodyFind
from graph.extraction.sentences import sentence_start
from graph.extraction.word_pattern import AnchoredPattern

_TEAM = r"[一-鿿]{2,10}?(?:组|专班)"
_BELOW = re.compile(rf"设立?了?(?P<teams>{_TEAM}(?:[、和]{_TEAM})+)(?![一-鿿]*?[长员])")
_ITEM = re.compile(_TEAM)
_OFFICES = ("办公室", "办公厅")
_GROUPS = ("领导小组", "协调小组", "工作小组", "指挥部", "委员会", "联席会议", "机制", *_OFFICES)
_REACH = 80
# 专门成立物资通关保障组: founded, and not only to be founded or one of many.
_FOUNDED = AnchoredPattern(
    r"(?P<verb>成立|组建|设立)了?(?P<team>(?![一-鿿]*?(?:[的由各]|专项检查|领导小组))[一-鿿]{4,16}?(?:保障组|工作组|专班|督导组|攻关组|服务组|办公室))"
    r"(?![一-鿿]?[长员])",
    ("成立", "组建", "设立"),
)
_NOT_DONE = re.compile(r"[要应将拟可需各]|分别|陆续|建议|企业|单位|部门|员工|街道|社区")
_NO_TASK = re.compile(r"疫情防控工作组|防控工作组|应急工作组|联合工作组|专项工作组|专门工作组|临时工作组")
# 领导小组综合协调组|、社会团体组、新闻宣传组汇报: teams that follow the first of a group's.
_TEAM_OF_GROUP = re.compile(r"(?P<owner>.+(?:领导小组|指挥部|机制|专班)(?:办公室)?)[一-鿿]{2,9}组")
_NEXT_TEAM = re.compile(r"[、和](?P<team>(?:(?![的由各])[一-鿿]){2,9}?组)(?![织长员])")
_FOUNDERS = frozenset({"agency-region-body", "agency-central", "agency-enumerated", "agency-group", "body-short-form"})


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


def find_founded_teams(text: str, start: int, end: int, bodies: Sequence[BodyFind]) -> Iterator[BodyFind]:
    """交通运输部会同有关方面成立【物资运输保障组】: the team of the agency whose clause says that it was founded.

    bodies: sorted by start.
    """
    for match in _FOUNDED.finditer(text, start, end):
        floor = max(sentence_start(text, start, match.start()), match.start() - _REACH)
        before = [find for find in bodies if floor <= find.start and find.end <= match.start()]
        owner = before[-1] if before else None
        if owner is None or owner.rule not in _FOUNDERS or _NO_TASK.fullmatch(match["team"]):
            continue
        if not _NOT_DONE.search(text, owner.end, match.start()):
            at = match.span("team")
            name = owner.name + match["team"]
            yield BodyFind(*at, name, Kind.AGENCY, "agency-team", owner.region, (match["team"],))


def find_joined_teams(text: str, bodies: Sequence[BodyFind]) -> Iterator[BodyFind]:
    """指挥部综合协调组、【物资保障组】、【宣传组】: teams listed behind the one that names the group of all."""
    for body in bodies:
        first = _TEAM_OF_GROUP.fullmatch(body.name) if body.name.endswith("组") else None
        at = body.end
        while first is not None and (team := _NEXT_TEAM.match(text, at)) is not None:
            at = team.end()
            name = first["owner"] + team["team"]
            yield BodyFind(team.start("team"), at, name, Kind.AGENCY, "agency-team", body.region, (team["team"],))
