"""Bodies that nothing but the post behind their name gives away: 【青禾日化】总经理罗文, 【柳叶湖派出所】所长罗文."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib import resources
from typing import NamedTuple

from graph.elements import Kind
from graph.extraction.boundary import is_common, left_edge
from graph.extraction.people.posts import posts
from graph.extraction.scope import Mention

_NAME = re.compile(r"[\u4e00-\u9fff][\u4e00-\u9fffA-Z\d（）()]{2,25}")
# 该站, 一家药店, 某公司, 全国劳模: words that point or count instead of naming.
_NO_NAME = re.compile(
    r"^(?:自治区|[省市县区州旗](?!中)|该|此|本|我|其|某|各|全|每|另|一[家名位个所]|[两几多]|原|前|时任|现任|著名|知名|资深|首席|高级|相关|有关|分管|主要|新任)"
    r"|[的了是在将被把与和及、]|负责|领导|分别|担任|有限责任"
)
_IN_MARKS = re.compile(
    r"(?:[店厅馆厂社坊]|公司|企业|集团|品牌|酒楼|超市|民宿|平台|商户)(?:——|—)?“(?P<name>[\u4e00-\u9fffA-Za-z\d]{2,12})”的?$"
)
_BUREAU = re.compile(
    r"(?<![\u4e00-\u9fff])[\u4e00-\u9fff]{2,6}?[市县区州旗][\u4e00-\u9fff]{2,9}和[\u4e00-\u9fff]{2,6}[局委]$"
)
_COMMITTEES_OF_FIRMS = ("公司党委", "集团党委", "厂党委")
_DEPARTMENT = re.compile(r"[\u4e00-\u9fffA-Z\d]{0,14}")


class _Heads(NamedTuple):
    """ends: what the name of a body ends with. kinds: the kind of body that each end makes."""

    ends: re.Pattern[str]
    kinds: dict[str, Kind]


def body_by_post(text: str, start: int, end: int) -> tuple[Mention, str] | None:
    """The body named between `start` and the post that ends at `end`, and the post with the department before it.

    None where no word before the post makes a body's name, or its own part is made of common words alone.
    """
    post = posts().post_before(text, end, start)
    if post is None:
        return None
    limit = end - len(post)
    marked = _quoted(text, limit) or _bureau(text, start, limit)
    if marked is not None:
        return marked, text[marked.end : end].lstrip("”的")
    found = [
        match for match in _heads().ends.finditer(text, start, limit) if _DEPARTMENT.fullmatch(text, match.end(), limit)
    ]
    for match in reversed(found):
        begin = _beginning(text, start, match)
        name, stem = text[begin : match.end()], text[begin : match.start()]
        if name.endswith(_COMMITTEES_OF_FIRMS):
            continue  # 青禾公司|党委书记: held at the firm
        if text[:begin].endswith(("与", "和", "及")):
            continue  # 合作与发展组织: the seam of a name or of two
        if _NAME.fullmatch(name) and len(stem) >= 2 and not _NO_NAME.search(name) and not is_common(stem):
            body = Mention(_heads().kinds[match.group()], begin, match.end(), name, "body-of-post", 0.7)
            return body, text[match.end() : end]
    return None


def _quoted(text: str, end: int) -> Mention | None:
    """火锅店“青禾小馆”的(负责人): a name in quotation marks behind the kind of shop or firm."""
    match = _IN_MARKS.search(text, max(0, end - 30), end)
    if match is None:
        return None
    return Mention(Kind.ENTERPRISE, *match.span("name"), match["name"], "body-of-post", 0.7)


def _bureau(text: str, start: int, end: int) -> Mention | None:
    """浏阳市文化体育和旅游局(局长): a local bureau whose fields 和 joins."""
    match = _BUREAU.search(text, start, end)
    return Mention(Kind.AGENCY, *match.span(), match.group(), "body-of-post", 0.75) if match else None


def _beginning(text: str, start: int, head: re.Match[str]) -> int:
    """Where the name of that head begins: behind another of the same head (定点医院|某市人民医院), before 对外."""
    again = text.rfind(head.group(), start, head.start())
    edge = left_edge(text, head.start(), again + len(head.group()) if again >= 0 else start).start
    return edge - 2 if text[start:edge].endswith("对外") else edge


@cache
def _heads() -> _Heads:
    table = tomllib.loads(resources.files("graph.gazetteer").joinpath("posts.toml").read_text(encoding="utf-8"))
    kinds = {word: Kind(kind) for kind, words in table["body_ends"].items() for word in words}
    words = sorted(map(re.escape, kinds), key=len, reverse=True)
    return _Heads(re.compile("|".join(words)), kinds)
