"""Initiatives: quoted and unquoted names, and the ordinary words, slogans and principles that are none."""

from __future__ import annotations

import pytest

from graph.elements import Kind
from graph.extraction.initiatives.bundles import find_bundles
from graph.extraction.initiatives.mentions import find_initiatives
from graph.extraction.initiatives.places import placed_name
from graph.extraction.initiatives.table import initiative_table
from graph.extraction.policies.titles import title_table
from graph.extraction.scope import Mention, Region
from tests.graph.reading import extraction_of, scope_of


def found(text: str) -> list[Mention]:
    return find_initiatives(scope_of(text))


def names(text: str) -> list[str]:
    return list(dict.fromkeys(mention.name for mention in found(text)))


def entities(text: str) -> set[str]:
    """The initiatives of a text in which all stages have read."""
    return {entity.name for entity in extraction_of(text).entities if entity.kind is Kind.INITIATIVE}


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("持续开展“工匠进班组”活动。", "“工匠进班组”活动"),
        ("形成“三段四步”的产业工人培养模式。", "“三段四步”产业工人培养模式"),
        ("在企业推行“掌上评”。", "“掌上评”"),
        ("选树“青河大工匠”宣传典型。", "“青河大工匠”宣传典型"),
        ("执行“六个严禁”要求。", "“六个严禁”要求"),
        ("加快建设“青河通”平台。", "“青河通”平台"),
        ("深入实施货车司机集中入会专项行动。", "货车司机集中入会专项行动"),
        ("落实重点项目服务专员制度，", "重点项目服务专员制度"),
        ("所需资金在制造业结构调整专项资金中列支。", "制造业结构调整专项资金"),
        ("依托全省技能培训管理平台开展报名。", "全省技能培训管理平台"),
        ("在工作中坚决打赢疫情防控阻击战。", "疫情防控阻击战"),
        ("鼓励企业进行“不见面”申报。", "“不见面”申报"),
        ("大力推行“不见面”办理方式。", "“不见面”办理方式"),
        ("组织工友通过闽宁劳务协作就业。", "闽宁劳务协作"),
        ("设立困难工友帮扶基金，共筹集三万元。", "困难工友帮扶基金"),
        ("登录工友技能培训网上报名系统填写。", "工友技能培训网上报名系统"),
        ("该县建立起工友返岗排查上报系统。", "工友返岗排查上报系统"),
        ("拨打12345红石在线咨询。", "12345红石在线"),
        ("让更多职工通过“网上报名+送教上门”参加培训。", "“网上报名+送教上门”"),
        ("社区以“四色灯”联络工友的方式了解诉求。", "“四色灯”联络工友的方式"),
        ("工会利用“工友日志”技术平台汇集信息。", "“工友日志”技术平台"),
        ("报社开设“匠心红石”专栏，宣传工友。", "“匠心红石”专栏"),
        ("企业实行“一厂一策”。", "“一厂一策”"),
        ("银行推出的“匠心贷”已放款。", "“匠心贷”"),
        ("返岗者须在“青河云”填报信息。", "“青河云”"),
        ("夜间开展了“零点行动”。", "“零点行动”"),
        ("搭建职业技能专题标准数据库，供企业查阅。", "职业技能专题标准数据库"),
        ("缴费“掌上办”，十分便捷。", "“掌上办”"),
        ("企业要做到“三个必须”，不留死角。", "“三个必须”"),
        ("工友可通过“来青人员健康观察系统”填报。", "“来青人员健康观察系统”"),
        ("各药店使用发热患者登记直报系统。", "发热患者登记直报系统"),
        ("暂停我市政府采购平台现场开标。", "我市政府采购平台"),
        ("在全县开展新业态骑手职业伤害保障试点。", "新业态骑手职业伤害保障试点"),
        ("组织开展就业援助月。", "就业援助月"),
        ("打造“青工心语”服务品牌。", "“青工心语”服务品牌"),
        ("举办“春送岗位”专场招聘会。", "“春送岗位”专场招聘会"),
        ("罗文的“四步成才法”被推广。", "“四步成才法”"),
        ("青河县：“工会+司法”联动解纠纷", "“工会+司法”"),
        ("建成“工友驿站”56家。", "“工友驿站”"),
        ("按照“一点一方案”的原则明确责任。", "“一点一方案”"),
        ("鼓励组建企业“互助联盟”，稳定就业。", "企业“互助联盟”"),
        ("税务机关确保纳税人“最多跑一次”办完。", "“最多跑一次”"),
        ("项目部采取了“错峰施工”：分批进场。", "“错峰施工”"),
        ("搭建跨行业员工共享平台。", "跨行业员工共享平台"),
        ("拓展外经贸担保资金支持方式。", "外经贸担保资金"),
        ("实行开业复工承诺制，", "开业复工承诺制"),
        ("延长春节蔬菜保供联合行动措施。", "春节蔬菜保供联合行动"),
        ("充分利用国家网络云课堂，", "国家网络云课堂"),
        ("优化食品经营许可告知承诺制、", "食品经营许可告知承诺制"),
        ("依托省中小企业融资服务平台办理。", "省中小企业融资服务平台"),
        ("2月18日，省总工会以“同心共筑梦”为主题举行在线访谈活动。", "“同心共筑梦”在线访谈活动"),
        ("省政府启动突发公共卫生事件一级应急响应。一级响应期间，", "突发公共卫生事件一级应急响应"),
        ("推进“城中村”改造、青河安居房建设等。", "“城中村”改造"),
        ("车间的“一带双查”检修法写进教材。", "“一带双查”检修法"),
        ("县里把“青河巧匠”评选同晋级连起来。", "“青河巧匠”评选"),
        ("两校合办的“青铝工匠班”已毕业。", "“青铝工匠班”"),
        ("“炉火争先”赛同时选人。", "“炉火争先”赛"),
        ("市里多人参加世界技能大赛，", "世界技能大赛"),
    ],
)
def test_named_initiative_is_found(text: str, name: str) -> None:
    assert names(text) == [name]


