"""The whole of extraction: offsets, determinism, robustness."""

from __future__ import annotations

import hashlib
import logging

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.elements import BODIES, Extraction, Kind
from graph.extraction import extract as extraction
from graph.extraction.extract import extract
from ingest.document import Document, RawDocument, Source
from ingest.parse import parse

TEXT = """湖南省总工会关于印发《湖南省工匠培育行动方案》的通知

各市州总工会：
现将《湖南省工匠培育行动方案》印发给你们。湖南省总工会副主
席罗文要求，各地要开展“湘匠出彩”行动。罗文同志到长沙市青禾
机械有限公司调研。
湖南省总工会
2024年3月5日
"""


def parsed(text: str) -> Document:
    digest = hashlib.sha256(text.encode()).hexdigest()
    return parse(RawDocument(Source("/t/a.txt", "a.txt", "a"), text, "text/plain", digest))


def assert_sound(document: Document, found: Extraction) -> None:
    """Every offset, quote, passage and end holds."""
    ids = {entity.id for entity in found.entities}
    passages = {passage.id: passage for passage in document.passages}
    assert len(ids) == len(found.entities)
    for mention in found.mentions:
        assert mention.entity in ids
        assert document.text[mention.start : mention.end] == mention.surface
    for link in found.links:
        assert {link.head, link.tail} <= ids
        assert link.head != link.tail
        assert link.evidence
        for evidence in link.evidence:
            assert document.text[evidence.start : evidence.end] == evidence.quote != ""
            assert evidence.passage in passages
            assert passages[evidence.passage].start <= evidence.start < passages[evidence.passage].end


def test_quotes_and_ends_hold_on_a_notice() -> None:
    document = parsed(TEXT)
    assert_sound(document, extract(document))


def test_evidence_over_a_hard_line_break_quotes_the_text_as_it_stands() -> None:
    found = extract(parsed(TEXT))
    posts = [link for link in found.links if link.attrs.get("post") == "副主席"]
    assert posts[0].evidence[0].quote == "湖南省总工会副主\n席罗文"


def test_issuers_and_region_are_canonical() -> None:
    found = extract(parsed(TEXT))
    assert found.issuers == ("湖南省总工会",)
    assert found.region == "湖南省"


def test_same_document_gives_the_same_extraction() -> None:
    assert extract(parsed(TEXT)) == extract(parsed(TEXT))


def test_failing_finder_loses_its_own_finds_only(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def broken(scope: object) -> list[object]:
        raise ValueError("odd text")

    stages = [broken if stage is extraction.find_people else stage for stage in extraction._MENTION_STAGES]
    monkeypatch.setattr(extraction, "_MENTION_STAGES", tuple(stages))
    with caplog.at_level(logging.ERROR):
        found = extract(parsed(TEXT))
    assert {entity.kind for entity in found.entities} & BODIES
    assert not [entity for entity in found.entities if entity.kind is Kind.PERSON]
    assert "broken failed" in caplog.text


def test_region_inside_a_name_is_no_node_but_the_home_is() -> None:
    found = extract(parsed("湖南省总工会发布消息。\n代表团考察了湖北师范大学。"))
    regions = {entity.name for entity in found.entities if entity.kind is Kind.REGION}
    assert "湖北省" not in regions


_PIECES = st.sampled_from(
    [
        "湖南省总工会",
        "副主席",
        "罗文",
        "同志",
        "、",
        "，",
        "。",
        "\n",
        "与",
        "《",
        "》",
        "“五小”活动",
        "开展",
        "调研",
        "（记者 ",
        "）",
        "主任",
        " ",
    ]
)


@settings(max_examples=60, deadline=None)
@given(st.lists(_PIECES, min_size=1, max_size=40))
def test_any_text_gives_a_sound_extraction(pieces: list[str]) -> None:
    text = "".join(pieces)
    if not text.strip():
        return
    document = parsed(text)
    assert_sound(document, extract(document))


def test_mentions_stay_inside_their_passage_where_a_sentence_had_to_be_cut_inside_a_name() -> None:
    document = parsed("云南省总工会推动产业工人队伍建设改革走深走实" * 60)
    found = extract(document)
    spans = {passage.id: (passage.start, passage.end) for passage in document.passages}
    assert len(spans) > 1
    assert [m for m in found.mentions if not (spans[m.passage][0] <= m.start < m.end <= spans[m.passage][1])] == []
    assert all(document.quote(m.start, m.end) == m.surface for m in found.mentions)
