"""What Wenmai knows of one document: its source, clean text, header, outline and passages.

Two texts, two kinds of offsets, both in Unicode code points, end exclusive:
- `Document.text`, the extracted text (for txt and md the decoded file as it stands). Everything a user sees, and every
  offset that leaves the program, refers to it ("original offsets").
- `Document.clean.text`, the reflowed text: hard-wrapped lines joined, page furniture dropped, one paragraph a line
  (separator "\\n"). Everything inside extraction refers to it ("clean offsets"); `CleanText.original` maps back.
"""

from __future__ import annotations

import hashlib
from array import array
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import NamedTuple

from ingest.dates import written_date


class Span(NamedTuple):
    """Half-open range of code points."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Source:
    """Where a document came from.

    location: unique place, the key by which a changed file replaces its old version: absolute path, then `!member`
        for an archive and `#id` for a line of a .jsonl file.
    name: file name, or the line's id; part of the document's id.
    external_id: what other people's tools call it: the .jsonl line's id, else the file name without its suffix.
    """

    location: str
    name: str
    external_id: str


@dataclass(frozen=True, slots=True)
class RawDocument:
    """What a reader hands on: text and the container's own metadata.

    content_hash: SHA-256 (hex) of the file's bytes, or of the .jsonl line's canonical JSON.
    """

    source: Source
    text: str
    media_type: str
    content_hash: str
    title: str | None = None
    metadata: Mapping[str, str] = field(default_factory=dict)

    @property
    def id(self) -> str:
        """Deterministic id from source name and content: same bytes under the same name give the same id anywhere."""
        digest = hashlib.sha256(f"{self.source.name}\0{self.content_hash}".encode()).hexdigest()
        return f"doc-{digest[:16]}"


@dataclass(frozen=True, slots=True)
class CleanText:
    """Reflowed text and, for each of its characters, the offset of that character in the original text.

    offsets: `array("I")` of len(text), strictly increasing but for inserted separators ("\\n", or a space between two
        Latin words), which bear the offset of the white space that they stand for.
    """

    text: str
    offsets: array[int]

    def original(self, start: int, end: int) -> Span:
        """Original span of the clean range [start, end), end > start."""
        return Span(self.offsets[start], self.offsets[end - 1] + 1)


@dataclass(frozen=True, slots=True)
class Field:
    """A header value as printed (white space removed) with its clean span."""

    value: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Masthead:
    """A bulletin's 报头: its name (云南工会通讯), 期号 as printed, date (ISO) and issuing office."""

    name: Field | None = None
    issue: Field | None = None
    issued_on: str | None = None
    office: Field | None = None


@dataclass(frozen=True, slots=True)
class Header:
    """Elements of an official document by GB/T 9704-2012. Dates are ISO strings (YYYY-MM-DD, YYYY-MM or YYYY).

    title 标题, doc_number 发文字号 (normalised: 〔〕, no spaces), issuers 发文机关 in printed order (joint ones each),
    addressees 主送机关, signed_on 成文日期, copies 抄送/报/送/发, printed_by and printed_on 印发机关 and 印发日期.
    """

    title: Field | None = None
    doc_number: Field | None = None
    issuers: tuple[Field, ...] = ()
    addressees: tuple[Field, ...] = ()
    signed_on: str | None = None
    signed_on_field: Field | None = None
    copies: tuple[Field, ...] = ()
    printed_by: Field | None = None
    printed_on: str | None = None
    masthead: Masthead | None = None


class Genre(StrEnum):
    """文种, the kind of a document. Chinese values, since users filter by them and read them."""

    NOTICE = "通知"
    OPINION = "意见"
    PLAN = "方案"
    MEASURES = "办法"
    REGULATION = "法规"
    DECISION = "决定"
    ANNOUNCEMENT = "公告"
    REPLY = "批复"
    LETTER = "函"
    MINUTES = "纪要"
    REPORT = "报告"
    SPEECH = "讲话"
    BULLETIN = "简报"
    NEWS = "新闻"
    INTERPRETATION = "解读"
    OTHER = "其他"


class PartKind(StrEnum):
    """What a part of a document is: the document's own text, a document printed with it, or a bulletin's item."""

    BODY = "body"
    ATTACHMENT = "attachment"
    ITEM = "item"


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch with a context of its own: the body, an attached (printed) document, or one item of a bulletin.

    Parts partition the clean text in order. title: as printed, white space removed. byline: reporter or sending
    unit of a bulletin's item as printed. place: the place named in the item's title or byline, as printed.
    """

    ordinal: int
    kind: PartKind
    start: int
    end: int
    title: Field | None = None
    byline: Field | None = None
    place: str | None = None


class SectionKind(StrEnum):
    """Parts of a text by the legislation rules (立法技术规范) and by common numbering."""

    ITEM = "item_of_bulletin"
    BOOK = "编"
    CHAPTER = "章"
    SECTION = "节"
    ARTICLE = "条"
    HEADING = "heading"


@dataclass(frozen=True, slots=True)
class Section:
    """One node of the outline, covering its heading and all below it. Clean offsets.

    level: 1 for the highest inside its part. label: 第一条, 一、, （三）, 1. as printed. title: heading's text without
    the label, empty for a bare article. parent: ordinal of the enclosing section or None. part: ordinal of its part.
    """

    ordinal: int
    part: int
    parent: int | None
    level: int
    kind: SectionKind
    label: str
    title: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Passage:
    """A stretch of at most 330 characters inside one section, cut at the ends of paragraphs and sentences.

    start, end: original offsets; text: `Document.text[start:end]` reflowed (what is indexed).
    clean_start, clean_end: clean offsets. heading: path of headings from the part's title down.
    """

    id: str
    ordinal: int
    part: int
    heading: tuple[str, ...]
    start: int
    end: int
    clean_start: int
    clean_end: int
    text: str


@dataclass(frozen=True, slots=True)
class Document:
    """A parsed document. Pickles (workers hand it to the writer)."""

    id: str
    source: Source
    title: str
    text: str
    clean: CleanText
    media_type: str
    content_hash: str
    genre: Genre
    header: Header
    parts: tuple[Part, ...]
    sections: tuple[Section, ...]
    passages: tuple[Passage, ...]
    metadata: Mapping[str, str] = field(default_factory=dict)
    region: str | None = None
    """Region given by the user (`--region`), which overrides what the text says."""

    @property
    def date(self) -> str | None:
        """Best date of the document: 成文日期, else the masthead's, else 印发日期, else the metadata's `date`."""
        masthead = self.header.masthead
        return (
            self.header.signed_on
            or (masthead.issued_on if masthead else None)
            or self.header.printed_on
            or written_date(self.metadata.get("date", ""))
        )

    def quote(self, start: int, end: int) -> str:
        """Original text at original offsets."""
        return self.text[start:end]