@pytest.mark.parametrize(
    "text",
    [
        "坚持“谁主管谁负责”的原则。",
        "乡村不得实行“硬封堵”的管理方式。",
        "不能简单地“一关了之”制度。",
        "打通服务职工的“最后一公里”。",
        "弘扬“敢闯敢试”精神。",
        "做到“两个维护”。",
        "开辟“绿色通道”，实行“一刀切”。",
        "他说：“我们一定办好学堂”。",
        "点击“我要办税”进入。",
        "坚决做到“零报告”。",
        "采取实际行动，迅速行动起来。",
        "建立轮休制度，搭建交流平台。",
        "以“提技能、促就业”为核心。",
        "制定本企业发展战略。",
        "推出“机票+酒店”产品。",
        "通过全市税务系统开展宣传。",
        "抓好本系统的内防内控。",
        "关闭集中空调系统，搭建网络订餐平台。",
        "设立企业“工匠服务站”。",
        "青河县：“小哥”有了新驿站",
        "建立“工匠学院”5所。",
        "推广“罗文技能大师工作室”集群攻关模式。",
        "调整响应级别，一级响应期间不变。",
        "如遇使用技术问题请咨询政府服务平台。",
        "较大幅度增加就业补助资金。",
        "确定两家职业教育改革试点单位。",
        "入选“131”创新型人才培养工程。",
    ],
)
def test_slogans_principles_and_ordinary_words_are_none(text: str) -> None:
    assert names(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("13日青河至白水段航道整治工程复工。", ["青河至白水段航道整治工程"]),
        ("轨道交通6号线支线二期项目开工。", ["轨道交通6号线支线二期项目"]),
        ("探访青河大道（山前路-G15）改建工程2标。", ["青河大道（山前路-G15）改建工程"]),
        ("聚焦百万吨乙烯项目、青河地铁3号线工程等重点建设任务。", ["百万吨乙烯项目", "青河地铁3号线工程"]),
        ("支持农村公路工程、饮水安全工程等项目建设。", []),
        ("实施“两暖”工程，即学堂暖心工程、灶台暖身工程。", ["“两暖”工程", "学堂暖心工程", "灶台暖身工程"]),
        ("三个县的40个高速公路建设项目开工。", []),
    ],
)
def test_works_have_a_number_stretch_or_row_of_their_own(text: str, expected: list[str]) -> None:
    assert names(text) == expected


