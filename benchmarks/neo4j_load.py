"""Loads a made graph into a Neo4j and compares the rate with the bare driver's: python benchmarks/neo4j_load.py

    python benchmarks/neo4j_load.py [--nodes 100000 --links 300000] [--rounds 3 | --once] [--uri bolt://...]

Without --uri a server is started from ../shared/neo4j. Each round clears the server and writes the same nodes and links
twice, once by `graph.neo4j.sync.sync` from a ledger, once by the bare driver with rows made beforehand and the same
UNWIND batches in managed transactions; the order alternates, and the last line is the ratio of the medians.
THE SERVER'S CONTENT IS DELETED.
"""

from __future__ import annotations

import argparse
import os
import random
import signal
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from itertools import groupby
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[1]))

import neo4j as driver

from graph.elements import Kind, LinkKind, entity_id
from graph.neo4j import cypher
from graph.neo4j.connection import Neo4jConnection, Neo4jSettings
from graph.neo4j.rows import entity_rows, link_rows
from graph.neo4j.sync import BATCH, begin, sync
from graph.neo4j.verify import verify
from graph.serving.edges import edge_id
from graph.tables import TABLES
from ingest.ledger import Ledger, Transaction
from ingest.storage.sqlite_ledger import open_ledger
from tests.graph.neo4j_server import LocalServer

_EVIDENCE = '[["doc-0-1",100,120,"江苏省总工会开展“五小”技能竞赛活动","made",0.9]]'


def main() -> None:
    arguments = _arguments()
    with tempfile.TemporaryDirectory() as folder:
        server = None if arguments.uri else LocalServer(Path(folder, "server"), brief=False)
        try:
            uri = arguments.uri or (server.start() if server else "")
            with (
                open_ledger(Path(folder, "home"), writable=True, tables=[TABLES]) as ledger,
                Neo4jConnection(Neo4jSettings(uri, retry_seconds=120)) as neo4j,
            ):
                with ledger.write() as transaction:
                    fill(transaction, arguments.nodes, arguments.links)
                if arguments.once:
                    load(ledger, neo4j)
                else:
                    compare(ledger, neo4j, arguments.rounds)
                if server and server.process_id:
                    print(f"peak memory of the server: {peak_megabytes(server.process_id)} MB")
        finally:
            if server:
                server.stop()


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--nodes", type=int, default=100_000)
    parser.add_argument("--links", type=int, default=300_000)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--once", action="store_true", help="one sync alone, for its time and memory")
    parser.add_argument("--uri")
    return parser.parse_args()


def load(ledger: Ledger, neo4j: Neo4jConnection) -> None:
    """One sync into an empty, cold server: time, this process's memory, then verify."""
    report = sync(ledger, neo4j)
    rows = report.entities + report.links
    print(
        f"{report.entities:,} nodes and {report.links:,} links: {report.seconds:.1f} s, {rows / report.seconds:,.0f}/s"
    )
    print(f"peak memory of this process: {peak_megabytes(os.getpid())} MB")
    print(f"verify: {len(verify(ledger, neo4j))} problems", flush=True)


def compare(ledger: Ledger, neo4j: Neo4jConnection, rounds: int) -> None:
    """Times both ways in turn and prints each time and the ratio of the medians."""
    statements = list(bare_statements(ledger))
    rows = sum(len(batch) for _, batch in statements)
    times: dict[str, list[float]] = {"sync": [], "bare driver": []}
    begin(ledger, neo4j)
    run_bare(neo4j, statements[: len(statements) // 2])  # a cold server is several times slower
    for number in range(rounds):
        for way in sorted(times, reverse=bool(number % 2)):
            begin(ledger, neo4j)
            began = time.perf_counter()
            if way == "sync":
                sync(ledger, neo4j)
            else:
                run_bare(neo4j, statements)
            times[way].append(time.perf_counter() - began)
            print(f"{way:12s} {times[way][-1]:6.1f} s  {rows / times[way][-1]:8,.0f} rows/s", flush=True)
    begin(ledger, neo4j)
    sync(ledger, neo4j)
    print(f"verify: {len(verify(ledger, neo4j))} problems")
    medians = {way: statistics.median(taken) for way, taken in times.items()}
    print(f"sync writes at {medians['bare driver'] / medians['sync']:.2f} of the bare driver's rate")


def peak_megabytes(process_id: int) -> int:
    """Most memory that a process has held, as Linux counts it."""
    status = Path(f"/proc/{process_id}/status").read_text()
    (peak,) = (int(line.split()[1]) for line in status.splitlines() if line.startswith("VmHWM"))
    return peak // 1024


def run_bare(neo4j: Neo4jConnection, statements: Sequence[tuple[str, list[dict[str, Any]]]]) -> None:
    """The statements as the driver itself would run them: one managed transaction a batch, nothing else."""
    with driver.GraphDatabase.driver(neo4j.settings.uri) as bare, bare.session() as session:
        for query, batch in statements:
            session.execute_write(lambda tx, query=query, batch=batch: tx.run(query, {"rows": batch}).consume())


def bare_statements(ledger: Ledger) -> Iterator[tuple[str, list[dict[str, Any]]]]:
    """The same batches, made in advance."""
    with ledger.read() as reader:
        for rows, text in ((entity_rows(reader, 0), cypher.put_entities), (link_rows(reader, 0), cypher.put_links)):
            for kind, group in groupby(rows, key=lambda row: row[0]):
                batch = [row for _, row in group]
                for start in range(0, len(batch), BATCH):
                    yield text(kind), batch[start : start + BATCH]


def fill(transaction: Transaction, nodes: int, links: int) -> None:
    """Writes made nodes and links straight into the served tables."""
    draw = random.Random(7)
    kinds = [Kind.AGENCY, Kind.INITIATIVE, Kind.POLICY]
    ids = [entity_id(kinds[number % 3], str(number)) for number in range(nodes)]
    named = [(id_, str(kinds[n % 3]), f"第{n}号竞赛", canonical_attrs(n)) for n, id_ in enumerate(ids)]
    transaction.executemany("INSERT INTO graph_node VALUES (?, ?, ?, '[\"竞赛\"]', ?, '[]', 1, 1)", named)
    transaction.executemany("INSERT INTO graph_unit VALUES (?1, ?1, ?2, ?1, 1, 1)", [row[:2] for row in named])
    for number in range(links):
        head, tail = draw.choice(ids), draw.choice(ids)
        kind = str(draw.choice((LinkKind.CARRIES_OUT, LinkKind.CITES, LinkKind.PART_OF)))
        if head != tail:
            edge = edge_id(head, kind, tail, "")
            row = (f"doc-{number % 5000}", head, kind, tail, _EVIDENCE, edge)
            transaction.execute("INSERT OR IGNORE INTO graph_link VALUES (?, ?, ?, ?, '', '{}', ?, ?)", row)
            row = (edge, head, kind, tail)
            transaction.execute("INSERT OR IGNORE INTO graph_edge VALUES (?, ?, ?, ?, '', '{}', 1, 1)", row)


def canonical_attrs(number: int) -> str:
    """A date, as most policies have one."""
    return f'{{"date":"20{number % 20 + 5:02d}-0{number % 9 + 1}-15"}}'


if __name__ == "__main__":
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))  # so that the server is stopped too
    main()
