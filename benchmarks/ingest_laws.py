"""Ingests a large corpus without vectors and prints a table row: size, seconds, MB/s, peak memory.

    python benchmarks/ingest_laws.py docs.jsonl.gz [--workers N] [--home DIR] [--first N] [--profile] [--no-vectors]

The rate is over the unpacked bytes of the lines. Peak memory is that of the main process and its workers together, by
proportional set size, sampled ten times a second. --profile runs in one process and says where the time goes.
"""

from __future__ import annotations

import argparse
import cProfile
import gzip
import pstats
import tempfile
import threading
import time
from contextlib import suppress
from itertools import islice
from pathlib import Path

import psutil

from graph.contributor import GraphContributor
from graph.tables import TABLES
from ingest.pipeline import IngestReport, ingest
from ingest.progress import progress_on
from ingest.storage.sqlite_ledger import FILE, open_ledger


class PeakMemory:
    """Bytes held by this process and its children, at most, while the block runs."""

    def __init__(self) -> None:
        self.bytes = 0
        self._ended = threading.Event()
        self._thread = threading.Thread(target=self._watch, daemon=True)

    def __enter__(self) -> PeakMemory:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._ended.set()
        self._thread.join()

    def _watch(self) -> None:
        me = psutil.Process()
        while not self._ended.wait(0.1):
            held = 0
            for process in (me, *me.children(recursive=True)):
                with suppress(psutil.Error):
                    info = process.memory_full_info()
                    held += getattr(info, "pss", info.rss)
            self.bytes = max(self.bytes, held)


def unpack(path: Path, folder: Path, first: int | None) -> Path:
    """The .jsonl.gz corpus, or its first lines, as a plain .jsonl file."""
    target = folder / "docs.jsonl"
    with gzip.open(path, "rb") as lines, target.open("wb") as plain:
        plain.writelines(islice(lines, first))
    return target


def run(path: Path, home: Path, workers: int | None) -> tuple[IngestReport, int]:
    """The report and the peak memory."""
    with PeakMemory() as peak, open_ledger(home, writable=True, tables=[TABLES]) as ledger:
        report = ingest([path], ledger, GraphContributor(), workers=workers, progress=progress_on())
    return report, peak.bytes


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpus", type=Path)
    parser.add_argument("--home", type=Path, help="where to leave the ledger (default: nowhere)")
    parser.add_argument("--workers", type=int)
    parser.add_argument("--first", type=int, metavar="N", help="only the first N documents")
    parser.add_argument("--profile", action="store_true")
    parser.add_argument("--no-vectors", action="store_true", help="accepted for symmetry: this benchmark makes none")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        corpus = unpack(arguments.corpus, Path(folder), arguments.first)
        home = arguments.home or Path(folder) / "home"
        profile = cProfile.Profile()
        if arguments.profile:
            profile.enable()
        begun = time.monotonic()
        report, peak = run(corpus, home, 1 if arguments.profile else arguments.workers)
        seconds = time.monotonic() - begun
        profile.disable()
        megabytes = corpus.stat().st_size / 1e6
        print("| documents | passages | entities | relations | failed | MB | s | MB/s | peak MB | ledger MB |")
        print(
            f"| {report.added} | {report.passages} | {report.entities} | {report.relations} | {len(report.failed)} "
            f"| {megabytes:.1f} | {seconds:.1f} | {megabytes / seconds:.2f} | {peak / 1e6:.0f} "
            f"| {(home / FILE).stat().st_size / 1e6:.0f} |"
        )
        if arguments.profile:
            pstats.Stats(profile).sort_stats("tottime").print_stats(25)


if __name__ == "__main__":
    main()
