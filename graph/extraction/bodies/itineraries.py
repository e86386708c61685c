"""Stops of a line in a patient's itinerary, which bear bodies' names and are none (师范大学 7:34, 市环保局站)."""

from __future__ import annotations

import re
from collections.abc import Iterable

from graph.extraction.bodies.find import BodyFind

_ITINERARY = ("到站", "上车", "途经站", "途径站", "站名")
_BEHIND = re.compile(
    r"[）)]?\s*\d{1,2}[:：]\d{2}|站?(?:[（(][^）)]{1,5}[）)])?(?:[上下]车|站台|方向)|站[（(]|至[^，。]{2,12}方向"
)
_BEFORE = re.compile(r"(?:[:：]\d{2,4}\s*|[:：]\d{2}[^。，\n]{0,8}[（(-]|\d分在?|至)$")


def without_stops(text: str, finds: Iterable[BodyFind]) -> list[BodyFind]:
    """The finds without those that a time or 站 beside them tells as stops, in a text of itineraries."""
    if not any(sign in text for sign in _ITINERARY):
        return list(finds)
    return [find for find in finds if not _is_stop(text, find)]


def _is_stop(text: str, find: BodyFind) -> bool:
    before = _BEFORE.search(text[max(find.start - 16, 0) : find.start])
    return _BEHIND.match(text, find.end) is not None or before is not None
