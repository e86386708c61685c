"""What a name alone tells: of a body that each place has nothing outside its papers (市政府, 公交集团), nor of a manner

that each office has (“绿色通道”); one body in two spellings.
"""

from __future__ import annotations

import re
import tomllib
from functools import lru_cache
from importlib.resources import files
from typing import Any


@lru_cache(maxsize=1)
def _table() -> dict[str, dict[str, Any]]:
    return tomllib.loads((files("graph") / "gazetteer" / "placeless.toml").read_text(encoding="utf-8"))


@lru_cache(maxsize=1)
def _pattern() -> re.Pattern[str]:
    levels, local = _table()["levels"], _table()["local"]
    rank = r"第[一二三四五六七八九十]{1,3}|[一二三]"
    return re.compile(
        f"(?!{_any(levels['not'])})(?:{_any(levels['words'])}).+"
        f"|(?:{rank})?(?:{_any(local['stems'])})?(?:{_any(local['heads'])})"
    )


def _any(words: list[str]) -> str:
    return "|".join(map(re.escape, words))


@lru_cache(maxsize=50_000)
def is_placeless(name: str) -> bool:
    """Whether a body's name lacks the place that would tell it from others of the name."""
    return _pattern().fullmatch(name) is not None


@lru_cache(maxsize=1)
def _manners() -> frozenset[str]:
    return frozenset(_table()["manners"]["words"])


def is_common_manner(words: str) -> bool:
    """Whether quoted words alone are a manner of service that every office has of its own (绿色通道, 一对一)."""
    return words in _manners()


@lru_cache(maxsize=50_000)
def short_printing(name: str) -> str:
    """The name as its shortest printing has it: 新冠疫情防控指挥部 for 新型冠状病毒感染的肺炎疫情防控指挥部."""
    for longer, shorter in _table()["printed"]["same"]:
        name = name.replace(longer, shorter)
    return name
