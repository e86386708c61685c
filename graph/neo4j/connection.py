"""The one place that knows the Neo4j driver: connections, managed transactions, and its errors as ours."""

from __future__ import annotations

import logging
import math
import threading
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import Future
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Protocol, TypeVar

from ingest.errors import WenmaiError

if TYPE_CHECKING:
    import neo4j

T = TypeVar("T")
Values = tuple[Any, ...]

logging.getLogger("neo4j").addHandler(logging.NullHandler())  # its warnings come to a person as our errors

_IDLE_SECONDS = 2.0
"""After so long a pooled connection is tested before it is used: the server may have gone and come back since."""


class Neo4jError(WenmaiError):
    """Neo4j refused or could not do what was asked."""


class Neo4jUnavailableError(Neo4jError):
    """Neo4j cannot be reached at the moment; the ledger still answers, and a later sync catches up."""


class CypherError(Neo4jError):
    """A query that cannot run as it is written: its syntax, a name or a parameter."""


class Neo4jLimitError(Neo4jError):
    """The server ended it: it took more time or memory than is allowed there."""


class CypherRefusedError(CypherError):
    """A query that is not allowed: it writes, reads files, or calls what is not on the list."""


@dataclass(frozen=True, slots=True)
class Neo4jSettings:
    """How to reach a Neo4j: bolt:// for one server, neo4j:// for a cluster or Aura, +s for TLS.

    token: a bearer token in place of user and password. database: None takes the server's default. Seconds:
    connect_seconds for one connection, retry_seconds for a managed transaction with all its retries.
    """

    uri: str
    user: str = "neo4j"
    password: str | None = field(default=None, repr=False)
    token: str | None = field(default=None, repr=False)
    database: str | None = None
    connect_seconds: float = 5.0
    retry_seconds: float = 15.0
    pool_size: int = 20


class CypherTransaction(Protocol):
    """What runs statements: a managed transaction."""

    def run(self, query: str, parameters: dict[str, Any] | None = None) -> Any: ...


@dataclass(frozen=True, slots=True)
class Plan:
    """What EXPLAIN says: kind of query (r, rw, w, s), and its operators with their details."""

    kind: str
    operators: tuple[tuple[str, str], ...]


class Neo4jConnection:
    """A pool of connections that opens when first used. Safe to share among threads; reads see its own writes."""

    def __init__(self, settings: Neo4jSettings) -> None:
        self.settings = settings
        self._driver: neo4j.Driver | None = None
        self._opening = threading.Lock()

    def __enter__(self) -> Neo4jConnection:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Closes the pool; a later use opens it again."""
        with self._opening:
            if self._driver is not None:
                self._driver.close()
                self._driver = None

    def read(self, query: str, **parameters: Any) -> list[Values]:
        """All rows of a query, in a read transaction that a replica may serve."""
        with self._session() as session:
            return session.execute_read(lambda tx: [tuple(r.values()) for r in tx.run(query, parameters)])

    def probe(self, query: str) -> list[Values]:
        """As `read`, but tried once only, and given up after retry_seconds: a server that hangs is away too."""

        def ask() -> list[Values]:
            with self._session("READ") as session:
                return [tuple(record.values()) for record in session.run(query)]

        return _within(self.settings, ask)

    def write(self, work: Callable[[CypherTransaction], T]) -> T:
        """Runs the work in one managed write transaction; it may run again, so it must do the same each time."""
        with self._session() as session:
            return session.execute_write(work)

    def execute(self, query: str) -> None:
        """Runs a schema command."""
        with self._session() as session:
            session.run(query).consume()

    def explain(self, query: str, parameters: Mapping[str, Any]) -> Plan:
        """The plan of a query, which does not run."""
        with self._session("READ") as session:
            summary = session.run("EXPLAIN\n" + query, dict(parameters)).consume()
            return Plan(summary.query_type or "", tuple(_operators(summary.plan or {})))

    def stream(
        self,
        query: str,
        parameters: Mapping[str, Any],
        seconds: float,
        take: Callable[[list[str], Iterator[Values]], T],
    ) -> T:
        """Hands the columns and rows to `take` as they arrive, in one read transaction that ends after `seconds`."""
        with self._session("READ", fetch_size=200) as session:
            with session.begin_transaction(timeout=seconds) as transaction:
                result = transaction.run(query, dict(parameters))
                taken = take(list(result.keys()), (tuple(record.values()) for record in result))
                transaction.rollback()
            return taken

    @contextmanager
    def _session(self, access: str = "WRITE", fetch_size: int = 1000) -> Iterator[neo4j.Session]:
        with translated(self.settings.uri):
            driver = self._open()
            with driver.session(
                database=self.settings.database,
                default_access_mode=access,
                fetch_size=fetch_size,
                bookmark_manager=driver.execute_query_bookmark_manager,
            ) as session:
                yield session

    def _open(self) -> neo4j.Driver:
        with self._opening:
            if self._driver is None:
                import neo4j

                settings = self.settings
                login: Any = None
                if settings.token:
                    login = neo4j.bearer_auth(settings.token)
                elif settings.password:
                    login = neo4j.basic_auth(settings.user, settings.password)
                self._driver = neo4j.GraphDatabase.driver(
                    settings.uri,
                    auth=login,
                    connection_timeout=settings.connect_seconds,
                    connection_acquisition_timeout=settings.retry_seconds,
                    max_transaction_retry_time=settings.retry_seconds,
                    max_connection_pool_size=settings.pool_size,
                    liveness_check_timeout=_IDLE_SECONDS,
                    notifications_min_severity="OFF",
                    user_agent="wenmai",
                )
            return self._driver


def _within(settings: Neo4jSettings, ask: Callable[[], T]) -> T:
    """The driver waits for an answer as long as it takes, so another thread asks."""
    answer: Future[T] = Future()

    def settle() -> None:
        try:
            answer.set_result(ask())
        except Exception as error:  # whatever it is, it is raised where the answer is waited for
            answer.set_exception(error)

    threading.Thread(target=settle, name="neo4j-probe", daemon=True).start()
    try:
        return answer.result(timeout=settings.retry_seconds)
    except TimeoutError as error:
        raise _away(settings.uri, TimeoutError(f"no answer in {settings.retry_seconds:g} s")) from error


def _operators(plan: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    yield str(plan.get("operatorType", "")), str(plan.get("args", {}).get("Details", ""))
    for child in plan.get("children", ()):
        yield from _operators(child)


@contextmanager
def translated(uri: str) -> Iterator[None]:
    """Turns the driver's errors into ours. No message holds a password or token."""
    try:
        from neo4j import exceptions
    except ImportError as error:
        raise Neo4jError("the Neo4j driver is not installed; install it with: pip install 'wenmai[neo4j]'") from error
    try:
        yield
    except (exceptions.AuthError, exceptions.ConfigurationError) as error:
        said = getattr(error, "message", None) or error
        raise Neo4jError(f"{uri}: Neo4j refused the login or the address ({said}); check the settings") from error
    except exceptions.Neo4jError as error:
        raise _refusal(uri, error) from error
    except (exceptions.DriverError, OSError) as error:
        raise _away(uri, error) from error


