"""What a place in the documents must bear to answer a question: the years, names and places that the question gives.

A sentence about the same matter in another year, place or body is no answer. Each bound is looked for where it can
stand for the sentence: in the item of a bulletin, else in the whole document, with its title, issuers and region.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from graph.elements import BODIES, Kind
from graph.extraction.places.divisions import contains
from graph.extraction.places.visited import find_visited
from graph.extraction.scope import Region
from graph.store import GraphStore
from ingest.ledger import DocumentRecord
from search.answers.facts import Asking
from search.evidence.candidates import Candidate
from search.evidence.citations import Citer
from search.evidence.finding import Finding
from search.query import Hit
from search.questions.needs import named_in, places_in
from search.questions.parts import law_asked
from search.questions.question import Intent
from search.wording.terms import compact, fold

_NAMED = BODIES | {Kind.INITIATIVE, Kind.POLICY}
_LEVEL = re.compile("(?:省|市|自治区|自治州|特别行政区|地区|县|区|州|盟|旗)$")
_MENTIONS = 2_000
"""Passages that mention a thing, read at most."""
_YEAR = re.compile(r"(?<!\d)((?:19|20)\d{2})(?=\s*年|[-./]\d|$|[^\d年])")
_OURS = re.compile("[本我全][省市区县州]")
_DAY = re.compile(r"(?<!\d)0?(\d{1,2})月0?(\d{1,2})(?=[日号])")
_NAMED_YEAR = re.compile(r"(?:19|20)\d\d年")
_MARKED = re.compile(r"《[^《》]*》|[\[(〔【〈]\s*(?:19|20)\d{2}\s*[\])〕】〉]")
_REPORT = re.compile("报告|总结")
_ORDINAL = re.compile(r"第[一二三四五六七八九十\d]{1,4}(?:号|届|期|批|条|次(?=会议|全会|全体)|场(?=新闻|发布))")
_CLAUSE = re.compile(r"第[〇零一二三四五六七八九十百千\d]{1,9}[条章节]")
_RELATIVE = re.compile("(?:自治区|[省市州县区盟旗])")
"""How a name begins that means another body in each place (省总工会)."""
_PEOPLE = frozenset({Kind.PERSON})
_CLOSE = {Intent.HOLDER: BODIES, Intent.POST: _PEOPLE}
"""Kinds of which the answering sentence itself, or its heading, must name what the question names."""


@dataclass(frozen=True, slots=True)
class Name:
    """A thing that the question names. forms: as it may be printed; documents: those that mention it, by id."""

    forms: tuple[str, ...]
    documents: frozenset[str] = frozenset()

    def borne(self, document: str, text: str) -> bool:
        """Whether the text of a document names it; a form that means another body elsewhere counts in some only."""
        return any(
            form in text and (document in self.documents or not _RELATIVE.match(form) or not self.documents)
            for form in self.forms
        )


@dataclass(frozen=True, slots=True)
class Place:
    """A region that the question names. forms: as it may be printed, without its level; regions: what it may be."""

    forms: tuple[str, ...]
    regions: tuple[Region, ...]


@dataclass(frozen=True, slots=True)
class Bounds:
    """years: any one of them must be borne; names, places (of regions), days: each; close: by the passage itself.

    strict: the last by the sentence or what heads it. law: whose own text, or a sentence on its rules, must tell it.
    """

    years: frozenset[str]
    names: tuple[Name, ...]
    places: tuple[Place, ...]
    close: tuple[Name, ...]
    strict: bool
    days: tuple[re.Pattern[str], ...] = ()
    law: str | None = None

    @classmethod
    def of(cls, asking: Asking, store: GraphStore) -> Bounds:
        """Titles and numbers of documents in the question bind by themselves, their years do not."""
        question = asking.question
        years = frozenset(_YEAR.findall(_MARKED.sub(" ", question.folded)))
        places = (*_places(asking), *_further(asking))
        if question.intent in (Intent.COMPARE, Intent.ONLY_HERE, Intent.SHARED) and len(places) > 1:
            return cls(years, (), (), (), False)
        days = tuple(_printed(*day) for day in _DAY.findall(_MARKED.sub(" ", question.folded)))
        marked = (*question.quoted, *_ORDINAL.findall(_MARKED.sub(" ", question.folded)))
        quoted = (Name((form,)) for form in map(compact, marked) if form)
        named = tuple(_names(asking, _NAMED, store))
        close = tuple(_names(asking, _CLOSE.get(question.intent, _PEOPLE), store))
        law = law_asked(question.folded)
        if question.intent is Intent.CLAUSE:
            close += tuple(Name((clause,)) for clause in _CLAUSE.findall(question.folded))
        return cls(years, (*named, *quoted), places, close, question.intent in _CLOSE, days, law)

    def hold(self, hit: Hit, citer: Citer, *, unplaced: bool = False) -> bool:
        """Whether the hit's place bears all of them. unplaced: documents that name no place at all do as well."""
        if not (self.years or self.names or self.places or self.days):
            return True
        text = citer.place(hit.document, hit.passage)
        named = all(name.borne(hit.document.id, text) for name in self.names)
        item = citer.title(hit.document, hit.passage)
        placed = self._placed(hit.document, _near(hit), text, "" if item in hit.document.title else item)
        placed = placed or (unplaced and _names_no_place(hit.document, text))
        dated = all(day.search(text) for day in self.days)
        return named and placed and dated and self._holds_year(hit, text, citer)

    def said(self, candidate: Candidate) -> bool:
        """Whether the sentence or what heads it names what the answer must be about."""
        hit = candidate.hit
        said = candidate.text if self.strict else hit.passage.text
        text = compact(fold("\n".join((hit.document.title, *hit.passage.heading, said))))
        ruled = self.law is None or self.law in compact(fold(hit.document.title)) or _ruled(self.law, candidate.text)
        return ruled and all(name.borne(hit.document.id, text) for name in self.close)

    def cited(self, finding: Finding, citer: Citer) -> bool:
        """Whether a place that an answer from the graph rests on is of the places that the question names."""
        return not self.places or any(
            self._placed(citation.document, citation.quote, citer.around(citation)) for citation in finding.citations
        )

    def _placed(self, record: DocumentRecord, near: str, text: str, item: str = "") -> bool:
        """Whether all places are meant: named near by, or in the document's region, or in a text of no other region.

        item: the title of a bulletin's item; the place that it opens with is the item's, whatever the bulletin's is.
        """
        head = "\n".join((record.title, *record.issuers))
        own = (places_in(fold(record.region or "")) or places_in(fold(head)))[:1]
        opened = places_in(fold(item))[:1]
        if opened and fold(item).startswith(opened[0][0]):
            head, own = item, opened
        close = compact(fold(f"{head}\n{near}"))
        for place in self.places:
            within = [contains(asked, region) for asked in place.regions for _, region in own]
            around = [contains(region, asked) for asked in place.regions for _, region in own]
            elsewhere = bool(within) and not any(within) and not any(around)
            said = any(form in (close if elsewhere else text) for form in place.forms)
            if not (any(within) or said or _visited(place, close if elsewhere else text)):
                return False
        return True

    def _holds_year(self, hit: Hit, text: str, citer: Citer) -> bool:
        """A dated or numbered document is of its year, but for passages that name another; others of any they name.

        An item that names no year is of the one that its document names most.
        """
        date = hit.document.dated or ""
        if not self.years or self.years & {date[:4], *_title_years(hit.document.title)}:
            return True
        near = _near(hit) if date else text
        if date or _NAMED_YEAR.search(text):
            return any(f"{year}年" in near for year in self.years)
        named = Counter(_NAMED_YEAR.findall(fold(citer.document(hit.document).clean.text)))
        return not named or named.most_common(1)[0][0].removesuffix("年") in self.years


