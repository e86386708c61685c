import os
import shutil
import signal
import subprocess
import sys
import time
from math import log
from pathlib import Path

import pytest

from ingest.storage.sqlite_ledger import open_ledger
from search.indexes.keyword_index import (
    KeywordIndex,
    KeywordIndexBusyError,
    KeywordIndexError,
    Restriction,
    date_number,
)
from tests.search.small_home import OPINION, Home

ROOT = Path(__file__).parent.parent.parent


def found(index: KeywordIndex, *terms: str, **options: object) -> list[str]:
    return [candidate.body for candidate in index.search(dict.fromkeys(terms, 1.0), 10, **options)]


def test_passages_are_found_by_their_bigrams(home: Home) -> None:
    (body,) = found(home.keyword(), "菜价")
    assert "公示菜价" in body


def test_score_is_bm25(empty_home: Home) -> None:
    for name, text in (("a", "茶茶树"), ("b", "茶叶茶"), ("c", "海边。")):
        empty_home.put(name, text)
    index = empty_home.keyword()
    (candidate,) = index.search({"茶叶": 1.0}, 5)
    documents, bearing, k1 = 4, 1, 1.2  # the state entry counts as a document
    idf = log(1 + (documents - bearing + 0.5) / (bearing + 0.5))
    assert 0 < candidate.score <= idf * (k1 + 1)


def test_a_removed_document_is_gone_at_once(home: Home) -> None:
    index = home.keyword()
    home.forget(home.ledger.find_document("opinion"))
    index.catch_up(home.ledger)
    assert found(index, "菜价") == []
    assert index.size == len(index.passage_ids())


def test_a_changed_document_replaces_its_old_text(home: Home) -> None:
    index = home.keyword()
    home.put("opinion", OPINION.replace("菜价", "菜谱"))
    index.catch_up(home.ledger)
    assert found(index, "菜价") == []
    assert len(found(index, "菜谱")) == 1


def test_the_revision_applied_survives_reopening(home: Home) -> None:
    revision = home.keyword().revision
    assert revision == home.ledger.revision()
    assert KeywordIndex(home.folder / "keyword").revision == revision


def test_catching_up_twice_adds_nothing(home: Home) -> None:
    index = home.keyword()
    before = index.passage_ids()
    index.catch_up(home.ledger)
    assert index.passage_ids() == before
    assert index.size == len(before)


def test_a_commit_with_the_time_of_the_one_before_is_seen(home: Home) -> None:
    index = home.keyword()
    meta = index.folder / "meta.json"
    before = meta.stat()
    writer = index._writer()
    writer.delete_documents_by_term("passage", min(index.passage_ids()))
    writer.commit()
    writer.wait_merging_threads()
    os.utime(meta, ns=(before.st_atime_ns, before.st_mtime_ns))
    size = index.size
    assert index.refresh()
    assert index.size == size - 1


def test_another_reader_sees_a_commit_after_refresh(home: Home) -> None:
    reader = home.keyword()
    assert not reader.refresh()
    home.put("new", "新文件讲述渔港。")
    KeywordIndex(home.folder / "keyword").catch_up(home.ledger)
    assert found(reader, "渔港") == []
    assert reader.refresh()
    assert found(reader, "渔港") == ["新文件讲述渔港。"]


def test_an_index_thrown_away_is_built_again(home: Home) -> None:
    before = home.keyword().passage_ids()
    shutil.rmtree(home.folder / "keyword")
    assert home.keyword().passage_ids() == before


def test_an_index_ahead_of_the_ledger_is_built_again(home: Home, tmp_path: Path) -> None:
    index = home.keyword()
    other = Home(tmp_path / "restored")
    other.put("only", "只有这一份。")
    index.catch_up(other.ledger)
    assert index.passage_ids() == {p.id for p in other.ledger.document_passages(other.ledger.find_document("only"))}
    other.ledger.close()


def test_a_second_writer_is_told_that_one_is_at_it(home: Home) -> None:
    index = home.keyword()
    writer = KeywordIndex(home.folder / "keyword")._writer()
    home.put("new", "新文件。")
    with pytest.raises(KeywordIndexBusyError, match="Another process"):
        index.catch_up(home.ledger)
    writer.wait_merging_threads()


def test_a_broken_index_says_what_to_do(home: Home) -> None:
    home.keyword()
    (meta,) = (home.folder / "keyword").glob("*/meta.json")
    meta.write_text("{", encoding="utf-8")
    with pytest.raises(KeywordIndexError, match="Delete that folder"):
        KeywordIndex(home.folder / "keyword")


def test_restrictions_are_joined_by_and(home: Home) -> None:
    index = home.keyword()
    issuer = Restriction({"issuer": ["江苏省总工会"]})
    assert {c.document for c in index.search({"职工": 1.0, "竞赛": 1.0}, 10, restriction=issuer)} == {
        home.ledger.find_document("opinion")
    }
    assert index.matches(issuer)
    assert not index.matches(Restriction({"issuer": ["江苏省总工会"]}, date_high=20221231))


def test_required_terms_are_all_there(home: Home) -> None:
    index = home.keyword()
    assert len(found(index, "茶叶", required=["海外"])) == 1
    assert found(index, "茶叶", required=["海外", "菜价"]) == []


@pytest.mark.parametrize(
    ("date", "low", "high"),
    [
        ("2021", 20210101, 20219999),
        ("2021-05", 20210501, 20210599),
        ("2021-05-06", 20210506, 20210506),
        ("5月", None, None),
    ],
)
def test_partial_dates_cover_their_whole_time(date: str, low: int | None, high: int | None) -> None:
    assert (date_number(date), date_number(date, upper=True)) == (low, high)


def test_killed_while_catching_up_it_opens_and_goes_on(empty_home: Home) -> None:
    for number in range(120):
        empty_home.put(f"d{number}", f"第{number}号文件。" + "职工食堂要公示菜价。" * 40)
    wanted = {p.id for r in empty_home.ledger.records() for p in empty_home.ledger.document_passages(r.id)}
    script = (
        "import sys; sys.path.insert(0, sys.argv[1]); from pathlib import Path\n"
        "import search.indexes.keyword_index as k; from ingest.storage.sqlite_ledger import open_ledger\n"
        "k._BATCH = 20; print('go', flush=True)\n"
        "home = Path(sys.argv[2]); k.KeywordIndex(home / 'keyword').catch_up(open_ledger(home))"
    )
    for delay in (0.0, 0.02, 0.05, 0.1, 0.2):
        process = subprocess.Popen(
            [sys.executable, "-c", script, str(ROOT), str(empty_home.folder)], stdout=subprocess.PIPE
        )
        assert process.stdout is not None
        process.stdout.readline()
        time.sleep(delay)
        os.kill(process.pid, signal.SIGKILL)
        process.wait()
        process.stdout.close()
        index = KeywordIndex(empty_home.folder / "keyword")
        assert index.passage_ids() <= wanted
    index.catch_up(open_ledger(empty_home.folder))
    assert index.passage_ids() == wanted
    assert index.size == len(wanted)
