"""Policies: titles, document numbers, short forms, the document's own policy, its validity."""

from __future__ import annotations

import pytest

from graph.extraction.bodies.mentions import find_bodies
from graph.extraction.places.regions import find_regions
from graph.extraction.policies import mentions as policies
from graph.extraction.policies.mentions import find_policies, own_policy
from graph.extraction.policies.titles import find_number, loose_title, split_printing, title_head, title_references
from graph.extraction.scope import Mention, Scope
from ingest.document import RawDocument, Source
from ingest.parse import parse

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


def scope_of(text: str, title: str | None = None) -> Scope:
    document = parse(RawDocument(Source("t.txt", "t.txt", "t"), text, "text/plain", "0", title))
    return Scope(document, document.parts[0], None)


def found(text: str) -> list[Mention]:
    return find_policies(scope_of(text))


def names(text: str) -> list[str]:
    return list(dict.fromkeys(mention.name for mention in found(text)))


@pytest.mark.parametrize(
    ("title", "head"),
    [
        ("关于加强技能培训的实施意见", "意见"),
        ("中华人民共和国工会法", "法"),
        ("新入职员工操作法", None),
        ("职工书屋管理办法（试行）", "办法"),
        ("青河工人日报", None),
        ("职业资格证书", None),
        ("稳就业二十条", "条"),
        ("班组长读本", None),
    ],
)
def test_title_is_judged_by_its_ending(title: str, head: str | None) -> None:
    assert title_head(title) == head


@pytest.mark.parametrize(
    ("printed", "number"),
    [
        ("青政办发[2020] 4号", "青政办发〔2020〕4号"),
        ("青工发﹝2021﹞007号", "青工发〔2021〕7号"),
        ("财政部 税务总局公告2020年第8号", "财政部税务总局公告2020年第8号"),
        ("国务院令第296号", "国务院令第296号"),
        ("电话2020号", None),
    ],
)
def test_document_number_is_normalised(printed: str, number: str | None) -> None:
    assert find_number(printed) == number


def test_number_and_short_form_are_read_from_the_brackets_after_a_title() -> None:
    reference, _ = title_references("依据《关于办好学堂的意见》（总工发〔2023〕41号，以下简称《意见》）办理")
    assert (reference.title, reference.number, reference.short) == ("关于办好学堂的意见", "总工发〔2023〕41号", "意见")


def test_printing_title_is_split_and_a_forwarded_one_keeps_its_notice_word() -> None:
    printing = split_printing("青河省总工会关于印发《职工学堂建设方案》的通知")
    forwarding = split_printing("青河省教育厅转发教育部关于开学工作的通知")
    assert printing is not None
    assert (printing.issuer, printing.inner, printing.forwards) == ("青河省总工会", "职工学堂建设方案", False)
    assert forwarding is not None
    assert (forwarding.inner, forwarding.forwards) == ("教育部关于开学工作的通知", True)
    assert split_printing("关于修改《学堂条例》的决定") is None


def test_loose_title_ignores_marks_and_particles() -> None:
    assert loose_title("关于支持企业的若干措施") == loose_title("支持企业若干措施")
    assert loose_title("人力资源和社会保障部、财政部通知") == loose_title("人力资源社会保障部和财政部通知")


def test_notice_and_the_text_that_it_prints_are_one_policy() -> None:
    scope = scope_of(NOTICE)
    own = own_policy(scope.document, scope.part)
    assert own is not None
    assert own.name == "青河省职工学堂建设实施方案"
    assert own.key == "青工发〔2024〕12号"
    assert "青河省总工会关于印发《青河省职工学堂建设实施方案》的通知" in own.attrs["aliases"]


def test_validity_is_read_from_the_text() -> None:
    own = own_policy(scope_of(NOTICE).document, scope_of(NOTICE).part)
    assert own is not None
    assert (own.attrs["effective_on"], own.attrs["expires_on"]) == ("2024-04-01", "2027-04-01")


def test_defined_short_form_refers_to_the_title_that_defined_it() -> None:
    text = (
        "贯彻《关于办好学堂的意见》（总工发〔2023〕41号，以下简称《意见》），另见《经费管理办法》。按照《意见》执行。"
    )
    first, *_, last = found(text)
    assert (first.name, last.name) == ("关于办好学堂的意见", "关于办好学堂的意见")
    assert first.key == last.key == "总工发〔2023〕41号"


def test_undefined_short_form_refers_to_the_last_title_of_its_kind() -> None:
    assert names("发布《技能提升工作方案》和《学堂管理办法》。《方案》提出，要办班。") == [
        "技能提升工作方案",
        "学堂管理办法",
    ]


