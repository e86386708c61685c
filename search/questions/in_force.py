"""Which documents a search leaves out when it asks what was in force on a day."""

from __future__ import annotations

from graph.in_force import documents_not_in_force
from ingest.ledger import Ledger


def out_of_force(ledger: Ledger, day: int) -> tuple[str, ...]:
    """Ids of the documents that print no text in force on the day (yyyymmdd), in order."""
    return tuple(sorted(documents_not_in_force(ledger, f"{day // 10000:04d}-{day // 100 % 100:02d}-{day % 100:02d}")))
