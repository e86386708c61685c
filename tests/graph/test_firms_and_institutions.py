"""Enterprises, institutions and parks by structure, in sentences written for the test."""

import pytest

from graph.elements import Kind
from graph.extraction.bodies.mentions import find_bodies
from graph.extraction.scope import Mention
from tests.graph.reading import scope_of


def _mentions(text: str, region: str | None = None) -> list[tuple[str, Mention]]:
    scope = scope_of(text, "简报", region)
    return [(scope.text[m.start : m.end], m) for m in find_bodies(scope)]


def _names(text: str, region: str | None = None) -> list[str]:
    return [mention.name for _, mention in _mentions(text, region)]


def test_deputies_are_no_mention_of_their_congress() -> None:
    assert _names("全国人大代表、驰远集团焊工罗文说，全国政协委员谢青林赞同。") == ["驰远集团"]


def test_an_institute_and_its_academy_are_both_named() -> None:
    found = _names("云南省社会科学院工运与劳动研究所所长罗文发言。", "云南省")
    assert found == ["云南省社会科学院工运与劳动研究所", "云南省社会科学院"]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("资金投入宾川县富鑫农产品开发有限责任公司。", "宾川县富鑫农产品开发有限责任公司"),
        ("他们走访驰宏公司、金塬水泥厂。", "驰宏公司"),
        ("市自来水集团暂停入户。", "昆明市自来水集团"),
        ("昆明供电局开展竞赛。", "昆明供电局"),
        ("国网承担任务，中石化捐款。", "中国石油化工集团有限公司"),
        ("由中国银行天津市分行发放。", "中国银行天津市分行"),
        ("宾川县金牛镇远川药房涨价被罚。", "远川药房"),
        ("记者来到驰远大酒店采访。", "驰远大酒店"),
        ("骨干企业驰远集团介绍经验。", "驰远集团"),
        ("昆明市远川企业集团制药有限公司介绍经验。", "昆明市远川企业集团制药有限公司"),
        ("与会者走进昆明卷烟厂。", "昆明卷烟厂"),
        ("鞍钢集团远川公司的车间里灯火通明。", "鞍钢集团远川公司"),
        ("航空工业昆明飞机制造有限公司承办。", "航空工业昆明飞机制造有限公司"),
        ("大国工匠驰远集团罗文授课。", "驰远集团"),
        ("形成了以驰远集团为龙头的集群。", "驰远集团"),
        ("驰远股份钾肥分公司的车间。", "驰远股份钾肥分公司"),
        ("走进昆明驰远机床集团股份公司。", "昆明驰远机床集团股份公司"),
        ("云南华菱昆明钢铁有限公司办学。", "云南华菱昆明钢铁有限公司"),
        ("驰远集团、逸晟石化、澳岚、金淮浆纸等8家先后发言。", "逸晟石化"),
        ("驰远集团、逸晟石化、澳岚、金淮浆纸等8家先后发言。", "金淮浆纸"),
        ("江西铜业集团贵溪冶炼厂介绍经验。", "江西铜业集团贵溪冶炼厂"),
        ("中国一重昆明重工、中铁大桥局获奖。", "中国一重昆明重工"),
        ("中国一重昆明重工、中铁大桥局获奖。", "中铁大桥局"),
        ("昆明驰远建设有限公司机电安装分局的工地上。", "昆明驰远建设有限公司机电安装分局"),
        ("西南驰远材料研究院昆明有限公司办学。", "西南驰远材料研究院昆明有限公司"),
        ("驰远铅锌矿工会、宾川县总工会作交流。", "驰远铅锌矿"),
        ("昆明市的昆明油田推广做法。", "昆明油田"),
        ("他来到集宁机务段。", "集宁机务段"),
    ],
)
def test_firms_are_found(text: str, name: str) -> None:
    found = [mention for _, mention in _mentions(text, "昆明市") if mention.kind is Kind.ENTERPRISE]
    assert name in [mention.name for mention in found]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("在李辉劳模创新工作室参观。", "李辉劳模创新工作室"),
        ("云南工商学院滇西青年创业学院提供学历教育。", "云南工商学院滇西青年创业学院"),
        ("省人民医院派出医疗队。", "云南省人民医院"),
        ("（云南网）", "云南网"),
        ("新华社昆明2月3日电", "新华通讯社"),
        ("推广杨玉青大师工作室经验。", "杨玉青大师工作室"),
        ("依托学院“数控+”实训中心开展培训。", "“数控+”实训中心"),
        ("在园区设立“小哥服务站”。", "小哥服务站"),
        ("《清风滇池》公众号发布。", "《清风滇池》公众号"),
        ("宾川县金牛镇的绿禾葡萄种植专业合作社增收。", "绿禾葡萄种植专业合作社"),
        ("由中国癌症基金会接收。", "中国癌症基金会"),
        ("人民出版社出版。", "人民出版社"),
        ("长三角工匠联盟成立。", "长三角工匠联盟"),
        ("昆明市纺织产业创新工作室联盟成立。", "昆明市纺织产业创新工作室联盟"),
        ("代表们走进昆明市劳模工匠文化公园。", "昆明市劳模工匠文化公园"),
        ("云南工人报刊社的记者来访。", "云南工人报刊社"),
        ("走进罗一鸣劳模和工匠人才创新工作室。", "罗一鸣劳模和工匠人才创新工作室"),
        ("以罗一鸣劳模创新工作室为龙头。", "罗一鸣劳模创新工作室"),
        ("在镇里设立“青藤”调解室。", "“青藤”调解室"),
        ("走进滇中新区远川科创城。", "滇中新区远川科创城"),
        ("县里的昆明驰远医院集团揭牌。", "昆明驰远医院集团"),
        ("县里的昆明市职业教育集团揭牌。", "昆明市职业教育集团"),
        ("当年建成石油工匠学院。", "石油工匠学院"),
        ("车间的“云匠”劳模创新工作室里人头攒动。", "“云匠”劳模创新工作室"),
        ("（大理融媒）", "大理融媒"),
        ("昆明铁道报记者来访。", "昆明铁道报"),
        ("2021年以来，工作室在罗一鸣乡村工匠工作室挂牌。", "罗一鸣乡村工匠工作室"),
        ("会同省职业教育中心办学。", "云南省职业教育中心"),
    ],
)
def test_institutions_are_found(text: str, name: str) -> None:
    found = [mention for _, mention in _mentions(text, "云南省") if mention.kind is Kind.INSTITUTION]
    assert [mention.name for mention in found] == [name]


