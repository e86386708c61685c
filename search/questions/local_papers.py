"""A policy that a question tells by its place and its genre alone (江苏的实施意见, 宿州四家联合发布的通告)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from graph.elements import Entity, Kind, LinkKind
from graph.store import GraphStore
from graph.titles import place_codes

_TOLD = re.compile(
    "[省市县区州]?(?:的|那|这|[一两三四五六七八九十几]?[份个家]|联合|共同|一起|印发|发布|出台|下发|制定|了|关于)*"
    "((?:实施|指导|工作|行动|若干)?(?:意见|方案|通知|通告|公告|办法|条例|规划|决定|措施|细则|要点))"
    "(?!对|就|中|里|[要规]求)"
)
_JOINT = re.compile("[两三四五六七八九十几]家|联合|共同|一起")
_READ = 10_000
"""Policies looked through at most."""
_TRIAL = re.compile(r"[(（](?:试行|暂行|修订)[)）]$")


def local_paper(text: str, places: Iterable[tuple[Entity, int]], store: GraphStore) -> Entity | None:
    """The only policy of the genre that a body of the place issued; None where there is none or several.

    text: the question in compact form; places: regions that it names, each with the end of its name in the text.
    """
    for place, end in places:
        told = _TOLD.match(text, end)
        codes = place_codes(place.name)
        if told is None or not codes:
            continue
        least = 2 if _JOINT.search(told.group()) else 1
        found = [policy for policy in _of_genre(told[1], store) if len(_issuers(policy, codes, store)) >= least]
        return found[0] if len(found) == 1 else None
    return None


def _of_genre(genre: str, store: GraphStore) -> Iterator[Entity]:
    policies = store.list_entities(Kind.POLICY, limit=_READ)
    return (policy for policy in policies if _TRIAL.sub("", policy.name).endswith(genre))


def _issuers(policy: Entity, codes: frozenset[str], store: GraphStore) -> list[Entity]:
    """Bodies of just that place, neither above nor below it, that issued the policy."""
    issued = store.links(policy.id, [LinkKind.ISSUED], "in")
    bodies = store.entities([link.head for link in issued])
    return [body for body in bodies if place_codes(body.name) == codes]
