"""HOLDS_POST of reporters: the medium that stands before the cue, with the dateline's date."""

from __future__ import annotations

import re
from collections.abc import Iterator

from graph.elements import Kind, LinkKind
from graph.extraction.found import FoundLink
from graph.extraction.mention_groups import MentionsByPlace
from graph.extraction.people.posts import posts
from graph.extraction.scope import Mention, Scope

HARD_STOP = re.compile(r"[。！？；;\n《》“”\"]")
_DATELINE = re.compile(r"(\d{1,2}月\d{1,2}日)(?:电|讯|消息)?\s*[（(]")
# Between a medium and its bracket, where a line may end: 某日报讯\n（记者.
_WIRE = re.compile(r"^\s*(?:讯|消息|电)?\s*(?=[（(])")
# 本报长沙6月8日电（: the paper whose name stands at the head of the text.
_OWN_PAPER = re.compile(r"本报[一-鿿]{0,8}?(?P<date>\d{1,2}月\d{1,2}日)(?:电|讯)\s*[（(]\s*$")
_HEAD_LINES = 80


def reporter_links(scope: Scope, person: Mention, bodies: MentionsByPlace) -> Iterator[FoundLink]:
    """新华社北京2月3日电（记者 张三）, 某日报记者李四: the medium that stands before the cue."""
    if not person.rule.startswith("person-reporter"):
        return
    text, floor = scope.text, max(scope.part.start, person.start - 80)
    cues = list(posts().reporters.finditer(text, floor, person.start))
    if not cues or HARD_STOP.search(text[cues[-1].end() : person.start]):
        return
    cue = cues[-1]
    for other in reversed(cues[:-1]):
        media = [body for body in bodies.inside(other.end(), cue.start()) if body.kind is Kind.INSTITUTION]
        if media or re.search(r"[）)】\]]|  ", text[other.end() : cue.start()]):
            break  # another's credit: 编辑：甲  某日报讯（记者 乙）
        cue = other
    if re.search(r"[）)】\]]", text[cue.end() : person.start]):
        return
    media = [body for body in bodies.inside(floor, cue.start()) if body.kind is Kind.INSTITUTION]
    own = _OWN_PAPER.search(text, floor, cue.start()) if "记者" in cues[-1].group() else None
    paper = next((body for body in bodies.all if body.end <= _HEAD_LINES and body.name.endswith("报")), None)
    if own is not None and paper is not None and not any(body.end > own.start() for body in media):
        attrs = {"post": cues[-1].group().strip(" ：:\u3000"), "date": own["date"]}
        yield FoundLink(
            LinkKind.HOLDS_POST, person, paper, own.start(), person.end, "reporter-of-own-paper", 0.85, attrs
        )
        return
    if not media or HARD_STOP.search(_WIRE.sub("", text[media[-1].end : cue.start()])):
        return
    between = text[media[-1].end : cue.start()]
    dated = _DATELINE.search(between)
    if len(between) > 24 or not (
        dated
        or re.fullmatch(
            r"[\s（(]*(?:讯|消息|客户端|首席|见习|特约)?[\s（(]*|[一-鿿]{2,8}(?:讯|消息|电)[\s（(]*", between
        )
    ):
        return
    attrs = {"post": cues[-1].group().strip(" ：:\u3000")} | ({"date": dated.group(1)} if dated else {})
    yield FoundLink(
        LinkKind.HOLDS_POST, person, media[-1], media[-1].start, person.end, "reporter-of-medium", 0.95, attrs
    )
