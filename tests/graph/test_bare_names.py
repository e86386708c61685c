"""Names that nothing but their characters and their neighbours tell."""

from __future__ import annotations

import pytest

from graph.extraction.people.bare_names import bare_names


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("组长由何启明担任。", ["何启明"]),
        ("食堂归欧阳若兰管。", ["欧阳若兰"]),
        ("沈若兰同何明参加。", ["沈若兰", "何明"]),
        ("由李建国任组长", ["李建国"]),
        ("李建国内部资料", []),  # nothing that follows a name
        ("如何进行安全检查，方便群众。", []),
        ("健康安全和铁路运行高度协同。", []),
        ("", []),
        ("何", []),
    ],
)
def test_bare_names_are_told_by_characters_and_neighbours(text: str, names: list[str]) -> None:
    assert [text[span.start : span.end] for span in bare_names(text)] == names
