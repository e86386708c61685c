"""English questions in the field's Chinese terms, which the documents print (english_terms.toml)."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from graph.extraction.places.divisions import resolve_region

_NAME = re.compile(r"(《[^《》]*》|[“\"「][^”\"」]*[”\"」])")
_PLACED = re.compile(
    r"([㐀-鿿]{2,})(?:'s)?(?: (?:provincial|province|municipal|city|prefectur(?:al|e)|county|district))?"
    r" ([省市州县]|(?=国资委))(?=[㐀-鿿])"
)
"""A place and its body, which in English is often called like a province's (Kunming Federation of Trade Unions)."""
_LEVELS = "省市县区州盟旗"
_WORD = re.compile(r"[a-z]{3,}")
_HAN = re.compile("[㐀-鿿]+")
_MEANT_FOR = re.compile("([㐀-鿿]+) for (?:the )?([㐀-鿿]+(?: [㐀-鿿]+)*)")
"""A thing and what it is for, which stands first in Chinese (tax policy for rare diseases)."""
_JOINED = re.compile(r"(?<=[㐀-鿿])(?:,? and | of )(?=[㐀-鿿])")


@dataclass(frozen=True, slots=True)
class _Table:
    terms: tuple[tuple[re.Pattern[str], str], ...]
    titled: tuple[tuple[re.Pattern[str], str], ...]
    """A kind of document with what it is on: the opinion on X."""
    placed: tuple[tuple[re.Pattern[str], str], ...]
    """One behind what or where it is of: the Jiangsu opinion."""
    plain: frozenset[str]
    """Words that say nothing about a question's subject, or that its cues read."""


def in_chinese(folded: str) -> str:
    """The folded question with known terms in Chinese ("the opinion on wages" -> 关于工资的意见), names in marks kept.

    Unchanged when it holds no known term.
    """
    return "".join(piece if _NAME.fullmatch(piece) else _rendered(piece) for piece in _NAME.split(folded))


def unread(said: str) -> float:
    """Share of the words of subject matter that stay English in a question so read, 0..1.

    A run of Chinese counts as one word for each two letters.
    """
    left = [word for word in _WORD.findall(_NAME.sub(" ", said)) if word not in _table().plain]
    read = sum(len(run) / 2 for run in _HAN.findall(said))
    return len(left) / (len(left) + read) if left else 0.0


def _rendered(text: str) -> str:
    table = _table()
    said = text
    for pattern, chinese in table.terms:
        said = pattern.sub(chinese, said)
    if said == text:
        return text
    said = _JOINED.sub("和", _PLACED.sub(_placed, said))
    said = _MEANT_FOR.sub(lambda match: match[2].replace(" ", "") + match[1], said)
    for pattern, genre in table.titled:
        said = pattern.sub(rf"关于\1的{genre}", said)
    for pattern, genre in table.placed:
        said = pattern.sub(f"的{genre}", said)
    return said


def _placed(match: re.Match[str]) -> str:
    """A place with its own level (昆明市), where a division bears the name."""
    place, level = match.groups()
    region = None if place[-1] in _LEVELS else resolve_region(place)
    own = region.name if region is not None else place
    return own if own[-1] in _LEVELS else own + level


@cache
def _table() -> _Table:
    """Read once from english_terms.toml."""
    table = tomllib.loads((Path(__file__).parent / "english_terms.toml").read_text(encoding="utf-8"))
    return _Table(
        _compiled(table["terms"], lambda words: rf"\b(?:{words})(?!\w)"),
        _compiled(
            table["genres"],
            lambda words: rf"(?:\b(?:the|an?) )?\b(?:{words}) (?:on|for|about|concerning|regarding) ([㐀-鿿]+)",
        ),
        _compiled(
            table["genres"],
            lambda words: rf"(?<=[㐀-鿿])(?:'s)? (?:{words})\b(?! (?:on|for|about|concerning|regarding|[a-z]+ing)\b)",
        ),
        frozenset(table["plain"]["words"].split()),
    )


def _compiled(rows: Mapping[str, str], pattern: Callable[[str], str]) -> tuple[tuple[re.Pattern[str], str], ...]:
    return tuple((re.compile(pattern(words)), chinese) for words, chinese in rows.items())
