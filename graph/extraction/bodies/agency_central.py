"""Central bodies by their names and short names, their branches at places, and enumerations that drop 国家."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from graph.elements import Kind
from graph.extraction.bodies.find import BodyFind
from graph.extraction.bodies.offices import body_with_office
from graph.extraction.body_tables import load_bodies
from graph.extraction.boundary import begins_name
from graph.extraction.places.around import Places
from graph.extraction.scope import Scope
from graph.extraction.vocabulary import known_names

_FIRMS_POSTS = ("经理", "副经理", "主管", "总监", "主任", "副主任", "职员")
_MARKS = tuple("省市州县区旗盟")
# 各县（区）卫生健康委: of each of them.
_LEVELS = re.compile(r"[（(][省市州县区旗盟、]{1,6}[）)]$")
_JOINT = re.compile(r"[、和与及 　]{1,2}")
_GOES_ON = re.compile(r"[局长部门系统机关（(]")
_BRANCH = re.compile(
    r"(?:省|市)?(?:营业管理部|营管部|中心支行|分行(?:营业管理部|营管部)?|支行|分局|中心支局|支局|监管局|监管分局"
    r"|特派员办事处|专员办|办事处|调查总队|调查队|外汇管理部|分库|中心支库|支库)"
)
# Branches that need no place: the PBC's operations offices of Beijing and Chongqing.
_OWN_BRANCHES = ("营业管理部", "营管部")
_MINISTRIES = ("部", "总局", "总署", "委员会", "国家能源局", "国家医疗保障局", "国家知识产权局", "国家林业和草原局")
_WITH_BRANCHES = (
    "中国人民银行",
    "国家外汇管理局",
    "国家统计局",
    "中国证券监督管理委员会",
    "中国银行保险监督管理委员会",
    "审计署",
    "国家能源局",
    "国家金融监督管理总局",
    "国家金库",
)


def _branch(text: str, start: int, end: int, name: str, places: Places) -> BodyFind | None:
    """A central body's branch at a place: 人民银行昆明中心支行."""
    if name not in _WITH_BRANCHES:
        return None
    at = end
    for hit in places.between(end, end + 12):
        at = hit.end if hit.start == at else at
    branch = _BRANCH.match(text, at)
    if branch is not None and at == end and branch.group()[0] in "省市":
        home = places.at(at, branch.group()[0])
        if home is not None:
            full = name + home.name + branch.group()[1:]
            return BodyFind(start, branch.end(), full, Kind.AGENCY, "agency-branch", home, weight=2)
    if branch is None or (at == end and branch.group() not in _OWN_BRANCHES):
        return None
    return BodyFind(
        start,
        branch.end(),
        name + text[end : branch.end()].replace("营管部", "营业管理部"),
        Kind.AGENCY,
        "agency-branch",
        weight=2,
    )


def find_central(scope: Scope, places: Places) -> Iterator[BodyFind]:
    """Central bodies by their names and short names."""
    text, tables = scope.text, load_bodies()
    last = -1
    for hit in known_names(text, scope.part.start, scope.part.end).central:
        word = text[hit.start : hit.end]
        if _IN_NUMBER.match(text, hit.end) or (word.endswith(_OF_DEPUTIES) and _DEPUTY.match(text, hit.end)):
            continue
        find = _branch(text, hit.start, hit.end, hit.value, places)
        if find is None and (
            (word in tables.weak and scope.region is not None and last not in {hit.start, hit.start - 1})
            or (len(word) == 2 and not _stands(text, hit.start, word, scope.part.start))
            or _is_local(text, hit.start, word)
            or _is_group_of_place(text, hit.start, hit.value, places)
        ):
            continue
        find = find or _named_central(text, hit.start, hit.end, hit.value)
        find = replace(find, weight=1) if word in tables.weak else find
        last = find.end
        yield find
        for listed in _listed(text, find, scope.part.end):
            last = listed.end
            yield listed
    yield from _committee_listed(scope)


# 落实中央、省委决策部署, 中央和国务院: the committee, before another one.
_CENTRAL_COMMITTEE = re.compile(
    r"中央(?=决策|部署|关于|[、和及与](?:国务院|[省市州县区]委|自治区党委|[一-鿿]{2,4}[省市州]委))"
)


def _stands(text: str, start: int, word: str, floor: int) -> bool:
    """Whether a short form of two characters is one: 投放央行再贷款, but not 中央行政."""
    return begins_name(text, start, floor) or (word == "央行" and text[start - 1] != "中")


