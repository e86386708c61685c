"""Keyword index on disk: tantivy, fed with text cut by `search.wording.terms`; a projection of the ledger.

The index holds, beside the passages, one state entry with the ledger revision that it has applied. The entry is written
in the same commit as the passages, so that after a crash the index is at an older revision at worst and catches up
again. One field bears the terms of title, headings, issuers and body together: BM25 finds candidates in it, and
`search.ranking.features` weighs the fields apart. The other fields narrow a search.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import tantivy

from graph.lineage import level_by_names
from ingest.document import Passage
from ingest.errors import WenmaiError
from ingest.ledger import DocumentRecord, Ledger
from search.wording.terms import characters, cut, doc_numbers, fold, title_terms

VERSION = 5
"""Raised when the layout changes: an index of another version is rebuilt."""

_STATE = "state"
_BATCH = 8_000
"""Passages between commits: bounds what a crash costs and what the writer holds."""
_HEAP = 60_000_000
_HELD_FREQUENCIES = 100_000
_COUNTED = 60_000
"""Documents that are counted at most: tantivy makes no more than 65,000 buckets."""
_SEPARATOR = "\x1f"


class KeywordIndexError(WenmaiError):
    """The keyword index cannot be opened or written."""


class KeywordIndexBusyError(KeywordIndexError):
    """Another process is bringing the index up to date."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A passage found. Its texts are folded (`search.wording.terms.fold`). score: BM25, higher is better.

    issuers: the document's, and on a line of its own its 发文字号.
    """

    passage: str
    document: str
    ordinal: int
    score: float
    title: str
    heading: str
    issuers: str
    body: str


@dataclass(frozen=True, slots=True)
class Restriction:
    """What a hit's fields must be: one of the values of each field (AND between fields), date inside [low, high].

    Fields: document, genre, issuer, region, level. excluded: documents that are left out.
    """

    values: Mapping[str, Sequence[str]]
    date_low: int | None = None
    date_high: int | None = None
    excluded: Sequence[str] = ()


Progress = Callable[[int, int], None]
"""Called with passages done and documents left."""


def _schema() -> tantivy.Schema:
    builder = tantivy.SchemaBuilder()
    for name in ("terms", "characters"):
        builder.add_text_field(name, tokenizer_name="whitespace", index_option="freq")
    for name in ("passage", "genre", "issuer", "region", "level", "role"):
        builder.add_text_field(name, tokenizer_name="raw", index_option="basic")
    builder.add_text_field("document", fast=True, tokenizer_name="raw", index_option="basic")
    builder.add_integer_field("date", indexed=True)
    builder.add_bytes_field("stored", stored=True)
    return builder.build()


def date_number(date: str | None, upper: bool = False) -> int | None:
    """An ISO date, month or year as yyyymmdd; a missing part is 01, or with `upper` the greatest (99)."""
    digits = (date or "").replace("-", "")
    if not digits.isdecimal() or len(digits) not in (4, 6, 8):
        return None
    return int(digits + ("9999" if upper else "0101")[len(digits) - 4 :])


class KeywordIndex:
    """Keyword index in a folder, made when it is missing. Any number of readers, one writer at a time.

    revision: of the ledger, applied so far. size: number of passages.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder / f"v{VERSION}"
        self.folder.mkdir(parents=True, exist_ok=True)
        self._schema = _schema()
        try:
            self._index = tantivy.Index(self._schema, path=str(self.folder))
        except (ValueError, OSError) as error:
            raise KeywordIndexError(
                f"The keyword index in {folder} cannot be opened ({error}). Delete that folder: the next ingest or "
                "search builds it again from the ledger."
            ) from error
        self._index.config_reader("manual")
        self._commit: bytes | None = None
        self.revision = 0
        self.refresh()

    def refresh(self) -> bool:
        """Sees what other processes have committed; says whether there was anything new. Cheap when there is not."""
        meta = self.folder / "meta.json"
        # Its bytes, not its time: two commits within one tick of the file system's clock bear the same time.
        commit = meta.read_bytes() if meta.exists() else b""
        if commit == self._commit:
            return False
        self._commit = commit
        self._index.reload()
        self._searcher = self._index.searcher()
        self._frequencies: dict[str, int] = {}
        self.size = max(0, int(self._searcher.num_docs) - 1)
        self.revision = self._stored_revision()
        return True

    def _stored_revision(self) -> int:
        query = tantivy.Query.term_query(self._schema, "role", _STATE)
        hits = self._searcher.search(query, 1, count=False).hits
        return int(self._stored(hits[0][1])) if hits else 0

    def _stored(self, address: tantivy.DocAddress) -> str:
        stored: Any = self._searcher.doc(address).get_first("stored")
        return bytes(stored).decode()

    def catch_up(self, ledger: Ledger, progress: Progress | None = None) -> int:
        """Applies what the ledger has committed since; gives the revision reached.

        Raises `KeywordIndexBusyError` when another process is at it.
        """
        self.refresh()
        target = ledger.revision()
        if target == self.revision:
            return target
        writer = self._writer()
        try:
            self._apply(writer, ledger, target, progress)
        finally:
            writer.wait_merging_threads()
            self.refresh()
        return self.revision

    def _writer(self) -> tantivy.IndexWriter:
        try:
            return self._index.writer(_HEAP, 1)
        except ValueError as error:
            if "Lock" not in str(error):
                raise KeywordIndexError(f"The keyword index in {self.folder} cannot be written: {error}") from error
            raise KeywordIndexBusyError(
                f"Another process is writing the keyword index in {self.folder}; try again when it is done."
            ) from error

    def _apply(self, writer: tantivy.IndexWriter, ledger: Ledger, target: int, progress: Progress | None) -> None:
        since = self.revision
        if since > target:  # another ledger, or one restored from a copy
            writer.delete_all_documents()
            since = 0
        changes = ledger.changes(since)
        waiting = done = 0
        for number, change in enumerate(changes):
            writer.delete_documents_by_term("document", change.document_id)
            if change.operation == "put":
                waiting += self._add(writer, ledger, change.document_id)
            if waiting >= _BATCH and number + 1 < len(changes):
                done, waiting = done + waiting, 0
                # One commit of the ledger may change two documents: its number counts once both are in.
                self._commit_state(writer, changes[number + 1].revision - 1)
                if progress:
                    progress(done, len(changes) - number - 1)
        self._commit_state(writer, max(target, changes[-1].revision if changes else 0))
        if progress:
            progress(done + waiting, 0)

    def _add(self, writer: tantivy.IndexWriter, ledger: Ledger, document_id: str) -> int:
        passages = ledger.document_passages(document_id)
        record = next(iter(ledger.records([document_id])), None)  # None: removed since the changes were read
        if record is not None:
            context = _Context.of(record)
            for passage in passages:
                writer.add_document(context.entry(passage))
        return len(passages)

    def _commit_state(self, writer: tantivy.IndexWriter, revision: int) -> None:
        writer.delete_documents_by_term("role", _STATE)
        entry = tantivy.Document()
        entry.add_text("role", _STATE)
        entry.add_bytes("stored", str(revision).encode())
        writer.add_document(entry)
        writer.commit()

    def frequency(self, term: str) -> int:
        """How many passages bear the term (removed ones may be counted until their segment is merged)."""
        known = self._frequencies.get(term)
        if known is None:
            if len(self._frequencies) > _HELD_FREQUENCIES:
                self._frequencies.clear()
            known = self._frequencies[term] = int(self._searcher.doc_freq("terms", term))
        return known

    def beginning(self, letters: str) -> list[str]:
        """Terms of passages that begin with the letters, in most passages first."""
        found: Mapping[str, int] = dict(self._searcher.terms_with_prefix("terms", letters))
        return sorted(found, key=lambda term: (-found[term], term))

    def search(
        self,
        weights: Mapping[str, float],
        limit: int,
        required: Iterable[str] = (),
        restriction: Restriction | None = None,
        field: str = "terms",
    ) -> list[Candidate]:
        """Best passages by BM25 of the weighted terms, at most `limit`; each bears all the required terms."""
        query = tantivy.Query
        parts = [
            (tantivy.Occur.Should, query.boost_query(query.term_query(self._schema, field, term, "freq"), weight))
            for term, weight in weights.items()
        ]
        parts += [(tantivy.Occur.Must, self._constant(field, [term])) for term in required]
        if restriction is not None:
            parts += self._restricting(restriction)
        if not parts:
            return []
        found = self._searcher.search(query.boolean_query(parts), limit, count=False)
        return [_candidate(self._stored(address), score) for score, address in found.hits if score > 0 or not weights]

    def values(self, field: str) -> dict[str, int]:
        """Values of a narrowing field (genre, issuer, region, level) and how many passages bear each."""
        present = tantivy.Query.term_query(self._schema, "role", "passage")
        return dict(self._searcher.terms_with_prefix(field, "", filter_query=present))

    def matches(self, restriction: Restriction) -> bool:
        """Whether any passage passes."""
        query = tantivy.Query.boolean_query(
            [
                (tantivy.Occur.Must, tantivy.Query.term_query(self._schema, "role", "passage")),
                *self._restricting(restriction),
            ]
        )
        return bool(self._searcher.search(query, 1, count=False).hits)

    def documents(
        self, terms: Mapping[str, Sequence[Sequence[str]]], restriction: Restriction | None = None
    ) -> list[str]:
        """Documents with a passage that bears at least half of the terms; none without terms.

        terms: with what stands for each: sets of other terms that a passage must bear together.
        """
        if not terms:
            return []
        bearing = [(tantivy.Occur.Should, self._bearing(term, others)) for term, others in terms.items()]
        parts = [(tantivy.Occur.Must, tantivy.Query.boolean_query(bearing, (len(terms) + 1) // 2))]
        if restriction is not None:
            parts += self._restricting(restriction)
        wanted = {"documents": {"terms": {"field": "document", "size": _COUNTED}}}
        found: Any = self._searcher.aggregate(tantivy.Query.boolean_query(parts), wanted)
        return [bucket["key"] for bucket in found["documents"]["buckets"]]

    def _bearing(self, term: str, others: Sequence[Sequence[str]]) -> tantivy.Query:
        """Passages that bear the term, or all terms of one of the others."""
        query, occur = tantivy.Query, tantivy.Occur
        own = query.term_query(self._schema, "terms", term, "basic")
        together = [
            query.boolean_query([(occur.Must, query.term_query(self._schema, "terms", one, "basic")) for one in other])
            for other in others
        ]
        return query.boolean_query([(occur.Should, one) for one in (own, *together)]) if together else own

    def _constant(self, field: str, values: Sequence[str]) -> tantivy.Query:
        return tantivy.Query.const_score_query(tantivy.Query.term_set_query(self._schema, field, values), 0.0)

    def _restricting(self, restriction: Restriction) -> list[tuple[tantivy.Occur, tantivy.Query]]:
        parts = [
            (tantivy.Occur.Must, self._constant(field, list(values))) for field, values in restriction.values.items()
        ]
        if restriction.date_low is not None or restriction.date_high is not None:
            dates = tantivy.Query.range_query(
                self._schema, "date", tantivy.FieldType.Integer, restriction.date_low, restriction.date_high
            )
            parts.append((tantivy.Occur.Must, tantivy.Query.const_score_query(dates, 0.0)))
        if restriction.excluded:
            parts.append((tantivy.Occur.MustNot, self._constant("document", list(restriction.excluded))))
        return parts

    def passages(self, passage_ids: Sequence[str], restriction: Restriction | None = None) -> dict[str, Candidate]:
        """Entries of these passages, score 0; what is not in the index or does not pass is left out."""
        if not passage_ids:
            return {}
        named = (tantivy.Occur.Must, self._constant("passage", list(passage_ids)))
        query = tantivy.Query.boolean_query([named, *(self._restricting(restriction) if restriction else [])])
        hits = self._searcher.search(query, len(passage_ids), count=False).hits
        found = (_candidate(self._stored(address), 0.0) for _, address in hits)
        return {candidate.passage: candidate for candidate in found}

    def passage_ids(self) -> set[str]:
        """Ids of all passages in the index."""
        query = tantivy.Query.term_query(self._schema, "role", "passage")
        hits = self._searcher.search(query, max(1, self._searcher.num_docs), count=False).hits
        return {self._stored(address).split(_SEPARATOR, 1)[0] for _, address in hits}


@dataclass(frozen=True, slots=True)
class _Context:
    """What all passages of a document share, folded and cut once."""

    record: DocumentRecord
    title: str
    issuers: str
    terms: tuple[str, ...]

    @classmethod
    def of(cls, record: DocumentRecord) -> _Context:
        title = fold(record.title)
        number = fold(record.doc_number or "")
        issuers = "\n".join(filter(None, (fold("、".join(record.issuers)), number)))
        terms = (*cut(title), *cut(issuers), *doc_numbers(number), *title_terms(title))
        return cls(record, title, issuers, terms)

    def entry(self, passage: Passage) -> tantivy.Document:
        heading, body = fold("\n".join(passage.heading)), fold(passage.text)
        entry = tantivy.Document()
        entry.add_text("terms", " ".join((*self.terms, *cut(heading), *cut(body), *doc_numbers(body))))
        entry.add_text("characters", " ".join(dict.fromkeys(characters(self.title + heading + body))))
        for name, value in (("role", "passage"), ("passage", passage.id), ("document", self.record.id)):
            entry.add_text(name, value)
        self._add_fields(entry)
        texts = (self.title, heading, self.issuers, body)
        entry.add_bytes("stored", _SEPARATOR.join((passage.id, self.record.id, str(passage.ordinal), *texts)).encode())
        return entry

    def _add_fields(self, entry: tantivy.Document) -> None:
        record = self.record
        entry.add_text("genre", record.genre)
        for issuer in record.issuers:
            entry.add_text("issuer", fold(issuer))
        if record.region:
            entry.add_text("region", fold(record.region))
        entry.add_text("level", level_by_names(record.title, record.issuers))
        date = date_number(record.dated)
        if date is not None:
            entry.add_integer("date", date)


def _candidate(stored: str, score: float) -> Candidate:
    passage, document, ordinal, title, heading, issuers, body = stored.split(_SEPARATOR, 6)
    return Candidate(passage, document, int(ordinal), score, title, heading, issuers, body)
