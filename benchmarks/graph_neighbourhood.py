"""Times reads of the embedded store on a made graph: python benchmarks/graph_neighbourhood.py [--links 1000000]

The links' heads are drawn so that a few nodes have very many links (the greatest 4 % of all), as in a real graph.
Prints p50 and p99 of each read over random nodes: all alike, and by their links, since hubs are asked for more.
"""

from __future__ import annotations

import argparse
import random
import resource
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from graph.elements import Kind, LinkKind, entity_id
from graph.embedded_store import EmbeddedStore
from graph.serving.edges import edge_id
from graph.tables import TABLES
from ingest.ledger import Transaction
from ingest.storage.sqlite_ledger import open_ledger


def main() -> None:
    arguments = _arguments()
    draw = random.Random(7)
    with tempfile.TemporaryDirectory() as folder, open_ledger(Path(folder), writable=True, tables=[TABLES]) as ledger:
        began = time.perf_counter()
        with ledger.write() as transaction:
            ends = fill(transaction, arguments.links, draw)
        seconds = time.perf_counter() - began
        size = (Path(folder) / "ledger.sqlite").stat().st_size
        made = f"{arguments.links:,} links among {arguments.links // 4:,} entities"
        print(f"{made}: made in {seconds:.0f} s, {size / 1e6:.0f} MB")
        store = EmbeddedStore(ledger)
        samples = [draw.choice(ends) for _ in range(arguments.samples)]
        alike = draw.sample(sorted(set(ends)), arguments.samples)
        for name, nodes in (("alike", alike), ("by links", samples)):
            measure(f"1 hop, {name}", nodes, lambda node: store.neighborhood(node, 1))
            measure(f"2 hops, {name}", nodes, lambda node: store.neighborhood(node, 2))
            measure(f"2 hops, at most 100, {name}", nodes, lambda node: store.neighborhood(node, 2, limit=100))
        measure("links", samples, lambda node: store.links(node, limit=100))
        pairs = dict(zip(samples, reversed(samples), strict=True))
        measure("shortest path", samples[: arguments.samples // 5], lambda node: store.shortest_path(node, pairs[node]))
        measure("find by name", samples[:100], lambda node: store.find(f"第{int(node[-6:], 16) % 1000}号竞赛", limit=5))
        measure("find by part of a name", samples[:20], lambda node: store.find("99号竞", limit=5))
    print(f"peak memory {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB")


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--links", type=int, default=1_000_000)
    parser.add_argument("--samples", type=int, default=500)
    return parser.parse_args()


def fill(transaction: Transaction, count: int, draw: random.Random) -> Sequence[str]:
    """Writes nodes and links straight into the served tables; gives one end of each link."""
    ids = [entity_id(Kind.INITIATIVE, str(number)) for number in range(count // 4)]
    transaction.executemany(
        "INSERT INTO graph_node VALUES (?, 'Initiative', ?, '[]', '{}', '[]', 1, 1)",
        [(id_, f"第{number}号竞赛") for number, id_ in enumerate(ids)],
    )
    transaction.executemany(
        "INSERT INTO graph_name VALUES (?, ?, 0)", [(f"第{number}号竞赛", id_) for number, id_ in enumerate(ids)]
    )
    transaction.executemany("INSERT INTO graph_unit VALUES (?1, ?1, 'Initiative', ?1, 1, 1)", [(id_,) for id_ in ids])
    heads = []
    for start in range(0, count, 50_000):
        rows = list(_links(ids, start, min(start + 50_000, count), draw))
        heads += [row[1] for row in rows]
        transaction.executemany("INSERT OR IGNORE INTO graph_link VALUES (?, ?, ?, ?, '', '{}', ?, ?)", [
            (f"doc-{i % 5000}", head, kind, tail, _EVIDENCE, edge) for i, (edge, head, kind, tail) in enumerate(rows)
        ])  # fmt: skip
        transaction.executemany("INSERT OR IGNORE INTO graph_edge VALUES (?, ?, ?, ?, '', '{}', 1, 1)", rows)
    return heads


_EVIDENCE = '[["doc-0-1",100,120,"江苏省总工会开展“五小”技能竞赛活动","made",0.9]]'


def _links(ids: Sequence[str], start: int, end: int, draw: random.Random) -> Iterator[tuple[str, str, str, str]]:
    for _ in range(start, end):
        head = ids[int(len(ids) * draw.random() ** 4)]
        tail = ids[int(len(ids) * draw.random())]
        if head != tail:
            kind = str(draw.choice((LinkKind.CARRIES_OUT, LinkKind.CITES, LinkKind.PART_OF)))
            yield edge_id(head, kind, tail, ""), head, kind, tail


def measure(what: str, nodes: Sequence[str], ask: Callable[[str], object]) -> None:
    """Runs the question once on each node after a short warm-up and prints its percentiles."""
    for node in nodes[:5]:
        ask(node)
    times = []
    for node in nodes:
        began = time.perf_counter()
        ask(node)
        times.append(1000 * (time.perf_counter() - began))
    times.sort()
    p50, p99 = times[len(times) // 2], times[min(len(times) - 1, int(len(times) * 0.99))]
    print(f"{what:30s} p50 {p50:8.2f} ms   p99 {p99:8.2f} ms   ({len(times)} nodes)")


if __name__ == "__main__":
    main()
