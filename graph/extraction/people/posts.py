"""Posts, titles and roles: the words beside which a person is named."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping
from functools import cache
from importlib import resources
from typing import NamedTuple

from graph.extraction.body_tables import any_of
from graph.extraction.lexicon import Endings, places_of
from graph.extraction.pairs import Pairs
from graph.extraction.word_pattern import WordPattern

_HAN = re.compile(r"[\u4e00-\u9fff]{2}")


class Posts(NamedTuple):
    """Patterns over the tables of posts. `before`: a post or role that ends where a name may begin (use `ends`)."""

    heads: Endings
    roles: Endings
    callings: Endings
    trade_ends: frozenset[str]
    no_trades: frozenset[str]
    trade_words: frozenset[str]
    governing: re.Pattern[str]
    bare: re.Pattern[str]
    titles: WordPattern
    familiar: WordPattern
    labels: Endings
    reporters: WordPattern
    leads: Mapping[str, tuple[str, ...]]
    last_pairs: Pairs

    def head_before(self, text: str, end: int, start: int = 0) -> str | None:
        """The longest head of a post (副主席's 主席) that ends at `end`."""
        return self.heads.longest(text, end, start)

    def role_before(self, text: str, end: int, start: int = 0) -> str | None:
        """The longest role or calling (村民, 民警) that ends at `end`."""
        return self.roles.longest(text, end, start)

    def ends(self, text: str, start: int, end: int) -> list[int]:
        """Where a head, a role or a trade may end in (start, end], told by its last letters: few of those places do."""
        pairs = (at + 2 for at in self.last_pairs.places(text, max(start - 1, 0), end))
        return sorted({*pairs, *(at + 1 for letter in self.trade_ends for at in places_of(letter, text, start, end))})

    def post_before(self, text: str, end: int, start: int = 0) -> str | None:
        """The head, calling or trade that ends at `end`."""
        head = self.head_before(text, end, start)
        return head or self.callings.longest(text, end, start) or self.trade_before(text, end, start)

    def trade_before(self, text: str, end: int, start: int = 0) -> str | None:
        """The last two characters of a trade's name (架桥机操作工's 作工) that ends at `end`."""
        word = text[end - 2 : end] if end - start > 1 else ""
        is_trade = word[-1:] in self.trade_ends and _HAN.fullmatch(word) and word not in self.no_trades
        return word if is_trade and text[end - 1 : end + 1] not in self.trade_words else None

    def label_before(self, text: str, end: int, start: int = 0) -> str | None:
        """The longest label (联系人, or a head) that ends at `end`, before its colon."""
        return self.labels.longest(text, end, start)


@cache
def posts() -> Posts:
    """The tables of graph/gazetteer/posts.toml, read once."""
    table = tomllib.loads(resources.files("graph.gazetteer").joinpath("posts.toml").read_text(encoding="utf-8"))
    heads, callings = table["heads"], table["callings"]
    roles = [*table["roles"], *callings]
    return Posts(
        Endings(heads),
        Endings(roles),
        Endings(callings),
        frozenset(table["trade_ends"]),
        frozenset(table["no_trades"]),
        frozenset(table["trade_words"]),
        re.compile(rf"(?:常务|代理?)?副?{_any(table['governing'])}$"),
        re.compile(rf"(?:{_any(table['prefixes'])}|、)*{_any(heads)}"),
        WordPattern(dict.fromkeys(table["titles"], "")),
        WordPattern(dict.fromkeys(table["familiar"], "")),
        Endings([*table["labels"], *heads]),
        WordPattern(dict.fromkeys(table["reporters"], r"\s*[:：]?\s*")),
        {head: tuple(kinds) for head, kinds in table["leads"].items()},
        Pairs(word[-2:] for word in [*heads, *roles]),
    )


def _any(words: Iterable[str]) -> str:
    return f"(?:{any_of(words)})"
