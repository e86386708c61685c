"""CARRIES_OUT told by a plan's division of labour: 责任单位：甲、乙; 由甲牵头; a table of tasks and lead units."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from graph.elements import BODIES, Kind, LinkKind
from graph.extraction.found import FoundLink
from graph.extraction.links.deed_verbs import deeds
from graph.extraction.links.subject_phrases import CLAUSE_END
from graph.extraction.mention_groups import MentionsByPlace, coordinated
from graph.extraction.scope import Mention, Scope
from graph.extraction.word_pattern import AnchoredPattern, WordPattern
from ingest.document import Span

# Units that only help (配合单位, 参与单位) do not carry the task out.
_LABEL = re.compile(
    r"(?P<role>(?:牵头|主要)?责任(?:单位|部门)|(?:牵头|主责|实施|承办|主办|负责)(?:单位|部门))\s*[:：]\s*"
)
_COLON = WordPattern(dict.fromkeys(("单位", "部门"), r"\s*[:：]"))
_HELPERS = re.compile(r"(?:配合|协助|参与|协办|参加|指导|支持)(?:单位|部门)?\s*[:：]")
_STRETCH = re.compile(r"(?:[^；;。\n（）()]|[（(][^（）()\n]*[）)])*")
# （省教育厅、省财政厅按职责分工负责）, 由省教育厅牵头，省财政厅配合。
_DUTY = re.compile(
    r"(?:等)?(?:部门|单位)?(?:共同|联合|分别|具体|总?体|统筹|按照?(?:各自)?职责(?:分工)?)*(?P<role>牵头|负责|落实|组织实施|共同推进|建设|承建|运营|承办|主办)"
)
_ROLE = re.compile(r"牵头|负责|落实|组织实施|共同推进|建设|承建|运营|承办|主办")
# 市委优化办: an item that only begins with a body's name is another body.
_FILLS_ITEM = re.compile(r"\s|[^\w]|$|[和与及等按]|牵头|负责|配合|分别|各自|会同|为|具体|[一二三四五六七八九十\d]")
_MOST_HELPERS = 3
_HELP = re.compile(r"(?:等)?(?:部门|单位)?(?:共同|协同|具体|密切|积极)*(?:配合|协助|参与)")
_OPENS_DUTY = re.compile(r"(?:[（(]|(?:^|(?<=[。；\n]))(?:此项工作|该项工作|本项工作|以上工作)?由)$")
_ITEM = re.compile(
    r"(?:[（(][一二三四五六七八九十\d]+[）)]|[一二三四五六七八九十\d]+[、.．]|第[一二三四五六七八九十\d]+[条项])"
)
_TABLE = re.compile(
    r"[^\n。：:]{0,20}(?:任务|项目|事项|内容|工作)[^\n。：:]{0,10}(?:牵头|责任|主责|承办)(?:单位|部门)[^\n。：:]{0,30}\n"
)
_LEADS = ("牵头", "责任", "主责", "承办")
_LEAD_COLUMN = AnchoredPattern(rf"(?:{'|'.join(_LEADS)})(?:单位|部门)[^\n。：:]{{0,30}}\n", _LEADS)
_ROW = re.compile(r"[^\n]+")
# Behind the initiative its sentence ends: 建设。, 等活动（…
_CLOSES = re.compile(r"(?:[、和及与]?[“‘][^”’]{1,20}[”’][^，。；\n“]{0,8})*[^，；。\n]{0,12}(?:[。；\n（(:：]|$)")
# “入户”行动、|退役军人|“归乡”行动: between two of a list.
_LISTED = re.compile(r"(?:、|以?及|[和与]|(?<=”))[^，。；、“”]{0,10}")
_MEANS = frozenset({"通过", "依托", "利用", "运用", "使用"})
_LONGEST_ITEM = 1500
_MOST_AGENTS = 8
_LONGEST_QUOTE = 200


def find_duty_links(scope: Scope, sentences: Sequence[Span]) -> list[FoundLink]:
    """CARRIES_OUT links of the part's division of labour."""
    initiatives = MentionsByPlace.of(scope, Kind.INITIATIVE)
    if not initiatives.all:
        return []
    bodies = MentionsByPlace.of(scope, *BODIES)
    labelled = _labelled(scope, initiatives, bodies)
    said = _said(scope, sentences, initiatives, bodies)
    return [*labelled, *said, *_tabled(scope, initiatives, bodies)]


def _labelled(scope: Scope, initiatives: MentionsByPlace, bodies: MentionsByPlace) -> Iterator[FoundLink]:
    """责任单位：省总工会、省教育厅 behind or below an item."""
    text = scope.text
    floor = scope.part.start
    for label in (
        _LABEL.finditer(text, scope.part.start, scope.part.end) if _COLON.search(text, floor, scope.part.end) else ()
    ):
        stretch = _STRETCH.match(text, label.end(), scope.part.end)
        stop = stretch.end() if stretch else label.end()
        helpers = _HELPERS.search(text, label.end(), stop)
        named = bodies.inside(label.end(), helpers.start() if helpers else stop)
        agents = [body for body in named if _FILLS_ITEM.match(text, body.end)]
        yield from _links(agents, _tasks(text, floor, label.start(), initiatives), label.group("role"))
        floor = stop if text[stop : stop + 1] not in {"；", ";"} else floor


