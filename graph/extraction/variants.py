"""Printed variants of a firm's or institution's name in a part; common nouns that an enumeration makes names."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import replace

from graph.elements import Kind
from graph.extraction.body_find import BodyFind
from graph.extraction.divisions import printed_forms
from graph.extraction.places import Places
from graph.extraction.scope import Scope

_BETWEEN = re.compile(r"(?<=、)[一-鿿]{2,8}(?:总厂|厂|职业技术学校|学校|学院|中学|医院|幼儿园)(?=[、等和与])")


def unified(finds: Iterable[BodyFind]) -> list[BodyFind]:
    """Finds whose names differ only in the form of their place bear the name that is printed most.

    云南省工商学院 once and 云南工商学院 five times are one.
    """
    finds = list(finds)
    names = Counter((find.kind, _key(find), find.name) for find in finds)
    best: dict[tuple[Kind, str], str] = {}
    for (kind, key, name), _ in sorted(names.items(), key=lambda item: (-item[1], item[0][2])):
        best.setdefault((kind, key), name)
    return [find if find.kind is Kind.AGENCY else replace(find, name=best[(find.kind, _key(find))]) for find in finds]


def _key(find: BodyFind) -> str:
    if find.region is not None:
        for form in sorted(printed_forms(find.region), key=len, reverse=True):
            if find.name.startswith(form):
                return find.region.code + find.name.removeprefix(form)
    return find.name


def enumerated_names(scope: Scope, places: Places, kept: list[BodyFind]) -> list[BodyFind]:
    """Common nouns between two names of an enumeration: 城乡供水总厂, and 职业技术学校, which is the county's."""
    starts, ends = {find.start for find in kept}, {find.end for find in kept}
    found = []
    for match in _BETWEEN.finditer(scope.text, scope.part.start, scope.part.end):
        if match.start() in starts or match.start() - 1 not in ends or match.end() + 1 not in starts:
            continue
        firm = match.group().endswith("厂")
        place = places.lowest(match.start())
        name = match.group() if firm or place is None else place.name + match.group()
        kind = Kind.ENTERPRISE if firm else Kind.INSTITUTION
        found.append(BodyFind(match.start(), match.end(), name, kind, "body-enumerated", place))
    return found
