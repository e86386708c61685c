"""What can be seen of a body or place and an initiative that it may carry out: measures, yes or no, with names."""

from __future__ import annotations

import re
from collections.abc import Iterator

from graph.elements import BODIES, Kind
from graph.extraction.links.deed_pairs import DeedPairs, Pair
from graph.extraction.links.deed_subjects import CENTRE, THEMES, is_aside_opening, is_said, others_act, says_no_deed
from graph.extraction.links.deed_verbs import deeds
from graph.extraction.links.subject_phrases import (
    clause_start,
    is_no_subject,
    is_of_other,
    lead,
    opens_with_verb,
)
from ingest.document import Span

_MODAL = re.compile("[将要拟应须可]")
_MUST = re.compile("[^，]{0,6}?[要应须](?!用)")
_PAUSE = re.compile("[，；：。]")
_MEANS = frozenset({"通过", "依托", "利用", "运用", "使用", "采用", "用好"})
# “甲”系统上线, “甲”平台已在某市应用.
_MADE = re.compile(
    r"[^，。；：]{0,8}?(?:上线|启用|开通|启动|投用|应用|推广|运行|推出|落地|建成|成立|开展|实施|举[行办]|发车|诞生|亮相|正式|全面)"
)
_OWN = re.compile(r"(?:的|自主|首[个款创])[^，。]{0,6}$")
_FRAMES = ("的", "以", "按照", "根据", "在", "为", "向", "对", "从")
_NUMBERED = re.compile(r"[两三四五六七八九十几数\d]+(?:多|余)?[家间所](?:[\u4e00-\u9fff])")
_AHEAD = 8
_BEFORE_AGENT = {
    "from": re.compile("(?:从|据|自)$"),
    "in": re.compile("在$"),
    "by": re.compile("由$"),
    "to": re.compile("(?:[对向给为与同跟和往赴到至]|支援|驰援|援助|感谢|服务|助力|支持|帮助)$"),
    "of": re.compile("的$"),
    "press-of": re.compile("来源：?|责任单位|责编|记者|（$"),
}
_BEHIND_AGENT = {
    "dateline": re.compile(r"\d+月\d+日(?:电|讯)"),
    "press": re.compile(r"[^，。]{0,4}(?:记者|讯|消息|客户端|网(?!上)|时间)"),
    "source": re.compile("获悉|了解到|获知|得知|介绍|消息"),
    "owner": re.compile(r"的|各|有关|相关|\d|市民|居民|企业|地区|参保|网站|辖区|境内"),
    "leads": re.compile(
        "[^，。；]{0,6}(?:书记|主任|局长|主席|县长|市长|区长|行长|经理|负责人|院长|校长|处长|科长|司长)"
    ),
    "will": re.compile("将|要|拟|应|须|需"),
}
_CENTRAL = ("国家", "中华人民共和国", "国务院", "中共中央", "中国")


def measures(pairs: DeedPairs, pair: Pair) -> Iterator[str]:
    """The names of all that holds of the pair, known to the model or not, first what speaks against it."""
    yield f"role={pair.role}"
    yield from _clauses_between(pairs, pair)
    yield from _in_sentence(pairs, pair) if pair.back == 0 else _across(pairs, pair)
    yield from _of_agent(pairs, pair)
    yield from _standing(pairs, pair)
    yield from _of_initiative(pairs, pair)
    yield from _of_names(pairs, pair)


def _standing(pairs: DeedPairs, pair: Pair) -> Iterator[str]:
    """How the two stand to each other, alone and together with how the part speaks."""
    role, deed, telling = pair.role, _deed(pairs, pair), pair.telling
    manner = "told" if pairs.is_told else "set"
    before = pairs.agents.inside(telling.sentence.start, telling.row.start)
    is_alone = all(agent.name == pair.agent.name for agent in before)
    yield f"deed={deed}"
    yield f"{role}+{deed}"
    yield f"{role}+{manner}"
    yield f"{deed}+{manner}"
    yield f"{deed}+{'quoted' if pairs.text[telling.row.start] in '“‘' else 'plain'}"
    yield f"{role}+{'alone' if is_alone else 'among-others'}"
    yield f"{role}+{pair.agent.kind.value}"
    if _MODAL.search(pairs.text, telling.clause, telling.row.start):
        yield f"{role}+modal"
    if pair.agent.kind in BODIES and pair.agent.name in pairs.titled:
        yield f"{role}+titled-body"
    if pairs.often[pair.agent.name] == pairs.most:
        yield f"{role}+most"