@pytest.mark.parametrize(
    "text",
    [
        "（《青河工人日报》）",
        "取得《职业资格证书》的人员",
        "培训内容包括《产业工人思想政治工作实务方案》等课程",
        "提交《复工方案》后方可开工",
        "《方案》提出三条意见",
    ],
)
def test_papers_certificates_courses_and_forms_are_no_policies(text: str) -> None:
    assert names(text) == []


def test_one_policy_with_and_without_its_issuer_is_one() -> None:
    text = "执行《青河省教育厅关于规范办学的通知》。《关于规范办学的通知》要求公开收费。"
    assert len({mention.key for mention in found(text)}) == 1


def test_forwarding_notice_names_two_policies() -> None:
    text = "按照《青河省政府办公厅转发省教育厅关于规范办学若干措施的通知》（青政办〔2020〕3号）办理。"
    assert names(text) == ["青河省政府办公厅转发省教育厅关于规范办学若干措施的通知", "关于规范办学若干措施"]


def test_title_in_quotation_marks_is_a_policy() -> None:
    assert names("省政府办公厅发布的“关于延长春节假期的通知”已经生效。") == ["关于延长春节假期的通知"]


def test_news_is_no_policy() -> None:
    scope = scope_of("青河：六项举措稳就业\n\n昨天，省政府办公厅下发《关于做好就业工作的通知》。（记者 林远）")
    assert own_policy(scope.document, scope.part) is None


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


def test_headline_that_tells_of_a_guide_is_no_policy() -> None:
    scope = scope_of("青河发布职工学堂食品安全操作指南\n\n近日，青河省发布指南。（记者 王明）\n")
    assert own_policy(scope.document, scope.part) is None


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


def test_title_without_marks_and_关于_is_found_behind_its_issuer() -> None:
    document = parse(
        RawDocument(Source("t", "t", "t"), "教育部印发做好学堂开放工作的通知，要求各地落实。", "text/plain", "0")
    )
    scope = Scope(document, document.parts[0], None)
    scope.mentions = [*find_bodies(scope)]
    assert [m.name for m in find_policies(scope)] == ["做好学堂开放工作的通知"]


def test_what_bodies_are_to_issue_is_no_title_in_a_policy_s_own_text() -> None:
    text = (
        "青河省总工会关于学堂的通知\n\n各市总工会：\n\n省总工会制定学堂开放工作方案。\n\n青河省总工会\n2024年3月5日\n"
    )
    assert "学堂开放工作方案" not in names(text)


def test_by_name_that_counts_points_means_the_one_policy_of_measures() -> None:
    text = "《关于支持学堂办学的若干措施》昨日发布。“惠学堂十二条”怎么用？《学堂经费办法》另行公布。"
    found_ = [m for m in found(text) if m.rule == "counted-title"]
    assert [(m.name, text[m.start : m.end]) for m in found_] == [("关于支持学堂办学的若干措施", "惠学堂十二条")]


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("【温馨提示】关于学堂开放时间的通知", "关于学堂开放时间的通知"),
        ("财政部教育部关于学堂经费政策的公告财政部公告2024年第6号", "财政部教育部关于学堂经费政策的公告"),
    ],
)
def test_what_pages_print_around_a_title_is_not_in_it(title: str, name: str) -> None:
    scope = scope_of(f"{title}\n\n各位职工：\n\n请知悉。\n\n教育部\n2024年3月5日\n")
    own = own_policy(scope.document, scope.part)
    assert own is not None
    assert own.name == name


@pytest.mark.parametrize("title", ["李明检查学堂时强调严格落实各项措施", "继续深化细化管理措施"])
def test_headline_that_ends_in_measures_is_no_policy(title: str) -> None:
    scope = scope_of(f"{title}\n\n3月5日，有关负责人检查学堂工作，强调要守好门。\n")
    assert own_policy(scope.document, scope.part) is None


