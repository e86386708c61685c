"""Leading groups, headquarters, joint conferences, management committees: bodies named after a task or an area."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from graph.elements import Kind
from graph.extraction.bodies.agency_committees import find_committees
from graph.extraction.bodies.agency_zones import is_shortened
from graph.extraction.bodies.contests import find_committees_of_contests
from graph.extraction.bodies.find import BodyFind
from graph.extraction.body_tables import any_of, load_bodies, read_table
from graph.extraction.boundary import left_edge
from graph.extraction.places.around import Places, find_places
from graph.extraction.places.divisions import printed_forms, short_name
from graph.extraction.places.untold import UNTOLD
from graph.extraction.scope import Region, Scope
from graph.extraction.word_pattern import AnchoredPattern

_TABLE = read_table("heads.toml")
_WORDS = _TABLE["groups"]
# 综合协调组; not 委员会|主任某某率调研组, nor those sent to look around.
_TEAM = r"(?:(?!主任|书记|组成|[副率带])[一-鿿]){2,9}?(?:(?<!调研)组|专班)(?![长成织建员合])"
_OFFICE = rf"办公室(?:{_TEAM})?|办(?![法理事公学好实])|指挥部|{_TEAM}"
_HEAD = AnchoredPattern(rf"(?:{any_of(_WORDS['heads'])})(?P<office>{_OFFICE})?", _WORDS["heads"])
_WEAK = frozenset(_WORDS["weak"])
_ORGANS = re.compile(any_of(_WORDS["organs"]))
_MARKER = re.compile(r"(?:自治区|[省市州县区盟旗])(?![级属内外场民域县区间长管直]|委(?!员)|人民政府|政府)")
_WHOLE = re.compile(r"[全我本](?P<marker>自治区|[省市州县区旗盟])")
_TASK_STOPS = re.compile(rf"{any_of(_WORDS['stops'])}|经(?![济营贸开])|请(?!示)|\d")
_NOT_ONE = re.compile(rf"(?:{any_of(_WORDS['many'])})[^，。；：、\s]{{0,4}}$")
_GENERIC_TASK = re.compile(f"(?:{any_of(_WORDS['generic'])})*")
_BEFORE_MARKER = frozenset("报请示按经据由对在向交送和与及或好受为入任担兼")
# What stands behind a group that exists: 第二次会议, 副组长.
_MEETS = re.compile(r"第|(?:全体|扩大|专题)?会议|副?组长|各?成员单位|副?主任|的?通知")
_MARKED = re.compile(r"[省市州县区旗盟]$")
_LONG_TASK = 9
_NO_TASK = ("为", "的", "以", "和", "与", "州政府", "省政府", "市政府", "党委")
_OWNERS = ("管理委员会", "部", "厅", "局", "总局", "总署", "总工会", "银行")
_CLAUSE_MARKS = "，。；：！？、“”《》（）()\n　 :,;—"


@dataclass(frozen=True, slots=True)
class Group:
    """A group's printed form. prefix: the organ or place that it is of; task; head: 领导小组; office: 办公室 or ''.

    known: its name in the table of central bodies, else empty.
    """

    start: int
    end: int
    place: Region | None
    prefix: str
    task: str
    head: str
    office: str
    known: str = ""

    @property
    def name(self) -> str:
        return (self.known or self.prefix + self.task + self.head) + self.office


def find_groups(scope: Scope, places: Places, agencies: Iterable[BodyFind]) -> list[BodyFind]:
    """Named groups and their offices; a short form (市领导小组, 州产改办) means the group named in full."""
    text = scope.text
    committees = list(find_committees(scope, places))
    ends = {find.end: find for find in [*agencies, *committees] if find.name.endswith(_OWNERS)}
    groups = [
        group
        for match in _HEAD.finditer(scope.text, scope.part.start, scope.part.end)
        if (group := _read(scope, places, match, ends)) is not None
    ]
    known = [group for find in agencies if (group := _known(find)) is not None]
    tasks = tuple({group.task for group in known})
    central = [group for group in groups if group.place is None and any(task.endswith(group.task) for task in tasks)]
    in_full = [group for group in groups if _is_named(group, text) and group not in central]
    full = [*known, *in_full, *_of_earlier_parts(scope)]
    told = [group for group in groups if _is_named(group, text) or _fuller(group, full) is not None]
    told += [owner for group in told for owner in _owners(group, text)]
    named = [*(_resolved(group, full) for group in told), *_short_offices(scope, places, full)]
    return [*named, *committees, *find_committees_of_contests(scope, places)]


def _of_earlier_parts(scope: Scope) -> Iterator[Group]:
    """Places' groups that earlier parts of the document name in full."""
    for name in {name for kind, name in scope.short_forms.values() if kind is Kind.AGENCY}:
        match = _KNOWN.fullmatch(name)
        place = find_places(name, 0, len(name), scope.region)[:1] if match else ()
        if match and place and place[0].start == 0:
            prefix = name[: place[0].end]
            task = match.group(1).removeprefix(prefix)
            yield Group(-1, -1, place[0].region, short_name(place[0].region), task, match.group(2), "")


