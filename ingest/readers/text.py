""".txt and .md: the decoded file as it stands, line breaks included."""

from __future__ import annotations

from ingest.decode import decode
from ingest.inputs import Limits
from ingest.readers.registry import Extract


def read(data: bytes, name: str, limits: Limits) -> Extract:
    """The file's text; nothing is dropped, so that offsets are those of any editor."""
    return Extract(decode(data, name))
