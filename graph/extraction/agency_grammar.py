"""Agencies by structure: region + body + office (云南省总工会, 省委组织部, 国务院办公厅), and enumerations of them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache

from graph.elements import Kind
from graph.extraction.body_find import BodyFind
from graph.extraction.body_tables import BodyForm, load_bodies
from graph.extraction.boundary import begins_name, left_edge
from graph.extraction.divisions import printed_forms, short_name
from graph.extraction.offices import office_behind, with_office
from graph.extraction.places import PlaceHit, Places
from graph.extraction.scope import Region, Scope
from graph.extraction.vocabulary import known_names

# A bare marker that lists levels (市、县人民政府, 各市政府) or ends another word (城市, 园区) names no place.
_NO_MARKER = re.compile(
    r"(?:[各每某两几多跨一三四五六七八九十等]|[省市州县区旗镇乡村](?:[、（(和或及与/]|）、)?|设区的|[地县]级|直辖|计划单列|[城超股都门夜集菜]|以上|所在[地]?|自治)$"
)
_NO_DISTRICT = re.compile(
    r"[社园辖地校景小新发矿灾林牧战军税片库山郊城疫置展化商湾港街院禁湖谷大特护范验理作片功能产流心贸务旅游]$"
)
# 云南省第十三届人民代表大会常务委员会
_TERM = re.compile(r"第[一二三四五六七八九十\d]{1,3}届(?=人民代表大会|人大|政协|委员会)")
_JOINT = re.compile(r"[、和与及以/ 　]{1,2}|联合|会同")
_MARKS = tuple("省市州县区旗盟")
# The corps has departments like a place's, and no place's code.
_CORPS = Region("65·兵团", "新疆生产建设兵团", "prefecture", ("新疆维吾尔自治区", "新疆生产建设兵团"))
_PREFIXES = ("中国共产党", "中共", "共青团", "政协")


def find_agencies(scope: Scope, places: Places) -> list[BodyFind]:
    """Regional and central agencies of the part, enumerated ones included."""
    text, finds = scope.text, []
    for start, at, region in _heads(scope, places):
        find = read_body(text, start, at, region)
        if find is not None:
            finds.append(find)
            finds += _enumerated(text, find, scope.part.end)
    return [*finds, *_league(scope, places), *_central(scope, places)]


def _heads(scope: Scope, places: Places) -> Iterator[tuple[int, int, Region]]:
    """(start of the name, where the body begins, its region) of places' names and bare markers."""
    chain = 0
    for hit in places.hits:
        chain = chain if hit.chained else hit.start
        yield chain, hit.end, hit.region
        if scope.text[hit.end : hit.end + 1] in tuple("省市州县区"):
            yield chain, hit.end + 1, hit.region
    for known in known_names(scope.text, scope.part.start, scope.part.end).central:
        if known.value == _CORPS.name:
            yield known.start, known.end, _CORPS
    covered = _covered(places.hits)
    for match in _marker_pattern().finditer(scope.text, scope.part.start, scope.part.end):
        if match.start() in covered or _is_generic(scope.text, match.start(), match.group()):
            continue
        region = places.at(match.start(), match.group())
        if region is not None:
            yield match.start(), match.end(), region


@cache
def _marker_pattern() -> re.Pattern[str]:
    tables = load_bodies()
    first = {form[0] for form in (*tables.regional.words(), *tables.single)}
    return re.compile(f"(?:自治区|地区|自治州|自治县|[省市州县区旗盟镇乡])(?=[{''.join(sorted(first))}])")


def _covered(hits: Sequence[PlaceHit]) -> set[int]:
    return {position for hit in hits for position in range(hit.start, hit.end)}


def _is_generic(text: str, at: int, marker: str) -> bool:
    before = text[max(at - 4, 0) : at]
    return bool(_NO_MARKER.search(before)) or (marker == "区" and bool(_NO_DISTRICT.search(before)))


