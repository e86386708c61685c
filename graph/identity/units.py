"""What one document says of one entity, as a claim about a unit: the smallest thing that can be told apart."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from graph.elements import BODIES, Entity, Extraction, Kind, Link, LinkKind, entity_id
from graph.fold import fold
from graph.identity.bodies import likely_name
from graph.identity.initiatives import quoted_core, quoted_words
from graph.identity.people import PSEUDONYM
from graph.placeless import is_common_manner, is_placeless, short_printing
from graph.titles import is_generic, is_self_located, title_key

Fact = tuple[str, str]
"""Field and value. Fields: name, alias, attr:NAME (value is JSON), key, body, issuer, region."""


@dataclass(frozen=True, slots=True)
class Claim:
    """One document's statement that a thing exists and what it is; facts are counted over documents."""

    unit: str
    local: str
    kind: Kind
    facts: tuple[Fact, ...]


def canonical_json(value: Any) -> str:
    """One text for equal JSON values."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def claims_of(document_id: str, extraction: Extraction) -> dict[str, Claim]:
    """Claim for each entity of the extraction, by its local id."""
    context = _Context.of(extraction)
    bodies_first = sorted(extraction.entities, key=lambda entity: entity.kind in (Kind.PERSON, Kind.POLICY))
    return {entity.id: _claim(document_id, entity, context) for entity in bodies_first}


@dataclass(frozen=True, slots=True)
class _Context:
    """bodies, issuers: local id of a person or policy -> local ids of the bodies that the document ties it to."""

    bodies: Mapping[str, tuple[str, ...]]
    issuers: Mapping[str, tuple[str, ...]]
    region: str

    @staticmethod
    def of(extraction: Extraction) -> _Context:
        def ends(kind: LinkKind, subject: str, other: str) -> dict[str, tuple[str, ...]]:
            found: dict[str, set[str]] = {}
            for link in extraction.links:
                if link.kind is kind and not _is_weak(link):
                    found.setdefault(getattr(link, subject), set()).add(getattr(link, other))
            return {id_: tuple(sorted(others)) for id_, others in found.items()}

        return _Context(
            ends(LinkKind.HOLDS_POST, "head", "tail"),
            ends(LinkKind.ISSUED, "tail", "head"),
            extraction.region or "",
        )


def _is_weak(link: Link) -> bool:
    return "status" in link.attrs


def _claim(document_id: str, entity: Entity, context: _Context) -> Claim:
    facts: list[Fact] = [("name", entity.name)]
    facts += [("alias", alias) for alias in entity.aliases if alias != entity.name]
    facts += [(f"attr:{name}", canonical_json(value)) for name, value in entity.attrs.items()]
    number = str(entity.attrs.get("doc_number", ""))
    vague = {number, title_key(entity.name)} if entity.kind is Kind.POLICY else set()
    facts += [("key", f"{entity.kind}:{key}") for key in entity.keys if key not in vague]
    scope = ""
    if entity.kind is Kind.PERSON and entity.attrs.get("is_pseudonym"):
        scope = f"document:{document_id}"
        facts += [("key", f"{PSEUDONYM}{document_id}"), ("region", context.region)]
    elif entity.kind is Kind.PERSON:
        scope = _person_scope(entity, context)
        facts += [("body", body) for body in context.bodies.get(entity.id, ())]
        facts += [("key", f"weak:Person:{fold(entity.name)}"), ("region", context.region)]
    elif entity.kind is Kind.POLICY:
        scope = _policy_scope(document_id, entity, number, context)
        facts += [("issuer", issuer) for issuer in context.issuers.get(entity.id, ())]
        facts += [("region", context.region)]
        facts += [("key", f"number:{number}")] if number else []
        facts += [] if is_generic(entity.name) else [("key", f"weak:Policy:{title_key(entity.name)}")]
    elif entity.kind is Kind.INITIATIVE:
        scope = _initiative_scope(document_id, entity)
        if not is_common_manner(entity.name[1:-1]):
            facts.append(("key", f"Initiative:{fold(entity.name)}"))
            facts += [("key", f"weak:Initiative:{core}")] if (core := quoted_core(entity.name)) else []
    elif entity.kind in BODIES:
        scope = _body_scope(document_id, entity, context)
        facts += [] if scope else [("key", f"{entity.kind}:{short_printing(entity.name)}")]
        likely = likely_name(entity.kind, entity.name)
        facts += [("key", f"weak:{entity.kind}:{likely}")] if likely else []
    unit = entity_id(entity.kind, f"{entity.id}#{scope}") if scope else entity.id
    return Claim(unit, entity.id, entity.kind, tuple(dict.fromkeys(facts)))


def _person_scope(entity: Entity, context: _Context) -> str:
    return "+".join(context.bodies.get(entity.id, ())) or f"region:{context.region}"


def _body_scope(document_id: str, entity: Entity, context: _Context) -> str:
    """Empty but for a name that each place's body bears: then the place, else the document, tells which."""
    if not is_placeless(entity.name):
        return ""
    return f"region:{context.region}" if context.region else f"document:{document_id}"


def _initiative_scope(document_id: str, entity: Entity) -> str:
    """The name, where the local id is of the quoted words alone: “一对一”帮扶 is not another text's “一对一”教学.

    A manner alone (“绿色通道”) is each document's own.
    """
    words = quoted_words(entity.name)
    if words == entity.name[1:-1] and is_common_manner(words):
        return f"document:{document_id}"
    is_of_words = words not in ("", entity.name[1:-1]) and entity.id == entity_id(entity.kind, words)
    return fold(entity.name) if is_of_words else ""


def _policy_scope(document_id: str, entity: Entity, number: str, context: _Context) -> str:
    """Empty for what its local id identifies; else the number, the issuers, the place or the document that does."""
    if number:
        return "" if entity.id == entity_id(Kind.POLICY, number) else f"number:{number}"
    if is_generic(entity.name):
        return f"document:{document_id}"
    if is_self_located(entity.name):
        return ""
    return "+".join(context.issuers.get(entity.id, ())) or f"region:{context.region}"


def links_of(extraction: Extraction, claims: Mapping[str, Claim]) -> Iterator[Link]:
    """The extraction's links with units for ends."""
    for link in extraction.links:
        yield Link(claims[link.head].unit, link.kind, claims[link.tail].unit, link.attrs, link.evidence)
