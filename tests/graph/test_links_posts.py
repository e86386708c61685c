"""Posts held, in sentences written for the test."""

from __future__ import annotations

import pytest

from tests.graph.reading import posts


def test_each_body_has_its_own_post() -> None:
    assert posts("湖南省财政厅副厅长、湖南省教育厅厅长郭海山出席。") == {
        ("郭海山", "湖南省财政厅", "副厅长"),
        ("郭海山", "湖南省教育厅", "厅长"),
    }


def test_posts_go_on_after_a_comma() -> None:
    found = posts("湖南省总工会党组书记，湖南省教育厅厅长郭海山讲话。")
    assert found == {("郭海山", "湖南省总工会", "党组书记"), ("郭海山", "湖南省教育厅", "厅长")}


def test_second_person_shares_the_body_of_the_first() -> None:
    found = posts("湖南理工大学校长唐子轩、党委书记黎敏等见证签约。")
    assert found == {("唐子轩", "湖南理工大学", "校长"), ("黎敏", "湖南理工大学", "党委书记")}


def test_second_person_shares_the_body_behind_what_the_first_becomes() -> None:
    text = "湖南省总工会成立工作专班，湖南省总工会主席唐子轩任组长，副主席黎敏任副组长。"
    assert ("黎敏", "湖南省总工会", "副主席") in posts(text)


def test_department_before_the_post_belongs_to_the_post() -> None:
    assert posts("湖南理工大学软件教研室主任罗文介绍。") == {("罗文", "湖南理工大学", "软件教研室主任")}


def test_mayor_is_not_a_post_of_the_party_committee() -> None:
    assert posts("长沙市委副书记、市长罗文主持会议。") == {("罗文", "中共长沙市委员会", "副书记")}


def test_mayor_holds_the_post_at_a_government_that_is_named() -> None:
    text = "长沙市人民政府召开会议。长沙市委副书记、市长罗文主持会议。"
    assert ("罗文", "长沙市人民政府", "市长") in posts(text)


def test_place_and_post_may_share_a_letter() -> None:
    text = "重庆市人民政府召开会议。重庆市长罗文在北碚区调研时强调，要解决问题。"
    assert ("罗文", "重庆市人民政府", "市长") in posts(text)
    assert posts("重庆市长罗文在北碚区调研时强调，要解决问题。") == set()


def test_appointment_names_the_post_after_the_name() -> None:
    assert posts("任命罗文为湖南省教育厅副厅长。") == {("罗文", "湖南省教育厅", "副厅长")}


def test_post_in_brackets_after_the_name() -> None:
    assert ("罗文", "湖南省教育厅", "副厅长") in posts("组长：罗文（湖南省教育厅副厅长）")


def test_post_of_another_body_is_not_inherited() -> None:
    found = posts("湖南省教育厅厅长罗文与青禾山庄校长谢青林会面。")
    assert ("谢青林", "湖南省教育厅", "青禾山庄校长") not in found


def test_removal_from_a_post_ends_it() -> None:
    assert posts("免去罗文的湖南省教育厅副厅长职务。") == {("罗文", "湖南省教育厅", "副厅长")}
    elected = posts("会议选举罗文为湖南省总工会主席，补选谢志青、高明远为副主席。")
    assert elected == {("罗文", "湖南省总工会", "主席")} | {
        (name, "湖南省总工会", "副主席") for name in ("谢志青", "高明远")
    }
    assert posts("免去罗志青湖南省教育厅副厅长职务。") == {("罗志青", "湖南省教育厅", "副厅长")}
    assert posts("任命罗文为湖南省教育厅副厅长（试用期一年）。") == {("罗文", "湖南省教育厅", "副厅长")}


def test_bare_head_leads_the_body_of_its_kind_in_the_sentence() -> None:
    text = "浏阳市青禾水稻种植专业合作社成立工会，理事长罗文讲话。"
    assert posts(text) == {("罗文", "浏阳市青禾水稻种植专业合作社", "理事长")}


def test_a_unit_and_not_its_owner_has_the_post() -> None:
    assert posts("湖南省教育厅职业教育处处长罗文介绍。") == {("罗文", "湖南省教育厅职业教育处", "处长")}


