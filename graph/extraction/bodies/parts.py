"""Parts printed right behind their body's name: 国家卫健委【医政局】局长, 湖南大学【二院】, 省总工会【服务中心】."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from graph.elements import Kind
from graph.extraction.bodies.find import BodyFind
from graph.extraction.body_tables import load_bodies
from graph.extraction.boundary import left_edge
from graph.extraction.pairs import Pairs
from ingest.document import Span

_HAN = "一-鿿"
# Who or what stands behind a part that is led: a post, an expert, those in charge.
LED = (
    r"(?=(?:党[组委总支]*|副|一级|二级|三级|四级|首席|总|常务)*(?:[司局处科股室所站院队组]长|主任|书记|负责人|负责同志|研究员|专家|教授|专员"
    r"|[一-鿿]{0,2}专员|民警|教导员|指导员|政委|调研员|巡视员|主任医师|工程师|工作人员|[有相]关(?:负责|人员|同志)|发言人))"
)
_STANDS = (
    r"(?=[、，。；：）)（(\s]|$|[和与及对将把为于从向由](?!务)|联合(?!会)|会同|共同|组织|委托|牵头|主办|承办|举办|发布|印发|介绍|表示|提供|获悉|了解到"
    r"|开展|推出|启动|编写|近日|日前|今[天日]|等|负责|联系|的|“)"
)
_OF_AGENCY = re.compile(
    rf"[{_HAN}]{{2,14}}?(?:(?<!公)司|分?局|处|科|股|(?<!教)室|所|办|中心|站|(?<!检察)院|[支总大中]队){LED}"
)
# 市总工会政策研究室根据材料: a unit before any word, if no word that ends a name stands in it.
_OPEN_UNIT = re.compile(
    rf"[{_HAN}]{{2,10}}?(?:处(?![理置罚于在分以境])|科(?![技学研普室])|[究待督访]室|[支大中总]队|(?:监察|督查|执法)局|(?:检查|督查|巡察)组(?![长织员]))"
)
# 市商务局办公室 where somebody of it is named, or where it prints.
_HOUSE_OFFICE = re.compile(rf"办公[室厅](?:{LED}|(?=\s*\d{{4}}年\d{{1,2}}月\d{{1,2}}日\s*印发|关于|有关通知))")
_BRACKETED = re.compile(rf"[（(][{_HAN}]{{2,8}}(?<!公)司[）)]")
_REACHED = re.compile(
    rf"[{_HAN}]{{2,12}}?(?:科|处|室|部)(?=[{_HAN}]{{2,3}}[，,（(：:\s]*(?:(?:联系|咨询)?(?:电话|手机)|\d{{3,4}}[-—]?\d))"
    rf"|[{_HAN}]{{2,16}}?(?:科|处)(?=[，,（(：:\s]{{0,3}}(?:(?:联系|咨询)?电话|\d{{3,4}}[-—]?\d{{4}}))"
)
_OF_INSTITUTION = re.compile(rf"[{_HAN}]{{2,14}}?(?:研究[院室]|所|中心|学院|医院|分院|学部){LED}")
# A ministry's department; not the next body of a header (财政部 税务总局), nor a local body (国家税务总局深圳市税务局).
_OF_MINISTRY = re.compile(rf"(?![{_HAN}]*?[省市县区州])[{_HAN}]{{2,10}}?(?:(?<!公)司|(?<![分总务])局){_STANDS}")
_POST_OF_BUREAU = re.compile(
    rf"[{_HAN}]{{2,8}}?(?:派出所|税务所|监管所|司法所|(?<!调查)[支大中]队)(?![长部])|办税服务厅"
)
_KEPT = re.compile(
    rf"(?!直属)[{_HAN}]{{2,14}}?(?:(?:新闻|宣传|培训|教育|服务|研究|技术|信息|指导|考试|鉴定|交流|审评|检验|检测|人才|数据|监测|促进|发展|评价|资源|援助|救助|管理|登记|保障|受理|采购|预警)中心"
    rf"|研究[院所]|出版社|干部学院|培训学院|干部学校|干部培训中心|高级培训中心)|(?:新闻|信息|宣传)中心(?!主任)"
)
_BRANCH = re.compile(rf"[{_HAN}]{{2,5}}?分局(?!长)")
_CLINIC = re.compile(
    rf"(?:(?:[{_HAN}]{{2,6}}?(?:医学院|临床学院))?附属|第[一二三四五六七八九十])[{_HAN}]{{0,8}}?(?:医院|中学|小学|学校|幼儿园)"
)
# 省政府|口岸物流办, 市指挥部|物资保障组.
_OFFICE = re.compile(
    rf"[{_HAN}]{{2,9}}?(?:办公室|(?<![督主承协举开兴筹交转经代合])办(?![公事理学好实件成证法了过起完企校医厅结案税展]))"
)
_LED_OFFICE = re.compile(rf"[{_HAN}]{{2,9}}?(?:办公室|办){LED}")
_TEAM = re.compile(
    rf"[{_HAN}]{{2,9}}?(?:(?:保障|防控|救治|综合|宣传|专家|督导|督查|协调|工作|检查|指导)组|专班)(?![织长员])"
    rf"|[{_HAN}]{{2,9}}?(?:组|专班)(?:{_STANDS}|{LED})"
)
_COMMITTEE = re.compile(r"(?:直属)?机关(?:党委|工会|团委)(?!副?书记|副?主席)")
_SENT = re.compile(r"(?:工作|专家|督导|指导|检查)组(?![织长员])|监事会|理事会")
# 中国铁路上海局集团公司|南京东编组站: what a firm has by a name of its own.
_OF_FIRM = re.compile(
    rf"[{_HAN}]{{1,8}}?(?:编组站|车务段|机务段|工务段|电务段|供电段|客运段|车辆段|货运中心|项目部|研究院|事业部)(?:{_STANDS}|{LED})"
)
# 市第二医院|呼吸内科, 感染科一病区; 青禾公司|客运部: only where a post of its head, or a doctor of it, follows.
_DOCTORS = r"(?=(?:科|护|总|执行|常务)?(?:副?主任|副?[科部处]长|护士长)|主治|主管|医[生师]|护[士师]|负责人)"
_OF_HOSPITAL = re.compile(rf"[{_HAN}]{{1,9}}?(?:科(?:[\d一二三四五六七八九十]{{0,3}}病区)?|病区|急诊部|ICU){_DOCTORS}")
_OF_COMPANY = re.compile(
    rf"[{_HAN}]{{2,9}}?(?:(?<![总干西东南北中大内外])部|(?<!公)处|中心|分公司)"
    r"(?=(?:党[委支总部]*|副|常务|总)*(?:[部处]长|主任|书记|负责人|总?经理|工作人员))"
)
_HOSPITALS = ("医院", "保健院")
_UNIVERSITIES = ("大学", "医学院", "医科院", "师范学院")
_ACADEMIES = ("大学", "学院", "科学院", "工程院", "研究院", "研究中心", "疾病预防控制中心", "组织", "研究所")
_BUREAUS = ("部", "厅", "局", "署", "委员会", "总工会", "联合会", "海关", "人民银行", "党校", "红十字会", "联合社")
_KEEPERS = (*_BUREAUS, "法院", "检察院", "大学", "行政学院", "中国科学院")
_KEEP_DEPARTMENTS = (*_BUREAUS, "院", "支队", "总队", "中心支行")
# What no part begins with or holds: joints, verbs between two bodies, words of a kind.
_NO_PART = re.compile(
    rf"^[和与及、等各省市州县区旗盟其有本该原某]|[的在由将从把被让给向到了是这每各并着]|对(?![外口])|[厅署](?=[{_HAN}])"
    r"|所属|下属|直属(?!机关)|负责|组织开|联合(?!会)|印发|关于|发布|有关|相关|派驻|办事|部门|干部职工|机关党(?!委)|^办公[室厅]"
    r"|指导(?![处司科中])|会同|邀请|任命|介绍|要求|通报|召开|设[立在]|成立|建[立成]|依托|通过|指定|开[通展设]|推[进动出]|打造|启动|支持|搭建|委托|确定|选派|派出(?!所)|授予"
    r"|定点|各地|各级|全[国省市县区]|党组|(?<!机关)党委|政府|(?<!机关)工会|报[送请]|或|为|主席|书记|兼任"
)
_GROUPS = ("指挥部", "领导小组", "机制", "联席会议", "工作组", "专班")
_OF_DEPARTMENT = re.compile(
    rf"[{_HAN}]{{2,14}}?(?:[局厅部署]|委员会)(?=应对|[{_HAN}]{{0,14}}(?:防控|工作)?(?:领导小组|指挥部|专班)$)"
)
_POSTS = re.compile(rf"(?:[{_HAN}]{{0,8}}?(?:书记|成员|委员|[组部局厅署]长|主任|[济程会计]师)[、，])+")
_UNIT_OF_POST = re.compile(rf"[{_HAN}]{{2,8}}?(?:(?<!公)司|办|(?<!分)局)(?=副?(?:[司局]长|主任))")
_MINISTRIES = ("部", "总局", "总署", "委员会", "中国人民银行")
# 办公厅、纳税服务司、科技发展司有关负责人: departments of the body named last, none of which prints it.
_ENDS = rf"(?=[有相负参主等和]|(?![{_HAN}]))"
_DEPARTMENT = (
    rf"(?:办公[厅室]|(?![、和在由将对以等])[{_HAN}]{{2,10}}?"
    rf"(?:(?<!公)司|(?<![到好用各出])处|(?<![内外儿妇产骨眼肤诊染吸症验射像百专本])(?<![护病]理)科){_ENDS})"
)
_LISTED = re.compile(
    rf"[，。；：\n和](?:(?<!和)|(?<=[，。；：、]和))(?P<run>{_DEPARTMENT}(?:[、和]{_DEPARTMENT})+)"
    r"(?=(?:主要)?(?:有关|相关|负责|参加|等)|[、，。；\n])"
)
_JOINED = Pairs(letter + joint for letter in "司处科厅室" for joint in "、和")
_JOINED_UNIT = re.compile(
    rf"[、和与及](?P<unit>[{_HAN}]{{2,12}}?(?:(?<!公)司|处|科))(?=[、，。；：）)（(\s]|[和与及等]|负责|有关|相关|$)"
)
_LABELLED = re.compile(
    r"(?<=联系(?:科室|处室|部门|单位|电话)[：:])[^\n，。；]{3,60}?(?=\s*(?:\n|联系|电话|[，。；]|$))"
)
_ITEM = re.compile(_DEPARTMENT)
_ITEM_BEGINS = re.compile(r"[、和，。；：:\s]")
_OWNERS_OF = {"司": _MINISTRIES, "处": ("厅", "局", "委员会", "总工会", "署"), "科": ("局", "委员会", "总工会")}
_IN_FULL = re.compile(r"(?<=..)办$")
_DEEPEST = 3
_REACH = 200


def parts_behind(text: str, body: BodyFind, end: int, starts: Sequence[int]) -> Iterator[BodyFind]:
    """The part behind the body, then the part behind that: 市公安局|静安分局|南京路派出所.

    starts: where the other bodies of the text begin; a part does not reach over one.
    """
    for _ in range(_DEEPEST):
        part = _part(text, body, end)
        if part is None or (_holds(starts, body.end + 1, part.end) and text[body.end] != "附"):
            return
        yield part
        body = part


def _holds(starts: Sequence[int], start: int, end: int) -> bool:
    """Whether one of the sorted starts lies in [start, end)."""
    at = bisect_left(starts, start)
    return at < len(starts) and starts[at] < end


def may_begin(text: str, at: int) -> bool:
    """Whether a part's name may begin there: none begins with a mark or figure, but one in brackets."""
    following = text[at : at + 1]
    return "一" <= following <= "鿿" or following in {"（", "("}


