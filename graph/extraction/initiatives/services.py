"""Quoted names of what is run for people: 开办“安全积分超市”, 预警系统“暖哨”."""

from __future__ import annotations

import re
from functools import lru_cache

from graph.extraction.adverbials import TIME
from graph.extraction.initiatives.table import alternatives, initiative_table

# 打造职工的“充电站”: a comparison.
_LIKENED = re.compile(r"(?:的|成为?|像|如|是|当好|做好|变身?)$")
_STOP = re.compile(r"[，。；：、！？\n“”《》]")
# 流动服务站“工会驿家”, 困难职工预警系统“暖哨”: what it is stands before its name.
_WHAT_IT_IS = re.compile(
    r"[\u4e00-\u9fff]{2}(?:系统|平台|小程序|服务站|驿站|项目|品牌|专列|专线|服务车|维权车|宣传车|大篷车|课堂|讲堂|热线)$"
)
# 把“流动课堂”送到工地: what is brought to people.
_TAKEN = re.compile(r"[把将]$")
_BROUGHT = re.compile(r"[送办开搬建设引]了?[到进至在上入]")
_ASKED = re.compile(r"登录|登陆|打开|进入|点击|关注|下载|搜索|选择")
_LONGEST = 12
# “揭榜台”去年上线，由甲运营: what begins to be there or is run by somebody.
_BEGINS = re.compile(
    rf"(?:{TIME})?(?:正式|已经?|全面)?(?:上线|启用|投用|开班|开课|开通|投入使用)(?![的前后了])"
    r"|由[^，。；“”]{2,40}?(?:运营|主办|承办|合办|共建|打造|发起|创办|出资[^，。；]{0,12}建设)[，。；]"
)


@lru_cache(maxsize=1)
def _verbs() -> re.Pattern[str]:
    return re.compile(rf"(?:{alternatives(initiative_table().service_verbs)})了?")


def is_set_up(words: str, before: str, following: str) -> bool:
    """Whether quoted words that end as a service does (驿站, 夜校, 超市) are what their clause sets up or brings."""
    ends = initiative_table().service_ends
    if not 3 <= len(words) <= _LONGEST or not words.endswith(ends) or words in ends:
        return False
    clause = _STOP.split(before)[-1]
    if _TAKEN.search(clause) and _BROUGHT.match(following):
        return True
    return _verbs().search(clause) is not None and not _LIKENED.search(clause)


def is_opened(words: str, before: str, following: str) -> bool:
    """Whether the quoted words open a clause that says they went on line, or who runs them."""
    opens = not _STOP.split(before)[-1]
    is_feature = words.endswith(("功能", "模块", "版", "版本", "页面"))
    return opens and not is_feature and 3 <= len(words) <= _LONGEST and _BEGINS.match(following) is not None


def is_apposed(words: str, before: str) -> bool:
    """Whether the quoted words name the system, station or campaign that stands right before them."""
    clause = _STOP.split(before)[-1]
    return 2 <= len(words) <= 8 and bool(_WHAT_IT_IS.search(clause)) and not _ASKED.search(clause)
