"""Persons told by what stands around a bare name: a list that ends in what they are, an age, a body, a deed."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from graph.elements import BODIES, Kind
from graph.extraction.people.names import AFTER, PARTED, Found, NameReader, is_likely, surnames, transliterated
from graph.extraction.people.posts import posts
from graph.extraction.people.reporters import parted_names
from graph.extraction.places.divisions import load_divisions
from graph.extraction.scope import Scope
from graph.extraction.word_pattern import AnchoredPattern
from ingest.document import Span

_NAME = r"[\u4e00-\u9fff]{2,4}"
_LIST = re.compile(
    rf"(?<![\u4e00-\u9fff、])(?:其中|包括|比如)?(?P<names>{_NAME}(?:、{_NAME})+?)(?:等|(?=[\d两三四五六七八九十]+[人名位]))"
    r"(?P<what>[^，。；：！？\n]{1,16})"
)
_LONGEST_FIRST = 7  # of a list with 其中 before it, and its mark
_HAN = re.compile(r"[\u4e00-\u9fff]")
_POINTS = re.compile(r"[·•・‧]")
_LONGEST_PART = 5
_SIGHTS = frozenset("山湖江河岭海")
_SITES = frozenset("厂店园城所站馆院校街路港湾岛桥村镇乡区县市州社网报队组会室校线杯奖")
_EMPLOYERS = frozenset({Kind.ENTERPRISE, Kind.INSTITUTION})
_ITEM = re.compile(r"[^、]+")
_LEADS_TEAM = re.compile(r"领衔|牵头的|带领|等(?!级)[^，。；、]{0,6}(?:专家|工匠|劳模|能手|骨干|选手|师傅|工人)")

_THREE = re.compile(r"[\u4e00-\u9fff]{3}(?=[\u4e00-\u9fff])")
_HONOUR = re.compile(
    rf"(?<![\u4e00-\u9fff、])(?P<names>{_NAME}?(?:、{_NAME}?)*)(?:还|也|均|都|同时|先后|分别|曾|更是)?"
    r"(?:当选|获评|荣[获膺]|获得?(?:第|[一二三]等|金|银|铜|冠|亚|季|了?全国|“|《)|夺[得冠魁]|问鼎|被(?:评|授予|聘|选|任命|推选|提拔)|上台|登台|领衔"
    r"|(?:兼|担|出|就|现|曾|接)任|现[为是]|[从自]\d{4}年(?:起|开始)?(?:担任|任)|任(?![何务命意由凭职期免教课用])|受聘|获聘|分获|(?P<weak>成[为了]|当上|晋升|评上|考取|取得|拿[到下]))"
)
_PRESENTED = re.compile(
    rf"(?<![\u4e00-\u9fff、])(?P<name>{_NAME})，(?:(?:男|女|[\u4e00-\u9fff]{{1,4}}族|(?:今|现)?年?\d{{1,3}}岁|\d{{4}}年[^，。；]{{0,10}}|中共党员|大[专学][^，。；]{{0,4}}|[\u4e00-\u9fff]{{2,4}}人)，)*(?:系|现为|现任)?$"
)
_BEFORE_EMPLOYER = frozenset("，系为任")
_CLAUSE = re.compile(r"[，。；\n（]")
_HOLDS = ("时任", "身为", "担任", "现任", "身兼", "曾任")
_HELD_OR_AGED = AnchoredPattern(
    rf"\d岁的|(?P<post>{'|'.join(_HOLDS)})[^，。；：的]{{2,30}}的(?=[\u4e00-\u9fff]{{2}})",
    (*_HOLDS, *(digit + "岁" for digit in "0123456789０１２３４５６７８９")),
)
_COUNT = re.compile(r"(?:\d+|[一二三四五六七八九十百两几多]+)?[多馀余]?[名位个人]?")
_AGED = re.compile(rf"(?<![\u4e00-\u9fff])(?P<name>{_NAME})[（(]\d{{1,3}}岁[）)]")
_SIGNED = re.compile(r"[。！？”]\s*[（(](?P<names>[\u4e00-\u9fff]{2,12})[）)]\s*$")


def find_in_context(scope: Scope, reader: NameReader) -> Found:
    """All persons whose surroundings, not a post before them, say that they are persons."""
    yield from _of_minority(scope, reader)
    openings = _openings(scope)
    yield from _listed(scope, openings)
    yield from _marked(scope, openings, _AGED, "person-aged")
    yield from _of_body(scope, reader)
    yield from _described(scope, reader)
    yield from _honoured(scope, openings)
    yield from _signed(scope, reader)
    yield from _held_by_body(scope)
    yield from _led_by(scope)
    yield from _presented(scope)
    yield from _holders_of(scope, reader)
    yield from _opening_clause(scope, reader, openings)


def _listed(scope: Scope, openings: Sequence[int]) -> Found:
    """【赵晓岚】、【钱文】等30位骨干教师: every item is a name, and what they are follows."""
    listed = [at for at in openings if scope.text.find("、", at, at + _LONGEST_FIRST) >= 0]
    for match in _at_openings(_LIST, scope, listed):
        names = [Span(*item.span()) for item in _ITEM.finditer(scope.text, *match.span("names"))]
        count = _COUNT.match(match.group("what"))
        counted, what = (count.group() if count else ""), match.group("what")[count.end() if count else 0 :]
        if (counted[-1:] in tuple("名位人") or _begins_with_calling(what)) and all(
            _is_name(scope.text, name) for name in names
        ):
            yield from ((name, "person-listed") for name in names)


def _begins_with_calling(what: str) -> bool:
    """Whether a post or role ends within the first words: 心理专家, 同志."""
    table = posts()
    return what.startswith(("同志", "人")) or any(
        table.head_before(what, end) or table.role_before(what, end) for end in range(2, min(len(what), 10) + 1)
    )


def _is_name(text: str, span: Span) -> bool:
    name = text[span.start : span.end]
    table = surnames()
    long = len(name) == 4 and name[:2] not in table.compound
    # 常德：0736-…: a list of places' telephones.
    if long or name in load_divisions().forms:
        return False
    return _has_surname(name) and not table.begins_word(name) and is_likely(text, span)


def _has_surname(name: str) -> bool:
    return name[0] in surnames().single or name[:2] in surnames().compound


def _marked(scope: Scope, openings: Sequence[int], pattern: re.Pattern[str], rule: str) -> Found:
    """【李晓峰】（15岁）."""
    for match in _at_openings(pattern, scope, openings) if "岁" in scope.text else ():
        span = Span(*match.span("name"))
        if _is_name(scope.text, span):
            yield span, rule


def _of_body(scope: Scope, reader: NameReader) -> Found:
    """市场监管局执法大队【张明远】一个人…: right behind a body, of three characters, named again in the document."""
    for mention in scope.mentions:
        if mention.kind not in BODIES or mention.end >= reader.end:
            continue
        name = scope.text[mention.end : mention.end + 3]
        if len(name) < 3 or not _has_surname(name):
            continue
        span = Span(mention.end, mention.end + 3)
        sure = name[0] not in surnames().ordinary and _is_name(scope.text, span)
        if sure and scope.text.count(name) > 1:
            yield span, "person-of-body"


def _led_by(scope: Scope) -> Found:
    """青禾热轧厂【罗军】领衔的工作室: a name right behind an employer, before what leaders of teams do."""
    for body in scope.mentions:
        if body.kind not in _EMPLOYERS or body.end + 3 >= scope.part.end:
            continue
        for span in (Span(body.end, body.end + size) for size in (3, 2)):
            sure = scope.text[span.start] in surnames().sure
            if sure and _LEADS_TEAM.match(scope.text, span.end) and _is_name(scope.text, span):
                yield span, "person-of-body"
                break


def _held_by_body(scope: Scope) -> Found:
    """浏阳电机厂的【温小兵】、青禾公司的【肖桂花】分获第一: three usual characters behind 的."""
    for body in scope.mentions:
        if body.kind not in _EMPLOYERS or scope.text[body.end : body.end + 1] != "的":
            continue
        span = Span(body.end + 1, body.end + 4)
        if span.end > scope.part.end:
            continue
        usual = _is_usual(scope.text[span.start : span.end]) and AFTER.match(scope.text, span.end, scope.part.end)
        if usual and _is_name(scope.text, span):
            yield span, "person-of-body"


def _presented(scope: Scope) -> Found:
    """【周建平】，男，青禾水泥厂车间班长，: a name that opens a clause, then a body and a post that fill another."""
    for body in scope.mentions:
        if body.kind not in BODIES or scope.text[body.start - 1 : body.start] not in _BEFORE_EMPLOYER:
            continue
        presented = _PRESENTED.search(scope.text, max(body.start - 40, scope.part.start), body.start)
        if presented is None:
            continue
        name = Span(*presented.span("name"))
        stop = _CLAUSE.search(scope.text, body.end, scope.part.end)
        is_post = stop and posts().post_before(scope.text, stop.start(), body.end)
        if is_post and _is_name(scope.text, name) and _is_plain(scope.text, name):
            yield name, "person-described"


def _holders_of(scope: Scope, reader: NameReader) -> Found:
    """时任青禾公司工会主席的【周建平】, 41岁的【周建平】: behind the post held then, or an age."""
    for cue in _HELD_OR_AGED.finditer(scope.text, scope.part.start, scope.part.end):
        name = reader.read(cue.end())
        is_held = cue["post"] is None or posts().post_before(scope.text, cue.end() - 1, cue.start()) is not None
        if name is not None and is_held and _is_name(scope.text, name):
            yield name, "person-described"


def _honoured(scope: Scope, openings: Sequence[int]) -> Found:
    """【郑一鸣】、【谢文】当选副主席: names at a clause's start before what befalls persons alone."""
    for match in _at_openings(_HONOUR, scope, openings):
        names = [Span(*item.span()) for item in _ITEM.finditer(scope.text, *match.span("names"))]
        if match.group("weak") and not all(
            name.end - name.start == 3 and _is_plain(scope.text, name) for name in names
        ):
            continue
        if all(_is_name(scope.text, name) for name in names) and any(
            _is_plain(scope.text, name) or _is_of_three(scope.text, name) for name in names
        ):
            yield from ((name, "person-honoured") for name in names)


