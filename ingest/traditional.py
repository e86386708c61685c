"""Documents in traditional characters: read as simplified ones, kept as printed.

Each traditional character is read as one simplified one, so that every offset stays true: headers, outlines and names
are recognised in one script, and what is stored and shown is what the document prints.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, fields, is_dataclass, replace
from functools import cache
from importlib import resources
from typing import TypeVar

from ingest.document import CleanText, Document, Field, Header, Part, Section

Read = TypeVar("Read")

_LOOKED_AT = 2_000
"""Characters at the beginning that tell which script a document is in."""
_FEWEST = 4
_SHARE = 0.04
"""Share of traditional forms among a text's different characters, from which it is one: mostly they are a third."""


@cache
def simplified_forms() -> Mapping[int, int]:
    """Code of each traditional character and of the simplified one that it is read as."""
    table = tomllib.loads(resources.files("ingest").joinpath("traditional.toml").read_text(encoding="utf-8"))
    pairs = "".join(table["pairs"].split())
    return {ord(old): ord(new) for old, new in zip(pairs[::2], pairs[1::2], strict=True)}


@cache
def _traditional() -> re.Pattern[str]:
    return re.compile(f"[{''.join(map(chr, simplified_forms()))}]")


def simplified(text: str) -> str:
    """The text in simplified characters, as long as before."""
    return text.translate(simplified_forms())


def is_traditional(text: str) -> bool:
    """Whether a text is in traditional characters; a few in one of simplified characters (乾县) do not make it so."""
    beginning = text[:_LOOKED_AT]
    found = len(set(_traditional().findall(beginning)))
    return found >= _FEWEST and found >= _SHARE * len(set(beginning))


def in_simplified(document: Document) -> Document:
    """The document with its clean text and all that was read of it in simplified characters; itself where it is so."""
    if not is_traditional(document.text):
        return document
    clean = document.clean
    return replace(
        document,
        title=simplified(document.title),
        clean=CleanText(simplified(clean.text), clean.offsets),
        header=_in_simplified(document.header),
        parts=_in_simplified(document.parts),
        sections=_in_simplified(document.sections),
    )


def _in_simplified(read: Read) -> Read:
    """The same with every string in it, however deep, in simplified characters."""
    if isinstance(read, str):
        return type(read)(simplified(read))
    if isinstance(read, tuple) and not hasattr(read, "_fields"):
        return type(read)(map(_in_simplified, read))
    if is_dataclass(read) and not isinstance(read, type):
        return replace(read, **{field.name: _in_simplified(getattr(read, field.name)) for field in fields(read)})
    return read


@dataclass(frozen=True, slots=True)
class Print:
    """What a document prints, beside the clean text in simplified characters that was read of it."""

    read: str
    clean: CleanText

    @classmethod
    def of(cls, text: str, read: CleanText) -> Print:
        """text: the original; read: reflowed from it in simplified characters."""
        forms = simplified_forms()
        # A separator stands for white space, or for nothing, at the offset that it bears.
        characters = (
            text[offset] if text[offset].translate(forms) == character else character
            for character, offset in zip(read.text, read.offsets, strict=True)
        )
        return cls(read.text, CleanText("".join(characters), read.offsets))

    def words(self, read: str, start: int, end: int) -> str:
        """What is printed for words read in the clean range [start, end); themselves where they do not stand there."""
        places = [place for place in range(start, end) if not self.read[place].isspace()]
        at = "".join(self.read[place] for place in places).find(read)
        if at < 0 or not read:
            return read
        return "".join(self.clean.text[place] for place in places[at : at + len(read)])

    def field(self, read: Field) -> Field:
        return replace(read, value=self.words(read.value, read.start, read.end))

    def fields(self, read: tuple[Field, ...]) -> tuple[Field, ...]:
        return tuple(map(self.field, read))

    def header(self, read: Header) -> Header:
        """The header as printed, but for its 发文字号, which is normalised in any case."""
        masthead = read.masthead
        return replace(
            read,
            title=self._field(read.title),
            issuers=self.fields(read.issuers),
            addressees=self.fields(read.addressees),
            copies=self.fields(read.copies),
            printed_by=self._field(read.printed_by),
            masthead=masthead
            and replace(
                masthead,
                name=self._field(masthead.name),
                issue=self._field(masthead.issue),
                office=self._field(masthead.office),
            ),
        )

    def part(self, read: Part) -> Part:
        return replace(
            read,
            title=self._field(read.title),
            byline=self._field(read.byline),
            place=read.place and self.words(read.place, read.start, read.end),
        )

    def section(self, read: Section) -> Section:
        label, title = (self.words(words, read.start, read.end) for words in (read.label, read.title))
        return replace(read, label=label, title=title)

    def _field(self, read: Field | None) -> Field | None:
        return read and self.field(read)
