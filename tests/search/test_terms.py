import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.questions.request import in_figures
from search.wording.terms import characters, compact, cut, doc_numbers, fold, title_terms


def test_chinese_runs_give_bigrams_and_numbers_join_their_neighbours() -> None:
    assert cut("每人奖励5000元") == ["每人", "人奖", "奖励", "励5000", "5000", "5000元"]


def test_punctuation_separates_terms() -> None:
    assert cut("省委,省政府") == ["省委", "省政", "政府"]


def test_thousands_are_one_number_and_listed_numbers_are_not() -> None:
    assert cut("1,000") == ["1,000"]
    assert cut("5,6") == ["5", "6"]


def test_width_case_and_traditional_characters_do_not_matter() -> None:
    assert fold("ＧＤＰ增長６．５％，職業技能") == "gdp增长6.5%,职业技能"


@given(st.text())
def test_folding_keeps_every_offset(text: str) -> None:
    assert len(fold(text)) == len(text)


@given(st.text())
def test_folding_twice_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(st.text())
def test_every_term_stands_in_the_text(text: str) -> None:
    folded = fold(text)
    assert all(term in folded for term in (*cut(folded), *characters(folded)))


def test_brackets_and_spaces_of_a_doc_number_do_not_matter() -> None:
    wanted = "#国办发2020-4"
    for printed in (
        "国办发〔2020〕4号",
        "国办发[2020]4号",
        "国办发（2020）4号",
        "国办发〔 2020 〕 第04号",
        "国办发2020 4号",
    ):
        assert wanted in doc_numbers(fold(printed)), printed


def test_a_doc_number_inside_a_sentence_is_found_by_what_a_user_types() -> None:
    assert "#国办发2020-4" in doc_numbers(fold("根据国办发〔2020〕4号文件"))


def test_a_year_alone_is_no_doc_number() -> None:
    assert doc_numbers("2020年4号楼") == []


def test_a_title_is_found_without_its_issuer() -> None:
    assert set(title_terms("关于加强管理的意见")) < set(title_terms("江苏省总工会关于加强管理的意见"))


def test_punctuation_in_a_title_does_not_matter() -> None:
    assert compact("关于《十条》的通知(试行)") == "关于十条的通知试行"


@pytest.mark.parametrize(
    ("said", "figured"),
    [
        ("苏工发〔二〇二三〕三号", "苏工发〔2023〕3号"),
        ("国办发一九九八年第一百零二号", "国办发1998年第102号"),
        ("一九九八个三号位", "一九九八个三号位"),
        ("二十条和三号线", "二十条和三号线"),
    ],
)
def test_years_and_numbers_of_documents_are_read_in_figures(said: str, figured: str) -> None:
    assert in_figures(said) == figured


@given(st.text(alphabet="一二〇零十百年第号〔〕2"))
def test_any_mixture_of_numerals_is_read(text: str) -> None:
    in_figures(text)
