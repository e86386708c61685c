"""What policies provide for, carry out, rest on, cite, amend and repeal, over small documents."""

from __future__ import annotations

import pytest

from graph.elements import LinkKind
from graph.extraction.found import FoundLink
from ingest.document import Field, Part, PartKind
from tests.graph.reading import REPORT, document_of, extraction_of, found_links, policy_links, triples

OPINION = """关于推进职工学堂建设的意见

各市总工会：

为贯彻《关于办好职工学堂的指导意见》（总工发〔2023〕41号），根据《中华人民共和国工会法》，提出如下意见。

一、开展“工匠进学堂”活动，助力打赢脱贫攻坚战。
二、经费使用参见《工会经费收支管理办法》。
三、《职工学堂暂行规定》同时废止。
"""


AMENDED_TWICE = """湖南省职工学堂条例

2010年5月27日湖南省第十一届人民代表大会常务委员会第十六次会议通过

2015年3月1日湖南省第十二届人民代表大会常务委员会第三次会议《关于修改部分地方性法规的决定》第一次修正

2018年6月1日湖南省第十三届人民代表大会常务委员会第五次会议关于修改《湖南省学堂收费条例》等两件地方性法规的决定第二次修正

第一条　为了办好学堂，根据《中华人民共和国工会法》，制定本条例。

第二条　违反本条例的，依照《中华人民共和国治安管理处罚法》处罚。

第三条　本条例自2010年8月1日起施行。《湖南省学堂办法》中有关收费的规定同时废止，《湖南省夜校办法》同时废止。
"""


def of_parts(text: str) -> list[FoundLink]:
    """Links of every part of a document."""
    document = document_of(text)
    return policy_links(document, document.parts)


def of_item(title: str, body: str) -> list[FoundLink]:
    """Links of an item of a bulletin."""
    document = document_of(f"{title}\n\n{body}\n")
    item = Part(0, PartKind.ITEM, 0, len(document.clean.text), Field(title, 0, len(title)))
    return policy_links(document, (item,))


def issued(text: str) -> list[tuple[str, str, str]]:
    return [(x.head.name, x.tail.name, x.rule) for x in found_links(text) if x.kind is LinkKind.ISSUED]


def test_cue_before_a_title_tells_the_link() -> None:
    own = "关于推进职工学堂建设的意见"
    assert triples(OPINION, LinkKind.IMPLEMENTS) == {(own, "关于办好职工学堂的指导意见")}
    assert triples(OPINION, LinkKind.BASED_ON) == {(own, "中华人民共和国工会法")}
    assert triples(OPINION, LinkKind.CITES) == {(own, "工会经费收支管理办法")}
    assert triples(OPINION, LinkKind.REPEALS) == {(own, "职工学堂暂行规定")}


def test_own_policy_provides_for_what_its_text_sets_up_but_not_for_a_campaign_in_passing() -> None:
    own = "关于推进职工学堂建设的意见"
    assert triples(OPINION, LinkKind.PROVIDES_FOR) == {(own, "“工匠进学堂”活动")}
    calls_to_win = OPINION.replace("助力打赢", "坚决打赢")
    assert triples(calls_to_win, LinkKind.PROVIDES_FOR) == {(own, "“工匠进学堂”活动")}


def manners(text: str) -> dict[str, str | None]:
    """The manner, if any, in which the text's policy provides for each initiative."""
    found = extraction_of(text)
    names = {entity.id: entity.name for entity in found.entities}
    return {names[x.tail]: x.attrs.get("manner") for x in found.links if x.kind is LinkKind.PROVIDES_FOR}


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("依托“湘工在线”平台发布岗位。", {"“湘工在线”平台": "used"}),
        ("可拨打12351职工热线咨询。", {"12351职工热线": "used"}),
        ("所需经费从职工学堂发展专项资金中列支。", {"职工学堂发展专项资金": "used"}),
        ("职工学堂发展专项资金优先支持小微企业。", {"职工学堂发展专项资金": "used"}),
        ("对享受职工学堂发展专项资金支持的企业给予贴息。", {"职工学堂发展专项资金": "used"}),
        ("统筹安排职工学堂发展专项资金，支持小微企业。", {"职工学堂发展专项资金": "used"}),
        ("可通过学员风险保障资金池给予补助。", {"学员风险保障资金池": "used"}),
        ("依托学堂网站开通“湘工在线”平台。", {"“湘工在线”平台": None}),
        ("在活动期间免费开放“湘工在线”平台。", {"“湘工在线”平台": None}),
        ("依托“湘工在线”平台发布岗位。建设“湘工在线”平台。", {"“湘工在线”平台": None}),
        ("开展“工匠进学堂”活动。", {"“工匠进学堂”活动": None}),
    ],
)
def test_what_a_policy_only_makes_use_of_is_marked(sentence: str, expected: dict[str, str | None]) -> None:
    notice = f"湖南省总工会关于办好职工学堂的通知\n\n各市州总工会：\n{sentence}\n\n湖南省总工会\n2024年3月1日\n"
    assert manners(notice) == expected


