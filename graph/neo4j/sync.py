"""Brings a Neo4j up to the ledger: what changed after the revision that it shows, in batches that may be repeated.

Rows are absolute (what a node is now, not what happened to it), so a batch that runs twice, or a sync that was killed
and starts again from the old revision, changes nothing more. The revision is stored last. A sync of ordinary size is
one transaction; of a larger one, all that a removal changes is, up to what a small server can hold.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from itertools import chain, groupby, islice
from typing import Any

from graph.neo4j import cypher
from graph.neo4j.connection import CypherTransaction, Neo4jConnection, Neo4jError, Values
from graph.neo4j.rows import (
    document_row,
    entity_rows,
    link_rows,
    mention_rows,
    passage_row,
    tombstones,
    touched,
)
from ingest.ledger import Change, Ledger, Reader

BATCH = 5000
"""Rows a statement."""
ATOMIC = 20_000
"""Rows up to which a sync is one transaction."""
TOGETHER = 50_000
"""Rows up to which all that a removal changes is one transaction; a server with little memory cannot hold many more."""
_DOCUMENTS = 200

Statement = tuple[str, Sequence[dict[str, Any]]]
SyncProgress = Callable[[str, int], None]
"""Called with what is being written (entities, links ...) and how many rows of it are done."""


@dataclass(frozen=True, slots=True)
class SyncReport:
    """Rows written by kind, the revision applied before and now, and seconds.

    rebuilt: the old content was dropped. vectors: passages that were given their embedding, where these are wanted.
    """

    documents: int
    removed: int
    passages: int
    entities: int
    links: int
    mentions: int
    before: int
    revision: int
    seconds: float
    rebuilt: bool = False
    vectors: int = 0


def sync(ledger: Ledger, neo4j: Neo4jConnection, progress: SyncProgress | None = None) -> SyncReport:
    """Applies all changes; a Neo4j that another ledger filled, or that is ahead of this one, is filled anew.

    `Neo4jError` where others keep nodes under Wenmai's labels, which filling would delete.
    """
    began = time.monotonic()
    shown = shown_by(neo4j.read)
    revision = ledger.revision()
    since = shown.revision if shown else 0
    if shown is None:
        _refuse_foreign(neo4j)
    rebuilt = shown is not None and not (shown.is_of(ledger) and _same_size(ledger, neo4j, since, revision))
    if rebuilt or shown is None:
        begin(ledger, neo4j)
    run = _Run(ledger, neo4j, 0 if rebuilt else since, revision, progress)
    run.apply()
    if not rebuilt and not _same_size(ledger, neo4j, revision, ledger.revision()):
        begin(ledger, neo4j)
        rebuilt = True
        run = _Run(ledger, neo4j, 0, revision, progress)
        run.apply()
    return run.report(since, time.monotonic() - began, rebuilt)


def begin(ledger: Ledger, neo4j: Neo4jConnection) -> None:
    """An empty Neo4j with its schema, marked as this ledger's: a first sync that is killed goes on, another's ends."""
    clear(neo4j)  # first: a constraint cannot be made over content that breaks it
    prepare(neo4j)
    neo4j.write(_work([_mark(ledger, 0)]))


def _refuse_foreign(neo4j: Neo4jConnection) -> None:
    """Before the first sync: what a killed one left is Wenmai's own, anything else is not for it to delete."""
    if found := [f"{number} nodes labelled {label}" for label, number in neo4j.read(cypher.FOREIGN) if number]:
        raise Neo4jError(
            f"{neo4j.settings.uri}: {' and '.join(found)} are not Wenmai's, and a sync would delete them; give Wenmai "
            "a database of its own (WENMAI_NEO4J_DATABASE) or delete them"
        )


def prepare(neo4j: Neo4jConnection) -> None:
    """Makes constraints and indexes and waits until they serve."""
    for statement in cypher.SCHEMA:
        neo4j.execute(statement)
    neo4j.read(cypher.AWAIT_INDEXES)


@dataclass(frozen=True, slots=True)
class Shown:
    """What a Neo4j says that it shows: a revision of the ledger with that identity, in a layout of its own."""

    revision: int
    ledger: str
    layout: str

    def is_of(self, ledger: Ledger) -> bool:
        """Whether it can have come from this ledger: the same one, and not ahead of it."""
        same = (self.ledger, self.layout) == (ledger.identity(), cypher.LAYOUT)
        return same and self.revision <= ledger.revision()

    def is_current(self, ledger: Ledger) -> bool:
        """Whether it is all that this ledger holds."""
        return self.is_of(ledger) and self.revision == ledger.revision()


