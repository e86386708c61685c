"""Shops, plants, teams and stations of bodies, and names told by what is said of them, in made-up sentences."""

from __future__ import annotations

import pytest

from graph.elements import BODIES, Kind
from tests.graph.reading import extraction_of


def _bodies(text: str) -> set[tuple[Kind, str]]:
    found = extraction_of(text)
    return {(entity.kind, entity.name) for entity in found.entities if entity.kind in BODIES}


def _named(text: str, kind: Kind) -> set[str]:
    return {name for found, name in _bodies(text) if found is kind}


@pytest.mark.parametrize(
    ("text", "firms"),
    [
        ("首批投放点是大润发超市枫林店。", {"大润发超市枫林店"}),
        ("罗文在永辉超市青禾路店买菜。", {"永辉超市青禾路店"}),
        ("记者在比亚迪变速器工厂看到，产线已经开动。", {"比亚迪变速器工厂"}),
    ],
)
def test_a_chains_shop_and_a_firms_plant_are_firms_of_their_own(text: str, firms: set[str]) -> None:
    assert _named(text, Kind.ENTERPRISE) == firms


@pytest.mark.parametrize("text", ["永辉超市门店照常营业。", "永辉超市新开店三家。", "永辉超市各大卖场店员到岗。"])
def test_shops_without_names_are_none(text: str) -> None:
    assert _named(text, Kind.ENTERPRISE) == {"永辉超市"}


def test_shops_between_shops_of_a_list_are_firms() -> None:
    found = _named("投放点有大润发超市枫林店、永辉超市柳叶店、佳汇美超市和福盈佳超市。", Kind.ENTERPRISE)
    assert found == {"大润发超市枫林店", "永辉超市柳叶店", "佳汇美超市", "福盈佳超市"}


def test_a_name_begins_behind_what_the_firm_is_and_at_a_known_firm() -> None:
    assert _named("据进口企业青禾（上海）仪器有限公司介绍，货已到。", Kind.ENTERPRISE) == {"青禾（上海）仪器有限公司"}
    assert _named("苏州工业园区台企青禾理保险经纪有限公司捐款。", Kind.ENTERPRISE) == {"青禾理保险经纪有限公司"}
    assert _named("网点有永辉超市和沃尔玛。", Kind.ENTERPRISE) == {"永辉超市", "沃尔玛"}


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("列车从温州南站开出，驶往宁波站。", {"温州南站", "宁波站"}),
        ("铁路部门要求温州、宁波南、台州西等车站在出站口测温。", {"宁波南站", "台州西站"}),
        ("巡回赛温州站开赛。", set()),
        ("铁路职工在宁波站点值守。", set()),
    ],
)
def test_stations_are_named_where_a_railway_is_spoken_of(text: str, names: set[str]) -> None:
    assert _named(text, Kind.INSTITUTION) == names


def test_a_team_bears_the_name_of_its_firm_which_stays() -> None:
    found = _bodies("国网浙江安吉县供电公司党员服务队上门检修。")
    assert found == {
        (Kind.ENTERPRISE, "国网浙江安吉县供电公司"),
        (Kind.INSTITUTION, "国网浙江安吉县供电公司党员服务队"),
    }


@pytest.mark.parametrize(
    ("text", "kind", "name"),
    [
        ("湖南省慈善总会接收善款。", Kind.INSTITUTION, "湖南省慈善总会"),
        ("湖南省护理学会开通咨询。", Kind.INSTITUTION, "湖南省护理学会"),
        ("安化县网信中心接受举报。", Kind.AGENCY, "安化县网信中心"),
        ("长沙市住房公积金中心公布标准。", Kind.AGENCY, "长沙市住房公积金中心"),
        ("宁波客运段对列车消毒。", Kind.ENTERPRISE, "宁波客运段"),
    ],
)
def test_charities_and_learned_societies_are_institutions_and_centres_that_govern_agencies(
    text: str, kind: Kind, name: str
) -> None:
    assert (kind, name) in _bodies(text)


def test_a_known_firm_keeps_its_place_before_it_and_its_form_behind_it() -> None:
    assert _named("山西潞安集团复工。", Kind.ENTERPRISE) == {"山西潞安集团"}
    assert _named("向特变电工集团求援。", Kind.ENTERPRISE) == {"特变电工"}
    assert _named("武汉雷神山医院收治患者。", Kind.INSTITUTION) == {"武汉雷神山医院"}


