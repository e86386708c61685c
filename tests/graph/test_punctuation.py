"""Marks of half width are read as full ones, and quoted as they are printed."""

from __future__ import annotations

from graph.elements import LinkKind
from graph.extraction.punctuation import with_wide_marks
from tests.graph.reading import document_of, extraction_of, links


def test_marks_between_chinese_characters_are_wide_and_figures_keep_theirs() -> None:
    document = document_of("省总工会主席罗文说:“好!”共1,000人,10:30开始;详见http://a.cn。")
    wide = with_wide_marks(document)
    assert wide.clean.text == "省总工会主席罗文说：“好！”共1,000人，10:30开始；详见http://a.cn。"
    assert wide.clean.offsets == document.clean.offsets


def test_text_without_narrow_marks_is_left_as_it_is() -> None:
    document = document_of("省总工会主席罗文说：“好！”")
    assert with_wide_marks(document) is document


def test_what_is_left_of_markup_is_no_mark() -> None:
    document = document_of("印发&lt;通知&gt;的通知&nbsp;好&ldquo;是&rdquo;。")
    assert with_wide_marks(document) is document


def test_hosts_behind_narrow_commas_are_found_and_quoted_as_printed() -> None:
    text = "湖南省总工会、湖南省教育厅举办“湘匠”论坛,由湘潭市总工会承办,共两天。"
    hosts = {host for host, _ in links(text, LinkKind.CARRIES_OUT)}
    assert hosts == {"湖南省总工会", "湖南省教育厅", "湘潭市总工会"}
    quotes = {link.evidence[0].quote for link in extraction_of(text).links if link.kind is LinkKind.CARRIES_OUT}
    assert all(quote in text for quote in quotes)
