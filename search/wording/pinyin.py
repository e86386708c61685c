"""How names are read, without tones: 王树芬 as wangshufen (pinyin.tsv)."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from itertools import islice, product
from pathlib import Path

_MOST = 8
"""Spellings of one name at most: letters of two readings double them."""


def spellings(name: str) -> tuple[str, ...]:
    """The readings of a name's letters joined, of each letter every reading; none where a letter has no known one."""
    readings = [_readings().get(letter, ()) for letter in name]
    return tuple("".join(read) for read in islice(product(*readings), _MOST))


@cache
def _readings() -> Mapping[str, tuple[str, ...]]:
    """Readings by letter, read once."""
    found: dict[str, tuple[str, ...]] = {}
    for line in (Path(__file__).parent / "pinyin.tsv").read_text(encoding="utf-8").splitlines():
        if not line.startswith("#"):
            read, letters = line.split("\t")
            for letter in letters:
                found[letter] = (*found.get(letter, ()), read)
    return found