def _said(
    scope: Scope, sentences: Sequence[Span], initiatives: MentionsByPlace, bodies: MentionsByPlace
) -> Iterator[FoundLink]:
    """由省教育厅牵头，…。 as a sentence of its own, and （省教育厅、省财政厅负责）."""
    text = scope.text
    for sentence, named in bodies.by_sentence(sentences):
        if not _ROLE.search(text, *sentence):
            continue
        runs = coordinated(text, named)
        for duty in _DUTY.finditer(text, *sentence):
            run = next((run for run in runs if run[-1].end == duty.start()), None)
            if run is None:
                continue
            before = text[max(scope.part.start, run[0].start - 8) : run[0].start]
            if _OPENS_DUTY.search(before):
                tasks = _tasks(text, scope.part.start, run[0].start - 1, initiatives)
                yield from _links(run, tasks, duty.group("role"))
                if before.endswith("由"):  # in brackets behind each point, helping is everybody's
                    yield from _links(_helping(text, duty.end(), runs), tasks, "配合")
                break


def _helping(text: str, end: int, runs: Sequence[Sequence[Mention]]) -> Sequence[Mention]:
    """Who stands right behind 牵头 with 配合: 由甲牵头，乙、丙配合."""
    run = next((run for run in runs if run[0].start >= end), None)
    is_next = run is not None and re.fullmatch(r"[，、；]", text[end : run[0].start]) is not None
    is_named = run is not None and len(run) <= _MOST_HELPERS  # a long list of them is a formula
    return run if run and is_next and is_named and _HELP.match(text, run[-1].end) else ()


def _tabled(scope: Scope, initiatives: MentionsByPlace, bodies: MentionsByPlace) -> Iterator[FoundLink]:
    """Rows of a table whose header has 任务 and 牵头单位: an initiative and, right behind it, who leads."""
    text = scope.text
    for column in _LEAD_COLUMN.finditer(text, scope.part.start, scope.part.end):
        line = max(text.rfind("\n", 0, column.start()) + 1, scope.part.start)
        header = _TABLE.search(text, line, column.end())
        if header is None:
            continue
        role = "牵头单位" if "牵头" in header.group() else "责任单位"
        for row in _ROW.finditer(text, header.end(), scope.part.end):
            tasks = initiatives.inside(*row.span())[:1]
            runs = coordinated(text, bodies.inside(tasks[0].end, row.end())) if tasks else []
            if runs and not text[tasks[0].end : runs[0][0].start].strip():
                yield from _links(runs[0], tasks, role)


def _tasks(text: str, floor: int, end: int, initiatives: MentionsByPlace) -> list[Mention]:
    """The initiatives that an item is about: those of its heading, else of the sentence before the duty."""
    start = _item_start(text, max(floor, end - _LONGEST_ITEM), end)
    first = re.compile(r"[。\n]").search(text, start, end)
    heading = initiatives.inside(start, first.end() if first else end)
    if heading:
        return _done(text, start, heading)
    before = start + len(text[start:end].rstrip("（(。；\n "))  # …计划。（责任单位：…）
    last = max(text.rfind("。", start, before), text.rfind("\n", start, before)) + 1
    last = max(last, start)
    return _done(text, last, initiatives.inside(last, end))


def _done(text: str, start: int, tasks: Sequence[Mention]) -> list[Mention]:
    """The initiatives that their item is about: the last of a clause, and those listed before it."""
    done: list[Mention] = []
    for task in reversed(tasks):
        is_last = _CLOSES.match(text, task.end) is not None
        is_listed = bool(done) and _LISTED.fullmatch(text, task.end, done[0].start) is not None
        if (is_last or is_listed) and _is_done(text, start, task):
            done.insert(0, task)
    return done


def _is_done(text: str, start: int, task: Mention) -> bool:
    """Whether the initiative opens its item or is the object of a verb of carrying out.

    What a clause among others sets up or uses (设立某资金，按照…) is not the whole item that the units answer for.
    """
    clauses = list(CLAUSE_END.finditer(text, start, task.start))
    clause = clauses[-1].end() if clauses else start
    numbered = _ITEM.match(text, clause)
    clause = numbered.end() if numbered else clause
    if clause >= task.start:
        return True
    verbs = [found.group() for found in deeds().carries_out.finditer(text, clause, task.start)]
    return bool(verbs) and verbs[-1] not in _MEANS


def _item_start(text: str, floor: int, end: int) -> int:
    """Start of the numbered item that holds `end`, else of its paragraph."""
    line = text.rfind("\n", floor, end) + 1 or floor
    start = line
    while start > floor and not _ITEM.match(text, start):
        start = text.rfind("\n", floor, start - 1) + 1 or floor
    return start if _ITEM.match(text, start) else line


def _links(agents: Sequence[Mention], tasks: Sequence[Mention], role: str) -> Iterator[FoundLink]:
    if len(agents) > _MOST_AGENTS:
        return  # everybody's duty is nobody's deed
    for task in tasks:
        for agent in agents:
            start = task.start if agent.end - task.start <= _LONGEST_QUOTE else agents[0].start
            yield FoundLink(LinkKind.CARRIES_OUT, agent, task, start, agent.end, "duty-of-body", 0.85, {"role": role})
