"""Which documents no longer hold on a day, by the REPEALS links of the graph."""

from __future__ import annotations

from graph.elements import Entity, Kind, LinkKind
from graph.store import GraphStore
from ingest.ledger import Ledger
from search.keyword_index import date_number
from search.terms import compact, fold


def repealed_documents(ledger: Ledger, store: GraphStore, day: int) -> tuple[str, ...]:
    """Ids of the documents that print a policy repealed on or before the day (yyyymmdd).

    A repeal counts from the link's date, else the repealing policy's; one without a date counts always, since a repeal
    that is in the documents has been made known.
    """
    names: set[str] = set()
    for link in store.all_links():
        if link.kind is LinkKind.REPEALS:
            head, tail = store.entity(link.head), store.entity(link.tail)
            since = date_number(str(link.attrs.get("date") or (head.attrs.get("date") if head else "") or ""))
            if tail is not None and tail.kind is Kind.POLICY and (since is None or since <= day):
                names |= _names(tail)
    if not names:
        return ()
    return tuple(
        record.id
        for record in ledger.records()
        if compact(fold(record.title)) in names or (record.doc_number and fold(record.doc_number) in names)
    )


def _names(policy: Entity) -> set[str]:
    number = policy.attrs.get("doc_number")
    return {compact(fold(policy.name))} | ({fold(str(number))} if number else set())
