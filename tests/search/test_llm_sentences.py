"""Sentences of a language model: cut as they stream in, kept as far as their passages bear them."""

from __future__ import annotations

import pytest

from search.llm.sentences import checked, sentences

SOURCE = (
    "市总工会成立评选工作领导小组，组长由市总工会主席柳承志担任，办公室设在市总工会经济工作部。"
    "每年评选潮头工匠12名，每名一次性奖励2万元，不得重复申报。"
)


def _kept(said: str, language: str = "zh") -> list[str]:
    return [sentence.text for sentence in checked(said, [SOURCE, "另一段话。"], language)]


@pytest.mark.parametrize(
    "mark", ["[1]", "［1］", "【1】", "[1, 2]", "[1][2]", "[ 1 ]", "[^1]", "[passage 1]", "[段落1]"]
)
def test_citations_are_read_as_models_write_them(mark: str) -> None:
    assert _kept(f"每名一次性奖励2万元{mark}。") == ["每名一次性奖励2万元。"]


@pytest.mark.parametrize("mark", ["", "[3]", "[0]", "[1, 3]", "[2]", "〔2023〕", "[一]"])
def test_a_sentence_needs_a_citation_that_exists_and_bears_it(mark: str) -> None:
    assert _kept(f"每名一次性奖励2万元{mark}。") == []


def test_a_citation_may_follow_its_full_stop_letter_by_letter() -> None:
    assert list(sentences("先评选。[1]再奖励。 [2, 3]\n完")) == ["先评选。[1]", "再奖励。 [2, 3]", "完"]


def test_a_thought_is_no_part_of_the_answer() -> None:
    assert list(sentences("<think>奖励2万元[1]。对吗？</think>\n奖励2万元[1]。")) == ["奖励2万元[1]。"]
    assert list(sentences("<think>奖励2万元[1]。没有想完")) == []


def test_items_of_a_list_are_known_and_lose_their_signs() -> None:
    found = checked("- 每年评选12名[1]\n2. 每名奖励2万元[1]\n办公室设在经济工作部[1]", [SOURCE])
    assert [(sentence.text, sentence.item) for sentence in found] == [
        ("每年评选12名", True),
        ("每名奖励2万元", True),
        ("办公室设在经济工作部", False),
    ]


def test_english_sentences_end_at_their_full_stops() -> None:
    said = "Grants of 3.5 wan, cf. No. 5 of 2023 [1]. So it is. [2] Really?"
    assert list(sentences([said])) == ["Grants of 3.5 wan, cf.", " No. 5 of 2023 [1].", " So it is. [2]", " Really?"]


@pytest.mark.parametrize(
    "said",
    [
        "每名一次性奖励3万元[1]。",  # another figure
        "每年评选潮头工匠2名[1]。",  # the figure of something else
        "每名一次性奖励两万元[1]。",  # a figure that is not printed so
        "每名不予一次性奖励2万元[1]。",  # denied
        "组长由市总工会主席何启明担任[1]。",  # another person
        "办公室设在浙江省财政厅经济工作部[1]。",  # another body
        "每名一次性奖励2万元，还可以免费入住人才公寓[1]。",  # a clause of its own making
        "The award of 潮头工匠 is 2万元 [1].",  # another language than the question's
    ],
)
def test_what_the_passage_does_not_say_is_dropped(said: str) -> None:
    assert _kept(said) == []


@pytest.mark.parametrize(
    "said",
    [
        "组长由市总工会主席柳承志担任[1]。",
        "每年评选潮头工匠12人[1]。",
        "潮头工匠不得重复申报[1]。",
        "每名一次性奖励 2 万元[1]。",
    ],
)
def test_what_the_passage_says_is_kept(said: str) -> None:
    assert _kept(said) == [said.replace("[1]", "")]
