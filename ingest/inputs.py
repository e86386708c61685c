"""What there is to read: files, archive members and .jsonl lines, found before any of them is parsed."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
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


def discover(paths: Iterable[Path], limits: Limits) -> Iterator[Input | Failure]:
    """Inputs below `paths` in a stable order; folders are walked, archives opened, .jsonl files split into lines."""
    for path in paths:
        yield from _below(Path(os.path.abspath(path)), limits)


def _below(path: Path, limits: Limits) -> Iterator[Input | Failure]:
    """The inputs at one absolute path."""
    if path.is_dir():
        yield from _in_folder(path, limits)
    elif not path.exists():
        yield Failure(str(path), "no such file or folder; check the path")
    elif not path.is_file():
        yield Failure(str(path), "not a regular file; give files, folders, .zip or .jsonl")
    else:
        yield from _in_file(path, limits)


def _in_folder(folder: Path, limits: Limits) -> Iterator[Input | Failure]:
    """A folder's entries by name; links to folders are not followed, since they may lead back up."""
    try:
        entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
    except OSError as error:
        yield Failure(str(folder), f"cannot be listed ({error.strerror}); check its permissions")
        return
    for entry in entries:
        if not is_skipped(entry.name) and not (entry.is_symlink() and entry.is_dir()):
            yield from _below(Path(entry.path), limits)


def _in_file(path: Path, limits: Limits) -> Iterator[Input | Failure]:
    from ingest.archives import archive_inputs
    from ingest.json_lines import line_inputs, open_lines

    lowered = path.name.casefold()
    if lowered.endswith(".zip"):
        yield from archive_inputs(path, str(path), limits)
    elif lowered.endswith((".jsonl", ".jsonl.gz")):
        try:
            with open_lines(path) as stream:
                yield from line_inputs(stream, str(path), limits)
        except OSError as error:
            yield Failure(str(path), f"cannot be opened ({error.strerror or error}); check its permissions")
    else:
        yield Input(str(path), path.name, path.stem, path.suffix.lower(), path)
