"""Served nodes: written anew from the facts of their units where these have changed."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any

from graph.fold import fold, lookup_forms
from graph.identity.units import canonical_json
from graph.serving.facts import Facts, load_facts, prevailing, values_of
from graph.tables import listed
from ingest.ledger import Row, Transaction


def refresh_nodes(transaction: Transaction, nodes: Collection[str], regrouped: Collection[str]) -> None:
    """Brings the nodes' rows and names up to their units; a node without units goes and leaves a tombstone.

    regrouped: those of them that gained or lost a unit, which counts as a change whatever it does to the row.
    """
    units: dict[str, list[Row]] = {node: [] for node in nodes}
    for row in transaction.execute(
        "SELECT node, id, kind, mentions FROM graph_unit WHERE node IN (SELECT value FROM json_each(?))",
        (listed(nodes),),
    ):
        units[row[0]].append(row)
    facts = load_facts(transaction, (row[1] for rows in units.values() for row in rows))
    served = _served(transaction, nodes)
    gone = [node for node, rows in units.items() if not rows]
    _remove(transaction, gone)
    written, renamed, counted = [], [], []
    for node, rows in units.items():
        if not rows:
            continue
        content = node_content(node, rows[0][2], [facts[row[1]] for row in rows])
        mentions = sum(row[3] for row in rows)
        before = served.get(node)
        if before is None or before[:6] != content or node in regrouped:
            written.append((*content, mentions, transaction.revision))
            if before is None or before[2:5] != content[2:5]:
                renamed.append(content)
        elif before[6] != mentions:
            counted.append((mentions, transaction.revision, node))
    _write(transaction, written, renamed)
    transaction.executemany("UPDATE graph_node SET mentions = ?, revision = ? WHERE id = ?", counted)


def node_content(node: str, kind: str, unit_facts: Iterable[Facts]) -> tuple[str, str, str, str, str, str]:
    """id, kind, name, aliases, attrs and keys (JSON texts) of a node whose units have these facts."""
    total: Counter[tuple[str, str]] = Counter()
    for facts in unit_facts:
        total.update(facts)
    names = values_of(total, "name")
    name = prevailing(names)
    aliases = sorted({*names, *values_of(total, "alias")} - {name})
    attrs = attributes(total)
    keys = sorted(key.partition(":")[2] for key in values_of(total, "key") if not key.startswith("weak:"))
    return node, kind, name, canonical_json(aliases), canonical_json(attrs), canonical_json(keys)


def attributes(facts: Mapping[tuple[str, str], int]) -> dict[str, Any]:
    """Of each attribute the value that most documents give."""
    values: dict[str, dict[str, int]] = {}
    for (field, value), support in facts.items():
        if field.startswith("attr:"):
            values.setdefault(field[5:], {})[value] = support
    return {name: json.loads(prevailing(found)) for name, found in sorted(values.items())}


def _served(transaction: Transaction, nodes: Collection[str]) -> dict[str, Row]:
    rows = transaction.execute(
        "SELECT id, kind, name, aliases, attrs, keys, mentions FROM graph_node "
        "WHERE id IN (SELECT value FROM json_each(?))",
        (listed(nodes),),
    )
    return {row[0]: row for row in rows}


def _remove(transaction: Transaction, gone: Collection[str]) -> None:
    transaction.executemany("DELETE FROM graph_node WHERE id = ?", [(node,) for node in gone])
    transaction.executemany("DELETE FROM graph_name WHERE node = ?", [(node,) for node in gone])
    transaction.executemany(
        "INSERT INTO graph_tombstone VALUES (?, 'node', ?) ON CONFLICT (id) DO UPDATE SET revision = excluded.revision",
        [(node, transaction.revision) for node in gone],
    )


def _write(transaction: Transaction, written: Sequence[Row], renamed: Sequence[Row]) -> None:
    transaction.executemany(
        "INSERT INTO graph_node VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO UPDATE SET name = excluded.name, "
        "aliases = excluded.aliases, attrs = excluded.attrs, keys = excluded.keys, mentions = excluded.mentions, "
        "revision = excluded.revision",
        written,
    )
    transaction.executemany("DELETE FROM graph_tombstone WHERE id = ?", [(row[0],) for row in written])
    transaction.executemany("DELETE FROM graph_name WHERE node = ?", [(row[0],) for row in renamed])
    transaction.executemany("INSERT INTO graph_name VALUES (?, ?, ?)", [row for n in renamed for row in _names(n)])


def _names(content: Row) -> list[Row]:
    """Lookup forms of a node; the first is its name's."""
    node, _, name, aliases, attrs, *_ = content
    forms = lookup_forms(name, json.loads(aliases), json.loads(attrs))
    return [(form, node, int(form != fold(name))) for form in forms]
