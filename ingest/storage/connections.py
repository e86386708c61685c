"""SQLite connections: how they are opened, lent to threads, and how the driver's errors become `LedgerError`."""

from __future__ import annotations

import os
import sqlite3
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from ingest.errors import LedgerError

IDLE = 8
"""Connections kept open for the next reader."""
BUSY_SECONDS = 30.0
"""How long a statement waits for a short lock (a checkpoint, recovery after a kill)."""

REMEDIES = (
    ("full", "the disk is full; free some space and run the command again"),
    ("disk i/o", "the disk is full or failing; free some space or use another --home"),
    ("malformed", "the file is damaged; move it away and ingest the documents again"),
    ("not a database", "this is not a ledger; choose another --home"),
    ("readonly", "it may not be written here; check its permissions or choose another --home"),
    ("unable to open", "it may not be opened here; check its permissions or choose another --home"),
    ("locked", "another program holds it; close that program and run the command again"),
)


@contextmanager
def translated(path: Path) -> Iterator[None]:
    """Turns the driver's errors about the file into `LedgerError`.

    Errors about one statement's values (`sqlite3.IntegrityError` and its like) pass: they are one document's fault.
    """
    try:
        yield
    except sqlite3.DatabaseError as error:
        if type(error) not in (sqlite3.OperationalError, sqlite3.DatabaseError):
            raise
        said = str(error).lower()
        remedy = next((r for word, r in REMEDIES if word in said), "run `wenmai verify`")
        raise LedgerError(f"{path}: {error}; {remedy}") from error


def open_writer(path: Path) -> sqlite3.Connection:
    """The writing connection, in WAL mode: readers go on while it writes."""
    connection = _connect(path, "rwc")
    connection.execute("PRAGMA journal_mode = WAL")
    # A commit is in the operating system's hands when it returns: kill -9 loses none. Only a power cut may lose the
    # last ones (never damage the file), and ingesting again brings those back; a sync a document would cost far more.
    connection.execute("PRAGMA synchronous = NORMAL")
    # Fewer checkpoints, each of which syncs: 10,000 small documents go in a quarter faster than at SQLite's 1000 pages.
    connection.execute("PRAGMA wal_autocheckpoint = 4000")
    connection.execute("PRAGMA cache_size = -65536")  # KiB, so 64 MiB
    return connection


def open_reader(path: Path) -> sqlite3.Connection:
    """A connection that cannot write."""
    try:
        connection = _connect(path, "ro")
    except sqlite3.OperationalError:
        # WAL needs its side files even to read. Where they are missing and cannot be made (a read-only disk), nobody
        # can be writing either, and the file may be read as it stands.
        wal = path.with_name(path.name + "-wal")
        if wal.exists() or not path.exists() or os.access(path.parent, os.W_OK):
            raise
        connection = _connect(path, "ro&immutable=1")
    connection.execute("PRAGMA query_only = ON")
    return connection


def _connect(path: Path, mode: str) -> sqlite3.Connection:
    connection = sqlite3.connect(
        f"{path.absolute().as_uri()}?mode={mode}",
        uri=True,
        timeout=BUSY_SECONDS,
        isolation_level=None,  # transactions are begun and ended here, not by the driver
        check_same_thread=False,  # lent to one thread at a time, closed by any
        cached_statements=256,
    )
    try:
        connection.execute("SELECT count(*) FROM sqlite_master").fetchone()  # opening is lazy: fail here
    except sqlite3.Error:
        connection.close()
        raise
    return connection


class ReaderPool:
    """Reading connections, each lent to one thread at a time."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._idle: list[sqlite3.Connection] = []
        self._lock = threading.Lock()
        self._closed = False

    @contextmanager
    def snapshot(self) -> Iterator[sqlite3.Connection]:
        """A connection inside one read transaction: all its statements see the same commit."""
        with translated(self._path):
            connection = self._take()
            try:
                connection.execute("BEGIN")
                yield connection
            finally:
                with suppress(sqlite3.Error):
                    connection.rollback()
                self._give(connection)

    def close(self) -> None:
        """Closes idle connections now, lent ones when they come back."""
        with self._lock:
            self._closed = True
            idle, self._idle = self._idle, []
        for connection in idle:
            connection.close()

    def _take(self) -> sqlite3.Connection:
        with self._lock:
            if self._closed:
                raise LedgerError(f"{self._path}: this ledger was closed; open it again")
            if self._idle:
                return self._idle.pop()
        return open_reader(self._path)

    def _give(self, connection: sqlite3.Connection) -> None:
        with self._lock:
            keep = not self._closed and len(self._idle) < IDLE
            if keep:
                self._idle.append(connection)
        if not keep:
            connection.close()
