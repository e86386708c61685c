"""Parts: printed documents, attachments and the items of bulletins."""

from __future__ import annotations

from ingest.document import Document, Genre, PartKind, RawDocument, Source
from ingest.parse import parse

BULLETIN = """清江产改工作简报
第12期
清江省产业工人队伍建设改革协调小组办公室编        2024年9月3日

【工作动态】
省产改协调小组召开第五次会议
9月1日，省产改协调小组召开第五次会议，听取各成员单位工作汇报，研究部署下半年任务。
会议强调，要压实责任，狠抓落实。
（省总工会）
清河市：建立技能人才“直通车”制度
近日，清河市出台技能人才评价办法，打通职业资格与职称评审的通道，惠及职工两万余人。
一、主要做法
一是下放评价权限。二是简化评审程序。
（清河市总工会  周明）
【政策解读】
《清江省技能人才评价办法》要点
办法共六章三十条，自2024年10月1日起施行，主要明确评价的范围、方式和结果使用。
多部门联合印发《关于加强工匠学院建设的意见》
意见提出，到2026年全省建成工匠学院五十所，每年培训职工十万人次以上。

报：省产改协调小组领导
送：各市（州）产改办
"""


def parsed(text: str) -> Document:
    return parse(RawDocument(Source("/x/a.txt", "a.txt", "a"), text, "text/plain", "0" * 64))


def titles(document: Document, kind: PartKind) -> list[str | None]:
    return [part.title.value if part.title else None for part in document.parts if part.kind is kind]


def test_bulletin_falls_into_items_with_title_byline_and_place() -> None:
    document = parsed(BULLETIN)
    assert document.genre is Genre.BULLETIN
    assert titles(document, PartKind.ITEM) == [
        "省产改协调小组召开第五次会议",
        "清河市：建立技能人才“直通车”制度",
        "《清江省技能人才评价办法》要点",
        "多部门联合印发《关于加强工匠学院建设的意见》",
    ]
    items = [part for part in document.parts if part.kind is PartKind.ITEM]
    assert [part.byline.value if part.byline else None for part in items] == [
        "省总工会",
        "清河市总工会周明",
        None,
        None,
    ]
    assert items[1].place == "清河市"


def test_masthead_and_distribution_of_a_bulletin_are_no_items() -> None:
    document = parsed(BULLETIN)
    first, last = document.parts[0], document.parts[-1]
    assert first.kind is last.kind is PartKind.BODY
    assert document.clean.text[last.start : last.end].startswith("报：")


def test_parts_cover_the_text_in_order() -> None:
    document = parsed(BULLETIN)
    assert [part.start for part in document.parts] == [0, *[part.end for part in document.parts[:-1]]]
    assert document.parts[-1].end == len(document.clean.text)


def test_speech_in_a_bulletin_is_one_item_with_its_editors_note() -> None:
    text = (
        "清江工会通讯\n（2024年第9期）\n清江省总工会研究室\n2024年8月2日\n编者按：\n"
        "现将省总工会主席周明同志的讲话印发，请认真学习，抓好落实。\n在全省工会工作会议上的讲话\n（2024年7月30日）\n"
        "省总工会主席 周明\n同志们：\n这次会议的主要任务是总结工作，部署任务，动员各级工会干部。\n"
        "一、充分认识形势\n形势逼人，要增强紧迫感。"
    )
    document = parsed(text)
    assert titles(document, PartKind.ITEM) == ["在全省工会工作会议上的讲话"]
    item = next(part for part in document.parts if part.kind is PartKind.ITEM)
    assert document.clean.text[item.start :].startswith("编者按：")


