"""Page furniture: page numbers, running heads, rules, a web page's buttons. Whole lines that are dropped."""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from functools import cache
from importlib.resources import files

from ingest.lines import SQUEEZE, Line

LONGEST = 40
"""Characters of the longest running head or foot that is recognised."""
_ENDS_SENTENCE = re.compile(r"[。！？；：…!?;:][”’）】》」』\"')]*\Z")
_NUMBER = re.compile(r"\d+")


class _Table:
    """furniture.toml, compiled."""

    def __init__(self) -> None:
        table = tomllib.loads(files("ingest").joinpath("furniture.toml").read_text("utf-8"))
        self.page = re.compile("|".join(f"(?:{p})" for p in table["page"]["patterns"]), re.IGNORECASE)
        self.rule = re.compile("|".join(f"(?:{p})" for p in table["page"]["rules"]), re.IGNORECASE)
        self.alone = frozenset(table["web"]["alone"])
        self.companions = frozenset(table["web"]["companions"])
        names = "|".join(sorted(table["web"]["columns"], key=len, reverse=True))
        self.columns = re.compile(rf"(?:(?:{names})[｜|>＞]?)+(?=.{{8}})")


@cache
def _table() -> _Table:
    return _Table()


def columns_length(text: str) -> int:
    """Length of the names of a site's columns before a title: 首页｜通知公告."""
    match = _table().columns.match(text)
    return match.end() if match else 0


def without_furniture(lines: list[Line]) -> list[Line]:
    """The lines that belong to the text; the line after each gap is marked `after_furniture`."""
    dropped = _own_furniture(lines)
    dropped |= _bare_page_numbers(lines, dropped)
    dropped |= _running_heads(lines, dropped)
    if not dropped:
        return lines
    kept: list[Line] = []
    pending, blank = False, 0
    for index, line in enumerate(lines):
        if index in dropped:
            pending, blank = True, max(blank, line.blank)
            continue
        if pending:
            line.after_furniture, line.blank = True, max(line.blank, blank)
        pending, blank = False, 0
        kept.append(line)
    return kept


def _own_furniture(lines: list[Line]) -> set[int]:
    """Lines that are furniture by what they are, and their companions beside them."""
    table = _table()
    found: set[int] = set()
    companions: list[int] = []
    for index, line in enumerate(lines):
        if len(line.text) > LONGEST and line.text[0] not in "-—–－─━═=_*~|":
            continue
        squeezed = SQUEEZE.sub("", line.text)
        if squeezed in table.alone or table.page.fullmatch(squeezed) or table.rule.fullmatch(squeezed):
            found.add(index)
        elif squeezed in table.companions:
            companions.append(index)
    for indexes in (companions, companions[::-1]):
        for index in indexes:
            if index - 1 in found or index + 1 in found:
                found.add(index)
    return found


def _bare_page_numbers(lines: list[Line], dropped: set[int]) -> set[int]:
    """Lines of digits alone that count up one by one through the document, far enough apart to be pages."""
    numbers = [
        (index, int(line.text))
        for index, line in enumerate(lines)
        if index not in dropped and len(line.text) <= 4 and line.text.isascii() and line.text.isdigit()
    ]
    numbers = [(index, number) for index, number in numbers if number < 2000]
    run: list[int] = []
    best: list[int] = []
    last = (-100, -1)
    for index, number in numbers:
        if number == last[1] + 1 and index - last[0] > 5:
            run.append(index)
        else:
            run = [index]
        last = (index, number)
        best = run if len(run) > len(best) else best
    return set(best) if len(best) >= 3 else set()


def _running_heads(lines: list[Line], dropped: set[int]) -> set[int]:
    """Short lines that come back beside page breaks, or that cut sentences in two, twice at least."""
    shapes: dict[int, str] = {}
    for index, line in enumerate(lines):
        if index not in dropped and len(line.text) <= LONGEST and not _ENDS_SENTENCE.search(line.text):
            shapes[index] = _NUMBER.sub("0", SQUEEZE.sub("", line.text))
    counts = Counter(shapes.values())
    repeated = [index for index, shape in shapes.items() if counts[shape] > 1]
    evidence: Counter[str] = Counter()
    for index in repeated:
        if _beside_page_break(lines, index, dropped) or _cuts_sentence(lines, index):
            evidence[shapes[index]] += 1
    running = {shape for shape, seen in evidence.items() if seen >= 2 and seen * 3 >= counts[shape] * 2}
    return {index for index in repeated if shapes[index] in running}


def _beside_page_break(lines: list[Line], index: int, dropped: set[int]) -> bool:
    """A page number (not just any furniture) stands beside the line, or a form feed before it."""
    page = _table().page
    near = [other for other in (index - 1, index + 1) if other in dropped]
    return lines[index].after_furniture or any(page.fullmatch(SQUEEZE.sub("", lines[o].text)) for o in near)


def _cuts_sentence(lines: list[Line], index: int) -> bool:
    """The line before is running text without an end, and so is the line after without a beginning."""
    if index == 0 or index + 1 == len(lines):
        return False
    before, after = lines[index - 1].text, lines[index + 1].text
    return len(before) >= 15 and "，" in before + after and not _ENDS_SENTENCE.search(before) and len(after) > 10
