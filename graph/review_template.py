"""Text of a review file: the decisions so far, then every pair that may be one, with what tells them apart."""

from __future__ import annotations

from collections.abc import Sequence

from graph.elements import Entity, LinkKind
from graph.embedded_store import EmbeddedStore
from graph.identity.clusters import Verdict
from ingest.ledger import Ledger

_HEADER = """\
# Wenmai's review file. Each table is a pair of entities that may be one. Say what you know: in its first line, write
# same or different for undecided. What stays undecided changes nothing. Things are named by id or by exact name.
# `wenmai review` puts the decisions in force, and so does every later ingest.
# 复核文件：每组两个实体可能是同一个。把组头的 undecided 改为 same（同一）或 different（不同）即可。
"""


def review_template(ledger: Ledger, verdicts: Sequence[Verdict] = ()) -> str:
    """A review file with the decisions given and every doubt that is open; `load_review` reads it."""
    store = EmbeddedStore(ledger)
    lines = [_HEADER]
    for verdict in verdicts:
        decided = [store.entity(end) for end in (verdict.first, verdict.second)]
        lines += _table(
            "same" if verdict.same else "different",
            verdict,
            " | ".join(_told(ledger, store, entity) for entity in decided if entity),
        )
    for link in store.all_links():
        if link.kind is LinkKind.SAME_AS:
            told = [_told(ledger, store, entity) for entity in store.entities([link.head, link.tail])]
            doubt = Verdict(link.head, link.tail, False, str(link.attrs["reason"]))
            lines += _table("undecided", doubt, " | ".join(told))
    return "\n".join(lines)


def _table(section: str, verdict: Verdict, told: str) -> list[str]:
    comment = [f"# {told}"] if told else []
    because = [f"reason = {_quoted(verdict.reason)}"] if verdict.reason else []
    between = f"between = [{_quoted(verdict.first)}, {_quoted(verdict.second)}]"
    return [*comment, f"[[{section}]]", between, *because, ""]


def _quoted(text: str) -> str:
    escaped = "".join(c if c >= " " and c not in '"\\\x7f' else f"\\u{ord(c):04x}" for c in text)
    return f'"{escaped}"'


def _told(ledger: Ledger, store: EmbeddedStore, entity: Entity) -> str:
    """Name and what tells it apart: number, bodies of its posts or issuers, else the document that names it first."""
    links = store.links(entity.id, [LinkKind.HOLDS_POST, LinkKind.ISSUED], limit=5)
    others = store.entities([link.tail if link.head == entity.id else link.head for link in links])
    facts = [str(entity.attrs.get("doc_number", "")), "、".join(dict.fromkeys(other.name for other in others))]
    known = "，".join(fact for fact in facts if fact) or _first_document(ledger, entity)
    return " ".join(f"{entity.name}（{known}）".split())


def _first_document(ledger: Ledger, entity: Entity) -> str:
    sql = """
SELECT d.title, d.region, (SELECT count(DISTINCT m.document) FROM graph_mention m JOIN graph_unit u ON u.id = m.unit
    WHERE u.node = ?1) FROM graph_unit u JOIN graph_mention m ON m.unit = u.id JOIN documents d ON d.id = m.document
WHERE u.node = ?1 ORDER BY d.date IS NULL, d.date, d.id LIMIT 1
"""
    with ledger.read() as reader:
        for title, region, documents in reader.execute(sql, (entity.id,)):
            place = f"，{region}" if region else ""
            return f"见“{title}”{place}" + (f"，共 {documents} 份文件" if documents > 1 else "")
    return "仅见于关系"
