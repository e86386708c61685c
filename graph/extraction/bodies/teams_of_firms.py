"""Teams of a firm or institution that serve under its name: 国网红石县供电公司党员服务队."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from graph.elements import Kind
from graph.extraction.bodies.find import BodyFind

_TEAM = re.compile(
    r"(?:“[^“”]{2,8}”)?(?:(?:共产党员|党员|青年|志愿者?|职工|应急|先锋|抢修|技术|医疗|专家|巾帼|学雷锋|科技|疫情防控|抗疫|战疫|服务|援鄂|援汉|第[一二三四五六]批?)){1,4}"
    r"(?:服务队|突击队|先锋队|抢修队|救援队|医疗队|支援队|志愿服务队)(?![员长伍])"
)
_OWNERS = frozenset({Kind.ENTERPRISE, Kind.INSTITUTION})


def find_teams_of_firms(text: str, bodies: Iterable[BodyFind]) -> Iterator[BodyFind]:
    """The teams named right behind the bodies found."""
    for body in bodies:
        team = _TEAM.match(text, body.end) if body.kind in _OWNERS else None
        if team is not None:
            name = body.name + team.group()
            yield replace(
                body, end=team.end(), name=name, kind=Kind.INSTITUTION, rule="institution-team", aliases=(), weight=2
            )
