"""Initiatives told by their head: where a name without quotation marks begins that ends in 行动, 平台 or 专项资金."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from graph.elements import Kind
from graph.extraction.initiatives.table import HeadRule, InitiativeTable, alternatives, initiative_table, longest_first
from graph.extraction.lexicon import Endings
from graph.extraction.scope import Scope
from graph.extraction.word_pattern import WordPattern


@dataclass(frozen=True, slots=True)
class PlainName:
    """An unquoted initiative. Clean offsets; name: canonical. key: what identifies it, the bare name when empty.

    aliases: other readings of the text, where it may begin elsewhere.
    """

    start: int
    end: int
    name: str
    rule: str
    key: str = ""
    aliases: tuple[str, ...] = ()


_CLOSED = ("”", "’", "」", '"')
_REGION_WORDS = re.compile(
    r"^(?:(?:全?省级?|全?市级?|全?州|全?县|全?区)(?![域场块分])|国家级?|全国|中国|自治区|我[省市州县区]|一体化)"
)
_STOP = re.compile(r"[，。；：:！？“”‘’「」\"《》\n（()）\s…—■●◆▲★]")
# 五级包干制, 3人监管负责制: a regime told by its number of levels or hands.
_BUILT = re.compile(
    r"(?:建设|运行|组建|做优|做强|升级|新增(?!规模)|健全|构建|打造)(?=.*(?:平台|资金|基金|系统)$|[^，。]{0,24}$)"
)
_AMOUNT = re.compile(r"(?:共|约|累计|总计|达|合计)?\s*[\d.]+\s*(?:笔|万|亿|余|多|元)")


@lru_cache(maxsize=1)
def _head_pattern() -> tuple[WordPattern, dict[str, tuple[HeadRule, ...]]]:
    """A pattern of all heads, and for each head its rules and those of the shorter heads that it ends in."""
    rules = initiative_table().rules
    heads = longest_first([head for rule in rules for head in rule.heads])
    return WordPattern(dict.fromkeys(heads, "")), {
        head: tuple(rule for end in heads if head.endswith(end) for rule in rules if end in rule.heads)
        for head in heads
    }


@lru_cache(maxsize=1)
def _known_endings() -> Endings:
    return Endings(initiative_table().known)


def find_by_head(scope: Scope, table: InitiativeTable) -> Iterator[PlainName]:
    pattern, rules = _head_pattern()
    text, part = scope.text, scope.part
    for match in pattern.finditer(text, part.start, part.end):
        if text.startswith(table.generic_after, match.end()) or _splits(match) or _TERM.match(text, match.end()):
            continue
        if match[0].endswith(("资金", "基金")) and _AMOUNT.match(text, match.end()):
            continue  # 拨付疫情防控专项资金245笔: what was spent, not how the fund is called
        if _after_quotation(text, max(part.start, match.start() - 12), match.start()):
            continue
        begins = (_begin_by(scope, rule, match) for rule in rules[match[0]])
        begin = next((begin for begin in begins if begin is not None), None)
        if begin is not None:
            yield PlainName(begin, match.end(), text[begin : match.end()], f"head-{_kind(match[0])}")


def _begin_by(scope: Scope, rule: HeadRule, match: re.Match[str]) -> int | None:
    """Where the name with the head begins by a rule; None when the rule does not hold."""
    text = scope.text
    head = match.end() - max(len(head) for head in rule.heads if match[0].endswith(head))
    begin, cued = left_end(text, max(scope.part.start, head - 30), head, rule.min)
    if built := _BUILT.match(text, begin, head - rule.min):
        begin, cued = built.end(), True
    if rule.carried:
        begin = _behind_verb(text, begin, head - rule.min)
    if rule.region and not _has_region(scope, begin, text[begin : match.end()]):
        begin = _region_inside(scope, max(scope.part.start, begin - 3), head - rule.min) or begin
    if text.endswith(("各级", "各类", "各地"), 0, begin) and match[0].endswith(("平台", "资金", "基金")):
        return None
    if _known_endings().longest(text, match.end(), begin) is not None:
        return None  # the known name inside it is the name
    return begin if _fits(scope, rule, begin, match.end(), cued) else None


def _after_quotation(text: str, floor: int, head: int) -> bool:
    """Is the head the rest of a quoted name (“131”创新型人才培养工程)?"""
    stops = list(_STOP.finditer(text, floor, head))
    return bool(stops) and stops[-1].group() in _CLOSED


# 65个专项行动, 首批重点中试平台: some of many.
_SOME = re.compile(r"(?:全国|全省)?首批|(?:前)?\d+[个项处批座条]")
_ANY_LEVEL = re.compile(r"各[级类地方]")
_TERM = re.compile(r"[（(](?:19|20)\d\d年?[—\-－~～至]")  # 技能提升三年行动计划（2023—2025年）: a document's title
# 向某某基金会捐赠专项资金, 通过互联网访问某某平台: a clause, not a name.
_VERB_INSIDE = re.compile(r".(?:增加|减少|捐赠|访问)|^坚决")
_NEXT_WORD = re.compile(r"[态力员作物植画车产工]")


def _splits(match: re.Match[str]) -> bool:
    """Is 行动 the end of one word and the beginning of the next (运行动态, 进行动员)?"""
    return match[0].endswith("行动") and bool(_NEXT_WORD.match(match.string, match.end()))


def left_end(text: str, floor: int, head: int, least: int) -> tuple[int, bool]:
    """Where a name with its head at `head` begins, and whether a carrying word or the clause's start stands there.

    least: characters that must remain before the head after a soft cut; one that leaves fewer lies inside the name.
    """
    begin = floor
    for stop in _STOP.finditer(text, floor, head):
        begin = stop.end()
    cued = begin > floor or floor == 0
    hard, soft, fronts = _left_patterns()
    for cut in hard.finditer(text, begin, head):
        if cut["kept"] is None:
            begin, cued = cut.end(), True
    for cut in soft.finditer(text, begin, head):
        if cut["kept"] is None and head - cut.end() >= least:
            begin, cued = cut.end(), True
    while (front := fronts.match(text, begin, head)) and head - front.end() >= max(least, 1):
        begin, cued = front.end(), True
    if namely := _NAMELY.match(text, begin, head):
        begin, cued = namely.end(), True
    return begin, cued


_NAMELY = re.compile(r"即(?![时将刻墨])")  # “三暖”工程，即|就业工程、安居工程

OUT = "出(?![口入台让行租海版境])"
"""A regular expression for a verb's complement before a name: 开发出|某某平台, but 推广|出口贸易平台."""


