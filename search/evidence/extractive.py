"""Answers from the text: the best sentences of the best passages."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass

from search.evidence import defining, particulars
from search.evidence.candidates import PASSAGES, Candidate, Engine, candidates, rarity, with_meaning
from search.evidence.certainty import measures
from search.evidence.citations import Citer
from search.evidence.finding import overlap
from search.evidence.judge import Judge, load_judge
from search.evidence.likeness import Likeness
from search.evidence.sentences import LONGEST, Needs, Piece, focus, readable
from search.query import Citation, Filters, Hit
from search.questions.needs import named_in
from search.questions.question import Asked, Intent, Question, cues, reworded
from search.wording.paraphrases import Rewording, everyday
from search.wording.terms import cut, fold

MOST = 4
"""Sentences of an answer at most."""
_BESIDE = 0.2
"""A further sentence is given when it is at least this likely, against the first one given."""
_AGAINST = 0.2
"""The first one is given when it is at least this likely, against the best one, which may not show what is asked."""
_DAY = re.compile(r"\d ?[年月日号时点]|\d:\d|即日")
_OF_POST = 0.5
"""Share of the bigrams of a body's name that the place of a sentence about its head must bear."""
_TELLING = 0.25
"""Chance from which a sentence that tells a meaning stands first, against the best one's."""
_TELLING_SEVERAL = 0.15
"""The same of a sentence that names several of the firms, or the doer, that are asked for."""
_TELLING_CONTACT = 0.02
"""The same of the line of a table of telephones that names the place asked about."""
_BEFORE_HEAD = "(?:[^。;,、副]{0,8}、)?(?:党[委组]|第一)*"
"""What may stand between a body and its head, besides another post (工会党组书记、主席)."""
_OF_SIDE = 0.5
"""Share of the bigrams of one side of a relation that a sentence about it must bear."""
_OF_PRONOUN = re.compile("[它其][与和跟同]")
"""A relation of what the question's first part asks for."""
_CLAUSE = re.compile("[,，;；。?？]")
_RELATED = re.compile("关系|联系|关联")
_OWN = re.compile("[全本我][省市县区州]")
_HAS = re.compile("[省市县区州盟旗]?的?(?:一共|总共|共|现|目前)?有(?:多少|几)|^how many ")
"""A place as that which has what is counted."""
_SENTENCE = re.compile("[。！？!?；;]")
_CLOSED = "。！？!?；;”）)"
_SHORT = 25
_HEADING = re.compile("^(?:[（(]?[一二三四五六七八九十百0-9]{1,3}[)）、.．]).{2,20}[。:：]?$")
"""The numbered heading of a clause, which says nothing without it."""
_LEVEL = re.compile("(?<=[㐀-鿿]{2})[省市县区州盟旗]$")
_LABEL = re.compile(r"^[^:：,，。]{2,8}[:：]\s*\S[^。]{0,60}$")
"""A line of a list of facts (联系人：某某)."""
CLEAR = 0.6
"""Chance of the best sentence by its words above which its meaning is not looked at."""
COMPARED = 32
"""Sentences whose meaning is compared at most."""


@dataclass(frozen=True, slots=True)
class Quotation:
    """A sentence that answers. probability: 0..1, that it does. text: reflowed; citation: it with what follows it.

    measured: what `search.evidence.certainty` measures of an answer that begins with it.
    """

    text: str
    probability: float
    candidate: Candidate
    citation: Citation
    measured: tuple[float, ...]


