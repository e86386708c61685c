"""Scores against gold: a case worked by hand, and the scorer that lies beside the project as oracle."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from graph.elements import Entity, Evidence, Extraction, Kind, Link, LinkKind
from graph.evaluate import evaluate_document, evaluate_extraction, lines
from graph.gold import GoldDocument, GoldEntity, GoldLink, read_gold
from graph.judgement import judge
from ingest.errors import InputError

SHARED = Path(__file__).parents[2].parent / "shared"


def entity(id_: str, kind: Kind, name: str, *aliases: str) -> Entity:
    return Entity(id_, kind, name, aliases)


def link(head: str, kind: LinkKind, tail: str, rule: str = "r", **attrs: str) -> Link:
    return Link(head, kind, tail, attrs, (Evidence("d", "p", 0, 1, "x", rule),))


GOLD = GoldDocument(
    "d",
    (
        GoldEntity("e1", "Agency", "湖南省总工会", ("省总工会",), None, False),
        GoldEntity("e2", "Person", "罗文", ("罗文",), None, False),
        GoldEntity("e3", "Initiative", "“湘匠”行动", ("“湘匠”",), None, False),
        GoldEntity("e4", "Institution", "湖南大学", ("湖南大学",), "Agency", False),
    ),
    (
        GoldLink("e2", "HOLDS_POST", "e1", {"post": "主席"}),
        GoldLink("e1", "CARRIES_OUT", "e3", {"status": "建议"}),
        GoldLink("e1", "COOPERATES_WITH", "e4"),
    ),
)


def test_counts_of_a_case_worked_by_hand() -> None:
    found = Extraction(
        (
            entity("a", Kind.AGENCY, "省总工会"),
            entity("p", Kind.PERSON, "罗文"),
            entity("i", Kind.INITIATIVE, "湘匠", "“湘匠”"),
            entity("u", Kind.AGENCY, "湖南大学"),
            entity("x", Kind.PERSON, "高质量"),
        ),
        (),
        (
            link("p", LinkKind.HOLDS_POST, "a", post="主席"),
            link("p", LinkKind.HOLDS_POST, "a", post="副主席"),
            link("a", LinkKind.CARRIES_OUT, "i"),
            link("u", LinkKind.COOPERATES_WITH, "a"),
            link("x", LinkKind.ATTENDED, "a", rule="wrong-rule"),
        ),
    )
    totals = judge(GOLD, found).totals
    assert totals["entities"] == (4, 5, 4)
    assert totals["canonical"] == (2, 4, 4)
    assert totals["relations"] == (2, 3, 2)
    assert totals["post"] == (1, 2, 2)
    assert totals["evidence"] == (5, 5, 5)


def test_rules_and_errors_name_what_was_wrong() -> None:
    found = Extraction(
        (entity("a", Kind.AGENCY, "湖南省总工会"), entity("p", Kind.PERSON, "罗文")),
        (),
        (link("p", LinkKind.ATTENDED, "a", rule="wrong-rule"), link("p", LinkKind.HOLDS_POST, "a", post="主席")),
    )
    report = evaluate_document(GOLD, found)
    assert (report.rules["link wrong-rule"].right, report.rules["link wrong-rule"].found) == (0, 1)
    assert report.errors["d"].errors["wrong links"] == [("罗文", "ATTENDED", "湖南省总工会")]
    assert report.errors["d"].errors["missed links"] == [("湖南省总工会", "COOPERATES_WITH", "湖南大学")]
    assert "link wrong-rule" in "\n".join(lines(report))


def test_folder_without_gold_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no gold annotation"):
        evaluate_extraction(tmp_path)


def test_gold_without_its_text_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "a.json").write_text(json.dumps({"entities": [], "relations": []}), encoding="utf-8")
    with pytest.raises(InputError, match=r"a\.txt is in none of"):
        evaluate_extraction(tmp_path)


@pytest.mark.shared
def test_counts_equal_the_scorer_beside_the_project(tmp_path: Path) -> None:
    if not (SHARED / "gold").is_dir():
        pytest.skip("../shared/gold is not here")
    from graph.evaluate import gold_text, parse_text
    from graph.extraction.extract import extract

    for path in sorted((SHARED / "gold" / "notices").glob("*.json"))[:3]:
        found = extract(parse_text(gold_text(path, None)))
        exported = tmp_path / "export.jsonl"
        exported.write_text(_exported(found), encoding="utf-8")
        command = [sys.executable, str(SHARED / "gold" / "score.py"), str(path), str(exported)]
        printed = subprocess.run(command, capture_output=True, text=True, check=True).stdout
        for name, (right, predicted, wanted) in judge(read_gold(path), found).totals.items():
            assert f"(tp {right}, predicted {predicted}, gold {wanted})" in next(
                line for line in printed.splitlines() if line.startswith(name)
            )


def _exported(found: Extraction) -> str:
    nodes = [
        {"type": "node", "id": e.id, "kind": e.kind.value, "name": e.name, "aliases": list(e.aliases)}
        for e in found.entities
    ]
    edges = [
        {
            "type": "edge",
            "head": x.head,
            "kind": x.kind.value,
            "tail": x.tail,
            "attrs": dict(x.attrs),
            "evidence": [{"quote": e.quote} for e in x.evidence],
        }
        for x in found.links
    ]
    return "\n".join(json.dumps(line, ensure_ascii=False) for line in [*nodes, *edges])
