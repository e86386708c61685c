"""Documents that bear a number for a title: 指挥部第8号通告, 指挥部发布第11号、第12号通告, 指挥部通告（第3号）, and
those that a text goes by without their title: 按照湘商发〔2020〕6号文件精神."""

from __future__ import annotations

import re
from collections.abc import Iterator

from graph.elements import BODIES
from graph.extraction.policies.titles import canonical_title, find_number
from graph.extraction.scope import Mention, Scope
from graph.extraction.word_pattern import AnchoredPattern

# Not the number of a year's series (2020年第8号公告), which is a 发文字号.
_BEFORE_KIND = re.compile(
    r"[第\d](?<![\d年\]〕］】)）、号].)(?:(?<=第)\d{1,3}|(?<!第)\d{0,2})号"
    r"(?:(?:[、和及与]|以及)第?\d{1,3}号){0,8}(?P<kind>通告|公告)(?!第)"
)
_NUMBER = re.compile(r"第?(\d{1,3})号")
_BEHIND_KIND = AnchoredPattern(
    r"(?P<kind>通告|公告)(?:[（(]第\d{1,3}号[）)]|(?<=通告)第\d{1,3}号)(?!公布|发布)", ("通告", "公告")
)
# 按照海关总署公告2020年第17号: a body's notice or order by its year and number, behind a word for going by it.
_OF_YEAR = AnchoredPattern(
    r"(?:公告|通告|令)(?:19|20)\d{2}年第\d{1,4}号(?!\s*[）)》])", ("公告", "通告", "令19", "令20")
)
_GONE_BY = re.compile(r"(?:按照?|比照|参照|根据|依据|依照|遵照|执行|落实|贯彻|符合|违反|适用)(?:了|好)?[\s　]*$")
_ISSUED = re.compile(r"[\s　]*(?:\d{1,2}月\d{1,2}日|连续|先后|再次)?(?:发布|下发|印发|发出|公布)?了?的?[\s　]*")
_REACH = 16
_LONGEST_NAME = 60
# A body in the brackets of a 发文字号, or the end of a longer name (某开发区应对…指挥部).
_CUT_OFF = frozenset("（(对")

NUMBER = "number-cited"
_GOES_BY = re.compile(
    r".*(?:按照?|根据|依据|依照|遵照|参照|落实|执行|贯彻|印发|下发|转发|和|及|与|、|以|对照)的?[（(]?"
    r"(?P<number>(?:(?!的)[一-鿿]){2,10}(?<!公告)(?<!令))$"
)
_YEAR_AND_NUMBER = AnchoredPattern(
    r"[〔\[【（(﹝](?:19|20)\d{2}[〕\]】）)﹞]\s*(?:第\s*)?\d{1,5}\s*号",
    (mark + century for mark in "〔[【（(﹝" for century in ("19", "20")),
)
_AS_PAPER = re.compile(
    r"(?:[）)]?等?[）)]?)?(?:文件|文(?!化|旅)|通知|规定|要求|精神|执行)|[）)]?、[（(]?[一-鿿]{2,10}[〔\[]"
)
# 以云政办发〔2024〕8号文件印发: the number of the policy told of.
_AS_ITS_NUMBER = re.compile(r"文(?:件)?(?:正式|联合)?(?:印发|下发|发布|出台|公布)")

Numbered = tuple[int, int, str]
"""Clean start and end of a mention, and the notice's name."""


def numbered_notices(scope: Scope) -> Iterator[Numbered]:
    """Notices told by their body and number, and bare numbers (11号通告) of those named before."""
    text = scope.text
    names: dict[tuple[str, str], str] = {}
    for match in scope.finditer(_BEFORE_KIND, "号通", "号公"):
        body = _issuer(scope, match.start())
        series = "" if body is not None else _own_series(scope, match["kind"])
        for number in _NUMBER.finditer(text, match.start(), match.end()):
            at = (number[1], match["kind"])
            if body is not None:
                names[at] = f"{body.name}第{number[1]}号{match['kind']}"
            elif series and number[0][0] == "第":
                names.setdefault(at, f"{series}第{number[1]}号{match['kind']}")
            if at in names:
                first = body is not None and number.start() == match.start() == body.end
                last = number.end() == match.start("kind")
                start = body.start if body is not None and first else number.start()
                yield start, match.end() if last else number.end(), names[at]
    for match in _BEHIND_KIND.finditer(text, scope.part.start, scope.part.end):
        body = _issuer(scope, match.start())
        if body is not None and body.end == match.start() and text[body.start - 1 : body.start] not in _CUT_OFF:
            yield body.start, match.end(), canonical_title(text[body.start : match.end()])


def notices_of_years(scope: Scope) -> Iterator[Numbered]:
    """Notices and orders that a text goes by, each named with its body, year and number."""
    text = scope.text
    for match in _OF_YEAR.finditer(scope.text, scope.part.start, scope.part.end):
        body = _issuer(scope, match.start())
        if body is None or body.end != match.start():
            continue
        number = find_number(text[body.start : match.end()])
        if number and _GONE_BY.search(text, max(scope.part.start, body.start - 8), body.start):
            yield body.start, match.end(), number


def cited_numbers(scope: Scope) -> Iterator[Numbered]:
    """发文字号 that stand for the documents that bear them."""
    for match in _YEAR_AND_NUMBER.finditer(scope.text, scope.part.start, scope.part.end):
        if not _AS_PAPER.match(scope.text, match.end()) or _AS_ITS_NUMBER.match(scope.text, match.end()):
            continue
        before = _GOES_BY.match(scope.text, max(scope.part.start, match.start() - 18), match.start())
        number = find_number(scope.text[before.start("number") : match.end()]) if before else None
        if before and number and scope.text[before.start("number") - 2 : before.start("number") - 1] != "》":
            yield before.start("number"), match.end(), number


def _own_series(scope: Scope, kind: str) -> str:
    """The issuer of a document that is such a notice itself: 第2号通告同时废止."""
    header = scope.document.header
    own = header.issuers and header.title is not None and header.title.value.endswith(kind)
    return header.issuers[0].value if own else ""


def _issuer(scope: Scope, at: int) -> Mention | None:
    """The body that ends before the number, with at most a verb of issuing between."""
    before = (body for body in scope.beginning_in(at - _LONGEST_NAME, at) if body.kind in BODIES)
    near = [b for b in before if at - _REACH <= b.end <= at and _ISSUED.fullmatch(scope.text, b.end, at)]
    return max(near, key=lambda body: (body.end, -body.start), default=None)
