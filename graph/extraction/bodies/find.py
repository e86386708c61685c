"""A body as a grammar finds it, before it becomes a mention."""

from __future__ import annotations

from dataclasses import dataclass

from graph.elements import Kind
from graph.extraction.scope import Region


@dataclass(frozen=True, slots=True)
class BodyFind:
    """A body's printed name at [start, end) and its canonical name.

    region: the place in its name, for enumerations that share it. aliases: customary forms beside the printed one.
    weight: 2 from a gazetteer, 1 by structure, 0 with a guessed left end.
    """

    start: int
    end: int
    name: str
    kind: Kind
    rule: str
    region: Region | None = None
    aliases: tuple[str, ...] = ()
    weight: int = 1


def longest_first(finds: list[BodyFind]) -> list[BodyFind]:
    """Finds without overlaps, sorted by start; of two that meet the longer one stands, else the earlier found.

    Of two that end together a surer one stands before a longer one, whose left end may be a guess.
    """
    taken: list[BodyFind] = []
    for find in sorted(finds, key=lambda f: (f.start, f.start - f.end)):
        while taken and find.start < taken[-1].end and _beats(find, taken[-1]):
            taken.pop()
        if not taken or find.start >= taken[-1].end:
            taken.append(find)
    return taken


def _beats(find: BodyFind, other: BodyFind) -> bool:
    if find.end == other.end and find.weight != other.weight:
        return find.weight > other.weight
    return find.end - find.start > other.end - other.start