def _ruled(law: str, sentence: str) -> bool:
    """Whether a sentence tells what the law lays down (《某法》第五条规定)."""
    lays_down = rf"{re.escape(law)}》?(?:\([^()]*\))?(?:第[^,。;]{{1,12}}?[条款项])*,?(?:明确)?(?:规定|要求|指出|明确)"
    return re.search(lays_down, compact(fold(sentence))) is not None


def _printed(month: str, day: str) -> re.Pattern[str]:
    """How the compact text of a place may print a day: in whole, without its month, or as the document's own date."""
    return re.compile(rf"(?<!\d)0?{month}月0?{day}(?!\d)|(?<![\d月])0?{day}[日号]|{month:0>2}{day:0>2}(?!\d)")


def _names_no_place(record: DocumentRecord, text: str) -> bool:
    """Whether a local document leaves out where it is of (本市)."""
    return _OURS.search(text) is not None and not places_in(fold("\n".join((record.region or "", record.title, text))))


def _visited(place: Place, text: str) -> bool:
    """Whether the text names the place by its letter behind a verb of motion (返沪)."""
    codes = {region.code for region in place.regions}
    return any(hit.region.code in codes for hit in find_visited(text, 0, len(text)))


def _title_years(title: str) -> Iterator[str]:
    """The years that a title names; a report of a year tells of the year before."""
    for year in _YEAR.findall(fold(title)):
        yield year
        if _REPORT.search(title):
            yield str(int(year) - 1)


def _near(hit: Hit) -> str:
    return "\n".join((*hit.passage.heading, hit.passage.text))


def _places(asking: Asking) -> Iterator[Place]:
    """The regions that the question names in whole."""
    for subject in asking.subjects:
        if subject.start >= 0 and subject.entity.kind is Kind.REGION:
            entities = (subject.entity, *subject.others)
            names = [compact(fold(name)) for entity in entities for name in (entity.name, *entity.aliases)]
            forms = dict.fromkeys(_LEVEL.sub("", name) or name for name in names if name[:1] not in "全我本该")
            regions = (region for name in names for _, region in places_in(name)[:1])
            yield Place(tuple(forms), tuple({region.code: region for region in regions}.values()))


def _further(asking: Asking) -> Iterator[Place]:
    """The regions that the question names and the graph does not know."""
    known = {region.code for place in _places(asking) for region in place.regions}
    text = asking.question.folded
    taken = "".join(compact(text)[s.start : s.end] for s in asking.subjects if s.start >= 0)
    for printed, region in named_in(text):
        if region.code not in known and printed not in taken:
            yield Place((_LEVEL.sub("", printed) or printed,), (region,))


def _names(asking: Asking, kinds: Collection[Kind], store: GraphStore) -> Iterator[Name]:
    """The subjects of these kinds that the question names in whole; by a form like 省委 it may mean any place's."""
    text = compact(asking.question.folded)
    for subject in asking.subjects:
        if subject.start >= 0 and subject.entity.kind in kinds:
            entities = (subject.entity, *subject.others)
            names = [compact(fold(name)) for entity in entities for name in (entity.name, *entity.aliases)]
            passages = (passage for entity in entities for passage in store.mentions(entity.id, _MENTIONS))
            anywhere = _RELATIVE.match(text, subject.start) is not None
            documents = () if anywhere else (passage.rsplit("-", 1)[0] for passage in passages)
            yield Name(tuple(dict.fromkeys(names)), frozenset(documents))
