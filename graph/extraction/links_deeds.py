"""CARRIES_OUT: who carries out a named initiative, told by the verb before it and the verb's subject."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import zip_longest

from graph.elements import BODIES, Kind, LinkKind
from graph.extraction.deeds import deeds
from graph.extraction.found import FoundLink
from graph.extraction.links_posts import find_post_links
from graph.extraction.mention_groups import MentionsByPlace, coordinated
from graph.extraction.scope import Mention, Scope
from ingest.document import Span

_CLAUSE = re.compile(r"[，；：。\n]")
_ADJACENT = re.compile(r"的?\s*")
_BETWEEN = 30
_LEAD = re.compile(
    r"^\s*(?:[（(][一二三四五六七八九十\d]+[）)]|[一二三四五六七八九十]+是|\d+[.．、]|近日|日前|目前|今年|去年|连日来|近年来|同时|此外|其中|由|据|会上|随后"
    r"|截至[^，]{0,12}|(?:\d{4}年)?\d{1,2}月(?:\d{1,2}日)?(?:上午|下午|起)?|[，,、\s])*"
)
_NOT_SUBJECT = re.compile(
    r"的(?!确)|等(?=[^部单])|[内外中下上]|关于|以来|党组|[^，]{0,10}部门|[^，]{0,10}(?:指导|督促|引导|鼓励|布置|要求|组织|协调)(?:全[国省市县区])?各|[^，]{0,8}(?:负责人|主任|书记|主席|局长|厅长)"
)
_PREPOSED = re.compile(
    r"(?:为了?|根据|按照|依据|围绕|针对|结合|通过|随着|鼓励|支持|引导|指导|督促|推动|要求|协助|配合|帮助|提倡|倡导|倡议|建议|提醒|呼吁|对|向|与|在|经)"
)
_UNIT = "|".join(
    (
        r"[厅局司院]|委(?!托)|办(?![理好法])|部(?!署)|公司|集团|企业|单位|机构|协会",
        r"部门|学校|行业|系统|门店|工会|\d+[家个名]",
    )
)
# Behind a place: another body that the place only belongs to (江苏省交通行业, 重庆249家门店).
_OTHER_SUBJECT = re.compile(rf"{_UNIT}|[店网行队]|各|[^，]{{9}}")
_OTHER_OPENS = re.compile(rf"[^，；。]{{0,8}}?(?:{_UNIT})|各|的")
_PREPOSITION = re.compile(r"(?:在|于|对|向|面向|为|从|以|赴|到)\s*$")
_ANAPHOR = re.compile(r"该(局|厅|委|部|行|公司|集团|企业|院|校|中心|会|区|市|县|省|州)")
_CENTRE = frozenset({"中共中央", "国务院"})
_BOTH = re.compile(r"(双方|两家单位|三方|各方)")
_BOTH_LATER = re.compile(r"[，；](双方|两家单位|三方|各方)")
# Verbs of means are the subject's own only when nothing but adverbs stands before them in the clause.
_MEANS = frozenset({"通过", "依托", "利用", "运用", "使用", "采用"})
_ADVERBS = re.compile(r"(?:并|还|也|同时|主要|积极|充分|大力|全面|创新|广泛|切实)*")
_SETTING = frozenset({"围绕", "随着", "据悉", "为支持"})
_LISTED = re.compile(r"\s*(?:[一二三四五六七八九十]+是|首先|其次|第[一二三四五六七八九十]+[，,、]|其中|同时|此外)")
_LEADS_IT = re.compile(r"负责人|董事长|总经理|经理|厂长|院长|校长|书记|理事长|社长|总裁|带头人|创始人")
_BY = re.compile(r"(?:由|是由)\s*$")
_DONE = re.compile(
    r"(?:等)?(?:联合|共同|具体|负责|单独|分别)*(?:建设|研发|运营|开展|启动|举办|实施|推行|牵头|承办|主办|组织|发起|推出|上线|开通)"
)


@dataclass(frozen=True, slots=True)
class _Subject:
    """Who acts, where the naming ends, and how surely."""

    agents: tuple[Mention, ...]
    start: int
    end: int
    rule: str
    confidence: float


def find_deed_links(scope: Scope, sentences: Sequence[Span]) -> list[FoundLink]:
    """CARRIES_OUT links of the part."""
    initiatives = MentionsByPlace.of(scope, Kind.INITIATIVE)
    if not initiatives.all:
        return []
    bodies = MentionsByPlace.of(scope, *BODIES)
    regions = MentionsByPlace.of(scope, Kind.REGION).outside(bodies)
    agents = MentionsByPlace(sorted([*bodies.all, *regions.all], key=lambda m: m.start))
    titles = MentionsByPlace.of(scope, Kind.POLICY)
    subjects = _Subjects(scope, sentences, agents)
    links: list[FoundLink] = []
    for index, sentence in enumerate(sentences):
        named = [m for m in initiatives.inside(*sentence) if not titles.covers(m)]
        if named:
            runs = _agent_runs(scope.text, agents, sentence)
            links += _of_sentence(scope, sentence, named, runs, subjects.of(index))
    return links


def _agent_runs(text: str, agents: MentionsByPlace, sentence: Span) -> list[list[Mention]]:
    """Coordinated agents, a path of places (江苏盐城) by its last.

    A place beside bodies is the beginning of a name that is not known (区委联合綦江区邮政).
    """
    named = agents.inside(*sentence)
    innermost = [
        agent
        for agent, following in zip_longest(named, named[1:])
        if not (following and agent.kind is following.kind is Kind.REGION and agent.end == following.start)
    ]
    runs = coordinated(text, innermost)
    return [[agent for agent in run if agent.kind in BODIES] or run for run in runs]


class _Subjects:
    """Who opens each sentence as its subject; a listed point (二是…) has that of the sentence before."""

    def __init__(self, scope: Scope, sentences: Sequence[Span], agents: MentionsByPlace) -> None:
        self._text, self._sentences, self._agents = scope.text, sentences, agents
        self._heads = _Heads(scope, sentences)

    def of(self, index: int) -> _Subject | None:
        """The subject of one sentence."""
        own = self._own(index) or self._anaphor(index)
        if own is not None:
            return own
        before = index
        while before > 0 and _LISTED.match(self._text, self._sentences[before].start):
            before -= 1
            if "\n" in self._text[self._sentences[before].end : self._sentences[before + 1].start]:
                return None
            if (found := self._own(before)) is not None:
                return replace(found, rule="subject-of-list", confidence=0.65)
        return None

    def _anaphor(self, index: int) -> _Subject | None:
        """该局, 该公司, 该市 at a clause's start: the last agent before it whose name ends so."""
        sentence = self._sentences[index]
        both = _BOTH.match(self._text, *sentence) or _BOTH_LATER.search(self._text, *sentence)
        if both:
            return self._both(sentence, both)
        for found in _ANAPHOR.finditer(self._text, *sentence):
            if found.start() != _clause_start(self._text, sentence.start, found.start()):
                continue
            meant = [a for a in self._agents.inside(max(found.start() - 400, 0), found.start()) if _is_meant(a, found)]
            return _Subject((meant[-1],), found.start(), found.end(), "subject-anaphor", 0.7) if meant else None
        return None

    def _both(self, sentence: Span, both: re.Match[str]) -> _Subject | None:
        """双方: the last coordinated bodies before the sentence."""
        before = Span(max(sentence.start - 400, 0), sentence.start)
        runs = [run for run in _agent_runs(self._text, self._agents, before) if len(run) > 1 and run[0].kind in BODIES]
        return _Subject(tuple(runs[-1]), both.start(1), both.end(1), "subject-anaphor", 0.7) if runs else None

    def _own(self, index: int) -> _Subject | None:
        sentence = self._sentences[index]
        runs = _agent_runs(self._text, self._agents, sentence)
        return _opening_subject(self._text, sentence, sentence.end, runs) or self._heads.opening(sentence)


