"""ATTENDED of those told to be at an event or a meeting that the text named before: rosters, speakers, chairs.

到会的还有：省总工会主席罗文、某市副市长谢青; 罗文以视频方式讲话，谢青到场致辞; 活动由罗文主持.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from graph.elements import Kind, LinkKind
from graph.extraction.found import FoundLink
from graph.extraction.mention_groups import MentionsByPlace
from graph.extraction.scope import Mention
from ingest.document import Span

EVENT_ENDS = (
    "赛",
    "比武",
    "班",
    "营",
    "展",
    "会",
    "论坛",
    "节",
    "活动",
    "仪式",
    "周",
    "月",
    "宣讲",
    "沙龙",
    "讲坛",
    "讲堂",
)
_TITLE = re.compile(r"(?<=.)“[^”]*”$")
_REACH = 1_500
"""Characters from a person back to the event that the text is about."""
_THERE = r"(?:出席|参加|参与|列席|到会|到场|与会|参会|见证|前来|应邀)"
# 到会的还有：…; 县里出席的有…; 到会讲话的是…; 主持人是….
_ROSTER = re.compile(
    rf"(?:{_THERE}了?(?:此次|本次|这次|该)?[^，。；：]{{0,30}}?|(?:致辞|讲话|主持|发言|授课)(?:发言|讲话)?)的"
    r"(?:[^，。；：的]{0,8}?(?:领导|嘉宾|人员))?(?:还|分别)?(?:有|是|为|包括)[：:]?"
    r"|主持人(?:是|为)|(?:出席|参会|与会|到会)(?:领导|嘉宾|人员)(?:有|包括)?[：:]"
)
_OTHER_VISIT = re.compile(r"调研|考察|走访|检查|督导|慰问|座谈")
_MANNER = (
    r"(?:同志|等(?:领导|同志|嘉宾)?|也|还|先后|分别|共同|一起|现场|专程|应邀|亲自|(?:出席|参加)(?:会议|大会|活动|[开闭]幕[式会])?|到会|到场|并|[，、]"
    r"|(?:以|围绕)(?:“[^”\n]{2,30}”|《[^》\n]{2,30}》)+为(?:题|主题)|(?:以|通过)(?:视频|书面|线上)(?:连线)?(?:的?[方形]式)?|(?:代表|为)[^，。；]{2,12}?|在[^，。；]{2,12}?[上中时])*"
)
_TASK = (
    r"(?:签字|签约|点火|鸣[锣枪哨]|揭幕|授旗|讲话|发言|致(?:欢迎|开幕|闭幕|答谢)?[辞词]|到会|到场|参会|与会|担任主持|颁奖|授课|揭牌|宣读|到会祝贺|(?:作|做)了?题为|领誓|宣誓"
    r"|主持(?!召?开|了?会议|人?工作|常务|日常|全面|[^，。；]{0,6}(?:工作|党组|全面))"
    r"|[作做]了?[^，。；“]{0,24}?(?:报告|辅导|发言|讲话|动员|点评|总结|分享|演讲|宣讲|授课|致辞)|作题为|作了?《"
    r"|(?:发表|进行)了?[^，。；]{0,12}?(?:讲话|演讲|致辞|发言|授课)|(?:见证|启动)(?:了?(?:活动|仪式|启动|签约|揭牌)|[，。；])"
    r"|(?:宣布|启动)[^，。；]{0,12}?(?:开幕|闭幕|开赛|启动|开班|活动|规则|结果|名单|决定)|为[^，。；]{2,24}(?:授牌|授旗|颁奖|颁发|发放))"
)
_TOOK_PART = re.compile(rf"{_MANNER}{_TASK}")
_SPOKEN_THERE = re.compile(r"(?:同志)?在(?:致辞|讲话|发言|主旨演讲|总结讲话|开班讲话|动员讲话)(?:中|时)")
# 罗文，谢青，以及职工代表等300余人参会.
_AMONG = re.compile(
    r"(?:[，、]|以?及|[和与])[^。；：“]{0,70}?(?:等|共|\d余?[名人])[^。；，]{0,14}?(?:参会|参加|出席|到会)了?(?:活动|会议|培训|仪式|开幕式)?(?=[，。；]|$)"
)
# 签订“某某”战略合作协议, “某某”行动启动仪式; 某工匠学院在某校挂牌, 某某联盟成立大会.
_CEREMONY = (
    r"(?:合作|战略|项目|活动|集中|正式|上线)*(?:签约|启动|上线|发布|开班|开课|开营|开学|结业|动员|揭牌|授牌|成立|落成|启用|挂牌)"
    r"(?:仪式|大会|会|典礼)"
)
_SIGNED = re.compile(rf"(?:战略|合作|共建|共享|框架)*(?:协议|备忘录)(?!书?》)|{_CEREMONY}")
_OPENED = re.compile(
    _CEREMONY + r"|(?:[^，。；]{0,4}在[^，。；、]{2,16})?(?:正式|同日|隆重)*(?:挂牌|揭牌|揭幕|落成|启用|投用|开学)"
)
_BY = re.compile(r"由[^，。；]{0,60}$")
_CHAIRED = re.compile(r"(?:同志)?(?:担任)?主持")
# 裁判长由某某担任.
_JUDGED = re.compile(r"(?:同志)?(?:担任|执裁)")
_SIGNS = (_TOOK_PART, _SPOKEN_THERE, _AMONG)
# What another occasion than the one named would be called where it is held.
_UNNAMED = re.compile(r"座谈会|新闻发布会|调度会|务虚会|例会|党组会|见面会|(?:召开|举行|开了?)[^，。；]{0,24}?会议")
_SESSION = re.compile(
    r"(?:第[一二三四五六七八九十\d]+次)?(?:[（(]扩大[）)])?(?:全体|工作|联席|视频|电视电话)*(?:会议?|全会)(?=[，。；、召举在上由的暨]|$)"
)
# Of a union, congress or association: 九届五次全委（扩大）会议, 第十次代表大会.
_ASSEMBLY = re.compile(
    r"第?[一二三四五六七八九十\d]{1,3}(?:届(?:第?[一二三四五六七八九十\d]{1,3}次)?|次)(?:全委|常委|执委|委员|理事|职工|会员)?(?:代表)?"
    r"(?:[（(]扩大[）)])?(?:全体|主席)?(?>会议|全会|大会|会)(?!“|精神|决议|提出|以来|部署|确定|明确)"
)
# 某办公室（以下简称…）在某市召开某会: the body that convenes it.
CONVENES = re.compile(
    r"(?:[（(][^（）()]{2,24}[）)])?(?:(?:\d{4}年)?\d{1,2}月\d{1,2}日(?:[上下]午|晚)?|近日|日前|今[天日]|昨[天日])?(?:在[^，。；]{1,10})?(?:组织|主持)?召开了?[^，。；]{0,20}(?<!发布)会议?(?=[，。；、]|$)"
)
_HOSTED = re.compile(r"举[办行]|主办|承办|[开闭]幕|开[班赛讲]|启动|召开|落幕|鸣锣|圆满")
_BESIDE = 14
# Where a bulletin goes on with its next item.
_NEXT_ITEM = re.compile(r"\n[ 　]*(?:[一二三四五六七八九十]{1,3}、|[▲●◆★■▶])|[。；][▲●◆★■▶]")
_NUMBERED = re.compile(r"第[一二三四五六七八九十\d]+次")
_HELD = re.compile(r"暨|第|20\d\d|在?[^，。；]{0,8}[召举]")


def occasion_links(
    text: str, sentence: Span, runs: Sequence[Sequence[Mention]], occasions: MentionsByPlace
) -> Iterator[FoundLink]:
    """Those of a sentence's persons whom it tells to be at the event or meeting that it or the text before names.

    runs: persons with nothing but posts between them, who share what is told behind the last.
    """
    at = _roster_start(text, sentence) if occasions.all else None
    for run in runs if occasions.all else ():
        is_listed = at is not None and run[0].start >= at
        end = run[-1].end if is_listed else _deed_end(text, sentence, run)
        occasion = _occasion(text, run[0].start, occasions) if end else None
        if occasion is not None:
            start = max(sentence.start, min(occasion.start, run[0].start))
            rule = "roster-of-event" if is_listed else "took-part-in-event"
            for person in run:
                yield FoundLink(LinkKind.ATTENDED, person, occasion, start, end, rule, 0.75)


def _deed_end(text: str, sentence: Span, run: Sequence[Mention]) -> int:
    """Where the words end that tell of a person's part in an event (致辞, 作主旨发言, 由…主持), 0 without any."""
    end = run[-1].end
    told = next((found for sign in _SIGNS if (found := sign.match(text, end, sentence.end))), None)
    if told is None and _BY.search(text, sentence.start, run[0].start):
        told = _CHAIRED.match(text, end, sentence.end) or _JUDGED.match(text, end, sentence.end)
    return told.end() if told else 0


