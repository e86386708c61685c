"""LOCATED_IN told at a distance: a frame, a label, an address, a path inside the name, 该区内, a later 位于."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from graph.elements import SITED, Kind
from graph.extraction.found import FoundLink, located_in
from graph.extraction.links.places import path_start
from graph.extraction.mention_groups import MentionsByPlace, coordinated
from graph.extraction.scope import Mention, Scope
from ingest.document import Span

# Media report from everywhere, and a firm or school whose name anybody knows is not where it does something.
_ANYWHERE = frozenset({"institution-media", "institution-known", "firm-known"})
_FRAME = re.compile(r"(?:^|[，。；：、“\n]|[月日]|近日|日前)\s*(?:在|地处|位于)\s*$")
_IN_FRAME = re.compile(r"，(?:一[家座个]|[^，。；：、“”（）]{2,8}、)?[^，。；：“”（）]{0,24}?")
# 在某市，走访了甲、乙: whoever is visited there lies there, the first one and the others.
_VISITS = re.compile(r"(?:走访|走进|参观|考察|调研|察看|查看|观摩|来到|慰问)了?$")
# 一行来到某县，先后走进甲、乙和丙.
_CAME_TO = re.compile(r"(?:来到|走进|赴|到|深入|前往|抵达)了?$")
_WENT_INTO = re.compile(
    r"(?:调研|考察|走访|慰问|视察)?，(?:先后|分别|依次|实地|现场|深入|首先|重点|一一|并|随后|还)*"
    r"(?:走进|走访|来到|深入|考察|调研|察看|参观|查看|看望|慰问|前往|到)了?"
)
_NO_FRAME = re.compile(r"记者|从|据|向|与|和|对|与会|会议|通过|联合")
# 徐汇区：甲、乙: what a place's label lists; the items are names alone.
_LABEL = re.compile(r"\s*[：:]\s*(?:[^，。；：！？\n“”]{1,24}、)*\s*")
_ITEM_ENDS = re.compile(r"\s*(?:[（(][^（）()\n]{1,12}[）)])?\s*(?:[、，。；;]|等|\n|$)")
_LINE_START = re.compile(r"(?:^|[\n。；;])\s*(?:\d+[.、．]|[（(]?[一二三四五六七八九十\d]+[）)、.])?\s*$")
# 该开发区内的甲、乙; 区内甲、乙; 甲、乙等区内4个市场.
_THE_AREA = re.compile(
    r"(?:该|此|这个|这一)?(?P<word>开发区|高新区|经开区|工业园区?|产业园区?|园区|街道|[省市县区镇乡村])(?:境|辖区|范围)?(?:内|里)的?$"
)
_THERE = re.compile(r"当地[^，。；、]{0,14}(?:企业|公司|厂家|药店|医院|学校|园区)(?:——|—)?$")
_OF_THE_AREA = re.compile(
    r"\s*等?(?:\d+[家个所])?(?:我|该|全|本)?(?P<word>[市县区镇乡])(?:域|境)?内的?(?:\d+|[一二两三四五六七八九十多]+)?[家个所]?"
)
_THEN_SITED = re.compile(
    r"[，；](?:其)?(?:总部|厂区|公司)?(?:就|均|也|都)?(?:位于|坐落于?|座落于?|地处|落户于?|总部设?在|设在|建在)\s*$"
)
_HEADQUARTERS = re.compile(r"(?:的)?(?:总部|厂区|校区|院区|地址|注册地)(?:就)?(?:设|位于|在|坐落于?)在?\s*$")
_ADDRESS = re.compile(r"(?:联系|办公|通信|通讯|邮寄|接收|收货|详细|单位|公司|现场)?地址\s*[:：]?\s*(?:中国)?\s*$")
_POINT = re.compile(r"(?<=[\n。；\s\u3000])[（(][一二三四五六七八九十]{1,3}[）)]")
# Between a body and the label of its address: a number, a person, a telephone, brackets.
_TO_ADDRESS = re.compile(r"[\s，,；;（(）)\d\-—：:联系人电话邮编单位名称]*")
# Shops, farms and markets stand where their name's path says; a place's own hospital or centre bears its name.
_SHOPS = re.compile(r".*(?:合作社|农场|药房|药店|大药房|店|超市|市场|商行|养殖场|种植场|加工厂|公司|厂|公园|基地)")
_REACH = 400


def find_seat_links(
    scope: Scope, sentences: Sequence[Span], bodies: MentionsByPlace, regions: MentionsByPlace
) -> Iterator[FoundLink]:
    """Places of firms and institutions that do not stand right beside their names.

    bodies: all of the part. regions: those outside the names of bodies.
    """
    yield from _in_names(scope, bodies)
    for sentence, named in bodies.by_sentence(sentences):
        placed = [body for body in named if body.kind in SITED]
        near = regions.inside(*sentence) if placed else []
        yield from _framed(scope.text, sentence, placed, near)
        yield from _sited_later(scope.text, sentence, placed, near)
        for run in coordinated(scope.text, placed):
            yield from _of_the_area(scope, sentence, run, regions)
    if scope.text.find("地址", scope.part.start, scope.part.end) >= 0:
        for sentence in sentences:
            yield from _addressed(scope.text, sentence, bodies, regions.inside(*sentence))


def _in_names(scope: Scope, bodies: MentionsByPlace) -> Iterator[FoundLink]:
    """黑龙江省|北安市|革命合作社: the last place of a path that begins a shop's or a firm's name."""
    inside = [m for m in scope.mentions if m.kind is Kind.REGION and bodies.covers(m)]
    for region in inside:
        body = bodies.last_before(region.start + 1)
        path = region.attrs.get("aliases", ())
        if body is None or body.kind not in SITED or not _SHOPS.fullmatch(body.name):
            continue
        printed = scope.text[body.start : region.end]
        if printed in path and len(printed) > len(region.name):
            yield located_in(body, region, Span(body.start, body.end), "place-in-name", 0.75)


def _framed(text: str, sentence: Span, placed: Sequence[Mention], regions: Sequence[Mention]) -> Iterator[FoundLink]:
    """在浏阳市，青禾公司…; 浏阳市：青禾药店、红石药店."""
    for region in regions:
        lead = text[max(sentence.start - 1, 0) : path_start(region, regions)]
        behind = [body for body in placed if body.start >= region.end]
        if not behind or any(region.end <= other.start < behind[0].start for other in regions):
            continue
        first = behind[0]
        framed = _IN_FRAME.fullmatch(text, region.end, first.start)
        if framed and _FRAME.search(lead) and first.rule not in _ANYWHERE and not _NO_FRAME.search(framed.group()):
            visited = coordinated(text, behind)[0] if _VISITS.search(framed.group()) else (first,)
            for body in visited:
                yield located_in(body, region, Span(region.start, body.end), "place-frames-clause", 0.7)
        elif _CAME_TO.search(lead) and _WENT_INTO.fullmatch(text, region.end, first.start):
            for body in coordinated(text, behind)[0]:
                yield located_in(body, region, Span(region.start, body.end), "place-of-visit", 0.75)
        elif _LINE_START.search(lead) and text[region.end : region.end + 1] in "：:":
            for body in behind:
                if _LABEL.fullmatch(text, region.end, body.start) and _ITEM_ENDS.match(text, body.end):
                    yield located_in(body, region, Span(region.start, body.end), "place-label", 0.7)


def _sited_later(
    text: str, sentence: Span, placed: Sequence[Mention], regions: Sequence[Mention]
) -> Iterator[FoundLink]:
    """青禾公司是龙头企业，位于浏阳市; 青禾公司总部设在长沙市: the body spoken of, the only one before."""
    for region in regions:
        at = path_start(region, regions)
        before = [body for body in placed if body.end <= at]
        if not before or before[-1].start - sentence.start > 20:
            continue
        between = text[before[-1].end : at]
        last = _path_end(region, regions)
        is_alone = len({body.name for body in before}) == 1 and text[last.end : last.end + 1] != "的"
        if (is_alone and _THEN_SITED.search(between)) or (len(between) < 14 and _HEADQUARTERS.fullmatch(between)):
            yield located_in(before[-1], last, Span(before[-1].start, last.end), "body-sited-at", 0.85)


def _of_the_area(scope: Scope, sentence: Span, run: Sequence[Mention], regions: MentionsByPlace) -> Iterator[FoundLink]:
    """该开发区内的甲、乙: the area named last that is called so; 甲、乙等区内4个市场: also the home."""
    text = scope.text
    the_area = _THE_AREA.search(text[max(sentence.start, run[0].start - 16) : run[0].start])
    ours = _OF_THE_AREA.match(text, run[-1].end, sentence.end)
    there = _THERE.search(text[max(sentence.start, run[0].start - 24) : run[0].start])
    word = the_area["word"] if the_area else ours["word"] if ours else "" if there else None
    if word is None:
        return
    start = run[0].start - len(the_area.group()) if the_area else run[0].start
    area = _area_called(scope, word, start, regions)
    if area is None:
        return
    for body in run:
        yield located_in(body, area, Span(start, max(run[-1].end, ours.end() if ours else 0)), "body-in-the-area", 0.7)


def _area_called(scope: Scope, word: str, at: int, regions: MentionsByPlace) -> Mention | None:
    """The region named last before whose name ends so; else the part's home."""
    before = regions.inside(max(scope.part.start, at - _REACH), at)
    if before and before[-1].end == at:
        return before[-1]
    named = [region for region in before if region.name.endswith(word)]
    if named:
        return named[-1]
    home = scope.region
    if home is None or not home.name.endswith(word):
        return None
    own = [m for m in scope.mentions if m.kind is Kind.REGION and m.name == home.name]
    return own[0] if own else None


