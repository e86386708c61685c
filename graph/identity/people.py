"""People: one name is one person where a body vouches for it, or where nothing in the same place speaks against it.

- Two documents that give one name a post at one body, or at a body and one of its own offices, mean one person.
- A document that names somebody without a post means the one office-holder of that name among the documents of its own
  region, of those above and of those below it; when there are two, or only elsewhere, it stays apart with a doubt.
- A bare name also means the one office-holder of that name at the country's highest bodies, where no other is near.
- Without any post, the documents of one region mean one person; so do those of six provinces and more, since a name
  that needs no post in so many places is known to the whole country: the one office-holder of it, if there is one.
- Two office-holders of one name who share no body stay apart with a doubt, since one person may hold several posts;
  without one where their bodies are of other kinds and in other places.
- A name that a text marks as made up (化名) is that text's alone.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

from graph.fold import fold
from graph.identity.clusters import Clusters, Doubt, Unit
from graph.titles import place_codes, places_agree

PSEUDONYM = "weak:Pseudonym:"
"""Begins the key of a unit whose name is made up."""
_SHOWN = 10
_NATIONWIDE = 6
"""Provinces in whose documents a bare name is taken to mean one well-known person."""
_HIGHEST = re.compile(
    r"(?:中共|中国共产党)?中央(?:委员会|政治局|书记处|纪律检查委员会|军事委员会)|(?:中共|中国共产党)中央$|国务院$"
    r"|全国人民代表大会|中国人民政治协商会议全国委员会|全国政协"
)
_OFFICE = re.compile(r"办公(?:厅|室)$")
_GOVERNMENT = re.compile(r"(?:人民政府|人民代表大会|国务院|中央)$")
_SHORTEST_OWNER = 5


def join_people(clusters: Clusters) -> list[Doubt]:
    """Joins people of one name and gives the doubts that remain."""
    by_name: dict[str, list[Unit]] = {}
    for unit in clusters.units.values():
        if any(key.startswith(PSEUDONYM) for key in unit.keys):
            continue
        for name in sorted({fold(name) for name in unit.names}):
            by_name.setdefault(name, []).append(unit)
    return [doubt for _, namesakes in sorted(by_name.items()) for doubt in _join_namesakes(clusters, namesakes)]


def _join_namesakes(clusters: Clusters, namesakes: Sequence[Unit]) -> list[Doubt]:
    holders = [unit for unit in namesakes if unit.bodies]
    _join_by_body(clusters, holders)
    holding = clusters.first_of_each(holders)
    doubts = []
    bare = [unit for unit in namesakes if not unit.bodies]
    known = [holder for holder in holding if _is_highest(clusters, holder)]
    if len({code[:2] for unit in bare for region in unit.regions for code in place_codes(region)}) >= _NATIONWIDE:
        for unit in bare[1:]:
            clusters.join(bare[0].id, unit.id)
        bare, known = bare[:1], known or holding
    for unit in bare:
        here = [holder for holder in holding if _near(_regions(clusters, holder), unit.regions)] or known
        if len(here) == 1:
            clusters.join(here[0].id, unit.id)
        else:
            doubts += [Doubt(holder.id, unit.id, "同名，其中一处未见任职单位") for holder in (here or holding)[:_SHOWN]]
    first = holding[0] if holding else None
    others = [other for other in holding[1:] if first and not _are_homonyms(clusters, first, other)]
    doubts += [Doubt(first.id, other.id, "同名，任职单位不同") for other in others[: _SHOWN - 1] if first]
    if not holding:
        doubts += [Doubt(bare[0].id, other.id, "同名，出自不同地区的文件，均未见任职单位") for other in bare[1:_SHOWN]]
    return [doubt for doubt in doubts if not clusters.together(doubt.first, doubt.second)]


def _join_by_body(clusters: Clusters, holders: Sequence[Unit]) -> None:
    first_at: dict[str, str] = {}
    named: dict[str, str] = {}
    for unit in holders:
        for body, name in sorted(unit.bodies.items()):
            clusters.join(first_at.setdefault(body, unit.id), unit.id)
            named.setdefault(name, unit.id)
    owners: list[str] = []
    for name in sorted(named):  # a name follows those that it begins with
        while owners and not name.startswith(owners[-1]):
            owners.pop()
        for owner in owners:
            if _is_its_own(owner, name):
                clusters.join(named[owner], named[name])
        owners.append(name)


def _is_its_own(owner: str, name: str) -> bool:
    """Whether the body is the owner's own office, institute or department: a government's bureaus are not."""
    return len(owner) >= _SHORTEST_OWNER and bool(_OFFICE.search(name) or not _GOVERNMENT.search(owner))


def _are_homonyms(clusters: Clusters, first: Unit, second: Unit) -> bool:
    """Whether the two hold posts only at bodies of other kinds and in other places, all of them known."""
    kinds, others = _body_kinds(clusters, first), _body_kinds(clusters, second)
    here, there = _seats(clusters, first), _seats(clusters, second)
    return bool(kinds and others and here and there) and not (kinds & others or _near(here, there))


def _body_kinds(clusters: Clusters, holder: Unit) -> set[str]:
    """Of the bodies at which the person holds posts, as their ids begin (agency-…)."""
    bodies = (body for unit in clusters.members(holder.id) for body in unit.bodies)
    return {kind for kind, dash, _ in (body.partition("-") for body in bodies) if dash}


def _seats(clusters: Clusters, holder: Unit) -> set[str]:
    """The names of the person's bodies that begin with a place; none where one does not: it may be anywhere."""
    names = {name for unit in clusters.members(holder.id) for name in unit.bodies.values()}
    return names if all(place_codes(name) for name in names) else set()


def _is_highest(clusters: Clusters, holder: Unit) -> bool:
    return any(_HIGHEST.match(name) for unit in clusters.members(holder.id) for name in unit.bodies.values())


def _regions(clusters: Clusters, unit: Unit) -> set[str]:
    return {region for member in clusters.members(unit.id) for region in member.regions}


def _near(first: Collection[str], second: Collection[str]) -> bool:
    """Whether some of the regions share a line of administration; no region is near its like only."""
    codes = [place_codes(region) for region in first]
    return bool(set(first) & set(second)) or any(
        here and there and places_agree(here, there) for here in codes for there in map(place_codes, second)
    )
