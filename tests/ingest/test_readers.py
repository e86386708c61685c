"""Readers: what text, title and metadata come out of each format."""

from __future__ import annotations

import hashlib
import io
import json
import zipfile
from pathlib import Path

import docx
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from ingest.document import RawDocument
from ingest.errors import InputError
from ingest.inputs import Input, Limits
from ingest.readers import read

REPORTS = Path(__file__).parents[2].parent / "shared/data/reports/2025-docx"
PAGE = """<html><head><meta charset="utf-8"><meta name="ArticleTitle" content="关于开展安全检查的通知">
<meta name="PubDate" content="2024-05-06 10:00"><title>关于开展安全检查的通知_某市人民政府</title></head><body>
<div class="nav"><a href="/">首页</a></div><script>var a = 1;</script>
<div class="article-content"><p>各区：</p><p>现将有关<b>事项</b>通知如下。<br>一、检查范围</p>
<table><tr><td>单位</td><td>日期</td></tr><tr><td>甲厂</td><td>5月</td></tr></table></div>
<div id="footer">版权所有</div></body></html>"""


def read_bytes(name: str, data: bytes, limits: Limits | None = None) -> RawDocument:
    suffix = "." + name.rpartition(".")[2]
    return read(Input(f"/x/{name}", name, name.rpartition(".")[0], suffix, data), limits or Limits())


def word(document: docx.document.Document) -> bytes:
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def numbered(document: docx.document.Document, text: str, list_id: int = 77) -> None:
    paragraph = document.add_paragraph(text)
    numbering = f'<w:numPr {nsdecls("w")}><w:ilvl w:val="0"/><w:numId w:val="{list_id}"/></w:numPr>'
    paragraph._p.get_or_add_pPr().append(parse_xml(numbering))


def test_txt_is_the_decoded_file_and_its_hash_that_of_the_bytes(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes("一行\r\n二行".encode("gb18030"))
    raw = read(Input(str(path), "a.txt", "a", ".txt", path), Limits())
    assert raw.text == "一行\r\n二行"
    assert raw.content_hash == hashlib.sha256(path.read_bytes()).hexdigest()


def test_same_bytes_under_the_same_name_give_the_same_id() -> None:
    assert read_bytes("a.txt", "文".encode()).id == read_bytes("a.txt", "文".encode()).id
    assert read_bytes("a.txt", "文".encode()).id != read_bytes("b.txt", "文".encode()).id


def test_unknown_suffix_oversized_and_missing_files_are_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"a\.xyz: no reader for \.xyz"):
        read_bytes("a.xyz", b"x")
    path = tmp_path / "big.txt"
    path.write_bytes(b"0" * 11)
    with pytest.raises(InputError, match="11 bytes, more than the limit of 10"):
        read(Input(str(path), "big.txt", "big", ".txt", path), Limits(file_bytes=10))
    with pytest.raises(InputError, match="cannot be opened"):
        read(Input("gone.txt", "gone.txt", "gone", ".txt", tmp_path / "gone.txt"), Limits())


def test_html_gives_its_main_text_a_block_a_line() -> None:
    raw = read_bytes("a.html", PAGE.encode())
    assert raw.title == "关于开展安全检查的通知"
    assert raw.metadata == {"date": "2024-05-06"}
    assert raw.text.split("\n") == [
        "关于开展安全检查的通知",
        "各区：",
        "现将有关事项通知如下。",
        "一、检查范围",
        "单位 | 日期",
        "甲厂 | 5月",
    ]


def test_html_in_gb2312_is_read_by_its_declaration() -> None:
    page = PAGE.replace("utf-8", "gb2312")
    assert "现将有关事项通知如下。" in read_bytes("a.htm", page.encode("gb18030")).text


LETTER = "<p>各区：</p><p>为做好有关工作，现将事项通知如下，请认真落实。</p>"
LETTER_LINES = "各区：\n为做好有关工作，现将事项通知如下，请认真落实。"


@pytest.mark.parametrize(
    ("page", "text"),
    [
        (f"<form id=aspnetForm><div id=menu>首页</div>{LETTER}</form>", LETTER_LINES),
        (f"<form><p>搜索</p></form>{LETTER}", LETTER_LINES),
        (f"<p style='display: none'>隐</p><p hidden>隐</p>{LETTER}", LETTER_LINES),
        (f"<div class=nav>{LETTER}</div>", LETTER_LINES),
        (f"<article>{LETTER}<footer>市总工会<br>2024年</footer></article>", f"{LETTER_LINES}\n市总工会\n2024年"),
        ("<pre>第一行\r\n  第二行</pre>", "第一行\n第二行"),
        ("<p><ruby>字<rp>(</rp><rt>zì</rt></ruby></p>", "字"),
        ("<table><tr><td><p>甲</p><p>乙</p></td><td>丙<br>丁</td></tr></table>", "甲 乙 | 丙 丁"),
        (f"<table><tr><td>左栏</td><td>{LETTER * 2}</td></tr></table>", f"左栏\n{LETTER_LINES}\n{LETTER_LINES}"),
    ],
)
def test_html_keeps_the_running_text_however_the_page_is_laid_out(page: str, text: str) -> None:
    assert read_bytes("a.html", f"<html><body>{page}</body></html>".encode()).text == text


