"""Initiatives named in quotation marks: “五小”活动, “直通车”制度, 推行“网上办”."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from graph.extraction.initiatives_table import InitiativeTable, alternatives, bare, initiative_table


@dataclass(frozen=True, slots=True)
class QuotedName:
    """A quoted initiative. start, end: clean span of the quotation marks and the head after them, if any.

    words: inside the marks. name: canonical. core: the head that tells it from others of the same words, or "".
    """

    start: int
    end: int
    words: str
    name: str
    core: str
    rule: str


_QUOTED = re.compile(r"[“\"「‘]([^“”\"「」‘’\n。！？；]{2,26})[”\"」’]")
_COUNT = r"[一二两三四五六七八九十百千万双\d]"
_COUNTED = re.compile(
    rf"^{_COUNT}{{1,2}}[个项大张条]?[\u4e00-\u9fff]{{1,4}}(?:[、，]?{_COUNT}{{1,2}}[\u4e00-\u9fff]{{1,4}}){{0,4}}$"
)
_GENERIC_COUNT = re.compile(r"^[一二两三四五六七八九十\d]+[个项条]{1}(?:机制|平台|活动|行动|工程|计划)$")
_CHARACTERISED = ("为特点", "为特色", "为内容", "为主要内容", "为载体")
_ZERO = re.compile(
    r"^(?:零|0)[\u4e00-\u9fff]{1,4}$|^[\d.%-]+$|^[A-Za-z0-9]+$|^十[一二三四五六]五$|^[一二三四五六七八九十百\d]+(?:条|大类|个字|号文)$"
)
_LONGEST_WEAK = 18
_NOTE = re.compile(r"[（(][^（）()\n]{2,30}[)）]")
_JOINED = re.compile(r"[、和及与以及，,\s]{0,2}$")


@lru_cache(maxsize=1)
def _tail_patterns() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    """Head after a quoted name, weak head, and head of a counted one; modifiers between."""
    table = initiative_table()
    between = r"(?:等)?的?[\u4e00-\u9fff、]{0,12}?"
    return (
        re.compile(rf"{between}({alternatives(table.quoted_heads)})"),
        re.compile(rf"(?:等)?的?[\u4e00-\u9fff]{{0,4}}?({alternatives(table.quoted_weak_heads)})"),
        re.compile(rf"(?:等)?的?[\u4e00-\u9fff]{{0,2}}?({alternatives(table.counted_heads)})"),
    )


def find_quoted_names(text: str, start: int, end: int) -> list[QuotedName]:
    """Quoted initiatives of [start, end), in order. Rows of quotations share the verb before and the head after."""
    found: list[QuotedName] = []
    for row in _rows(text, start, end):
        found += _read_row(text, row)
    return found


def _rows(text: str, start: int, end: int) -> Iterator[list[re.Match[str]]]:
    row: list[re.Match[str]] = []
    for match in _QUOTED.finditer(text, start, end):
        if row and not (match.start() - row[-1].end() <= 2 and _JOINED.match(text[row[-1].end() : match.start()])):
            yield row
            row = []
        row.append(match)
    if row:
        yield row


def _read_row(text: str, row: list[re.Match[str]]) -> list[QuotedName]:
    table = initiative_table()
    before = text[max(0, row[0].start() - 16) : row[0].start()]
    if before.endswith(table.not_before) or text[row[0].start() - 1 : row[0].start()] in ("：", ":"):
        return []
    found = []
    for match in row:
        name = _judge(text, match, row[-1].end(), before, table)
        if name is not None:
            found.append(name)
    return found


def _judge(text: str, match: re.Match[str], row_end: int, before: str, table: InitiativeTable) -> QuotedName | None:
    words = bare(match[1])
    if words in table.not_names or _ZERO.match(words) or len(words) < 2:
        return None
    counted = bool(_COUNTED.match(words)) and not words.endswith(table.not_counted_ends)
    place = match.end()
    note = _NOTE.match(text, row_end)
    after = note.end() if note else row_end
    following = text[after : after + 24]
    if counted and following.startswith(_CHARACTERISED):
        return QuotedName(match.start(), place, words, f"“{words}”", "", "quoted-characterised")
    if following.startswith(table.not_after) and not following.startswith(("产品质量",)):
        return None
    if _lists_ordinary_words(words, following):
        return None
    quoted = f"“{words}”"
    head = _head(following, counted)
    if head is not None and (head[0] != "weak-head" or counted or 3 <= len(words) <= _LONGEST_WEAK):
        kind, core, length = head
        own_end = after + length if row_end == place else place
        rule = f"quoted-{kind}"
        printed = following[:length] if row_end == place else core
        name = quoted + _printed_head(printed, core, kind)
        return QuotedName(match.start(), own_end, words, name, core if kind == "head" else "", rule)
    if words.endswith(table.self_heads) and len(words) >= 4 and not _GENERIC_COUNT.match(words):
        return QuotedName(match.start(), place, words, quoted, "", "quoted-self-head")
    return _by_verb(match, words, before, counted, table)


def _head(following: str, counted: bool) -> tuple[str, str, int] | None:
    """Kind of head, the head, and how far it reaches."""
    strong, weak, counting = _tail_patterns()
    for kind, pattern in (("head", strong), ("weak-head", weak), ("counted-head", counting)):
        found = pattern.match(following)
        if found and (kind != "counted-head" or counted) and not _crosses(found[0][: -len(found[1])]):
            end = found.end()
            longer = strong.match(following, end) if kind == "head" else None
            if longer and longer.end() - end == len(longer[1]):  # 改革 goes on as 改革模式
                return kind, longer[1], longer.end()
            return kind, found[1], end
    return None


def quoted_after(text: str, place: int) -> QuotedName | None:
    """The quotation that begins at `place`, right after a body's name (省总工会“数字工会”), if it may be a name."""
    match = _QUOTED.match(text, place)
    if match is None:
        return None
    words, table = bare(match[1]), initiative_table()
    ordinary = words in table.not_names or bool(_ZERO.match(words)) or any(mark in words for mark in "、，")
    if ordinary or not 3 <= len(words) <= 10 or text.startswith(table.not_after, match.end()):
        return None
    return QuotedName(match.start(), match.end(), words, f"“{words}”", "", "quoted-after-body")


