"""Agencies by structure: region + body + office (云南省总工会, 省委组织部, 国务院办公厅), and enumerations of them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache

from graph.elements import Kind
from graph.extraction.bodies.agency_central import find_central
from graph.extraction.bodies.find import BodyFind
from graph.extraction.bodies.offices import body_with_office, with_office
from graph.extraction.body_tables import BodyForm, load_bodies
from graph.extraction.boundary import begins_name, left_edge
from graph.extraction.lexicon import Hit
from graph.extraction.places.around import PlaceHit, Places, level_of
from graph.extraction.places.divisions import load_divisions, printed_forms, short_name
from graph.extraction.places.untold import UNTOLD
from graph.extraction.scope import Region, Scope
from graph.extraction.vocabulary import known_names
from graph.extraction.word_pattern import AnchoredPattern

# A bare marker that lists levels (市、县人民政府, 各市政府) or ends another word (城市, 园区) names no place.
_NO_MARKER = re.compile(
    r"(?:[各每某两几多跨一三四五六七八九十等]|[省市州县区旗镇乡村地](?:[、（(和或及与/]|）、)?|设区的|[地县]级|直辖|计划单列|[城超股都门夜集菜]|以上|所在[地]?|自治)$"
)
_NO_DISTRICT = re.compile(
    r"[社园辖地校景小新发矿灾林牧战军税片库山郊城疫置展化商湾港街院禁湖谷大特护范验理作片功能产流心贸务旅游开]$"
)
# 云南省第十三届人民代表大会常务委员会
_TERM = re.compile(r"第[一二三四五六七八九十\d]{1,3}届(?=人民代表大会|人大|政协|委员会)")
_JOINT = re.compile(r"[、和与及以/ 　]{1,2}|联合|会同")
# The corps has departments like a place's, and no place's code.
_CORPS = Region("65·兵团", "新疆生产建设兵团", "prefecture", ("新疆维吾尔自治区", "新疆生产建设兵团"))
_THE_CORPS = re.compile(r"(?<!设)兵团")
# Its divisions, each one administration with the city that it has (师市合一), and those cities' codes.
_DIVISION_OF_CORPS = re.compile(r"第(?:十[一二三四]?|[一二三四五六七八九])师")
_CITIES_OF_CORPS = "6590"
_CONFERENCE = "中国人民政治协商会议"
_PREFIXES = ("中国共产党", "中共", "共青团", _CONFERENCE, "政协")


def find_agencies(scope: Scope, places: Places) -> list[BodyFind]:
    """Regional and central agencies of the part, enumerated ones included."""
    text, finds = scope.text, []
    for start, at, region in _heads(scope, places):
        find = read_body(text, start, at, region)
        if find is not None:
            finds.append(find)
            finds += _enumerated(text, find, scope.part.end)
    return [
        *finds,
        *_by_levels(scope, places),
        *_provincial(scope, places),
        *_league(scope, places),
        *find_central(scope, places),
    ]


def _heads(scope: Scope, places: Places) -> Iterator[tuple[int, int, Region]]:
    """(start of the name, where the body begins, its region) of places' names and bare markers."""
    chain = 0
    for hit in places.hits:
        chain = chain if hit.chained else hit.start
        division = _division(scope.text, chain, hit.region)
        yield (division[0], hit.end, division[1]) if division else (chain, hit.end, hit.region)
        if scope.text[hit.end : hit.end + 1] in tuple("省市州县区"):
            yield chain, hit.end + 1, hit.region
    for known in known_names(scope.text, scope.part.start, scope.part.end).central:
        if known.value == _CORPS.name:
            yield known.start, known.end, _CORPS
    for corps in scope.finditer(_THE_CORPS, "兵团"):
        yield corps.start(), corps.end(), _CORPS
    covered = _covered(places.hits)
    for match in _marker_pattern().finditer(scope.text, scope.part.start, scope.part.end):
        if match.start() in covered or _is_generic(scope.text, match.start(), match.group()):
            continue
        region = places.at_or_untold(match.start(), match.group())
        if region is not None and region.code.startswith(_CITIES_OF_CORPS) and scope.text[match.start() - 1] == "师":
            named = _DIVISION_OF_CORPS.findall(scope.text, scope.part.start, match.start())
            if named:  # 师市总工会: of the division named last
                yield match.start() - 1, match.end(), _of_division(named[-1], region)
                continue
        if region is not None:
            yield match.start(), match.end(), region


