"""gazetteer/initiative.toml: the words that tell a named initiative from a slogan or an ordinary word."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

from graph.extraction.body_tables import any_of


@dataclass(frozen=True, slots=True)
class HeadRule:
    """What an unquoted name with one of these heads must show. min: characters before the head."""

    heads: tuple[str, ...]
    min: int
    verbs: bool = False
    region: bool = False
    carried: bool = False
    launched: bool = False


@dataclass(frozen=True, slots=True)
class InitiativeTable:
    """The table. Word lists that serve as alternatives are sorted longest first."""

    quoted_heads: tuple[str, ...]
    quoted_weak_heads: tuple[str, ...]
    counted_heads: tuple[str, ...]
    manner_heads: tuple[str, ...]
    carrying_verbs: tuple[str, ...]
    building_verbs: tuple[str, ...]
    using_verbs: tuple[str, ...]
    self_heads: tuple[str, ...]
    not_after: tuple[str, ...]
    not_before: tuple[str, ...]
    not_before_headless: tuple[str, ...]
    not_names: frozenset[str]
    terms: frozenset[str]
    founding_verbs: tuple[str, ...]
    service_ends: tuple[str, ...]
    service_verbs: tuple[str, ...]
    not_counted_ends: tuple[str, ...]
    left_words: tuple[str, ...]
    left_cuts: tuple[str, ...]
    left_soft_cuts: tuple[str, ...]
    left_uncut: tuple[str, ...]
    generic_before: frozenset[str]
    generic_alone: frozenset[str]
    generic_after: tuple[str, ...]
    sectors: tuple[str, ...]
    works: re.Pattern[str]
    """Ends of modifiers that make construction works of a 工程."""
    rules: tuple[HeadRule, ...]
    short_forms: dict[str, re.Pattern[str]]
    """Official name -> pattern of a short form that is too short for `known`."""
    known: dict[str, str]
    """Printed form without quotation marks -> official name."""


@lru_cache(maxsize=1)
def initiative_table() -> InitiativeTable:
    """The table, read once."""
    raw = tomllib.loads(files("graph").joinpath("gazetteer/initiative.toml").read_text(encoding="utf8"))
    words = {name: longest_first(raw[name]) for name in raw if isinstance(raw[name], list) and name != "unquoted"}
    return InitiativeTable(
        **{name: words[name] for name in _PLAIN},
        not_names=frozenset(raw["not_names"]),
        terms=frozenset(raw["terms"]),
        generic_before=frozenset(raw["generic_before"]["words"]),
        generic_alone=frozenset(raw["generic_before"]["alone"]),
        generic_after=longest_first(raw["generic_before"]["after"]),
        sectors=longest_first(raw["sectors"]["words"]),
        works=re.compile(rf"(?:{any_of(raw['works']['words'])})$"),
        rules=tuple(HeadRule(**{**rule, "heads": longest_first(rule["heads"])}) for rule in raw["unquoted"]),
        short_forms={name: re.compile(pattern) for name, pattern in raw["short_forms"].items()},
        known={
            bare(form): name for name, forms in raw["known"].items() for form in (*forms, name) if len(bare(form)) >= 3
        }
        | {name: f"“{name}”" for name in raw["brands"]["names"] if len(name) >= 3},
    )


_PLAIN = (
    "quoted_heads",
    "quoted_weak_heads",
    "counted_heads",
    "manner_heads",
    "carrying_verbs",
    "building_verbs",
    "using_verbs",
    "founding_verbs",
    "service_ends",
    "service_verbs",
    "self_heads",
    "not_after",
    "not_before",
    "not_before_headless",
    "not_counted_ends",
    "left_words",
    "left_cuts",
    "left_soft_cuts",
    "left_uncut",
)
_MARKS = re.compile(r"[“”\"‘’'「」\s]+")


def bare(name: str) -> str:
    """A name without quotation marks and white space: what its printings share."""
    return _MARKS.sub("", name)


def longest_first(words: list[str]) -> tuple[str, ...]:
    """The words, each once, longest first, so that an alternation of them takes the longest."""
    return tuple(sorted(set(words), key=lambda word: (-len(word), word)))


def alternatives(words: tuple[str, ...]) -> str:
    """The words as a regex alternation, of two that begin alike the longer one first."""
    return any_of(words)
