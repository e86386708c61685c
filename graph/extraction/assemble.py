"""Turns mentions and found links of a document's scopes into entities, mentions and links with original offsets."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import Any

from graph.elements import Entity, EntityMention, Evidence, Kind, Link, LinkKind, entity_id
from graph.extraction.found import FoundLink
from graph.extraction.scope import Mention
from ingest.document import Document, Passage, Span

_INTERNAL = frozenset({"aliases", "keys"})
# 湟源、平安区|红十字会: 湟源 is printed for the body, but is no form of its name.
_STEMS = frozenset({"agency-shared-tail", "body-shared-head"})


def mention_id(mention: Mention) -> str:
    """Id of the entity that a mention names."""
    return _id(mention.kind, mention.key or mention.name)


@lru_cache(maxsize=8192)
def _id(kind: Kind, key: str) -> str:
    return entity_id(kind, key)


class Passages:
    """Finds the passage that holds a clean offset. A document without passages holds nothing."""

    def __init__(self, passages: Sequence[Passage]) -> None:
        self._passages = passages
        self._starts = [passage.clean_start for passage in passages]

    def at(self, offset: int) -> Passage | None:
        """Passage that covers the offset, else the one before it."""
        index = bisect_right(self._starts, offset) - 1
        return self._passages[max(index, 0)] if self._passages else None


def assemble_entities(document: Document, mentions: Iterable[Mention]) -> list[Entity]:
    """One entity for each id, in order of first mention; of two values of an attribute the first stands."""
    groups: dict[str, list[Mention]] = {}
    for mention in mentions:
        groups.setdefault(mention_id(mention), []).append(mention)
    return [_entity(document, id_, group) for id_, group in groups.items()]


def _entity(document: Document, id_: str, group: Sequence[Mention]) -> Entity:
    first = group[0]
    aliases: dict[str, None] = {}
    keys: dict[str, None] = {}
    attrs: dict[str, Any] = {}
    text, surface = document.clean.text, ""
    for mention in group:
        before, surface = surface, text[mention.start : mention.end]
        if surface != before and mention.rule not in _STEMS:
            aliases["".join(surface.split())] = None
        if not mention.attrs:
            continue
        aliases.update(dict.fromkeys(mention.attrs.get("aliases", ())))
        keys.update(dict.fromkeys(mention.attrs.get("keys", ())))
        for name, value in mention.attrs.items():
            if name not in _INTERNAL:
                attrs.setdefault(name, value)
    if "doc_number" in attrs:
        keys[str(attrs["doc_number"])] = None
    printed = tuple(alias for alias in aliases if alias and alias != first.name)
    return Entity(id_, first.kind, first.name, printed, attrs, tuple(keys))


def assemble_mentions(document: Document, mentions: Iterable[Mention]) -> list[EntityMention]:
    """The mentions with original offsets and the passage of their start; one cut in two by a passage's end (a sentence
    of more than a passage, without commas) keeps its first half."""
    passages = Passages(document.passages)
    found = []
    for mention in mentions:
        passage = passages.at(mention.start)
        if passage is None:
            continue
        start, end = document.clean.original(mention.start, min(mention.end, passage.clean_end))
        surface = document.quote(start, end)
        found.append(EntityMention(mention_id(mention), passage.id, start, end, surface, mention.rule))
    return found


def assemble_links(document: Document, found: Iterable[FoundLink]) -> list[Link]:
    """One link for each head, kind, tail and post, with the evidence of all its finds, in order of first find."""
    passages = Passages(document.passages)
    groups: dict[tuple[str, LinkKind, str, str], list[FoundLink]] = {}
    for link in found:
        head, tail = mention_id(link.head), mention_id(link.tail)
        if head != tail:
            groups.setdefault((head, link.kind, tail, str(link.attrs.get("post", ""))), []).append(link)
    links = []
    for (head, kind, tail, _), group in groups.items():
        evidence = {e: None for link in group if (e := _evidence(document, passages, link)) is not None}
        if evidence:
            links.append(Link(head, kind, tail, _link_attrs(group), tuple(evidence)))
    return links


# status: planned, 建议; implied_speaker: the sentence names no subject, its report's speaker is meant; manner:
# used, aim; scope: the ground of one item.
_WEAK = ("status", "implied_speaker", "manner", "scope")


def _link_attrs(group: Sequence[FoundLink]) -> dict[str, Any]:
    """Attributes of all finds, the first value standing; marks of weakness only when every find bears one."""
    attrs: dict[str, Any] = {}
    for link in group:
        for name, value in link.attrs.items():
            attrs.setdefault(name, value)
    for mark in _WEAK:
        if not all(mark in link.attrs for link in group):
            attrs.pop(mark, None)
    return attrs


def _evidence(document: Document, passages: Passages, link: FoundLink) -> Evidence | None:
    passage = passages.at(link.start)
    if passage is None or link.start >= link.end:
        return None
    start, end = _inside_a_passage(passages, link, passage)
    original = document.clean.original(start, end)
    return Evidence(
        document.id,
        passages_id(passages, start, passage),
        original.start,
        original.end,
        document.quote(original.start, original.end),
        link.rule,
        link.confidence,
    )


def passages_id(passages: Passages, start: int, default: Passage) -> str:
    """Id of the passage at `start`, the default's where there is none."""
    found = passages.at(start)
    return (found or default).id


def _inside_a_passage(passages: Passages, link: FoundLink, passage: Passage) -> Span:
    """The find's span when one passage holds it, else the stretch over its ends, else the first passage's share."""
    if link.end <= passage.clean_end:
        return Span(link.start, link.end)
    ends = [m for m in (link.head, link.tail) if link.start <= m.start and m.end <= link.end]
    if ends:
        start, end = min(m.start for m in ends), max(m.end for m in ends)
        holder = passages.at(start)
        if holder is not None and end <= holder.clean_end:
            return Span(start, end)
    return Span(link.start, max(passage.clean_end, link.start + 1))
