"""Initiatives: the name in quotation marks is one thing, whatever word for its kind is printed behind it.

- “最多跑一次” alone means “最多跑一次”改革 where documents give it no other word; with several words for its kind
  (“两步申报”改革, “两步申报”模式) the three stay apart with doubts.
- A manner alone that every office has (“绿色通道”) means none of the headed ones.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from graph.fold import fold
from graph.identity.clusters import Clusters, Doubt, Unit
from graph.placeless import is_common_manner

_QUOTED = re.compile(r"[“‘「]([^“”‘’「」]{2,})[”’」]([^“”‘’「」]{0,8})")
_SHOWN = 10
_KIND_WORDS = frozenset(
    [
        "改革",
        "模式",
        "试点",
        "平台",
        "行动",
        "工程",
        "计划",
        "制度",
        "机制",
        "活动",
        "服务",
        "项目",
        "竞赛",
        "大赛",
        "建设",
        "政策",
        "战略",
    ]
)
"""Words for what a name is; what else stands behind it says more (“不见面”审批, “不见面”就业服务 are two things)."""


def quoted_words(name: str) -> str:
    """What stands in the quotation marks that open the name; empty for a name without them."""
    match = _QUOTED.fullmatch(name)
    return match[1] if match else ""


def quoted_core(name: str) -> str:
    """The quoted words, folded."""
    return fold(quoted_words(name))


def join_initiatives(clusters: Clusters) -> list[Doubt]:
    """Joins initiatives of one quoted name and gives the doubts that remain."""
    by_core: dict[str, list[Unit]] = {}
    for unit in clusters.units.values():
        for core in sorted({quoted_core(name) for name in unit.names if not is_common_manner(name[1:-1])} - {""}):
            by_core.setdefault(core, []).append(unit)
    return [doubt for _, units in sorted(by_core.items()) for doubt in _join_core(clusters, units)]


def _join_core(clusters: Clusters, units: Sequence[Unit]) -> list[Doubt]:
    firsts = clusters.first_of_each(units)
    alone = [unit for unit in firsts if not any(_kind_word(name) for name in unit.names)]
    headed = [unit for unit in firsts if unit not in alone]
    if len(headed) == 1:
        for unit in alone:
            clusters.join(headed[0].id, unit.id)
        return []
    plain = [unit for unit in firsts if all(_kind_word(name) in _KIND_WORDS | {""} for name in unit.names)]
    pairs = [(first, other) for place, other in enumerate(plain[:_SHOWN]) for first in plain[:place]]
    return [Doubt(first.id, other.id, "引号内名称相同，类别用词不同") for first, other in pairs]


def _kind_word(name: str) -> str:
    match = _QUOTED.fullmatch(name)
    return match[2] if match else ""