def shown_by(read: Callable[[str], list[Values]]) -> Shown | None:
    """What a connection's `read` or `probe` finds; None before the first sync has begun."""
    rows = read(cypher.SHOWN)
    return Shown(*rows[0]) if rows else None


def applied_revision(neo4j: Neo4jConnection) -> int | None:
    """Revision that the Neo4j shows, 0 while its first sync runs; None before."""
    shown = shown_by(neo4j.read)
    return shown.revision if shown else None


def clear(neo4j: Neo4jConnection) -> None:
    """Deletes all that Wenmai wrote, in batches; first the mark, so that half a content is never taken for a whole."""
    neo4j.write(lambda tx: tx.run(cypher.FORGET_SHOWN).consume())
    for statement in cypher.CLEAR:
        while neo4j.write(lambda tx, statement=statement: tx.run(statement).single()[0]):  # type: ignore[misc]
            pass


def _same_size(ledger: Ledger, neo4j: Neo4jConnection, applied: int, revision: int) -> bool:
    """Whether a Neo4j at the ledger's own revision holds as many entities and links; True when revisions differ."""
    if applied != revision:
        return True
    with ledger.read() as reader:
        ours = next(reader.execute("SELECT (SELECT count(*) FROM graph_node), (SELECT count(*) FROM graph_edge)"))
    theirs = {"entity": 0, "link": 0, "mention": 0}
    for what, _, number in neo4j.read(cypher.counts()):
        theirs[what] += number
    return tuple(ours) == (theirs["entity"], theirs["link"])


