"""Subdistricts that act and those that are places, in sentences written for the test."""

from __future__ import annotations

import pytest

from graph.elements import Kind, LinkKind
from tests.graph.reading import extraction_of


def _found(text: str) -> tuple[set[str], set[tuple[str, str]]]:
    """Names of agencies, and (agency, place) of LOCATED_IN links."""
    found = extraction_of(text)
    names = {entity.id: entity.name for entity in found.entities}
    agencies = {entity.name for entity in found.entities if entity.kind is Kind.AGENCY}
    places = {(names[x.head], names[x.tail]) for x in found.links if x.kind is LinkKind.LOCATED_IN}
    return agencies, places


def test_subdistricts_of_a_list_that_act_are_offices_of_their_district() -> None:
    agencies, places = _found("首批试点的岳麓区青禾街道、麓枫街道已受理550家企业的申请。")
    assert agencies == {"青禾街道办事处", "麓枫街道办事处"}
    assert places == {("青禾街道办事处", "岳麓区"), ("麓枫街道办事处", "岳麓区")}


@pytest.mark.parametrize(
    "text", ["药店位于岳麓区望月湖街道。", "各街道已受理申请，相关街道开展摸排。", "街道干部走访居民。"]
)
def test_subdistricts_that_are_places_or_any_are_no_offices(text: str) -> None:
    assert _found(text)[0] == set()
