"""Rows of coordinated bodies beside a place, and the joint ISSUED links that they give."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from graph.elements import LinkKind
from graph.extraction.found import FoundLink
from graph.extraction.policies.links_context import PolicyContext
from graph.extraction.scope import Mention
from ingest.document import Span

_JOINED = re.compile(r"[、，,\s和与及]{0,2}(?:以及|联合|会同|等)?[、，\s]{0,1}$")


def row_from(context: PolicyContext, start: int, end: int) -> list[Mention]:
    """Bodies from `start` on, each joined to the one before it."""
    row: list[Mention] = []
    place = start
    for body in context.bodies_in(start, end):
        if body.start < place or not _JOINED.match(context.text[place : body.start]):
            break
        if row and body.name.startswith(row[-1].name):
            row.pop()  # 国家税务总局厦门市税务局: the second name holds the first
        row.append(body)
        place = body.end
    return row


def row_to(context: PolicyContext, end: int, floor: int = 0) -> list[Mention]:
    """Bodies up to `end`, each joined to the one after it."""
    row: list[Mention] = []
    place = end
    for body in reversed(context.bodies_in(max(floor, end - 260), end)):
        if body.end > place:
            continue
        if not _JOINED.match(context.text[body.end : place]):
            break
        row.insert(0, body)
        place = body.start
    return row


def joint_links(
    bodies: Sequence[Mention], policy: Mention, span: Span, rule: str, attrs: Mapping[str, Any]
) -> Iterator[FoundLink]:
    """ISSUED of each body in order. attrs: of all of them; joint there says that others not named issue with them."""
    for order, body in enumerate(bodies, 1):
        more: dict[str, Any] = {"order": order, "joint": True} if len(bodies) > 1 or attrs.get("joint") else {}
        yield FoundLink(LinkKind.ISSUED, body, policy, span.start, span.end, rule, 0.95, {**attrs, **more})
