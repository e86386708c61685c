"""Gives every unit its node again where a change of facts may have moved it."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field

from graph.elements import Kind
from graph.fold import fold
from graph.identity.clusters import Doubt, Unit, Verdict
from graph.identity.resolve import resolve
from graph.serving.facts import Facts, load_facts, values_of
from graph.tables import listed
from graph.titles import is_decision
from ingest.ledger import Reader, Transaction

_FULL_DATE = 10


@dataclass(slots=True)
class Moves:
    """moved: unit -> (node before or None for a new unit, node after), those that changed only.

    settled: nodes before and after of all units that were looked at, between which doubts are renewed.
    """

    moved: dict[str, tuple[str | None, str]] = field(default_factory=dict)
    settled: set[str] = field(default_factory=set)
    doubts: list[tuple[str, str, str]] = field(default_factory=list)


def assign(transaction: Transaction, seeds: Collection[str]) -> Moves:
    """Resolves the units and all that are tied to them; people and policies after the bodies that they depend on."""
    moves = Moves()
    if not seeds:
        return moves
    closed = _closure(transaction, seeds)
    kinds = _kinds(transaction, closed)
    for kind in Kind:
        if kind not in (Kind.PERSON, Kind.POLICY):
            _assign_kind(transaction, kind, [id_ for id_ in closed if kinds.get(id_) is kind], moves)
    dependents = _dependents(transaction, moves.moved)
    if dependents - closed:
        closed = _closure(transaction, closed | dependents)
        kinds = _kinds(transaction, closed)
    for kind in (Kind.POLICY, Kind.PERSON):
        _assign_kind(transaction, kind, [id_ for id_ in closed if kinds.get(id_) is kind], moves)
    return moves


def _closure(transaction: Transaction, seeds: Iterable[str]) -> set[str]:
    """The units that share a key, weak ones included, or a verdict with the seeds, however many steps away."""
    closed: set[str] = set()
    frontier = set(seeds)
    keys_seen: set[str] = set()
    verdicts = load_verdicts(transaction)
    while frontier:
        closed |= frontier
        keys = _column(
            transaction,
            "SELECT DISTINCT value FROM graph_fact WHERE field = 'key' AND subject IN (SELECT value FROM json_each(?))",
            frontier,
        )
        units = _column(
            transaction,
            "SELECT DISTINCT subject FROM graph_fact WHERE field = 'key' AND value IN (SELECT value FROM json_each(?))",
            keys - keys_seen,
        )
        keys_seen |= keys
        units |= _joined_by_verdict(transaction, frontier, verdicts)
        frontier = units - closed
    return closed


def _column(transaction: Reader, sql: str, values: Collection[str]) -> set[str]:
    return {row[0] for row in transaction.execute(sql, (listed(values),))} if values else set()


def load_verdicts(reader: Reader) -> list[Verdict]:
    """A person's decisions as the ledger holds them."""
    rows = reader.execute("SELECT first, second, same FROM graph_verdict ORDER BY first, second")
    return [Verdict(first, second, bool(same)) for first, second, same in rows]


def units_named(reader: Reader, references: Collection[str]) -> set[str]:
    """Units that a person's references mean: by id, by local id, or by a name that documents use."""
    asked, forms = listed(references), listed(fold(reference) for reference in references)
    rows = reader.execute(
        "SELECT id FROM graph_unit WHERE id IN (SELECT value FROM json_each(?1)) "
        "UNION SELECT id FROM graph_unit WHERE local IN (SELECT value FROM json_each(?1)) "
        "UNION SELECT f.subject FROM graph_name n JOIN graph_unit u ON u.node = n.node "
        "JOIN graph_fact f ON f.subject = u.id AND f.field = 'name' "
        "WHERE n.form IN (SELECT value FROM json_each(?2)) AND f.value IN (SELECT value FROM json_each(?1))",
        (asked, forms),
    )
    return {row[0] for row in rows}