def _part(text: str, body: BodyFind, end: int) -> BodyFind | None:
    if not may_begin(text, body.end):
        return None
    for match, kind in _matches(text, body, end):
        if match is None:
            continue
        part = match.group().strip("（）()")
        if match.re is _HOUSE_OFFICE or (not _NO_PART.search(part) and part not in load_bodies().central):
            aliases = (*(alias + part for alias in body.aliases), text[body.start : match.end()])
            name = body.name + _IN_FULL.sub("办公室", part)
            return replace(body, end=match.end(), name=name, kind=kind, rule="agency-unit", aliases=aliases)
    return None


def _matches(text: str, body: BodyFind, end: int) -> Iterator[tuple[re.Match[str] | None, Kind]]:
    """The patterns of parts that a body of that name may have, with the kind of the part."""
    name = body.name
    if body.kind is Kind.AGENCY:
        if name.endswith("人民政府"):
            yield _OFFICE.match(text, body.end, end), Kind.AGENCY
            yield _LED_OFFICE.match(text, body.end, end), Kind.AGENCY
        if name.endswith(_GROUPS):
            yield _TEAM.match(text, body.end, end), Kind.AGENCY
        if name.endswith(("局", "部", "厅", "委员会", "总会", "总工会", "署", "国务院")):
            yield _SENT.match(text, body.end, end), Kind.AGENCY
            yield _COMMITTEE.match(text, body.end, end), Kind.AGENCY
        if name.endswith("局"):
            yield _BRANCH.match(text, body.end, end), Kind.AGENCY
            yield _POST_OF_BUREAU.match(text, body.end, end), Kind.AGENCY
        if name.endswith(_KEEP_DEPARTMENTS):
            led = _OF_AGENCY.match(text, body.end, end)
            is_house = led is not None and led.group().endswith(("中心", "院", "研究所"))
            yield led, Kind.INSTITUTION if is_house else Kind.AGENCY
            yield _REACHED.match(text, body.end, end), Kind.AGENCY
            yield _HOUSE_OFFICE.match(text, body.end, end), Kind.AGENCY
            if body.region is not None:
                yield _open_unit(text, body.end, end), Kind.AGENCY
        if body.region is None and name.endswith(_MINISTRIES):
            yield _OF_MINISTRY.match(text, body.end, end), Kind.AGENCY
            yield _BRACKETED.match(text, body.end, end), Kind.AGENCY
        if name.endswith(_KEEPERS):
            yield _KEPT.match(text, body.end, end), Kind.INSTITUTION
    elif body.kind is Kind.ENTERPRISE:
        yield _OF_FIRM.match(text, body.end, end), Kind.ENTERPRISE
        yield _OF_COMPANY.match(text, body.end, end), Kind.ENTERPRISE
    elif body.kind is Kind.INSTITUTION and name.endswith(_HOSPITALS):
        yield _OF_HOSPITAL.match(text, body.end, end), Kind.INSTITUTION
    elif body.kind is Kind.INSTITUTION and name.endswith(_ACADEMIES):
        if name.endswith(_UNIVERSITIES):
            yield _CLINIC.match(text, body.end, end), Kind.INSTITUTION
            yield _KEPT.match(text, body.end, end), Kind.INSTITUTION
        yield _OF_INSTITUTION.match(text, body.end, end), Kind.INSTITUTION


