"""What holds on a day, from documents read as users give them: repeal, term, future effect, amended versions."""

from __future__ import annotations

import pytest

from graph.contributor import GraphContributor
from graph.elements import Kind
from graph.embedded_store import EmbeddedStore
from graph.in_force import documents_not_in_force, policies_not_in_force
from ingest.document import RawDocument, Source
from ingest.parse import parse
from ingest.storage.sqlite_ledger import SqliteLedger

PASSED = "2010年5月27日湖南省第十一届人民代表大会常务委员会第十六次会议通过"
ARTICLES = "第一条　为了规范学堂，制定本条例。\n第二条　学堂应当开放。\n第三条　{}\n"
OLD = f"湖南省职工学堂条例\n\n（{PASSED}）\n\n" + ARTICLES.format("本条例自2010年8月1日起施行。")
AMENDED = (
    f"湖南省职工学堂条例\n\n（{PASSED}　根据2018年3月30日湖南省第十三届人民代表大会常务委员会第三次会议"
    "《关于修改〈湖南省职工学堂条例〉的决定》修正）\n\n" + ARTICLES.format("本条例自2010年8月1日起施行。")
)
FEES = (
    "湖南省学堂收费办法\n\n（2012年1月5日湖南省人民政府令第200号公布）\n\n"
    "第一条　为了规范收费，制定本办法。\n第二条　本办法自公布之日起施行。\n"
)
NEW_FEES = (
    "湖南省学堂经费办法\n\n（2020年6月1日湖南省人民政府令第290号公布）\n\n第一条　为了管理经费，制定本办法。\n"
    "第二条　本办法自2020年9月1日起施行。2012年1月5日省人民政府公布的《湖南省学堂收费办法》同时废止。\n"
)
TRIAL = (
    "湖南省总工会关于学堂试点的通知\n\n各市总工会：\n\n现就试点通知如下。本通知自2021年1月1日起施行，有效期2年。\n\n"
    "湖南省总工会\n2020年12月20日\n"
)
FUTURE = (
    "湖南省总工会关于学堂评星的通知\n\n各市总工会：\n\n现就评星通知如下。本通知自2031年1月1日起施行。\n\n"
    "湖南省总工会\n2024年12月20日\n"
)
UNDATED = "学堂见闻\n\n学堂门口排起了队。\n"
TEXTS = {
    "旧.txt": OLD,
    "修正.txt": AMENDED,
    "收费.txt": FEES,
    "经费.txt": NEW_FEES,
    "试点.txt": TRIAL,
    "评星.txt": FUTURE,
    "见闻.txt": UNDATED,
}


@pytest.fixture
def filled(ledger: SqliteLedger) -> dict[str, str]:
    """Name of each document by its id."""
    contributor, names = GraphContributor(), {}
    for name, text in TEXTS.items():
        document = parse(RawDocument(Source(f"/{name}", name, name), text, "text/plain", name))
        ledger.put(document, contributor, contributor.analyse(document))
        names[document.id] = name
    return names


@pytest.mark.parametrize(
    ("day", "held"),
    [
        ("2009-12-31", set()),
        ("2011-01-01", {"旧.txt"}),
        ("2015-01-01", {"旧.txt", "收费.txt"}),
        ("2018-03-29", {"旧.txt", "收费.txt"}),
        ("2018-03-30", {"修正.txt", "收费.txt"}),
        ("2020-08-31", {"修正.txt", "收费.txt"}),
        ("2020-09-01", {"修正.txt", "经费.txt"}),
        ("2022-12-31", {"修正.txt", "经费.txt", "试点.txt"}),
        ("2024-12-31", {"修正.txt", "经费.txt"}),
        ("2031-01-01", {"修正.txt", "经费.txt", "评星.txt"}),
    ],
)
def test_a_document_is_left_out_unless_its_text_held(
    ledger: SqliteLedger, filled: dict[str, str], day: str, held: set[str]
) -> None:
    ended = documents_not_in_force(ledger, day)
    assert {name for id_, name in filled.items() if id_ not in ended} == held


def test_an_amended_law_is_one_policy_that_stays_in_force(ledger: SqliteLedger, filled: dict[str, str]) -> None:
    store = EmbeddedStore(ledger)
    (law,) = [found for found in store.find("湖南省职工学堂条例", Kind.POLICY) if found.name == "湖南省职工学堂条例"]
    assert law.id not in policies_not_in_force(ledger, "2025-01-01")
    assert (law.attrs["date"], law.attrs["effective_on"]) == ("2010-05-27", "2010-08-01")


def test_the_first_version_stands_for_a_law_whose_older_text_is_not_here(ledger: SqliteLedger) -> None:
    contributor = GraphContributor()
    document = parse(RawDocument(Source("/甲.txt", "甲.txt", "甲"), AMENDED, "text/plain", "甲"))
    ledger.put(document, contributor, contributor.analyse(document))
    assert documents_not_in_force(ledger, "2015-01-01") == frozenset()
    assert documents_not_in_force(ledger, "2009-01-01") == {document.id}
