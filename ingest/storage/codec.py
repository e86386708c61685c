"""Compact storage forms: a document's header, parts and sections as JSON, its clean text as runs over the original.

Dataclasses become JSON lists of their field values in order, which is small and quick but says nothing of the fields;
the ledger therefore stores `layout()` and refuses to open under another one.
"""

from __future__ import annotations

import hashlib
import json
import types
import typing
from array import array
from collections.abc import Callable, Mapping, Sequence
from dataclasses import fields
from enum import Enum
from functools import cache
from operator import attrgetter
from typing import Any

from ingest.document import CleanText, Field, Header, Masthead, Part, Section

PACKED = (Header, Masthead, Field, Part, Section)
"""Dataclasses that are stored as lists."""


def layout() -> str:
    """Fingerprint of the packed dataclasses: changes when a field is added, moved or retyped."""
    described = [[kind.__name__, *(f"{f.name}:{f.type}" for f in fields(kind))] for kind in PACKED]
    return hashlib.sha256(json.dumps(described).encode()).hexdigest()[:16]


def pack(value: Any) -> str:
    """JSON of dataclasses, tuples, enums, strings, numbers and None."""
    return _ENCODER.encode(value)


def unpack(kind: Any, packed: str) -> Any:
    """Value of type `kind` (as annotated: `Header`, `tuple[Part, ...]`, `str | None`) from what `pack` gave."""
    return _builder(kind)(json.loads(packed))


def _values(value: Any) -> tuple[Any, ...]:
    return _getters()[type(value)](value)


@cache
def _getters() -> Mapping[type, Callable[[Any], tuple[Any, ...]]]:
    return {kind: attrgetter(*(f.name for f in fields(kind))) for kind in PACKED}


@cache
def _builder(kind: Any) -> Callable[[Any], Any]:
    origin, arguments = typing.get_origin(kind), typing.get_args(kind)
    if origin in (types.UnionType, typing.Union):
        inner = _builder(next(a for a in arguments if a is not type(None)))
        return lambda value: None if value is None else inner(value)
    if origin is tuple:
        each = _builder(arguments[0])
        return lambda value: tuple(each(v) for v in value)
    if kind in PACKED:
        hints = typing.get_type_hints(kind)
        builders = [_builder(hints[f.name]) for f in fields(kind)]
        return lambda value: kind(*(build(v) for build, v in zip(builders, value, strict=True)))
    if isinstance(kind, type) and issubclass(kind, Enum):
        return kind
    return lambda value: value


_ENCODER = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), default=_values)


def pack_clean(clean: CleanText, original: str) -> str:
    """Runs of original text that make up the clean text, and the characters that differ from it.

    A run is a stretch whose offsets grow by one. It is stored as the gap from the end of the run before and its length.
    """
    begins, lengths = _runs(clean.offsets)
    runs: list[int] = []
    position = 0
    for begin, length in zip(begins, lengths, strict=True):
        runs += (begin - position, length)
        position = begin + length
    return pack([runs, [[i, clean.text[i]] for i in _differences(clean.text, _copy(original, begins, lengths))]])


def differences(clean: CleanText, original: str) -> list[int]:
    """Where the clean text has another character than the original at its offset: inserted separators."""
    return _differences(clean.text, _copy(original, *_runs(clean.offsets)))


def unpack_clean(packed: str, original: str) -> CleanText:
    """The clean text that `pack_clean` was given."""
    runs, differ = json.loads(packed)
    offsets: array[int] = array("I")
    begins, lengths, position = [], runs[1::2], 0
    for gap, length in zip(runs[::2], lengths, strict=True):
        begins.append(position + gap)
        position += gap + length
        offsets.extend(range(begins[-1], position))
    characters = _copy(original, begins, lengths)
    if differ:
        edited = list(characters)
        for i, character in differ:
            edited[i] = character
        characters = "".join(edited)
    return CleanText(characters, offsets)


def _runs(offsets: array[int]) -> tuple[list[int], list[int]]:
    """Original offset at which each run begins, and its length."""
    import numpy as np

    numbers = np.frombuffer(offsets, dtype=np.uint32)
    firsts = np.flatnonzero(numbers[1:] != numbers[:-1] + 1) + 1
    starts = [0, *firsts.tolist()] if offsets else []
    ends = [*starts[1:], len(offsets)]
    return [offsets[start] for start in starts], [end - start for start, end in zip(starts, ends, strict=False)]


def _copy(original: str, begins: Sequence[int], lengths: Sequence[int]) -> str:
    # A separator at the very end may point just past the text: padded, and then corrected as a character that differs.
    pieces = (original[b : b + n].ljust(n, "\0") for b, n in zip(begins, lengths, strict=True))
    return "".join(pieces)


def _differences(clean: str, copied: str) -> list[int]:
    if clean == copied:
        return []
    import numpy as np

    found: list[int] = np.flatnonzero(_code_points(clean) != _code_points(copied)).tolist()
    return found


def _code_points(text: str) -> Any:
    import numpy as np

    return np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype=np.uint32)
