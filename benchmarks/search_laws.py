"""Times searches over a home, and the same passages in txtai's keyword index, in one run.

    wenmai ingest --home HOME LAWS.jsonl --no-vectors
    python benchmarks/search_laws.py HOME QUERIES.jsonl [--txtai PYTHON]

PYTHON: an interpreter of an environment with txtai (`pip install txtai`); without it Wenmai alone is timed. Both answer
the same questions one by one in one process, k = 10, after the same warm-up. Wenmai's time takes in ranking, facets,
entities, highlights and the reading of the hits; txtai's takes in scoring alone.
"""

from __future__ import annotations

import argparse
import json
import statistics
import subprocess
import time
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from api.indexes import open_keyword_engine
from graph.embedded_store import EmbeddedStore
from ingest.storage.sqlite_ledger import open_ledger
from search.batch import Batch, search_batch
from search.engine import SearchEngine
from search.evaluation.retrieval import read_queries
from search.indexes.embed import Embedder
from search.indexes.keyword_index import KeywordIndex
from search.indexes.models import find_model
from search.indexes.vector_index import VectorIndex
from search.query import Filters

WARM_UP = 50
TXTAI = """
import json, sys, time
from txtai.scoring import ScoringFactory
rows = json.loads(open(sys.argv[1], encoding="utf8").read())
scoring = ScoringFactory.create({"method": "bm25", "terms": True, "k1": 0.9, "b": 0.4})
started = time.perf_counter()
scoring.index((i, text.split(), None) for i, text in enumerate(rows["passages"]))
built = time.perf_counter() - started
times = []
for query in rows["queries"]:
    started, spent = time.perf_counter(), time.process_time()
    scoring.search(query.split(), 10)
    times.append((1000 * (time.perf_counter() - started), 1000 * (time.process_time() - spent)))
print(json.dumps({"built": built, "times": times}))
"""


def timed(ask: Callable[[str], object], queries: Sequence[str]) -> list[tuple[float, float]]:
    """Milliseconds of each query: passed, and spent by this process (which a busy machine changes less)."""
    times = []
    for query in queries:
        started, spent = time.perf_counter(), time.process_time()
        ask(query)
        times.append((1000 * (time.perf_counter() - started), 1000 * (time.process_time() - spent)))
    return times


def line(name: str, times: Sequence[tuple[float, float]]) -> str:
    passed, spent = (statistics.quantiles(column[WARM_UP:], n=100) for column in zip(*times, strict=True))
    return (
        f"{name:24s} p50 {passed[49]:6.1f} ms  p99 {passed[98]:6.1f} ms  "
        f"(processor {spent[49]:.1f} / {spent[98]:.1f} ms; {len(times) - WARM_UP} queries)"
    )


def many(engine: SearchEngine, home: Path, queries: Sequence[str], processes: int) -> str:
    """Its figure for the processor is of this process alone: what it had to do itself."""
    batch = Batch(queries, 10, Filters())
    started, spent = time.perf_counter(), time.process_time()
    count = len(list(search_batch(engine, partial(open_keyword_engine, home), batch, processes)))
    passed, spent = time.perf_counter() - started, time.process_time() - spent
    name = f"Wenmai, {processes} process" + "es" * (processes > 1)
    return f"{name:24s} {count / passed:.0f} queries/s, {count / spent:.0f} a second of this process's processor"


def size(folder: Path) -> float:
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file()) / 1e6


def against_txtai(python: str, passages: Sequence[str], queries: Sequence[str], scratch: Path) -> None:
    from search.wording.terms import cut, fold

    def terms(text: str) -> str:
        return " ".join(cut(fold(text)))

    rows = {"passages": [terms(text) for text in passages], "queries": [terms(text) for text in queries]}
    scratch.write_text(json.dumps(rows, ensure_ascii=False), encoding="utf-8")
    done = subprocess.run([python, "-c", TXTAI, str(scratch)], capture_output=True, text=True, check=True)
    found = json.loads(done.stdout.splitlines()[-1])
    print(line("txtai, keywords", found["times"]), f" built in {found['built']:.0f} s")
    scratch.unlink()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("home", type=Path)
    parser.add_argument("queries", type=Path)
    parser.add_argument("--txtai", metavar="PYTHON", help="interpreter of an environment with txtai")
    parser.add_argument("--model", help="time the search with vectors too, by this model")
    parser.add_argument("--count", type=int, default=1_200)
    arguments = parser.parse_args()
    ledger = open_ledger(arguments.home)
    keyword = KeywordIndex(arguments.home / "keyword")
    keyword.catch_up(ledger)
    engine = SearchEngine(ledger, EmbeddedStore(ledger), keyword)
    queries = list(read_queries(arguments.queries).values())[: arguments.count]
    print(f"{keyword.size} passages, keyword index {size(arguments.home / 'keyword'):.0f} MB")
    print(line("Wenmai, keywords", timed(engine.search, queries)))
    for processes in (1, 2):
        print(many(engine, arguments.home, queries, processes))
    if arguments.model:
        model = find_model(arguments.model, arguments.home / "models", print)
        assert model is not None
        engine.vectors = VectorIndex(arguments.home / "vectors", Embedder(model))
        print(f"{len(engine.vectors)} vectors, {size(arguments.home / 'vectors'):.0f} MB, {engine.vectors.lists}")
        print(line("Wenmai, with vectors", timed(engine.search, queries)))
    if arguments.txtai:
        with ledger.read() as reader:
            passages = [str(text) for (text,) in reader.execute("SELECT text FROM passages")]
        against_txtai(arguments.txtai, passages, queries, arguments.home / "txtai.json")


if __name__ == "__main__":
    main()