def test_html_in_utf8_that_says_gb2312_is_read_as_utf8() -> None:
    page = f"<meta charset=gb2312>{LETTER}职工".encode()
    assert "现将" not in page.decode("gb18030", "replace")
    assert read_bytes("a.html", page).text == f"{LETTER_LINES}\n职工"


def test_markup_in_the_page_title_is_dropped() -> None:
    page = f"<meta name=ArticleTitle content='关于甲的<br/>通知'>{LETTER}"
    assert read_bytes("a.html", page.encode()).title == "关于甲的通知"


def test_docx_gives_paragraphs_tables_and_inserted_text_in_order() -> None:
    document = docx.Document()
    first = document.add_paragraph("第一段")
    first._p.append(parse_xml(f"<w:ins {nsdecls('w')}><w:r><w:t>增加</w:t></w:r></w:ins>"))
    first._p.append(parse_xml(f"<w:del {nsdecls('w')}><w:r><w:delText>删去</w:delText></w:r></w:del>"))
    table = document.add_table(rows=1, cols=2)
    table.cell(0, 0).text, table.cell(0, 1).text = "甲", "乙"
    document.add_paragraph("第二段\t后")
    assert read_bytes("a.docx", word(document)).text.split("\n") == ["第一段增加", "甲 | 乙", "第二段\t后"]


def test_docx_prints_automatic_numbers() -> None:
    document = docx.Document()
    numbering = document.part.numbering_part.element
    level = '<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="chineseCounting"/><w:lvlText w:val="%1、"/></w:lvl>'
    numbering.insert(0, parse_xml(f'<w:abstractNum {nsdecls("w")} w:abstractNumId="77">{level}</w:abstractNum>'))
    numbering.append(parse_xml(f'<w:num {nsdecls("w")} w:numId="77"><w:abstractNumId w:val="77"/></w:num>'))
    numbered(document, "总体要求")
    document.add_paragraph("坚持实事求是。")
    numbered(document, "主要任务")
    assert read_bytes("a.docx", word(document)).text.split("\n") == ["一、总体要求", "坚持实事求是。", "二、主要任务"]


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "encrypted with a password"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 99, "old .doc"),
        (b"just text", "not a .docx"),
        (b"", "empty"),
    ],
)
def test_docx_that_is_none_is_refused_with_the_reason(data: bytes, reason: str) -> None:
    with pytest.raises(InputError, match=rf"a\.docx: .*{reason}"):
        read_bytes("a.docx", data)


WORD = nsdecls("w")
RUN = "<w:r><w:t>{}</w:t></w:r>"


def with_body(*elements: str) -> bytes:
    document = docx.Document()
    for element in elements:
        opened = element.replace(">", f" {WORD}>", 1)
        document.element.body.insert(len(document.element.body) - 1, parse_xml(opened))
    return word(document)