def _is_meant(agent: Mention, anaphor: re.Match[str]) -> bool:
    word = anaphor.group(1)
    if word in {"公司", "集团", "企业"}:
        return agent.kind is Kind.ENTERPRISE
    return (agent.kind is Kind.REGION) == (word in "区市县省州") and agent.name.endswith(word.replace("委", "委员会"))


class _Heads:
    """Persons who lead a body: what 企业负责人某某 does, the enterprise does."""

    def __init__(self, scope: Scope, sentences: Sequence[Span]) -> None:
        self._scope, self._sentences = scope, sentences
        self._people = MentionsByPlace.of(scope, Kind.PERSON)
        self._bodies: dict[str, Mention] | None = None

    def opening(self, sentence: Span) -> _Subject | None:
        """The body led by the person whose posts and name open the sentence."""
        people = self._people.inside(*sentence)
        if not people or people[0].start - sentence.start > 40:
            return None
        if re.search(r"[。；]", self._scope.text[sentence.start : people[0].start]):
            return None
        body = self._led().get(people[0].name)
        if body is None or body.kind is Kind.AGENCY:
            return None
        return _Subject((body,), people[0].start, people[0].end, "deed-of-its-head", 0.6)

    def _led(self) -> dict[str, Mention]:
        if self._bodies is None:
            posts = find_post_links(self._scope, self._sentences)
            self._bodies = {link.head.name: link.tail for link in posts if _LEADS_IT.search(str(link.attrs["post"]))}
        return self._bodies


