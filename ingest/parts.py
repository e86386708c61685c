"""Parts: a notice and the document that it prints, its 附件, or the items of a bulletin."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from ingest.clean_lines import CleanLine
from ingest.dates import match_date
from ingest.document import Field, Masthead, Part, PartKind
from ingest.gaps import is_running_text
from ingest.issuers import is_body
from ingest.labels import label_at
from ingest.layout import ends_as_title, ends_sentence

_ATTACHMENT = re.compile(r"(?:\S{2,16}〔\d{4}〕\d{1,5}号)?附(?:件|录|表)?[\d一二三四五六七八九十]{0,3}[：:]?")
_PRINTS = re.compile(r"印发|转发|批转|公布|发布|下发|颁布")
_QUOTED = re.compile(r"《([^《》]*(?:《[^《》]*》[^《》]*)*)》")
_COLUMN = re.compile(r"[【\[［◆◇■●★☆▲]{1,2}[^【】\[\]，。]{2,14}[】\]］◆◇■●★☆▲]{1,2}")
# ■浙江台州 above an item's title: a mark that is not closed.
_MARKED = re.compile(r"[◆◇■□●★☆▲◎►▶]\s*[^，。；：！？“”◆◇■□●★☆▲◎►▶]{2,14}")
_FEWEST_MARKED = 3
_BYLINE = re.compile(r"[（(](?:[^（）()，。；]{2,40}|《[^》]{2,20}》[^（）()。]{0,20})[）)]")
_DATE_NOTE = re.compile(r"[（(][^（）()]*(?:\d{4}年|\d月|\d日|通过|施行|修正)[^（）()]*[）)]")
_RECORD = re.compile(r"(?:主送|抄送|抄报|分送|报送|报|送|发)[：:]|(?:责任编辑|编辑|责编|审核|校对|签发)[：:]")
_EDITOR_NOTE = re.compile(r"[【\[（(]?(?:编者按|编者的话|按语|编前语?)[】\])）]?[：:]?")
_PLACE = re.compile(r"[\u4e00-\u9fff]{1,8}?(?:自治区|自治州|自治县|自治旗|省|市|州|县|区|旗|盟)")
_NO_PLACE = re.compile(
    r"[在于从对全我各本该以为把让向由多跨两].*|.*(?:(?:社|小|校|厂|片|辖|景|库|灾|矿|牧|林|市|城)区|[超门都]市)"
    r"|城市|地[区市]|.*[一二三四五六七八九十\d]个?[市县区州]"
)
_LABELLED = re.compile(r"附件[\d一二三四五]{0,2}[：:]?(?=[\u4e00-\u9fff]{6})")
# A line that lists what is attached (附件：1．某方案), and the lines that go on with it.
_LISTS = re.compile(r"附(?:件|录)[\d一二三四五]{0,2}[：:]\s*(?:1[.．、])?\s*(?P<title>.{6,})")
_GOES_ON = re.compile(r"\d{1,2}[.．、]\s*(?P<title>.{6,})")
_SENTENCE_ENDS = ("。", "！", "：", ":", "）")
_NOTICE = re.compile(r"(?!.*[，。；：！？])\S{0,50}关于\S{4,60}的?(?:紧急|补充)?(?:通知|公告|通告|函|意见|决定|批复)")
_DISCLOSED = re.compile(r"[（(]此件[^（）()]{2,12}[）)]")
LONGEST_TITLE = 80
_TITLE_LINES = 3


@dataclass(frozen=True, slots=True)
class _Start:
    """Where a part begins: the index of its first line, and of its title's lines [title, end)."""

    line: int
    title: int
    end: int
    kind: PartKind


