"""Extraction of one document: stages over its parts, then entities, mentions and links with evidence."""

from __future__ import annotations

import importlib
import logging
from collections.abc import Callable, Sequence
from typing import Any

from graph.elements import Extraction, Kind, LinkKind
from graph.extraction.assemble import assemble_entities, assemble_links, assemble_mentions, mention_id
from graph.extraction.found import FoundLink
from graph.extraction.overlaps import resolve_overlaps
from graph.extraction.scope import Mention, Scope
from graph.extraction.sentences import find_sentences
from ingest.document import Document, Span

_log = logging.getLogger(__name__)


def _stage(module: str, name: str) -> Callable[..., Any] | None:
    try:
        return getattr(importlib.import_module(f"graph.extraction.{module}"), name, None)
    except ImportError:
        return None


_home_region = _stage("regions", "home_region")
_MENTION_STAGES = [
    stage
    for stage in (
        _stage("regions", "find_regions"),
        _stage("bodies", "find_bodies"),
        _stage("policies", "find_policies"),
        _stage("people", "find_people"),
        _stage("initiatives", "find_initiatives"),
    )
    if stage is not None
]
_LINK_STAGES = [
    stage
    for stage in (
        _stage("policy_links", "find_policy_links"),
        _stage("links_posts", "find_post_links"),
        _stage("links_bodies", "find_body_links"),
        _stage("links_deeds", "find_deed_links"),
    )
    if stage is not None
]


def extract(document: Document) -> Extraction:
    """Entities, mentions and links of a document. The same document gives the same extraction, order included.

    A finder that fails on a document is logged and skipped: the others' finds are kept.
    """
    scopes = _scopes(document)
    for stage in _MENTION_STAGES:
        for scope in scopes:
            found: Sequence[Mention] = _guarded(stage, document, scope)
            scope.mentions = sorted([*scope.mentions, *found], key=lambda m: (m.start, -m.end))
    for scope in scopes:
        scope.mentions = resolve_overlaps(scope)
    links: list[FoundLink] = []
    for scope in scopes:
        sentences = find_sentences(scope.text, scope.part.start, scope.part.end)
        for rule in _LINK_STAGES:
            links += _guarded(rule, document, scope, sentences)
    return _assembled(document, scopes, links)


def _scopes(document: Document) -> list[Scope]:
    short_forms: dict[str, tuple[Kind, str]] = {}
    return [
        Scope(document, part, _home_region(document, part) if _home_region else None, [], short_forms)
        for part in document.parts
    ]


def _guarded(stage: Callable[..., Any], document: Document, scope: Scope, *more: Sequence[Span]) -> list[Any]:
    try:
        return list(stage(scope, *more))
    except Exception:  # a rule's mistake on one odd text must not lose the document
        _log.exception("%s: %s failed on part %d; its finds are missing", document.id, stage, scope.part.ordinal)
        return []


def _assembled(document: Document, scopes: Sequence[Scope], links: Sequence[FoundLink]) -> Extraction:
    mentions = [mention for scope in scopes for mention in scope.mentions]
    ends = [end for link in links for end in (link.head, link.tail)]
    known = {mention_id(mention) for mention in mentions}
    # An end that only a link names (a body resolved from 公司, an own policy) is an entity too.
    unnamed = [end for end in ends if mention_id(end) not in known]
    return Extraction(
        tuple(assemble_entities(document, [*mentions, *unnamed])),
        tuple(assemble_mentions(document, mentions)),
        tuple(assemble_links(document, links)),
        _issuers(document, scopes, links),
        scopes[0].region.name if scopes and scopes[0].region else None,
    )


def _issuers(document: Document, scopes: Sequence[Scope], links: Sequence[FoundLink]) -> tuple[str, ...]:
    """Canonical names of the header's issuers; without a header's, of those who ISSUED the document's own policy."""
    names: dict[str, None] = {}
    for field in document.header.issuers:
        names[_name_at(scopes, field.start, field.end) or field.value] = None
    return tuple(names)


def _name_at(scopes: Sequence[Scope], start: int, end: int) -> str | None:
    """Canonical name of the body mentioned at exactly that place, else of one with the same start."""
    at = [m for scope in scopes for m in scope.mentions if m.kind is Kind.AGENCY and m.start == start]
    exact = [m for m in at if m.end == end]
    return (exact or at)[0].name if at else None


__all__ = ["LinkKind", "extract"]
