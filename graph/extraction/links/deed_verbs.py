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


# 应急, 供应, 要求, 主要: no plan; 企业可通过“某某”平台申请: what is open to use is there already.
_NO_MODAL = (
    r"应[对急邀聘届用]|(?<=[供相反适响回效对])应|要[求点素件]|(?<=[主重必首简])要|需求"
    r"|可以?(?:通过|登[录陆]|关注|拨打|申请|享受|选择|在)"
)


def is_ahead(text: str, at: int, until: int) -> bool:
    """Whether 将, 要, 拟 … makes a plan or wish of what is said from `at` on, at most six characters behind it."""
    return _modal().match(text, at, until) is not None


@cache
def _modal() -> re.Pattern[str]:
    return re.compile(rf"[^，；：。]{{0,6}}?(?!{_NO_MODAL})(?:{deeds().planned.pattern})")


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
