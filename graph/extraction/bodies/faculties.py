"""Faculties of universities whose names a joint or a usual word parts: 长沙大学|材料与化学工程学院, 继续教育学院."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from graph.elements import Kind
from graph.extraction.bodies.find import BodyFind
from graph.extraction.body_tables import any_of, read_table
from graph.extraction.scope import Scope

_FIELDS = any_of(read_table("heads.toml")["institutions"]["fields"])
_FACULTY = re.compile(
    rf"(?:{_FIELDS})[\u4e00-\u9fff]{{0,6}}?(?:[与和及][\u4e00-\u9fff]{{2,8}}?)?(?:学院|学系|研究院)(?![\u4e00-\u9fff]{{0,2}}联盟)"
)
_SCHOOLS = ("大学", "学院")
# What no name of a faculty holds.
_DEED = re.compile("[签订共联]|合作|建设|举办|大学")


def find_faculties(scope: Scope, named: Iterable[BodyFind]) -> Iterator[BodyFind]:
    """Faculties right behind the names of the universities and colleges found."""
    for school in named:
        faculty = _FACULTY.match(scope.text, school.end, scope.part.end) if school.name.endswith(_SCHOOLS) else None
        if faculty is not None and not _DEED.search(faculty.group()):
            name = school.name + faculty.group()
            yield BodyFind(school.start, faculty.end(), name, Kind.INSTITUTION, "institution-head", weight=2)
