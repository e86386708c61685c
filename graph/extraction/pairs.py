"""Pairs of neighbouring characters, looked up at all places of a text at once."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

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
            self._number = _REGISTRY.add(self._pairs)
        places = _REGISTRY.index(text, _REGISTRY.size)[self._number]
        return places[bisect_left(places, start) : bisect_left(places, end - 1)] if places else places


class _Registry:
    """All sets of pairs, by number, and the index of a text: the places of each set."""

    _CODES = 1 << 16
    _FACTOR = np.uint32(40_503)  # 2**16 times the golden ratio: gives neighbouring characters codes far apart

    def __init__(self) -> None:
        self.size = 0
        self._sets: dict[str, tuple[int, ...]] = {}
        self._known = np.zeros(self._CODES, dtype=bool)  # codes of pairs of any set; a few others share them

    def add(self, pairs: Iterable[str]) -> int:
        """The number of a new set."""
        number = self.size
        for pair in pairs:
            self._sets[pair] = (*self._sets.get(pair, ()), number)
            self._known[self._codes(pair)] = True
        self.size += 1
        return number

    @lru_cache(maxsize=4)  # noqa: B019
    def index(self, text: str, size: int) -> list[list[int]]:
        """Places by the number of the set. size: the registry's, so that a set added later has its places too."""
        index: list[list[int]] = [[] for _ in range(size)]
        for at, numbers in self._found(text):
            for number in numbers:
                index[number].append(at)
        return index

    def _found(self, text: str) -> Iterator[tuple[int, tuple[int, ...]]]:
        places: list[int] = self._known.take(self._codes(text)).nonzero()[0].tolist()
        numbers = map(self._sets.get, [text[at : at + 2] for at in places])
        return ((at, of) for at, of in zip(places, numbers, strict=True) if of is not None)

    def _codes(self, text: str) -> NDArray[np.uint32]:
        """A code for the pair at each place."""
        characters = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), np.uint32)
        codes: NDArray[np.uint32] = (characters[:-1] * self._FACTOR + characters[1:]) % self._CODES
        return codes


_REGISTRY = _Registry()
