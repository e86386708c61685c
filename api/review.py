"""The review file of a home: a person says which entities are one and which are not; every later run obeys."""

from __future__ import annotations

from pathlib import Path

from api.failures import UsageError
from api.intake import writing
from api.neo4j_link import following
from api.review_file import FILE, apply_file
from api.services import Services
from api.shapes import Json
from graph.review import load_review
from graph.review_template import review_template
from ingest.storage.sqlite_ledger import open_ledger


def review_home(services: Services, file: Path | None, refresh: bool) -> Json:
    """Write the file with the open doubts where there is none (or with `refresh`); else put its decisions in force.

    Raises ReviewError for a file that is none, LedgerBusyError while another process writes.
    """
    home = services.settings.home
    path = file or home / FILE
    open_ledger(home).close()  # a home without a ledger is an error, not a reason to make one
    with writing(services.settings) as (ledger, _), following(services):
        report = apply_file(ledger, home, path) if path.exists() else {"file": str(path), "decided": 0, "changed": 0}
        if refresh or not path.exists():
            _write(path, review_template(ledger, load_review(path) if path.exists() else ()))
            report["written"] = True
        services.engine.catch_up()
    return report


def _write(path: Path, text: str) -> None:
    try:
        path.write_text(text, encoding="utf-8")
    except OSError as error:
        raise UsageError(f"cannot write {path}: {error.strerror}; name another file with --file") from error
