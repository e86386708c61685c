"""Questions about law: the words of statutes for everyday ones (statutes.toml), and the rank of a law.

被老板辞退 asks about 用人单位 and 解除劳动合同. A question of daily life is mostly settled by a code or a law, less
often by a ministry's measures, so that a title's kind of law is worth knowing.
"""

from __future__ import annotations

import re
import tomllib
from functools import cache, lru_cache
from pathlib import Path

from search.wording.alternatives import Named
from search.wording.terms import fold

_RANKS = {"法典": 1.0, "法": 0.8, "解释": 0.6, "条例": 0.4, "规定": 0.2, "办法": 0.2, "细则": 0.2, "规则": 0.2}
"""By 立法法: codes and laws, the Supreme Court's readings of them, 行政法规, rules of departments and places."""
_KIND = re.compile(
    rf"(?<![做方看想手书说立执司普用])({'|'.join(_RANKS)})(?:\([^()]*\)|第[一二三四五六七八九十]+编|[一-鿿]{{1,4}}编)*(?:第[〇零一二三四五六七八九十百千\d]+条.*)?$"
)
"""The kind of law that ends a title; behind it a part of it (《民法典》合同编), an edition, an article."""


def statutory(folded: str) -> tuple[Named, ...]:
    """Everyday words of a folded question that have statutory ones, and those."""
    found: dict[str, tuple[str, ...]] = {}
    for asked, printed in _wordings():
        match = asked.search(folded)
        if match is not None:
            found[match.group()] = found.get(match.group(), ()) + printed
    return tuple(found.items())


@lru_cache(maxsize=8192)
def rank_of_law(title: str) -> float:
    """1 for a code, less for lower kinds of law, 0 where the folded title names none."""
    match = _KIND.search(title.replace("》", ""))
    return _RANKS[match.group(1)] if match else 0.0


@cache
def _wordings() -> tuple[tuple[re.Pattern[str], tuple[str, ...]], ...]:
    table = tomllib.loads((Path(__file__).parent / "statutes.toml").read_text(encoding="utf-8"))
    return tuple(
        (re.compile("|".join(f"(?:{pattern})" for pattern in row["asked"])), tuple(map(fold, row["printed"])))
        for row in table["row"]
    )
