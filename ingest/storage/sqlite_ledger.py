"""The ledger in one SQLite file, for one machine."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypeVar

from ingest.document import Document, Source
from ingest.errors import LedgerError
from ingest.ledger import Contributor, Outcome, Reader, Transaction
from ingest.storage import document_rows, ledger_schema
from ingest.storage.connections import open_reader, open_writer, translated
from ingest.storage.lock import WriteLock
from ingest.storage.sqlite_reads import Snapshot, SqliteReads, revision_of, unknown

T = TypeVar("T")
FILE = "ledger.sqlite"
LOCK = "ledger.lock"


def open_ledger(home: Path, *, writable: bool = False, tables: Sequence[str] = ()) -> SqliteLedger:
    """The ledger in the folder `home`, made when it is missing and `writable`.

    tables: the contributors' `tables`. Raises `LedgerBusyError` when another process (or another open ledger of this
    one) writes it, `LedgerError` when it is missing, of another version, or cannot be opened.
    """
    path = home / FILE
    if not writable:
        return _open_to_read(path, tables)
    try:
        home.mkdir(parents=True, exist_ok=True)
        lock = WriteLock(home / LOCK)
    except OSError as error:
        raise LedgerError(f"{home}: cannot write here ({error.strerror}); choose another --home") from error
    try:
        return SqliteLedger(path, _open_to_write(path, tables), lock)
    except BaseException:
        lock.release()
        raise


def _open_to_read(path: Path, tables: Sequence[str]) -> SqliteLedger:
    absent = LedgerError(f"no ledger in {path.parent}; run `wenmai ingest` first, or name its folder with --home")
    if not path.is_file():
        raise absent
    with translated(path):
        connection = open_reader(path)
        try:
            if ledger_schema.is_empty(connection):  # its first writer was killed, or is about to create it
                raise absent
            _check(path, connection, tables)
        finally:
            connection.close()
    return SqliteLedger(path)


def _open_to_write(path: Path, tables: Sequence[str]) -> sqlite3.Connection:
    with translated(path):
        connection = open_writer(path)
        try:
            if ledger_schema.is_empty(connection):
                ledger_schema.create(connection, tables)
            _check(path, connection, tables)
        except BaseException:
            connection.close()
            raise
    return connection


def _check(path: Path, connection: sqlite3.Connection, tables: Sequence[str]) -> None:
    try:
        ledger_schema.check(connection, tables)
    except LedgerError as error:
        raise LedgerError(f"{path} {error}") from None


class _Write(Snapshot):
    """`Transaction` over the writing connection."""

    def __init__(self, connection: sqlite3.Connection, revision: int) -> None:
        super().__init__(connection)
        self.revision = revision

    def executemany(self, sql: str, rows: Sequence[Sequence[Any]]) -> None:
        self._connection.executemany(sql, rows)

    def describe(self, document_id: str, issuers: Sequence[str], region: str | None) -> None:
        document_rows.set_issuers(self, document_id, issuers)
        self.execute("UPDATE documents SET region = ? WHERE id = ?", (region, document_id))


class SqliteLedger(SqliteReads):
    """`ingest.ledger.Ledger` over SQLite; safe to share among threads. Use `open_ledger`."""

    def __init__(self, path: Path, writer: sqlite3.Connection | None = None, lock: WriteLock | None = None) -> None:
        super().__init__(path)
        self._writer = writer
        self._lock = lock
        self._writing = threading.RLock()

    def __enter__(self) -> SqliteLedger:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Closes the connections, then lets the next writer in."""
        self._readers.close()
        with self._writing:
            if self._writer is not None:
                self._writer.close()
                self._writer = None
            if self._lock is not None:
                self._lock.release()

    @contextmanager
    def write(self) -> Iterator[Transaction]:
        with self._transaction() as transaction:
            yield transaction
            transaction.execute("UPDATE meta SET value = ? WHERE key = 'revision'", (transaction.revision,))

    @contextmanager
    def _transaction(self) -> Iterator[_Write]:
        """One transaction that leaves the revision as it is."""
        with self._writing, translated(self.path):
            connection = self._connection()
            if connection.in_transaction:
                raise LedgerError(f"{self.path}: a transaction is open already; end it before the next")
            connection.execute("BEGIN IMMEDIATE")
            try:
                yield _Write(connection, revision_of(Snapshot(connection)) + 1)
                connection.execute("COMMIT")
            except BaseException:
                if connection.in_transaction:  # SQLite itself rolls back when the disk is full
                    connection.execute("ROLLBACK")
                raise

    def _connection(self) -> sqlite3.Connection:
        if self._writer is None:
            raise LedgerError(f"{self.path}: this ledger is open for reading only; open it with writable=True")
        return self._writer

    def put(self, document: Document, contributor: Contributor[T], analysis: T) -> Outcome:
        with self._writing:
            known = self.confirm(document.source, document.id, document.region, contributor)
            if known is not None:
                return known
            with self.write() as transaction:
                replaced = _document_at(transaction, document.source.location)
                again = next(transaction.execute("SELECT 1 FROM documents WHERE id = ?", (document.id,)), None)
                _set_source(transaction, document.source, document.id)
                if replaced is not None:
                    _release(transaction, replaced, contributor)
                if again is not None:
                    contributor.erase(transaction, document.id)
                    document_rows.delete(transaction, document.id)
                document_rows.insert(transaction, document)
                contributor.write(transaction, document, analysis)
                return "added" if replaced is None and again is None else "updated"

    def confirm(
        self, source: Source, document_id: str, region: str | None, contributor: Contributor[Any]
    ) -> Outcome | None:
        with self._writing, translated(self.path):
            reader = Snapshot(self._connection())
            held = next(reader.execute("SELECT given_region FROM documents WHERE id = ?", (document_id,)), None)
            if held is None or (region is not None and held[0] != region):
                return None
            here = _document_at(reader, source.location)
            if here == document_id:
                return "unchanged"
            if here is None:
                with self._transaction() as transaction:
                    _set_source(transaction, source, document_id)
                return "unchanged"
            with self.write() as transaction:
                _set_source(transaction, source, document_id)
                _release(transaction, here, contributor)
            return "updated"

    def forget(self, document_id: str, contributor: Contributor[Any]) -> None:
        with self.write() as transaction:
            if next(transaction.execute("SELECT 1 FROM documents WHERE id = ?", (document_id,)), None) is None:
                raise unknown(document_id)
            transaction.execute("DELETE FROM sources WHERE document_id = ?", (document_id,))
            _release(transaction, document_id, contributor)


def _document_at(reader: Reader, location: str) -> str | None:
    row = next(reader.execute("SELECT document_id FROM sources WHERE location = ?", (location,)), None)
    return None if row is None else str(row[0])


def _set_source(transaction: Transaction, source: Source, document_id: str) -> None:
    transaction.execute(
        "INSERT OR REPLACE INTO sources VALUES (?, ?, ?, ?)",
        (source.location, document_id, source.name, source.external_id),
    )


def _release(transaction: Transaction, document_id: str, contributor: Contributor[Any]) -> None:
    """Removes the document with all that only it supports, unless a location still holds it."""
    if next(transaction.execute("SELECT 1 FROM sources WHERE document_id = ?", (document_id,)), None) is not None:
        return
    contributor.erase(transaction, document_id)
    document_rows.delete(transaction, document_id)
    transaction.execute("INSERT OR REPLACE INTO removals VALUES (?, ?)", (document_id, transaction.revision))