def _opening_clause(scope: Scope, reader: NameReader, openings: Sequence[int]) -> Found:
    """【罗建平】的工牌上…, 【余洪伟】表示: three usual characters that open a clause, before what follows names."""
    taken = {mention.start for mention in scope.mentions}
    text, end = scope.text, scope.part.end
    for at in openings:
        # Few openings are followed by usual characters: that is asked first.
        if at in taken or not _is_usual(text[at : at + 3]) or not _THREE.match(text, at, end):
            continue
        span = Span(at, at + 3)
        if (
            text[max(at - 1, 0)].isdigit()  # 20余万元
            or (text[span.end - 1] in _SIGHTS and text[span.end] in "等、的和")  # 松花江等流域
            or not AFTER.match(text, span.end, reader.end)
        ):
            continue
        if _is_name(text, span):
            yield span, "person-opens-clause"


def _of_minority(scope: Scope, reader: NameReader) -> Found:
    """【艾力·吐尔逊】和【热娜·阿不都拉】: names of parts, one of which begins with a known element of such names."""
    for parted in _parted(scope.text, scope.part.start, reader.end):
        before = scope.text[max(parted.start() - 1, scope.part.start) : parted.start()]
        span = reader.read_parted(parted)
        parts = _POINTS.split(scope.text[span.start : span.end])
        is_whole = transliterated().fullmatch(parts[0]) or not _HAN.match(before.strip("和与及、"))
        if is_whole and any(map(transliterated().match, parts)):
            yield span, "person-of-minority"


