"""The order in which hits are shown: near copies left out, no document crowding out the rest."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from search.exact import Ranked
from search.terms import cut

_CROWD = 3
"""Passages of one document after which further ones make room."""
_STEP = 0.9
"""What the score of each further one is multiplied by."""
_SAME = 0.9
"""Share of common bigrams from which two passages say the same (Jaccard)."""


def arrange(ranked: Sequence[Ranked], k: int, grouped: bool) -> list[Ranked]:
    """The best k. grouped: for a reader; else (runs that are scored) every passage stands at its own score."""
    if not grouped:
        return list(ranked[:k])
    return _without_copies(_spread(ranked), k)


def _spread(ranked: Sequence[Ranked]) -> list[Ranked]:
    if len({hit.candidate.document for hit in ranked}) == 1:
        return list(ranked)
    seen: Counter[str] = Counter()
    spread: list[Ranked] = []
    for hit in ranked:
        seen[hit.candidate.document] += 1
        crowding = max(0, seen[hit.candidate.document] - _CROWD)
        spread.append(Ranked(hit.candidate, hit.score * _STEP**crowding) if crowding else hit)
    return sorted(spread, key=lambda hit: -hit.score)


def _without_copies(ranked: Sequence[Ranked], k: int) -> list[Ranked]:
    """Passages that repeat a better one of another document are left out."""
    kept: list[Ranked] = []
    bigrams: list[frozenset[str]] = []
    for hit in ranked:
        if len(kept) == k:
            break
        own = frozenset(cut(hit.candidate.body))
        if not any(
            _alike(own, other) and hit.candidate.document != better.candidate.document
            for other, better in zip(bigrams, kept, strict=True)
        ):
            kept.append(hit)
            bigrams.append(own)
    return kept


def _alike(one: frozenset[str], other: frozenset[str]) -> bool:
    shorter, longer = sorted((len(one), len(other)))
    return longer > 0 and shorter >= _SAME * longer and len(one & other) >= _SAME * len(one | other)
