"""When the documents do not answer: what is missing, in words for the user."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from graph.elements import BODIES, Kind
from graph.extraction.people.names import surnames
from graph.extraction.places.visited import find_visited
from graph.titles import place_codes
from search.answers.compose import titled
from search.answers.facts import Asking
from search.evidence.candidates import Engine
from search.query import Hit
from search.questions.name_table import bears_title, is_whole_title
from search.questions.needs import named_in
from search.questions.parts import law_asked
from search.questions.question import Intent, Question
from search.questions.spelling import divided
from search.questions.subjects import mentions
from search.wording.paraphrases import Rewording
from search.wording.terms import compact, cut, fold

_UNKNOWN = 0.67
"""Share of a name's bigrams, at most, that the passages found for it bear when the name is absent."""
_TITLE_KNOWN = 0.8
"""Share of a title's bigrams that one passage with its headings must bear more than, unless the graph knows it."""
_SENTENCE = re.compile("[的了上在能吗去来把]|住(?![房院建])|人家|哪|什么|几|谁|何|多少")
"""What a question's own words hold that were taken for a name (孩子上小学)."""
_LEVELS = "省市州县区盟旗"
_SHORT_BODY = 3
"""Letters behind a place (云南大学) whose pairs may stand in a text that does not bear the name (云南大理, 入学)."""
_COMMON_FIRM = re.compile(
    "(?:.*[开办进找去让叫给换当])?(?:[一两几]?[家个间])?[大小新老]?(?:公司|企业|工厂|厂|店|商店|饭店|餐馆|超市|银行|学校|医院)"
    "|[㐀-鿿]{0,2}[品料具机电药布纸油米肉菜罩服衣鞋材煤钢车]厂"
)
"""A firm as a question tells of it without its name (开公司, 护肤品厂), behind its place."""
_THING = re.compile(
    "^(?:请问)?([㐀-鿿]{2,10}?(?:基地|中心|工程|项目|学院|医院|大厦|园区|公司|大桥|机场|车站|工厂))(?:是|由|归)?(?:谁|哪)"
)
"""A thing that a question about who built, runs or owns it opens with."""
_JOINED = re.compile("[跟与同及]|和(?!平)")
_INITIATIVE = re.compile(
    "(?:^(?:请问)?|开展|实施|推进|组织|举办|发起|推出|参加|参与|启动)了?(((?:(?![这那对与跟])[㐀-鿿]){3,8}?)(?:专项|主题)?"
    "(?:行动|计划|活动|竞赛|大赛|工程|模式|制度))(?:的|$|(?:是|由|归)?(?:谁|哪))"
)
"""An initiative that a question opens or ends with, and what it is called before the word for its kind."""
_SPREAD = 16
"""Letters that a body's name may run over where it is printed in another order."""
_GROUP = re.compile("(?:小组|指挥部|专班|联席会议|办公室)$")
"""How names end that documents print in many forms (产改领导小组)."""
_FIRMS = frozenset({Kind.ENTERPRISE, Kind.INSTITUTION})