def _committee_listed(scope: Scope) -> Iterator[BodyFind]:
    for match in _CENTRAL_COMMITTEE.finditer(scope.text, scope.part.start, scope.part.end):
        if begins_name(scope.text, match.start(), scope.part.start) or scope.text[match.start() - 1] in "实行照据":
            yield BodyFind(match.start(), match.end(), "中共中央", Kind.AGENCY, "agency-central")


def _listed(text: str, head: BodyFind, end: int) -> Iterator[BodyFind]:
    """Bodies that an enumeration prints without 国家 behind a central one: 财政部、统计局、发展改革委."""
    find = head
    while find.rule == "agency-central" and (joint := _JOINT.match(text, find.end, end)) is not None:
        hit = load_bodies().central_bare.longest(text, joint.end())
        if hit is None or hit.end > end or _GOES_ON.match(text, hit.end):
            return
        find = BodyFind(hit.start, hit.end, hit.value, Kind.AGENCY, "agency-central", weight=2)
        yield find


def _is_group_of_place(text: str, start: int, name: str, places: Places) -> bool:
    """浙江省推进产业工人队伍建设改革协调小组, 省推进…协调小组: a place's group of the same task."""
    if not name.endswith("小组") or text.startswith("全国", start):
        return False
    marked = text[start - 1 : start] in tuple("省市州县区旗盟")
    return marked or any(hit.end == start for hit in places.between(start - 12, start))


# 安全|环保部, 公司|环保部: a firm's department.
_IN_FIRM = re.compile(r"(?:安全|公司|集团|质量|技术|生产|能源|节能|设备|工厂)$")


def _is_local(text: str, start: int, word: str) -> bool:
    """教育部 in 教育部门, 财政部 in 市财政部, 医保局 in 市医保局: a part of another word."""
    end = start + len(word)
    is_regional = load_bodies().regional.get(word) is not None
    if is_regional and (text[start - 1 : start] in _MARKS or _LEVELS.search(text, max(start - 12, 0), start)):
        return True
    if word == "环保部" and _IN_FIRM.search(text, max(start - 2, 0), start):
        return True
    if word[-1] == "部" and text.startswith(_FIRMS_POSTS, end):  # 某厂安全环保部经理
        return True
    return (word[-1] == "部" and text[end : end + 1] in tuple("门分署长")) and not text.startswith("部长", end - 1)


# 全国人大代表, 全国政协委员: what somebody is, not what a body does.
_OF_DEPUTIES = ("人大", "人民代表大会", "政协")
_DEPUTY = re.compile(r"代表(?!大会|团)|委员(?!会)")
# 国办发〔2020〕4号, 人社部规〔2016〕4号: letters of a document's number.
_IN_NUMBER = re.compile(r"[^\W了出台布的印]{0,6}[〔\[（(]\d{4}[〕\]）)]\s*\d*\s*号")
_BUREAU = re.compile(
    r"(?![一-鿿]*?(?:电子|[省市县区州]))[一-鿿]{2,10}?[司局](?=[司局]长|副[司局]长|负责|有关|相关|[、，。；：）)\s\d]|[发印]|一级|二级|召开|要求|部署|下发|明确|会同|主办|协调|在"
    r"|将|向|于|对|与|和|及|组织|提醒|表示|介绍|官网|$)"
)
_LED_BUREAU = re.compile(r"(?![一-鿿]*?(?:会同|联合|印发|通知|有关|相关|[的等]))[一-鿿]{2,10}?司(?=副?司长)")


def _named_central(text: str, start: int, end: int, name: str) -> BodyFind:
    office = body_with_office(text, end, name)
    if office is not None:
        return BodyFind(start, office[0], office[1], Kind.AGENCY, "agency-central", weight=2)
    is_ministry = name.endswith(_MINISTRIES)
    led = _LED_BUREAU.match(text, end) if is_ministry else None
    if led is not None:
        return BodyFind(start, led.end(), name + led.group(), Kind.AGENCY, "agency-central", weight=2)
    bureau = _BUREAU.match(text, end) if is_ministry else None
    if (
        bureau is not None
        and load_bodies().central.longest(text, end) is None
        and not any(begins_name(text, at, end) for at in range(end + 1, bureau.end()))
    ):
        end, name = bureau.end(), name + bureau.group()
    return BodyFind(start, end, name, Kind.AGENCY, "agency-central", weight=2)