def test_a_post_of_one_letter_left_by_a_place_finds_no_wrong_government() -> None:
    assert posts("长沙市长罗文：长沙政府不会出手。") == {("罗文", "长沙市人民政府", "市长")}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("据青禾日化总经理罗文介绍，订单充足。", ("罗文", "青禾日化", "总经理")),
        ("柳叶湖派出所执法办案队民警罗文说。", ("罗文", "柳叶湖派出所", "执法办案队民警")),
        ("白马镇第二医院感染科副主任医师罗文说。", ("罗文", "白马镇第二医院感染科", "副主任医师")),
        ("知名火锅店“周家小馆”的负责人罗文说。", ("罗文", "周家小馆", "负责人")),
        ("石桥市文化体育和旅游局局长罗文说。", ("罗文", "石桥市文化体育和旅游局", "局长")),
        ("石桥村党支部书记罗文说，村里每天巡查。", ("罗文", "石桥村党支部", "书记")),
    ],
)
def test_a_post_gives_away_a_body_that_nothing_else_does(text: str, expected: tuple[str, str, str]) -> None:
    assert expected in posts(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("罗文是湖南省财政厅的副厅长，分管预算。", ("罗文", "湖南省财政厅", "副厅长")),
        ("作为柳叶湖检查站的负责人，罗文昼夜值守，罗文说。", ("罗文", "柳叶湖检查站", "负责人")),
    ],
)
def test_a_sentence_may_say_what_post_its_person_holds(text: str, expected: tuple[str, str, str]) -> None:
    assert expected in posts(f"{text}记者见到副厅长罗文。")


@pytest.mark.parametrize("text", ["该店店长罗文说。", "一家药店店长罗文说。", "市场监管局食品科科长罗文说。"])
def test_a_word_that_points_or_counts_is_no_body(text: str) -> None:
    assert posts(text) == set()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("他们来到长沙车辆段。段党委书记罗文介绍情况。", ("罗文", "长沙车辆段", "党委书记")),
        ("国家邮政局召开会议。局党组书记、局长罗文出席。", ("罗文", "国家邮政局", "局长")),
        (
            "湖南省人民政府报告工作。2025年1月5日罗文省长在湖南省第十四届人民代表大会上讲话。",
            ("罗文", "湖南省人民政府", "省长"),
        ),
        (
            "2025年1月5日在湖南省第十四届人民代表大会第三次会议上湖南省省长罗文同志报告。湖南省人民政府感谢各位代表。",
            ("罗文", "湖南省人民政府", "省长"),
        ),
    ],
)
def test_the_body_is_the_own_bureau_or_the_government_led(text: str, expected: tuple[str, str, str]) -> None:
    assert expected in posts(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "青禾机床有限公司二分厂里，车工班班长郑一鸣正忙着。车间主任罗文说，订单充足。",
            {("郑一鸣", "青禾机床有限公司", "车工班班长"), ("罗文", "青禾机床有限公司", "车间主任")},
        ),
        ("浏阳机床有限公司聘任2人，一位是焊工郑一鸣。", {("郑一鸣", "浏阳机床有限公司", "焊工")}),
        (
            "报告会在湖南工业职业技术学院举行。院长郑一鸣，党委书记罗青禾到场。",
            {("郑一鸣", "湖南工业职业技术学院", "院长"), ("罗青禾", "湖南工业职业技术学院", "党委书记")},
        ),
        (
            "郑一鸣当选浏阳市总工会主席，罗青禾、谢芳当选兼职副主席。",
            {
                ("郑一鸣", "浏阳市总工会", "主席"),
                ("罗青禾", "浏阳市总工会", "兼职副主席"),
                ("谢芳", "浏阳市总工会", "兼职副主席"),
            },
        ),
        (
            "今年46岁的工人郑一鸣，1998年进厂，如今是浏阳机床有限公司首席技师、浏阳市总工会兼职副主席。",
            {("郑一鸣", "浏阳机床有限公司", "首席技师"), ("郑一鸣", "浏阳市总工会", "兼职副主席")},
        ),
        (
            "浏阳市总工会成立于3月，首任主席由园区干部郑一鸣兼任。",
            {("郑一鸣", "浏阳市总工会", "首任主席")},
        ),
        ("浏阳机床有限公司与湖南青禾水泥有限公司签约。班长郑一鸣在场。", set()),
        ("湖南工业职业技术学院与湖南理工职业技术学院签约。院长郑一鸣在场。", set()),
    ],
)
def test_a_bare_post_is_held_where_its_text_is_about(text: str, expected: set[tuple[str, str, str]]) -> None:
    assert posts(text) == expected