def test_a_common_noun_between_names_of_an_enumeration_is_one() -> None:
    text = "领导小组深入驰宏公司、城乡供水总厂、金塬水泥厂、县教育局、职业技术学校、滇北水泥厂等单位。"
    assert {"城乡供水总厂", "会泽县职业技术学校"} <= set(_names(text, "会泽县"))


def test_a_title_of_honour_is_no_institution() -> None:
    assert _names("先后获得“云南省示范性劳模创新工作室”“先进集体”等称号。", "云南省") == []


def test_an_area_with_an_administration_is_a_region() -> None:
    found = [(surface, m.kind) for surface, m in _mentions("租用曲靖经济技术开发区厂房。", "云南省")]
    assert found == [("曲靖经济技术开发区", Kind.REGION)]


def test_a_park_used_as_a_place_is_a_region() -> None:
    found = [(surface, m.kind) for surface, m in _mentions("在昆明市杨林工业园区开展培训。", "云南省")]
    assert found == [("杨林工业园区", Kind.REGION)]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("支持青松集团、红石铝业、云帆科技等企业建站。", ["青松集团", "红石铝业", "云帆科技"]),
        ("阿里、京东等电商平台让利。", ["阿里巴巴集团", "京东集团"]),
        ("国网湖南电力捐款。", ["国网湖南电力"]),
        ("发展量子科技、生物医药、现代物流等产业。", []),
        ("口罩、防护服、测温仪等生产企业复工。", []),
    ],
)
def test_short_names_of_firms_need_a_brand_or_other_firms_beside_them(text: str, names: list[str]) -> None:
    assert [m.name for _, m in _mentions(text, "湖南省") if m.kind is Kind.ENTERPRISE] == names


def test_a_unit_for_foreign_trade_keeps_its_word_for_foreign() -> None:
    assert "昆明市商务局对外贸易处" in _names("寄至昆明市商务局对外贸易处，联系人见后。")


def test_firms_by_number_by_county_and_by_trade_of_money() -> None:
    assert _names("支持进贤农商行。") == ["进贤农商行"]
    assert _names("参建的有中铁十四局集团、中建三局。") == ["中铁十四局集团", "中建三局"]
    assert _names("光大证券银行业首席分析师表示看好。") == ["光大证券股份有限公司"]


def test_one_of_each_level_is_no_institution() -> None:
    assert _names("送往乡（镇）卫生院、县（区）疾控中心。", "昆明市") == []


def test_a_national_site_bears_its_name() -> None:
    assert _names("中国货币网数据显示利率下降。") == ["中国货币网"]


def test_names_of_a_list_share_the_kind_of_the_last() -> None:
    assert _names("支援火神山、雷神山医院。医疗队领队、仁济医院副院长介绍。") == [
        "火神山医院",
        "雷神山医院",
        "仁济医院",
    ]


def test_well_known_firms_count_alone_by_what_they_do() -> None:
    assert _names("联想近日宣布开放岗位，帮助华为等企业返岗。") == ["联想集团", "华为技术有限公司"]
    assert _names("产品在京东很多，地址是东厂胡同5号。") == []


def test_counted_parks_and_parks_of_a_kind_bear_no_name() -> None:
    assert _names("建成10个绿电产业园，扩大低碳园区，构建全区教育实践基地体系。") == []
    assert _names("建设5所甘肃工匠学院。") == ["甘肃工匠学院"]


