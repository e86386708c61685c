import json
import random
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.indexes.keyword_index import Candidate
from search.questions.needs import Needs
from search.questions.request import Request
from search.ranking.features import WINDOW, best_window, measure
from search.ranking.measures import AT, FEATURES
from search.ranking.ranker import RankerError, load_ranker


def candidate(body: str, title: str = "", ordinal: int = 1, document: str = "d") -> Candidate:
    return Candidate(f"{document}-{ordinal}", document, ordinal, 1.0, title, "", "", body)


def measured(question: str, *candidates: Candidate) -> np.ndarray:
    return measure(Needs.of(Request.parse(question), lambda term: 1.0), candidates, {})


def test_cover_is_the_share_of_the_terms_found() -> None:
    values = measured("食堂菜价", candidate("食堂很大"), candidate("公示食堂菜价"))
    assert values[:, AT["cover_body"]].tolist() == pytest.approx([1 / 3, 1.0])


def test_terms_of_the_title_cover_but_are_not_beyond_it() -> None:
    (values,) = measured("食堂菜价", candidate("公示菜价", title="食堂办法"))
    assert values[AT["cover"]] == pytest.approx(2 / 3)
    assert values[AT["cover_beyond_title"]] == pytest.approx(1 / 2)


def test_words_of_asking_weigh_little() -> None:
    values = measured("菜价是什么", candidate("菜价公示"), candidate("这是什么"))
    assert values[0, AT["cover"]] > 3 * values[1, AT["cover"]]


def test_evidence_is_what_the_asked_type_needs() -> None:
    values = measured("奖励多少元", candidate("奖励5000元"), candidate("奖励优秀选手"))
    assert values[0, AT["evidence"]] > values[1, AT["evidence"]]
    assert values[1, AT["evidence_missing"]] == 1


def test_another_region_in_the_title_counts_against() -> None:
    values = measured(
        "江苏的食堂", candidate("食堂", title="云南省食堂办法"), candidate("食堂", title="江苏省食堂办法")
    )
    assert values[:, AT["region_other"]].tolist() == [1.0, 0.0]
    assert values[:, AT["region_missing"]].tolist() == [1.0, 0.0]


def test_another_name_counts_as_the_name() -> None:
    needs = Needs.of(Request.parse("人社厅"), lambda term: 1.0, [("人社厅", ("人力资源和社会保障厅",))])
    (values,) = measure(needs, [candidate("人力资源和社会保障厅发文")], {})
    assert values[AT["cover"]] == 1.0


@given(
    st.lists(st.tuples(st.integers(0, 300), st.integers(0, 5)), max_size=20),
    st.lists(st.floats(0.1, 5), min_size=6, max_size=6),
)
def test_best_window_is_that_of_trying_all(spots: list[tuple[int, int]], weights: list[float]) -> None:
    spots.sort()
    found = best_window(spots, weights, [0.0, *weights[1:]])
    windows = [{i for at, i in spots if start <= at <= start + WINDOW} for start, _ in spots] or [set()]
    assert found[0] == pytest.approx(max(sum(weights[i] for i in window) for window in windows))
    assert found[1] == pytest.approx(max(sum(weights[i] for i in window if i) for window in windows))


def walk(tree: dict[str, list[float]], values: np.ndarray) -> float:
    node = 0
    while tree["left"][node] != node:
        goes_left = values[tree["feature"][node]] <= np.float32(tree["threshold"][node])
        node = int(tree["left"][node] if goes_left else tree["right"][node])
    return tree["value"][node]


def test_ranker_adds_the_leaves_that_each_row_reaches() -> None:
    table = json.loads((Path(__file__).parent.parent.parent / "search/ranking/ranker.json").read_text(encoding="utf-8"))
    random.seed(0)
    rows = np.array([[random.uniform(-1, 1) for _ in FEATURES] for _ in range(20)], dtype=np.float32)
    expected = [sum(walk(tree, row) for tree in table["trees"]) for row in rows]
    assert load_ranker().scores(rows).tolist() == pytest.approx(expected, abs=1e-3)


def test_ranker_says_what_it_was_trained_on() -> None:
    table = json.loads((Path(__file__).parent.parent.parent / "search/ranking/ranker.json").read_text(encoding="utf-8"))
    assert table["trained_on"]
    assert tuple(table["measures"]) == FEATURES


def test_ranker_of_other_measures_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "ranker.json"
    path.write_text(json.dumps({"measures": ["other"], "trees": [], "depth": 0}), encoding="utf-8")
    with pytest.raises(RankerError, match="trained on other measures"):
        load_ranker(path)


def test_a_line_of_addressees_or_its_number_marks_a_head() -> None:
    addressed = candidate("各市总工会、各有关单位:\n现将办法印发给你们")
    numbered = Candidate("d-2", "d", 2, 1.0, "", "", "某局\n某发〔2021〕7号", "某发〔2021〕7号关于食堂")
    values = measured("食堂办法的主送单位", addressed, numbered, candidate("食堂要求:公示菜价"))
    assert values[:, AT["head"]].tolist() == [1.0, 1.0, 0.0]
    assert values[:, AT["asks_head"]].tolist() == [1.0, 1.0, 1.0]


def test_exact_things_are_measured() -> None:
    needs = Needs.of(Request.parse("食堂"), lambda term: 1.0)
    values = measure(needs, [candidate("食堂"), candidate("食堂", ordinal=2)], {}, {"d-2": 2})
    assert values[:, AT["exact"]].tolist() == pytest.approx([0.0, 2 / 3])


def test_an_everyday_wording_counts_as_the_official_one() -> None:
    needs = Needs.of(Request.parse("带徒弟的津贴"), lambda term: 1.0, [("带徒弟", ("师带徒", "传帮带"))])
    with_it, without = measure(needs, [candidate("传帮带的津贴"), candidate("培训的津贴")], {})
    assert with_it[AT["cover"]] > without[AT["cover"]]
