"""Bodies named through others: a body's own 处 or 支队, departments in a list of posts, tails that places share."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from graph.elements import Kind
from graph.extraction.bodies.agency_departments import find_departments
from graph.extraction.bodies.agency_grammar import read_body
from graph.extraction.bodies.find import BodyFind
from graph.extraction.bodies.parts import (
    joined_departments,
    listed_departments,
    may_begin,
    parts_behind,
    unit_behind_posts,
)
from graph.extraction.body_tables import load_bodies
from graph.extraction.places.around import PlaceHit, Places
from graph.extraction.scope import Scope
from graph.extraction.word_pattern import AnchoredPattern

_OWNER = re.compile(r".*(?:[部厅局署]|[支总]队|委员会|法院|检察院|总工会|联合会|海关|办公厅|中心|红十字会)|中共.+委.+")
_AHEAD = (
    r"(?=副?[处科队部]长|副?主任|副?书记|调研员|工作人员|现场|受理|审核|收[）)]|有关|相关|负责|联系|地址|电话|要会同|会同"
    r"|牵头|组织|作为|联合(?!会)|[对为把将向给同][^外]|[和与、，。；：）)（(\s]|$)"
)
_UNIT = re.compile(
    r"[一-鿿]{4,13}?[处科股](?=[一-鿿]{2,3}[）)\n])|"
    r"办税服务厅|[一-鿿]{2,13}?(?:[支总大中]队|派出所|税务所)(?![长部])|[一二三四五六七八九十]{1,3}处(?=副?处长)|"
    r"[一-鿿]{2,13}?(?:处(?![理罚置于在分以境])|科(?![技学研普室])|股(?![份东权票民])|[支总大中]队|研究室)" + _AHEAD
)
_UNION_UNIT = re.compile(
    r"第[一二三四五六七八九十]{1,3}届(?:常务)?委员会|[一-鿿]{2,10}?(?:部|室|处)(?:(?=[一-鿿]{2,3}[）)\n])|"
    + _AHEAD
    + ")"
)
_NO_UNIT = re.compile(
    r"^(?:[和与及、等各省市州县区旗盟]|中共)|[的在由将为从把被让给向到了是个该其每各这并]|对(?![外口])|[厅局]|所属|下属|负责|组织开|联合|印发|关于|发布|有关|相关|派驻|办事|部门|干部|主席|书记|兼任"
)
# 某司副司长张某、【所得税司】副司长李某; 由局【养老保险科】: a unit without its owner's name.
_NEXT_UNIT = re.compile(r"[、，](?P<unit>[一-鿿]{2,9}?(?P<kind>[司处科]))(?=副?(?P=kind)长)")
_UNIT_OWNER = re.compile(r".+?(?:部|总局|总署|委员会|[厅局署]|总工会)(?=.{2,9}[司处科]$)")
_OWN_UNIT = AnchoredPattern(
    r"(?P<owner>[局厅部署会院]|委(?!员))(?:(?<=[由请与向到报送经是织、，。；：\n].)|(?<=[由请与向到报送经告知、，。；：\n][我本].))"
    r"(?P<unit>[一-鿿]{2,9}?(?:科|处|室|(?<!公)司|中心|委员会)|[一-鿿]{2,16}?(?:领导小组|指挥部|专班))(?![长员]|[学技理置])",
    (before + owner for before in "由请与向到报送经是织、，。；：\n我本" for owner in "局厅部署会院委"),
    ahead=1,
)
# 部应对疫情领导小组: of the ministry that the text names most.
_OWN_GROUP = re.compile(
    r"部(?:(?<=[，。；：、\s].)|(?<=召开.)|(?<=成立.))(?P<task>(?:[管属])?[一-鿿]{0,10}(?:应对|疫情|防控)[一-鿿]{0,14}?(?:领导小组|指挥部)(?:[一-鿿]{2,8}?组(?![长织员成]))?)"
)
_OWN_ENDS = {
    "局": ("局",),
    "厅": ("厅",),
    "委": ("委员会",),
    "部": ("部",),
    "署": ("署",),
    "会": ("委员会", "协会", "联合会", "总会", "商会"),
    "院": ("法院", "检察院", "医院", "学院"),
}
# 走进【规划财务科】: a unit of the office that the text is about, named last.
_VISITED = AnchoredPattern(
    r"(?:走进|走入|走访|来到|[，。]在)(?P<unit>[一-鿿]{3,8}?(?:(?<![内外儿妇产骨眼肤诊染吸症验射像医伤痛])(?<![护病]理)科|股))(?=[，。、])",
    ("走进", "走入", "走访", "来到", "，在", "。在"),
)
_KEEPERS = ("局", "厅", "委员会", "办公室")
_BY_ITSELF = re.compile(r"[我本]$")
_ACADEMY = re.compile(r".*(?:研究中心|研究院|科学院|大学|学院|工程院)")
_INSTITUTE = re.compile(
    r"(?![一-鿿]*?(?:与|和|及)[一-鿿]*?(?:大学|学院|公司))[一-鿿]{2,16}?(?:研究所|研究院|研究中心)(?=副?[所院]长|副?主任|副?教授|研究员|专家|[，。、）])"
)
_NO_INSTITUTE = re.compile(
    r"^[和与及、等的在为是并]|[的在由对将为从把被让给向到了是]|联合|共建|共同|设立|成立|发布|组织"
)
_SOCIETY = re.compile(r".*(?:协会|学会|商会|联合会|促进会|研究会)")
_SECTION = re.compile(r"[一-鿿]{2,10}?(?P<head>专业委员会|专委会|艺术委员会|艺委会|工作委员会|委员会|分会)")
_SECTIONS_IN_FULL = {"专委会": "专业委员会", "艺委会": "艺术委员会"}
# 副书记、政法委书记: a post of the body, before the next body of the same person's posts.
_POST = re.compile(
    r"(?:党组|党委|[一-鿿]{0,4}?)(?:副?书记|常委|副?主席|副?主任|副?[厅局市省州县区盟旗]长|成员|委员|会长)、"
)
_POST_AHEAD = re.compile(r"副?(?:部长|主任|书记|局长|主席|校长|秘书长)|长")
_MANAGERS = "管委会"
_INSPECTION = re.compile(r"(?:派)?驻")
_INSPECTORS = re.compile(r"纪检监察组|纪检组")
_NEAR = 24
_DISTRICT_ENDS = tuple("省市县区旗州盟镇乡")
_JOINTS = frozenset(("、", "和", "及", "与"))
_COUNTS = "零一两三四五六七八九十"
_COUNTED_PLACES = re.compile(r"等?(?P<count>[两三四五六七八九十])(?:地|省市?|市|州|县|区)")


def find_units(scope: Scope, places: Places, bodies: Sequence[BodyFind]) -> Iterator[BodyFind]:
    """Units of the bodies found, and bodies that a list of posts or of places names by half.

    bodies: sorted by start, without overlaps.
    """
    text, end = scope.text, scope.part.end
    starts = [body.start for body in bodies]
    for body in (body for body in bodies if may_begin(text, body.end)):
        for part in parts_behind(text, body, end, starts):
            yield part
            yield from joined_departments(text, body, part, end, starts)
        institute = _institute(text, body, end)
        if institute is not None:
            yield institute
        elif body.kind is Kind.AGENCY:
            unit = _unit(text, body, end)
            if unit is not None:
                yield unit
                yield from joined_departments(text, body, unit, end, starts)
            yield from _by_posts(text, body, end)
            behind = unit_behind_posts(text, body, end)
            if behind is not None:
                yield behind
        elif (section := _section(text, body, end)) is not None:
            yield section
    for body, other in pairwise(bodies):
        if _INSPECTION.fullmatch(text, body.end, other.start) and (group := _INSPECTORS.match(text, other.end, end)):
            name = f"{body.name}驻{other.name}{group.group()}"
            yield replace(body, end=group.end(), name=name, rule="agency-inspection", aliases=())
    yield from find_departments(scope, bodies)
    yield from _next_units(text, bodies)
    yield from listed_departments(text, scope.part.start, end, bodies)
    yield from _own_units(scope, bodies)
    yield from _own_groups(scope, bodies)
    yield from _visited(scope, bodies)
    yield from _by_places(text, places, {body.start: body for body in bodies})
    yield from _by_counted_places(text, places)


def _section(text: str, body: BodyFind, end: int) -> BodyFind | None:
    """美术家协会漫画艺委会: a society's section named behind it."""
    section = _SECTION.match(text, body.end, end) if _SOCIETY.fullmatch(body.name) else None
    if section is None or _NO_UNIT.search(section.group()):
        return None
    head = section.group("head")
    full = section.group().removesuffix(head) + _SECTIONS_IN_FULL.get(head, head)
    return _extended(text, body, section.end(), full)


