"""Measures extraction in one process: MB of UTF-8 text a second and a core, and the share of each stage.

    python benchmarks/extraction.py FILE... [--repeats 5] [--megabytes 2]

Files are what `wenmai ingest` reads. Of each an equal size is taken, in documents spread evenly over it. Reading and
parsing are not timed; time is the process's own (CPU). The shares come from one more pass.
"""

from __future__ import annotations

import argparse
import statistics
import time
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

from graph.extraction import extract as extraction
from ingest import readers
from ingest.discovery import discover
from ingest.document import Document
from ingest.inputs import Input, Limits
from ingest.parse import parse


def documents(path: Path, most: int) -> Iterator[Document]:
    """Parsed documents of a file or folder, spread evenly, until they hold `most` bytes."""
    limits = Limits()
    inputs = [item for item in discover([path], limits) if isinstance(item, Input)]
    held = 0
    for item in inputs[:: max(1, sum(map(_bytes, inputs)) // most)]:
        document = parse(readers.read(item, limits))
        yield document
        held += len(document.text.encode())
        if held >= most:
            return


def _bytes(item: Input) -> int:
    return len(item.payload) if isinstance(item.payload, bytes) else item.payload.stat().st_size


def seconds(given: Sequence[Document]) -> float:
    """CPU time that their extraction takes."""
    begun = time.process_time()
    for document in given:
        extraction.extract(document)
    return time.process_time() - begun


def shares(given: Sequence[Document]) -> dict[str, float]:
    """Seconds by stage: each finder, and what stands between them."""
    spent: dict[str, float] = defaultdict(float)
    for name in ("_attempt", "find_sentences", "find_structural_links", "resolve_overlaps", "_assembled"):
        setattr(extraction, name, _timed(getattr(extraction, name), spent))
    seconds(given)
    return spent


def _timed(function: Callable[..., Any], spent: dict[str, float]) -> Callable[..., Any]:
    def timed(*given: Any, **named: Any) -> Any:
        begun = time.process_time()
        found = function(*given, **named)
        # _attempt(scope, finder, ...) runs every finder: the time is the finder's.
        stage = given[1] if function.__name__ == "_attempt" else function
        found = list(found) if stage.__name__ == "find_structural_links" else found
        spent[stage.__name__] += time.process_time() - begun
        return found

    return timed


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", type=Path, nargs="+")
    parser.add_argument("--repeats", type=int, default=5)
    parser.add_argument("--megabytes", type=float, default=2.0)
    arguments = parser.parse_args()
    most = int(arguments.megabytes * 1e6 / len(arguments.files))
    given = [document for path in arguments.files for document in documents(path, most)]
    megabytes = sum(len(document.text.encode()) for document in given) / 1e6
    seconds(given[:3])  # tables are loaded once a process
    rates = sorted(megabytes / seconds(given) for _ in range(arguments.repeats))
    print(f"{len(given)} documents, {megabytes:.2f} MB: {statistics.median(rates):.2f} MB/s a core, median of", end=" ")
    print(f"{len(rates)} ({rates[0]:.2f} to {rates[-1]:.2f})")
    spent = shares(given)
    for stage, taken in sorted(spent.items(), key=lambda item: -item[1]):
        print(f"{taken / sum(spent.values()):6.1%}  {stage}")


if __name__ == "__main__":
    main()
