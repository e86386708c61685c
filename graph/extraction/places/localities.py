"""Places below towns and beside divisions: villages, communities, scenic areas, quarters, by their last word."""

from __future__ import annotations

import re
from collections.abc import Iterator

from graph.elements import Kind
from graph.extraction.body_tables import heads_followed, read_table
from graph.extraction.boundary import has_proper_part, is_common, left_edge
from graph.extraction.places.around import Places
from graph.extraction.scope import Mention, Scope
from graph.extraction.word_pattern import WordPattern

_TABLE = read_table("regions.toml")["localities"]
_HEAD = WordPattern(heads_followed(_TABLE["heads"]))
_NOT_ONE = re.compile("|".join(_TABLE["not_one"]))
_SITED = tuple("在到于进至")
_STEM = re.compile(r"[一-鿿]{2,4}")


def find_localities(scope: Scope, places: Places) -> Iterator[Mention]:
    """红光村, 洪崖洞景区: a proper stem of two to four characters between an edge or a place and such a word.

    A place before it, 在 or 到, or a second place in the text tells that it is a name.
    """
    text, floor = scope.text, scope.part.start
    for match in _HEAD.finditer(text, floor, scope.part.end):
        edge = left_edge(text, match.start(), floor)
        inside = places.between(edge.start, match.end())
        if inside and inside[-1].end == match.end():
            continue
        before = [hit for hit in inside if hit.end <= match.start()]
        start = before[-1].end if before else edge.start
        stem = text[start : match.start()]
        if not (edge.sure or before) or not _STEM.fullmatch(stem) or _NOT_ONE.search(stem):
            continue
        name = stem + match.group()
        told = before or text.startswith(_SITED, start - 1) or text.count(name) > 1
        if told and has_proper_part(stem) and not is_common(stem):
            yield Mention(Kind.REGION, start, match.end(), name, "region-locality", 0.75)
