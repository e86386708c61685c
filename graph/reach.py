"""Which nodes a neighbourhood takes in, the same on every store."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator, Sequence

Near = Iterator[Sequence[str]]
"""(other end, link) of one node's links in one direction, by kind, then other end."""


def reach(
    center: str, hops: int, limit: int, near: Callable[[Sequence[str]], Iterator[Near]]
) -> tuple[list[str], bool]:
    """The nearest nodes, the centre first, at most `limit`, and whether there are more within the hops.

    near: for each node of a level its links out, then its links in. A level that does not fit is filled from its nodes
    in turn, so that no hub crowds out the others' neighbours.
    """
    found = dict.fromkeys([center])
    frontier = [center]
    for _ in range(hops):
        fresh: dict[str, None] = {}
        for node in _in_turn(near(frontier)):
            if node not in found and node not in fresh:
                if len(found) + len(fresh) == limit:
                    return [*found, *fresh], True
                fresh[node] = None
        found |= fresh
        frontier = list(fresh)
    return list(found), False


def _in_turn(lists: Iterator[Near]) -> Iterator[str]:
    waiting = deque(lists)
    while waiting:
        links = waiting.popleft()
        if step := next(links, None):
            yield step[0]
            waiting.append(links)
