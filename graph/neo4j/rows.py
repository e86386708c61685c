"""What the ledger holds, as rows for Neo4j: properties that a Neo4j person expects, beside what makes answers exact."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import astuple
from datetime import date
from itertools import repeat
from typing import Any

from graph.elements import Entity, Evidence, Kind, Link, LinkKind
from graph.fold import lookup_forms
from graph.serving.rows import EDGE, NODE, as_entity, load_links, stored_places
from graph.tables import listed
from ingest.document import Passage
from ingest.ledger import DocumentRecord, Reader

Properties = dict[str, Any]

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_OWN_NODE = frozenset(
    {"id", "kind", "name", "aliases", "attributes", "keys", "mentions", "forms", "other_ids", "printed"}
)
_EVIDENCE = ("documents", "passages", "starts", "ends", "quotes", "rules", "confidences")
_OWN_LINK = frozenset({"id", "attributes", *_EVIDENCE})
_CHUNK = 2000


def native(value: Any) -> Any:
    """A whole day as a date, a number, text or truth as it is; None for what is no single value."""
    if isinstance(value, str) and _DAY.fullmatch(value):
        try:
            return date.fromisoformat(value)
        except ValueError:
            return value
    return value if isinstance(value, str | int | float) else None


def _flat(attrs: Mapping[str, Any], own: frozenset[str]) -> Properties:
    """Attributes as properties of their own, but for nested ones (they stand in `attributes` only)."""
    return {name: v for name, value in attrs.items() if name not in own and (v := native(value)) is not None}


def entity_properties(entity: Entity, attributes: str, mentions: int, other_ids: str) -> Properties:
    """Properties of an entity's node; None for those that it does not have."""
    forms = lookup_forms(entity.name, entity.aliases, entity.attrs)
    return {
        **_flat(entity.attrs, _OWN_NODE),
        "id": entity.id,
        "kind": str(entity.kind),
        "name": entity.name,
        "aliases": list(entity.aliases),
        "attributes": attributes,
        "keys": list(entity.keys),
        "mentions": mentions,
        "forms": "\n" + "".join(f"{form}\n" for form in forms),
        "other_ids": other_ids or None,
        "printed": "\n".join(entity.aliases) or None,
    }


def link_properties(id_: str, attributes: str, places: Sequence[Sequence[Any]]) -> Properties:
    """Properties of a link's relationship. attributes: JSON as stored; places: evidence in the order of _EVIDENCE."""
    properties = _flat(json.loads(attributes), _OWN_LINK) if attributes != "{}" else {}
    properties["id"] = id_
    properties["attributes"] = attributes
    properties.update(zip(_EVIDENCE, map(list, zip(*places, strict=True)) if places else repeat([]), strict=False))
    return properties


def entity_of(values: Sequence[Any]) -> Entity:
    """Entity from the columns `graph.neo4j.cypher.ENTITY`."""
    id_, kind, name, aliases, attributes, keys = values
    return Entity(id_, Kind(kind), name, tuple(aliases), json.loads(attributes), tuple(keys))


def link_of(values: Sequence[Any]) -> Link:
    """Link from the columns `graph.neo4j.cypher.LINK`."""
    head, kind, tail, attributes, *columns, _ = values
    evidence = tuple(Evidence(*place) for place in zip(*columns, strict=True))
    return Link(head, LinkKind(kind), tail, json.loads(attributes), evidence)


def document_row(record: DocumentRecord) -> Properties:
    """Row of a document."""
    properties = {
        "id": record.id,
        "title": record.title,
        "doc_number": record.doc_number,
        "issuers": list(record.issuers),
        "genre": record.genre,
        "date": native(record.date),
        "region": record.region,
        "source": record.source.external_id,
        "location": record.source.location,
        "length": record.length,
    }
    return {"id": record.id, "properties": {name: v for name, v in properties.items() if v is not None}}


