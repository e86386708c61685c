import re
from pathlib import Path

import pytest

from graph.contributor import GraphContributor
from graph.elements import Kind, LinkKind
from graph.embedded_store import EmbeddedStore
from graph.identity.clusters import Verdict
from graph.review import ReviewError, apply_review, load_review
from graph.review_template import review_template
from graph.verify import verify
from ingest.storage.sqlite_ledger import SqliteLedger
from tests.graph.made import Made

CONTRIBUTOR = GraphContributor()


def office_holder(body: str, region: str) -> Made:
    made = Made(f"{region}.txt", f"王明任{body}主席。", region)
    union = made.entity(Kind.AGENCY, body)
    made.link(made.entity(Kind.PERSON, "王明"), LinkKind.HOLDS_POST, union, f"王明任{body}主席", post="主席")
    return made


@pytest.fixture
def two_wangs(ledger: SqliteLedger) -> SqliteLedger:
    for made in (office_holder("江苏省总工会", "江苏省"), office_holder("云南省总工会", "云南省")):
        ledger.put(made.document, CONTRIBUTOR, made.extraction)
    return ledger


def people(ledger: SqliteLedger) -> list[str]:
    return [entity.id for entity in EmbeddedStore(ledger).list_entities(Kind.PERSON)]


def test_same_joins_what_resolution_keeps_apart_and_lets_go_again(two_wangs: SqliteLedger) -> None:
    first, second = people(two_wangs)
    report = apply_review(two_wangs, [Verdict(first, second, True)])
    assert (report.decided, report.changed, report.unknown) == (1, 1, ())
    (one,) = people(two_wangs)
    assert len(EmbeddedStore(two_wangs).links(one, [LinkKind.HOLDS_POST])) == 2
    assert EmbeddedStore(two_wangs).entity(first) == EmbeddedStore(two_wangs).entity(second)
    assert verify(two_wangs) == []
    apply_review(two_wangs, [])
    assert people(two_wangs) == [first, second]
    assert verify(two_wangs) == []


def test_different_keeps_apart_what_resolution_joins_and_ends_the_doubt(two_wangs: SqliteLedger) -> None:
    first, second = people(two_wangs)
    apply_review(two_wangs, [Verdict(first, second, False)])
    assert EmbeddedStore(two_wangs).links(first, [LinkKind.SAME_AS]) == []
    both = office_holder("江苏省总工会", "江苏省")
    union = both.entity(Kind.AGENCY, "云南省总工会")
    both.link(next(iter(both.entities.values())).id, LinkKind.COOPERATES_WITH, union, "王明")
    two_wangs.put(both.document, CONTRIBUTOR, both.extraction)
    assert len(people(two_wangs)) == 2


def test_decisions_hold_for_documents_that_come_later(ledger: SqliteLedger) -> None:
    report = apply_review(ledger, [Verdict("云南省总工会", "滇总", True)])
    assert report.unknown == ("云南省总工会", "滇总")
    for name in ("云南省总工会", "滇总"):
        made = Made(f"{name}.txt", name)
        made.entity(Kind.AGENCY, name)
        ledger.put(made.document, CONTRIBUTOR, made.extraction)
    (one,) = EmbeddedStore(ledger).list_entities()
    assert {one.name, *one.aliases} == {"云南省总工会", "滇总"}
    assert verify(ledger) == []


def test_the_same_decisions_again_change_nothing(two_wangs: SqliteLedger) -> None:
    verdicts = [Verdict("x", "y", True)]
    apply_review(two_wangs, verdicts)
    revision = two_wangs.revision()
    assert apply_review(two_wangs, verdicts).changed == 0
    assert two_wangs.revision() == revision


def test_template_lists_open_doubts_and_reads_back(two_wangs: SqliteLedger, tmp_path: Path) -> None:
    first, second = sorted(people(two_wangs))
    decided = [Verdict('甲"\\\n', "乙", False, "各管一省")]
    text = review_template(two_wangs, decided)
    assert f'[[undecided]]\nbetween = ["{first}", "{second}"]\nreason = "同名，任职单位不同"' in text
    assert "王明（江苏省总工会）" in text
    path = tmp_path / "review.toml"
    path.write_text(text, encoding="utf-8")
    assert [(v.first, v.second, v.same, v.reason) for v in load_review(path)] == [("乙", '甲"\\\n', False, "各管一省")]
    path.write_text(text.replace("[[undecided]]", "[[same]]"), encoding="utf-8")
    assert Verdict(first, second, True) in load_review(path)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("\n[[same]\n", r"\(Expected ']]' .* \(at line 2,"),
        ('# 说明\n[same]\nbetween = ["a", "b"]', ":2: write [[same]] with double brackets"),
        ('\n[[same]]\nbetween = ["a", "b"]\n\n[[same]]\nbetween = ["a"]', ":5: [[same]] needs between"),
        ('[[same]]\nbetwen = ["a", "b"]', ':1: [[same]] needs between = ["one", "other"], not None'),
        ('[[undecided]]\nbetween = "a"', ":1: [[undecided]] needs between"),
        ('[[same]]\nbetween = ["a", "a"]', ":1: names a twice; use ids"),
        ('[[same]]\nbetween = ["a", "b"]\n[[different]]\nbetween = ["b", "a"]', ":3: a and b are both"),
        ('\n[[samee]]\nbetween = ["a", "b"]', ":2: there is no [[samee]]; write [[same]], [[different]]"),
        ("same = 3", ":1: write [[same]] with double brackets"),
    ],
)
def test_a_wrong_file_is_refused_by_name_and_line(tmp_path: Path, text: str, message: str) -> None:
    path = tmp_path / "review.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(ReviewError, match=message if message.startswith("\\(") else re.escape(f"{path}{message}")):
        load_review(path)


def test_a_file_saved_with_a_byte_order_mark_is_read(tmp_path: Path) -> None:
    path = tmp_path / "review.toml"
    path.write_text('[[same]]\nbetween = ["甲", "乙"]\n', encoding="utf-8-sig")
    assert load_review(path) == [Verdict("乙", "甲", True)]


def test_names_of_several_things_and_pairs_of_two_kinds_are_reported(two_wangs: SqliteLedger) -> None:
    report = apply_review(
        two_wangs, [Verdict("云南省总工会", "江苏省总工会", False), Verdict("云南省总工会", "王明", True)]
    )
    assert (report.ambiguous, report.unlike, report.unknown) == (("王明",), (("云南省总工会", "王明"),), ())
    assert len(people(two_wangs)) == 2
