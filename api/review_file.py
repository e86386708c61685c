"""The review file of a home, as ingest and `wenmai review` obey it."""

from __future__ import annotations

from pathlib import Path

from api.shapes import Json
from graph.review import ReviewError, apply_review, load_review
from ingest.inputs import Failure
from ingest.ledger import Ledger

FILE = "review.toml"
_KEY = "review_file"
"""In the ledger's `meta`: the file of the last `wenmai review --file`; absent, the home's own is meant."""


def apply_file(ledger: Ledger, home: Path, path: Path) -> Json:
    """Put a review file's decisions in force; later ingests read the same file.

    unknown: names in it that mean nothing in this home; ambiguous: names that mean several things; unlike: pairs of
    different kinds.
    """
    report = apply_review(ledger, load_review(path))
    _remember(ledger, None if path.absolute() == (home / FILE).absolute() else path.absolute())
    return {
        "file": str(path),
        "decided": report.decided,
        "changed": report.changed,
        "unknown": list(report.unknown),
        "ambiguous": list(report.ambiguous),
        "unlike": [list(pair) for pair in report.unlike],
    }


def obey(ledger: Ledger, home: Path) -> Failure | None:
    """Put in force what a person has since written in the review file; a failure when it cannot be read as one."""
    path = _remembered(ledger) or home / FILE
    try:
        if path.exists():
            apply_review(ledger, load_review(path))
    except ReviewError as error:
        return Failure(str(path), str(error))
    return None


def _remembered(ledger: Ledger) -> Path | None:
    with ledger.read() as reader:
        return next((Path(value) for (value,) in reader.execute("SELECT value FROM meta WHERE key = ?", (_KEY,))), None)


def _remember(ledger: Ledger, path: Path | None) -> None:
    if path == _remembered(ledger):
        return
    with ledger.write() as transaction:
        transaction.execute("DELETE FROM meta WHERE key = ?", (_KEY,))
        transaction.executemany("INSERT INTO meta VALUES (?, ?)", [(_KEY, str(path))] if path else [])
