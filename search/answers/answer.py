"""Answers a question from the graph or from the text, with citations, or says that the documents do not answer it."""

from __future__ import annotations

import re
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from graph.elements import Entity, Kind
from graph.store import GraphStore
from ingest.ledger import Ledger
from search.answers import bodies, issuances, policies, rosters
from search.answers.abstain import Doubt
from search.answers.bodies import BodyAnswers
from search.answers.bounds import Bounds
from search.answers.clauses import ClauseAnswers
from search.answers.compose import titled
from search.answers.facts import Asking, Facts
from search.answers.headers import HeaderAnswers
from search.answers.issuances import IssuanceAnswers
from search.answers.outlines import OutlineAnswers
from search.answers.periods import dated
from search.answers.policies import PolicyAnswers
from search.answers.relations import RelationAnswers
from search.answers.rosters import RosterAnswers
from search.answers.topics import TopicAnswers
from search.evidence import particulars
from search.evidence.candidates import Engine
from search.evidence.certainty import load_certainty
from search.evidence.citations import Citer
from search.evidence.enumerations import enumeration
from search.evidence.extractive import Extractor, Quotation
from search.evidence.finding import Finding, Statement, joined, overlap, worded
from search.evidence.sentences import Piece, readable
from search.query import Answer, Citation, Hit
from search.questions.as_meant import Meant
from search.questions.question import Intent, Question, understand
from search.questions.subjects import SubjectFinder

SURE = 0.11
"""Probability below which the best sentence is no answer. Chosen on judged questions (docs/answers.md)."""

CERTAIN = 0.58
"""Probability below which an answer from the text is not given. Chosen likewise."""

_PARTS = re.compile(
    "措施|举措|内容|方面|要求|任务|做法|经验|步骤|条件|职责|建议|环节|什么事|包括|measures|steps|contents?"
)
"""Words for what enumerations list, which a single sentence seldom does."""
_PAPERS_LAST = re.compile(
    "[㐀-鿿](?<!有)(?<!了) ?(?:哪些|哪几[部份个])(?:政策|文件|法规|规章|条例|规定|办法)$|[写列载]入了?哪|写进了?哪"
)
"""Documents as what is done to (启动修订 哪些法规), which sentences tell where no policy of the graph does."""
_ISSUED_IN = re.compile(r"(?<!\d)((?:19|20)\d\d)年[^,。?《》]{0,6}?(?:印发|发布|出台|下发|公布|制定)的")
_NUMBERS = "零一两三四五六七八九十"
_SO_MANY = re.compile("哪([两三四五六七八九十])[个家项类种条步所名位]")
_MOST_ITEMS = 12
_UNREAD = 0.5
"""Share of an English question's subject without Chinese terms above which no sentence is looked for."""
_UNPLACED = 3
"""Best passages that may answer about a place although their documents name none."""
_FURTHER = 24
"""Best passages looked through for those that bear what a question gives, where some of the first do not."""
_FACTS = frozenset({Intent.ISSUER, Intent.DOC_NUMBER, Intent.DATE, Intent.ADDRESSEES, Intent.IMPLEMENTS})
"""Facts of a policy, of which a question may ask several."""