def test_a_unit_behind_other_posts_is_of_their_body() -> None:
    assert posts("财政部党组成员、预算司司长郭海山说。") == {
        ("郭海山", "财政部", "党组成员"),
        ("郭海山", "财政部预算司", "司长"),
    }


def test_chair_of_a_body_founded_or_called_so() -> None:
    text = "青禾物流园工会联合会随之成立，司机郭海山当选副主席。湖南省总工会职工谢青林兼任联合会主席。"
    assert posts(text) >= {
        ("郭海山", "青禾物流园工会联合会", "副主席"),
        ("谢青林", "青禾物流园工会联合会", "主席"),
    }


def test_what_she_is_goes_to_the_person_named_last() -> None:
    text = "郭海山同志获奖。他是长沙青禾机械有限公司的数控技师。"
    assert posts(text) == {("郭海山", "长沙青禾机械有限公司", "数控技师")}


def test_a_state_councillor_and_a_governor_behind_a_date() -> None:
    assert ("郭海山", "国务院", "国务委员") in posts("国务院部署。中国国务委员郭海山表示满意。")
    found = posts("湖南省政府工作报告\n——2025年1月16日省长 郭海山\n现在，我代表湖南省人民政府报告工作。")
    assert found == {("郭海山", "湖南省人民政府", "省长")}


def test_a_name_ends_before_what_its_bearer_has_given() -> None:
    assert posts("会议听取了国务院总理郭海山所作的报告。") == {("郭海山", "国务院", "总理")}


def test_posts_of_a_ward_are_at_the_hospital_named_last() -> None:
    text = "湘雅医院派出医疗队。有着十年经验的感染科副主任医师郭海山出征，监护室护士谢青林同行。"
    assert posts(text) == {
        ("郭海山", "湘雅医院", "感染科副主任医师"),
        ("谢青林", "湘雅医院", "监护室护士"),
    }


def test_chairs_of_an_autonomous_region_lead_its_government() -> None:
    text = "西藏自治区政府工作报告\n西藏自治区代理主席 措姆泽仁\n现在，我代表自治区人民政府报告工作。"
    assert posts(text) == {("措姆泽仁", "西藏自治区人民政府", "代理主席")}
    text = "广西壮族自治区人民政府通知。自治区副主席郭海山出席，广西壮族自治区主席谢青林讲话。"
    assert posts(text) == {
        ("郭海山", "广西壮族自治区人民政府", "自治区副主席"),
        ("谢青林", "广西壮族自治区人民政府", "主席"),
    }


def test_heads_of_neighbourhoods_give_them_away() -> None:
    assert posts("柳叶街社区主任郭海山介绍说。") == {("郭海山", "柳叶街社区", "主任")}


@pytest.mark.parametrize(
    ("text", "post"),
    [
        ("长沙青禾机械有限公司投产。公司副总经理罗文介绍情况。", ("罗文", "长沙青禾机械有限公司", "副总经理")),
        ("长沙青禾机械有限公司投产。企业负责人罗文介绍情况。", ("罗文", "长沙青禾机械有限公司", "企业负责人")),
        ("谢青林创新工作室揭牌。工作室领衔人罗文介绍情况。", ("罗文", "谢青林创新工作室", "领衔人")),
    ],
)
def test_what_stands_for_the_body_is_no_part_of_the_post(text: str, post: tuple[str, str, str]) -> None:
    assert posts(text) == {post}


def test_who_is_succeeded_has_left_the_body_that_the_clause_before_names() -> None:
    text = "会议宣布：罗文同志任青禾水泥集团董事长，免去谢青同志董事长职务。"
    assert posts(text) == {("罗文", "青禾水泥集团", "董事长"), ("谢青", "青禾水泥集团", "董事长")}


def test_the_term_of_a_unions_committee_is_no_part_of_its_name() -> None:
    found = posts("长沙市总工会开会，选举谢青山为市总工会九届经费审查委员会主任。")
    assert found == {("谢青山", "长沙市总工会经费审查委员会", "主任")}


def test_a_leaders_title_behind_the_name_is_held_at_the_body_before_it() -> None:
    found = posts("长沙市人社局谢青山副局长、长沙市教育局教研室主任罗文来了。")
    assert ("谢青山", "长沙市人力资源和社会保障局", "副局长") in found
