"""Where a stretch of text is: the place that a bare 省委, 市总工会 or 我县 belongs to at each position of a part."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from graph.extraction.body_tables import load_bodies, read_table
from graph.extraction.boundary import begins_name, has_proper_part
from graph.extraction.lexicon import Hit
from graph.extraction.places.divisions import Form, Reading, choose, contains, load_divisions
from graph.extraction.places.listed import JOINTS, NAME_END, city_code, listed_cities, listed_districts
from graph.extraction.places.towns import find_towns
from graph.extraction.places.untold import is_central, untold_region
from graph.extraction.scope import Region, Scope
from graph.extraction.vocabulary import known_names

# What may stand before the name of a place that is the subject of its clause.
_TOWN_MARKERS = frozenset({"镇", "乡"})
_OPENING = frozenset("。；！？，：:、\n　 （(在由据以及和与《【●◆■▲★◇")
_UNMISTAKEN = frozenset(read_table("regions.toml")["ambiguous"]["unmistaken"])
# 全市, 我市 say of the home's own.
_WHOLE = frozenset("全我本")
_LABEL = re.compile(
    r"[\s　]*(?:[（(]?[一二三四五六七八九十\d]{1,3}[）)、.．]|第[一二三四五六七八九十百]+[章节条]|[【●◆—*]+)?[\s　在]*"
)
# 合作市场 is no 合作市; 市场监管局 after a city is its bureau.
_NOT_AFTER_CITY = re.compile(r"场(?!监)")
# 县总工会|会同县教育局: a body together with another, not the county of 会同.
_TOGETHER = ("会", "局", "委", "厅", "部", "院", "队", "府", "并", "，")
# 北京西路, 广州大道, 胶州湾: a street or a bay bears a place's short name; not 武汉路网, 北京街头.
_NAMED_AFTER = re.compile(
    r"长江[一-鿿]{0,4}大桥|黄河[一-鿿]{0,4}大桥|湾(?!区)|半岛|盆地|平原|海峡|[东西南北中]路(?!线)|[东西南北中]?(?:大街|大道|路(?![网演桥段政况透径线口人上途])|街(?![道头区]))"
)
# 住在松江。: where somebody lives, comes from or goes.
_SITED = re.compile(r"(?:住在|位于|来自|前往|抵达|家在|回到|[到赴返])$")
# Kinds of firms that every county has one of.
_LOCAL_FIRMS = ("农商行", "农商银行", "农信社", "农村信用", "农村商业银行", "供电公司", "供电局")
# What a place alone can be named before: 大庆高新区, 大庆油田, 集宁机务段.
_LOCAL_AREAS = (*read_table("heads.toml")["committees"]["own"], "油田")
_RAILWAYS = tuple(word for word in read_table("heads.toml")["firms"]["placed"] if word.endswith("段"))
_CLAUSE_END = re.compile(r"[，。；！？、”）\s]")
# 在北京调研: where somebody was, told in a text of another place, whose bare 市委 is its own.
_STAYED = re.compile(r"(?:市|省)?(?:调研|考察|视察|召开|举行|出席|会见|讲话|指导|参加|检查|主持|发表|看望|慰问)")


@dataclass(frozen=True, slots=True)
class PlaceHit:
    """A place's printed name, resolved.

    subject: it may be the subject of its clause. chained: another place's name stands directly before it.
    """

    start: int
    end: int
    region: Region
    subject: bool
    chained: bool


def level_of(region: Region | None, marker: str) -> Region | None:
    """The division that a bare marker (省, 市, 州, 县, 区) means inside a region: the lowest one of that sort."""
    if region is None:
        return None
    for area in load_divisions().ancestors(region):
        if area.name.endswith(marker) and (area.level != "province" or marker != "区" or area is region):
            return area
    return None


@lru_cache(maxsize=8)
def find_places(text: str, start: int, end: int, home: Region | None) -> tuple[PlaceHit, ...]:
    """Places named in [start, end). Homonyms are decided by the place before, by home and by the rest of the text."""
    hits = [hit for hit in known_names(text, start, end).places if _stands(text, hit)]
    known = {region.code for hit in hits if hit.value.form is Form.FULL for region in hit.value.regions}
    towns = find_towns(text, start, end, hits, home, known)
    about = _about(home, known | {town.value.regions[0].code[:6] for town in towns})
    below = {town.start: town.value.regions[0] for town in towns}
    districts = listed_districts(text, hits, about.cities) | listed_cities(text, hits, home)
    covered = {at for town in towns for at in range(town.start, town.end)}
    found: list[PlaceHit] = []
    for hit in sorted([*towns, *(hit for hit in hits if hit.start not in covered)], key=lambda hit: hit.start):
        before = found[-1] if found and found[-1].end == hit.start else None
        listed = found[-1] if found and found[-1].end == hit.start - 1 and text[hit.start - 1] == "、" else None
        region = _above(hit, below) or districts.get(hit.start)
        region = region or _meant(hit, text[hit.start : hit.end], before, about, listed)
        if region is None and hit.value.form is Form.WEAK:
            region = _told(text, hit, about)
        if region is not None:
            earlier = before or (found[-1] if found and _joins(text, found[-1].end, hit.start) else None)
            subject = earlier.subject if earlier else _opens_clause(text, hit, region, home)
            found.append(PlaceHit(hit.start, hit.end, region, subject, before is not None))
    return tuple(found)


def _joins(text: str, end: int, start: int) -> bool:
    """Whether one joint of a list stands between two places: 向湖北省、武汉市捐款 has no subject."""
    return start == end + 1 and text[end] in JOINTS


def _opens_clause(text: str, hit: Hit[Reading], region: Region, home: Region | None) -> bool:
    """Whether the place may be the subject of its clause, and is not only where somebody from elsewhere went."""
    if hit.start == 0 or text[hit.start - 1] != "在":
        return hit.start == 0 or text[hit.start - 1] in _OPENING
    elsewhere = home is not None and not contains(home, region) and not contains(region, home)
    return not (elsewhere and _STAYED.match(text, hit.end))


@dataclass(frozen=True, slots=True)
class _About:
    """What a text is about, which decides between homonyms.

    known: codes of the divisions that it names in full; outer: those and what they lie in, as their codes begin.
    cities: codes of the cities that it names or is at home in.
    """

    home: Region | None
    known: frozenset[str]
    outer: frozenset[str]
    cities: frozenset[str]


def _about(home: Region | None, known: Iterable[str]) -> _About:
    codes = frozenset(known)
    outer = frozenset(code[:length] for code in codes for length in range(len(code) + 1))
    cities = frozenset(city_code(code) for code in (*codes, home.code if home is not None else "")) - {""}
    return _About(home, codes, outer, cities)


def _stands(text: str, hit: Hit[Reading]) -> bool:
    if not hit.value.regions or (text[hit.end - 1] == "市" and _NOT_AFTER_CITY.match(text, hit.end)):
        return False
    if text.startswith("会同", hit.start) and text.endswith(_TOGETHER, 0, hit.start):
        return False
    return hit.value.form is Form.FULL or _NAMED_AFTER.match(text, hit.end) is None


def _told(text: str, hit: Hit[Reading], about: _About) -> Region | None:
    """A county by its short name where only a place can stand: 住在松江。, 青浦公安分局, 进贤农商行."""
    if text.startswith(_LOCAL_FIRMS, hit.end):
        return choose(hit.value.regions, about.home, True)
    if text.startswith((*_LOCAL_AREAS, *_RAILWAYS), hit.end) and begins_name(text, hit.start, 0):
        return choose(hit.value.regions, about.home, True)
    region = _in_city(hit, about)
    if region is None and text[hit.start : hit.end] in _UNMISTAKEN and _stands_alone(text, hit):
        return _in_province(hit, about)
    if region is None or region.name == text[hit.start : hit.end]:
        return None
    body = load_bodies().regional.longest(text, hit.end)
    named = body is not None and body.end - body.start > 2
    sited = _SITED.search(text, max(hit.start - 4, 0), hit.start) is not None and _CLAUSE_END.match(text, hit.end)
    return region if named or sited or _stands_alone(text, hit) else None


def _stands_alone(text: str, hit: Hit[Reading]) -> bool:
    """Whether a rare word stands between the edges of a name: 近日，徐汇、静安等地; 比如 and 保障 do not."""
    proper = has_proper_part(text[hit.start : hit.end]) or text[hit.start : hit.end] in _UNMISTAKEN
    return proper and begins_name(text, hit.start, 0) and NAME_END.match(text, hit.end) is not None


def _in_province(hit: Hit[Reading], about: _About) -> Region | None:
    """义乌: a county without a namesake, of the home's province or of one that the text names in full."""
    only = hit.value.regions[0] if len(hit.value.regions) == 1 else None
    near = {code[:2] for code in (*about.known, about.home.code if about.home is not None else "")}
    return only if only is not None and only.level == "county" and only.code[:2] in near else None


