"""What there is to read, and what of it was skipped."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Limits:
    """Sizes in bytes. archive_bytes: what one archive may unpack to; archive_members: how many files it may hold."""

    file_bytes: int = 200_000_000
    archive_bytes: int = 2_000_000_000
    archive_members: int = 100_000


@dataclass(frozen=True, slots=True)
class Input:
    """One document to read in a worker; picklable.

    location, name, external_id: as in `Source`. suffix: lower case with the dot; picks the reader.
    payload: the file's path, an archive member's bytes, or a .jsonl line's bytes.
    """

    location: str
    name: str
    external_id: str
    suffix: str
    payload: Path | bytes


@dataclass(frozen=True, slots=True)
class Failure:
    """An input that was skipped: path (location) and reason, in words for the user."""

    path: str
    reason: str


SYSTEM_FILES = frozenset({"thumbs.db", "desktop.ini", "__macosx"})


def is_skipped(name: str) -> bool:
    """Hidden files, an office program's lock files (~$x.docx) and what operating systems leave in folders."""
    return name.startswith((".", "~$")) or name.casefold() in SYSTEM_FILES
