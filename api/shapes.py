"""The JSON that the command line and the HTTP API give back; both use these, so they cannot differ."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from graph.elements import Entity, Evidence, Link
from graph.store import Subgraph
from ingest.document import Document, Field, Header
from ingest.ledger import DocumentRecord
from ingest.problem import Problem
from search.query import Answer, Citation, Group, Hit, SearchResult

Json = dict[str, Any]


def document_brief(record: DocumentRecord) -> Json:
    """What stands beside a hit or a citation."""
    return {
        "id": record.id,
        "title": record.title,
        "doc_number": record.doc_number,
        "issuers": list(record.issuers),
        "date": record.date,
        "source": record.source.external_id,
    }


def document_row(record: DocumentRecord) -> Json:
    """A line of the listing of documents."""
    return document_brief(record) | {
        "kind": record.genre,
        "region": record.region,
        "location": record.source.location,
        "media_type": record.media_type,
        "characters": record.length,
        "passages": record.passages,
        "revision": record.revision,
        "metadata": dict(record.metadata),
    }


def document_full(record: DocumentRecord, document: Document) -> Json:
    """A document with its text, header, outline and passages; all offsets are into `text`."""
    span = _spans(document)
    return document_row(record) | {
        "text": document.text,
        "header": _header(document.header, span),
        "parts": [
            {
                "ordinal": part.ordinal,
                "kind": str(part.kind),
                "title": part.title and part.title.value,
                "byline": part.byline and part.byline.value,
                "place": part.place,
                **span(part.start, part.end),
            }
            for part in document.parts
        ],
        "outline": [
            {
                "ordinal": s.ordinal,
                "part": s.part,
                "parent": s.parent,
                "level": s.level,
                "kind": str(s.kind),
                "label": s.label,
                "title": s.title,
                **span(s.start, s.end),
            }
            for s in document.sections
        ],
        "passages": [
            {"id": p.id, "start": p.start, "end": p.end, "heading": list(p.heading)} for p in document.passages
        ],
    }


def _spans(document: Document) -> Callable[[int, int], Json]:
    """Gives original offsets for clean ones; 0 and 0 for what is empty."""
    clean = document.clean

    def span(start: int, end: int) -> Json:
        if start >= end:
            return {"start": 0, "end": 0}
        original = clean.original(start, end)
        return {"start": original.start, "end": original.end}

    return span


def _header(header: Header, span: Callable[[int, int], Json]) -> Json:
    def value(found: Field | None) -> Json | None:
        return None if found is None else {"value": found.value, **span(found.start, found.end)}

    masthead = header.masthead
    return {
        "title": value(header.title),
        "doc_number": value(header.doc_number),
        "issuers": [value(x) for x in header.issuers],
        "addressees": [value(x) for x in header.addressees],
        "signed_on": header.signed_on,
        "copies": [value(x) for x in header.copies],
        "printed_by": value(header.printed_by),
        "printed_on": header.printed_on,
        "masthead": masthead
        and {
            "name": value(masthead.name),
            "issue": value(masthead.issue),
            "issued_on": masthead.issued_on,
            "office": value(masthead.office),
        },
    }


def entity_brief(entity: Entity) -> Json:
    """An entity as a hit or an answer names it."""
    return {"id": entity.id, "kind": str(entity.kind), "name": entity.name}


def entity_full(entity: Entity) -> Json:
    """An entity with its aliases and attributes."""
    return entity_brief(entity) | {"aliases": list(entity.aliases), "attrs": dict(entity.attrs)}


def evidence_json(evidence: Evidence) -> Json:
    """Where the text says it."""
    return {
        "document": evidence.document,
        "passage": evidence.passage,
        "start": evidence.start,
        "end": evidence.end,
        "quote": evidence.quote,
        "rule": evidence.rule,
        "confidence": evidence.confidence,
    }


def link_json(link: Link) -> Json:
    """A link with all its evidence."""
    return {
        "head": link.head,
        "kind": str(link.kind),
        "tail": link.tail,
        "attrs": dict(link.attrs),
        "evidence": [evidence_json(e) for e in link.evidence],
    }


def links_json(links: Iterable[Link]) -> list[Json]:
    """Each link as `link_json`."""
    return [link_json(link) for link in links]


def subgraph_json(center: Entity, subgraph: Subgraph) -> Json:
    """A neighbourhood: its centre, its entities and the links among them."""
    return {
        "entity": entity_full(center),
        "entities": [entity_full(e) for e in subgraph.entities],
        "links": links_json(subgraph.links),
        "truncated": subgraph.truncated,
    }


def path_json(start: Entity, end: Entity, links: list[Link], names: Mapping[str, Entity]) -> Json:
    """A path as the links that make it and the entities on it, in order from `start`."""
    order, here = [start.id], start.id
    for link in links:
        here = link.tail if link.head == here else link.head
        order.append(here)
    return {
        "from": entity_brief(start),
        "to": entity_brief(end),
        "found": bool(links) or start.id == end.id,
        "length": len(links),
        "entities": [entity_brief(names[i]) for i in order] if links else [],
        "links": links_json(links),
    }


def hit_json(hit: Hit) -> Json:
    """A hit; `highlights` are offsets into the document's text."""
    return {
        "rank": hit.rank,
        "score": hit.score,
        "document": document_brief(hit.document),
        "passage": {
            "id": hit.passage.id,
            "start": hit.passage.start,
            "end": hit.passage.end,
            "text": hit.text,
            "heading": list(hit.passage.heading),
        },
        "entities": [entity_brief(e) for e in hit.entities],
        "highlights": [list(h) for h in hit.highlights],
    }


def group_json(group: Group) -> Json:
    """Hits of one policy or document by their ranks, and the other documents that print the same."""
    return {
        "document": document_brief(group.document),
        "policy": group.policy and entity_brief(group.policy),
        "ranks": list(group.ranks),
        "copies": [document_brief(record) for record in group.copies],
    }


def search_json(result: SearchResult) -> Json:
    """A search's hits, groups, facets and time."""
    shape: Json = {
        "query": result.query,
        "hits": [hit_json(h) for h in result.hits],
        "groups": [group_json(g) for g in result.groups],
        "facets": {name: dict(counts) for name, counts in result.facets.items()},
        "took_ms": round(result.took_ms, 3),
    }
    return shape if result.reason is None else shape | {"reason": result.reason}


def citation_json(citation: Citation) -> Json:
    """What an answer rests on."""
    return {
        "document": document_brief(citation.document),
        "passage": citation.passage,
        "start": citation.start,
        "end": citation.end,
        "quote": citation.quote,
    }


def answer_json(answer: Answer) -> Json:
    """An answer with its citations."""
    return {
        "question": answer.question,
        "answer": answer.answer,
        "abstained": answer.abstained,
        "kind": answer.kind,
        "entities": [entity_brief(e) for e in answer.entities],
        "citations": [citation_json(c) for c in answer.citations],
        "took_ms": round(answer.took_ms, 3),
    }


def problems_json(problems: Iterable[Problem], counts: Mapping[str, int]) -> Json:
    """What verify found, and what it looked at."""
    found = [{"part": p.part, "subject": p.subject, "message": p.message} for p in problems]
    return {"clean": not found, "checked": dict(counts), "problems": found}
