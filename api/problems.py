"""One table from errors to HTTP status, and the problem body (RFC 9457) that says what to do next."""

from __future__ import annotations

from typing import Any

from api.failures import NotFoundError, RefusedError, TooLargeError, UsageError
from graph.neo4j.connection import CypherError, CypherRefusedError, Neo4jLimitError, Neo4jUnavailableError
from ingest.errors import InputError, LedgerBusyError, LedgerError, UnknownDocumentError, WenmaiError

STATUS: tuple[tuple[type[WenmaiError], int, str], ...] = (
    (UnknownDocumentError, 404, "unknown document"),
    (NotFoundError, 404, "not found"),
    (TooLargeError, 413, "too large"),
    (CypherRefusedError, 403, "refused"),
    (CypherError, 422, "not Cypher"),
    (Neo4jLimitError, 422, "limit reached"),
    (Neo4jUnavailableError, 503, "Neo4j not available"),
    (RefusedError, 403, "refused"),
    (UsageError, 422, "wrong usage"),
    (LedgerBusyError, 409, "another ingest is running"),
    (InputError, 422, "unreadable input"),
    (LedgerError, 503, "ledger not available"),
    (WenmaiError, 500, "failed"),
)
"""The first row whose class fits counts, so narrower classes stand above wider ones."""


def status_of(error: WenmaiError) -> tuple[int, str]:
    """HTTP status and title of an error."""
    return next((status, title) for kind, status, title in STATUS if isinstance(error, kind))


def problem_body(status: int, title: str, detail: object) -> dict[str, Any]:
    """title: kind of problem; detail: what to do next."""
    return {"type": "about:blank", "title": title, "status": status, "detail": detail}
