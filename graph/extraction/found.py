"""A link as a rule finds it in the text, before its ends have become entities."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from graph.elements import LinkKind
from graph.extraction.scope import Mention
from ingest.document import Span


@dataclass(frozen=True, slots=True)
class FoundLink:
    """One rule's find: head -> tail, said by the clean text in [start, end).

    The ends are mentions; one that the text does not name in [start, end) (an own policy, a subject carried over from
    an earlier sentence) is the mention that names it elsewhere. rule: the rule's name, stable, lower case with
    hyphens; it stands in the evidence. attrs: JSON values (post, date, order, joint, status ...).
    """

    kind: LinkKind
    head: Mention
    tail: Mention
    start: int
    end: int
    rule: str
    confidence: float = 1.0
    attrs: Mapping[str, Any] = field(default_factory=dict)


def part_of(one: Mention, whole: Mention, span: Span, rule: str, confidence: float) -> FoundLink:
    """PART_OF, said in the span."""
    return FoundLink(LinkKind.PART_OF, one, whole, span.start, span.end, rule, confidence)


def located_in(body: Mention, region: Mention, span: Span, rule: str, confidence: float) -> FoundLink:
    """LOCATED_IN, said in the span."""
    return FoundLink(LinkKind.LOCATED_IN, body, region, span.start, span.end, rule, confidence)