def _unit(text: str, body: BodyFind, end: int) -> BodyFind | None:
    """省教育厅职业教育与成人教育处, 美术家协会漫画艺委会: the unit's own name behind its body's."""
    section = _section(text, body, end)
    if section is not None:
        return section
    # 兵团卫生健康委基层处: a short form that local bodies share has no units.
    if not _OWNER.fullmatch(body.name) or (body.region is None and body.weight < 2):
        return None
    pattern = _UNION_UNIT if body.name.endswith("总工会") else _UNIT
    unit = pattern.match(text, body.end, end)
    if unit is None or _NO_UNIT.search(unit.group()) or unit.group() in load_bodies().central:
        return None
    return _extended(text, body, unit.end(), unit.group())


def _institute(text: str, body: BodyFind, end: int) -> BodyFind | None:
    """国务院发展研究中心|公共管理与人力资源研究所: an institute of an academy or a university."""
    match = _INSTITUTE.match(text, body.end, end) if _ACADEMY.fullmatch(body.name) else None
    if match is None or _NO_INSTITUTE.search(match.group()):
        return None
    return replace(_extended(text, body, match.end(), match.group()), kind=Kind.INSTITUTION)


def _next_units(text: str, bodies: Sequence[BodyFind]) -> Iterator[BodyFind]:
    """货物和劳务税司副司长张某、【所得税司】副司长李某: a unit of the body whose unit stands shortly before."""
    for body in bodies:
        is_unit = body.kind is Kind.AGENCY and body.name[-1] in "司处科"
        owner = _UNIT_OWNER.match(body.name) if is_unit else None
        if owner is None:
            continue
        following = _NEXT_UNIT.search(text, body.end, body.end + _NEAR)
        if following and following.group("kind") == body.name[-1] and "。" not in text[body.end : following.start()]:
            unit = following.group("unit")
            name = owner.group() + unit
            at = following.span("unit")
            yield replace(body, start=at[0], end=at[1], name=name, rule="agency-unit", aliases=(unit,))


