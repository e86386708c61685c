"""Customs houses of airports and post offices (浦东机场海关), and those of other countries (德国海关)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from graph.elements import Kind
from graph.extraction.bodies.find import BodyFind
from graph.extraction.body_tables import any_of, read_table
from graph.extraction.boundary import has_proper_part, left_edge
from graph.extraction.places.around import Places
from graph.extraction.scope import Scope

_CUSTOMS = "海关"
_HOUSE = re.compile(r"(?:国际机场|机场|国际邮局|邮局|邮递|车站|口岸|港)海关(?!总署|[特监检查])")
_ABROAD = re.compile(
    rf"(?P<country>{any_of(read_table('regions.toml')['abroad']['countries'])})[一-鿿]{{0,8}}?海关(?!总署|[特监检查])"
)
_NOT_ONE = re.compile(r"属地|各|当地|所有|相关|有关|[和与及向由从在经]")
_STEM = re.compile(r"[一-鿿]{2,8}")


def find_customs(scope: Scope, places: Places) -> Iterator[BodyFind]:
    """Houses with a place or a proper word before 机场 or 邮局, and foreign ones with their country."""
    text, floor = scope.text, scope.part.start
    if text.find(_CUSTOMS, floor, scope.part.end) < 0:
        return
    for match in _ABROAD.finditer(text, floor, scope.part.end):
        if not _NOT_ONE.search(match.group()):
            yield BodyFind(match.start(), match.end(), match.group(), Kind.AGENCY, "agency-customs")
    for match in _HOUSE.finditer(text, floor, scope.part.end):
        edge = left_edge(text, match.start(), floor)
        placed = places.between(edge.start, match.start())
        start = placed[0].start if placed else edge.start
        stem = text[start : match.start()]
        if not _STEM.fullmatch(stem) or _NOT_ONE.search(stem):
            continue
        if placed or (edge.sure and has_proper_part(stem)):
            name = stem + match.group()
            yield BodyFind(start, match.end(), name, Kind.AGENCY, "agency-customs", weight=2 if placed else 0)
