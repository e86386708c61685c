"""The order in which hits are shown: near copies left out, no policy or document crowding out the rest."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from search.ranking.exact import Ranked
from search.wording.terms import compact

_SAME = 0.9
"""Share of common pairs of characters from which two passages say the same (Jaccard)."""
_FIGURE = re.compile(r"\d+(?:\.\d+)?")

Better = Callable[[str, str], bool]
"""Whether the first of two documents is the better one to show, of the same text."""


@dataclass(frozen=True, slots=True)
class Arranged:
    """hits: best first. copies: by passage shown, documents of which a passage was left out that says the same."""

    hits: tuple[Ranked, ...]
    copies: Mapping[str, tuple[str, ...]]


def arrange(ranked: Sequence[Ranked], total: int, page: int, groups: Mapping[str, str], better: Better) -> Arranged:
    """The best `total`. One group takes at most half of a page, but at least 3 places, while others have a hit.

    groups: what each document counts as, its policy or itself.
    """
    kept: list[_Kept] = []
    shown: dict[str, set[str]] = defaultdict(set)  # documents by group
    for hit in _spread(ranked, max(3, page // 2), groups):
        document = hit.candidate.document
        group = groups[document]
        if len(kept) == total and shown[group] <= {document}:
            continue  # it could only be told as another printing of what is shown
        own = _Kept(hit, group, _Said.of(hit.candidate.body))
        same = next((at for at, other in enumerate(kept) if own.repeats(other)), None)
        if same is not None:
            kept[same] = kept[same].with_copy(own, better)
        elif len(kept) < total:
            kept.append(own)
            shown[group].add(document)
    return Arranged(
        tuple(one.hit for one in kept), {one.hit.candidate.passage: one.copies for one in kept if one.copies}
    )


def _spread(ranked: Sequence[Ranked], most: int, groups: Mapping[str, str]) -> list[Ranked]:
    seen: Counter[str] = Counter()
    first: list[Ranked] = []
    crowding: list[Ranked] = []
    for hit in ranked:
        group = groups[hit.candidate.document]
        seen[group] += 1
        (first if seen[group] <= most else crowding).append(hit)
    return first + crowding


@dataclass(frozen=True, slots=True)
class _Said:
    """What a passage says, for comparing: pairs of characters and figures."""

    pairs: frozenset[tuple[str, str]]
    figures: frozenset[str]

    @classmethod
    def of(cls, body: str) -> _Said:
        return cls(frozenset(pairwise(compact(body))), frozenset(_FIGURE.findall(body)))

    def is_like(self, other: _Said) -> bool:
        """Whether both say the same, figures included: the next year's notice is no copy."""
        one, two = len(self.pairs), len(other.pairs)
        if not one or not _SAME * one <= two <= one / _SAME or self.figures != other.figures:
            return False
        common = len(self.pairs & other.pairs)
        return common >= _SAME * (one + two - common)

    def is_within(self, other: _Said) -> bool:
        """Whether one of them holds the other, but for little, and all of its figures."""
        shorter, longer = sorted((self, other), key=lambda said: len(said.pairs))
        if not shorter.pairs or not shorter.figures <= longer.figures:
            return False
        return len(shorter.pairs & longer.pairs) >= _SAME * len(shorter.pairs)


@dataclass(frozen=True, slots=True)
class _Kept:
    hit: Ranked
    group: str
    said: _Said
    copies: tuple[str, ...] = ()

    def repeats(self, other: _Kept) -> bool:
        """Of another printing of the same policy it is enough that one passage holds the other."""
        if self.hit.candidate.document == other.hit.candidate.document:
            return False
        return self.said.is_like(other.said) or (self.group == other.group and self.said.is_within(other.said))

    def with_copy(self, copy: _Kept, better: Better) -> _Kept:
        """This one, or the copy in its place and with its score, where the copy's document is the better one."""
        shown, left = self.hit.candidate.document, copy.hit.candidate.document
        if self.group == copy.group and left not in self.copies and better(left, shown):
            told = (shown, *self.copies)
            return replace(copy, hit=replace(copy.hit, score=self.hit.score), copies=told)
        return replace(self, copies=tuple(dict.fromkeys((*self.copies, left))))