def _of_sentence(
    scope: Scope,
    sentence: Span,
    named: Sequence[Mention],
    runs: Sequence[Sequence[Mention]],
    opening: _Subject | None,
) -> Iterator[FoundLink]:
    text = scope.text
    for row in coordinated(text, named):
        owner = _owner(text, row[0], [agent for run in runs for agent in run])
        subject = owner or _passive(text, sentence, row[-1], runs) or _subject_of(text, sentence, row[0], runs, opening)
        if subject is None:
            continue
        planned = owner is None and _is_planned(text, subject, row[0].start)
        end = max(row[-1].end, subject.end)
        clause = _clause_start(text, sentence.start, row[0].start)
        evidence = clause if subject.start < sentence.start else subject.start
        for initiative in row:
            for agent in subject.agents:
                yield FoundLink(
                    LinkKind.CARRIES_OUT,
                    agent,
                    initiative,
                    evidence,
                    end if subject.rule == "initiative-by-body" else initiative.end,
                    subject.rule,
                    subject.confidence,
                    {"status": "planned"} if planned else {},
                )


def _is_planned(text: str, subject: _Subject, until: int) -> bool:
    """Whether 将, 要, 拟 … stands right behind the subject or opens the initiative's own clause."""
    if subject.end >= until:
        return False
    clause = _clause_start(text, subject.end, until)
    return any(_modal().match(text, at, until) for at in {subject.end, clause})


@cache
def _modal() -> re.Pattern[str]:
    return re.compile(rf"[^，；：。]{{0,4}}?(?:{deeds().planned.pattern})")


def _owner(text: str, initiative: Mention, agents: Sequence[Mention]) -> _Subject | None:
    """省总工会“数字工会”: a body right before the name of its initiative."""
    for agent in reversed(agents):
        if agent.kind in BODIES and agent.end <= initiative.start and agent.name not in _CENTRE:
            if _ADJACENT.fullmatch(text, agent.end, initiative.start):
                return _Subject((agent,), agent.start, agent.end, "initiative-of-body", 0.75)
            return None
    return None


