"""Names that no post, title or label marks, told by their characters and what stands beside them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from graph.extraction.boundary import common_pairs
from graph.extraction.people.names import AFTER, may_be_given, surnames
from ingest.document import Span

_HAN = re.compile(r"[\u4e00-\u9fff]+")
_BEFORE = frozenset("由是为和与及给请跟同经日")
_DOES = re.compile(
    "担任|任(?!务)|负责|主持|出席|参[加与]|陪同|牵头|带[领队]|[、，。；]|等|强调|指出|要求|表示|介绍|说|到(?!位)"
)
"""What follows a name of two characters, or one that holds a common pair."""


def bare_names(text: str) -> Iterator[Span]:
    """Stretches that read as a surname and given name, the longest at each place; some are none.

    Three characters usual in names count anywhere (何启明), unless a pair in or beside them is common in official
    prose; two characters (何明), or a common pair among three (李建国), between what stands beside names.
    """
    table = surnames()
    taken = 0
    for run in _HAN.finditer(text):
        for at in range(run.start(), run.end() - 1):
            length = 2 if text[at : at + 2] in table.compound else 1
            if at < taken or (length == 1 and text[at] not in table.single):
                continue
            ends = (at + length + 2, at + length + 1)
            found = (end for end in ends if end <= run.end() and _is_name(text, at, at + length, end))
            if (end := next(found, None)) is not None:
                yield Span(at, end)
                taken = end


def _is_name(text: str, at: int, given: int, end: int) -> bool:
    table = surnames()
    if not table.given.issuperset(text[given:end]) or not may_be_given(text[given:end]):
        return False
    if table.begins_word(text[at:end]) or text[max(at - 1, 0) : at + 1] in common_pairs():
        return False
    pairs = [text[i : i + 2] for i in range(at, end)]  # the last one with what follows
    if end - at > 2 and not any(pair in common_pairs() for pair in pairs):
        return True
    begun = at == 0 or text[at - 1] in _BEFORE or not text[at - 1].isalnum()
    followed = _DOES.match(text, end) or (end - at > 2 and AFTER.match(text, end))
    return begun and bool(followed) and pairs[0] not in common_pairs()
