"""The ledger's narrow protocol: the embedded system of record (SQLite today, PostgreSQL may stand beside it).

One transaction a document; `revision` grows by one with each commit that changes a document. Projections (keyword
index, vectors, Neo4j) remember the revision that they have applied and catch up through `changes`.

Tables that a reader's SQL may rely on (columns left out here are the ledger's own business):
- documents(id, title, doc_number, genre, date, region, media_type, content_hash, length, passage_count, revision)
- issuers(document_id, position, name), position from 0
- passages(id, document_id, ordinal, part, heading, start_offset, end_offset, clean_start, clean_end, text);
  heading is a JSON list
- sources(location, document_id, name, external_id): every place that holds the document
- contents(document_id, text): the original text
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import Any, Literal, Protocol, TypeVar

from ingest.document import Document, Passage, Source

_YEAR_OF_NUMBER = re.compile(r"[\[(〔【〈] ?((?:19|20)\d\d) ?[\])〕】〉]|((?:19|20)\d\d)年第")

T = TypeVar("T")
Row = tuple[Any, ...]
Outcome = Literal["added", "updated", "unchanged"]
"""unchanged: the same bytes under the same name are in the ledger, here or at another location."""


@dataclass(frozen=True, slots=True)
class Change:
    """What one committed transaction did to one document. `put` replaces whatever stood under that id."""

    revision: int
    document_id: str
    operation: Literal["put", "remove"]


@dataclass(frozen=True, slots=True)
class DocumentRecord:
    """A document's row without its text: what listings, filters and search hits show.

    issuers: printed names, in order (canonical names once a contributor has set them).
    """

    id: str
    source: Source
    title: str
    doc_number: str | None
    issuers: tuple[str, ...]
    genre: str
    date: str | None
    region: str | None
    media_type: str
    content_hash: str
    length: int
    passages: int
    revision: int
    metadata: Mapping[str, str]

    @property
    def dated(self) -> str | None:
        """The date, else the year in the 发文字号 (苏工发〔2023〕3号), which a document without a date has."""
        year = _YEAR_OF_NUMBER.search(self.doc_number or "")
        return self.date or (year[1] or year[2] if year else None)


class Reader(Protocol):
    """A consistent snapshot for reading; SQL text is constant, values go in `parameters` only."""

    def execute(self, sql: str, parameters: Sequence[Any] = ()) -> Iterator[Row]: ...


class Transaction(Reader, Protocol):
    """One document's write transaction."""

    revision: int

    def executemany(self, sql: str, rows: Sequence[Sequence[Any]]) -> None: ...
    def describe(self, document_id: str, issuers: Sequence[str], region: str | None) -> None:
        """Sets a document's canonical issuers, in order, and home region in place of what its header prints."""
        ...


class Contributor(Protocol[T]):
    """What the caller adds to each document's transaction (the graph layer's entities and links).

    `tables` is run once when the ledger is opened for writing (CREATE TABLE IF NOT EXISTS ...).
    `analyse` runs in a worker process, must be picklable and free of side effects.
    `write` and `erase` run in the document's transaction.
    """

    tables: str

    def analyse(self, document: Document) -> T: ...
    def write(self, transaction: Transaction, document: Document, analysis: T) -> None: ...
    def erase(self, transaction: Transaction, document_id: str) -> None: ...
    def counts(self, reader: Reader) -> tuple[int, int]:
        """Entities and relations that the ledger now holds."""
        ...


class Ledger(Protocol):
    """System of record. Any number of readers; one writer at a time (`LedgerBusyError` for the second)."""

    def revision(self) -> int: ...
    def identity(self) -> str:
        """What tells this ledger from every other, however alike: a projection of another one is of no use."""
        ...

    def document(self, document_id: str) -> Document: ...
    def record(self, document_id: str) -> DocumentRecord: ...
    def records(self, document_ids: Sequence[str] | None = None) -> Iterator[DocumentRecord]: ...
    def find_document(self, reference: str) -> str:
        """Id of the document whose id, external id, file name or location this is; `UnknownDocumentError` otherwise."""
        ...

    def passages(self, passage_ids: Sequence[str]) -> list[Passage]: ...
    def document_passages(self, document_id: str) -> list[Passage]: ...
    def changes(self, since: int) -> list[Change]:
        """Net change of each document after revision `since`, by revision: each once, last operation."""
        ...

    def read(self) -> AbstractContextManager[Reader]: ...
    def write(self) -> AbstractContextManager[Transaction]:
        """One transaction; commits at the end and raises the revision, rolls back on an exception."""
        ...

    def put(self, document: Document, contributor: Contributor[T], analysis: T) -> Outcome:
        """Stores the document in one transaction; what stood at its location goes unless another location holds it."""
        ...

    def confirm(
        self, source: Source, document_id: str, region: str | None, contributor: Contributor[Any]
    ) -> Outcome | None:
        """`put` without parsing, for a document that the ledger holds already; None when it must be parsed and put.

        region: as in `Document.region`; None keeps the region that was given before.
        """
        ...

    def forget(self, document_id: str, contributor: Contributor[Any]) -> None:
        """Removes the document from all its locations, with all that only it supports."""
        ...

    def damage(self) -> list[str]:
        """What the database engine's own check finds wrong with its files; empty when sound."""
        ...

    def close(self) -> None: ...