_BY_MEANS = re.compile("通过|利用|依托|借助|发挥|用好")
_KNOWN = re.compile(r"(.*?)((?:协调)?领导小组|协调小组|指挥部|联防联控机制)")


def _known(find: BodyFind) -> Group | None:
    """The group that a central body is."""
    match = _KNOWN.fullmatch(find.name) if find.weight > 1 else None
    return Group(find.start, find.end, None, "", match.group(1), match.group(2), "", find.name) if match else None


def _read(scope: Scope, places: Places, match: re.Match[str], owners: Mapping[int, BodyFind]) -> Group | None:
    """The group whose last word matched, with the place or organ before its task."""
    text, head_at = scope.text, match.start()
    office = match.group("office") or ""
    head = match.group()[: len(match.group()) - len(office)]
    head = "联席会议" if head == "联席会" else head
    office = "办公室" if office == "办" else office
    window = max(scope.part.start, head_at - 45)
    clause = _clause_start(text, window, head_at)
    opening = max(window, clause + 1)
    if match.group() == "联席会" and _BY_MEANS.search(text, opening, head_at):
        return None  # 商会党委|通过|党建联席会
    anchor = _anchor(scope, places, opening, head_at, {} if head == "委员会" else owners)
    if anchor is not None:
        start, task_at, prefix, place = anchor
        start, prefix = _with_party(text, window, start, task_at, place) or (start, prefix)
        return Group(start, match.end(), place, prefix, _squeezed(text[task_at:head_at]), head, office)
    start = _task_start(text, opening, head_at)
    if whole := _WHOLE.match(text, start):
        task = _squeezed(text[whole.end() : head_at])
        return Group(whole.start("marker"), match.end(), *_whole(places, whole), task, head, office)
    if _NOT_ONE.search(text, max(opening - 4, scope.part.start), start) or (
        _MARKER.match(text, start) and text[start] != "县"
    ):
        return None
    start += 1 if text[start] == "年" and text[start - 1].isdigit() else 0  # 2025|年|产改协调小组
    well_known = _is_well_known(_squeezed(text[start:head_at]))
    place = places.lowest(head_at) if well_known else places.subject(head_at)
    prefix = short_name(place) if place else ""
    return Group(start, match.end(), place, prefix, _squeezed(text[start:head_at]), head, office)


def _whole(places: Places, whole: re.Match[str]) -> tuple[Region | None, str]:
    """The place of 全市推进…联席会议, with its prefix."""
    place = places.at(whole.start(), whole["marker"])
    return place, short_name(place) if place else ""


def _with_party(text: str, opening: int, start: int, task_at: int, place: Region | None) -> tuple[int, str] | None:
    """Start and prefix of a group that committee and government have together: 省委省政府|应对疫情指挥部."""
    if place is None or not text.endswith("政府", start, task_at):
        return None
    forms = any_of((*printed_forms(place), "省", "市", "州", "县", "区", "自治区"))
    match = re.search(
        rf"(?:中共)?(?:{forms})[省市州县区]?(?:委(?:员会)?|党委)[、\s]?(?:{forms})?$", text[opening:start]
    )
    prefix = f"中共{short_name(place)}委{short_name(place)}人民政府"
    return (opening + match.start(), prefix) if match else None


