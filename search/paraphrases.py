"""A question and a document in the same words: everyday wordings read as official ones (paraphrases.toml).

涨薪 asks about 工资增幅, 大夫 about 医务人员. Where a question holds such wordings, both it and the sentences compared
with it are read once more with one word in place of all that mean the same.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from search.terms import fold

_NAME = re.compile(r"《[^《》]*》|[“\"「][^”\"」]*[”\"」]")
_LOOKED_FOR = 4
"""Official wordings of one thing that a search tries at most."""


@dataclass(frozen=True, slots=True)
class Row:
    """One meaning. asked: how questions put it; printed: how documents do, commonest first; all: either."""

    asked: re.Pattern[str]
    printed: tuple[str, ...]
    all: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class Rewording:
    """The everyday wordings of one question. spans: (start, end, row) in the folded question, in order."""

    folded: str
    spans: tuple[tuple[int, int, Row], ...]

    @classmethod
    def of(cls, folded: str) -> Rewording:
        """Longest wordings first, none inside a name in marks."""
        taken = [match.span() for match in _NAME.finditer(folded)]
        found = sorted(
            ((*match.span(), row) for row in _rows() for match in row.asked.finditer(folded)),
            key=lambda span: span[0] - span[1],
        )
        spans: list[tuple[int, int, Row]] = []
        for start, end, row in found:
            if not any(start < other and begin < end for begin, other in taken):
                taken.append((start, end))
                spans.append((start, end, row))
        return cls(folded, tuple(sorted(spans, key=lambda span: span[0])))

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


@cache
def _rows() -> tuple[Row, ...]:
    """Read once from paraphrases.toml."""
    table = tomllib.loads((Path(__file__).parent / "paraphrases.toml").read_text(encoding="utf-8"))
    return tuple(_row(row["asked"], row["printed"]) for row in table["row"])


def _row(asked: list[str], printed: list[str]) -> Row:
    words = tuple(map(fold, printed))
    longest = "|".join(map(re.escape, sorted(words, key=len, reverse=True)))
    questions = "|".join(f"(?:{pattern})" for pattern in asked)
    return Row(re.compile(questions), words, re.compile(f"{longest}|{questions}"))
