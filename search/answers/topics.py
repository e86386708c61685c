"""Answers over many passages: which policies provide for a topic, and how two places differ on it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from graph.elements import Entity, Kind, LinkKind
from ingest.document import PartKind
from search.answers.compose import shown, titled
from search.answers.facts import Asking, Facts
from search.evidence.candidates import Candidate, Engine
from search.evidence.citations import Citer
from search.evidence.extractive import Extractor, Quotation, opens, with_following
from search.evidence.finding import Finding, Statement
from search.evidence.sentences import LONGEST, Needs, Piece, focus, readable, split
from search.query import Filters, Hit
from search.questions.question import Question, cues, understand
from search.wording.paraphrases import Rewording
from search.wording.terms import compact, cut, fold

_POOL = 60
_POLICIES = 12
_CLAUSES = 2
_MANNER = re.compile("(?<=[㐀-鿿 ])(?: ?(?:做法|情况|措施|举措|经验|政策|规定|要求))+$")
"""What is compared of a topic, which texts about it seldom call so."""
_MANNER_ONLY = re.compile("(?: |做法|情况|措施|举措|经验|活动|行动|工作)*")
"""A topic that leaves open what of two places is compared."""
_ENOUGH = 0.7
"""Share of the topic's bigrams that a passage must bear with its headings."""
_PLENTY = 5
"""Policies with the topic's very words that make like wordings needless."""
_COMPARABLE = 0.4
"""The same for a sentence of a comparison, which often words the topic in its own way."""
_NEAR = 0.55
"""The same of such a sentence with its neighbours, where it bears half as much by itself."""
_MEASURED = re.compile("增长|增速|增幅|收入|支出|总额|总值|产量|产值|规模|人数|数量|比例|占比|gdp|率$")
"""What is compared in figures."""
_SIDES = 2
"""Sentences a side."""
_POLICY_GENRES = frozenset({"通知", "意见", "方案", "办法", "法规", "决定", "公告", "批复", "函"})
_NEWS = "新闻"
_LEAD = 400
"""Characters of a report within which it says what it is about."""
_ISSUED = re.compile(
    "(?:印发|下发|出台|发布|公布|制定|颁布)了?(?:关于)?[^。；《》]{0,12}《((?:[^《》]|《[^《》]*》)+)》"
)
_PERIOD = re.compile(r"(?:19|20)\d\d年|去年|今年|各自|各为")
_TITLE_END = re.compile(
    "(?:通知|意见|方案|办法|条例|决定|公告|批复|计划|规划|规定|细则|措施|要点|函|令|法|纲要|规程|规范|标准)$"
)


@dataclass(frozen=True, slots=True)
class Clause:
    """A clause of a policy about the topic. worth: how much of the topic it bears, 0..1."""

    policy: str
    hit: Hit
    piece: Piece
    worth: float


