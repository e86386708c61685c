"""Header elements of GB/T 9704-2012, as printed documents and web pages show them."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.dates import find_date, iso_date
from ingest.doc_number import find_doc_number
from ingest.document import Document, Field, Header, RawDocument, Source
from ingest.parse import parse

JOINT = """清江省总工会

文件

清江省人力资源和社会保障厅

清工发〔2024〕15号

关于印发《清江省职工技能提升行动
方案》的通知

各设区市总工会、人力资源社会保障局，省各产业（厅、局、企业）工会，各省属企业：

现将《清江省职工技能提升行动方案》印发给你们，请结合实际认真贯彻执行。

清江省总工会  清江省人力资源和社会保障厅

2024年5月6日

清江省职工技能提升行动方案

为提高职工技能水平，根据有关规定，制定本方案。

抄送：清江省委办公厅，清江省人民政府办公厅。
清江省总工会办公室          2024年5月8日印发
"""


def parsed(text: str, title: str | None = None) -> Document:
    return parse(RawDocument(Source("/x/a.txt", "a.txt", "a"), text, "text/plain", "0" * 64, title))


def header(text: str, title: str | None = None) -> Header:
    return parsed(text, title).header


def values(fields: tuple[Field, ...]) -> list[str]:
    return [field.value for field in fields]


def test_joint_notice_gives_all_its_elements() -> None:
    found = header(JOINT)
    assert found.title is not None
    assert found.title.value == "关于印发《清江省职工技能提升行动方案》的通知"
    assert found.doc_number is not None
    assert found.doc_number.value == "清工发〔2024〕15号"
    assert values(found.issuers) == ["清江省总工会", "清江省人力资源和社会保障厅"]
    assert values(found.addressees) == [
        "各设区市总工会",
        "人力资源社会保障局",
        "省各产业（厅、局、企业）工会",
        "各省属企业",
    ]
    assert found.signed_on == "2024-05-06"
    assert values(found.copies) == ["清江省委办公厅", "清江省人民政府办公厅"]
    assert found.printed_by is not None
    assert (found.printed_by.value, found.printed_on) == ("清江省总工会办公室", "2024-05-08")


def test_header_fields_stand_at_their_spans() -> None:
    document = parsed(JOINT)
    for field in (*document.header.issuers, *document.header.addressees, *document.header.copies):
        assert document.clean.text[field.start : field.end] == field.value


@pytest.mark.parametrize(
    ("printed", "normalised"),
    [
        ("清工发〔2024〕3号", "清工发〔2024〕3号"),
        ("清工发［2024］3号", "清工发〔2024〕3号"),
        ("清工发[2024]03号", "清工发〔2024〕03号"),
        ("清工发(2024)3号", "清工发〔2024〕3号"),
        ("清工发（2024）第3号", "清工发〔2024〕3号"),
        ("清工发【2024】3号", "清工发〔2024〕3号"),
        ("发文字号：清政办函﹝2024﹞21号", "清政办函〔2024〕21号"),
        ("令第12号", "令第12号"),
        ("清江省人民政府令第302号", "清江省人民政府令第302号"),
        ("公告2020年第5号", "公告2020年第5号"),
        ("税务总局公告2020年第9号", "税务总局公告2020年第9号"),
        ("关于调整补贴标准的通知清人社发〔2024〕8号", "清人社发〔2024〕8号"),
    ],
)
def test_variants_of_document_numbers_are_normalised(printed: str, normalised: str) -> None:
    found = find_doc_number(printed)
    assert found is not None
    assert found[0] == normalised


@pytest.mark.parametrize("text", ["现将《办法》（清工发〔2024〕3号）印发给你们", "第三条", "2024年3月", "总工会"])
def test_text_that_only_mentions_a_number_has_none(text: str) -> None:
    assert find_doc_number(text) is None


@pytest.mark.parametrize(
    ("printed", "iso"),
    [
        ("2021年3月5日", "2021-03-05"),
        ("二〇二一年三月五日", "2021-03-05"),
        ("二○一九年十二月三十一日", "2019-12-31"),
        ("二零二〇年十月二十日", "2020-10-20"),
        ("2021-3-5", "2021-03-05"),
        ("2021年2月30日", None),
    ],
)
def test_dates_are_read_in_both_scripts(printed: str, iso: str | None) -> None:
    match = find_date(printed)
    assert match is not None
    assert iso_date(match) == iso


@given(st.dates(min_value=date(1949, 1, 1), max_value=date(2099, 12, 31)))
def test_every_printed_day_comes_back(day: date) -> None:
    match = find_date(f"印发于{day.year}年{day.month}月{day.day}日。")
    assert match is not None
    assert iso_date(match) == day.isoformat()


def test_issuers_with_gaps_before_the_title_are_several() -> None:
    text = (
        "财政部 税务总局关于延长优惠政策的公告\n财政部 税务总局公告2024年第7号\n"
        "现将有关政策公告如下，请遵照执行。\n财政部 税务总局\n2024年2月6日"
    )
    found = header(text)
    assert values(found.issuers) == ["财政部", "税务总局"]
    assert found.doc_number is not None
    assert found.doc_number.value == "财政部税务总局公告2024年第7号"


def test_issuer_is_taken_from_the_title_and_not_from_what_it_forwards() -> None:
    text = (
        "清河市人民政府办公室转发市教育局关于规范校外培训若干意见的通知\n各县（区）人民政府：\n"
        "现将意见转发给你们，请认真贯彻执行。\n2024年6月1日"
    )
    found = header(text)
    assert values(found.issuers) == ["清河市人民政府办公室"]
    assert found.signed_on == "2024-06-01"


def test_short_name_in_the_title_gives_way_to_the_full_name_of_the_signature() -> None:
    text = (
        "市政府办公室关于做好防汛工作的通知\n各有关单位：\n请认真做好防汛工作，确保安全度汛。\n"
        "清河市人民政府办公室\n2024年6月1日"
    )
    assert values(header(text).issuers) == ["清河市人民政府办公室"]


def test_kinds_of_regions_go_with_the_body_that_follows_them() -> None:
    text = (
        "关于报送材料的通知\n各省、自治区、直辖市人民政府，国务院各部委、各直属机构：\n请按要求报送材料，逾期不再受理。"
    )
    assert values(header(text).addressees) == ["各省、自治区、直辖市人民政府", "国务院各部委", "各直属机构"]


def test_salutations_and_leads_are_no_addressees() -> None:
    assert header("在动员会上的讲话\n同志们：\n今天我们召开动员会，主要任务是部署工作。").addressees == ()
    assert header("关于缴费的通告\n现将有关事项通告如下：\n一、按时缴费，方便群众办理业务。").addressees == ()


def test_history_of_a_law_is_no_date_of_signature() -> None:
    text = (
        "# 清江省职工权益保障条例\n\n2011年5月27日 清江省第十一届人民代表大会常务委员会第二十四次会议通过\n\n"
        "2018年1月23日 清江省第十三届人民代表大会常务委员会第三次会议修正\n\n第一条 为了保障职工权益，制定本条例。\n"
    )
    document = parsed(text)
    assert document.header.signed_on is None
    assert document.title == "清江省职工权益保障条例"
    assert document.header.issuers == ()


def test_date_on_a_web_page_is_not_the_date_of_signature() -> None:
    text = "清河市发布安全提示\n2024年1月24日\n为做好安全工作，市应急管理局发布提示，请广大市民注意防范。"
    assert header(text).signed_on is None


def test_table_of_a_government_page_fills_what_the_text_does_not_print() -> None:
    text = (
        "标  题：关于促进就业的若干措施\n发文机关：清河市人民政府\n发文字号：清政发〔2024〕9号\n"
        "成文日期：2024年03月02日\n"
        "为促进就业，制定以下措施，请各单位遵照执行。\n一、加强培训。"
    )
    found = header(text)
    assert found.title is not None
    assert found.title.value == "关于促进就业的若干措施"
    assert values(found.issuers) == ["清河市人民政府"]
    assert found.doc_number is not None
    assert (found.doc_number.value, found.signed_on) == ("清政发〔2024〕9号", "2024-03-02")


def test_report_is_dated_by_its_subtitle() -> None:
    text = (
        "2025年清河市政府工作报告\n——2025年1月20日在清河市第十届人民代表大会第四次会议上\n市长 周明\n"
        "各位代表：\n现在报告工作。"
    )
    assert header(text).signed_on == "2025-01-20"


def test_masthead_of_a_bulletin_is_read() -> None:
    text = (
        "内部资料\n注意保存\n清江工会通讯\n(快报)\n(2024年第8期 总第91期)\n清江省总工会研究室\n2024年8月2日\n"
        "各地开展送清凉活动\n8月1日，清江省总工会启动送清凉活动，慰问一线职工三千余人。\n（省总工会办公室）\n"
        "报：省总工会领导\n"
    )
    document = parsed(text)
    masthead = document.header.masthead
    assert masthead is not None
    assert masthead.name is not None
    assert masthead.name.value == "清江工会通讯"
    assert masthead.issue is not None
    assert masthead.issue.value == "2024年第8期总第91期"
    assert masthead.office is not None
    assert (masthead.office.value, masthead.issued_on) == ("清江省总工会研究室", "2024-08-02")
    assert document.date == "2024-08-02"
    assert values(document.header.copies) == ["省总工会领导"]


def test_title_cut_short_by_the_container_is_completed() -> None:
    text = "关于充分发挥工会职能作用\n助力乡村振兴若干措施的通知\n各市总工会：\n请认真贯彻执行，及时报送情况。"
    assert parsed(text, "关于充分发挥工会职能作用").title == "关于充分发挥工会职能作用助力乡村振兴若干措施的通知"
    assert parsed(text, "措施通知").title == "措施通知"


def test_title_goes_on_past_a_line_that_ends_in_a_titles_noun() -> None:
    title = "清江市发展和改革委员会关于试行阶梯水价政策\n减轻小微企业负担的通知"
    text = f"{title}\n\n清发改〔2024〕8号\n\n各供水企业：\n\n现将有关事项通知如下。\n"
    found = header(text)
    assert found.title is not None
    assert found.title.value == "清江市发展和改革委员会关于试行阶梯水价政策减轻小微企业负担的通知"
    assert values(found.issuers) == ["清江市发展和改革委员会"]


def test_whole_title_does_not_take_in_the_next_one() -> None:
    text = (
        "清江市人民政府关于印发阶梯水价管理办法的通知\n阶梯水价管理的通知\n\n各供水企业：\n\n现将有关事项通知如下。\n"
    )
    found = header(text)
    assert found.title is not None
    assert found.title.value == "清江市人民政府关于印发阶梯水价管理办法的通知"


def test_a_sites_name_and_columns_before_the_title_are_no_part_of_it() -> None:
    text = "清河市税务局\n通知公告 关于延长申报期限有关事项的通知\n各纳税人：\n现将有关事项通知如下，请遵照执行。\n"
    document = parse(RawDocument(Source("/x/a.txt", "a.txt", "a"), text, "text/plain", "0" * 64))
    assert document.header.title is not None
    assert document.header.title.value == "关于延长申报期限有关事项的通知"


def test_a_signature_broken_into_two_lines_is_one_name() -> None:
    text = (
        "关于停止聚餐的通告\n为阻断传播，现将有关事项通告如下。\n一、不得聚餐。\n\n"
        "清江经济技术开发区\n应对流行病疫情应急指挥部\n2024年2月10日\n"
    )
    assert values(header(text).issuers) == ["清江经济技术开发区应对流行病疫情应急指挥部"]


def test_a_department_of_a_ministry_signs() -> None:
    text = "关于做好安全工作的通知\n各市有关单位：\n请抓好落实。\n\n清江省教育厅安全生产司\n2024年1月31日\n"
    assert values(header(text).issuers) == ["清江省教育厅安全生产司"]


def test_a_district_in_the_title_does_not_hide_who_signs() -> None:
    text = (
        "青河区关于开通服务热线的通告\n为保障群众生活，开通热线。\n\n清江市青河区应急工作领导小组办公室\n2024年2月9日\n"
    )
    assert values(header(text).issuers) == ["清江市青河区应急工作领导小组办公室"]


def test_a_number_before_the_title_is_no_part_of_the_issuer() -> None:
    text = "清政发〔2024〕3号-清江市人民政府关于印发《清江市支持企业若干措施》的通知\n各县人民政府：\n现印发给你们。\n"
    assert values(header(text).issuers) == ["清江市人民政府"]
