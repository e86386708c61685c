"""Documents in traditional characters: read as simplified ones, kept as printed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.document import Document, Genre, PartKind, RawDocument, Source
from ingest.parse import parse
from ingest.traditional import in_simplified, is_traditional, simplified

NOTICE = """清江省總工會  清江省人力資源和社會保障廳

清工發〔2024〕15號

關於印發《清江省職工技能提升行動方案》的通知

各設區市總工會、人力資源社會保障局，省各產業工會：

現將《清江省職工技能提升行動方案》印發給你們，請結合實際認真貫徹執行。

清江省總工會
2024年5月6日

附件

清江省職工技能提升行動方案

一、總體要求
圍繞產業發展，提升職工技能，與企業共同培養技術人才。
二、工作措施
（一）開展技能競賽。每年舉辦一次。

抄送：清江省委辦公廳。
清江省總工會辦公室  2024年5月8日印發
"""


def parsed(text: str, title: str | None = None) -> Document:
    return parse(RawDocument(Source("/x/a.txt", "a.txt", "a"), text, "text/plain", "0" * 64, title))


def test_the_header_of_a_traditional_notice_is_read_and_kept_as_printed() -> None:
    header = parsed(NOTICE).header
    assert header.title is not None
    assert header.title.value == "關於印發《清江省職工技能提升行動方案》的通知"
    assert header.doc_number is not None
    assert header.doc_number.value == "清工发〔2024〕15号"  # normalised, as documents are found by it
    assert [field.value for field in header.issuers] == ["清江省總工會", "清江省人力資源和社會保障廳"]
    assert [field.value for field in header.addressees] == ["各設區市總工會", "人力資源社會保障局", "省各產業工會"]
    assert header.signed_on == "2024-05-06"
    assert [field.value for field in header.copies] == ["清江省委辦公廳"]
    assert header.printed_by is not None
    assert (header.printed_by.value, header.printed_on) == ("清江省總工會辦公室", "2024-05-08")


def test_parts_outline_and_passages_are_those_of_the_simplified_document_in_printed_words() -> None:
    document = parsed(NOTICE)
    assert document.title == "關於印發《清江省職工技能提升行動方案》的通知"
    assert document.genre is Genre.NOTICE
    assert [part.kind for part in document.parts] == [PartKind.BODY, PartKind.ATTACHMENT]
    assert [(section.label, section.title) for section in document.sections] == [
        ("一、", "總體要求"),
        ("二、", "工作措施"),
        ("（一）", "開展技能競賽"),
    ]
    for passage in document.passages:
        assert "".join(passage.text.split()) in "".join(NOTICE.split())
        assert document.clean.text[passage.clean_start : passage.clean_end] == passage.text
    assert document.passages[-1].heading[-2:] == ("二、工作措施", "（一）開展技能競賽")


def test_the_name_of_the_file_is_read_in_either_script() -> None:
    title = "關於開展職工技能競賽的意見"
    document = parsed("清江省總工會各產業工會：\n請組織職工參加競賽，並將結果報送省總工會辦公室。", title)
    assert document.title == title
    assert document.genre is Genre.OPINION


@pytest.mark.parametrize(
    "text", ["乾县总工会主席於文徵到瞭望台调研。", "総", "", "關於", "著名的乾县，著名的乾县，著名的乾县。"]
)
def test_a_few_traditional_characters_leave_a_document_as_it_is(text: str) -> None:
    document = parsed(text)
    assert not is_traditional(text)
    assert in_simplified(document) is document
    assert document.clean.text == text


LINES = st.lists(
    st.sampled_from(
        [*NOTICE.splitlines(), "<!-- 註 -->關於ABC DEF的通知", "第一條　總則", "〔2020〕３號", "# 標題", "——"]
    )
)


@given(LINES)
def test_what_is_read_of_it_is_what_is_read_of_the_simplified_document(lines: list[str]) -> None:
    text = "\n".join(["關於發展產業的實施意見", *lines])
    printed, read = in_simplified(parsed(text)), parsed(simplified(text))
    for name in ("title", "genre", "parts", "sections", "header"):
        assert getattr(printed, name) == getattr(read, name), name
    assert (printed.clean.text, printed.clean.offsets) == (read.clean.text, read.clean.offsets)
    assert [(p.start, p.end, p.clean_start) for p in printed.passages] == [
        (p.start, p.end, p.clean_start) for p in read.passages
    ]


@given(LINES)
def test_what_is_kept_of_it_is_what_it_prints(lines: list[str]) -> None:
    document = parsed("\n".join(["關於發展產業的實施意見", *lines]))
    for character, offset in zip(document.clean.text, document.clean.offsets, strict=True):
        assert character.isspace() or document.text[offset] == character
    for field in (document.header.title, *document.header.issuers, *document.header.addressees):
        if field is not None:
            assert field.value in "".join(document.text.split())


@given(st.text())
def test_simplifying_keeps_every_offset(text: str) -> None:
    assert len(simplified(text)) == len(text)
