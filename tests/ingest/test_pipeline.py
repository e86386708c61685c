"""Ingest from files to the ledger: outcomes, order, failures, interruption."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from ingest import pipeline, workers
from ingest.discovery import discover
from ingest.document import Document
from ingest.errors import LedgerError
from ingest.identity import document_id
from ingest.inputs import Failure, Input, Limits
from ingest.ledger import Contributor, Outcome
from ingest.pipeline import IngestReport, ingest
from ingest.readers import read
from ingest.storage.sqlite_ledger import SqliteLedger, open_ledger
from ingest.verify import verify

Graph = Contributor[Any]
FILES = {
    "a/通知.txt": "关于印发《甲办法》的通知\n\n各州总工会：\n\n现将《甲办法》印发你们，请遵照执行。\n",
    "a/意见.md": "# 关于乙工作的意见\n\n一、总体要求\n\n按照《甲办法》做好乙工作。\n",
    "b/说明.txt": "《丙方案》说明\n\n本方案自印发之日起施行。\n",
}


@pytest.fixture
def files(tmp_path: Path) -> Path:
    folder = tmp_path / "files"
    for name, text in FILES.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    lines = [
        {"id": f"n{n}", "title": f"通报{n}", "text": f"第{n}期《丁通报》。", "date": "2020-05-01"} for n in range(3)
    ]
    written = "".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines)
    (folder / "lines.jsonl").write_text(written, encoding="utf-8")
    return folder


def outcomes(report: IngestReport) -> tuple[int, int, int, int]:
    return report.added, report.updated, report.unchanged, len(report.failed)


def contents(ledger: SqliteLedger) -> list[Any]:
    """Documents, and the contributor's rows, without revisions."""
    with ledger.read() as reader:
        titles = sorted(reader.execute("SELECT * FROM titles"))
    return [[ledger.document(record.id) for record in ledger.records()], titles]


def test_report_counts_what_went_in(ledger: SqliteLedger, contributor: Graph, files: Path) -> None:
    report = ingest([files], ledger, contributor, workers=1)
    assert outcomes(report) == (6, 0, 0, 0)
    assert (report.entities, report.relations, report.revision) == (3, 6, 6)
    assert report.passages == sum(record.passages for record in ledger.records())
    assert not report.interrupted
    assert verify(ledger) == []


