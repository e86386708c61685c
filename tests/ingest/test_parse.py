"""The whole parse: total on any text, and right on the real documents beside the project."""

from __future__ import annotations

import pickle
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.document import Document, Genre, PartKind, RawDocument, Source
from ingest.parse import parse

SEEDS = Path(__file__).parents[2].parent / "shared/seeds"
needs_shared = pytest.mark.skipif(not SEEDS.is_dir(), reason="the data beside the project (../shared) is missing")
PIECES = [
    "关于印发《办法》的通知", "附件：", "附件1", "第14期", "工会通讯", "（工人日报）", "【简讯】", "报：王某",
    "抄送：", "编者按：", "清工发〔2024〕3号", "财政部 税务总局", "2021年3月5日", "二〇二一年十三月", "一、",
    "（一）", "第一条", "第一章 总则", "# ", "**", "<!--", "-->", "《", "》", "（", "“", "”", "\n", "\r\n",
    "\x0c", "\u2028", "　　", "  ", "各市：", "同志们：", "现印发给你们，请执行。", "—— 3 ——",
    "————————", "12", "|", " | ", "号", "\ud800",
    "\n" + "1" * 5_000 + "\n", "第" + "九" * 5_000 + "章", "〔2024〕" + "7" * 5_000 + "号",
]  # fmt: skip


def parsed(text: str, title: str | None = None, metadata: dict[str, str] | None = None) -> Document:
    return parse(RawDocument(Source("/x/a.txt", "a.txt", "a"), text, "text/plain", "0" * 64, title, metadata or {}))


@settings(max_examples=400, deadline=None)
@given(st.one_of(st.text(max_size=300), st.lists(st.sampled_from(PIECES), max_size=50).map("".join)))
def test_any_text_gives_a_document(text: str) -> None:
    document = parsed(text)
    assert document.title
    assert pickle.loads(pickle.dumps(document)) == document
    bounds = [0, *(part.end for part in document.parts)]
    assert [part.start for part in document.parts] == bounds[:-1]
    for section in document.sections:
        assert 0 <= section.start < section.end <= len(document.clean.text)


@pytest.mark.parametrize("piece", ["<!--", "附件1\n报名表格\n", "（", "甲 ", "一、甲\n"])
def test_repetition_of_marks_takes_no_more_than_linear_work(piece: str) -> None:
    document = parsed(piece * 10_000)
    assert document.passages[-1].clean_end == len(document.clean.text)


def test_long_text_without_any_line_break_takes_no_more_than_linear_work() -> None:
    document = parsed("甲 乙，" * 20_000)
    assert sum(len(passage.text) for passage in document.passages) == 60_000


@pytest.mark.parametrize(
    ("title", "body", "genre"),
    [
        ("关于开展检查的通知", "各市：\n请做好检查。", Genre.NOTICE),
        ("关于促进就业的若干意见", "为促进就业，提出如下意见。", Genre.OPINION),
        ("清江省职工教育条例", "第一条 为了发展职工教育。", Genre.REGULATION),
        ("职工书屋管理办法（试行）", "第一条 为了规范管理。", Genre.MEASURES),
        ("在动员会上的讲话", "同志们：\n今天开会。", Genre.SPEECH),
        ("2025年清河市政府工作报告", "各位代表：", Genre.REPORT),
        ("清江省发布工匠培育计划", "本报讯（记者 周明）近日，清江省发布计划。", Genre.NEWS),
        ("清江市制定地方性法规条例", "第一章 总则\n第一条 为了规范立法，制定本条例。", Genre.REGULATION),
        ("多部门联合印发通知", "近日，多部门联合印发通知，要求做好工作。", Genre.NEWS),
        ("《职工书屋管理办法》政策解读", "一、背景", Genre.INTERPRETATION),
        ("县长调研企业时强调严格落实安全措施", "近日，县长到企业调研。", Genre.NEWS),
        ("同心协力，青河产业园在行动", "园区的企业很忙。", Genre.OTHER),
        ("支持企业开工若干措施", "一、减免房租。", Genre.MEASURES),
        ("随想", "今天天气很好。", Genre.OTHER),
    ],
)
def test_genre_is_told_from_title_and_opening(title: str, body: str, genre: Genre) -> None:
    assert parsed(f"{title}\n{body}").genre is genre


def test_category_of_a_law_collection_makes_a_regulation() -> None:
    assert parsed("第一条 为了", "清江省某某守则", {"category": "地方性法规"}).genre is Genre.REGULATION


def test_region_of_the_user_and_metadata_are_handed_on() -> None:
    raw = RawDocument(Source("/x/a.txt", "a.txt", "a"), "文。", "text/plain", "0" * 64, None, {"date": "2024-01-02"})
    document = parse(raw, region="清江省")
    assert (document.region, document.date) == ("清江省", "2024-01-02")


def seed(number: str) -> Document:
    path = next(SEEDS.glob(f"{number}_*.txt"))
    text = path.read_bytes().decode("utf-8")
    return parse(RawDocument(Source(str(path), path.name, path.stem), text, "text/plain", "0" * 64))


@pytest.mark.shared
@needs_shared
def test_seed_of_a_news_bulletin_falls_into_its_eight_items() -> None:
    document = seed("003")
    items = [part for part in document.parts if part.kind is PartKind.ITEM]
    assert document.genre is Genre.BULLETIN
    assert len(items) == 8
    assert [part.place for part in items] == [None, None, "大理州", "曲靖市", "红河州", "会泽县", None, "云南省"]
    assert sum(part.byline is not None for part in items) == 6


@pytest.mark.shared
@needs_shared
def test_seed_of_a_joint_notice_gives_issuers_number_and_seventeen_points() -> None:
    document = seed("004")
    assert [field.value for field in document.header.issuers] == ["江苏省总工会", "江苏省政府国有资产监督管理委员会"]
    assert document.header.doc_number is not None
    assert document.header.doc_number.value == "苏工发〔2023〕3号"
    assert [part.kind for part in document.parts] == [PartKind.BODY, PartKind.ATTACHMENT]
    assert sum(section.level == 2 for section in document.sections) == 17


@pytest.mark.shared
@needs_shared
def test_seed_of_a_speech_is_one_item_of_five_points_under_a_masthead() -> None:
    document = seed("001")
    assert [part.kind for part in document.parts] == [PartKind.BODY, PartKind.ITEM, PartKind.BODY]
    assert [section.label for section in document.sections if section.level == 1] == [
        "一、",
        "二、",
        "三、",
        "四、",
        "五、",
    ]
    assert document.date == "2021-08-02"
