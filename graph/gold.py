"""Gold annotations: what a careful researcher found in one document."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any


@dataclass(frozen=True, slots=True)
class GoldEntity:
    """An annotated entity. other_kind: a second kind that counts as right."""

    id: str
    kind: str
    name: str
    aliases: tuple[str, ...]
    other_kind: str | None
    is_theme: bool


@dataclass(frozen=True, slots=True)
class GoldLink:
    """An annotated link. attrs may hold alternatives (also_accept ...) and marks of weakness (status ...)."""

    head: str
    kind: str
    tail: str
    attrs: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class GoldDocument:
    """All annotations of one document."""

    name: str
    entities: tuple[GoldEntity, ...]
    links: tuple[GoldLink, ...]


def read_gold(path: Path) -> GoldDocument:
    """The annotations in a gold file (JSON as the annotation guide defines it)."""
    data = json.loads(path.read_text(encoding="utf-8"))
    return GoldDocument(
        path.stem,
        tuple(_entity(item) for item in data["entities"]),
        tuple(
            GoldLink(item["head"], item["type"], item["tail"], item.get("attrs") or {}) for item in data["relations"]
        ),
    )


def _entity(item: Mapping[str, Any]) -> GoldEntity:
    attrs = item.get("attrs") or {}
    theme = bool(attrs.get("theme")) or item["name"] == "产业工人队伍建设改革"
    return GoldEntity(
        item["id"], item["type"], item["name"], tuple(item.get("aliases") or ()), attrs.get("also_accept_type"), theme
    )