def _clause_start(text: str, window: int, head_at: int) -> int:
    """The last mark of a clause before a head; a quotation of a few characters may stand in a task's name."""
    clause = max(text.rfind(mark, window, head_at) for mark in _CLAUSE_MARKS)
    if clause >= 0 and text[clause] == "”" and clause + 6 > head_at:
        opening = text.rfind("“", max(window, clause - 10), clause)
        if opening > 0 and _MARKED.search(text, window, opening):
            return max(text.rfind(mark, window, opening) for mark in _CLAUSE_MARKS)
    return clause


# 江苏省产业工人队伍建设改革|第四次|联席会议.
_TIME_OF_MEETING = re.compile(r"第[一二三四五六七八九十\d]{1,3}次(?:全体)?$")


def _squeezed(task: str) -> str:
    return _TIME_OF_MEETING.sub("", re.sub(r"\s+", "", task))


_Anchor = tuple[int, int, str, Region | None]


def _anchor(scope: Scope, places: Places, opening: int, head_at: int, owners: Mapping[int, BodyFind]) -> _Anchor | None:
    """(start, start of the task, prefix of the full name, place) of the last place or organ with the task behind it."""
    text = scope.text
    found = [*_organs(places, text, opening, head_at)]
    path = opening
    for hit in places.between(opening, head_at):
        path = path if hit.chained and hit.start > opening else hit.start  # 江苏省|双溪市援疆指挥部
        found.append((path, hit.end, short_name(hit.region), hit.region))
    for end in range(opening + 2, head_at):
        owner = owners.get(end)
        if owner is not None:
            found.append((owner.start, end, owner.name, owner.region))
    for start, task_at, prefix, place in sorted(found, key=lambda a: (-a[1], a[0])):
        if not _TASK_STOPS.search(text, task_at, head_at):
            return start, task_at, prefix, place
    return None


def _organs(places: Places, text: str, opening: int, head_at: int) -> Iterator[_Anchor]:
    """Organs (国务院, 省委) and bare markers (省, 市) that the task may follow."""
    for match in _ORGANS.finditer(text, opening, head_at):
        organ = _organ(places, match)
        if organ is not None:
            yield match.start(), match.end(), *organ
    for match in _MARKER.finditer(text, opening, head_at):
        at = match.start()
        bounded = at == opening or text[at - 1] in _BEFORE_MARKER or left_edge(text, match.end(), opening).start == at
        place = places.at_or_untold(at, match.group()) if bounded else None
        if place is not None:
            yield at, match.end(), short_name(place), place


def _organ(places: Places, match: re.Match[str]) -> tuple[str, Region | None] | None:
    """Full name of an organ and its place; None when a bare one's place is not known."""
    word, at = match.group(), match.start()
    if word == "人民政府":
        place = places.lowest(at)
        return (short_name(place) + word, place) if place else None
    if word in {"自治区", "党委"} or word[0] in "省市州县区":
        place = places.at_or_untold(at, "自治区" if word in {"自治区", "党委"} else word[0])
        if place is None or (place.code == UNTOLD and word == "党委"):
            return None
        if place.code == UNTOLD:
            return word, place
        return (f"中共{short_name(place)}委" if word.endswith("委") else short_name(place)), place
    return word.removeprefix("党"), None


def _task_start(text: str, opening: int, head_at: int) -> int:
    """Start of a task's name that no place or organ opens."""
    last = opening
    for match in _TASK_STOPS.finditer(text, opening, head_at):
        last = match.end()
    return left_edge(text, head_at, last).start if last == opening else last


def _is_named(group: Group, text: str) -> bool:
    """Whether the printed form says which group it is: a task behind a place, or a long task of its own."""
    task = group.task
    if task.startswith((*_NO_TASK, "县级", "省级", "市级", "各级", "市县")) or task.endswith(
        ("为", "与", "和", "的", "是")
    ):
        return False
    if load_bodies().bare.get(task) is not None:
        return False
    if group.head in {"委员会"} and (
        len(task) < 2 or task.endswith(("常务", "管理", "党", "业主", "居民", "村民", "工作"))
    ):
        return False
    printed_place = group.end - group.start > len(task) + len(group.head) + len(group.office)
    if printed_place:
        if not task:
            return group.head not in _WEAK
        return len(task) > 1 and not (group.head in _WEAK and _GENERIC_TASK.fullmatch(task))
    if group.prefix and _is_well_known(task):
        return True
    longest = _LONG_TASK if _MEETS.match(text, group.end) is None else _LONG_TASK // 2
    return len(task) > longest and group.head not in _WEAK and not _GENERIC_TASK.fullmatch(task)


