"""Where names begin, and what is no name."""

import pytest

from graph.extraction.boundary import begins_name, has_proper_part, is_common, left_edge


@pytest.mark.parametrize(
    ("before", "name"),
    [
        ("领导小组3次深入", "以礼河发电"),
        ("由", "富鑫"),
        ("走访", "驰宏"),
        ("，", "金塬水泥"),
        ("职工（工匠）", "李辉"),
        ("15家", "驰宏"),
        ("今年", "驰宏"),
        ("这里涌现出", "驰宏"),
        ("全国劳模", "驰宏"),
        ("市里遴选", "驰宏"),
    ],
)
def test_a_name_begins_behind_the_last_stop(before: str, name: str) -> None:
    text = before + name + "厂"
    assert text[left_edge(text, len(text) - 1, 0).start :] == name + "厂"


@pytest.mark.parametrize("stem", ["融资担保", "小额贷款", "定点", "农业科技"])
def test_words_of_trade_are_common(stem: str) -> None:
    assert is_common(stem)


def test_rare_pairs_tell_a_name_from_a_seam_between_common_words() -> None:
    assert [has_proper_part(stem) for stem in ("驰宏", "以礼河", "依法征用", "深化国资运营")] == [
        True,
        True,
        False,
        False,
    ]


def test_a_two_character_form_inside_a_longer_word_begins_no_name() -> None:
    assert not begins_name("安全总监", 1, 0)
    assert begins_name("落实全总要求", 2, 0)