class Answerer:
    """Answers from one ledger. Safe to share among threads.

    certain: probability below which an answer from the text is not given; 0 gives all.
    """

    def __init__(self, ledger: Ledger, store: GraphStore, engine: Engine, certain: float = CERTAIN) -> None:
        citer = Citer(ledger)
        facts = Facts(store, citer)
        self._engine = engine
        self._citer = citer
        self._store = store
        self._subjects = SubjectFinder(store)
        self._extractor = Extractor(engine, citer)
        self._policies = PolicyAnswers(facts)
        self._issuances = IssuanceAnswers(facts)
        self._bodies = BodyAnswers(facts)
        self._rosters = RosterAnswers(facts)
        self._relations = RelationAnswers(facts)
        self._topics = TopicAnswers(engine, facts, self._extractor)
        self._headers = HeaderAnswers(citer)
        self._outlines = OutlineAnswers(facts)
        self._clauses = ClauseAnswers(facts)
        self._doubt = Doubt(engine)
        self._certain = certain

    def ask(self, question: str) -> Answer:
        """The answer in the question's language. Never fails for want of one: it abstains and says why."""
        started = time.perf_counter()
        meant = self._meant(question)
        asking = self._asking(meant.text)
        hits = self._extractor.hits(asking.question)
        finding = next(self._findings(asking, hits), None)
        took = (time.perf_counter() - started) * 1000
        if finding is None:
            reason = self._doubt.reason(asking, hits)
            return Answer(question, reason, True, "text", took_ms=took)
        entities = finding.entities or _entities(hits[:1])
        said = "\n".join((*(asking.words.say("misspelt", said=s, meant=m) for s, m in meant.misspelt), worded(finding)))
        return Answer(question, said, False, finding.kind, entities, finding.citations, took)

    def passages(self, question: str, k: int) -> Sequence[Hit]:
        """The passages that are read for an answer, best first."""
        return self._extractor.hits(understand(self._meant(question).text))[:k]

    def cite(self, hit: Hit, piece: Piece) -> Citation:
        """A piece of a passage's clean text, as a citation."""
        return self._citer.passage(hit.document, hit.passage, piece)

    def quotations(self, question: str) -> list[Quotation]:
        """The sentences that an answer from the text is made of, however sure, best first."""
        asking = self._asking(self._meant(question).text)
        bounds = Bounds.of(asking, self._store)
        return self._quotations(asking, bounds, self._held(asking, bounds, self._extractor.hits(asking.question)))

    def _held(self, asking: Asking, bounds: Bounds, hits: Sequence[Hit]) -> list[Hit]:
        """The hits that bear what the question gives, and for the others as many from further down."""
        held = self._bearing(bounds, hits)
        if len(held) == len(hits):
            return held
        return self._bearing(bounds, self._extractor.hits(asking.question, k=_FURTHER))[: len(hits)]

    def _bearing(self, bounds: Bounds, hits: Sequence[Hit]) -> list[Hit]:
        return [hit for hit in hits if bounds.hold(hit, self._citer, unplaced=hit.rank <= _UNPLACED)]

    def _meant(self, question: str) -> Meant:
        """The question with the names that it means, as the graph has them."""
        return self._subjects.table().spoken.meant(question, lambda two: self._engine.keyword.frequency(two) > 0)

    def _asking(self, question: str) -> Asking:
        understood = understand(question)
        return Asking(understood, self._subjects.find(understood))

    def _findings(self, asking: Asking, hits: Sequence[Hit]) -> Iterator[Finding]:
        """Answers in order of preference: from the graph by each intent, then from the text."""
        listed = asking.question.intent in (*rosters.METHODS, *issuances.METHODS)
        if not (hits or listed) or self._doubt.absent(asking, hits) is not None:
            return
        bounds = Bounds.of(asking, self._store)
        found = dict(self._from_graph(asking, hits, bounds))
        yield from _together(found)
        if asking.question.intent in self._settled(asking, hits):
            return
        held = self._held(asking, bounds, hits)
        headed = self._headers.told(asking, held)
        if headed is not None:
            yield headed
        yield from self._from_text(asking, bounds, held)
        sole = self._policies.sole_issuer(asking) if Intent.ISSUER in asking.question.intents else None
        if sole is not None:
            yield sole

    def _from_graph(self, asking: Asking, hits: Sequence[Hit], bounds: Bounds) -> Iterator[tuple[Intent, Finding]]:
        for intent in asking.question.intents:
            finding = self._by_intent(intent, asking, hits)
            if intent in _FACTS and finding is not None and _of_another_year(asking, finding):
                continue
            bound = intent in issuances.METHODS or (finding is not None and bounds.cited(finding, self._citer))
            if finding is not None and finding.citations and bound:
                yield intent, finding
                if intent not in _FACTS:
                    return

    def _settled(self, asking: Asking, hits: Sequence[Hit]) -> set[Intent]:
        """Intents that no sentence answers where the graph does not: it looked through the passages already."""
        related = {Intent.RELATION} if self._relations.named(asking) else set()
        listed = set() if _PAPERS_LAST.search(asking.question.folded) else {Intent.PROVIDES_FOR}
        issued = {Intent.ISSUED} if self._issuances.outside(asking) else set()
        clause = {Intent.CLAUSE} if self._clauses.printed(asking, hits) else set()
        return {*listed, *related, *issued, *clause, Intent.ONLY_HERE, Intent.SHARED}

    def _by_intent(self, intent: Intent, asking: Asking, hits: Sequence[Hit]) -> Finding | None:
        if intent in policies.METHODS:
            return policies.METHODS[intent](self._policies, asking)
        if intent in bodies.METHODS:
            return bodies.METHODS[intent](self._bodies, asking)
        if intent in issuances.METHODS:
            return issuances.METHODS[intent](self._issuances, asking)
        if intent in rosters.METHODS:
            return rosters.METHODS[intent](self._rosters, asking)
        if intent is Intent.RELATION:
            return self._relations.relation(asking, hits)
        if intent is Intent.OUTLINE:
            return self._outlines.outline(asking, hits)
        if intent is Intent.CLAUSE:
            return self._clauses.clause(asking, hits)
        if intent is Intent.CONTENT:
            return self._outlines.content(asking, hits)
        if intent is Intent.PROVIDES_FOR:
            return self._topics.provides_for(asking)
        if intent is not Intent.COMPARE:
            return None
        apart = self._rosters.apart(asking) if self._topics.open_ended(asking) else None
        return apart or self._topics.compare(asking)

    def _from_text(self, asking: Asking, bounds: Bounds, hits: Sequence[Hit]) -> Iterator[Finding]:
        if asking.question.unread > _UNREAD:
            return
        issued = self._issued_by_matter(asking, bounds, hits)
        if issued is not None:
            yield issued
        kept = self._quotations(asking, bounds, hits)
        if not self._sure(kept):
            return
        listed = self._listed(asking, kept)
        if listed is not None:
            yield listed
            return
        yield Finding(
            "", tuple(self._quoted(asking, q) for q in kept), "text", _entities([q.candidate.hit for q in kept[:1]])
        )

    def _sure(self, kept: Sequence[Quotation]) -> bool:
        return bool(kept) and (not self._certain or load_certainty().of(kept[0].measured) >= self._certain)

    def _issued_by_matter(self, asking: Asking, bounds: Bounds, hits: Sequence[Hit]) -> Finding | None:
        """Who issued the paper whose sentence bears what the question tells the paper by (发补贴的那个政策是谁发的)."""
        if asking.question.intent is not Intent.ISSUER:
            return None
        matter = Asking(replace(asking.question, required=()), asking.subjects)
        kept = self._quotations(matter, bounds, hits)
        return self._headers.issuers_of(asking, kept[0].candidate.hit, kept[0].text) if self._sure(kept) else None

    def _quotations(self, asking: Asking, bounds: Bounds, hits: Sequence[Hit]) -> list[Quotation]:
        found = self._extractor.extract(asking.question, hits)
        return [q for q in found if q.probability >= SURE and bounds.said(q.candidate)]

    def _listed(self, asking: Asking, kept: Sequence[Quotation]) -> Finding | None:
        """The whole enumeration that the best sentence opens, or several are of, where a question means all of it."""
        if not asking.question.asks("list") or asking.question.required:
            return None
        if any(particulars.explains(asking.question, q.text) for q in kept[:1]):
            return None
        for quotation in kept[:1] if asking.question.asks("definition") else kept:
            items = self._enumeration(asking.question, quotation)
            shared = sum(any(overlap(item.citations[0], q.citation) for item in items) for q in kept)
            opening = quotation.candidate.text.endswith((":", "："))
            means_all = opening or _PARTS.search(asking.question.folded)
            if items and (shared > 1 or (quotation is kept[0] and means_all)):
                hit = quotation.candidate.hit
                lead = asking.words.say("enumerated", source=titled(self._citer.title(hit.document, hit.passage)))
                return Finding(lead, tuple(items[:_MOST_ITEMS]), "text", _entities([hit]))
        return None

    def _enumeration(self, question: Question, quotation: Quotation) -> list[Statement]:
        """The items of the enumeration in the document's part that the sentence is of."""
        hit, piece = quotation.candidate.hit, quotation.candidate.piece
        document = self._citer.document(hit.document)
        part = document.parts[hit.passage.part]
        offset = hit.passage.clean_start - part.start
        text = document.clean.text[part.start : part.end]
        items = enumeration(text, Piece(piece.start + offset, piece.end + offset), _asked_for(question))
        return [
            Statement(
                readable("".join(text[item.start : item.end].split())),
                (self._citer.clean(hit.document, document, None, part.start + item.start, part.start + item.end),),
            )
            for item in items
        ]

    def _quoted(self, asking: Asking, quotation: Quotation) -> Statement:
        title = self._citer.title(quotation.citation.document, quotation.candidate.hit.passage)
        return Statement(asking.words.say("quote", text=quotation.text, source=titled(title)), (quotation.citation,))


