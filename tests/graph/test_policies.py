"""Policies that a text is, prints, cites and forwards, the document's own one, its validity."""

from __future__ import annotations

import pytest

from graph.extraction.places.regions import find_regions
from graph.extraction.policies import mentions as policies
from graph.extraction.policies.mentions import find_policies, own_policy
from graph.extraction.policies.titles import title_references
from graph.extraction.scope import Mention
from tests.graph.reading import scope_of

NOTICE = """青河省总工会关于印发《青河省职工学堂建设实施方案》的通知

青工发〔2024〕12号

各市总工会、各产业工会：

　　现将《青河省职工学堂建设实施方案》印发给你们，请结合实际认真贯彻执行，执行中的问题请及时报告。

青河省总工会

2024年3月5日

青河省职工学堂建设实施方案

　　为贯彻全国总工会《关于办好职工学堂的意见》（总工发〔2023〕41号，以下简称《意见》）精神，结合我省实际，制定本方案。

　　一、总体要求。各地要按照《意见》要求抓好落实，把学堂办到车间、班组和工地，让职工就近学习、学有所得。

　　二、附则。本方案自2024年4月1日起施行，有效期3年。此前的规定与本方案不一致的，以本方案为准。
"""


def found(text: str) -> list[Mention]:
    return find_policies(scope_of(text))


def names(text: str) -> list[str]:
    return list(dict.fromkeys(mention.name for mention in found(text)))


def test_notice_and_the_text_that_it_prints_are_one_policy() -> None:
    scope = scope_of(NOTICE)
    own = own_policy(scope.document, scope.part)
    assert own is not None
    assert own.name == "青河省职工学堂建设实施方案"
    assert own.key == "青工发〔2024〕12号"
    assert "青河省总工会关于印发《青河省职工学堂建设实施方案》的通知" in own.attrs["aliases"]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("为落实浏阳市产业工人队伍建设改革三年计划，大家座谈。", ["浏阳市产业工人队伍建设改革三年计划"]),
        ("浏阳市职工技能提升五年规划明确了目标。", ["浏阳市职工技能提升五年规划"]),
        ("浏阳市实施职工技能提升三年行动计划。", []),
    ],
)
def test_plan_of_years_is_a_policy_where_it_is_drawn_up_or_gone_by(text: str, name: list[str]) -> None:
    scope = scope_of(text)
    scope.mentions = find_regions(scope)
    assert [mention.name for mention in find_policies(scope)] == name


def test_agreement_with_a_subject_of_its_own_is_a_policy() -> None:
    assert names("双方签订《推进三市职工技能提升战略合作协议》。") == ["推进三市职工技能提升战略合作协议"]
    assert names("双方签订《战略合作协议》和《劳动合同》。") == []


def test_validity_is_read_from_the_text() -> None:
    own = own_policy(scope_of(NOTICE).document, scope_of(NOTICE).part)
    assert own is not None
    assert (own.attrs["effective_on"], own.attrs["expires_on"]) == ("2024-04-01", "2027-04-01")


def test_one_policy_with_and_without_its_issuer_is_one() -> None:
    text = "执行《青河省教育厅关于规范办学的通知》。《关于规范办学的通知》要求公开收费。"
    assert len({mention.key for mention in found(text)}) == 1


def test_forwarding_notice_names_two_policies() -> None:
    text = "按照《青河省政府办公厅转发省教育厅关于规范办学若干措施的通知》（青政办〔2020〕3号）办理。"
    assert names(text) == ["青河省政府办公厅转发省教育厅关于规范办学若干措施的通知", "关于规范办学若干措施"]