def find_parts(lines: Sequence[CleanLine], masthead: Masthead | None, length: int) -> tuple[Part, ...]:
    """The parts of a clean text of `length` characters, which they partition; at least one where there is text."""
    if not lines:
        return ()
    starts = _item_starts(lines, masthead)
    starts = starts or _attachment_starts(lines)
    if not starts or starts[0].line > 0:
        starts.insert(0, _Start(0, 0, 0, PartKind.BODY))
    tail = _record_line(lines) if any(start.kind is PartKind.ITEM for start in starts) else None
    if tail is not None and tail > starts[-1].line:
        starts.append(_Start(tail, 0, 0, PartKind.BODY))
    ends = [lines[start.line].start for start in starts[1:]] + [length]
    parts = []
    for ordinal, (start, end) in enumerate(zip(starts, ends, strict=True)):
        begin = lines[start.line].start if ordinal else 0
        inside = lines[start.line : starts[ordinal + 1].line if ordinal + 1 < len(starts) else len(lines)]
        parts.append(_part(ordinal, start, (begin, end), lines, inside))
    return tuple(parts)


def _part(
    ordinal: int, start: _Start, span: tuple[int, int], lines: Sequence[CleanLine], inside: Sequence[CleanLine]
) -> Part:
    title = None
    if start.end > start.title:
        own = lines[start.title : start.end]
        fields = [own[0].field(_label_length(own[0].text)), *(line.field() for line in own[1:])]
        title = Field("".join(field.value for field in fields), fields[0].start, fields[-1].end)
    byline = None
    if start.kind is PartKind.ITEM:
        last = next((line for line in reversed(inside) if _is_byline(line.text)), None)
        byline = last.field(1, len(last.text) - 1) if last else None
    place = _place(title.value if title else "") or _place(byline.value if byline else "")
    return Part(ordinal, start.kind, span[0], span[1], title, byline, place if start.kind is PartKind.ITEM else None)


def _label_length(text: str) -> int:
    """Length of 附件1 or of an item's mark before a title in the same line."""
    label = _LABELLED.match(text)
    if label is None and _MARKED.fullmatch(text):
        return 1
    return label.end() if label else 0


def _place(text: str) -> str | None:
    """The place that the text begins with (曲靖市：…, 大理州探索…)."""
    match = _PLACE.match(text)
    return match[0] if match and len(match[0]) >= 2 and not _NO_PLACE.fullmatch(match[0]) else None


def _is_byline(text: str) -> bool:
    return bool(_BYLINE.fullmatch(text)) and not _DATE_NOTE.fullmatch(text) and label_at(text) is None


def _is_title(text: str) -> bool:
    """A line of a title's length and without a sentence's end, label, date or colon."""
    if len(text) > LONGEST_TITLE or len(text) < 4 or (ends_sentence(text) and not text.endswith(("》", "”", "）"))):
        return False
    if text[-1] in "。；：，、;:," or label_at(text) or match_date(text) or _RECORD.match(text) or "。" in text:
        return False
    return not (_is_byline(text) or _COLUMN.fullmatch(text) or _DATE_NOTE.fullmatch(text))


def _record_line(lines: Sequence[CleanLine]) -> int | None:
    """First of the lines at the end that say to whom the bulletin goes."""
    found = None
    for index in range(len(lines) - 1, max(-1, len(lines) - 12), -1):
        if _RECORD.match(lines[index].text):
            found = index
    return found


def _item_starts(lines: Sequence[CleanLine], masthead: Masthead | None) -> list[_Start]:
    """Starts of a bulletin's items; none when the text is no bulletin."""
    marked = _marked_starts(lines)
    if len(marked) >= _FEWEST_MARKED:
        return marked
    columns = [i for i, line in enumerate(lines) if _COLUMN.fullmatch(line.text)]
    bylines = [i for i, line in enumerate(lines) if _is_byline(line.text)]
    if masthead is None and (len(bylines) < 2 or (not columns and len(bylines) < 3)):
        return []
    first = _first_after_masthead(lines, masthead)
    titles = [i for i in range(first, len(lines)) if _opens_item(lines, i) and not _is_speaker(lines[i].text)]
    strong = {i for i in titles if i == first or i - 1 in columns or i - 1 in bylines}
    if not titles:
        return []
    strong.add(titles[0])
    chosen = [i for i in titles if i in strong or _is_free(i, titles, strong, columns, bylines)]
    starts: list[_Start] = []
    for title in chosen:
        if not starts or title >= starts[-1].end:
            starts.append(_item_start(lines, title, columns, first))
    return starts


