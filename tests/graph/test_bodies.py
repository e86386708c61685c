"""Agencies by structure, in sentences written for the test."""

import pytest

from graph.extraction.bodies import firm_brands
from graph.extraction.bodies.mentions import find_bodies, structural_parts
from graph.extraction.scope import Mention
from tests.graph.reading import scope_of


def _mentions(text: str, region: str | None = None) -> list[tuple[str, Mention]]:
    scope = scope_of(text, "简报", region)
    return [(scope.text[m.start : m.end], m) for m in find_bodies(scope)]


def _names(text: str, region: str | None = None) -> list[str]:
    return [mention.name for _, mention in _mentions(text, region)]


@pytest.mark.parametrize(
    ("printed", "name"),
    [
        ("省总工会", "云南省总工会"),
        ("省人社厅", "云南省人力资源和社会保障厅"),
        ("省委", "中共云南省委员会"),
        ("省委组织部", "中共云南省委组织部"),
        ("省委改革办", "中共云南省委全面深化改革委员会办公室"),
        ("省国资委", "云南省人民政府国有资产监督管理委员会"),
        ("省人大常委会", "云南省人民代表大会常务委员会"),
        ("省政协", "中国人民政治协商会议云南省委员会"),
        ("团省委", "共青团云南省委员会"),
        ("省税务局", "国家税务总局云南省税务局"),
        ("省政府办公厅", "云南省人民政府办公厅"),
        ("曲靖市发改委", "曲靖市发展和改革委员会"),
        ("大理州州委", "中共大理州委员会"),
        ("全总", "中华全国总工会"),
        ("国家卫健委", "国家卫生健康委员会"),
        ("人民银行昆明中心支行", "中国人民银行昆明中心支行"),
        ("昆明海关", "昆明海关"),
        ("省委常委会", "中共云南省委常务委员会"),
        ("昆明市营商环境建设局", "昆明市营商环境建设局"),
        ("海南省营商环境建设厅", "海南省营商环境建设厅"),
        ("盘龙区公安分局", "昆明市公安局盘龙分局"),
        ("昆明市盘龙公安分局", "昆明市公安局盘龙分局"),
        ("新疆生产建设兵团教育局", "新疆生产建设兵团教育局"),
        ("兵团工信局", "新疆生产建设兵团工业和信息化局"),
        ("第一师阿拉尔市总工会", "第一师阿拉尔市总工会"),
        ("第八师石河子市党委", "中共第八师石河子市委员会"),
        ("阿拉尔市总工会", "阿拉尔市总工会"),
        ("石林自治县财政局", "石林彝族自治县财政局"),
        ("国家税务总局昆明市税务局", "国家税务总局昆明市税务局"),
        ("人社部就业促进司司长", "人力资源和社会保障部就业促进司"),
    ],
)
def test_a_short_form_has_its_full_name(printed: str, name: str) -> None:
    assert _mentions(f"会议由{printed}召开。", "云南省")[0][1].name == name


@pytest.mark.parametrize(
    ("sentence", "names"),
    [
        ("记者从市医保局了解到新政策，市委、市政府高度重视。", ["市医疗保障局", "市委", "市人民政府"]),
        ("省委防汛救灾工作领导小组近日出台意见。", ["省委防汛救灾工作领导小组"]),
        ("市委市政府和丰台区政府作出部署。", ["中共北京市委员会", "北京市人民政府", "丰台区人民政府"]),
        ("各市医保局和有关地市财政局要落实。", []),
        ("青石市财政局要落实。", []),
    ],
)
def test_a_body_whose_place_no_text_tells_keeps_its_marker(sentence: str, names: list[str]) -> None:
    assert _names(sentence) == names


def test_a_ministry_means_no_one_by_a_bare_marker() -> None:
    assert (
        _names("国家税务总局关于申报的通知\n\n由省税务局落实。\n\n国家税务总局\n2020年2月7日\n") == ["国家税务总局"] * 2
    )


def test_a_team_of_a_group_names_the_group_as_well() -> None:
    sentence = "省应对雪灾工作领导小组市场供应组组长和市防汛指挥部办公室保障组人员到场。"
    assert _names(sentence, "长沙市") == [
        "湖南省应对雪灾工作领导小组市场供应组",
        "湖南省应对雪灾工作领导小组",
        "长沙市防汛指挥部办公室保障组",
        "长沙市防汛指挥部办公室",
        "长沙市防汛指挥部",
    ]


