"""Posts held at firms, their unions and committees, in sentences written for the test."""

from __future__ import annotations

from tests.graph.reading import posts


def test_the_firm_spoken_of_is_no_part_of_the_post() -> None:
    found = posts("长沙青禾机械有限公司复工。该公司财务负责人罗文称，订单充足。")
    assert found == {("罗文", "长沙青禾机械有限公司", "财务负责人")}


def test_the_head_of_the_groups_union_is_at_the_union_that_the_text_names() -> None:
    found = posts("长沙青禾集团开展竞赛。集团工会主席罗文介绍了做法。")
    assert found == {("罗文", "长沙青禾集团", "工会主席")}
    found = posts("长沙青禾集团工会开展竞赛，长沙青禾集团出资。集团工会主席罗文介绍了做法。")
    assert found == {("罗文", "长沙青禾集团工会", "主席")}


def test_posts_behind_a_firms_short_form_in_brackets() -> None:
    text = "长沙青禾化工有限公司（简称“青禾化工”）党委副书记、工会主席郭海山介绍了做法。"
    assert posts(text) == {
        ("郭海山", "长沙青禾化工有限公司", "党委副书记"),
        ("郭海山", "长沙青禾化工有限公司", "工会主席"),
    }


def test_a_firm_that_an_enumeration_names_is_read_before_a_post() -> None:
    text = "确保华润万家、华兴民安、盒马鲜生等大型连锁企业的供应。华兴民安副总经理郭海山说，供应充足。"
    assert posts(text) == {("郭海山", "华兴民安", "副总经理")}


def test_posts_in_a_firms_accounts_and_a_ministrys_party_group_are_at_the_body_spoken_of() -> None:
    text = "税务局接到长沙青禾医疗科技有限公司的申请，财务负责人郭海山表示感谢。"
    assert posts(text) == {("郭海山", "长沙青禾医疗科技有限公司", "财务负责人")}
    found = posts("民政部召开会议，民政部要求，财政部支持。部党组成员、副部长谢青林出席。")
    assert found == {("谢青林", "民政部", "党组成员"), ("谢青林", "民政部", "副部长")}


def test_chair_of_a_firms_union_that_is_named_by_the_post_alone_is_at_the_firm() -> None:
    found = posts("长沙青禾机械有限公司工会主席罗文发言。")
    assert found == {("罗文", "长沙青禾机械有限公司", "工会主席")}


def test_worker_behind_a_firm_and_a_trade_holds_the_trade_there() -> None:
    assert posts("青禾机械有限公司数控车工孟维、红石水泥厂电工时峰获奖。") == {
        ("孟维", "青禾机械有限公司", "数控车工"),
        ("时峰", "红石水泥厂", "电工"),
    }


def test_deputy_holds_the_post_at_the_firm_alone() -> None:
    found = posts("全国人大代表、青禾机械有限公司焊工罗建平说。")
    assert found == {("罗建平", "青禾机械有限公司", "焊工")}


def test_a_deputy_shares_the_body_of_the_one_whose_deed_stands_between() -> None:
    found = posts("湖南省总工会党组书记、常务副主席罗文作报告，党组成员、副主席谢青山主持会议。")
    assert found == {
        ("罗文", "湖南省总工会", "党组书记"),
        ("罗文", "湖南省总工会", "常务副主席"),
        ("谢青山", "湖南省总工会", "党组成员"),
        ("谢青山", "湖南省总工会", "副主席"),
    }
    assert posts("湖南省总工会主席罗文讲话，副院长谢青山主持会议。") == {("罗文", "湖南省总工会", "主席")}


def test_a_post_in_a_firms_committee_is_held_at_the_firm() -> None:
    found = posts("独禾化公司党委副书记、工会主席谢青山致辞。")
    assert {(person, body) for person, body, _ in found} == {("谢青山", "独禾化公司")}
