"""Owners, places and partners of bodies, in sentences written for the test."""

from __future__ import annotations

import hashlib

from graph.elements import LinkKind
from graph.extraction.extract import extract
from ingest.document import RawDocument, Source
from ingest.parse import parse


def links(text: str, kind: LinkKind) -> set[tuple[str, str]]:
    """(head, tail) of every link of the kind."""
    digest = hashlib.sha256(text.encode()).hexdigest()
    document = parse(RawDocument(Source("/t/a.txt", "a.txt", "a"), text, "text/plain", digest))
    found = extract(document)
    names = {entity.id: entity.name for entity in found.entities}
    return {(names[x.head], names[x.tail]) for x in found.links if x.kind is kind}


def test_what_an_owner_has_built_and_what_the_group_has_are_its_parts() -> None:
    text = "湖南青禾集团投入三千万元建成青禾智造实训基地。集团所属湖南青禾水泥厂、湖南春风机床厂参加。"
    assert links(text, LinkKind.PART_OF) == {
        ("青禾智造实训基地", "湖南青禾集团"),
        ("湖南青禾水泥厂", "湖南青禾集团"),
        ("湖南春风机床厂", "湖南青禾集团"),
    }


def test_body_lies_where_it_opens_or_is_set_up() -> None:
    assert links("湖南青禾职业学院在浏阳市揭牌。", LinkKind.LOCATED_IN) == {("湖南青禾职业学院", "浏阳市")}


def test_those_behind_the_partner_word_pair_with_those_before_it() -> None:
    text = "湖南省总工会、湖南省教育厅与湖南理工大学共建实训基地。"
    assert links(text, LinkKind.COOPERATES_WITH) == {
        ("湖南省总工会", "湖南理工大学"),
        ("湖南省教育厅", "湖南理工大学"),
    }


def test_deed_in_common_is_cooperation_and_a_text_in_common_is_not() -> None:
    deed = "湖南省总工会与湖南省应急管理厅持续深化“湘安杯”竞赛。"
    assert links(deed, LinkKind.COOPERATES_WITH) == {("湖南省总工会", "湖南省应急管理厅")}
    text = "湖南省总工会联合湖南省教育厅7日印发《湖南省技能竞赛办法》。"
    assert links(text, LinkKind.COOPERATES_WITH) == set()


def test_deed_behind_a_text_that_went_out_is_its_issuers() -> None:
    text = "湖南省总工会印发《湖南省技能竞赛办法》，在全省开展“湘匠出彩”行动。"
    assert links(text, LinkKind.CARRIES_OUT) == {("湖南省总工会", "“湘匠出彩”行动")}
