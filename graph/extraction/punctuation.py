"""Marks of half width between Chinese characters, as many web pages print them, read as the full-width ones."""

from __future__ import annotations

import re
from dataclasses import replace

from ingest.document import CleanText, Document

_CHINESE = "\u4e00-\u9fff”》）】"
# Not within figures (1,000; 10:30): a Chinese character or a closing mark stands on one side at least. Nor in what a
# page left of its markup (&gt;).
_NARROW = re.compile(
    rf"[,;!?:](?:(?<=[{_CHINESE}][,;!?])(?![,;!?])|(?<=[{_CHINESE}]:)(?!//)|(?<=[\d%A-Za-z)][,;])"
    rf"(?<!&[a-z]{{2}}.)(?<!&[a-z]{{3}}.)(?<!&[a-z]{{4}}.)(?<!&[a-z]{{5}}.)(?=[\u4e00-\u9fff“《]))"
)
_WIDE = {",": "，", ";": "；", ":": "：", "!": "！", "?": "？"}


def with_wide_marks(document: Document) -> Document:
    """The document with marks of full width in its clean text, offsets unchanged; itself where it has no others."""
    text = document.clean.text
    wide = _NARROW.sub(lambda mark: _WIDE[mark[0]], text)
    return document if wide == text else replace(document, clean=CleanText(wide, document.clean.offsets))
