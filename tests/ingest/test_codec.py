"""Stored forms come back exactly."""

from __future__ import annotations

import json
from array import array

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.document import CleanText, Field, Header, Masthead, Part, PartKind, Section, SectionKind
from ingest.storage.codec import differences, pack, pack_clean, unpack, unpack_clean

FIELD = Field("省总工会", 3, 7)


@pytest.mark.parametrize(
    ("kind", "value"),
    [
        (Header, Header()),
        (Header, Header(title=FIELD, issuers=(FIELD, FIELD), signed_on="2020-01", masthead=Masthead(name=FIELD))),
        (tuple[Part, ...], (Part(0, PartKind.BODY, 0, 9), Part(1, PartKind.ITEM, 9, 12, FIELD, FIELD, "大理州"))),
        (tuple[Section, ...], (Section(0, 0, None, 1, SectionKind.ARTICLE, "第一条", "", 0, 5),)),
        (tuple[str, ...], ()),
    ],
)
def test_dataclass_comes_back(kind: type, value: object) -> None:
    assert unpack(kind, pack(value)) == value


def test_unknown_type_is_refused() -> None:
    with pytest.raises(KeyError):
        pack([object()])


def test_joined_lines_are_two_runs() -> None:
    clean = CleanText("各州总工会请落实", array("I", [0, 1, 2, 3, 4, 6, 7, 8]))
    packed = pack_clean(clean, "各州总工会\n请落实")
    assert json.loads(packed) == [[0, 5, 1, 3], []]
    assert unpack_clean(packed, "各州总工会\n请落实") == clean


def test_inserted_separator_is_a_difference() -> None:
    clean = CleanText("甲\n乙", array("I", [0, 1, 3]))
    assert differences(clean, "甲\r\n乙") == [1]
    assert unpack_clean(pack_clean(clean, "甲\r\n乙"), "甲\r\n乙") == clean


@st.composite
def texts_with_clean(draw: st.DrawFn) -> tuple[str, CleanText]:
    """Any original and any characters at any offsets into it, one past its end included."""
    original = draw(st.text(max_size=30))
    offsets = draw(st.lists(st.integers(0, len(original)), max_size=40))
    kept = draw(st.lists(st.booleans(), min_size=len(offsets), max_size=len(offsets)))
    characters = [
        original[offset] if keep and offset < len(original) else draw(st.characters())
        for offset, keep in zip(offsets, kept, strict=True)
    ]
    return original, CleanText("".join(characters), array("I", offsets))


@given(texts_with_clean())
def test_clean_text_comes_back(case: tuple[str, CleanText]) -> None:
    original, clean = case
    assert unpack_clean(pack_clean(clean, original), original) == clean
