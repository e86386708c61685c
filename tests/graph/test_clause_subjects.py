"""Who issues and who does, however the clause is built: adverbials, spoken verbs, lists, partners before and behind."""

from __future__ import annotations

import pytest

from graph.elements import LinkKind
from tests.graph.reading import links


@pytest.mark.parametrize(
    "text",
    [
        "撑腰的是湖南省总工会、湖南省财政厅去年8月下发的《职工学堂办法》。",
        "依据是湖南省总工会、湖南省财政厅今年初出台的《职工学堂办法》。",
        "湖南省总工会、湖南省财政厅2023年5月联合制订并公布《职工学堂办法》。",
        "前不久，湖南省总工会会同湖南省财政厅拿出了《职工学堂办法》。",
        "《职工学堂办法》是湖南省总工会和湖南省财政厅一起定下来的。",
    ],
)
def test_a_time_or_a_spoken_verb_between_issuers_and_title_hides_neither(text: str) -> None:
    assert links(text, LinkKind.ISSUED) == {
        ("湖南省总工会", "职工学堂办法"),
        ("湖南省财政厅", "职工学堂办法"),
    }


@pytest.mark.parametrize(
    "text",
    [
        "去年，浏阳市总工会联合浏阳市教育局，对着货车司机开展“暖心上路”行动。",
        "今年3月，浏阳市总工会又同浏阳市教育局搭伙办起“暖心上路”行动。",
        "浏阳市总工会牵头，浏阳市教育局参与，今年启动“暖心上路”行动。",
        "浏阳市总工会和浏阳市教育局两家，去年秋天一起搞了“暖心上路”行动。",
        "浏阳市总工会推出“暖心上路”行动，和浏阳市教育局合办，收了80人。",
        "“暖心上路”行动去年11月上线，由浏阳市总工会和浏阳市教育局共同运营。",
    ],
)
def test_all_of_the_subject_do_the_deed(text: str) -> None:
    both = {("浏阳市总工会", "“暖心上路”行动"), ("浏阳市教育局", "“暖心上路”行动")}
    assert links(text, LinkKind.CARRIES_OUT) == both


def test_partners_behind_the_name_and_hosts_who_share_cooperate() -> None:
    behind = "浏阳市总工会推出“小苗”托管班，和浏阳市教育局合办，收了80人。"
    shared = "“小苗”托管班由浏阳市总工会和浏阳市教育局、浏阳市民政局共同运营。"
    listed = "“小苗”托管班由浏阳市总工会、浏阳市教育局主办。"
    assert links(behind, LinkKind.COOPERATES_WITH) == {("浏阳市总工会", "浏阳市教育局")}
    assert links(shared, LinkKind.COOPERATES_WITH) == {
        ("浏阳市总工会", "浏阳市教育局"),
        ("浏阳市总工会", "浏阳市民政局"),
    }
    assert links(listed, LinkKind.COOPERATES_WITH) == set()


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("浏阳市总工会把“流动课堂”送到12个工地。", "“流动课堂”"),
        ("浏阳市总工会组建了一支20人的“协商指导员”队伍。", "“协商指导员”队伍"),
        ("浏阳市总工会在洞口设了“清凉港湾”，配了医生。", "“清凉港湾”"),
        ("浏阳市总工会承办“竹乡杯”竹加工技能赛，120人参加。", "“竹乡杯”竹加工技能赛"),
        ("浏阳市总工会把“师徒同进”行动现场会开到了厂里。", "“师徒同进”行动"),
        ("“小苗”托管班由浏阳市总工会出资35万元建设。", "“小苗”托管班"),
    ],
)
def test_what_is_brought_set_up_or_paid_for_is_its_bodys(text: str, name: str) -> None:
    assert links(text, LinkKind.CARRIES_OUT) == {("浏阳市总工会", name)}


def test_hosts_stand_in_the_sentence_behind_an_item_that_only_names_the_contest() -> None:
    text = "（一）“炉火杯”冶金技能赛。设2个职业，浏阳市总工会承办，浏阳市教育局协办，决赛10月。"
    assert links(text, LinkKind.CARRIES_OUT) == {
        ("浏阳市总工会", "“炉火杯”冶金技能赛"),
        ("浏阳市教育局", "“炉火杯”冶金技能赛"),
    }
    text = "（二）“竹乡杯”竹艺技能赛。由浏阳市总工会、浏阳市教育局承办，决赛10月。"
    assert {head for head, _ in links(text, LinkKind.CARRIES_OUT)} == {"浏阳市总工会", "浏阳市教育局"}


