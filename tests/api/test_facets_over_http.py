"""Facets of a search over HTTP, clicked one by one, two together and page by page."""

from __future__ import annotations

from itertools import combinations
from typing import Any

import pytest
from fastapi.testclient import TestClient

QUESTIONS = ("技能竞赛 奖励", "总工会 职工", "谁联合印发了关于工匠培育的意见")
FIELDS = ("kind", "level", "year", "region", "issuer")


def _search(client: TestClient, text: str, *values: tuple[str, str], k: int = 10, offset: int = 0) -> dict[str, Any]:
    parameters: dict[str, Any] = {"q": text, "k": k, "offset": offset}
    for field, value in values:
        parameters |= {"from": value, "to": value} if field == "year" else {field: value}
    response = client.get("/api/v1/search", params=parameters)
    assert response.status_code == 200, response.text
    found: dict[str, Any] = response.json()
    return found


def _values(found: dict[str, Any], most: int = 3) -> list[tuple[str, str]]:
    return [(field, value) for field in FIELDS for value in list(found["facets"][field])[:most]]


def _shown(found: dict[str, Any]) -> set[str]:
    copies = {copy["id"] for group in found["groups"] for copy in group["copies"]}
    return copies | {hit["document"]["id"] for hit in found["hits"]}


@pytest.mark.parametrize("text", QUESTIONS)
def test_a_value_clicked_has_at_least_the_documents_that_stood_beside_it(client: TestClient, text: str) -> None:
    found = _search(client, text, k=100)
    for field, value in _values(found):
        clicked = _search(client, text, (field, value), k=100)
        assert clicked["hits"], (field, value)
        assert clicked["facets"][field][value] == found["facets"][field][value] == len(_shown(clicked)), (field, value)
        if field in ("kind", "level", "year"):
            assert set(clicked["facets"][field]) == {value}


@pytest.mark.parametrize("text", QUESTIONS)
def test_values_clicked_together_hold_together(client: TestClient, text: str) -> None:
    values = [value for value in _values(_search(client, text)) if value[0] in ("kind", "level", "year")]
    for one, other in combinations(values, 2):
        if one[0] == other[0]:
            continue
        first, both = _search(client, text, one, k=100), _search(client, text, one, other, k=100)
        assert _shown(both) <= _shown(first)
        assert len(_shown(both)) == first["facets"][other[0]].get(other[1], 0)
        assert bool(both["hits"]) == (other[1] in first["facets"][other[0]])


@pytest.mark.parametrize("text", QUESTIONS)
def test_pages_of_a_value_share_no_hit_and_count_what_stood_beside_it(client: TestClient, text: str) -> None:
    value = _values(_search(client, text))[0]
    passages: list[str] = []
    for offset in (0, 4, 8):
        page = _search(client, text, value, k=4, offset=offset)
        assert [hit["rank"] for hit in page["hits"]] == list(range(offset + 1, offset + 1 + len(page["hits"])))
        passages += [hit["passage"]["id"] for hit in page["hits"]]
        beside = _search(client, text, k=4, offset=offset)["facets"]
        assert page["facets"][value[0]][value[1]] == beside[value[0]][value[1]]
    assert len(passages) == len(set(passages)) > 4
