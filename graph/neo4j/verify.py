"""Compares a Neo4j with the ledger that it shows: every document, passage, entity, mention and link."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from graph.embedded_store import EmbeddedStore
from graph.neo4j import cypher
from graph.neo4j.connection import Neo4jConnection
from graph.neo4j.store import Neo4jStore
from graph.neo4j.sync import shown_by
from ingest.ledger import Ledger
from ingest.problem import Problem

_SYNC = "run `wenmai sync neo4j`"
_AGAIN = "delete the Neo4j's content and run `wenmai sync neo4j`"


def verify(ledger: Ledger, neo4j: Neo4jConnection) -> list[Problem]:
    """What differs, by subject; one problem only when the Neo4j shows another revision or another ledger."""
    shown, revision = shown_by(neo4j.read), ledger.revision()
    if shown is None or shown.revision != revision:
        what = f"revision {shown.revision}" if shown else "nothing yet"
        return [Problem("neo4j", "revision", f"it shows {what}, the ledger is at revision {revision}; {_SYNC}")]
    if not shown.is_of(ledger):
        return [Problem("neo4j", "ledger", f"it shows another ledger, or what another Wenmai wrote; {_SYNC}")]
    ours, theirs = EmbeddedStore(ledger), Neo4jStore(neo4j)
    found = [
        *_differences("entity", ((e.id, e) for e in ours.all_entities()), ((e.id, e) for e in theirs.all_entities())),
        *_differences("link", _by_key(ours), _by_key(theirs)),
        *_differences("document", _documents(ledger), neo4j.read(cypher.ALL_DOCUMENTS)),
        *_differences("passage", _passages(ledger), neo4j.read(cypher.ALL_PASSAGES)),
        *_differences("mentions of", _mentions(ledger), neo4j.read(cypher.ALL_MENTIONS)),
    ]
    return sorted(found, key=lambda problem: (problem.subject, problem.message))


def _by_key(store: EmbeddedStore | Neo4jStore) -> Iterator[tuple[str, Any]]:
    for link in store.all_links():
        yield f"{link.head} -{link.kind}-> {link.tail} {link.attrs.get('post', '')}".strip(), link


def _documents(ledger: Ledger) -> Iterator[tuple[str, Any]]:
    return ((record.id, record.title) for record in ledger.records())


def _passages(ledger: Ledger) -> Iterator[tuple[str, Any]]:
    for record in ledger.records():
        for passage in ledger.document_passages(record.id):
            yield passage.id, [record.id, passage.start, passage.end, passage.text]


def _mentions(ledger: Ledger) -> Iterator[tuple[str, Any]]:
    """For each passage the entities that it mentions, with the places, in order."""
    with ledger.read() as reader:
        found: dict[str, list[list[Any]]] = {}
        for passage, *place in reader.execute(
            "SELECT m.passage, m.start_offset, m.end_offset, u.node, m.surface FROM graph_mention m "
            "JOIN graph_unit u ON u.id = m.unit ORDER BY m.start_offset, m.end_offset, u.node"
        ):
            found.setdefault(passage, []).append(place)
    return iter(found.items())


def _differences(what: str, ours: Any, theirs: Any) -> Iterator[Problem]:
    wanted: Mapping[str, Any] = dict(ours)
    missing = set(wanted)
    for key, value in theirs:
        missing.discard(key)
        if key not in wanted:
            yield Problem("neo4j", key, f"{what} {key} is not in the ledger; {_AGAIN}")
        elif wanted[key] != value:
            yield Problem("neo4j", key, f"{what} {key} is not as in the ledger; {_AGAIN}")
    for key in missing:
        yield Problem("neo4j", key, f"{what} {key} is missing; {_AGAIN}")
