"""CARRIES_OUT of those who host an event that another sentence names: 主办单位为甲, 甲主办此次大赛，乙承办."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from graph.elements import BODIES, LinkKind
from graph.extraction.found import FoundLink
from graph.extraction.links.occasions import is_event
from graph.extraction.links.subject_phrases import clause_start, lead
from graph.extraction.mention_groups import MentionsByPlace, named_most
from graph.extraction.scope import Mention
from ingest.document import Span

RULE = "host-of-event"
_SIGN = re.compile(r"主办|承办|协办|联办")
_LABEL = re.compile(r"(?:主办|承办|协办|联办)(?:单位|方|者|机构)(?:均?为|是|有|分别[为是]|包括)?[：:]?\s*")
_HOSTS_IT = re.compile(
    r"(?:等(?:\d+家)?(?:单位|部门)?)?(?:联合|共同|具体|负责)*(?:主办|承办|协办|联办|举办)了?"
    r"(?:(?:此次|本次|这次|该|这场|本届|这项)[^，。；]{0,8}?(?:赛|活动|论坛|班|展|会|周)?)?(?=[，。；]|$)"
)
_BY = re.compile(r"由\s*$")
# What a sentence calls the event by that it does not name.
_MEANT = re.compile(r"[此本这该]|大赛|竞赛|比赛|赛事|活动|论坛|培训班|展览|博览会")
_REACH = 800


def hosts_of_events(
    text: str, sentence: Span, runs: Sequence[Sequence[Mention]], events: MentionsByPlace
) -> Iterator[FoundLink]:
    """Who a sentence without an event of its own before them tells to host the one that the text is about."""
    if not runs or text.find("办", *sentence) < 0 or _SIGN.search(text, *sentence) is None:
        return
    for run in runs:
        labelled = _is_labelled(text, sentence, run)
        end = run[-1].end if labelled else _told_end(text, sentence, run)
        event = main_event(events, sentence, run[0].start, labelled=labelled) if end else None
        if event is not None:
            hosts = (body for body in run if body.kind in BODIES)
            yield from (FoundLink(LinkKind.CARRIES_OUT, host, event, run[0].start, end, RULE, 0.8) for host in hosts)


def events_of(initiatives: Sequence[Mention]) -> MentionsByPlace:
    """The initiatives that are events."""
    return MentionsByPlace([one for one in initiatives if is_event(one)])


def main_event(events: MentionsByPlace, sentence: Span, offset: int, *, labelled: bool) -> Mention | None:
    """The event named most often shortly before; one of the same sentence only for a label, which says nothing else."""
    own = events.inside(sentence.start, offset)
    if own:
        return own[-1] if labelled else None
    return named_most(events.inside(max(offset - _REACH, 0), offset))


def _is_labelled(text: str, sentence: Span, run: Sequence[Mention]) -> bool:
    return any(label.end() == run[0].start for label in _LABEL.finditer(text, sentence.start, run[0].start))


def _told_end(text: str, sentence: Span, run: Sequence[Mention]) -> int:
    """Where what makes the run hosts ends, 0 when nothing does."""
    begin = clause_start(text, sentence.start, run[0].start)
    opens = begin + len(lead(text, begin, run[0].start)) == run[0].start or _BY.search(text, begin, run[0].start)
    hosting = _HOSTS_IT.match(text, run[-1].end, sentence.end) if opens else None
    return hosting.end() if hosting and _MEANT.search(text, sentence.start, hosting.end()) else 0