def _is_well_known(task: str) -> bool:
    """产改, 推进产业工人队伍建设改革: a task of which each place has one group, whose name needs no place."""
    return _TASKS.get(task) in _WELL_KNOWN or task in {
        before + full for before in ("", "推进", "深化") for full in _WELL_KNOWN
    }


def _fuller(group: Group, full: Iterable[Group]) -> Group | None:
    """The fully named group that a shorter form means: same kind of head, its task's characters in the same order."""
    candidates = [
        other
        for other in full
        if (len(other.task) > len(group.task) or (not group.prefix and other.prefix and other.task == group.task))
        and _head_fits(group.head, other.head)
        and (other.place == group.place or not other.prefix or not group.prefix)
        and not (other.known and group.place)
        and is_shortened(group.task, other.task)
    ]
    return max(candidates, key=lambda other: (other.place == group.place, len(other.task)), default=None)


def _head_fits(short: str, full: str) -> bool:
    return full.endswith(short) or short.endswith(full) or {short[-2:], full[-2:]} == {"小组", "挥部"}


def _resolved(group: Group, full: list[Group]) -> BodyFind:
    meant = _fuller(group, full)
    named = replace(meant, office=group.office, place=meant.place or group.place) if meant else group
    if not named.prefix and not named.known and group.prefix:
        named = replace(named, prefix=group.prefix)
    named = replace(named, task=_TASKS.get(named.task, named.task)) if named.place is not None else named
    printed = {group.name, named.task + named.head + named.office}
    return BodyFind(
        group.start, group.end, named.name, Kind.AGENCY, "agency-group", named.place, tuple(sorted(printed))
    )


def _owners(group: Group, text: str) -> Iterator[Group]:
    """The group whose office or team is named: 红河州产改领导小组 in 红河州产改领导小组办公室.

    Not that of an office with a bare 市 or 省 alone before it, nor one for which its office or headquarters acts.
    """
    bare = _MARKER.match(text, group.start) and text[group.start] not in "自"
    office, team = "办公室", group.office.removeprefix("办公室")
    if not group.office or group.office == "指挥部" or group.head == "委员会" or (bare and not team):
        return
    printed = group.office if text.endswith(group.office, 0, group.end) else "办"
    yield replace(group, end=group.end - len(printed), office="")
    if team and team != group.office:
        yield replace(group, end=group.end - len(team), office=office)


# Tasks whose short form is known without a group in the text. Source: 产业工人队伍建设改革 and its 产改办.
_TASKS = dict(_WORDS["tasks"])
_WELL_KNOWN = frozenset(("产业工人队伍建设改革",))
_SHORT_OFFICE = re.compile(
    r"(?P<marker>自治区|省|市|州|县|区|盟|旗)(?:总(?:工会)?)?(?P<task>(?![省市州县区盟旗])[一-鿿]{2,3}?)办(?![法理事公学好实件])"
)


def _short_offices(scope: Scope, places: Places, full: list[Group]) -> Iterator[BodyFind]:
    """州产改办: the office of the group whose task those characters shorten."""
    if not full and not any(task in scope.text for task in _TASKS):
        return
    for match in _SHORT_OFFICE.finditer(scope.text, scope.part.start, scope.part.end):
        marker_end = match.end("marker")
        named = next((hit for hit in places.between(match.start() - 12, marker_end) if hit.end == marker_end), None)
        place = named.region if named else places.at_or_untold(match.start(), match.group("marker"))
        prefix = short_name(place) if place is not None else ""
        short = Group(match.start(), match.end(), place, prefix, match.group("task"), "小组", "办公室")
        meant = _fuller(short, full)
        task = _TASKS.get(match.group("task"))
        if meant is not None:
            yield replace(_resolved(short, [meant]), rule="agency-group-office")
        elif task is not None and place is not None:
            start = named.start if named else match.start()
            name = f"{short_name(place)}{task}领导小组办公室"
            yield BodyFind(start, match.end(), name, Kind.AGENCY, "agency-group-office", place)
