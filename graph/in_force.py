"""Which policies, and which documents that print them, do not hold on a given day."""

from __future__ import annotations

import json
from collections.abc import Iterator

from graph.tables import listed
from graph.titles import is_statute
from ingest.ledger import Ledger, Reader

OWN = "own-title"
"""Name of the rule by which extraction finds the policy that a document itself is."""


def policies_not_in_force(ledger: Ledger, day: str) -> frozenset[str]:
    """Ids of the policies that are not in force on the day (ISO, YYYY-MM-DD).

    A policy is repealed from the REPEALS link's date on, else from the repealing policy's effective_on or date; a
    repeal without any date counts always, since a repeal that stands in the documents has been made known. A proposed
    or planned repeal does not count. Before the first effective_on and after the last expires_on that documents give a
    policy is not in force either.
    """
    with ledger.read() as reader:
        return frozenset((*_repealed(reader, day), *_outside_term(reader, day)))


def documents_not_in_force(ledger: Ledger, day: str) -> frozenset[str]:
    """Ids of the documents whose own policy is not in force, and of printings of a statute that a later one replaced.

    A later printing replaces an earlier one from its effective_on, else its date, on.
    """
    policies = policies_not_in_force(ledger, day)
    with ledger.read() as reader:
        own = list(reader.execute(_OWN_POLICIES, (OWN,)))
        dates = _printed_dates(reader, [(document, unit) for document, unit, *_ in own])
    ended = {document for document, _, node, _ in own if node in policies}
    printings: dict[str, list[tuple[str, str]]] = {}
    for document, unit, node, name in own:
        since = dates.get((document, unit))
        if since and since > day:
            ended.add(document)
        elif since and is_statute(name):
            printings.setdefault(node, []).append((since, document))
    for dated in printings.values():
        newest = max(since for since, _ in dated)
        ended |= {document for since, document in dated if since < newest}
    return frozenset(ended)


_OWN_POLICIES = """
SELECT DISTINCT m.document, m.unit, n.id, n.name FROM graph_mention m JOIN graph_unit u ON u.id = m.unit
JOIN graph_node n ON n.id = u.node WHERE m.rule = ? AND n.kind = 'Policy' ORDER BY 1, 2
"""
_REPEALS = """
SELECT e.tail, e.attrs, h.attrs FROM graph_edge e JOIN graph_node h ON h.id = e.head WHERE e.kind = 'REPEALS'
"""
_TERMS = """
SELECT u.node, min(CASE WHEN f.field = 'attr:effective_on' THEN f.value END),
    max(CASE WHEN f.field = 'attr:expires_on' THEN f.value END)
FROM graph_unit u JOIN graph_fact f ON f.subject = u.id
WHERE u.kind = 'Policy' AND f.field IN ('attr:effective_on', 'attr:expires_on') GROUP BY u.node
"""


def _repealed(reader: Reader, day: str) -> Iterator[str]:
    for policy, link_attrs, head_attrs in reader.execute(_REPEALS):
        link, head = json.loads(link_attrs), json.loads(head_attrs)
        since = link.get("date") or head.get("effective_on") or head.get("date") or ""
        if "status" not in link and str(since) <= day:
            yield policy


def _outside_term(reader: Reader, day: str) -> Iterator[str]:
    for policy, effective, expires in reader.execute(_TERMS):
        last = str(json.loads(expires)) if expires else day
        if (effective and str(json.loads(effective)) > day) or day[: len(last)] > last:
            yield policy


def _printed_dates(reader: Reader, claims: list[tuple[str, str]]) -> dict[tuple[str, str], str]:
    """When each document says that its own policy takes effect, else when it is dated."""
    rows = reader.execute(
        "SELECT document, unit, facts FROM graph_claim WHERE document IN (SELECT value FROM json_each(?)) "
        "AND unit IN (SELECT value FROM json_each(?))",
        (listed({document for document, _ in claims}), listed({unit for _, unit in claims})),
    )
    wanted, found = set(claims), {}
    for document, unit, facts in rows:
        if (document, unit) in wanted:
            values = {name: json.loads(value) for name, value in json.loads(facts) if name.startswith("attr:")}
            since = values.get("attr:effective_on") or values.get("attr:date")
            if since:
                found[document, unit] = str(since)
    return found
