"""What the rules for links of policies share: the part's mentions by kind, its own policy, and cue words."""

from __future__ import annotations

import tomllib
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from operator import attrgetter

from graph.elements import BODIES, Kind
from graph.extraction.policies.own import policy_of_part
from graph.extraction.scope import Mention, Scope
from ingest.document import Genre, Span

_START = attrgetter("start")


@lru_cache(maxsize=1)
def policy_cues() -> dict[str, tuple[str, ...]]:
    """gazetteer/cues_policy.toml, each list longest first; read once."""
    raw = tomllib.loads(files("graph").joinpath("gazetteer/cues_policy.toml").read_text(encoding="utf8"))
    return {name: tuple(sorted(words, key=lambda word: (-len(word), word))) for name, words in raw.items()}


@dataclass(frozen=True, slots=True)
class PolicyContext:
    """One part under the rules. `policies`, `bodies` and `initiatives` are sorted by start."""

    scope: Scope
    sentences: Sequence[Span]
    own: Mention | None
    policies: tuple[Mention, ...]
    bodies: tuple[Mention, ...]
    initiatives: tuple[Mention, ...]
    regions: tuple[Mention, ...] = ()

    @property
    def text(self) -> str:
        return self.scope.text

    def sentence_at(self, offset: int) -> Span:
        """Sentence that holds the offset, else an empty span there."""
        index = bisect_right(self.sentences, offset, key=_START) - 1
        if index >= 0 and offset < self.sentences[index].end:
            return self.sentences[index]
        return Span(offset, offset)

    def is_own(self, mention: Mention) -> bool:
        return self.own is not None and mention.key == self.own.key

    @property
    def subject(self) -> Mention | None:
        """The policy that an interpretation is about: the one that its title names. None for other documents."""
        title = self.scope.document.header.title
        if self.own is not None or title is None or self.scope.document.genre is not Genre.INTERPRETATION:
            return None
        return next(iter(self.policies_in(title.start, title.end)), None)

    def policies_in(self, start: int, end: int) -> tuple[Mention, ...]:
        return _inside(self.policies, start, end)

    def agents_in(self, start: int, end: int) -> tuple[Mention, ...]:
        """Bodies and regions."""
        return (*self.bodies_in(start, end), *_inside(self.regions, start, end))

    def bodies_in(self, start: int, end: int) -> tuple[Mention, ...]:
        return _inside(self.bodies, start, end)


def policy_context(scope: Scope, sentences: Sequence[Span]) -> PolicyContext:
    """The context of a part whose mentions are complete."""

    def kind(*kinds: Kind) -> tuple[Mention, ...]:
        return tuple(mention for mention in scope.mentions if mention.kind in kinds)

    own = policy_of_part(scope)
    policies, bodies, initiatives = kind(Kind.POLICY), _outermost(kind(*BODIES)), kind(Kind.INITIATIVE)
    return PolicyContext(scope, sentences, own, policies, bodies, initiatives, kind(Kind.REGION))


def _outermost(bodies: Sequence[Mention]) -> tuple[Mention, ...]:
    """Without those inside the name of another: a group's office (协调小组办公室) issues, not the group."""
    kept: list[Mention] = []
    for body in sorted(bodies, key=lambda body: (body.start, -body.end)):
        if not kept or body.end > kept[-1].end:
            kept.append(body)
    return tuple(kept)


def _inside(mentions: tuple[Mention, ...], start: int, end: int) -> tuple[Mention, ...]:
    first = bisect_left(mentions, start, key=_START)
    last = bisect_left(mentions, end, first, key=_START)
    return tuple([mention for mention in mentions[first:last] if mention.end <= end]) if first < last else ()


_STOPS = "，。；：！？\n"


def clause_around(text: str, start: int, end: int, limit: Span) -> Span:
    """The clause that holds [start, end), inside `limit`."""
    left, right = limit.start, max(limit.end, end)
    for stop in _STOPS:
        left = max(left, text.rfind(stop, left, start) + 1)
        at = text.find(stop, end, right)
        right = at if at >= 0 else right
    return Span(left, right)
