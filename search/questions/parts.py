"""Parts of a question that its wording alone shows: numbers of documents, a policy described, what is counted."""

from __future__ import annotations

import re
from typing import NamedTuple

from ingest.labels import chinese_value

_BEFORE_NUMBER = re.compile(
    "[了的和与跟是由对把及]|落实|贯彻|执行|依据|根据|按照|废止|修改|转发|什么|哪些|一下|请问"
    "|概括|总结|概述|归纳|简述|介绍"
)
"""What may run into the letters of a 发文字号 (哪些文件落实了总工发〔2022〕17号)."""
_DOC_NUMBER = re.compile(
    r"[㐀-鿿]{1,12}(?:\([㐀-鿿]{1,4}\))?\s*[\[(〔【〈]\s*(?:19|20)\d{2}\s*[\])〕】〉]\s*第?\s*\d{1,5}\s*号"
)
_DESCRIBED = re.compile(
    r"(?:^|[,。;:]| (?=关于)|谁|印发了?|发布了?|出台了?|制定了?)(?:关于)?([^,。?]{4,40}?)(?:的|这|那|份|个|项)*"
    r"(通知|意见|方案|办法|条例|规划|计划|决定|公告|通告|措施|细则|要点|规定|指南|指引|纲要|标准|规程|政策)"
    r"(?=由|是|的|,| |谁|哪|什么|落款|发文|文号|何时|跟|和|与|贯彻|依据|根据|主送|印发"
    r"|包括|包含|一共|总共|共有|分|主要内容|提了|讲了|里|$)"
)
_ISSUED_FIRST = re.compile(
    "^(?:[跟和与同][^,。?]{2,20}?(?=联合|共同|一起|一块|一道|一同))?"
    "(?:谁|联合|共同|一起|一块儿?|一道|一同|印发|发布|出台|制定|下发|颁布|了|过|的)*(?:关于)?"
)
_FIGURE = re.compile(r"\d[\d,.]*(?:%|[㐀-鿿])?")
_COUNTED = re.compile(
    r"(?:多少|(?<!哪)几)(?!人[㐀-鿿])[名人位家个项所场次期届批门种类条户套台件座处级档步部组份]?+(?!年|月|天|日|小时|分钟|环节|方面|部分|步骤|阶段|内容|[章节条款])([㐀-鿿]{2,})"
)
_COUNTED_BEFORE = re.compile(
    r"([㐀-鿿]{2,8}?)的?人?(?:(?:一共|总共|共)有(?:多少|(?<!哪)几)[个名位人家]?|有(?:多少|(?<!哪)几)[个名位人家])人?$"
)
"""What is counted where it stands before the figure asked for (查出来发烧的一共有几个)."""
_ASKED_AGAIN = re.compile("多少|几[名人位家个项所]|^[万亿千]?(?:元|块钱?|美元)")
"""What is asked for once more (从多少家增加到多少家), or money, is nothing that is counted."""
_HOW_MANY = re.compile("how many ([㐀-鿿]{2,})")
"""What is counted in an English question, in its Chinese term."""


_SERIAL = re.compile(r"(?:公告|通告|令)(?:19|20)\d\d年第\d{1,4}号")
"""The number of an announcement or order, as `search.questions.request.as_printed` has it."""


_NUMERAL = r"(?:[〇零一二三四五六七八九十百千]{1,9}|\d{1,4})"
_NO_LAW = "做方看想手书说司执普用办合违非守犯护疗技算语"
"""Letters before 法 in words that are no law."""
_LAW = re.compile(
    rf"^(?:请问|介绍一下)?《?((?!关于)(?:(?![哪谁什的])[㐀-鿿]){{1,20}}?(?:法典|(?<![{_NO_LAW}])法|条例))》?"
    rf"(?=第{_NUMERAL}[条章节款]|对|里|中(?!央)|的|是?怎么|是?如何|有[哪什关]|规定|要求|关于| )"
)
_ARTICLE = re.compile(
    rf"第(?P<numeral>{_NUMERAL})(?:个|大)?(?P<unit>条|章|节|部分|点|项)|\b(?:article|clause) (?P<article>\d{{1,4}})\b"
)


class ClauseNumber(NamedTuple):
    """unit: 条, 章, 节, 部分, 点 or 项."""

    number: int
    unit: str


def law_asked(folded: str) -> str | None:
    """The law whose rules a question asks for, without 中华人民共和国: 劳动合同法第三十九条规定了什么."""
    found = _LAW.match(folded)
    return found[1].removeprefix("中华人民共和国") or None if found else None


def clause_asked(folded: str) -> ClauseNumber | None:
    """The last clause that a question tells by its number."""
    found = list(_ARTICLE.finditer(folded))
    if not found:
        return None
    numeral = found[-1]["numeral"] or found[-1]["article"]
    return ClauseNumber(int(numeral) if numeral.isdigit() else chinese_value(numeral), found[-1]["unit"] or "条")


def number_spans(folded: str) -> list[tuple[int, int]]:
    """Where the 发文字号 stand, without words that run into them."""
    spans = [match.span() for match in _SERIAL.finditer(folded)]
    for match in _DOC_NUMBER.finditer(folded):
        head = folded[match.start() : match.end()].split("〔")[0].split("[")[0].split("(")[0]
        words = [word.end() for word in _BEFORE_NUMBER.finditer(head) if word.end() < len(head)]
        spans.append((match.start() + max(words, default=0), match.end()))
    return sorted(spans)


def described(masked: str) -> str | None:
    """The words that tell which policy is meant (慈善捐赠管理的通知)."""
    found = _DESCRIBED.search(masked)
    if found is None or "《" in found.group(1):
        return None
    return _ISSUED_FIRST.sub("", found.group(1)) + found.group(2)


def counted(masked: str) -> str | None:
    """What stands behind 多少 or 几 with its measure word, else before it."""
    found = _COUNTED.search(masked) or _COUNTED_BEFORE.search(masked) or _HOW_MANY.search(masked)
    return found.group(1) if found and not _ASKED_AGAIN.search(found.group(1)) else None


def given(masked: str) -> re.Pattern[str] | None:
    """The question's own figures, which answer nothing."""
    figures = sorted(set(_FIGURE.findall(masked)), key=len, reverse=True)
    forms = (re.escape(figure) + (r"(?![\d.])" if figure[-1].isdigit() else "") for figure in figures)
    return re.compile(rf"(?<![\d.])(?:{'|'.join(forms)})") if figures else None
