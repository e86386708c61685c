"""The SQLite ledger's tables and their version."""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Sequence
from uuid import uuid4

from ingest.errors import LedgerError
from ingest.storage.codec import layout

APPLICATION_ID = 0x57454E4D  # "WENM", in the file's header: tells a ledger from other SQLite files
SCHEMA_VERSION = 1

TABLES = """
CREATE TABLE meta (key TEXT PRIMARY KEY, value NOT NULL) WITHOUT ROWID;
-- Small columns only, so that listing and filtering read few pages; the text is in `contents`.
CREATE TABLE documents (
    id TEXT PRIMARY KEY,
    title TEXT NOT NULL,
    doc_number TEXT,
    genre TEXT NOT NULL,
    date TEXT,
    region TEXT,
    given_region TEXT,
    media_type TEXT NOT NULL,
    content_hash TEXT NOT NULL,
    length INTEGER NOT NULL,
    passage_count INTEGER NOT NULL,
    revision INTEGER NOT NULL,
    metadata TEXT NOT NULL
);
CREATE INDEX documents_doc_number ON documents (doc_number);
CREATE INDEX documents_genre ON documents (genre);
CREATE INDEX documents_date ON documents (date);
CREATE INDEX documents_region ON documents (region);
CREATE INDEX documents_revision ON documents (revision);
CREATE TABLE contents (
    document_id TEXT PRIMARY KEY,
    text TEXT NOT NULL,
    clean TEXT NOT NULL,
    header TEXT NOT NULL,
    parts TEXT NOT NULL,
    sections TEXT NOT NULL
);
CREATE TABLE issuers (
    document_id TEXT NOT NULL,
    position INTEGER NOT NULL,
    name TEXT NOT NULL,
    PRIMARY KEY (document_id, position)
) WITHOUT ROWID;
CREATE INDEX issuers_name ON issuers (name);
CREATE TABLE sources (
    location TEXT PRIMARY KEY,
    document_id TEXT NOT NULL,
    name TEXT NOT NULL,
    external_id TEXT NOT NULL
) WITHOUT ROWID;
CREATE INDEX sources_document ON sources (document_id);
CREATE INDEX sources_external ON sources (external_id);
CREATE INDEX sources_name ON sources (name);
CREATE TABLE passages (
    id TEXT PRIMARY KEY,
    document_id TEXT NOT NULL,
    ordinal INTEGER NOT NULL,
    part INTEGER NOT NULL,
    heading TEXT NOT NULL,
    start_offset INTEGER NOT NULL,
    end_offset INTEGER NOT NULL,
    clean_start INTEGER NOT NULL,
    clean_end INTEGER NOT NULL,
    text TEXT NOT NULL
);
CREATE UNIQUE INDEX passages_document ON passages (document_id, ordinal);
-- A document's last put is `documents.revision`; only removals need a row of their own.
CREATE TABLE removals (document_id TEXT PRIMARY KEY, revision INTEGER NOT NULL) WITHOUT ROWID;
CREATE INDEX removals_revision ON removals (revision);
"""


def _fingerprint(*described: str) -> str:
    normal = "\0".join(" ".join(text.split()) for text in described)
    return hashlib.sha256(normal.encode()).hexdigest()[:16]


def own_layout() -> str:
    """Changes when the ledger's tables or a packed dataclass do, so that no one need remember to raise the version."""
    return _fingerprint(TABLES, layout())


def create(connection: sqlite3.Connection, tables: Sequence[str]) -> None:
    """Makes an empty ledger in one transaction: a kill leaves all of it or none."""
    script = "\n".join((TABLES, *tables))
    layouts = f"('layout', '{own_layout()}'), ('tables', '{_fingerprint(*tables)}')"
    connection.executescript(
        f"BEGIN IMMEDIATE;\n{script}\n"
        f"INSERT INTO meta VALUES ('revision', 0), ('identity', '{uuid4()}'), {layouts};\n"
        f"PRAGMA application_id = {APPLICATION_ID};\nPRAGMA user_version = {SCHEMA_VERSION};\nCOMMIT;"
    )


def is_empty(connection: sqlite3.Connection) -> bool:
    """True before `create` has committed."""
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    (tables,) = connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
    return bool(version == 0 and tables == 0)


def check(connection: sqlite3.Connection, tables: Sequence[str]) -> None:
    """Raises `LedgerError` when the file is not a ledger or is one of another version.

    tables: the contributors' tables as given to `create`; empty skips their comparison (a reader may not know them).
    """
    (application,) = connection.execute("PRAGMA application_id").fetchone()
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    if application != APPLICATION_ID:
        raise LedgerError("is an SQLite file but not a Wenmai ledger; choose another --home")
    remedy = "ingest the documents again into a new --home, or use the Wenmai that made it"
    if version != SCHEMA_VERSION:
        raise LedgerError(f"has ledger version {version}, this Wenmai reads version {SCHEMA_VERSION}; {remedy}")
    meta = dict(connection.execute("SELECT key, value FROM meta"))
    if meta["layout"] != own_layout() or (tables and meta["tables"] != _fingerprint(*tables)):
        raise LedgerError(f"has the tables of another Wenmai; {remedy}")
