"""A Neo4j kept up to a ledger, as the services use it."""

from __future__ import annotations

from contextlib import AbstractContextManager, nullcontext
from dataclasses import replace
from functools import cached_property

from graph.neo4j import verify
from graph.neo4j.connection import Neo4jConnection, Neo4jSettings
from graph.neo4j.store import Neo4jStore
from graph.neo4j.sync import Shown, SyncProgress, SyncReport, shown_by, sync
from graph.neo4j.vectors import Embeddings, EmbeddingsSource, embedded_passages, put_embeddings
from ingest.ledger import Ledger
from ingest.problem import Problem


class Neo4jProjection:
    """Connects when first used. Every method raises `Neo4jUnavailableError` while the Neo4j is away."""

    def __init__(self, ledger: Ledger, settings: Neo4jSettings, embeddings: EmbeddingsSource | None = None) -> None:
        self._ledger = ledger
        self._embeddings = embeddings
        self.settings = settings

    @cached_property
    def connection(self) -> Neo4jConnection:
        """The pool, for `graph.neo4j.query.run_read_only`."""
        return Neo4jConnection(self.settings)

    @cached_property
    def store(self) -> Neo4jStore:
        """The graph as the Neo4j shows it."""
        return Neo4jStore(self.connection)

    def shown(self) -> Shown | None:
        """What the Neo4j shows, None before its first sync; asked once, so that one that is away is known soon."""
        return shown_by(self.connection.probe)

    def is_current(self) -> bool:
        """Whether it shows this very ledger at its own revision."""
        shown = self.shown()
        return shown is not None and shown.is_current(self._ledger)

    def catch_up(self, progress: SyncProgress | None = None) -> SyncReport:
        """Brings the Neo4j up to the ledger, and its passages' embeddings up to those that are wanted there."""
        report = sync(self._ledger, self.connection, progress)
        with self._wanted() as embeddings:
            return replace(report, vectors=put_embeddings(self.connection, embeddings)) if embeddings else report

    def verify(self) -> list[Problem]:
        """What differs between the two."""
        found = verify.verify(self._ledger, self.connection)
        with self._wanted() as embeddings:
            if embeddings and (held := embedded_passages(self.connection)) != len(embeddings):
                message = f"{held} passages have an embedding, {len(embeddings)} should; run `wenmai sync neo4j`"
                found.append(Problem("neo4j", "embeddings", message))
        return found

    def _wanted(self) -> AbstractContextManager[Embeddings | None]:
        return self._embeddings() if self._embeddings else nullcontext()

    def close(self) -> None:
        """Closes the pool."""
        self.connection.close()
