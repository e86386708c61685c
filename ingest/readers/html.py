""".html: the page's main text, one block a line, without scripts, menus and footers."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from ingest.decode import decode
from ingest.errors import InputError
from ingest.inputs import Limits
from ingest.readers.registry import Extract

DROPPED = (
    "script,style,noscript,template,iframe,object,svg,canvas,nav,aside,button,select,input,textarea,rp,rt"
    ",footer:not(article footer, main footer)"
)
BLOCK = re.compile(
    "address|article|blockquote|body|center|dd|div|dl|dt|fieldset|figcaption|figure|h[1-6]|header|hr|li|main|ol|p|pre"
    "|section|table|tbody|tfoot|thead|tr|ul|caption"
)
CONTAINER_NAMES = re.compile(r"content|article|zoom|editor|detail|main|text|正文", re.IGNORECASE)
MENU_NAMES = re.compile(
    r"(?:^|[-_ ])(?:nav|menu|breadcrumb|crumbs?|share|sidebar|footer|toolbar|copyright|related|pager)(?:$|[-_ ])",
    re.IGNORECASE,
)
DECLARED = re.compile(rb"<meta[^>]+charset\s*=\s*[\"']?\s*([\w-]+)", re.IGNORECASE)
HIDDEN = re.compile(r"display\s*:\s*none", re.IGNORECASE)
MARKUP = re.compile(r"</?\w[^>]*>")
PARAGRAPHS_OF_LAYOUT = 4
"""Blocks in one cell from which on a table is taken for the page's layout, not for data."""
GENERATED_SUFFIX = re.compile(r"\s*[_|\-—–]+\s*[^_|\-—–]{2,30}$")
_PUBLISHED = re.compile(
    r"^(?:(?:发布|发表|更新)?(?:时间|日期)[：:]?\s*)?((?:19|20)\d\d)[-/.年](\d{1,2})[-/.月](\d{1,2})日?(?=[ \d:]|$)",
    re.MULTILINE,
)
METADATA_NAMES = {"pubdate": "date", "publishdate": "date", "contentsource": "source", "columnname": "column"}


def read(data: bytes, name: str, limits: Limits) -> Extract:
    """Main text and title; `metadata` holds the page's own PubDate and ContentSource, or the date printed on top."""
    from bs4 import BeautifulSoup

    soup = BeautifulSoup(_decoded(data, name), "lxml")
    try:
        return _extract(soup)
    except RecursionError as error:
        raise InputError(f"{name}: its tags are nested too deeply; save the page's text as .txt") from error


def _extract(soup: Any) -> Extract:
    title, metadata = _title(soup), _metadata(soup)
    for tag in soup.select(DROPPED):
        tag.decompose()
    whole = _prose_length(soup.body or soup)
    for tag in [tag for tag in soup.find_all(True) if _is_beside(tag, whole)]:
        tag.decompose()
    text = "\n".join(_lines(_main(soup)))
    if title and _squeezed(title) not in _squeezed(text[:1000]):
        text = f"{title}\n{text}"
    if "date" not in metadata and (date := _PUBLISHED.search("\n".join(text.split("\n")[:8]))):
        metadata["date"] = f"{int(date[1]):04d}-{int(date[2]):02d}-{int(date[3]):02d}"
    return Extract(text, title, metadata)


def _decoded(data: bytes, name: str) -> str:
    """By the page's own declaration if it holds, since browsers go by it; else by the bytes."""
    declared = DECLARED.search(data[:2048])
    if declared and not _is_chinese_utf8(data):
        label = declared[1].decode("ascii").lower()
        encoding = "gb18030" if label in {"gb2312", "gbk", "gb18030"} else label
        if encoding in {"gb18030", "big5"}:
            try:
                return data.decode(encoding)
            except UnicodeDecodeError:
                pass
    if not data.strip():
        raise InputError(f"{name}: the file is empty; nothing was read")
    return decode(data, name)


def _is_chinese_utf8(data: bytes) -> bool:
    """Whether the bytes are UTF-8 whatever the page says: they might be read as GB18030 too, but not the other way."""
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return any("\u4e00" <= char <= "\u9fff" for char in text)