def _marked_starts(lines: Sequence[CleanLine]) -> list[_Start]:
    """Starts of the items that a mark and a place or firm in a line of their own open, the title below."""
    return [
        _Start(index, index, index + 2, PartKind.ITEM)
        for index in range(len(lines) - 2)
        if _MARKED.fullmatch(lines[index].text)
        and _is_title(lines[index + 1].text)
        and not _MARKED.fullmatch(lines[index + 1].text)
        and any(is_running_text(line.text) for line in lines[index + 2 : index + 4])
    ]


def _first_after_masthead(lines: Sequence[CleanLine], masthead: Masthead | None) -> int:
    if masthead is None:
        return 0
    fields = [field for field in (masthead.name, masthead.issue, masthead.office) if field]
    end = max((field.end for field in fields), default=0)
    index = next((i for i, line in enumerate(lines) if line.start >= end), len(lines))
    while index < len(lines) and match_date(lines[index].text):
        index += 1
    return index


def _opens_item(lines: Sequence[CleanLine], index: int) -> bool:
    """A title with running text below it, after at most a subtitle, a date and a speaker."""
    if not _is_title(lines[index].text) or (index and _is_title(lines[index - 1].text) and index > 1):
        return False
    for line in lines[index + 1 : index + 6]:
        if is_running_text(line.text) or line.text.endswith(("：", ":")):
            return True
        if label_at(line.text) or _is_byline(line.text) or _COLUMN.fullmatch(line.text):
            return False
    return False


def _is_free(
    index: int, titles: Sequence[int], strong: set[int], columns: Sequence[int], bylines: Sequence[int]
) -> bool:
    """A title after running text opens an item only where no byline closes the stretch, else it is a subheading."""
    later = [i for i in strong if i > index] + [i for i in columns if i > index]
    end = min(later, default=10**9)
    return bool(bylines) and not any(index < byline < end for byline in bylines)


def _item_start(lines: Sequence[CleanLine], title: int, columns: Sequence[int], first: int) -> _Start:
    """The item begins at its column's mark or editor's note above the title; a title may have two lines."""
    end = title + 1
    while end < len(lines) and end < title + 3 and _is_title(lines[end].text) and not _is_speaker(lines[end].text):
        end += 1
    line = title
    if line - 1 in columns:
        line -= 1
    for index in range(max(first, title - 4), title):
        if _EDITOR_NOTE.match(lines[index].text):
            line = index
            break
    return _Start(line, title, end, PartKind.ITEM)


def _is_speaker(text: str) -> bool:
    return (
        bool(re.search(r"(?:主席|书记|主任|省长|市长|部长|局长|厅长|委员|董事长|经理|校长|院长)", text))
        and len(text) <= 40
    )


def _attachment_starts(lines: Sequence[CleanLine]) -> list[_Start]:
    """Starts of 附件 and of the document that a notice prints below its signature."""
    starts: list[_Start] = []
    printed = _printed_start(lines)
    if printed:
        starts.append(printed)
    for index, line in enumerate(lines):
        if index and _ATTACHMENT.fullmatch(line.text) and index + 1 < len(lines):
            if printed and index < printed.line <= index + 3:
                starts[0] = _Start(index, printed.title, printed.end, PartKind.ATTACHMENT)
                continue
            end = _title_end(lines, index + 1)
            starts.append(_Start(index, index + 1, end, PartKind.ATTACHMENT))
    for more in (_listed_starts, _forwarded_starts):
        taken = [start.line for start in starts]
        starts += [s for s in more(lines) if all(abs(s.line - line) > _TITLE_LINES for line in taken)]
    starts.sort(key=lambda start: start.line)
    return starts


