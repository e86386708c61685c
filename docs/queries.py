"""The questions of queries.cypher, put to the graph in Python: they need no Neo4j, and answer the same from one.

    from pathlib import Path
    from graph.embedded_store import EmbeddedStore
    from ingest.storage.sqlite_ledger import open_ledger

    store = EmbeddedStore(open_ledger(Path("wenmai-home")))
    for row in issuers(store, "云工发〔2024〕7号"):
        print(*row)

The tenth, passages about a subject, is `wenmai search SUBJECT`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import Any

from graph.elements import Entity, Kind, Link, LinkKind
from graph.store import GraphStore

Rows = list[list[Any]]
LINEAGE = (LinkKind.IMPLEMENTS, LinkKind.BASED_ON)
MANY = 100_000


def issuers(store: GraphStore, number: str) -> Rows:
    """Who issued a policy, in printed order, and where the text says so: issuer, joint, date, quotes."""
    (policy,) = store.find(number, Kind.POLICY, limit=1)
    links = store.links(policy.id, [LinkKind.ISSUED], "in")
    return [
        [_name(store, link.head), link.attrs.get("joint"), link.attrs.get("date"), [e.quote for e in link.evidence]]
        for link in sorted(links, key=lambda link: int(link.attrs.get("order", 0)))
    ]


def policy_lineage(store: GraphStore, number: str, longest: int = 4) -> Rows:
    """A policy's lineage: each line of policies that carry each other out, and its number of steps."""
    (policy,) = store.find(number, Kind.POLICY, limit=1)

    def grow(line: list[str], used: list[Link]) -> Iterator[list[str]]:
        for link in store.links(line[-1], LINEAGE) if len(used) < longest else ():
            if link not in used:
                longer = [*line, link.tail if link.head == line[-1] else link.head]
                yield longer
                yield from grow(longer, [*used, link])

    found = [[[_name(store, id_) for id_ in line], len(line) - 1] for line in grow([policy.id], [])]
    return sorted(found, key=lambda row: (row[1], row[0]))


def posts_at(store: GraphStore, body: str) -> Rows:
    """Who holds which post at a body: person, post, quote."""
    found = [
        [_name(store, link.head), link.attrs.get("post"), link.evidence[0].quote]
        for entity in _named(store, body)
        for link in store.links(entity.id, [LinkKind.HOLDS_POST], "in")
    ]
    return sorted(found, key=lambda row: (row[1], row[0]))


def posts_of(store: GraphStore, person: str) -> Rows:
    """All posts of a person, and people who may be the same: id, [body, post] each, [other's id, reason] each."""
    rows: Rows = []
    for one in _named(store, person, Kind.PERSON):
        posts = store.links(one.id, [LinkKind.HOLDS_POST], "out")
        doubts = store.links(one.id, [LinkKind.SAME_AS])
        others = [[link.tail if link.head == one.id else link.head, link.attrs.get("reason")] for link in doubts]
        rows.append([one.id, sorted([_name(store, p.tail), p.attrs.get("post")] for p in posts), sorted(others)])
    return sorted(rows, key=lambda row: str(row[0]))


def carried_out_by(store: GraphStore, initiative: str) -> Rows:
    """Which bodies carry out an initiative, and how many documents say so."""
    found = [
        [_name(store, link.head), len({e.document for e in link.evidence})]
        for entity in _named(store, initiative, Kind.INITIATIVE)
        for link in store.links(entity.id, [LinkKind.CARRIES_OUT], "in")
    ]
    return sorted(found, key=lambda row: (-row[1], row[0]))


def connection(store: GraphStore, start: str, end: str) -> Rows:
    """How two things are connected: the names on the way, and the links between them."""
    (first,), (last,) = _named(store, start), _named(store, end)
    links = store.shortest_path(first.id, last.id)
    line = [first.id]
    for link in links:
        line.append(link.tail if link.head == line[-1] else link.head)
    return [[[_name(store, id_) for id_ in line], [str(link.kind) for link in links]]] if links else []


def policies_by_month(store: GraphStore, since: str) -> Rows:
    """Policies since a day: year, month, how many, the first five."""
    months: defaultdict[tuple[int, int], list[tuple[str, str]]] = defaultdict(list)
    for policy in store.list_entities(Kind.POLICY, limit=MANY):
        day = str(policy.attrs.get("date", ""))
        if len(day) == len("2023-03-01") and day >= since:
            months[int(day[:4]), int(day[5:7])].append((day, policy.name))
    return [[*month, len(found), [name for _, name in sorted(found)][:5]] for month, found in sorted(months.items())]


def busiest_bodies(store: GraphStore, limit: int = 20) -> Rows:
    """Bodies by the number of policies that they issued and initiatives that they carry out, and by which links."""
    things: defaultdict[str, set[str]] = defaultdict(set)
    how: defaultdict[str, set[str]] = defaultdict(set)
    for link in store.all_links():
        if link.kind in (LinkKind.ISSUED, LinkKind.CARRIES_OUT):
            things[link.head].add(link.tail)
            how[link.head].add(str(link.kind))
    found: Rows = [[_name(store, body), len(done), sorted(how[body])] for body, done in things.items()]
    return sorted(found, key=lambda row: (-row[1], row[0]))[:limit]


def single_sources(store: GraphStore, limit: int = 20) -> Rows:
    """What rests on a single document: head, link, tail, quote, confidence."""
    found = [
        [_name(store, link.head), str(link.kind), _name(store, link.tail), evidence.quote, evidence.confidence]
        for link in store.all_links()
        if len({e.document for e in link.evidence}) == 1
        for evidence in link.evidence[:1]
    ]
    return sorted(found, key=lambda row: (row[4], *row[:4]))[:limit]


def _name(store: GraphStore, entity_id: str) -> str:
    entity = store.entity(entity_id)
    return entity.name if entity else entity_id


def _named(store: GraphStore, name: str, kind: Kind | None = None) -> list[Entity]:
    """Entities of just that name."""
    return [entity for entity in store.find(name, kind, limit=100) if entity.name == name]
