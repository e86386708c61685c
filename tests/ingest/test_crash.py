"""An ingest killed (SIGKILL) at random moments leaves a sound ledger that takes the rest (see benchmarks/crash.py)."""

from __future__ import annotations

import random
import signal
import sys
import time
from pathlib import Path
from typing import Any

import psutil
import pytest

from benchmarks.crash import contents, kill_once, run_child, unbroken_seconds, write_documents

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="no SIGKILL on Windows")

Unbroken = tuple[Path, float, dict[str, list[Any]]]


@pytest.fixture(scope="module")
def unbroken(tmp_path_factory: pytest.TempPathFactory) -> Unbroken:
    root = tmp_path_factory.mktemp("crash")
    write_documents(root / "documents", 40)
    seconds = unbroken_seconds(root / "home", [root / "documents"], 1)
    return root / "documents", seconds, contents(root / "home")


@pytest.mark.parametrize("part", range(5))
def test_killed_ingest_leaves_a_sound_ledger(unbroken: Unbroken, tmp_path: Path, part: int) -> None:
    documents, seconds, expected = unbroken
    moment = random.Random(part).uniform(part, part + 1) / 5 * seconds
    trial = kill_once(tmp_path / "home", [documents], 1, moment, expected)
    assert trial.problems == []
    assert trial.documents <= 40


def test_workers_end_with_their_killed_parent(unbroken: Unbroken, tmp_path: Path) -> None:
    documents, _, expected = unbroken
    with run_child(tmp_path / "home", [documents], 2) as child:
        process = psutil.Process(child.pid)
        while child.poll() is None and len(children := process.children(recursive=True)) < 3:
            time.sleep(0.01)
        child.send_signal(signal.SIGKILL)
    assert len(children) >= 3  # the fork server's two helpers and a worker
    _, alive = psutil.wait_procs(children, timeout=20)
    assert alive == []
    assert kill_once(tmp_path / "home", [documents], 2, 0.0, expected).problems == []