def test_notice_and_the_document_that_it_prints_are_two_parts() -> None:
    text = (
        "清河市人民政府关于印发清河市促进就业若干措施的通知\n各县（区）人民政府：\n"
        "现将《清河市促进就业若干措施》印发给你们，请认真组织实施。\n清河市人民政府\n2024年2月6日\n（此件公开发布）\n"
        "清河市促进就业若干措施\n为促进就业，提出如下措施。\n一、加强培训\n每年培训一万人次，提高技能水平。\n"
        "附件1\n任务分工表\n市人社局负责培训工作，市财政局负责经费保障。"
    )
    document = parsed(text)
    assert [(part.kind, part.title.value if part.title else None) for part in document.parts] == [
        (PartKind.BODY, None),
        (PartKind.ATTACHMENT, "清河市促进就业若干措施"),
        (PartKind.ATTACHMENT, "任务分工表"),
    ]
    assert document.header.signed_on == "2024-02-06"


def test_list_of_attachments_is_no_attachment() -> None:
    text = "关于报名的通知\n各单位：\n请于5月前报名，逾期不候。\n附件：1.报名表\n2.须知\n清河市总工会\n2024年4月1日"
    assert len(parsed(text).parts) == 1


def test_what_the_list_of_attachments_names_is_one_where_its_title_stands_again() -> None:
    text = (
        "关于做好校园防疫的通知\n各学校：\n现将有关事项通知如下，请认真落实。\n"
        "附件：1．校园防疫工作方案（试行）\n2．校园消毒技术指南\n清江省教育厅\n2024年9月3日\n（此文主动公开）\n"
        "校园防疫工作方案（试行）\n为做好防疫，制定本方案。\n一、工作目标\n守住校园。\n"
    )
    assert titles(parsed(text), PartKind.ATTACHMENT) == ["校园防疫工作方案（试行）"]


def test_plain_text_is_one_body() -> None:
    assert [part.kind for part in parsed("今天天气很好。").parts] == [PartKind.BODY]
    assert parsed(" \n").parts == ()


def test_notices_that_a_notice_forwards_are_parts_of_their_own() -> None:
    text = """清河市教育局转发省教育厅办公室关于做好实习工作的通知
各县（区）教育局：
现将通知转发给你们，请认真贯彻执行。
清河市教育局
2024年3月8日
（此件主动公开）
清江省教育厅办公室关于做好实习工作的通知
各市教育局：
为做好实习工作，请加强组织领导，确保学生安全。
清江省教育厅办公室
2024年3月5日
附件关于实习工作有关事项的通知
各高等学校：
请于三月底前报送实习计划。
"""
    document = parsed(text)
    assert [part.kind for part in document.parts] == [PartKind.BODY, PartKind.ATTACHMENT, PartKind.ATTACHMENT]
    assert titles(document, PartKind.ATTACHMENT) == [
        "清江省教育厅办公室关于做好实习工作的通知",
        "关于实习工作有关事项的通知",
    ]


def test_a_notice_that_a_news_page_prints_whole_is_a_part() -> None:
    text = (
        "清江市发布通知：餐饮企业可以复工\n2月20日，市市场监督管理局发布通知，餐饮企业备案后可以复工。通知全文如下：\n"
        "清江市市场监督管理局\n关于餐饮行业有序复工的通知\n各县（区）局、各餐饮单位：\n"
        "为推动餐饮行业复工，现将有关事宜通知如下：\n一、复工时间\n自2月22日起可以复工。\n"
    )
    assert titles(parsed(text), PartKind.ATTACHMENT) == ["清江市市场监督管理局关于餐饮行业有序复工的通知"]


def test_marked_lines_above_titles_open_items() -> None:
    body = "去年底，区总工会会同有关部门制定办法，把共用的技师送到园区里的小企业，服务企业四百余家。\n"
    places = ("浙江台州", "辽宁鞍山", "贵州六盘水")
    text = "产改动态\n2023年第9期\n" + "".join(f"■{place}\n小园区里的大师傅\n通讯员罗青禾\n{body}" for place in places)
    assert titles(parsed(text), PartKind.ITEM) == [f"{place}小园区里的大师傅" for place in places]