def test_row_of_quotations_shares_its_head() -> None:
    text = "实行“先办后补”“容缺受理”“远程核验”等作业模式。"
    assert [m.attrs["aliases"][-1] for m in found(text)] == ["先办后补", "容缺受理", "远程核验"]


def test_one_manner_of_two_things_makes_two_initiatives() -> None:
    text = "推行“不见面”招聘服务。推行“不见面”年检服务。继续推行“不见面”招聘。"
    assert names(text) == ["“不见面”招聘服务", "“不见面”年检服务"]


def test_defined_short_form_is_the_same_initiative() -> None:
    mentions = found("开展“春风送岗进园区行动”（以下简称“春风行动”）。各地要把“春风行动”办好。")
    assert len(mentions) >= 2
    assert len({mention.key for mention in mentions}) == 1


def test_bare_name_is_found_again_before_its_head() -> None:
    assert [m.name for m in found("深化“工匠行”活动。把工匠行活动办实。")] == ["“工匠行”活动"] * 2


def test_bundle_lists_its_members_when_the_count_agrees() -> None:
    (bundle,) = find_bundles("实施政治引领、技能提升和权益维护三大工程。", 0, 21)
    assert bundle.name == "三大工程"
    assert [member.name for member in bundle.members] == ["政治引领工程", "技能提升工程", "权益维护工程"]
    assert list(find_bundles("实施政治引领、技能提升四大工程。", 0, 16)) == []


_POINTS = """实施“湘匠筑梦”三大工程。
一、匠心领航工程。办课。
二、实施强技登高工程。
（一）办赛。
三、暖心护航工程：建站。"""


def test_bundle_lists_the_points_below_whose_headings_end_alike() -> None:
    (bundle,) = find_bundles(_POINTS, 0, len(_POINTS))
    assert bundle.name == "“湘匠筑梦”三大工程"
    assert [member.name for member in bundle.members] == ["匠心领航工程", "强技登高工程", "暖心护航工程"]


def test_points_whose_headings_name_other_things_are_no_members() -> None:
    text = "实施三大工程。\n一、总体要求。\n二、强技登高工程。\n三、暖心护航工程。"
    assert list(find_bundles(text, 0, len(text))) == []


def test_tables_hold_no_contradictions() -> None:
    table = initiative_table()
    assert not set(table.carrying_verbs) & set(table.not_before)
    assert not set(table.quoted_heads) & set(table.quoted_weak_heads)
    assert not set(title_table().heads) & set(title_table().not_titles)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("请拨打12345政务服务热线。", "12345政务服务热线"),
        ("发现抬价的，请拨打12315举报。", "12315"),
        ("有疑问可拨打12329公积金咨询电话。", "12329公积金咨询电话"),
        ("乘客可拨打63210000红石公交热线约车。", "63210000红石公交热线"),
        ("通过“青河税务”微信公众号咨询。", "“青河税务”微信公众号"),
        ("市民可通过浙里办APP申请。", "“浙里办”"),
        ("鼓励缴费人下载青税人社APP。", "青税人社APP"),
        ("运管处开发了疫情期间青河客运信息登记小程序。", "疫情期间青河客运信息登记小程序"),
        ("旅客登录个人所得税手机APP填报。", "个人所得税APP"),
        ("企业登录自然人扣缴客户端办理。", "自然人扣缴客户端"),
        ("组织居民参加爱国卫生运动。", "爱国卫生运动"),
        ("加强电子税务局运行维护。", "电子税务局"),
        ("落实由网格员、楼长5人包保责任制，", "5人包保责任制"),
        ("推广在车间已见成效的“三步管理法”——", "“三步管理法”"),
        (
            "进一步落实“不清楚不签字、不合格不上岗、不达标不验收”的要求，",
            "“不清楚不签字、不合格不上岗、不达标不验收”要求",
        ),
        ("主办的2023年“工匠眼中的城”摄影展今日开幕。", "2023年“工匠眼中的城”摄影展"),
        ("推动更多事项“网上办、自助办、就近办”。", "“网上办、自助办、就近办”"),
        ("提供更多的“掌上年审”便利。", "“掌上年审”"),
        ("深入推进“互联网+学堂”。", "“互联网+学堂”"),
        ("启动“点对点”返岗补贴保障机制，", "“点对点”返岗补贴保障机制"),
        ("也是“技能青河”行动的重头戏。", "“技能青河”行动"),
        ("（二）实施学堂提质工程。各地要抓好落实。", "学堂提质工程"),
        ("学院开办“新农工匠”班，今年招生。", "“新农工匠”班"),
        ("加快推进“智慧学堂”建设。", "“智慧学堂”建设"),
        ("开展“建功‘十四五’、奋进新征程”劳动竞赛。", "“建功‘十四五’、奋进新征程”劳动竞赛"),
    ],
)
def test_channel_regime_campaign_and_service_mode_are_found(text: str, name: str) -> None:
    assert names(text) == [name]


