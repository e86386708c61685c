"""文种 from masthead, metadata and title."""

from __future__ import annotations

import re
from collections.abc import Mapping

from ingest.document import Genre, Header

# The last word of a title tells; rows in order, the first that matches wins (sources: 党政机关公文处理工作条例 2012,
# article 8, and 规章制定程序条例, article 7, for 规定 and 办法).
_TITLE_ENDS = (
    (Genre.INTERPRETATION, r"解读|问答|答记者问"),
    (Genre.SPEECH, r"讲话|致辞|发言|演讲"),
    (Genre.NOTICE, r"通知|通报"),
    (Genre.REPLY, r"批复|复函"),
    (Genre.LETTER, r"函"),
    (Genre.MINUTES, r"纪要"),
    (Genre.REPORT, r"报告"),
    (Genre.ANNOUNCEMENT, r"公告|通告|公报|公示"),
    (Genre.DECISION, r"决定|决议|命令|令"),
    (Genre.OPINION, r"意见"),
    (Genre.REGULATION, r"条例|法|法典|章程|准则|规定|实施细则|细则|规则|解释"),
    (Genre.MEASURES, r"办法|措施|若干政策|政策"),
    (Genre.PLAN, r"方案|规划|计划|纲要|要点|预案|行动"),
    (Genre.BULLETIN, r"简报|快报|通讯|专报|动态"),
)
_PATTERNS = tuple(
    (genre, re.compile(rf"(?:{ends})(?:[（(][^（）()]{{1,16}}[）)])?[》”]?\Z")) for genre, ends in _TITLE_ENDS
)
_LAW_CATEGORY = re.compile(r"法律|法规|规章|司法解释|条例|宪法")
_NEWS_START = re.compile(r"新华社|本报讯|本报.{2,8}讯|中新网|中新社|央视|记者|.{2,12}(?:讯|消息|电)[（(]")
_NEWS_BYLINE = re.compile(r"[（(](?:本报|见习|通讯员|记者|实习)[^（）()]{0,40}[）)]")
_DAY = re.compile(
    r"(?:\d{1,2}月)?\d{1,2}日[，,上下晚]|近日[，,]|日前[，,]|昨[日天]|记者(?:从|昨|今)|据(?:悉|了解|介绍)"
)


def genre_of(title: str, header: Header, body: str, metadata: Mapping[str, str]) -> Genre:
    """The document's kind. body: the clean text's beginning."""
    if header.masthead is not None:
        return Genre.BULLETIN
    own = _by_title(title)
    if _LAW_CATEGORY.search(metadata.get("category", "")) and own not in {Genre.DECISION, Genre.NOTICE}:
        return Genre.REGULATION
    if own is not None:
        return own
    opening = body.replace(title, "")[:400]
    if _NEWS_START.search(opening[:80]) or _NEWS_BYLINE.search(body[:600]) or _DAY.search(opening[:120]):
        return Genre.NEWS
    return (_by_title(header.title.value) if header.title else None) or Genre.OTHER


def _by_title(title: str) -> Genre | None:
    return next((genre for genre, pattern in _PATTERNS if pattern.search(title)), None)