def _in_city(hit: Hit[Reading], about: _About) -> Region | None:
    """The one reading that is a county or district of the home's city, or of a city that the text names in full."""
    inside = [r for r in hit.value.regions if r.level == "county" and city_code(r.code) in about.cities]
    return inside[0] if len(inside) == 1 else None


def _above(hit: Hit[Reading], below: Mapping[int, Region]) -> Region | None:
    """The reading in which the town that follows lies: 嘉定 before 外冈镇."""
    town = below.get(hit.end)
    if town is None:
        return None
    outer = [region for region in hit.value.regions if contains(region, town)]
    return outer[0] if len(outer) == 1 else None


def _meant(
    hit: Hit[Reading], word: str, before: PlaceHit | None, about: _About, listed: PlaceHit | None
) -> Region | None:
    regions, home = hit.value.regions, about.home
    if before is not None:
        inside = [r for r in regions if contains(before.region, r) and r != before.region]
        if len(inside) == 1:
            return inside[0]
    if hit.value.form is not Form.WEAK:
        return choose(regions, home, True) or _by_neighbours(regions, about.known)
    if regions[0].name == word:
        return choose(regions, home, False) if home is not None and home.level != "province" else _in_city(hit, about)
    if listed is not None and (beside := _beside(word, listed.region)) is not None:
        return beside
    supported = tuple(region for region in regions if region.code in about.outer)
    return choose(supported, home, True) or (choose(regions, home, True) if listed is not None else None)


