"""Passages: stretches of at most 400 characters, cut at the ends of paragraphs and sentences.

A passage is what a reader is shown and what a citation names, so it should say one thing whole. Most numbered points of
policies fit into 400 characters, about ten printed lines, and these with the document's title into the 512 tokens that
sentence models read. Points of a line or two are joined with their neighbours under the same heading, since alone they
lack the words that tell what they are about; an article (条) of a law is what laws are cited by and stays alone.
docs/search.md has the measurements.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import takewhile

from ingest.document import CleanText, Part, Passage, Section, SectionKind

LONGEST = 400
"""Characters of the longest passage."""
SHORT = 150
"""Characters below which a point is joined with its neighbour where both fit into one passage, and a remainder takes
over sentences of the passage before it."""
_SENTENCE = re.compile(r"[^。！？!?\n]*(?:[。！？!?]+[”’」』）)】]*|\n|\Z)")
_CLAUSE = re.compile(r"[^；;，,、：:]*(?:[；;，,、：:]|\Z)")


@dataclass(frozen=True, slots=True)
class Block:
    """A section's own text up to its first subsection, with the headings above it. Clean offsets.

    article: of a law (条), or inside one.
    """

    part: int
    heading: tuple[str, ...]
    start: int
    end: int
    article: bool


def passages(
    document_id: str, clean: CleanText, parts: Sequence[Part], sections: Sequence[Section]
) -> tuple[Passage, ...]:
    """The passages of the whole clean text, in order; each of its characters but separators is in exactly one."""
    found: list[Passage] = []
    for block in _joined(_blocks(clean.text, parts, sections)):
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
        articles = _articles(inside)
        pending: int | None = None
        for start, end, owner in _own_texts(part, inside):
            start, pending = (start, None) if pending is None else (pending, None)
            if owner is not None and _is_bare(text, start, end) and end < part.end:
                pending = start
            elif text[start:end].strip("\n"):
                blocks.append(Block(part.ordinal, paths[owner], start, end, owner in articles))
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


def _articles(sections: Sequence[Section]) -> frozenset[int | None]:
    """Ordinals of the articles and of what lies below them."""
    found: set[int | None] = set()
    for section in sections:
        if section.kind is SectionKind.ARTICLE or section.parent in found:
            found.add(section.ordinal)
    return frozenset(found)


def _joined(blocks: Sequence[Block]) -> list[Block]:
    """Blocks with the short ones joined to a neighbour; what is joined stands under the headings that both share."""
    joined: list[Block] = []
    for block in blocks:
        before = joined[-1] if joined else None
        if before is not None and _belong_together(before, block):
            joined[-1] = Block(before.part, _shared(before, block), before.start, block.end, before.article)
        else:
            joined.append(block)
    return joined


def _belong_together(before: Block, block: Block) -> bool:
    """One of them short, both fit one passage, and both are points of one heading, or its text and a point of it."""
    if before.part != block.part or before.article or block.article or block.end - before.start > LONGEST:
        return False
    short = min(before.end - before.start, block.end - block.start) < SHORT
    return short and len(_shared(before, block)) >= max(len(before.heading), len(block.heading)) - 1


def _shared(one: Block, other: Block) -> tuple[str, ...]:
    pairs = takewhile(lambda pair: pair[0] == pair[1], zip(one.heading, other.heading, strict=False))
    return tuple(heading for heading, _ in pairs)


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