def _lists_ordinary_words(words: str, following: str) -> bool:
    """“工资协商、和谐企业、班组建设”等各项工作: one pair of marks round a list of three and more, not a name."""
    items = words.split("、")
    return len(items) >= 3 and following.startswith("等") and len({len(item) for item in items}) > 1


_ATTRIBUTE = re.compile(r"推动|推进|开展|实施|落实|组织|鼓励|做好|确保|和|与|将|把|对|向|是|了|并|为")
_VERBAL = re.compile(
    r"推动|推进|开展|实施|充分|发挥|依托|利用|开通|全面|提升|提高|加强|强化|建立|完善|促进|引领|引导|落实|组织|支持|鼓励|做好|确保|保障|带动|为|在(?!线)|和|与|将|把|对|向|是|有|或|等着|了|并|及|成果|基础"
)


def _crosses(between: str) -> bool:
    """Do the words between quotation and head hold a verb, so that the head belongs to something else?"""
    if "等" in between[1:] and not between.startswith("、"):
        return True
    pattern = _ATTRIBUTE if between.startswith("的") else _VERBAL
    return bool(pattern.search(between.replace("合作", "")))


def _printed_head(printed: str, core: str, kind: str) -> str:
    """The head as it stands in the name: with its modifiers, but 等群众性创新活动 reads 活动."""
    if kind == "counted-head" and core == "作用":
        return ""
    if printed.startswith("、"):
        return ""
    if "等" in printed:
        return core
    return printed.removeprefix("的") if kind != "head" else printed


def _by_verb(match: re.Match[str], words: str, before: str, counted: bool, table: InitiativeTable) -> QuotedName | None:
    """A quoted name without a head, carried by the verb before it."""
    quoted = f"“{words}”"
    if before.endswith(table.carrying_verbs) and len(words) <= 12 and (counted or len(words) >= 3):
        return QuotedName(match.start(), match.end(), words, quoted, "", "quoted-after-verb")
    if not counted or not _ENDS.match(match.string, match.end()):
        return None
    clause = re.split(r"[，。；：、\n]", before)[-1]
    if clause == "" or _carried(clause, table):
        return QuotedName(match.start(), match.end(), words, quoted, "", "quoted-counted")
    return None


_ENDS = re.compile(r"\s*(?:[，。；、）)等和与及\n]|新优势|$|的(?:作用|优势|机制))|[\u4e00-\u9fff]{0,4}(?:落实|实施)")


def _carried(clause: str, table: InitiativeTable) -> bool:
    """Does a building or carrying verb stand before the quotation, at most six characters away?"""
    near = clause[-10:]
    return any(verb in near for verb in (*table.building_verbs, *table.carrying_verbs))
