"""A body as a grammar finds it, before it becomes a mention."""

from __future__ import annotations

from dataclasses import dataclass

from graph.elements import Kind
from graph.extraction.scope import Region


@dataclass(frozen=True, slots=True)
class BodyFind:
    """A body's printed name at [start, end) and its canonical name.

    region: the place in its name, for enumerations that share it. aliases: customary forms beside the printed one.
    """

    start: int
    end: int
    name: str
    kind: Kind
    rule: str
    region: Region | None = None
    aliases: tuple[str, ...] = ()


def longest_first(finds: list[BodyFind]) -> list[BodyFind]:
    """Finds without overlaps, sorted by start; of two that meet the longer one stands, else the earlier found."""
    taken: list[BodyFind] = []
    for find in sorted(finds, key=lambda f: (f.start, f.start - f.end)):
        if taken and find.start < taken[-1].end:
            if find.end - find.start > taken[-1].end - taken[-1].start:
                taken[-1] = find
            continue
        taken.append(find)
    return taken