def test_a_campaign_in_a_title_is_what_the_policy_is_to_serve() -> None:
    notice = "湖南省总工会关于助力打赢脱贫攻坚战的通知\n\n各市州总工会：\n办好学堂。\n\n湖南省总工会\n2024年3月1日\n"
    assert manners(notice) == {"脱贫攻坚战": "aim"}


@pytest.mark.parametrize(
    "sentence",
    [
        "暂停“工匠进学堂”现场活动。",
        "按照“一校一策”原则，分类办好学堂。",
        "鼓励学堂面向“一带一路”沿线市场招生。",
        "保障“三必需一重要”企业的学员用餐。",
        "提供电子邮件等“非接触式”报名途径。",
    ],
)
def test_a_policy_provides_neither_for_what_it_stops_nor_for_a_principle_nor_for_a_kind(sentence: str) -> None:
    notice = f"湖南省总工会关于办好职工学堂的通知\n\n各市州总工会：\n{sentence}\n\n湖南省总工会\n2024年3月1日\n"
    assert manners(notice) == {}


def test_a_page_tells_of_others_doings_and_figures_beside_the_policy_and_a_guide_provides_for_nothing() -> None:
    lead = "湖南税务支持职工学堂\n\n近日，湖南省税务局印发《关于支持职工学堂的若干措施》。"
    lead += "措施明确，要开展“工匠进学堂”活动。"
    measure = ("关于支持职工学堂的若干措施", "“工匠进学堂”活动")
    assert triples(lead, LinkKind.PROVIDES_FOR) == {measure}
    others = "在此期间，长沙市税务局推出“夜校直通车”服务。数据显示，“云上课堂”项目惠及两万人。"
    assert triples(lead + others, LinkKind.PROVIDES_FOR) == {measure}
    guide = lead.replace("若干措施》", "政策指引》")
    assert triples(guide, LinkKind.PROVIDES_FOR) == set()


def test_history_note_amends_the_law() -> None:
    text = (
        "青河省职工教育条例\n\n2001年3月1日 青河省第九届人民代表大会常务委员会第五次会议通过\n\n"
        "2010年6月2日 青河省第十一届人大常委会第三次会议《关于修改〈青河省职工教育条例〉的决定》第一次修正\n\n"
        "第一章 总则\n\n第一条 为了发展职工教育，制定本条例。\n\n第二条 本条例自2001年5月1日起施行。\n"
    )
    (link,) = [x for x in found_links(text, "青河省职工教育条例") if x.kind is LinkKind.AMENDS]
    assert (link.head.name, link.tail.name) == ("关于修改〈青河省职工教育条例〉的决定", "青河省职工教育条例")
    assert link.attrs["date"] == "2010-06-02"


def test_enumerated_titles_are_repealed_together() -> None:
    text = OPINION.replace(
        "《职工学堂暂行规定》同时", "《职工学堂暂行规定》和2010年4月2日发布的《学堂经费管理办法》同时"
    )
    assert {tail for _, tail in triples(text, LinkKind.REPEALS)} == {"职工学堂暂行规定", "学堂经费管理办法"}


def test_bundle_includes_its_members() -> None:
    text = OPINION.replace("二、经费", "二、实施政治引领、技能提升和权益维护三大工程。经费")
    assert {tail for _, tail in triples(text, LinkKind.INCLUDES)} == {"政治引领工程", "技能提升工程", "权益维护工程"}


