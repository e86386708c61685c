"""A person's decisions on which entities are the same: a TOML file that they edit and that every later run obeys.

    [[same]]        # one thing: union their documents
    between = ["全国总工会", "agency-0123456789abcdef"]
    reason = "全国总工会 is the short name"

    [[different]]   # two things: never joined, and no longer suggested
    between = ["person-1111111111111111", "person-2222222222222222"]

Each thing is named by an id (also one that was merged away) or by its exact name.
"""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from graph.clusters import Verdict
from graph.elements import Entity, LinkKind
from graph.serving.assignment import load_verdicts, units_named
from graph.serving.refresh import resettle
from graph.store import GraphStore
from ingest.errors import WenmaiError
from ingest.ledger import Ledger

_HEADER = """\
# Wenmai's review file. Under each pair of entities that may be one, say what you know: move the table to [[same]] or
# [[different]]. Things are named by id or by exact name. Tables under [[undecided]] are suggestions and change nothing.
"""


class ReviewError(WenmaiError):
    """The review file cannot be read as one."""


@dataclass(frozen=True, slots=True)
class ReviewReport:
    """decided: verdicts now in force; changed: how many came or went; unknown: references that mean nothing here."""

    decided: int
    changed: int
    unknown: tuple[str, ...]


def load_review(path: Path) -> list[Verdict]:
    """The decisions in a review file. `ReviewError` names the file and the table that is wrong."""
    try:
        table = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise ReviewError(f"{path}: cannot be read ({error}); correct it or remove it") from error
    verdicts: dict[tuple[str, str], Verdict] = {}
    for section in ("same", "different"):
        for row in _rows(path, table, section):
            first, second = sorted(_between(path, section, row))
            verdict = Verdict(first, second, section == "same")
            if verdicts.setdefault((first, second), verdict) != verdict:
                raise ReviewError(f"{path}: {first} and {second} are both [[same]] and [[different]]; keep one")
    return [verdicts[pair] for pair in sorted(verdicts)]


def _rows(path: Path, table: dict[str, Any], section: str) -> list[Any]:
    rows = table.get(section, [])
    if not isinstance(rows, list):
        raise ReviewError(f"{path}: write [[{section}]] with double brackets")
    return rows


def _between(path: Path, section: str, row: Any) -> list[str]:
    between = row.get("between") if isinstance(row, dict) else None
    if not isinstance(between, list) or len(between) != 2 or not all(isinstance(x, str) and x for x in between):
        raise ReviewError(f'{path}: each [[{section}]] needs between = ["one", "other"], not {between!r}')
    if between[0] == between[1]:
        raise ReviewError(f"{path}: [[{section}]] names {between[0]} twice; use ids where the names are equal")
    return between


def apply_review(ledger: Ledger, verdicts: Sequence[Verdict]) -> ReviewReport:
    """Makes these the only decisions in force and resolves again what they concern; nothing changes if none differ."""
    with ledger.read() as reader:
        held = set(load_verdicts(reader))
    changed = held ^ set(verdicts)
    references = {end for verdict in verdicts for end in (verdict.first, verdict.second)}
    if changed:
        with ledger.write() as transaction:
            transaction.execute("DELETE FROM graph_verdict")
            transaction.executemany(
                "INSERT INTO graph_verdict VALUES (?, ?, ?)", [(v.first, v.second, int(v.same)) for v in verdicts]
            )
            concerned = {end for verdict in changed for end in (verdict.first, verdict.second)}
            resettle(transaction, units_named(transaction, concerned))
    with ledger.read() as reader:
        unknown = tuple(sorted(end for end in references if not units_named(reader, [end])))
    return ReviewReport(len(verdicts), len(changed), unknown)


def review_template(store: GraphStore, verdicts: Sequence[Verdict] = ()) -> str:
    """Text of a review file with the decisions so far and every doubt that is open."""
    lines = [_HEADER]
    for verdict in verdicts:
        lines += _table("same" if verdict.same else "different", verdict.first, verdict.second, "", "")
    for link in store.all_links():
        if link.kind is LinkKind.SAME_AS:
            first, second = store.entity(link.head), store.entity(link.tail)
            if first and second:
                lines += _table(
                    "undecided", first.id, second.id, str(link.attrs["reason"]), _told(store, first, second)
                )
    return "\n".join(lines)


def _table(section: str, first: str, second: str, reason: str, told: str) -> list[str]:
    comment = [f"# {told}"] if told else []
    because = [f"reason = {_quoted(reason)}"] if reason else []
    return [*comment, f"[[{section}]]", f"between = [{_quoted(first)}, {_quoted(second)}]", *because, ""]


def _quoted(text: str) -> str:
    escaped = "".join(c if c >= " " and c not in '"\\\x7f' else f"\\u{ord(c):04x}" for c in text)
    return f'"{escaped}"'


def _told(store: GraphStore, first: Entity, second: Entity) -> str:
    """Both names and, for each, what tells it apart: where it holds posts or who issued it."""
    return " | ".join(f"{entity.name}（{_context(store, entity)}）".replace("\n", " ") for entity in (first, second))


def _context(store: GraphStore, entity: Entity) -> str:
    links = store.links(entity.id, [LinkKind.HOLDS_POST, LinkKind.ISSUED], limit=5)
    others = store.entities([link.tail if link.head == entity.id else link.head for link in links])
    documents = {evidence.document for link in links for evidence in link.evidence}
    return "、".join(dict.fromkeys(other.name for other in others)) or f"{len(documents)} 份文件，无任职或发文关系"
