"""Titles of policies printed without 《》: 2021年工作要点, 国务院关于…的决定, 工会“十四五”规划."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from graph.elements import BODIES, Kind
from graph.extraction.policies.numbered import NUMBER, cited_numbers, notices_of_years, numbered_notices
from graph.extraction.policies.own import policy_of_part
from graph.extraction.policies.plans import find_plans
from graph.extraction.policies.titles import DOC_NUMBER, TitleReference, canonical_title, title_table
from graph.extraction.scope import Mention, Scope
from graph.extraction.word_pattern import AnchoredPattern


@dataclass(frozen=True, slots=True)
class UnquotedTitle:
    """An unquoted title. Clean offsets; name: canonical, with its subject when the text leaves it out."""

    start: int
    end: int
    name: str
    rule: str


# 红河州2021年产改工作要点: a year, an optional subject, and a kind of yearly plan.
_YEARLY = re.compile(r"(?:19|20)\d{2}\s*年\s*[\u4e00-\u9fff]{0,16}?(?:工作要点|工作计划|重点工作任务|立法计划)")
# 工会“十四五”规划, “十四五”就业促进规划.
_FIVE_YEAR = re.compile(
    r"[一二三四五六七八九十“\"](?:(?<=[“\"])(?:十[一二三四五六]|[一二三四五六七八九])|(?<=十)[一二三四五六]|(?<![“\"十]))"
    r"五[”\"]?(?:时期)?[\u4e00-\u9fff]{0,16}?规划(?:纲要)?(?![期目建编实执工])"
)
_DRAWN_UP = (
    "编制",
    "制定",
    "印发",
    "出台",
    "发布",
    "审定",
    "审议",
    "通过",
    "实施",
    "落实",
    "贯彻",
    "衔接",
    "纳入",
    "起草",
)


@lru_cache(maxsize=1)
def _patterns() -> tuple[re.Pattern[str], AnchoredPattern]:
    table = title_table()
    heads = "|".join(table.unquoted)
    verbs = "|".join(table.issuing)
    about = re.compile(
        rf"关于(?!《)[^，。；：:《》\n（）()“”！？\s][^。；：:《》\n！？，]{{5,60}}?的(?:最新|[\d一二三四五六七八九十]{{1,3}}[条项])?(?:{heads})(?![见》\u4e00-\u9fff]?[》])"
    )
    issued = AnchoredPattern(
        rf"(?:{verbs})(?:了)?((?!{'|'.join(table.not_begin)})[^，。；：:《》\n（）()“”、！？\s]{{8,50}}?的?(?:实施意见|指导意见|若干措施|若干意见|若干政策措施|实施细则|暂行办法))(?=[，。；,（(]|$)",
        table.issuing,
    )
    return about, issued


@lru_cache(maxsize=1)
def _after_body_pattern() -> AnchoredPattern:
    """印发做好春运工作的通知, 发布税费政策指引: what an agency issues, named without 关于 and 《》."""
    table = title_table()
    title = rf"(?!{'|'.join(table.not_begin)})[^，。；：:、《》\n（）()“”！？\s]{{6,44}}?"
    carriers = r"(?:工作|事项|问题|活动|安排)的(?:紧急)?(?:通知|公告|通告|意见)"
    return AnchoredPattern(
        rf"(?:{'|'.join(table.issuing)})了?(?:有关[^，。；、《》]{{2,24}}、)?({title}(?:{carriers}|{'|'.join(table.issued)}))"
        r"(?=[，。；、（(和]|$)",
        table.issuing,
    )


@lru_cache(maxsize=1)
def _marked_pattern() -> AnchoredPattern:
    """“关于延长春节假期的通知”: a full title in quotation marks."""
    kinds = "|".join(title_table().unquoted)
    return AnchoredPattern(rf"[“\"](关于[^“”\"。；\n]{{5,70}}?的(?:{kinds}))[”\"]", ("“关", '"关'))


def find_unquoted_titles(scope: Scope, quoted: Sequence[TitleReference]) -> list[UnquotedTitle]:
    """Unquoted titles of the part outside 《》, in order, without overlaps."""
    marked = [reference.start for reference in quoted]
    found: list[UnquotedTitle] = []
    for title in sorted(_candidates(scope), key=lambda title: (title.start, -title.end)):
        if found and title.start < found[-1].end:
            continue
        near = quoted[max(0, bisect_left(marked, title.start) - 1) : bisect_left(marked, title.end)]
        if not any(title.start < other.end and not _holds(title, other.start, other.end) for other in near):
            found.append(title)
    return found


def _holds(title: UnquotedTitle, start: int, end: int) -> bool:
    """Does the title hold that of what a decision changes (关于修改《…》的决定), or of what a notice forwards?"""
    return title.rule in {"decision-title", "forwarding-title"} and title.start <= start and end <= title.end


# 关于修改《…条例》等十件地方性法规的决定, which history notes print without a second pair of marks.
_DECISION = AnchoredPattern(
    r"(?<![《〈])关于(?:修改|修订|废止)《[^《》\n]{2,60}(?:《[^《》\n]{2,40}》[^《》\n]{0,20})?》[^，。；：《》\n]{0,24}?的决定(?!》)",
    ("关于",),
)
# 国务院办公厅转发某部《关于…的意见》的通知, told of without a second pair of marks.
_FORWARDING = AnchoredPattern(
    r"(?:转发|批转)[^，。；：《》\n]{0,60}《[^《》\n]{6,80}》的(?:紧急)?(?:通知|函)(?!精神|要求)", ("转发", "批转")
)

_MARKS = str.maketrans("", "", "《》")


def _forwarding(scope: Scope) -> Iterator[UnquotedTitle]:
    """Notices that forward a title in marks, each with the body that ends right before."""
    for match in _FORWARDING.finditer(scope.text, scope.part.start, scope.part.end):
        body = _subject(scope, match.start())
        if body is not None and body.kind is Kind.AGENCY:
            name = canonical_title(scope.text[body.start : match.end()].translate(_MARKS))
            yield UnquotedTitle(body.start, match.end(), name, "forwarding-title")


def _candidates(scope: Scope) -> list[UnquotedTitle]:
    text, part = scope.text, scope.part
    heading = _headings(scope)
    about, issued = _patterns()
    yearly = scope.finditer(_YEARLY, "工作要点", "工作计划", "重点工作任务", "立法计划")
    found = [t for m in yearly if (t := _yearly(scope, m)) is not None]
    five_year = _FIVE_YEAR.finditer(text, part.start, part.end) if "规划" in text else ()
    found += [t for m in five_year if (t := _five_year(scope, m)) is not None]
    found += [t for m in about.finditer(text, part.start, part.end) if (t := _about(scope, m)) is not None]
    marked = _marked_pattern().finditer(text, part.start, part.end)
    found += [UnquotedTitle(m.start(1), m.end(1), canonical_title(m[1]), "title-in-quotation-marks") for m in marked]
    found += [
        UnquotedTitle(m.start(1), m.end(1), canonical_title(m[1]), "issued-title")
        for m in issued.finditer(text, part.start, part.end)
        if "相关的" not in m[1]  # what is not written yet has no name
    ]
    if policy_of_part(scope) is None:  # a policy's own text says what bodies are to issue
        found += _issued_by_bodies(scope)
    decisions = _DECISION.finditer(text, part.start, part.end)
    found += [UnquotedTitle(m.start(), m.end(), canonical_title(m[0]), "decision-title") for m in decisions]
    regulations = scope.finditer(_REGULATION, "条例", "管理办法", "暂行办法", "暂行规定")
    found += [UnquotedTitle(m.start(1), m.end(1), canonical_title(m[1]), "cited-title") for m in regulations]
    pointed = _POINTED.finditer(text, part.start, part.end) if policy_of_part(scope) is None else ()
    found += [UnquotedTitle(m.start(1), m.end(1), canonical_title(m[1]), "issued-title") for m in pointed]
    found += [t for m in scope.finditer(_COUNTED, "条") if (t := _by_count(scope, m)) is not None]
    technical = scope.finditer(_TECHNICAL, "方案", "指南", "指引", "规范")
    found += [UnquotedTitle(m.start(1), m.end(1), canonical_title(m[1]), "cited-title") for m in technical]
    found += [UnquotedTitle(*notice, "numbered-notice") for notice in numbered_notices(scope)]
    found += [UnquotedTitle(*number, NUMBER) for number in (*cited_numbers(scope), *notices_of_years(scope))]
    found += [UnquotedTitle(*plan, "plan-title") for plan in find_plans(scope)]
    found += _forwarding(scope)
    found += _laws(text, part.start, part.end)
    return [title for title in found if not any(a <= title.start and title.end <= b for a, b in heading)]


# 落实企业投诉工作管理办法: a regulation that a text cites without 《》.
_REGULATION = re.compile(
    r"(?:落实|执行|贯彻|根据|按照|依据|依照|违反|适用|符合|\d{4}年(?:\d{1,2}月)?(?:印发|出台|发布|制定|施行)的)(?:了|好)?"
    r"((?!有关|相关|国家|各|本|该|现行|上述|《|[^，。；]{0,24}(?:法|条例|办法|规定)[和及与])[^，。；：、《》\n（）()“”！？\s]{4,30}?(?:管理办法|条例|暂行办法|暂行规定))"
    r"(?=[，。；、（(]|等|的?(?:有关|相关)?(?:要求|规定)|第[一二三四五六七八九十]|同时废止|废止)"
)
# 按照某病诊疗方案做好工作: technical papers that a text goes by without 《》.
_TECHNICAL = re.compile(
    r"(?:按照|遵照|依照|根据|参照|执行|(?:我委|我部|我局|我会)(?:制定|印发)的)"
    r"((?!有关|相关|国家|各|本|该|现行|上述|要求|《)(?:(?!实际|情况|制定|相关)[^，。；：、《》\n（）()“”！？\s的]){6,24}(?:的[^，。；：、《》\n（）()“”！？\s的]{2,8})?"
    r"(?:诊疗|防控|技术|操作|工作|防护|消毒)(?:方案|指南|指引|规范))(?=[，。；、（(与和]|做好|开展|进行|要求|的?规定|实施|执行)"
)
# “抗疫暖企八条”, “28条政策”, “28条”惠企措施: a by-name that counts a policy's points.
_COUNTED = re.compile(
    r"[“\"](?P<title>(?P<about>[\u4e00-\u9fff\d]*?)(?<![第\d])(?:\d{1,3}|[一二三四五六七八九十]{1,3})条"
    r"(?P<kind>[\u4e00-\u9fff]{0,4}(?:政策|措施|举措|意见|新政))?)[”\"](?P<behind>[\u4e00-\u9fff]{0,4}(?:政策|措施|举措|意见|新政))?"
)
COUNTED = "counted-title"
_FEWEST_POINTS = re.compile(r"^[一二三1-3]条")


def _by_count(scope: Scope, match: re.Match[str]) -> UnquotedTitle | None:
    """A by-name with words of its own, else with the place and purpose before it (上海支持企业“28条政策”)."""
    start, name = match.start("title"), canonical_title(match["title"])
    if _FEWEST_POINTS.match(name):
        return None
    if match["about"]:
        return UnquotedTitle(start, match.end("title"), name, COUNTED)
    if not (match["kind"] or match["behind"]):
        return None
    before = scope.beginning_in(start - _LONGEST_PURPOSE, start)
    near = [m for m in before if m.kind is Kind.REGION and _FOR_WHOM.fullmatch(scope.text, m.end, start - 1)]
    begin = near[-1].start if near else start
    printed = canonical_title(scope.text[begin : match.end("title") + 1]) if near else name
    return UnquotedTitle(begin, match.end("title") + bool(near), printed, COUNTED)


_LONGEST_PURPOSE = 20
_FOR_WHOM = re.compile(r"(?:支持|应对|促进|帮扶|服务|稳定|助力|扶持)[\u4e00-\u9fff]{2,6}")


# 出台的支持小店开工的二十条措施: measures told by what they are for and by their number.
_POINTED = AnchoredPattern(
    r"(?:出台|推出|发布|印发|制定)(?:了|的)?((?:支持|关于|应对|促进|帮扶|服务|稳定|保障|助力|扶持)[^，。；：、《》“”\n]{4,30}?"
    r"(?:\d{1,2}|[一二三四五六七八九十]{1,3})[条项](?:政策)?(?:措施|举措|意见))(?=[，。；、中]|$)",
    ("出台", "推出", "发布", "印发", "制定"),
)
_ISSUES = re.compile(r"[\s　]*(?:(?!负责|要求|牵头|应当?|要|指导|督促|组织|参与|审议|等)[\u4e00-\u9fff\d]){0,8}")


def _issued_by_bodies(scope: Scope) -> Iterator[UnquotedTitle]:
    """What an agency issues, named without 关于 and 《》."""
    for match in _after_body_pattern().finditer(scope.text, scope.part.start, scope.part.end):
        if _issued_by_a_body(scope, match.start()):
            yield UnquotedTitle(match.start(1), match.end(1), canonical_title(match[1]), "issued-title")


def _issued_by_a_body(scope: Scope, verb: int) -> bool:
    """Does an agency end shortly before the verb, as its subject?"""
    near = (m.end for m in scope.mentions if m.kind is Kind.AGENCY and verb - 9 <= m.end <= verb)
    return any(_ISSUES.fullmatch(scope.text, end, verb) for end in near)


_COUNTRY = "中华人民共和国"
_IN_A_WORD = re.compile(r"[治律制人官庭院学典案务理]|规(?!定)|(?:实施)?办法")
_MADE_UNDER = re.compile(r"实施(?:条例|细则|办法)")
_CITED_BEFORE = re.compile(
    r"(?:依照|依据|根据|按照|违反|触犯|执行|适用|贯彻|落实|实施|遵守|符合)(?:了|好|新修订的|我国)?$|[、和及》]$"
)
_CITED_AFTER = re.compile(
    r"(?:的)?(?:有关|相关)?规定|第[一二三四五六七八九十百\d]+条|[、，]|等(?:法律|有关|相关)|[和及]"
)
_SHORT_LAW = 3


@lru_cache(maxsize=1)
def _law_names() -> tuple[frozenset[str], tuple[int, ...]]:
    """The laws, and their lengths, longest first."""
    laws = frozenset(title_table().laws)
    return laws, tuple(sorted({len(law) for law in laws}, reverse=True))


def _laws(text: str, start: int, end: int) -> Iterator[UnquotedTitle]:
    """National laws named without 《》. One of three characters (价格法) only where it is cited as a law."""
    laws, lengths = _law_names()
    place = text.find("法", start, end)
    while place >= 0:
        name = next((text[place + 1 - n : place + 1] for n in lengths if text[place + 1 - n : place + 1] in laws), None)
        if name is not None and (law := _law(text, place + 1 - len(name), place + 1)):
            yield law
        place = text.find("法", place + 1, end)


def _law(text: str, begin: int, end: int) -> UnquotedTitle | None:
    stop = end
    if made := _MADE_UNDER.match(text, stop):
        stop = made.end()
    elif _IN_A_WORD.match(text, stop):
        return None
    if end - begin <= _SHORT_LAW and not (
        _CITED_BEFORE.search(text[max(0, begin - 8) : begin]) and _CITED_AFTER.match(text, stop)
    ):
        return None
    name = _COUNTRY + text[begin:stop]
    start = begin - len(_COUNTRY) if text.startswith(_COUNTRY, begin - len(_COUNTRY)) else begin
    return UnquotedTitle(start, stop, name, "law-name")


def _headings(scope: Scope) -> list[tuple[int, int]]:
    """Spans of titles: the document's and its parts', which are read elsewhere."""
    fields = [scope.document.header.title, scope.part.title]
    return [(field.start, field.end) for field in fields if field is not None]


def _subject(scope: Scope, place: int) -> Mention | None:
    """Body or region whose mention ends right at `place`, or begins the sentence that holds it."""
    near = [m for m in scope.mentions if m.end == place and (m.kind in BODIES or m.kind is Kind.REGION)]
    return max(near, key=lambda m: m.end - m.start) if near else None


def _yearly(scope: Scope, match: re.Match[str]) -> UnquotedTitle | None:
    """A yearly plan belongs to the body or region before it, else to the sentence's first one."""
    title, start = canonical_title(match[0]), match.start()
    subject = _subject(scope, start)
    if subject is not None:
        return UnquotedTitle(
            subject.start, match.end(), canonical_title(scope.text[subject.start : match.end()]), "yearly-plan"
        )
    sentence = max(scope.text.rfind("。", 0, start), scope.text.rfind("\n", 0, start)) + 1
    inside = [m for m in scope.beginning_in(sentence, start) if m.kind in BODIES or m.kind is Kind.REGION]
    if not inside:
        return None
    nearest = inside[-1]
    printed = canonical_title(scope.text[nearest.start : nearest.end])
    return UnquotedTitle(start, match.end(), printed + title, "yearly-plan")


