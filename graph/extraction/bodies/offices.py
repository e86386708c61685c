"""Offices that a body's kind has (办公厅 of a government, 研究室 of a union), behind its name."""

from __future__ import annotations

import re
from functools import cache

from graph.extraction.bodies.departments import department_at
from graph.extraction.body_tables import load_bodies
from graph.extraction.boundary import left_edge

# 区政府办印发; not 政府办事, 政府办公.
_SHORT_OFFICE = re.compile("办(?![公事理学好实件成证法了过起完企校医厅结案])")
_OPEN_OFFICE = re.compile(r"(?!办)[一-鿿]{2,8}?办(?![公事理学好实件成证法了过起完企校医厅结案税展])")
_NO_OFFICE = re.compile(
    r"[的和与及在为将对向由等要各报会]|关于|印发|部门|依法|组织|按照|有关|负责|统一|主[办要]|承|协办|创|督办|转|批|举|开|同意|领导|决定"
)
_SHORT = "办"
_WITH_GENERAL_OFFICE = ("省", "自治区", "北京市", "天津市", "上海市", "重庆市")


# 市总工会|九届|经费审查委员会: the term of a union's committee.
_TERM = re.compile(r"第?[一二三四五六七八九十\d]{1,3}届(?=经费审查委员会|经审会|女职工委员会)")


def body_with_office(text: str, at: int, name: str) -> tuple[int, str] | None:
    """End and full name of the office or department printed at `at` behind the body of that full name."""
    term = _TERM.match(text, at)
    at = term.end() if term is not None else at
    department = department_at(text, at, name)
    if department is not None:
        return department.end, name + department.name
    office = office_behind(text, at, name)
    return (at + len(office), with_office(name, office)) if office else None


def office_behind(text: str, at: int, name: str) -> str:
    """The office of the table that is printed at `at` behind the body of that full name; empty when there is none."""
    if text[at : at + 1] not in _first_letters():
        return _open_office(text, at) if name.endswith("人民政府") else ""
    for owner, offices in load_bodies().offices:
        if name.endswith(owner):
            for office in offices:
                if text.startswith(office, at):
                    return office
    if not name.endswith("人民政府"):
        return ""
    return _SHORT if _SHORT_OFFICE.match(text, at) else _open_office(text, at)


def _open_office(text: str, at: int) -> str:
    """口岸物流办 behind 市政府: an office of a government that no table lists, its name without a verb."""
    match = _OPEN_OFFICE.match(text, at)
    if match is None or _NO_OFFICE.search(match.group()) or left_edge(text, match.end() - 1, at).start > at:
        return ""
    return match.group()


@cache
def _first_letters() -> frozenset[str]:
    return frozenset([_SHORT, *(office[0] for _, offices in load_bodies().offices for office in offices)])


def with_office(name: str, office: str) -> str:
    """Full name of a body's office: 中共云南省委办公厅 of 中共云南省委员会."""
    if office == _SHORT:
        office += "公厅" if name.removesuffix("人民政府").endswith(_WITH_GENERAL_OFFICE) else "公室"
    if office.endswith("办"):
        office += "公室"
    if name.startswith("中共") and name.endswith("委员会"):
        return name.removesuffix("员会") + office
    return name + office
