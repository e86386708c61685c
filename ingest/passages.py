"""Passages: stretches of at most 330 characters inside one section, cut at the ends of paragraphs and sentences.

A passage is what a reader is shown and what a citation names, so it should say one thing whole, and no more than can be
looked through at once: most numbered points of policies fit into 330 characters, eight or nine printed lines. Its path
of headings says what it belongs to. docs/search.md has the measurements.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from ingest.document import CleanText, Part, Passage, Section

LONGEST = 330
"""Characters of the longest passage."""
SHORT = 150
"""Characters below which the remainder of a section takes over sentences of the passage before it."""
_SENTENCE = re.compile(r"(?:[^。！？!?\n]|。(?=即[：:]))*(?:[。！？!?]+[”’」』）)】]*|\n|\Z)")
_CLAUSE = re.compile(r"[^；;，,、：:]*(?:[；;，,、：:]|\Z)")


@dataclass(frozen=True, slots=True)
class Block:
    """A section's own text up to its first subsection, with the headings above it. Clean offsets."""

    part: int
    heading: tuple[str, ...]
    start: int
    end: int


def passages(
    document_id: str, clean: CleanText, parts: Sequence[Part], sections: Sequence[Section]
) -> tuple[Passage, ...]:
    """The passages of the whole clean text, in order; each of its characters but separators is in exactly one."""
    found: list[Passage] = []
    for block in _blocks(clean.text, parts, sections):
        for start, end in cut(clean.text, block.start, block.end):
            span = clean.original(start, end)
            ordinal = len(found)
            found.append(
                Passage(
                    id=f"{document_id}-{ordinal:05d}",
                    ordinal=ordinal,
                    part=block.part,
                    heading=block.heading,
                    start=span.start,
                    end=span.end,
                    clean_start=start,
                    clean_end=end,
                    text=clean.text[start:end],
                )
            )
    return tuple(found)


def _blocks(text: str, parts: Sequence[Part], sections: Sequence[Section]) -> list[Block]:
    """Own texts of parts and sections in order; a bare heading goes with the block that it opens."""
    by_part: dict[int, list[Section]] = {}
    for section in sections:
        by_part.setdefault(section.part, []).append(section)
    blocks: list[Block] = []
    for part in parts:
        inside = by_part.get(part.ordinal, [])
        paths = _paths(part, inside)
        pending: int | None = None
        for start, end, owner in _own_texts(part, inside):
            start, pending = (start, None) if pending is None else (pending, None)
            if owner is not None and _is_bare(text, start, end) and end < part.end:
                pending = start
            elif text[start:end].strip("\n"):
                blocks.append(Block(part.ordinal, paths[owner], start, end))
    return blocks


def _own_texts(part: Part, sections: Sequence[Section]) -> list[tuple[int, int, int | None]]:
    """(start, end, section's ordinal or None) of the stretches between the part's headings."""
    starts = [(part.start, None), *((section.start, section.ordinal) for section in sections)]
    ends = [start for start, _ in starts[1:]] + [part.end]
    return [(start, end, owner) for (start, owner), end in zip(starts, ends, strict=True) if end > start]


def _paths(part: Part, sections: Sequence[Section]) -> dict[int | None, tuple[str, ...]]:
    paths: dict[int | None, tuple[str, ...]] = {None: (part.title.value,) if part.title else ()}
    for section in sections:
        paths[section.ordinal] = (*paths.get(section.parent, paths[None]), f"{section.label}{section.title}")
    return paths


def _is_bare(text: str, start: int, end: int) -> bool:
    """Nothing but heading lines: no sentence, and short."""
    stretch = text[start:end].strip("\n")
    return "。" not in stretch and len(stretch) < LONGEST and all(len(line) <= 60 for line in stretch.split("\n"))


def cut(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """[start, end) in ranges of at most `LONGEST` characters, without separators at their ends."""
    groups: list[list[tuple[int, int]]] = []
    for sentence in _sentences(text, start, end):
        first = groups[-1][0][0] if groups else sentence[0]
        if groups and sentence[1] - first <= LONGEST and not _ends_before(text, first, sentence[0], end):
            groups[-1].append(sentence)
        else:
            groups.append([sentence])
    if len(groups) > 1 and end - groups[-1][0][0] < SHORT:
        groups[-2:] = _balanced(groups[-2] + groups[-1])
    trimmed = [_trimmed(text, group[0][0], group[-1][1]) for group in groups]
    return [(a, b) for a, b in trimmed if b > a]


def _ends_before(text: str, start: int, at: int, end: int) -> bool:
    """Whether a passage from `start` should end before the paragraph at `at`: it is half full, and would tear it."""
    if text[at - 1] != "\n" or at - start < LONGEST // 2:
        return False
    newline = text.find("\n", at, end)
    paragraph_end = newline if newline >= 0 else end
    return paragraph_end - start > LONGEST >= paragraph_end - at


def _balanced(sentences: list[tuple[int, int]]) -> list[list[tuple[int, int]]]:
    """The sentences in two groups as even as their ends allow, so that no passage is a stub."""
    start, end = sentences[0][0], sentences[-1][1]
    longest = [max(sentences[i][0] - start, end - sentences[i][0]) for i in range(1, len(sentences))]
    split = longest.index(min(longest)) + 1
    return [sentences[:split], sentences[split:]]


def _sentences(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Ranges of sentences and paragraph ends; a sentence longer than a passage in clauses."""
    found: list[tuple[int, int]] = []
    for match in _SENTENCE.finditer(text, start, end):
        if match.end() == match.start():
            continue
        if match.end() - match.start() <= LONGEST:
            found.append(match.span())
        else:
            found += _clauses(text, match.start(), match.end())
    return found


def _clauses(text: str, start: int, end: int) -> list[tuple[int, int]]:
    found: list[tuple[int, int]] = []
    for match in _CLAUSE.finditer(text, start, end):
        position = match.start()
        while match.end() - position > LONGEST:
            found.append((position, position + LONGEST))
            position += LONGEST
        if match.end() > position:
            found.append((position, match.end()))
    return found


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start] in "\n ":
        start += 1
    while end > start and text[end - 1] in "\n ":
        end -= 1
    return start, end
