"""Writes the graph for other programs. Equal graphs give equal bytes, whatever order their documents came in."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable, Iterator, Mapping
from typing import Any, TextIO
from xml.sax.saxutils import escape, quoteattr

from graph.elements import Entity, Evidence, Link
from graph.store import GraphStore
from ingest.errors import WenmaiError


class ExportError(WenmaiError):
    """The format that was asked for is none of ours."""


def export(store: GraphStore, format: str, out: TextIO) -> None:
    """Writes all entities, by id, then all links, by head, kind, tail and post."""
    if format not in FORMATS:
        raise ExportError(f"no such format: {format}; choose from {', '.join(FORMATS)}")
    FORMATS[format](store, out)


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=False, separators=(",", ":"))


def _sorted(attrs: Mapping[str, Any]) -> dict[str, Any]:
    return dict(sorted(attrs.items()))


def _node_row(entity: Entity) -> dict[str, Any]:
    named = {"type": "node", "id": entity.id, "kind": str(entity.kind), "name": entity.name}
    return {**named, "aliases": list(entity.aliases), "attrs": _sorted(entity.attrs)}


def _edge_row(link: Link) -> dict[str, Any]:
    ends = {"type": "edge", "head": link.head, "kind": str(link.kind), "tail": link.tail}
    return {**ends, "attrs": _sorted(link.attrs), "evidence": [_evidence_row(e) for e in link.evidence]}


def _evidence_row(evidence: Evidence) -> dict[str, Any]:
    return {name: getattr(evidence, name) for name in Evidence.__slots__}


def _write_jsonl(store: GraphStore, out: TextIO) -> None:
    for entity in store.all_entities():
        out.write(_json(_node_row(entity)) + "\n")
    for link in store.all_links():
        out.write(_json(_edge_row(link)) + "\n")


CSV_COLUMNS = (
    *("type", "id", "kind", "name", "aliases", "head", "tail", "attrs"),
    *("document", "passage", "start", "end", "quote", "rule", "confidence"),
)
"""One table for all: a row a node, a row for each piece of evidence of an edge. aliases and attrs are JSON."""


def _write_csv(store: GraphStore, out: TextIO) -> None:
    writer = csv.DictWriter(out, CSV_COLUMNS, restval="", lineterminator="\n")
    writer.writeheader()
    for entity in store.all_entities():
        row = _node_row(entity)
        writer.writerow({**row, "aliases": _json(row["aliases"]), "attrs": _json(row["attrs"])})
    for link in store.all_links():
        row = _edge_row(link)
        evidence = row.pop("evidence") or [{}]
        for place in evidence:
            writer.writerow({**row, "attrs": _json(row["attrs"]), **place})


def _write_graphml(store: GraphStore, out: TextIO) -> None:
    out.write('<?xml version="1.0" encoding="UTF-8"?>\n<graphml xmlns="http://graphml.graphdrawing.org/xmlns">\n')
    for domain, names in (("node", ("kind", "name", "aliases", "attrs")), ("edge", ("kind", "attrs", "evidence"))):
        for name in names:
            out.write(f'<key id="{domain}-{name}" for="{domain}" attr.name="{name}" attr.type="string"/>\n')
    out.write('<graph id="wenmai" edgedefault="directed">\n')
    for entity in store.all_entities():
        row = _node_row(entity)
        out.write(f"<node id={quoteattr(entity.id)}>{_graphml_data('node', row)}</node>\n")
    for number, link in enumerate(store.all_links()):
        row = _edge_row(link)
        ends = f'id="e{number}" source={quoteattr(link.head)} target={quoteattr(link.tail)}'
        out.write(f"<edge {ends}>{_graphml_data('edge', row)}</edge>\n")
    out.write("</graph>\n</graphml>\n")


def _graphml_data(domain: str, row: Mapping[str, Any]) -> str:
    names = ("kind", "name", "aliases", "attrs") if domain == "node" else ("kind", "attrs", "evidence")
    values = ((name, row[name] if isinstance(row[name], str) else _json(row[name])) for name in names)
    return "".join(f'<data key="{domain}-{name}">{_xml_text(value)}</data>' for name, value in values)


def _xml_text(value: str) -> str:
    """Text as XML 1.0 may hold it: control characters that it forbids become U+FFFD."""
    return escape("".join(c if c in "\t\n\r" or (c >= " " and c not in "\ufffe\uffff") else "\ufffd" for c in value))


def _write_jsonld(store: GraphStore, out: TextIO) -> None:
    """One @graph: nodes, then links as nodes of their own (rdf:Statement), since each bears evidence."""
    out.write('{"@context":' + _json(_jsonld_context()) + ',\n"@graph":[')
    separator = "\n"
    for row in _jsonld_rows(store):
        out.write(separator + _json(row))
        separator = ",\n"
    out.write("\n]}\n")


def _jsonld_context() -> dict[str, Any]:
    base: dict[str, Any] = {
        "@vocab": "urn:wenmai:",
        "@base": "urn:wenmai:id:",
        "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
        "skos": "http://www.w3.org/2004/02/skos/core#",
        "name": "skos:prefLabel",
        "aliases": {"@id": "skos:altLabel", "@container": "@set"},
        "head": {"@id": "rdf:subject", "@type": "@id"},
        "kind": {"@id": "rdf:predicate", "@type": "@vocab"},
        "tail": {"@id": "rdf:object", "@type": "@id"},
        "evidence": {"@container": "@list"},
        "document": {"@type": "@id"},
        "passage": {"@type": "@id"},
        "attrs": {"@type": "@json"},
    }
    return base


def _jsonld_rows(store: GraphStore) -> Iterator[dict[str, Any]]:
    for entity in store.all_entities():
        row = _node_row(entity)
        named = {"@id": entity.id, "@type": str(entity.kind), "name": entity.name}
        yield {**named, "aliases": row["aliases"], "attrs": row["attrs"]}
    for link in store.all_links():
        row = _edge_row(link)
        del row["type"]
        yield {"@type": "rdf:Statement", **row}


def _write_cypher(store: GraphStore, out: TextIO) -> None:
    """A script for cypher-shell or Neo4j Browser; running it twice changes nothing more."""
    out.write("CREATE CONSTRAINT entity_id IF NOT EXISTS FOR (n:Entity) REQUIRE n.id IS UNIQUE;\n")
    for entity in store.all_entities():
        properties = {"name": entity.name, "aliases": list(entity.aliases), **_properties(entity.attrs)}
        out.write(f"MERGE (n:Entity {{id: {_cypher(entity.id)}}}) SET n:{entity.kind}, n += {_cypher(properties)};\n")
    for link in store.all_links():
        post = link.attrs.get("post", "")
        properties = {**_properties(link.attrs), "evidence": _json([_evidence_row(e) for e in link.evidence])}
        out.write(
            f"MATCH (h:Entity {{id: {_cypher(link.head)}}}), (t:Entity {{id: {_cypher(link.tail)}}}) "
            f"MERGE (h)-[r:{link.kind} {{post: {_cypher(post)}}}]->(t) SET r += {_cypher(properties)};\n"
        )


def _properties(attrs: Mapping[str, Any]) -> dict[str, Any]:
    """Attributes as property values; what Neo4j cannot hold (objects, mixed lists) becomes its JSON text."""
    return {name: value if isinstance(value, str | int | float) else _json(value) for name, value in attrs.items()}


def _cypher(value: Any) -> str:
    if isinstance(value, dict):
        return "{" + ", ".join(f"{_cypher_name(name)}: {_cypher(item)}" for name, item in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(_cypher, value)) + "]"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        return '"' + "".join(map(_cypher_character, value)) + '"'
    return repr(value)


def _cypher_character(character: str) -> str:
    if character in '"\\':
        return "\\" + character
    return f"\\u{ord(character):04x}" if character < " " else character


def _cypher_name(name: str) -> str:
    return "`" + name.replace("`", "``") + "`"


FORMATS: Mapping[str, Callable[[GraphStore, TextIO], None]] = {
    "jsonl": _write_jsonl,
    "csv": _write_csv,
    "graphml": _write_graphml,
    "jsonld": _write_jsonld,
    "cypher": _write_cypher,
}
