"""Passages: a partition of the text, inside sections, at sentence ends."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.document import Document, RawDocument, Source
from ingest.parse import parse
from ingest.passages import LONGEST, cut

SENTENCE = "各单位要加强组织领导，明确责任分工，健全工作机制，确保各项任务落到实处。"


def parsed(text: str) -> Document:
    return parse(RawDocument(Source("/x/a.txt", "a.txt", "a"), text, "text/plain", "0" * 64))


def test_passages_end_at_sentences_and_keep_to_their_section() -> None:
    text = (
        f"关于工作的意见\n一、总体要求\n{SENTENCE * 15}\n"
        f"二、主要任务\n（一）培训。{SENTENCE * 5}\n（二）竞赛。{SENTENCE * 5}"
    )
    found = parsed(text).passages
    assert [passage.heading for passage in found] == [
        (),
        ("一、总体要求",),
        ("一、总体要求",),
        ("二、主要任务", "（一）培训"),
        ("二、主要任务", "（二）竞赛"),
    ]
    assert all(passage.text.endswith("。") for passage in found[1:])
    assert found[3].text.startswith("二、主要任务\n（一）培训。")


def test_points_are_passages_of_their_own_however_short() -> None:
    text = f"关于工作的意见\n一、主要任务\n（一）培训。每年一次。\n（二）竞赛。{SENTENCE}\n二、保障措施\n{SENTENCE}"
    found = parsed(text).passages
    assert [(passage.heading[-1:], passage.text) for passage in found[1:]] == [
        (("（一）培训",), "一、主要任务\n（一）培训。每年一次。"),
        (("（二）竞赛",), f"（二）竞赛。{SENTENCE}"),
        (("二、保障措施",), f"二、保障措施\n{SENTENCE}"),
    ]


def test_articles_of_a_law_stay_alone_however_short() -> None:
    text = "某某条例\n第一条 为了规范工作，制定本条例。\n第二条 本条例适用于本省。\n第三条 本条例自公布之日起施行。"
    assert [passage.text[:3] for passage in parsed(text).passages] == ["某某条", "第一条", "第二条", "第三条"]


def test_a_passage_that_is_half_full_ends_before_a_paragraph_it_would_tear() -> None:
    first, second = SENTENCE * 5, SENTENCE * 6
    text = f"{first}\n{second}"
    assert [text[start:end] for start, end in cut(text, 0, len(text))] == [first, second]


def test_a_paragraph_longer_than_a_passage_fills_the_one_before_it() -> None:
    text = f"{SENTENCE * 6}\n{SENTENCE * 20}"
    assert cut(text, 0, len(text))[0] == (0, len(SENTENCE) * 9 + 1)


def test_ids_and_offsets_refer_to_the_document() -> None:
    document = parsed(f"甲 乙\r\n\r\n{SENTENCE}")
    passage = document.passages[0]
    assert passage.id == f"{document.id}-00000"
    assert document.quote(passage.start, passage.end) == document.text.strip()
    assert passage.text == document.clean.text[passage.clean_start : passage.clean_end]


def test_sentence_longer_than_a_passage_is_cut_at_clauses() -> None:
    text = "支持企业开展技能培训，" * 40 + "落实补贴。"
    ranges = cut(text, 0, len(text))
    assert len(ranges) == 2
    assert all(text[end - 1] in "，。" for _, end in ranges)


def test_clause_longer_than_a_passage_is_cut_hard() -> None:
    text = "工" * 1000
    assert [end - start for start, end in cut(text, 0, 1000)] == [330, 330, 330, 10]


def test_stub_shares_the_sentences_of_its_neighbour() -> None:
    text = SENTENCE * 11 + "特此通知，请认真抓好落实。"
    assert [end - start for start, end in cut(text, 0, len(text))] == [len(SENTENCE) * 6, len(SENTENCE) * 5 + 13]


PIECES = [
    "一、总体要求",
    "（一）目标。",
    "第一条 为了规范",
    "1.加强",
    "各市总工会：",
    SENTENCE,
    SENTENCE * 9,
    "附件1",
    "（工人日报）",
    "【简讯】",
    "\n",
    "\n\n",
    "2024年3月5日",
]


def test_what_tells_the_meaning_of_a_name_stays_with_the_sentence_that_names_it() -> None:
    before = "会议听取了各区县的汇报，研究了下一步的工作。" * 8
    found = parsed(f"关于规范流程的说明\n\n{before}要做到“两有”。即：有专人、有台账。{before}散会。").passages
    assert found[1].text.startswith("要做到“两有”。即：有专人、有台账。")


@settings(max_examples=300, deadline=None)
@given(st.one_of(st.text(max_size=500), st.lists(st.sampled_from(PIECES), max_size=30).map("\n".join)))
def test_every_character_is_in_exactly_one_passage(text: str) -> None:
    document = parsed(text)
    position = 0
    for ordinal, passage in enumerate(document.passages):
        assert passage.ordinal == ordinal
        assert not document.clean.text[position : passage.clean_start].strip("\n ")
        assert passage.clean_start >= position
        assert 0 < len(passage.text) <= LONGEST
        position = passage.clean_end
    assert not document.clean.text[position:].strip("\n ")
