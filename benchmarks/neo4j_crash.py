"""Kills Wenmai, and then Neo4j, in the middle of a sync many times: python benchmarks/neo4j_crash.py [--times 10]

Each time documents are put and forgotten, a sync begins in batches, and after a random moment Wenmai's process (or the
server) gets SIGKILL; the next sync must catch up and verify must be clean. Starts its server from ../shared/neo4j.
"""

from __future__ import annotations

import argparse
import random
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from graph.contributor import GraphContributor
from graph.elements import Kind, LinkKind
from graph.neo4j.connection import Neo4jConnection, Neo4jSettings
from graph.neo4j.sync import applied_revision, sync
from graph.neo4j.verify import verify
from ingest.storage.sqlite_ledger import SqliteLedger, open_ledger
from tests.graph.made import Made
from tests.graph.neo4j_server import LocalServer

CONTRIBUTOR = GraphContributor()
SYNC = """
import sys
from pathlib import Path
from graph.neo4j import sync as neo4j_sync
from graph.neo4j.connection import Neo4jConnection, Neo4jSettings
from ingest.storage.sqlite_ledger import open_ledger
neo4j_sync.ATOMIC, neo4j_sync.BATCH = 0, 20
with open_ledger(Path(sys.argv[1])) as ledger, Neo4jConnection(Neo4jSettings(sys.argv[2])) as neo4j:
    print("begin", flush=True)
    neo4j_sync.sync(ledger, neo4j)
"""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--times", type=int, default=10)
    times = parser.parse_args().times
    with tempfile.TemporaryDirectory() as folder:
        home, server = Path(folder, "home"), LocalServer(Path(folder, "server"))
        try:
            uri = server.start()
            with open_ledger(home, writable=True, tables=[CONTRIBUTOR.tables]) as ledger:
                for number in range(2 * times):
                    crash(number, ledger, server, uri, kill_server=number >= times)
        finally:
            server.stop()
    print(f"{2 * times} of {2 * times} caught up, verify clean")


def crash(number: int, ledger: SqliteLedger, server: LocalServer, uri: str, kill_server: bool) -> None:
    """One kill and the recovery from it; exits with the problems when there are any."""
    change(number, ledger)
    command = [sys.executable, "-c", SYNC, str(ledger.path.parent), uri]
    process = subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, cwd=Path(__file__).parents[1]
    )
    assert process.stdout is not None
    process.stdout.readline()
    delay = random.Random(number).uniform(0.05, 1.5)
    time.sleep(delay)
    running = process.poll() is None
    if kill_server:
        server.kill()
    process.kill()
    process.wait()
    process.stdout.close()
    if kill_server:
        server.start()
    with Neo4jConnection(Neo4jSettings(uri, retry_seconds=60)) as neo4j:
        before = applied_revision(neo4j)
        sync(ledger, neo4j)
        problems = verify(ledger, neo4j)
    who = "Neo4j" if kill_server else "Wenmai"
    state = "in mid-sync" if running and before != ledger.revision() else "after the sync had ended"
    print(f"{number + 1:2d}. {who} killed after {delay:.2f} s {state}: {len(problems)} problems", flush=True)
    if problems:
        sys.exit("\n".join(f"{p.subject}: {p.message}" for p in problems[:20]))


def change(number: int, ledger: SqliteLedger) -> None:
    """Sixty new documents, and thirty of the last round's forgotten."""
    for serial in range(60):
        made = document(60 * number + serial)
        ledger.put(made.document, CONTRIBUTOR, made.extraction)
    for serial in range(30) if number else ():
        ledger.forget(document(60 * (number - 1) + serial).id, CONTRIBUTOR)


def document(number: int) -> Made:
    """One of many that share a body, a person and policies."""
    text = f"江苏省总工会开展第{number}号竞赛。\n王明任江苏省总工会主席，落实《关于做强第{number % 7}类竞赛的意见》。\n"
    made = Made(f"{number}.txt", text, ("江苏省", "南京市", "云南省")[number % 3])
    union = made.entity(Kind.AGENCY, "江苏省总工会", f"总工会{number % 5}")
    made.entity(Kind.POLICY, f"关于做强第{number % 7}类竞赛的意见")
    contest = made.entity(Kind.INITIATIVE, f"第{number}号竞赛")
    made.link(union, LinkKind.CARRIES_OUT, contest, "江苏省总工会开展")
    if number % 2:
        made.link(made.entity(Kind.PERSON, "王明"), LinkKind.HOLDS_POST, union, "王明任江苏省总工会主席", post="主席")
    else:
        made.entity(Kind.PERSON, "王明")
    return made


if __name__ == "__main__":
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))  # so that the server is stopped too
    main()
