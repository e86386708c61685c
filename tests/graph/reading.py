"""Reads sentences written for a test as the program reads a document."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator

from graph.elements import Extraction, LinkKind
from graph.extraction.bodies.mentions import find_bodies
from graph.extraction.extract import extract
from graph.extraction.found import FoundLink
from graph.extraction.initiatives.mentions import find_initiatives
from graph.extraction.places.regions import home_region
from graph.extraction.policies.links import find_policy_links
from graph.extraction.policies.mentions import find_policies
from graph.extraction.scope import Scope
from graph.extraction.sentences import find_sentences
from ingest.document import Document, Part, RawDocument, Source
from ingest.parse import parse


def document_of(text: str, title: str | None = None, region: str | None = None) -> Document:
    """The document that holds the text, under a name of its own."""
    digest = hashlib.sha256(text.encode()).hexdigest()
    return parse(RawDocument(Source("/t/a.txt", "a.txt", "a"), text, "text/plain", digest, title), region)


def scope_of(text: str, title: str | None = None, region: str | None = None) -> Scope:
    """The first part of the document that holds the text, with its home, before any stage has read it."""
    document = document_of(text, title, region)
    part = document.parts[0]
    return Scope(document, part, home_region(document, part))


def extraction_of(text: str) -> Extraction:
    return extract(document_of(text))


def links(text: str, kind: LinkKind) -> set[tuple[str, str]]:
    """Names of (head, tail) of every link of the kind."""
    return set(with_status(text, kind))


def with_status(text: str, kind: LinkKind) -> dict[tuple[str, str], str | None]:
    """The status, if any, of every (head, tail) of the kind."""
    found = extraction_of(text)
    names = {entity.id: entity.name for entity in found.entities}
    return {(names[x.head], names[x.tail]): x.attrs.get("status") for x in found.links if x.kind is kind}


def policy_links(document: Document, parts: tuple[Part, ...] | None = None) -> list[FoundLink]:
    """What the finder of policies' links finds in the first part of a document, or in the parts given."""
    return [link for part in parts or document.parts[:1] for link in _policy_links_of_part(document, part)]


def _policy_links_of_part(document: Document, part: Part) -> Iterator[FoundLink]:
    scope = Scope(document, part, None)
    for stage in (find_bodies, find_policies, find_initiatives):
        scope.mentions = sorted([*scope.mentions, *stage(scope)], key=lambda m: (m.start, -m.end))
    yield from find_policy_links(scope, find_sentences(scope.text, part.start, part.end))
