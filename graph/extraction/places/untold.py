"""Places of which a text prints no more than 市 or 县."""

from __future__ import annotations

from functools import cache

from graph.extraction.body_tables import load_bodies
from graph.extraction.scope import Region
from ingest.document import Document

UNTOLD = "untold"
_LEVELS = {"省": "province", "自治区": "province", "市": "prefecture", "州": "prefecture"}


@cache
def untold_region(marker: str) -> Region:
    """A place of which a text prints no more than 市 or 县."""
    return Region(UNTOLD, marker, _LEVELS.get(marker, "county"), (marker,))


def is_central(document: Document) -> bool:
    """Whether central bodies issued the document, whose bare 省税务局 means each one's."""
    issuers = [field.value for field in document.header.issuers]
    return any(load_bodies().central.longest(issuer, 0) is not None for issuer in issuers)
