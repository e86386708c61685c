"""Policies: one 发文字号 is one policy; one title is one policy where its issuers, numbers and places allow it.

- The same title with an issuer in common, or with the issuer missing on one side, is one unless the numbers say two.
  A number says so by its year and serial, since its letters vary in print (工信部联企业〔2011〕300号, 工信部联企…);
  a decision's day stands for a number, and then the places must agree. A government and its office are one issuer.
- A law or regulation that names its place (中华人民共和国…法, …省…条例) is one through all its promulgations.
- A bare title means the one known policy of that title whose issuer's place lies on the same line of administration as
  the document's own; with several of them, it stays apart with a doubt for each.
- A bare title that nobody is known to have issued is one everywhere, unless each place makes its own such text
  (实施意见, 工作方案, 通知): then it is one in each region.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from graph.identity.clusters import Clusters, Doubt, Unit, numbers_conflict
from graph.titles import (
    is_decision,
    is_generic,
    is_self_located,
    is_statute,
    is_subordinate,
    place_codes,
    places_agree,
    title_issuer,
    title_key,
)
from ingest.dates import is_iso_date

_SHOWN = 10
_OFFICE = re.compile(r"(?:(?<=人民政府)|(?<=委员会)|(?<=国务院))办公(?:厅|室)$")


def join_policies(clusters: Clusters) -> list[Doubt]:
    """Joins policies of one title and gives the doubts that remain."""
    by_title: dict[str, list[Unit]] = {}
    for unit in clusters.units.values():
        for title in sorted({title_key(name) for name in unit.names if not is_generic(name)}):
            by_title.setdefault(title, []).append(unit)
    return [doubt for _, units in sorted(by_title.items()) for doubt in _join_title(clusters, units)]


def _join_title(clusters: Clusters, units: Sequence[Unit]) -> list[Doubt]:
    if any(is_statute(unit.name) for unit in units):
        for unit in units[1:]:
            clusters.join(units[0].id, unit.id)
        return []
    known = [unit for unit in units if _issuers(clusters, unit) or unit.numbers]
    _join_known(clusters, known)
    firsts = clusters.first_of_each(known)
    doubts = [
        Doubt(first.id, other.id, "标题相同，发文机关写法不同")
        for place, other in enumerate(firsts[:_SHOWN])
        for first in firsts[:place]
        if _agree(clusters, first, other) and _one_place(clusters, first, other)
    ]
    homeless: list[Unit] = []
    for unit in (unit for unit in units if unit not in known):
        fitting = [first for first in firsts if _place_fits(clusters, first, unit)]
        if len(fitting) == 1:
            clusters.join(fitting[0].id, unit.id)
            continue
        homeless.append(unit)
        if is_decision(unit.name):  # without its day nothing tells which of many
            continue
        doubts += [Doubt(f.id, unit.id, "标题相同，此处未写明发文机关") for f in (fitting or firsts)[:_SHOWN]]
    _join_bare(clusters, homeless, alone=not firsts)
    return [doubt for doubt in doubts if not clusters.together(doubt.first, doubt.second)]


def _join_known(clusters: Clusters, known: Sequence[Unit]) -> None:
    issued = [unit for unit in known if _issuers(clusters, unit)]
    for index, unit in enumerate(issued):
        for other in issued[:index]:
            if _agree(clusters, unit, other) and _principals(clusters, unit) & _principals(clusters, other):
                clusters.join(other.id, unit.id)
    unissued = [unit for unit in known if not _issuers(clusters, unit)]
    for index, unit in enumerate(unissued):
        agreeing = (other for other in issued if _agree(clusters, unit, other) and _told_apart(clusters, other, unit))
        fitting = clusters.first_of_each(agreeing)
        if len(fitting) == 1:
            clusters.join(fitting[0].id, unit.id)
        for other in unissued[:index] if not fitting else ():
            if _agree(clusters, unit, other) and _letters_agree(unit, other):
                clusters.join(other.id, unit.id)


def _told_apart(clusters: Clusters, issued: Unit, unit: Unit) -> bool:
    """Whether a number suffices to find the one meant among texts of a title; a day needs a place that fits."""
    return not any(map(is_iso_date, unit.numbers)) or _place_fits(clusters, issued, unit)


def _letters_agree(first: Unit, second: Unit) -> bool:
    """Whether two 发文字号 begin alike, or one stands at the end of the other (见工信部联企业〔2011〕300号).

    A decision's day has no letters: the documents' places must be of one line of administration.
    """
    if any(map(is_iso_date, first.numbers | second.numbers)):
        places = [frozenset[str]().union(*map(place_codes, unit.regions)) for unit in (first, second)]
        return places_agree(*places)
    return any(a[:2] == b[:2] or a.endswith(b) or b.endswith(a) for a in first.numbers for b in second.numbers)


def _agree(clusters: Clusters, first: Unit, second: Unit) -> bool:
    return not numbers_conflict(clusters.members(first.id), clusters.members(second.id))


def _issuers(clusters: Clusters, unit: Unit) -> set[str]:
    """Names of those known to have issued it, by a link or by the title itself."""
    members = clusters.members(unit.id)
    linked = {name for member in members for name in member.issuers.values()}
    return linked or {issuer for member in members for name in member.names if (issuer := title_issuer(name))}


def _principals(clusters: Clusters, unit: Unit) -> set[str]:
    """The issuers, a government or committee in place of the office that issues for it."""
    return {_OFFICE.sub("", name) for name in _issuers(clusters, unit)}


def _one_place(clusters: Clusters, first: Unit, second: Unit) -> bool:
    """Whether some issuers of the two are of one place, or both of the centre: those of two levels are two policies."""
    places = [{place_codes(name) for name in _issuers(clusters, unit)} for unit in (first, second)]
    return bool(places[0] & places[1])


def _place_fits(clusters: Clusters, known: Unit, bare: Unit) -> bool:
    issuers = _issuers(clusters, known)
    homes = [place_codes(region) for region in bare.regions] or [frozenset()]
    return not issuers or any(places_agree(place_codes(name), home) for name in issuers for home in homes)


def _join_bare(clusters: Clusters, bare: Sequence[Unit], alone: bool) -> None:
    first_in: dict[tuple[str, ...], str] = {}
    for unit in bare:
        everywhere = alone and (is_self_located(unit.name) or not is_subordinate(unit.name))
        place = () if everywhere else tuple(sorted(unit.regions))
        clusters.join(first_in.setdefault(place, unit.id), unit.id)