def _division(text: str, start: int, city: Region) -> tuple[int, Region] | None:
    """第八师|石河子市: where the corps' division before its city begins, the two being one administration."""
    if not city.code.startswith(_CITIES_OF_CORPS):
        return None
    before = next(
        (at for at in (start - 4, start - 3) if at >= 0 and _DIVISION_OF_CORPS.fullmatch(text, at, start)), None
    )
    return None if before is None else (before, _of_division(text[before:start], city))


def _of_division(division: str, city: Region) -> Region:
    return Region(city.code, division + city.name, city.level, (*city.path[:-1], division + city.name))


_LEVELS = AnchoredPattern(
    r"[省市州](?<![^\W由和与及向经以被请让在].)、(?:[市州]、)?[市州县区旗](?![、（(])", ("省、", "市、", "州、")
)


def _by_levels(scope: Scope, places: Places) -> Iterator[BodyFind]:
    """市、区红十字会: the body of the home and of what it lies in; in a city's text 市、区 means its districts."""
    text = scope.text
    for match in _LEVELS.finditer(scope.text, scope.part.start, scope.part.end):
        home = places.at(match.start(), match.group()[-1])
        if home is None or home != scope.region:
            continue
        for at in range(match.start(), match.end(), 2):
            region = places.at(at, text[at])
            find = read_body(text, at, match.end(), region) if region is not None else None
            if find is not None:
                yield find if text[at + 1] != "、" else replace(find, start=at, end=at + 1, rule="agency-shared-tail")


@cache
def _marker_pattern() -> re.Pattern[str]:
    tables = load_bodies()
    first = {form[0] for form in (*tables.regional.words(), *tables.single)}
    # No set among the alternatives: the engine then skips to the letters that they begin with.
    markers = "自治区|地区|自治州|自治县|省|市|州|县|区|旗|盟|镇|乡"
    return re.compile(f"(?:{markers})(?=[{''.join(sorted(first))}])")


def _covered(hits: Sequence[PlaceHit]) -> set[int]:
    return {position for hit in hits for position in range(hit.start, hit.end)}


def _is_generic(text: str, at: int, marker: str) -> bool:
    before = text[max(at - 4, 0) : at]
    return bool(_NO_MARKER.search(before)) or (marker == "区" and bool(_NO_DISTRICT.search(before)))


def read_body(text: str, start: int, at: int, region: Region) -> BodyFind | None:
    """The body whose form begins at `at` behind its region's name, with its offices; None when there is none."""
    tables, opening = load_bodies(), at
    term = _TERM.match(text, at)
    at = term.end() if term is not None else at
    hit, weight = tables.regional.longest(text, at), 1
    if hit is not None:
        form, end = hit.value, hit.end
    elif text[at : at + 1] in tables.single:
        form, end = tables.single[text[at]], at + 1
    elif _says_union(text, at) and "总工会" in text and (union := tables.regional.get("总工会")) is not None:
        form, end, weight = union, at + 1, 2  # no institution of its own: 市总|职工服务中心
    elif (bureau := _bureau_of_no_table(text, at, region)) is not None and not tables.not_bodies.match(text, opening):
        aviation = "民航" if text.endswith("民航", 0, start) else ""
        if bureau in _OF_WHAT and not aviation:
            return None
        short = aviation or bureau.startswith("铁路")  # 北京铁路公安局 is the railway's
        form = BodyForm(aviation + "{s}" + bureau if short else "{r}" + bureau, True)
        find = _named(text, start - len(aviation), at + len(bureau), form, region, "agency-region-body")
        return replace(find, weight=0)
    else:
        return None
    if tables.not_bodies.match(text, opening) or (text[at:end] == "党委" and not _has_party_committee(region)):
        return None
    start, form = _with_prefix(text, start, form)
    find = _named(text, _with_head_office(text, start, form), end, form, region, "agency-region-body")
    return replace(find, weight=weight)


def _has_party_committee(region: Region) -> bool:
    """Whether a place's committee is called 党委 (自治区党委, 镇党委); 武汉市党委、政府 speaks of the place."""
    return region.level == "town" or (
        region.name.endswith(("自治区", "兵团", "镇", "乡", "街道"))
        or _DIVISION_OF_CORPS.match(region.name) is not None
    )


