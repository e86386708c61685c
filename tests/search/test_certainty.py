"""What decides whether an answer from the text is given."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from math import log

import pytest

from search.answers.answer import Answerer
from search.evidence.candidates import Candidate
from search.evidence.certainty import MEASURES, Certainty, load_certainty, measures
from search.evidence.sentences import FEATURES
from search.questions.question import understand
from tests.search.small_home import NOTICE, REPORT, Home, answerer_over

ASKED = "一等奖选手奖励多少元"


@pytest.fixture(scope="module")
def answerer(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Answerer]:
    yield from answerer_over(tmp_path_factory.mktemp("certainty") / "home", {"notice": NOTICE, "report": REPORT})


def test_certainty_is_logistic_in_the_measures() -> None:
    model = Certainty((1.0, -2.0, 0.5, 0.0, 4.0), -1.0)
    assert model.of((2.0, 0.5, 2.0, 9.0, 0.25)) == pytest.approx(1 / (1 + 2.718281828 ** -(2 - 1 + 1 + 1 - 1)))


def test_shipped_weights_doubt_an_answer_that_other_documents_match() -> None:
    alone = dict.fromkeys(MEASURES, 0.5) | {"elsewhere": -4.0}
    matched = alone | {"elsewhere": 0.5}
    shipped = load_certainty()
    assert shipped.of(tuple(alone.values())) > shipped.of(tuple(matched.values()))


def test_measures_tell_the_best_sentence_from_those_of_other_documents(answerer: Answerer) -> None:
    question = understand(ASKED)
    first = answerer.quotations(ASKED)[0].candidate
    record = replace(first.hit.document, id="another")
    other = Candidate(replace(first.hit, document=record), first.pieces, first.at, (0.0,) * len(FEATURES))
    measured = measures(question, [(first, 0.8), (other, 0.5), (other, 0.001)], first)
    assert measured[:3] == pytest.approx((log(4), 0.0, 0.3))
    assert measured[4] == first.measured("cover_place")
    assert measures(question, [(first, 0.8)], first)[1] == pytest.approx(log(0.01 / 0.99))


def test_an_answer_below_the_bar_is_held_back(empty_home: Home) -> None:
    empty_home.put("notice", NOTICE)
    engine = empty_home.engine()
    assert not Answerer(empty_home.ledger, empty_home.store, engine).ask(ASKED).abstained
    assert Answerer(empty_home.ledger, empty_home.store, engine, certain=1.0).ask(ASKED).abstained
