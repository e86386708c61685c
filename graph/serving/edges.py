"""Served edges: one for each head, kind, tail and post among nodes, with the support of its documents' links."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from graph.elements import LinkKind
from graph.identity.units import canonical_json
from graph.ontology import load_ontology
from graph.serving.facts import Facts, apply_facts
from graph.serving.nodes import attributes
from graph.tables import listed
from ingest.ledger import Row, Transaction


@dataclass(frozen=True, slots=True)
class LinkRow:
    """A contributed link by its row's key; edge: id of the served edge that it supports, empty for none."""

    document: str
    head: str
    kind: str
    tail: str
    post: str
    attrs: str
    edge: str = ""

    @property
    def key(self) -> tuple[str, str, str, str, str]:
        return self.document, self.head, self.kind, self.tail, self.post


def edge_id(head: str, kind: str, tail: str, post: str) -> str:
    """Deterministic id of a served edge."""
    return f"link-{hashlib.sha256(chr(31).join((head, kind, tail, post)).encode()).hexdigest()[:16]}"


class EdgeChanges:
    """Collects what a transaction does to edges, then does it once."""

    def __init__(self, transaction: Transaction) -> None:
        self._transaction = transaction
        self._support: Counter[str] = Counter()
        self._facts: dict[str, Counter[tuple[str, str]]] = {}
        self._ends: dict[str, Row] = {}

    def drop(self, link: LinkRow) -> None:
        """The link no longer supports its edge."""
        if link.edge:
            self._count(link.edge, link.attrs, -1)

    def place(self, links: Iterable[LinkRow]) -> None:
        """Each link supports the edge between the nodes of its ends; none when both ends are one node."""
        links = list(links)
        node = self._nodes({end for link in links for end in (link.head, link.tail)})
        placed = []
        for link in links:
            head, tail = node[link.head], node[link.tail]
            edge = edge_id(head, link.kind, tail, link.post) if head != tail else ""
            if edge:
                self._ends[edge] = (head, link.kind, tail, link.post)
                self._count(edge, link.attrs, 1)
            placed.append((edge, *link.key))
        self._transaction.executemany(
            "UPDATE graph_link SET edge = ? WHERE document = ? AND head = ? AND kind = ? AND tail = ? AND post = ?",
            placed,
        )

    def apply(self) -> None:
        """Writes the edges concerned and removes those that no link supports any more."""
        facts, _ = apply_facts(self._transaction, self._facts)
        support = self._stored_support()
        gone, written = [], []
        for edge, step in self._support.items():
            total = support.get(edge, 0) + step
            if total <= 0:
                gone.append(edge)
                continue
            attrs = canonical_json(edge_attributes(facts.get(edge, {}), total))
            ends = self._ends.get(edge) or ("", "", "", "")
            written.append((edge, *ends, attrs, total, self._transaction.revision))
        remove_edges(self._transaction, gone)
        write_edges(self._transaction, written)

    def _count(self, edge: str, attrs: str, step: int) -> None:
        self._support[edge] += step
        counted = self._facts.setdefault(edge, Counter())
        for name, value in json.loads(attrs).items():
            counted[f"attr:{name}", canonical_json(value)] += step

    def _nodes(self, units: Collection[str]) -> dict[str, str]:
        rows = self._transaction.execute(
            "SELECT id, node FROM graph_unit WHERE id IN (SELECT value FROM json_each(?))", (listed(units),)
        )
        found: dict[str, Any] = dict(rows)
        return found

    def _stored_support(self) -> dict[str, int]:
        rows = self._transaction.execute(
            "SELECT id, support FROM graph_edge WHERE id IN (SELECT value FROM json_each(?))", (listed(self._support),)
        )
        found: dict[str, Any] = dict(rows)
        return found


def edge_attributes(facts: Facts, support: int) -> dict[str, Any]:
    """Of each attribute the value that most documents give; a weak one only when all of them bear it."""
    weak = load_ontology().weak
    bearing: Counter[str] = Counter()
    for (field, _), count in facts.items():
        bearing[field.removeprefix("attr:")] += count
    return {name: value for name, value in attributes(facts).items() if name not in weak or bearing[name] >= support}


def write_edges(transaction: Transaction, rows: Sequence[Row]) -> None:
    """Rows (id, head, kind, tail, post, attrs, support, revision); ends are used for new edges only."""
    transaction.executemany(
        "INSERT INTO graph_edge VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO UPDATE SET "
        "attrs = excluded.attrs, support = excluded.support, revision = excluded.revision",
        rows,
    )
    transaction.executemany("DELETE FROM graph_tombstone WHERE id = ?", [(row[0],) for row in rows])


def remove_edges(transaction: Transaction, gone: Collection[str]) -> None:
    """Deletes the edges and leaves tombstones with their kinds for projections."""
    transaction.execute(
        "INSERT INTO graph_tombstone SELECT id, kind, ? FROM graph_edge WHERE id IN (SELECT value FROM json_each(?)) "
        "ON CONFLICT (id) DO UPDATE SET revision = excluded.revision",
        (transaction.revision, listed(gone)),
    )
    transaction.executemany("DELETE FROM graph_edge WHERE id = ?", [(edge,) for edge in gone])


def renew_doubts(transaction: Transaction, nodes: Collection[str], doubts: Collection[tuple[str, str, str]]) -> None:
    """Replaces the SAME_AS edges that resolution drew among these nodes (support 0) by the doubts that it has now."""
    kind = str(LinkKind.SAME_AS)
    wanted = {edge_id(first, kind, second, ""): (first, second, reason) for first, second, reason in sorted(doubts)}
    held = {
        row[0]: (row[1], row[2])
        for row in transaction.execute(
            "SELECT id, attrs, support FROM graph_edge WHERE kind = 'SAME_AS' AND ("
            "head IN (SELECT value FROM json_each(?1)) OR tail IN (SELECT value FROM json_each(?1)))",
            (listed(nodes),),
        )
    }
    rows = [
        (edge, first, kind, second, "", canonical_json({"reason": reason}), 0, transaction.revision)
        for edge, (first, second, reason) in wanted.items()
        if edge not in held or (held[edge][1] == 0 and json.loads(held[edge][0]) != {"reason": reason})
    ]
    remove_edges(transaction, [edge for edge, (_, support) in held.items() if support == 0 and edge not in wanted])
    write_edges(transaction, rows)


def touch_doubts(transaction: Transaction, nodes: Collection[str]) -> None:
    """Marks the doubts at these nodes as changed: their evidence is where each end is first mentioned."""
    transaction.execute(
        "UPDATE graph_edge SET revision = ? WHERE kind = 'SAME_AS' AND support = 0 AND ("
        "head IN (SELECT value FROM json_each(?)) OR tail IN (SELECT value FROM json_each(?)))",
        (transaction.revision, listed(nodes), listed(nodes)),
    )