class Extractor:
    """Finds the sentences that answer a question best."""

    def __init__(self, engine: Engine, citer: Citer) -> None:
        self._engine = engine
        self._citer = citer
        self._compared: Likeness | None = None

    def _likeness(self) -> Likeness | None:
        """None while search works without vectors."""
        if self._engine.vectors is not None and self._compared is None:
            self._compared = Likeness(self._engine.vectors.embedder)
        return self._compared

    def needs(self, question: Question) -> Needs:
        return Needs.of(question, rarity(self._engine.keyword))

    def hits(self, question: Question, filters: Filters | None = None, k: int = PASSAGES) -> Sequence[Hit]:
        """Passages read for the answer: the best k by the question's words, and those by official ones for them.

        What is counted in a place is also looked for in its own documents, which leave the place out (全省).
        """
        found = self._engine.hits(question.text, k, filters)
        own = _at_home(question) if filters is None else None
        if own is not None:
            found = _merged(found, self._engine.hits(own[0], k, Filters(region=own[1])))
        if (scope := defining.scope_of(question)) is not None:
            found = _merged(found, self._engine.hits(f"所称{scope}范围", k, filters))
        rewording = Rewording.of(question.folded)
        if not rewording:
            return found
        return _merged(found, self._engine.hits(rewording.query, k, filters))

    def extract(self, question: Question, hits: Sequence[Hit]) -> list[Quotation]:
        """Up to MOST sentences that show what is asked for, best first, each in another place.

        None when the best of them is far less likely than one that does not show it: the documents speak of the
        subject and leave that out.
        """
        needs = self.needs(question)
        quotations: list[Quotation] = []
        by_chance = self._ranked(question, self._candidates(question, needs, hits))
        ranked = _telling_first(question, by_chance)
        best = max((chance for _, chance in ranked), default=0.0)
        for candidate, chance in ranked:
            piece = with_following(candidate, needs, _room(candidate, needs))
            least = _BESIDE * quotations[0].probability if quotations else _AGAINST * best
            if chance < least or not shows(question, candidate.hit, _text(candidate, needs)):
                continue
            citation = self._apart(candidate, piece, needs, quotations)
            if citation is None:
                continue
            measured = measures(question, by_chance, candidate)
            quotations.append(Quotation(readable(_text(candidate, needs)), chance, candidate, citation, measured))
            if len(quotations) == MOST:
                break
        return quotations

    def _apart(
        self, candidate: Candidate, piece: Piece, needs: Needs, quotations: Sequence[Quotation]
    ) -> Citation | None:
        """The sentence with what follows it, or by itself, where it is quoted in no other; else None.

        A heading or an opening is never quoted by itself.
        """
        if any(candidate.text == q.candidate.text for q in quotations):
            return None
        alone = focus(candidate.hit.passage.text, candidate.piece, needs)
        for span in (piece, alone) if candidate.text[-1] in _CLOSED else (piece,):
            citation = self._citer.passage(candidate.hit.document, candidate.hit.passage, span)
            if not any(overlap(citation, q.citation) for q in quotations):
                return citation
        return None

    def _candidates(self, question: Question, needs: Needs, hits: Sequence[Hit]) -> list[Candidate]:
        """The hits, each measured in the question's words or in official ones, whichever makes it likelier."""
        found = candidates(needs, hits)
        rewording = Rewording.of(question.folded)
        if not rewording:
            return found
        again = candidates(self.needs(reworded(question, rewording.question)), hits, rewording.read)
        judge = load_judge(meaning=False)
        return [
            max(pair, key=lambda candidate: judge.chance(candidate.features)) for pair in zip(found, again, strict=True)
        ]

    def _ranked(self, question: Question, found: Sequence[Candidate]) -> list[tuple[Candidate, float]]:
        """Candidates with their chances, best first; meaning, which costs more, counts where words leave doubt."""
        ranked = _by_rank(found, load_judge(meaning=False))
        likeness = self._likeness()
        if likeness is None or not ranked or ranked[0][1] >= CLEAR:
            return ranked
        likely = [candidate for candidate, _ in ranked[:COMPARED]]
        return _by_rank(with_meaning(question, likely, likeness), load_judge(meaning=True))


def _telling_first(question: Question, ranked: list[tuple[Candidate, float]]) -> list[tuple[Candidate, float]]:
    """Likely sentences that tell the meaning, the day or several firms stand before those that only use the words.

    They are as likely as the best of these: they share its place and show what it lacks.
    """
    ranked = _labelled_first(ranked)
    tells = _teller(question)
    if tells is None or not ranked:
        return ranked
    best = max(chance for _, chance in ranked)
    if _totals(question) and (whole := [(c, best) for c, chance in ranked if chance >= _TELLING * best and tells(c)]):
        return whole  # figures of a part or of another thing say nothing beside it
    several = _TELLING_SEVERAL if question.required else _TELLING
    least = _TELLING_CONTACT if question.asks("contact") else several
    meant = defining.terms(question) if question.asks("definition") else ()
    sure = [c for c, _ in ranked if any(defining.delimits(term, c) for term in meant)]
    sure += [c for c, _ in ranked if c not in sure and any(defining.explains_heading(term, c) for term in meant)]
    telling = [(candidate, best) for candidate in sure]
    telling += [(c, best) for c, chance in ranked if chance >= least * best and c not in sure and tells(c)]
    told = {id(candidate) for candidate, _ in telling}
    return [*telling, *(pair for pair in ranked if id(pair[0]) not in told)]


def _labelled_first(ranked: list[tuple[Candidate, float]]) -> list[tuple[Candidate, float]]:
    """A line under the label that the question names (抄送：某部), ranked first, is as likely as the best of all."""
    if not ranked or not ranked[0][0].measured("labelled"):
        return ranked
    return [(ranked[0][0], max(chance for _, chance in ranked)), *ranked[1:]]