def _five_year(scope: Scope, match: re.Match[str]) -> UnquotedTitle | None:
    """A five-year plan that the text says was drawn up, named with the word or name before it."""
    text, start = scope.text, match.start()
    subject = _subject(scope, start)
    begin = subject.start if subject else start - 2 if text[start - 2 : start] == "工会" else start
    before = text[max(0, begin - 6) : begin]
    after = text[match.end() : match.end() + 8]
    if not any(verb in before or verb in after for verb in _DRAWN_UP):
        return None
    return UnquotedTitle(begin, match.end(), canonical_title(text[begin : match.end()]), "five-year-plan")


_NUMBER_BEHIND = re.compile(rf"[（(](?:第?\d{{1,3}}号|{DOC_NUMBER.pattern})[）)]")
_CITING = (
    *(
        "根据",
        "按照",
        "贯彻",
        "落实",
        "依据",
        "执行",
        "学习贯彻",
        "依照",
        "遵照",
        "遵循",
        "参照",
        "针对",
        "结合",
        "拟定",
        "拟订",
    ),
    *("转发", "传达", "下达", "起草", "研究出台", "研究制定", "对照", "响应"),
)


def _about(scope: Scope, match: re.Match[str]) -> UnquotedTitle | None:
    """关于…的通知 in running text: with an issuer or an issuing verb before it, or a 发文字号 after it."""
    text, start = scope.text, match.start()
    subject = _subject(scope, start)
    before = text[max(0, start - 8) : start].removesuffix("的")
    if "不适当" in match[0] or "作出" in before:
        return None
    cued = before.rstrip("了").endswith((*title_table().issuing, *_CITING))
    if subject is None and not cued and not _NUMBER_BEHIND.match(text, match.end()):
        return None
    begin = subject.start if subject else start
    name = canonical_title(text[begin : match.end()]).replace("的最新", "的")
    return UnquotedTitle(begin, match.end(), name, "unquoted-title")
