"""Who issued what and when, over small documents, bodies found by the real finder."""

from __future__ import annotations

import pytest

from graph.elements import LinkKind
from tests.graph.reading import FORWARDED, REPORT, document_of, found_links, policy_links, triples


def issued(text: str) -> list[tuple[str, str, str]]:
    return [(x.head.name, x.tail.name, x.rule) for x in found_links(text) if x.kind is LinkKind.ISSUED]


def test_body_and_verb_issue_a_policy_with_its_date() -> None:
    (link,) = [x for x in found_links("2024年5月6日，财政部印发《关于学堂经费的通知》。") if x.kind is LinkKind.ISSUED]
    assert (link.head.name, link.tail.name, link.attrs["date"]) == ("财政部", "关于学堂经费的通知", "2024-05-06")
    assert link.rule == "issuing-verb"


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("3月4日至9日，财政部先后印发《关于学堂经费的通知》《关于学堂膳食的通知》。", None),
        ("3月4日、3月9日，财政部先后印发《关于学堂经费的通知》《关于学堂膳食的通知》。", None),
        ("3月4日以来，财政部制定印发《关于学堂经费的通知》。", None),
        ("自3月4日起，对符合财政部发布的《关于学堂经费的通知》的学堂补助。", None),
        ("新华社北京3月8日电（记者 罗文）财政部7日制定出台《关于学堂经费的通知》。", "--03-07"),
        ("新华社北京3月1日电（记者 罗文）财政部28日印发《关于学堂经费的通知》。", "--02-28"),
        ("新华社北京3月8日电（记者 罗文）财政部日前印发《关于学堂经费的通知》。", None),
        ("新华社北京3月8日电（记者 罗文）记者8日从财政部获悉，财政部印发《关于学堂经费的通知》。", None),
        ("3月8日，记者从财政部获悉，财政部于3月6日印发《关于学堂经费的通知》。", "--03-06"),
        ("3月8日，教育部召开会议，宣布财政部出台《关于学堂经费的通知》。", None),
        ("3月8日上午，财政部印发《关于学堂经费的通知》。", "--03-08"),
    ],
)
def test_issue_takes_the_day_that_its_sentence_gives_it(text: str, date: str | None) -> None:
    issues = [x for x in found_links(text) if x.kind is LinkKind.ISSUED]
    assert {(x.head.name, x.attrs.get("date")) for x in issues} == {("财政部", date)}


def test_joint_issuers_are_linked_each_in_order() -> None:
    found = [x for x in found_links("财政部、教育部联合印发《关于学堂经费的通知》。") if x.kind is LinkKind.ISSUED]
    assert [(x.head.name, x.attrs["order"], x.attrs["joint"]) for x in found] == [
        ("财政部", 1, True),
        ("教育部", 2, True),
    ]


def test_who_issues_with_others_that_are_not_named_issues_jointly() -> None:
    found = [x for x in found_links("财政部等五部门印发《关于学堂经费的通知》。") if x.kind is LinkKind.ISSUED]
    assert [(x.head.name, x.attrs.get("joint")) for x in found] == [("财政部", True)]


def test_who_only_announces_what_others_head_does_not_issue_it() -> None:
    text = "全国总工会、财政部、教育部8日举行发布会，公布《财政部 教育部关于学堂经费的通知》。"
    assert {head for head, _ in triples(text, LinkKind.ISSUED)} == {"财政部", "教育部"}


def test_issuer_in_a_title_is_linked() -> None:
    text = "按照《财政部关于学堂经费的通知》办理。"
    assert triples(text, LinkKind.ISSUED) == {("财政部", "财政部关于学堂经费的通知")}


def test_planned_issue_is_marked() -> None:
    (link,) = [x for x in found_links("财政部将印发《关于学堂经费的通知》。") if x.kind is LinkKind.ISSUED]
    assert link.attrs["status"] == "planned"


def test_signature_with_a_broken_date_names_the_issuer() -> None:
    text = (
        "关于学堂错峰报名的温馨提示 各位职工： 请错峰报名。 感谢支持！            国家税务总局深圳市税务局        2024"
    )
    assert triples(text, LinkKind.ISSUED) == {("国家税务总局深圳市税务局", "关于学堂错峰报名的温馨提示")}


def test_a_counted_row_and_an_adverb_stand_between_body_and_verb() -> None:
    text = "财政部、教育部2部门近期联合印发《关于学堂经费的通知》。公安部以办公厅名义印发《学堂安全规定》。"
    assert issued(text) == [
        ("财政部", "关于学堂经费的通知", "issuing-verb"),
        ("教育部", "关于学堂经费的通知", "issuing-verb"),
        ("公安部", "学堂安全规定", "issuing-verb"),
    ]


def test_what_others_are_to_draw_up_is_not_issued_by_who_demands_it() -> None:
    assert issued("财政部要求各地制定《学堂经费管理办法》。教育部指导学校出台《学堂章程》。") == []


