"""Shortest paths by breadth-first search from both ends, a level at a time."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from typing import NamedTuple


class Step(NamedTuple):
    """One link as a way between its ends, open in both directions."""

    link: str
    head: str
    tail: str


_Trace = dict[str, Step | None]
"""Reached node -> the step by which it was reached; None for the side's own end."""


class PathFinder:
    """Searches with `steps(nodes)`, which gives all links at any of the nodes, in any order; the least link stands."""

    def __init__(self, steps: Callable[[Collection[str]], Iterable[Step]]) -> None:
        self._steps = steps

    def find(self, start: str, end: str, longest: int) -> list[str]:
        """Links of one shortest path from start to end, at most `longest`; empty when there is none or start is end."""
        if start == end:
            return []
        sides: tuple[_Trace, _Trace] = ({start: None}, {end: None})
        frontiers = [{start}, {end}]
        for _ in range(longest):
            side = 0 if len(frontiers[0]) <= len(frontiers[1]) else 1
            frontiers[side] = self._widen(frontiers[side], sides[side])
            if not frontiers[side]:
                return []
            if met := sides[0].keys() & frontiers[side] & sides[1].keys():
                node = min(met)
                return _walk(sides[0], node)[::-1] + _walk(sides[1], node)
        return []

    def _widen(self, frontier: set[str], trace: _Trace) -> set[str]:
        reached: dict[str, Step] = {}
        for step in self._steps(frontier):
            for here, there in ((step.head, step.tail), (step.tail, step.head)):
                if here in frontier and there not in trace and (there not in reached or step < reached[there]):
                    reached[there] = step
        trace.update(reached)
        return set(reached)


def _walk(trace: _Trace, node: str) -> list[str]:
    """Links from the node back to the side's own end."""
    links = []
    while step := trace[node]:
        links.append(step.link)
        node = step.head if step.tail == node else step.tail
    return links
