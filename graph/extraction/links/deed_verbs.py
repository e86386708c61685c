"""Tables of the verbs that tie bodies and people to initiatives and meetings."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from functools import cache
from importlib import resources
from typing import NamedTuple

from graph.extraction.body_tables import any_of


class Deeds(NamedTuple):
    """Patterns over graph/gazetteer/deeds.toml, each an alternation without groups, longest word first."""

    carries_out: re.Pattern[str]
    planned: re.Pattern[str]
    says: re.Pattern[str]
    attends: re.Pattern[str]
    visits: re.Pattern[str]
    adverbs: re.Pattern[str]
    opens: re.Pattern[str]


@cache
def deeds() -> Deeds:
    """The table, read once."""
    table = tomllib.loads(resources.files("graph.gazetteer").joinpath("deeds.toml").read_text(encoding="utf-8"))
    spoken = table["spoken"]
    deed = [verb + complement for verb in spoken["verbs"] for complement in spoken["complements"]]
    table["carries_out"] += deed
    return Deeds(*(_pattern(table[name]) for name in Deeds._fields))


def _pattern(words: Iterable[str]) -> re.Pattern[str]:
    return re.compile(any_of(words))
