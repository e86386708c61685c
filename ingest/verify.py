"""Checks a ledger against itself: rows that belong together, revisions, every passage against its document's text."""

from __future__ import annotations

from collections.abc import Iterator

from ingest.document import Document, Passage, RawDocument
from ingest.errors import UnknownDocumentError
from ingest.ledger import Ledger, Reader
from ingest.problem import Problem
from ingest.storage.codec import differences

REMEDY = "forget the document and ingest it again"

# Each gives (subject, number or name) of what is wrong; the message's {} is the second.
CONSISTENCY = (
    (
        "SELECT s.location, s.document_id FROM sources s "
        "WHERE NOT EXISTS (SELECT 1 FROM documents d WHERE d.id = s.document_id)",
        "location of document {}, which is not in the ledger; ingest the file again",
    ),
    (
        "SELECT d.id, d.title FROM documents d WHERE NOT EXISTS (SELECT 1 FROM sources s WHERE s.document_id = d.id)",
        f"{{}}: no location holds it; {REMEDY}",
    ),
    (
        "SELECT d.id, d.title FROM documents d WHERE NOT EXISTS (SELECT 1 FROM contents c WHERE c.document_id = d.id)",
        f"{{}}: its text is missing; {REMEDY}",
    ),
    (
        "SELECT p.id, p.document_id FROM passages p "
        "WHERE NOT EXISTS (SELECT 1 FROM documents d WHERE d.id = p.document_id)",
        "passage of document {}, which is not in the ledger; ingest the documents into a new --home",
    ),
    (
        "SELECT d.id, (SELECT count(*) FROM passages p WHERE p.document_id = d.id) AS found FROM documents d "
        "WHERE found <> d.passage_count",
        f"{{}} passages, not as many as when it was put; {REMEDY}",
    ),
    (
        "SELECT r.document_id, r.revision FROM removals r JOIN documents d ON d.id = r.document_id",
        f"removed at revision {{}} and yet in the ledger; {REMEDY}",
    ),
    (
        "SELECT c.document_id, c.revision FROM (SELECT id AS document_id, revision FROM documents "
        "UNION ALL SELECT document_id, revision FROM removals) c, meta m "
        "WHERE m.key = 'revision' AND NOT c.revision BETWEEN 1 AND m.value",
        f"changed at revision {{}}, which the ledger has not reached; {REMEDY}",
    ),
)


def verify(ledger: Ledger) -> list[Problem]:
    """Everything that is wrong with the ledger, by subject; empty when it is sound. Reads every document."""
    damage = [Problem("ledger", "file", f"{message}; ingest into a new --home") for message in ledger.damage()]
    if damage:
        return damage
    with ledger.read() as reader:
        found = list(_inconsistencies(reader))
        lengths = list(
            reader.execute("SELECT id, length FROM documents WHERE id IN (SELECT document_id FROM contents)")
        )
    for document_id, length in lengths:
        found.extend(_document_problems(ledger, document_id, length))
    return sorted(found, key=lambda problem: (problem.subject, problem.message))


def _inconsistencies(reader: Reader) -> Iterator[Problem]:
    for sql, message in CONSISTENCY:
        for subject, value in reader.execute(sql):
            yield Problem("ledger", subject, message.format(value))


def _document_problems(ledger: Ledger, document_id: str, length: int) -> Iterator[Problem]:
    try:
        document = ledger.document(document_id)
    except UnknownDocumentError:
        return  # forgotten since
    except (ValueError, TypeError, KeyError, IndexError) as error:
        yield Problem("ledger", document_id, f"its stored form cannot be read ({error}); {REMEDY}")
        return
    for message in (*_identity(document), *_text(document, length)):
        yield Problem("ledger", document_id, f"{message}; {REMEDY}")
    for passage, message in _passages(document):
        yield Problem("ledger", passage, f"{message}; {REMEDY}")


def _identity(document: Document) -> Iterator[str]:
    derived = RawDocument(document.source, "", document.media_type, document.content_hash).id
    if document.id != derived:
        yield f"its id does not follow from its name {document.source.name} and content (that gives {derived})"


def _text(document: Document, length: int) -> Iterator[str]:
    clean, text = document.clean, document.text
    if len(text) != length:
        yield f"its text has {len(text)} characters, it had {length} when it was put"
        return  # the offsets cannot be right either
    for position in differences(clean, text):
        if clean.text[position] not in "\n ":  # separators stand for white space and markup
            offset = clean.offsets[position]
            there = text[offset : offset + 1]
            yield f"its clean text has {clean.text[position]!r} where the text has {there!r} (at {offset})"
            return  # the rest is shifted


def _passages(document: Document) -> Iterator[tuple[str, str]]:
    """Passage id and what is wrong: passages must cover the clean text in order, each once."""
    clean = document.clean.text
    reached = 0
    for passage in document.passages:
        if not 0 <= passage.clean_start < passage.clean_end <= len(clean):
            yield (
                passage.id,
                f"lies outside its document ({passage.clean_start} to {passage.clean_end} of {len(clean)})",
            )
            continue
        yield from ((passage.id, message) for message in _passage(document, passage))
        if passage.clean_start < reached:
            yield (
                passage.id,
                f"overlaps the passage before it (begins at {passage.clean_start}, that ends at {reached})",
            )
        elif missed := clean[reached : passage.clean_start].strip():
            yield passage.id, f"leaves a gap before it: {missed[:20]!r}"
        reached = passage.clean_end
    if missed := clean[reached:].strip():
        yield document.id, f"no passage holds its end: {missed[:20]!r}"


def _passage(document: Document, passage: Passage) -> Iterator[str]:
    span = document.clean.original(passage.clean_start, passage.clean_end)
    if (passage.start, passage.end) != span:
        yield f"stands at {span.start} to {span.end} of the text, not at {passage.start} to {passage.end}"
    if passage.text != document.clean.text[passage.clean_start : passage.clean_end]:
        yield f"reads {passage.text[:20]!r}, the document has another text there"
