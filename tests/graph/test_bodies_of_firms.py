"""Shops, plants, teams and stations of bodies, and names told by what is said of them, in made-up sentences."""

from __future__ import annotations

import hashlib

import pytest

from graph.elements import BODIES, Kind
from graph.extraction.extract import extract
from ingest.document import RawDocument, Source
from ingest.parse import parse


def _bodies(text: str) -> set[tuple[Kind, str]]:
    digest = hashlib.sha256(text.encode()).hexdigest()
    found = extract(parse(RawDocument(Source("/t/a.txt", "a.txt", "a"), text, "text/plain", digest)))
    return {(entity.kind, entity.name) for entity in found.entities if entity.kind in BODIES}


def _named(text: str, kind: Kind) -> set[str]:
    return {name for found, name in _bodies(text) if found is kind}


@pytest.mark.parametrize(
    ("text", "firms"),
    [
        ("首批投放点是大润发超市枫林店。", {"大润发超市枫林店"}),
        ("罗文在永辉超市青禾路店买菜。", {"永辉超市青禾路店"}),
        ("记者在比亚迪变速器工厂看到，产线已经开动。", {"比亚迪变速器工厂"}),
    ],
)
def test_a_chains_shop_and_a_firms_plant_are_firms_of_their_own(text: str, firms: set[str]) -> None:
    assert _named(text, Kind.ENTERPRISE) == firms


@pytest.mark.parametrize("text", ["永辉超市门店照常营业。", "永辉超市新开店三家。", "永辉超市各大卖场店员到岗。"])
def test_shops_without_names_are_none(text: str) -> None:
    assert _named(text, Kind.ENTERPRISE) == {"永辉超市"}


def test_shops_between_shops_of_a_list_are_firms() -> None:
    found = _named("投放点有大润发超市枫林店、永辉超市柳叶店、佳汇美超市和福盈佳超市。", Kind.ENTERPRISE)
    assert found == {"大润发超市枫林店", "永辉超市柳叶店", "佳汇美超市", "福盈佳超市"}