def repacked(data: bytes, part: str, changed: bytes | None) -> bytes:
    """The package with another content for one part, or without it."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(buffer, "w") as target:
        for name in source.namelist():
            content = changed if name == part else source.read(name)
            if content is not None:
                target.writestr(name, content)
    return buffer.getvalue()


def test_docx_with_tracked_changes_reads_as_if_all_were_accepted() -> None:
    cut = "<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr>" + RUN.format("前半，") + "</w:p>"
    row = "<w:tr>{}<w:tc><w:p>{}</w:p></w:tc><w:tc><w:p>{}</w:p></w:tc></w:tr>"
    gone = row.format("<w:trPr><w:del/></w:trPr>", "<w:del><w:r><w:delText>删</w:delText></w:r></w:del>", "")
    table = f"<w:tbl>{gone}{row.format('', RUN.format('甲'), RUN.format('乙'))}</w:tbl>"
    data = with_body(cut, f"<w:p>{RUN.format('后半。')}</w:p>", table)
    assert read_bytes("a.docx", data).text.split("\n") == ["前半，后半。", "甲 | 乙"]


def test_docx_reads_cells_inside_content_controls_and_no_hidden_text() -> None:
    cell = f"<w:sdt><w:sdtContent><w:tc><w:p>{RUN.format('控')}</w:p></w:tc></w:sdtContent></w:sdt>"
    table = f"<w:tbl><w:tr><w:tc><w:p>{RUN.format('格')}</w:p></w:tc>{cell}</w:tr></w:tbl>"
    hidden = (
        "<w:r><w:rPr><w:vanish/></w:rPr><w:t>隐</w:t></w:r><w:r><w:rPr><w:vanish w:val='0'/></w:rPr><w:t>显</w:t></w:r>"
    )
    assert read_bytes("a.docx", with_body(table, f"<w:p>{hidden}</w:p>")).text == "格 | 控\n显"


def test_docx_without_styles_or_of_strict_open_xml_is_read() -> None:
    data = with_body(f"<w:p>{RUN.format('文')}</w:p>")
    assert read_bytes("a.docx", repacked(data, "word/styles.xml", None)).text == "文"
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        main, relations = package.read("word/document.xml"), package.read("_rels/.rels")
    transitional, strict = b"http://schemas.openxmlformats.org/", b"http://purl.oclc.org/ooxml/"
    data = repacked(data, "_rels/.rels", relations.replace(transitional, strict))
    data = repacked(data, "word/document.xml", main.replace(transitional, strict))
    assert read_bytes("a.docx", data).text == "文"


def test_docx_reads_no_file_that_its_xml_names_as_an_entity(tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("秘密", "utf-8")
    data = with_body(f"<w:p>{RUN.format('甲乙')}</w:p>")
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        head, _, rest = package.read("word/document.xml").decode().partition("?>")
    entity = f'<!DOCTYPE x [<!ENTITY e SYSTEM "{(tmp_path / "secret").as_uri()}">]>'
    evil = f"{head}?>{entity}{rest.replace('乙', '&e;')}".encode()
    assert read_bytes("a.docx", repacked(data, "word/document.xml", evil)).text == "甲"


def test_package_that_is_no_word_document_says_what_it_is() -> None:
    data = repacked(with_body(f"<w:p>{RUN.format('文')}</w:p>"), "word/document.xml", b"<workbook/>")
    with pytest.raises(InputError, match="its main part is workbook"):
        read_bytes("a.docx", data)


def test_docx_without_text_and_damaged_docx_are_refused() -> None:
    with pytest.raises(InputError, match="no text inside"):
        read_bytes("a.docx", word(docx.Document()))
    document = docx.Document()
    document.add_paragraph("文")
    damaged = word(document).replace(b"word/document.xml", b"word/dokument.xml")
    with pytest.raises(InputError, match="damaged"):
        read_bytes("a.docx", damaged)


def test_jsonl_line_keeps_further_fields_as_strings_and_hashes_its_canonical_form() -> None:
    record = {"id": "甲", "title": "题", "text": "正文", "date": "2024-05-06", "year": 2024, "none": None}
    raw = read_bytes("甲.jsonl", json.dumps(record, ensure_ascii=False).encode())
    again = read_bytes("甲.jsonl", json.dumps(dict(reversed(record.items())), indent=1).replace("\n", " ").encode())
    assert (raw.title, raw.text) == ("题", "正文")
    assert raw.metadata == {"date": "2024-05-06", "year": "2024"}
    assert raw.content_hash == again.content_hash


def test_lone_surrogates_of_a_jsonl_line_do_not_reach_the_text() -> None:
    raw = read_bytes("a.jsonl", b'{"id": "a", "text": "\\ud800x"}')
    assert raw.text == "\ufffdx"


@pytest.mark.shared
@pytest.mark.skipif(not REPORTS.is_dir(), reason="the data beside the project (../shared) is missing")
def test_all_reports_of_2025_are_read() -> None:
    paths = sorted(REPORTS.glob("*.docx"))
    texts = [read(Input(str(p), p.name, p.stem, ".docx", p), Limits()).text for p in paths]
    assert len(texts) == 31
    assert all(len(text) > 10_000 and "各位代表" in text for text in texts)


def test_html_nested_without_end_is_refused_in_words() -> None:
    with pytest.raises(InputError, match="nested too deeply"):
        read_bytes("a.html", ("<div>" * 5000 + "通知" + "</div>" * 5000).encode())


def test_jsonl_fields_with_half_a_surrogate_pair_can_be_stored() -> None:
    line = rb'{"id": "1", "text": "a\ud800b", "k\udc00": "v\udfff"}'
    read = read_bytes("1.jsonl", line)
    assert (read.text, dict(read.metadata)) == ("a\ufffdb", {"k\ufffd": "v\ufffd"})


def test_title_of_a_jsonl_line_is_one_line() -> None:
    line = {"id": "a", "title": " 关于甲的\r\n通知 ", "text": "文"}
    assert read_bytes("a.jsonl", json.dumps(line).encode()).title == "关于甲的 通知"