def _teller(question: Question) -> Callable[[Candidate], bool] | None:
    if question.asks("definition"):
        terms = defining.terms(question)
        return lambda candidate: any(defining.defines(term, candidate) for term in terms)
    places = [_LEVEL.sub("", printed) for printed, _ in named_in(question.folded)] if question.asks("contact") else []
    if places:
        return lambda candidate: all(place in fold(candidate.text) for place in places[-1:])
    totals = _totals(question)
    if totals is not None:
        return lambda candidate: totals.search(fold(candidate.text)) is not None
    if question.intent is Intent.DATE:
        return lambda candidate: _DAY.search(question.unsaid(fold(candidate.text))) is not None
    doers = [asked.evidence for asked in question.required if asked.name in ("person", "venue")]
    if doers:
        return lambda candidate: any(doer.search(fold(candidate.text)) for doer in doers)
    kinds = frozenset[str]().union(*(asked.kinds for asked in question.required))
    if kinds and question.asks("list"):
        return lambda candidate: _named(candidate, kinds) > 1
    return None


def _named(candidate: Candidate, kinds: Collection[str]) -> int:
    """Entities of these kinds that the sentence names."""
    text = fold(candidate.text)
    return sum(
        entity.kind in kinds and any(fold(name) in text for name in (entity.name, *entity.aliases))
        for entity in candidate.hit.entities
    )


def _at_home(question: Question) -> tuple[str, str] | None:
    """A question for a number in one place as the place's own documents would put it (全省有多少...), and the place."""
    named = named_in(question.folded)
    if question.counted is None or len(named) != 1 or not _HAS.search(question.folded):
        return None
    region = named[0][1].name
    return f"全{region[-1]}有多少{question.counted}", region


def _totals(question: Question) -> re.Pattern[str] | None:
    """How a sentence gives the whole number in a place (全省...产业工人共...万人), where a question asks for it."""
    own = _at_home(question)
    named = re.escape(_LEVEL.sub("", named_in(question.folded)[0][0])) if own else ""
    place = rf"[全本我]{own[1][-1]}|{named}" if own else "".join(_OWN.findall(question.folded)[:1])
    if not place or question.counted is None or not _HAS.search(question.folded):
        return None
    return re.compile(rf"(?:{place})[^。;；]{{0,24}}?{re.escape(question.counted)}[^,，。;；\d]{{0,6}}\d")


def _merged(found: Sequence[Hit], others: Sequence[Hit]) -> list[Hit]:
    """Hits of two searches, each at the better of its ranks."""
    best: dict[str, Hit] = {}
    for hit in (*found, *others):
        if hit.passage.id not in best or hit.rank < best[hit.passage.id].rank:
            best[hit.passage.id] = hit
    return sorted(best.values(), key=lambda hit: hit.rank)


def _by_rank(found: Sequence[Candidate], judge: Judge) -> list[tuple[Candidate, float]]:
    ranked = sorted(found, key=lambda candidate: -judge.rank(candidate.features))
    return [(candidate, judge.chance(candidate.features)) for candidate in ranked]


def with_following(candidate: Candidate, needs: Needs, room: int) -> Piece:
    """The sentence with as many of the next ones as fit into `room` code points: they often go on with the answer."""
    piece = focus(candidate.hit.passage.text, candidate.piece, needs)
    end = piece.end
    if piece == candidate.piece and _LABEL.match(candidate.text):
        piece = Piece(_labelled_from(candidate, room), piece.end)
    for following in candidate.pieces[candidate.at + 1 :]:
        if piece.end != candidate.piece.end or following.end - piece.start > room:
            break
        end = following.end
    return Piece(piece.start, end if end > piece.end else _opened(candidate, piece))


def _opened(candidate: Candidate, piece: Piece) -> int:
    """End of the piece, or where it is a heading alone, of the long sentence or the clauses of it that follow."""
    text = candidate.hit.passage.text
    following = candidate.pieces[candidate.at + 1 : candidate.at + 2]
    if piece.end != candidate.piece.end or not following or not _HEADING.match(text[piece.start : piece.end]):
        return piece.end
    furthest = piece.start + LONGEST
    return following[0].end if following[0].end <= furthest else max(piece.end, text.rfind("，", 0, furthest))


def _labelled_from(candidate: Candidate, room: int) -> int:
    """Where the list of facts begins that the sentence is one of."""
    text, start = candidate.hit.passage.text, candidate.piece.start
    for before in reversed(candidate.pieces[: candidate.at]):
        if not _LABEL.match(text[before.start : before.end]) or candidate.piece.end - before.start > room // 2:
            break
        start = before.start
    return start


