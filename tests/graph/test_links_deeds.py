"""Who carries out what with whom, in bulletin items written for the test."""

from __future__ import annotations

import pytest

from graph.elements import LinkKind
from tests.graph.reading import extraction_of, links, with_status


def test_signing_opens_what_both_do_together() -> None:
    text = "赣州市总工会与江西理工大学近日签约，合办“稀土工匠夜校”，学校每周派出三名教师进厂授课。"
    assert links(text, LinkKind.CARRIES_OUT) == {
        ("赣州市总工会", "“稀土工匠夜校”"),
        ("江西理工大学", "“稀土工匠夜校”"),
    }
    assert links(text, LinkKind.COOPERATES_WITH) == {("赣州市总工会", "江西理工大学")}


@pytest.mark.parametrize("joining", ["该会还联合", "去年9月起，该会会同", "积极与"])
def test_who_joins_the_subject_does_the_deed_too(joining: str) -> None:
    text = f"平安区总工会走访企业。{joining}平安区民政局在枸杞加工行业推开“田头安康”行动。"
    done = {("平安区总工会", "“田头安康”行动"), ("平安区民政局", "“田头安康”行动")}
    assert links(text, LinkKind.CARRIES_OUT) == done
    assert links(text, LinkKind.COOPERATES_WITH) == {("平安区总工会", "平安区民政局")}


def test_who_is_only_moved_to_join_is_no_partner_of_the_speaker() -> None:
    text = "平安区总工会走访企业。鼓励企业与青海民族大学共建“田头安康”培训项目。"
    assert links(text, LinkKind.COOPERATES_WITH) == set()


def test_all_who_host_an_event_are_told_before_its_name() -> None:
    text = "由平安区总工会、平安区民政局主办，青海民族大学承办的“田头安康”技能大赛落幕。"
    assert {head for head, _ in links(text, LinkKind.CARRIES_OUT)} == {"平安区总工会", "平安区民政局", "青海民族大学"}


def test_hosts_are_told_beside_one_that_nobody_reads() -> None:
    text = "由平安区总工会、平安区民政局主办，青河红日承办的“田头安康”技能大赛落幕。"
    assert {head for head, _ in links(text, LinkKind.CARRIES_OUT)} == {"平安区总工会", "平安区民政局"}


REPORT = """株洲市总工会2023年工作总结

一、2023年工作回顾

一年来，我们开展“制造名城建功”主题竞赛；与湖南铁道职业技术学院联合举办“轨道之星”技能比武。

围绕轨道交通产业，组织“千师带徒”行动。芦淞区总工会推行“服饰工匠”培育行动。

二、2024年重点任务

启动“千企万匠”工程。
"""


def test_sentences_of_a_report_without_a_subject_are_of_who_reports() -> None:
    found = extraction_of(REPORT)
    names = {entity.id: entity.name for entity in found.entities}
    done = {(names[x.head], names[x.tail]): dict(x.attrs) for x in found.links if x.kind is LinkKind.CARRIES_OUT}
    implied = {"implied_speaker": True}
    assert done == {
        ("株洲市总工会", "“制造名城建功”主题竞赛"): implied,
        ("株洲市总工会", "“轨道之星”技能比武"): implied,
        ("湖南铁道职业技术学院", "“轨道之星”技能比武"): {},
        ("株洲市总工会", "“千师带徒”行动"): implied,
        ("芦淞区总工会", "“服饰工匠”培育行动"): {},
        ("株洲市总工会", "“千企万匠”工程"): implied | {"status": "planned"},
    }
    assert links(REPORT, LinkKind.COOPERATES_WITH) == {("株洲市总工会", "湖南铁道职业技术学院")}


def test_hosts_are_told_behind_the_name_and_by_the_head_alone() -> None:
    text = "潜山市总工会举办“皖山巧手”技能大赛，安庆职业技术学院承办，120人参赛。"
    hosts = {("潜山市总工会", "“皖山巧手”技能大赛"), ("安庆职业技术学院", "“皖山巧手”技能大赛")}
    assert links(text, LinkKind.CARRIES_OUT) == hosts
    text = "“齐鲁云匠”直播大赛在淄博落幕。大赛由山东省总工会主办，淄博市总工会承办，淄博市教育局配合。"
    assert {head for head, _ in links(text, LinkKind.CARRIES_OUT)} == {"山东省总工会", "淄博市总工会", "淄博市教育局"}


