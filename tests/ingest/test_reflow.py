"""Reflow: what is joined, what is parted, what is dropped, and that nothing else changes."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.lines import SQUEEZE
from ingest.reflow import reflow

WRAPPED = """关于推进职工书屋建设的意见

　　为深入贯彻落实《关于加强新时代职工文化建设的指导
意见》精神，推动全市职工书屋建设提质增效，现提出以下
意见。

— 3 —

　　一、总体要求
　　坚持以职工为中心，到2026年建成500个职工书屋，覆盖
全市所有工业园区和80%以上的规模企业，形成共建共享的良
好格局。
　　二、主要任务
　　各级工会要把书屋建设纳入年度计划，落实专人负责，定
期更新图书，方便职工借阅。
"""


def lines(text: str) -> list[str]:
    return reflow(text).text.split("\n")


def test_hard_wrapped_lines_are_joined_and_paragraphs_kept() -> None:
    assert lines(WRAPPED) == [
        "关于推进职工书屋建设的意见",
        "为深入贯彻落实《关于加强新时代职工文化建设的指导意见》精神，推动全市职工书屋建设提质增效，现提出以下意见。",
        "一、总体要求",
        "坚持以职工为中心，到2026年建成500个职工书屋，覆盖全市所有工业园区和80%以上的规模企业，形成共建共享的良好格局。",
        "二、主要任务",
        "各级工会要把书屋建设纳入年度计划，落实专人负责，定期更新图书，方便职工借阅。",
    ]


def test_the_indent_of_a_first_line_counts_for_its_width() -> None:
    text = """全市职工书屋建设现场会召开
    3月5日至7日，来自六个县（区）的六百名代表参观书屋，交流
会由市总工会主持，市教育局、市文化和旅游局有关负责同志参加会议
，与会代表对书屋的藏书、管理和服务给予好评，并就如何办好书屋提
出建议，提出完善图书更新机制、延长开放时间、举办读书活动等想法
，会议还通报了上半年书屋建设进展情况，部署了下半年六项重点任务
，要求各县区抓紧落实。
"""
    assert lines(text)[1].startswith("3月5日至7日，来自六个县（区）的六百名代表参观书屋，交流会由市总工会主持")


def test_blank_line_after_every_line_changes_nothing() -> None:
    assert lines(WRAPPED.replace("\n", "\n\n")) == lines(WRAPPED)


def test_a_figure_torn_from_its_unit_is_joined_whatever_the_width() -> None:
    assert lines("青禾公司 2021 \n\n年起办班。\n人数增长\n80\n%以上。")[0] == "青禾公司2021年起办班。"
    assert lines("办班数量\n500\n日前，青禾公司开班。") == ["办班数量", "500", "日前，青禾公司开班。"]


def test_lost_indents_are_told_from_short_first_lines_and_white_space_at_paragraph_ends() -> None:
    text = """清河县召开职工技能竞赛动员会\x20
