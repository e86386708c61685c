"""When the documents do not answer: what is missing, in words for the user."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from graph.elements import BODIES, Kind
from graph.titles import place_codes
from search.candidates import Engine
from search.facts import Asking
from search.query import Hit
from search.question import Intent
from search.subjects import mentions
from search.terms import compact, cut, fold

_UNKNOWN = 0.67
"""Share of a name's bigrams, at most, that the passages found for it bear when the name is absent."""


class Doubt:
    """Finds what a question names and the documents do not."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def absent(self, asking: Asking, hits: Sequence[Hit]) -> str | None:
        """A name of the question that neither the graph nor the passages found bear; None when there is none."""
        text = compact(fold("\n".join(_place(hit) for hit in hits)))
        known = [compact(fold(name)) for s in asking.subjects for name in (s.entity.name, *s.entity.aliases)]
        known += [compact(asking.question.folded)[s.start : s.end] for s in asking.subjects if s.start >= 0]
        for name in _names(asking):
            form = compact(fold(name))
            if form in text or any(form in other for other in known) or self._borne(form, text):
                continue
            return name
        return None

    def _borne(self, form: str, text: str) -> bool:
        grams = cut(form)
        return bool(grams) and sum(gram in text for gram in grams) / len(grams) > _UNKNOWN

    def reason(self, asking: Asking, hits: Sequence[Hit]) -> str:
        """Why there is no answer, and what is nearest."""
        words, question = asking.words, asking.question
        if not hits and self._engine.keyword.size == 0:
            return words.say("nothing_ingested")
        absent = self.absent(asking, hits)
        if absent is not None:
            return words.say("absent", name=absent)
        if question.intent is Intent.RELATION and len(asking.subjects) > 1:
            first, second = asking.subjects[0].entity, asking.subjects[1].entity
            return words.say("unrelated", first=first.name, second=second.name)
        if question.intent is Intent.PROVIDES_FOR:
            return words.say("no_policy", topic=asking.topic)
        hard = next((asked.name for asked in question.asked if asked.hard), None)
        if hard is not None:
            return words.say("not_said_number", asked=words.asked(hard))
        if hits:
            return words.say("not_said_near", source=f"《{hits[0].document.title}》")
        return words.say("not_said")


def _names(asking: Asking) -> Iterator[str]:
    """Names that the question surely means as names: in marks, numbers of documents, bodies and places."""
    question = asking.question
    yield from (*question.titles, *question.doc_numbers, *question.quoted)
    for entity, surface in mentions(question.text):
        placed = entity.kind is Kind.REGION or (entity.kind in BODIES and bool(place_codes(surface)))
        if placed and not any(surface in title for title in (*question.titles, *question.quoted)):
            yield surface


def _place(hit: Hit) -> str:
    return "\n".join(
        (
            hit.document.title,
            hit.document.doc_number or "",
            *hit.document.issuers,
            *hit.passage.heading,
            hit.passage.text,
        )
    )
