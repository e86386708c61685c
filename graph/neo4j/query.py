"""A person's own Cypher: read-only by the server's word, within limits."""

from __future__ import annotations

import json
import re
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from graph.neo4j.connection import CypherError, CypherRefusedError, Neo4jConnection, Values, plain

_CALLABLE = (
    "db.index.fulltext.query",
    "db.index.vector.query",
    "db.labels",
    "db.relationshipTypes",
    "db.propertyKeys",
    "db.schema.",
)
_PLACE = re.compile(r"\(line (?P<line>\d+), column (?P<column>\d+) \(offset: \d+\)\)")
_REFUSED_OPERATORS = ("LoadCSV", "Show", "Terminate")


@dataclass(frozen=True, slots=True)
class QueryLimits:
    """rows and bytes (of the answer as JSON) after which it is cut; seconds after which the server ends it.

    What a query may use inside the server is the server's to limit (db.memory.transaction.max; see docs/neo4j.md).
    """

    rows: int = 1000
    bytes: int = 10_000_000
    seconds: float = 10.0


@dataclass(frozen=True, slots=True)
class QueryResult:
    """Rows of JSON values in the order of columns; truncated when a limit cut them."""

    columns: tuple[str, ...]
    rows: tuple[tuple[Any, ...], ...]
    truncated: bool
    took_ms: float


def run_read_only(
    neo4j: Neo4jConnection, query: str, parameters: Mapping[str, Any], limits: QueryLimits | None = None
) -> QueryResult:
    """Rows of a query that EXPLAIN says only reads; `CypherRefusedError` for any other, before anything runs.

    `CypherError` when it cannot run as it is written.
    LOAD CSV, SHOW and TERMINATE are refused, and of procedures all but search by an index and those that
    list the schema.
    """
    limits = limits or QueryLimits()
    began = time.perf_counter()
    _check(neo4j, query, parameters)

    def take(columns: list[str], rows: Iterator[Values]) -> tuple[list[str], list[tuple[Any, ...]], bool]:
        kept: list[tuple[Any, ...]] = []
        size = 0
        for row in rows:
            values = tuple(plain(value) for value in row)
            size += len(json.dumps(values, ensure_ascii=False).encode())
            if len(kept) == limits.rows or size > limits.bytes:
                return columns, kept, True
            kept.append(values)
        return columns, kept, False

    columns, kept, truncated = neo4j.stream(query, parameters, limits.seconds, take)
    return QueryResult(tuple(columns), tuple(kept), truncated, 1000 * (time.perf_counter() - began))


def _in_query(place: re.Match[str]) -> str:
    """Where a person's own query is wrong: EXPLAIN takes a line of its own before it."""
    return f"(line {int(place['line']) - 1}, column {place['column']})"


def _check(neo4j: Neo4jConnection, query: str, parameters: Mapping[str, Any]) -> None:
    try:
        plan = neo4j.explain(query, parameters)
    except CypherError as error:
        raise CypherError(_PLACE.sub(_in_query, str(error))) from error
    if plan.kind != "r":
        raise CypherRefusedError("this query does not only read; write to the graph by ingesting documents")
    for operator, details in plan.operators:
        name = operator.partition("@")[0]
        if name.startswith(_REFUSED_OPERATORS):
            raise CypherRefusedError(f"this query uses {name}, which is not allowed here")
        if "ProcedureCall" in name and not details.startswith(_CALLABLE):
            raise CypherRefusedError(f"this query calls {details.partition('(')[0]}, which is not allowed here")
