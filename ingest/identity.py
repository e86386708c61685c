"""An input's document id without parsing it, so that unchanged documents are passed over quickly."""

from __future__ import annotations

import hashlib
from pathlib import Path

from ingest import readers
from ingest.document import RawDocument, Source
from ingest.errors import InputError
from ingest.inputs import Input, Limits

HASHED_AFTER_READING = frozenset({".jsonl"})
"""Suffixes whose content hash covers something other than the bytes (a line's canonical JSON)."""


def source_of(item: Input) -> Source:
    return Source(item.location, item.name, item.external_id)


def document_id(item: Input, limits: Limits) -> str | None:
    """What `readers.read(item, limits).id` would be; None when the input cannot be read."""
    try:
        if item.suffix in HASHED_AFTER_READING:
            return readers.read(item, limits).id
        return RawDocument(source_of(item), "", "", _bytes_hash(item.payload, limits)).id
    except (InputError, OSError):
        return None


def _bytes_hash(payload: Path | bytes, limits: Limits) -> str:
    if isinstance(payload, bytes):
        return hashlib.sha256(payload).hexdigest()
    if payload.stat().st_size > limits.file_bytes:
        raise InputError(f"{payload}: larger than the limit")
    with payload.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()