def test_a_unit_and_the_body_that_it_belongs_to_are_both_named() -> None:
    found = _mentions("县教育局职业教育科科长罗文和县市场监管局执法大队到场。", "会泽县")
    assert [(surface, mention.name) for surface, mention in found] == [
        ("县教育局职业教育科", "会泽县教育局职业教育科"),
        ("县教育局", "会泽县教育局"),
        ("县市场监管局执法大队", "会泽县市场监督管理局执法大队"),
        ("县市场监管局", "会泽县市场监督管理局"),
    ]


def test_bodies_of_a_zone_are_named_after_it() -> None:
    assert _names("曲靖经济技术开发区税务局、经开区团工委参加。", "曲靖市") == [
        "国家税务总局曲靖经济技术开发区税务局",
        "共青团曲靖经济技术开发区工作委员会",
    ]


def test_a_committees_headquarters_is_not_the_citys() -> None:
    found = _names("杨林产业园区管委会防汛指挥部，市防汛指挥部各有关单位：", "昆明市")
    assert found == ["杨林产业园区管理委员会防汛指挥部", "昆明市防汛指挥部"]


def test_the_party_committee_of_a_bureau_is_a_body_and_its_secretary_is_not() -> None:
    assert _names("税务总局党委作出部署，税务总局党委书记讲话。") == ["中共国家税务总局委员会", "国家税务总局"]


def test_units_printed_by_half_belong_to_the_body_before_or_to_the_texts_own() -> None:
    text = "税务总局货物和劳务税司副司长罗文、所得税司副司长谢青出席。"
    assert "国家税务总局所得税司" in _names(text)
    assert "会泽县教育局人事科" in _names("县教育局印发通知，材料由局人事科统一审核。", "会泽县")


@pytest.mark.parametrize("text", ["依据有关文件（国办发〔2020〕4号）办理。", "见人社部规〔2016〕4号文件。"])
def test_letters_of_a_number_are_no_body(text: str) -> None:
    assert _names(text) == []


def test_teams_below_a_group_bear_its_name() -> None:
    text = "成立县防汛抗旱工作领导小组。领导小组办公室设在县水务局，下设综合组、物资保障组、宣传组等3个工作组。"
    group = "会泽县防汛抗旱工作领导小组"
    teams = [mention.name for _, mention in _mentions(text, "会泽县") if mention.rule == "agency-team"]
    assert teams == [group + "综合组", group + "物资保障组", group + "宣传组"]


def test_the_partys_body_behind_another_in_a_signature_is_one_of_its_own() -> None:
    assert _names("湖南省总工会　中共湖南省委组织部") == ["湖南省总工会", "中共湖南省委组织部"]


def test_the_conference_of_a_place_is_named_in_full_around_it() -> None:
    assert _names("中国人民政治协商会议长沙市委员会主持座谈。") == ["中国人民政治协商会议长沙市委员会"]


def test_an_enumeration_shares_its_head() -> None:
    assert _names("省卫生健康委、人力资源社会保障厅、财政厅联合印发通知。", "广东省") == [
        "广东省卫生健康委员会",
        "广东省人力资源和社会保障厅",
        "广东省财政厅",
    ]


def test_a_place_where_somebody_was_changes_no_bare_forms() -> None:
    text = "长沙市总工会学习领导同志在昆明调研时的讲话精神，落实市委要求。"
    assert "中共长沙市委员会" in _names(text, "长沙市")
    assert "中共昆明市委员会" not in _names(text, "长沙市")


def test_another_provinces_sentence_changes_the_region_of_bare_forms() -> None:
    found = _names("我省学习先进经验。江苏省委、省政府高度重视，省总工会牵头抓落实。", "云南省")
    assert found == ["中共江苏省委员会", "江苏省人民政府", "江苏省总工会"]


@pytest.mark.parametrize(
    "text",
    [
        "各级工会要加强领导。",
        "有关部门要密切配合。",
        "各地人力资源社会保障部门要抓好落实。",
        "各市、县人民政府负责。",
        "县级以上人民政府负责。",
        "省委托第三方开展评估。",
        "鼓励融资担保公司降费。",
        "拟上市公司和物业公司要落实责任。",
        "依法征用医院和学校。",
        "各单位要成立领导小组。",
        "通过互联网办理。",
    ],
)
def test_a_generic_plural_or_common_noun_is_no_body(text: str) -> None:
    assert _names(text, "云南省") == []


def test_a_group_is_named_once_and_its_short_forms_mean_it() -> None:
    text = "红河州召开产业工人队伍建设改革领导小组会议。州产改办通报情况，州领导小组成员参加。"
    assert set(_names(text, "红河州")) == {
        "红河州产业工人队伍建设改革领导小组",
        "红河州产业工人队伍建设改革领导小组办公室",
    }


