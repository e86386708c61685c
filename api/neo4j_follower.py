"""Keeps the Neo4j that is set for a home up to its ledger, and says how far it is."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property, partial
from urllib.parse import urlsplit

from api.failures import UsageError
from api.neo4j_embeddings import stored_embeddings
from api.settings import Settings
from api.shapes import Json
from graph.neo4j.connection import Neo4jError, Neo4jSettings, Neo4jUnavailableError
from graph.neo4j.projection import Neo4jProjection
from graph.neo4j.sync import SyncReport
from ingest.errors import LedgerBusyError, LedgerError
from ingest.ledger import Ledger
from ingest.storage.lock import WriteLock

LOCK = "neo4j.lock"
FOLLOW_SECONDS = 2.0
SCHEMES = tuple(f"{scheme}{security}://" for scheme in ("bolt", "neo4j") for security in ("", "+s", "+ssc"))
AWAY_SECONDS = 15.0
AWAY, REFUSED = "away", "refused"


def neo4j_settings(settings: Settings, uri: str | None = None) -> Neo4jSettings:
    """How to reach the Neo4j; UsageError when no address is set."""
    address = uri or settings.neo4j_uri
    if not address:
        raise UsageError("no Neo4j is set; give --uri bolt://HOST:7687 or set WENMAI_NEO4J_URI")
    if "@" in address:  # wherever it stands: the message must not repeat it
        raise UsageError("a Neo4j's address holds no login; set WENMAI_NEO4J_USER and WENMAI_NEO4J_PASSWORD instead")
    if not _is_address(address):
        raise UsageError(f"{address} is no address of a Neo4j; write bolt://HOST:7687 or neo4j://HOST:7687")
    return Neo4jSettings(
        uri=address,
        user=settings.neo4j_user,
        password=settings.neo4j_password,
        token=settings.neo4j_token,
        database=settings.neo4j_database,
        connect_seconds=settings.neo4j_connect_seconds,
        retry_seconds=settings.neo4j_retry_seconds,
        pool_size=settings.neo4j_pool_size,
    )


def _is_address(text: str) -> bool:
    try:
        parts = urlsplit(text)
        return text.startswith(SCHEMES) and bool(parts.hostname) and parts.port != 0
    except ValueError:  # brackets that do not close, a port that is no number
        return False


def projection_of(settings: Settings, ledger: Ledger, uri: str | None = None) -> Neo4jProjection:
    """The home's Neo4j, or the one at an address given."""
    wanted = partial(stored_embeddings, settings.home) if settings.neo4j_vectors else None
    return Neo4jProjection(ledger, neo4j_settings(settings, uri), wanted)


def catch_up(settings: Settings, projection: Neo4jProjection) -> SyncReport | None:
    """Bring the Neo4j up to the ledger; None while another process of this home is at it."""
    try:
        lock = WriteLock(settings.home / LOCK)
    except LedgerBusyError:
        return None
    try:
        return projection.catch_up()
    finally:
        lock.release()


@dataclass(frozen=True, slots=True)
class _Trouble:
    """Why the Neo4j could not be used: it is away, or it refused; not asked again until then (monotonic seconds)."""

    state: str
    reason: str
    until: float


class Follower:
    """Keeps a Neo4j up to a growing ledger from a thread of its own, and goes on when a Neo4j that was away is back."""

    def __init__(self, settings: Settings, ledger: Callable[[], Ledger], message: Callable[[str], None]) -> None:
        self._settings = settings
        neo4j_settings(settings)  # a wrong address is said at once
        self._ledger = ledger
        self._message = message
        self._stop = threading.Event()
        self._embedded_there = 0
        self._trouble: _Trouble | None = None
        self._thread: threading.Thread | None = None

    @cached_property
    def projection(self) -> Neo4jProjection:
        """The Neo4j. LedgerError while the home has no ledger."""
        return projection_of(self._settings, self._ledger())

    def start(self) -> bool:
        """Begin, and return at once; False when it has begun before."""
        if self._thread is not None:
            return False
        self._thread = threading.Thread(target=self._follow, name="neo4j", daemon=True)
        self._thread.start()
        return True

    def finish(self) -> None:
        """Apply what is left, then stop. A Neo4j that is away is said so and waits for the next sync."""
        self._stop.set()
        if self._thread is not None:
            self._thread.join()
        if self._step():
            self._message(f"Neo4j shows revision {self._ledger().revision()}")
        self.close()

    def close(self) -> None:
        """Closes the connection; a later read opens it again."""
        if "projection" in self.__dict__:
            self.projection.close()

    def state(self) -> Json:
        """current, behind, away or refused, with the revision that the Neo4j shows, and why it is not current."""
        trouble = self._trouble
        if trouble and time.monotonic() < trouble.until:
            return _state(trouble.state, None, trouble.reason)
        try:
            shown = self.projection.shown()
        except Neo4jError as error:
            self._trouble = trouble = _trouble(error)
            return _state(trouble.state, None, trouble.reason)
        if shown is not None and shown.is_current(self._ledger()):
            return _state("current", shown.revision)
        reason = trouble.reason if trouble and trouble.state == REFUSED else None
        return _state("behind", shown.revision if shown else None, reason)

    def _follow(self) -> None:
        while not self._stop.wait(FOLLOW_SECONDS):
            if self._trouble is None or time.monotonic() >= self._trouble.until:
                self._step()

    def _step(self) -> bool:
        """Whether the Neo4j is up to the ledger now."""
        try:
            ledger, embedded = self._ledger(), self._embedded()
            shown = self.projection.shown()  # at once an error when it is away
            current = shown is not None and shown.is_current(ledger) and embedded == self._embedded_there
            if not current and not catch_up(self._settings, self.projection):
                return False  # another process is at it
            self._embedded_there = embedded
        except Neo4jError as error:
            if self._trouble is None:
                self._message(f"Neo4j: {error}; the ledger goes on, `wenmai sync neo4j` catches up")
            self._trouble = _trouble(error)
            return False
        except LedgerError:
            return False  # nothing was ingested yet
        self._trouble = None
        return True

    def _embedded(self) -> int:
        """Passages whose embeddings are wanted in the Neo4j; they come after the ledger's revision."""
        if not self._settings.neo4j_vectors:
            return 0
        with stored_embeddings(self._settings.home) as embeddings:
            return len(embeddings) if embeddings else 0


def _state(state: str, revision: int | None, reason: str | None = None) -> Json:
    return {"state": state, "revision": revision, "reason": reason}


def _trouble(error: Neo4jError) -> _Trouble:
    state = AWAY if isinstance(error, Neo4jUnavailableError) else REFUSED
    return _Trouble(state, str(error), time.monotonic() + AWAY_SECONDS)