class TopicAnswers:
    def __init__(self, engine: Engine, facts: Facts, extractor: Extractor) -> None:
        self._engine = engine
        self._facts = facts
        self._extractor = extractor

    @property
    def _citer(self) -> Citer:
        return self._facts.citer

    def provides_for(self, asking: Asking) -> Finding | None:
        """Policies with the clauses that speak of the topic, from their passages and from PROVIDES_FOR links."""
        topic = asking.topic
        if len(compact(topic)) < 2:
            return None
        grouped: dict[str, list[Clause]] = {}
        official = Rewording.of(fold(topic)).question
        for clause in self._clauses_at(asking, topic) or self._clauses(topic) or self._clauses(official):
            grouped.setdefault(clause.policy, []).append(clause)
        statements = [self._stated(asking, clauses) for clauses in grouped.values()]
        statements += self._linked(asking, grouped)
        if not statements:
            return None
        lead = asking.words.say("provides_for", topic=topic, count=len(statements))
        told = asking.words.of_all(statements[:_POLICIES], len(statements))
        return Finding(lead, told, "graph", tuple(asking.of([Kind.INITIATIVE, Kind.POLICY])))

    def _clauses_at(self, asking: Asking, topic: str) -> list[Clause]:
        """Clauses of the one place that the question names, in its own documents and those of places in it."""
        places = asking.of([Kind.REGION])
        rest = _without(topic, places)
        return self._clauses(rest, Filters(region=places[0].name)) if len(places) == 1 and len(rest) > 1 else []

    def _clauses(self, topic: str, filters: Filters | None = None) -> list[Clause]:
        """Clauses about the topic, those with its very words first; like wordings count where few have those."""
        needs = Needs(dict.fromkeys(cut(fold(topic)), 1.0), frozenset(), (), understand(topic))
        hits = self._engine.hits(topic, _POOL, filters)
        clauses = [clause for hit in hits for clause in self._in_passage(hit, needs, topic)]
        exact = [clause for clause in clauses if clause.worth == 1.0]
        kept = exact if len({clause.policy for clause in exact}) >= _PLENTY else clauses
        return sorted(kept, key=lambda clause: (-clause.worth, clause.hit.rank))

    def _in_passage(self, hit: Hit, needs: Needs, topic: str) -> Iterator[Clause]:
        """The sentence of a passage that bears most of the topic, if the passage bears enough of it."""
        passage = hit.passage
        pieces = split(passage.text)
        place = f"{''.join(passage.heading)}\n{passage.text}"
        if not pieces or self._worth(place, needs, topic) < _ENOUGH:
            return
        worths = [self._worth(passage.text[piece.start : piece.end], needs, topic) for piece in pieces]
        best = max(range(len(pieces)), key=lambda i: worths[i])
        candidate = Candidate(hit, tuple(pieces), best, ())
        piece = focus(passage.text, pieces[best], needs)
        if opens(passage.text[piece.start : piece.end]):
            piece = with_following(candidate, needs, LONGEST)
        policy = self._policy(hit, passage.text[piece.start : piece.end])
        if policy and worths[best] >= _ENOUGH / 2:
            yield Clause(policy, hit, piece, worths[best])

    @staticmethod
    def _worth(text: str, needs: Needs, topic: str) -> float:
        folded = fold(text)
        if compact(fold(topic)) in compact(folded):
            return 1.0
        return min(0.99, needs.cover(folded))

    def _policy(self, hit: Hit, text: str) -> str | None:
        """The policy whose clause this is: the printed text's, the document's own, or the one that an item is about."""
        document = self._citer.document(hit.document)
        part = document.parts[hit.passage.part]
        if part.kind is PartKind.ITEM:
            headline = part.title.value if part.title else ""
            titled = re.search("《(.+)》", headline)
            if titled:
                return titled.group(1)
            about = headline + text
            named = [e for e in hit.entities if e.kind is Kind.POLICY and compact(fold(e.name)) in compact(fold(about))]
            return named[0].name if named else _reported(document.clean.text[part.start : part.end])
        title = part.title.value if part.kind is PartKind.ATTACHMENT and part.title else hit.document.title
        if hit.document.genre in _POLICY_GENRES or _TITLE_END.search(title):
            return title.removeprefix("《").removesuffix("》")
        return _reported(document.clean.text[part.start : part.end]) if hit.document.genre == _NEWS else None

    def _stated(self, asking: Asking, clauses: Sequence[Clause]) -> Statement:
        shown_clauses = clauses[:_CLAUSES]
        best = shown_clauses[0]
        text = best.hit.passage.text[best.piece.start : best.piece.end].replace("\n", " ")
        heading = "".join(best.hit.passage.heading[-1:]) if len(best.hit.passage.heading) > 1 else ""
        heading = "" if compact(fold(heading)) in compact(fold(best.policy + text)) else heading
        citations = tuple(self._citer.passage(c.hit.document, c.hit.passage, c.piece) for c in shown_clauses)
        template = "clause" if heading else "clause_alone"
        said = asking.words.say(template, policy=titled(best.policy), heading=heading[:40], text=readable(text))
        return Statement(said, citations)

    def _linked(self, asking: Asking, grouped: dict[str, list[Clause]]) -> list[Statement]:
        """Policies that the graph links to an initiative of that name and that no clause has shown."""
        known = {compact(fold(policy)) for policy in grouped}
        statements = []
        for initiative in asking.of([Kind.INITIATIVE]):
            links = self._facts.links(initiative, [LinkKind.PROVIDES_FOR], "in")
            listed, policies = self._facts.listed(links, "head")
            statements += [
                statement
                for statement, policy in zip(listed, policies, strict=True)
                if not any(compact(fold(name)) in known for name in (policy.name, *policy.aliases))
            ]
        return statements

    @staticmethod
    def open_ended(asking: Asking) -> bool:
        """Whether a comparison names no topic but what is done."""
        return _MANNER_ONLY.fullmatch(_without(asking.topic, asking.of([Kind.REGION]))) is not None

    def compare(self, asking: Asking) -> Finding | None:
        """What each of the places (else of the policies or bodies) named says on the topic."""
        compared = asking.of([Kind.REGION])
        if len(compared) < 2:
            compared = [s.entity for s in asking.subjects]
        if len(compared) < 2:
            return None
        topic = _MANNER.sub("", _without(asking.topic, compared)).strip()
        found = {entity.id: self._said(entity, topic, asking.question) for entity in compared}
        if not topic or not any(found.values()):
            return None
        statements = [self._side(asking, entity, found[entity.id]) for entity in compared]
        return Finding(asking.words.say("compare", topic=topic), tuple(statements), "text", tuple(compared))

    def _said(self, entity: Entity, topic: str, question: Question) -> list[Quotation]:
        """The best sentences on the topic, else on it in official words, in a place's documents or those that name a
        thing."""
        official = Rewording.of(fold(topic)).question
        return next(
            filter(None, (self._about(entity, words, question) for words in dict.fromkeys((topic, official)))), []
        )

    def _about(self, entity: Entity, topic: str, question: Question) -> list[Quotation]:
        asked = replace(understand(topic), asked=question.asked)
        hits: list[Hit] = []
        if entity.kind is Kind.REGION:
            hits += self._extractor.hits(asked, Filters(region=entity.name))
            hits.sort(key=lambda hit: hit.document.region != entity.name)  # the place's own before those below it
        if not hits:
            named = understand(f"{entity.name} {topic}")
            hits += (hit for hit in self._extractor.hits(named) if any(e.id == entity.id for e in hit.entities))
        needs = self._extractor.needs(asked)
        found = [q for q in self._extractor.extract(asked, hits) if _on_topic(q, needs)]
        if _MEASURED.search(topic):
            found = [q for q in found if re.search(r"\d", q.text)]
        return found[:_SIDES]

    def _side(self, asking: Asking, entity: Entity, quotations: Sequence[Quotation]) -> Statement:
        name = shown(entity)
        if not quotations:
            return Statement(asking.words.say("compare_none", place=name), ())
        text = " ".join(quotation.text for quotation in quotations)
        return Statement(asking.words.say("compare_line", place=name, text=text), tuple(q.citation for q in quotations))


