"""Which bodies and places may carry out a named initiative, and how each stands to it."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence, Set
from dataclasses import dataclass
from functools import cached_property

from graph.extraction.links.deed_names import told_initiatives
from graph.extraction.links.subject_phrases import Subject, clause_start, lead
from graph.extraction.links.subjects import Subjects
from graph.extraction.scope import Mention, Scope
from ingest.document import Span

# “甲”“乙”和“丙”, “甲”，“乙”: one row.
_ROW = re.compile(r"[”’]?(?:、|和|及|与|以及|，|等)?[“‘]?")
_ALONGSIDE = re.compile(r"[^，；：。]{0,30}?(?:、|和|及|与|会同|联合|携手)")


@dataclass(frozen=True, slots=True)
class Telling:
    """A named initiative where it is told of. index: of its sentence; row: from the first to the last listed with it.

    clause: where the row's clause begins. opening: whom the sentence is about.
    """

    initiative: Mention
    index: int
    sentence: Span
    row: Span
    clause: int
    opening: Subject | None


@dataclass(frozen=True, slots=True)
class Pair:
    """A body or place that may carry out an initiative. back: sentences between them; role: how it stands to it."""

    agent: Mention
    telling: Telling
    back: int
    role: str


class DeedPairs:
    """The pairs of one part, with what the part tells of each name."""

    def __init__(self, scope: Scope, sentences: Sequence[Span], subjects: Subjects) -> None:
        self.scope, self.text, self.subjects, self.agents = scope, scope.text, subjects, subjects.agents
        self.initiatives = told_initiatives(scope, sentences)
        self._sentences = sentences
        self._starts = [sentence.start for sentence in sentences]
        title = scope.document.header.title
        self.title = Span(title.start, title.end) if title else Span(0, 0)

    @cached_property
    def often(self) -> Counter[str]:
        """How often each body or place is named."""
        return Counter(agent.name for agent in self.agents.all)

    @cached_property
    def most(self) -> int:
        """How often the one is named that is named most."""
        return max(self.often.values(), default=0)

    @cached_property
    def titled(self) -> frozenset[str]:
        """Who is named in the document's title."""
        return frozenset(agent.name for agent in self.agents.inside(*self.title))

    @cached_property
    def first(self) -> frozenset[str]:
        """Who is named in the part's first two sentences."""
        opening = Span(self._starts[0], self._sentences[:2][-1].end)
        return frozenset(agent.name for agent in self.agents.inside(*opening))

    @cached_property
    def issuers(self) -> frozenset[str]:
        """Who issues the document."""
        fields = self.scope.document.header.issuers
        return frozenset(agent.name for field in fields for agent in self.agents.inside(field.start, field.end))

    @cached_property
    def is_told(self) -> bool:
        """Whether the part tells of deeds, not of duties."""
        return self.subjects.tells

    @cached_property
    def _known(self) -> list[tuple[str, Mention]]:
        """The heroes and issuers of the part where each is named first, with their roles."""
        first = {agent.name: agent for agent in reversed(self.agents.all)}
        heroes = [name for name in self.titled | self.first if self.often[name] == self.most]
        roles = {**dict.fromkeys(self.issuers, "issuer"), **dict.fromkeys(heroes, "protagonist")}
        known = [(role, first[name]) for name, role in roles.items() if name in first]
        return sorted(known, key=lambda pair: pair[1].start)

    def of(self, named: Iterable[Mention], agents: Set[str] | None = None) -> Iterator[Pair]:
        """The pairs of initiatives, each agent where it is named nearest. agents: the names of those asked for."""
        for initiative in named:
            index = bisect_right(self._starts, initiative.start) - 1
            if index >= 0:
                yield from self._near(self._telling(initiative, index), agents)

    def _telling(self, initiative: Mention, index: int) -> Telling:
        sentence = self._sentences[index]
        start, end = initiative.start, initiative.end
        named = self.initiatives.inside(*sentence)
        for one in reversed(named):
            if one.end <= start and _ROW.fullmatch(self.text, one.end, start):
                start = one.start
        for one in named:
            if one.start >= end and _ROW.fullmatch(self.text, end, one.start):
                end = one.end
        clause = clause_start(self.text, sentence.start, start)
        return Telling(initiative, index, sentence, Span(start, end), clause, self.subjects.of(index))

    def _near(self, telling: Telling, agents: Set[str] | None) -> Iterator[Pair]:
        nearest: dict[str, tuple[tuple[bool, int], Mention]] = {}
        initiative = telling.initiative
        for agent in self.agents.inside(*telling.sentence):
            if agent.start >= initiative.end or agent.end <= initiative.start:
                distance = (agent.start > initiative.start, abs(agent.start - initiative.start))
                if agent.name not in nearest or distance < nearest[agent.name][0]:
                    nearest[agent.name] = distance, agent
        for _, agent in nearest.values():
            if agents is None or agent.name in agents:
                yield Pair(agent, telling, 0, self._role(agent, telling))
        for role, agent in self._from_before(telling):
            if agent.name not in nearest and (agents is None or agent.name in agents):
                nearest[agent.name] = (True, 0), agent
                back = telling.index - (bisect_right(self._starts, agent.start) - 1)
                yield Pair(agent, telling, back, role)

    def _from_before(self, telling: Telling) -> Iterator[tuple[str, Mention]]:
        """Whom the sentence may mean without a name: its subject carried over, the text's hero, its issuer."""
        if telling.opening and telling.opening.start <= telling.row.start:
            yield from (("carried", agent) for agent in telling.opening.agents)
        yield from ((role, agent) for role, agent in self._known if agent.start < telling.sentence.start)

    def _role(self, agent: Mention, telling: Telling) -> str:
        """How an agent of the initiative's own sentence stands to it."""
        if agent.start >= telling.row.end:
            return "behind-by" if self.text[agent.start - 1] == "由" else "behind"
        is_own = agent.start >= telling.clause
        if not self._opens(agent, telling.sentence):
            return "clause-inner" if is_own else "sentence-inner"
        if is_own:
            return "clause-subject"
        following = self.agents.inside(agent.end, telling.row.start)
        is_followed = any(
            self._opens(one, telling.sentence) and self.text[one.start - 1] in "，；：" for one in following
        )
        return "earlier-subject" if is_followed else "sentence-subject"

    def _opens(self, agent: Mention, sentence: Span) -> bool:
        """Whether it opens a clause, alone or listed with the one that does."""
        begin = clause_start(self.text, sentence.start, agent.start)
        at = begin + len(lead(self.text, begin, agent.start))
        if at == agent.start:
            return True
        opener = next(iter(self.agents.inside(begin, agent.start)), None)
        return bool(opener and opener.start == at and _ALONGSIDE.fullmatch(self.text, opener.end, agent.start))
