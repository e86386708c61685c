"""One thing that `wenmai verify` found wrong."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Problem:
    """part: ledger, graph, keyword, vectors or neo4j. subject: the id concerned. message: what differs, what to do."""

    part: str
    subject: str
    message: str
