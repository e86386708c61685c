"""Members of .zip archives as inputs, within limits on depth, number and unpacked size."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from ingest.file_names import name_from_bytes
from ingest.inputs import Failure, Input, Limits, is_skipped
from ingest.json_lines import JSON_LINES, line_inputs, open_lines

DEEPEST = 3
UTF8_NAME = 0x800
ENCRYPTED = 0x1
BOMB_RATIO, BOMB_BYTES = 200, 10_000_000
"""A member that unpacks to more than so many times its packed size, and to more than so many bytes, is refused: it
would cost minutes, and text that someone wrote packs to a tenth, seldom to a fiftieth."""


@dataclass(slots=True)
class Budget:
    """What an archive and those inside it may still unpack."""

    bytes_left: int
    members_left: int


class OverBudgetError(Exception):
    """The archive unpacks to more than the limits allow."""


class _RefusedError(Exception):
    """A member is encrypted or larger than the limits allow."""


def archive_inputs(
    file: Path | io.BytesIO, location: str, limits: Limits, budget: Budget | None = None, depth: int = 1
) -> Iterator[Input | Failure]:
    """Inputs inside the archive, in the order of their names; a broken, encrypted or oversized one is a failure."""
    budget = budget or Budget(limits.archive_bytes, limits.archive_members)
    try:
        with zipfile.ZipFile(file) as archive:
            members = sorted(
                ((member_name(info), info) for info in archive.infolist() if not info.is_dir()), key=lambda m: m[0]
            )
            if not members:
                yield Failure(location, "an archive without files; check that it is the right one")
            for name, info in members:
                if not any(is_skipped(part) for part in _path(name).parts):
                    yield from _member_inputs((archive, info), name, location, limits, (budget, depth))
    except OverBudgetError as error:
        yield Failure(location, f"{error}; unpack it and ingest a part, or raise the limits")
    except (zipfile.BadZipFile, OSError, NotImplementedError, ValueError) as error:
        yield Failure(location, f"not a readable .zip archive ({error}); unpack it and ingest the folder")


def member_name(info: zipfile.ZipInfo) -> str:
    """The member's path as its maker wrote it.

    Chinese systems write GB18030 names without saying so, and zipfile then shows them as code page 437.
    """
    if info.flag_bits & UTF8_NAME:
        return info.filename
    try:
        raw = info.filename.encode("cp437")
    except UnicodeEncodeError:
        return info.filename
    return name_from_bytes(raw) or info.filename


def _path(member: str) -> PurePosixPath:
    return PurePosixPath(member.replace("\\", "/"))


def _member_inputs(
    member: tuple[zipfile.ZipFile, zipfile.ZipInfo], name: str, outer: str, limits: Limits, state: tuple[Budget, int]
) -> Iterator[Input | Failure]:
    budget, depth = state
    path, location = _path(name), f"{outer}!{name}"
    try:
        data = _read_member(*member, limits, budget)
    except _RefusedError as error:
        yield Failure(location, str(error))
        return
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, ValueError) as error:
        yield Failure(location, f"damaged in the archive ({error}); pack it again or ingest the file itself")
        return
    lowered = path.name.casefold()
    if lowered.endswith(".zip"):
        if depth >= DEEPEST:
            yield Failure(location, f"an archive inside {DEEPEST} others; unpack it and ingest the folder")
        else:
            yield from archive_inputs(io.BytesIO(data), location, limits, budget, depth + 1)
    elif lowered.endswith(JSON_LINES):
        with open_lines(io.BytesIO(data), path.name) as stream:
            yield from line_inputs(stream, location, limits)
    else:
        yield Input(location, path.name, path.stem, path.suffix.lower(), data)


def _read_member(archive: zipfile.ZipFile, info: zipfile.ZipInfo, limits: Limits, budget: Budget) -> bytes:
    """The member's bytes, read no further than the limits: the size that an archive declares may be a lie."""
    budget.members_left -= 1
    if budget.members_left < 0:
        raise OverBudgetError(f"holds more than {limits.archive_members} files")
    if info.flag_bits & ENCRYPTED:
        raise _RefusedError("encrypted; unpack it with its password and ingest the folder")
    if info.file_size > limits.file_bytes:
        raise _RefusedError(f"unpacks to {info.file_size} bytes, more than the limit of {limits.file_bytes}")
    if info.file_size > max(BOMB_BYTES, BOMB_RATIO * info.compress_size):
        times = info.file_size // max(info.compress_size, 1)
        raise _RefusedError(f"unpacks to {times} times its size; if it is no zip bomb, unpack it and ingest the folder")
    allowed = min(limits.file_bytes, budget.bytes_left)
    with archive.open(info) as stream:
        data = stream.read(allowed + 1)
    budget.bytes_left -= len(data)
    if budget.bytes_left < 0:
        raise OverBudgetError(f"unpacks to more than {limits.archive_bytes} bytes")
    if len(data) > limits.file_bytes:
        raise _RefusedError(f"unpacks to more than the limit of {limits.file_bytes} bytes")
    return data