def test_a_firm_in_latin_letters_stands_by_itself() -> None:
    assert _named("货物以DHL快件运抵，证书编号XEMS20。", Kind.ENTERPRISE) == {"DHL"}


@pytest.mark.parametrize(
    ("text", "firms"),
    [
        ("国药集团所属中国生物在武汉推进研发。", {"中国医药集团有限公司", "中国生物"}),
        ("国药集团旗下多家酒店复工。", {"中国医药集团有限公司"}),
        ("团县委联合安化县邮政开展活动。", {"安化县邮政"}),
        ("安化县邮政局、电信局开展活动。", set()),
        ("飞书、西瓜视频等宣布免费开放。百度联合数十家伙伴。", {"飞书", "西瓜视频", "百度公司"}),
        ("协调农商、邮储、工行等金融机构放款。", {"中国邮政储蓄银行", "中国工商银行"}),
        ("由中国信保株洲办事处受理。", {"中国出口信用保险公司株洲办事处"}),
        ("联系株洲货运中心发车。", {"株洲货运中心"}),
    ],
)
def test_firms_are_told_by_their_owner_their_place_and_what_they_do(text: str, firms: set[str]) -> None:
    assert _named(text, Kind.ENTERPRISE) == firms


@pytest.mark.parametrize(
    ("text", "kind", "names"),
    [
        ("长沙市烹饪协会、湖南省作家协会发布倡议。", Kind.INSTITUTION, {"长沙市烹饪协会"}),
        ("湖南省作家协会发布倡议。", Kind.AGENCY, {"湖南省作家协会"}),
        ("湖南省烹饪协会湘菜分会表示支持。", Kind.INSTITUTION, {"湖南省烹饪协会湘菜分会", "湖南省烹饪协会"}),
        ("请长沙市胸科医院、市级医院待命。", Kind.INSTITUTION, {"长沙市胸科医院"}),
        ("中国卫星导航信息中心参加。", Kind.INSTITUTION, {"中国卫星导航信息中心"}),
        ("湖南省中小企业发展促进中心承办。", Kind.AGENCY, {"湖南省中小企业发展促进中心"}),
        ("长沙教育信息港发布课程。", Kind.INSTITUTION, {"长沙教育信息港"}),
    ],
)
def test_associations_hospitals_and_centres_have_their_kinds(text: str, kind: Kind, names: set[str]) -> None:
    assert _named(text, kind) == names


@pytest.mark.parametrize(
    ("text", "firms"),
    [
        ("抖音、西瓜视频等宣布合作。", {"抖音", "西瓜视频"}),
        ("帮助解决华为等企业停车难题。", {"华为技术有限公司"}),
        ("物业通过办公软件飞书办公，百度开通了通道。", {"飞书", "百度公司"}),
        ("视频传到抖音，产品在京东有售，最美的背影。", set()),
    ],
)
def test_short_names_count_where_they_act_or_are_said_to_be_firms(text: str, firms: set[str]) -> None:
    assert _named(text, Kind.ENTERPRISE) == firms


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("（国务院国资委新闻中心供稿）", {"国务院国有资产监督管理委员会新闻中心"}),
        ("衢州高铁站客流平稳，各地客运站停运。", {"衢州高铁站"}),
        ("安化县政务服务大厅开放。", {"安化县政务服务大厅"}),
    ],
)
def test_centres_of_a_bureau_and_halls_and_stations_of_a_place(text: str, names: set[str]) -> None:
    assert _named(text, Kind.INSTITUTION) == names


@pytest.mark.parametrize(
    ("text", "kind", "names"),
    [
        ("株洲钟表行业协会会长罗文到会。", Kind.INSTITUTION, {"株洲钟表行业协会"}),
        ("中国保险行业协会秘书长到会，各行业协会会员参加。", Kind.INSTITUTION, {"中国保险行业协会"}),
        ("由株洲部分餐饮协会会员认捐。", Kind.INSTITUTION, set()),
        (
            "湖南天禾律师事务所罗文律师代理，株洲市青山公证处公证。",
            Kind.INSTITUTION,
            {"湖南天禾律师事务所", "株洲市青山公证处"},
        ),
        ("聘请律师事务所、会计师事务所审计。", Kind.INSTITUTION, set()),
        ("湖南省农村信用社联合社放款，湖南信托表示支持。", Kind.ENTERPRISE, {"湖南省农村信用社联合社", "湖南信托"}),
        ("购买信托产品，湖南信托公司和北京信托计划。", Kind.ENTERPRISE, {"湖南信托公司"}),
        ("花旗、渣打等银行放款，保障民生等工作。", Kind.ENTERPRISE, {"花旗银行", "渣打银行"}),
    ],
)
def test_societies_offices_of_professions_and_money_houses(text: str, kind: Kind, names: set[str]) -> None:
    assert _named(text, kind) == names