@pytest.mark.parametrize(
    "text",
    [
        "可拨打热线电话咨询。",
        "请拨打12315。",
        "可拨打63210000咨询。",
        "通过手机APP、微信公众号办理。",
        "登录政务服务网查询。",
        "升级缴费客户端。",
        "累计拨付抢险救灾专项资金245笔。",
        "积极参与疫情防控行动。",
        "对“小时间、大温暖”的服务理念给予肯定。",
        "选树“青河工匠”150名。",
        "统筹推进行动计划实施。",
        "关注市场平稳运行动态。",
        "通过安排财政专项资金予以支持。",
        "各级中小企业公共服务平台要做好服务。",
        "协助开展“四类人员”排查。",
        "向红石助学基金会捐赠专项资金。",
        "坚决纠正行动迟缓等现象。",
        "汇总企业有关“稳岗促工”政策诉求。",
        "转账时需备注“学堂+单位名称”。",
        "落实“3万双手套”相关工作。",
        "省财政厅要完善竞赛保障。",
    ],
)
def test_generic_channel_fund_and_action_are_none(text: str) -> None:
    assert names(text) == []


def test_a_name_begins_behind_the_complement_of_its_verb() -> None:
    assert names("扎实开展好第8个全国职工服务月活动。") == ["第8个全国职工服务月"]


def test_quoted_words_that_a_person_bears_are_an_honour() -> None:
    assert entities("青河市总工会组建由“国之巨匠”罗文教授领衔的团队。") == set()


def test_a_hotline_is_one_however_it_is_called() -> None:
    assert names("12366纳税服务热线开通。请拨打12366热线。") == ["12366纳税服务热线"]


def test_quoted_words_with_two_heads_are_two_initiatives() -> None:
    assert names("实施“青河工匠”培育行动和“青河工匠”领航计划。") == ["“青河工匠”培育行动", "“青河工匠”领航计划"]


def test_a_sentence_says_that_the_row_before_it_lists_works() -> None:
    text = "青河大桥、红石快速路二纵线、轻轨3号线二期项目，是我市的重点项目，均已开工。"
    assert names(text) == ["青河大桥", "红石快速路二纵线", "轻轨3号线二期项目"]


def test_what_is_owed_to_all_is_no_product() -> None:
    assert names("做到“应贷尽贷”，防范“房贷”风险，路网“四通”。") == []


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("去年，该区投用“骑手充电屋”38处。", "“骑手充电屋”"),
        ("富河区总工会在化工园开办“安全积分超市”。", "“安全积分超市”"),
        ("开发困难职工预警系统“暖哨”。", "“暖哨”"),
        ("设立“金扳手”奖励基金。", "“金扳手”奖励基金"),
        ("推广“王小芳三步焊接法”。", "“王小芳三步焊接法”"),
        ("推行“双挂钩”分配办法。", "“双挂钩”分配办法"),
        ("举办“轨道之星”技能比武。", "“轨道之星”技能比武"),
        ("推进“林电共安”攻坚战三年行动。", "“林电共安”攻坚战三年行动"),
    ],
)
def test_services_and_what_stands_before_their_names(text: str, name: str) -> None:
    assert names(text) == [name]


@pytest.mark.parametrize(
    "text",
    ["打造职工的“充电站”。", "当好企业“加油站”。", "登录平台“暖哨”。", "坚持“两个毫不动摇”。"],
)
def test_comparisons_and_principles_are_no_services(text: str) -> None:
    assert names(text) == []


