"""The SQLite ledger: put, confirm, forget, changes, look-up; its rows against a ledger that never knew the rest."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from ingest.document import Document, Field, Header, Masthead
from ingest.errors import LedgerError, UnknownDocumentError
from ingest.ledger import Change, Contributor
from ingest.storage.sqlite_ledger import FILE, SqliteLedger, open_ledger

MakeDocument = Callable[..., Document]
Graph = Contributor[Any]
TEXT = "关于印发\n《甲办法》的通知\n\n各州总工会：\n\n请按《乙意见》\n落实。\n"


def put(ledger: SqliteLedger, contributor: Graph, document: Document) -> str:
    return ledger.put(document, contributor, contributor.analyse(document))


def rows(ledger: SqliteLedger) -> dict[str, list[tuple[Any, ...]]]:
    """All rows of all tables but what counts commits."""
    with closing(sqlite3.connect(ledger.path)) as connection:
        names = [n for (n,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY 1")]
        found = {name: sorted(connection.execute(f"SELECT * FROM {name}"), key=repr) for name in names}
        fields = [c[1] for c in connection.execute("PRAGMA table_info(documents)")]
    del found["meta"], found["removals"]
    revision = fields.index("revision")
    found["documents"] = [row[:revision] + row[revision + 1 :] for row in found["documents"]]
    return found


def test_document_comes_back_as_it_was_put(
    ledger: SqliteLedger, contributor: Graph, make_document: MakeDocument
) -> None:
    header = Header(
        title=Field("关于印发", 0, 4),
        doc_number=Field("云工发〔2020〕3号", 5, 9),
        issuers=(Field("省总工会", 0, 4), Field("省教育厅", 2, 6)),
        masthead=Masthead(issue=Field("第3期", 1, 4), issued_on="2020-03"),
    )
    document = make_document(TEXT, region="云南省", header=header)
    put(ledger, contributor, document)
    assert ledger.document(document.id) == document


def test_record_shows_the_header(ledger: SqliteLedger, contributor: Graph, make_document: MakeDocument) -> None:
    header = Header(doc_number=Field("云工发〔2020〕3号", 5, 9), issuers=(Field("乙厅", 0, 2), Field("甲厅", 2, 4)))
    document = make_document(TEXT, header=header)
    put(ledger, contributor, document)
    record = ledger.record(document.id)
    assert (record.doc_number, record.issuers, record.date) == ("云工发〔2020〕3号", ("乙厅", "甲厅"), "2020-01-02")
    assert (record.length, record.passages, record.revision) == (len(TEXT), 3, 1)
    assert list(ledger.records()) == [record]


def test_contributor_replaces_issuers_and_region(
    ledger: SqliteLedger, contributor: Graph, make_document: MakeDocument
) -> None:
    document = make_document(TEXT)
    put(ledger, contributor, document)
    with ledger.write() as transaction:
        transaction.describe(document.id, ["云南省总工会", "云南省教育厅"], "云南省")
    record = ledger.record(document.id)
    assert (record.issuers, record.region) == (("云南省总工会", "云南省教育厅"), "云南省")
    assert ledger.document(document.id) == document


def test_same_bytes_again_change_nothing(ledger: SqliteLedger, contributor: Graph, make_document: MakeDocument) -> None:
    document = make_document(TEXT)
    assert put(ledger, contributor, document) == "added"
    assert put(ledger, contributor, document) == "unchanged"
    assert ledger.revision() == 1


def test_copy_elsewhere_is_unchanged_and_outlives_the_first(
    ledger: SqliteLedger, contributor: Graph, make_document: MakeDocument
) -> None:
    first, copy = make_document(TEXT, "/files/a/甲.txt"), make_document(TEXT, "/files/b/甲.txt")
    put(ledger, contributor, first)
    assert put(ledger, contributor, copy) == "unchanged"
    changed = make_document(TEXT + "\n新。\n", "/files/a/甲.txt")
    assert put(ledger, contributor, changed) == "updated"
    assert ledger.record(first.id).source == copy.source
    assert {r.id for r in ledger.records()} == {first.id, changed.id}


def test_order_of_copies_does_not_show(tmp_path: Path, contributor: Graph, make_document: MakeDocument) -> None:
    copies = [make_document(TEXT, f"/files/{folder}/甲.txt") for folder in "cab"]
    other = make_document("另文。\n\n《甲办法》\n", "/files/乙.txt")
    seen = []
    for name, order in (("one", [*copies, other]), ("two", [other, *reversed(copies)])):
        with open_ledger(tmp_path / name, writable=True, tables=[contributor.tables]) as ledger:
            for document in order:
                put(ledger, contributor, document)
            seen.append((rows(ledger), [ledger.document(i) for i in (copies[0].id, other.id)]))
    assert seen[0] == seen[1]


def test_changed_file_replaces_its_old_version(
    ledger: SqliteLedger, contributor: Graph, make_document: MakeDocument
) -> None:
    old, new = make_document(TEXT), make_document("改为《丙方案》。\n")
    put(ledger, contributor, old)
    assert put(ledger, contributor, new) == "updated"
    assert ledger.changes(0) == [Change(2, old.id, "remove"), Change(2, new.id, "put")]
    with pytest.raises(UnknownDocumentError, match=old.id):
        ledger.document(old.id)
    with ledger.read() as reader:
        assert list(reader.execute("SELECT document_id, title FROM titles")) == [(new.id, "丙方案")]


def test_two_files_that_swap_contents_keep_both(
    ledger: SqliteLedger, contributor: Graph, make_document: MakeDocument
) -> None:
    texts = ("甲文《子》。\n", "乙文《丑》。\n")
    for text, folder in zip(texts, "ab", strict=True):
        put(ledger, contributor, make_document(text, f"/{folder}/同名.txt"))
    before = [make_document(text, "/x/同名.txt").id for text in texts]
    for text, folder in zip(texts, "ba", strict=True):
        assert put(ledger, contributor, make_document(text, f"/{folder}/同名.txt")) == "updated"
    assert sorted(r.id for r in ledger.records()) == sorted(before)
    assert ledger.record(before[0]).source.location == "/b/同名.txt"


def test_given_region_is_an_update_and_none_keeps_it(
    ledger: SqliteLedger, contributor: Graph, make_document: MakeDocument
) -> None:
    put(ledger, contributor, make_document(TEXT))
    assert put(ledger, contributor, make_document(TEXT, region="云南省")) == "updated"
    assert put(ledger, contributor, make_document(TEXT)) == "unchanged"
    document = make_document(TEXT, region="云南省")
    assert ledger.document(document.id) == document


def test_forgotten_document_leaves_no_row(tmp_path: Path, contributor: Graph, make_document: MakeDocument) -> None:
    kept, gone = make_document(TEXT, "/files/甲.txt"), make_document("另文《甲办法》《丁》。\n", "/files/乙.txt")
    with (
        open_ledger(tmp_path / "one", writable=True, tables=[contributor.tables]) as ledger,
        open_ledger(tmp_path / "two", writable=True, tables=[contributor.tables]) as never,
    ):
        put(ledger, contributor, gone)
        put(ledger, contributor, kept)
        ledger.forget(gone.id, contributor)
        put(never, contributor, kept)
        assert rows(ledger) == rows(never)
        assert ledger.changes(2) == [Change(3, gone.id, "remove")]


def test_forget_of_an_unknown_document_says_so(ledger: SqliteLedger, contributor: Graph) -> None:
    with pytest.raises(UnknownDocumentError, match="doc-0000"):
        ledger.forget("doc-0000", contributor)
    assert ledger.revision() == 0


def test_changes_are_net(ledger: SqliteLedger, contributor: Graph, make_document: MakeDocument) -> None:
    document, other = make_document(TEXT), make_document("另文。\n", "/files/乙.txt")
    put(ledger, contributor, document)
    put(ledger, contributor, other)
    ledger.forget(document.id, contributor)
    put(ledger, contributor, document)
    assert ledger.changes(0) == [Change(2, other.id, "put"), Change(4, document.id, "put")]
    assert ledger.changes(3) == [Change(4, document.id, "put")]
    assert ledger.changes(4) == []


def test_confirm_needs_no_parsed_document(
    ledger: SqliteLedger, contributor: Graph, make_document: MakeDocument
) -> None:
    document, copy = make_document(TEXT, "/a/甲.txt"), make_document(TEXT, "/b/甲.txt")
    assert ledger.confirm(document.source, document.id, None, contributor) is None
    put(ledger, contributor, document)
    assert ledger.confirm(document.source, document.id, None, contributor) == "unchanged"
    assert ledger.confirm(copy.source, copy.id, None, contributor) == "unchanged"
    assert ledger.confirm(document.source, document.id, "云南省", contributor) is None
    assert ledger.find_document("/b/甲.txt") == document.id


@pytest.mark.parametrize("reference", ["/files/甲.txt", "甲.txt", "甲"])
def test_document_is_found_by_location_name_and_external_id(
    ledger: SqliteLedger, contributor: Graph, make_document: MakeDocument, reference: str
) -> None:
    document = make_document(TEXT)
    put(ledger, contributor, document)
    assert ledger.find_document(reference) == document.id
    assert ledger.find_document(document.id) == document.id


def test_name_of_two_documents_is_refused_with_their_ids(
    ledger: SqliteLedger, contributor: Graph, make_document: MakeDocument
) -> None:
    both = [make_document(text, f"/{folder}/甲.txt") for folder, text in (("a", TEXT), ("b", "另文。\n"))]
    for document in both:
        put(ledger, contributor, document)
    with pytest.raises(UnknownDocumentError, match=both[0].id) as raised:
        ledger.find_document("甲.txt")
    assert both[1].id in str(raised.value)
    assert ledger.find_document("/b/甲.txt") == both[1].id


def test_passages_come_in_the_order_asked_for(
    ledger: SqliteLedger, contributor: Graph, make_document: MakeDocument
) -> None:
    document = make_document(TEXT)
    put(ledger, contributor, document)
    first, _, last = document.passages
    assert ledger.passages([last.id, "none", first.id]) == [last, first]
    assert ledger.document_passages(document.id) == list(document.passages)


def test_failed_write_leaves_nothing(ledger: SqliteLedger, contributor: Graph, make_document: MakeDocument) -> None:
    with pytest.raises(ValueError, match="拒写"):
        put(ledger, contributor, make_document("《拒写》\n"))
    assert ledger.revision() == 0
    assert all(not found for found in rows(ledger).values())


def test_failed_update_leaves_the_old_version(
    ledger: SqliteLedger, contributor: Graph, make_document: MakeDocument
) -> None:
    document = make_document(TEXT)
    put(ledger, contributor, document)
    before = rows(ledger)
    with pytest.raises(ValueError, match="拒写"):
        put(ledger, contributor, make_document("《拒写》\n"))
    assert rows(ledger) == before


def test_missing_ledger_is_not_made_by_reading(tmp_path: Path) -> None:
    with pytest.raises(LedgerError, match="run `wenmai ingest` first"):
        open_ledger(tmp_path / "none")
    assert list(tmp_path.iterdir()) == []


def test_reader_cannot_write(tmp_path: Path, contributor: Graph, make_document: MakeDocument) -> None:
    open_ledger(tmp_path, writable=True, tables=[contributor.tables]).close()
    with open_ledger(tmp_path) as ledger:
        with pytest.raises(LedgerError, match="reading only"):
            put(ledger, contributor, make_document(TEXT))
        with pytest.raises(LedgerError, match="readonly"), ledger.read() as reader:
            reader.execute("DELETE FROM documents")


def test_file_that_is_no_ledger_is_named(tmp_path: Path) -> None:
    (tmp_path / FILE).write_text("不是账本" * 1000, encoding="utf-8")
    with pytest.raises(LedgerError, match="not a database"):
        open_ledger(tmp_path)
    (tmp_path / FILE).unlink()
    with closing(sqlite3.connect(tmp_path / FILE)) as connection:
        connection.execute("CREATE TABLE notes (x)")
    with pytest.raises(LedgerError, match="not a Wenmai ledger"):
        open_ledger(tmp_path, writable=True)


def test_other_version_is_refused(tmp_path: Path) -> None:
    open_ledger(tmp_path, writable=True).close()
    with closing(sqlite3.connect(tmp_path / FILE)) as connection:
        connection.execute("PRAGMA user_version = 99")
    with pytest.raises(LedgerError, match="has ledger version 99"):
        open_ledger(tmp_path)


def test_other_tables_of_a_contributor_are_refused(tmp_path: Path, contributor: Graph) -> None:
    open_ledger(tmp_path, writable=True, tables=[contributor.tables]).close()
    open_ledger(tmp_path, writable=True, tables=[contributor.tables.replace("\n", "\n\n")]).close()
    with pytest.raises(LedgerError, match="tables of another Wenmai"):
        open_ledger(tmp_path, writable=True, tables=["CREATE TABLE titles (x);"])


def test_closed_ledger_says_so(ledger: SqliteLedger) -> None:
    ledger.close()
    with pytest.raises(LedgerError, match="closed"):
        ledger.revision()


def test_a_ledger_keeps_its_identity_and_shares_it_with_no_other(tmp_path: Path) -> None:
    with open_ledger(tmp_path / "a", writable=True) as one, open_ledger(tmp_path / "b", writable=True) as other:
        identities = one.identity(), other.identity()
    with open_ledger(tmp_path / "a") as again:
        assert again.identity() == identities[0]
    assert identities[0] != identities[1]
