"""From a raw document to a parsed one: reflow, masthead, parts, header, outline, passages."""

from __future__ import annotations

from dataclasses import replace

from ingest.clean_lines import CleanLine, clean_lines
from ingest.document import Document, Header, Part, PartKind, RawDocument
from ingest.genre import genre_of
from ingest.header import read_header
from ingest.masthead import read_masthead
from ingest.outline import outline
from ingest.parts import find_parts
from ingest.passages import passages
from ingest.reflow import reflow
from ingest.traditional import Print, is_traditional, simplified

LONGEST_TITLE = 120


def parse(raw: RawDocument, region: str | None = None) -> Document:
    """The document behind `raw`; total: any text gives a document, if only one of a single part.

    region: the user's word for the document's home, which overrides what its text says.
    """
    if not is_traditional(raw.text):
        return _read(raw, region)
    title = raw.title and simplified(raw.title)
    return _as_printed(raw, _read(replace(raw, text=simplified(raw.text), title=title), region))


def _read(raw: RawDocument, region: str | None) -> Document:
    clean = reflow(raw.text)
    lines = clean_lines(clean)
    masthead = read_masthead(lines)
    parts = find_parts(lines, masthead, len(clean.text))
    header = read_header(clean, lines, parts, masthead, raw.title)
    sections = outline(raw.text, clean, lines, parts, header.title)
    title = _title(raw, header, parts, lines)
    return Document(
        id=raw.id,
        source=raw.source,
        title=title,
        text=raw.text,
        clean=clean,
        media_type=raw.media_type,
        content_hash=raw.content_hash,
        genre=genre_of(title, header, clean.text[:2000], raw.metadata, any(p.kind is PartKind.ITEM for p in parts)),
        header=header,
        parts=parts,
        sections=sections,
        passages=passages(raw.id, clean, parts, sections),
        metadata=dict(raw.metadata),
        region=region,
    )


def _as_printed(raw: RawDocument, read: Document) -> Document:
    """The document with what `raw` prints in place of the simplified characters in which it was read."""
    printed = Print.of(raw.text, read.clean)
    header = printed.header(read.header)
    parts = tuple(map(printed.part, read.parts))
    sections = tuple(map(printed.section, read.sections))
    return replace(
        read,
        title=_title(raw, header, parts, clean_lines(printed.clean)),
        text=raw.text,
        clean=printed.clean,
        header=header,
        parts=parts,
        sections=sections,
        passages=passages(raw.id, printed.clean, parts, sections),
    )


def _title(raw: RawDocument, header: Header, parts: tuple[Part, ...], lines: list[CleanLine]) -> str:
    """The container's own title, else the header's, with a bulletin's issue, else the first item's or first line."""
    masthead = header.masthead
    if raw.title and not (masthead is None and header.title and _is_cut_short(raw.title, header.title.value)):
        return raw.title
    if masthead is not None and masthead.name is not None:
        return masthead.name.value + (masthead.issue.value if masthead.issue else "")
    if header.title is not None:
        return header.title.value
    if parts and parts[0].title is not None:
        return parts[0].title.value
    return lines[0].text[:LONGEST_TITLE] if lines else raw.source.name


def _is_cut_short(title: str, printed: str) -> bool:
    """Whether the container's title is the beginning of the printed one, as where a web page breaks it in two."""
    squeezed = "".join(title.split())
    return len(squeezed) < len(printed) and printed.startswith(squeezed)
