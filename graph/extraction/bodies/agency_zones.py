"""Bodies of zones that have an administration of their own: 拉萨经开区税务局, 高新区总工会, 经开区团工委."""

from __future__ import annotations

import re
from collections.abc import Iterator

from graph.extraction.bodies.agency_grammar import read_body
from graph.extraction.bodies.find import BodyFind
from graph.extraction.bodies.proper_names import read_name
from graph.extraction.body_tables import read_table
from graph.extraction.places.around import Places
from graph.extraction.places.divisions import printed_forms
from graph.extraction.scope import Region, Scope
from graph.extraction.word_pattern import WordPattern

_TAX = "国家税务总局"
_ZONE = WordPattern(dict.fromkeys(read_table("heads.toml")["institutions"]["areas"], "(?![内外里各的级])"))
_ALIAS = re.compile(r"[（(][一-鿿]{2,8}[）)]")
# What must stand behind a bureau that no table holds: 经济技术开发区【开发建设局】，各单位.
_ENDS = re.compile(r"[，、；。：）)\s]|$")


def find_zone_bodies(scope: Scope, places: Places) -> Iterator[BodyFind]:
    """Bodies right behind a zone's name; a bare 经开区 is the home's."""
    text, floor = scope.text, scope.part.start
    for match in _ZONE.finditer(text, floor, scope.part.end):
        if text[match.end() : match.end() + 2] in {"管委", "管理"}:
            continue
        zone = _zone(scope, places, match)
        alias = _ALIAS.match(text, match.end(), scope.part.end)  # 青禾开发区（汽车城）|总工会
        at = alias.end() if alias is not None else match.end()
        body = read_body(text, zone[0], at, zone[1]) if zone is not None else None
        if body is not None and (body.weight or _ENDS.match(text, body.end)):
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
        own = _named_zones(scope, places, match.group())
        return match.start(), _as_region(
            own.pop() if len(own) == 1 else printed_forms(scope.region)[-1] + match.group()
        )
    return None


def _named_zones(scope: Scope, places: Places, word: str) -> set[str]:
    """Zones that the part names in full, of the sort that a bare word shortens: 天津经济技术开发区 by 开发区."""
    text, floor = scope.text, scope.part.start
    names = (
        read_name(text, match.start(), match.end(), places, floor)
        for match in _ZONE.finditer(text, floor, scope.part.end)
        if is_shortened(word, match.group())
    )
    found = {name.name for name in names if name is not None and name.place is not None and not name.bare}
    return {name for name in found if not any(name != other and is_shortened(name, other) for other in found)}


def is_shortened(short: str, name: str) -> bool:
    """Whether the characters of a short form stand in the name in their order: 经开区 in 经济技术开发区."""
    rest = iter(name)
    return all(character in rest for character in short)


def is_city(home: Region) -> bool:
    """Whether the place has zones of its own: a city, a county or a municipality, no province and no town."""
    return home.level in {"prefecture", "county"} or home.name.endswith("市")


def _as_region(name: str) -> Region:
    return Region("", name, "county", (name,))
