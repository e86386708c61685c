"""From an input to all that the ledger stores of it: what worker processes do."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Generic, TypeVar

from ingest import readers
from ingest.document import Document
from ingest.errors import WenmaiError
from ingest.inputs import Failure, Input, Limits
from ingest.ledger import Contributor
from ingest.parse import parse

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Analysed(Generic[T]):
    """A parsed document and what the contributor made of it."""

    document: Document
    analysis: T


@dataclass(frozen=True, slots=True)
class Analyser(Generic[T]):
    """Reads, parses and analyses inputs alike; pickles, so that workers hold a copy."""

    contributor: Contributor[T]
    region: str | None
    limits: Limits

    def analyse(self, item: Input) -> Analysed[T] | Failure:
        """The document, or why it was skipped: nothing that one input does may stop the others."""
        try:
            document = parse(readers.read(item, self.limits), self.region)
            return Analysed(document, self.contributor.analyse(document))
        except WenmaiError as error:
            return Failure(item.location, str(error))
        except Exception as error:
            return unexpected(item, error)


def unexpected(item: Input, error: Exception) -> Failure:
    """A failure that no reader foresaw, MemoryError and RecursionError among them."""
    said = f"{type(error).__name__}: {error}" if str(error) else type(error).__name__
    return Failure(item.location, f"{item.name}: {said}; skipped (please report this document)")
