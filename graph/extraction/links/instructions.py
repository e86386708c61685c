"""INSTRUCTED: what a person gave word on (指示, 批示) and whom and what a person's spoken demands are directed at."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import islice

from graph.elements import BODIES, Kind, LinkKind
from graph.extraction.found import FoundLink
from graph.extraction.links.deed_verbs import deeds
from graph.extraction.links.subject_phrases import clause_start, lead
from graph.extraction.mention_groups import MentionsByPlace, coordinated
from graph.extraction.scope import Mention, Scope
from ingest.document import Span

_TITLE = r"(?:总书记|主席|书记|省长|市长|总理|同志)?"
_ON = re.compile(_TITLE + r"(?:多次|亲自|专门|先后)?(?:关于|对|就)")
_WORD_GIVEN = re.compile(
    r"[^，。；：\n]{0,30}?(?:作出|做出|提出|的)?(?:一系列|系列|重要|专门|明确|具体)*(?:指示批示|批示|指示|讲话|论述|部署|要求)"
)
_CONCEIVED = re.compile(rf"(?:工作)?是(?:由)?([^，。；：]{{2,4}}){_TITLE}(?:亲自|一手|亲手)")
_DEMANDS = re.compile(r"(?:同志)?(?:要求|责成|指示|叮嘱)[，,：:]?\s*")
# 就某计划作出批示，要求省总工会….
_WORD_WITH_DEMAND = re.compile(r"[^。；：]{0,40}?(?:批示|指示|讲话)，(?:并)?(?:要求|责成)")
_COLON = re.compile(r"[：:]")
_DEPLOYED = re.compile(r"说明|部署|要求|批示|讲话|安排")
# 对“某某”竞赛给予充分肯定，要求…推广.
_PRAISED = re.compile(
    r"[^，。；：]{0,8}?(?:给予|予以|表示|作出|做出)了?[^，。；]{0,8}?肯定，(?:并)?(?:要求|希望|指出要|强调要)[^。；]{0,30}(?:推广|推开|深化|总结|复制|坚持|做大|做强)"
)
_URGES = re.compile(
    r"(?:同志)?(?:[^，。；：\n“]{0,24}(?:调研|考察|走访|慰问|检查|督导|座谈|出席|参加|讲话|致辞|活动|会议|仪式|检查)(?:时|中|后|期间)?，(?:并)?)?(?:(?!讲话|指示|批示|精神|论述)[^，。；：\n]){0,30}?(?:强调|(?<![要的关项])要求|指出|提出|叮嘱|嘱咐|(?:提出|讲了?|提了)[^，。；：“]{0,10}(?:要求|意见)|(?:叮嘱|嘱咐|告诫)[^，。；：“]{2,14})(?:[，：:“]|(?=[要须把将]|务必|必须|进一步|继续|加快|持续|推广|总结|各))"
)
# 某某说，各级…要: a demand only where 要 stands in it.
_SAYS = re.compile(
    r"(?:同志)?(?:[^，。；：\n“]{0,24}(?:讲话|会议|活动|调研|检查)(?:时|中|后|期间)?，(?:并)?)?"
    r"[^，。；：\n“]{0,8}?(?:(?:表示|[说讲]道?)[，：:]|(?:指出|强调|要求)(?=[^，。；：“]))"
)
_GOES_ON = re.compile(
    r"(?:[他她](?:还|又|同时|进一步|特别)*(?:强调|要求|指出|提出)[，：:]?|同时，|另外，|此外，|此外还|[一二三四五六七八]要|(?:第[一二三四五六]|首先|其次|再次|最后)，)*"
    r"(?:“)?(?:(?:还|又|也)?(?:要|必须|务必|须|应当?|一定要)|(?:[各全][级地个][^，。；]{1,24}|[^，。；]{2,20})(?:要|必须|务必|一定要)(?!求|素|点)|进一步|切实|加快|加强|坚决|持续|充分|严格|落实|全力|把)"
)
_MUST = re.compile(
    r"(?:[、和与及][^，。；]{0,12}?)?(?:都|也|还)?(?:要(?!求)|须|必须|应当?(?![急对])|务必|一定要|抓好|抓紧|立即|加快)"
)
_SHOULD = re.compile(r"(?<![必主重需首])要(?![求素点是么闻])|必须|务必|须")
_AHEAD = re.compile(r"[^，。；：]{0,3}?(?:将|已|会继续|正在)")
# 罗文指出，过去一年…: what has been done is no demand.
_SO_FAR = re.compile(
    r"“?(?:过去|去年|近[年几两三]|多年|[一二两三四五六七八九十几]+年来|今年以来|上半年|目前|截至|自\d{4}年)"
)
_NEAR = 14
# 要求各级工会吃透《某某方案》.
# 落实省委、省政府《某某意见》
_OBEY = re.compile(
    r"(?<![以为])(?:吃透|学透|学深|用好|用足|贯彻落实|落实好?|贯彻好?|执行好?|抓好|严格执行)(?:[^，。；：“”《》的]{2,40})?《?$"
)
_AS_FRAME = re.compile(r"[要须]?(?:以|按照|根据|围绕|对照|结合)")
_LEADS = re.compile(r"为(?:总)?(?:牵引|抓手|载体|龙头|突破口)")
# Where no verb of carrying out stands, what a clause of a demand says of an initiative other than that it is due.
_NO_DEMAND = re.compile(
    r"是|参[加与]|根据|按照|围绕|对照|结合|(?<![所可力])以(?![来及下上])|为(?!主)|关于|由于|随着|面对|来自|被|的(?![^，]{0,12}$)"
)
# 向甲、乙传达…，要求….
_TELLS_THEM = re.compile(r"[^。；]{0,60}?，(?:并)?(?:要求|强调|叮嘱)")
_COVERS = re.compile(r"[^，。；]{0,12}?(?:，[^，。；]{0,6}?)?(?:要(?!求)|必须|务必|不[能得可]|决不能)")
# 批示肯定“某某”做法.
_ENDORSED = re.compile(
    r"(?:同志)?(?:亲自|专门|先后|近日)?(?:作出)?批示(?:予以|给予)?(?:充分|高度)?(?:肯定|推广|支持)了?"
)
_CLAUSES = re.compile(r"[；。！？]")

_Instruction = tuple[Mention, Span, str, float]


class Instructions:
    """Finds what persons demand in one part. targets: the initiatives, policies, agencies and institutions named."""

    def __init__(self, scope: Scope, sentences: Sequence[Span], people: MentionsByPlace) -> None:
        self._text, self._sentences, self._people = scope.text, sentences, people
        self._targets = MentionsByPlace.of(scope, Kind.INITIATIVE, Kind.POLICY, Kind.AGENCY, Kind.INSTITUTION)
        self._bodies = MentionsByPlace.of(scope, *BODIES)
        self._titles = MentionsByPlace.of(scope, Kind.POLICY)

    def links(self, sentence: Span, person: Mention) -> Iterator[FoundLink]:
        """INSTRUCTED of the last of coordinated persons in their sentence, and in those that go on with the speech."""
        for tail, span, rule, confidence in (
            *self._word_given(sentence, person),
            *self._conceived(sentence, person),
            *self._demanded(sentence, person),
            *self._urged(sentence, person),
        ):
            yield FoundLink(LinkKind.INSTRUCTED, person, tail, span.start, span.end, rule, confidence)

    def _word_given(self, sentence: Span, person: Mention) -> Iterator[_Instruction]:
        """习近平总书记关于打赢某战的重要指示; 某某对某竞赛给予肯定，要求推广."""
        endorsed = _ENDORSED.match(self._text, person.end, sentence.end)
        for target in self._targets.inside(endorsed.end(), sentence.end)[:1] if endorsed else ():
            if endorsed and target.start <= endorsed.end() + 2 and target.kind is Kind.INITIATIVE:
                yield target, Span(person.start, target.end), "word-given-on", 0.9
        on = _ON.match(self._text, person.end, sentence.end)
        on = on or re.compile(r"[^。；：]{0,24}，对").match(self._text, person.end, sentence.end)
        if not on:
            return
        for target in self._targets.inside(on.end(), min(sentence.end, on.end() + 60)):
            is_praised = target.kind is Kind.INITIATIVE and target.start <= on.end() + 2
            praised = _PRAISED.match(self._text, target.end, sentence.end) if is_praised else None
            word = _WORD_GIVEN.match(self._text, target.end, sentence.end) if "，" not in on.group() else None
            is_near = not re.search(r"[，。；：]", self._text[on.end() : target.start])
            wanted = target.kind in {Kind.INITIATIVE, Kind.POLICY} or target.start == on.end()
            given = praised or word
            if given and is_near and wanted and target.kind is not Kind.INSTITUTION:
                yield target, Span(person.start, given.end()), "word-given-on", 0.9
                return

    def _conceived(self, sentence: Span, person: Mention) -> Iterator[_Instruction]:
        """某改革是某书记亲自部署的."""
        for target in self._targets.inside(sentence.start, person.start):
            conceived = _CONCEIVED.match(self._text, target.end, sentence.end)
            if target.kind is Kind.INITIATIVE and conceived and conceived.start(1) == person.start:
                yield target, Span(target.start, conceived.end()), "conceived-by", 0.9

    def _demanded(self, sentence: Span, person: Mention) -> Iterator[_Instruction]:
        """某某要求省总工会…; 陈某：扎实推进某改革; 某某就规范某程序作了部署."""
        demands = _DEMANDS.match(self._text, person.end, sentence.end)
        demands = demands or _WORD_WITH_DEMAND.match(self._text, person.end, sentence.end)
        colon = _COLON.match(self._text, person.end, sentence.end)
        if self._text.startswith("向", person.end):
            for run in coordinated(self._text, self._bodies.inside(person.end, sentence.end))[:1]:
                told = _TELLS_THEM.match(self._text, run[-1].end, sentence.end)
                for body in run if told and run[0].start <= person.end + 8 else ():
                    yield body, Span(person.start, run[-1].end), "demanded-of", 0.75
        for target in self._targets.inside(person.end, sentence.end):
            between = self._text[person.end : target.start]
            span = Span(person.start, target.end)
            is_told = demands is not None and target.start == demands.end() and target.kind is Kind.AGENCY
            if is_told and _MUST.match(self._text, target.end):
                yield target, span, "demanded-of", 0.85
            elif target.kind is not Kind.INITIATIVE:
                continue
            elif (
                colon and person.start == sentence.start and not re.search(r"[，。；“]", between) and len(between) < 16
            ):
                yield target, span, "headline-demand", 0.7
            elif (
                re.search(r"就[^，。；]{0,20}$", between)
                and "精神" not in between
                and _DEPLOYED.search(self._text, person.end, sentence.end)
            ):
                yield target, span, "spoke-on", 0.65

    def _urged(self, sentence: Span, person: Mention) -> Iterator[_Instruction]:
        """某某强调，要持续深化某工程。…区总工会要抓好…: what the words demand, to the end of the speech."""
        urges = _URGES.match(self._text, person.end, sentence.end)
        says = None if urges else _SAYS.match(self._text, person.end, sentence.end)
        opening = urges or says
        if not opening or self._people.inside(person.end, opening.end()):
            return  # （记者 罗文）省长谢青要求: another speaks
        must = says is not None and not says.group().endswith("要求")
        must = must or _SO_FAR.match(self._text, opening.end(), sentence.end) is not None
        yield from self._demands_in(Span(opening.end(), sentence.end), person, must=must)
        for following in self._speech(sentence, person) if urges else ():
            yield from self._demands_in(following, person, must=False)

    def _speech(self, sentence: Span, person: Mention) -> Iterator[Span]:
        """The sentences behind one in which a person demands, as long as they demand and nobody else speaks."""
        index = bisect_left(self._sentences, sentence.start, key=lambda span: span.start)
        for following in islice(self._sentences, index + 1, None):
            if "\n" in self._text[sentence.end : following.start]:
                return
            others = [one for one in self._people.inside(*following) if one.name != person.name]
            if others or not _GOES_ON.match(self._text, following.start, following.end):
                return
            yield following

    def _demands_in(self, speech: Span, person: Mention, must: bool) -> Iterator[_Instruction]:
        """Who is to do what in a stretch of speech. must: only where 要 or 必须 stands before it."""
        start = person.start if person.end <= speech.start and speech.start - person.start < 200 else speech.start
        for run in coordinated(self._text, self._bodies.inside(*speech)):
            at = clause_start(self._text, speech.start, run[0].start)
            opens = at + len(lead(self._text, at, run[0].start)) == run[0].start
            if opens and _MUST.match(self._text, run[-1].end, speech.end):
                for body in run:
                    if body.kind is not Kind.ENTERPRISE:
                        yield body, Span(min(start, body.start), run[-1].end), "demanded-of", 0.8
        for target in self._targets.inside(*speech):
            if target.kind is Kind.INITIATIVE and self._titles.covers(target):
                continue  # what a policy's title names, is not what the word is on
            is_war = target.name.endswith("战") and self._text[speech.start - 2] in "说示"
            is_due = not must or (_SHOULD.search(self._text, speech.start, target.start) and not is_war)
            is_obeyed = target.kind is Kind.POLICY and _OBEY.search(self._text, speech.start, target.start) is not None
            if is_due and (is_obeyed or (target.kind is Kind.INITIATIVE and self._is_demanded(speech, target))):
                yield target, Span(min(start, target.start), target.end), "urged", 0.75

    def _is_demanded(self, speech: Span, target: Mention) -> bool:
        """要开展某行动, 把某行动…, 以某工程为牵引, 某行动年底前要…: not what a body that is named will do itself."""
        text = self._text
        clause = clause_start(text, speech.start, target.start)
        part = max((found.end() for found in _CLAUSES.finditer(text, speech.start, target.start)), default=speech.start)
        doers = self._bodies.inside(part, target.start)
        if doers and doers[0].start == part and _AHEAD.match(text, doers[0].end):
            return False
        if clause == target.start or text[clause : target.start] in {"“", "‘"}:
            return _COVERS.match(text, target.end, speech.end) is not None
        if text.startswith("以", target.start - 1) and _LEADS.match(text, target.end):
            return True
        near = max(clause, target.start - _NEAR)
        is_done = deeds().carries_out.search(text, near, target.start) is not None
        is_done = is_done or _NO_DEMAND.search(text, clause, target.start) is None
        return is_done and not _AS_FRAME.match(text, clause)