def _deed(pairs: DeedPairs, pair: Pair) -> str:
    """What the clause says of the initiative, behind the agent where that stands in it."""
    text, row, start = pairs.text, pair.telling.row, pair.telling.clause
    if pair.back == 0 and start <= pair.agent.end <= row.start:
        start = pair.agent.end
    before = text[start : row.start].rstrip("“‘").removesuffix("了")
    verbs = list(deeds().carries_out.finditer(before))
    if _MADE.match(text[row.end : row.end + 16].lstrip("”’")):
        return "done-behind"
    if verbs and verbs[-1].group() in _MEANS:
        return "means"
    if verbs:
        return "verb-adjacent" if verbs[-1].end() == len(before) else "verb-near"
    if not before:
        return "none"
    if _OWN.search(before):
        return "own"
    return f"frame-{before[-1]}" if before.endswith(_FRAMES) else "other"


# 倡导纳税人采取“某某”方式, 要求各地实行“某某”制度: who is moved to it does it.
_MOVES_OTHERS = re.compile(
    r"要求(?!的)|呼吁|号召|倡议(?!书)"
    r"|(?:倡导|提倡|督促|动员|鼓励|提醒)(?:广大|各类?|全市|辖区|相关|有关|当地)*[\u4e00-\u9fff]{0,6}?"
    r"(?:企业|单位|学校|机构|协会|商户|商家|门店|纳税人|用户|群众|居民|市民|职工|员工|学生|农户|他们)"
)


def _clauses_between(pairs: DeedPairs, pair: Pair) -> Iterator[str]:
    """What the clauses from the agent to the initiative say against it."""
    text, telling = pairs.text, pair.telling
    if pair.agent.end > telling.row.start:
        return
    after = max(pair.agent.end, telling.sentence.start)
    clause = telling.clause
    is_elsewhere = after < clause or pair.back > 0
    if is_elsewhere and (others_act(text, max(after - 1, telling.sentence.start), clause + 1) or _counted(pairs, pair)):
        yield "others-act"
    if is_said(text, after, clause, telling.row.start):
        yield "said-between"
    if _MOVES_OTHERS.search(text, after, telling.row.start):
        yield "moves-others"
    if says_no_deed(text[max(clause, after) : telling.row.start].rstrip("“‘")):
        yield "no-deed"
    if is_aside_opening(text, max(clause, after), telling.row.start):
        yield "aside"


def _counted(pairs: DeedPairs, pair: Pair) -> bool:
    """Whether the initiative's clause opens with others by their number (三间工作室联手…)."""
    begin, end = pair.telling.clause, pair.telling.row.start
    return _NUMBERED.match(pairs.text, begin + len(lead(pairs.text, begin, end)), end) is not None


def _of_agent(pairs: DeedPairs, pair: Pair) -> Iterator[str]:
    """What stands around the agent, where it is named."""
    text, agent = pairs.text, pair.agent
    yield f"kind={agent.kind.value}"
    end = min(agent.end + 40, pairs.scope.part.end)
    rest, ahead = text[agent.end : end], text[max(agent.start - _AHEAD, 0) : agent.start]
    yield from (f"agent-{name}" for name, pattern in _BEHIND_AGENT.items() if pattern.match(rest))
    yield from (f"agent-{name}" for name, pattern in _BEFORE_AGENT.items() if pattern.search(ahead))
    if agent.kind is Kind.REGION and is_of_other(rest):
        yield "place-of-other"
    if is_no_subject(rest):
        yield "no-subject-form"
    if opens_with_verb(text, agent.end, end):
        yield "agent-does"
    if deeds().says.search(_PAUSE.split(rest)[0]):
        yield "agent-says"
    if agent.name.startswith(_CENTRAL):
        yield "central"
    if agent.name in CENTRE:
        yield "centre"