def _reported(text: str) -> str | None:
    """The policy whose issue a report tells of, where it tells of one only and does so in its lead.

    A speech that mentions what was issued on its way is not about it.
    """
    issued = {compact(fold(found[1])): found[1] for found in _ISSUED.finditer(text)}
    opening = _ISSUED.search(text, 0, _LEAD)
    return opening[1] if opening and len(issued) == 1 else None


def _on_topic(quotation: Quotation, needs: Needs) -> bool:
    """Whether a sentence bears enough of the topic, or of it with the sentences beside it, which go on with it."""
    candidate = quotation.candidate
    beside = candidate.pieces[max(0, candidate.at - 1) : candidate.at + 2]
    near = fold(candidate.hit.passage.text[beside[0].start : beside[-1].end])
    own = needs.cover(fold(quotation.text))
    return own >= _COMPARABLE or (own >= _COMPARABLE / 2 and needs.cover(near) >= _NEAR)


def _without(topic: str, entities: Sequence[Entity]) -> str:
    """The topic without the names of what is compared."""
    for entity in entities:
        for name in sorted((entity.name, *entity.aliases), key=len, reverse=True):
            topic = topic.replace(fold(name), " ")
    topic = _PERIOD.sub(" ", topic)
    pieces = (cues().lead.sub("", piece) for piece in topic.split())
    return " ".join(piece for piece in pieces if len(piece) > 1)
