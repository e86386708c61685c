"""The table from suffix to reader, and what all readers share: limits, hash and source."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from importlib import import_module

from ingest.document import RawDocument, Source
from ingest.errors import InputError
from ingest.inputs import Input, Limits


@dataclass(frozen=True, slots=True)
class Extract:
    """What a format's reader gets out of the bytes. digested: what to hash in place of the bytes, if not they."""

    text: str
    title: str | None = None
    metadata: Mapping[str, str] = field(default_factory=dict)
    digested: bytes | None = None


Reader = Callable[[bytes, str, Limits], Extract]

# suffix -> (media type, module with a function `read(data, name, limits) -> Extract`), imported when first needed
FORMATS: Mapping[str, tuple[str, str]] = {
    ".txt": ("text/plain", "ingest.readers.text"),
    ".md": ("text/markdown", "ingest.readers.text"),
    ".markdown": ("text/markdown", "ingest.readers.text"),
    ".html": ("text/html", "ingest.readers.html"),
    ".htm": ("text/html", "ingest.readers.html"),
    ".docx": ("application/vnd.openxmlformats-officedocument.wordprocessingml.document", "ingest.readers.docx"),
    ".jsonl": ("application/jsonl", "ingest.readers.jsonl"),
}
SUFFIXES = tuple(FORMATS)


def read(item: Input, limits: Limits) -> RawDocument:
    """The document behind `item`; `InputError` names it and the reason when it cannot be read."""
    known = FORMATS.get(item.suffix)
    if known is None:
        raise InputError(f"{item.name}: no reader for {item.suffix or 'a file without suffix'}; {_next_step()}")
    media_type, module = known
    data = _bytes(item, limits)
    reader: Reader = import_module(module).read
    extract = reader(data, item.name, limits)
    if not extract.text.strip():
        raise InputError(f"{item.name}: no text inside (scanned pages?); nothing was read")
    return RawDocument(
        source=Source(item.location, item.name, item.external_id),
        text=extract.text,
        media_type=media_type,
        content_hash=hashlib.sha256(data if extract.digested is None else extract.digested).hexdigest(),
        title=extract.title,
        metadata=extract.metadata,
    )


def _next_step() -> str:
    return f"convert it to one of {' '.join(SUFFIXES)}"


def _bytes(item: Input, limits: Limits) -> bytes:
    if isinstance(item.payload, bytes):
        return item.payload
    try:
        size = item.payload.stat().st_size
        if size > limits.file_bytes:
            raise InputError(f"{item.name}: {size} bytes, more than the limit of {limits.file_bytes}; split the file")
        return item.payload.read_bytes()
    except OSError as error:
        raise InputError(f"{item.name}: cannot be opened ({error.strerror}); check its permissions") from error
