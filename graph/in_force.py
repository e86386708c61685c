"""Which policies, and which documents that print them, do not hold on a given day."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from graph.tables import listed
from graph.titles import is_statute
from ingest.ledger import Ledger, Reader

OWN = "own-title"
"""Name of the rule by which extraction finds the policy that a document itself is."""


def policies_not_in_force(ledger: Ledger, day: str) -> frozenset[str]:
    """Ids of the policies that are not in force on the day (ISO, YYYY-MM-DD).

    A policy is repealed from the REPEALS link's date on, else from the repealing policy's effective_on or date; a
    repeal without any date counts always, since a repeal that stands in the documents has been made known. A proposed
    or planned repeal does not count. Before the first effective_on (else date) and after the last expires_on that
    documents give, a policy is not in force either. One that is amended stays in force.
    """
    with ledger.read() as reader:
        return frozenset((*_repealed(reader, day), *_outside_term(reader, day)))


def documents_not_in_force(ledger: Ledger, day: str) -> frozenset[str]:
    """Ids of the documents that do not print a text in force on the day.

    A document with a policy of its own prints one that is not in force, or a version of it that another document of
    the ledger replaces: of the versions of one statute the last one made by that day holds, and where none was made by
    then the first stands for it. Any other document is left out when it is dated later. One without any date is left
    out, since nothing says that it held.
    """
    ended_policies = policies_not_in_force(ledger, day)
    with ledger.read() as reader:
        printings = _printings(reader)
    own = {printing.document for printing in printings}
    undated = {r.id for r in ledger.records() if r.id not in own and (r.date is None or r.date > day[: len(r.date)])}
    ended = {p.document for p in printings if p.node in ended_policies or not p.since or p.since > day[: len(p.since)]}
    versions: dict[str, list[_Printing]] = {}
    for printing in printings:
        if printing.document not in ended:
            versions.setdefault(printing.node, []).append(printing)
    return frozenset(ended | undated | {p.document for held in versions.values() for p in _replaced(held, day)})


@dataclass(frozen=True, slots=True)
class _Printing:
    """A document's own policy. since: when it took effect, version: when this text of it was made; ISO or empty."""

    document: str
    node: str
    name: str
    since: str
    amended: str

    @property
    def version(self) -> str:
        return max(self.since, self.amended)


def _replaced(printings: list[_Printing], day: str) -> Iterable[_Printing]:
    """Those that another version of the same text stands for on the day."""
    if not any(printing.amended or is_statute(printing.name) for printing in printings):
        return ()
    made = [printing.version for printing in printings if printing.version <= day]
    standing = max(made) if made else min(printing.version for printing in printings)
    return [printing for printing in printings if printing.version != standing]


_OWN_POLICIES = """
SELECT DISTINCT m.document, m.unit, n.id, n.name FROM graph_mention m JOIN graph_unit u ON u.id = m.unit
JOIN graph_node n ON n.id = u.node WHERE m.rule = ? AND n.kind = 'Policy' ORDER BY 1, 2
"""
_REPEALS = """
SELECT e.tail, e.attrs, h.attrs FROM graph_edge e JOIN graph_node h ON h.id = e.head WHERE e.kind = 'REPEALS'
"""
_TERMS = """
SELECT u.node, min(CASE WHEN f.field = 'attr:effective_on' THEN f.value END),
    min(CASE WHEN f.field = 'attr:date' THEN f.value END), max(CASE WHEN f.field = 'attr:expires_on' THEN f.value END)
FROM graph_unit u JOIN graph_fact f ON f.subject = u.id
WHERE u.kind = 'Policy' AND f.field IN ('attr:effective_on', 'attr:date', 'attr:expires_on') GROUP BY u.node
"""


def _repealed(reader: Reader, day: str) -> Iterator[str]:
    for policy, link_attrs, head_attrs in reader.execute(_REPEALS):
        link, head = json.loads(link_attrs), json.loads(head_attrs)
        since = str(link.get("date") or head.get("effective_on") or head.get("date") or "")
        if "status" not in link and since <= day:
            yield policy


def _outside_term(reader: Reader, day: str) -> Iterator[str]:
    for policy, effective, dated, expires in reader.execute(_TERMS):
        first = str(json.loads(effective or dated)) if effective or dated else ""
        last = str(json.loads(expires)) if expires else day
        if first > day or day[: len(last)] > last:
            yield policy


def _printings(reader: Reader) -> list[_Printing]:
    """What each document prints: its own policy, with the dates that the document itself gives."""
    rows = list(reader.execute(_OWN_POLICIES, (OWN,)))
    facts = _facts(reader, [(document, unit) for document, unit, *_ in rows])
    return [
        _Printing(
            document,
            node,
            name,
            str((said := facts.get((document, unit), {})).get("effective_on") or said.get("date") or ""),
            str(said.get("amended_on") or ""),
        )
        for document, unit, node, name in rows
    ]


def _facts(reader: Reader, claims: list[tuple[str, str]]) -> dict[tuple[str, str], dict[str, object]]:
    """Attributes that each document claims of its own policy."""
    rows = reader.execute(
        "SELECT document, unit, facts FROM graph_claim WHERE document IN (SELECT value FROM json_each(?)) "
        "AND unit IN (SELECT value FROM json_each(?))",
        (listed({document for document, _ in claims}), listed({unit for _, unit in claims})),
    )
    wanted = set(claims)
    return {
        (document, unit): {
            name.removeprefix("attr:"): json.loads(value)
            for name, value in json.loads(facts)
            if name.startswith("attr:")
        }
        for document, unit, facts in rows
        if (document, unit) in wanted
    }
