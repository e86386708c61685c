"""Whether a policy's text sets an initiative up or only makes use of it: 依托“青河通”平台, 从专项资金中列支."""

from __future__ import annotations

import re

from graph.extraction.scope import Mention
from ingest.document import Span

# What there is already when it is only worked with, by its name or by what stands beside it.
_CHANNEL = re.compile(
    r"(?:平台|系统|热线|网|网厅|app|公众号|小程序|客户端|数据库|信息库|课堂|资金池?|基金|经费|再贷款|专项|税务局|专栏|在线|\d{5})"
    r"[”’]?$",
    re.IGNORECASE,
)
_CHANNEL_BEHIND = re.compile(
    r"\s*(?:微信|手机|移动)?(?:平台|系统|app|公众号|小程序|客户端|服务号|网站|资金)", re.IGNORECASE
)
_CHANNEL_BEFORE = re.compile(r"(?:小程序|公众号|客户端|服务号|app)$", re.IGNORECASE)
_WITH = re.compile(r"(?:依托|借助|利用|登录|登陆|拨打|关注|下载|扫码|用好|使用|发挥)[^，。；：]{0,160}$")
_THROUGH = re.compile(
    r"(?:通过|运用|选择|采用|进入|[纳记]入|享受|申请|统筹|在(?!线)|从|由|向|经|到|与)(?![^，。；：]*(?:期间|时期|情况下))[^，。；：]{0,60}$"
    r"|(?<![使利运采启适])用\s*$|(?:渠道|途径)(?:包括|有|为)[^，。；：]{0,120}$"
)
_QUOTED = re.compile(r"“[^“”]*”")
_SPENT = re.compile(r"[^，。；：]{0,6}?(?:列支|支出|负担|解决|优先|给予|作用)")
# 依托网站开通“青河就业”专栏: behind the means stands what is set up.
_SETS_UP = re.compile(
    r"建立|搭建|建设|打造|构建|创建|新建|组建|开发|研发|开通|开设|开辟|设立|增设|推出|推行|推广|推进|上线|启用|启动|发布"
    r"|完善|优化|升级|健全|拓展|扩大|增强|加强|实施|实行|落实|执行|确保|做到|开展"
)


def is_means(text: str, clause: Span, initiative: Mention) -> bool:
    """Whether the clause only makes use of the initiative. clause: its clean span."""
    before = _QUOTED.sub("", text[clause.start : initiative.start])  # other names of the row hold no cue
    is_channel = bool(
        _CHANNEL.search(initiative.name)
        or _CHANNEL_BEFORE.search(before)
        or _CHANNEL_BEHIND.match(text, initiative.end, clause.end)
    )
    found = _WITH.search(before) or (_THROUGH.search(before) if is_channel else None)
    if found is not None:
        return _SETS_UP.search(found[0]) is None
    is_opening = _SETS_UP.search(before) is None
    return is_channel and is_opening and _SPENT.match(text, initiative.end, clause.end) is not None
