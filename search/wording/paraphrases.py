"""A question and a document in the same words: everyday wordings read as official ones (paraphrases.toml).

涨薪 asks about 工资增幅, 大夫 about 医务人员. Where a question holds such wordings, both it and the sentences compared
with it are read once more with one word in place of all that mean the same.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache
from pathlib import Path

from search.wording.terms import fold

_NAME = re.compile(r"《[^《》]*》|[“\"「][^”\"」]*[”\"」]")
_PLAIN = re.compile("[0-9a-z㐀-鿿]+")
_LOOKED_FOR = 4
"""Official wordings of one thing that a search tries at most."""


@dataclass(frozen=True)
class Row:
    """One meaning. asked: how questions put it (regular expressions); printed: how documents do, the first for all."""

    asked: tuple[str, ...]
    printed: tuple[str, ...]

    @cached_property
    def _literals(self) -> tuple[str, ...]:
        return tuple(wording for wording in self.asked if _PLAIN.fullmatch(wording))

    @cached_property
    def _patterns(self) -> tuple[re.Pattern[str], ...]:
        return tuple(re.compile(wording) for wording in self.asked if not _PLAIN.fullmatch(wording))

    @cached_property
    def all(self) -> re.Pattern[str]:
        """Either, the longest printed wording first."""
        longest = "|".join(map(re.escape, sorted(self.printed, key=len, reverse=True)))
        return re.compile("|".join((longest, *(f"(?:{wording})" for wording in self.asked))))

    def spans(self, folded: str) -> Iterator[tuple[int, int]]:
        """Where the question puts it so."""
        for literal in self._literals:
            if literal in folded:
                yield from (match.span() for match in re.finditer(literal, folded))
        for pattern in self._patterns:
            yield from (match.span() for match in pattern.finditer(folded))


@dataclass(frozen=True, slots=True)
class Rewording:
    """The everyday wordings of one question. spans: (start, end, row) in the folded question, in order."""

    folded: str
    spans: tuple[tuple[int, int, Row], ...]

    @classmethod
    def of(cls, folded: str) -> Rewording:
        return cls(folded, _spans(folded))

    def __bool__(self) -> bool:
        return bool(self.spans)

    @property
    def question(self) -> str:
        """The folded question with one official word for each everyday wording."""
        return self._with(lambda row: row.printed[0])

    @property
    def query(self) -> str:
        """The same with the commonest official words, to search for."""
        return self._with(lambda row: " ".join(row.printed[:_LOOKED_FOR]))

    def read(self, text: str) -> str:
        """Folded text of a document with the same words put for what means the same. Its length may change."""
        for row in dict.fromkeys(row for _, _, row in self.spans):
            text = row.all.sub(row.printed[0], text)
        return text

    def _with(self, words: Callable[[Row], str]) -> str:
        pieces, at = [], 0
        for start, end, row in self.spans:
            pieces += [self.folded[at:start], words(row)]
            at = end
        return "".join((*pieces, self.folded[at:]))


def everyday(folded: str) -> bool:
    """Whether this is an everyday wording and nothing else."""
    return any((0, len(folded)) in row.spans(folded) for row in _rows())


@cache
def _rows() -> tuple[Row, ...]:
    """Read once from paraphrases.toml."""
    table = tomllib.loads((Path(__file__).parent / "paraphrases.toml").read_text(encoding="utf-8"))
    return tuple(Row(tuple(row["asked"]), tuple(map(fold, row["printed"]))) for row in table["row"])


@lru_cache(maxsize=1024)
def _spans(folded: str) -> tuple[tuple[int, int, Row], ...]:
    """Longest wordings first, none inside a name in marks, which an everyday wording in marks (“一把手”) is not."""
    taken = [match.span() for match in _NAME.finditer(folded) if not everyday(match.group()[1:-1])]
    found = sorted(((*span, row) for row in _rows() for span in row.spans(folded)), key=lambda span: span[0] - span[1])
    spans: list[tuple[int, int, Row]] = []
    for start, end, row in found:
        if not any(start < other and begin < end for begin, other in taken):
            taken.append((start, end))
            spans.append((start, end, row))
    return tuple(sorted(spans, key=lambda span: span[0]))
