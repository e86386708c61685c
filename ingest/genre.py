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
    (Genre.LETTER, r"函|一封信|公开信|慰问信"),
    (Genre.MINUTES, r"纪要"),
    (Genre.REPORT, r"报告"),
    (Genre.ANNOUNCEMENT, r"公告|通告|公报|公示"),
    (Genre.DECISION, r"决定|决议|命令|令"),
    (Genre.OPINION, r"意见"),
    (Genre.MEASURES, r"办法|措施|若干政策|政策"),
    (Genre.REGULATION, r"条例|修正案|法|法典|章程|准则|规定|实施细则|细则|规则|解释"),
    (Genre.PLAN, r"方案|规划|计划|纲要|要点|预案|行动"),
    (Genre.BULLETIN, r"简报|快报|通讯|专报|动态"),
)
_PATTERNS = tuple(
    (genre, re.compile(rf"(?:{ends})(?:[（(][^（）()]{{1,16}}[）)])?[》”]?\Z")) for genre, ends in _TITLE_ENDS
)
_LAW_CATEGORY = re.compile(r"法律|法规|规章|司法解释|条例|宪法")
_NEWS_START = re.compile(r"新华社|本报讯|本报.{2,8}讯|中新网|中新社|央视|记者|.{2,12}(?:讯|消息|电)[（(]")
_NEWS_TITLE = re.compile(
    r"^(?!.*关于[^《》]*\Z)[^《》]*(?:印发|出台|发布|下发|发出|推出|制定|启动|部署|召开)(?:[^的《]{0,24}|[^的《]{0,6}《[^》]*》)\Z|^[^关于]{2,20}[：:](?!.*关于.*的).{6,}"
)
_REPORTED = re.compile(r"(?:指出|强调|要求|介绍|表示|透露|获悉|了解到|提醒)[，：,:]")
_NEWS_BYLINE = re.compile(r"[（(](?:本报|见习|通讯员|记者|实习)[^（）()]{0,40}[）)]")
# …调研时强调落实落细防控措施, 某园区在行动: what reads like a kind of document ends a headline's sentence.
_HEADLINE = re.compile(
    r"^(?!.*关于)(?:.*(?:强调|要求|指出|调研|发文|出台|推出|部署|开展|在行动)|(?!.*若干).*(?:落实|深化|细化|继续)).*"
    r"(?:措施|政策|行动|意见)\Z|在行动\Z"
)
_ARTICLES = re.compile(r"(?:^|\n)[\s　#]*第一[章条](?!规定|第)")
_DAY = re.compile(
    r"(?:\d{1,2}月)?\d{1,2}日[，,上下晚]|近日[，,]|日前[，,]|昨[日天]|记者(?:从|昨|今)|据(?:悉|了解|介绍)"
)


def genre_of(title: str, header: Header, body: str, metadata: Mapping[str, str], has_items: bool = False) -> Genre:
    """The document's kind. body: the clean text's beginning; has_items: it falls into items as a bulletin does."""
    if header.masthead is not None or has_items:
        return Genre.BULLETIN
    is_official = bool(header.doc_number or header.addressees or header.signed_on)
    is_headline = not is_official and _HEADLINE.search(title) is not None
    own = Genre.INTERPRETATION if "解读" in title else None if is_headline else _by_title(title)
    if _LAW_CATEGORY.search(metadata.get("category", "")) and own not in {Genre.DECISION, Genre.NOTICE}:
        return Genre.REGULATION
    if own in {Genre.REGULATION, Genre.MEASURES} and _ARTICLES.search(body):
        return own  # 青河市制定地方性法规条例 sounds like a headline and begins with 第一条
    opening = body.replace(title, "")[:400]
    if not is_official and (
        _NEWS_START.search(opening[:120]) or _NEWS_BYLINE.search(body) or _NEWS_TITLE.search(title)
    ):
        return Genre.NEWS
    if own is None and header.title is not None and not is_headline:
        own = _by_title(header.title.value)
    if own is None and not is_official and (_DAY.search(opening[:150]) or _REPORTED.search(opening)):
        return Genre.NEWS
    return own or Genre.OTHER


def _by_title(title: str) -> Genre | None:
    return next((genre for genre, pattern in _PATTERNS if pattern.search(title)), None)