def test_our_ministry_is_the_issuer_of_the_notice() -> None:
    text = "教育部办公厅关于学堂开放的通知\n\n各省教育厅：\n\n按照我部印发的《学堂开放工作方案》执行。\n"
    assert ("教育部", "学堂开放工作方案", "issuing-stand-in") in issued(text)


def test_three_departments_are_the_three_named_before() -> None:
    text = "教育部、财政部、公安部开会。教育部、财政部随后表示。三部门印发的《关于学堂安全的通知》明确，要守好门。"
    assert [head for head, _, rule in issued(text) if rule == "issuing-stand-in"] == ["教育部", "财政部", "公安部"]


def test_sentence_without_subject_has_that_of_the_sentence_before() -> None:
    found = issued("财政部重视学堂工作。近日，印发《关于学堂经费的通知》。")
    assert found == [("财政部", "关于学堂经费的通知", "issuing-stand-in")]
    assert issued("财政部关于学堂的部署有力。近日，印发《关于学堂经费的通知》。") == []


def test_laws_in_a_row_share_their_issuer() -> None:
    found = issued("全国人大常委会已制定安全生产法、食品安全法。")
    assert [tail for _, tail, _ in found] == ["中华人民共和国安全生产法", "中华人民共和国食品安全法"]


def test_a_definition_may_stand_between_issuer_and_title() -> None:
    assert issued("财政部（以下简称财部）《关于学堂经费的通知》已发。")[0][:2] == ("财政部", "关于学堂经费的通知")


def test_signature_is_read_before_a_page_s_furniture() -> None:
    text = "关于学堂开放的通告\n\n学堂自即日起开放。特此通告。\n\n财政部&ensp;教育部\n2024年3月5日\n分享： 打印\n"
    assert {head for head, _, _ in issued(text)} == {"财政部", "教育部"}


def test_issuing_together_with_others_goes_on_with_the_issuer_before() -> None:
    text = "财政部印发《学堂经费办法》。同日，还会同教育部、公安部印发《学堂安全规定》。"
    assert [(head, tail) for head, tail, _ in issued(text)][1:] == [
        ("财政部", "学堂安全规定"),
        ("教育部", "学堂安全规定"),
        ("公安部", "学堂安全规定"),
    ]


def test_a_report_is_issued_by_whom_its_speaker_stands_for() -> None:
    assert ("国务院", "2025年政府工作报告", "on-behalf-of") in issued(REPORT)


def test_issuers_may_open_a_title_that_says_what_it_is_for() -> None:
    text = "依据《财政部、教育部支持技工院校十条》办理。"
    title = "财政部、教育部支持技工院校十条"
    assert triples(text, LinkKind.ISSUED) == {("财政部", title), ("教育部", title)}


def test_subject_of_a_later_clause_issues_what_it_has_drawn_up() -> None:
    text = "为便于职工享受国务院的红利，教育部通过梳理，形成比较全面的《职工学堂政策指引》。"
    assert triples(text, LinkKind.ISSUED) == {("教育部", "职工学堂政策指引")}


def test_a_page_tells_of_its_policy_until_another_body_issues_something() -> None:
    text = (
        "多部门出台政策\n财政部印发《关于学堂经费的意见》，要求用好经费，开展“工匠进学堂”活动。\n"
        "近日，教育部印发通知，要求开展“师徒结对”活动。\n"
    )
    assert triples(text, LinkKind.PROVIDES_FOR) == {("关于学堂经费的意见", "“工匠进学堂”活动")}


def test_an_office_whose_group_is_named_in_it_signs() -> None:
    text = "关于恢复学堂秩序的通知\n各市：\n请抓好落实。国务院安全生产委员会办公室\n2024年2月22日\n"
    assert triples(text, LinkKind.ISSUED) == {("国务院安全生产委员会办公室", "关于恢复学堂秩序的通知")}


def test_titles_of_one_issuer_in_a_row_may_each_begin_with_it() -> None:
    text = "财政部第一时间发布《财政部学堂经费通知》《财政部学堂经费指南》等。"
    assert triples(text, LinkKind.ISSUED) == {("财政部", "财政部学堂经费通知"), ("财政部", "财政部学堂经费指南")}


def test_a_ministry_s_notice_of_the_same_title_is_another() -> None:
    text = (
        "国家税务总局关于支持职工学堂的通知\n各税务局：\n"
        "根据《财政部关于支持职工学堂的通知》，现将有关事项通知如下。\n一、支持学堂。\n国家税务总局\n2024年3月1日\n"
    )
    own, other = "国家税务总局关于支持职工学堂的通知", "财政部关于支持职工学堂的通知"
    assert triples(text, LinkKind.ISSUED) == {("国家税务总局", own), ("财政部", other)}
    assert triples(text, LinkKind.BASED_ON) == {(own, other)}


