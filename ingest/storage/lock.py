"""The write lock: one writer at a time; the operating system releases it when its process ends, even by kill."""

from __future__ import annotations

import errno
import os
import sys
from pathlib import Path

from ingest.errors import LedgerBusyError

FAR = 1 << 30
"""Windows locks bytes against reading too, so lock one far behind the holder's id."""

TAKEN = (errno.EAGAIN, errno.EACCES, errno.EDEADLK)


class WriteLock:
    """Held from construction until `release`. The file stays: removing it would let two processes lock two files."""

    def __init__(self, path: Path) -> None:
        # Not inherited by workers (PEP 446): the lock must fall with this process alone.
        self._file = os.open(path, os.O_RDWR | os.O_CREAT, 0o644)
        try:
            _lock(self._file)
        except OSError as error:
            if error.errno not in TAKEN:  # say, a network disk without locks
                os.close(self._file)
                raise
            holder = os.read(self._file, 32).decode("ascii", "replace").strip()
            os.close(self._file)
            raise LedgerBusyError(
                f"{path.parent}: process {holder or 'unknown'} is writing this ledger; wait until it ends, or stop it, "
                "then run the command again. Searching works meanwhile."
            ) from error
        os.ftruncate(self._file, 0)
        os.write(self._file, f"{os.getpid()}\n".encode())

    def release(self) -> None:
        """Lets the next writer in; does nothing the second time."""
        if self._file >= 0:
            os.close(self._file)
            self._file = -1


if sys.platform == "win32":
    import msvcrt

    def _lock(descriptor: int) -> None:
        os.lseek(descriptor, FAR, os.SEEK_SET)
        msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        os.lseek(descriptor, 0, os.SEEK_SET)
else:
    import fcntl

    def _lock(descriptor: int) -> None:
        # flock, not lockf: a second open in this process is refused too.
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