class _Run:
    """One pass from a revision to the next."""

    def __init__(
        self, ledger: Ledger, neo4j: Neo4jConnection, since: int, revision: int, progress: SyncProgress | None
    ) -> None:
        self._ledger = ledger
        self._neo4j = neo4j
        self._since = since
        self._revision = revision
        self._progress = progress
        self._written: dict[str, int] = {}

    def apply(self) -> None:
        changes = self._ledger.changes(self._since)
        with self._ledger.read() as reader:
            if changes or self._since == 0 or self._moved(reader):
                self._write(reader, changes)
            elif self._revision != self._since:
                self._neo4j.write(_work([_mark(self._ledger, self._revision)]))

    def report(self, before: int, seconds: float, rebuilt: bool) -> SyncReport:
        count = self._written.get
        return SyncReport(
            documents=count("documents", 0),
            removed=count("removed", 0),
            passages=count("passages", 0),
            entities=count("entities", 0),
            links=count("links", 0),
            mentions=count("mentions", 0),
            before=before,
            revision=self._revision,
            seconds=seconds,
            rebuilt=rebuilt,
        )

    def _moved(self, reader: Reader) -> bool:
        sql = "SELECT 1 FROM graph_node WHERE revision > ? UNION ALL SELECT 1 FROM graph_edge WHERE revision > ?"
        gone = tombstones(reader, self._since)
        return bool(gone or next(reader.execute(sql, (self._since, self._since)), None))

    def _write(self, reader: Reader, changes: Sequence[Change]) -> None:
        removed = [change.document_id for change in changes if change.operation == "remove"]
        changed = [change.document_id for change in changes if change.operation == "put"]
        size = _size(reader, self._since, len(changes))
        removal = list(self._removals(reader, removed, changed))
        elements = chain(self._elements("entities", entity_rows(reader, self._since), cypher.put_entities),
                         self._elements("links", link_rows(reader, self._since), cypher.put_links))  # fmt: skip
        texts = self._texts(reader, changed)
        if size <= ATOMIC:
            self._neo4j.write(_work([*removal, *elements, *texts, _mark(self._ledger, self._revision)]))
            return
        if size <= TOGETHER and any(rows for _, rows in removal):
            self._neo4j.write(_work([*removal, *elements]))
            removal = []
        for statement in _made_ahead(chain(removal, elements, texts, [_mark(self._ledger, self._revision)])):
            self._neo4j.write(_work([statement]))

    def _removals(self, reader: Reader, removed: Sequence[str], changed: Sequence[str]) -> Iterator[Statement]:
        gone = tombstones(reader, self._since)
        entities = gone.pop("node", [])
        again = [{"id": id_} for id_ in (*removed, *(changed if self._since else ()))]
        self._count("removed", len(removed))
        yield from _batches(cypher.DELETE_PASSAGES, again, _DOCUMENTS)
        yield from _batches(cypher.DELETE_DOCUMENTS, [{"id": id_} for id_ in removed], _DOCUMENTS)
        for kind, rows in gone.items():
            yield from _batches(cypher.delete_links(kind), rows)
        yield from _batches(cypher.DELETE_ENTITIES, entities)

    def _elements(
        self, what: str, rows: Iterable[tuple[str, dict[str, Any]]], text: Callable[[str], str]
    ) -> Iterator[Statement]:
        for kind, group in groupby(rows, key=lambda row: row[0]):
            for query, batch in _batches(text(kind), (row for _, row in group)):
                self._count(what, len(batch))
                yield query, batch

    def _texts(self, reader: Reader, changed: Sequence[str]) -> Iterator[Statement]:
        """Documents with their passages and mentions, and the mentions of documents whose entities were regrouped."""
        fresh = set(changed)
        for start in range(0, len(changed), _DOCUMENTS):
            yield from self._documents(reader, changed[start : start + _DOCUMENTS])
        again = [id_ for id_ in touched(reader, self._since) if id_ not in fresh] if self._since else []
        for start in range(0, len(again), _DOCUMENTS):
            ids = again[start : start + _DOCUMENTS]
            yield cypher.DELETE_MENTIONS, [{"id": id_} for id_ in ids]
            yield from self._mentions(reader, ids)

    def _documents(self, reader: Reader, ids: Sequence[str]) -> Iterator[Statement]:
        records = list(self._ledger.records(ids))
        self._count("documents", len(records))
        if not self._since:
            yield cypher.DELETE_PASSAGES, [{"id": id_} for id_ in ids]
        yield cypher.PUT_DOCUMENTS, [document_row(record) for record in records]
        passages = [passage_row(r.id, p) for r in records for p in self._ledger.document_passages(r.id)]
        self._count("passages", len(passages))
        yield from _batches(cypher.PUT_PASSAGES, passages)
        yield from self._mentions(reader, ids)

    def _mentions(self, reader: Reader, ids: Sequence[str]) -> Iterator[Statement]:
        for query, batch in _batches(cypher.PUT_MENTIONS, mention_rows(reader, ids)):
            self._count("mentions", len(batch))
            yield query, batch

    def _count(self, what: str, number: int) -> None:
        self._written[what] = self._written.get(what, 0) + number
        if self._progress and number:
            self._progress(what, self._written[what])


def _mark(ledger: Ledger, revision: int) -> Statement:
    return cypher.SET_SHOWN, [{"revision": revision, "ledger": ledger.identity(), "layout": cypher.LAYOUT}]


def _work(statements: Sequence[Statement]) -> Callable[[CypherTransaction], None]:
    """One transaction's work; the driver may run it again."""

    def run(tx: CypherTransaction) -> None:
        for query, rows in statements:
            tx.run(query, {"rows": rows}).consume()

    return run


def _made_ahead(statements: Iterator[Statement]) -> Iterator[Statement]:
    """The statements, each made in a thread while the server runs the one before it."""
    with ThreadPoolExecutor(max_workers=1) as maker:
        coming = maker.submit(next, statements, None)
        while (statement := coming.result()) is not None:
            coming = maker.submit(next, statements, None)
            yield statement


def _batches(query: str, rows: Iterable[dict[str, Any]], size: int | None = None) -> Iterator[Statement]:
    remaining = iter(rows)
    while batch := list(islice(remaining, size or BATCH)):
        yield query, batch


def _size(reader: Reader, since: int, documents: int) -> int:
    """Rows that a sync will write, those of the changed and removed documents estimated."""
    ((rows,),) = reader.execute(
        "SELECT (SELECT count(*) FROM graph_node WHERE revision > ?1) + (SELECT count(*) FROM graph_edge "
        "WHERE revision > ?1) + (SELECT count(*) FROM graph_tombstone WHERE revision > ?1)",
        (since,),
    )
    return int(rows) + 100 * documents
