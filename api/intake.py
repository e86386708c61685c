"""What changes a home: ingest and forget, each followed by bringing the projections up to date."""

from __future__ import annotations

import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TextIO

from api.failures import UsageError
from api.index_progress import IndexProgress
from api.neo4j_link import following
from api.review_file import obey
from api.services import Services
from api.settings import Settings
from api.shapes import Json
from api.uploads import UPLOADS, Upload, staged
from graph.contributor import GraphContributor
from ingest.errors import InputError, LedgerBusyError
from ingest.inputs import Limits
from ingest.pipeline import IngestReport, ingest
from ingest.progress import Progress
from ingest.storage.sqlite_ledger import SqliteLedger, open_ledger

MEGA = 1_000_000
TURN_SECONDS = 60.0
"""How long a request waits for others of this process that write."""
_turn = threading.Lock()


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
    """The ledger to write, made where it is missing. LedgerBusyError while another process writes.

    Requests to one server take turns: they wait for each other.
    """
    contributor = GraphContributor()
    if not _turn.acquire(timeout=TURN_SECONDS):
        raise LedgerBusyError(
            f"{settings.home}: other requests are writing; try again later. Searching works meanwhile."
        )
    try:
        ledger = open_ledger(settings.home, writable=True, tables=(contributor.tables,))
        try:
            yield ledger, contributor
        finally:
            ledger.close()
    finally:
        _turn.release()


def ingest_paths(services: Services, paths: Sequence[Path], region: str | None, watch: Watch = Watch()) -> Json:
    """Read and extract, then bring every projection up to date.

    After Ctrl-C the report bears "interrupted" and the projections wait for the next ingest or search.
    Raises UsageError for an unknown region, LedgerBusyError while another process writes, LedgerError when the home
    cannot take it.
    """
    check_region(region)
    with writing(services.settings) as opened, following(services):
        return _ingest(services, opened, Order(paths, region), watch)


def ingest_uploads(services: Services, uploads: Sequence[Upload], region: str | None) -> Json:
    """The same for files sent over HTTP. One that cannot be read leaves no trace; InputError when none can."""
    check_region(region)
    settings = services.settings
    with (
        staged(uploads, settings.home / UPLOADS, settings.max_upload_mb) as staging,
        writing(settings) as opened,
        following(services),
    ):
        paths = staging.put_in_place()
        kept: set[str] = set()
        try:
            report = _ingest(services, opened, Order(paths, region), Watch())
            kept = {str(path) for path in paths} - {failure["path"] for failure in report["failed"]}
        finally:
            for path in paths:
                if str(path) not in kept:
                    staging.take_back(path)
    if report["failed"] and not sum(report["documents"][done] for done in ("added", "updated", "unchanged")):
        raise InputError("; ".join(failure["reason"] for failure in report["failed"]))
    return report


def check_region(region: str | None) -> None:
    """UsageError unless the region is one that documents can belong to."""
    from graph.extraction.places.divisions import resolve_region

    if region is not None and resolve_region(region) is None:
        raise UsageError(
            f"region {region!r} is not known; write it in full, with the places above it: 江苏省南京市鼓楼区"
        )


@dataclass(frozen=True, slots=True)
class Order:
    """What to read, and the home region that its user gave."""

    paths: Sequence[Path]
    region: str | None


def _ingest(services: Services, opened: tuple[SqliteLedger, GraphContributor], order: Order, watch: Watch) -> Json:
    settings = services.settings
    wrong = obey(opened[0], settings.home)
    report = ingest(
        order.paths,
        *opened,
        region=order.region,
        workers=settings.workers,
        limits=limits_of(settings),
        progress=watch.documents,
    )
    if wrong:
        report = replace(report, failed=(*report.failed, wrong))
    if report.interrupted:
        return ingest_json(report, None) | {"interrupted": True}
    # Still holding the lock: two processes that index at once would do the same work twice.
    return ingest_json(report, project(services, watch))


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
        locations = [location for document_id in found for location in _locations(ledger, document_id)]
        for document_id in found:
            ledger.forget(document_id, contributor)
        services.engine.catch_up()
        revision = ledger.revision()
    for location in locations:
        if Path(location).parent == (settings.home / UPLOADS).absolute():
            Path(location).unlink(missing_ok=True)
    return {"removed": len(found), "documents": found, "revision": revision}


def _locations(ledger: SqliteLedger, document_id: str) -> list[str]:
    with ledger.read() as reader:
        return [
            str(place)
            for (place,) in reader.execute("SELECT location FROM sources WHERE document_id = ?", (document_id,))
        ]
