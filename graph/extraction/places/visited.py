"""Provinces that only a letter behind a verb of motion names."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from graph.extraction.body_tables import read_table
from graph.extraction.places.around import PlaceHit
from graph.extraction.places.divisions import load_divisions


@cache
def _visited_pattern() -> re.Pattern[str]:
    table = read_table("regions.toml")["visited"]
    return re.compile(rf"(?<=[{table['verbs']}])[{table['letters']}](?![{table['not_before']}])")


def find_visited(text: str, start: int, end: int) -> Iterator[PlaceHit]:
    """Provinces named by their letter behind a verb of motion: 来京人员, 返沪员工."""
    for match in _visited_pattern().finditer(text, start, end):
        yield PlaceHit(match.start(), match.end(), load_divisions().letters[match.group()], False, False)
