"""What the graph says about the subjects of a question, with citations."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from graph.elements import Entity, Kind, Link, LinkKind
from graph.store import GraphStore
from ingest.document import Document
from ingest.ledger import DocumentRecord
from search.answers.compose import Wording, shown, wording
from search.evidence.citations import Citer
from search.evidence.finding import Statement, distinct
from search.query import Citation
from search.questions.name_table import Subject
from search.questions.question import Question
from search.wording.terms import compact, fold


@dataclass(frozen=True, slots=True)
class Asking:
    """A question with the entities that it names."""

    question: Question
    subjects: Sequence[Subject]

    @property
    def words(self) -> Wording:
        return wording(self.question.language)

    def of(self, kinds: Collection[Kind]) -> list[Entity]:
        """Named entities of these kinds, in the question's order."""
        return list({s.entity.id: s.entity for s in self.subjects if s.entity.kind in kinds}.values())

    def bearing(self, kinds: Collection[Kind]) -> list[Entity]:
        """Entities of these kinds, each named one followed by those that bear the same name."""
        named = [entity for s in self.subjects for entity in (s.entity, *s.others) if entity.kind in kinds]
        return list({entity.id: entity for entity in named}.values())

    @property
    def sides(self) -> list[Subject]:
        """What may be related: a place before 的 (昆明的华新产业园) only says where another thing is."""
        text = compact(self.question.folded)
        return [s for s in self.subjects if s.entity.kind is not Kind.REGION or text[s.end : s.end + 1] != "的"]

    @property
    def topic(self) -> str:
        """The subject matter in words: the question without its question words."""
        return " ".join(self.question.theme or self.question.topic)


class Facts:
    """Links of the graph as statements."""

    def __init__(self, store: GraphStore, citer: Citer) -> None:
        self.store = store
        self.citer = citer

    def links(self, entity: Entity, kinds: Collection[LinkKind], direction: str) -> list[Link]:
        """Links at the entity, surest evidence first in each."""
        return self.store.links(entity.id, kinds, direction)

    def entities(self, ids: Iterable[str]) -> dict[str, Entity]:
        """Entities by id; those that are gone are left out."""
        wanted = list(dict.fromkeys(ids))
        found = self.store.entities(wanted)
        return {entity.id: entity for entity in found}

    def names(self, links: Sequence[Link]) -> Mapping[str, str]:
        """The names to show of all ends of the links."""
        ids = (end for link in links for end in (link.head, link.tail))
        return {id_: shown(entity) for id_, entity in self.entities(ids).items()}

    def own_documents(self, policy: Entity) -> list[tuple[DocumentRecord, Document]]:
        """The documents that are this policy: they bear its number, or its title."""
        number = compact(fold(str(policy.attrs.get("doc_number", ""))))
        titles = {compact(fold(name)) for name in (policy.name, *policy.aliases)}
        found: list[tuple[DocumentRecord, Document]] = []
        for passage in self.store.mentions(policy.id):
            record = self.citer.record(passage.rsplit("-", 1)[0])
            if record is None or any(record.id == known.id for known, _ in found):
                continue
            own_number = compact(fold(record.doc_number or ""))
            if (own_number == number) if own_number and number else compact(fold(record.title)) in titles:
                found.append((record, self.citer.document(record)))
        return found

    def cite(self, link: Link, at_most: int = 2) -> tuple[Citation, ...]:
        """The surest evidence of a link."""
        ordered = sorted(link.evidence, key=lambda evidence: -evidence.confidence)
        return distinct([self.citer.evidence(evidence) for evidence in ordered], at_most)

    def cite_all(self, links: Sequence[Link], at_most: int = 4) -> tuple[Citation, ...]:
        """One piece of evidence for each link, then further ones."""
        cited = [self.cite(link, at_most) for link in links]
        first = [citation for citations in cited for citation in citations[:1]]
        return distinct([*first, *(citation for citations in cited for citation in citations[1:])], at_most)

    def listed(self, links: Sequence[Link], end: str) -> tuple[tuple[Statement, ...], tuple[Entity, ...]]:
        """A statement for each distinct entity at that end ("head" or "tail") of the links, and those entities."""
        grouped: dict[str, list[Link]] = {}
        for link in links:
            grouped.setdefault(getattr(link, end), []).append(link)
        entities = self.entities(grouped)
        statements = [
            Statement(shown(entities[id_]), self.cite_all(group, 2))
            for id_, group in grouped.items()
            if id_ in entities
        ]
        return tuple(statements), tuple(entities[id_] for id_ in grouped if id_ in entities)
