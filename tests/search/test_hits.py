"""Hits as they are read from the ledger, ahead of need or not."""

from __future__ import annotations

from search.ranking.exact import Ranked
from search.results.hits import HitReader
from tests.search.small_home import NOTICE, OPINION, REPORT, Home


def _found(home: Home, *words: str) -> list[Ranked]:
    return [Ranked(candidate, 1.0) for candidate in home.keyword().search(dict.fromkeys(words, 1.0), 10, ())]


def _reader(home: Home) -> HitReader:
    reader = HitReader(home.ledger, home.store)
    reader.follow(home.ledger.revision())
    return reader


def test_what_is_read_ahead_is_what_would_be_read(home: Home) -> None:
    found = _found(home, "食堂", "竞赛", "茶叶")
    documents = {hit.candidate.document for hit in found}
    now, ahead = _reader(home), _reader(home)
    ahead.read_ahead([hit.candidate for hit in found[::2]])
    hits = now.hits(found, now.records(documents), ["食堂", "竞赛"])
    assert {hit.document.source.external_id for hit in hits} == {"notice", "opinion", "report"}
    assert ahead.hits(found, ahead.records(documents), ["食堂", "竞赛"]) == hits
    assert ahead.policies(documents) == now.policies(documents)


def test_the_notice_and_the_opinion_are_policies_and_the_report_is_none(home: Home) -> None:
    own = {name: home.put(name, text) for name, text in (("notice", NOTICE), ("opinion", OPINION), ("report", REPORT))}
    policies = _reader(home).policies(own.values())
    assert {name for name, document in own.items() if document in policies} == {"notice", "opinion"}
    assert home.store.entity(policies[own["opinion"]]).name == "江苏省总工会关于加强企业食堂管理的意见"


def test_at_another_revision_nothing_that_was_read_is_told(home: Home) -> None:
    found = _found(home, "食堂")
    document = found[0].candidate.document
    reader = _reader(home)
    reader.read_ahead([hit.candidate for hit in found])
    records = reader.records([document])
    assert [hit.passage.id for hit in reader.hits(found, records)] == [hit.candidate.passage for hit in found]
    home.forget(document)
    reader.follow(home.ledger.revision())
    assert (reader.records([document]), reader.policies([document])) == ({}, {})
    assert reader.hits(found, records) == ()