def _of_initiative(pairs: DeedPairs, pair: Pair) -> Iterator[str]:
    text, telling = pairs.text, pair.telling
    initiative = telling.initiative
    yield f"found-by={initiative.rule}"
    if initiative.name.endswith(THEMES):
        yield "campaign"
    others = {one.name for one in pairs.initiatives.inside(*telling.sentence)}
    yield f"initiatives={min(len(others), 4)}"
    if opens_with_verb(text, telling.clause, telling.row.start):
        yield "clause-opens-with-verb"
    if pairs.title.start <= initiative.start < pairs.title.end:
        yield "initiative-titled"
    often = sum(one.name == initiative.name for one in pairs.initiatives.all)
    yield f"initiative-often={min(often, 4)}"


def _of_names(pairs: DeedPairs, pair: Pair) -> Iterator[str]:
    """What the whole document shows of the agent."""
    name, home = pair.agent.name, pairs.scope.region
    opening = pair.telling.opening
    holds = {
        "titled": name in pairs.titled,
        "first": name in pairs.first,
        "issuer": name in pairs.issuers,
        "home": home is not None and home.name == name,
        "most": pairs.often[name] == pairs.most,
        "namesake": name[:2] == pair.telling.initiative.name.lstrip("“")[:2],
    }
    yield from (measure for measure, held in holds.items() if held)
    yield f"often={min(pairs.often[name], 4)}"
    yield f"agents={min(len(pairs.often) // 3, 4)}"
    yield f"genre={pairs.scope.document.genre.value}"
    if opening is None:
        yield "no-opening"
    else:
        is_it = any(agent.name == name for agent in opening.agents)
        yield f"opening={opening.rule if is_it else 'other'}"


def _in_sentence(pairs: DeedPairs, pair: Pair) -> Iterator[str]:
    """How far apart the two stand in their sentence."""
    telling, agent = pair.telling, pair.agent
    order = "before" if agent.start < telling.initiative.start else "behind"
    between = Span(*((agent.end, telling.row.start) if order == "before" else (telling.row.end, agent.start)))
    pauses = len(_PAUSE.findall(pairs.text, *between))
    yield f"pauses-{order}={min(pauses, 4)}"
    yield f"distance={min(max(between.end - between.start, 0) // 10, 6)}"
    yield f"agents-between={min(len(pairs.agents.inside(*between)), 3)}"
    named = pairs.agents.inside(*telling.sentence)
    if named[0].name == agent.name:
        yield "first-agent"
    before = [one for one in named if one.end <= telling.row.start]
    if before and before[-1].name == agent.name:
        yield "nearest-agent"
    if order == "behind" and pairs.text[telling.sentence.end - 1] not in "。！？；”":
        yield "behind-in-line"  # a row of a table
    if order == "behind" and pauses:
        yield "far-behind"
    if order == "before" and deeds().carries_out.search(pairs.text, *between):
        yield "verb-between"


def _across(pairs: DeedPairs, pair: Pair) -> Iterator[str]:
    """What lies between an agent of an earlier sentence and the initiative."""
    telling, text = pair.telling, pairs.text
    yield f"back={min(pair.back, 4)}"
    named = pairs.agents.inside(telling.sentence.start, telling.row.start)
    if named:
        yield "other-before"
    if deeds().says.search(_PAUSE.split(text[pair.agent.end : pair.agent.end + 40])[0]):
        yield "spoke-before"
    yield f"lines-between={min(text.count(chr(10), pair.agent.end, telling.initiative.start), 3)}"
    if _MUST.match(text, telling.clause, telling.row.start):
        yield "demanded"
    if opens_with_verb(text, telling.sentence.start, telling.sentence.end):
        yield "sentence-opens-with-verb"
    if clause_start(text, telling.sentence.start, telling.row.start) == telling.sentence.start:
        yield "in-first-clause"