def test_quoted_words_that_go_on_line_are_run_by_those_behind() -> None:
    text = "“揭榜台”去年11月上线，由浏阳市总工会和浏阳市教育局共同运营。"
    assert links(text, LinkKind.CARRIES_OUT) == {("浏阳市总工会", "“揭榜台”"), ("浏阳市教育局", "“揭榜台”")}
    assert links(text, LinkKind.COOPERATES_WITH) == {("浏阳市总工会", "浏阳市教育局")}


def test_a_plain_verb_right_before_a_name_is_a_deed_but_an_offices_name_none() -> None:
    assert links("浏阳市总工会每月办“链上茶座”活动。", LinkKind.CARRIES_OUT) == {("浏阳市总工会", "“链上茶座”活动")}


def test_what_is_forwarded_with_terms_of_ones_own_is_implemented() -> None:
    text = """浏阳市总工会关于转发《关于办好职工学堂的通知》的通知

各乡镇工会：

现将长沙市总工会《关于办好职工学堂的通知》转发给你们，{}请认真执行。
"""
    own = "浏阳市总工会关于转发《关于办好职工学堂的通知》的通知"
    implied = links(text.format("并结合我市实际提出以下意见，"), LinkKind.IMPLEMENTS)
    assert implied == {(own, "关于办好职工学堂的通知")}
    assert links(text.format(""), LinkKind.IMPLEMENTS) == set()


def test_counted_bodies_are_as_many_as_were_named_before() -> None:
    text = "罗文劳模创新工作室专攻焊接，谢青劳模创新工作室专攻调试。去年6月，两间工作室联手成立“对门创客营”。"
    assert links(text, LinkKind.CARRIES_OUT) == {
        ("罗文劳模创新工作室", "“对门创客营”"),
        ("谢青劳模创新工作室", "“对门创客营”"),
    }
    assert links(text.replace("两间", "三间"), LinkKind.CARRIES_OUT) == set()


def test_a_policy_provides_for_the_quoted_work_of_its_title() -> None:
    title = "青禾技能人才“双轨”晋升管理办法"
    assert links(f"公司的《{title}》规定了津贴。", LinkKind.PROVIDES_FOR) == {(title, "“双轨”晋升")}


def test_what_news_tells_below_its_next_heading_is_no_policys() -> None:
    body = "新华社长沙3月5日电（记者 王强）日前，浏阳市总工会印发《职工学堂建设方案》。{}职工走进“匠心讲堂”大赛现场。\n"
    own = {("职工学堂建设方案", "“匠心讲堂”大赛")}
    assert links(body.format(""), LinkKind.PROVIDES_FOR) == own
    assert links(body.format("\n\n一张榜让工人当主角\n\n"), LinkKind.PROVIDES_FOR) == set()


@pytest.mark.parametrize("between", ["》规定了津贴。该办法", "》"])
def test_a_policy_made_under_the_guidance_of_another_implements_it(between: str) -> None:
    text = f"《青禾技能津贴管理办法{between}是在《湖南省技能人才发展规划》指导下制订的，职工参与起草。"
    implied = {("青禾技能津贴管理办法", "湖南省技能人才发展规划")}
    assert links(text, LinkKind.IMPLEMENTS) == implied


@pytest.mark.parametrize(
    "text",
    [
        "浏阳市总工会完成“暖心上路”行动，送餐3000份。",
        "浏阳市总工会借助“暖心上路”行动，每日走访司机。",
        "据介绍，浏阳市总工会走访司机，按照“暖心上路”行动的方式派人上门。",
        "浏阳市总工会走访司机。积极听取意见，设立专窗。通过派单上门，铺开“暖心上路”行动。",
        "近日，三湘日报记者从浏阳市总工会获悉，该会走访司机，建起“暖心上路”行动专班，铺开“暖心上路”行动。",
    ],
)
def test_any_verb_of_the_subject_tells_its_deed(text: str) -> None:
    assert ("浏阳市总工会", "“暖心上路”行动") in links(text, LinkKind.CARRIES_OUT)


@pytest.mark.parametrize(
    "text",
    [
        "浏阳市总工会参加“暖心上路”行动。",
        "浏阳市总工会组织干部对“暖心上路”行动进行总结。",
        "浏阳市总工会印发通知。通过派单上门，铺开“暖心上路”行动。",
        "浏阳市总工会走访司机，各单位积极响应，铺开“暖心上路”行动。",
    ],
)
def test_taking_part_speaking_of_it_and_others_doings_are_no_deed_of_the_subject(text: str) -> None:
    assert links(text, LinkKind.CARRIES_OUT) == set()


