"""Management committees of parks, zones and new areas: 海东工业园区管委会, and lists of zones that share the word."""

from __future__ import annotations

import re
from collections.abc import Iterator, Set

from graph.elements import Kind
from graph.extraction.bodies.agency_zones import is_city, is_shortened
from graph.extraction.bodies.find import BodyFind
from graph.extraction.bodies.proper_names import read_name
from graph.extraction.body_tables import any_of, read_table
from graph.extraction.boundary import begins_name, has_proper_part, left_edge
from graph.extraction.places.around import Places
from graph.extraction.places.divisions import printed_forms
from graph.extraction.scope import Scope

_TABLE = read_table("heads.toml")
_COMMITTEE = re.compile(rf"(?:{any_of(_TABLE['committees']['heads'])})(?P<office>办公室)?")
_IN_FULL = "管理委员会"
_RULE = "agency-committee"
_ZONE = re.compile(any_of(_TABLE["committees"]["own"]))
# Sorts of areas that only a name before tells apart.
_SORT = re.compile(r"(?:新片区|开发区|示范区|合作区|园区|新区|景区|度假区|港区)$")
_AREA = re.compile(r"(?!.*(?:[各及与]|人民政府|街道|所有|有关|相关))[一-鿿（）()]{2,16}(?:区|园|新城|港)[)）]?")
_GENERIC = re.compile(r"(?:[（）()省市县区级各类自由管贸产工业]|开发|园区|示范|功能|新|产业|度假|风景|名胜|景|特色)*")
_JOINTS = "、和"
_LONGEST = 24


def find_committees(scope: Scope, places: Places) -> Iterator[BodyFind]:
    """Committees by the name of their area, those of earlier areas of a list that shares 管委会 included."""
    matches = list(_COMMITTEE.finditer(scope.text, scope.part.start, scope.part.end))
    named = {match.start(): find for match in matches if (find := _named(scope, places, match)) is not None}
    full = {find.name.removesuffix("办公室") for find in named.values()}
    for match in matches:
        find = named.get(match.start()) or _of_one_named(scope, places, match) or _of_home(scope, match, full)
        if find is None:
            continue
        yield find
        if match["office"]:
            owner = find.name.removesuffix("办公室")
            yield BodyFind(
                find.start, match.start("office"), owner, Kind.AGENCY, find.rule, find.region, (), find.weight
            )
        yield from _sharing(scope, find.start)


def _named(scope: Scope, places: Places, match: re.Match[str]) -> BodyFind | None:
    name = read_name(scope.text, match.start(), match.end(), places, scope.part.start)
    if name is None or (len(name.stem) < 2 and not _is_area(places, match.start())):
        return None
    told = has_proper_part(name.stem) and name.sure and not _is_founded(scope.text, name.start)
    if name.place is None and not told:
        return None
    full = name.name.removesuffix(match.group()) + match.group().replace("管委会", _IN_FULL)
    return BodyFind(name.start, name.end, full, Kind.AGENCY, _RULE, name.place, name.aliases)


def _is_founded(text: str, start: int) -> bool:
    """Whether a verb of founding before a committee without a place makes it one that each body is to have."""
    return text.endswith(("设立", "成立", "组建", "建立"), max(start - 2, 0), start)


def _is_area(places: Places, head: int) -> bool:
    """Whether a new area's own name stands right before 管委会."""
    return any(
        hit.end == head and hit.region.name.endswith(("新区", "新片区")) for hit in places.between(head - 12, head)
    )


def _of_home(scope: Scope, match: re.Match[str], named: Set[str]) -> BodyFind | None:
    """高新区管委会 in a city's text: its own, by the one of the committees' names that it shortens if there is one."""
    home = scope.region
    if home is None or not is_city(home):
        return None
    for at in range(max(match.start() - 10, scope.part.start), match.start() - 2):
        zone = _ZONE.fullmatch(scope.text, at, match.start())
        if zone is not None and _stands(scope, at):
            meant = [name for name in named if is_shortened(zone.group() + _IN_FULL, name)]
            name = meant[0] if len(meant) == 1 else printed_forms(home)[-1] + zone.group() + _IN_FULL
            return BodyFind(at, match.end(), name + (match["office"] or ""), Kind.AGENCY, _RULE, home, (), 0)
    return None


def _stands(scope: Scope, at: int) -> bool:
    return begins_name(scope.text, at, scope.part.start) and scope.text[at - 1] not in "各该本每"


def _of_one_named(scope: Scope, places: Places, match: re.Match[str]) -> BodyFind | None:
    """新片区管委会 in a text that names one area of the sort: 临港新片区."""
    text, floor = scope.text, scope.part.start
    sort = _SORT.search(text, max(match.start() - 3, floor), match.start())
    if sort is None or not _stands(scope, sort.start()) or text[sort.start() - 1] in _JOINTS:
        return None
    named = {
        name.name
        for other in re.finditer(sort.group(), text[floor : scope.part.end])
        if (name := read_name(text, floor + other.start(), floor + other.end(), places, floor)) is not None
        and (name.place is not None or (name.sure and has_proper_part(name.stem)))
    }
    if len(named) != 1:
        return None
    full = named.pop() + match.group().replace("管委会", _IN_FULL)
    return BodyFind(sort.start(), match.end(), full, Kind.AGENCY, _RULE, weight=0)


def _sharing(scope: Scope, start: int) -> Iterator[BodyFind]:
    """两江新区、重庆高新区 before 、万盛经开区管委会: areas of the list that the last one's 管委会 is of."""
    text, floor = scope.text, scope.part.start
    while start > floor and text[start - 1] in _JOINTS:
        end = start - 1
        start = max(left_edge(text, end, floor).start, end - _LONGEST)
        area = _AREA.fullmatch(text, start, end)
        if area is None or _GENERIC.fullmatch(area.group()):
            return
        zone = _ZONE.fullmatch(area.group())
        if zone is not None and (scope.region is None or not is_city(scope.region)):
            return
        name = area.group()
        if zone is not None and scope.region is not None:
            name = printed_forms(scope.region)[-1] + name
        yield BodyFind(start, end, name + _IN_FULL, Kind.AGENCY, "agency-shared-tail", None, (area.group(),))
