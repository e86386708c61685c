"""Initiatives named without quotation marks: known names, regimes, responses, themed events, titles."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from graph.elements import Kind
from graph.extraction.initiatives.heads import PlainName, find_by_head
from graph.extraction.initiatives.table import initiative_table
from graph.extraction.lexicon import Lexicon
from graph.extraction.scope import Mention, Scope
from graph.extraction.word_pattern import AnchoredPattern, WordPattern
from ingest.document import Span

_TOP_TEN = re.compile(
    r"(?:认定|评选|评选表彰|发布|选树|命名)((?:[\u4e00-\u9fff]{0,10}?十大[\u4e00-\u9fff]{2,12}?)(?:[、和及]十大[\u4e00-\u9fff]{2,12}?)*)(?=[，。；、（]|等|$)"
)
# （一）实施思想铸魂工程。 A numbered heading that does nothing but name it.
_HEADED = re.compile(
    r"[（(一二三四五六七八九十\d](?:(?<=[（(])[一二三四五六七八九十\d]{1,3}[）)]|(?<=[一二三四五六七八九十])[一二三四五六七八九十]{0,2}、"
    r"|(?<=\d)\d?[.．、])\s*(?:深入|大力|全面|扎实|组织)*(?:实施|开展|推进|启动)"
    r"((?:(?![和及与等的])[\u4e00-\u9fff]){3,14}(?:工程|行动|计划))(?=[。\n\s]|$)"
)
_HEADING_ENDS = WordPattern(dict.fromkeys(("工程", "行动", "计划"), r"(?=[。\n\s]|$)"))
# 《大国工匠人才培育工程实施办法》: what a title's document carries out.
_CARRIED_OUT = re.compile(
    r"(?P<name>(?:(?!关于|印发|[和及与的])[\u4e00-\u9fff]){4,20}(?:工程|计划|制度))(?=(?:实施|管理|考核|评选|建设)?(?:暂行|指导)?(?:办法|方案|细则|意见)(?:[（(》]|$))"
)
_SHARES = "级人包员岗方班定"
_REGIME = AnchoredPattern(
    rf"[二两三四五六七八九十1-9](?<![\d第].)(?:(?<!1)|(?<=1)\d)[{_SHARES}](?!以)(?:(?![和及与等的、了])[\u4e00-\u9fff]){{0,8}}?"
    r"(?:负责|责任|包干|包保|承包|联保|联系|联动|轮值|值守|值班|管理|倒)制(?![度造定约作服品])",
    (
        *(number + share for number in "二两三四五六七八九十23456789" for share in _SHARES),
        *(f"1{n}" for n in range(10)),
    ),
)
# 苏陕劳务协作, 闽宁协作: provinces paired in the eastern regions' aid to the western.
_PAIRED = re.compile(r"[京津沪苏浙闽鲁粤辽](?:[蒙桂渝川黔滇藏陕甘青宁新冀晋])(?:扶贫|劳务|产业)?协作(?![区组会])")
_LEADING_GROUP = re.compile(r"(?:推进|新时期|全面)*([\u4e00-\u9fff]{4,16}?改革)(?:工作)?(?:协调|领导)")
_LONGEST_BODY = 30
_REFORM_LED = re.compile(r"改革(?:工作)?(?:协调|领导)")
_PUSHED = re.compile(r"推进([\u4e00-\u9fff]{6,14}?改革)")
_PUSHING = re.compile(r"^(?:推进|全面|深化|新时期|新时代)+")
_NOT_CORE = re.compile(r"^.*?(?:推进|全国|新时期|新时代|省|市|州|县|区)")


@lru_cache(maxsize=1)
def _known_names() -> Lexicon[str]:
    return Lexicon(initiative_table().known)


def find_plain_names(scope: Scope) -> list[PlainName]:
    """Unquoted initiatives of the part, in order of start."""
    table, text, part = initiative_table(), scope.text, scope.part
    found = [
        PlainName(hit.start, hit.end, hit.value, "known-name")
        for hit in _known_names().scan(text, part.start, part.end)
    ]
    found += _short_forms(scope)
    found += find_by_head(scope, table)
    tens = _TOP_TEN.finditer(text, part.start, part.end) if "十大" in text else ()
    found += [PlainName(m.start(1), m.end(1), m[1], "top-ten") for m in tens]
    found += [
        PlainName(m.start(), m.end(), m[0], "counted-regime") for m in _REGIME.finditer(text, part.start, part.end)
    ]
    found += [
        PlainName(m.start(1), m.end(1), m[1], "headed-name")
        for m in (
            _HEADED.finditer(text, part.start, part.end) if _HEADING_ENDS.search(text, part.start, part.end) else ()
        )
    ]
    paired = _PAIRED.finditer(text, part.start, part.end) if "协作" in text else ()
    found += [PlainName(m.start(), m.end(), m[0], "paired-provinces") for m in paired]
    found += _responses(scope)
    found += _themed(scope)
    found += _in_titles(scope)
    found += _themes(scope)
    return sorted(found, key=lambda name: (name.start, -name.end))


def _short_forms(scope: Scope) -> Iterator[PlainName]:
    """Known names in a short form of two characters (产改), but in the name of a body (产改办)."""
    for name, pattern in initiative_table().short_forms.items():
        for match in pattern.finditer(scope.text, scope.part.start, scope.part.end):
            near = scope.beginning_in(match.start() - _LONGEST_BODY, match.end())
            if not any(m.kind is Kind.AGENCY and m.end >= match.end() for m in near):
                yield PlainName(match.start(), match.end(), name, "known-name")


# 启动突发公共卫生事件一级应急响应; the bare 一级响应 of the same text is the same.
_RESPONSE = re.compile(
    r"(?:公共卫生事件|防汛|抗旱|防台风|自然灾害救助|地震|地质灾害|环境事件)[一二三四ⅠⅡⅢⅣI]{1,2}级(?:应急)?响应"
)
_BEFORE_EVENT = ("突发", "重大")
_BARE_RESPONSE = re.compile(r"(?<!事件)[一二三四ⅠⅡⅢⅣI]{1,2}级(?:应急)?响应")


def _responses(scope: Scope) -> Iterator[PlainName]:
    """Emergency responses by their event and level."""
    text, part = scope.text, scope.part
    if "级响应" not in text and "级应急响应" not in text:
        return
    named = [Span(_event(text, part.start, m.start()), m.end()) for m in _RESPONSE.finditer(text, part.start, part.end)]
    for span in named:
        yield PlainName(*span, text[slice(*span)], "emergency-response", text[slice(*named[0])])
    for match in _BARE_RESPONSE.finditer(text, part.start, part.end) if named else ():
        yield PlainName(match.start(), match.end(), match[0], "emergency-response", text[slice(*named[0])])


def _event(text: str, floor: int, at: int) -> int:
    """Where the event's name begins: 重大突发|公共卫生事件."""
    for word in _BEFORE_EVENT:
        if text.endswith(word, floor, at):
            at -= len(word)
    return at


