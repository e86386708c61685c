"""Regions in text, and the home of a document."""

import pytest

from graph.extraction.places.regions import find_regions, home_region
from graph.extraction.scope import Scope
from ingest.document import Document, RawDocument, Source
from ingest.parse import parse


def _document(text: str, region: str | None = None, title: str | None = None) -> Document:
    return parse(RawDocument(Source("memo.txt", "memo.txt", "memo"), text, "text/plain", "0" * 64, title), region)


def _regions(text: str, region: str | None = None) -> list[tuple[str, str]]:
    document = _document(text, region)
    part = document.parts[0]
    scope = Scope(document, part, home_region(document, part))
    return [(scope.text[m.start : m.end], m.name) for m in find_regions(scope)]


def _home(text: str, region: str | None = None) -> str | None:
    document = _document(text, region)
    found = home_region(document, document.parts[0])
    return found.name if found else None


def test_full_short_and_own_forms_are_found() -> None:
    assert _regions("调研组到大理州宾川县走访，全县反响良好。宾川的做法在云南推广。", "宾川县") == [
        ("大理州", "大理白族自治州"),
        ("宾川县", "宾川县"),
        ("全县", "宾川县"),
        ("宾川", "宾川县"),
        ("云南", "云南省"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "事关长治久安。",
        "阐明重大理论问题。",
        "开展“安康杯”竞赛。",
        "保持供需平衡水平。",
        "该合作市场已开业。",
        "进一步规范县域经济。",
    ],
)
def test_words_that_hold_a_places_name_by_chance_are_no_place(text: str) -> None:
    assert _regions(text) == []


def test_a_homonym_follows_the_city_that_the_text_names() -> None:
    assert ("鼓楼区", "鼓楼区") in _regions("徐州市鼓楼区与开封市签约。")


def test_the_users_region_overrides_the_text() -> None:
    assert _home("贵州省印发通知，要求全省落实。", "云南") == "云南省"


@pytest.mark.parametrize(
    ("text", "home"),
    [
        ("江西：多措并举稳就业\n省政府办公厅日前印发通知。", "江西省"),
        (
            "关于做好复工工作的通知\n各县区人民政府：\n为帮助海东市企业复工，全市要抓好落实，市政府各部门要加强服务。",
            "海东市",
        ),
        ("国家税务总局云南省税务局关于延期申报的通告\n各纳税人：现将有关事项通告如下。", "云南省"),
        ("大庆高新区总工会关于开展夜校活动的通知\n各基层工会：现将有关事项通知如下。", "大庆市"),
        ("公安部：保障道路通畅\n公安部要求，对来自湖北的车辆妥善处置。", None),
    ],
)
def test_home_is_what_title_or_bare_forms_say(text: str, home: str | None) -> None:
    assert _home(text) == home


def test_towns_stand_behind_their_county_or_inside_the_home() -> None:
    text = "在宾川县金牛镇开会，随后到平川镇走访。各乡镇和小城镇要落实。"
    assert _regions(text, "宾川县") == [("宾川县", "宾川县"), ("金牛镇", "金牛镇"), ("平川镇", "平川镇")]


def test_a_countys_short_name_counts_before_its_town() -> None:
    assert _regions("嘉定外冈镇召开会议。") == [("嘉定", "嘉定区"), ("外冈镇", "外冈镇")]


def test_a_town_without_its_county_is_no_place_elsewhere() -> None:
    assert _regions("到平川镇走访。") == []


def test_a_path_of_places_is_a_form_of_its_last_one() -> None:
    document = _document("在大理州宾川县开会。")
    mentions = find_regions(Scope(document, document.parts[0], None))
    assert "大理州宾川县" in mentions[-1].attrs["aliases"]


def test_a_new_area_of_the_state_is_a_place() -> None:
    assert _regions("在雄安新区开工。") == [("雄安新区", "雄安新区")]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("在弥渡县红岩镇苴力村召开现场会。", ["弥渡县", "红岩镇", "苴力村"]),
        ("记者来到洱滨景区。洱滨景区恢复开放。", ["洱滨景区", "洱滨景区"]),
        ("各村、各社区要落实责任，深入贫困村和重点地区走访。", []),
    ],
)
def test_villages_and_quarters_with_names_of_their_own_are_places(text: str, names: list[str]) -> None:
    assert [name for _, name in _regions(text)] == names


def test_where_people_are_sent_is_not_home() -> None:
    text = "长沙医院开放。医疗队支援武汉。队员赴武汉一月。市卫健委组织增援武汉的热线，市民政局、市财政局配合。"
    assert _home(text) == "长沙市"


def test_people_coming_to_a_province_by_its_letter_tell_the_home() -> None:
    assert _home("按照市委、市政府部署，市商务局支持在京举办的展会。") == "北京市"


def test_an_autonomous_county_without_its_people_is_a_form_of_it() -> None:
    assert _regions("石林自治县复工。") == [("石林自治县", "石林彝族自治县")]


def test_each_provinces_own_is_no_place() -> None:
    assert _regions("湖北省可以延期。各省要结合本省实际制定办法。") == [("湖北省", "湖北省")]


