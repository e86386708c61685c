"""PART_OF told by the names of bodies: an office and its group, a unit and its bureau, a branch and its bank."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from graph.elements import BODIES, SITED, Kind, LinkKind
from graph.extraction.bodies.departments import department_at, owner_of_department
from graph.extraction.bodies.parts_of import owner_of_unit, structural_parts
from graph.extraction.found import FoundLink
from graph.extraction.scope import Mention

_GOVERNMENTS = ("人民政府", "国务院", "中共中央", "人民代表大会")
# What stands behind an owner's name without naming a part: a park's own committee, a firm's legal form.
_MANAGERS = frozenset(
    {"管理委员会", "管委会", "委员会", "工作委员会", "公司", "有限公司", "总公司", "集团公司", "总会"}
)
_OFFICE_OF_GOVERNMENT = re.compile(r"(?!.*(?:小组|委员会|指挥部|机制)).{2,9}(?:办公室|办)|(?:督查|研究|参事)室")
_SHORT_UNIT = re.compile(r"(?<=[委部署])[^委部署]{2,8}[局司]$")
_SHORT_FORMS = frozenset({"body-short-form", "firm-short-name"})
_Named = Mapping[str, Sequence[Mention]]


def find_structural_links(text: str, mentions: Iterable[Mention]) -> Iterator[FoundLink]:
    """PART_OF of a body whose name contains its owner's, where the document (all its parts) names the owner too.

    A department or team always names its owner: one that stands nowhere else becomes a body of its own.
    """
    named: dict[str, list[Mention]] = {}
    for body in (mention for mention in mentions if mention.kind in BODIES):
        named.setdefault(body.name, []).append(body)
    shorts = _short_forms(text, named)
    for name, bodies in named.items():
        longest = max(bodies, key=lambda body: body.end - body.start)
        link = _of_structure(name, longest, named) or _of_prefix(text, name, bodies, named)
        link = link or _of_unit(text, name, longest) or _of_short_form(longest, shorts)
        if link is not None:
            yield link


def _of_structure(name: str, body: Mention, named: _Named) -> FoundLink | None:
    owners = (structural_parts(name), owner_of_department(name), owner_of_unit(name))
    owner = next((owner for owner in owners if owner in named), None)
    if owner is not None and (nearer := _longest_prefix(name, named)) is not None and nearer.startswith(owner):
        owner = nearer  # 某大学附属医院|外科, a university's hospital's
    return _part(body, named[owner][0], "office-of-owner", 0.95) if owner is not None else None


def _of_prefix(text: str, name: str, bodies: Sequence[Mention], named: _Named) -> FoundLink | None:
    """The longest other body whose name begins this one's, where the text prints both so."""
    owner = _longest_prefix(name, named)
    if owner is None or _only_stands_there(bodies[0], named[owner][0]):
        return None
    printed = (owner, *(text[mention.start : mention.end] for mention in named[owner]))
    body = next((body for body in bodies if text.startswith(printed, body.start)), None)
    if body is None and (owner.endswith("人民政府") or bodies[0].rule == "agency-unit"):
        body = bodies[0]  # its table of offices, or its unit's rule, has read the owner's name in it
    return _part(body, named[owner][0], "name-begins-with-owner", 0.85) if body else None


_OF_STAFF = re.compile(r"工会|党委|党组|党支部|党总支|团委|团支部|纪委|妇联|委员会|办公室|小组$")


def _only_stands_there(body: Mention, owner: Mention) -> bool:
    """Whether an agency is only named for where it stands (青河机场|海关), unlike the firm's union or party branch."""
    return body.kind is Kind.AGENCY and owner.kind is not Kind.AGENCY and not _OF_STAFF.search(body.name)


def _longest_prefix(name: str, names: _Named) -> str | None:
    for length in range(len(name) - 2, 2, -1):
        owner = name[:length]
        if owner in names and name[length:] not in _MANAGERS and _has_parts(owner, name[length:]):
            return owner
    return None


def _has_parts(owner: str, part: str) -> bool:
    """Not a government's bureau (X人民政府|国资委), which stands beside it, but its office (省政府|新闻办)."""
    if owner.endswith(_GOVERNMENTS):
        return _OFFICE_OF_GOVERNMENT.fullmatch(part) is not None and owner.endswith("人民政府")
    return True


def _short_forms(text: str, named: _Named) -> dict[str, Mention]:
    """Firms and institutions by the short form that the text prints: 青虹化工, 青虹物流园 of 浏阳市青虹物流园."""
    shorts: dict[str, Mention] = {}
    for owner in (owner for owners in named.values() for owner in owners):
        if owner.kind not in SITED and owner.rule != "agency-street":
            continue
        short = text[owner.start : owner.end]
        is_short = owner.rule in {*_SHORT_FORMS, "agency-street"} or owner.name.endswith(short)
        is_short = is_short or (owner.kind is Kind.ENTERPRISE and not short.endswith("公司"))
        if is_short and len(short) > 3 and short != owner.name:
            shorts.setdefault(short, owner)
    return shorts


def _of_short_form(body: Mention, shorts: Mapping[str, Mention]) -> FoundLink | None:
    """青虹化工|研究院: the firm or institution whose short form, printed elsewhere, begins the name."""
    for length in range(len(body.name) - 2, 3, -1):
        owner = shorts.get(body.name[:length])
        if owner is not None and body.name[length:] not in _MANAGERS:
            return _part(body, owner, "name-begins-with-owner", 0.8) if body.name != owner.name else None
    return None


def _of_unit(text: str, name: str, body: Mention) -> FoundLink | None:
    """市商务局|对外合作处 whose 市商务局 stands nowhere by itself."""
    owner = owner_of_unit(name)
    unit = name.removeprefix(owner) if owner else ""
    surface = text[body.start : body.end]
    short = _SHORT_UNIT.search(surface) if owner is not None and not surface.endswith(unit) else None
    unit = short.group() if short else unit  # 国家卫健委|疾控局, in full 疾病预防控制局
    if owner is not None and not surface.endswith(unit):
        unit = _printed_department(surface, owner) or unit  # 市总工会|宣教部, in full 宣传教育部
    if owner is None or not surface.endswith(unit) or len(surface) - len(unit) < 2:
        return None
    whole = Mention(body.kind, body.start, body.end - len(unit), owner, "owner-of-unit", 0.85)
    return _part(body, whole, "unit-names-owner", 0.85)


def _printed_department(surface: str, owner: str) -> str | None:
    """The short form of the owner's department that the surface ends with."""
    found = (surface[at:] for at in range(2, len(surface) - 1) if _ends_there(surface, at, owner))
    return next(found, None)


def _ends_there(surface: str, at: int, owner: str) -> bool:
    department = department_at(surface, at, owner)
    return department is not None and department.end == len(surface)


def _part(body: Mention, owner: Mention, rule: str, confidence: float) -> FoundLink:
    return FoundLink(LinkKind.PART_OF, body, owner, body.start, body.end, rule, confidence)