@pytest.mark.parametrize(
    ("sentence", "names"),
    [
        ("例如交通银行红石支行推出窗口服务。", ["交通银行红石支行"]),
        ("目前，中储粮黑龙江分公司各库暂停收购。", ["中国储备粮管理集团有限公司黑龙江分公司"]),
        ("上海银行业机构和工商银行各分行加大投放。", ["中国工商银行"]),
        ("浙江大学医学院附属第一医院收治。", ["浙江大学医学院附属第一医院"]),
        ("农民通过青禾农资网订购。", ["青禾农资网"]),
        ("提供微信、黑河绿色物产网等方式，织牢社会防护网。", ["黑河绿色物产网"]),
        ("来自社区的北霖蔬菜种植示范基地。", ["北霖蔬菜种植示范基地"]),
        ("旅客从上海火车站出发。", ["上海火车站"]),
        (
            "西部航空郑州分公司复航，中国人保财险杭州分公司理赔。",
            ["西部航空郑州分公司", "中国人民财产保险股份有限公司杭州分公司"],
        ),
        ("世卫组织、路透社和亚投行表示支持。", ["世界卫生组织", "路透社", "亚洲基础设施投资银行"]),
    ],
)
def test_branches_sites_and_parts_of_known_bodies_are_named_in_full(sentence: str, names: list[str]) -> None:
    assert [mention.name for _, mention in _mentions(sentence)] == names


def test_stops_of_a_line_in_an_itinerary_are_no_bodies() -> None:
    itinerary = "38路上车至下车。序号 站名 到站时间 1 青禾中学 7:19 2 湟川小学站（老校区）上车。"
    assert _names(itinerary, "西宁市") == []
    assert _names("青禾中学和湟川小学停课。", "西宁市") == ["青禾中学", "湟川小学"]


@pytest.mark.parametrize(
    ("sentence", "names"),
    [
        ("2月1日，公安部交管局召开调度会。", ["公安部交通管理局"]),
        ("安全环保部经理说，商务部部长到会。", ["商务部"]),
        ("财政部 海关总署 税务总局\n2020年2月1日", ["财政部", "海关总署", "国家税务总局"]),
        ("会上，工行湖北省分行加大投放。", ["中国工商银行湖北省分行"]),
        ("农行行长到会，途中行走。", ["中国农业银行"]),
        ("投放点设在永青超市红石店。", ["永青超市红石店"]),
        ("记者在郑州机场看到，长沙机场改扩建项目复工。", ["郑州机场"]),
        ("临港新片区管委会与上海市各机场会商。", ["临港新片区管理委员会"]),
        ("浙东化纤股份有限公司复工，浙东化纤公司增产。", ["浙东化纤股份有限公司", "浙东化纤股份有限公司"]),
    ],
)
def test_bureaus_of_ministries_shops_airports_and_short_forms_of_firms(sentence: str, names: list[str]) -> None:
    assert [mention.name for _, mention in _mentions(sentence)] == names


@pytest.mark.parametrize(
    ("sentence", "names"),
    [
        ("检查红石市场、左岸市场和仁发综合市场等4个农贸市场。", ["红石市场", "左岸市场", "仁发综合市场"]),
        ("抽查农贸市场、批发市场等2个市场。", []),
        ("移动实验室帮助方舱医院提高能力。", []),
        ("推动绿电直连、虚拟电厂等，更好发挥怀柔实验室作用。", ["怀柔实验室"]),
        ("落实中央、省委部署和中央政治局常委会会议精神。", ["中共中央", "省委", "中共中央政治局常务委员会"]),
        ("根据习近平总书记指示精神和中央决策部署，中央财政补助。", ["中共中央"]),
        ("从江苏、四川省红十字会抽调力量。", ["江苏省红十字会", "四川省红十字会"]),
        ("中国青禾出版集团供稿。", ["中国青禾出版集团"]),
        ("特斯拉、三星、LG等大型在华跨国公司复工。", ["特斯拉", "三星集团", "LG集团"]),
    ],
)
def test_lists_markets_the_central_committee_and_provinces_that_share_a_body(sentence: str, names: list[str]) -> None:
    assert [mention.name for _, mention in _mentions(sentence)] == names


@pytest.mark.parametrize(
    ("sentence", "names"),
    [
        ("●泸州市产改办出台办法。", ["泸州市产业工人队伍建设改革领导小组办公室"]),
        ("由兰州新区民政司法和社会保障局、市科经局负责。", ["兰州新区民政司法和社会保障局"]),
        ("与民航新疆管理局对接。", ["民航新疆管理局"]),
        ("聚信出行、鹤城速达等9家平台企业建会。", ["聚信出行", "鹤城速达"]),
        ("依托福建省三明职业技术学校设点。", ["福建省三明职业技术学校"]),
    ],
)
def test_offices_of_tasks_bureaus_joined_by_and_and_counted_firms(sentence: str, names: list[str]) -> None:
    assert [mention.name for _, mention in _mentions(sentence)] == names


def test_what_a_hospital_is_stands_before_its_name() -> None:
    assert _names("定点救治医院伊宁市第二人民医院收治。") == ["伊宁市第二人民医院"]
