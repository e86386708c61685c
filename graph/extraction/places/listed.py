"""Places named in lists, whose neighbours tell which of several places of one name is meant."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence, Set

from graph.extraction.boundary import begins_name
from graph.extraction.lexicon import Hit
from graph.extraction.places.divisions import Form, Reading, load_divisions
from graph.extraction.scope import Region

_MUNICIPALITIES = frozenset({"北京市", "天津市", "上海市", "重庆市"})
JOINTS = frozenset("、和与及")
NAME_END = re.compile(r"[，、：]|[在等则也](?![于到])|区|全区|将|已|正")
_SEVERAL = 3
_LISTED_END = re.compile(r"[、：:；）)\s]|[和与及等]|各?\d")


def listed_districts(text: str, hits: Sequence[Hit[Reading]], cities: Set[str]) -> dict[int, Region]:
    """By start, the districts of a list of short names (静安、宝山、虹口) that one city has, of two a city named."""
    found: dict[int, Region] = {}
    for run in _runs(text, hits):
        readings = [{city_code(r.code): r for r in hit.value.regions if r.level == "county"} for hit in run]
        common = set.intersection(*map(set[str], readings))
        if len(common) == 1 and (len(run) > 2 or common <= cities):
            city = common.pop()
            found |= {hit.start: of_city[city] for hit, of_city in zip(run, readings, strict=True)}
    return found


def listed_cities(text: str, hits: Sequence[Hit[Reading]], home: Region | None) -> dict[int, Region]:
    """By start, doubtful names of cities (常德, 怀化) between edges: of the home's province, beside a city of theirs in
    a list, or where three others of the province are named."""
    doubtful = [hit for hit in hits if hit.value.form is Form.WEAK and _is_city(hit.value.regions)]
    if not doubtful:
        return {}
    sure = [hit for hit in hits if hit.value.form is not Form.WEAK and hit.value.regions]
    named = Counter(code[:2] for code in {hit.value.regions[0].code for hit in sure} if len(code) == 4)
    if home is not None:
        named[home.code[:2]] += _SEVERAL
    beside = {at: hit.value.regions[0].code[:2] for hit in sure for at in (hit.start, hit.end)}
    found: dict[int, Region] = {}
    for hit in doubtful:
        city = hit.value.regions[0]
        neighbours = {beside[at] for at in _next_items(text, hit) if at in beside}
        if named[city.code[:2]] < _SEVERAL and city.code[:2] not in neighbours:
            continue
        if begins_name(text, hit.start, 0) and (_LISTED_END.match(text, hit.end) or NAME_END.match(text, hit.end)):
            found[hit.start] = city
    return found


def _is_city(readings: Sequence[Region]) -> bool:
    return len(readings) == 1 and readings[0].level == "prefecture"


def _next_items(text: str, hit: Hit[Reading]) -> Iterator[int]:
    """Where the item before the hit ends and the one behind it begins, in a list."""
    if text[hit.start - 1 : hit.start] in JOINTS:
        yield hit.start - 1
    if text[hit.end : hit.end + 1] in JOINTS:
        yield hit.end + 1


def _runs(text: str, hits: Sequence[Hit[Reading]]) -> Iterator[list[Hit[Reading]]]:
    """Runs of two or more doubtful names with one joint between each two."""
    run: list[Hit[Reading]] = []
    for hit in hits:
        if hit.value.form is not Form.WEAK or not hit.value.regions:
            continue
        if run and text[run[-1].end : hit.start] not in JOINTS:
            if len(run) > 1:
                yield run
            run = []
        run.append(hit)
    if len(run) > 1:
        yield run


def city_code(code: str) -> str:
    """Code of the city or municipality that a division is or lies in; empty for a province."""
    province = load_divisions().by_code.get(code[:2])
    if province is not None and province.name in _MUNICIPALITIES:
        return code[:2]
    return code[:4] if len(code) >= 4 else ""