@pytest.mark.parametrize("text", ["《除数是一位数除法》", "请开具《企业投资注销确认函》。"])
def test_lesson_and_form_are_no_policies(text: str) -> None:
    assert names(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("落实学堂投诉工作管理办法，改进服务。", ["学堂投诉工作管理办法"]),
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


def test_a_short_title_is_not_that_of_another_province() -> None:
    text = "湖南省总工会印发《关于办好学堂的实施意见》。近日，江苏省总工会出台《实施意见》，"
    text += "湖南省总工会《实施意见》也已落实。\n"
    scope = scope_of(text, "学堂快报")
    scope.mentions = find_bodies(scope)
    found = [mention.key for mention in find_policies(scope)]
    assert found == ["办好学堂实施意见", "江苏省总工会实施意见", "办好学堂实施意见"]


def test_each_title_of_a_long_row_is_read_from_the_cue_before_the_row() -> None:
    scope = scope_of("根据" + "、".join(["《稳岗办法》"] * 3_000) + "。《返岗办法》另行印发。")
    references = title_references(scope.text)
    starts = [start for _, start in policies._rows(scope.text, references)]
    assert (len(starts), set(starts[:-1]), starts[-1]) == (3_001, {2}, references[-1].start)


def test_measures_are_told_by_their_purpose_and_number() -> None:
    assert names("青河市政府出台的支持小微企业渡难关的二十条措施，涉及税费。随后出台了30条措施。") == [
        "支持小微企业渡难关的二十条措施"
    ]


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


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("致全市职工的一封公开信\n\n职工朋友们：\n\n　　请大家安排好返岗时间。\n", "致全市职工的一封公开信"),
        (
            "倡议书（2024年3月5日）\n\n各位职工：\n\n　　请大家绿色出行。\n\n青河市总工会\n\n2024年3月5日\n",
            "倡议书",
        ),
        (
            "青河市总工会关于发放学费补助的说明\n\n　　现说明如下。\n\n青河市总工会\n\n2024年3月5日\n",
            "青河市总工会关于发放学费补助的说明",
        ),
        (
            "注意！学堂开课时间有变！\n\n青河市总工会关于调整学堂开课时间的通知\n\n各基层工会：\n\n　　改在周六。\n",
            "青河市总工会关于调整学堂开课时间的通知",
        ),
    ],
)
def test_letters_appeals_and_notices_below_a_headline_are_policies(text: str, title: str) -> None:
    assert names(text) == [title]


def test_account_of_another_than_its_issuer_is_no_policy() -> None:
    assert names("罗文关于本人行程的说明\n\n　　我三月五日乘车返回。\n") == []


def test_title_in_other_numerals_and_words_for_the_disease_is_one_policy() -> None:
    text = (
        "近日，市里出台了《关于应对新冠肺炎疫情支持企业复工的二十条政策措施》。"
        "根据《关于应对新型冠状病毒肺炎支持企业复工的20条政策措施》，企业可以缓缴。\n"
    )
    assert names(text) == ["关于应对新冠肺炎疫情支持企业复工的二十条政策措施"]


@pytest.mark.parametrize(
    ("text", "found_names"),
    [
        ("湖南省“惠企12条”已经落地。\n", ["惠企12条"]),
        ("截至3月，湖南支持企业“28条政策”明确的贷款已启动。\n", ["湖南支持企业“28条政策”"]),
        ("“28条政策”已启动。\n", []),
        ("守住“一条线”，开好“一条龙”服务。\n", []),
        (
            "湖南出台《关于支持企业稳岗的若干措施》，“21条惠企措施”涉及用工。\n",
            ["关于支持企业稳岗的若干措施", "关于支持企业稳岗的若干措施"],
        ),
    ],
)
def test_by_names_that_count_points(text: str, found_names: list[str]) -> None:
    scope = scope_of(text)
    scope.mentions = [*find_regions(scope)]
    assert [mention.name for mention in find_policies(scope)] == found_names


def test_title_is_found_again_without_its_first_word() -> None:
    text = "湖南省出台了《关于应对疫情支持企业复工的若干措施》。针对应对疫情支持企业复工的若干措施，又作了说明。\n"
    assert [mention.rule for mention in found(text)] == ["quoted-title", "title-again"]


def test_appeal_that_an_office_gives_out_is_a_policy_and_a_form_is_none() -> None:
    assert names("青河市总工会发出《文明返岗倡议书》。请填写《返岗告知书》。\n") == ["文明返岗倡议书"]


@pytest.mark.parametrize(
    ("title", "head"),
    [
        ("学堂紧急事项处置指导原则", "指导原则"),
        ("最高人民法院关于相互委托送达的安排", "的安排"),
        ("产改工作季度通报制度", "制度"),
        ("销售服务注释", "注释"),
    ],
)
def test_principles_arrangements_and_regimes_are_titles(title: str, head: str) -> None:
    assert title_head(title) == head


def test_two_annexes_cited_by_the_number_of_one_notice_are_two_policies() -> None:
    text = (
        "按照《学堂经费的规定》（财税〔2016〕36号印发）执行，范围按照《学堂服务注释》（财税〔2016〕36号印发）执行。\n"
    )
    assert names(text) == ["学堂经费的规定", "学堂服务注释"]


