"""Institutions told by their list: names of one last word with a count behind them (东城市场、左边市场等4个市场)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from graph.elements import Kind
from graph.extraction.bodies.find import BodyFind
from graph.extraction.boundary import is_common, left_edge
from graph.extraction.scope import Scope

_HEADS = r"市场|商场|广场|医院|学校|中学|小学|公园"
_RUN = re.compile(rf"[一-鿿]{{2,20}}?(?P<head>{_HEADS})(?:[、和及][一-鿿]{{2,10}}?(?P=head))+(?=等)")
_ITEM = re.compile(rf"(?P<stem>[一-鿿]{{2,20}}?)(?:{_HEADS})(?=[、和及等])")
_COUNTED = re.compile(r"等[^，。；、]{0,8}?(?:\d+|[两三四五六七八九十]+)[个家所座]")
_CLOSED = re.compile(rf"(?:{_HEADS}){_COUNTED.pattern}")
_CLOSES = ("场等", "院等", "校等", "学等", "园等")
_NO_STEM = re.compile(r"[的各类型级性等在]|定点|相关|有关|大型|重点")


def find_listed(scope: Scope) -> Iterator[BodyFind]:
    """The items of lists of at least two names with one last word and, behind 等, their number."""
    text = scope.text
    # A run may begin with any character; what closes it is rare and quickly found.
    closes = any(text.find(sign, scope.part.start) >= 0 for sign in _CLOSES)
    if not closes or _CLOSED.search(text, scope.part.start) is None:
        return
    for run in _RUN.finditer(text, scope.part.start, scope.part.end):
        if not _COUNTED.match(text, run.end()):
            continue
        for item in _ITEM.finditer(text, run.start(), run.end() + 1):
            edge = left_edge(text, item.end("stem"), run.start() if item.start() == run.start() else item.start())
            stem = text[edge.start : item.end("stem")]
            if 2 <= len(stem) <= 8 and not is_common(stem) and not _NO_STEM.search(stem):
                name = text[edge.start : item.end()]
                yield BodyFind(edge.start, item.end(), name, Kind.INSTITUTION, "institution-listed", weight=0)