def _own_units(scope: Scope, bodies: Sequence[BodyFind]) -> Iterator[BodyFind]:
    """由局【养老保险科】, 报委【法律咨询委员会】: a unit of the part's own bureau, which it names most."""
    text = scope.text
    for match in _OWN_UNIT.finditer(text, scope.part.start, scope.part.end):
        ends = _OWN_ENDS[match.group("owner")]
        if match.group("owner") in "部会院" and not _BY_ITSELF.search(text, match.start() - 1, match.start()):
            continue
        own = Counter(body.name for body in bodies if body.kind is not Kind.ENTERPRISE and body.name.endswith(ends))
        owner = next((name for name, _ in own.most_common(1)), None)
        if owner is not None and not _NO_UNIT.search(match.group("unit")) and "机关" not in match.group("unit"):
            start = match.start("owner")
            name = owner + match.group("unit")
            yield BodyFind(start, match.end(), name, Kind.AGENCY, "agency-unit", aliases=(match.group("unit"),))


def _own_groups(scope: Scope, bodies: Sequence[BodyFind]) -> Iterator[BodyFind]:
    """商务部部长、【部应对疫情领导小组】组长: the group of the one ministry that the text names."""
    for match in scope.finditer(_OWN_GROUP, "小组", "指挥部"):
        own = {body.name for body in bodies if body.region is None and body.name.endswith("部")}
        if len(own) != 1:
            return
        owner, task = own.pop(), match["task"]
        if not _NO_UNIT.search(task.replace("应对", "")):
            # 部管, 部属 stay in the name of what is named after them.
            name = owner + ("部" if task[0] in "管属" else "") + task
            aliases = (match.group(), task)
            yield BodyFind(*match.span(), name, Kind.AGENCY, "agency-unit", weight=2, aliases=aliases)


