"""What a place in the documents must bear to answer a question: the years, names and places that the question gives.

A sentence about the same matter in another year, place or body is no answer. Each bound is looked for where it can
stand for the sentence: in the item of a bulletin, else in the whole document, with its title, issuers and region.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from graph.elements import BODIES, Kind
from search.citations import Citer
from search.facts import Asking
from search.finding import Finding
from search.query import Hit
from search.question import Intent
from search.subjects import Subject
from search.terms import compact, fold

_NAMED = BODIES | {Kind.INITIATIVE, Kind.POLICY}
_LEVEL = re.compile("(?:省|市|自治区|自治州|特别行政区|地区|县|区|州|盟|旗)$")
_YEAR = re.compile(r"(?<!\d)((?:19|20)\d{2})(?=\s*年|[-./]\d|$|[^\d年])")
_NAMED_YEAR = re.compile(r"(?:19|20)\d\d年")
_MARKED = re.compile(r"《[^《》]*》|[\[(〔【〈]\s*(?:19|20)\d{2}\s*[\])〕】〉]")


@dataclass(frozen=True, slots=True)
class Bounds:
    """years: any one of them must be borne; names: of each, one form (compact, folded); places: those of regions."""

    years: frozenset[str]
    names: tuple[tuple[str, ...], ...]
    places: tuple[tuple[str, ...], ...]

    @classmethod
    def of(cls, asking: Asking) -> Bounds:
        """Titles and numbers of documents in the question bind by themselves, their years do not."""
        question = asking.question
        years = frozenset(_YEAR.findall(_MARKED.sub(" ", question.folded)))
        if question.intent is Intent.COMPARE:
            return cls(years, (), ())
        quoted = tuple((compact(name),) for name in question.quoted)
        places = tuple(_forms(asking.subjects, frozenset({Kind.REGION})))
        named = tuple(_forms(asking.subjects, _NAMED))
        return cls(years, tuple(filter(all, (*named, *places, *quoted))), places)

    def hold(self, hit: Hit, citer: Citer) -> bool:
        """Whether the hit's place bears all of them."""
        if not self.years and not self.names:
            return True
        place = citer.place(hit.document, hit.passage)
        return self._holds_year(hit, place) and all(any(form in place for form in forms) for forms in self.names)

    def cited(self, finding: Finding, citer: Citer) -> bool:
        """Whether a place that an answer from the graph rests on is of the places that the question names."""
        if not self.places:
            return True
        texts = [citer.around(citation) for citation in finding.citations]
        return any(all(any(form in text for form in forms) for forms in self.places) for text in texts)

    def _holds_year(self, hit: Hit, place: str) -> bool:
        """A dated document is of its year, but for passages that name another; an undated one of any it names."""
        date = hit.document.date or ""
        if not self.years or any(date.startswith(year) for year in self.years):
            return True
        near = "\n".join((hit.document.title, *hit.passage.heading, hit.passage.text)) if date else place
        return any(f"{year}年" in near for year in self.years) or not (date or _NAMED_YEAR.search(place))


def _forms(subjects: Sequence[Subject], kinds: frozenset[Kind]) -> Iterator[tuple[str, ...]]:
    """The names of each subject of these kinds that the question names in whole, as they may be printed."""
    for subject in subjects:
        if subject.start >= 0 and subject.entity.kind in kinds:
            entities = (subject.entity, *subject.others)
            names = [compact(fold(name)) for entity in entities for name in (entity.name, *entity.aliases)]
            if subject.entity.kind is Kind.REGION:
                names = [_LEVEL.sub("", name) or name for name in names]
            yield tuple(dict.fromkeys(names))
