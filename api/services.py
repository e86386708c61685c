"""The layers wired together: one object that the command line and the HTTP API both call."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from functools import cached_property
from typing import TYPE_CHECKING

from api.failures import NotFoundError
from api.settings import Settings
from api.shapes import Json, entity_brief, entity_full, links_json, path_json
from graph.elements import Entity, Kind
from graph.embedded_store import EmbeddedStore
from graph.fold import fold
from ingest.storage.sqlite_ledger import SqliteLedger, open_ledger

if TYPE_CHECKING:
    from api.neo4j_follower import Follower
    from graph.store import GraphStore
    from search.answers.answer import Answerer
    from search.engine import SearchEngine
    from search.llm.answer import LanguageAnswerer
    from search.query import Answer, Filters, SearchResult

Message = Callable[[str], None]


def silent(message: str) -> None:
    """A message sink for servers and tests."""


class Services:
    """What can be done with one home. Opens each part when it is first needed; safe to share among threads."""

    def __init__(self, settings: Settings, message: Message = silent) -> None:
        self.settings = settings
        self.message = message
        self._opening = threading.RLock()

    def close(self) -> None:
        """Closes what was opened; a server's own follower ends with its application."""
        if "follower" in self.__dict__:
            self.follower.close()
        if "ledger" in self.__dict__:
            self.ledger.close()

    @cached_property
    def ledger(self) -> SqliteLedger:
        """The ledger, to read. Raises LedgerError while there is none."""
        return open_ledger(self.settings.home)

    @cached_property
    def store(self) -> EmbeddedStore:
        """The graph in the ledger."""
        return EmbeddedStore(self.ledger)

    @cached_property
    def follower(self) -> Follower:
        """What keeps the home's Neo4j up to date. UsageError when none is set."""
        from api.neo4j_follower import Follower

        return Follower(self.settings, lambda: self.ledger, self.message)

    @cached_property
    def graph(self) -> GraphStore:
        """The graph for answers to a person: read from Neo4j while one is set and current, else from the ledger."""
        if not self.settings.neo4j_uri:
            return self.store
        from api.graph_source import GraphSource

        return GraphSource(self.store, self.follower)

    @cached_property
    def engine(self) -> SearchEngine:
        """Passage search, with vectors where the home has some."""
        from api.indexes import VECTOR_FOLDER, open_engine

        with self._opening:
            vectors = (self.settings.home / VECTOR_FOLDER).is_dir()
            return open_engine(self.settings, self.ledger, self.store, self.message, vectors)

    def building_engine(self) -> SearchEngine:
        """The same with vectors also where the home has none yet, if a model is at hand."""
        from api.indexes import NO_VECTORS, open_vectors

        with self._opening:
            if self.engine.vectors is None and self.settings.model != NO_VECTORS:
                self.engine.vectors = open_vectors(self.settings, self.message)
            return self.engine

    @cached_property
    def answerer(self) -> Answerer:
        """Questions."""
        from search.answers.answer import Answerer

        return Answerer(self.ledger, self.store, self.engine)

    def search(self, text: str, k: int, filters: Filters, offset: int = 0) -> SearchResult:
        """Best k passages behind the first `offset`."""
        return self.engine.search(text, k, filters, offset)

    def ask(self, question: str, tell: Message | None = None) -> Answer:
        """An answer with its citations, or an abstention. tell: gets a language model's sentences once checked."""
        model = self._language_answerer()
        return model.ask(question, tell) if model is not None else self.answerer.ask(question)

    def ask_stream(self, question: str) -> Iterator[str | Answer]:
        """A language model's sentences as they are checked, then the whole answer; without a model that alone."""
        model = self._language_answerer()
        if model is None:
            yield self.answerer.ask(question)
        else:
            yield from model.stream(question)

    def _language_answerer(self) -> LanguageAnswerer | None:
        """A language model words answers only where WENMAI_LLM_URL and WENMAI_LLM_MODEL are set."""
        settings = self.settings
        if not (settings.llm_url and settings.llm_model):
            return None
        from search.llm.answer import LanguageAnswerer
        from search.llm.client import LanguageModel

        model = LanguageModel(settings.llm_url, settings.llm_model, settings.llm_key)
        return LanguageAnswerer(self.answerer, model)

    def entities(self, name: str | None, kind: Kind | None, limit: int, offset: int) -> list[Entity]:
        """By name or alias, else the most mentioned."""
        if name:
            return self.graph.find(name, kind, limit + offset)[offset:]
        return self.graph.list_entities(kind, limit, offset)

    def entity(self, reference: str) -> Entity:
        """The entity of that id, name or alias; NotFoundError with near names otherwise."""
        if known := self.graph.entity(reference.strip()):  # an id, one that was merged away included
            return known
        found = self.graph.find(reference, limit=5)
        if not found:
            raise NotFoundError(f"nothing is called {reference}; try a part of its name: wenmai search {reference}")
        if not bears(found[0], reference):
            near = "、".join(entity.name for entity in found)
            raise NotFoundError(f"nothing is called {reference} exactly; near it: {near}")
        return found[0]

    def entity_page(self, reference: str) -> Json:
        """An entity, its links with names for their ends, its passages, and others of the name."""
        entity = self.entity(reference)
        links = self.graph.links(entity.id)
        ends = list(dict.fromkeys([end for link in links for end in (link.head, link.tail)]))
        others = [e for e in self.graph.find(reference, limit=10) if e.id != entity.id]
        same = [e for e in others if bears(e, reference)]
        return entity_full(entity) | {
            "links": links_json(links),
            "names": {e.id: e.name for e in self.graph.entities(ends)},
            "passages": self.graph.mentions(entity.id),
            "others": [entity_brief(e) for e in same],
        }

    def path(self, start: str, end: str) -> Json:
        """A shortest path between two entities."""
        first, last = self.entity(start), self.entity(end)
        links = self.graph.shortest_path(first.id, last.id)
        ends = list(dict.fromkeys([e for link in links for e in (link.head, link.tail)]))
        return path_json(first, last, links, {e.id: e for e in self.graph.entities(ends)})


def bears(entity: Entity, reference: str) -> bool:
    """Whether the reference is the entity's name, one of its aliases or its 发文字号, however it is printed."""
    names = {fold(name) for name in (entity.name, *entity.aliases, str(entity.attrs.get("doc_number", "")))}
    return fold(reference) in names
