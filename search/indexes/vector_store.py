"""Embeddings on disk, a projection of the ledger: one SQLite file, one transaction a batch with the revision applied.

FAISS holds the same vectors in memory (`vector_index`); this file is what survives a crash. Vectors are kept as
half floats: cosines change by less than 0.001, the file is half as large.
"""

from __future__ import annotations

import json
import sqlite3
import threading
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from ingest.errors import WenmaiError

VERSION = 1

_TABLES = """
CREATE TABLE IF NOT EXISTS meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS vectors (
    key INTEGER PRIMARY KEY AUTOINCREMENT,
    passage TEXT NOT NULL UNIQUE,
    document TEXT NOT NULL,
    hash TEXT NOT NULL,
    vector BLOB NOT NULL
);
CREATE INDEX IF NOT EXISTS vectors_document ON vectors (document);
CREATE INDEX IF NOT EXISTS vectors_hash ON vectors (hash);
CREATE TABLE IF NOT EXISTS removals (number INTEGER PRIMARY KEY AUTOINCREMENT, key INTEGER NOT NULL);
"""


FILE = "vectors.sqlite"


class VectorIndexError(WenmaiError):
    """The vector index cannot be opened, or was made with another model."""


@dataclass(frozen=True, slots=True)
class Identity:
    """What made the vectors; vectors of two identities cannot be compared."""

    model: str
    model_revision: str
    dimension: int


@dataclass(frozen=True, slots=True)
class Entry:
    """A passage to be stored. hash: of the text that was embedded."""

    passage: str
    document: str
    hash: str
    vector: NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class State:
    """Where the file stands: ledger revision applied, greatest key given, number of the last removal."""

    revision: int
    last_key: int
    last_removal: int


class Stored(NamedTuple):
    """Vectors read back: keys (n,) int64, passages, vectors (n, dim) float32."""

    keys: NDArray[np.int64]
    passages: list[str]
    vectors: NDArray[np.float32]