def _beside(word: str, neighbour: Region) -> Region | None:
    """The district of the neighbour's city in a list of its districts: 西城、朝阳, not the city of that name."""
    city = city_code(neighbour.code) if neighbour.level == "county" else ""
    readings = (load_divisions().forms.get(word + kind) for kind in "区县市")
    inside = [r for reading in readings if reading for r in reading.regions if city and r.code.startswith(city)]
    return inside[0] if len(inside) == 1 else None


def _by_neighbours(regions: Sequence[Region], known: frozenset[str]) -> Region | None:
    """The homonym whose city or province the text names as well, when there is one such."""
    for length in (4, 2):
        inside = [region for region in regions if region.code[:length] in known]
        if len(inside) == 1:
            return inside[0]
    return None


class Places:
    """Answers, for a position of a part, which place a bare marker there means.

    In this order: a subject earlier in the same sentence, the place that leads the paragraph or its section's title,
    the part's home, an earlier subject of the same paragraph, another place earlier in the same sentence.
    """

    def __init__(self, scope: Scope, hits: Sequence[PlaceHit] | None = None) -> None:
        self._text, self._part, self._home = scope.text, scope.part, scope.region
        self.hits = (
            list(hits) if hits is not None else find_places(scope.text, scope.part.start, scope.part.end, scope.region)
        )
        self._starts = [hit.start for hit in self.hits]
        self._homeless = scope.region is None and not is_central(scope.document)
        self._titles = [
            (section.start, section.end, lead)
            for section in scope.document.sections
            if section.part == scope.part.ordinal and (lead := self._lead(section.start)) is not None
        ]

    def at(self, position: int, marker: str) -> Region | None:
        """The place that `marker` (省, 市, 自治区 ...) means at a position; None when nothing tells."""
        for region in self._near(position):
            found = level_of(region, marker)
            if found is not None:
                return found
        return self._town(position) if marker in _TOWN_MARKERS else None

    def _near(self, position: int) -> Iterator[Region | None]:
        """The places that a marker may lie in, the likeliest first."""
        paragraph = max(self._text.rfind("\n", 0, position) + 1, self._part.start)
        earlier = self._subjects(paragraph, position)
        sentence = self._sentence(paragraph, position)
        yield from (hit.region for hit in earlier if hit.start >= sentence)
        yield self._lead(paragraph)
        yield self._title(position)
        yield self._home
        yield from (hit.region for hit in earlier)
        if self._text[position] not in _WHOLE:
            yield from self._visited(sentence, position)

    def _visited(self, sentence: int, position: int) -> Iterator[Region]:
        """Other places earlier in the sentence, the last one first: 到眉县督导，县委书记陪同."""
        first, last = bisect_right(self._starts, sentence - 1), bisect_right(self._starts, position - 1)
        yield from (hit.region for hit in reversed(self.hits[first:last]))

    def at_or_untold(self, position: int, marker: str) -> Region | None:
        """The same; in a local text that never tells its place a region that bears no other name than the marker.

        A place whose own body the text names (丰台区政府) tells what the marker means, if it is the only one.
        """
        region = self.at(position, marker)
        if region is not None or not self._homeless:
            return region
        if not begins_name(self._text, position, self._part.start) and self._text[position - 1] != "委":
            return None  # the end of a name that no gazetteer has
        return self._of_bodies(marker) or untold_region(marker)

    def _of_bodies(self, marker: str) -> Region | None:
        bodies = load_bodies().regional
        owners = {hit.region for hit in self.hits if bodies.longest(self._text, hit.end) is not None}
        meant = {area for owner in owners if (area := level_of(owner, marker)) is not None}
        return meant.pop() if len(meant) == 1 else None

    def _town(self, position: int) -> Region | None:
        """The town named last before a bare 镇; it needs no sentence in common, since few towns are named."""
        return next(
            (hit.region for hit in reversed(self.hits) if hit.start < position and hit.region.level == "town"), None
        )

    def between(self, start: int, end: int) -> list[PlaceHit]:
        """Places named inside [start, end)."""
        first = bisect_right(self._starts, start - 1)
        return [hit for hit in self.hits[first : bisect_right(self._starts, end - 1)] if hit.end <= end]

    def subject(self, position: int) -> Region | None:
        """The place that the sentence or paragraph is about, without a look at the home."""
        paragraph = max(self._text.rfind("\n", 0, position) + 1, self._part.start)
        sentence = self._sentence(paragraph, position)
        return next((hit.region for hit in self._subjects(sentence, position)), None) or self._lead(paragraph)

    def lowest(self, position: int) -> Region | None:
        """The place that a body without any place in its name belongs to: the sentence's subject, else the home."""
        return self.subject(position) or self._title(position) or self._home

    def _subjects(self, start: int, end: int) -> list[PlaceHit]:
        """Subject places in [start, end), nearest to the end first."""
        first, last = bisect_right(self._starts, start - 1), bisect_right(self._starts, end - 1)
        return [hit for hit in reversed(self.hits[first:last]) if hit.subject]

    def _sentence(self, paragraph: int, position: int) -> int:
        start = 0
        for mark in "。；！？":
            start = max(start, self._text.rfind(mark, max(start, paragraph), position) + 1)
        return start

    def _lead(self, start: int) -> Region | None:
        """The place whose name opens the text at `start`, behind a label."""
        label = _LABEL.match(self._text, start)
        opening = label.end() if label else start
        index = bisect_right(self._starts, opening - 1)
        if index == len(self.hits) or self.hits[index].start != opening:
            return None
        while index + 1 < len(self.hits) and self.hits[index + 1].chained:
            if self.hits[index + 1].start != self.hits[index].end:
                break
            index += 1
        return self.hits[index].region

    def _title(self, position: int) -> Region | None:
        for start, end, region in reversed(self._titles):
            if start <= position < end:
                return region
        return None
