"""Filters turned into what the keyword index can narrow by; a value that matches nothing is said, never dropped."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from difflib import get_close_matches

from graph.elements import BODIES, Entity, Kind
from graph.extraction.places.divisions import contains, load_divisions, resolve_region
from graph.lineage import Level
from graph.store import GraphStore
from ingest.document import Genre
from ingest.errors import UnknownDocumentError
from ingest.ledger import Ledger
from search.indexes.keyword_index import KeywordIndex, Restriction, date_number
from search.query import Filters
from search.questions.in_force import out_of_force
from search.questions.subjects import mentions
from search.wording.terms import fold

_ALTERNATIVES = 5


class NothingMatchesError(Exception):
    """A filter's value matches no document; the message says which and what comes close. Ends in an empty result."""


@dataclass(frozen=True, slots=True)
class Narrowing:
    """restriction: for the keyword index, None when nothing narrows it. entity_kind: what the passage must mention."""

    restriction: Restriction | None = None
    entity_kind: Kind | None = None


@dataclass(frozen=True, slots=True)
class FilterResolver:
    """Resolves names, aliases and ids in filters against ledger, graph and index."""

    ledger: Ledger
    store: GraphStore
    keyword: KeywordIndex

    def resolve(self, filters: Filters) -> Narrowing:
        """Raises `NothingMatchesError` when one of the filters, or all together, can match no document."""
        values: dict[str, list[str]] = {}
        entity_kind = None
        if filters.kind is not None:
            entity_kind = self._entity_kind(filters.kind)
            if entity_kind is None:
                values["genre"] = [self._genre(filters.kind)]
        if filters.issuer is not None:
            values["issuer"] = self._issuers(filters.issuer)
        if filters.region is not None:
            values["region"] = self._regions(filters.region)
        if filters.level is not None:
            values["level"] = [self._level(filters.level)]
        if filters.document is not None:
            values["document"] = [self._document(filters.document)]
        restriction = self._dated(filters, values)
        if entity_kind is not None and not self.store.list_entities(entity_kind, limit=1):
            raise NothingMatchesError(f"kind: no document mentions a {entity_kind}.")
        if restriction is not None and not self.keyword.matches(restriction):
            raise NothingMatchesError(f"No document passes all filters together: {_described(filters)}.")
        return Narrowing(restriction, entity_kind)

    def _dated(self, filters: Filters, values: dict[str, list[str]]) -> Restriction | None:
        low = _date("from", filters.date_from, upper=False)
        high = _date("to", filters.date_to, upper=True)
        excluded: tuple[str, ...] = ()
        if filters.in_force_on is not None:
            day = _date("in-force-on", filters.in_force_on, upper=True)
            assert day is not None
            excluded = out_of_force(self.ledger, day)
        if not values and not excluded and low is None and high is None:
            return None
        return Restriction(values, low, high, excluded)

    def _entity_kind(self, value: str) -> Kind | None:
        return next((kind for kind in Kind if kind.value.lower() == value.lower()), None)

    def _genre(self, value: str) -> str:
        known = self.keyword.values("genre")
        if fold(value) in known:
            return fold(value)
        choices = [*known, *(kind.value for kind in Kind)]
        if value in set(Genre):
            raise NothingMatchesError(f"kind: no document is a {value}. There are: {_listed(choices)}.")
        raise NothingMatchesError(f"kind: {value!r} is not known. Choose from: {_listed(choices)}.")

    def _issuers(self, value: str) -> list[str]:
        known = self.keyword.values("issuer")
        names = {fold(value), *(fold(name) for body in self._bodies(value) for name in (body.name, *body.aliases))}
        if matching := sorted(names & known.keys()):
            return matching
        close = _close(fold(value), known)
        raise NothingMatchesError(f"issuer: no document was issued by {value!r}.{_suggested(close)}")

    def _bodies(self, value: str) -> Iterable[Entity]:
        """Bodies of the graph, and what the finders of documents read in the value (江西人社厅), known or not."""
        wanted = fold(value)
        for found in self.store.find(value):
            if found.kind in BODIES and (found.id == value or wanted in map(fold, (found.name, *found.aliases))):
                yield found
        for read, surface in mentions(value):
            if read.kind in BODIES and fold(surface) == wanted:
                yield read

    def _regions(self, value: str) -> list[str]:
        known = self.keyword.values("region")
        entity = self.store.entity(value)
        name = entity.name if entity else value
        outer = resolve_region(name)
        names = {fold(name)}
        if outer is not None:
            names |= {fold(r.name) for r in load_divisions().by_code.values() if contains(outer, r)}
        if matching := sorted(names & known.keys()):
            return matching
        raise NothingMatchesError(f"region: no document belongs to {value!r}.{_suggested(_close(fold(name), known))}")

    def _level(self, value: str) -> str:
        known = self.keyword.values("level")
        if value in known and value != Level.UNKNOWN:
            return value
        choices = [level for level in Level if level in known and level is not Level.UNKNOWN]
        raise NothingMatchesError(
            f"level: no document is known to be of level {value!r}. There are: {_listed(choices)}."
        )

    def _document(self, value: str) -> str:
        try:
            return self.ledger.find_document(value)
        except UnknownDocumentError as error:
            ids = {record.source.external_id for record in self.ledger.records()}
            raise NothingMatchesError(f"document: {str(error).rstrip('.')}.{_suggested(_close(value, ids))}") from error


def _date(name: str, value: str | None, upper: bool) -> int | None:
    number = date_number(value, upper)
    if value is not None and number is None:
        raise NothingMatchesError(f"{name}: {value!r} is not a date. Write YYYY, YYYY-MM or YYYY-MM-DD.")
    return number


def _close(value: str, known: Iterable[str]) -> list[str]:
    choices = list(known)
    containing = [choice for choice in choices if value and (value in choice or choice in value)]
    similar: Callable[..., list[str]] = get_close_matches
    return list(dict.fromkeys([*containing, *similar(value, choices, n=_ALTERNATIVES, cutoff=0.5)]))[:_ALTERNATIVES]


def _suggested(close: list[str]) -> str:
    return f" Close to it: {'、'.join(close)}." if close else ""


def _listed(values: Iterable[str]) -> str:
    return "、".join(dict.fromkeys(values))


def _described(filters: Filters) -> str:
    fields = ("kind", "issuer", "region", "level", "date_from", "date_to", "in_force_on", "document")
    return ", ".join(f"{name} {value}" for name in fields if (value := getattr(filters, name)) is not None)
