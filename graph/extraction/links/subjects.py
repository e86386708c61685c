"""Who acts in a sentence: its subject by name, by 该局 or 双方, by the list it belongs to, or by the body's head."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from graph.elements import BODIES, Kind
from graph.extraction.links.deed_verbs import deeds
from graph.extraction.links.posts import find_post_links
from graph.extraction.links.speakers import Speaker
from graph.extraction.links.subject_phrases import (
    Subject,
    agent_runs,
    clause_start,
    lead,
    opening_subject,
    opens_with_verb,
)
from graph.extraction.mention_groups import MentionsByPlace
from graph.extraction.policies.own import policy_of_part
from graph.extraction.scope import Mention, Scope
from ingest.document import Genre, PartKind, Span

# 公司工会, 该厂工会: the union of the firm or school spoken of.
_UNION = re.compile(r"该?(?:公司|集团|企业|学院|学校|医院|厂|院|校)工会(?!主席|副主席|委员|干部|会员|负责人|的)")
_ANAPHOR = re.compile(
    r"该(局|厅|委|部|行|公司|集团|企业|院|校|中心|会|区|市|县|省|州|镇|乡|街道|社区|村|旗|厂|所|站|馆|园区|基地|支队|大队)"
)
# The speaker of a notice or letter: its issuer.
_SELF = re.compile(
    r"[我本](?:中心(?=支)|[省市区县州](?=局))?(支局|分局|支行|分行|支队|局|厅|委|部|行|公司|集团|院|校|中心|会|馆|处|所|县委|市委)(?!员)"
)
_BOTH = re.compile(r"(双方|两家单位|三方|各方)")
_BOTH_LATER = re.compile(r"[，；](双方|两家单位|三方|各方)")
# 两间工作室联手成立: as many bodies of that kind as were named before.
_AS_MANY = re.compile(
    r"(?P<count>[两三四])[家间个所](?P<kind>工作室|企业|公司|学校|院校|单位|工会|医院)(?!的|[^，。；]{0,4}(?:负责人|职工))"
)
_SIDES = {"双方": 2, "两家单位": 2, "三方": 3}
_COUNTS = {"两": 2, "三": 3, "四": 4}
_BARE = re.compile(
    r"(街道(?=[按根结依利积采推通实创组率成建充联先迅还已])|公司|集团|企业|学院|学校|医院|合作社|协会|联合会|联盟|项目部|中心(?![城组任环思点]|小学|工作))(?![^，。；：]{0,6}(?:的|书记|经理|主席|负责人|职工|员工))"
)
_MOST_BETWEEN = 12  # sentences between a subject and one that goes on with it
# What a body says or issues, the sentences behind it may go on to tell.
_SPEAKS = re.compile(
    r"印发|下发|发布(?!会)|出台|转发|通知|公告|通告|要求|强调|指出|提出|明确|规定|建议|倡议|呼吁|号召|提醒|获悉"
)
# What tells of deeds; a plan's next sentence may be for everybody.
_TELLS = frozenset({Genre.NEWS, Genre.BULLETIN, Genre.REPORT, Genre.OTHER})
_OPENS_WITH_DEED = re.compile(
    rf"(?:并|还|也|先后|同时|主要|积极|充分|大力|全面|深入|扎实|创新|广泛|切实|持续|不断|进一步|率先|联合|共同|重点|将|拟|计划)*"
    rf"(?:{deeds().carries_out.pattern}|(?:与|会同|协同|联手|携手|(?<=联合))[\u4e00-\u9fff])"
)
# 市总 in a report of the city's 总工会 is itself.
_WE = re.compile(r"我们(?:还|又|也)?|[省市州县区]总(?:机关)?(?!工会|体|计|和|额|部|量|局)")
# 围绕某产业，组织…: what a report's sentence says before its deed.
_CIRCUMSTANCE = re.compile(
    r"[^，。；：]{2,8}方面，|(?:坚持)?(?:围绕|聚焦|紧扣|针对|按照|根据|结合|依托|依据|立足|着眼|面向|以|为|通过|在)[^，。；：]{2,40}，"
)
_LISTED = re.compile(r"\s*(?:[一二三四五六七八九十]+是|首先|其次|第[一二三四五六七八九十]+[，,、]|其中|同时|此外)")
# 办好三件事：一是办好比赛，甲负责场地。二是…: who is named behind the first point is not the others' subject.
_FIRST_POINT = re.compile(r"[：，；。]一是")
_LEADS_IT = re.compile(r"负责人|董事长|总经理|经理|厂长|院长|校长|书记|理事长|社长|总裁|带头人|创始人")
_NAME_ENDS = {
    "委": ("委员会", "委"),
    "会": ("会", "委员会"),
    "行": ("银行", "分行", "支行", "行"),
    "校": ("校", "学院", "大学"),
}
_SIGNATURE = 60
_REACH = 400
_PLACES = frozenset({"区", "市", "县", "省", "州", "镇", "乡", "街道", "社区", "村", "旗"})


class Subjects:
    """Who opens each sentence as its subject; a listed point (二是…) has that of the sentence before."""

    def __init__(self, scope: Scope, sentences: Sequence[Span], agents: MentionsByPlace) -> None:
        self._scope, self._text, self._sentences, self.agents = scope, scope.text, sentences, agents
        self._heads = _Heads(scope, sentences)
        self._known: dict[int, Subject | None] = {}
        self._named: dict[int, Subject | None] = {}
        self.speaker = Speaker(scope, agents)
        self.tells = scope.document.genre in _TELLS and policy_of_part(scope) is None

    def of(self, index: int) -> Subject | None:
        """The subject of one sentence."""
        if index not in self._known:
            self._known[index] = self._find(index)
        return self._known[index]

    def _find(self, index: int) -> Subject | None:
        sentence = self._sentences[index]
        opening = sentence.start + len(lead(self._text, *sentence))
        found = [self._own(index), self._anaphor(index)]
        first = min((one for one in found if one), key=lambda one: one.start, default=None)
        return first or self.bare(opening, sentence.end) or self.from_before(index)

    def from_before(self, index: int) -> Subject | None:
        """What the sentences before give one without a subject: that of a list, who reports, one carried over."""
        before = index
        while before > 0 and _LISTED.match(self._text, self._sentences[before].start):
            before -= 1
            parted = "\n" in self._text[self._sentences[before].end : self._sentences[before + 1].start]
            if parted and not self._goes_on(before + 1):
                return None
            found = self._own(before)
            if found is not None and not _FIRST_POINT.search(self._text, self._sentences[before].start, found.start):
                return replace(found, rule="subject-of-list", confidence=0.65)
        return self._reporting(index) if self.speaker.body else self._carried_over(index)

    def _reporting(self, index: int) -> Subject | None:
        """The body that reports, for a sentence that opens with 我们, a deed or the deed's circumstances."""
        sentence, body = self._sentences[index], self.speaker.body
        at = sentence.start + len(lead(self._text, *sentence))
        opens = _WE.match(self._text, at, sentence.end) or _OPENS_WITH_DEED.match(self._text, at, sentence.end)
        if body is None or not (opens or _CIRCUMSTANCE.match(self._text, at, sentence.end)):
            return None
        return Subject((body,), sentence.start, sentence.start, "subject-reports", 0.6)

    def _carried_over(self, index: int) -> Subject | None:
        """The last subject named before, for a sentence that opens with its verb or an adverbial; none where that
        subject speaks or issues a text, whose content the sentence may be."""
        sentence = self._sentences[index]
        at = sentence.start + len(lead(self._text, *sentence))
        is_line = self._text[sentence.end - 1] not in "。！？；”"
        if is_line or not self.tells or not opens_with_verb(self._text, at, sentence.end):
            return None
        for before in range(index - 1, max(index - _MOST_BETWEEN, 0) - 1, -1):
            is_parted = "\n" in self._text[self._sentences[before].end : self._sentences[before + 1].start]
            if is_parted and not self._goes_on(before + 1):
                return self.protagonist()
            found = self._own(before) or self._anaphor(before)
            if found is not None:
                speaks = _SPEAKS.search(self._text, found.end, self._sentences[before].end)
                return None if speaks else replace(found, rule="subject-carried-over", confidence=0.6)
        return self.protagonist()

    def protagonist(self) -> Subject | None:
        """Of whose doings a whole text tells: the subject of its headline or first sentence, named again below."""
        is_told = self.tells and self._scope.part.kind is PartKind.BODY
        if not is_told or self._scope.document.header.issuers:
            return None
        opening = range(min(3, len(self._sentences)))
        if any(_SPEAKS.search(self._text, *self._sentences[index]) for index in opening):
            return None  # a text that is issued or told of has its own say
        for index in opening:
            if (found := self._own(index)) is not None:
                again = [a for a in self.agents.all if a.name == found.agents[0].name and a.start > found.end]
                is_one = len(found.agents) == 1 and again
                return replace(found, rule="subject-of-text", confidence=0.5) if is_one else None
        return None

    def _goes_on(self, index: int) -> bool:
        """Whether a paragraph of a bulletin's item or of news goes on from the paragraph or headline before it."""
        is_told = self._scope.part.kind is PartKind.ITEM or self._scope.document.genre is Genre.NEWS
        before = self._sentences[index - 1]
        ends = self._text[before.end - 1]
        own = self._own(index - 1) if ends not in "。！？" else None
        return is_told and (ends == "。" or (own is not None and own.rule == "headline-deed"))

    def _anaphor(self, index: int) -> Subject | None:
        """该局, 该公司, 该市 at a clause's start: the last agent before it whose name ends so."""
        sentence = self._sentences[index]
        both = _BOTH.match(self._text, *sentence) or _BOTH_LATER.search(self._text, *sentence)
        if both:
            return self._both(sentence, both)
        for found in _ANAPHOR.finditer(self._text, *sentence):
            begin = clause_start(self._text, sentence.start, found.start())
            if found.start() != begin + len(lead(self._text, begin, found.start())):
                continue
            meant = self._meant(found)
            return Subject((meant,), found.start(), found.end(), "subject-anaphor", 0.7) if meant else None
        return self._speaker(sentence)

    def _meant(self, anaphor: re.Match[str]) -> Mention | None:
        """The last agent that 该局 or 该市 may mean; for a place also one named in a body (该区: 南湖区总工会)."""
        span = Span(max(anaphor.start() - _REACH, 0), anaphor.start())
        meant = [agent for agent in self.agents.inside(*span) if _is_meant(agent, anaphor)]
        if not meant and anaphor.group(1) in _PLACES:
            named = (m for m in self._scope.mentions if m.kind is Kind.REGION and span.start <= m.start < span.end)
            meant = [place for place in named if _is_meant(place, anaphor)]
        return meant[-1] if meant else None

    def _speaker(self, sentence: Span) -> Subject | None:
        """我局, 本公司 at a clause's start: the issuer of such a name, else who signs or was named last."""
        for found in _SELF.finditer(self._text, *sentence):
            if found.start() != clause_start(self._text, sentence.start, found.start()):
                continue
            near = self.agents.inside(max(found.start() - _REACH * 2, self._scope.part.start), found.start())
            ends = _NAME_ENDS.get(found[1], (found[1],))
            named = [a for a in (*self._issuers(), *reversed(near)) if a.name.endswith(ends) and a.kind in BODIES]
            return Subject((named[0],), found.start(), found.end(), "subject-speaker", 0.8) if named else None
        return None

    def _issuers(self) -> list[Mention]:
        """Agents of the header's issuers and of the signature, the last lines of the part."""
        spans = [(field.start, field.end) for field in self._scope.document.header.issuers]
        spans.append((max(self._scope.part.end - _SIGNATURE, self._scope.part.start), self._scope.part.end))
        return [agent for start, end in spans for agent in self.agents.inside(start, end)]

    def bare(self, clause: int, end: int) -> Subject | None:
        """公司, 学院 alone at a clause's start: the last such body in the sentences before; 我们: who reports."""
        union = _UNION.match(self._text, clause, end)
        unions = [a for a in self.agents.inside(max(clause - _REACH, 0), clause) if _is_firm_union(a)] if union else []
        if union and unions:
            return Subject((unions[-1],), clause, union.end(), "subject-anaphor", 0.7)
        if many := _AS_MANY.match(self._text, clause, end):
            return self._as_many(many)
        we = _WE.match(self._text, clause, end)
        if we and self.speaker.body:
            return Subject((self.speaker.body,), clause, we.end(), "subject-reports", 0.7)
        found = _BARE.match(self._text, clause, end)
        if found is None:
            return None
        near = self.agents.inside(max(clause - 200, 0), clause)
        meant = [a for a in near if (a.kind in BODIES or found[1] == "街道") and _is_meant(a, found)]
        return Subject((meant[-1],), found.start(), found.end(), "subject-anaphor", 0.65) if meant else None

    def _as_many(self, many: re.Match[str]) -> Subject | None:
        """两间工作室, 三家企业: the bodies of that kind named shortly before, when they are just so many."""
        near = [a for a in self.agents.inside(max(many.start() - _REACH // 2, 0), many.start()) if a.kind in BODIES]
        fits = {agent.name: agent for agent in near if many["kind"] == "单位" or _is_of_kind(agent, many["kind"])}
        if len(fits) != _COUNTS[many["count"]]:
            return None
        return Subject(tuple(fits.values()), many.start(), many.end(), "subject-anaphor", 0.65)

    def _both(self, sentence: Span, both: re.Match[str]) -> Subject | None:
        """双方: the last coordinated bodies before the sentence."""
        before = Span(max(sentence.start - 400, 0), sentence.start)
        count = _SIDES.get(both[1])
        runs = [run for run in agent_runs(self._text, self.agents, before) if len(run) > 1 and run[0].kind in BODIES]
        runs = [run for run in runs if count is None or len(run) == count]
        return Subject(tuple(runs[-1]), both.start(1), both.end(1), "subject-anaphor", 0.7) if runs else None

    def _own(self, index: int) -> Subject | None:
        """Whom the sentence names as its subject; sentences behind it ask again."""
        if index not in self._named:
            sentence = self._sentences[index]
            runs = agent_runs(self._text, self.agents, sentence)
            own = opening_subject(self._text, sentence, sentence.end, runs) or self._heads.opening(sentence)
            self._named[index] = own
        return self._named[index]


def _is_firm_union(agent: Mention) -> bool:
    return agent.kind is Kind.AGENCY and agent.name.endswith("工会") and not agent.name.endswith("总工会")


def _is_of_kind(agent: Mention, kind: str) -> bool:
    if kind in {"企业", "公司"}:
        return agent.kind is Kind.ENTERPRISE
    return agent.name.endswith(("学校", "学院", "大学") if kind in {"学校", "院校"} else kind)


def _is_meant(agent: Mention, anaphor: re.Match[str]) -> bool:
    word = anaphor.group(1)
    if word in {"公司", "集团", "企业"}:
        return agent.kind is Kind.ENTERPRISE
    if word == "街道":
        return agent.name.endswith(("街道", "街道办事处"))
    return (agent.kind is Kind.REGION) == (word in _PLACES) and agent.name.endswith(word.replace("委", "委员会"))


class _Heads:
    """Persons who lead a body: what 企业负责人某某 does, the enterprise does."""

    def __init__(self, scope: Scope, sentences: Sequence[Span]) -> None:
        self._scope, self._sentences = scope, sentences
        self._people = MentionsByPlace.of(scope, Kind.PERSON)
        self._bodies: dict[str, Mention] | None = None

    def opening(self, sentence: Span) -> Subject | None:
        """The body led by the person whose posts and name open the sentence."""
        people = self._people.inside(*sentence)
        if not people or people[0].start - sentence.start > 40:
            return None
        if re.search(r"[。；]", self._scope.text[sentence.start : people[0].start]):
            return None
        body = self._led().get(people[0].name)
        if body is None or body.kind is Kind.AGENCY:
            return None
        return Subject((body,), people[0].start, people[0].end, "deed-of-its-head", 0.6)

    def _led(self) -> dict[str, Mention]:
        if self._bodies is None:
            posts = find_post_links(self._scope, self._sentences)
            self._bodies = {link.head.name: link.tail for link in posts if _LEADS_IT.search(str(link.attrs["post"]))}
        return self._bodies
