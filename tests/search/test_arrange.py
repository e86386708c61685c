"""What is shown of the hits: copies left out and told, none crowding out the rest, figures told apart."""

from __future__ import annotations

from search.indexes.keyword_index import Candidate
from search.ranking.exact import Ranked
from search.results.arrange import Arranged, arrange
from tests.search.small_home import NOTICE, OPINION, Home

TEXT = "企业应当每月公示食堂菜价，并且每月听取一次职工对食堂的意见，每人每餐补贴5元。"


def _ranked(*passages: tuple[str, str]) -> list[Ranked]:
    """(document, body) in order, scores falling from 1."""
    return [
        Ranked(Candidate(f"{document}-{at}", document, at, 0.0, "", "", "", body), 1 - at / 100)
        for at, (document, body) in enumerate(passages)
    ]


def _arranged(ranked: list[Ranked], total: int = 10, better: str = "", **groups: str) -> Arranged:
    keys = {hit.candidate.document: hit.candidate.document for hit in ranked} | groups
    return arrange(ranked, total, 10, keys, lambda one, _: one == better)


def _documents(arranged: Arranged) -> list[str]:
    return [hit.candidate.document for hit in arranged.hits]


def test_a_copy_is_left_out_and_told() -> None:
    found = _arranged(_ranked(("a", TEXT), ("b", TEXT + "（转）"), ("c", "茶叶合作社")))
    assert _documents(found) == ["a", "c"]
    assert found.copies == {"a-0": ("b",)}


def test_the_same_words_with_another_figure_are_no_copy() -> None:
    found = _arranged(_ranked(("a", TEXT), ("b", TEXT.replace("5元", "8元"))), a="policy", b="policy")
    assert _documents(found) == ["a", "b"]
    assert found.copies == {}


def test_a_longer_passage_repeats_one_of_the_same_policy_alone() -> None:
    longer = "某省总工会关于加强食堂管理的意见。" + TEXT
    assert _documents(_arranged(_ranked(("a", TEXT), ("b", longer)), a="policy", b="policy")) == ["a"]
    assert _documents(_arranged(_ranked(("a", TEXT), ("b", longer)))) == ["a", "b"]


def test_the_better_printing_takes_the_place_and_the_score() -> None:
    found = _arranged(_ranked(("a", TEXT), ("c", "茶叶"), ("b", TEXT)), 2, "b", a="policy", b="policy")
    assert [(hit.candidate.document, hit.score) for hit in found.hits] == [("b", 1.0), ("c", 0.99)]
    assert found.copies == {"b-2": ("a",)}


def test_the_better_printing_takes_the_place_though_the_page_is_full() -> None:
    ranked = _ranked(("a", "茶叶"), ("b", TEXT), ("a", TEXT), ("c", TEXT))
    found = _arranged(ranked, 2, "a", a="policy", b="policy")
    assert [(hit.candidate.passage, hit.score) for hit in found.hits] == [("a-0", 1.0), ("a-2", 0.99)]
    assert found.copies == {"a-2": ("b",)}


def test_passages_of_one_document_stay_though_alike() -> None:
    assert _documents(_arranged(_ranked(("a", TEXT), ("a", TEXT)))) == ["a", "a"]


def test_a_policy_takes_half_of_a_page_while_others_have_hits() -> None:
    texts = ["甲乙丙", "丁戊己", "庚辛壬", "子丑寅", "卯辰巳", "午未申"]
    ranked = _ranked(*zip("ababab", texts, strict=True), ("c", "茶叶合作社"))
    assert _documents(_arranged(ranked, a="policy", b="policy")) == ["a", "b", "a", "b", "a", "c", "b"]


def test_hits_are_grouped_by_policy_with_its_other_printings(home: Home) -> None:
    home.put("copy", "转载：" + OPINION.split("\n", 1)[1].replace("苏工发〔2023〕12号", ""))
    result = home.engine().search("食堂原料抽查 技能竞赛", k=10)
    shown = {group.document.source.external_id: group for group in result.groups}
    opinion = shown["opinion"]
    assert opinion.policy is not None
    assert "关于加强企业食堂管理的意见" in opinion.policy.name
    assert [record.source.external_id for record in opinion.copies] == ["copy"]
    assert "copy" not in shown
    assert sorted(rank for group in result.groups for rank in group.ranks) == [hit.rank for hit in result.hits]


def test_pages_follow_each_other(home: Home) -> None:
    for number in range(6):
        home.put(f"n{number}", NOTICE.replace("7号", f"{number + 20}号").replace("技能竞赛", f"第{number}届技能竞赛"))
    engine = home.engine()
    whole = [hit.passage.id for hit in engine.search("技能竞赛 奖励", k=4, offset=0).hits]
    whole += [hit.passage.id for hit in engine.search("技能竞赛 奖励", k=4, offset=4).hits]
    assert len(set(whole)) == 8
    assert [hit.rank for hit in engine.search("技能竞赛 奖励", k=4, offset=4).hits] == [5, 6, 7, 8]
    beyond = engine.search("技能竞赛 奖励", k=4, offset=5000)
    assert beyond.hits == ()
    assert "no more than" in (beyond.reason or "")