class VectorStore:
    """The file. One process writes at a time, any number read meanwhile."""

    def __init__(self, path: Path) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        self.path = path
        self._lock = threading.RLock()
        self._connection = sqlite3.connect(path, isolation_level=None, check_same_thread=False, timeout=30)
        try:
            self._connection.execute("PRAGMA journal_mode=WAL")
            self._connection.execute("PRAGMA synchronous=NORMAL")
            self._connection.executescript(_TABLES)
        except sqlite3.DatabaseError as error:
            raise VectorIndexError(
                f"The vector index {path} cannot be opened ({error}). Delete its folder: the next ingest embeds again."
            ) from error

    def close(self) -> None:
        with self._lock:
            self._connection.close()

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """All or nothing of what is done inside; another process's write waits."""
        with self._lock:
            self._connection.execute("BEGIN IMMEDIATE")
            try:
                yield
                self._connection.execute("COMMIT")
            except BaseException:
                self._connection.execute("ROLLBACK")
                raise

    def meta(self) -> dict[str, str]:
        with self._lock:
            return dict(self._connection.execute("SELECT key, value FROM meta"))

    def set_meta(self, values: Mapping[str, str]) -> None:
        with self._lock:
            self._connection.executemany("INSERT OR REPLACE INTO meta VALUES (?, ?)", list(values.items()))

    def identity(self) -> Identity | None:
        """None while nothing has been stored."""
        meta = self.meta()
        if "model" not in meta:
            return None
        return Identity(meta["model"], meta["model_revision"], int(meta["dimension"]))

    def claim(self, identity: Identity) -> None:
        """Notes what makes the vectors; raises `VectorIndexError` when others made those that are here."""
        held = self.identity()
        if held is None:
            self.set_meta(
                {
                    "version": str(VERSION),
                    "model": identity.model,
                    "model_revision": identity.model_revision,
                    "dimension": str(identity.dimension),
                }
            )
        elif held != identity:
            raise VectorIndexError(
                f"The vectors in {self.path.parent} were made with {held.model} (revision {held.model_revision}), not "
                f"with {identity.model} (revision {identity.model_revision}). Use --model {held.model}, or delete that "
                "folder and run ingest again to embed everything with the new model."
            )

    def state(self) -> State:
        with self._lock:
            revision, last_key, last_removal = self._connection.execute(
                "SELECT (SELECT value FROM meta WHERE key = 'revision'), (SELECT max(key) FROM vectors), "
                "(SELECT max(number) FROM removals)"
            ).fetchone()
        return State(int(revision or 0), last_key or 0, last_removal or 0)

    def known(self, hashes: Iterable[str]) -> dict[str, NDArray[np.float32]]:
        """Vectors of texts embedded before, by hash."""
        found: dict[str, NDArray[np.float32]] = {}
        with self._lock:
            for value in set(hashes):
                row = self._connection.execute("SELECT vector FROM vectors WHERE hash = ?", (value,)).fetchone()
                if row is not None:
                    found[value] = np.frombuffer(row[0], dtype=np.float16).astype(np.float32)
        return found

    def remove(self, document: str) -> None:
        """Removes the document's vectors."""
        with self._lock:
            self._connection.execute(
                "INSERT INTO removals (key) SELECT key FROM vectors WHERE document = ?", (document,)
            )
            self._connection.execute("DELETE FROM vectors WHERE document = ?", (document,))

    def add(self, entries: Sequence[Entry]) -> None:
        """Stores passages; one that is here already is replaced."""
        rows = [(e.passage, e.document, e.hash, e.vector.astype(np.float16).tobytes()) for e in entries]
        with self._lock:
            self._connection.executemany(
                "INSERT INTO removals (key) SELECT key FROM vectors WHERE passage = ?", [(row[0],) for row in rows]
            )
            self._connection.executemany(
                "INSERT OR REPLACE INTO vectors (passage, document, hash, vector) VALUES (?, ?, ?, ?)", rows
            )

    def clear(self) -> None:
        """Removes all vectors; keeps the identity."""
        with self._lock:
            self._connection.execute("INSERT INTO removals (key) SELECT key FROM vectors")
            self._connection.execute("DELETE FROM vectors")

    def passages(self) -> dict[str, str]:
        """Document of each passage."""
        with self._lock:
            return dict(self._connection.execute("SELECT passage, document FROM vectors"))

    def after(self, key: int, limit: int) -> Stored:
        """Up to `limit` vectors stored after the key, by key."""
        with self._lock:
            rows = self._connection.execute(
                "SELECT key, passage, vector FROM vectors WHERE key > ? ORDER BY key LIMIT ?", (key, limit)
            ).fetchall()
        keys = np.fromiter((row[0] for row in rows), dtype=np.int64, count=len(rows))
        vectors = np.frombuffer(b"".join(row[2] for row in rows), dtype=np.float16).reshape(
            len(rows), -1 if rows else 0
        )
        return Stored(keys, [row[1] for row in rows], vectors.astype(np.float32))

    def vectors(self, passages: Sequence[str]) -> dict[str, NDArray[np.float32]]:
        """Vectors of these passages, as far as they are stored."""
        with self._lock:
            rows = self._connection.execute(
                "SELECT passage, vector FROM vectors WHERE passage IN (SELECT value FROM json_each(?))",
                (json.dumps(list(passages)),),
            ).fetchall()
        return {passage: np.frombuffer(vector, dtype=np.float16).astype(np.float32) for passage, vector in rows}

    def keys(self) -> dict[int, str]:
        """Passage of each key."""
        with self._lock:
            return dict(self._connection.execute("SELECT key, passage FROM vectors"))

    def removed(self, since: int) -> list[int]:
        """Keys removed after that removal."""
        with self._lock:
            return [key for (key,) in self._connection.execute("SELECT key FROM removals WHERE number > ?", (since,))]