def test_a_group_of_an_earlier_part_is_meant_by_its_short_form() -> None:
    text = "云南省推进技能强省建设协调小组第五次会议召开。省技能强省协调小组组长讲话。"
    assert set(_names(text, "云南省")) == {"云南省推进技能强省建设协调小组"}


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("市法院开庭。", "昆明市中级人民法院"),
        ("官渡区法院开庭。", "官渡区人民法院"),
        ("县城里，省法院开庭。", "云南省高级人民法院"),
    ],
)
def test_a_court_is_of_its_places_level(text: str, name: str) -> None:
    assert _names(text, "昆明市") == [name]


@pytest.mark.parametrize(
    ("name", "parent"),
    [
        ("红河州产业工人队伍建设改革领导小组办公室", "红河州产业工人队伍建设改革领导小组"),
        ("沈阳市人民政府办公室", "沈阳市人民政府"),
        ("中华全国总工会办公厅", "中华全国总工会"),
        ("中共青海省委办公厅", "中共青海省委员会"),
        ("云南工商学院滇西青年创业学院", "云南工商学院"),
        ("中国银行天津市分行", "中国银行"),
        ("云南省总工会", None),
        ("云南大学", None),
    ],
)
def test_a_name_says_what_it_is_part_of(name: str, parent: str | None) -> None:
    assert structural_parts(name) == parent


def test_a_defined_short_form_means_its_body() -> None:
    text = "北京经济技术开发区管理委员会（以下简称“经开区管委会”）印发通知。经开区管委会要求各企业落实。"
    assert set(_names(text, "北京市")) == {"北京经济技术开发区管理委员会"}


def test_a_ministrys_group_bears_its_name() -> None:
    names = _names("会议由交通运输部应对疫情工作领导小组召开。")
    assert names == ["交通运输部应对疫情工作领导小组", "交通运输部"]


def test_a_district_whose_name_is_not_unique_bears_its_city() -> None:
    assert _names("北京市朝阳区总工会与长春市朝阳区总工会签约。") == ["北京市朝阳区总工会", "长春市朝阳区总工会"]


def test_a_congress_with_its_term_is_the_congress() -> None:
    assert _names("云南省第十三届人民代表大会常务委员会通过。") == ["云南省人民代表大会常务委员会"]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("在青浦区朱家角镇设点，镇综治办配合。", "朱家角镇社会治安综合治理办公室"),
        ("市税务局政策法规处处长罗文介绍。", "国家税务总局上海市税务局政策法规处"),
        ("市摄影家协会纪实摄影专委会参加。", "上海市摄影家协会纪实摄影专业委员会"),
        ("市委副书记、政法委书记罗文主持。", "中共上海市委政法委员会"),
        ("市纪委驻市教委纪检监察组参加。", "中共上海市纪律检查委员会驻上海市教育委员会纪检监察组"),
        ("送昆山市、太仓市总工会。", "昆山市总工会"),
        ("上海银保监局负责。", "中国银行保险监督管理委员会上海监管局"),
    ],
)
def test_bodies_named_through_others_are_found(text: str, name: str) -> None:
    assert name in _names(text, "上海市")


def test_an_enumeration_of_central_bodies_drops_their_state() -> None:
    names = _names("工业和信息化部、统计局、发展改革委印发办法，湖北省参加。", "湖北省")
    assert names == ["工业和信息化部", "国家统计局", "国家发展和改革委员会"]


def test_a_department_of_a_province_needs_no_place() -> None:
    assert "云南省财政厅" in _names("此前由教育部门会同财政厅等落实。", "昆明市")
    assert _names("各省财政厅（局）落实，各县（区）卫生健康委照办。", "昆明市") == []


def test_a_run_of_figures_is_looked_at_once() -> None:
    figures = "9" * 5_000
    assert [match.start() for match in firm_brands._FIRMS.finditer(figures + "、京东等6家企业")] == [5_003]
    assert firm_brands._FIRMS.search(figures + "家企业") is None


def test_a_committee_that_each_is_to_found_is_none() -> None:
    assert _names("医院要设立医用耗材管理委员会。") == []


def test_a_union_by_its_first_letter_and_by_its_term() -> None:
    text = "昆明市总工会第十二届委员会报告工作，市总机关、市总经费审查委员会列席，市总体规划另报。"
    assert list(dict.fromkeys(_names(text, "昆明市"))) == [
        "昆明市总工会第十二届委员会",
        "昆明市总工会",
        "昆明市总工会经费审查委员会",
    ]