def test_second_ingest_parses_nothing(
    ledger: SqliteLedger, contributor: Graph, files: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = ingest([files], ledger, contributor, workers=1)
    monkeypatch.setattr(workers.Analyser, "analyse", None)
    again = ingest([files], ledger, contributor, workers=1)
    assert outcomes(again) == (0, 0, 6, 0)
    assert (again.revision, again.passages) == (first.revision, first.passages)


def test_copied_folder_is_unchanged(ledger: SqliteLedger, contributor: Graph, files: Path, tmp_path: Path) -> None:
    ingest([files], ledger, contributor, workers=1)
    (tmp_path / "copy").mkdir()
    for path in (files / "a").iterdir():
        (tmp_path / "copy" / path.name).write_bytes(path.read_bytes())
    assert outcomes(ingest([tmp_path / "copy"], ledger, contributor, workers=1)) == (0, 0, 2, 0)
    assert ledger.find_document(str(tmp_path / "copy" / "通知.txt")) == ledger.find_document("通知")


def test_changed_file_is_as_if_it_had_always_read_so(contributor: Graph, files: Path, tmp_path: Path) -> None:
    new = "关于印发《戊办法》的通知\n\n各市总工会：\n\n现将《戊办法》印发你们。\n"
    with (
        open_ledger(tmp_path / "one", writable=True, tables=[contributor.tables]) as ledger,
        open_ledger(tmp_path / "two", writable=True, tables=[contributor.tables]) as fresh,
    ):
        ingest([files], ledger, contributor, workers=1)
        (files / "a/通知.txt").write_text(new, encoding="utf-8")
        assert outcomes(ingest([files], ledger, contributor, workers=1)) == (0, 1, 5, 0)
        ingest([files], fresh, contributor, workers=1)
        assert contents(ledger) == contents(fresh)
        assert verify(ledger) == []


def test_order_of_paths_does_not_show(contributor: Graph, files: Path, tmp_path: Path) -> None:
    paths = [files / name for name in (*FILES, "lines.jsonl")]
    with (
        open_ledger(tmp_path / "one", writable=True, tables=[contributor.tables]) as ledger,
        open_ledger(tmp_path / "two", writable=True, tables=[contributor.tables]) as other,
    ):
        ingest(paths, ledger, contributor, workers=1)
        for path in reversed(paths):
            ingest([path], other, contributor, workers=1)
        assert contents(ledger) == contents(other)


def test_workers_give_what_one_process_gives(
    contributor: Graph, files: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(workers, "INLINE_SECONDS", -1.0)
    monkeypatch.setattr(workers, "CHUNK_INPUTS", 1)
    with (
        open_ledger(tmp_path / "one", writable=True, tables=[contributor.tables]) as ledger,
        open_ledger(tmp_path / "two", writable=True, tables=[contributor.tables]) as parallel,
    ):
        ingest([files], ledger, contributor, workers=1)
        ingest([files], parallel, contributor, workers=2)
        assert contents(ledger) == contents(parallel)
        assert list(ledger.records()) == list(parallel.records())  # revisions too: results keep the input order


def test_bad_inputs_do_not_stop_the_rest(ledger: SqliteLedger, contributor: Graph, files: Path) -> None:
    (files / "a/空.txt").write_bytes(b"")
    (files / "a/表.xlsx").write_bytes(b"PK\x03\x04")
    (files / "b/拒.txt").write_text("《拒写》不能写入。\n", encoding="utf-8")
    report = ingest([files, files / "无.txt"], ledger, contributor, workers=1)
    assert outcomes(report) == (6, 0, 0, 4)
    assert [Path(failure.path).name for failure in report.failed] == ["空.txt", "表.xlsx", "拒.txt", "无.txt"]
    assert "ValueError: 拒写 cannot be written" in report.failed[2].reason
    assert verify(ledger) == []


@pytest.mark.parametrize("error", [MemoryError(), RecursionError("maximum recursion depth exceeded")])
def test_exhausted_process_costs_one_document(
    ledger: SqliteLedger, contributor: Graph, files: Path, monkeypatch: pytest.MonkeyPatch, error: Exception
) -> None:
    def fail(document: Document) -> Any:
        if "乙工作" in document.text:
            raise error
        return []

    monkeypatch.setattr(contributor, "analyse", fail)
    report = ingest([files], ledger, contributor, workers=1)
    assert outcomes(report) == (5, 0, 0, 1)
    assert type(error).__name__ in report.failed[0].reason


def test_unreadable_new_version_keeps_the_old(ledger: SqliteLedger, contributor: Graph, files: Path) -> None:
    ingest([files], ledger, contributor, workers=1)
    (files / "a/通知.txt").write_bytes(b"")
    assert outcomes(ingest([files], ledger, contributor, workers=1)) == (0, 0, 5, 1)
    assert "甲办法" in ledger.document(ledger.find_document("通知")).text


def test_file_named_twice_is_read_once(ledger: SqliteLedger, contributor: Graph, files: Path) -> None:
    assert outcomes(ingest([files, files / "a/通知.txt"], ledger, contributor, workers=1)) == (6, 0, 0, 0)


def test_region_given_later_is_an_update(ledger: SqliteLedger, contributor: Graph, files: Path) -> None:
    ingest([files / "b"], ledger, contributor, workers=1)
    assert outcomes(ingest([files / "b"], ledger, contributor, workers=1, region="云南省")) == (0, 1, 0, 0)
    assert outcomes(ingest([files / "b"], ledger, contributor, workers=1)) == (0, 0, 1, 0)
    assert ledger.document(ledger.find_document("说明")).region == "云南省"


class Interrupting:
    """Progress that stands for a user who presses Ctrl-C after some documents."""

    def __init__(self, after: int) -> None:
        self.left = after
        self.total = 0
        self.finished = False

    def start(self, total: int) -> None:
        self.total = total

    def advance(self, outcome: Outcome | Failure) -> None:
        self.left -= 1
        if self.left == 0:
            raise KeyboardInterrupt

    def finish(self) -> None:
        self.finished = True


def test_interruption_tells_what_is_in_and_goes_on(ledger: SqliteLedger, contributor: Graph, files: Path) -> None:
    progress = Interrupting(after=2)
    report = ingest([files], ledger, contributor, workers=1, progress=progress)
    assert (progress.total, progress.finished, report.interrupted) == (6, True, True)
    assert outcomes(report) == (2, 0, 0, 0)
    assert verify(ledger) == []
    assert outcomes(ingest([files], ledger, contributor, workers=1)) == (4, 0, 2, 0)


def test_ledger_that_cannot_take_more_ends_the_ingest(
    ledger: SqliteLedger, contributor: Graph, files: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert ledger._writer is not None
    ledger._writer.execute("PRAGMA max_page_count = 1")  # never below the present size: full at once
    for number in range(60):
        (files / f"{number}.txt").write_text(f"第{number}号。" * 300, encoding="utf-8")
    with pytest.raises(LedgerError, match=r"disk is full; free some space.*documents were stored before"):
        ingest([files], ledger, contributor, workers=1)
    assert verify(ledger) == []


def test_identity_needs_no_reading(files: Path) -> None:
    inputs = [item for item in discover([files], Limits()) if isinstance(item, Input)]
    assert [document_id(item, Limits()) for item in inputs] == [read(item, Limits()).id for item in inputs]
    assert document_id(Input("/无.txt", "无.txt", "无", ".txt", files / "无.txt"), Limits()) is None


def test_default_workers_are_few() -> None:
    assert 1 <= pipeline.default_workers() <= 8


def test_readers_see_documents_one_by_one(ledger: SqliteLedger, contributor: Graph, files: Path) -> None:
    seen: list[int] = []

    class Watching(Interrupting):
        def advance(self, outcome: Outcome | Failure) -> None:
            with open_ledger(ledger.path.parent) as other:
                seen.append(len(list(other.records())))

    ingest([files], ledger, contributor, workers=1, progress=Watching(99))
    assert seen == [1, 2, 3, 4, 5, 6]


def test_ledger_is_one_plain_sqlite_file_when_closed(ledger: SqliteLedger, contributor: Graph, files: Path) -> None:
    ingest([files], ledger, contributor, workers=1)
    ledger.close()
    assert sorted(path.name for path in ledger.path.parent.iterdir()) == ["ledger.lock", "ledger.sqlite"]
    with closing(sqlite3.connect(ledger.path)) as connection:
        assert connection.execute("SELECT count(*) FROM documents").fetchone() == (6,)
