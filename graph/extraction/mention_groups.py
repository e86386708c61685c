"""Mentions by place: those inside a span, and coordinated ones (省总工会、省国资委与省企联)."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

from graph.elements import Kind
from graph.extraction.adverbials import JOINED_BY
from graph.extraction.scope import Mention, Scope
from ingest.document import Span

# Before a partner: 甲与位于某县的乙, 甲与某市的乙; 甲（牵头单位）与乙.
_COORDINATION = re.compile(
    rf"(?:\s*[、和与及同]\s*|以及|{JOINED_BY}|[（(][^（）()\n]{{2,20}}[）)][、和与及同])"
    r"(?:位于[^，。；、]{2,12}的|[\u4e00-\u9fff]{2,5}[省市州县区]的)?"
)


_DEFINES = re.compile(r"[（(](?:以下|下)?(?:简称|统称|称)(?:为)?[“\"]?")
_DEFINED = re.compile(r"[”\"]?[）)]")


def _defined(text: str, body: Mention, short: Mention) -> int | None:
    """Where the bracket right behind a name ends that defines its short form: the two are one mention to the links."""
    opens = _DEFINES.fullmatch(text, body.end, short.start)
    closes = _DEFINED.match(text, short.end) if opens else None
    return closes.end() if closes else None


class MentionsByPlace:
    """Mentions sorted by start, found by place without a scan over all of them."""

    def __init__(self, mentions: Sequence[Mention]) -> None:
        self.all = mentions
        self._starts = [mention.start for mention in mentions]
        self._surfaces: dict[str, Mention] | None = None
        self._held: tuple[Sequence[Span], list[tuple[Span, list[Mention]]]] = (), []

    @classmethod
    def of(cls, scope: Scope, *kinds: Kind) -> MentionsByPlace:
        """The scope's mentions of these kinds, without owners named at the beginning of another's name.

        Rules of links ask for the same kinds: they share one answer as long as the scope keeps its mentions.
        """
        groups = scope.once(_Groups)
        if groups.of is not scope.mentions:
            groups.of, groups.known = scope.mentions, {}
        if kinds not in groups.known:
            groups.known[kinds] = cls(cls._chosen(scope.text, scope.mentions, kinds))
        return groups.known[kinds]

    @staticmethod
    def _chosen(text: str, mentions: Sequence[Mention], kinds: tuple[Kind, ...]) -> list[Mention]:
        chosen: list[Mention] = []
        for mention in mentions:
            if mention.kind not in kinds:
                continue
            if chosen and chosen[-1].name == mention.name and (end := _defined(text, chosen[-1], mention)):
                chosen[-1] = replace(chosen[-1], end=end)
            elif chosen and chosen[-1].start == mention.start:
                chosen[-1] = max(chosen[-1], mention, key=lambda m: m.end)
            else:
                chosen.append(mention)
        return chosen

    def outside(self, others: MentionsByPlace) -> MentionsByPlace:
        """These mentions without those that lie inside one of the others (会泽县 in 会泽县总工会)."""
        return MentionsByPlace([mention for mention in self.all if not others.covers(mention)])

    def inside(self, start: int, end: int) -> list[Mention]:
        """Mentions that lie in [start, end), in order."""
        first = bisect_left(self._starts, start)
        last = bisect_left(self._starts, end, first) if first < len(self._starts) else first
        return [mention for mention in self.all[first:last] if mention.end <= end] if first < last else []

    def by_sentence(self, sentences: Sequence[Span]) -> Iterator[tuple[Span, list[Mention]]]:
        """The sentences that hold any of these mentions, in order, each with those that lie in it."""
        if self._held[0] is not sentences:
            self._held = sentences, list(self._by_sentence(sentences))
        return iter(self._held[1])

    def _by_sentence(self, sentences: Sequence[Span]) -> Iterator[tuple[Span, list[Mention]]]:
        at, starts = 0, self._starts
        for sentence in sentences:
            if at == len(starts):
                return
            if starts[at] < sentence.end:
                first = bisect_left(starts, sentence.start, at)
                at = bisect_left(starts, sentence.end, first)
                if named := [mention for mention in self.all[first:at] if mention.end <= sentence.end]:
                    yield sentence, named

    def by_surface(self, text: str) -> dict[str, Mention]:
        """The first of these mentions by what the text prints for it."""
        if self._surfaces is None:
            self._surfaces = {text[mention.start : mention.end]: mention for mention in reversed(self.all)}
        return self._surfaces

    def covers(self, mention: Mention) -> bool:
        """Whether the last mention that starts no later reaches over the whole of another."""
        last = self.last_before(mention.start + 1)
        return last is not None and last.end >= mention.end

    def last_before(self, offset: int) -> Mention | None:
        """The last mention that starts before the offset."""
        index = bisect_right(self._starts, offset - 1)
        return self.all[index - 1] if index else None


def named_most(mentions: Sequence[Mention]) -> Mention | None:
    """The last mention of the name that stands most often among them, of names as often the one named last."""
    times = Counter(mention.name for mention in mentions)
    return max(mentions, key=lambda mention: (times[mention.name], mention.start), default=None)


class _Groups:
    """Mentions by their kinds, of one state of a scope."""

    def __init__(self, scope: Scope) -> None:
        self.of: Sequence[Mention] = scope.mentions
        self.known: dict[tuple[Kind, ...], MentionsByPlace] = {}


def coordinated(text: str, mentions: Sequence[Mention]) -> list[list[Mention]]:
    """Runs of mentions with nothing but 、 和 与 及 同 between them; a lone mention is a run of one."""
    runs: list[list[Mention]] = []
    for mention in mentions:
        if runs and _COORDINATION.fullmatch(text, runs[-1][-1].end, mention.start):
            runs[-1].append(mention)
        else:
            runs.append([mention])
    return runs
