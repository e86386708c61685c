"""Answers over the example documents: from the graph, from the text, and abstentions."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from graph.contributor import GraphContributor
from graph.embedded_store import EmbeddedStore
from ingest.ledger import Ledger
from ingest.pipeline import ingest
from ingest.storage.sqlite_ledger import open_ledger
from search.answers.answer import Answerer
from search.engine import SearchEngine
from search.evaluation.answers import evaluate_answers
from search.evidence.sentences import LONGEST
from search.indexes.keyword_index import KeywordIndex
from search.query import Answer

ROOT = Path(__file__).parents[2]
EXAMPLES = ROOT / "examples"
SEEDS = ROOT.parent / "shared" / "seeds"


def _answerer(home: Path, documents: Path) -> tuple[Ledger, Answerer]:
    contributor = GraphContributor()
    ledger = open_ledger(home, writable=True, tables=[contributor.tables])
    ingest([documents], ledger, contributor, workers=1)
    store = EmbeddedStore(ledger)
    engine = SearchEngine(ledger, store, KeywordIndex(home / "keyword"))
    engine.catch_up()
    return ledger, Answerer(ledger, store, engine)


@pytest.fixture(scope="module")
def examples(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Ledger, Answerer]]:
    ledger, answerer = _answerer(tmp_path_factory.mktemp("examples"), EXAMPLES)
    yield ledger, answerer
    ledger.close()


@pytest.fixture(scope="module")
def answerer(examples: tuple[Ledger, Answerer]) -> Answerer:
    return examples[1]


def _quotes(answer: Answer) -> str:
    return re.sub(r"\s", "", "".join(citation.quote for citation in answer.citations))


def test_joint_issuers_are_named_in_order_with_the_date(answerer: Answerer) -> None:
    answer = answerer.ask("谁联合印发了《关于推进云岭产业工匠培育的实施意见》")
    assert answer.kind == "graph"
    assert "由云南省总工会、云南省人力资源和社会保障厅联合印发，日期为2023年6月8日" in answer.answer


def test_a_title_given_in_part_is_understood(answerer: Answerer) -> None:
    assert "云工发〔2023〕918号" in answerer.ask("云岭产业工匠培育实施意见的发文字号").answer


def test_a_doc_number_leads_to_its_policy(answerer: Answerer) -> None:
    for asked in ("玉工发〔2023〕927号是什么文件？", "玉工发2023-927", "“玉工发[2023]927号” 全称"):
        assert "《玉溪市产业工匠培育行动方案（2023—2027年）》" in answerer.ask(asked).answer


def test_posts_of_a_person_are_listed(answerer: Answerer) -> None:
    answer = answerer.ask("段怀山 职务")
    assert "云南省总工会主席" in answer.answer
    assert "云南省人民代表大会常务委员会副主任" in answer.answer


def test_a_vice_chair_is_no_chair(answerer: Answerer) -> None:
    answer = answerer.ask("楚雄州总工会主席 是谁")
    assert "鲁向阳" in answer.answer
    assert "李雁秋" not in answer.answer


def test_relation_is_told_in_words(answerer: Answerer) -> None:
    answer = answerer.ask("云南省总工会和滇南工业职业学院是什么关系？")
    assert "云南省总工会与滇南工业职业学院是合作关系[1]" in answer.answer.replace("[2]", "")
    assert "共建云岭工匠学院合作协议" in _quotes(answer)


def test_policies_about_a_topic_come_with_their_clauses(answerer: Answerer) -> None:
    answer = answerer.ask("哪些政策涉及职业技能等级认定？")
    for policy in ("关于实施产业工匠培育计划的意见", "关于推进云岭产业工匠培育的实施意见", "云南省职工技能培训条例"):
        assert policy in answer.answer
    assert "全面推行企业自主开展职业技能等级认定" in answer.answer


def test_two_places_are_compared_side_by_side(answerer: Answerer) -> None:
    answer = answerer.ask("云南和江苏在技能津贴上有什么不同？")
    yunnan, jiangsu = (line for line in answer.answer.splitlines() if line.startswith("- "))
    assert yunnan.startswith("- 云南省：")
    assert "500元和800元" in yunnan
    assert jiangsu.startswith("- 江苏省：")
    assert "800元和1200元" in jiangsu


def test_number_question_is_answered_by_its_sentence(answerer: Answerer) -> None:
    answer = answerer.ask("云岭产业工匠首次入选奖励多少钱？")
    assert answer.kind == "text"
    assert "一次性奖励3万元" in answer.answer


def test_english_question_gets_english_wording_and_chinese_names(answerer: Answerer) -> None:
    answer = answerer.ask("Who jointly issued 云工发〔2023〕918号?").answer
    assert "was jointly issued by 云南省总工会, 云南省人力资源和社会保障厅, dated 2023-06-08." in answer


def test_what_is_not_mentioned_is_named_in_the_abstention(answerer: Answerer) -> None:
    answer = answerer.ask("云南省总工会和北京大学是什么关系？")
    assert answer.abstained
    assert answer.citations == ()
    assert "北京大学" in answer.answer


def test_an_amount_that_is_not_stated_is_not_made_up(answerer: Answerer) -> None:
    answer = answerer.ask("云岭工匠学院合作协议总共投入多少经费？")
    assert answer.abstained
    assert "没有写明所问的金额" in answer.answer


def test_abstains_in_english_when_asked_in_english(answerer: Answerer) -> None:
    assert answerer.ask("When was 四川省总工会 founded?").answer.startswith("The documents do not mention")


@pytest.mark.parametrize("question", ["", "？", "《》", "a" * 500, "谁是谁的谁", "%_\"'", "是什么关系"])
def test_odd_questions_are_answered_without_failing(answerer: Answerer, question: str) -> None:
    assert answerer.ask(question).answer


def test_nothing_ingested_is_said(tmp_path: Path) -> None:
    (tmp_path / "none").mkdir()
    ledger, answerer = _answerer(tmp_path / "home", tmp_path / "none")
    answer = answerer.ask("谁印发了这份通知？")
    ledger.close()
    assert answer.abstained
    assert "wenmai ingest" in answer.answer


def test_example_questions(examples: tuple[Ledger, Answerer]) -> None:
    """The figures of docs/answers.md, keywords only, and every quote in its place."""
    ledger, answerer = examples
    report = evaluate_answers(ROOT / "benchmarks" / "example_questions.jsonl", answerer)
    assert report.answerable.share("right") >= 0.9
    assert report.answerable.share("wrong") <= 0.07
    assert report.unanswerable.share("right") >= 0.8
    citations = [citation for item in report.judged for citation in item.answer.citations]
    assert len(citations) > 50
    for citation in citations:
        assert ledger.document(citation.document.id).text[citation.start : citation.end] == citation.quote
        assert len(re.sub(r"\s", "", citation.quote)) <= LONGEST


@pytest.mark.shared
@pytest.mark.skipif(not SEEDS.is_dir(), reason="../shared/seeds is not beside the project")
def test_the_four_questions_about_the_seeds(tmp_path: Path) -> None:
    ledger, answerer = _answerer(tmp_path, SEEDS)
    joint = answerer.ask("谁联合印发了《关于充分发挥国有企业在推进产业工人队伍建设改革中示范带动作用的实施意见》")
    assert "江苏省总工会、江苏省人民政府国有资产监督管理委员会联合印发" in joint.answer
    relation = answerer.ask("云南省总工会和云南工商学院是什么关系")
    assert "合作关系" in relation.answer
    assert "签订合作备忘录" in _quotes(relation)
    topic = answerer.ask("哪些政策涉及职业技能等级认定")
    assert "示范带动作用的实施意见" in topic.answer
    assert "职业发展贯通的实施意见" in topic.answer
    post = answerer.ask("李孝轩担任什么职务")
    assert "云南工商学院执行校长" in post.answer
    ledger.close()


def test_a_question_that_shares_few_words_with_the_text_is_answered(answerer: Answerer) -> None:
    assert "3万元" in _quotes(answerer.ask("头一回选上云岭产业工匠能拿多少奖金？"))
