"""Lines of .jsonl files as inputs: one document a line, streamed, so that a file may be larger than memory."""

from __future__ import annotations

import gzip
import io
import json
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import IO, Any, cast

from ingest.inputs import Failure, Input, Limits

JSON_LINES = (".jsonl", ".jsonl.gz")


def open_lines(source: Path | io.BytesIO, name: str) -> IO[bytes]:
    """The file's bytes, unpacked when its name ends in .gz."""
    if name.casefold().endswith(".gz"):
        return cast(IO[bytes], gzip.open(source, "rb"))
    return source.open("rb") if isinstance(source, Path) else source


def line_inputs(stream: IO[bytes], location: str, limits: Limits) -> Iterator[Input | Failure]:
    """An input for each line of `stream`; a malformed line, or one whose id came before, is a failure by its number."""
    seen: set[str] = set()
    number = 0
    try:
        for number, line in _numbered_lines(stream, limits):
            yield _line_input(line, number, location, seen)
        if not number:
            yield Failure(location, "the file is empty; nothing was read")
    except (OSError, EOFError, zlib.error, _TooLong) as error:
        yield Failure(location, f"stops being readable ({error}); the lines before that are kept")


class _TooLong(Exception):
    """A line, or all of them together, exceed the limits."""


def _numbered_lines(stream: IO[bytes], limits: Limits) -> Iterator[tuple[int, bytes]]:
    """Lines that are not blank with their numbers from 1; memory stays bounded by the longest line allowed."""
    total = number = 0
    while line := stream.readline(limits.file_bytes + 1):
        number += 1
        total += len(line)
        if len(line) > limits.file_bytes:
            raise _TooLong(f"line {number} is longer than {limits.file_bytes} bytes")
        if total > limits.archive_bytes:
            raise _TooLong(f"more than {limits.archive_bytes} bytes; split the file or raise the limit")
        line = line.removeprefix(b"\xef\xbb\xbf") if number == 1 else line
        if line.strip():
            yield number, line


def _line_input(line: bytes, number: int, location: str, seen: set[str]) -> Input | Failure:
    where = f"{location}:{number}"
    try:
        record = parse_record(line)
    except ValueError as error:
        return Failure(where, f"line {number}: {error}")
    identifier = without_surrogates(str(record["id"]))
    if identifier in seen:
        return Failure(where, f"line {number}: the id {identifier!r} stands on an earlier line too; give each its own")
    seen.add(identifier)
    return Input(f"{location}#{identifier}", identifier, identifier, ".jsonl", line)


def parse_record(line: bytes) -> dict[str, Any]:
    """The line's JSON object; `ValueError` in words unless it has an id and a text."""
    try:
        record = json.loads(line)
    except UnicodeDecodeError as error:
        raise ValueError(f"not UTF-8 ({error.reason} at byte {error.start}); save the file as UTF-8") from error
    except (ValueError, RecursionError) as error:
        raise ValueError(f"not valid JSON ({error})") from error
    if not isinstance(record, dict):
        raise ValueError('not a JSON object; write {"id": ..., "title": ..., "text": ...}')
    identifier = record.get("id")
    if isinstance(identifier, bool) or not isinstance(identifier, str | int) or not str(identifier).strip():
        raise ValueError('no "id"; give the document a string or whole number')
    if not isinstance(record.get("text"), str):
        raise ValueError(f'no "text" in {identifier!r}; give the document\'s text as a string')
    return record


def without_surrogates(text: str) -> str:
    r"""The text with lone surrogates (JSON may spell \ud800) replaced: they cannot be stored as UTF-8."""
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
