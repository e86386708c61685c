"""What the graph adds to each document's transaction in the ledger."""

from __future__ import annotations

import json
import logging
from collections import Counter
from collections.abc import Iterable, Sequence

from graph.elements import Extraction, Kind, Link, LinkKind
from graph.identity.units import Claim, canonical_json, claims_of, links_of
from graph.ontology import load_ontology
from graph.serving import refresh
from graph.serving.edges import LinkRow
from graph.serving.refresh import Contribution
from graph.tables import TABLES
from ingest.document import Document
from ingest.ledger import Reader, Row, Transaction

_log = logging.getLogger(__name__)


class GraphContributor:
    """Implements `ingest.ledger.Contributor[Extraction]`. Stateless; pickles."""

    tables = TABLES

    def analyse(self, document: Document) -> Extraction:
        """The document's extraction without links that the ontology does not allow (each is logged)."""
        from graph.extraction.extract import extract  # its tables are of no use to commands that only read

        return allowed(document.id, extract(document))

    def write(self, transaction: Transaction, document: Document, analysis: Extraction) -> None:
        """Stores the contribution and serves it."""
        claims = claims_of(document.id, analysis)
        mentions = _mention_rows(document.id, analysis, claims)
        links = _link_rows(document.id, links_of(analysis, claims))
        _store(transaction, document.id, list(claims.values()), mentions, links)
        counted = Counter(row[1] for row in mentions)
        rows = [LinkRow(*row[:6]) for row in links]
        refresh.add(transaction, Contribution(list(claims.values()), counted, rows))
        issuers = analysis.issuers or tuple(field.value for field in document.header.issuers)
        transaction.describe(document.id, issuers, document.region or analysis.region)

    def erase(self, transaction: Transaction, document_id: str) -> None:
        """Removes the contribution and all that only it supports."""
        contribution = load_contribution(transaction, document_id)
        for sql in (
            "DELETE FROM graph_claim WHERE document = ?",
            "DELETE FROM graph_mention WHERE document = ?",
            "DELETE FROM graph_link WHERE document = ?",
            "DELETE FROM graph_touched WHERE document = ?",
        ):
            transaction.execute(sql, (document_id,))
        refresh.remove(transaction, contribution)

    def counts(self, reader: Reader) -> tuple[int, int]:
        """Entities and relations served."""
        ((entities, relations),) = reader.execute(
            "SELECT (SELECT count(*) FROM graph_node), (SELECT count(*) FROM graph_edge)"
        )
        return entities, relations


def allowed(document_id: str, extraction: Extraction) -> Extraction:
    """The extraction with only those links and mentions whose ends it has and the ontology allows."""
    kinds = {entity.id: entity.kind for entity in extraction.entities}
    links = tuple(link for link in extraction.links if _is_allowed(document_id, link, kinds))
    mentions = tuple(mention for mention in extraction.mentions if mention.entity in kinds)
    return Extraction(extraction.entities, mentions, links, extraction.issuers, extraction.region)


def _is_allowed(document_id: str, link: Link, kinds: dict[str, Kind]) -> bool:
    """SAME_AS is not for a document to say: resolution draws it."""
    head, tail = kinds.get(link.head), kinds.get(link.tail)
    if link.kind is not LinkKind.SAME_AS and head and tail and load_ontology().allows(head, link.kind, tail):
        return True
    _log.warning(
        "%s: left out a link %s -%s-> %s, which the ontology does not allow", document_id, head, link.kind, tail
    )
    return False


def load_contribution(reader: Reader, document_id: str) -> Contribution:
    """A document's contribution as stored."""
    claims = [
        Claim(unit, local, Kind(kind), tuple((field, value) for field, value in json.loads(facts)))
        for unit, local, kind, facts in reader.execute(
            "SELECT unit, local, kind, facts FROM graph_claim WHERE document = ?", (document_id,)
        )
    ]
    counted = reader.execute(
        "SELECT unit, count(*) FROM graph_mention WHERE document = ? GROUP BY unit", (document_id,)
    )
    mentions: dict[str, int] = dict(counted)
    links = [
        LinkRow(*row)
        for row in reader.execute(
            "SELECT document, head, kind, tail, post, attrs, edge FROM graph_link WHERE document = ?", (document_id,)
        )
    ]
    return Contribution(claims, mentions, links)


def _mention_rows(document_id: str, extraction: Extraction, claims: dict[str, Claim]) -> list[Row]:
    rows = {
        (document_id, claims[m.entity].unit, m.start, m.end): (m.passage, m.surface, m.rule)
        for m in reversed(extraction.mentions)
    }
    return [(*key, *rest) for key, rest in rows.items()]


def _link_rows(document_id: str, links: Iterable[Link]) -> list[Row]:
    rows: dict[tuple[str, str, str, str], Link] = {}
    for link in links:
        key = (link.head, str(link.kind), link.tail, str(link.attrs.get("post", "")))
        held = rows.get(key)
        rows[key] = Link(link.head, link.kind, link.tail, held.attrs, held.evidence + link.evidence) if held else link
    return [
        (document_id, *key, canonical_json(dict(link.attrs)), canonical_json(_evidence(link)), "")
        for key, link in rows.items()
    ]


def _evidence(link: Link) -> list[list[str | int | float]]:
    found = sorted((e.start, e.end, e.rule, e.passage, e.quote, e.confidence) for e in link.evidence)
    return [[passage, start, end, quote, rule, confidence] for start, end, rule, passage, quote, confidence in found]


def _store(
    transaction: Transaction, document_id: str, claims: Sequence[Claim], mentions: Sequence[Row], links: Sequence[Row]
) -> None:
    transaction.executemany(
        "INSERT INTO graph_claim VALUES (?, ?, ?, ?, ?)",
        [(document_id, c.unit, c.local, str(c.kind), canonical_json(c.facts)) for c in claims],
    )
    transaction.executemany("INSERT INTO graph_mention VALUES (?, ?, ?, ?, ?, ?, ?)", mentions)
    transaction.executemany("INSERT INTO graph_link VALUES (?, ?, ?, ?, ?, ?, ?, ?)", links)
