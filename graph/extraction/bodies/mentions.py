"""Agencies, enterprises and institutions of a part, as mentions with canonical names."""

from __future__ import annotations

import re

from graph.elements import Kind
from graph.extraction.bodies.agency_branches import find_branches
from graph.extraction.bodies.agency_customs import find_customs
from graph.extraction.bodies.agency_grammar import find_agencies
from graph.extraction.bodies.agency_streets import find_residents_committees, find_streets
from graph.extraction.bodies.agency_teams import find_founded_teams, find_joined_teams, find_teams
from graph.extraction.bodies.agency_units import find_units
from graph.extraction.bodies.agency_zones import find_zone_bodies
from graph.extraction.bodies.find import BodyFind, longest_first
from graph.extraction.bodies.firm_short_names import with_full_names
from graph.extraction.bodies.firms import find_firms
from graph.extraction.bodies.groups import find_groups
from graph.extraction.bodies.institutions import find_institutions
from graph.extraction.bodies.itineraries import without_stops
from graph.extraction.bodies.lists import find_in_lists
from graph.extraction.bodies.parts import houses_of_ministries
from graph.extraction.bodies.parts_of import structural_parts
from graph.extraction.bodies.short_forms import bind_short_forms, find_short_forms, with_short_forms
from graph.extraction.bodies.variants import enumerated_names, shared_heads, unified, unions_of, with_legal_forms
from graph.extraction.places.around import Places
from graph.extraction.scope import Mention, Scope

__all__ = ["find_bodies", "structural_parts"]


_OF_DEPARTMENT = re.compile(r"[一-鿿]{2,14}?(?:局|厅|部|总局|总署|红十字会总会)(?=.{4,}(?:小组|指挥部|专班|工作组)$)")
_INSTITUTIONS = (
    "慈善总会",
    "慈善会",
    "党校",
    "联盟",
    "总工会职工服务中心",
    "帮扶中心",
    "职工法律援助中心",
    "职工学校",
    "干部学校",
)
_WITH_OFFICES = ("agency-group", "agency-committee")


def find_bodies(scope: Scope) -> list[Mention]:
    """Mentions of agencies, enterprises and institutions, longest match, without overlaps, sorted by start."""
    places = scope.once(Places)
    agencies = find_agencies(scope, places)
    finds: list[BodyFind] = [
        *agencies,
        *find_zone_bodies(scope, places),
        *find_streets(scope, places),
        *find_customs(scope, places),
        *find_branches(scope, places),
        *find_residents_committees(scope, places),
        *find_groups(scope, places, agencies),
        *with_full_names(scope, with_legal_forms(scope.text, find_firms(scope, places))),
        *find_institutions(scope, places),
    ]
    finds = without_stops(scope.text, finds)
    named = longest_first(finds)
    finds += [*unions_of(scope.text, named), *find_units(scope, places, named), *houses_of_ministries(named, agencies)]
    bind_short_forms(scope, longest_first(finds))
    finds = with_short_forms(finds, find_short_forms(scope))
    named = longest_first(finds)
    finds += unions_of(scope.text, [find for find in named if find.rule == "body-short-form"])
    finds += find_teams(scope.text, scope.part.start, scope.part.end, named)
    finds += find_founded_teams(scope.text, scope.part.start, scope.part.end, named)
    finds += find_joined_teams(scope.text, named)
    kept = unified(find for find in longest_first(finds) if find.end <= scope.part.end)
    kept += [
        *enumerated_names(scope, places, kept),
        *shared_heads(scope.text, scope.part.start, kept, places),
        *_owners(finds, kept),
        *find_in_lists(scope, places, kept),
    ]
    return sorted(map(_mention, kept), key=lambda mention: (mention.start, -mention.end))


def _owners(finds: list[BodyFind], kept: list[BodyFind]) -> list[BodyFind]:
    """Bodies named inside the name of what is theirs: the one overlap that stays, since both are meant.

    A place's group in its office's name (红河州产改领导小组办公室), a body in its unit's (省教育厅职教处).
    """
    offices = {(find.start, _sort(find)): find.name for find in kept if find.rule.startswith(_WITH_OFFICES)}
    owned = {find.start: find.name for find in kept if _names_its_owner(find)}
    schools = {find.start: find.name for find in kept if find.rule == "institution-head" and not _of_university(find)}
    surest = {(find.start, find.end): find for find in sorted(finds, key=_weight) if find.rule != "agency-unit"}
    groups = (find for find in finds if find.rule.startswith(_WITH_OFFICES))
    owners = [find for find in groups if _opens(find.name, offices.get((find.start, _sort(find)), ""))]
    owners += [find for find in finds if _is_university(find) and _opens(find.name, schools.get(find.start, ""))]
    return owners + [find for find in surest.values() if _opens(find.name, owned.get(find.start, ""))]


def _sort(find: BodyFind) -> str:
    return find.rule.removesuffix("-office")


def _opens(owner: str, name: str) -> bool:
    return name.startswith(owner) and name != owner


def _is_university(find: BodyFind) -> bool:
    school = find.name.endswith(("大学", "学院")) and not find.name.endswith("科学院")
    return find.rule == "institution-known" and school


def _of_university(find: BodyFind) -> bool:
    """A university's hospital, whose name means the hospital alone; a college's names its university too."""
    return find.name.endswith("医院") and "大学" in find.name


def _names_its_owner(find: BodyFind) -> bool:
    """A unit, a department's group (绍兴市教育局防控工作领导小组), a firm's union or team: all name whose they are."""
    if _of_university(find):
        return False
    of_department = find.rule == "agency-group" and _OF_DEPARTMENT.match(find.name) is not None
    of_firm = find.rule == "agency-union" and find.name.endswith("工会")
    return find.rule in {"agency-unit", "institution-team"} or of_department or of_firm


def _weight(find: BodyFind) -> int:
    return find.weight


def _mention(find: BodyFind) -> Mention:
    attrs = {"aliases": [alias for alias in find.aliases if alias != find.name]}
    # The grammar of agencies reads a charity, school or alliance behind its place too.
    kind = Kind.INSTITUTION if find.kind is Kind.AGENCY and find.name.endswith(_INSTITUTIONS) else find.kind
    return Mention(kind, find.start, find.end, find.name, find.rule, attrs=attrs if attrs["aliases"] else {})
