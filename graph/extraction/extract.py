"""Extraction of one document: stages over its parts, then entities, mentions and links with evidence."""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from itertools import takewhile
from typing import ParamSpec, TypeVar

from graph.elements import BODIES, Extraction, Kind, LinkKind
from graph.extraction.assemble import assemble_entities, assemble_links, assemble_mentions, mention_id
from graph.extraction.bodies.mentions import find_bodies
from graph.extraction.found import FoundLink
from graph.extraction.initiatives.mentions import find_initiatives
from graph.extraction.links.bodies import find_body_links
from graph.extraction.links.deeds import find_deed_links
from graph.extraction.links.duties import find_duty_links
from graph.extraction.links.people import find_person_links
from graph.extraction.links.posts import find_post_links
from graph.extraction.links.structure import find_structural_links
from graph.extraction.overlaps import resolve_overlaps
from graph.extraction.people.mentions import find_people
from graph.extraction.places.regions import find_regions, home_region
from graph.extraction.policies.links import find_policy_links
from graph.extraction.policies.mentions import find_policies
from graph.extraction.policies.own import own_policy
from graph.extraction.punctuation import with_wide_marks
from graph.extraction.scope import Mention, Region, Scope
from graph.extraction.sentences import find_sentences
from ingest.document import Document, Part, Span
from ingest.traditional import in_simplified

_log = logging.getLogger(__name__)
_Given = ParamSpec("_Given")
_Found = TypeVar("_Found")


# Mentions by stage: later finders see what earlier ones found.
_MENTION_STAGES: tuple[Callable[[Scope], Sequence[Mention]], ...] = (
    find_regions,
    find_bodies,
    find_policies,
    find_people,
    find_initiatives,
)
_LINK_STAGES: tuple[Callable[[Scope, Sequence[Span]], Sequence[FoundLink]], ...] = (
    find_policy_links,
    find_post_links,
    find_body_links,
    find_deed_links,
    find_duty_links,
    find_person_links,
)


def extract(document: Document) -> Extraction:
    """Entities, mentions and links of a document. The same document gives the same extraction, order included.

    A finder that fails on a document is logged and skipped: the others' finds are kept.
    """
    read = with_wide_marks(in_simplified(document))
    scopes = find_mentions(read)
    links: list[FoundLink] = []
    for scope in scopes:
        sentences = find_sentences(scope.text, scope.part.start, scope.part.end)
        for rule in _LINK_STAGES:
            links += _attempt(scope, rule, scope, sentences)
    # Bodies that only a link names (青禾街道营商办主任罗文) have owners too.
    ends = [end for link in links for end in (link.head, link.tail)]
    links += find_structural_links(read.clean.text, [*(m for scope in scopes for m in scope.mentions), *ends])
    return _assembled(document, read, scopes, links)


def find_mentions(document: Document) -> list[Scope]:
    """The document's parts with all that they name."""
    scopes = find_unresolved(document)
    for scope in scopes:
        scope.mentions = resolve_overlaps(scope)
    return scopes


def find_unresolved(document: Document, before: Callable[[Scope], Sequence[Mention]] | None = None) -> list[Scope]:
    """The document's parts with all that the finders find, overlaps too. before: the finder at which to stop."""
    scopes = _scopes(document)
    for stage in takewhile(lambda stage: stage is not before, _MENTION_STAGES):
        for scope in scopes:
            if found := _attempt(scope, stage, scope):
                scope.mentions = sorted([*scope.mentions, *found], key=lambda m: (m.start, -m.end))
    return scopes


def _scopes(document: Document) -> list[Scope]:
    short_forms: dict[str, tuple[Kind, str]] = {}
    scopes = [Scope(document, part, None, [], short_forms) for part in document.parts]
    for scope in scopes:
        scope.region = next(iter(_attempt(scope, _home, document, scope.part)), None)
    return scopes


def _home(document: Document, part: Part) -> list[Region | None]:
    return [home_region(document, part)]


def _attempt(
    scope: Scope, finder: Callable[_Given, Sequence[_Found]], *given: _Given.args, **named: _Given.kwargs
) -> list[_Found]:
    """What the finder finds; nothing when it fails, since one odd text must not lose the document."""
    try:
        return list(finder(*given, **named))
    except Exception as error:
        place = f"{scope.document.source.location}, part {scope.part.ordinal}"
        _log.error("%s: %s failed (%r); its finds are missing. Please report it.", place, finder.__name__, error)
        _log.debug("where it failed", exc_info=True)
        return []


def _assembled(document: Document, read: Document, scopes: Sequence[Scope], links: Sequence[FoundLink]) -> Extraction:
    """read: the document as the finders had it; what leaves extraction quotes what it prints."""
    mentions = [mention for scope in scopes for mention in scope.mentions]
    ends = [end for link in links for end in (link.head, link.tail)]
    known = {mention_id(mention) for mention in mentions}
    # An end that only a link names (a body resolved from 公司, an own policy) is an entity too.
    unnamed = [end for end in ends if mention_id(end) not in known]
    return Extraction(
        tuple(assemble_entities(document, [*mentions, *unnamed])),
        tuple(assemble_mentions(document, mentions)),
        tuple(assemble_links(document, links)),
        _issuers(read, scopes, links),
        scopes[0].region.name if scopes and scopes[0].region else None,
    )


def _issuers(document: Document, scopes: Sequence[Scope], links: Sequence[FoundLink]) -> tuple[str, ...]:
    """Canonical names of the header's issuers; without them, of those who ISSUED the policy of the first part."""
    names = {_name_at(scopes, field.start, field.end) or field.value: None for field in document.header.issuers}
    if names or not document.parts:
        return tuple(names)
    issued = [link for link in links if link.kind is LinkKind.ISSUED]
    titled = (m for m in scopes[0].mentions if m.kind is Kind.POLICY and m.rule == "own-title")
    own = (next(titled, None) or own_policy(document, document.parts[0])) if issued else None
    return tuple({link.head.name: None for link in issued if own and mention_id(link.tail) == mention_id(own)})


def _name_at(scopes: Sequence[Scope], start: int, end: int) -> str | None:
    """Canonical name of the body mentioned at exactly that place, else of one with the same start."""
    at = [m for scope in scopes for m in scope.mentions if m.kind in BODIES and m.start == start]
    exact = [m for m in at if m.end == end]
    return (exact or at)[0].name if at else None