def test_every_link_has_evidence_inside_the_text() -> None:
    for link in found_links(OPINION):
        assert 0 <= link.start < link.end


def test_titles_listed_under_a_heading_of_grounds_are_grounds() -> None:
    text = """职工学堂消防安全管理办法（试行）

一、编制依据
（一）《中华人民共和国消防法》
（二）《建筑设计防火规范》（GB 50016-2014）
二、管理要求
楼道参见《职工学堂楼道图集规范》。
"""
    assert {tail for _, tail in triples(text, LinkKind.BASED_ON)} == {"中华人民共和国消防法", "建筑设计防火规范"}


def test_spirit_of_a_title_is_a_ground_without_a_verb() -> None:
    text = "关于暂停学堂开放的通告\n\n各位职工：\n\n结合《关于暂停市学堂开放的通告》精神，决定暂停学堂开放。\n"
    assert triples(text, LinkKind.BASED_ON) == {("关于暂停学堂开放的通告", "关于暂停市学堂开放的通告")}


def test_item_about_a_place_gives_its_doings_to_no_policy() -> None:
    body = "财政部联合教育部印发《职工学堂管理指引》，开展“送学上门”行动。教育部推出“夜学贴”制度。"
    assert not [x for x in of_item("学堂办到家门口", body) if x.kind is LinkKind.PROVIDES_FOR]


def test_item_titled_with_a_policy_tells_what_it_provides_for_and_rests_on() -> None:
    body = "《职工学堂评聘办法》依据《关于办好职工学堂的意见》制定。支持企业推行“新学徒工”制度。"
    found = of_item("教育部印发《职工学堂评聘办法》", body)
    links_ = {(x.head.name, x.kind, x.tail.name) for x in found}
    assert ("职工学堂评聘办法", LinkKind.PROVIDES_FOR, "“新学徒工”制度") in links_
    assert ("职工学堂评聘办法", LinkKind.BASED_ON, "关于办好职工学堂的意见") in links_


def test_list_attached_to_a_plan_belongs_to_the_plan() -> None:
    text = """关于印发《青河市职工学堂行动方案》的通知

各区总工会：

现将《青河市职工学堂行动方案》印发给你们，请认真贯彻执行。

青河市总工会
2024年5月6日

附件：重点任务分工清单

附件

重点任务分工清单

一、开展“工匠进学堂”活动。（市总工会）
"""
    provided = {x.head.name for x in of_parts(text) if x.kind is LinkKind.PROVIDES_FOR}
    assert provided == {"青河市职工学堂行动方案"}


def test_policy_whose_demands_are_obeyed_does_not_say_what_follows() -> None:
    body = "会议要求，各地要按照教育部《关于办好学堂的意见》要求，用好“夜学贴”制度。"
    assert not [x for x in of_item("学堂工作会议召开", body) if x.kind is LinkKind.PROVIDES_FOR]


def test_title_that_implements_a_law_inside_it_is_linked_to_it() -> None:
    text = "适用《青河省实施<中华人民共和国慈善法>办法》。"
    assert triples(text, LinkKind.IMPLEMENTS) == {("青河省实施〈中华人民共和国慈善法〉办法", "中华人民共和国慈善法")}


def test_detailed_rules_carry_out_the_regulation_that_the_text_names_too() -> None:
    text = "按《学堂管理条例》和《学堂管理条例实施细则》办理。另见《食堂管理条例实施细则》。"
    assert triples(text, LinkKind.IMPLEMENTS) == {("学堂管理条例实施细则", "学堂管理条例")}


def test_a_word_that_governs_something_else_is_no_ground() -> None:
    rules = "请遵照执行，可同时享受《学堂补助办法》。按规定报销，将《学堂目录》外的除外。"
    text = f"青河省财政厅关于学堂的通知\n\n各市：\n\n{rules}\n"
    assert triples(text, LinkKind.IMPLEMENTS) | triples(text, LinkKind.BASED_ON) == set()
    assert {tail for _, tail in triples(text, LinkKind.CITES)} == {"学堂补助办法", "学堂目录"}


