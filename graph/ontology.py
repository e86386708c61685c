"""The ontology as data: the kinds of nodes and links, what they are called, and which ends a link may join."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from graph.elements import Kind, LinkKind


@dataclass(frozen=True, slots=True)
class NodeKind:
    """A kind of node. structural: Document or Passage, which carry text and are no entities."""

    name: str
    zh: str
    en: str
    definition: str
    structural: bool = False


@dataclass(frozen=True, slots=True)
class LinkDefinition:
    """A kind of link with the kinds that may stand at its ends.

    same_kind: both ends are of one kind. symmetric: head and tail may be exchanged without changing what is said.
    structural: joins documents, passages and entities; it is not among `LinkKind`.
    """

    name: str
    zh: str
    en: str
    definition: str
    heads: frozenset[str]
    tails: frozenset[str]
    same_kind: bool = False
    symmetric: bool = False
    structural: bool = False


@dataclass(frozen=True, slots=True)
class Ontology:
    """Kinds and links by name; weak: link attributes that hold only while every supporting document bears them."""

    kinds: Mapping[str, NodeKind]
    links: Mapping[str, LinkDefinition]
    weak: frozenset[str]

    def allows(self, head: Kind, link: LinkKind, tail: Kind) -> bool:
        """Whether a link of this kind may join these ends."""
        definition = self.links[link]
        if definition.same_kind and head is not tail:
            return False
        return head in definition.heads and tail in definition.tails


@cache
def load_ontology() -> Ontology:
    """The ontology of graph/ontology.toml, read once."""
    return parse_ontology(files("graph").joinpath("ontology.toml").read_text(encoding="utf-8"))


def parse_ontology(text: str) -> Ontology:
    """Ontology from its TOML text; `ValueError` names an end that is neither a kind nor a group."""
    table = tomllib.loads(text)
    kinds = {name: NodeKind(name, **row) for name, row in table["kinds"].items()}
    groups: Mapping[str, list[str]] = table["groups"]
    links = {name: _link(name, row, groups, kinds) for name, row in table["links"].items()}
    return Ontology(kinds, links, frozenset(table["attributes"]["weak"]))


def _link(
    name: str, row: dict[str, Any], groups: Mapping[str, list[str]], kinds: Mapping[str, NodeKind]
) -> LinkDefinition:
    heads, tails = (
        frozenset(kind for end in row.pop(side) for kind in groups.get(end, [end])) for side in ("head", "tail")
    )
    if unknown := (heads | tails) - kinds.keys():
        raise ValueError(f"graph/ontology.toml: link {name} names the unknown kind {min(unknown)}; add it to [kinds]")
    return LinkDefinition(name, heads=heads, tails=tails, **row)