# 市总机关, 区总会同, 市总权益保障部: 总 for 总工会 in a text of unions, its place opening a clause or behind a joint;
# not 全市总人口, 市总体规划, 区总部.
_UNION = re.compile(
    r"[省市州县区旗盟](?<![^\W由和与及向经以被请让在据同到对给].)总(?![体量计面人数结额值产投规供需收支储装长书理的部所是队裁院站店第指户库])"
    r"|总(?=机关|党组|副?主席|经费审查|经审会?|班子|领导|各部室|办公室|[、，]|和[省市州县区]|将|要求)"
)
_OPEN_BUREAU = re.compile(r"[一-鿿]{2,12}?(?:局(?![部面限势中地内域])|厅(?![堂级内里]))")
# 新疆管理局: of what, the word before the place must say (民航新疆管理局).
_OF_WHAT = frozenset({"管理局", "监管局", "监督局", "执法局"})
_NO_BUREAU = re.compile(
    r"^[局省市县区州旗盟]|自治|电子|[布格结大当时全变僵战定开分邮书药饭赌骗各总]局$|(?:[大餐展客舞歌门前]|音乐|报告|服务|营业|办事|候[车机]|办税|展[示览]|多功能|会议|演播|宴会|审判|接待|办公)厅$|[的在由对将为从把被让给向到了是该其每各等与及或、]|[局委办厅部府院]和|部门|单位|企业|会议|全[省市县区]"
)


def _says_union(text: str, at: int) -> bool:
    return text[at : at + 1] == "总" and (_UNION.match(text, at) or _UNION.match(text, at - 1)) is not None


def _bureau_of_no_table(text: str, at: int, region: Region) -> str | None:
    """营商环境建设局, 商务粮食局: a bureau that the tables lack, told by its last letter and a name without a verb.

    A 厅 is a province's: others have halls of that name.
    """
    match = _OPEN_BUREAU.match(text, at)
    if match is None or _NO_BUREAU.search(match.group()):
        return None
    if text[match.end() - 1] == "厅" and region.level != "province":
        return None
    first = at
    for joint in (*(m.start() for m in re.finditer("和", match.group())), len(match.group()) - 1):
        # 民政司法和社会保障局: no verb or edge on either side of 和.
        if left_edge(text, at + joint, first).start > first:
            return None
        first = at + joint + 1
    return match.group()


def _with_prefix(text: str, start: int, form: BodyForm) -> tuple[int, BodyForm]:
    """中共, 共青团 or 政协 before the region's name belong to the name; 共青团昆明市委 is the league's."""
    for prefix in _PREFIXES:
        if text.startswith(prefix, max(start - len(prefix), 0)) and start >= len(prefix):
            if form.template == "中共{r}委员会" and prefix == "共青团":
                form = BodyForm("共青团{r}委员会", False)
            elif form.template == "中共{r}委员会" and prefix in {"政协", _CONFERENCE}:
                form = BodyForm(f"{_CONFERENCE}{{r}}委员会", False)
            return start - len(prefix), form
    return start, form


def _with_head_office(text: str, start: int, form: BodyForm) -> int:
    """Where a name begins that its central body's opens: 国家税务总局|深圳市税务局."""
    head = form.template.partition("{")[0]
    return start - len(head) if len(head) > 2 and text.endswith(head, 0, start) else start


def _named(text: str, start: int, end: int, form: BodyForm, region: Region, rule: str) -> BodyFind:
    form = _prefectures_union(text, text[start:end]) or _of_level(form, region)
    end += 3 if region is _CORPS and text.startswith("（局）", end) else 0
    name = filled(form.template, region, short_name(region), printed_forms(region)[-1])
    aliases = [filled(form.template, region, region.name, region.name)]
    office = body_with_office(text, end, name)
    if office is not None:
        part = office[1].removeprefix(name.removesuffix("员会") if name.startswith("中共") else name)
        end, name = office
        aliases = [with_office(alias, part) for alias in aliases]
    if name.startswith("中共") and name.endswith("委员会") and form.template == "中共{r}委员会":
        aliases.append(name.removesuffix("员会"))
    if region.code == UNTOLD and not name.startswith(region.name):
        name = text[start:end]  # 市委 of no place that the text tells
    if "人民政府国有资产" in name:
        aliases += [name.replace("人民政府国有", "国有"), name.replace("人民政府国有", "政府国有")]
    return BodyFind(start, end, name, Kind.AGENCY, rule, region, tuple(dict.fromkeys(aliases)))


def _prefectures_union(text: str, printed: str) -> BodyForm | None:
    """塔城地区工会: the full name as printed, or short for the 工作委员会 that the text names."""
    if not printed.endswith("地区工会"):
        return None
    in_full = f"{printed}工作委员会" in text or f"{printed}工委" in text
    return BodyForm("{r}工会工作委员会" if in_full else "{r}工会", True)