def occasions_of(text: str, initiatives: Sequence[Mention], bodies: Sequence[Mention]) -> MentionsByPlace:
    """Named events and schemes agreed on, bodies where a session is named, institutions where they are opened."""
    events = [m for m in initiatives if is_event(m) or _SIGNED.match(text, m.end)]
    sessions = [b for b in bodies if b.kind is Kind.AGENCY and _has_session(text, b)]
    opened = [b for b in bodies if b.kind is Kind.INSTITUTION and _is_opened(text, b)]
    return MentionsByPlace(sorted([*events, *sessions, *opened], key=lambda m: m.start))


def _is_opened(text: str, institution: Mention) -> bool:
    """Whether it is the institution that is opened, not where another one is (在某校挂牌)."""
    return _OPENED.match(text, institution.end) is not None and text[institution.start - 1] not in "在于"


def is_event(initiative: Mention, ends: tuple[str, ...] = EVENT_ENDS) -> bool:
    """Whether its name, without a title behind it (第三届青河市职工运动会“沙场点兵”), ends as that of an event."""
    return _TITLE.sub("", initiative.name).rstrip("”").endswith(ends)


def _has_session(text: str, body: Mention) -> bool:
    if body.name.endswith("会议"):
        numbered = _NUMBERED.search(text, body.start, body.end)
        return (numbered or _HELD.match(text, body.end)) is not None
    convened = CONVENES.match(text, body.end)
    if is_assembly(text, body.end) or (convened and not _OTHER_VISIT.search(convened.group())):
        return True
    return body.name.endswith(("小组", "指挥部", "委员会")) and _SESSION.match(text, body.end) is not None


