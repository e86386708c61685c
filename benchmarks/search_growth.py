"""Times keyword searches while a corpus grows tenfold and tenfold again.

    python -m benchmarks.search_growth docs.jsonl.gz QUERIES.jsonl HOME [--sizes 10000 100000 1000000]

The corpus is read again and again, each time with 40 characters more cut off at the front of every text, so that the
borders of the passages shift and no passage stands twice. Names and links are not extracted: they are not what grows
here. One table row a size: seconds to read and to index since the size before, size on disk, time of a search (k = 10).
"""

from __future__ import annotations

import argparse
import gzip
import json
import time
from collections.abc import Iterator, Sequence
from itertools import count, islice
from pathlib import Path

from benchmarks.search_laws import WARM_UP, size, timed
from graph.contributor import GraphContributor
from graph.elements import Extraction
from graph.embedded_store import EmbeddedStore
from graph.tables import TABLES
from ingest.document import Document
from ingest.pipeline import ingest
from ingest.storage.sqlite_ledger import SqliteLedger, open_ledger
from search.engine import SearchEngine
from search.evaluation.retrieval import read_queries
from search.indexes.keyword_index import KeywordIndex

SHIFT = 40
BATCH = 100
"""Documents that are read between two looks at the number of passages."""


class NoNames(GraphContributor):
    """Stores documents without names and links."""

    def analyse(self, document: Document) -> Extraction:
        return Extraction((), (), ())


def grown(corpus: Path) -> Iterator[str]:
    """Lines of the corpus, without end: each round shifted further."""
    for turn in count():
        with gzip.open(corpus, "rt", encoding="utf-8") as lines:
            for line in lines:
                row = json.loads(line)
                row["id"], row["text"] = f"{row['id']}#{turn}", row["text"][turn * SHIFT :]
                yield json.dumps(row, ensure_ascii=False)


def fill(ledger: SqliteLedger, lines: Iterator[str], passages: int, folder: Path) -> float:
    """Reads on until the ledger holds that many passages; seconds."""
    begun, held = time.perf_counter(), 0
    while held < passages:
        part = folder / f"part-{ledger.revision()}.jsonl"
        part.write_text("\n".join(islice(lines, BATCH)), encoding="utf-8")
        ingest([part], ledger, NoNames())
        part.unlink()
        with ledger.read() as reader:
            ((held,),) = reader.execute("SELECT count(*) FROM passages")
    return time.perf_counter() - begun


def row(home: Path, queries: Sequence[str], filled: float) -> str:
    """Indexes what is new and asks the queries."""
    ledger = open_ledger(home)
    keyword = KeywordIndex(home / "keyword")
    begun = time.perf_counter()
    keyword.catch_up(ledger)
    indexed = time.perf_counter() - begun
    engine = SearchEngine(ledger, EmbeddedStore(ledger), keyword)
    passed, spent = (sorted(column[WARM_UP:]) for column in zip(*timed(engine.search, queries), strict=True))
    middle, last = len(passed) // 2, int(len(passed) * 0.99)
    return (
        f"| {keyword.size:,} | {filled:.0f} | {indexed:.0f} | {size(home / 'keyword'):.0f} "
        f"| {(home / 'ledger.sqlite').stat().st_size / 1e6:.0f} | {passed[middle]:.1f} / {passed[last]:.1f} "
        f"| {spent[middle]:.1f} / {spent[last]:.1f} |"
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpus", type=Path)
    parser.add_argument("queries", type=Path)
    parser.add_argument("home", type=Path, help="an empty folder")
    parser.add_argument("--sizes", type=int, nargs="+", default=[10_000, 100_000, 1_000_000])
    parser.add_argument("--count", type=int, default=350)
    arguments = parser.parse_args()
    queries = list(read_queries(arguments.queries).values())[: arguments.count]
    print("| passages | reading s | indexing s | index MB | ledger MB | p50 / p99 ms | of the processor ms |")
    print("|---|---|---|---|---|---|---|")
    lines = grown(arguments.corpus)
    for passages in arguments.sizes:
        with open_ledger(arguments.home, writable=True, tables=[TABLES]) as ledger:
            filled = fill(ledger, lines, passages, arguments.home)
        print(row(arguments.home, queries, filled), flush=True)


if __name__ == "__main__":
    main()
