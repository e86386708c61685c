"""The word behind quotation marks that says what the name is of: “湘匠出彩”技能提升行动, “见卡放行”出入制度."""

from __future__ import annotations

import re
from functools import lru_cache

from graph.extraction.initiatives.table import alternatives, initiative_table

_COUNT = r"[一二两三四五六七八九十百千万双\d]"
COUNTED = re.compile(
    rf"^{_COUNT}{{1,2}}[个项大张条]?[\u4e00-\u9fff]{{1,4}}(?:[、，]?{_COUNT}{{1,2}}[\u4e00-\u9fff]{{1,4}}){{0,4}}$"
)
# “小时间、大温暖”的服务理念, “非接触式”办理途径: the head belongs to the next word.
ABOUT = re.compile(
    r"理念|精神|意识|宗旨|原则|思想|途径|渠道|路径|对象|人员|窗口|诉求(?!系统|平台|通道|直通)|(?<=工作)(?:量|者|组|群|室|时间)|(?<=行动)[态力员作物植画车]"
    r"|(?<=服务)(?:中心|大厅|窗口|队|室|岗)"
)
_ATTRIBUTE = re.compile(r"推动|推进|开展|实施|落实|组织|鼓励|做好|确保|和|与|将|把|对|向|是|了|并|为|[後后]的")
_VERBAL = re.compile(
    r"实现|进行|给予|通过|采取|采用|提供|纳入|开设|设立|举办|助企|般的|推动|推进|开展|实施|充分|发挥|依托|利用|开通|全面|提升|提高|加强|强化|建立|完善|促进|引领|引导|落实|组织|支持|鼓励|做好|确保|保障|带动|为|在(?!线)|和|与|将|把|对|向|是|有|或|等着|了|并|及|中可|[後后]的|成果|基础"
)
_MODIFYING = re.compile(r"(?:保障|提升|提高|促进|引领|支持|强化|推进|保护)$")  # right before the head: 能力提升行动
_NOT_VERBS = re.compile(r"劳动和技能|技术和技能|合作|引领[性型]|示范[性型]|推进式")  # “建功长江口”引领性劳动竞赛


@lru_cache(maxsize=1)
def tail_patterns() -> dict[str, re.Pattern[str]]:
    """Head after a quoted name by the head's kind, in the order in which they are tried; modifiers between."""
    table = initiative_table()
    between = r"(?:等)?的?(?:、?[\u4e00-\u9fff]{0,12}?|[\u4e00-\u9fff]{1,4}、[\u4e00-\u9fff]{1,4}?)"
    return {
        "head": re.compile(rf"{between}(?<!重点)(?<!重大)({alternatives(table.quoted_heads)})"),
        "weak-head": re.compile(rf"(?:等)?的?[\u4e00-\u9fff]{{0,4}}?({alternatives(table.quoted_weak_heads)})"),
        "counted-head": re.compile(rf"(?:等)?的?[\u4e00-\u9fff]{{0,2}}?({alternatives(table.counted_heads)})"),
        "manner-head": re.compile(rf"的?[\u4e00-\u9fff]{{0,4}}?({alternatives(table.manner_heads)})"),
    }


def crosses(between: str) -> bool:
    """Do the words between quotation and head hold a verb, so that the head belongs to something else?"""
    if "等" in between[1:] and not between.startswith("、"):
        return True
    pattern = _ATTRIBUTE if between.startswith("的") else _VERBAL
    return bool(pattern.search(_MODIFYING.sub("", _NOT_VERBS.sub("", between))))
