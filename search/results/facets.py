"""Counts of the documents found, by kind, issuer, region, level and year."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache

from graph.extraction.places.divisions import resolve_region
from graph.lineage import Level, level_by_names
from ingest.ledger import DocumentRecord
from search.questions.question import cues
from search.questions.request import Request
from search.wording.alternatives import Named
from search.wording.english import in_chinese
from search.wording.terms import HAN, cut

FIELDS = ("kind", "issuer", "region", "level", "year")
_MOST = 20
"""Values shown of a field."""

_HAN = re.compile(f"[{HAN}]")


def counted_terms(request: Request, named: Sequence[Named]) -> dict[str, tuple[tuple[str, ...], ...]]:
    """Terms of the question without words of asking, each with the terms of the other names of what it is part of.

    named: names and wordings in the question that have others. An English question counts by its Chinese terms.
    """
    is_chinese = _HAN.search(request.folded) is not None
    said = request.folded if is_chinese else in_chinese(request.folded)
    terms = dict.fromkeys(cut(cues().stop.sub(" ", said)) or request.terms)
    others = {name: [tuple(cut(other)) for other in others] for name, others in named}
    if not is_chinese:
        others.pop(request.folded, None)
    return {
        term: tuple(dict.fromkeys(other for name, read in others.items() if term in name for other in read if other))
        for term in terms
    }


def facet_values(record: DocumentRecord) -> Mapping[str, tuple[str, ...]]:
    """What the document counts under in each field."""
    return {
        "kind": (record.genre,),
        "issuer": tuple(dict.fromkeys(record.issuers)),
        "region": _regions(record.region) if record.region else (),
        "level": (level,) if (level := level_by_names(record.title, record.issuers)) is not Level.UNKNOWN else (),
        "year": (record.dated[:4],) if record.dated else (),
    }


@lru_cache(maxsize=8192)
def _regions(name: str) -> tuple[str, ...]:
    """The region and those that it lies in, whose filters let it pass."""
    region = resolve_region(name)
    return region.path if region is not None and region.name == name and region.path else (name,)


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
