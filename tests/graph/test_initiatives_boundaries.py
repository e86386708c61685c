"""Where a quoted name ends, and when words quoted alone are none, in sentences written for the test."""

from __future__ import annotations

import pytest

from graph.elements import Kind
from tests.graph.reading import extraction_of


def initiatives(text: str) -> dict[str, tuple[str, ...]]:
    """The initiatives of a text with their other forms."""
    return {e.name: e.aliases for e in extraction_of(text).entities if e.kind is Kind.INITIATIVE}


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("施工单位推行“一表一册”，通过网络方式报送。", "“一表一册”"),
        ("平安区推行“工友码”通过信息化手段登记。", "“工友码”"),
        ("平安区推出“枸杞贷”助企复产服务。", "“枸杞贷”"),
        ("平安区推行“一车一册”纳入联防联控机制。", "“一车一册”"),
    ],
)
def test_a_quoted_name_ends_before_the_next_verb(text: str, name: str) -> None:
    assert list(initiatives(text)) == [name]


def test_an_ordinary_word_is_a_name_only_with_the_regime_behind_it() -> None:
    text = "平安区落实“菜篮子”市长负责制，建设“菜篮子”工程。“菜篮子”产品供应充足，“菜篮子”满满当当。"
    found = initiatives(text)
    assert set(found) == {"“菜篮子”市长负责制", "“菜篮子”工程"}
    assert not any("产品" in form or "满" in form for forms in found.values() for form in forms)


def test_a_forum_on_a_known_initiative_is_not_the_initiative() -> None:
    text = "平安区服务“一带一路”建设，筹备第三届“一带一路”枸杞合作论坛。"
    assert set(initiatives(text)) == {"“一带一路”倡议", "第三届“一带一路”枸杞合作论坛"}
