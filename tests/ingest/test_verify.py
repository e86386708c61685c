"""Verify finds nothing in a sound ledger and names each thing that is broken by hand."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing
from typing import Any

import pytest

from ingest.document import Document
from ingest.ledger import Contributor
from ingest.storage.sqlite_ledger import SqliteLedger, open_ledger
from ingest.verify import verify

MakeDocument = Callable[..., Document]
TEXT = "关于印发\n《甲办法》的通知\n\n各州总工会：\n\n请按《乙意见》\n落实。\n"


@pytest.fixture
def held(ledger: SqliteLedger, contributor: Contributor[Any], make_document: MakeDocument) -> Document:
    document, other = make_document(TEXT), make_document("另文。\n", "/files/乙.txt")
    for each in (document, other):
        ledger.put(each, contributor, contributor.analyse(each))
    ledger.forget(other.id, contributor)
    return document


def test_sound_ledger_has_no_problem(ledger: SqliteLedger, held: Document) -> None:
    assert verify(ledger) == []


@pytest.mark.parametrize(
    ("damage", "subject", "message"),
    [
        ("DELETE FROM documents", "/files/甲.txt", "not in the ledger"),
        ("DELETE FROM documents", "{id}-0", "not in the ledger"),
        ("DELETE FROM sources", "{id}", "no location holds it"),
        ("DELETE FROM contents", "{id}", "text is missing"),
        ("DELETE FROM passages WHERE ordinal = 1", "{id}", "2 passages, not as many"),
        ("DELETE FROM passages WHERE ordinal = 1", "{id}-2", "gap before it: '各州总工会：'"),
        ("DELETE FROM passages WHERE ordinal = 2", "{id}", "no passage holds its end: '请按《乙意见》落实。'"),
        ("UPDATE passages SET text = '改' WHERE ordinal = 0", "{id}-0", "reads '改'"),
        ("UPDATE passages SET start_offset = 1 WHERE ordinal = 0", "{id}-0", "stands at 0 to 13 of the text, not at 1"),
        ("UPDATE passages SET clean_start = 11 WHERE ordinal = 1", "{id}-1", "overlaps the passage before it"),
        ("UPDATE passages SET clean_end = 999 WHERE ordinal = 2", "{id}-2", "outside its document (20 to 999 of 30)"),
        ("UPDATE contents SET text = replace(text, '甲', '乙')", "{id}-0", "reads '关于印发《甲办法》的通知'"),
        ("UPDATE contents SET text = replace(text, '通知', '通')", "{id}", "34 characters, it had 35"),
        ("UPDATE contents SET header = '[1'", "{id}", "stored form cannot be read"),
        ("UPDATE documents SET content_hash = 'x'", "{id}", "does not follow from its name 甲.txt"),
        ("UPDATE documents SET revision = 99", "{id}", "changed at revision 99"),
        ("UPDATE removals SET revision = 98", "doc-", "changed at revision 98"),
        ("UPDATE meta SET value = 1 WHERE key = 'revision'", "doc-", "changed at revision 3"),
        ("INSERT INTO removals SELECT id, 1 FROM documents", "{id}", "removed at revision 1 and yet in the ledger"),
    ],
)
def test_damage_is_named(ledger: SqliteLedger, held: Document, damage: str, subject: str, message: str) -> None:
    with closing(sqlite3.connect(ledger.path)) as connection, connection:
        connection.execute(damage)
    found = verify(ledger)
    assert any(p.subject.startswith(subject.format(id=held.id)) and message in p.message for p in found), found


def test_damaged_file_is_named(ledger: SqliteLedger, held: Document) -> None:
    ledger.close()
    content = bytearray(ledger.path.read_bytes())
    place = content.rindex("各州总工会：".encode())  # inside the passages
    page = place - place % 4096
    content[page + 8 : page + 64] = b"\xff" * 56  # the page's list of rows
    ledger.path.write_bytes(content)
    with open_ledger(ledger.path.parent) as damaged:
        assert [(p.part, p.subject) for p in verify(damaged)][:1] == [("ledger", "file")]
