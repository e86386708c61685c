"""Finds what there is to read: files, archive members and .jsonl lines, before any of them is parsed."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable, Iterator
from pathlib import Path

from ingest.archives import archive_inputs
from ingest.file_names import path_text
from ingest.inputs import Failure, Input, Limits, is_skipped
from ingest.json_lines import JSON_LINES, line_inputs, open_lines
from ingest.storage.sqlite_ledger import FILE as LEDGER_FILE


def discover(paths: Iterable[Path], limits: Limits) -> Iterator[Input | Failure]:
    """Inputs below `paths` in a stable order; folders are walked, archives opened, .jsonl files split into lines."""
    for path in paths:
        found = False
        for item in _below(Path(os.path.abspath(path)), limits):
            found = True
            yield item
        if not found:
            yield Failure(path_text(os.path.abspath(path)), "no files inside; check that it is the right folder")


def _below(path: Path, limits: Limits) -> Iterator[Input | Failure]:
    """The inputs at one absolute path."""
    try:
        mode = path.stat().st_mode
    except FileNotFoundError:
        yield Failure(path_text(path), "no such file or folder; check the path")
    except (OSError, ValueError) as error:  # a link to itself, a name too long, a folder that may not be entered
        yield Failure(path_text(path), f"cannot be reached ({_said(error)}); check the path and its permissions")
    else:
        if stat.S_ISDIR(mode):
            yield from _in_folder(path, limits)
        elif stat.S_ISREG(mode):
            yield from _in_file(path, limits)
        else:
            yield Failure(path_text(path), "not a regular file; give files, folders, .zip or .jsonl")


def _said(error: OSError | ValueError) -> str:
    return getattr(error, "strerror", None) or str(error)


def _in_folder(folder: Path, limits: Limits) -> Iterator[Input | Failure]:
    """A folder's entries by name."""
    try:
        entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
    except OSError as error:
        yield Failure(path_text(folder), f"cannot be listed ({error.strerror}); check its permissions")
        return
    for entry in entries:
        if not is_skipped(entry.name) and not _is_passed_over(entry):
            yield from _below(Path(entry.path), limits)


def _is_passed_over(entry: os.DirEntry[str]) -> bool:
    """A link to a folder, which may lead back up, or a home of Wenmai's own: by default it stands where one ingests."""
    if not os.path.isdir(entry.path):
        return False
    return entry.is_symlink() or os.path.isfile(os.path.join(entry.path, LEDGER_FILE))


def _in_file(path: Path, limits: Limits) -> Iterator[Input | Failure]:
    location, name = path_text(path), path_text(path.name)
    lowered = name.casefold()
    if lowered.endswith(".zip"):
        yield from archive_inputs(path, location, limits)
    elif lowered.endswith(JSON_LINES):
        try:
            with open_lines(path, name) as stream:
                yield from line_inputs(stream, location, limits)
        except OSError as error:
            yield Failure(location, f"cannot be opened ({error.strerror or error}); check its permissions")
    else:
        yield Input(location, name, name.removesuffix(path.suffix), path.suffix.lower(), path)
