"""The graph's tables in the ledger: what each document contributes, and what is served from the sum of it.

Contributed (rows go with their document): graph_claim, graph_link, graph_mention. Counted over documents: graph_fact,
graph_unit. Served: graph_node, graph_name, graph_edge. For projections: graph_tombstone (served ids that are gone) and
graph_touched (documents whose mentions moved to another node). graph_verdict holds the review file as last read.
"""

from __future__ import annotations

import json
from typing import Any

TABLES = """
CREATE TABLE graph_claim (
    document TEXT NOT NULL,
    unit TEXT NOT NULL,
    local TEXT NOT NULL,
    kind TEXT NOT NULL,
    facts TEXT NOT NULL,
    PRIMARY KEY (document, unit)
) WITHOUT ROWID;
CREATE TABLE graph_link (
    document TEXT NOT NULL,
    head TEXT NOT NULL,
    kind TEXT NOT NULL,
    tail TEXT NOT NULL,
    post TEXT NOT NULL,
    attrs TEXT NOT NULL,
    evidence TEXT NOT NULL,
    edge TEXT NOT NULL,
    PRIMARY KEY (document, head, kind, tail, post)
) WITHOUT ROWID;
CREATE INDEX graph_link_edge ON graph_link (edge);
CREATE INDEX graph_link_head ON graph_link (head);
CREATE INDEX graph_link_tail ON graph_link (tail);
CREATE TABLE graph_mention (
    document TEXT NOT NULL,
    unit TEXT NOT NULL,
    start_offset INTEGER NOT NULL,
    end_offset INTEGER NOT NULL,
    passage TEXT NOT NULL,
    surface TEXT NOT NULL,
    rule TEXT NOT NULL,
    PRIMARY KEY (document, unit, start_offset, end_offset)
) WITHOUT ROWID;
CREATE INDEX graph_mention_passage ON graph_mention (passage);
CREATE INDEX graph_mention_unit ON graph_mention (unit);
CREATE TABLE graph_fact (
    subject TEXT NOT NULL,
    field TEXT NOT NULL,
    value TEXT NOT NULL,
    support INTEGER NOT NULL,
    PRIMARY KEY (subject, field, value)
) WITHOUT ROWID;
CREATE INDEX graph_fact_key ON graph_fact (value) WHERE field = 'key';
CREATE INDEX graph_fact_body ON graph_fact (value) WHERE field = 'body';
CREATE INDEX graph_fact_issuer ON graph_fact (value) WHERE field = 'issuer';
CREATE TABLE graph_unit (
    id TEXT PRIMARY KEY,
    local TEXT NOT NULL,
    kind TEXT NOT NULL,
    node TEXT NOT NULL,
    documents INTEGER NOT NULL,
    mentions INTEGER NOT NULL
) WITHOUT ROWID;
CREATE INDEX graph_unit_node ON graph_unit (node);
CREATE INDEX graph_unit_local ON graph_unit (local);
CREATE TABLE graph_node (
    id TEXT PRIMARY KEY,
    kind TEXT NOT NULL,
    name TEXT NOT NULL,
    aliases TEXT NOT NULL,
    attrs TEXT NOT NULL,
    keys TEXT NOT NULL,
    mentions INTEGER NOT NULL,
    revision INTEGER NOT NULL
) WITHOUT ROWID;
CREATE INDEX graph_node_kind ON graph_node (kind, mentions DESC, id);
CREATE INDEX graph_node_mentions ON graph_node (mentions DESC, id);
CREATE INDEX graph_node_revision ON graph_node (revision);
CREATE TABLE graph_name (
    form TEXT NOT NULL,
    node TEXT NOT NULL,
    is_alias INTEGER NOT NULL,
    PRIMARY KEY (form, node)
) WITHOUT ROWID;
CREATE INDEX graph_name_node ON graph_name (node);
CREATE TABLE graph_edge (
    id TEXT PRIMARY KEY,
    head TEXT NOT NULL,
    kind TEXT NOT NULL,
    tail TEXT NOT NULL,
    post TEXT NOT NULL,
    attrs TEXT NOT NULL,
    support INTEGER NOT NULL,
    revision INTEGER NOT NULL
) WITHOUT ROWID;
CREATE INDEX graph_edge_head ON graph_edge (head, kind, tail);
CREATE INDEX graph_edge_tail ON graph_edge (tail, kind, head);
CREATE INDEX graph_edge_revision ON graph_edge (revision);
CREATE TABLE graph_tombstone (
    id TEXT PRIMARY KEY,
    element TEXT NOT NULL,
    revision INTEGER NOT NULL
) WITHOUT ROWID;
CREATE INDEX graph_tombstone_revision ON graph_tombstone (revision);
CREATE TABLE graph_touched (
    document TEXT PRIMARY KEY,
    revision INTEGER NOT NULL
) WITHOUT ROWID;
CREATE INDEX graph_touched_revision ON graph_touched (revision);
CREATE TABLE graph_verdict (
    first TEXT NOT NULL,
    second TEXT NOT NULL,
    same INTEGER NOT NULL,
    PRIMARY KEY (first, second)
) WITHOUT ROWID;
"""


def listed(values: Any) -> str:
    """Parameter for `IN (SELECT value FROM json_each(?))`: any number of values in one constant statement."""
    return json.dumps(list(values), ensure_ascii=False)
