"""What is asked of a home's Neo4j: a sync now, a query in Cypher, and to follow while something runs."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from api.failures import RefusedError, UsageError
from api.neo4j_follower import catch_up, projection_of
from api.services import Services
from api.shapes import Json
from graph.neo4j.query import run_read_only
from graph.neo4j.sync import SyncReport
from ingest.errors import LedgerBusyError

_WITHOUT = "without one, entity, neighbors, path, lineage, search and ask answer the same questions"


def sync_neo4j(services: Services, uri: str | None) -> Json:
    """`wenmai sync neo4j`: what was written, and the revision reached."""
    projection = projection_of(services.settings, services.ledger, uri)
    try:
        report = catch_up(services.settings, projection)
    finally:
        projection.close()
    if report is None:
        raise LedgerBusyError(f"{services.settings.home}: another process is syncing it; try again later")
    return {name: getattr(report, name) for name in SyncReport.__slots__}


def cypher(services: Services, query: str, parameters: dict[str, Any]) -> Json:
    """Rows of a read-only query. RefusedError without a Neo4j, and unless WENMAI_CYPHER allows it."""
    if not services.settings.neo4j_uri:
        raise RefusedError(f"Cypher is off: it needs a Neo4j (WENMAI_NEO4J_URI) and WENMAI_CYPHER=true; {_WITHOUT}")
    if not services.settings.cypher:
        raise RefusedError("Cypher is off; set WENMAI_CYPHER=true to allow read-only queries")
    result = run_read_only(services.follower.projection.connection, query, parameters)
    return {
        "columns": list(result.columns),
        "rows": [list(row) for row in result.rows],
        "truncated": result.truncated,
        "took_ms": round(result.took_ms, 3),
    }


def cypher_parameters(texts: Sequence[str]) -> dict[str, Any]:
    """Parameters from NAME=TEXT and NAME:=JSON; UsageError names one that is neither."""
    found: dict[str, Any] = {}
    for text in texts:
        name, sign, value = text.partition("=")
        try:
            found[name.removesuffix(":")] = json.loads(value) if name.endswith(":") else value
        except ValueError as error:
            raise UsageError(f"--parameter {text}: what follows := is no JSON ({error}); for text write =") from error
        if not sign:
            raise UsageError(f"--parameter {text}: write NAME=TEXT, or NAME:=JSON for a number or a list")
    return found


@contextmanager
def following(services: Services) -> Iterator[None]:
    """While an ingest runs its Neo4j follows; at the end it is up to date, or was said to be away."""
    if not services.settings.neo4j_uri:
        yield
        return
    begun = services.follower.start()
    try:
        yield
    finally:
        if begun:
            services.follower.finish()
