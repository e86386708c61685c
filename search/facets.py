"""Counts of the documents found, by kind, issuer, region, level and year."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping

from graph.lineage import Level, level_by_names
from ingest.ledger import DocumentRecord

FIELDS = ("kind", "issuer", "region", "level", "year")
_MOST = 20
"""Values shown of a field."""


def facet_values(record: DocumentRecord) -> Mapping[str, tuple[str, ...]]:
    """What the document counts under in each field."""
    return {
        "kind": (record.genre,),
        "issuer": tuple(dict.fromkeys(record.issuers)),
        "region": (record.region,) if record.region else (),
        "level": (level,) if (level := level_by_names(record.title, record.issuers)) is not Level.UNKNOWN else (),
        "year": (record.date[:4],) if record.date else (),
    }


def facets(records: Iterable[DocumentRecord]) -> dict[str, dict[str, int]]:
    """Number of documents under each value, most frequent first; each document once under each of its values."""
    counters: dict[str, Counter[str]] = {field: Counter() for field in FIELDS}
    for record in {record.id: record for record in records}.values():
        for field, values in facet_values(record).items():
            counters[field].update(values)
    return {
        field: dict(sorted(counter.items(), key=lambda item: (-item[1], item[0]))[:_MOST])
        for field, counter in counters.items()
    }