def test_a_trial_is_carried_out_where_it_runs() -> None:
    text = "在兰州新区、白银市开展“一评多证”试点，职工参加一次考核。"
    assert links(text, LinkKind.CARRIES_OUT) == {("兰州新区", "“一评多证”试点"), ("白银市", "“一评多证”试点")}
    assert links("甘肃省总工会在白银市举办“丝路杯”大赛。", LinkKind.CARRIES_OUT) == {("甘肃省总工会", "“丝路杯”大赛")}


def test_a_place_right_before_a_quoted_deed_does_it() -> None:
    assert links("推动甘肃省“强工业”行动提质增效。", LinkKind.CARRIES_OUT) == {("甘肃省", "“强工业”行动")}
    assert links("服务甘肃省“四强”现代产业体系。", LinkKind.CARRIES_OUT) == set()


def test_words_at_a_visit_instruct_on_what_they_carry_out() -> None:
    text = "宝鸡市总工会副主席严立群出席启动仪式并讲话，要求把“秦工云匠”直播大赛办成品牌赛事。"
    assert links(text, LinkKind.INSTRUCTED) == {("严立群", "“秦工云匠”直播大赛")}
    text = "宝鸡市总工会副主席严立群要求，下半年要以“秦工匠心”培育工程为牵引，再选树工匠百名。"
    assert links(text, LinkKind.INSTRUCTED) == {("严立群", "“秦工匠心”培育工程")}


def test_three_sides_that_sign_cooperate() -> None:
    text = "包头市总工会、包头市教育局、包头钢铁职业技术学院三方签订协议，共建实训基地。"
    assert links(text, LinkKind.COOPERATES_WITH) == {
        ("包头市总工会", "包头市教育局"),
        ("包头市总工会", "包头钢铁职业技术学院"),
    }


def test_a_station_driven_to_a_site_and_a_place_meant_by_its_body() -> None:
    text = "赣州市总工会把流动维权车“法援快线”开进工业园区。"
    assert links(text, LinkKind.CARRIES_OUT) == {("赣州市总工会", "“法援快线”")}
    text = "嘉兴市南湖区总工会走访小哥。去年，该区投用“骑手充电屋”38处。"
    assert links(text, LinkKind.CARRIES_OUT) == {("南湖区", "“骑手充电屋”")}


def test_points_that_only_name_a_deed_have_the_subject_of_the_list() -> None:
    text = "柳州市总工会实施三项工程：一是“筑梦”工程，组织宣讲210场；二是“强技”工程，建设实训基地。"
    assert links(text, LinkKind.CARRIES_OUT) >= {("柳州市总工会", "“筑梦”工程"), ("柳州市总工会", "“强技”工程")}


def test_union_of_the_firm_is_the_one_spoken_of() -> None:
    text = "铜陵有色金属集团控股有限公司工会走访班组。公司工会配备监督员418名，实行“隐患积分兑换”办法。"
    assert links(text, LinkKind.CARRIES_OUT) == {("铜陵有色金属集团控股有限公司工会", "“隐患积分兑换”办法")}


def test_joining_words_may_have_an_adverb_before() -> None:
    text = "六盘水市总工会日前携手贵州水矿控股集团有限责任公司，共同打造“凉都矿工驿站”。"
    assert links(text, LinkKind.CARRIES_OUT) == {
        ("六盘水市总工会", "“凉都矿工驿站”"),
        ("贵州水矿控股集团有限责任公司", "“凉都矿工驿站”"),
    }


def test_stations_are_visited_and_launches_attended() -> None:
    text = "六盘水市总工会打造“凉都矿工驿站”。副省长罗文到“凉都矿工驿站”调研。"
    assert links(text, LinkKind.ATTENDED) == {("罗文", "“凉都矿工驿站”")}
    text = "江苏省总工会启动“建功长江口”引领性劳动竞赛。江苏省总工会副主席罗文出席启动仪式并为参赛单位授旗。"
    assert links(text, LinkKind.ATTENDED) == {("罗文", "“建功长江口”引领性劳动竞赛")}


def test_who_a_sentence_opens_with_does_what_it_goes_on_to_tell() -> None:
    text = "株洲市总工会2023年工作总结\n\n与株洲市中心医院合作，为3200名一线女职工开展“两癌”筛查。"
    both = {("株洲市总工会", "“两癌”筛查"), ("株洲市中心医院", "“两癌”筛查")}
    assert links(text, LinkKind.CARRIES_OUT) == both
    assert links(text, LinkKind.COOPERATES_WITH) == {("株洲市总工会", "株洲市中心医院")}


def test_a_union_calls_itself_short_in_its_report() -> None:
    text = "株洲市总工会2023年工作总结\n\n市总与株洲市司法局建立“工会+司法”联调机制。"
    assert links(text, LinkKind.COOPERATES_WITH) == {("株洲市总工会", "株洲市司法局")}


