"""Who carries out what with whom, in bulletin items written for the test."""

from __future__ import annotations

import hashlib

import pytest

from graph.elements import LinkKind
from graph.extraction.extract import extract
from ingest.document import RawDocument, Source
from ingest.parse import parse


def links(text: str, kind: LinkKind) -> set[tuple[str, str]]:
    """(head, tail) of every link of the kind."""
    digest = hashlib.sha256(text.encode()).hexdigest()
    found = extract(parse(RawDocument(Source("/t/a.txt", "a.txt", "a"), text, "text/plain", digest)))
    names = {entity.id: entity.name for entity in found.entities}
    return {(names[link.head], names[link.tail]) for link in found.links if link.kind is kind}


def test_signing_opens_what_both_do_together() -> None:
    text = "赣州市总工会与江西理工大学近日签约，合办“稀土工匠夜校”，学校每周派出三名教师进厂授课。"
    assert links(text, LinkKind.CARRIES_OUT) == {
        ("赣州市总工会", "“稀土工匠夜校”"),
        ("江西理工大学", "“稀土工匠夜校”"),
    }
    assert links(text, LinkKind.COOPERATES_WITH) == {("赣州市总工会", "江西理工大学")}


@pytest.mark.parametrize("joining", ["该会还联合", "去年9月起，该会会同", "积极与"])
def test_who_joins_the_subject_does_the_deed_too(joining: str) -> None:
    text = f"平安区总工会走访企业。{joining}平安区民政局在枸杞加工行业推开“田头安康”行动。"
    done = {("平安区总工会", "“田头安康”行动"), ("平安区民政局", "“田头安康”行动")}
    assert links(text, LinkKind.CARRIES_OUT) == done
    assert links(text, LinkKind.COOPERATES_WITH) == {("平安区总工会", "平安区民政局")}


def test_who_is_only_moved_to_join_is_no_partner_of_the_speaker() -> None:
    text = "平安区总工会走访企业。鼓励企业与青海民族大学共建“田头安康”培训项目。"
    assert links(text, LinkKind.COOPERATES_WITH) == set()


def test_all_who_host_an_event_are_told_before_its_name() -> None:
    text = "由平安区总工会、平安区民政局主办，青海民族大学承办的“田头安康”技能大赛落幕。"
    assert {head for head, _ in links(text, LinkKind.CARRIES_OUT)} == {"平安区总工会", "平安区民政局", "青海民族大学"}
