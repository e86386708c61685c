"""Titles of policies: what is one, what belongs to it, its number and short form."""

from __future__ import annotations

import pytest

from graph.extraction.bodies.mentions import find_bodies
from graph.extraction.places.regions import find_regions
from graph.extraction.policies.mentions import find_policies, own_policy
from graph.extraction.policies.titles import find_number, loose_title, split_printing, title_head, title_references
from graph.extraction.scope import Mention
from tests.graph.reading import scope_of


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


def test_news_is_no_policy() -> None:
    scope = scope_of("青河：六项举措稳就业\n\n昨天，省政府办公厅下发《关于做好就业工作的通知》。（记者 林远）")
    assert own_policy(scope.document, scope.part) is None


def test_headline_that_tells_of_a_guide_is_no_policy() -> None:
    scope = scope_of("青河发布职工学堂食品安全操作指南\n\n近日，青河省发布指南。（记者 王明）\n")
    assert own_policy(scope.document, scope.part) is None


def test_title_without_marks_and_关于_is_found_behind_its_issuer() -> None:
    scope = scope_of("教育部印发做好学堂开放工作的通知，要求各地落实。")
    scope.mentions = [*find_bodies(scope)]
    assert [m.name for m in find_policies(scope)] == ["做好学堂开放工作的通知"]


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


def test_a_short_title_is_not_that_of_another_province() -> None:
    text = "湖南省总工会印发《关于办好学堂的实施意见》。近日，江苏省总工会出台《实施意见》，"
    text += "湖南省总工会《实施意见》也已落实。\n"
    scope = scope_of(text, "学堂快报")
    scope.mentions = find_bodies(scope)
    found = [mention.key for mention in find_policies(scope)]
    assert found == ["办好学堂实施意见", "江苏省总工会实施意见", "办好学堂实施意见"]


def test_measures_are_told_by_their_purpose_and_number() -> None:
    assert names("青河市政府出台的支持小微企业渡难关的二十条措施，涉及税费。随后出台了30条措施。") == [
        "支持小微企业渡难关的二十条措施"
    ]


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


def test_title_without_marks_is_told_by_the_number_behind_it() -> None:
    text = "此前已有关于实行学堂签到的通告（第4号）和关于学堂纪律的意见。\n"
    assert names(text) == ["关于实行学堂签到的通告"]


def test_agreement_between_parties_is_no_policy() -> None:
    assert names("青河市总工会与司法局签署《关于加强职工法律援助的合作协议》。\n") == []


def test_bare_number_in_a_numbered_notice_is_one_of_its_own_series() -> None:
    text = (
        "青河市防疫指挥部通告\n（第5号）\n\n　　现通告如下：第2号通告同时废止。\n\n青河市防疫指挥部\n\n2024年3月5日\n"
    )
    assert names(text) == ["青河市防疫指挥部通告（第5号）", "青河市防疫指挥部第2号通告"]


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
        ("省商务厅起草《关于做好配送的意见》，以湘商发〔2020〕6号文件印发。", ["关于做好配送的意见"]),
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


def test_a_number_on_the_line_below_tells_the_notices_of_a_series_apart() -> None:
    text = "湘潭市防汛抗旱指挥部公告\n（第6号）\n\n现将有关事项公告如下：\n一、加强巡堤。\n湘潭市防汛抗旱指挥部\n"
    own = own_policy(scope_of(text).document, scope_of(text).part)
    assert own is not None
    assert own.name == "湘潭市防汛抗旱指挥部公告（第6号）"
