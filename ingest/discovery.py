"""Finds what there is to read: files, archive members and .jsonl lines, before any of them is parsed."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from pathlib import Path

from ingest.archives import archive_inputs
from ingest.inputs import Failure, Input, Limits, is_skipped
from ingest.json_lines import line_inputs, open_lines


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
