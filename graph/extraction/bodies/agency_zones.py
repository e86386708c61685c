"""Bodies of zones that have an administration of their own: 拉萨经开区税务局, 高新区总工会, 经开区团工委."""

from __future__ import annotations

import re
from collections.abc import Iterator

from graph.extraction.bodies.agency_grammar import read_body
from graph.extraction.bodies.find import BodyFind
from graph.extraction.bodies.proper_names import read_name
from graph.extraction.body_tables import any_of, read_table
from graph.extraction.places.around import Places
from graph.extraction.places.divisions import short_name
from graph.extraction.scope import Region, Scope

_TAX = "国家税务总局"
_ZONE = re.compile(f"(?:{any_of(read_table('heads.toml')['institutions']['areas'])})(?![内外里各的级])")


def find_zone_bodies(scope: Scope, places: Places) -> Iterator[BodyFind]:
    """Bodies right behind a zone's name; a bare 经开区 is the home's."""
    text, floor = scope.text, scope.part.start
    for match in _ZONE.finditer(text, floor, scope.part.end):
        if text[match.end() : match.end() + 2] in {"管委", "管理"}:
            continue
        zone = _zone(scope, places, match)
        body = read_body(text, zone[0], match.end(), zone[1]) if zone is not None else None
        if body is not None and body.weight:
            yield body


def _zone(scope: Scope, places: Places, match: re.Match[str]) -> tuple[int, Region] | None:
    """Where a zone's name begins, and the zone as a place that bodies are named after."""
    known = next((hit for hit in places.between(match.start() - 12, match.end()) if hit.end == match.end()), None)
    if known is not None:
        return None
    name = read_name(scope.text, match.start(), match.end(), places, scope.part.start)
    if name is None:
        return None
    if name.place is not None or (name.sure and len(name.stem) > 1):
        return name.start, _as_region(name.name.removeprefix(_TAX))  # 国家税务总局|平潭综合实验区税务局
    if name.start == match.start() and scope.region is not None and is_city(scope.region):
        return match.start(), _as_region(short_name(scope.region) + match.group())
    return None


def is_city(home: Region) -> bool:
    """Whether the place has zones of its own: a city, a county or a municipality, no province and no town."""
    return home.level in {"prefecture", "county"} or home.name.endswith("市")


def _as_region(name: str) -> Region:
    return Region("", name, "county", (name,))
