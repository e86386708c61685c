"""Posts of rolls, lists of members, contacts and bylines, in sentences written for the test."""

from __future__ import annotations

from tests.graph.reading import posts

_ROLL = """关于成立浏阳市职业教育工作领导小组的通知

浏阳市人民政府决定成立浏阳市职业教育工作领导小组，名单如下。
组　长：罗建文　市委副书记、市长
副组长：谢青林　市教育局局长
成　员：温小兵　市财政局副局长
　　　　肖桂花　市总工会副主席

浏阳市人民政府办公室
2023年5月6日
"""


def test_listed_posts_share_their_body() -> None:
    assert posts("湖南省财政厅党组书记、厅长郭海山出席。") == {
        ("郭海山", "湖南省财政厅", "党组书记"),
        ("郭海山", "湖南省财政厅", "厅长"),
    }


def test_names_listed_behind_one_post_all_hold_it() -> None:
    found = posts("湖南省财政厅副厅长罗文、谢青林参加。")
    assert found == {("罗文", "湖南省财政厅", "副厅长"), ("谢青林", "湖南省财政厅", "副厅长")}


def test_reporter_belongs_to_the_medium_of_the_dateline() -> None:
    assert posts("新华社长沙3月5日电（记者 罗文）春耕开始了。") == {("罗文", "新华通讯社", "记者")}
    assert posts("湖南日报长沙讯（记者 罗文）春耕开始了。") == {("罗文", "湖南日报", "记者")}


def test_reporter_behind_another_s_credit_is_of_the_medium_between_them() -> None:
    text = "来源：湖南日报 编辑：谢青林\n湖南日报讯（记者 罗文）春耕开始了。"
    assert ("罗文", "湖南日报", "记者") in posts(text)


def test_roll_of_names_has_the_post_behind_each_name() -> None:
    text = "组长：罗文  长沙市人民政府副市长\n副组长：谢青林  长沙市教育局局长、党组书记\n"
    assert posts(text) == {
        ("罗文", "长沙市人民政府", "副市长"),
        ("谢青林", "长沙市教育局", "局长"),
        ("谢青林", "长沙市教育局", "党组书记"),
    }


def test_posts_in_the_group_named_before_are_held_there_by_all_who_are_listed() -> None:
    text = (
        "成立长沙市职业教育工作领导小组，由市总工会主席罗文任组长，市教育局局长谢青林、市财政局副局长郭海山任副组长。"
    )
    group = "长沙市职业教育工作领导小组"
    found = {link for link in posts(text) if link[1] == group}
    assert found == {("罗文", group, "组长"), ("谢青林", group, "副组长"), ("郭海山", group, "副组长")}


def test_an_editor_before_the_dateline_does_not_hide_the_medium() -> None:
    text = "来源：湖南日报 编辑：李振兵\n湖南日报讯（记者 罗文）2月20日，记者从市血液中心获悉，血液运抵长沙。"
    assert ("罗文", "湖南日报", "记者") in posts(text)


def test_those_to_contact_are_at_the_body_before_the_label() -> None:
    assert posts("湖南省总工会职工服务中心“青禾在线”平台\n联系人：郭海山，电话0731—88017744") == {
        ("郭海山", "湖南省总工会职工服务中心", "联系人")
    }
    assert posts("浏阳市商务局通知。\n联系科室：人事科、外贸科\n联系人：郭海山、谢青林\n") == {
        ("郭海山", "浏阳市商务局人事科", "联系人"),
        ("谢青林", "浏阳市商务局外贸科", "联系人"),
    }
    assert posts("请将总结报送湖南省总工会。\n联系人：郭海山") == set()


def test_a_body_behind_the_label_is_where_its_contact_is() -> None:
    assert posts("联系人：湖南省总工会职工服务中心郭海山，电话：88017744") == {
        ("郭海山", "湖南省总工会职工服务中心", "联系人")
    }


def test_every_row_of_a_roll_tells_what_its_names_are_in_the_group() -> None:
    group = "浏阳市职业教育工作领导小组"
    in_group = {(name, post) for name, body, post in posts(_ROLL) if body == group}
    assert in_group == {("罗建文", "组长"), ("谢青林", "副组长"), ("温小兵", "成员"), ("肖桂花", "成员")}


def test_mayor_of_a_roll_holds_the_post_at_the_government_behind_the_committee() -> None:
    at_own = {(name, body, post) for name, body, post in posts(_ROLL) if name == "罗建文" and "小组" not in body}
    assert at_own == {("罗建文", "中共浏阳市委员会", "副书记"), ("罗建文", "浏阳市人民政府", "市长")}


def test_the_reporter_of_this_paper_is_the_papers_at_the_head_of_the_text() -> None:
    text = "青禾工人报　2022年6月9日　第2版\n\n本报长沙6月8日电（记者 谢青山）　6月6日，省总工会开会。"
    assert posts(text) == {("谢青山", "青禾工人报", "记者")}


def test_constables_named_behind_one_of_a_station_serve_there_too() -> None:
    text = "浏阳市公安局城关派出所所长罗建文与民警谢青林、辅警张国强来到社区。"
    station = "浏阳市公安局城关派出所"
    assert posts(text) == {("罗建文", station, "所长"), ("谢青林", station, "民警"), ("张国强", station, "辅警")}
