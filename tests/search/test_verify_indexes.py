import sqlite3

import pytest

from search.indexes.verify import verify
from tests.search.small_home import Home


def test_indexes_that_follow_the_ledger_have_no_problem(home: Home) -> None:
    assert verify(home.ledger, home.keyword(), home.vectors()) == []


def test_an_index_that_lags_behind_is_named(home: Home) -> None:
    keyword, vectors = home.keyword(), home.vectors()
    home.put("new", "新文件讲述渔港。")
    problems = verify(home.ledger, keyword, vectors)
    assert {(p.part, p.subject) for p in problems if p.subject == "revision"} == {
        ("keyword", "revision"),
        ("vectors", "revision"),
    }
    assert {p.part for p in problems if "not in the index" in p.message} == {"keyword", "vectors"}


def test_a_passage_lost_from_the_keyword_index_is_named(home: Home) -> None:
    keyword = home.keyword()
    lost = sorted(keyword.passage_ids())[0]
    writer = keyword._writer()
    writer.delete_documents_by_term("passage", lost)
    writer.commit()
    writer.wait_merging_threads()
    assert [(p.part, p.subject) for p in verify(home.ledger, keyword)] == [("keyword", lost)]


@pytest.mark.parametrize(
    ("sql", "message"),
    [
        ("DELETE FROM vectors WHERE key = 1", "not in the index"),
        ("UPDATE vectors SET passage = 'other' WHERE key = 1", "that the ledger does not have"),
        ("UPDATE vectors SET document = 'other' WHERE key = 1", "under another document"),
    ],
)
def test_vectors_broken_by_hand_are_named(home: Home, sql: str, message: str) -> None:
    keyword, vectors = home.keyword(), home.vectors()
    with sqlite3.connect(home.folder / "vectors" / "vectors.sqlite") as connection:
        connection.execute(sql)
    connection.close()
    problems = verify(home.ledger, keyword, vectors)
    assert problems
    assert all(problem.part == "vectors" for problem in problems)
    assert any(message in problem.message for problem in problems)
