"""Enterprises: by the gazetteer's short names, by their legal form, and by kinds of firms behind a place."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import replace

from graph.elements import Kind
from graph.extraction.bodies.find import BodyFind
from graph.extraction.bodies.firm_branches import find_bare_branches, find_branches
from graph.extraction.bodies.firm_brands import find_firm_brands
from graph.extraction.bodies.firms_of_firms import find_firms_of_firms
from graph.extraction.bodies.proper_names import ProperName, read_name
from graph.extraction.body_tables import any_of, head_pattern, read_table
from graph.extraction.boundary import begins_name, has_proper_part, is_common, is_plural, stands_alone
from graph.extraction.lexicon import Hit
from graph.extraction.places.around import Places
from graph.extraction.places.divisions import printed_forms, short_name
from graph.extraction.scope import Scope
from graph.extraction.vocabulary import firm_names, known_names
from graph.extraction.word_pattern import AnchoredPattern, WordPattern

_TABLE = read_table("heads.toml")["firms"]
# The legal form, which makes any stem a name.
_LEGAL = re.compile(r"(?:集团)?(?:股份有限|有限责任|有限|(?<=集团)股份)公司")
_BRANCH = r"(?:[一-鿿]{2,8}?(?:分公司|支公司|营业部|项目部)|(?!等)[一-鿿]{2,4}(?<![药商门书酒饭])店(?![主员长]))?"
_FORMS = ("股份有限", "有限责任", "有限")
_HEAD = AnchoredPattern(
    "|".join(f"{form}公司{_BRANCH}" for form in _FORMS) + f"|{head_pattern(_TABLE['heads'])}",
    (*_FORMS, *_TABLE["heads"]),
)
_BRANCHES = frozenset(("分行", "支行", "中心支行", "分公司"))
# What a branch's name begins with: 中国银行 of 中国银行天津市分行.
_BRANDS = (
    "银行",
    "电信",
    "移动",
    "联通",
    "保险",
    "集团",
    "公司",
    "邮政",
    "石油",
    "石化",
    "铁塔",
    "信保",
    "人寿",
    "人保",
    "财险",
    "太保",
    "平安",
    "航空",
    "证券",
    "物流",
    "快递",
    "水务",
    "燃气",
    "信托",
)
_PLACED = frozenset(_TABLE["placed"])
_PLANTS = frozenset(_TABLE["plants"])
_GROUP_BRANDS = tuple(_TABLE["brands"])
_GENERIC_STEM = re.compile(rf"[母子总分]|.*(?:[一二三四五六七八九十百千万多几两单]家|{any_of(_TABLE['common_ends'])})$")
_NO_PLANT = re.compile(r"[入出进返建全本工分到在回离停开办设各小大新老旧]$")
_KIND_OF = re.compile(r"^级|[性型]")
# 龙头企业|青禾集团, 大国工匠|青禾公司罗文: what the firm or its worker is, before its name.
_ROLE = re.compile(
    r"企业(?!集团|家|管理|服务|发展|咨询)|[台港民国央外药车]企(?!业)|上市公司|厂家|厂商|商家|供应商|开发商|运营商|承包商"
    r"|单位|机构|平台|品牌|客户|劳模|[大国]工匠|技师|金牌工人|[青女]工"
)
# Hospitals or schools under one roof are an institution.
_OF_INSTITUTIONS = ("医院", "职业教育", "职教")
_SHOPS = tuple(_TABLE["shops"])
# A firm spoken of, before the name of what it has.
_ITS_OWN = ("集团", "公司")
# A firm below a known one: 河钢集团|邯钢公司, 中国中铁|隧道局集团.
_SUBSIDIARIES = frozenset(("公司", "集团", "集团公司", "总公司"))
_OWN_WORD = range(2, 7)
_NO_OWN = re.compile(r"[的各等及和与在这其该]|[下所直]属|旗下|合作|关联|外包|劳务|代理|供应|部分|有关|相关|控股$")
# 盐湖股份|钾肥分公司: a branch behind its firm's short name.
_OWNER = re.compile(r"(?P<stem>.{2,4})(?:股份|集团|公司).{2,6}$")
# 鞍钢股份(鲅鱼圈)钢铁|分公司: a firm's short name with a place behind it.
_OWNER_OF_BRANCH = re.compile(r"[一-鿿]{2,4}(?:股份|集团)")
# 以|青禾集团为龙头: a preposition that opens names as well (以礼河发电厂).
_WITH = re.compile(r"[^，。；]{0,40}?为(?:龙头|代表|主|依托|核心|引领|试点|例|载体|牵头|平台|样本|重点)")
_LONGEST_STEM = 16
_LONGEST_BARE_STEM = 8
_SHORTEST_KNOWN = 3


def find_firms(scope: Scope, places: Places) -> list[BodyFind]:
    """Enterprises named in the part."""
    firms = [*_known(scope), *_bureaus(scope), *_by_head(scope, places)]
    return [
        *firms,
        *find_branches(scope.text, firms, places),
        *find_bare_branches(scope, firms),
        *find_firms_of_firms(scope, places, firms),
        *find_firm_brands(scope, places, firms),
    ]


def _known(scope: Scope) -> Iterator[BodyFind]:
    text = scope.text
    for hit in known_names(text, scope.part.start, scope.part.end).firms:
        if hit.end - hit.start == 2 and not (
            stands_alone(text, hit.start, hit.end) or _has_branch(text, hit.end) or _is_bank(scope, hit.start)
        ):
            continue
        if text[hit.end - 1] == "行" and _BANKING.match(text, hit.end):
            continue
        if _LATIN.match(text[hit.end - 1]) and _LATIN.match(text, hit.end):
            continue
        if _LATIN.match(text[hit.start]) and _LATIN.match(text[hit.start - 1 : hit.start]):
            continue
        yield BodyFind(hit.start, hit.end, hit.value, Kind.ENTERPRISE, "firm-known", weight=2)


_LATIN = re.compile(r"[A-Za-z0-9]")
# 工行|河南省分行: letters that mean a bank where a branch stands behind them.
_BRANCH_BEHIND = re.compile(r"[一-鿿]{2,6}?(?:[省市县区])?(?:分行|支行)")


# 农行|行长, 建行|信用卡: letters of a bank behind an edge; not 途中行走.
_BANK = re.compile(r"[工农建交招]行(?![为走动业政程驶])")


def _is_bank(scope: Scope, at: int) -> bool:
    return _BANK.match(scope.text, at) is not None and begins_name(scope.text, at, scope.part.start)


def _has_branch(text: str, at: int) -> bool:
    return text[at - 1] == "行" and _BRANCH_BEHIND.match(text, at) is not None


# 北京银行|业, 上海银行|间: banking, and no bank.
_BANKING = re.compile(r"业|间|卡|机构|监管|系统|从业|保险业")
# 中建三局, 中铁十四局集团, 中铁大桥局: the builders' bureaus by their numbers and trades.
_BUILDERS = ("中建", "中铁", "中交", "中冶", "中水", "水电", "中国水电", "中国水利水电第", "中国建筑第", "中国铁建")
_NUMBERED = r"[一二三四五六七八九十\d]{1,3}(?:工程)?(?:[航公]局|[局冶航公院])(?:集团)?"
_OF_TRADE = r"[一-鿿]{2,3}局(?:集团)?"
_BUREAU = WordPattern(
    dict.fromkeys(_BUILDERS, _NUMBERED) | {"中铁": f"(?:{_NUMBERED}|{_OF_TRADE})", "中国中铁": _OF_TRADE}
)


def _bureaus(scope: Scope) -> Iterator[BodyFind]:
    for match in _BUREAU.finditer(scope.text, scope.part.start, scope.part.end):
        yield BodyFind(match.start(), match.end(), match.group(), Kind.ENTERPRISE, "firm-known", weight=2)


def _by_head(scope: Scope, places: Places) -> Iterator[BodyFind]:
    for match in _HEAD.finditer(scope.text, scope.part.start, scope.part.end):
        floor = _behind_its_role(scope.text, match.start(), scope.part.start, places)
        name = read_name(scope.text, match.start(), match.end(), places, floor)
        if name is not None and name.place is None and name.stem.startswith(_ITS_OWN):
            name = _from(name, name.start + 2)  # 该集团|某某项目部
        if name is not None:
            name = _from(name, _known_inside(scope, name)) if name.place is None else name
            name = _with_place_before(_behind_verb(scope.text, name), scope.text, places)
        if name is not None and name.stem[:1] == "以" and _WITH.match(scope.text, name.end):
            name = _from(name, name.start + 1)
        if name is not None and _is_firm(name, match.group()) and not _is_product(scope.text, name, match.group()):
            rule = "firm-legal-form" if _LEGAL.match(match.group()) else "firm-head"
            # 山西|潞安集团: a known firm with its place before it.
            weight = 2 if name.place is not None and firm_names().get(name.stem + match.group()) else name.weight
            yield BodyFind(
                name.start, name.end, _canonical(name), Kind.ENTERPRISE, rule, name.place, name.aliases, weight
            )


def _from(name: ProperName, start: int) -> ProperName:
    """The name without what stands before `start`."""
    skipped = start - name.start
    return replace(name, start=start, stem=name.stem[skipped:], name=name.name[skipped:]) if skipped else name


# 我|看|青禾集团, 盟友|有|青禾公司: what is said of a firm, before its name.
_SAID = re.compile(
    r"(?<=[我你他她咱们])[看说问学找盼帮]|[一-鿿]{0,6}(?:盟友|成员|伙伴|客户|单位|企业|其中|[这那里中])有(?![色限机研轨])"
)
# 新疆|其亚铝电有限公司: letters that end what stands before a name, and stand behind a place in a name.
_IN_NAMES = ("其", "之")


def _behind_verb(text: str, name: ProperName) -> ProperName:
    """The name without what is said of its firm."""
    said = _SAID.match(text, name.start, name.head) if name.place is None else None
    return _from(name, said.end()) if said is not None and said.end() + 2 <= name.head else name


def _with_place_before(name: ProperName, text: str, places: Places) -> ProperName:
    """The name from its place on where a letter between the two seemed to end what stands before it."""
    at = name.start - 1
    if name.place is not None or not text.endswith(_IN_NAMES, 0, name.start) or not _LEGAL.match(text, name.head):
        return name
    place = next((hit for hit in places.between(max(at - 8, 0), at) if hit.end == at), None)
    if place is None:
        return name
    whole = text[place.start : name.end]
    return replace(name, start=place.start, stem=text[at : name.head], name=whole, place=place.region, sure=True)


def _behind_its_role(text: str, head: int, floor: int, places: Places) -> int:
    """Behind what the firm is (龙头企业|青禾集团), where a proper name or a place stands between it and the head."""
    roles = [role.end() for role in _ROLE.finditer(text, max(floor, head - _LONGEST_STEM), head)]
    for start in reversed(roles):
        stem = text[start:head]
        placed = any(hit.start == start for hit in places.between(start, head))
        if "、" not in stem and (placed or (has_proper_part(stem) and not is_common(stem))):
            return start
    return floor


def _known_inside(scope: Scope, name: ProperName) -> int:
    """Where a name begins that was read from before a known firm's on: 网点有|大润发超市, not 国药集团国大药房."""
    firms = known_names(scope.text, scope.part.start, scope.part.end).firms
    after = bisect_right(firms, name.start, key=_start)
    if after and firms[after - 1].start == name.start:
        return name.start
    for hit in firms[after:]:
        if hit.end > name.head:
            break
        if hit.end - hit.start >= _SHORTEST_KNOWN:
            return hit.start
    return name.start