def is_assembly(text: str, end: int) -> bool:
    """Whether a numbered assembly of the body that ends there is named, not its spirit or what it decided."""
    return _ASSEMBLY.match(text, end) is not None


def _roster_start(text: str, sentence: Span) -> int | None:
    cue = _ROSTER.search(text, *sentence)
    return None if cue is None or _OTHER_VISIT.search(cue.group()) else cue.end()


def _occasion(text: str, offset: int, occasions: MentionsByPlace) -> Mention | None:
    """The event or session named last before the offset, unless another occasion without a name follows it.

    An event that a session speaks of (继续开展劳动竞赛) is not where the session's speakers are.
    """
    near = occasions.inside(max(offset - _REACH, 0), offset)
    sessions = [met for met in near if met.kind is Kind.AGENCY]
    held = [met for met in near if met in sessions or _HOSTED.search(_around(text, met))]
    named = (held if sessions else near)[-1:]
    return next((met for met in named if not is_elsewhere(text, met, offset)), None)


def _around(text: str, event: Mention) -> str:
    return text[max(event.start - _BESIDE, 0) : event.start] + "\n" + text[event.end : event.end + _BESIDE]


def is_elsewhere(text: str, named: Mention, offset: int) -> bool:
    """Does the text go on to its next item, or tell of another occasion without a name, before the offset?"""
    sessions = (sign.match(text, named.end) for sign in (_SESSION, _ASSEMBLY, CONVENES))
    begin = max([named.end, *(session.end() for session in sessions if session)])
    return any(pattern.search(text, begin, offset) for pattern in (_UNNAMED, _NEXT_ITEM))