@pytest.mark.parametrize(
    ("sentence", "names"),
    [
        ("昆明市总工会会同市人社局，市总出资十万元。", ["昆明市总工会", "昆明市人力资源和社会保障局", "昆明市总工会"]),
        ("昆明市总工会说，全市总人口增加，市总部搬迁。", ["昆明市总工会"]),
        ("昆明市教育局职成教科联合调研。", ["昆明市教育局职成教科", "昆明市教育局"]),
        (
            "省政府办、市政府办印发通知，市政府办事便利。",
            ["云南省人民政府办公厅", "昆明市人民政府办公室", "昆明市人民政府"],
        ),
        ("市委书记任市产改领导小组组长。", ["中共昆明市委员会", "昆明市产业工人队伍建设改革领导小组"]),
        ("“青禾杯”技能竞赛组委会办公室设在学校。", ["“青禾杯”技能竞赛组委会办公室"]),
        ("他去宏远小微企业园、滨江高科园上课。", ["宏远小微企业园", "滨江高科园"]),
        ("去隔壁的恒发模具、金达轴承帮忙。", ["恒发模具", "金达轴承"]),
        ("《青禾之友》杂志社编印，来源：青禾工报", ["《青禾之友》杂志社", "青禾工报"]),
        ("鞍钢股份炼钢总厂有三间工作室。", ["鞍钢股份炼钢总厂"]),
        ("一间是罗青禾国家级技能大师工作室，专攻焊接。", ["罗青禾国家级技能大师工作室"]),
        ("联合国教科文组织国际教育研究所落户。", ["联合国教科文组织国际教育研究所"]),
    ],
)
def test_bodies_by_short_forms_units_and_kinds(sentence: str, names: list[str]) -> None:
    assert _names(sentence, "昆明市") == names


@pytest.mark.parametrize(
    ("sentence", "home", "names"),
    [
        ("经市、区人力社保局许可。", "北京市顺义区", ["北京市人力资源和社会保障局", "顺义区人力资源和社会保障局"]),
        ("由市、区卫健委负责。", "重庆市", []),
        ("由市政府口岸物流办保障。", "重庆市", ["重庆市人民政府口岸物流办公室"]),
        ("会上，巴南区、长寿区党委负责人发言。", "重庆市", []),
        ("自治区党委、政府高度重视。", "广西壮族自治区", ["中共广西壮族自治区委员会", "广西壮族自治区人民政府"]),
        ("各省及新疆生产建设兵团财政厅（局）：", None, ["新疆生产建设兵团财政局"]),
        (
            "第七师胡杨河市总工会联合师市教育局培训。",
            "新疆维吾尔自治区",
            ["第七师胡杨河市总工会", "第七师胡杨河市教育局"],
        ),
        (
            "省委省政府应对青虹肺炎疫情工作领导小组部署。",
            "云南省",
            ["中共云南省委云南省人民政府应对青虹肺炎疫情工作领导小组"],
        ),
    ],
)
def test_levels_offices_and_joint_groups(sentence: str, home: str | None, names: list[str]) -> None:
    assert _names(sentence, home) == names


def test_a_bureau_of_no_table_follows_in_a_list() -> None:
    sentence = "送兰州新区总工会、民政司法和社会保障局，省财政厅、甘肃证监局。"
    assert _names(sentence, "甘肃省") == [
        "兰州新区总工会",
        "兰州新区民政司法和社会保障局",
        "甘肃省财政厅",
        "中国证券监督管理委员会甘肃监管局",
    ]


@pytest.mark.parametrize(
    ("sentence", "names"),
    [
        ("塔城地区工会工委主任到会。", ["塔城地区工会工作委员会"]),
        ("塔城地区工会工作委员会签约。", ["塔城地区工会工作委员会"]),
        ("塔城地区工会签约，地区工会主席和塔城地区工会工委委员到会。", ["塔城地区工会工作委员会"]),
        ("和田地区工会举办招聘会。", ["和田地区工会"]),
        ("江苏省苏州市援疆指挥部出资。", ["苏州市援疆指挥部"]),
        (
            "近日，苏州市产改办和省推进产业工人队伍建设改革工作领导小组办公室来函。",
            ["苏州市产业工人队伍建设改革领导小组办公室"],
        ),
    ],
)
def test_a_union_of_a_prefecture_and_groups_of_a_place_have_their_own_names(sentence: str, names: list[str]) -> None:
    assert _names(sentence, "江苏省")[: len(names)] == names


def test_a_group_named_by_a_path_of_places_begins_with_the_path() -> None:
    assert _mentions("江苏省苏州市援疆指挥部出资。")[0][0] == "江苏省苏州市援疆指挥部"