def _title(soup: Any) -> str | None:
    """The page's ArticleTitle (government sites' standard), its only h1, or its <title> without the site's name."""
    declared = soup.find("meta", attrs={"name": re.compile("^articletitle$", re.IGNORECASE)})
    if declared is not None and declared.get("content", "").strip():
        return _one_line(MARKUP.sub("", declared["content"]))
    headings = [heading for heading in soup.find_all("h1") if heading.get_text(strip=True)]
    if len(headings) == 1:
        return _one_line(headings[0].get_text(" "))
    if soup.title is not None and soup.title.get_text(strip=True):
        return GENERATED_SUFFIX.sub("", _one_line(soup.title.get_text())) or None
    return None


def _metadata(soup: Any) -> dict[str, str]:
    found: dict[str, str] = {}
    for meta in soup.find_all("meta"):
        key = METADATA_NAMES.get(str(meta.get("name", "")).casefold())
        value = str(meta.get("content", "")).strip()
        if key and value:
            found[key] = value[:10] if key == "date" else value
    return found


def _is_beside(tag: Any, whole: int) -> bool:
    """A menu, a form or what is hidden, unless it is wrapped around the page's running text, as ASP.NET's forms are."""
    if tag.decomposed or tag.attrs is None or tag.name in {"html", "body"}:
        return False
    return _is_marked(tag) and 2 * _prose_length(tag) <= whole


def _is_marked(tag: Any) -> bool:
    if tag.name == "form" or tag.has_attr("hidden") or HIDDEN.search(tag.get("style") or ""):
        return True
    names = " ".join([*tag.get("class", []), tag.get("id", "") or "", tag.get("role", "") or ""])
    return bool(names.strip()) and bool(MENU_NAMES.search(names)) and len(tag.get_text(strip=True)) < 600


def _main(soup: Any) -> Any:
    """The smallest element that a page's maker calls its content and that holds most of the page's running text."""
    body = soup.body or soup
    whole = _prose_length(body)
    candidates = [
        tag
        for tag in body.find_all(["article", "main", "div", "section", "td"])
        if tag.name in {"article", "main"}
        or CONTAINER_NAMES.search(" ".join([*tag.get("class", []), tag.get("id") or ""]))
    ]
    holding = [tag for tag in candidates if _prose_length(tag) >= 0.8 * whole > 0]
    return min(holding, key=lambda tag: len(tag.get_text())) if holding else body


def _prose_length(tag: Any) -> int:
    """Characters outside links: menus and lists of other articles are links."""
    return len(tag.get_text(strip=True)) - sum(len(link.get_text(strip=True)) for link in tag.find_all("a"))


def _lines(root: Any) -> Iterator[str]:
    """Lines of text: a new one at each block element and <br>; the cells of a table row stand in one line."""
    from bs4.element import NavigableString

    parts: list[str] = []

    def walk(node: Any, is_pre: bool) -> None:
        if isinstance(node, NavigableString):
            if type(node) is NavigableString:  # no comment, no declaration
                parts.append(re.sub(r"[ \t\r\f]+" if is_pre else r"[ \t\r\n\f]+", " ", node))
            return
        mark = _mark(node)
        parts.append(mark)
        for child in node.children:
            walk(child, is_pre or node.name == "pre")
        if node.name in {"td", "th"}:
            parts.append(_after_cell(node))
        parts.append("" if node.name == "br" else mark)

    walk(root, False)
    lines = (re.sub(r" {2,}", " ", raw).strip(" ") for raw in "".join(parts).split("\n"))
    return (line for line in lines if line)


def _mark(node: Any) -> str:
    """What stands before and after an element's text: a line break at blocks, but a space inside a row of data."""
    if node.name != "br" and BLOCK.fullmatch(node.name) is None:
        return ""
    return " " if node.name != "tr" and _in_data_row(node) else "\n"


def _after_cell(cell: Any) -> str:
    if not _in_data_row(cell):
        return "\n"
    return " | " if cell.find_next_sibling(["td", "th"]) else ""


def _in_data_row(node: Any) -> bool:
    """Whether a row of a real table holds the node: one of several cells, none of them full of paragraphs or tables."""
    row = node.find_parent("tr")
    cells = row.find_all(["td", "th"], recursive=False) if row is not None else []
    return len(cells) > 1 and not any(_is_layout(cell) for cell in cells)


def _is_layout(cell: Any) -> bool:
    blocks = cell.find_all(lambda tag: BLOCK.fullmatch(tag.name) is not None, limit=PARAGRAPHS_OF_LAYOUT)
    return cell.find("table") is not None or len(blocks) == PARAGRAPHS_OF_LAYOUT


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _squeezed(text: str) -> str:
    return "".join(text.split())
