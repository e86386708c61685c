"""Links of policies in one part: who issued them, what they are made under, what they set up."""

from __future__ import annotations

from collections.abc import Sequence

from graph.extraction.found import FoundLink
from graph.extraction.policies.links_cited import cited_links
from graph.extraction.policies.links_context import policy_context
from graph.extraction.policies.links_issued import issued_links
from graph.extraction.policies.links_provides import includes_links, provides_links
from graph.extraction.scope import Scope
from ingest.document import Span


def find_policy_links(scope: Scope, sentences: Sequence[Span]) -> list[FoundLink]:
    """ISSUED, IMPLEMENTS, BASED_ON, CITES, FORWARDS, AMENDS, REPEALS, PROVIDES_FOR and INCLUDES of the part."""
    context = policy_context(scope, sentences)
    issued = issued_links(context)
    return [*issued, *cited_links(context), *provides_links(context, issued), *includes_links(context)]