def _addressed(text: str, sentence: Span, bodies: MentionsByPlace, regions: Sequence[Mention]) -> Iterator[FoundLink]:
    """青禾学校 地址：湖南省浏阳市…: the last place of the address, for the body named right before."""
    if text.find("地址", max(sentence.start - 8, 0), sentence.end) < 0:
        return
    for region in regions:
        at = path_start(region, regions)
        label = _ADDRESS.search(text, max(at - 16, 0), at)
        body = bodies.last_before(label.start()) if label else None
        if label and body is not None and not _TO_ADDRESS.fullmatch(text, body.end, label.start()):
            body = _in_heading(text, label.start(), bodies)
        if label and body is not None:
            last = _path_end(region, regions)
            yield located_in(body, last, Span(body.start, last.end), "body-with-address", 0.8)


def _path_end(region: Mention, regions: Sequence[Mention]) -> Mention:
    """The last place of the path that the region begins, a town or village aside only where nothing else stands."""
    last = region
    for one, other in pairwise([region, *(other for other in regions if other.start >= region.end)]):
        if one.end != other.start:
            break
        last = other
    return last


def _in_heading(text: str, at: int, bodies: MentionsByPlace) -> Mention | None:
    """（二）青禾学校报名信息。…地址：…: the body that the last point before opens with."""
    points = [point.end() for point in _POINT.finditer(text, max(at - _REACH, 0), at)]
    named = bodies.inside(points[-1], at)[:1] if points else []
    return named[0] if named and named[0].start == points[-1] else None
