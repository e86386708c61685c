"""Outline: 编章节条 and numbered headings (一、 （一） 1. （1） ①) as nested sections."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from ingest.clean_lines import CleanLine
from ingest.document import CleanText, Field, Part, Section, SectionKind
from ingest.labels import Label, LabelKind, label_at
from ingest.layout import ends_sentence

LONGEST_TITLE = 60
"""Characters of the longest heading; a longer first sentence is text."""
LONGEST_INLINE_TITLE = 45
STRUCTURE = {
    LabelKind.BOOK: SectionKind.BOOK,
    LabelKind.CHAPTER: SectionKind.CHAPTER,
    LabelKind.SECTION: SectionKind.SECTION,
    LabelKind.ARTICLE: SectionKind.ARTICLE,
}
LEGAL_RANK = {LabelKind.BOOK: 0, LabelKind.CHAPTER: 1, LabelKind.SECTION: 2, LabelKind.ARTICLE: 3}


@dataclass(frozen=True, slots=True)
class Heading:
    """A line that opens a section. rank: what makes two headings peers: the kind of label, or Markdown's depth."""

    line: CleanLine
    rank: LabelKind | int
    label: str
    title: str


def outline(
    text: str, clean: CleanText, lines: Sequence[CleanLine], parts: Sequence[Part], title: Field | None = None
) -> tuple[Section, ...]:
    """Sections of all parts in order of their starts; a section's parent comes before it.

    title: the document's title, which is no section, nor is any other part's title.
    """
    sections: list[Section] = []
    starts = [line.start for line in lines]
    for part in parts:
        titles = [field for field in (title, part.title) if field]
        inside = [
            line
            for line in lines[bisect_left(starts, part.start) : bisect_left(starts, part.end)]
            if not any(field.start <= line.start < field.end for field in titles)
        ]
        headings = _headings(text, clean, inside)
        sections += _nested(headings, part, len(sections))
    return tuple(sections)


def _headings(text: str, clean: CleanText, lines: Sequence[CleanLine]) -> list[Heading]:
    """The part's headings, without list items: points of an article and short unlabelled enumerations."""
    lines = _without_contents(lines)
    labelled = [(line, label_at(line.text)) for line in lines]
    is_law = sum(label is not None and label.kind is LabelKind.ARTICLE for _, label in labelled) >= 3
    titled = _titled_kinds([(line, label) for line, label in labelled if label])
    found: list[Heading] = []
    for line, label in labelled:
        heading = None
        if label is None:
            depth = markdown_depth(text, clean.offsets[line.start])
            if depth and len(line.text) <= LONGEST_TITLE:
                heading = Heading(line, depth, "", line.text)
        elif label.kind in STRUCTURE or (label.kind in titled and not (is_law and _inside_article(found))):
            heading = _heading(line, label)
        if heading:
            found.append(heading)
    return found


def _without_contents(lines: Sequence[CleanLine]) -> Sequence[CleanLine]:
    """The lines without a table of contents: 目录 and what follows up to where its first entry comes back."""
    at = next((i for i, line in enumerate(lines[:40]) if line.text in {"目录", "目次"}), None)
    if at is None or at + 1 >= len(lines):
        return lines
    first = lines[at + 1].text
    end = next((i for i in range(at + 2, len(lines)) if lines[i].text.startswith(first)), None)
    return lines if end is None else [*lines[:at], *lines[end:]]


def markdown_depth(text: str, offset: int) -> int:
    """Number of # before the original offset on its line."""
    start = offset
    while start > 0 and text[start - 1] in " \t#*":
        start -= 1
    return text.count("#", start, offset) if start == 0 or text[start - 1] in "\r\n" else 0


def _inside_article(found: Sequence[Heading]) -> bool:
    return bool(found) and found[-1].rank is LabelKind.ARTICLE


def _heading(line: CleanLine, label: Label) -> Heading:
    return Heading(line, label.kind, line.text[: label.length], _title_of(line.text, label))


def _title_of(text: str, label: Label) -> str:
    """The heading's words: the line without its label, or its first sentence where text runs on; articles have none."""
    rest = text[label.length :].strip()
    if label.kind is LabelKind.ARTICLE:
        return rest[1 : rest.index("】")] if rest.startswith("【") and "】" in rest[:30] else ""
    stop = rest.find("。")
    if stop < 0:
        return rest.rstrip("：:；;") if len(rest) <= LONGEST_TITLE else ""
    return rest[:stop] if stop <= LONGEST_INLINE_TITLE and (stop < len(rest) - 1 or "，" not in rest[:stop]) else ""


def _titled_kinds(labelled: Sequence[tuple[CleanLine, Label]]) -> frozenset[LabelKind]:
    """Kinds of labels that open sections here: those with headings, or with long text of their own below them."""
    by_kind: dict[LabelKind, list[tuple[CleanLine, Label]]] = {}
    for line, label in labelled:
        by_kind.setdefault(label.kind, []).append((line, label))
    titled = set()
    for kind, members in by_kind.items():
        with_title = sum(bool(_is_heading_line(line.text, label)) for line, label in members)
        long_text = sum(len(line.text) for line, _ in members) / len(members) >= 150
        if kind in {LabelKind.CHINESE, LabelKind.PART} or with_title * 2 >= len(members) or long_text:
            titled.add(kind)
    return frozenset(titled)


def _is_heading_line(text: str, label: Label) -> bool:
    """A heading rather than an item of a list, which ends in ； or is one whole sentence."""
    title = _title_of(text, label)
    return len(title) >= 2 and not text.endswith(("；", ";")) and not (ends_sentence(text) and "，" in title)


def _nested(headings: Sequence[Heading], part: Part, first: int) -> list[Section]:
    """Sections with parents, levels and ends: each lasts to the next heading that is not below it."""
    open_: list[tuple[Heading, int]] = []
    drafts: list[tuple[Heading, int | None, int]] = []
    ends: dict[int, int] = {}
    for heading in headings:
        while open_ and not _is_below(heading, open_):
            ends[open_.pop()[1]] = heading.line.start
        parent = open_[-1][1] if open_ else None
        ordinal = first + len(drafts)
        drafts.append((heading, parent, len(open_) + 1))
        open_.append((heading, ordinal))
    sections = []
    for index, (heading, parent, level) in enumerate(drafts):
        ordinal = first + index
        end = ends.get(ordinal, part.end)
        kind = (
            STRUCTURE.get(heading.rank, SectionKind.HEADING)
            if isinstance(heading.rank, LabelKind)
            else SectionKind.HEADING
        )
        sections.append(
            Section(ordinal, part.ordinal, parent, level, kind, heading.label, heading.title, heading.line.start, end)
        )
    return sections


def _is_below(heading: Heading, open_: Sequence[tuple[Heading, int]]) -> bool:
    """Whether the heading goes under the innermost open one: a rank that is not open yet, and no higher by law."""
    innermost = open_[-1][0]
    if any(outer.rank == heading.rank for outer, _ in open_):
        return False
    if isinstance(heading.rank, int):
        return isinstance(innermost.rank, int) and heading.rank > innermost.rank
    mine = LEGAL_RANK.get(heading.rank)
    other = LEGAL_RANK.get(innermost.rank) if isinstance(innermost.rank, LabelKind) else None
    return mine is None or other is None or mine > other
