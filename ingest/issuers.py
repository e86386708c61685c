"""Names of bodies in a header: issuers, signers, addressees."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ingest.clean_lines import CleanLine, split_at_gaps
from ingest.document import CleanText, Field

BODY_END = re.compile(
    r"(?:委员会|委|政府|厅|局|部|办|室|工会|总会|院|会|署|行|司|集团|中心|处|组|指挥部|机制|大学|学院|社|校|所|党组|军区|司令部|总队|支队|站|馆|台|园|区)"
    r"(?:[（(][^（）()]{2,20}[）)])?\Z"
)
# The second line of a name that was too long for one: it says what the body is for, not whose it is.
_CONTINUED = re.compile(
    r"(?:应对|防控|防治|防汛|抗击|抗震|推进|打击|整治|创建|处置|新型冠状病毒|新冠|疫情).{2,40}"
    r"|(?:工作|管理)?委员会|(?:工作|应急)?(?:领导小组|指挥部)(?:办公室)?|办公[厅室]"
)
_TITLE_VERB = re.compile(r"关于|印发|转发|批转|公布|发布|令(?=第)|令\Z|公告\Z|通告\Z")
# 清政发〔2024〕3号-清江市人民政府关于…: a page's number before the title.
_NUMBERED = re.compile(r"\S{2,16}〔\d{4}〕\d{1,5}号[-—－\s:：]*")
_DISTRICT = re.compile(r"(?!.*(?:开发|高新|示范|合作|保税|功能|管理|管委|新|园|特)区)[\u4e00-\u9fff]{1,8}区")
_AND_OTHERS = re.compile(r"等(?:[\d一二三四五六七八九十]{1,3})?(?:个)?(?:部门|单位|部委|机关|委办局|厅局)?\Z")
_SEPARATORS = re.compile("[、，,；;：:。]")
_ADDRESSEE = re.compile(
    rf"^(?:各|有关|全|本|驻)|{BODY_END.pattern}|(?:单位|部门|机构|企业|组织|机关|团体|协会|联合会|法院|检察院|银行|医院|商会|学会|基金会)\Z"
)
_BRACKETS = {"（": "）", "(": ")", "《": "》"}
_REGIONS = r"(?:省|自治区|直辖市|计划单列市|副省级城市|[市县区州盟旗地乡镇]{1,3}|街道)(?:[（(][^（）()]{1,12}[）)])?"
_GENERIC = re.compile(rf"(?:.{{0,20}}各|有关)?{_REGIONS}(?:[及和]{_REGIONS})*")
_NO_ADDRESSEE = re.compile(r"。|如下|通知[：:]|现将|可以|以下|如何|通过|\?|？")


def is_body(text: str) -> bool:
    """Whether the text can be a body's printed name: its last word is a kind of body, and nothing punctuates it."""
    return (
        2 <= len(text) <= 50 and BODY_END.search(text) is not None and not re.search(r"[，。；：、？！《》“”\d]", text)
    )


def is_district(text: str) -> bool:
    """Whether the name is a district's, which issues nothing itself (海陵区关于…), not a zone's administration."""
    return _DISTRICT.fullmatch(text) is not None


def continues_name(text: str) -> bool:
    """Whether a signature's line goes on with the name begun in the line above it (…开发区 / 应对…指挥部)."""
    return _CONTINUED.fullmatch(text) is not None


def bodies_in(clean: CleanText, line: CleanLine, end: int, start: int = 0) -> tuple[Field, ...]:
    """The bodies that the line's characters [start, end) consist of, one or several with gaps between."""
    if not start < end <= start + 200:
        return ()
    text = line.text
    pieces = [(a - line.start, b - line.start) for a, b in split_at_gaps(clean, line.start + start, line.start + end)]
    if len(pieces) > 1 and all(is_body(text[a:b]) and b - a >= 3 for a, b in pieces):
        return tuple(line.field(a, b) for a, b in pieces)
    if "、" in text[start:end] and all(is_body(name) for name in text[start:end].split("、")):
        return tuple(names_in(line, start, end))
    return (line.field(start, end),) if is_body(text[start:end]) else ()


def issuers_in_title(clean: CleanText, title: Sequence[CleanLine], above: Sequence[CleanLine]) -> tuple[Field, ...]:
    """The bodies before 关于 or 印发 in the title, or alone in the lines directly above it."""
    found: list[Field] = []
    for line in title:
        verb = _TITLE_VERB.search(line.text)
        end = verb.start() if verb else len(line.text)
        end = others.start() if (others := _AND_OTHERS.search(line.text[:end])) else end
        number = _NUMBERED.match(line.text)
        found += bodies_in(clean, line, end, number.end() if number else 0) if end else ()
        if verb:
            break
    else:
        return ()
    if not found and title[0].text.startswith(("关于", "印发", "转发")):
        for line in reversed(above):
            bodies = bodies_in(clean, line, len(line.text))
            if not bodies:
                break
            found[:0] = bodies
    return tuple(found)


def names_in(line: CleanLine, start: int, end: int) -> list[Field]:
    """The names in [start, end) of the line, parted by punctuation outside brackets."""
    return [line.field(a, b) for a, b in _split(line.text, start, end)]


def addressees_of(line: CleanLine) -> tuple[Field, ...]:
    """主送机关 of a line that ends in a colon.

    各省、自治区、直辖市人民政府 is one addressee: a bare kind of region goes with the body that follows it.
    """
    text = line.text
    if len(text) > 600 or _NO_ADDRESSEE.search(text):
        return ()
    ranges: list[tuple[int, int]] = []
    pending: int | None = None
    for start, end in _split(text, 0, len(text)):
        if end - start == 1 and ranges and pending is None:
            ranges[-1] = (ranges[-1][0], end)
            continue
        first = start if pending is None else pending
        if _GENERIC.fullmatch(text[start:end]) and text[end : end + 1] == "、":
            pending = first
        else:
            ranges.append((first, end))
            pending = None
    named = sum(bool(_ADDRESSEE.search(text[a:b])) for a, b in ranges)
    return tuple(line.field(a, b) for a, b in ranges) if named * 2 >= len(ranges) else ()


def _split(text: str, start: int, end: int) -> list[tuple[int, int]]:
    ranges: list[tuple[int, int]] = []
    position, closer = start, ""
    for index in range(start, end):
        char = text[index]
        if closer:
            closer = "" if char == closer else closer
        elif char in _BRACKETS and _BRACKETS[char] in text[index:end]:
            closer = _BRACKETS[char]
        elif _SEPARATORS.match(char):
            if index > position:
                ranges.append((position, index))
            position = index + 1
    if end > position:
        ranges.append((position, end))
    return ranges
