"""What changes a home: ingest and forget, each followed by bringing the projections up to date."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TextIO

from api.index_progress import IndexProgress
from api.neo4j_link import following
from api.services import Services
from api.settings import Settings
from api.shapes import Json
from api.uploads import UPLOADS
from graph.contributor import GraphContributor
from ingest.inputs import Limits
from ingest.pipeline import IngestReport, ingest
from ingest.progress import Progress
from ingest.sqlite_ledger import SqliteLedger, open_ledger

MEGA = 1_000_000


@dataclass(frozen=True, slots=True)
class Watch:
    """Where a person sees how far it has come."""

    documents: Progress | None = None
    stream: TextIO | None = None


def limits_of(settings: Settings) -> Limits:
    """Sizes that inputs may have."""
    return Limits(file_bytes=settings.max_file_mb * MEGA, archive_bytes=settings.max_archive_mb * MEGA)


@contextmanager
def writing(settings: Settings) -> Iterator[tuple[SqliteLedger, GraphContributor]]:
    """The ledger to write, made where it is missing. LedgerBusyError while another process writes."""
    contributor = GraphContributor()
    ledger = open_ledger(settings.home, writable=True, tables=(contributor.tables,))
    try:
        yield ledger, contributor
    finally:
        ledger.close()


def ingest_paths(services: Services, paths: Sequence[Path], region: str | None, watch: Watch = Watch()) -> Json:
    """Read and extract, then bring every projection up to date.

    After Ctrl-C the report bears "interrupted" and the projections wait for the next ingest or search.
    Raises LedgerBusyError while another process writes, LedgerError when the home cannot take it.
    """
    settings = services.settings
    with writing(settings) as (ledger, contributor), following(services):
        report = ingest(
            paths,
            ledger,
            contributor,
            region=region,
            workers=settings.workers,
            limits=limits_of(settings),
            progress=watch.documents,
        )
        if report.interrupted:
            return ingest_json(report, None) | {"interrupted": True}
        # Still holding the lock: two processes that index at once would do the same work twice.
        model = project(services, watch)
    return ingest_json(report, model)


def project(services: Services, watch: Watch) -> str | None:
    """Bring the indexes up to the ledger's revision; gives the sentence model's name."""
    engine = services.building_engine()
    progress = IndexProgress("indexing", watch.stream) if watch.stream else None
    engine.catch_up(progress)
    if progress:
        progress.finish()
    return engine.vectors.embedder.model.name if engine.vectors is not None else None


def ingest_json(report: IngestReport, model: str | None) -> Json:
    """The report as the JSON that scripts rely on; passages, entities and relations are what the home now holds."""
    return {
        "documents": {
            "added": report.added,
            "updated": report.updated,
            "unchanged": report.unchanged,
            "failed": len(report.failed),
        },
        "passages": report.passages,
        "entities": report.entities,
        "relations": report.relations,
        "failed": [{"path": failure.path, "reason": failure.reason} for failure in report.failed],
        "seconds": round(report.seconds, 3),
        "revision": report.revision,
        "model": model,
    }


def forget_documents(services: Services, references: Sequence[str], watch: Watch = Watch()) -> Json:
    """Remove documents; all references are looked up before the first is removed. UnknownDocumentError."""
    settings = services.settings
    open_ledger(settings.home).close()  # a home without a ledger is an error, not a reason to make one
    with writing(settings) as (ledger, contributor), following(services):
        found = list(dict.fromkeys(ledger.find_document(reference) for reference in references))
        locations = [ledger.record(document_id).source.location for document_id in found]
        for document_id in found:
            ledger.forget(document_id, contributor)
        services.engine.catch_up()
        revision = ledger.revision()
    for location in locations:
        if Path(location).parent == (settings.home / UPLOADS).absolute():
            Path(location).unlink(missing_ok=True)
    return {"removed": len(found), "documents": found, "revision": revision}