@lru_cache(maxsize=1)
def _left_patterns() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    """Words that always end the search, words that end it where a name remains, and words taken off the front."""
    table = initiative_table()
    heads = [head for rule in table.rules for head in rule.heads]
    joined = sorted((head + mark for head in heads for mark in "和及与"), key=len, reverse=True)
    uncut = alternatives(table.left_uncut)
    return (
        _opening_with(
            (*table.left_uncut, *joined, *table.left_cuts),
            rf"(?P<kept>{uncut})|(?:{alternatives((*joined, *table.left_cuts))})(?:好(?=新一轮|第)|{OUT})?",
        ),
        _opening_with(
            (*table.left_uncut, *table.left_soft_cuts),
            rf"(?P<kept>{uncut})|(?:{alternatives(table.left_soft_cuts)})(?:{OUT})?",
        ),
        re.compile(alternatives(table.left_words)),
    )


def _opening_with(words: Iterable[str], pattern: str) -> re.Pattern[str]:
    """The pattern, tried only at first letters of the words that it begins with: it has hundreds, in groups."""
    letters = re.escape("".join(sorted({word[0] for word in words})))
    return re.compile(f"(?=[{letters}])(?:{pattern})")


_NOT_FRONT = ("相关", "有关", "各类", "各项", "多项", "其他", "上述", "这场", "一场", "本", "自身", "该", "此")


def _fits(scope: Scope, rule: HeadRule, begin: int, end: int, cued: bool) -> bool:
    table, name = initiative_table(), scope.text[begin:end]
    head = next(head for head in rule.heads if name.endswith(head))
    modifier = name[: -len(head)]
    if len(modifier) < rule.min or len(name) > 28 or (rule.verbs and not cued) or modifier.startswith(_NOT_FRONT):
        return False
    if modifier.endswith(("为", "见")) or _SOME.match(modifier) or _ANY_LEVEL.search(modifier):
        return False
    if _VERB_INSIDE.search(modifier):
        return False
    if head.endswith(("资金", "基金")) and modifier.startswith((*table.left_soft_cuts, "支持", "使用", "捐赠", "获得")):
        return False
    if modifier.endswith(("和", "及", "、", "指定")) or "或" in modifier:
        return False
    common = head in ("行动", "平台", "战略") or head.endswith(("工程", "计划", "行动"))
    if modifier in table.generic_alone and head.endswith(("行动", "计划")):
        return False
    if modifier in table.generic_before or (common and _is_of_general_words(scope.text, begin, modifier, table)):
        return False
    if rule.region and not _has_region(scope, begin, name):
        return False
    if rule.launched and not (
        _LAUNCHED.search(scope.text, max(0, begin - 8), begin) and not table.works.search(modifier)
    ):
        return False
    if rule.carried and not (_is_carried(scope.text, begin, table) and not _SENTENCE_WORD.search(modifier)):
        return False
    return head != "系统" or not modifier.endswith(table.sectors)


