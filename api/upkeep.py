"""Looking after a home: verify, export, lineage, review and measurements."""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TextIO

from api.failures import NotFoundError, UsageError
from api.services import Services, bears
from api.shapes import Json, entity_full, evidence_json, problems_json
from graph.elements import Entity, Kind, LinkKind
from graph.lineage import Lineage, Relative, level_of, lineage
from ingest.problem import Problem
from search.query import Filters, SearchResult

LINEAGE_RELATIONS = (
    "implements",
    "implemented_by",
    "amends",
    "amended_by",
    "repeals",
    "repealed_by",
    "possibly_same",
)


def verify(services: Services) -> Json:
    """Every check of every layer, and how much there was to check."""
    from graph.verify import verify as verify_graph
    from ingest.verify import verify as verify_ledger
    from search.indexes.verify import verify as verify_indexes

    ledger, engine = services.ledger, services.engine
    problems: list[Problem] = verify_ledger(ledger)
    if not problems:  # a damaged ledger cannot be held against anything
        problems += verify_graph(ledger)
        problems += verify_indexes(ledger, engine.keyword, engine.vectors)
        problems += _verify_neo4j(services)
    return problems_json(problems, sizes(services))


def _verify_neo4j(services: Services) -> list[Problem]:
    if not services.settings.neo4j_uri:
        return []
    from graph.neo4j.connection import Neo4jError

    try:
        return services.follower.projection.verify()
    except Neo4jError as error:
        return [Problem("neo4j", services.settings.neo4j_uri, str(error))]


def sizes(services: Services) -> dict[str, int]:
    """How much the home holds."""
    counts = services.store.counts()
    with services.ledger.read() as reader:
        ((documents, passages),) = reader.execute(
            "SELECT (SELECT count(*) FROM documents), (SELECT count(*) FROM passages)"
        )
    return {
        "documents": documents,
        "passages": passages,
        "entities": sum(counts.entities.values()),
        "links": sum(counts.links.values()),
        "revision": services.ledger.revision(),
    }


def readiness(services: Services) -> Json:
    """Revisions of ledger and indexes; raises LedgerError while there is no ledger."""
    engine = services.engine
    vectors = engine.vectors
    engine.keyword.refresh()
    if vectors is not None:
        vectors.refresh()
    return {
        "revision": services.ledger.revision(),
        "keyword_revision": engine.keyword.revision,
        "vector_revision": vectors.revision if vectors is not None else None,
        "model": vectors.embedder.model.name if vectors is not None else None,
        "neo4j": services.follower.state() if services.settings.neo4j_uri else None,
    }


def export(services: Services, format: str, output: Path | None) -> None:
    """Write the graph to a file, or to standard output."""
    from graph.export import export as write

    if output is None:
        write(services.store, format, sys.stdout)
        return
    try:
        with output.open("w", encoding="utf-8", newline="") as out:
            write(services.store, format, out)
    except OSError as error:
        raise UsageError(f"cannot write {output}: {error.strerror}; name another file with -o") from error


def policy_lineage(services: Services, reference: str) -> Json:
    """What a policy implements and what implements, amends or repeals it.

    others: policies of the same title, which a 发文字号 or an id tells apart. NotFoundError when none is called so, or
    when several only contain it.
    """
    found = services.graph.find(reference, Kind.POLICY, limit=10)
    if not found:
        raise NotFoundError(f"no policy is called {reference}; look for it with `wenmai search`")
    exact = [policy for policy in found if bears(policy, reference)] or found
    if policy := services.graph.entity(reference):  # an id, one that was merged away included
        exact = [policy]
    elif exact is found and len(found) > 1:
        near = "; ".join(f"{policy.name} ({policy.id})" for policy in found[:5])
        raise NotFoundError(f"no policy is called {reference} exactly; near it: {near}")
    return _lineage_json(lineage(services.graph, exact[0].id), [_told(services, policy) for policy in exact[1:]])