def _open_unit(text: str, start: int, end: int) -> re.Match[str] | None:
    unit = _OPEN_UNIT.match(text, start, end)
    return unit if unit is not None and left_edge(text, unit.end() - 1, start).start == start else None


def houses_of_ministries(named: Iterable[BodyFind], agencies: Iterable[BodyFind]) -> Iterator[BodyFind]:
    """工信部赛迪研究院 as 工业和信息化部赛迪研究院: an institution whose name begins with a ministry's short form."""
    central = {find.start: find for find in agencies if find.rule == "agency-central"}
    for find in (find for find in named if find.rule == "institution-head"):
        owner = central.get(find.start)
        length = owner.end - owner.start if owner else 0
        if owner is not None and length < len(find.name) and find.end > owner.end:
            name = owner.name + find.name[length:]
            aliases = (*find.aliases, find.name)
            yield replace(find, name=name, rule="agency-unit", weight=find.weight + 1, aliases=aliases)


def unit_behind_posts(text: str, body: BodyFind, end: int) -> BodyFind | None:
    """财政部党组成员、【预算司】司长: a unit of the body, or of a group's, behind other posts of its holder."""
    owner = _OF_DEPARTMENT.match(body.name) if body.name.endswith(_GROUPS) else None
    name = owner.group() if owner else body.name
    posts = _POSTS.match(text, body.end, end) if name.endswith(_KEEP_DEPARTMENTS) else None
    unit = _UNIT_OF_POST.match(text, posts.end(), end) if posts else None
    if unit is None or _NO_PART.search(unit.group()) or unit.group() in load_bodies().central:
        return None
    name += _IN_FULL.sub("办公室", unit.group())
    return replace(body, start=unit.start(), end=unit.end(), name=name, rule="agency-unit", aliases=(unit.group(),))


