"""Railway stations by their town and side: 青禾西站, and 青禾南、青禾西等车站."""

from __future__ import annotations

import re
from collections.abc import Iterator

from graph.elements import Kind
from graph.extraction.bodies.find import BodyFind
from graph.extraction.lexicon import Hit
from graph.extraction.places.divisions import Form, Reading
from graph.extraction.scope import Scope
from graph.extraction.vocabulary import known_names

# A stop of a tour, a post office or a portal is a 站 too: a railway is spoken of near a station.
_RAILWAY = re.compile(r"铁路|列车|火车|动车|高铁|客运段|编组站|进站口|出站口|候车")
_NEAR = 60
_STATION = re.compile(r"站(?<!网站)(?<!服务站)")
_ALONE = re.compile(r"(?![点台长区位内上在岗出的稳立起好式队外])")
_LIST_END = re.compile(r"(?<=[东西南北])等[^，。；、]{0,4}?(?:火?车|高铁)$")
_LONGEST_END = 8
_SIDE = re.compile(r"[东西南北]|虹桥")
_TOWN = re.compile(r"[一-鿿]{2,3}")
_ITEM_BREAK = re.compile(r"[、和及与]")
_REACH = 60


def find_stations(scope: Scope) -> Iterator[BodyFind]:
    """Stations named in the part where a railway is spoken of."""
    text, floor = scope.text, scope.part.start
    by_end: dict[int, Hit[Reading]] | None = None
    for match in _STATION.finditer(text, floor, scope.part.end):
        by_end = by_end or {hit.end: hit for hit in known_names(text, floor, scope.part.end).places}
        alone = _ALONE.match(text, match.end()) is not None
        found = _station(text, match.start(), match.end(), by_end, floor) if alone else None
        end = _LIST_END.search(text, max(match.start() - _LONGEST_END, floor), match.start())
        if (found is None and end is None) or not _is_near_railway(scope, match.start()):
            continue
        if found is not None:
            yield found
        if end is not None:
            yield from _listed(text, end.start(), by_end, floor)


def _is_near_railway(scope: Scope, at: int) -> bool:
    near = max(at - _NEAR, scope.part.start), min(at + _NEAR, scope.part.end)
    return _RAILWAY.search(scope.text, *near) is not None


def _station(text: str, at: int, end: int, by_end: dict[int, Hit[Reading]], floor: int) -> BodyFind | None:
    """The station whose town, with a side or alone, ends at `at`."""
    side = next((size for size in (1, 2) if _SIDE.fullmatch(text, at - size, at)), 0)
    for size in sorted({side, 0}, reverse=True):
        place = by_end.get(at - size)
        # 台州 is an ordinary run of letters too: a side behind it makes it a town's.
        if place is None or (not size and place.value.form is Form.WEAK):
            continue
        if place.start >= floor and _TOWN.fullmatch(text, place.start, place.end):
            name = text[place.start : at] + "站"
            return BodyFind(place.start, end, name, Kind.INSTITUTION, "institution-station", weight=1)
    return None


def _listed(text: str, end: int, by_end: dict[int, Hit[Reading]], floor: int) -> Iterator[BodyFind]:
    """青禾南、红石西等车站: the items with a side; a town alone may be the place."""
    start = max(end - _REACH, floor)
    for item in _ITEM_BREAK.split(text[start:end]):
        at = start + len(item)
        start = at + 1
        if _SIDE.search(item[-2:]) is not None:
            found = _station(text, at, at, by_end, floor)
            if found is not None and found.end - found.start > 2:
                yield found
