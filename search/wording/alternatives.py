"""Other names of what a question names: 人社厅 for 人力资源和社会保障厅, and the aliases in the graph."""

from __future__ import annotations

import time
import tomllib
from collections.abc import Iterable, Iterator
from functools import cache
from importlib import resources

from graph.elements import BODIES, Kind
from graph.extraction.lexicon import Lexicon
from graph.store import GraphStore
from search.wording.terms import fold

_NAMED = BODIES | {Kind.INITIATIVE}
_SHORTEST = 3
"""Characters of a name that stands for one thing; shorter ones (省委, 《意见》) mean another thing in each document."""
_MOST = 4
"""Other names of one thing that are looked for."""
_PATIENCE = 20.0
"""Times the cost of reading all names that must pass before they are read again."""

Named = tuple[str, tuple[str, ...]]
"""A name as it stands in a folded text, and the other names of the same thing."""


class Alternatives:
    """Names of the gazetteer and of one graph, read again when the graph has grown."""

    def __init__(self, store: GraphStore) -> None:
        self._store = store
        self._revision = -1
        self._next_read = 0.0
        self._names: Lexicon[tuple[str, ...]] = Lexicon({})

    def in_text(self, folded: str) -> tuple[Named, ...]:
        """Names in a folded text that have others, longest first at each place."""
        self._refresh()
        found: list[Named] = []
        taken = 0
        for at in range(len(folded) - 1):
            hits = (lexicon.longest(folded, at) for lexicon in (self._names, _short_forms()))
            best = max((hit for hit in hits if hit is not None), key=lambda hit: hit.end, default=None)
            if best is not None and at >= taken:
                found.append((folded[best.start : best.end], best.value))
                taken = best.end
        return tuple(found)

    def _refresh(self) -> None:
        now = time.monotonic()
        if now < self._next_read:
            return
        revision = self._store.revision()
        if revision == self._revision:
            return
        self._names = Lexicon(_groups(_entity_names(self._store)))
        self._revision = revision
        self._next_read = now + _PATIENCE * (time.monotonic() - now)


def _entity_names(store: GraphStore) -> Iterator[tuple[str, ...]]:
    for entity in store.all_entities():
        if entity.kind in _NAMED and entity.aliases:
            yield (entity.name, *entity.aliases)


def _groups(groups: Iterable[tuple[str, ...]]) -> dict[str, tuple[str, ...]]:
    """Each name's other names; a name of two things stands for neither."""
    others: dict[str, tuple[str, ...] | None] = {}
    for group in groups:
        names = [name for name in dict.fromkeys(map(fold, group)) if len(name) >= _SHORTEST]
        for name in names:
            # A name that holds this one (云南省总工会 for 省总工会) is found with it anyway.
            rest = tuple(other for other in names if other != name and name not in other)[:_MOST]
            others[name] = None if name in others and others[name] != rest else rest
    return {name: rest for name, rest in others.items() if rest}


def is_department(name: str) -> bool:
    """Whether it is a usual name of a department or a central body, in full or short (民政厅)."""
    found = _short_forms().longest(name, 0)
    return found is not None and found.end == len(name)


@cache
def _short_forms() -> Lexicon[tuple[str, ...]]:
    """Short and full names of departments at any level, and of central bodies, from the graph's gazetteer."""
    folder = resources.files("graph") / "gazetteer"
    bodies = tomllib.loads((folder / "bodies.toml").read_text(encoding="utf-8"))
    central = tomllib.loads((folder / "central.toml").read_text(encoding="utf-8"))
    groups = [
        (stem + unit, *(form + unit for form in row["forms"]))
        for stem, row in bodies["departments"].items()
        for unit in row["units"]
    ]
    groups += [(name, *forms) for table in central.values() for name, forms in table.items() if isinstance(forms, list)]
    return Lexicon(_groups(groups))