def listed_departments(text: str, start: int, end: int, bodies: Sequence[BodyFind]) -> Iterator[BodyFind]:
    """局长罗文，【办公厅】、【纳税服务司】负责人: departments listed without their body, the one named last.

    联系科室：【人事科】: those of the body that the text names most.
    """
    starts = [body.start for body in bodies]
    runs = _LISTED.finditer(text, max(start - 1, 0), end) if _JOINED.places(text, start, end) else ()
    for run in (Span(*found.span("run")) for found in runs):
        before = bodies[bisect_left(starts, run.start - _REACH) : bisect_left(starts, run.start)]
        yield from _departments(text, run, before, starts)
    if text.find("联系", start, end) >= 0:
        most = Counter(body.name for body in bodies)
        named = sorted(bodies, key=lambda body: most[body.name])
        for label in _LABELLED.finditer(text, start, end):
            yield from _departments(text, Span(*label.span()), named, starts)


def joined_departments(
    text: str, body: BodyFind, part: BodyFind, end: int, starts: Sequence[int]
) -> Iterator[BodyFind]:
    """某厅人事处、【财务处】: departments that follow one of the body's in a list."""
    at, letter = part.end, text[part.end - 1]
    while letter in _OWNERS_OF and (joined := _JOINED_UNIT.match(text, at, end)) is not None:
        unit = joined["unit"]
        if unit[-1] != letter or _NO_PART.search(unit) or _holds(starts, at, joined.end()):
            return
        at = joined.end()
        yield replace(part, start=joined.start("unit"), end=at, name=body.name + unit, aliases=(unit,))


def _departments(text: str, run: Span, owners: Sequence[BodyFind], starts: Sequence[int]) -> Iterator[BodyFind]:
    """The departments in the run, of the last of the owners that may have such."""
    items = [item for item in _ITEM.finditer(text, *run) if _ITEM_BEGINS.match(text, item.start() - 1)]
    letters = {item.group()[-1] for item in items} & set(_OWNERS_OF)
    if len(letters) != 1 or _holds(starts, *run):
        return
    letter = letters.pop()
    may_own = [body for body in owners if body.name.endswith(_OWNERS_OF[letter])]
    may_own = [body for body in may_own if letter != "司" or body.region is None]
    for item in items if may_own else ():
        if not _NO_PART.search(item.group()) or item.group().startswith("办公"):
            owner = may_own[-1]
            name = owner.name + item.group()
            yield replace(owner, start=item.start(), end=item.end(), name=name, rule="agency-unit", aliases=())
