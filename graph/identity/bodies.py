"""Bodies: one name is one body, and nothing joins two names; what may be one body under two names is a doubt.

- Firms whose names differ in their place or legal form alone: 青虹锅炉股份公司, 湖南青虹锅炉股份有限公司.
- Agencies of a county whose name several cities bear, one of them printed without its city: 鼓楼区总工会.
- Two names that tell different places are two bodies, and no doubt.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from graph.elements import Kind
from graph.extraction.boundary import has_proper_part
from graph.extraction.places.divisions import Form, load_divisions
from graph.fold import fold
from graph.identity.clusters import Clusters, Doubt, Unit
from graph.titles import place_codes, places_agree

_SHOWN = 10
_LEGAL = re.compile(r"(?:股份有限|有限责任|有限|股份|(?<=集团))公司$")
_BRACKET = re.compile(r"[（(][^）)]*[）)]")
_SHORTEST, _SHORTEST_PROPER = 4, 3
_REASONS = {
    Kind.ENTERPRISE: "企业名称只在地名或法定形式上有别",
    Kind.AGENCY: "机构名称相同，其中一处未写明所属地市",
}


def likely_name(kind: Kind, name: str) -> str:
    """What names that may mean one body share: the firm's own part, the county and its body; else empty."""
    if kind is Kind.ENTERPRISE:
        return _own_part(name)
    return _of_county(name) if kind is Kind.AGENCY else ""


def join_bodies(clusters: Clusters) -> list[Doubt]:
    """The doubts between bodies; nothing is joined."""
    alike: dict[tuple[Kind, str], list[Unit]] = {}
    for unit in clusters.units.values():
        if likely := likely_name(unit.kind, unit.name):
            alike.setdefault((unit.kind, likely), []).append(unit)
    return [doubt for _, units in sorted(alike.items()) for doubt in _doubts(clusters.first_of_each(units))]


def _doubts(units: Sequence[Unit]) -> list[Doubt]:
    shown = units[:_SHOWN]
    return [
        Doubt(first.id, other.id, _REASONS[first.kind])
        for place, other in enumerate(shown)
        for first in shown[:place]
        if places_agree(place_codes(first.name), place_codes(other.name))
    ]


def _own_part(name: str) -> str:
    """The firm's name without place, brackets and legal form; with its place where the rest is no name of its own."""
    whole = _LEGAL.sub("", _BRACKET.sub("", name))
    own = whole[_place_end(whole) :]
    if len(own) >= _SHORTEST_PROPER and has_proper_part(own):
        return fold(own)
    return fold(whole) if len(whole) >= _SHORTEST else ""


def _of_county(name: str) -> str:
    """鼓楼区总工会 of 南京市鼓楼区总工会: from the name of a county on that several cities bear."""
    start = 0
    while (reading := load_divisions().forms.longest(name, start)) is not None and reading.end < len(name):
        place = name[start : reading.end]
        if sum(region.name == place for region in reading.value.regions) > 1:
            return name[start:]
        if reading.value.form is Form.WEAK:
            break
        start = reading.end
    return ""


def _place_end(name: str) -> int:
    """Where the places that open the name end."""
    end = 0
    while (reading := load_divisions().forms.longest(name, end)) is not None and reading.value.form is not Form.WEAK:
        end = reading.end
    return end
