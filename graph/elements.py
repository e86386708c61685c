"""Entities, links and their evidence, as they leave extraction and as stores serve them."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any


class Kind(StrEnum):
    """Kinds of entities; graph/ontology.toml defines each (a test holds the two together)."""

    POLICY = "Policy"
    AGENCY = "Agency"
    ENTERPRISE = "Enterprise"
    INSTITUTION = "Institution"
    PERSON = "Person"
    INITIATIVE = "Initiative"
    REGION = "Region"


BODIES = frozenset({Kind.AGENCY, Kind.ENTERPRISE, Kind.INSTITUTION})
SITED = frozenset({Kind.ENTERPRISE, Kind.INSTITUTION})
"""Bodies that lie at the place before their name; an agency's is its district."""


class LinkKind(StrEnum):
    """Kinds of links between entities; graph/ontology.toml defines their ends."""

    ISSUED = "ISSUED"
    IMPLEMENTS = "IMPLEMENTS"
    CITES = "CITES"
    BASED_ON = "BASED_ON"
    AMENDS = "AMENDS"
    REPEALS = "REPEALS"
    FORWARDS = "FORWARDS"
    HOLDS_POST = "HOLDS_POST"
    CARRIES_OUT = "CARRIES_OUT"
    PROVIDES_FOR = "PROVIDES_FOR"
    COOPERATES_WITH = "COOPERATES_WITH"
    PART_OF = "PART_OF"
    LOCATED_IN = "LOCATED_IN"
    INSTRUCTED = "INSTRUCTED"
    ATTENDED = "ATTENDED"
    INCLUDES = "INCLUDES"
    SAME_AS = "SAME_AS"


def entity_id(kind: Kind, key: str) -> str:
    """Deterministic id of an entity: kind and normalised key (canonical full name, or 发文字号 for a policy)."""
    return f"{kind.value.lower()}-{hashlib.sha256(f'{kind.value}:{key}'.encode()).hexdigest()[:16]}"


@dataclass(frozen=True, slots=True)
class Evidence:
    """Where the text says it. start, end: original offsets; quote: the document's text there, exactly.

    rule: name of the rule that found it. confidence: 0..1, higher is surer.
    """

    document: str
    passage: str
    start: int
    end: int
    quote: str
    rule: str
    confidence: float = 1.0


@dataclass(frozen=True, slots=True)
class Entity:
    """A node. aliases: printed forms, without the name itself. attrs: JSON values (doc_number, date ...).

    keys: strings that identify it across documents beside its id (发文字号, normalised title with issuer ...); two
    entities of one kind that share a key are one, the resolver decides which id stays.
    """

    id: str
    kind: Kind
    name: str
    aliases: tuple[str, ...] = ()
    attrs: Mapping[str, Any] = field(default_factory=dict)
    keys: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Link:
    """An edge head -> tail. attrs: JSON values (post, date, order, joint, status ...).

    Two links with the same head, kind, tail and `post` are one link with the evidence of both.
    """

    head: str
    kind: LinkKind
    tail: str
    attrs: Mapping[str, Any] = field(default_factory=dict)
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True)
class EntityMention:
    """An entity named in a passage: MENTIONS with its place. start, end: original offsets."""

    entity: str
    passage: str
    start: int
    end: int
    surface: str
    rule: str


@dataclass(frozen=True, slots=True)
class Extraction:
    """All that one document contributes to the graph."""

    entities: tuple[Entity, ...]
    mentions: tuple[EntityMention, ...]
    links: tuple[Link, ...]
    issuers: tuple[str, ...] = ()
    """Canonical names of the document's issuers, in order (shown with search hits, filtered by `--issuer`)."""
    region: str | None = None
    """Canonical name of the document's home region (filtered by `--region`)."""