class Doubt:
    """Finds what a question names and the documents do not."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def absent(self, asking: Asking, hits: Sequence[Hit]) -> str | None:
        """A name of the question that neither the graph nor the passages found bear; None when there is none."""
        places = [compact(fold(_place(hit))) for hit in hits]
        text = "\n".join(places)
        bodies = {compact(fold(entity.name)) for hit in hits for entity in hit.entities if entity.kind in BODIES}
        known = [compact(fold(name)) for s in asking.subjects for name in (s.entity.name, *s.entity.aliases)]
        known += [compact(asking.question.folded)[s.start : s.end] for s in asking.subjects if s.start >= 0]
        for title in asking.question.titles:
            form = compact(title)
            read = any(s.entity.kind is Kind.POLICY for s in asking.subjects)
            if not (read or form in text or any(_borne(form, place, _TITLE_KNOWN) for place in places)):
                return title
        described = compact(asking.question.described or "")
        if is_whole_title(described, compact(asking.question.folded)) and not _is_titled(described, asking, hits):
            return _printed_title(described, asking.question.folded)
        for name, national in _names(asking):
            form = compact(fold(name))
            if form in text or any(form in other for other in known):
                continue
            if not national and _named_otherwise(form, places):
                continue
            if any(_shortens(form, body) for body in bodies):
                continue
            return name
        for name, own in _initiatives(asking.question):
            if not (own in text or any(own in other for other in known) or _borne(own, text, _UNKNOWN)):
                return name
        person = asking.question.person or ""
        return person if person[:1] in surnames().single and person not in text else None

    def reason(self, asking: Asking, hits: Sequence[Hit]) -> str:
        """Why there is no answer, and what is nearest."""
        words, question = asking.words, asking.question
        if not hits and self._engine.keyword.size == 0:
            return words.say("nothing_ingested")
        absent = self.absent(asking, hits)
        if absent is not None:
            return words.say("absent", name=absent)
        if question.intent is Intent.RELATION and len(asking.sides) > 1:
            first, second = asking.sides[0].entity, asking.sides[1].entity
            return words.say("unrelated", first=first.name, second=second.name)
        if question.intent is Intent.PROVIDES_FOR:
            return words.say("no_policy", topic=asking.topic)
        law = law_asked(question.folded)
        if law is not None and not any(law in compact(fold(hit.document.title)) for hit in hits):
            return words.say("no_text", law=law)
        wanted = (*question.required, *(asked for asked in question.asked if asked.hard))
        hard = next((asked.name for asked in wanted), None)
        if hard is not None:
            return words.say("not_said_number", asked=words.asked(hard))
        if hits:
            return words.say("not_said_near", source=titled(hits[0].document.title))
        return words.say("not_said")


def _printed_title(described: str, folded: str) -> str:
    """As the question puts it, from 关于 to the word for its kind."""
    start = folded.find("关于")
    return folded[start : folded.find(described[-2:], start + len(described)) + 2]


def _is_titled(described: str, asking: Asking, hits: Sequence[Hit]) -> bool:
    """Whether a policy of the graph or a document bears the title."""
    named = any(subject.entity.kind is Kind.POLICY for subject in asking.subjects)
    return named or any(bears_title(compact(fold(hit.document.title)), described) for hit in hits)


def _named_otherwise(form: str, places: Sequence[str]) -> bool:
    """Whether a place bears most of it, a province by its letter, or both parts of a body (昆明市总工会).

    A body's name without its place is common to all places: its bigrams say nothing.
    """
    place, body = divided(form)
    if place and _in_another_order(place, body, places):
        return True
    if place and body and place[-1] in _LEVELS and not _GROUP.search(body):
        return any(place[:-1] in text and place[-1] + body in text for text in places)
    if place and 1 < len(body) <= _SHORT_BODY:
        return any(re.search(f"{re.escape(place)}[{_LEVELS}]?{re.escape(body)}", text) for text in places)
    codes = place_codes(form) if not body else frozenset()
    text = "\n".join(places)
    visited = codes and any(hit.region.code in codes for hit in find_visited(text, 0, len(text)))
    return bool(visited) or _borne(form, text, _UNKNOWN)


def _shortens(form: str, name: str) -> bool:
    """Whether the form holds the first, the last and, in order, other letters of a name (北京市场监管局)."""
    letters = iter(name)
    return form[:1] == name[:1] and form[-1:] == name[-1:] and all(letter in letters for letter in form)


def _in_another_order(place: str, body: str, texts: Sequence[str]) -> bool:
    """Whether a name of place, field and kind of body is printed as field, place and kind (铁路南宁局)."""
    field, kind = body[:-1], body[-1:]
    if len(field) < 2:
        return False
    turned = re.compile(f"{re.escape(field)}{re.escape(place)}[㐀-鿿]{{0,{_SPREAD - len(body)}}}?{re.escape(kind)}")
    return any(turned.search(text) for text in texts)


def _borne(form: str, text: str, least: float) -> bool:
    grams = cut(form)
    return bool(grams) and sum(gram in text for gram in grams) / len(grams) > least


def _names(asking: Asking) -> Iterator[tuple[str, bool]]:
    """Names that the question surely means as names: in marks, numbers of documents, bodies in full and places.

    And whether it is a national body's own name, by which the graph knows it wherever a document has it shortened.
    """
    question = asking.question
    yield from ((name, False) for name in (*question.doc_numbers, *question.quoted))
    for entity, surface in mentions(question.text):
        common = _COMMON_FIRM.fullmatch(divided(compact(fold(surface)))[1]) is not None
        full = (entity.kind in _FIRMS or surface == entity.name) and not (common or _is_said(surface))
        full = full or (bool(place_codes(surface)) and not (common or _is_said(surface)))
        sure = entity.kind is Kind.REGION or (entity.kind in BODIES and full)
        if sure and not any(surface in title for title in (*question.titles, *question.quoted)):
            yield surface, entity.kind is Kind.AGENCY and surface == entity.name and not place_codes(surface)
    if (thing := _THING.match(compact(question.folded))) is not None and not _is_said(thing[1]):
        yield _JOINED.split(thing[1])[-1], False
    for printed, _ in named_in(question.folded):
        if not any(printed in title for title in (*question.titles, *question.quoted)):
            yield printed, False


def _initiatives(question: Question) -> Iterator[tuple[str, str]]:
    """Initiatives of the question, and what they are called before the word for their kind, which others bear too."""
    for found in _INITIATIVE.finditer(compact(question.folded)):
        if not _is_said(found[2]):
            yield found[1], found[2]


def _is_said(surface: str) -> bool:
    """Whether it is of the question's own words: one of asking, or an everyday wording, if only before its end."""
    folded = fold(surface)
    spans = Rewording.of(folded).spans
    inside = any(end < len(folded) - 1 or end - start == len(folded) for start, end, _ in spans)
    return _SENTENCE.search(surface) is not None or inside


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
