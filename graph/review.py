"""A person's decisions on which entities are the same: a TOML file that they edit and that every later run obeys.

    [[same]]        # one thing: union their documents
    between = ["全国总工会", "agency-0123456789abcdef"]
    reason = "全国总工会 is the short name"

    [[different]]   # two things: never joined, and no longer suggested
    between = ["person-1111111111111111", "person-2222222222222222"]

Each thing is named by an id (also one that was merged away) or by its exact name.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from graph.identity.clusters import Verdict
from graph.serving.assignment import load_verdicts, units_named
from graph.serving.refresh import resettle
from graph.tables import listed
from ingest.errors import WenmaiError
from ingest.ledger import Ledger, Reader

_SECTIONS = ("same", "different", "undecided")
_TABLE = re.compile(r"^[ \t]*\[\[?[ \t]*[\"']?(\w+)[\"']?[ \t]*\]", re.MULTILINE)


class ReviewError(WenmaiError):
    """The review file cannot be read as one."""


@dataclass(frozen=True, slots=True)
class ReviewReport:
    """decided: verdicts now in force; changed: how many came or went; unknown: references that mean nothing here.

    ambiguous: names that several things bore when the decision came, all of which it concerns. unlike: pairs that are
    of different kinds, so that no decision can join them.
    """

    decided: int
    changed: int
    unknown: tuple[str, ...]
    ambiguous: tuple[str, ...] = ()
    unlike: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class _Row:
    """A table of the file. place: file and line of its head, for messages."""

    section: str
    place: str
    content: Any


def load_review(path: Path) -> list[Verdict]:
    """The decisions in a review file. `ReviewError` names the file and the line of the table that is wrong."""
    try:
        text = path.read_text(encoding="utf-8-sig")
        table = tomllib.loads(text)
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise ReviewError(f"{path}: cannot be read ({error}); correct it or remove it") from error
    verdicts: dict[tuple[str, str], Verdict] = {}
    for row in _rows(path, text, table):
        first, second = sorted(_between(row))
        if row.section == "undecided":
            continue
        verdict = Verdict(first, second, row.section == "same", str(row.content.get("reason", "")))
        if verdicts.setdefault((first, second), verdict) != verdict:
            raise ReviewError(f"{row.place}: {first} and {second} are both [[same]] and [[different]]; keep one")
    return [verdicts[pair] for pair in sorted(verdicts)]


def _rows(path: Path, text: str, table: dict[str, Any]) -> Iterator[_Row]:
    """The tables in their order, each with its line; ReviewError for one that is none of ours."""
    heads: dict[str, list[int]] = {}
    for head in _TABLE.finditer(text):
        heads.setdefault(head[1], []).append(text.count("\n", 0, head.end()) + 1)
    for section, rows in table.items():
        lines = heads.get(section, [])
        if section not in _SECTIONS:
            wrong = f"{path}:{lines[0]}" if lines else str(path)
            raise ReviewError(f"{wrong}: there is no [[{section}]]; write [[same]], [[different]] or [[undecided]]")
        if not isinstance(rows, list):
            raise ReviewError(f"{path}:{lines[0] if lines else 1}: write [[{section}]] with double brackets")
        places = [f"{path}:{line}" for line in lines] if len(lines) == len(rows) else [str(path)] * len(rows)
        for place, row in zip(places, rows, strict=True):
            yield _Row(section, place, row)


def _between(row: _Row) -> list[str]:
    between = row.content.get("between") if isinstance(row.content, dict) else None
    if not isinstance(between, list) or len(between) != 2 or not all(isinstance(x, str) and x for x in between):
        raise ReviewError(f'{row.place}: [[{row.section}]] needs between = ["one", "other"], not {between!r}')
    if between[0] == between[1]:
        raise ReviewError(f"{row.place}: names {between[0]} twice; use ids where the names are equal")
    return between


def apply_review(ledger: Ledger, verdicts: Sequence[Verdict]) -> ReviewReport:
    """Makes these the only decisions in force and resolves again what they concern; nothing changes if none differ."""
    with ledger.read() as reader:
        held = set(load_verdicts(reader))
        changed = held ^ set(verdicts)
        meant = {end: _meant(reader, end) for verdict in verdicts for end in (verdict.first, verdict.second)}
    new = {end for verdict in changed & set(verdicts) for end in (verdict.first, verdict.second)}
    if changed:
        with ledger.write() as transaction:
            transaction.execute("DELETE FROM graph_verdict")
            transaction.executemany(
                "INSERT INTO graph_verdict VALUES (?, ?, ?)", [(v.first, v.second, int(v.same)) for v in verdicts]
            )
            concerned = {end for verdict in changed for end in (verdict.first, verdict.second)}
            resettle(transaction, units_named(transaction, concerned))
    return ReviewReport(
        len(verdicts),
        len(changed),
        unknown=tuple(sorted(end for end, nodes in meant.items() if not nodes)),
        ambiguous=tuple(sorted(end for end in new if len(meant[end]) > 1)),
        unlike=tuple((v.first, v.second) for v in verdicts if _unlike(meant[v.first], meant[v.second])),
    )


def _meant(reader: Reader, reference: str) -> set[tuple[str, str]]:
    """Kind and node of all that a reference means."""
    rows = reader.execute(
        "SELECT kind, node FROM graph_unit WHERE id IN (SELECT value FROM json_each(?))",
        (listed(units_named(reader, [reference])),),
    )
    return {(kind, node) for kind, node in rows}


def _unlike(first: set[tuple[str, str]], second: set[tuple[str, str]]) -> bool:
    return bool(first and second) and not {kind for kind, _ in first} & {kind for kind, _ in second}