@pytest.mark.parametrize(
    ("text", "firms"),
    [
        ("部门约谈青禾乳业有限公司，加入红石酒业集团。", {"青禾乳业有限公司", "红石酒业集团"}),
        ("投放再增加永辉超市青禾路店。", {"永辉超市青禾路店"}),
        ("招商银行信用卡中心负责人介绍。", {"招商银行信用卡中心"}),
        ("发卡银行、四大银行和大巴公司照办。", set()),
    ],
)
def test_verbs_and_words_of_kind_are_no_part_of_a_firms_name(text: str, firms: set[str]) -> None:
    assert _named(text, Kind.ENTERPRISE) == firms


@pytest.mark.parametrize(
    ("text", "firms"),
    [
        ("我看嘉禾川集团的做法就很好。", {"嘉禾川集团"}),
        ("盟友有青虹汽轮机有限公司罗文创新工作室等9家。", {"青虹汽轮机有限公司"}),
        ("资金拨给新疆其木铝电有限公司。", {"新疆其木铝电有限公司"}),
        ("青禾川集团长沙厂区作了发言。", {"青禾川集团长沙厂区"}),
    ],
)
def test_a_firms_name_begins_behind_what_is_said_of_it_and_ends_with_its_plants(text: str, firms: set[str]) -> None:
    assert _named(text, Kind.ENTERPRISE) == firms


def test_the_first_of_a_kind_is_no_name_and_a_nations_society_begins_with_its_nation() -> None:
    assert _named("青禾学院揭牌，这是湖南省首家县级工匠学院。", Kind.INSTITUTION) == {"青禾学院"}
    assert _named("标准正报中国焊接协会审定。", Kind.INSTITUTION) == {"中国焊接协会"}


def test_a_firms_called_name_has_its_union_and_plant() -> None:
    text = "红石集团青虹锅炉股份有限公司投产。本地人管青虹锅炉叫“虹锅”。虹锅工会签约。虹锅望城制造基地开工。"
    firm = "红石集团青虹锅炉股份有限公司"
    assert _bodies(text) == {
        (Kind.ENTERPRISE, firm),
        (Kind.AGENCY, f"{firm}工会"),
        (Kind.ENTERPRISE, f"{firm}望城制造基地"),
    }


def test_a_short_form_inside_the_full_name_is_no_name_of_a_branch() -> None:
    text = "湖南青虹化工有限公司（以下简称“青虹化工”）揭牌。青虹化工望城厂区开工。"
    firm = "湖南青虹化工有限公司"
    assert _named(text, Kind.ENTERPRISE) == {firm, f"{firm}望城厂区"}


def test_a_school_named_with_and_without_its_countys_last_word_is_one() -> None:
    text = "麦盖提县青禾工匠学院挂牌，麦盖提青禾工匠学院开课。"
    assert len(_named(text, Kind.INSTITUTION)) == 1


def test_a_body_to_be_set_up_begins_behind_the_verb_and_a_rank_of_school_is_part_of_a_name() -> None:
    assert _named("长沙市总工会计划筹办青禾焊接工匠讲师团。", Kind.INSTITUTION) == {"青禾焊接工匠讲师团"}
    assert _named("他从长沙市高级技工学校毕业。", Kind.INSTITUTION) == {"长沙市高级技工学校"}


def test_quoted_alliances_and_service_centres_and_a_unions_journal_are_institutions() -> None:
    text = "由青禾集团牵头的“青禾匠心”创新工作室联盟成立，建“新工友”服务中心1个，《长沙工运》作了报道。"
    assert _named(text, Kind.INSTITUTION) == {"“青禾匠心”创新工作室联盟", "“新工友”服务中心", "长沙工运"}


def test_a_graduate_schools_place_is_no_end_of_its_name() -> None:
    assert "清华大学深圳国际研究生院" in _named("清华大学深圳国际研究生院签约。", Kind.INSTITUTION)