def test_title_in_quotation_marks_is_a_policy() -> None:
    assert names("省政府办公厅发布的“关于延长春节假期的通知”已经生效。") == ["关于延长春节假期的通知"]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("节约用电倡议书\n\n全体职工：\n\n请随手关灯。\n\n青河省总工会\n2024年3月5日\n", "节约用电倡议书"),
        (
            "关于学堂错峰报名的温馨提示\n\n各位职工：\n\n请错峰报名。\n",
            "关于学堂错峰报名的温馨提示",
        ),
        (
            "职工学堂食品安全操作指南 学堂食堂应当做到生熟分开。近日天热，监管部门要求：餐具每天消毒。",
            "职工学堂食品安全操作指南",
        ),
    ],
)
def test_appeal_reminder_and_guide_are_own_policies(text: str, name: str) -> None:
    scope = scope_of(text, name)
    own = own_policy(scope.document, scope.part)
    assert own is not None
    assert own.name == name


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("可不执行政府采购法规定的方式。", "中华人民共和国政府采购法"),
        ("依照价格法、食品安全法处理。", "中华人民共和国价格法"),
        ("违反安全生产法第三条的。", "中华人民共和国安全生产法"),
    ],
)
def test_national_law_is_found_without_marks(text: str, name: str) -> None:
    assert name in names(text)


@pytest.mark.parametrize("text", ["改进价格法治宣传。", "加强公司法人治理。", "推广新教育法。", "学习会计法规。"])
def test_a_law_s_name_inside_a_word_is_none(text: str) -> None:
    assert names(text) == []


def test_what_bodies_are_to_issue_is_no_title_in_a_policy_s_own_text() -> None:
    text = (
        "青河省总工会关于学堂的通知\n\n各市总工会：\n\n省总工会制定学堂开放工作方案。\n\n青河省总工会\n2024年3月5日\n"
    )
    assert "学堂开放工作方案" not in names(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("落实学堂投诉工作管理办法，改进服务。", ["学堂投诉工作管理办法"]),
        ("2015年印发的学堂投诉工作管理办法同时废止。", ["学堂投诉工作管理办法"]),
        ("按照有关管理办法办理，落实国家管理办法。", []),
        ("根据关于支持学堂办学的20条政策措施办理。", ["关于支持学堂办学的20条政策措施"]),
    ],
)
def test_regulation_and_counted_measures_are_cited_without_marks(text: str, expected: list[str]) -> None:
    assert names(text) == expected


@pytest.mark.parametrize(
    ("clause", "expires"),
    [
        ("有效期2年", "2026-04-01"),
        ("有效期至2025年6月30日", "2025-06-30"),
        ("有效期为2025年", "2025-12-31"),
        ("本办法自2027年1月1日起自行废止", "2027-01-01"),
    ],
)
def test_term_ends_on_its_last_day(clause: str, expires: str) -> None:
    text = f"青河省学堂办法\n\n第一条　学堂应当开放。\n第二条　本办法自2024年4月1日起施行，{clause}。\n"
    scope = scope_of(text, "青河省学堂办法")
    own = own_policy(scope.document, scope.part)
    assert own is not None
    assert (own.attrs["effective_on"], own.attrs["expires_on"]) == ("2024-04-01", expires)


def test_a_report_s_date_is_the_day_on_which_it_was_given() -> None:
    text = "政府工作报告\n\n——2025年1月14日在青河省第十四届人民代表大会第三次会议上\n\n各位代表：\n\n现在报告工作。\n"
    scope = scope_of(text, "政府工作报告")
    own = own_policy(scope.document, scope.part)
    assert own is not None
    assert own.attrs["date"] == "2025-01-14"


def test_each_title_of_a_long_row_is_read_from_the_cue_before_the_row() -> None:
    scope = scope_of("根据" + "、".join(["《稳岗办法》"] * 3_000) + "。《返岗办法》另行印发。")
    references = title_references(scope.text)
    starts = [start for _, start in policies._rows(scope.text, references)]
    assert (len(starts), set(starts[:-1]), starts[-1]) == (3_001, {2}, references[-1].start)


@pytest.mark.parametrize(
    ("clause", "expires"),
    [
        ("选址意见书有效期为一年", None),
        ("居民学习证的有效期为十年", None),
        ("合同自签订之日起，有效期2年", None),
        ("政策有效期至2025年6月30日", "2025-06-30"),
        ("有效期5年", "2029-04-01"),
        ("本办法自公布之日起试行，有效期3年", "2027-04-01"),
    ],
)
def test_a_term_of_papers_is_not_that_of_the_text(clause: str, expires: str | None) -> None:
    text = f"青河省学堂办法\n\n第一条　学堂应当开放。\n第二条　{clause}。\n第三条　本办法自2024年4月1日起施行。\n"
    scope = scope_of(text, "青河省学堂办法")
    own = own_policy(scope.document, scope.part)
    assert own is not None
    assert own.attrs.get("expires_on") == expires