def _told(services: Services, policy: Entity) -> Json:
    links = sorted(services.graph.links(policy.id, [LinkKind.ISSUED], "in"), key=lambda link: link.head)
    issuers = tuple(services.graph.entities([link.head for link in links]))
    return _policy(policy, issuers) | {"level": str(level_of(policy, issuers))}


def _lineage_json(found: Lineage, others: list[Json]) -> Json:
    return {
        "policy": _policy(found.policy, found.issuers) | {"level": str(found.level)},
        "others": others,
        "issued": [
            {"issuer": link.head, "attrs": dict(link.attrs), "evidence": [evidence_json(e) for e in link.evidence]}
            for link in found.issued
        ],
        **{name: [_relative(r) for r in getattr(found, name)] for name in LINEAGE_RELATIONS},
    }


def _policy(policy: Entity, issuers: tuple[Entity, ...]) -> Json:
    return entity_full(policy) | {"issuers": [issuer.name for issuer in issuers]}


def _relative(relative: Relative) -> Json:
    """A policy of the lineage. via: id of the one nearer to the policy asked for that the link joins it to."""
    link = relative.link
    return _policy(relative.policy, relative.issuers) | {
        "level": str(relative.level),
        "distance": relative.distance,
        "via": link.head if link.tail == relative.policy.id else link.tail,
        "link": str(link.kind),
        "attrs_of_link": dict(link.attrs),
        "evidence": [evidence_json(e) for e in link.evidence],
    }


@dataclass(frozen=True, slots=True)
class BatchFiles:
    """queries: {"id","text"} a line. out: a line a query with its hits. run: a TREC run file. Either may be absent."""

    queries: Path
    out: Path | None
    run: Path | None


def search_many(services: Services, files: BatchFiles, k: int, filters: Filters) -> Json:
    """Many queries at once; gives how many and how long. JudgementError names a line that is no query."""
    from api.indexes import open_keyword_engine
    from ingest.pipeline import default_workers
    from search.batch import Batch, search_batch
    from search.evaluation.retrieval import read_queries

    queries = read_queries(files.queries)
    started = time.perf_counter()
    processes = services.settings.workers or default_workers()
    opener = partial(open_keyword_engine, services.settings.home)
    results = search_batch(services.engine, opener, Batch(list(queries.values()), k, filters), processes)
    with _opened(files.out) as out, _opened(files.run) as run:
        for query_id, result in zip(queries, results, strict=True):
            if out:
                out.write(json.dumps(_hits_line(query_id, result), ensure_ascii=False) + "\n")
            if run:
                run.writelines(_run_lines(query_id, result))
    return {"queries": len(queries), "seconds": round(time.perf_counter() - started, 3)}


def _opened(path: Path | None) -> TextIO | _Nothing:
    if path is None:
        return _Nothing()
    try:
        return path.open("w", encoding="utf-8")
    except OSError as error:
        raise UsageError(f"cannot write {path}: {error.strerror}; name another file") from error


class _Nothing:
    """Stands for an output that was not asked for."""

    def __enter__(self) -> None:
        return None

    def __exit__(self, *_: object) -> None:
        return None


def _hits_line(query_id: str, result: SearchResult) -> Json:
    return {
        "id": query_id,
        "hits": [
            {
                "document": hit.document.source.external_id,
                "document_id": hit.document.id,
                "passage": hit.passage.id,
                "text": hit.text,
                "start": hit.passage.start,
                "end": hit.passage.end,
                "score": hit.score,
            }
            for hit in result.hits
        ],
    }


def _run_lines(query_id: str, result: SearchResult) -> Iterator[str]:
    """TREC run: documents once each, at their best rank."""
    seen: set[str] = set()
    for hit in result.hits:
        name = hit.document.source.external_id
        if name not in seen:
            seen.add(name)
            yield f"{query_id} Q0 {'_'.join(name.split())} {len(seen)} {hit.score:.6f} wenmai\n"
