"""Lines broken inside clauses at uneven lengths, where indents or blank lines tell the paragraphs."""

from __future__ import annotations

from ingest.reflow import reflow

FIRST = (
    "　　培训上，公司联合青禾职业学院、红石交通职业学院共建产业学院，院长由青禾职业学院\n"
    "机电工程学院副院长兼任；红石机械厂、东风机械厂各设一个课堂，农忙时派人\n"
    "跟着收割机跑。\n"
)
SECOND = "　　赛事上，承办了全国农机装备行业职工技能\n竞赛，各厂职工包揽前两名，技师学院派出的选手得了第三名。\n"
THIRD = "　　待遇上，首席技师每月多拿三千元。\n"


def test_names_broken_over_ragged_lines_are_whole() -> None:
    clean = reflow(FIRST + SECOND + THIRD + THIRD).text
    assert "青禾职业学院机电工程学院副院长" in clean
    assert "行业职工技能竞赛，" in clean
    assert len(clean.strip().split("\n")) == 4


def test_lines_of_a_list_without_punctuation_stay_apart() -> None:
    rows = "青禾水泥厂烧成车间二班一组青禾水泥厂烧成车间二班\n红石机械厂总装车间三班\n"
    assert rows.strip() in reflow(THIRD + THIRD + THIRD + rows).text
