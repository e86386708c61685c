"""Uploaded files, kept in the home so that a second upload of the same name replaces the first."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory
from typing import IO, Protocol

from api.failures import TooLargeError, UsageError

CHUNK = 1 << 20
LONGEST_NAME = 255
"""Bytes of UTF-8 that file systems take as one name."""
UPLOADS = "uploads"
"""Folder of the home."""


class Upload(Protocol):
    """The part of an uploaded file that is used here."""

    filename: str | None

    @property
    def file(self) -> IO[bytes]: ...


def file_name(upload: Upload) -> str:
    """The bare file name; folders that the client sent are dropped, so nothing is written outside the uploads."""
    name = PurePosixPath((upload.filename or "").replace("\\", "/")).name.strip()
    if not name or name.startswith(".") or not name.isprintable():
        raise UsageError(f"an upload needs a file name with its suffix, e.g. notice.txt; got {upload.filename!r}")
    if len(name.encode()) > LONGEST_NAME:
        raise UsageError(f"the file name {name[:20]}… is longer than {LONGEST_NAME} bytes; shorten it")
    return name


def _copy(upload: Upload, target: Path, room: int, max_mb: int) -> int:
    written = 0
    with target.open("wb") as out:
        while chunk := upload.file.read(CHUNK):
            written += len(chunk)
            if written > room:
                raise TooLargeError(f"{target.name}: the upload is larger than {max_mb} MB; raise WENMAI_MAX_UPLOAD_MB")
            out.write(chunk)
    return written


@dataclass(frozen=True, slots=True)
class Staging:
    """Uploads on their way into the home. new: folder that they were written to; old: where what they replace waits."""

    folder: Path
    new: Path
    old: Path
    names: tuple[str, ...]

    def put_in_place(self) -> list[Path]:
        """Moves the uploads into the home's folder; gives their paths."""
        for name in self.names:
            if (self.folder / name).exists():
                os.replace(self.folder / name, self.old / name)
            os.replace(self.new / name, self.folder / name)
        return [self.folder / name for name in self.names]

    def take_back(self, path: Path) -> None:
        """Undoes `put_in_place` for one upload that could not be read: what it replaced stands there again."""
        if (self.old / path.name).exists():
            os.replace(self.old / path.name, path)
        else:
            path.unlink(missing_ok=True)


@contextmanager
def staged(uploads: Sequence[Upload], folder: Path, max_mb: int) -> Iterator[Staging]:
    """The uploads, written beside their place, all or none; UsageError for a name, TooLargeError past `max_mb`."""
    names = [file_name(upload) for upload in uploads]
    if twice := {name for name in names if names.count(name) > 1}:
        raise UsageError(f"two uploads bear the name {sorted(twice)[0]}; rename one")
    folder.mkdir(parents=True, exist_ok=True)
    room = max_mb * 1_000_000
    with TemporaryDirectory(dir=folder, prefix=".incoming-") as temporary:
        staging = Staging(folder, Path(temporary) / "new", Path(temporary) / "old", tuple(names))
        staging.new.mkdir()
        staging.old.mkdir()
        for name, upload in zip(names, uploads, strict=True):
            room -= _copy(upload, staging.new / name, room, max_mb)
        yield staging
