"""Words that no passage bears, read as the passages write them."""

from __future__ import annotations

import pytest

from search.questions.misspelt import Misspelt, is_one_off
from tests.search.small_home import Home

TEXT = """关于潮头工匠的通知

潮头工匠应当持有ISO9001证书，接入MES系统。数字化车间设在望江产业园。
"""


@pytest.fixture
def misspelt(empty_home: Home) -> Misspelt:
    empty_home.put("doc", TEXT)
    return Misspelt(empty_home.engine().keyword)


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("潮透工匠的证书", (("潮透工匠", ("潮头工匠",)),)),
        ("望江产页园在哪里", (("江产页园", ("江产业园",)),)),
        ("数字画车间", (("数字画车间", ("数字化车间",)),)),
        ("潮头工匠", ()),
        ("茶叶合作社的厂房", ()),
        ("ios9001", (("ios9001", ("iso9001",)),)),
        ("iso 9001", (("iso 9001", ("iso9001",)),)),
        ("iso9002", ()),
        ("mes", ()),
    ],
)
def test_a_wrong_letter_is_read_as_a_passage_has_it(misspelt: Misspelt, asked: str, found: object) -> None:
    assert misspelt.in_text(asked) == found


def test_words_and_numbers_apart_in_print_are_found_together(empty_home: Home) -> None:
    empty_home.put("doc", "企业取得 ISO 14001 认证的，给予奖励。")
    assert Misspelt(empty_home.engine().keyword).in_text("iso14001") == (("iso14001", ("iso 14001",)),)


@pytest.mark.parametrize("query", ["潮透工匠", "IOS9001", "ISO 9001", "digital mes"])
def test_a_misspelt_query_finds_its_passage(home: Home, query: str) -> None:
    home.put("doc", TEXT)
    (hit, *_) = home.engine().search(query).hits
    assert hit.document.source.external_id == "doc"
    assert hit.highlights


@pytest.mark.parametrize(
    ("word", "other", "apart"),
    [
        ("ios", "iso", True),
        ("iso", "is", True),
        ("iso", "isso", True),
        ("iso", "izo", True),
        ("iso1", "iso2", False),
        ("iso", "iso", False),
        ("iso", "osi", False),
        ("iso", "isosx", False),
        ("", "a", True),
    ],
)
def test_one_letter_apart(word: str, other: str, apart: bool) -> None:
    assert is_one_off(word, other) is apart
