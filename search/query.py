"""A search: what is asked, what narrows it, what comes back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from graph.elements import Entity
from ingest.document import Passage
from ingest.ledger import DocumentRecord


@dataclass(frozen=True, slots=True)
class Filters:
    """Joined by AND; a value that matches nothing gives no hits, never unfiltered ones. Dates are ISO, ends inclusive.

    kind: a genre (通知, 意见 ...), or a kind of entity (Policy, Agency ...) that the passage mentions.
    issuer, region: a name, alias or id; a region takes in what lies below it. level: of the issuers (中央, 省级, 市级,
    县级). document: id, external id or file name.
    """

    kind: str | None = None
    issuer: str | None = None
    region: str | None = None
    level: str | None = None
    date_from: str | None = None
    date_to: str | None = None
    in_force_on: str | None = None
    document: str | None = None


@dataclass(frozen=True, slots=True)
class Hit:
    """One passage found. score: higher is better, comparable inside one result only.

    highlights: original offsets into the document's text, sorted, without overlaps, inside the passage.
    """

    rank: int
    score: float
    document: DocumentRecord
    passage: Passage
    text: str
    entities: tuple[Entity, ...] = ()
    highlights: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Group:
    """Hits of one policy, or of one document that is none, by their ranks.

    copies: other documents found that print the same policy or the same passage; what they repeat is no hit again.
    """

    document: DocumentRecord
    policy: Entity | None
    ranks: tuple[int, ...]
    copies: tuple[DocumentRecord, ...] = ()


@dataclass(frozen=True, slots=True)
class SearchResult:
    """Hits, best first. facets: field (kind, issuer, region, level, year) -> value -> number of documents found.

    Found are the documents of all passages that bear at least half of the query's terms, other names and wordings
    counting as what they stand for, and those of the hits up to this page with their copies; the latter alone where
    passages are chosen by what they mention.

    groups: the hits by policy or document, in the order of each one's best; runs that are scored have none.
    reason: why there is no hit, in words for the user; None when there are hits.
    """

    query: str
    hits: tuple[Hit, ...]
    facets: Mapping[str, Mapping[str, int]] = field(default_factory=dict)
    took_ms: float = 0.0
    reason: str | None = None
    groups: tuple[Group, ...] = ()


@dataclass(frozen=True, slots=True)
class Citation:
    """What an answer rests on. start, end: original offsets; quote: the document's text there, exactly."""

    document: DocumentRecord
    passage: str
    start: int
    end: int
    quote: str


@dataclass(frozen=True, slots=True)
class Answer:
    """kind: "graph" (from links) or "text" (from sentences). An abstention cites nothing and says why."""

    question: str
    answer: str
    abstained: bool
    kind: str
    entities: tuple[Entity, ...] = ()
    citations: tuple[Citation, ...] = ()
    took_ms: float = 0.0
