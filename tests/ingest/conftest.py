"""Documents made by hand, without readers and parser, and a contributor that stands in for the graph."""

from __future__ import annotations

import hashlib
import re
from array import array
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from ingest.document import (
    CleanText,
    Document,
    Field,
    Genre,
    Header,
    Part,
    PartKind,
    Passage,
    RawDocument,
    Section,
    SectionKind,
    Source,
)
from ingest.ledger import Reader, Transaction
from ingest.storage.sqlite_ledger import SqliteLedger, open_ledger

MakeDocument = Callable[..., Document]


class TitleContributor:
    """Entities are the titles in 《》; a link is a title in a document."""

    tables = """
    CREATE TABLE titles (document_id TEXT NOT NULL, title TEXT NOT NULL, PRIMARY KEY (document_id, title));
    """

    def analyse(self, document: Document) -> list[str]:
        return sorted(set(re.findall("《(.+?)》", document.clean.text)))

    def write(self, transaction: Transaction, document: Document, analysis: list[str]) -> None:
        if "拒写" in analysis:
            raise ValueError("拒写 cannot be written")
        transaction.executemany("INSERT INTO titles VALUES (?, ?)", [(document.id, title) for title in analysis])

    def erase(self, transaction: Transaction, document_id: str) -> None:
        transaction.execute("DELETE FROM titles WHERE document_id = ?", (document_id,))

    def counts(self, reader: Reader) -> tuple[int, int]:
        (entities, links) = next(reader.execute("SELECT count(DISTINCT title), count(*) FROM titles"))
        return entities, links


def document_of(
    text: str, location: str = "/files/甲.txt", region: str | None = None, header: Header | None = None
) -> Document:
    """A document whose hard-wrapped lines are joined; a paragraph ends with an empty line; a passage is a paragraph."""
    name = location.rsplit("/", 1)[-1]
    digest = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
    raw = RawDocument(Source(location, name, name.split(".")[0]), text, "text/plain", digest)
    clean = joined(text)
    whole = len(clean.text)
    return Document(
        id=raw.id,
        source=raw.source,
        title=clean.text.split("\n", 1)[0],
        text=text,
        clean=clean,
        media_type=raw.media_type,
        content_hash=raw.content_hash,
        genre=Genre.NOTICE,
        header=header or Header(title=Field(clean.text[:3], 0, 3), issuers=(Field("省总工会", 0, 4),)),
        parts=(Part(0, PartKind.BODY, 0, whole),),
        sections=(Section(0, 0, None, 1, SectionKind.HEADING, "一、", "总则", 0, whole),),
        passages=tuple(passages_of(raw.id, clean)),
        metadata={"date": "2020-01-02"},
        region=region,
    )


def joined(text: str) -> CleanText:
    kept = [i for i, character in enumerate(text) if character != "\n" or text[i - 1 : i + 1] == "\n\n"]
    return CleanText("".join(text[i] for i in kept), array("I", kept))


def passages_of(document_id: str, clean: CleanText) -> Iterator[Passage]:
    for ordinal, match in enumerate(re.finditer("[^\n]+", clean.text)):
        start, end = match.span()
        place = (*clean.original(start, end), start, end)
        yield Passage(f"{document_id}-{ordinal}", ordinal, 0, ("总则",), *place, match.group())


@pytest.fixture
def make_document() -> MakeDocument:
    return document_of


@pytest.fixture
def contributor() -> TitleContributor:
    return TitleContributor()


@pytest.fixture
def ledger(tmp_path: Path, contributor: TitleContributor) -> Iterator[SqliteLedger]:
    with open_ledger(tmp_path / "home", writable=True, tables=[contributor.tables]) as opened:
        yield opened
