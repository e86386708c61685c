"""What a body is part of, as its own canonical name says it."""

from __future__ import annotations

import re
from functools import lru_cache

from graph.extraction.bodies.departments import owner_of_department

_OFFICE = re.compile(
    r"(?P<owner>.{3,}(?:小组|指挥部|人民政府|总工会|委员会|联席会议|机制|[厅部局])|国务院|中共.+委)(?:办公厅|办公室)"
)
# What a body keeps below it; its name says whose, whether or not the text names the owner elsewhere.
_TEAM_OF = re.compile(r"(?P<owner>.{4,}(?:指挥部|领导小组|联防联控机制)(?:办公室)?)[^，。]{2,7}组")
_UNIT_OF = re.compile(
    r"(?P<owner>.{2,}?(?:(?<![党内支总学干乐])部|总局|总署|委员会|[厅局署]|总工会))"
    r"[^，。局厅部委]{2,13}(?:(?<!公)司|[处科股]|(?<!调查)总队|[支大中]队|派出所|办税服务厅)"
)
_BUREAU_OF = re.compile(
    r"(?P<owner>国家[^省市县区]{2,12}?(?:委员会|总局)|[^省市县区州]{2,9}?部)(?!.*[省市县区州])[^，。总分税]{2,9}局"
)
_OF_CONTEST = re.compile(r"(?P<owner>.+(?:组委会|执委会|筹委会))(?:办公室|秘书处|.{2,6}组)")
_UNION_UNIT_OF = re.compile(r"(?P<owner>.{2,}总工会)[^，。会]{2,8}[部室]")
_STAFF_PARTY_OF = re.compile(r"(?P<owner>.{4,}(?:[局厅部署]|委员会))(?:直属)?机关党委")
_PARTY_OF = re.compile(
    r"中共(?P<owner>.{3,}(?:[局厅部署院]|公司|集团|大学|医院|银行|委员会|总工会))(?:直属机关)?(?:委员会|党组)"
)
_SCHOOL_OF = re.compile(
    r"(?P<owner>.{2,}?大学"
    r"|.{2,}?(?:职业|工商|师范|理工|医|科技|财经|技术|经贸|民族|农业|工程)学院)"
    r"(?:附属?.{2,}|.{2,}(?:学院|医院|研究院|中心|基地|实验室|系))"
)
_BRANCH = re.compile(
    r"(?P<owner>.{2,}(?:公司|银行|保险|电信|移动|联通|集团|局))"
    r".{0,8}(?:分公司|支公司|分行|支行|中心支行|培训基地|培训中心)"
)


@lru_cache(maxsize=2048)
def structural_parts(name: str) -> str | None:
    """The body that a canonical name says it is part of, else None.

    The group or government of an office, the bureau of a party committee, the university of a school or hospital, the
    firm of a branch: 中共云南省委办公厅 -> 中共云南省委员会.
    """
    for pattern in (_OFFICE, _OF_CONTEST, _PARTY_OF, _SCHOOL_OF, _BRANCH):
        match = pattern.fullmatch(name)
        if match is not None:
            owner = match.group("owner")
            return owner + "员会" if owner.startswith("中共") and owner.endswith("委") else owner
    return None


@lru_cache(maxsize=2048)
def owner_of_unit(name: str) -> str | None:
    """The bureau of a department or brigade, the group of a team: 长沙市教育局职业教育处 -> 长沙市教育局."""
    matches = (pattern.fullmatch(name) for pattern in (_TEAM_OF, _STAFF_PARTY_OF, _UNION_UNIT_OF, _UNIT_OF, _BUREAU_OF))
    owner = next((match.group("owner") for match in matches if match is not None), None)
    return owner or (owner_of_department(name) if "总工会" in name else None)
