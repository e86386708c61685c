"""Bureaus that news call by their place and branch (重庆税务推出十项举措, 东莞市场监管部门)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from graph.elements import Kind
from graph.extraction.bodies.agency_grammar import filled
from graph.extraction.bodies.find import BodyFind
from graph.extraction.body_tables import any_of, read_table
from graph.extraction.places.around import PlaceHit, Places
from graph.extraction.places.divisions import printed_forms, short_name
from graph.extraction.scope import Region, Scope

# What a bureau does right behind its name, or what a headline puts there; 税务干部, 公安交管 go on with another word.
_DOES = ("adverbs", "opens", "carries_out", "says")
_DOES_TOO = (
    "一直|连[夜日]|全员|昼夜|紧急|多措并举|多管齐下|多招|齐发力|助力|护航|铸就|拨付|出招|支招|送|亮|瞄准|紧盯|紧扣|严打|破获|抓获|查获|查处|重拳|精准|优化|升级|率先|用心|打响|冲锋|驰援"
    r"|[\d一二三四五六七八九十]+(?:项|条|招|举措)|[：:，]"
)
_NO_DEED = (
    "在[编职岗线]|对[口外]|以[及上下]|用[户于品地房车工水电]|通[用讯知报]"
    "|为[主辅]|办[公事证]|组织[部法]|服务[网站]|监测|审[批计]"
)
# 东莞|市场监管: the last letter of 东莞市 is the branch's first.
_SHARED = "市场监管"
# A channel's or a class's name: “四川税务”公众号, 重庆税务干部.
_QUOTED = frozenset("“‘「\"'")


@cache
def _branches() -> tuple[re.Pattern[str], dict[str, dict[str, str]], re.Pattern[str]]:
    table = read_table("bodies.toml")["branches"]
    verbs = read_table("deeds.toml")
    does = any_of(word for name in _DOES for word in verbs[name] if word != "和")
    return (
        re.compile(rf"(?P<branch>{any_of(table)})(?P<all>部门)?"),
        table,
        re.compile(rf"(?!{_NO_DEED})(?:{does}|{_DOES_TOO})"),
    )


def find_branches(scope: Scope, places: Places) -> Iterator[BodyFind]:
    """The bureaus of places that are named by their branch, where they act or a headline names them."""
    pattern, table, does = _branches()
    for place in places.hits:
        shared = scope.text.startswith(_SHARED, place.end - 1)
        match = pattern.match(scope.text, place.end - shared, scope.part.end)
        if match is None or scope.text[max(place.start - 1, 0) : place.start] in _QUOTED:
            continue
        template = _template(table[match["branch"]], place.region)
        if template and (match["all"] or does.match(scope.text, match.end(), scope.part.end)):
            yield _find(place, match.end(), template)


def _template(bureaus: dict[str, str], region: Region) -> str:
    """The bureau's name at the place's level, a municipality's like a city's; empty where places differ."""
    if region.level == "province" and region.name.endswith("市"):
        return bureaus.get("municipality", "")
    district = bureaus.get("district") if region.level == "county" and region.name.endswith("区") else None
    return district or bureaus.get(region.level, "")


def _find(place: PlaceHit, end: int, template: str) -> BodyFind:
    name = filled(template, place.region, short_name(place.region), printed_forms(place.region)[-1])
    return BodyFind(place.start, end, name, Kind.AGENCY, "agency-by-branch", place.region)
