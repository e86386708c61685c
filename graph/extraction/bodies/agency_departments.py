"""Departments named without their body: in a list behind one of its departments, or by the post of who leads them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache

from graph.elements import Kind
from graph.extraction.bodies.departments import Department, department_at, department_forms, owner_of_department
from graph.extraction.bodies.find import BodyFind
from graph.extraction.bodies.parts import LED
from graph.extraction.lexicon import Lexicon
from graph.extraction.scope import Scope
from graph.extraction.sentences import sentence_start

_JOINT = re.compile(r"、|以及|[和与及]")
# What may stand before a department that somebody leads: an edge, or the verb of who came.
_EDGE = re.compile(r"(?<![^\W和与及由兼有是请的])")
# Behind the department: its own division (办公厅|秘书处), and the post of who leads it.
_LED = re.compile(f"(?P<unit>[一-鿿]{{2,6}}?[处科](?=副?[处科]长))?(?:{LED}|(?=(?:常务)?副?(?:部长|秘书长)))")
# So long a name is a department of the body that the part named last, in an earlier sentence too.
_UNMISTAKEN = 5


def find_departments(scope: Scope, bodies: Sequence[BodyFind]) -> Iterator[BodyFind]:
    """Departments without their body's name. bodies: sorted by start, without overlaps."""
    agencies = [body for body in bodies if body.kind is Kind.AGENCY]
    listed = [find for body in agencies for find in _listed(scope.text, body, scope.part.end)]
    yield from listed
    yield from _led(scope, sorted([*agencies, *listed], key=lambda body: body.start))


def _listed(text: str, body: BodyFind, end: int) -> Iterator[BodyFind]:
    """省总工会女职工部、【财务部】、【经审办】: what follows a department in a list is the same body's."""
    owner, at = owner_of_department(body.name), body.end
    while owner is not None and (joint := _JOINT.match(text, at, end)) is not None:
        department = department_at(text, joint.end(), owner)
        if department is None:
            return
        at = department.end
        yield _of(text, body, owner, joint.end(), department)


def _led(scope: Scope, agencies: Sequence[BodyFind]) -> Iterator[BodyFind]:
    """省总工会二级巡视员、【组织部】部长: a department of the body named last before it, told by a post behind it."""
    text = scope.text
    for form in _forms().scan(text, scope.part.start, scope.part.end):
        led = _LED.match(text, form.end, scope.part.end) if _EDGE.match(text, form.start) else None
        if led is None:
            continue
        before = [body for body in agencies if body.start < form.start]  # 宣传|教育部: begins inside
        if not before or before[-1].end > form.start:
            continue
        body = before[-1]
        owner = owner_of_department(body.name) or body.name
        department = department_at(text, form.start, owner)
        near = body.start >= sentence_start(text, scope.part.start, form.start)
        if department is not None and (near or department.end - form.start >= _UNMISTAKEN):
            unit = led["unit"] or ""  # 办公厅|秘书处
            whole = Department(department.end + len(unit), department.name + unit)
            yield _of(text, body, owner, form.start, whole)


@cache
def _forms() -> Lexicon[bool]:
    return Lexicon((form, True) for form in department_forms())


def _of(text: str, body: BodyFind, owner: str, start: int, department: Department) -> BodyFind:
    printed = (text[start : department.end],)
    name = owner + department.name
    end = department.end
    return replace(body, start=start, end=end, name=name, rule="agency-of-post", aliases=printed, weight=2)
