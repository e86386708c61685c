"""One writer at a time, in this process and in others; the lock falls with its holder."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from ingest.errors import LedgerBusyError
from ingest.storage.lock import WriteLock
from ingest.storage.sqlite_ledger import open_ledger

HOLD = """
import sys
from pathlib import Path
from ingest.storage.lock import WriteLock
lock = WriteLock(Path(sys.argv[1]))
print("held", flush=True)
sys.stdin.read()
"""


def test_second_lock_names_the_holder(tmp_path: Path) -> None:
    lock = WriteLock(tmp_path / "lock")
    with pytest.raises(LedgerBusyError, match=f"process {os.getpid()} is writing") as raised:
        WriteLock(tmp_path / "lock")
    assert "wait until it ends" in str(raised.value)
    lock.release()
    WriteLock(tmp_path / "lock").release()


def test_refused_opening_does_not_free_the_lock(tmp_path: Path) -> None:
    with open_ledger(tmp_path, writable=True):
        for _ in range(2):
            with pytest.raises(LedgerBusyError):
                open_ledger(tmp_path, writable=True)
    open_ledger(tmp_path, writable=True).close()


def test_lock_falls_when_its_process_is_killed(tmp_path: Path) -> None:
    path = tmp_path / "lock"
    with subprocess.Popen(
        [sys.executable, "-c", HOLD, str(path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == "held\n"
        with pytest.raises(LedgerBusyError, match=f"process {holder.pid} "):
            WriteLock(path)
        holder.kill()
        holder.wait()
    WriteLock(path).release()
