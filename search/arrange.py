"""The order in which hits are shown: near copies left out, no document crowding out the rest."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from search.exact import Ranked
from search.terms import compact

_SAME = 0.9
"""Share of common pairs of characters from which two passages say the same (Jaccard)."""

_Pairs = frozenset[tuple[str, str]]


def arrange(ranked: Sequence[Ranked], k: int, grouped: bool) -> list[Ranked]:
    """The best k. grouped: for a reader; else (runs that are scored) every passage stands at its own place.

    For a reader one document takes at most half of the k places, but at least 3, while others have a hit.
    """
    if not grouped:
        return list(ranked[:k])
    return _without_copies(_spread(ranked, max(3, k // 2)), k)


def _spread(ranked: Sequence[Ranked], most: int) -> list[Ranked]:
    seen: Counter[str] = Counter()
    first: list[Ranked] = []
    crowding: list[Ranked] = []
    for hit in ranked:
        seen[hit.candidate.document] += 1
        (first if seen[hit.candidate.document] <= most else crowding).append(hit)
    return first + crowding


def _without_copies(ranked: Sequence[Ranked], k: int) -> list[Ranked]:
    """Passages that repeat a better one of another document are left out."""
    kept: list[Ranked] = []
    pairs: list[_Pairs] = []
    for hit in ranked:
        if len(kept) == k:
            break
        own = frozenset(pairwise(compact(hit.candidate.body)))
        if not any(
            _alike(own, other) and hit.candidate.document != better.candidate.document
            for other, better in zip(pairs, kept, strict=True)
        ):
            kept.append(hit)
            pairs.append(own)
    return kept


def _alike(one: _Pairs, other: _Pairs) -> bool:
    shorter, longer = sorted((len(one), len(other)))
    return longer > 0 and shorter >= _SAME * longer and len(one & other) >= _SAME * len(one | other)
