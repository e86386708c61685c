"""The graph as a networkx graph, for algorithms and notebooks; the only module that knows networkx."""

from __future__ import annotations

import io
from collections.abc import Collection
from typing import TYPE_CHECKING, Any

from graph.elements import LinkKind
from graph.store import GraphStore

if TYPE_CHECKING:
    import networkx


def as_networkx(store: GraphStore, kinds: Collection[LinkKind] | None = None) -> networkx.MultiDiGraph[str]:
    """A MultiDiGraph of the whole store. Node attributes: kind, name, aliases and the entity's attrs.

    Edge key: the link's kind, with its post behind a colon. Edge attributes: kind, the link's attrs, and documents, the
    number of documents that support it. kinds: links of these kinds only.
    """
    import networkx as nx

    graph: networkx.MultiDiGraph[str] = nx.MultiDiGraph()
    for entity in store.all_entities():
        own: dict[str, Any] = {"kind": str(entity.kind), "name": entity.name, "aliases": list(entity.aliases)}
        graph.add_node(entity.id, **{**entity.attrs, **own})
    for link in store.all_links():
        if kinds is None or link.kind in kinds:
            key = f"{link.kind}:{link.attrs['post']}" if "post" in link.attrs else str(link.kind)
            own = {"kind": str(link.kind), "documents": len({e.document for e in link.evidence})}
            graph.add_edge(link.head, link.tail, key=key, **{**link.attrs, **own})
    return graph


def read_graphml(text: str) -> networkx.MultiDiGraph[str]:
    """The graph of a GraphML text, as other programs would read our export."""
    import networkx as nx

    graph = nx.read_graphml(io.BytesIO(text.encode()), force_multigraph=True)
    return nx.MultiDiGraph(graph)
