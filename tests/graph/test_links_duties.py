"""Divisions of labour and memberships, in sentences written for the test."""

from __future__ import annotations

from graph.elements import LinkKind
from tests.graph.reading import links


def test_units_behind_an_item_carry_out_its_initiative_and_helpers_do_not() -> None:
    text = (
        "湖南省技能工作方案\n（一）实施“湘匠出彩”行动。每年培训一万人，补助五十人。"
        "（责任单位：省总工会、省教育厅；配合单位：省财政厅）\n（二）加强宣传。（责任单位：省教育厅）"
    )
    assert links(text, LinkKind.CARRIES_OUT) == {
        ("湖南省总工会", "“湘匠出彩”行动"),
        ("湖南省教育厅", "“湘匠出彩”行动"),
    }


def test_units_answer_for_an_item_and_not_for_what_its_clauses_set_up() -> None:
    text = (
        "湖南省稳岗工作方案\n（一）设立稳岗专项资金，落实“四个一”制度，支持工厂用工。（责任单位：省总工会、省教育厅）"
        "\n（二）办好“湘匠出彩”活动。（责任单位：省教育厅）"
    )
    assert links(text, LinkKind.CARRIES_OUT) == {("湖南省教育厅", "“湘匠出彩”活动")}


def test_units_answer_for_all_initiatives_listed_in_the_last_sentence() -> None:
    text = (
        "湖南省技能工作方案\n一、抓好活动\n实施农民工“湘匠入户”行动、退役军人“湘匠归乡”行动。"
        "（责任单位：省总工会）\n二、加强宣传。（责任单位：省教育厅）"
    )
    assert links(text, LinkKind.CARRIES_OUT) == {
        ("湖南省总工会", "“湘匠入户”行动"),
        ("湖南省总工会", "“湘匠归乡”行动"),
    }


def test_who_leads_an_item_is_told_by_a_sentence_of_its_own() -> None:
    text = "湖南省技能工作方案\n（一）实施“湘匠出彩”行动。每年培训一万人。由省总工会牵头，省教育厅配合。"
    assert links(text, LinkKind.CARRIES_OUT) == {
        ("湖南省总工会", "“湘匠出彩”行动"),
        ("湖南省教育厅", "“湘匠出彩”行动"),
    }


def test_an_item_that_only_begins_with_a_body_is_another_body() -> None:
    text = "湖南省技能方案\n（一）实施“湘匠出彩”行动。（责任单位：省总工会、省委优化办、省财政厅）\n湖南省人民政府"
    assert {head for head, _ in links(text, LinkKind.CARRIES_OUT)} == {"湖南省总工会", "湖南省财政厅"}


def test_first_units_of_a_table_row_carry_out_its_initiative() -> None:
    text = (
        "湖南省技能工作分工\n序号  重点任务  牵头单位  配合单位\n"
        "1  “湘匠出彩”行动  省总工会、省教育厅  省财政厅\n2  “湘江杯”竞赛  省教育厅  省财政厅\n"
    )
    assert links(text, LinkKind.CARRIES_OUT) == {
        ("湖南省总工会", "“湘匠出彩”行动"),
        ("湖南省教育厅", "“湘匠出彩”行动"),
        ("湖南省教育厅", "“湘江杯”竞赛"),
    }


def test_members_and_seat_of_a_group_named_before() -> None:
    text = "成立湖南省职业教育工作领导小组，省教育厅、省财政厅分管负责同志为成员。领导小组办公室设在省教育厅。"
    group = "湖南省职业教育工作领导小组"
    assert links(text, LinkKind.PART_OF) == {
        ("湖南省教育厅", group),
        ("湖南省财政厅", group),
        (f"{group}办公室", group),
        (f"{group}办公室", "湖南省教育厅"),
    }