def _asked_for(question: Question) -> int:
    """How many things a question asks for by their number (哪两家); 0 when it leaves that open."""
    found = _SO_MANY.search(question.folded)
    return _NUMBERS.index(found.group(1)) if found else 0


def _of_another_year(asking: Asking, finding: Finding) -> bool:
    """Whether a question asks for a paper issued in a year (2019年印发的…) and the one found is of another."""
    year = _ISSUED_IN.search(asking.question.folded)
    policy = next((entity for entity in finding.entities if entity.kind is Kind.POLICY), None)
    return year is not None and policy is not None and dated(policy)[:4] not in ("", year[1])


def _together(found: Mapping[Intent, Finding]) -> Iterator[Finding]:
    """The first finding, with the other facts of a policy where several are asked for at once; a date told once."""
    facts = {intent: finding for intent, finding in found.items() if intent in _FACTS}
    if (
        Intent.ISSUER in facts
        and Intent.DATE in facts
        and facts[Intent.ISSUER].lead.count("日期") + facts[Intent.ISSUER].lead.count("dated")
    ):
        del facts[Intent.DATE]
    first = next(iter(found), None)
    if first is not None:
        yield joined(list(facts.values())) if first in facts and len(facts) > 1 else found[first]


def _entities(hits: Sequence[Hit]) -> tuple[Entity, ...]:
    return tuple(hits[0].entities) if hits else ()