_RENEWED = ("更新", "创新", "焕新", "革新", "翻新")
_FIELD = re.compile(r"(?P<field>.{2,})(?:建设|发展|安全)$")


def _is_of_general_words(text: str, begin: int, modifier: str, table: InitiativeTable) -> bool:
    """Is what the name ends in, before its head, general talk (重点建设行动)? Not where somebody sets a programme of
    one field going (实施公民道德建设工程), nor where 新 ends a word (城市更新行动)."""
    general, at = tuple(table.generic_before), begin + len(modifier)
    if not modifier.endswith(general) or (modifier.endswith(_RENEWED) and not text.startswith("平台", at)):
        return False
    field = _FIELD.fullmatch(modifier)
    of_field = field is not None and (field["field"].endswith(_RENEWED) or not field["field"].endswith(general))
    return not (of_field and _SET_GOING.search(text, max(0, begin - 4), begin))


# 启动青工培育计划; 实施甲工程、乙计划: a programme that somebody sets going, or one in a row of them.
_SET_GOING = re.compile(r"(?:实施|启动|开展|深化|推行|推出|发起)(?:好|了)?$")
_LAUNCHED = re.compile(rf"{_SET_GOING.pattern}|(?:工程|计划|行动)(?:[、和及]|，即)$")
_TAKEN_UP = ("加强", "延长", "参与", "参加", "拓展", "筹集", "优化", "用好", "建好", "办好")
_SENTENCE_WORD = re.compile(r"请|咨询|问题|如|可以|应当|不[得能]|等|向|到(?!位)|给|增加|提高|较大|适当|安排|现就")
_VAGUE = re.compile(r"网络|电商|第三方|各类|线上|网上|手机|在线|直播|新媒体|合作|交流|互动|跨界|多种|起|了|专业化|便捷")


_LISTED = re.compile(r"(?:系统|平台|App|APP|小程序)[、和及]$")  # an item behind another of its kind


def _is_carried(text: str, begin: int, table: InitiativeTable) -> bool:
    """Does a verb of carrying out, building or use stand right before the name, and is the name no vague one?"""
    verbs = (*table.carrying_verbs, *table.using_verbs, *table.building_verbs, *_TAKEN_UP)
    stop = begin - text.startswith(("起", "了"), begin - 1)
    listed = _LISTED.search(text, max(0, begin - 8), begin)
    return (text.endswith(verbs, 0, stop) or listed is not None) and not _VAGUE.match(text, begin)


def _behind_verb(text: str, begin: int, end: int) -> int:
    """Where a name begins behind a verb of taking up that its clause opens with (拓展外经贸担保资金)."""
    verb = next((verb for verb in _TAKEN_UP if text.startswith(verb, begin, end)), "")
    return begin + len(verb)


def _has_region(scope: Scope, begin: int, name: str) -> bool:
    if _REGION_WORDS.match(name):
        return True
    return any(mention.kind is Kind.REGION for mention in scope.beginning_in(begin, begin + 1))


_OWN_PLACE = re.compile(r"[我全][省市州县区]")


def _region_inside(scope: Scope, begin: int, end: int) -> int | None:
    """Where the last place named in [begin, end) begins: 暂停我区政府采购平台 starts at 我区."""
    starts = [mention.start for mention in scope.beginning_in(begin + 1, end) if mention.kind is Kind.REGION]
    starts += [found.start() for found in _OWN_PLACE.finditer(scope.text, begin, end)]
    return max(starts, default=None)


def _kind(head: str) -> str:
    for ending, kind in (
        ("行动", "action"),
        ("计划", "plan"),
        ("战", "campaign"),
        ("工程", "project"),
        ("平台", "platform"),
        ("系统", "platform"),
    ):
        if head.endswith(ending):
            return kind
    return "fund" if head.endswith(("资金", "基金")) else "scheme"