def test_head_of_the_convening_body_attends_its_meeting() -> None:
    text = "7月11日，湖南省总工会在长沙召开上半年工作调度会。湖南省总工会副主席罗文主持会议。"
    assert links(text, LinkKind.ATTENDED) == {("罗文", "湖南省总工会")}


def test_a_league_spoken_of_is_the_one_named_before() -> None:
    text = "大冶市总工会牵头组建鄂东有色冶金创新工作室联盟。联盟实行“企业出题、院校解题”机制。"
    assert links(text, LinkKind.CARRIES_OUT) == {("鄂东有色冶金创新工作室联盟", "“企业出题、院校解题”机制")}


def test_who_is_guided_to_a_deed_does_it() -> None:
    text = "贵州省总工会指导贵州轮胎股份有限公司工会建立“技能积分”制度。去年，指导贵阳市总工会开办“周末工坊”。"
    assert ("贵阳市总工会", "“周末工坊”") in links(text, LinkKind.CARRIES_OUT)


def test_each_clause_behind_a_semicolon_has_its_own_host() -> None:
    text = "“延河学徒”计划由延安市人社局牵头；“宝塔匠谷”平台由延安市教育局牵头。"
    assert links(text, LinkKind.CARRIES_OUT) == {
        ("延安市人力资源和社会保障局", "“延河学徒”计划"),
        ("延安市教育局", "“宝塔匠谷”平台"),
    }


def test_what_a_body_has_long_kept_up_is_its_own() -> None:
    text = "瓮福集团坚持多年的“矿山师徒约”制度值得推广。"
    assert links(text, LinkKind.CARRIES_OUT) == {("瓮福集团", "“矿山师徒约”制度")}


def test_a_subject_named_later_is_not_that_of_the_clause_before() -> None:
    text = "株洲市总工会2023年工作总结\n\n实施“解困”行动，由株洲市民政局拨付资金。"
    assert links(text, LinkKind.CARRIES_OUT) == {("株洲市总工会", "“解困”行动")}


def test_news_goes_on_over_paragraphs() -> None:
    text = "新华社长沙6月8日电（记者 王强）长沙市总工会近日走访企业。\n\n开设“再就业学堂”，218人参加。"
    assert links(text, LinkKind.CARRIES_OUT) == {("长沙市总工会", "“再就业学堂”")}


def test_partners_of_one_subject_are_not_each_others() -> None:
    text = "与长沙市教育局联合举办“湘匠出彩”比赛，与湖南理工大学共建实训基地。"
    assert links(text, LinkKind.COOPERATES_WITH) == set()


def test_what_a_notice_demands_of_a_place_is_planned() -> None:
    text = "平安区总工会印发《关于关爱工友的通知》。《通知》要求，平安区全面推行“田头安康”行动。"
    assert with_status(text, LinkKind.CARRIES_OUT) == {("平安区", "“田头安康”行动"): "planned"}


def test_a_place_that_somebody_goes_to_owns_nothing_behind_it() -> None:
    assert links("阜阳直达宁波的“送您上岗”工友专列发车。", LinkKind.CARRIES_OUT) == set()


def test_what_others_are_urged_to_do_is_not_carried_over_to_the_speaker() -> None:
    text = "平安区总工会走访企业。督促各乡镇要立即部署，对工地实行“日报告”制度。"
    assert links(text, LinkKind.CARRIES_OUT) == set()


def test_a_ministry_does_not_carry_out_the_portal_of_a_place_behind_its_name() -> None:
    assert links("登录国家税务总局湖南省电子税务局申报。", LinkKind.CARRIES_OUT) == set()


def test_the_place_in_a_platforms_name_does_not_do_what_the_platform_does() -> None:
    text = "湖南省职工公共服务与管理平台正式上线“湘工办”。"
    assert links(text, LinkKind.CARRIES_OUT) == set()


@pytest.mark.parametrize("doer", ["这个小区", "居民", "专家"])
def test_what_belongs_to_a_place_acts_for_itself(doer: str) -> None:
    assert links(f"平安区{doer}推出“枸杞驿站”活动。", LinkKind.CARRIES_OUT) == set()


def test_a_figure_of_speech_before_a_verb_is_no_deed_of_the_place() -> None:
    assert links("平安区“穿针引线”推动全链条复工", LinkKind.CARRIES_OUT) == set()
    assert links("平安区“枸杞贷”惠及千户", LinkKind.CARRIES_OUT) == {("平安区", "“枸杞贷”")}
