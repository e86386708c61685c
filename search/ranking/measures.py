"""Names of what is measured of a candidate (`features`, `context`), and what was found in it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

OWN = (
    "bm25",
    "cover",
    "cover_body",
    "cover_title",
    "cover_heading",
    "cover_beyond_title",
    "cover_letters",
    "window",
    "window_beyond_title",
    "window_end",
    "longest_run",
    "runs",
    "title_named",
    "first",
    "early",
    "length",
    "evidence",
    "evidence_near",
    "evidence_missing",
    "region_missing",
    "region_other",
    "engine",
    "figures",
    "list_marks",
    "own_cover",
    "own_window",
    "clause",
    "clause_with_heading",
    "clause_window",
    "clause_run",
    "beside",
    "beside_window",
    "order",
    "sentence",
    "sentence_beyond_title",
    "sentence_evidence",
    "required",
    "exact",
    "head",
    "law",
)
"""Measures of one passage by itself."""
CONTEXT = (
    "bm25_to_best",
    "engine_to_best",
    "cosine",
    "cosine_to_best",
    "document_best",
    "document_cover",
    "document_cosine",
    "document_passages",
    "document_rank",
    "neighbour",
    "window_before",
    "window_end_before",
    "cover_chain",
    "local",
    "local_to_best",
    "local_heading",
    "place_missing",
    "sentence_to_best",
    "clause_to_best",
    "beside_to_best",
    "order_to_best",
)
"""Measures that look at the other candidates: the best one, those of the document, the neighbours."""
ASKS = {
    "asks_figure": {"money", "percent", "duration", "temperature", "number"},
    "asks_time": {"date", "duration"},
    "asks_name": {"person", "body"},
    "asks_place": {"place", "contact"},
    "asks_list": {"list"},
    "asks_manner": {"manner", "reason"},
    "asks_consent": {"consent"},
}
ASKS_HEAD = "asks_head"
"""Measure of the question alone: whether it asks for what a document's head bears."""
"""Measures of the question alone: whether one of these types of answer is asked for."""
FEATURES = (*OWN, *CONTEXT, *ASKS, ASKS_HEAD)
AT = {name: position for position, name in enumerate(FEATURES)}


@dataclass(frozen=True, slots=True)
class Found:
    """Indices of the terms that a candidate bears, and where. spots: (place in the body, index), by place.

    times: how often each is borne, in title and headings counted less.
    """

    times: Mapping[int, float]
    body: frozenset[int]
    everywhere: frozenset[int]
    title: frozenset[int]
    spots: list[tuple[int, int]]
