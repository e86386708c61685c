"""Facts with the number of documents that support each: what makes a removal as cheap as an addition."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping

from graph.tables import listed
from ingest.ledger import Transaction

Facts = dict[tuple[str, str], int]
"""(field, value) -> support."""


def load_facts(transaction: Transaction, subjects: Iterable[str]) -> dict[str, Facts]:
    """Facts of each subject; a subject without facts has an empty entry."""
    found: dict[str, Facts] = {subject: {} for subject in subjects}
    rows = transaction.execute(
        "SELECT subject, field, value, support FROM graph_fact WHERE subject IN (SELECT value FROM json_each(?))",
        (listed(found),),
    )
    for subject, field, value, support in rows:
        found[subject][field, value] = support
    return found


def apply_facts(
    transaction: Transaction, deltas: Mapping[str, Counter[tuple[str, str]]]
) -> tuple[dict[str, Facts], set[tuple[str, str, str]]]:
    """Adds the deltas; gives the facts of all their subjects, and each (subject, field, value) that came or went.

    A name that prevails now and did not before counts as come: resolution goes by it.
    """
    facts = load_facts(transaction, deltas)
    turned: set[tuple[str, str, str]] = set()
    changed: list[tuple[str, str, str, int]] = []
    for subject, delta in deltas.items():
        held = facts[subject]
        called = _name(held)
        for (field, value), step in delta.items():
            before = held.get((field, value), 0)
            after = before + step
            if after == before:
                continue
            if after <= 0:
                held.pop((field, value), None)
            else:
                held[field, value] = after
            changed.append((subject, field, value, max(after, 0)))
            if not before or after <= 0:
                turned.add((subject, field, value))
        if _name(held) != called:
            turned.add((subject, "name", _name(held)))
    _store(transaction, changed)
    return facts, turned


def _store(transaction: Transaction, changed: list[tuple[str, str, str, int]]) -> None:
    transaction.executemany(
        "INSERT INTO graph_fact VALUES (?, ?, ?, ?) "
        "ON CONFLICT (subject, field, value) DO UPDATE SET support = excluded.support",
        [row for row in changed if row[3]],
    )
    transaction.executemany(
        "DELETE FROM graph_fact WHERE subject = ? AND field = ? AND value = ?",
        [row[:3] for row in changed if not row[3]],
    )


def values_of(facts: Facts, field: str) -> dict[str, int]:
    """Values of one field with their support."""
    return {value: support for (name, value), support in facts.items() if name == field}


def _name(facts: Facts) -> str:
    names = values_of(facts, "name")
    return prevailing(names) if names else ""


def prevailing(values: Mapping[str, int]) -> str:
    """The value that most documents support; of equals the longest, then the first by code point."""
    return min(values, key=lambda value: (-values[value], -len(value), value))