def _parted(text: str, start: int, end: int) -> Iterator[re.Match[str]]:
    """Names of several parts, tried only right before the points that stand in them: they begin with any character.

    One whose first part is known whole begins there, whatever stands before it (新疆的吐尔逊·买买提).
    """
    place = start
    while (point := _POINTS.search(text, place, end)) is not None:
        places = range(max(place, point.start() - _LONGEST_PART), point.start())
        known = (at for at in places if transliterated().fullmatch(text, at, point.start()))
        tried = (PARTED.match(text, at, end) for at in (*known, *places))
        parted = next((match for match in tried if match is not None), None)
        if parted is not None:
            yield parted
        place = (parted or point).end()


@cache
def _opening() -> re.Pattern[str]:
    """A surname, or the word before a list (其中, 包括, 比如), with which a run of characters begins."""
    letters = surnames().single | {word[0] for word in surnames().compound} | set("其包比")
    return re.compile(rf"[{''.join(sorted(letters))}](?<![\u4e00-\u9fff].)(?=[\u4e00-\u9fff])")


def _openings(scope: Scope) -> list[int]:
    """Where a run of characters begins that may open with a name."""
    return [opening.start() for opening in _opening().finditer(scope.text, scope.part.start, scope.part.end)]


def _at_openings(pattern: re.Pattern[str], scope: Scope, openings: Sequence[int]) -> Iterator[re.Match[str]]:
    """Matches of a pattern for names that open a run of characters; it is tried nowhere else."""
    at, text, end = scope.part.start, scope.text, scope.part.end
    for opening in openings:
        match = pattern.match(text, opening, end) if opening >= at else None
        if match is not None:
            at = match.end()
            yield match