def test_commas_inside_titles_do_not_part_a_ground_from_its_cue() -> None:
    text = (
        "青河省财政厅关于学堂的通知\n\n各市：\n\n"
        "按照《学堂工作意见》《关于守正创新，办好学堂的意见》《学堂经费办法》等文件精神，通知如下。\n"
    )
    assert {tail for _, tail in triples(text, LinkKind.BASED_ON)} == {
        "学堂工作意见",
        "关于守正创新，办好学堂的意见",
        "学堂经费办法",
    }


def test_another_body_s_doings_in_a_report_are_not_the_policy_s() -> None:
    told = "财政部印发《学堂补助办法》。办法提出，推行“学补贴”制度。教育部开展“送学上门”行动。可登录“学堂”APP报名。"
    provided = {tail for _, tail in triples(told, LinkKind.PROVIDES_FOR)}
    assert provided == {"“学补贴”制度"}


def test_history_note_tells_each_amending_decision_with_its_day() -> None:
    found = [x for x in found_links(AMENDED_TWICE) if x.kind is LinkKind.AMENDS and x.rule == "history-note"]
    assert [(x.head.name, x.attrs["date"]) for x in found] == [
        ("关于修改部分地方性法规的决定", "2015-03-01"),
        ("关于修改《湖南省学堂收费条例》等两件地方性法规的决定", "2018-06-01"),
    ]


def test_decisions_of_one_title_and_different_days_are_different() -> None:
    text = AMENDED_TWICE.replace(
        "关于修改《湖南省学堂收费条例》等两件地方性法规的决定", "《关于修改部分地方性法规的决定》"
    )
    found = [x for x in found_links(text) if x.rule == "history-note"]
    assert len({x.head.key for x in found}) == len(found) == 2


def test_a_statute_rests_on_what_its_start_names_and_cites_what_it_applies() -> None:
    assert triples(AMENDED_TWICE, LinkKind.BASED_ON) == {("湖南省职工学堂条例", "中华人民共和国工会法")}
    assert ("湖南省职工学堂条例", "中华人民共和国治安管理处罚法") in triples(AMENDED_TWICE, LinkKind.CITES)


def test_ending_a_part_of_a_policy_amends_it() -> None:
    assert triples(AMENDED_TWICE, LinkKind.REPEALS) == {("湖南省职工学堂条例", "湖南省夜校办法")}
    assert ("湖南省职工学堂条例", "湖南省学堂办法") in triples(AMENDED_TWICE, LinkKind.AMENDS)


def test_what_a_report_reviews_it_does_not_provide_for() -> None:
    assert {tail for _, tail in triples(REPORT, LinkKind.PROVIDES_FOR)} == {"“学补贴”制度"}


def test_what_was_made_on_a_ground_rests_on_it_and_not_the_report() -> None:
    assert triples(REPORT, LinkKind.BASED_ON) == {("学堂五年规划纲要", "关于学堂建设的建议")}
    assert triples(REPORT, LinkKind.IMPLEMENTS) == set()


def test_a_forwarding_notice_is_told_of_by_the_title_that_it_forwards() -> None:
    text = "近日，国务院办公厅转发商务部、财政部《关于做好配送若干措施》的通知，要求各地落实。\n"
    outer, inner = "国务院办公厅转发商务部、财政部关于做好配送若干措施的通知", "关于做好配送若干措施"
    assert triples(text, LinkKind.FORWARDS) == {(outer, inner)}
    assert triples(text, LinkKind.ISSUED) == {("国务院办公厅", outer), ("商务部", inner), ("财政部", inner)}
    assert triples(text, LinkKind.CITES) == set()
    assert triples("各地转发《关于做好配送的意见》的通知后抓好落实。\n", LinkKind.FORWARDS) == set()


def test_what_a_forwarded_notice_prints_is_the_policy_that_its_title_prints() -> None:
    text = (
        "各市有关单位：\n现将《教育部关于印发职工学堂工作指南的通知》转发给你们，请严格执行。\n2024年2月22日\n"
        "职工学堂工作指南\n为办好职工学堂，根据《学堂卫生规范》要求，制定本指南。\n一、加强管理。\n"
    )
    based = {(link.head.key, link.tail.name) for link in of_parts(text) if link.kind is LinkKind.BASED_ON}
    issued = {link.tail.key for link in of_parts(text) if link.kind is LinkKind.ISSUED}
    assert based == {(key, "学堂卫生规范") for key in issued}


