"""White space inside a line: which of it parts paragraphs, because the line breaks were lost or never made.

Web pages saved as one long line keep a space, or an ideographic indent, where paragraphs met; PDF converters run a
heading and its text together with two spaces between.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import islice

from ingest.dates import DATE
from ingest.doc_number import is_doc_number
from ingest.document import Span
from ingest.issuers import is_body
from ingest.labels import LabelKind, label_at
from ingest.layout import ends_as_title, ends_sentence, is_open
from ingest.lines import BLANKED, SQUEEZE, WHITE

_GAP = rf"(?!{BLANKED})[{WHITE}]"
_ASIDE = r"（[^（）。]{1,60}）|\([^()。]{1,60}\)|《[^《》。]{1,120}》|〔[^〔〕]{1,12}〕"
"""What white space does not part: short brackets."""
GAP = re.compile(rf"{_ASIDE}|(?P<gap>(?:{_GAP})+)")
WIDE = re.compile(rf"{_ASIDE}|(?P<gap>(?:{_GAP}){{2,}})")
_WIDE = re.compile(f"{_GAP}{_GAP}")
LONG_LINE = 250
"""Characters from which a line with several sentence ends before white space is several paragraphs."""
_AFTER_SENTENCE = re.compile(rf"[。！？；：][”’）)」』]*[{WHITE}]+(?![{WHITE}”’」』）)》，。、；：！？])")
_DATE_ONLY = re.compile(rf"[（(]?{DATE}[）)]?")
_NAMED_NUMBER = re.compile("公告|通告|令")
_ADDRESSEE = re.compile(
    r"(?:各|市|省|县|区|有关|单位|部门|机构|公司|企业|中心|委员会|委|局|厅|院|校|处|办).{0,30}：\Z", re.DOTALL
)
_SALUTATION = re.compile(r"(?:同志|代表|委员|朋友|先生|女士|来宾|领导)(?:们)?[：！]\Z")
_NOTE = re.compile(r"[（(](?:此件|本文|信息公开|联系人|公开方式)")
_CAPTION = re.compile(r"【[^【】]{2,12}】")
_PUNCTUATION = re.compile("[，。；！？]")
_BRACKETED = re.compile(r"（[^（）]{0,200}）|《[^《》]{0,200}》|“[^“”]{0,200}”")
_HEADING_KINDS = frozenset(
    {
        LabelKind.BOOK,
        LabelKind.CHAPTER,
        LabelKind.SECTION,
        LabelKind.PART,
        LabelKind.CHINESE,
        LabelKind.CHINESE_BRACKETED,
    }
)


@dataclass(frozen=True, slots=True)
class _Segment:
    """Stretch between two gaps; gap: the white space before it."""

    start: int
    end: int
    text: str
    gap: str


def paragraphs_of(text: str, chunks: list[Span], is_whole_text: bool) -> list[list[Span]]:
    """The paragraphs inside the lines `chunks`, which were joined to one. is_whole_text: there are no other lines."""
    flat = any(_is_flat(text, chunk, is_whole_text) for chunk in chunks)
    if not flat and not any(_WIDE.search(text, chunk.start, chunk.end) for chunk in chunks):
        return [chunks]
    segments = _segments(text, chunks, GAP if flat else WIDE)
    if len(segments) == 1:
        return [chunks]
    cuts = _flat_cuts(segments) if flat else _wide_cuts(segments)
    return _cut(chunks, cuts) if cuts else [chunks]


def _is_flat(text: str, chunk: Span, is_whole_text: bool) -> bool:
    """Whether white space stands for line breaks in this line."""
    length = chunk.end - chunk.start
    if not is_whole_text and length < LONG_LINE:
        return False
    ends = _AFTER_SENTENCE.finditer(text, chunk.start, chunk.end)
    needed = 1 if is_whole_text else 2
    return sum(1 for _ in islice(ends, needed)) == needed or (is_whole_text and length > 80)


def _segments(text: str, chunks: list[Span], gap: re.Pattern[str]) -> list[_Segment]:
    """Segments of the joined lines; a line break itself is no gap, so a segment may reach over several lines."""
    found: list[_Segment] = []
    start, pieces, before = chunks[0].start, "", ""
    for chunk in chunks:
        position = chunk.start
        for match in gap.finditer(text, chunk.start, chunk.end):
            if match["gap"] is None:
                continue
            pieces += text[position : match.start()]
            found.append(_Segment(start, match.start(), pieces, before))
            start = position = match.end()
            pieces, before = "", match[0]
        pieces += text[position : chunk.end]
    found.append(_Segment(start, chunks[-1].end, pieces, before))
    return found


def _cut(chunks: list[Span], cuts: list[int]) -> list[list[Span]]:
    """The chunks parted at the offsets `cuts`, which begin paragraphs."""
    paragraphs: list[list[Span]] = [[]]
    pending = list(reversed(cuts))
    for chunk in chunks:
        start = chunk.start
        while pending and pending[-1] < chunk.end:
            cut = pending.pop()
            if cut > start:
                paragraphs[-1].append(Span(start, cut))
            if paragraphs[-1]:
                paragraphs.append([])
            start = cut
        paragraphs[-1].append(Span(start, chunk.end))
    return [paragraph for paragraph in paragraphs if paragraph]


def _wide_cuts(segments: list[_Segment]) -> list[int]:
    """In a line of its own: an indent after a sentence's end, and the gap between a heading and its text."""
    cuts: list[int] = []
    current = SQUEEZE.sub("", segments[0].text)
    for segment in segments[1:]:
        text = SQUEEZE.sub("", segment.text)
        is_indent = "\u3000" in segment.gap and ends_sentence(current)
        if is_indent and len(text) > 1 and not is_open(current):
            is_cut = True
        else:
            is_cut = not is_open(current) and is_heading_before(current, text)
        if is_cut:
            cuts.append(segment.start)
            current = ""
        current = _shortened(current + text)
    return cuts


