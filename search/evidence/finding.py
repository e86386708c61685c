"""What answering finds before it is worded: statements, each with what it rests on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from graph.elements import Entity
from search.query import Citation


@dataclass(frozen=True, slots=True)
class Statement:
    """One fact or quotation in words, with its sources."""

    text: str
    citations: tuple[Citation, ...]


@dataclass(frozen=True, slots=True)
class Finding:
    """An answer in parts. lead: the sentence that opens it; empty when the statements speak for themselves.

    kind: "graph" (from links) or "text" (from sentences). entities: those that the answer is about, best first.
    """

    lead: str
    statements: tuple[Statement, ...]
    kind: str
    entities: tuple[Entity, ...] = ()

    @property
    def citations(self) -> tuple[Citation, ...]:
        """Each place once, in the order of the statements."""
        return tuple({_key(c): c for s in self.statements for c in s.citations}.values())


def joined(findings: Sequence[Finding]) -> Finding:
    """Several answers as one: each lead with its statements below it."""
    lines: list[Statement] = []
    for finding in findings:
        if len(finding.statements) == 1 and not finding.statements[0].text:
            lines.append(Statement(finding.lead, finding.statements[0].citations))
        else:
            listed = (Statement(f"- {statement.text}", statement.citations) for statement in finding.statements)
            lines += [Statement(finding.lead, ()), *listed]
    entities = {entity.id: entity for finding in findings for entity in finding.entities}
    return Finding("", tuple(lines), findings[0].kind, tuple(entities.values()))


def worded(finding: Finding) -> str:
    """The answer's text: lead and statements, each with the numbers of its citations in brackets, from 1."""
    numbers = {_key(citation): number for number, citation in enumerate(finding.citations, start=1)}
    lines = [_line(statement, numbers) for statement in finding.statements]
    if not finding.lead:
        return "\n".join(lines)
    if len(lines) == 1 and not finding.statements[0].text:
        return finding.lead + lines[0]
    return "\n".join((finding.lead, *(f"- {line}" for line in lines)))


def _line(statement: Statement, numbers: Mapping[tuple[str, int, int], int]) -> str:
    marks = "".join(f"[{number}]" for number in sorted({numbers[_key(c)] for c in statement.citations}))
    return statement.text + marks


def _key(citation: Citation) -> tuple[str, int, int]:
    return citation.document.id, citation.start, citation.end


def distinct(citations: Sequence[Citation | None], at_most: int) -> tuple[Citation, ...]:
    """The first few that are there, each place once, one of those that lie inside each other."""
    kept: list[Citation] = []
    for citation in citations:
        if citation is None or len(kept) == at_most:
            continue
        if not any(overlap(citation, other) for other in kept):
            kept.append(citation)
    return tuple(kept)


def overlap(citation: Citation, other: Citation) -> bool:
    """Whether they share text of one document."""
    same = citation.document.id == other.document.id
    return same and citation.start < other.end and other.start < citation.end
