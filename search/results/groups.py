"""Hits grouped by the policy that their document is, or by document, with the other documents that print the same."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from graph.elements import Entity
from graph.store import GraphStore
from ingest.ledger import DocumentRecord
from search.query import Group, Hit
from search.ranking.exact import Ranked
from search.results.arrange import Arranged, arrange


@dataclass(frozen=True, slots=True)
class Grouping:
    """Documents found, with what each counts as. policies: id of the policy that a document itself is."""

    records: Mapping[str, DocumentRecord]
    policies: Mapping[str, str]

    def arrange(self, ranked: Sequence[Ranked], total: int, page: int) -> Arranged:
        """The best `total` of the hits, near copies left out, on pages of that many."""
        keys = {document: self.policies.get(document, document) for document in self.records}
        return arrange([hit for hit in ranked if hit.candidate.document in keys], total, page, keys, self._is_better)

    def _is_better(self, one: str, other: str) -> bool:
        """A printing with its 发文字号 before one without, then the later version."""
        return self._worth(one) > self._worth(other)

    def _worth(self, document: str) -> tuple[bool, str]:
        record = self.records[document]
        return bool(record.doc_number), record.date or ""

    def groups(self, hits: Iterable[Hit], copies: Mapping[str, Sequence[str]], store: GraphStore) -> tuple[Group, ...]:
        """The hits by group, in the order of each group's best."""
        held: dict[str, list[Hit]] = {}
        for hit in hits:
            held.setdefault(self.policies.get(hit.document.id, hit.document.id), []).append(hit)
        entities = {entity.id: entity for entity in store.entities([key for key in held if key not in self.records])}
        return tuple(self._group(own, copies, entities.get(key)) for key, own in held.items())

    def _group(self, hits: Sequence[Hit], copies: Mapping[str, Sequence[str]], policy: Entity | None) -> Group:
        printing = [hit.document.id for hit in hits]
        printing += [document for hit in hits for document in copies.get(hit.passage.id, ())]
        first, *others = dict.fromkeys(printing)
        return Group(
            self.records[first], policy, tuple(hit.rank for hit in hits), tuple(self.records[d] for d in others)
        )