def read_body(text: str, start: int, at: int, region: Region) -> BodyFind | None:
    """The body whose form begins at `at` behind its region's name, with its offices; None when there is none."""
    if load_bodies().not_bodies.match(text, at):
        return None
    term = _TERM.match(text, at)
    at = term.end() if term is not None else at
    tables = load_bodies()
    hit = tables.regional.longest(text, at)
    if hit is not None:
        form, end = hit.value, hit.end
    elif text[at : at + 1] in tables.single:
        form, end = tables.single[text[at]], at + 1
    elif (bureau := _bureau_of_no_table(text, at)) is not None:
        form = BodyForm("{r}" + bureau, True)
        return replace(_named(text, start, at + len(bureau), form, region, "agency-region-body"), weight=0)
    else:
        return None
    start, form = _with_prefix(text, start, form)
    return _named(text, _with_head_office(text, start, form), end, form, region, "agency-region-body")


_OPEN_BUREAU = re.compile(r"[一-鿿]{3,9}?局(?![部面限势中地内域])")
_NO_BUREAU = re.compile(
    r"^[局省市县区州旗盟]|电子|[布格结大当时全变僵战定开]局$|[的在由对将为从把被让给向到了是该其每各等和与及或、]|部门|单位|企业|会议|全[省市县区]"
)


def _bureau_of_no_table(text: str, at: int) -> str | None:
    """营商环境建设局, 商务粮食局: a bureau that the tables lack, told by its last letter and a name without a verb."""
    match = _OPEN_BUREAU.match(text, at)
    if match is None or _NO_BUREAU.search(match.group()) or left_edge(text, match.end() - 1, at).start > at:
        return None
    return match.group()


def _with_prefix(text: str, start: int, form: BodyForm) -> tuple[int, BodyForm]:
    """中共, 共青团 or 政协 before the region's name belong to the name; 共青团昆明市委 is the league's."""
    for prefix in _PREFIXES:
        if text.startswith(prefix, max(start - len(prefix), 0)) and start >= len(prefix):
            if form.template == "中共{r}委员会" and prefix == "共青团":
                form = BodyForm("共青团{r}委员会", False)
            elif form.template == "中共{r}委员会" and prefix == "政协":
                form = BodyForm("中国人民政治协商会议{r}委员会", False)
            return start - len(prefix), form
    return start, form


def _with_head_office(text: str, start: int, form: BodyForm) -> int:
    """Where a name begins that its central body's opens: 国家税务总局|深圳市税务局."""
    head = form.template.partition("{")[0]
    return start - len(head) if len(head) > 2 and text.endswith(head, 0, start) else start


def _named(text: str, start: int, end: int, form: BodyForm, region: Region, rule: str) -> BodyFind:
    form = _of_level(form, region)
    name = _filled(form.template, region, short_name(region), printed_forms(region)[-1])
    aliases = [_filled(form.template, region, region.name, region.name)]
    office = office_behind(text, end, name)
    if office:
        end, name = end + len(office), with_office(name, office)
        aliases = [with_office(alias, office) for alias in aliases]
    if name.startswith("中共") and name.endswith("委员会") and form.template == "中共{r}委员会":
        aliases.append(name.removesuffix("员会"))
    if "人民政府国有资产" in name:
        aliases += [name.replace("人民政府国有", "国有"), name.replace("人民政府国有", "政府国有")]
    return BodyFind(start, end, name, Kind.AGENCY, rule, region, tuple(dict.fromkeys(aliases)))


def _filled(template: str, region: Region, full: str, short: str) -> str:
    """A form's template with its place: {r} in full, {s} short, {p} the place that it lies in, {d} without 区 or 县."""
    if "{p}" in template:
        outer = region.path[-2] if len(region.path) > 1 else ""
        template = template.replace("{p}", outer).replace("{d}", region.name[:-1] if len(region.name) > 2 else full)
    return template.replace("{r}", full).replace("{s}", short)


_COURTS = {"province": "高级", "prefecture": "中级"}


def _of_level(form: BodyForm, region: Region) -> BodyForm:
    """市法院 is a city's 中级人民法院; the party's departments of an 自治区 are of its 委员会."""
    if form.template == "{r}人民法院" and region.level in _COURTS:
        return replace(form, template="{r}" + _COURTS[region.level] + "人民法院")
    if form.template.startswith("中共{r}委") and region.name.endswith("自治区") and "委员会" not in form.template[:11]:
        return replace(form, template=form.template.replace("{r}委", "{r}委员会", 1))
    return form


