"""Documents and extractions made by hand, so that tests of stores do not depend on what extraction finds."""

from __future__ import annotations

import hashlib
import re
from array import array
from typing import Any

from graph.elements import Entity, EntityMention, Evidence, Extraction, Kind, Link, LinkKind, entity_id
from ingest.document import CleanText, Document, Genre, Header, Part, PartKind, Passage, Source


class Made:
    """A document, one passage a line, to which a test adds entities and links; mentions are found by name."""

    def __init__(self, name: str, text: str, region: str | None = None) -> None:
        self.region = region
        source = Source(f"/made/{name}", name, name.partition(".")[0])
        self.document = _document(source, text)
        self.id = self.document.id
        self.entities: dict[str, Entity] = {}
        self.links: list[Link] = []

    def entity(self, kind: Kind, name: str, *aliases: str, key: str | None = None, keys: tuple[str, ...] = (),
               **attrs: Any) -> str:  # fmt: skip
        """Adds an entity and gives its local id."""
        id_ = entity_id(kind, key or name)
        self.entities[id_] = Entity(id_, kind, name, aliases, attrs, keys)
        return id_

    def link(self, head: str, kind: LinkKind, tail: str, quote: str, **attrs: Any) -> None:
        """Adds a link whose evidence is the quote's first place in the text."""
        start = self.document.text.index(quote)
        passage = self._passage(start)
        place = Evidence(self.id, passage.id, start, start + len(quote), quote, "made", 0.9)
        self.links.append(Link(head, kind, tail, attrs, (place,)))

    @property
    def extraction(self) -> Extraction:
        mentions = [
            EntityMention(entity.id, self._passage(at).id, at, at + len(form), form, "made")
            for entity in self.entities.values()
            for form in (entity.name, *entity.aliases)
            for at in (match.start() for match in re.finditer(re.escape(form), self.document.text))
        ]
        issuers = tuple(self.entities[link.head].name for link in self.links if link.kind is LinkKind.ISSUED)
        return Extraction(tuple(self.entities.values()), tuple(mentions), tuple(self.links), issuers, self.region)

    def _passage(self, offset: int) -> Passage:
        return next(p for p in self.document.passages if p.start <= offset < p.end)


def _document(source: Source, text: str) -> Document:
    digest = hashlib.sha256(text.encode()).hexdigest()
    id_ = f"doc-{hashlib.sha256(f'{source.name}{digest}'.encode()).hexdigest()[:16]}"
    passages, start = [], 0
    for ordinal, line in enumerate(text.splitlines(keepends=True)):
        end = start + len(line)
        place = (start, end, start, end)
        passages.append(Passage(f"{id_}-{ordinal}", ordinal, 0, (), *place, line.rstrip("\n")))
        start = end
    return Document(
        id=id_,
        source=source,
        title=source.external_id,
        text=text,
        clean=CleanText(text, array("I", range(len(text)))),
        media_type="text/plain",
        content_hash=digest,
        genre=Genre.NOTICE,
        header=Header(),
        parts=(Part(0, PartKind.BODY, 0, len(text)),),
        sections=(),
        passages=tuple(passages),
    )
