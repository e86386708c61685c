"""Neighbourhoods read node by node in index order, so that a hub costs no more than what is asked for."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from itertools import chain, islice

from graph.elements import LinkKind
from graph.reach import reach
from graph.tables import listed
from ingest.ledger import Reader, Row

HUB = 32
"""Links at one end of a node from which on they are not all read to find those inside a neighbourhood."""

_SIDES = (
    (
        "SELECT tail, id FROM graph_edge WHERE head = ? ORDER BY kind, tail",
        "SELECT tail, id FROM graph_edge WHERE head = ? AND kind = ? ORDER BY tail",
    ),
    (
        "SELECT head, id FROM graph_edge WHERE tail = ? ORDER BY kind, head",
        "SELECT head, id FROM graph_edge WHERE tail = ? AND kind = ? ORDER BY head",
    ),
)
"""For links out and in: all of them, and those of one kind. The tables' indexes give these orders without a sort."""
_BETWEEN = """
SELECT id FROM graph_edge WHERE head = ? AND kind IN (SELECT value FROM json_each(?))
AND tail IN (SELECT value FROM json_each(?))
"""


class Expansion:
    """Grows a set of nodes from a centre over links of some kinds (None: all)."""

    def __init__(self, reader: Reader, kinds: Collection[LinkKind] | None) -> None:
        self._reader = reader
        self._kinds = None if kinds is None else sorted(map(str, kinds))

    def reach(self, center: str, hops: int, limit: int) -> tuple[list[str], bool]:
        """As `graph.reach.reach`."""
        return reach(center, hops, limit, lambda nodes: (links for node in nodes for links in self._links(node)))

    def edges_among(self, nodes: Sequence[str]) -> list[str]:
        """Ids of the links with both ends among the nodes.

        A node's links are read while they are few; only between two hubs is each link looked up.
        """
        inside = set(nodes)
        edges: set[str] = set()
        hubs: dict[str, None] = {}
        for node in nodes:
            for links in self._links(node):
                near = list(islice(links, HUB + 1))
                edges.update(edge for other, edge in near if other in inside)
                if len(near) > HUB:
                    hubs[node] = None
        kinds = listed(LinkKind if self._kinds is None else self._kinds)
        for hub in hubs:
            edges.update(edge for (edge,) in self._reader.execute(_BETWEEN, (hub, kinds, listed(hubs))))
        return sorted(edges)

    def _links(self, node: str) -> tuple[Iterator[Row], Iterator[Row]]:
        """(other end, link) of the links out of and into a node, read as they are taken."""
        out, into = (self._side(node, every, of_kind) for every, of_kind in _SIDES)
        return out, into

    def _side(self, node: str, every: str, of_kind: str) -> Iterator[Row]:
        if self._kinds is None:
            return self._reader.execute(every, (node,))
        return chain.from_iterable(self._reader.execute(of_kind, (node, kind)) for kind in self._kinds)
