"""Whether the names in a language model's sentence, and who holds which post, stand in the passages that it cites."""

from __future__ import annotations

from collections.abc import Collection
from functools import lru_cache

from graph.elements import Extraction, Kind, LinkKind
from graph.extraction.extract import extract
from graph.extraction.people.bare_names import bare_names
from ingest.document import RawDocument, Source
from ingest.parse import parse
from search.wording.terms import compact, fold


def names_are_borne(text: str, source: str) -> bool:
    """Whether every policy, body, place, initiative and person of the sentence is named in the source.

    A person counts by the full name, not by a part of another's, and with no post that the source gives to others.
    """
    named, plain = _named(text), compact(fold(source))
    if not all(name in plain for name in named):
        return False
    people = [name for name, kind in named.items() if kind is Kind.PERSON]
    return not people or (_are_whole(people, plain, source) and _hold_their_posts(text, plain, source))


def _named(text: str) -> dict[str, Kind]:
    """Names that the finders of documents see, and of persons also those that nothing marks, in compact folded text."""
    read = _read(text)
    kinds = {entity.id: entity.kind for entity in read.entities}
    taken = {at for mention in read.mentions for at in range(mention.start, mention.end)}
    bare = [span for span in bare_names(text) if taken.isdisjoint(range(*span))]
    named = {text[start:end]: Kind.PERSON for start, end in bare}
    named |= {mention.surface: kinds[mention.entity] for mention in read.mentions if mention.entity in kinds}
    return {compact(fold(name)): kind for name, kind in named.items()}


def _are_whole(people: Collection[str], plain: str, source: str) -> bool:
    """Whether each name stands where the source names nobody of whose name it is a part."""
    others = [name for name, kind in _named(source).items() if kind is Kind.PERSON]
    for name in people:
        left = plain
        for longer in others:
            left = left.replace(longer, "|") if name != longer and name in longer else left
        if name not in left:
            return False
    return True


def _hold_their_posts(text: str, plain: str, source: str) -> bool:
    """Whether no post of the sentence is another's in the source and stands beside its holder's name nowhere there."""
    held = _posts(source)
    for person, post in _posts(text):
        holders = {holder for holder, other in held if other == post}
        if holders and person not in holders and f"{post}{person}" not in plain and f"{person}{post}" not in plain:
            return False
    return True


def _posts(text: str) -> set[tuple[str, str]]:
    read = _read(text)
    names = {entity.id: compact(fold(entity.name)) for entity in read.entities}
    posts = [link for link in read.links if link.kind is LinkKind.HOLDS_POST and "post" in link.attrs]
    return {(names[link.head], compact(fold(str(link.attrs["post"])))) for link in posts}


@lru_cache(maxsize=32)
def _read(text: str) -> Extraction:
    return extract(parse(RawDocument(Source("answer", "answer", "answer"), text, "text/plain", "")))