def test_some_of_many_are_no_initiative_and_verbs_no_part_of_one() -> None:
    assert names("实施65个专项行动，建设首批9个城乡融合发展改革试点。") == []
    assert names("持续深化路长制，承办首届全国焊工技能大赛。") == ["路长制", "首届全国焊工技能大赛"]


def test_a_contest_that_is_hosted_is_one_of_its_own() -> None:
    assert names("市总工会承办全省焊工技能大赛。") == ["全省焊工技能大赛"]
    assert names("各地参加全省劳动竞赛。") == []


@pytest.mark.parametrize(
    ("printed", "name"),
    [
        ("全省技能培训管理平台", "湖南省技能培训管理平台"),
        ("我市就业对接平台", "长沙市就业对接平台"),
        ("市自然科学基金", "长沙市自然科学基金"),
        ("省级人才发展专项资金", "湖南省级人才发展专项资金"),
        ("全县工会积分平台", "全县工会积分平台"),  # the home is no county
        ("市场主体培育工程", "市场主体培育工程"),
    ],
)
def test_the_home_place_stands_in_the_name_for_its_level(printed: str, name: str) -> None:
    home = Region("4301", "长沙市", "prefecture", ("湖南省", "长沙市"))
    assert placed_name(printed, home) == name


def test_a_name_stays_as_printed_where_the_home_is_unknown() -> None:
    assert placed_name("全市就业对接平台", None) == "全市就业对接平台"


def test_bridges_of_a_row_of_works_bear_names_of_their_own() -> None:
    text = "红石通道、青河第三大桥、引水航运工程等一批重点项目复工。"
    assert names(text) == ["红石通道", "青河第三大桥", "引水航运工程"]


def test_one_manner_of_several_deeds_is_several_initiatives() -> None:
    text = "推行“不碰面式”申领、“不碰面式”核验、“不碰面式”反馈等措施。“不碰面式”核验方面，加强比对。"
    assert names(text) == ["“不碰面式”申领", "“不碰面式”核验", "“不碰面式”反馈"]


def test_quoted_words_before_heads_of_two_classes_are_two_initiatives() -> None:
    text = "“粮袋子”供应充足。压实“粮袋子”县长负责制，建立“粮袋子”产品直供制度。"
    assert names(text) == ["“粮袋子”县长负责制", "“粮袋子”产品直供制度"]
    assert {mention.key for mention in found(text)} == {"粮袋子负责制", "粮袋子产品直供制度"}


def test_what_is_to_be_avoided_or_not_adopted_is_no_initiative() -> None:
    assert names("原则上不采取“硬封堵”措施。") == []
    assert names("避免上门核查、当面约谈等“接触式”评估。") == []
    assert names("不得实行停工、封厂、驱赶工友、扣发工资等“硬封堵”的方式。") == []


def test_what_serves_a_thing_of_its_own_name_is_another_initiative() -> None:
    text = "全省推广“安学码”。省教育厅建成“安学码”共享平台，市教育局实行“安学码”刷卡进校制度，推广“安学码”平台。"
    assert names(text) == ["“安学码”", "“安学码”共享平台", "“安学码”刷卡进校制度"]


def test_regimes_of_one_aim_are_as_many_as_their_topics() -> None:
    text = "各县实行“两稳两快”日常调度制度。市局实行“两稳两快”干部包片制度，落实“两稳两快”干部包片制度。"
    assert names(text) == ["“两稳两快”日常调度制度", "“两稳两快”干部包片制度"]


def test_what_ji_joins_is_one_event() -> None:
    assert names("青河县将2024年春风行动暨就业援助月活动改到线上。") == ["2024年春风行动暨就业援助月活动"]


def test_a_portal_is_that_of_its_place_and_a_bare_one_the_only_one_named() -> None:
    text = "登录湖南政务服务网、江苏政务服务网办理。通过电子税务局申报。湖南省电子税务局已升级。"
    assert entities(text) == {"湖南政务服务网", "江苏政务服务网", "湖南省电子税务局"}
    text = "登录湖南省电子税务局、江苏省电子税务局。通过电子税务局申报。"
    assert entities(text) == {"湖南省电子税务局", "江苏省电子税务局", "电子税务局"}
