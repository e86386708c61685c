"""Mentions by place, against a look at each mention."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from graph.elements import Kind
from graph.extraction.mention_groups import MentionsByPlace
from graph.extraction.scope import Mention
from ingest.document import Span

_SPANS = st.lists(st.tuples(st.integers(0, 40), st.integers(1, 8)), max_size=12)


def _mentions(spans: list[tuple[int, int]]) -> list[Mention]:
    return [Mention(Kind.AGENCY, at, at + size, "省委", "made") for at, size in sorted(spans)]


@given(_SPANS, st.lists(st.integers(0, 45), max_size=8, unique=True))
def test_sentences_come_with_the_mentions_that_lie_in_them(spans: list[tuple[int, int]], cuts: list[int]) -> None:
    mentions = _mentions(spans)
    edges = sorted(cuts)
    sentences = [Span(*pair) for pair in zip(edges[::2], edges[1::2], strict=False)]
    held = {s: [m for m in mentions if s.start <= m.start and m.end <= s.end and m.start < s.end] for s in sentences}
    expected = [(sentence, inside) for sentence, inside in held.items() if inside]
    assert list(MentionsByPlace(mentions).by_sentence(sentences)) == expected
