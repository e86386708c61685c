"""Extraction from documents in traditional characters: names in one script, evidence as printed."""

from __future__ import annotations

from graph.elements import Kind, LinkKind
from graph.extraction.extract import extract
from ingest.document import RawDocument, Source
from ingest.parse import parse

TEXT = """雲南省總工會關於開展職工技能競賽的通知

雲工發〔2024〕9號

各州、市總工會：

為貫徹《中華全國總工會關於加強技能人才隊伍建設的意見》，現就開展技能競賽有關事項通知如下。雲南省總工會主席柳承誌負責競賽。

雲南省總工會
2024年5月6日
"""


def test_names_are_simplified_and_evidence_is_printed() -> None:
    document = parse(RawDocument(Source("/x/a.txt", "a.txt", "a"), TEXT, "text/plain", "0" * 64))
    found = extract(document)
    names = {entity.id: entity.name for entity in found.entities}
    links = {(names[link.head], link.kind, names[link.tail]) for link in found.links}
    assert found.issuers == ("云南省总工会",)
    assert found.region == "云南省"
    own = "云南省总工会关于开展职工技能竞赛的通知"
    assert ("云南省总工会", LinkKind.ISSUED, own) in links
    assert (own, LinkKind.IMPLEMENTS, "中华全国总工会关于加强技能人才队伍建设的意见") in links
    assert ("柳承志", LinkKind.HOLDS_POST, "云南省总工会") in links
    for link in found.links:
        for evidence in link.evidence:
            assert evidence.quote == TEXT[evidence.start : evidence.end]
    for mention in found.mentions:
        assert mention.surface == TEXT[mention.start : mention.end]
    assert "柳承誌" in {mention.surface for mention in found.mentions}


def test_the_printed_name_is_an_alias() -> None:
    document = parse(RawDocument(Source("/x/a.txt", "a.txt", "a"), TEXT, "text/plain", "0" * 64))
    (union,) = (entity for entity in extract(document).entities if entity.name == "云南省总工会")
    assert union.kind is Kind.AGENCY
    assert "雲南省總工會" in union.aliases
