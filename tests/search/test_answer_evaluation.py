"""Judging answers: right, wrong, abstained."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from ingest.document import Source
from ingest.errors import InputError
from ingest.ledger import DocumentRecord
from search.evaluation.answers import Expected, evaluate_answers, judge, read_questions
from search.query import Answer, Citation

RECORD = DocumentRecord("d", Source("d", "d", "d"), "题", None, (), "通知", None, None, "text/plain", "", 9, 1, 1, {})


def _expected(answers: tuple[str, ...] = (), evidence: tuple[str, ...] = ()) -> Expected:
    return Expected("1", "问", "lookup", answers, evidence)


def _said(text: str, quote: str = "", abstained: bool = False) -> Answer:
    citations = (Citation(RECORD, "p", 0, len(quote), quote),) if quote else ()
    return Answer("问", text, abstained, "text", (), citations)


def test_all_strings_must_be_said() -> None:
    assert judge(_expected(("甲厅", "乙厅")), _said("由甲厅、乙厅印发")) == "right"
    assert judge(_expected(("甲厅", "乙厅")), _said("由甲厅印发")) == "wrong"


def test_one_of_the_alternatives_is_enough() -> None:
    assert judge(_expected(("国资委|国有资产监督管理委员会",)), _said("国有资产监督管理委员会")) == "right"


def test_half_of_the_evidence_in_one_piece_is_enough() -> None:
    evidence = ("每年评选五十名首次入选者奖励三万元",)
    assert judge(_expected(("三万",), evidence), _said("见原文", "每年评选五十名\n首次入选")) == "right"
    assert judge(_expected(("三万",), evidence), _said("见原文", "每年评选")) == "wrong"


def test_abstaining_is_right_only_without_an_answer() -> None:
    assert judge(_expected(), _said("没有写明", abstained=True)) == "right"
    assert judge(_expected(("三万",)), _said("没有写明", abstained=True)) == "abstained"
    assert judge(_expected(), _said("三万")) == "wrong"


class _Parrot:
    def ask(self, question: str) -> Answer:
        return _said(question)


def test_report_counts_by_kind(tmp_path: Path) -> None:
    rows = [
        {"id": "1", "question": "甲", "kind": "number", "answer": ["甲"], "evidence": []},
        {"id": "2", "question": "乙", "kind": "number", "answer": ["丙"], "evidence": []},
        {"id": "3", "question": "丁", "kind": "date", "answer": [], "evidence": []},
    ]
    file = tmp_path / "q.jsonl"
    file.write_text("\n".join(json.dumps(row, ensure_ascii=False) for row in rows), encoding="utf-8")
    report = evaluate_answers(file, _Parrot())
    assert (report.answerable.right, report.answerable.wrong, report.answerable.abstained) == (1, 1, 0)
    assert report.unanswerable.wrong == 1
    assert report.by_kind["number"].share("right") == 0.5


def test_gold_file_is_read(tmp_path: Path) -> None:
    gold = {
        "doc": "x",
        "questions": [{"id": "q1", "question": "问", "kind": "post", "answer": "甲", "evidence": ["乙"]}],
    }
    (tmp_path / "g.json").write_text(json.dumps(gold, ensure_ascii=False), encoding="utf-8")
    (expected,) = read_questions(tmp_path)
    assert (expected.id, expected.answers, expected.evidence) == ("g/q1", ("甲",), ("乙",))


def test_a_line_that_is_no_question_is_named(tmp_path: Path) -> None:
    file = tmp_path / "bad.jsonl"
    file.write_text('{"id": "7"}\n', encoding="utf-8")
    with pytest.raises(InputError, match=r"bad\.jsonl:1: 7 has no"):
        list(read_questions(file))


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ('{"id": 1, "question"', "not JSON"),
        ('["甲"]', "not an object"),
        ('{"question": 3, "answer": "甲"}', 'has no "question"'),
        ('{"question": "甲", "answer": 7}', '"answer" is neither a string nor a list of strings: 7'),
        ('{"question": "甲", "evidence": [1]}', '"evidence" is neither a string nor a list of strings'),
    ],
)
def test_what_is_no_question_is_named_with_its_line(tmp_path: Path, line: str, why: str) -> None:
    file = tmp_path / "bad.jsonl"
    file.write_text(f'{{"id": 1, "question": "甲", "answer": "乙"}}\n\n{line}\n', encoding="utf-8")
    with pytest.raises(InputError, match=rf"bad\.jsonl:3: .*{why}"):
        list(read_questions(file))


def test_a_mark_of_byte_order_and_single_strings_are_read(tmp_path: Path) -> None:
    file = tmp_path / "q.jsonl"
    file.write_text('\ufeff{"id": 1, "question": "甲", "answer": "乙", "evidence": "丙丁"}', encoding="utf-8")
    (found,) = read_questions(file)
    assert (found.answers, found.evidence) == (("乙",), ("丙丁",))


def test_a_file_without_questions_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "none.jsonl").write_text("\n", encoding="utf-8")
    with pytest.raises(InputError, match=r"none\.jsonl: no question in it"):
        evaluate_answers(tmp_path / "none.jsonl", _Parrot())
    (tmp_path / "list.json").write_text("[1]", encoding="utf-8")
    with pytest.raises(InputError, match=r'list\.json: no object with a list of "questions"'):
        list(read_questions(tmp_path / "list.json"))
