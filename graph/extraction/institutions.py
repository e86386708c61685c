"""Institutions: schools, hospitals, parks, studios, media, research bodies; and associations, which are agencies."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from graph.elements import Kind
from graph.extraction.body_find import BodyFind
from graph.extraction.body_tables import read_rows
from graph.extraction.boundary import is_common
from graph.extraction.lexicon import Lexicon
from graph.extraction.places import Places
from graph.extraction.proper_names import ProperName, read_name
from graph.extraction.scope import Scope

_SCHOOL = r"大学(?!生|毕业|学历|文化|本科|专科|城)|学院(?!派)|干校|党校|(?:职业技术|技工|中等专业|干部|职业|师范|卫生)?学校|中学(?!生|校)|小学(?!生|校)|幼儿园|技师学院|职校"
_HEALTH = r"医院(?!感染|管理|内|等级|方面)|卫生院|疾控中心|疾病预防控制中心|血液中心|急救中心|卫生服务中心|保健院|妇保院|防治院|血站"
_RESEARCH = r"研究院(?!所)|研究所|科学院|设计院|研究中心|实验室(?!检测|检查|条件|生物)|重点实验室|工程中心|博物馆|图书馆|文化宫|俱乐部|文化馆|展览馆|体育馆|会展中心"
_WORK = r"(?:劳模|工匠|职工|技能大师|大师|名师)?(?:创新)?工作室(?!联盟)|工作站|合作社|(?:培训|实训|种植|养殖|教育|实践|培育|生产|示范|队伍|孵化|产业|疗养|教学|科普)基地|培训中心|批发市场|农贸市场|交易市场|交易所|服务中心|管理中心|活动中心|指导中心|中心小学|救助站|疗养院|福利院|养老院|敬老院|产业联盟"
_PARK = r"(?:高新技术|经济技术|经济|旅游|高新|循环经济)?(?:产业)?(?:开发区|经开区|高新区)|(?:工业|产业|科技|物流|创业|农业科技|软件|文创|智慧|创新)园区?|园区|综合保税区|保税区|自贸试验区|自由贸易试验区|度假区|试验区|示范区|新区(?!政)|经济区"
_MEDIA = r"日报(?!社|讯)|日报社|晚报|晨报|商报|都市报|电视台|广播电台|广播电视台|报社|通讯社|杂志社|出版社|出版集团|融媒体中心|网(?=[）)」]|\s|讯|$)|招聘网|政务服务网|新闻网|政府网"
_SOCIETY = r"基金会|协会(?!会)|商会|学会(?!会)|联合会|研究会|促进会|联谊会|同业公会"
_HEAD = re.compile("|".join((_SCHOOL, _HEALTH, _RESEARCH, _WORK, _PARK, _MEDIA, _SOCIETY)))
_AGENCY_HEADS = re.compile(r"(?:协会|商会|学会|联合会|研究会|促进会|联谊会|公会)$")
# Kinds that stay common nouns without a proper stem even in an enumeration or behind a bare marker (市直学校, 县医院 is one).
_NEEDS_STEM = re.compile(
    r"(?:基地|中心|工作站|园区?|区|合作社|学校|工作室|市场|中学|小学|幼儿园|网|联盟|实验室|俱乐部)$"
)
_BEHIND_MARKER = re.compile(
    r"(?:人民|中心|第[一二三四五六七八九十]+(?:人民)?|中医|妇幼保健|儿童|传染病|职业病|精神卫生|疾病预防控制|疾控|血液|急救|广播|融媒体|电视|图书|博物|委党|职业技术|技师|技工|一|开放|"
    r"师范|科学|农业科学|社会科学|规划设计|林业|气象|科技|工青妇|干部|总工会|职工|餐饮|慈善|青少年|红十字|律师|企业|个体|消费|旅游|物流|建筑|注册|家政|养老|烹饪|[一-鿿]{2,10}(?:行业|管理|服务|指导|活动))"
)
_GENERIC = re.compile(
    r".*(?:[一二三四五六七八九十百千万多几两]+[家所个批]|的|些|等|类|型|级|性|制|们|各|某|定点|所在|附近|国家级|省级|市级|县级|高等|民办|公办|乡镇|村|中等|普通|有条件|企业|单位|行业|相关|专业|农民|社区|街道|集中|重点|特色|一批|线上|网上|网络|统一|综合)$"
)
_PERSON_STUDIO = re.compile(r"(?:劳模|工匠|职工|大师|名师|创新|技能)?(?:创新)?工作室")
# 实景式安全实训基地, 现代化示范园: a kind, not a name.
_KIND_OF = re.compile(r"[式化型性级类]")
_LONGEST_STEM = 18


@cache
def known_institutions() -> Lexicon[str]:
    """Printed form -> name, of institutions.tsv."""
    rows = read_rows("institutions.tsv")
    return Lexicon((form, name) for name, forms in rows for form in (name, *forms.split(",")) if len(form) > 1)


def find_institutions(scope: Scope, places: Places) -> list[BodyFind]:
    """Institutions named in the part, and associations (agencies)."""
    return [*_known(scope), *_by_head(scope, places)]


def _known(scope: Scope) -> Iterator[BodyFind]:
    for hit in known_institutions().scan(scope.text, scope.part.start, scope.part.end):
        if scope.text[hit.start : hit.end] not in {"求是", "北大"}:
            yield BodyFind(hit.start, hit.end, hit.value, Kind.INSTITUTION, "institution-known", weight=2)


def _by_head(scope: Scope, places: Places) -> Iterator[BodyFind]:
    floor = scope.part.start
    for match in _HEAD.finditer(scope.text, scope.part.start, scope.part.end):
        name = read_name(scope.text, match.start(), match.end(), places, floor)
        if name is not None and _is_institution(name, match.group()):
            kind = Kind.AGENCY if _AGENCY_HEADS.search(match.group()) else Kind.INSTITUTION
            yield BodyFind(
                name.start, name.end, _canonical(name), kind, "institution-head", name.place, name.aliases, name.weight
            )


def _canonical(name: ProperName) -> str:
    return name.name.replace("工青妇干校", "工青妇干部学校")


def _is_institution(name: ProperName, head: str) -> bool:
    stem = name.stem
    if len(stem) > _LONGEST_STEM or _GENERIC.match(stem):
        return False
    if name.bare:
        return (bool(_BEHIND_MARKER.match(stem + head)) and stem + head != head) or bool(_BEHIND_MARKER.match(head))
    if name.place is not None:
        return (
            bool(stem)
            or not _NEEDS_STEM.search(head)
            or head.endswith(("开发区", "经开区", "高新区", "新区", "工业园区", "保税区", "广播电视台", "网"))
        )
    if not name.sure or len(stem) < 2 or is_common(stem) or stem.startswith(("全国", "县区", "市县", "县市", "区县")):
        return False
    return not (_NEEDS_STEM.search(head) and _KIND_OF.search(stem)) and not head.endswith(
        ("示范区", "试验区", "经济区", "新区")
    )