def _text(candidate: Candidate, needs: Needs) -> str:
    """The sentence; a heading or an opening goes with what it opens."""
    piece = focus(candidate.hit.passage.text, candidate.piece, needs)
    room = _room(candidate, needs)
    if room > LONGEST or _LABEL.match(candidate.text) or opens(candidate.hit.passage.text[piece.start : piece.end]):
        piece = with_following(candidate, needs, room)
    return candidate.hit.passage.text[piece.start : piece.end].replace("\n", " ")


def _room(candidate: Candidate, needs: Needs) -> int:
    """Code points of a quote: twice as many where the next sentences tell the meaning that is asked for."""
    return 2 * LONGEST if needs.question.asks("definition") and defining.continued(candidate) else LONGEST


def opens(text: str) -> bool:
    """Whether the text says little without what follows it."""
    return len(text) < _SHORT or text[-1] in ":：" or text[-1] not in _CLOSED


def shows(question: Question, hit: Hit, text: str) -> bool:
    """Whether the text shows every type of answer without which there is none, and the post or things asked about."""
    folded = fold(text)
    place = "\n".join(map(fold, (text, *hit.passage.heading, hit.document.title)))
    if question.intent is Intent.HOLDER and not _shows_post(question, folded, place):
        return False
    related = question.intent is Intent.RELATION and not _OF_PRONOUN.search(question.folded)
    if related and not _shows_both(question, folded, place):
        return False
    hard = [asked for asked in question.asked if asked.hard]
    if [asked.name for asked in hard] == ["number"] and not _counts(question, hard[0], folded):
        return False
    if not particulars.shown(question, hit, folded):
        return False
    if not all(_bears_attribute(question, words, place) for words in question.attributes):
        return False
    return all(_evident(asked, question, hit, folded) for asked in (*hard, *question.required))


def _bears_attribute(question: Question, words: re.Pattern[str], place: str) -> bool:
    """Whether the place has a word of the attribute, or an official one for what only the question calls it so."""
    if words.search(place):
        return True
    spans = ((question.folded[start:end], row) for start, end, row in Rewording.of(question.folded).spans)
    return any(row.all.search(place) for said, row in spans if said not in row.printed and words.search(said))


def _shows_post(question: Question, folded: str, place: str) -> bool:
    """Whether the sentence names the post asked for, and it or its place what the post is one of."""
    said = everyday(question.post or "")
    post = cues().post.pattern if said else re.escape(question.post or "")
    if said and question.held and not re.search(rf"{re.escape(question.held[-2:])}{_BEFORE_HEAD}(?:{post})", folded):
        return False
    if question.post is not None and not re.search(rf"(?<!副)(?:{post})", folded):
        return False
    terms = cut(question.held or "")
    return sum(term in place for term in terms) >= _OF_POST * len(terms)


def _shows_both(question: Question, folded: str, place: str) -> bool:
    """Whether the place names all sides of a relation, and the sentence one of them.

    The place that another thing is in (昆明的华新产业园) is no side.
    """
    around = {printed for printed, _ in named_in(question.folded) if f"{printed}的" in question.folded}
    clauses = [clause for clause in _CLAUSE.split(question.folded) if _RELATED.search(clause)]
    runs = [run for run in question.topic if run not in around and (not clauses or run in clauses[0])]
    return all(_bears(run, place) for run in runs) and any(_bears(run, folded) for run in runs)


def _bears(run: str, text: str) -> bool:
    """Whether the text names one side of a relation, if only in part."""
    terms = cut(run)
    return sum(term in text for term in terms) >= _OF_SIDE * len(terms)


def _evident(asked: Asked, question: Question, hit: Hit, folded: str) -> bool:
    """Whether the text shows this type of answer, or names an entity of its kinds that the question does not."""
    if asked.evidence.search(question.unsaid(folded)):
        return True
    entities = (entity for entity in hit.entities if entity.kind in asked.kinds)
    names = (tuple(map(fold, (entity.name, *entity.aliases))) for entity in entities)
    return any(
        any(name in folded for name in forms) for forms in names if not any(form in question.folded for form in forms)
    )


def _counts(question: Question, asked: Asked, folded: str) -> bool:
    """Whether one of the sentences bears a figure and what is counted."""
    said = _SENTENCE.split(question.unsaid(folded))
    return any(asked.evidence.search(text) and _names_counted(question.counted or "", text) for text in said)


def _names_counted(counted: str, text: str) -> bool:
    """Whether the text names in part what is counted, in the question's words or in official ones for them."""
    rewording = Rewording.of(counted)
    return _holds_any(cut(counted), text) or _holds_any(cut(rewording.question), rewording.read(text))


def _holds_any(terms: Sequence[str], text: str) -> bool:
    """True when there are no terms."""
    return not terms or any(term in text for term in terms)
