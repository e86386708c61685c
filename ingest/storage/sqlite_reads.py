"""What a SQLite ledger answers: everything that needs no write lock."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from ingest.document import Document, Passage
from ingest.errors import LedgerError, UnknownDocumentError
from ingest.ledger import Change, DocumentRecord, Reader, Row
from ingest.storage import document_rows
from ingest.storage.connections import ReaderPool


class Snapshot:
    """`Reader` over one connection."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def execute(self, sql: str, parameters: Sequence[Any] = ()) -> Iterator[Row]:
        return self._connection.execute(sql, parameters)


class SqliteReads:
    """The reading half of `ingest.ledger.Ledger`; safe to share among threads."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._readers = ReaderPool(path)

    @contextmanager
    def read(self) -> Iterator[Reader]:
        """One consistent snapshot, without what an open `write` has done."""
        with self._readers.snapshot() as connection:
            yield Snapshot(connection)

    def revision(self) -> int:
        with self.read() as reader:
            return revision_of(reader)

    def identity(self) -> str:
        with self.read() as reader:
            row = next(reader.execute("SELECT value FROM meta WHERE key = 'identity'"), None)
        return str(row[0]) if row else ""  # ledgers made before there were identities

    def document(self, document_id: str) -> Document:
        with self.read() as reader:
            document = document_rows.load(reader, document_id)
        if document is None:
            raise unknown(document_id)
        return document

    def record(self, document_id: str) -> DocumentRecord:
        with self.read() as reader:
            found = document_rows.records_by_id(reader, [document_id])
        if not found:
            raise unknown(document_id)
        return found[document_id]

    def records(self, document_ids: Sequence[str] | None = None) -> Iterator[DocumentRecord]:
        """Records by id, or those asked for that exist, in the order asked for."""
        with self.read() as reader:
            if document_ids is None:
                yield from document_rows.records(reader)
                return
            found = document_rows.records_by_id(reader, document_ids)
        yield from (found[i] for i in document_ids if i in found)

    def find_document(self, reference: str) -> str:
        """As the protocol says; a name that several documents bear is an error that lists them."""
        with self.read() as reader:
            for sql, value in (
                ("SELECT id, id FROM documents WHERE id = ?", reference),
                ("SELECT document_id, location FROM sources WHERE location = ?", reference),
                ("SELECT document_id, location FROM sources WHERE location = ?", os.path.abspath(reference)),
                ("SELECT document_id, location FROM sources WHERE external_id = ?", reference),
                ("SELECT document_id, location FROM sources WHERE name = ?", reference),
            ):
                found: dict[str, str] = dict(reader.execute(f"{sql} ORDER BY 1, 2", (value,)))
                if len(found) == 1:
                    return next(iter(found))
                if found:
                    listed = ", ".join(f"{i} ({where})" for i, where in found.items())
                    raise UnknownDocumentError(
                        f"{len(found)} documents are called {reference}; name one by id: {listed}"
                    )
        raise unknown(reference)

    def passages(self, passage_ids: Sequence[str]) -> list[Passage]:
        """Those that exist, in the order asked for."""
        with self.read() as reader:
            found = document_rows.passages_by_id(reader, passage_ids)
        return [found[i] for i in passage_ids if i in found]

    def document_passages(self, document_id: str) -> list[Passage]:
        with self.read() as reader:
            return list(document_rows.passages_of(reader, document_id))

    def changes(self, since: int) -> list[Change]:
        with self.read() as reader:
            rows = reader.execute(
                "SELECT revision, id, 'put' FROM documents WHERE revision > ? "
                "UNION ALL SELECT revision, document_id, 'remove' FROM removals WHERE revision > ? "
                "ORDER BY 1, 3 DESC, 2",  # inside one commit a removal comes before the put that replaces it
                (since, since),
            )
            return [Change(*row) for row in rows]

    def damage(self) -> list[str]:
        try:
            with self.read() as reader:
                found = [str(message) for (message,) in reader.execute("PRAGMA integrity_check")]
        except LedgerError as error:  # too damaged to be checked
            return [str(error)]
        return [] if found == ["ok"] else found


def revision_of(reader: Reader) -> int:
    (value,) = next(reader.execute("SELECT value FROM meta WHERE key = 'revision'"))
    return int(value)


def unknown(reference: str) -> UnknownDocumentError:
    return UnknownDocumentError(f"no document is called {reference}; `wenmai documents` lists them")