3 月 8 日，清河县总工会组织召开职工技能竞赛动员
大会，部署本年度竞赛工作，二十三家企业和六个乡镇的工会
主席参加会议。会议由县总工会主席主持，有关部门负责同志
列席会议并作了发言，会后到企业走访。会议要求各单位广泛
发动职工参与竞赛活动。\x20
会议指出，竞赛要突出重点行业和关键岗位，把提升
技能作为根本目的，坚持公开公平公正的原则选树一批先进典
型，营造尊重劳动、崇尚技能的良好氛围，让更多的一线职工
走上领奖台。\x20
"""
    assert lines(text) == [
        "清河县召开职工技能竞赛动员会",
        "3月8日，清河县总工会组织召开职工技能竞赛动员大会，部署本年度竞赛工作，二十三家企业和六个乡镇的工会主席"
        "参加会议。会议由县总工会主席主持，有关部门负责同志列席会议并作了发言，会后到企业走访。会议要求各单位广泛"
        "发动职工参与竞赛活动。",
        "会议指出，竞赛要突出重点行业和关键岗位，把提升技能作为根本目的，坚持公开公平公正的原则选树一批先进典型，"
        "营造尊重劳动、崇尚技能的良好氛围，让更多的一线职工走上领奖台。",
    ]


@pytest.mark.parametrize("number", ["—— 9 ——", "- 9 -", "－9－", "第 3 页", "第3页 共10页", "· 12 ·", "Page 3 of 9"])
def test_page_numbers_are_dropped_and_the_sentence_goes_on(number: str) -> None:
    text = f"各区要把技能培训摆在突出位置，每年组织不少于两次的集中\n\n{number}\n\n培训，费用由市级财政统筹安排。"
    assert lines(text) == ["各区要把技能培训摆在突出位置，每年组织不少于两次的集中培训，费用由市级财政统筹安排。"]


def test_bare_page_numbers_are_dropped_only_where_they_count_the_pages() -> None:
    body = "\n".join(f"第{n}段内容写得比较完整，也有结尾。" for n in range(7))
    assert "\n1\n" not in "\n".join(lines("".join(f"{body}\n{page}\n" for page in (1, 2, 3))))
    assert lines("名额分配如下。\n甲厂\n12\n乙厂\n7") == ["名额分配如下。", "甲厂", "12", "乙厂", "7"]


def test_running_heads_beside_page_numbers_are_dropped() -> None:
    page = "清河县职工技能竞赛方案\n各单位要高度重视，认真组织，确保竞赛取得实效。\n— {} —\n"
    assert (
        lines("".join(page.format(n) for n in range(1, 4)))
        == [
            "清河县职工技能竞赛方案",
            *["各单位要高度重视，认真组织，确保竞赛取得实效。"] * 3,
        ]
        or lines("".join(page.format(n) for n in range(1, 4))) == ["各单位要高度重视，认真组织，确保竞赛取得实效。"] * 3
    )


def test_sentence_broken_by_a_page_is_whole_where_a_line_is_a_paragraph() -> None:
    text = (
        "（一）强化组织领导。各单位要加强统筹，健全由工会牵头、各部门参与的高技\n\n"
        "能人才培养机制，定期研究。\n\n（二）强化保障。落实经费。"
    )
    assert lines(text) == [
        "（一）强化组织领导。各单位要加强统筹，健全由工会牵头、各部门参与的高技能人才培养机制，定期研究。",
        "（二）强化保障。落实经费。",
    ]


def test_title_in_book_marks_broken_over_lines_is_whole() -> None:
    assert "《职工书屋建设管理办法》" in reflow("请对照《职工书屋建设\n\n管理办法》抓好落实。").text


def test_markdown_marks_are_dropped_and_headings_kept_apart() -> None:
    text = "## 一、总体要求\n\n**一是**坚持党的领导，**二是**坚持问题导向。\n\n---\n\n<!-- 内部\n注 -->\n\n> 引文"
    assert lines(text) == ["一、总体要求", "一是坚持党的领导，二是坚持问题导向。", "引文"]


def test_masked_names_keep_their_asterisks() -> None:
    assert reflow("处罚对象为张**、王**两人。").text == "处罚对象为张**、王**两人。"


def test_one_long_line_is_parted_where_its_line_breaks_were() -> None:
    text = (
        "清河县人民政府办公室关于开展技能竞赛的通知 清河县人民政府办公室关于开展技能竞赛的通知 清政办发〔2024〕12号 "
        "各乡镇人民政府，县直各部门： 为提高职工技能水平，现就有关事项通知如下。 一、时间安排 竞赛于5月 10 日开始，"
        "由县总工会 负责组织。 （一）报名。 符合条件的职工均可报名。 二、其他事项 未尽事宜另行通知。 "
        "清河县人民政府办公室 2024年4月2日 （此件公开发布）"
    )
    assert lines(text) == [
        "清河县人民政府办公室关于开展技能竞赛的通知",
        "清河县人民政府办公室关于开展技能竞赛的通知",
        "清政办发〔2024〕12号",
        "各乡镇人民政府，县直各部门：",
        "为提高职工技能水平，现就有关事项通知如下。",
        "一、时间安排",
        "竞赛于5月10日开始，由县总工会负责组织。",
        "（一）报名。符合条件的职工均可报名。",
        "二、其他事项",
        "未尽事宜另行通知。",
        "清河县人民政府办公室",
        "2024年4月2日",
        "（此件公开发布）",
    ]


def test_ideographic_indents_part_paragraphs_inside_a_line() -> None:
    text = "县总工会走访慰问困难职工。　　活动中，工作人员详细了解了职工的生活情况。　　据介绍，此次共慰问20户。"
    assert lines(text) == [
        "县总工会走访慰问困难职工。",
        "活动中，工作人员详细了解了职工的生活情况。",
        "据介绍，此次共慰问20户。",
    ]


def test_heading_run_together_with_its_text_is_parted() -> None:
    text = (
        "清河县搭建平台育工匠  多措并举促提升  近日，清河县总工会启动工匠培育工程，计划三年培育工匠百名。\n"
        "（清河县总工会  周  明）"
    )
    assert lines(text) == [
        "清河县搭建平台育工匠多措并举促提升",
        "近日，清河县总工会启动工匠培育工程，计划三年培育工匠百名。",
        "（清河县总工会周明）",
    ]


def test_web_page_buttons_are_dropped() -> None:
    text = (
        "下载\n打印\n【字号：\n加大\n还原\n减小\n】\n2026年清河县政府工作报告\n各位代表：\n现在报告工作。\n相关报道："
    )
    assert lines(text) == ["2026年清河县政府工作报告", "各位代表：", "现在报告工作。"]


def test_space_is_kept_between_latin_words_only() -> None:
    assert reflow("使用 Neo4j  Community Edition 5 版，见 ( 附件 )").text == "使用Neo4j Community Edition 5版，见(附件)"


def test_empty_and_white_texts_are_empty() -> None:
    assert reflow("").text == reflow(" \r\n\u3000\u200b").text == ""


SHORT = [
    "一、总体要求",
    "（一）目标",
    "各市总工会：",
    "现印发给你们。",
    "— 3 —",
    "\n",
    "\r\n\n",
    "  ",
    "　　",
    "**",
    "# ",
    "《办",
    "法》",
    "A b",
]
PLAIN = st.text(alphabet="甲乙丙丁市县工会。，；：“”（）《》 \u3000\n\r\tab1", max_size=300)
ANY = st.one_of(st.text(max_size=300), st.lists(st.sampled_from(SHORT), max_size=40).map("".join))


@settings(max_examples=300, deadline=None)
@given(st.one_of(PLAIN, ANY))
def test_every_clean_character_stands_at_its_offset_in_the_original(text: str) -> None:
    clean = reflow(text)
    assert len(clean.text) == len(clean.offsets)
    last = -1
    for char, offset in zip(clean.text, clean.offsets, strict=True):
        if char in "\n ":
            assert offset >= last
        else:
            assert text[offset] == char
            assert offset > last
        last = offset


@settings(max_examples=300, deadline=None)
@given(PLAIN)
def test_no_character_but_white_space_is_lost_where_there_is_no_furniture(text: str) -> None:
    clean = reflow(text).text
    without_bare_numbers = [line for line in text.splitlines() if not line.strip().isdigit()]
    if len(without_bare_numbers) == len(text.splitlines()):
        assert SQUEEZE.sub("", clean) == SQUEEZE.sub("", text) or _has_running_head(text)


def _has_running_head(text: str) -> bool:
    shapes = [SQUEEZE.sub("", line) for line in text.splitlines() if line.strip()]
    return len(set(shapes)) < len(shapes)


def test_white_space_named_as_on_a_web_page_is_dropped() -> None:
    clean = reflow("青河省财政厅&ensp;青河省教育厅\n&nbsp;&nbsp;R&amp;D&nbsp;centre，研发中心。")
    assert clean.text == "青河省财政厅青河省教育厅\nR&amp;D centre，研发中心。"


def test_line_made_short_by_figures_goes_on_where_it_breaks_off_in_its_second_sentence() -> None:
    text = (
        "全市各级工会把职工书屋建设纳入年度计划，落实专人负责，\n定期更新图书，方便职工借阅，持续改善阅读条件，新建书\n"
        "屋121家，借阅1356万人次，好评98.6%。青禾\n水泥厂工会开办读书会，全厂职工轮流领读，场场都坐满了\n人，还请来作家讲课，大家听得入神，回去又讲给家里的人\n听，书屋就这样热闹起来了。\n"
    )
    assert lines(text) == [text.replace("\n", "")]