def test_a_place_acts_where_a_verb_or_adverbial_follows_and_not_as_the_setting_of_another() -> None:
    text = "浏阳市在“长沙号”平台开通“码上办”服务。长沙市交通行业推出“暖心上路”行动。"
    assert links(text, LinkKind.CARRIES_OUT) == {("浏阳市", "“码上办”服务")}
    listed = "目前，浏阳市、宁乡市等地积极铺开“暖心上路”行动。"
    assert links(listed, LinkKind.CARRIES_OUT) == {
        ("浏阳市", "“暖心上路”行动"),
        ("宁乡市", "“暖心上路”行动"),
    }


def test_what_a_text_of_one_body_tells_without_a_subject_is_its_deed() -> None:
    text = (
        "浏阳市总工会把服务送上门\n\n浏阳市总工会服务货车司机，受到好评。\n\n有人问路费，有人问工钱，师傅们都说好。\n\n"
        "因地制宜铺开“暖心上路”行动，送去3000份餐。"
    )
    assert ("浏阳市总工会", "“暖心上路”行动") in links(text, LinkKind.CARRIES_OUT)


def test_an_enumeration_behind_the_first_name_has_the_same_subject() -> None:
    text = "浏阳市总工会推出“暖心专车”服务，以及县与县之间“便民班车”服务。"
    assert links(text, LinkKind.CARRIES_OUT) == {
        ("浏阳市总工会", "“暖心专车”服务"),
        ("浏阳市总工会", "“便民班车”服务"),
    }


def test_who_speaks_of_itself_is_the_body_named_before_where_nobody_signs() -> None:
    bureau = "国家税务总局浏阳市税务局青禾分局"
    text = f"{bureau}办事不停。对急事，我分局推出“马上办”服务，受到好评。" + "家长可凭票领取补贴，请按时到校办理。" * 6
    assert (bureau, "“马上办”服务") in links(text, LinkKind.CARRIES_OUT)


def test_the_street_spoken_of_is_the_one_named_before() -> None:
    text = "上海市徐汇区虹梅街道推出“安心小卡”服务。街道实行“一门一策”制度，受到好评。"
    office = "虹梅街道办事处"
    assert links(text, LinkKind.CARRIES_OUT) == {(office, "“安心小卡”服务"), (office, "“一门一策”制度")}


@pytest.mark.parametrize(
    "text",
    [
        "省会长沙市推出“码上办”平台，群众少跑腿。",
        "最早试行“一网通”的长沙市于3月2日又正式推出“码上办”平台。",
        "入夏以来，长沙市打通各部门数据，推出“码上办”平台。",
        "“码上办”平台已在长沙市上线，群众少跑腿。",
        "“码上办”平台由湖南移动开发，并在长沙市率先试点。",
    ],
)
def test_a_place_does_what_it_is_told_to_start_use_or_try(text: str) -> None:
    assert ("长沙市", "“码上办”平台") in links(text, LinkKind.CARRIES_OUT)


def test_all_places_where_something_runs_use_it() -> None:
    text = "目前，“码上办”平台已在长沙市、湘潭市同步上线。"
    assert links(text, LinkKind.CARRIES_OUT) == {("长沙市", "“码上办”平台"), ("湘潭市", "“码上办”平台")}


@pytest.mark.parametrize(
    "text",
    [
        "“码上办”平台在长沙市举行的会议上亮相。",
        "“匠心杯”技能大赛在长沙市启动，吸引了八省选手。",
    ],
)
def test_where_something_is_only_shown_or_opened_nobody_does_it(text: str) -> None:
    assert links(text, LinkKind.CARRIES_OUT) == set()


def test_hosts_on_labels_host_the_event_whose_title_is_broken_in_its_name() -> None:
    text = (
        "湘潭市总工会文件\n潭工发〔2024〕18号\n关于举办2024年湘潭市“莲城杯”职工职业技能\n大赛暨“技能湘潭”行动选拔赛的通知\n\n"
        "各县市区总工会：\n市总工会决定于9月举办2024年湘潭市“莲城杯”职工职业技能大赛。现通知如下：\n"
        "主办单位：湘潭市总工会\n承办单位：湘潭技师学院\n"
    )
    contest = "“莲城杯”职工职业技能大赛"
    assert links(text, LinkKind.CARRIES_OUT) >= {("湘潭市总工会", contest), ("湘潭技师学院", contest)}
