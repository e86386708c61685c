"""One writer and many readers at once; full disks and folders that may not be written."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

from ingest.document import Document
from ingest.errors import LedgerBusyError, LedgerError
from ingest.ledger import Contributor
from ingest.storage.sqlite_ledger import SqliteLedger, open_ledger
from ingest.verify import verify

Graph = Contributor[Any]
MakeDocument = Callable[..., Document]
posix = pytest.mark.skipif(sys.platform == "win32", reason="limits and permissions of POSIX")


def put(ledger: SqliteLedger, contributor: Graph, document: Document) -> str:
    return ledger.put(document, contributor, contributor.analyse(document))


def documents(make_document: MakeDocument, count: int) -> list[Document]:
    return [make_document(f"第{n}号《办法》。\n\n正文{n}。\n", f"/files/{n}.txt") for n in range(count)]


def test_second_writer_is_refused_and_readers_are_not(
    ledger: SqliteLedger, contributor: Graph, make_document: MakeDocument
) -> None:
    home = ledger.path.parent
    with ledger.write() as transaction:
        transaction.execute("DELETE FROM documents")
        with pytest.raises(LedgerBusyError, match=str(os.getpid())):
            open_ledger(home, writable=True)
        with open_ledger(home) as reader:
            assert reader.revision() == 0


def test_threads_read_while_one_writes(ledger: SqliteLedger, contributor: Graph, make_document: MakeDocument) -> None:
    written = documents(make_document, 60)
    ended = threading.Event()

    def read_on() -> int:
        rounds = 0
        while not ended.is_set() or rounds == 0:
            with ledger.read() as reader:
                ((count,),) = reader.execute("SELECT count(*) FROM documents")
                ((revision,),) = reader.execute("SELECT value FROM meta WHERE key = 'revision'")
                assert count == revision
            assert all(ledger.document(record.id).id == record.id for record in ledger.records())
            rounds += 1
        return rounds

    with ThreadPoolExecutor(6) as threads:
        readers = [threads.submit(read_on) for _ in range(6)]
        for document in written:
            put(ledger, contributor, document)
        ended.set()
        assert all(reader.result() > 0 for reader in readers)
    assert ledger.revision() == 60


def test_threads_may_write_in_turn(ledger: SqliteLedger, contributor: Graph, make_document: MakeDocument) -> None:
    with ThreadPoolExecutor(4) as threads:
        outcomes = list(threads.map(lambda d: put(ledger, contributor, d), documents(make_document, 20)))
    assert outcomes == ["added"] * 20
    assert verify(ledger) == []


def test_snapshot_does_not_move(ledger: SqliteLedger, contributor: Graph, make_document: MakeDocument) -> None:
    first, second = documents(make_document, 2)
    put(ledger, contributor, first)
    with ledger.read() as reader:
        assert next(reader.execute("SELECT count(*) FROM documents")) == (1,)
        put(ledger, contributor, second)
        assert next(reader.execute("SELECT count(*) FROM documents")) == (1,)


def test_listing_may_be_left_halfway(ledger: SqliteLedger, contributor: Graph, make_document: MakeDocument) -> None:
    for document in documents(make_document, 3):
        put(ledger, contributor, document)
    for _ in range(30):
        next(iter(ledger.records()))
    put(ledger, contributor, make_document("改。\n", "/files/0.txt"))
    assert len(list(ledger.records())) == 3


def test_nested_write_is_refused(ledger: SqliteLedger) -> None:
    with pytest.raises(LedgerError, match="a transaction is open already"), ledger.write(), ledger.write():
        pass
    assert ledger.revision() == 0


LIMITED = """
import resource, sys
from pathlib import Path
from graph.contributor import GraphContributor
from graph.tables import TABLES
from ingest.errors import LedgerError
from ingest.pipeline import ingest
from ingest.storage.sqlite_ledger import open_ledger

resource.setrlimit(resource.RLIMIT_FSIZE, (400_000, 400_000))
with open_ledger(Path(sys.argv[1]), writable=True, tables=[TABLES]) as ledger:
    try:
        ingest([Path(sys.argv[2])], ledger, GraphContributor(), workers=1)
    except LedgerError as error:
        print(error)
"""


@posix
def test_file_that_may_not_grow_ends_the_ingest_in_words(tmp_path: Path) -> None:
    files = tmp_path / "files"
    files.mkdir()
    for n in range(40):
        (files / f"{n}.txt").write_text("".join(f"第{n}号文第{i}句话。\n" for i in range(400)), encoding="utf-8")
    command = [sys.executable, "-c", LIMITED, str(tmp_path / "home"), str(files)]
    done = subprocess.run(command, capture_output=True, text=True, check=False, cwd=Path(__file__).parents[2])
    assert (done.returncode, done.stderr) == (0, "")
    assert "ledger.sqlite: " in done.stdout
    assert "free some space" in done.stdout
    assert "documents were stored before" in done.stdout
    with open_ledger(tmp_path / "home") as ledger:
        assert verify(ledger) == []


AS_NOBODY = """
import os, sys
from pathlib import Path
from ingest.errors import LedgerError
from ingest.storage.sqlite_ledger import open_ledger

if os.getuid() == 0:
    os.setgid(65534)
    os.setuid(65534)
with open_ledger(Path(sys.argv[1])) as ledger:
    print(len(list(ledger.records())))
try:
    open_ledger(Path(sys.argv[1]), writable=True)
except LedgerError as error:
    print(error)
"""


@posix
def test_folder_that_may_not_be_written_is_read(contributor: Graph, make_document: MakeDocument) -> None:
    with tempfile.TemporaryDirectory() as home:  # not tmp_path, which is closed to the user that root becomes
        with open_ledger(Path(home), writable=True, tables=[contributor.tables]) as ledger:
            put(ledger, contributor, make_document("《甲》。\n"))
        Path(home).chmod(0o555)
        command = [sys.executable, "-c", AS_NOBODY, home]
        done = subprocess.run(command, capture_output=True, text=True, check=False, cwd=Path(__file__).parents[2])
        Path(home).chmod(0o755)
    assert done.stderr == ""
    count, refusal = done.stdout.splitlines()
    assert count == "1"
    assert "cannot write here (Permission denied); choose another --home" in refusal
