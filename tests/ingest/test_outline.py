"""Outline: nesting of 章节条 and of numbered headings."""

from __future__ import annotations

import pytest

from ingest.document import Document, RawDocument, SectionKind, Source
from ingest.labels import LabelKind, chinese_value, label_at
from ingest.parse import parse


def parsed(text: str) -> Document:
    return parse(RawDocument(Source("/x/a.txt", "a.txt", "a"), text, "text/plain", "0" * 64))


def tree(text: str) -> list[tuple[int, str, str]]:
    return [(section.level, section.label, section.title) for section in parsed(text).sections]


@pytest.mark.parametrize(
    ("line", "kind", "label"),
    [
        ("第三编 侵权责任", LabelKind.BOOK, "第三编"),
        ("第十二章　附　则", LabelKind.CHAPTER, "第十二章"),
        ("第一节 一般规定", LabelKind.SECTION, "第一节"),
        ("第一百二十条之一 资助", LabelKind.ARTICLE, "第一百二十条之一"),
        ("十二、加强保障", LabelKind.CHINESE, "十二、"),
        ("(三) 健全机制", LabelKind.CHINESE_BRACKETED, "(三)"),
        ("1.加大投入", LabelKind.ARABIC, "1."),
        ("2、加大投入", LabelKind.ARABIC, "2、"),
        ("（4）其他", LabelKind.ARABIC_BRACKETED, "（4）"),
        ("③其他", LabelKind.CIRCLED, "③"),
    ],
)
def test_labels_are_told_apart(line: str, kind: LabelKind, label: str) -> None:
    found = label_at(line)
    assert found is not None
    assert (found.kind, line[: found.length]) == (kind, label)


@pytest.mark.parametrize(
    "line",
    [
        "一是加强领导",
        "第三条第二款规定",
        "第三条、第四条",
        "3.5亿元",
        "第一届会议",
        "十三五规划",
        "2024年",
        "第二节能环保",
        "（一）项",
    ],
)
def test_what_only_looks_like_a_label_is_none(line: str) -> None:
    assert label_at(line) is None


@pytest.mark.parametrize(("numeral", "value"), [("十二", 12), ("一百零三", 103), ("二〇二一", 2021), ("三十", 30)])
def test_chinese_numerals_are_read(numeral: str, value: int) -> None:
    assert chinese_value(numeral) == value


def test_headings_nest_by_the_order_in_which_their_kinds_appear() -> None:
    text = (
        "关于加强培训的意见\n一、总体要求\n（一）指导思想。坚持以人为本，服务职工。\n"
        "（二）工作目标。到2026年培训十万人。\n"
        "二、主要任务\n（三）建设基地。支持企业建设实训基地。\n1.扩大规模。每年新建十个基地，覆盖全市。\n"
        "2.提高质量。开展基地评估，优胜劣汰。\n三、保障措施\n各单位要抓好落实。"
    )
    assert tree(text) == [
        (1, "一、", "总体要求"),
        (2, "（一）", "指导思想"),
        (2, "（二）", "工作目标"),
        (1, "二、", "主要任务"),
        (2, "（三）", "建设基地"),
        (3, "1.", "扩大规模"),
        (3, "2.", "提高质量"),
        (1, "三、", "保障措施"),
    ]


def test_articles_stand_below_chapters_and_their_items_open_no_sections() -> None:
    text = (
        "清江省职工教育条例\n第一章 总则\n第一条 为了发展职工教育，制定本条例。\n"
        "第二条 本条例适用于下列单位：\n（一）企业；\n"
        "（二）事业单位。\n第二章 保障\n第一节 经费\n第三条 经费按照工资总额提取。\n第四条 经费专款专用。"
    )
    sections = parsed(text).sections
    assert [(s.level, s.kind, s.label) for s in sections] == [
        (1, SectionKind.CHAPTER, "第一章"),
        (2, SectionKind.ARTICLE, "第一条"),
        (2, SectionKind.ARTICLE, "第二条"),
        (1, SectionKind.CHAPTER, "第二章"),
        (2, SectionKind.SECTION, "第一节"),
        (3, SectionKind.ARTICLE, "第三条"),
        (3, SectionKind.ARTICLE, "第四条"),
    ]
    assert sections[5].parent == sections[4].ordinal


def test_sections_lie_inside_their_parents() -> None:
    text = "一、甲\n（一）乙。丙丁戊己庚辛。\n（二）丁。戊己庚辛壬癸。\n二、己\n庚辛壬癸。"
    document = parsed(text)
    for section in document.sections:
        if section.parent is not None:
            parent = document.sections[section.parent]
            assert parent.start <= section.start
            assert section.end <= parent.end
            assert section.level == parent.level + 1


def test_short_lists_without_headings_open_no_sections() -> None:
    text = "一、报名条件\n1.年满十八周岁；\n2.身体健康；\n3.遵纪守法。\n二、报名时间\n自即日起至5月底。"
    assert tree(text) == [(1, "一、", "报名条件"), (1, "二、", "报名时间")]


def test_markdown_headings_without_labels_nest_by_their_depth() -> None:
    text = "# 案例\n\n## 基本案情\n\n张某入职某公司，后离职。\n\n### 争议\n\n双方发生争议。\n\n## 结果\n\n驳回请求。"
    assert tree(text) == [(1, "", "基本案情"), (2, "", "争议"), (1, "", "结果")]


def test_sections_of_two_parts_do_not_mix() -> None:
    text = (
        "关于印发办法的通知\n各市：\n现将《奖励办法》印发给你们，请执行。\n一、抓好学习\n二、抓好落实\n"
        "清河市总工会\n2024年1月2日\n"
        "奖励办法\n为了奖励先进，制定本办法。\n一、范围\n全市职工。\n二、标准\n每人五百元。"
    )
    document = parsed(text)
    assert [(section.part, section.label) for section in document.sections] == [
        (0, "一、"),
        (0, "二、"),
        (1, "一、"),
        (1, "二、"),
    ]


def test_table_of_contents_opens_no_sections() -> None:
    chapters = "第一章 总则\n第二章 保障\n"
    articles = "第一章 总则\n第一条 为了发展教育，制定本条例。\n第二章 保障\n第二条 保障经费。"
    text = f"清江省职工教育条例\n目 录\n{chapters}{articles}"
    assert [label for _, label, _ in tree(text)] == ["第一章", "第一条", "第二章", "第二条"]
