"""Adverbials of time that may stand between a subject and its verb (去年8月, 前不久, 每月第二个周三)."""

from __future__ import annotations

_PART = r"年?[初底末中]|[上下]半年|[春夏秋冬][天季节]?|\d{1,2}月(?:\d{1,2}日|[初底中末]|[上中下]旬)?"
_FROM = r"(?:起|以来|开始)"
TIME = (
    rf"(?:[从自早于]?在?(?:\d{{4}}年|[今去前本当同次]年)(?:{_PART})?{_FROM}?|(?:{_PART}){_FROM}?"
    r"|上个?月[初底中]?|[本这]个?月|[上本这]周|前不久|不久前|[连持]续[\d一二两三四五六七八九十]+年|每[年月周季](?:第[一二三四五]个?[周星][^，。；“]{1,3})?)"
)
"""A regular expression without groups for one such adverbial."""
