"""Institutions: schools, hospitals, parks, studios, media, research bodies; and associations, which are agencies."""

from __future__ import annotations

import re
from collections.abc import Iterator

from graph.elements import Kind
from graph.extraction.body_find import BodyFind
from graph.extraction.body_tables import any_of, head_pattern, read_table
from graph.extraction.boundary import has_proper_part, is_common
from graph.extraction.places import Places
from graph.extraction.proper_names import ProperName, read_name
from graph.extraction.scope import Scope
from graph.extraction.vocabulary import known_names

_TABLE = read_table("heads.toml")["institutions"]
_HEAD = re.compile(head_pattern(_TABLE["heads"]))
_SOCIETIES = tuple(_TABLE["societies"])
_PARKS = frozenset(_TABLE["parks"])
_PLACE_ENOUGH = tuple(_TABLE["place_enough"])
_VAGUE = tuple(_TABLE["vague"])
_BEHIND_MARKER = re.compile(rf"(?:{any_of(_TABLE['behind_marker'])})|[一-鿿]{{2,10}}(?:行业|管理|服务|指导|活动|救助)")
_GENERIC = re.compile(rf".*(?:[一二三四五六七八九十百千万多几两]+[家所个批]|{any_of(_TABLE['common_ends'])})$")
# 实景式安全实训基地, 现代化示范园: a kind, not a name.
_KIND_OF = re.compile(r"[式化型性级类]|^[个所家名批次项座条这该此]|^[一二三四五六七八九十两多]+[大个所家名批]")
_NETS = tuple("联电路管官内外上入全张线天渔法球河水气热铁公蛛一该此")
_NATIONAL = ("中国", "中华")
_NO_START = ("全国", "县区", "市县", "县市", "区县")
# 所有活禽交易市场, 定点救治医院: one of many, behind a place as well.
_ANY_OF_MANY = re.compile(r"定点|重点(?!实验室)|所有|有条件|收治|后备|中小学|相关|附近|确诊|疑似|临时|大中小")
_NAMED_SOCIETIES = frozenset(("协会", "学会", "商会", "研究会", "促进会", "联谊会", "工会联合会", "基金会"))
_PLAIN_SOCIETY = re.compile(r"(?:行业|相关|有关|专业|同业|社会|各类|民间|企业|产业|青年|外地|异地|各)*")
_LONGEST_STEM = 18
_LONGEST_CENTRE = 10


def find_institutions(scope: Scope, places: Places) -> list[BodyFind]:
    """Institutions named in the part, and associations (agencies)."""
    return [*_known(scope), *_by_head(scope, places), *_titled_media(scope)]


_MEDIA = re.compile(r"《([一-鿿]{2,10}(?:报|周刊|杂志))》|《([一-鿿]{2,8})》(?:杂志|周刊|报社)")
_NO_MEDIA = re.compile(r"[通简快海申年月情预汇周战喜专季旬内公电上填日呈具]报$|警示报$")


def _titled_media(scope: Scope) -> Iterator[BodyFind]:
    """《劳动报》, 《中国工人》杂志: papers and magazines in title marks."""
    for match in _MEDIA.finditer(scope.text, scope.part.start, scope.part.end):
        name = match.group(1) or match.group(2)
        if not _NO_MEDIA.search(name) or name.endswith("日报"):
            yield BodyFind(match.start(), match.end(), name, Kind.INSTITUTION, "institution-media")


def _known(scope: Scope) -> Iterator[BodyFind]:
    for hit in known_names(scope.text, scope.part.start, scope.part.end).institutions:
        if scope.text[hit.start : hit.end] not in {"求是", "北大"}:
            yield BodyFind(hit.start, hit.end, hit.value, Kind.INSTITUTION, "institution-known", weight=2)


def _by_head(scope: Scope, places: Places) -> Iterator[BodyFind]:
    floor = scope.part.start
    for match in _HEAD.finditer(scope.text, scope.part.start, scope.part.end):
        name = read_name(scope.text, match.start(), match.end(), places, floor)
        if name is not None and (_is_institution(name, match.group()) or _is_opened(scope.text, name)):
            kind = Kind.AGENCY if match.group().endswith(_SOCIETIES) else Kind.INSTITUTION
            if match.group() in _PARKS and _PLACE_OF.search(scope.text, max(name.start - 3, floor), name.start):
                yield _as_place(scope, places, name)
                continue
            yield BodyFind(
                name.start, name.end, _canonical(name), kind, "institution-head", name.place, name.aliases, name.weight
            )


_PLACE_OF = re.compile(r"(?:[位设建落]于|在|落户|入驻)$")


def _as_place(scope: Scope, places: Places, name: ProperName) -> BodyFind:
    """A park used as a place (在昆明市杨林工业园区开展培训), without the city that it lies in."""
    start = next(
        (hit.end for hit in places.between(name.start, name.head) if scope.text[hit.end - 1] in "市县州区"), name.start
    )
    return BodyFind(start, name.end, scope.text[start : name.end], Kind.REGION, "region-park", name.place)


_OPENED = re.compile(r"[^。；，！？\n]{0,30}?(?:挂牌|揭牌|授牌)")


def _is_opened(text: str, name: ProperName) -> bool:
    """新时期产业工人队伍基地在…挂牌: what is unveiled bears a name, of common words as it may be."""
    return name.sure and len(name.stem) > 3 and _OPENED.match(text, name.end) is not None


def _canonical(name: ProperName) -> str:
    return name.name.replace("工青妇干校", "工青妇干部学校")


def _is_union(name: ProperName, head: str) -> bool:
    """省建设工会, 滇中新区总工会: unions of a trade or an area behind a place, or of an area of a name of its own."""
    if name.place is not None:
        return len(name.stem) > 1
    named = name.sure and len(name.stem) > 1 and has_proper_part(name.stem)
    return named and head != "工会" and not _KIND_OF.search(name.stem)


def _is_society(stem: str, head: str) -> bool:
    """省摄影家协会, 市快递行业工会联合会: a society behind a bare 省 or 市."""
    return head in _NAMED_SOCIETIES and len(stem) > 1 and not _PLAIN_SOCIETY.fullmatch(stem)


def _is_institution(name: ProperName, head: str) -> bool:
    stem = name.stem
    if len(stem) > _LONGEST_STEM or _GENERIC.match(stem) or _ANY_OF_MANY.search(stem):
        return False
    if head == "网" and stem.endswith(_NETS):
        return False
    if head.endswith("工会"):
        return _is_union(name, head)
    if head == "中心":
        return (
            name.place is not None and 2 <= len(stem) <= _LONGEST_CENTRE and not stem.endswith(("城市", "副", "政治"))
        )
    if name.bare:
        return _BEHIND_MARKER.match(stem + head) is not None or _is_society(stem, head)
    if name.place is not None:
        return bool(stem) or head.endswith(_PLACE_ENOUGH)
    if not name.sure or len(stem) < 2 or head in _VAGUE or stem.startswith(_NO_START):
        return False
    if stem.startswith(_NATIONAL):
        return True
    return not is_common(stem) and has_proper_part(stem) and not _KIND_OF.search(stem)
