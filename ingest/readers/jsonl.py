"""One line of a .jsonl file: {"id", "title", "text"} and further fields, which become metadata."""

from __future__ import annotations

import json
from typing import Any

from ingest.errors import InputError
from ingest.inputs import Limits
from ingest.json_lines import parse_record, without_surrogates
from ingest.readers.registry import Extract

OWN_FIELDS = frozenset({"id", "title", "text"})


def read(data: bytes, name: str, limits: Limits) -> Extract:
    """The record's text and title. The hash covers the canonical JSON, so that spacing and key order do not matter."""
    try:
        record = parse_record(data)
    except ValueError as error:
        raise InputError(f"{name}: {error}") from error
    return Extract(
        text=without_surrogates(record["text"]),
        title=_title(record.get("title")),
        metadata={
            without_surrogates(key): _value(value)
            for key, value in record.items()
            if key not in OWN_FIELDS and value is not None
        },
        digested=json.dumps(record, sort_keys=True, separators=(",", ":")).encode(),
    )


def _title(value: Any) -> str | None:
    """In one line, whatever line breaks it was copied with."""
    return " ".join(without_surrogates(value).split()) or None if isinstance(value, str) else None


def _value(value: Any) -> str:
    """Metadata are strings: anything but a string keeps its JSON spelling."""
    return without_surrogates(value if isinstance(value, str) else json.dumps(value, ensure_ascii=False))