def _visited(scope: Scope, bodies: Sequence[BodyFind]) -> Iterator[BodyFind]:
    """Units of the bureau named last before them, to which somebody comes."""
    keepers = [body for body in bodies if body.kind is Kind.AGENCY and body.name.endswith(_KEEPERS)]
    for match in _VISITED.finditer(scope.text, scope.part.start, scope.part.end):
        before = [body for body in keepers if body.end <= match.start()]
        at, unit = match.span("unit"), match["unit"]
        if before and before[-1].region is not None and not _NO_UNIT.search(unit):
            name = before[-1].name + unit
            yield replace(before[-1], start=at[0], end=at[1], name=name, rule="agency-unit", aliases=(unit,))


def _extended(text: str, body: BodyFind, end: int, unit: str) -> BodyFind:
    aliases = (*(alias + unit for alias in body.aliases), text[body.start : end])
    return replace(body, end=end, name=body.name + unit, rule="agency-unit", aliases=aliases, weight=1)


def _by_posts(text: str, body: BodyFind, end: int) -> Iterator[BodyFind]:
    """包头市委副书记、政法委书记; 经开区党工委委员、管委会副主任: the second post's body."""
    at = body.end
    while (post := _POST.match(text, at, end)) is not None and body.region is not None:
        if not body.region.code and text.startswith(_MANAGERS, post.end()):  # a zone's
            at = post.end() + len(_MANAGERS)
            name = f"{body.region.name}管理委员会"
            yield replace(body, start=post.end(), end=at, name=name, rule="agency-of-post", aliases=())
            continue
        hit = load_bodies().bare.longest(text, post.end())
        if hit is None or not _POST_AHEAD.match(text, hit.end):
            return
        at = hit.end
        find = read_body(text, post.end(), post.end(), body.region)
        party = f"中共{body.name.removeprefix('中共').removesuffix('员会')}" if body.name.startswith("中共") else ""
        if find is not None and find.end == at:
            yield replace(find, rule="agency-of-post")
        elif party:
            name = party + hit.value.template.removeprefix("中共{r}委")
            yield replace(body, start=post.end(), end=at, name=name, rule="agency-of-post", aliases=())


def _by_places(text: str, places: Places, bodies: dict[int, BodyFind]) -> Iterator[BodyFind]:
    """满洲里市、二连浩特市总工会: the body of each place of an enumeration whose last one alone is printed with it."""
    paths = _paths(places.hits)
    for index, path in enumerate(paths):
        body = bodies.get(path[0].start)
        if body is None or body.rule != "agency-region-body" or body.region != path[-1].region:
            continue
        for first, second in zip(reversed(paths[:index]), reversed(paths[1 : index + 1]), strict=True):
            in_full = text.endswith(_DISTRICT_ENDS, first[-1].start, first[-1].end)
            provinces = {first[-1].region.level, body.region.level} == {"province"}  # 江苏、四川省红十字会
            if text[first[-1].end : second[0].start] not in _JOINTS or not (in_full or provinces):
                break
            find = read_body(text, first[0].start, path[-1].end, first[-1].region)
            if find is not None:
                yield replace(find, start=first[0].start, end=first[-1].end, rule="agency-shared-tail")


def _by_counted_places(text: str, places: Places) -> Iterator[BodyFind]:
    """上海、江苏、安徽【三地总工会】: the body of each of as many places as are counted."""
    paths = _paths(places.hits)
    for index, path in enumerate(paths):
        counted = _COUNTED_PLACES.match(text, path[-1].end)
        first = index + 1 - _COUNTS.index(counted["count"]) if counted else index + 1
        run = paths[max(first, 0) : index + 1]
        if counted is None or first < 0 or not _are_listed(text, run):
            continue
        for place in run:
            find = read_body(text, place[0].start, counted.end(), place[-1].region)
            if find is not None:
                end = find.end if place is path else place[-1].end
                yield replace(find, end=end, rule="agency-shared-tail", weight=2)


def _are_listed(text: str, paths: Sequence[Sequence[PlaceHit]]) -> bool:
    between = (text[before[-1].end : path[0].start] for before, path in pairwise(paths))
    return all(joint in _JOINTS for joint in between)


def _paths(hits: Sequence[PlaceHit]) -> list[list[PlaceHit]]:
    """Places in runs that stand side by side (山东省|青岛市)."""
    paths: list[list[PlaceHit]] = []
    for hit in hits:
        if paths and hit.chained and paths[-1][-1].end == hit.start:
            paths[-1].append(hit)
        else:
            paths.append([hit])
    return paths