def test_text_made_in_view_of_another_carries_it_out() -> None:
    text = "针对《学堂建设规划》，财政部研究印发了《关于学堂经费的通知》。"
    assert triples(text, LinkKind.IMPLEMENTS) == {("关于学堂经费的通知", "学堂建设规划")}


def test_text_on_the_base_of_another_rests_on_it() -> None:
    text = "关于学堂经费的通知\n\n各市总工会：\n\n在《学堂建设规划》基础上，现就经费通知如下。\n"
    assert triples(text, LinkKind.BASED_ON) == {("关于学堂经费的通知", "学堂建设规划")}


def test_history_note_tells_what_any_decision_amended() -> None:
    text = (
        "渔港管理条例\n\n1989年7月3日国务院公布\n2011年1月8日《国务院关于废止和修改部分行政法规的决定》第一次修订\n"
        "2019年3月2日《国务院关于取消部分许可事项的决定》第二次修订\n\n第一条　为加强管理，制定本条例。\n"
    )
    heads = {head for head, _ in triples(text, LinkKind.AMENDS)}
    assert heads == {"国务院关于废止和修改部分行政法规的决定", "国务院关于取消部分许可事项的决定"}


def test_what_a_notice_told_of_rests_on_is_its_ground() -> None:
    text = "财政部印发《关于学堂经费的通知》。通知依据《学堂建设规划》制定，明确了补贴。"
    assert triples(text, LinkKind.BASED_ON) == {("关于学堂经费的通知", "学堂建设规划")}
    assert triples(text.replace("通知依据", "意见依据"), LinkKind.BASED_ON) == set()


def test_policy_that_comes_out_on_the_ground_of_another_rests_on_it() -> None:
    text = "根据《学堂建设规划》的要求，《学堂在线学习指导意见》正式出台。"
    assert triples(text, LinkKind.BASED_ON) == {("学堂在线学习指导意见", "学堂建设规划")}


def test_what_others_do_on_a_ground_rests_the_text_on_nothing() -> None:
    text = "关于办好职工学堂的通告\n\n拒绝执行学堂依照《工会法》采取的措施的，予以通报。"
    assert triples(text, LinkKind.BASED_ON) == set()
    text = "关于办好职工学堂的通告\n\n采购教具可不执行《职工学堂工作指引》。"
    assert triples(text, LinkKind.IMPLEMENTS) == set()
    assert triples(text, LinkKind.CITES) == {("关于办好职工学堂的通告", "职工学堂工作指引")}


def test_text_measured_by_another_rests_on_it() -> None:
    text = "对标《学堂建设规划》，教育部制定《学堂三年行动计划》。"
    assert triples(text, LinkKind.BASED_ON) == {("学堂三年行动计划", "学堂建设规划")}


_CLEARED = """湖南省教育厅关于废止和延长部分文件有效期的通知
湘教发〔2024〕13号

各市州教育局：
经清理，决定废止《湖南省学堂暂行规定》（湘教发〔2014〕77号）；对《湖南省学堂评选办法》（湘教发〔2019〕2号）作如下修改：删去第五条；
《湖南省学堂津贴规定》有效期延长至2027年6月30日。《湖南省学堂管理办法》由省教育厅另行制定。

湖南省教育厅
2024年3月25日
"""


def test_a_repealing_notice_repeals_neither_what_it_amends_nor_what_it_extends() -> None:
    assert {tail for _, tail in triples(_CLEARED, LinkKind.REPEALS)} == {"湖南省学堂暂行规定"}
    assert {tail for _, tail in triples(_CLEARED, LinkKind.AMENDS)} == {"湖南省学堂评选办法"}


def test_what_a_text_applies_is_its_ground_and_what_it_applies_to_is_not() -> None:
    text = OPINION.replace(
        "经费使用参见《工会经费收支管理办法》", "经费适用《工会经费收支管理办法》。津贴适用于《学堂名录》所列学堂"
    )
    own = "关于推进职工学堂建设的意见"
    grounds = triples(text, LinkKind.BASED_ON)
    assert grounds == {(own, "中华人民共和国工会法"), (own, "工会经费收支管理办法")}
