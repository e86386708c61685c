"""Who carries out an initiative, weighed: a logistic regression over what is seen of each body or place near it.

What a rule finds that is often wrong stands unless the weights speak against it; where no rule finds anybody in a text
that tells of deeds, the likeliest is taken if it is likely enough. The weights stand in gazetteer/deed_weights.tsv,
written by benchmarks/train_deeds.py.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence, Set
from dataclasses import dataclass
from functools import cache

from graph.elements import LinkKind
from graph.extraction.body_tables import read_table
from graph.extraction.found import FoundLink
from graph.extraction.links.deed_measures import measures
from graph.extraction.links.deed_pairs import DeedPairs, Pair
from graph.extraction.links.deed_verbs import is_ahead
from graph.extraction.scope import Mention
from graph.extraction.weights import Weights, read_weights


@dataclass(frozen=True, slots=True)
class _Model:
    """keeps, finds: the least probability of what a doubted rule finds and of what none does.

    refused: measures, unsure: rules of initiatives, with which none is found that no rule finds.
    """

    keeps: float
    finds: float
    doubted: frozenset[str]
    refused: frozenset[str]
    unsure: frozenset[str]
    weights: Weights


def weighed(pairs: DeedPairs, told: Sequence[FoundLink]) -> Iterator[FoundLink]:
    """CARRIES_OUT links of a part. told: what the rules find."""
    model = _model()
    doubted = {(link.head.name, link.tail.name) for link in told if _is_doubted(link)}
    chances = _chances(pairs, doubted)
    for link in told:
        chance = chances.get((link.head.name, link.tail.name), 1.0)
        if chance >= model.keeps or not _is_doubted(link):
            yield link
    if pairs.is_told:
        yield from _found(pairs, {link.tail.name for link in told})


def _is_doubted(link: FoundLink) -> bool:
    return link.rule in _model().doubted


def _chances(pairs: DeedPairs, wanted: Set[tuple[str, str]]) -> dict[tuple[str, str], float]:
    """The probability of each of the wanted pairs of names, that of the first place where it is likely enough."""
    keeps, chances = _model().keeps, dict[tuple[str, str], float]()
    agents, initiatives = {agent for agent, _ in wanted}, {initiative for _, initiative in wanted}
    for pair in pairs.of((one for one in pairs.initiatives.all if one.name in initiatives), agents):
        names = pair.agent.name, pair.telling.initiative.name
        if names in wanted and chances.get(names, 0.0) < keeps:
            chances[names] = max(chances.get(names, 0.0), probability(measures(pairs, pair)))
    return chances


def _found(pairs: DeedPairs, told: Set[str]) -> Iterator[FoundLink]:
    """The likeliest agent of each initiative of which no rule tells any."""
    model = _model()
    sure = {one.name for one in pairs.initiatives.all if one.rule not in model.unsure} - told
    best: dict[str, tuple[float, Pair]] = {}
    for pair in pairs.of(one for one in pairs.initiatives.all if one.name in sure):
        seen = _unrefused(measures(pairs, pair))
        if seen:
            chance, name = probability(seen), pair.telling.initiative.name
            if chance >= model.finds and (name not in best or chance > best[name][0]):
                best[name] = chance, pair
    for chance, pair in best.values():
        yield _link(pairs, pair, chance)


def _unrefused(seen: Iterable[str]) -> list[str]:
    """The measures, none as soon as one is refused."""
    held, refused = list[str](), _model().refused
    for measure in seen:
        if measure in refused:
            return []
        held.append(measure)
    return held


def probability(seen: Iterable[str]) -> float:
    """That an agent carries out an initiative of whom these measures hold, in [0, 1]."""
    return _model().weights.probability(set(seen))


def _link(pairs: DeedPairs, pair: Pair, chance: float) -> FoundLink:
    telling = pair.telling
    initiative: Mention = telling.initiative
    start, end = (telling.clause if pair.back else min(pair.agent.start, initiative.start)), initiative.end
    end = end if pair.back else max(end, pair.agent.end)
    places = {telling.clause} if pair.back or pair.agent.start > initiative.start else {telling.clause, pair.agent.end}
    is_planned = any(is_ahead(pairs.text, at, telling.row.start) for at in places)
    attrs = {"status": "planned"} if is_planned else {}
    return FoundLink(LinkKind.CARRIES_OUT, pair.agent, initiative, start, end, "deed-weighed", round(chance, 2), attrs)


@cache
def _model() -> _Model:
    table = read_table("deeds.toml")["weighed"]
    doubted, refused, unsure = (frozenset(table[name]) for name in ("doubted", "refused", "unsure"))
    return _Model(
        float(table["keeps"]), float(table["finds"]), doubted, refused, unsure, read_weights("deed_weights.tsv")
    )