def test_title_of_another_body_is_not_the_own_one_that_says_more() -> None:
    text = "青河省人民代表大会关于进一步开展义务植树的决议\n\n根据《关于开展义务植树的决议》，作出如下决议。\n"
    assert names(text) == ["青河省人民代表大会关于进一步开展义务植树的决议", "关于开展义务植树的决议"]


def test_notice_under_the_name_of_a_body_is_called_by_what_it_is_about() -> None:
    title = "（关于学堂物资办理通关手续的公告）"
    text = f"{title}\n\n海关总署公告\n\n　　根据《海关法》公告如下。\n\n海关总署\n\n2024年3月5日\n"
    (own, _) = find_policies(scope_of(text, title))
    assert (own.name, own.rule) == ("关于学堂物资办理通关手续的公告", "own-title")


def test_title_without_marks_is_told_by_the_number_behind_it() -> None:
    text = "此前已有关于实行学堂签到的通告（第4号）和关于学堂纪律的意见。\n"
    assert names(text) == ["关于实行学堂签到的通告"]


def test_agreement_between_parties_is_no_policy() -> None:
    assert names("青河市总工会与司法局签署《关于加强职工法律援助的合作协议》。\n") == []


def test_bare_number_in_a_numbered_notice_is_one_of_its_own_series() -> None:
    text = (
        "青河市防疫指挥部通告\n（第5号）\n\n　　现通告如下：第2号通告同时废止。\n\n青河市防疫指挥部\n\n2024年3月5日\n"
    )
    assert names(text) == ["青河市防疫指挥部通告", "青河市防疫指挥部第2号通告"]


def test_bare_reminder_that_is_signed_is_a_policy() -> None:
    text = "温馨提示\n\n广大职工：\n\n　　请错峰返岗。\n\n青河市总工会\n\n2024年3月5日\n"
    assert names(text) == ["温馨提示"]
    assert names("温馨提示\n\n　　请带伞。\n") == []


def test_opinion_that_is_only_described_has_no_title() -> None:
    assert names("近日将出台青河省春耕备耕相关的指导意见，给予指导。\n") == []
    assert names("近日将出台青河省春耕备耕组织指导意见，给予指导。\n") == ["青河省春耕备耕组织指导意见"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("各地按湘商发〔2020〕6号文件精神发放通行证。", ["湘商发〔2020〕6号"]),
        ("认真落实湘商发〔2020〕6号等文件精神，抓好实施。", ["湘商发〔2020〕6号"]),
        ("时限按照（湘商发〔2020〕6号）、（湘商管〔2020〕3号）文件执行。", ["湘商发〔2020〕6号", "湘商管〔2020〕3号"]),
        ("根据三部门印发的湘商发〔2020〕6号文件要求办理。", ["湘商发〔2020〕6号"]),
        (
            "《关于做好配送的意见》（湘商发〔2020〕6号）已印发。各地按照湘商发〔2020〕6号文件办理。",
            ["关于做好配送的意见"],
        ),
        ("公司地址为某路湘商发〔2020〕6号仓库。", []),
    ],
)
def test_a_document_that_a_text_goes_by_is_called_by_its_number(text: str, expected: list[str]) -> None:
    assert names(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("捐赠物资比照海关总署公告2021年第5号办理放行。", ["海关总署公告2021年第5号"]),
        (
            "《关于捐赠物资的公告》（海关总署公告2021年第5号）已印发，物资依照海关总署公告2021年第5号放行。",
            ["关于捐赠物资的公告"],
        ),
        ("昨天海关总署公告2021年第5号发出。", []),
    ],
)
def test_a_notice_that_a_text_goes_by_is_called_by_its_body_year_and_number(text: str, expected: list[str]) -> None:
    scope = scope_of(text)
    scope.mentions = find_bodies(scope)
    assert list(dict.fromkeys(mention.name for mention in find_policies(scope))) == expected


def test_technical_papers_that_a_text_goes_by_are_cited_without_marks() -> None:
    text = "医院按照不明原因肺炎诊疗方案做好救治。后厨也要按照餐饮服务安全操作规范进行管理。"
    assert names(text) == ["不明原因肺炎诊疗方案", "餐饮服务安全操作规范"]
    assert names("企业根据实际情况制定复工工作方案，按照相关技术规范执行。") == []


def test_reminder_that_another_office_s_page_forwards_is_a_policy_beside_it() -> None:
    title = "转发青河省应急管理厅关于危险化学品企业复产的安全提示"
    text = f"{title}\n为防范事故，省应急管理厅提示如下：\n一、落实责任。企业要制定方案。\n二、加强值守。\n"
    assert names(text) == [title, "关于危险化学品企业复产的安全提示"]