def _passive(text: str, sentence: Span, initiative: Mention, runs: Sequence[Sequence[Mention]]) -> _Subject | None:
    """大赛由省总工会、省人社厅联合主办; 由省总工会主办，市总工会承办的大赛: agents behind 由 with such a verb."""
    agents: list[Mention] = []
    start = end = initiative.start
    for run in runs:
        by = text[max(run[0].start - 1, sentence.start) : run[0].start]
        done = _DONE.match(text, run[-1].end, sentence.end)
        is_behind = run[0].start >= initiative.end and run[0].start - initiative.end <= 40
        is_before = run[-1].end <= initiative.start and initiative.start - run[-1].end <= 60
        if done and (by == "由" or (by in "，、" and agents)) and (is_behind or is_before):
            agents += run
            start, end = min(start, run[0].start), max(initiative.end, done.end())
    is_one_phrase = "；" not in text[start:end] and (
        start == initiative.start or "的" in text[start : initiative.start]
    )
    return _Subject(tuple(agents), start, end, "initiative-by-body", 0.9) if agents and is_one_phrase else None


def _subject_of(
    text: str, sentence: Span, initiative: Mention, runs: Sequence[Sequence[Mention]], opening: _Subject | None
) -> _Subject | None:
    clause = _clause_start(text, sentence.start, initiative.start)
    verb = _verb(text, clause, initiative.start)
    if verb is None:
        return None
    for run in reversed(runs):
        is_object = _PREPOSITION.search(text[clause : run[0].start])
        if run[-1].end <= verb.start and run[0].start >= clause and not is_object:
            return _own_subject(text, clause, run, verb)
    clause += len(_lead(text, clause, verb.start))
    if opening is None or opening.end > clause or _PREPOSED.match(text, clause, verb.start):
        return None
    if text[verb.start : verb.end] in _MEANS and not _ADVERBS.fullmatch(text, clause, verb.start):
        return None
    said = deeds().says.search(text, max(opening.end, sentence.start), verb.start)
    return None if said else opening


def _verb(text: str, clause: int, initiative: int) -> Span | None:
    """The last verb of carrying out in the clause before the initiative, near it."""
    verbs = [
        Span(*match.span())
        for match in deeds().carries_out.finditer(text, max(clause, initiative - _BETWEEN), initiative)
    ]
    return verbs[-1] if verbs else None


def _own_subject(text: str, clause: int, run: Sequence[Mention], verb: Span) -> _Subject | None:
    """The bodies or the place named in the verb's own clause, as its subject."""
    opening = text[clause + len(_lead(text, clause, run[0].start)) : run[0].start]
    by = _BY.search(text, clause, run[0].start)
    between = text[run[-1].end : verb.start]
    if (opening and not by and opening not in _SETTING) or len(between) > _BETWEEN or _NOT_SUBJECT.match(between):
        return None
    if run[-1].kind is Kind.REGION and _OTHER_SUBJECT.search(between):
        return None
    if deeds().says.search(between):
        return None
    return _Subject(tuple(run), run[0].start, run[-1].end, "subject-verb-initiative", 0.9)


def _opening_subject(text: str, sentence: Span, stop: int, runs: Sequence[Sequence[Mention]]) -> _Subject | None:
    """The bodies or the place that open a clause of the sentence as its subject; the first such clause counts."""
    for run in runs:
        start = _clause_start(text, sentence.start, run[0].start)
        if len(_lead(text, start, run[0].start)) != run[0].start - start:
            continue
        rest = text[run[-1].end : stop]
        is_other = run[-1].kind is Kind.REGION and _OTHER_OPENS.match(rest)
        is_headline = rest.startswith(("：", ":")) and start == sentence.start
        if is_headline:
            return _Subject(tuple(run), run[0].start, run[-1].end, "headline-deed", 0.7)
        if rest and rest[0] not in "，；：。、" and not is_other and not _NOT_SUBJECT.match(rest):
            return _Subject(tuple(run), run[0].start, run[-1].end, "subject-of-sentence", 0.75)
    return None


def _lead(text: str, start: int, end: int) -> str:
    """The words that may stand before a subject: numbering, dates, 近日, 由."""
    found = _LEAD.match(text[start:end])
    return found.group() if found else ""


def _clause_start(text: str, start: int, end: int) -> int:
    begin = start
    for match in _CLAUSE.finditer(text, start, end):
        begin = match.end()
    return begin
