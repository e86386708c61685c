"""Initiatives without quotation marks that no rule tells: two logistic models say where they begin and if they are.

The weights stand in gazetteer/unmarked_weights.tsv, written by benchmarks/train_unmarked.py.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from graph.elements import BODIES, Kind
from graph.extraction.body_tables import read_rows, read_table
from graph.extraction.initiatives.candidates import (
    Head,
    Start,
    find_heads,
    head_measures,
    name_measures,
    start_measures,
    starts,
)
from graph.extraction.initiatives.heads import PlainName
from graph.extraction.scope import Scope
from graph.extraction.weights import logistic

RULE = "learned-head"
_BIAS = "bias"
_AS_LIKELY = 1.2
"""In log odds: a second beginning within it is given as another reading."""


@dataclass(frozen=True, slots=True)
class _Model:
    """thresholds: by class of head. least: sum of weights below which what the head shows rules a name out.

    starts: weights of beginnings.
    """

    thresholds: Mapping[str, float]
    least: float
    bias: float
    starts: Mapping[str, float]
    names: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class _Likely:
    start: int
    end: int
    chance: float
    other: int | None
    """Where else the name may well begin."""


def find_unmarked(scope: Scope, taken: Sequence[tuple[int, int]]) -> list[PlainName]:
    """Names of the part that the models find apart from the spans that are taken, in order, free of overlaps."""
    others = [(m.start, m.end) for m in scope.mentions if m.kind in BODIES or m.kind is Kind.POLICY]
    kept: list[_Likely] = []
    for one in sorted(_likely(scope, {end for _, end in taken}), key=lambda likely: -likely.chance):
        inside = any(start <= one.start and one.end <= end for start, end in others)
        if not inside and _is_free(one, [*taken, *((other.start, other.end) for other in kept)]):
            kept.append(one)
    kept.sort(key=lambda likely: likely.start)
    return [_name(scope.text, one) for one in kept]


def _name(text: str, one: _Likely) -> PlainName:
    others = () if one.other is None else (text[one.other : one.end],)
    return PlainName(one.start, one.end, text[one.start : one.end], RULE, aliases=others)


def _is_free(one: _Likely, spans: Sequence[tuple[int, int]]) -> bool:
    return all(one.end <= start or end <= one.start for start, end in spans)


def _likely(scope: Scope, ends: set[int]) -> Iterator[_Likely]:
    model = _model()
    for head in find_heads(scope):
        if head.end in ends:
            continue
        score = _sum(model.names, head_measures(scope.text, head))
        if score < model.least:
            continue
        ways = starts(scope, head)
        if not ways:
            continue
        way, measures, other = begin(scope, head, ways)
        score += model.bias + _sum(model.names, [*measures, *name_measures(scope, head, way)])
        chance = logistic(score)
        if chance >= model.thresholds[head.kind]:
            yield _Likely(way.at, head.end, chance, other)


def begin(scope: Scope, head: Head, ways: Sequence[Start]) -> tuple[Start, list[str], int | None]:
    """Where the name most likely begins, what is seen there, and the next best place if that is about as likely."""
    weights = _model().starts
    seen = [start_measures(scope, head, ways, place) for place in range(len(ways))]
    scores = [_sum(weights, measures) for measures in seen]
    first, *rest = sorted(range(len(ways)), key=lambda place: -scores[place])
    doubtful = rest and scores[rest[0]] >= scores[first] - _AS_LIKELY
    return ways[first], seen[first], ways[rest[0]].at if doubtful else None


def _sum(weights: Mapping[str, float], measures: Sequence[str]) -> float:
    return sum([weights[measure] for measure in measures if measure in weights])


@cache
def _model() -> _Model:
    table, weights = read_table("unmarked.toml"), {"start": dict[str, float](), "name": dict[str, float]()}
    for model, measure, weight in read_rows("unmarked_weights.tsv"):
        weights[model][measure] = float(weight)
    names = weights["name"]
    return _Model(table["thresholds"], table["least"], names.pop(_BIAS), weights["start"], names)