def _shortened(paragraph: str) -> str:
    """Beginning and end of a paragraph, all that decisions look at, so that they take constant time."""
    return paragraph if len(paragraph) <= 600 else paragraph[:300] + paragraph[-300:]


def is_heading_before(heading: str, following: str) -> bool:
    """An unpunctuated line of a heading's length, and running text of a sentence at least after it."""
    label = label_at(heading)
    own = len(heading) - (label.length if label else 0)
    if own < 4 or len(heading) > 80 or _PUNCTUATION.search(_BRACKETED.sub("", heading)) or heading[-1] in "：、，":
        return False
    if heading[-1].isascii() and heading[-1].isalnum():
        return False
    return is_running_text(following)


def is_running_text(text: str) -> bool:
    """A sentence that is no title: it has a full stop, or commas and no title's end."""
    plain = _BRACKETED.sub("", text)
    if "。" in plain:
        return plain.index("。") >= 6
    return "，" in plain and len(plain) >= 15 and not ends_as_title(text)


def _flat_cuts(segments: list[_Segment]) -> list[int]:
    cuts: list[int] = []
    current = segments[0].text
    title = current
    in_head = True
    for index in range(1, len(segments)):
        segment = segments[index]
        in_head = in_head and "。" not in current
        if _is_flat_cut(current, segments, index, title if in_head else None):
            cuts.append(segment.start)
            title = title if cuts[1:] else current
            current = segment.text
        else:
            current = _shortened(current + segment.text)
    return cuts


def _is_flat_cut(current: str, segments: list[_Segment], index: int, title: str | None) -> bool:
    """Whether a paragraph begins at segment `index`. title: the text's first paragraph while above all sentences."""
    segment = segments[index]
    text, last = segment.text, current[-1]
    if text[0] in "，。、；：！？）》」』”’】,;:!?)]" or last in "（《“「『【〈([，、":
        return False
    if last.isascii() and last.isalnum() and text[0].isascii() and text[0].isalnum() and not _DATE_ONLY.match(text):
        return False
    if is_open(current):
        return False
    if _kind_of_segment(text):
        return not (is_body(current) and _NAMED_NUMBER.search(text))
    if _kind_of_segment(current):
        return True
    if ends_sentence(current) or last in "；;":
        return not _is_inline_heading(current)
    if label_at(text) or _CAPTION.match(text):
        return last not in "第至和及" and len(text) > 1
    if last in "：:":
        return _ends_line_with_colon(current, segment)
    following = segments[index + 1].text if index + 1 < len(segments) else ""
    if title is not None and _is_cut_in_head(current, text, following, title):
        return True
    if is_heading_before(current, _sentence_from(segments, index, label_at(current) is not None)):
        return True
    if _is_title_alone(current, text):
        return True
    return _is_indent(segment.gap) and len(text) > 1 and len(SQUEEZE.sub("", current)) > 1


def _sentence_from(segments: list[_Segment], index: int, after_label: bool) -> str:
    """The text from segment `index` on, over gaps around figures (5月 10 日); after a label over any gap."""
    text = segments[index].text
    for segment in segments[index + 1 : index + 6]:
        is_figure = text[-1].isascii() or segment.text[0].isascii()
        if len(text) > 60 or "。" in text or not (after_label or is_figure):
            break
        text += segment.text
    return text


def _kind_of_segment(text: str) -> bool:
    """Whether the segment is a line of its own by what it is: a date, a 发文字号, a note in brackets."""
    return bool(_DATE_ONLY.fullmatch(text) or _NOTE.match(text)) or (text[-1] == "号" and is_doc_number(text))


def _is_inline_heading(current: str) -> bool:
    """（二）落实复工条件。 with its text after a space: one paragraph."""
    label = label_at(current)
    return label is not None and label.kind in _HEADING_KINDS and len(current) <= 45 and current.count("。") == 1


def _ends_line_with_colon(current: str, segment: _Segment) -> bool:
    if len(current) >= 15 or _is_indent(segment.gap):
        return True
    return bool(_ADDRESSEE.search(current) or _SALUTATION.search(current))


def _is_cut_in_head(current: str, text: str, following: str, title: str) -> bool:
    """Above the first sentence each element stands in a line: title, its repetition, addressees."""
    if text[0] in "的之和及与":
        return False
    if len(title) >= 6 and (current == title or text.startswith(title)):
        return True
    if ends_as_title(current) and not following.startswith("的") and (len(current) >= 8 or text[-1] in "：:"):
        return True
    return len(current) >= 8 and _ADDRESSEE.search(text) is not None


def _is_title_alone(current: str, text: str) -> bool:
    """A printed document's title, whose issuers or text follow."""
    if len(current) < 10 or _PUNCTUATION.search(current) or text[0] in "的之和及与等":
        return False
    return ends_as_title(current)


def _is_indent(gap: str) -> bool:
    return gap.count("\u3000") >= 2 or len(gap) >= 4