def passage_row(document_id: str, passage: Passage) -> Properties:
    """Row of a passage."""
    properties = {
        "id": passage.id,
        "document": document_id,
        "ordinal": passage.ordinal,
        "heading": list(passage.heading),
        "start": passage.start,
        "end": passage.end,
        "text": passage.text,
    }
    return {"id": passage.id, "document": document_id, "properties": properties}


def entity_rows(reader: Reader, since: int) -> Iterator[tuple[str, Properties]]:
    """(kind, row) of each entity that changed after a revision."""
    rows = reader.execute(f"{NODE} WHERE n.revision > ? ORDER BY n.kind, n.id", (since,))
    for chunk in _chunks(rows):
        ids = listed(row[0] for row in chunk)
        mentions: dict[str, int] = dict(
            reader.execute("SELECT id, mentions FROM graph_node WHERE id IN (SELECT value FROM json_each(?))", (ids,))
        )
        others = _other_ids(reader, ids)
        for row in chunk:
            entity = as_entity(row)
            other = "".join(f"{id_}\n" for id_ in sorted(others.get(entity.id, ())))
            properties = entity_properties(entity, row[4], mentions[entity.id], f"\n{other}" if other else "")
            yield str(entity.kind), {"id": entity.id, "properties": properties}


def _other_ids(reader: Reader, ids: str) -> dict[str, set[str]]:
    """Ids that lead to each node beside its own: of units, and, marked by ~, the ids that documents use for them."""
    found: dict[str, set[str]] = {}
    for unit, local, node in reader.execute(
        "SELECT id, local, node FROM graph_unit WHERE node IN (SELECT value FROM json_each(?))", (ids,)
    ):
        others = found.setdefault(node, set())
        others |= {unit} if unit != node else set()
        others |= {f"~{local}"} if local not in (unit, node) else set()
    return found


def link_rows(reader: Reader, since: int) -> Iterator[tuple[str, Properties]]:
    """(kind, row) of each link that changed after a revision."""
    rows = reader.execute(f"{EDGE} WHERE e.revision > ? ORDER BY e.kind, e.id", (since,))
    for chunk in _chunks(rows):
        places = stored_places(reader, [row[0] for row in chunk if row[6]])
        doubts = [row for row in chunk if not row[6]]
        for row, doubt in zip(doubts, load_links(reader, doubts), strict=True):
            places[row[0]] = [astuple(evidence) for evidence in doubt.evidence]
        for id_, head, kind, tail, _, attributes, _ in chunk:
            properties = link_properties(id_, attributes, places.get(id_, ()))
            yield kind, {"id": id_, "head": head, "tail": tail, "properties": properties}


def mention_rows(reader: Reader, documents: Sequence[str]) -> Iterator[Properties]:
    """Rows of the mentions in these documents."""
    for row in reader.execute(
        "SELECT m.passage, u.node, m.start_offset, m.end_offset, m.surface, m.rule FROM graph_mention m "
        "JOIN graph_unit u ON u.id = m.unit WHERE m.document IN (SELECT value FROM json_each(?)) "
        "ORDER BY m.document, m.start_offset",
        (listed(documents),),
    ):
        yield dict(zip(("passage", "entity", "start", "end", "surface", "rule"), row, strict=True))


def tombstones(reader: Reader, since: int) -> dict[str, list[Properties]]:
    """Ids that are gone since a revision: `node`, or the kind of a link -> rows."""
    found: dict[str, list[Properties]] = {}
    for id_, element in reader.execute(
        "SELECT id, element FROM graph_tombstone WHERE revision > ? ORDER BY id", (since,)
    ):
        found.setdefault(element, []).append({"id": id_})
    return found


def touched(reader: Reader, since: int) -> list[str]:
    """Documents whose mentions lead to other entities since a revision."""
    rows = reader.execute("SELECT document FROM graph_touched WHERE revision > ? ORDER BY document", (since,))
    return [document for (document,) in rows]


def _chunks(rows: Iterator[Any]) -> Iterator[list[Any]]:
    chunk: list[Any] = []
    for row in rows:
        chunk.append(row)
        if len(chunk) == _CHUNK:
            yield chunk
            chunk = []
    if chunk:
        yield chunk