def _away(uri: str, error: Exception) -> Neo4jUnavailableError:
    said = " ".join(str(error).split())  # the driver's are of several lines
    return Neo4jUnavailableError(
        f"{uri}: Neo4j cannot be reached now ({type(error).__name__}: {said}); the ledger still answers, "
        "start Neo4j and run `wenmai sync neo4j`"
    )


_OF_QUERY = (".ClientError.Statement.", ".ClientError.Procedure.")
_OF_LIMITS = ("TransactionTimedOut", "OutOfMemory", "MemoryLimit")


def _refusal(uri: str, error: neo4j.exceptions.Neo4jError) -> Neo4jError:
    """What a server's own error means here, by its code."""
    from neo4j import exceptions

    code = error.code or ""
    if any(part in code for part in _OF_LIMITS):
        return Neo4jLimitError(f"Neo4j ended it: it took more time or memory than is allowed ({code}); ask for less")
    if any(part in code for part in _OF_QUERY):
        return CypherError(f"{code}: {error.message}")
    if isinstance(error, exceptions.TransientError | exceptions.DatabaseUnavailable):
        return _away(uri, error)
    return Neo4jError(f"{code}: {error.message}")


def plain(value: Any) -> Any:
    """A driver's value as JSON has it: nodes and relationships as objects, dates and times as ISO text."""
    from neo4j.graph import Node, Path, Relationship

    if isinstance(value, Node):
        return {"labels": sorted(value.labels), **{name: plain(v) for name, v in value.items()}}
    if isinstance(value, Relationship):
        return {"type": value.type, **{name: plain(v) for name, v in value.items()}}
    if isinstance(value, Path):
        return {"nodes": [plain(node) for node in value.nodes], "links": [plain(r) for r in value.relationships]}
    if isinstance(value, dict):
        return {str(name): plain(v) for name, v in value.items()}
    if hasattr(value, "iso_format"):
        return value.iso_format()  # before lists: a duration is a tuple
    if isinstance(value, list | tuple | set):
        return [plain(v) for v in value]
    if isinstance(value, float) and not math.isfinite(value):
        return "NaN" if math.isnan(value) else "Infinity" if value > 0 else "-Infinity"  # JSON has none of them
    if value is None or isinstance(value, bool | int | float | str):
        return value
    return str(value)
