"""Reflow: from text as it was set on pages to one paragraph a line, each character with its original offset."""

from __future__ import annotations

import re
from array import array
from itertools import pairwise

from ingest.document import CleanText, Span
from ingest.furniture import without_furniture
from ingest.gaps import paragraphs_of
from ingest.layout import LONGEST_BRACKET, joins, measure
from ingest.lines import BLANKED, WHITE, Line, split_lines

_NOT_BREAK = re.compile(r"[^\n]")
_RULE = re.compile(rf"(?<![^{WHITE}])[—─━]{{4,}}(?![^{WHITE}])")
_INLINE_PAGE_NUMBER = re.compile(rf"(?<=[ \u3000])—{{1,2}}[{WHITE}]?\d{{1,3}}[{WHITE}]?—{{1,2}}(?=[ \u3000])")
# White space as a web page's source names it, left in by who copied the page.
_NAMED_WHITE = re.compile(r"&(?:nbsp|ensp|emsp|thinsp|#160|#8194|#8195|#12288);")
_BOLD = re.compile(r"\*\*(?=[\w“《（【])([^*\n]{1,200})\*\*")
_DROPPED = re.compile(f"[{WHITE}]+")
_LATIN = re.compile(r"[!-~]")


def reflow(text: str) -> CleanText:
    """Hard-wrapped lines joined, page furniture and white space dropped, one paragraph a line.

    Characters are never rewritten or reordered: clean text is the original with stretches left out and separators put
    in. A space stays between two Latin words only.
    """
    masked = _mask(text)
    lines = without_furniture(split_lines(masked))
    paragraphs: list[list[Span]] = []
    for chunks in _joined(masked, lines):
        paragraphs += paragraphs_of(masked, chunks, len(lines) <= 3)
    return _assemble(masked, paragraphs)


def _mask(text: str) -> str:
    """The text with comments, named white space and Markdown's bold marks blanked out; length and offsets stay."""
    if "<!--" in text:
        text = _without_comments(text)
    if "— " in text or " —" in text:
        text = _INLINE_PAGE_NUMBER.sub(lambda match: " " * len(match[0]), text)
    if "&" in text:
        text = _NAMED_WHITE.sub(lambda match: " " * len(match[0]), text)
    if "———" in text or "────" in text:
        text = _RULE.sub(lambda match: " " * len(match[0]), text)
    if "**" in text:
        text = _BOLD.sub(lambda match: f"{BLANKED * 2}{match[1]}{BLANKED * 2}", text)
        text = re.sub(r"^(\s*)\*\*(?=\w)", rf"\1{BLANKED * 2}", text, flags=re.MULTILINE)
    return text


def _without_comments(text: str) -> str:
    """HTML comments blanked out but for their line breaks; one that is never closed is text."""
    pieces, position = [], 0
    while (start := text.find("<!--", position)) >= 0 and (end := text.find("-->", start)) >= 0:
        pieces += [text[position:start], _NOT_BREAK.sub(" ", text[start : end + 3])]
        position = end + 3
    return "".join([*pieces, text[position:]])


def _joined(text: str, lines: list[Line]) -> list[list[Span]]:
    """Lines grouped into paragraphs."""
    if not lines:
        return []
    layout = measure(lines)
    groups = [[Span(lines[0].start, lines[0].end)]]
    tail = lines[0].text[-LONGEST_BRACKET:]
    for before, after in pairwise(lines):
        if joins(before, after, tail, layout):
            groups[-1].append(Span(after.start, after.end))
            tail = (tail + after.text)[-LONGEST_BRACKET:]
        else:
            groups.append([Span(after.start, after.end)])
            tail = after.text[-LONGEST_BRACKET:]
    return groups


def _assemble(text: str, paragraphs: list[list[Span]]) -> CleanText:
    identity = array("I", range(len(text)))
    pieces: list[str] = []
    offsets = array("I")
    end = 0
    for paragraph in paragraphs:
        if pieces:
            pieces.append("\n")
            offsets.append(end)
        last = ""
        for start, stop in _kept(text, paragraph):
            if last and _LATIN.match(last) and _LATIN.match(text[start]):
                pieces.append(" ")
                offsets.append(end)
            pieces.append(text[start:stop])
            offsets += identity[start:stop]
            last, end = text[stop - 1], stop
    return CleanText("".join(pieces), offsets)


def _kept(text: str, paragraph: list[Span]) -> list[tuple[int, int]]:
    """Stretches of a paragraph without white space."""
    kept: list[tuple[int, int]] = []
    for start, end in paragraph:
        position = start
        for match in _DROPPED.finditer(text, start, end):
            if match.start() > position:
                kept.append((position, match.start()))
            position = match.end()
        if position < end:
            kept.append((position, end))
    return kept