def test_places_named_late_and_often_tell_the_home() -> None:
    text = (
        "各地用心关爱医务人员。我区各地积极行动，"
        + "保障一线，" * 40
        + "南宁市、柳州市、桂林市先行，广西医疗队返回，我区接应。"
    )
    assert _home(text) == "广西壮族自治区"


def test_a_street_named_after_a_place_is_no_place() -> None:
    assert _regions("店铺开在北京西路，另一家在广州大道。武汉路网通畅。") == [("武汉", "武汉市")]


def test_a_county_by_its_short_name_counts_where_only_a_place_can_stand() -> None:
    assert _regions("在上海市，他住在松江。松江的鲈鱼有名。") == [("上海市", "上海市"), ("松江", "松江区")]


def test_an_area_of_several_provinces_is_a_region() -> None:
    assert _regions("长三角一体化提速。") == [("长三角", "长江三角洲地区")]


def test_districts_of_one_city_are_listed_by_their_short_names() -> None:
    assert [name for _, name in _regions("北京市水务局负责西城、朝阳、海淀的申请。", "北京市")] == [
        "北京市",
        "西城区",
        "朝阳区",
        "海淀区",
    ]


def test_a_short_name_inside_a_sentence_stays_a_word() -> None:
    assert _regions("北京市的比如金银，确保定点供应。大兴土木。") == [("北京市", "北京市")]


def test_a_run_of_one_name_is_no_path() -> None:
    document = _document("昆明市" * 2_000)
    scope = Scope(document, document.parts[0], None)
    found = find_regions(scope)
    assert len(found) == 2_000
    assert {alias for mention in found for alias in mention.attrs["aliases"]} == {"昆明市", "昆明"}


def test_a_bay_is_no_city_and_a_former_city_its_district() -> None:
    assert _regions("环胶州湾的企业与莱芜市的企业。", "青岛市") == [("莱芜市", "莱芜区")]


def test_a_news_item_speaks_from_the_district_whose_bare_bodies_it_names() -> None:
    text = "一条街的变化\n——见闻\n徐州市鼓楼区有老街九条。活动由区总工会、区人社局主办，区政府办拨款。市总工会来过。"
    assert _home(text) == "鼓楼区"
    assert ("鼓楼区", "鼓楼区") in _regions(text)


def test_three_short_names_of_one_city_tell_one_another() -> None:
    assert [name for _, name in _regions("青禾路地处静安、宝山、虹口三区交界处。")] == ["静安区", "宝山区", "虹口区"]
    assert _regions("宣传员来自宝山、向阳一带。") == []


def test_a_district_that_several_cities_have_is_of_the_city_named() -> None:
    assert [name for _, name in _regions("重庆市万州区102例、江北区25例。")] == ["重庆市", "万州区", "江北区"]


def test_a_well_known_county_stands_by_its_short_name_in_its_province() -> None:
    assert [name for _, name in _regions("浙江省推行一码。2月18日，义乌，市场开市。")] == ["浙江省", "义乌市"]
    assert [name for _, name in _regions("湖南省推行一码。2月18日，义乌，市场开市。")] == ["湖南省"]


def test_a_doubtful_name_among_three_cities_of_its_province_is_one() -> None:
    text = "长沙：0731-8866、衡阳：0734-8799、株洲：0731-2868、怀化：0745-2273。"
    assert [name for _, name in _regions(text)] == ["长沙市", "衡阳市", "株洲市", "怀化市"]
    assert _regions("消防工作与怀化：同抓共管。") == []


def test_a_doubtful_name_is_a_city_of_the_homes_province_or_beside_a_city_of_its_own() -> None:
    assert _regions("江门则搭建平台，促进日照。", "广东省") == [("江门", "江门市")]
    assert _regions("来自黄冈、孝感等地的人，白银也有。") == [("黄冈", "黄冈市"), ("孝感", "孝感市")]
    assert _regions("阳光和日照充足。") == []


def test_a_new_area_with_a_proper_name_is_a_place() -> None:
    assert _regions("他在郑东新区门口排队。") == [("郑东新区", "郑东新区")]
    assert _regions("各地建设新区，在产业新区办公。") == []


def test_our_own_place_is_the_homes_and_a_list_behind_a_preposition_is_no_subject() -> None:
    assert _regions("企业向湖北省、武汉市和本市捐款。", "上海市")[-1] == ("本市", "上海市")
    assert _regions("武汉封城前进入我省的人员已登记。", "云南省") == [("武汉", "武汉市"), ("我省", "云南省")]
    assert _regions("企业向株洲市、衡阳市捐款，全市动员。", "长沙市")[-1] == ("全市", "长沙市")


def test_a_county_level_citys_text_is_its_own_though_the_city_above_is_named() -> None:
    text = "浏阳：八家单位议产改\n5月6日，浏阳市总工会开会，市委组织部到会，为落实长沙市的计划出力。"
    assert _home(text) == "浏阳市"
    assert _home("浏阳、宁乡参加。\n5月6日，长沙市总工会开会，市委组织部到会。长沙市计划已定，浏阳市发言。") == "长沙市"