def _start(hit: Hit[str]) -> int:
    return hit.start


def _canonical(name: ProperName) -> str:
    """The full name where the gazetteer knows the firm by its place's short name (省建投, 云南建投)."""
    if not name.bare or name.place is None:
        return name.name
    rest = name.name.removeprefix(short_name(name.place))
    return next((full for form in printed_forms(name.place) if (full := firm_names().get(form + rest))), name.name)


def _is_product(text: str, name: ProperName, head: str) -> bool:
    """农业银行掌上银行: a known firm's name goes on without a place, which is its product or a branch of no name.

    A plant behind it is one of the firm's (鞍钢股份炼钢总厂), and so is a firm by a short word (中国航发|黎明公司).
    """
    known = firm_names().longest(text, name.start)
    if name.place is not None or known is None or known.end >= name.end:
        return False
    own = text[known.end : name.head]
    subsidiary = head in _SUBSIDIARIES and len(own) in _OWN_WORD and not _NO_OWN.search(own)
    return not (_LEGAL.match(text, name.head) or text[name.end - 1] == "厂" or subsidiary)


def _is_firm(name: ProperName, head: str) -> bool:
    stem = name.stem
    if (
        _GENERIC_STEM.match(stem)
        or stem.startswith(("全国", "省级", "省属", "二十国", "上市"))
        or (head == "厂" and _NO_PLANT.search(stem))
        or (head == "集团" and stem.endswith(_OF_INSTITUTIONS))
        or len(stem) > _LONGEST_STEM
    ):
        return False
    if _LEGAL.match(head):
        return len(stem) > 1 and (name.place is not None or not is_common(stem))
    if head.endswith(_SHOPS):
        return name.sure and len(stem) <= _LONGEST_BARE_STEM and has_proper_part(stem) and not is_common(stem)
    if name.place is not None:
        return _placed(stem, head, name.bare)
    if head == "分公司" and name.sure and (owner := _OWNER.match(stem)) is not None:
        return has_proper_part(owner["stem"])
    if head in _PLACED or not name.sure or len(stem) < 2 or len(_own_words(name)) > _LONGEST_BARE_STEM:
        return False
    branded = head in _SUBSIDIARIES and stem.startswith(_GROUP_BRANDS)
    proper = has_proper_part(stem) or branded or (head == "集团" and has_proper_part(stem[:2]))
    return proper and not is_common(stem) and not _KIND_OF.search(stem)


def _own_words(name: ProperName) -> str:
    """The stem, without the known firm that opens it (江西铜业|集团贵溪冶炼)."""
    known = firm_names().longest(name.name, 0)
    return name.stem if known is None else name.stem[known.end :].removeprefix("集团")


def _placed(stem: str, head: str, bare: bool) -> bool:
    """Behind a place: any kind of firm but the plural ones; 集团, 公司 and 厂 want a stem."""
    if stem.endswith(_GROUP_BRANDS):
        return True
    if head in _BRANCHES:
        return _OWNER_OF_BRANCH.match(stem) is not None or stem.endswith(_BRANDS) or stem.startswith(_GROUP_BRANDS)
    if head in _PLACED:
        return not bare or head != "电网"
    if head == "银行":
        return len(stem) <= 6
    if head in _PLANTS:
        return not bare or bool(stem)
    return bool(stem) and not is_plural(stem)
