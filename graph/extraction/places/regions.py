"""Regions named in a part, and the two questions others ask of places: home, and what a name means."""

from __future__ import annotations

import re
from collections.abc import Iterator

from graph.elements import Kind
from graph.extraction.body_tables import any_of, read_table
from graph.extraction.places.around import PlaceHit, Places, level_of
from graph.extraction.places.divisions import contains, load_divisions, printed_forms, resolve_region, unique_name
from graph.extraction.places.home import home_region
from graph.extraction.places.localities import find_localities
from graph.extraction.places.towns import unique_town
from graph.extraction.scope import Mention, Region, Scope
from graph.extraction.word_pattern import AnchoredPattern

__all__ = ["find_regions", "home_region", "level_of", "load_divisions", "resolve_region"]

# 我省, 全市, 本县: the stretch's own place. 全区 may be a 自治区 or a district.
_OWN = AnchoredPattern(
    r"[我全本](自治区|[省市州县区旗盟])(?![级属直管委内外域份])",
    (first + second for first in "我全本" for second in "自省市州县区旗盟"),
)


_BELTS: dict[str, str] = {
    form: name for name, forms in read_table("regions.toml")["belts"].items() for form in (*forms, name)
}
_BELT = AnchoredPattern(any_of(_BELTS), _BELTS)
# 长三角、珠三角等地: where workers come from, no place of the text's.
_BESIDE_BELT = re.compile(rf"(?:地区)?[、和及](?:{any_of(_BELTS)})")
_BEHIND_BELT = re.compile(rf"(?:{any_of(_BELTS)})(?:地区)?[、和及]$")

# 各省…结合本省实际: each one's own.
_ANY_PLACE = re.compile(r"(?:各|每个?)(?:[省市州县区旗盟地级]|自治区)[^。！？\n]*$")


def find_regions(scope: Scope) -> list[Mention]:
    """Mentions of provinces, prefectures and counties in the part, those inside longer names included.

    Names are official full names; attrs.aliases carry the customary ones, attrs.code the division's code.
    """
    places = scope.once(Places)
    found = [_mention(hit.start, hit.end, hit.region, "region-name", path) for hit, path in _paths(scope.text, places)]
    found += [*_own_places(scope, places), *find_localities(scope, places), *_belts(scope)]
    return sorted(found, key=lambda mention: (mention.start, -mention.end))


def _belts(scope: Scope) -> Iterator[Mention]:
    """Areas that several provinces share (长三角), but not where such areas are listed."""
    for match in _BELT.finditer(scope.text, scope.part.start, scope.part.end):
        if _BESIDE_BELT.match(scope.text, match.end()) or _BEHIND_BELT.search(
            scope.text[max(match.start() - 12, 0) : match.start()]
        ):
            continue
        yield Mention(Kind.REGION, match.start(), match.end(), _BELTS[match.group()], "region-belt")


def _paths(text: str, places: Places) -> Iterator[tuple[PlaceHit, str]]:
    """Places, each with the path of places' names that it ends: 杭州市滨江区; empty where it lies in none before it."""
    start, outer = 0, None
    for hit in places.hits:
        inside = outer is not None and outer.end == hit.start and _lies_in(hit.region, outer.region)
        start = start if inside else hit.start
        outer = hit
        yield hit, text[start : hit.end] if inside else ""


def _lies_in(region: Region, outer: Region) -> bool:
    return region != outer and contains(outer, region)


def _own_places(scope: Scope, places: Places) -> Iterator[Mention]:
    for match in _OWN.finditer(scope.text, scope.part.start, scope.part.end):
        if match.group()[0] == "本" and _ANY_PLACE.search(scope.text, max(match.start() - 80, 0), match.start()):
            continue
        home = level_of(scope.region, match.group(1)) if match.group()[0] in "我本" else None
        region = home or places.at(match.start(), match.group(1))
        if region is None and match.group(1) == "区":
            region = places.at(match.start(), "自治区")
        if region is not None:
            yield _mention(match.start(), match.end(), region, "region-own")


def _mention(start: int, end: int, region: Region, rule: str, path: str = "") -> Mention:
    aliases = [*printed_forms(region), "".join(path.split())]
    attrs = {"aliases": [alias for alias in aliases if alias], "code": region.code}
    unique = unique_name(region) if region.level != "town" else unique_town(region)
    key = unique if unique != region.name else None
    return Mention(Kind.REGION, start, end, region.name, rule, key=key, attrs=attrs)
