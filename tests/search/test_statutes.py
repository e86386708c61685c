"""Questions about law: statutory words for everyday ones, and the rank of a law."""

from __future__ import annotations

import pytest

from search.indexes.keyword_index import Candidate
from search.questions.needs import Needs
from search.questions.request import Request
from search.ranking.exact import Exact
from search.ranking.features import measure
from search.ranking.fuse import _Found
from search.ranking.measures import AT
from search.wording.statutes import rank_of_law, statutory


def passage(title: str, score: float, body: str = "") -> Candidate:
    return Candidate(title, title, 0, score, title, "", "", body)


@pytest.mark.parametrize(
    ("title", "rank"),
    [
        ("民法典第一千一百七十九条", 1.0),
        ("民法典合同编", 1.0),
        ("劳动合同法", 0.8),
        ("中华人民共和国立法法", 0.8),
        ("水法第5条之一", 0.8),
        ("最高人民法院关于适用《民法典》继承编的解释(一)", 0.6),
        ("信息公开条例(2019修订)", 0.4),
        ("食堂管理办法(试行)", 0.2),
        ("关于落实劳动法的通知", 0.0),
        ("食堂的好做法", 0.0),
        ("", 0.0),
    ],
)
def test_the_kind_that_ends_a_title_is_its_rank(title: str, rank: float) -> None:
    assert rank_of_law(title) == rank


def test_everyday_words_have_statutory_ones() -> None:
    assert dict(statutory("房东不退押金")) == {
        "房东": ("出租人",),
        "押金": ("定金", "双倍返还定金", "押金"),
    }
    assert statutory("技能竞赛在哪里举行") == ()


def test_a_statutory_word_counts_as_the_everyday_one() -> None:
    needs = Needs.of(Request.parse("房东"), lambda term: 1.0, statutory("房东"))
    values = measure(needs, [passage("甲", 1.0, "出租人应当交付"), passage("乙", 1.0, "买受人应当付款")], {})
    assert values[:, AT["cover_body"]].tolist() == [1.0, 0.0]


def test_the_rank_of_a_law_is_measured() -> None:
    needs = Needs.of(Request.parse("押金"), lambda term: 1.0)
    values = measure(needs, [passage("民法典", 1.0), passage("收费条例", 1.0), passage("通知", 1.0)], {})
    assert values[:, AT["law"]].tolist() == pytest.approx([1.0, 0.4, 0.0])


def test_candidates_of_higher_laws_are_measured_before_others_of_like_score() -> None:
    found = {c.passage: c for c in (passage("收费规定", 10.0), passage("民法典", 7.0), passage("通知", 8.0))}
    # .7 and a law's .4; 1 and .08; .8
    assert [candidate.passage for candidate in _Found(found, Exact()).ordered()] == ["民法典", "收费规定", "通知"]
