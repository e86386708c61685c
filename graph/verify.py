"""Checks the graph in the ledger: quotes against texts, links against the ontology, the served against a recount."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping

from graph.elements import Kind, LinkKind
from graph.ontology import load_ontology
from graph.recount import Recount, recount
from ingest.document import Document, Passage
from ingest.errors import WenmaiError
from ingest.ledger import Ledger, Reader, Row
from ingest.problem import Problem

_AGAIN = "forget the document and ingest it again"
_REBUILD = "ingest the documents again into a new --home"


def verify(ledger: Ledger) -> list[Problem]:
    """All that is wrong with the graph, by subject. Reads every document that contributes."""
    with ledger.read() as reader:
        contributors = [row[0] for row in reader.execute(_CONTRIBUTORS)]
        wanted = recount(reader)
        found = [*_loose_ends(reader), *_links(reader), *_served(reader, wanted), *_assigned(reader, wanted)]
    for document_id in contributors:
        try:
            document = ledger.document(document_id)
        except (WenmaiError, ValueError, KeyError, TypeError, IndexError) as error:
            found.append(Problem("graph", document_id, f"it contributes, and its text cannot be read ({error})"))
            continue
        with ledger.read() as reader:
            found.extend(_quotes(reader, document))
    return sorted(found, key=lambda problem: (problem.subject, problem.message))


_CONTRIBUTORS = """
SELECT document FROM graph_claim UNION SELECT document FROM graph_mention
UNION SELECT document FROM graph_link ORDER BY 1
"""
_LOOSE = (
    (
        "SELECT m.document, m.unit FROM graph_mention m "
        "LEFT JOIN graph_claim c ON c.document = m.document AND c.unit = m.unit WHERE c.unit IS NULL",
        "mentions {}, which it does not claim",
    ),
    (
        "SELECT l.document, l.head FROM graph_link l "
        "LEFT JOIN graph_claim c ON c.document = l.document AND c.unit = l.head WHERE c.unit IS NULL",
        "a link begins at {}, which the document does not claim",
    ),
    (
        "SELECT l.document, l.tail FROM graph_link l "
        "LEFT JOIN graph_claim c ON c.document = l.document AND c.unit = l.tail WHERE c.unit IS NULL",
        "a link ends at {}, which the document does not claim",
    ),
)


def _loose_ends(reader: Reader) -> Iterator[Problem]:
    for sql, message in _LOOSE:
        for document, unit in reader.execute(sql):
            yield Problem("graph", document, f"{message.format(unit)}; {_AGAIN}")


def _links(reader: Reader) -> Iterator[Problem]:
    """Served edges whose ends are missing or not allowed."""
    rows = reader.execute(
        "SELECT e.id, e.head, e.kind, e.tail, h.kind, t.kind FROM graph_edge e "
        "LEFT JOIN graph_node h ON h.id = e.head LEFT JOIN graph_node t ON t.id = e.tail"
    )
    kinds, allows = set(LinkKind), load_ontology().allows
    for edge, head, kind, tail, head_kind, tail_kind in rows:
        if head_kind is None or tail_kind is None:
            yield Problem("graph", edge, f"{kind} joins {head} and {tail}, one of which is missing; {_REBUILD}")
        elif kind not in kinds or not allows(Kind(head_kind), LinkKind(kind), Kind(tail_kind)):
            yield Problem("graph", edge, f"the ontology does not allow {head_kind} -{kind}-> {tail_kind}; {_REBUILD}")


def _served(reader: Reader, wanted: Recount) -> Iterator[Problem]:
    nodes = reader.execute("SELECT id, kind, name, aliases, attrs, keys, mentions FROM graph_node")
    yield from _differences(nodes, wanted.nodes, "node")
    edges = reader.execute("SELECT id, head, kind, tail, post, attrs, support FROM graph_edge")
    yield from _differences(edges, wanted.edges, "link")


def _differences(rows: Iterator[Row], wanted: Mapping[str, tuple[str, ...]], what: str) -> Iterator[Problem]:
    missing = set(wanted)
    for row in rows:
        missing.discard(row[0])
        if row[0] not in wanted:
            yield Problem("graph", row[0], f"a {what} is served that no document supports; {_REBUILD}")
        elif tuple(map(str, row)) != wanted[row[0]]:
            ours, theirs = next((str(a), b) for a, b in zip(row, wanted[row[0]], strict=True) if str(a) != b)
            yield Problem(
                "graph", row[0], f"a {what} is served with {ours!r}, its documents give {theirs!r}; {_REBUILD}"
            )
    for id_ in missing:
        yield Problem("graph", id_, f"a {what} that documents support is not served; {_REBUILD}")


def _assigned(reader: Reader, wanted: Recount) -> Iterator[Problem]:
    """Units, lookup names and links that lead elsewhere than they should."""
    for unit, node in reader.execute("SELECT id, node FROM graph_unit"):
        if wanted.node_of.get(unit) != node:
            yield Problem("graph", unit, f"it leads to {node}, it should to {wanted.node_of.get(unit)}; {_REBUILD}")
    for *key, edge in reader.execute("SELECT document, head, kind, tail, post, edge FROM graph_link"):
        if wanted.edge_of.get(tuple(key)) != edge:
            yield Problem("graph", key[0], f"its link {'-'.join(key[1:4])} supports another edge; {_REBUILD}")
    for (node,) in reader.execute("SELECT id FROM graph_node WHERE id NOT IN (SELECT node FROM graph_name)"):
        yield Problem("graph", node, f"it cannot be found by name; {_REBUILD}")
    for (node,) in reader.execute("SELECT DISTINCT node FROM graph_name WHERE node NOT IN (SELECT id FROM graph_node)"):
        yield Problem("graph", node, f"a name leads to it, and it is not served; {_REBUILD}")


def _quotes(reader: Reader, document: Document) -> Iterator[Problem]:
    """Mentions and evidence whose text or passage is not the document's."""
    passages = {passage.id: passage for passage in document.passages}
    for unit, start, end, passage, surface in reader.execute(
        "SELECT unit, start_offset, end_offset, passage, surface FROM graph_mention WHERE document = ?", (document.id,)
    ):
        if wrong := _misplaced(document, passages.get(passage), start, end, surface):
            yield Problem("graph", document.id, f"mention of {unit}: {wrong}; {_AGAIN}")
    for kind, evidence in reader.execute("SELECT kind, evidence FROM graph_link WHERE document = ?", (document.id,)):
        if evidence == "[]":
            yield Problem("graph", document.id, f"a link {kind} has no evidence; {_AGAIN}")
        for passage, start, end, quote, rule, _ in json.loads(evidence):
            if wrong := _misplaced(document, passages.get(passage), start, end, quote):
                yield Problem("graph", document.id, f"evidence of {kind} by rule {rule}: {wrong}; {_AGAIN}")


def _misplaced(document: Document, passage: Passage | None, start: int, end: int, quote: str) -> str | None:
    if passage is None:
        return "its passage is not the document's"
    if not quote or document.quote(start, end) != quote:
        return f"{quote[:40]!r} does not stand at {start} to {end}, there stands {document.quote(start, end)[:40]!r}"
    if start < passage.start or end > passage.end:
        return f"{start} to {end} lies outside passage {passage.id} ({passage.start} to {passage.end})"
    return None
