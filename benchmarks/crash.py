"""Kills (SIGKILL) an ingest at random moments and checks what is left.

    python benchmarks/crash.py [--times 50] [--documents 120] [--workers 2] [--seed 1] [PATH...]

Each time the ledger must open, verify without a problem, take the rest, and then be the same, row by row, as one that
was written without a break. Without PATH, documents are made.
"""

from __future__ import annotations

import argparse
import os
import random
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections import Counter
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from graph.contributor import GraphContributor
from graph.tables import TABLES
from ingest.errors import LedgerError
from ingest.pipeline import IngestReport, ingest
from ingest.storage.sqlite_ledger import FILE, open_ledger
from ingest.verify import verify

CHILD = """
import sys
from pathlib import Path
from benchmarks.crash import ingest_into
from ingest import workers

workers.INLINE_SECONDS = -1.0
print("ready", flush=True)
ingest_into(Path(sys.argv[1]), [Path(p) for p in sys.argv[3:]], int(sys.argv[2]))
"""
COMMIT_COUNTERS = {"meta", "removals", "graph_tombstone", "graph_touched"}
"""Tables that tell how often something was committed, which a break may change."""
PLACES = ("昆明市", "大理州", "曲靖市", "玉溪市", "红河州")


def write_documents(folder: Path, count: int) -> None:
    """Notices that cite one another, so that documents share entities."""
    folder.mkdir(parents=True, exist_ok=True)
    for n in range(count):
        place, other = PLACES[n % 5], PLACES[(n + 2) % 5]
        text = (
            f"云南省{place}总工会文件\n\n云工发〔2023〕{n + 1}号\n\n"
            f"关于印发《第{n}批职工技能提升行动方案》的通知\n\n各县总工会：\n\n"
            f"为贯彻落实《云南省职工技能提升行动实施意见》和《第{n // 2}批职工技能提升行动方案》，{place}总工会联合"
            f"{other}总工会开展技能大赛。\n\n一、总体要求\n\n"
            + f"{place}总工会主席李某{n % 7}出席启动仪式。"
            * (n % 40)
            + "\n\n"
            f"云南省{place}总工会\n2023年{n % 12 + 1}月{n % 28 + 1}日\n"
        )
        (folder / f"{n:04}.txt").write_text(text, encoding="utf-8")


def ingest_into(home: Path, paths: list[Path], workers: int) -> IngestReport:
    with open_ledger(home, writable=True, tables=[TABLES]) as ledger:
        return ingest(paths, ledger, GraphContributor(), workers=workers)


def contents(home: Path) -> dict[str, list[Any]]:
    """Every row of every table, without revisions."""
    found = {}
    with closing(sqlite3.connect(home / FILE)) as connection:
        names = [
            name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY 1")
        ]
        for name in names:
            if name not in COMMIT_COUNTERS:
                columns = [c[1] for c in connection.execute(f"PRAGMA table_info({name})") if c[1] != "revision"]
                found[name] = sorted(connection.execute(f"SELECT {', '.join(columns)} FROM {name}"), key=repr)
    return found


@dataclass(frozen=True)
class Trial:
    """documents: how many were in when it was killed. problems: empty when all was well."""

    documents: int
    problems: list[str]


def run_child(home: Path, paths: list[Path], workers: int) -> subprocess.Popen[str]:
    arguments = [sys.executable, "-c", CHILD, str(home), str(workers), *map(str, paths)]
    root = Path(__file__).resolve().parent.parent
    child = subprocess.Popen(arguments, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, cwd=root)
    assert child.stdout is not None
    child.stdout.readline()
    return child


def unbroken_seconds(home: Path, paths: list[Path], workers: int) -> float:
    """How long an ingest without a break takes; it fills `home`."""
    child = run_child(home, paths, workers)
    begun = time.monotonic()
    with child:
        assert child.wait() == 0
    return time.monotonic() - begun


def kill_once(home: Path, paths: list[Path], workers: int, seconds: float, expected: dict[str, list[Any]]) -> Trial:
    """Ingests into the new folder `home`, killed after `seconds`, then finished."""
    with run_child(home, paths, workers) as child:
        time.sleep(seconds)
        os.kill(child.pid, signal.SIGKILL)
    problems: list[str] = []
    documents = 0
    try:
        with open_ledger(home) as ledger:
            documents = len(list(ledger.records()))
            problems += [f"{p.subject}: {p.message}" for p in verify(ledger)]
    except LedgerError as error:
        if "no ledger" not in str(error):  # killed before it was made
            problems.append(str(error))
    report = ingest_into(home, paths, 1)
    if report.unchanged != documents or report.failed:
        problems.append(f"{documents} documents were in, {report.unchanged} were found again; failed {report.failed}")
    found = contents(home)
    problems += [f"table {name} differs" for name in expected if found.get(name) != expected[name]]
    return Trial(documents, problems)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("paths", nargs="*", type=Path, metavar="PATH")
    parser.add_argument("--times", type=int, default=50)
    parser.add_argument("--documents", type=int, default=120)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--seed", type=int, default=1)
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        paths = [path.resolve() for path in arguments.paths] or [root / "documents"]
        if not arguments.paths:
            write_documents(paths[0], arguments.documents)
        longest = unbroken_seconds(root / "unbroken", paths, arguments.workers)
        expected = contents(root / "unbroken")
        print(f"unbroken: {len(expected['documents'])} documents in {longest:.1f} s")
        moments = random.Random(arguments.seed)
        outcomes: Counter[str] = Counter()
        for number in range(arguments.times):
            seconds = moments.uniform(0, longest)
            trial = kill_once(root / f"home{number}", paths, arguments.workers, seconds, expected)
            outcomes["sound" if not trial.problems else "broken"] += 1
            outcome = trial.problems or "sound"
            print(f"{number + 1:3}  killed after {seconds:6.2f} s with {trial.documents:5} in: {outcome}", flush=True)
        print(f"{arguments.times} kills: {dict(outcomes)}")


if __name__ == "__main__":
    main()