def _listed_starts(lines: Sequence[CleanLine]) -> list[_Start]:
    """Starts of what a line 附件：… lists by its title, where the title stands again below."""
    starts, listed, rows = [], set[str](), False
    for index, line in enumerate(lines):
        row = _LISTS.fullmatch(line.text) or (_GOES_ON.fullmatch(line.text) if rows else None)
        rows = row is not None
        if row is not None:
            listed.add(_core(row["title"].rstrip("。；;")))
            continue
        if not listed or len(line.text) > LONGEST_TITLE or not _core(line.text):
            continue
        stop = min(index + _TITLE_LINES, len(lines))
        end = next((e for e in range(index + 1, stop + 1) if _joined(lines, index, e) in listed), 0)
        if end:
            listed.discard(_joined(lines, index, end))
            starts.append(_Start(index, index, end, PartKind.ATTACHMENT))
    return starts


def _joined(lines: Sequence[CleanLine], first: int, end: int) -> str:
    return _core("".join(line.text for line in lines[first:end]))


def _forwarded_starts(lines: Sequence[CleanLine]) -> list[_Start]:
    """Starts of the notices that a text prints whole: a title and an addressee behind another document's end, or a
    title that says 关于 and an addressee behind a news page's lead."""
    starts = []
    first = next((i for i, line in enumerate(lines) if "。" in line.text), len(lines))
    for index in range(first + 1, len(lines)):
        closed = _closes_document(lines[index - 1].text)
        if not closed and not lines[index - 1].text.endswith(_SENTENCE_ENDS):
            continue
        end = _title_end(lines, index)
        title = "".join(line.text for line in lines[index:end])
        titled = end > index and ends_as_title(lines[end - 1].text)
        named = not is_body(lines[index].text) if closed else _NOTICE.fullmatch(title) is not None
        if titled and named and end < len(lines) and lines[end].text.endswith(("：", ":")):
            starts.append(_Start(index, index, end, PartKind.ATTACHMENT))
    return starts


def _closes_document(text: str) -> bool:
    """A date alone, or the note on who may read it, which end a document."""
    return match_date(text) is not None or _DISCLOSED.fullmatch(text) is not None


def _title_end(lines: Sequence[CleanLine], first: int) -> int:
    """Line after the title that begins at `first`, at most three lines; `first` when there is none."""
    for end in range(first, min(first + _TITLE_LINES, len(lines))):
        if not _is_title(lines[end].text):
            return end if end == first else first + 1
        if ends_as_title(lines[end].text):
            return end + 1
    return min(first + 1, len(lines))


def _printed_start(lines: Sequence[CleanLine]) -> _Start | None:
    """The title, repeated below the notice, of what the notice prints."""
    notice = next((i for i, line in enumerate(lines[:30]) if "。" in line.text), None)
    if notice is None or not any(_PRINTS.search(line.text) for line in lines[: notice + 2]):
        return None
    quoted = {_core(name) for line in lines[: notice + 3] for name in _QUOTED.findall(line.text)}
    titled = "".join(line.text for line in lines[:notice])
    has_points = False
    for index in range(notice + 1, len(lines)):
        if label_at(lines[index].text):
            has_points = True
            continue
        end = _title_end(lines, index)
        if end == index:
            continue
        core = _core("".join(line.text for line in lines[index:end]))
        if is_body(lines[index].text):
            continue
        is_titled = ends_as_title(lines[end - 1].text)
        follows_signature = match_date(lines[index - 1].text) or lines[index - 1].text.startswith(("（", "("))
        if core in quoted or (
            not has_points and is_titled and (follows_signature or (len(core) >= 6 and core in _core(titled)))
        ):
            return _Start(index, index, end, PartKind.ATTACHMENT)
    return None


def _core(title: str) -> str:
    """What of a title its repetitions share: no brackets, no 关于, no 的."""
    return re.sub(r"关于|的|[（(].*?[）)]|[《》“”\s]", "", title)
