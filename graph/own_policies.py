"""The policy that a document itself is, as far as its title names one."""

from __future__ import annotations

import json
from collections.abc import Collection

from graph.in_force import OWN
from ingest.ledger import Ledger

_FIRST = """
SELECT m.document, u.node, min(m.start_offset)
FROM graph_mention m JOIN graph_unit u ON u.id = m.unit AND u.kind = 'Policy'
WHERE m.rule = ? AND m.document IN (SELECT value FROM json_each(?))
GROUP BY m.document
"""


def own_policies(ledger: Ledger, documents: Collection[str]) -> dict[str, str]:
    """Id of each document's own policy; of a document that prints several, the one that its first title names.

    Documents that print the same policy have the same id; news, bulletins and speeches are none.
    """
    with ledger.read() as reader:
        rows = reader.execute(_FIRST, (OWN, json.dumps(list(documents))))
        return {str(document): str(policy) for document, policy, _ in rows}
