"""One document's contribution added to, or taken from, what is served."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

from graph.identity.units import Claim
from graph.serving.assignment import Moves, assign
from graph.serving.edges import EdgeChanges, LinkRow, renew_doubts, touch_doubts
from graph.serving.facts import apply_facts
from graph.serving.nodes import refresh_nodes
from graph.tables import listed
from ingest.ledger import Transaction

_IDENTITY = frozenset({"name", "key", "body", "issuer", "region", "attr:doc_number"})


@dataclass(frozen=True, slots=True)
class Contribution:
    """What a document adds: claims, mentions of each unit, and links (with the edges that they support, if stored)."""

    claims: Collection[Claim]
    mentions: Mapping[str, int]
    links: Collection[LinkRow] = field(default_factory=tuple)


@dataclass(slots=True)
class _Nodes:
    """dirty: nodes whose row may have changed; regrouped: those of them that gained or lost a unit."""

    dirty: set[str] = field(default_factory=set)
    regrouped: set[str] = field(default_factory=set)


def add(transaction: Transaction, contribution: Contribution) -> None:
    """Serves a contribution whose rows have just been written."""
    _change(transaction, contribution, 1)


def remove(transaction: Transaction, contribution: Contribution) -> None:
    """Serves the graph without a contribution whose rows have just been deleted."""
    _change(transaction, contribution, -1)


def resettle(transaction: Transaction, units: Collection[str]) -> None:
    """Resolves these units again (a person's decision on them has changed)."""
    _settle(transaction, units, _Nodes(), EdgeChanges(transaction))


def _change(transaction: Transaction, contribution: Contribution, step: int) -> None:
    edges = EdgeChanges(transaction)
    if step < 0:
        for link in contribution.links:
            edges.drop(link)
    before = _nodes_of(transaction, [claim.unit for claim in contribution.claims])
    _count_units(transaction, contribution, step)
    deltas = {claim.unit: Counter(dict.fromkeys(claim.facts, step)) for claim in contribution.claims}
    _, turned = apply_facts(transaction, deltas)
    seeds = _seeds(transaction, turned, before)
    gone = before.keys() - _nodes_of(transaction, list(before)).keys()
    nodes = _Nodes(set(before.values()), {before[unit] for unit in gone})
    _settle(transaction, seeds, nodes, edges, contribution.links if step > 0 else ())


def _settle(
    transaction: Transaction,
    seeds: Collection[str],
    nodes: _Nodes,
    edges: EdgeChanges,
    fresh: Collection[LinkRow] = (),
) -> None:
    moves = assign(transaction, seeds)
    nodes.regrouped |= {node for old, new in moves.moved.values() for node in (old, new) if node}
    nodes.dirty |= nodes.regrouped
    shifted = [unit for unit, (old, _) in moves.moved.items() if old]
    known = {link.key for link in fresh}
    carried = [link for link in _links_at(transaction, shifted) if link.key not in known]
    for link in carried:
        edges.drop(link)
    edges.place([*carried, *fresh])
    edges.apply()
    refresh_nodes(transaction, nodes.dirty, nodes.regrouped)
    _renew(transaction, moves, nodes.dirty)
    _touch(transaction, shifted)


def _renew(transaction: Transaction, moves: Moves, dirty: set[str]) -> None:
    if moves.settled or dirty:
        gone = _missing(transaction, dirty)
        renew_doubts(transaction, moves.settled | gone, moves.doubts)
        touch_doubts(transaction, dirty)


def _missing(transaction: Transaction, nodes: set[str]) -> set[str]:
    rows = transaction.execute(
        "SELECT id FROM graph_node WHERE id IN (SELECT value FROM json_each(?))", (listed(nodes),)
    )
    return nodes - {row[0] for row in rows}


def _count_units(transaction: Transaction, contribution: Contribution, step: int) -> None:
    transaction.executemany(
        "INSERT INTO graph_unit VALUES (?, ?, ?, '', ?, ?) ON CONFLICT (id) DO UPDATE SET "
        "documents = documents + excluded.documents, mentions = mentions + excluded.mentions",
        [
            (claim.unit, claim.local, str(claim.kind), step, step * contribution.mentions.get(claim.unit, 0))
            for claim in contribution.claims
        ],
    )
    if step < 0:
        transaction.executemany(
            "DELETE FROM graph_unit WHERE id = ? AND documents <= 0", [(claim.unit,) for claim in contribution.claims]
        )


def _nodes_of(transaction: Transaction, units: Collection[str]) -> dict[str, str]:
    rows = transaction.execute(
        "SELECT id, node FROM graph_unit WHERE id IN (SELECT value FROM json_each(?))", (listed(units),)
    )
    found: dict[str, str] = dict(rows)
    return found


def _seeds(transaction: Transaction, turned: set[tuple[str, str, str]], before: Mapping[str, str]) -> set[str]:
    """Units to resolve again: those whose identity changed, and those that shared a key or a node with them."""
    changed = {subject for subject, field, _ in turned if field in _IDENTITY}
    if not changed:
        return set()
    keys = {value for _, field, value in turned if field == "key"}
    rows = transaction.execute(
        "SELECT subject FROM graph_fact WHERE field = 'key' AND value IN (SELECT value FROM json_each(?)) "
        "UNION SELECT id FROM graph_unit WHERE node IN (SELECT value FROM json_each(?)) "
        "UNION SELECT id FROM graph_unit WHERE id IN (SELECT value FROM json_each(?))",
        (listed(keys), listed(before[unit] for unit in changed if before.get(unit)), listed(changed)),
    )
    return {row[0] for row in rows}


def _links_at(transaction: Transaction, units: Collection[str]) -> list[LinkRow]:
    if not units:
        return []
    rows = transaction.execute(
        "SELECT document, head, kind, tail, post, attrs, edge FROM graph_link "
        "WHERE head IN (SELECT value FROM json_each(?1)) OR tail IN (SELECT value FROM json_each(?1))",
        (listed(units),),
    )
    return [LinkRow(*row) for row in rows]


def _touch(transaction: Transaction, shifted: Collection[str]) -> None:
    """Marks the documents whose mentions lead to another node now."""
    if shifted:
        transaction.execute(
            "INSERT INTO graph_touched SELECT DISTINCT document, ? FROM graph_mention "
            "WHERE unit IN (SELECT value FROM json_each(?)) "
            "ON CONFLICT (document) DO UPDATE SET revision = excluded.revision",
            (transaction.revision, listed(shifted)),
        )
