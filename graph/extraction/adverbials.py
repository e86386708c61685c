"""Adverbials between a subject and its verb (去年8月, 前不久), and the words that join a partner to a subject."""

from __future__ import annotations

_PART = r"年?[初底末中]|[上下]半年|[春夏秋冬][天季节]?|\d{1,2}月(?:\d{1,2}日|[初底中末]|[上中下]旬)?"
_ALONE = _PART.replace("年?", "年", 1)  # 年初, but no 中 of 中心
_FROM = r"(?:起|以来|开始)"
TIME = (
    rf"(?:[从自早于]?在?(?:\d{{4}}年|[今去前本当同次]年)(?:{_PART})?{_FROM}?|(?:{_ALONE}){_FROM}?"
    r"|上个?月[初底中]?|[本这]个?月|[上本这]周|前不久|不久前|[连持]续[\d一二两三四五六七八九十]+年|每[年月周季](?:第[一二三四五]个?[周星][^，。；“]{1,3})?)"
)
"""A regular expression without groups for one such adverbial."""

_ADVERB = rf"(?:还|又|也|再|并|先后|积极|主动|首次|再次|正式|日前|近日|近期|目前|{TIME})"
JOINED_BY = rf"(?:{_ADVERB}{{0,3}}(?:会同|协同|联合|联手|携手|牵手)[与和同]?|{_ADVERB}{{1,3}}[与和同跟])"
"""A regular expression without groups: what joins a partner to a subject (甲又同乙, 甲近日联合乙)."""
