"""Documents as rows of the SQLite ledger: the only place that knows both the tables and the dataclasses."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence

from ingest.document import Document, Genre, Header, Part, Passage, Section, Source
from ingest.ledger import DocumentRecord, Reader, Row, Transaction
from ingest.storage.codec import pack, pack_clean, unpack, unpack_clean

# The first location in code point order stands for all that hold a document, whatever the order they came in.
RECORD = """
SELECT d.id, s.location, s.name, s.external_id, d.title, d.doc_number,
    (SELECT json_group_array(name) FROM
        (SELECT i.name FROM issuers i WHERE i.document_id = d.id ORDER BY i.position)),
    d.genre, d.date, d.region, d.media_type, d.content_hash, d.length, d.passage_count, d.revision, d.metadata
FROM documents d
LEFT JOIN sources s ON s.location = (SELECT min(location) FROM sources WHERE document_id = d.id)
"""
PASSAGE = "SELECT id, ordinal, part, heading, start_offset, end_offset, clean_start, clean_end, text FROM passages"


def insert(transaction: Transaction, document: Document) -> None:
    """Writes the document's rows, all but its sources."""
    transaction.execute(
        "INSERT INTO documents VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", _document_row(document, transaction)
    )
    transaction.execute("INSERT INTO contents VALUES (?, ?, ?, ?, ?, ?)", _contents_row(document))
    transaction.executemany(
        "INSERT INTO passages VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        [_passage_row(document.id, p) for p in document.passages],
    )
    set_issuers(transaction, document.id, [issuer.value for issuer in document.header.issuers])
    transaction.execute("DELETE FROM removals WHERE document_id = ?", (document.id,))


def delete(transaction: Transaction, document_id: str) -> None:
    """Deletes the document's rows, all but its sources."""
    transaction.execute("DELETE FROM documents WHERE id = ?", (document_id,))
    transaction.execute("DELETE FROM contents WHERE document_id = ?", (document_id,))
    transaction.execute("DELETE FROM passages WHERE document_id = ?", (document_id,))
    transaction.execute("DELETE FROM issuers WHERE document_id = ?", (document_id,))


def set_issuers(transaction: Transaction, document_id: str, names: Sequence[str]) -> None:
    """Replaces the document's issuers."""
    transaction.execute("DELETE FROM issuers WHERE document_id = ?", (document_id,))
    transaction.executemany(
        "INSERT INTO issuers VALUES (?, ?, ?)", [(document_id, position, name) for position, name in enumerate(names)]
    )


def load(reader: Reader, document_id: str) -> Document | None:
    """The whole document as it was put, or None."""
    row = next(reader.execute(f"{RECORD} WHERE d.id = ?", (document_id,)), None)
    if row is None:
        return None
    record = _record(row)
    text, clean, header, parts, sections, given_region = next(
        reader.execute(
            "SELECT c.text, c.clean, c.header, c.parts, c.sections, d.given_region "
            "FROM contents c JOIN documents d ON d.id = c.document_id WHERE c.document_id = ?",
            (document_id,),
        )
    )
    return Document(
        id=record.id,
        source=record.source,
        title=record.title,
        text=text,
        clean=unpack_clean(clean, text),
        media_type=record.media_type,
        content_hash=record.content_hash,
        genre=Genre(record.genre),
        header=unpack(Header, header),
        parts=unpack(tuple[Part, ...], parts),
        sections=unpack(tuple[Section, ...], sections),
        passages=tuple(passages_of(reader, document_id)),
        metadata=record.metadata,
        region=given_region,
    )


def records(reader: Reader) -> Iterator[DocumentRecord]:
    """Every document, by id."""
    return map(_record, reader.execute(f"{RECORD} ORDER BY d.id"))


def records_by_id(reader: Reader, document_ids: Iterable[str]) -> dict[str, DocumentRecord]:
    """Those that exist."""
    asked = json.dumps(list(document_ids))
    rows = reader.execute(f"{RECORD} WHERE d.id IN (SELECT value FROM json_each(?))", (asked,))
    return {record.id: record for record in map(_record, rows)}


def passages_of(reader: Reader, document_id: str) -> Iterator[Passage]:
    """The document's passages in order."""
    return map(_passage, reader.execute(f"{PASSAGE} WHERE document_id = ? ORDER BY ordinal", (document_id,)))


def passages_by_id(reader: Reader, passage_ids: Iterable[str]) -> dict[str, Passage]:
    """Those that exist."""
    asked = json.dumps(list(passage_ids))
    rows = reader.execute(f"{PASSAGE} WHERE id IN (SELECT value FROM json_each(?))", (asked,))
    return {passage.id: passage for passage in map(_passage, rows)}


def _document_row(document: Document, transaction: Transaction) -> Row:
    number = document.header.doc_number
    return (
        document.id,
        document.title,
        number.value if number else None,
        str(document.genre),
        document.date,
        document.region,
        document.region,
        document.media_type,
        document.content_hash,
        len(document.text),
        len(document.passages),
        transaction.revision,
        json.dumps(dict(document.metadata), ensure_ascii=False),
    )


def _contents_row(document: Document) -> Row:
    clean = pack_clean(document.clean, document.text)
    return (document.id, document.text, clean, pack(document.header), pack(document.parts), pack(document.sections))


def _passage_row(document_id: str, p: Passage) -> Row:
    place = (p.start, p.end, p.clean_start, p.clean_end)
    return (p.id, document_id, p.ordinal, p.part, pack(p.heading), *place, p.text)


def _passage(row: Row) -> Passage:
    passage_id, ordinal, part, heading, *rest = row
    return Passage(passage_id, ordinal, part, tuple(json.loads(heading)), *rest)


def _record(row: Row) -> DocumentRecord:
    document_id, location, name, external_id, title, doc_number, issuers, genre, date, region, media_type, *rest = row
    content_hash, length, passages, revision, metadata = rest
    return DocumentRecord(
        id=document_id,
        # A document without a source is damage that `verify` reports; it must still be readable for that.
        source=Source(location or "", name or "", external_id or ""),
        title=title,
        doc_number=doc_number,
        issuers=tuple(json.loads(issuers)),
        genre=genre,
        date=date,
        region=region,
        media_type=media_type,
        content_hash=content_hash,
        length=length,
        passages=passages,
        revision=revision,
        metadata=json.loads(metadata),
    )