def test_title_is_found_again_without_its_first_word() -> None:
    text = "湖南省出台了《关于应对疫情支持企业复工的若干措施》。针对应对疫情支持企业复工的若干措施，又作了说明。\n"
    assert [mention.rule for mention in found(text)] == ["quoted-title", "title-again"]


def test_appeal_that_an_office_gives_out_is_a_policy_and_a_form_is_none() -> None:
    assert names("青河市总工会发出《文明返岗倡议书》。请填写《返岗告知书》。\n") == ["文明返岗倡议书"]


def test_title_of_another_body_is_not_the_own_one_that_says_more() -> None:
    text = "青河省人民代表大会关于进一步开展义务植树的决议\n\n根据《关于开展义务植树的决议》，作出如下决议。\n"
    assert names(text) == ["青河省人民代表大会关于进一步开展义务植树的决议", "关于开展义务植树的决议"]


def test_notice_under_the_name_of_a_body_is_called_by_what_it_is_about() -> None:
    title = "（关于学堂物资办理通关手续的公告）"
    text = f"{title}\n\n海关总署公告\n\n　　根据《海关法》公告如下。\n\n海关总署\n\n2024年3月5日\n"
    (own, _) = find_policies(scope_of(text, title))
    assert (own.name, own.rule) == ("关于学堂物资办理通关手续的公告", "own-title")


def test_bare_reminder_that_is_signed_is_a_policy() -> None:
    text = "温馨提示\n\n广大职工：\n\n　　请错峰返岗。\n\n青河市总工会\n\n2024年3月5日\n"
    assert names(text) == ["温馨提示"]
    assert names("温馨提示\n\n　　请带伞。\n") == []


def test_opinion_that_is_only_described_has_no_title() -> None:
    assert names("近日将出台青河省春耕备耕相关的指导意见，给予指导。\n") == []
    assert names("近日将出台青河省春耕备耕组织指导意见，给予指导。\n") == ["青河省春耕备耕组织指导意见"]


def test_technical_papers_that_a_text_goes_by_are_cited_without_marks() -> None:
    text = "医院按照不明原因肺炎诊疗方案做好救治。后厨也要按照餐饮服务安全操作规范进行管理。"
    assert names(text) == ["不明原因肺炎诊疗方案", "餐饮服务安全操作规范"]
    assert names("企业根据实际情况制定复工工作方案，按照相关技术规范执行。") == []


def test_reminder_that_another_office_s_page_forwards_is_a_policy_beside_it() -> None:
    title = "转发青河省应急管理厅关于危险化学品企业复产的安全提示"
    text = f"{title}\n为防范事故，省应急管理厅提示如下：\n一、落实责任。企业要制定方案。\n二、加强值守。\n"
    assert names(text) == [title, "关于危险化学品企业复产的安全提示"]


def test_one_title_under_two_numbers_is_two_policies() -> None:
    text = (
        "省总工会印发的《关于做好暑期送学工作的通知》（湘工办〔2024〕1号）和"
        "市总工会印发的《关于做好暑期送学工作的通知》（长工办〔2024〕8号）都要落实。"
        "《关于做好暑期送学工作的通知》（长工办〔2024〕8号）另附名单。"
    )
    numbers = {mention.key: mention.attrs["doc_number"] for mention in found(text)}
    assert list(numbers.values()) == ["湘工办〔2024〕1号", "长工办〔2024〕8号"]


def test_reminder_that_says_so_of_itself_is_a_policy() -> None:
    title = "青河市学堂消防安全提示"
    assert names(f"{title}\n开学在即，市应急局发布学堂消防安全提示：\n一、检查电线。\n二、畅通楼道。\n") == [title]
    assert names(f"{title}发布\n开学在即，记者了解到，市应急局很忙。\n") == []