# 以“…”为主题举办技能讲座活动: the event bears its theme as its name.
_THEMED = re.compile(
    r"以[“‘](?P<theme>[^“”‘’\n。]{4,26})[”’]为(?:活动)?主题[，,]?(?:的)?[^，。；“”\n]{0,8}?(?:举行|举办|开展|组织|启动)了?"
    r"(?P<event>(?:(?!工作)[\u4e00-\u9fff]){2,12}?(?:活动|大赛|竞赛|比赛|论坛|展览|讲座|访谈)(?:活动)?)"
)


def _themed(scope: Scope) -> Iterator[PlainName]:
    for match in _THEMED.finditer(scope.text, scope.part.start, scope.part.end):
        name = f"“{''.join(match['theme'].split())}”{match['event']}"
        yield PlainName(match.start("event"), match.end("event"), name, "themed-event", match["theme"])
        for start in _places(scope, match["event"]):
            if start > match.start("event"):
                yield PlainName(start, start + len(match["event"]), name, "themed-event", match["theme"])


# 关于实施稳岗阶段性支持政策的通知: what a title's document puts in force.
_PUT_IN_FORCE = re.compile(
    r"(?:采取|实施|实行|推行|开展|启动)(?P<name>(?:(?![和及与的在对为将])[\u4e00-\u9fff\d]){5,18}?(?:政策|试点|活动|评选|竞赛|大赛))"
    r"(?!措施|体系|文件|解读|单位|地区)"
)


def _in_titles(scope: Scope) -> Iterator[PlainName]:
    """Names that a title carries out (…工程实施办法) or puts in force (关于实施…政策的通知)."""
    for policy in scope.mentions:
        if policy.kind is Kind.POLICY:
            yield from _carried_out(scope, policy)
            if policy.rule.startswith("own-title"):
                yield from _put_in_force(scope, policy)


def _carried_out(scope: Scope, policy: Mention) -> Iterator[PlainName]:
    # The pattern may begin anywhere; most titles hold no word that it ends in.
    is_told = any(scope.text.find(head, policy.start, policy.end) >= 0 for head in ("工程", "计划", "制度"))
    match = _CARRIED_OUT.search(scope.text, policy.start, policy.end + 1) if is_told else None
    if match is None:
        return
    opening = scope.beginning_in(match.start(), match.start() + 1)
    place = max((mention.end for mention in opening if mention.kind is Kind.REGION), default=0)
    begin = place if match.start() < place < match.end() - 6 else match.start()
    yield PlainName(begin, match.end(), scope.text[begin : match.end()], "title-name")


def _put_in_force(scope: Scope, policy: Mention) -> Iterator[PlainName]:
    for match in _PUT_IN_FORCE.finditer(scope.text, policy.start, policy.end):
        for start in _places(scope, match["name"]):
            yield PlainName(start, start + len(match["name"]), match["name"], "title-name")


def _places(scope: Scope, name: str) -> Iterator[int]:
    """Where a name stands in the part."""
    for match in re.finditer(re.escape(name), scope.text[scope.part.start : scope.part.end]):
        yield scope.part.start + match.start()


def _themes(scope: Scope) -> Iterator[PlainName]:
    """A reform that a leading group is named for, or that the text keeps coming back to, wherever it is printed."""
    text = scope.text
    if "改革" not in text:
        return
    names = {m[1] for m in _LEADING_GROUP.finditer(text)} if _REFORM_LED.search(text) else set()
    names = {name for name in names if "的" not in name}  # 由董事长任组长的|改革领导小组
    names |= {m[1] for m in _PUSHED.finditer(text) if text.count(m[1]) >= 5}
    cores = {_PUSHING.sub("", _NOT_CORE.sub("", name)) for name in names}
    for core in sorted((core for core in cores if len(core) >= 8), key=len)[:1]:
        for start in _places(scope, core):
            yield PlainName(start, start + len(core), core, "theme-reform")