def _enumerated(text: str, head: BodyFind, end: int) -> Iterator[BodyFind]:
    """Bodies that follow in an enumeration and share the head's region: 省卫生健康委、人力资源社会保障厅、财政厅."""
    region, at = head.region, head.end
    while region is not None:
        joint = _JOINT.match(text, at, end)
        if joint is None:
            return
        hit = load_bodies().bare.longest(text, joint.end())
        if hit is None or hit.end > end or load_bodies().not_bodies.match(text, joint.end()):
            return
        find = _named(text, hit.start, hit.end, hit.value, region, "agency-enumerated")
        yield find
        at = find.end


_LEAGUE = re.compile(r"团(自治区|[省市州县区])(?:党)?委(?!员)")


def _league(scope: Scope, places: Places) -> Iterator[BodyFind]:
    """团省委, 团市委: the Communist Youth League's committees, behind a place's name (沈阳团市委) or bare."""
    for match in _LEAGUE.finditer(scope.text, scope.part.start, scope.part.end):
        full = scope.text.startswith("共青", max(match.start() - 2, scope.part.start))
        start = match.start() - 2 if full else match.start()
        before = next((hit for hit in places.between(start - 12, start) if hit.end == start), None)
        region = before.region if before else places.at(start, match.group(1))
        if region is not None:
            start = before.start if before else start
            name = f"共青团{short_name(region)}委员会"
            yield BodyFind(start, match.end(), name, Kind.AGENCY, "agency-league", region)


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


def _central(scope: Scope, places: Places) -> Iterator[BodyFind]:
    """Central bodies by their names and short names."""
    text, tables = scope.text, load_bodies()
    last = -1
    for hit in known_names(text, scope.part.start, scope.part.end).central:
        word = text[hit.start : hit.end]
        if _IN_NUMBER.match(text, hit.end):
            continue
        find = _branch(text, hit.start, hit.end, hit.value, places)
        if find is None and (
            (word in tables.weak and scope.region is not None and last not in {hit.start, hit.start - 1})
            or (len(word) == 2 and not begins_name(text, hit.start, scope.part.start))
            or _is_local(text, hit.start, word)
            or _is_group_of_place(text, hit.start, hit.value, places)
        ):
            continue
        find = find or _named_central(text, hit.start, hit.end, hit.value)
        find = replace(find, weight=1) if word in tables.weak else find
        last = find.end
        yield find


def _is_group_of_place(text: str, start: int, name: str, places: Places) -> bool:
    """浙江省推进产业工人队伍建设改革协调小组, 省推进…协调小组: a place's group of the same task."""
    if not name.endswith("小组") or text.startswith("全国", start):
        return False
    marked = text[start - 1 : start] in tuple("省市州县区旗盟")
    return marked or any(hit.end == start for hit in places.between(start - 12, start))


def _is_local(text: str, start: int, word: str) -> bool:
    """教育部 in 教育部门, 财政部 in 市财政部, 医保局 in 市医保局: a part of another word."""
    end = start + len(word)
    if text[start - 1 : start] in _MARKS and load_bodies().regional.get(word) is not None:
        return True
    return (word[-1] == "部" and text[end : end + 1] in tuple("门分署长")) and not text.startswith("部长", end - 1)


# 国办发〔2020〕4号, 人社部规〔2016〕4号: letters of a document's number.
_IN_NUMBER = re.compile(r"[^\W了出台布的印]{0,6}[〔\[（(]\d{4}[〕\]）)]\s*\d*\s*号")
_BUREAU = re.compile(r"[一-鿿]{2,10}?[司局](?=[司局]长|副[司局]长|负责|有关|相关|[、，。]|[发印]|一级|二级)")
_LED_BUREAU = re.compile(r"(?![一-鿿]*?(?:会同|联合|印发|通知|有关|相关|[的等]))[一-鿿]{2,10}?司(?=副?司长)")


def _named_central(text: str, start: int, end: int, name: str) -> BodyFind:
    office = office_behind(text, end, name)
    is_ministry = name.endswith(_MINISTRIES) and not office
    led = _LED_BUREAU.match(text, end) if is_ministry else None
    if led is not None:
        return BodyFind(start, led.end(), name + led.group(), Kind.AGENCY, "agency-central", weight=2)
    bureau = _BUREAU.match(text, end) if is_ministry else None
    if (
        bureau is not None
        and bureau.group() not in load_bodies().central
        and not any(begins_name(text, at, end) for at in range(end + 1, bureau.end()))
    ):
        office = bureau.group()
    return BodyFind(start, end + len(office), name + office, Kind.AGENCY, "agency-central", weight=2)