def filled(template: str, region: Region, full: str, short: str) -> str:
    """A form's template with its place: {r} in full, {s} short, {p} the place that it lies in, {d} without 区 or 县."""
    if "{p}" in template:
        outer = region.path[-2] if len(region.path) > 1 else ""
        template = template.replace("{p}", outer).replace("{d}", region.name[:-1] if len(region.name) > 2 else full)
    return template.replace("{r}", full).replace("{s}", short)


_POLICE = "{r}警方"
_COURTS = {"province": "高级", "prefecture": "中级"}


def _of_level(form: BodyForm, region: Region) -> BodyForm:
    """市法院 is a city's 中级人民法院; the party's departments of an 自治区 are of its 委员会."""
    if form.template == _POLICE:
        district = load_bodies().regional.get("公安分局") if region.name.endswith("区") else None
        return district or BodyForm("{r}公安局", True)
    if region is _CORPS and form.template.endswith("厅"):  # the corps has bureaus
        return replace(form, template=form.template.removesuffix("厅") + "局")
    if form.template == "{r}人民法院" and region.level in _COURTS:
        return replace(form, template="{r}" + _COURTS[region.level] + "人民法院")
    if form.template.startswith("中共{r}委") and region.name.endswith("自治区") and "委员会" not in form.template[:11]:
        return replace(form, template=form.template.replace("{r}委", "{r}委员会", 1))
    return form


# 自治区党委、政府; not 县委、政府部门.
_GOVERNMENT = re.compile(r"政府(?!部门|工作|办|各|机关|[性采投])")
_OF_PLACE = BodyForm("{r}人民政府", False)


def _enumerated(text: str, head: BodyFind, end: int) -> Iterator[BodyFind]:
    """Bodies that follow in an enumeration and share the head's region: 省卫生健康委、人力资源社会保障厅、财政厅.

    Of 自治区党委政府 the second follows without a mark.
    """
    region, at = head.region, head.end
    if region is not None and text.endswith("委", 0, at) and (government := _GOVERNMENT.match(text, at, end)):
        yield _named(text, at, government.end(), _OF_PLACE, region, "agency-enumerated")
        return
    while region is not None:
        joint = _JOINT.match(text, at, end)
        if joint is None:
            return
        if head.name.startswith("中共") and (government := _GOVERNMENT.match(text, joint.end())):
            yield _named(text, joint.end(), government.end(), _OF_PLACE, region, "agency-enumerated")
            return
        hit = load_bodies().bare.longest(text, joint.end()) or _listed_bureau(text, joint.end(), region)
        if hit is None or hit.end > end or load_bodies().not_bodies.match(text, joint.end()):
            return
        find = _named(text, hit.start, hit.end, hit.value, region, "agency-enumerated")
        yield find
        at = find.end


_LISTED_END = re.compile(r"[，、；。）)：:\s]|等(?!级)|$")


def _listed_bureau(text: str, at: int, region: Region) -> Hit[BodyForm] | None:
    """区总工会、【民政司法和社会保障局】，: a bureau that no table holds, between the marks of a list."""
    bureau = _bureau_of_no_table(text, at, region)
    placed = load_divisions().forms.longest(text, at) is not None
    if bureau is None or placed or bureau in _OF_WHAT or not _LISTED_END.match(text, at + len(bureau)):
        return None
    return Hit(at, at + len(bureau), BodyForm("{r}" + bureau, True))


# 会同财政厅等; not 各省财政厅, 省（区、市）教育厅（局）.
_DEPARTMENT = re.compile(r"厅(?![（(堂])")
_LONGEST_DEPARTMENT = 10
_PROVINCES = ("省", "自治区")


def _provincial(scope: Scope, places: Places) -> Iterator[BodyFind]:
    """会同财政厅: a 厅 without its place, which is always a province's, in a part whose home lies in one."""
    text = scope.text
    if scope.region is None:
        return
    for match in _DEPARTMENT.finditer(text, scope.part.start, scope.part.end):
        starts = range(max(scope.part.start, match.end() - _LONGEST_DEPARTMENT), match.end() - 2)
        hit = next(
            (hit for at in starts if (hit := load_bodies().bare.longest(text, at)) and hit.end == match.end()), None
        )
        if hit is None or not begins_name(text, hit.start, scope.part.start) or text[hit.start - 1] in "）)":
            continue
        province = next((area for word in _PROVINCES if (area := level_of(scope.region, word)) is not None), None)
        if province is not None:
            yield _named(text, hit.start, hit.end, hit.value, province, "agency-provincial")


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
            end, name = body_with_office(scope.text, match.end(), name) or (match.end(), name)
            yield BodyFind(start, end, name, Kind.AGENCY, "agency-league", region)
