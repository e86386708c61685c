"""The review file of a home: a person says which entities are one and which are not; every later run obeys."""

from __future__ import annotations

from pathlib import Path

from api.failures import UsageError
from api.intake import writing
from api.services import Services
from api.shapes import Json
from graph.embedded_store import EmbeddedStore
from graph.review import apply_review, load_review, review_template
from ingest.sqlite_ledger import SqliteLedger, open_ledger

FILE = "review.toml"


def review_home(services: Services, file: Path | None, refresh: bool) -> Json:
    """Write the file with the open doubts where there is none (or with `refresh`); else put its decisions in force.

    Raises ReviewError for a file that is none, LedgerBusyError while another process writes.
    """
    path = file or services.settings.home / FILE
    open_ledger(services.settings.home).close()  # a home without a ledger is an error, not a reason to make one
    with writing(services.settings) as (ledger, _):
        report = apply_file(ledger, path) if path.exists() else {"file": str(path), "decided": 0, "changed": 0}
        if refresh or not path.exists():
            _write(path, review_template(EmbeddedStore(ledger), load_review(path) if path.exists() else ()))
            report["written"] = True
    return report


def apply_file(ledger: SqliteLedger, path: Path) -> Json:
    """Put a review file's decisions in force; unknown: names in it that mean nothing in this home."""
    report = apply_review(ledger, load_review(path))
    return {"file": str(path), "decided": report.decided, "changed": report.changed, "unknown": list(report.unknown)}


def _write(path: Path, text: str) -> None:
    try:
        path.write_text(text, encoding="utf-8")
    except OSError as error:
        raise UsageError(f"cannot write {path}: {error.strerror}; name another file with --file") from error