def test_numbered_notices_are_policies_of_the_body_that_issued_them() -> None:
    text = "3月1日，应急管理部发布第11号、第12号通告。企业要按照12号通告执行，不得引用9号公告。"
    assert triples(text, LinkKind.ISSUED) == {
        ("应急管理部", "应急管理部第11号通告"),
        ("应急管理部", "应急管理部第12号通告"),
    }


def test_number_of_a_series_of_a_year_names_no_notice() -> None:
    assert triples("按照财政部2020年第8号公告办理。", LinkKind.ISSUED) == set()


def test_joint_title_keeps_its_issuers_beside_a_name_that_none_reads() -> None:
    text = "落实《教育部办公厅某某社会和保障部办公厅工业和信息化部办公厅关于线上培训的通知》。"
    title = "教育部办公厅某某社会和保障部办公厅工业和信息化部办公厅关于线上培训的通知"
    assert triples(text, LinkKind.ISSUED) == {("教育部办公厅", title), ("工业和信息化部办公厅", title)}


def test_body_that_heads_a_post_issues_nothing() -> None:
    text = "财政部部长罗文出席会议，印发了《学堂经费办法》。"
    assert triples(text, LinkKind.ISSUED) == set()


def test_issuers_of_one_title_are_not_those_of_a_place_behind_it() -> None:
    text = "落实财政部、教育部《学堂经费办法》和《湖南省学堂建设规划》。"
    assert triples(text, LinkKind.ISSUED) == {("财政部", "学堂经费办法"), ("教育部", "学堂经费办法")}


def test_body_is_issuer_with_a_number_between_it_and_the_title() -> None:
    text = "按照湖南省教育厅湘教财【2020】9号《关于学堂经费的通知》执行。"
    assert triples(text, LinkKind.ISSUED) == {("湖南省教育厅", "关于学堂经费的通知")}


def test_interpretation_tells_issuer_and_citations_of_its_subject() -> None:
    text = (
        "《学堂建设若干措施》解读\n\n　　一、背景。《学堂建设若干措施》经会议审定，以财政部文件印发。\n\n"
        "　　二、范围。对象符合《学堂分类标准》。\n"
    )
    title = "《学堂建设若干措施》解读"
    assert triples(text, LinkKind.ISSUED, title) == {("财政部", "学堂建设若干措施")}
    assert triples(text, LinkKind.CITES, title) == {("学堂建设若干措施", "学堂分类标准")}


def test_office_of_a_group_issues_not_the_group_whose_name_it_holds() -> None:
    text = "湖南省推进产业工人队伍建设改革协调小组办公室印发《学堂建设要点》。"
    assert {head for head, _ in triples(text, LinkKind.ISSUED)} == {"湖南省推进产业工人队伍建设改革协调小组办公室"}


def test_passing_at_a_session_before_publication_tells_whose_policy_it_is() -> None:
    text = "《学堂奖励办法》经长沙市人民政府第12次常务会议审议通过，现予公布。"
    assert triples(text, LinkKind.ISSUED) == {("长沙市人民政府", "学堂奖励办法")}


def test_companion_text_and_revision_are_issued() -> None:
    text = "财政部随即印发配套方案《学堂经费方案》。教育部牵头修订了《学堂专业目录》。"
    assert triples(text, LinkKind.ISSUED) == {("财政部", "学堂经费方案"), ("教育部", "学堂专业目录")}


def test_text_that_says_who_made_it_has_that_issuer() -> None:
    text = "学堂经费政策工作指引\n\n为方便职工，财政部对各项政策进行了梳理，形成了本指引。\n"
    assert triples(text, LinkKind.ISSUED) == {("财政部", "学堂经费政策工作指引")}
    assert triples(text.replace("财政部对", "根据财政部的规定，对"), LinkKind.ISSUED) == set()


def test_what_a_meeting_passes_is_not_issued_by_who_attends_it() -> None:
    text = "湖南省教育厅、湖南省财政厅负责人参加会议。会议审议通过《湖南省学堂建设工作要点》。"
    assert triples(text, LinkKind.ISSUED) == set()


def test_who_forwards_a_text_has_not_issued_it() -> None:
    document = document_of(FORWARDED)
    found = policy_links(document, document.parts)
    issued = {(x.head.name, x.tail.name) for x in found if x.kind is LinkKind.ISSUED}
    assert ("长沙市人民政府办公室", "关于学堂建设的实施办法") not in issued


def test_a_scheme_that_an_agency_issues_needs_no_marks() -> None:
    text = "为激发工友学技热情，湖南省总工会出台了职工技能提升专项奖励方案，列支500万元。"
    assert triples(text, LinkKind.ISSUED) == {("湖南省总工会", "职工技能提升专项奖励方案")}