def _joined_by_verdict(transaction: Transaction, frontier: Collection[str], verdicts: list[Verdict]) -> set[str]:
    if not verdicts:
        return set()
    facts = load_facts(transaction, frontier)
    known = set(frontier) | _column(
        transaction, "SELECT local FROM graph_unit WHERE id IN (SELECT value FROM json_each(?))", frontier
    )
    known |= {name for held in facts.values() for name in values_of(held, "name")}
    others = {v.second for v in verdicts if v.first in known} | {v.first for v in verdicts if v.second in known}
    return units_named(transaction, others)


def _kinds(transaction: Transaction, units: Collection[str]) -> dict[str, Kind]:
    rows = transaction.execute(
        "SELECT id, kind FROM graph_unit WHERE id IN (SELECT value FROM json_each(?))", (listed(units),)
    )
    return {id_: Kind(kind) for id_, kind in rows}


def _dependents(transaction: Transaction, moved: Mapping[str, tuple[str | None, str]]) -> set[str]:
    """People and policies whose bodies or issuers have moved to another node."""
    return _column(
        transaction,
        "SELECT subject FROM graph_fact WHERE field = 'body' AND value IN (SELECT value FROM json_each(?1)) UNION "
        "SELECT subject FROM graph_fact WHERE field = 'issuer' AND value IN (SELECT value FROM json_each(?1))",
        [unit for unit, (before, _) in moved.items() if before],
    )


def _assign_kind(transaction: Transaction, kind: Kind, ids: Collection[str], moves: Moves) -> None:
    if not ids:
        return
    rows = list(
        transaction.execute(
            "SELECT id, local, node FROM graph_unit WHERE id IN (SELECT value FROM json_each(?))", (listed(ids),)
        )
    )
    facts = load_facts(transaction, (row[0] for row in rows))
    nodes = _nodes_of_ends(transaction, facts.values())
    units = [make_unit(id_, local, kind, facts[id_], nodes) for id_, local, _ in rows]
    resolution = resolve(units, load_verdicts(transaction))
    before = {id_: node or None for id_, _, node in rows}
    for id_, node in resolution.node.items():
        if before[id_] != node:
            moves.moved[id_] = (before[id_], node)
    transaction.executemany(
        "UPDATE graph_unit SET node = ? WHERE id = ?",
        [(node, id_) for id_, node in resolution.node.items() if before[id_] != node],
    )
    moves.settled |= {node for node in before.values() if node} | set(resolution.node.values())
    moves.doubts += [_between_nodes(doubt, resolution.node) for doubt in resolution.doubts]


def _between_nodes(doubt: Doubt, node: Mapping[str, str]) -> tuple[str, str, str]:
    first, second = sorted((node[doubt.first], node[doubt.second]))
    return first, second, doubt.reason


def _nodes_of_ends(transaction: Transaction, facts: Iterable[Facts]) -> dict[str, tuple[str, str]]:
    """Node and prevailing local name of each body or issuer that the facts name."""
    ends = {value for held in facts for field in ("body", "issuer") for value in values_of(held, field)}
    rows = list(
        transaction.execute(
            "SELECT id, node FROM graph_unit WHERE id IN (SELECT value FROM json_each(?))", (listed(ends),)
        )
    )
    names = load_facts(transaction, (id_ for id_, _ in rows))
    return {id_: (node, min(values_of(names[id_], "name"), default="")) for id_, node in rows}


def make_unit(id_: str, local: str, kind: Kind, facts: Facts, nodes: Mapping[str, tuple[str, str]]) -> Unit:
    """Unit from its facts. nodes: unit of a body or issuer -> its node and a name of it."""
    names, keys = values_of(facts, "name"), frozenset(values_of(facts, "key"))
    numbers = [json.loads(value) for value in values_of(facts, "attr:doc_number")]
    if kind is Kind.POLICY and any(map(is_decision, names)):  # its day tells it from others of its title
        numbers += [day for value in values_of(facts, "attr:date") if len(day := json.loads(value)) == _FULL_DATE]
    bodies, issuers = ([nodes[e] for e in values_of(facts, field) if e in nodes] for field in ("body", "issuer"))
    return Unit(
        id=id_,
        local=local,
        kind=kind,
        names=names,
        keys=keys,
        numbers=frozenset(numbers),
        bodies=dict(sorted(bodies)),
        issuers=dict(sorted(issuers)),
        regions=frozenset(values_of(facts, "region")),
    )
