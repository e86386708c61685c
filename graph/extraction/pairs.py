"""Pairs of neighbouring characters, looked up at all places of a text at once."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from threading import Lock

import numpy as np
from numpy.typing import NDArray

_HASHES = 1 << 16
_FACTOR = np.uint16(40_503)  # 2**16 times the golden ratio: gives neighbouring characters hashes far apart
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
            self._number = _TABLES.register(self._pairs)
        return _index(text, _TABLES.size).places(self._number, start, end)


@dataclass(frozen=True, slots=True)
class _Index:
    """Where the pairs of each set stand in a text. ordered: the places of one set after the other; ends: of each."""

    ordered: list[int]
    ends: list[int]

    def places(self, number: int, start: int, end: int) -> Sequence[int]:
        first, last = self.ends[number - 1] if number else 0, self.ends[number]
        if first == last:
            return ()
        first = bisect_left(self.ordered, start, first, last)
        return self.ordered[first : bisect_left(self.ordered, end - 1, first, last)]


class _Tables:
    """All sets of pairs, by their numbers."""

    def __init__(self) -> None:
        self.size = 0
        # A row for each pair of each set, in the order of the pairs' hashes: `_times` rows of a hash from `_first` on.
        self._codes = np.zeros(0, dtype=np.uint64)
        self._sets = np.zeros(0, dtype=np.uint16)
        self._hashes = np.zeros(0, dtype=np.uint16)
        self._times = np.zeros(_HASHES, dtype=np.uint8)
        self._first = np.zeros(_HASHES, dtype=np.int32)
        self._changing = Lock()  # threads that extract may register sets while others index their texts

    def register(self, pairs: Iterable[str]) -> int:
        """The number of a new set."""
        with self._changing:
            number = self.size
            first, second = _characters("".join(pairs)).reshape(-1, 2).T
            codes = np.append(self._codes, _codes(first, second))
            sets = np.append(self._sets, np.full(len(first), number, dtype=np.uint16))
            hashes = np.append(self._hashes, _hashes(first, second))
            order = hashes.argsort()
            self._codes, self._sets, self._hashes = codes[order], sets[order], hashes[order]
            times = np.bincount(hashes, minlength=_HASHES)
            self._times, self._first = times.astype(np.uint8), (times.cumsum() - times).astype(np.int32)
            self.size += 1
        return number

    def index(self, text: str) -> _Index:
        first, second = (characters := _characters(text))[:-1], characters[1:]
        hashes = _hashes(first, second)
        with self._changing:
            places = self._times.take(hashes).nonzero()[0]
            times = self._times[hashes[places]].astype(np.int64)
            rows = np.arange(times.sum()) + (self._first[hashes[places]] + times - times.cumsum()).repeat(times)
            places = places.repeat(times)
            same = self._codes[rows] == _codes(first[places], second[places])  # and no other pair with that hash
            sets = self._sets[rows[same]]
            ordered = places[same][sets.argsort(kind="stable")]
            return _Index(ordered.tolist(), np.bincount(sets, minlength=self.size).cumsum().tolist())


_TABLES = _Tables()


@lru_cache(maxsize=4)
def _index(text: str, _size: int) -> _Index:
    """The index of a text. _size: how many sets there are, so that a set added later has its places too."""
    return _TABLES.index(text)


def _characters(text: str) -> NDArray[np.uint32]:
    return np.frombuffer(text.encode("utf-32-le", "surrogatepass"), np.uint32)


def _codes(first: NDArray[np.uint32], second: NDArray[np.uint32]) -> NDArray[np.uint64]:
    """The pairs as numbers."""
    codes: NDArray[np.uint64] = first.astype(np.uint64) << np.uint64(32) | second
    return codes


def _hashes(first: NDArray[np.uint32], second: NDArray[np.uint32]) -> NDArray[np.uint16]:
    """Sixteen bits for each pair; few pairs share them."""
    hashes: NDArray[np.uint16] = first.astype(np.uint16) * _FACTOR + second.astype(np.uint16)
    return hashes