def _is_plain(text: str, span: Span) -> bool:
    """Whether nothing but a person can be meant: a surname that is no word, usual characters, no mountain or lake."""
    name = text[span.start : span.end]
    return (_is_usual(name) and name[-1] not in _SIGHTS) or text.count(name) > 1


def _is_of_three(text: str, span: Span) -> bool:
    """张宝库: a plain surname and two characters, no place's kind among them."""
    name = text[span.start : span.end]
    return len(name) == 3 and name[0] not in surnames().ordinary and name[-1] not in _SIGHTS | _SITES


def _is_usual(name: str) -> bool:
    table = surnames()
    return name[0] not in table.ordinary and table.given.issuperset(name[1:])


def _signed(scope: Scope, reader: NameReader) -> Found:
    """…取得实效。（【罗文】）, （【李  黔】 【王  筑】）: names alone in brackets behind the last sentence."""
    is_closed = scope.text[scope.part.start : scope.part.end].rstrip().endswith(("）", ")"))
    match = _SIGNED.search(scope.text, scope.part.start, scope.part.end) if is_closed else None
    names = list(parted_names(reader, *match.span("names"))) if match is not None else []
    if names and all(_is_name(scope.text, name) for name in names):
        yield from ((name, "person-byline") for name in names)


@cache
def _described_pattern() -> re.Pattern[str]:
    letters = "".join(sorted(surnames().sure))
    ends = "|".join(sorted(map(re.escape, (*posts().heads, *posts().callings)), key=len, reverse=True))
    return re.compile(
        rf"(?P<name>[{letters}](?<![^。！？；\n\s”].)[\u4e00-\u9fff]{{1,2}})(?:是|系|担任|作为)"
        rf"(?:一[名位个])?[^，。；！？\n]{{2,24}}?(?:{ends})(?=[，。；！？\n])"
    )


def _described(scope: Scope, reader: NameReader) -> Found:
    """【叶青】是某检查站的警长，…: a clause that says which post its subject holds."""
    for match in _described_pattern().finditer(scope.text, scope.part.start, reader.end):
        span = Span(*match.span("name"))
        if _is_name(scope.text, span) and scope.text.count(match.group("name")) > 1:
            yield span, "person-described"
