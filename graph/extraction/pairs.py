"""Pairs of neighbouring characters, looked up at all places of a text at once."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from threading import Lock

import numpy as np
from numpy.typing import NDArray

_CODES = 1 << 16
_FACTOR = np.uint32(40_503)  # 2**16 times the golden ratio: gives neighbouring characters codes far apart
_SHORT = 100
"""Characters below which a look-up at each place costs less than an index."""


class Pairs:
    """A set of pairs of characters, and where they stand in a text.

    Words of many tables are found by the two characters that they begin or end with. All sets share one pass over a
    text, whose index the last few texts keep: what a set does not find there costs nothing. A set is kept for good: for
    words of tables, not for those of one text.
    """

    def __init__(self, pairs: Iterable[str]) -> None:
        """pairs: of two characters each."""
        self._pairs = frozenset(pairs)
        self._number: int | None = None  # a set that is never asked for places in a text costs its index nothing

    def places(self, text: str, start: int, end: int) -> Sequence[int]:
        """Every place in [start, end) where a pair of the set stands, in order."""
        if end - start < _SHORT:
            pairs = self._pairs
            return [at for at in range(start, end - 1) if text[at : at + 2] in pairs]
        if self._number is None:
            self._number = _register(self._pairs)
        places = _index(text, _TABLES.size)[self._number]
        return places[bisect_left(places, start) : bisect_left(places, end - 1)] if places else places


@dataclass(slots=True)
class _Tables:
    """All sets of pairs, by their numbers. sets: by each pair; known: whether a code is that of any pair of them."""

    size: int = 0
    sets: dict[str, tuple[int, ...]] = field(default_factory=dict)
    known: NDArray[np.bool_] = field(default_factory=lambda: np.zeros(_CODES, dtype=np.bool_))


_TABLES = _Tables()
_CHANGING = Lock()  # threads that extract may register sets while others index their texts


def _register(pairs: Iterable[str]) -> int:
    """The number of a new set."""
    with _CHANGING:
        number = _TABLES.size
        for pair in pairs:
            _TABLES.sets[pair] = (*_TABLES.sets.get(pair, ()), number)
            _TABLES.known[_codes(pair)] = True
        _TABLES.size += 1
    return number


@lru_cache(maxsize=4)
def _index(text: str, _size: int) -> list[list[int]]:
    """The places of each set by its number. _size: how many there are, so that a set added later has its places too."""
    with _CHANGING:
        index: list[list[int]] = [[] for _ in range(_TABLES.size)]
        places: list[int] = _TABLES.known.take(_codes(text)).nonzero()[0].tolist()
        for at, numbers in zip(places, map(_TABLES.sets.get, [text[at : at + 2] for at in places]), strict=True):
            for number in numbers or ():  # none where another pair has the code of a known one
                index[number].append(at)
    return index


def _codes(text: str) -> NDArray[np.uint32]:
    """A code for the pair at each place; few pairs share one."""
    characters = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), np.uint32)
    codes: NDArray[np.uint32] = (characters[:-1] * _FACTOR + characters[1:]) % _CODES
    return codes
