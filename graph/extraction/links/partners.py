"""Who does a deed together with its subject: 该会联合甲推行…, 与甲合办…, 甲与乙签约，合办…."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import pairwise

from graph.elements import BODIES
from graph.extraction.adverbials import JOINED_BY
from graph.extraction.links.subject_phrases import Subject, lead
from graph.extraction.scope import Mention
from ingest.document import Span

_WITH = re.compile(
    r"(?P<who>[^，。；：、“”]{0,8}?)(?:还|又|也|并|先后|同时|主动|积极|再次|首次|共同)*(?P<with>会同|联合|联手|携手|协同|牵手|与|同|和)\s*$"
)
# 推动甲与乙共建…: others are moved to it; 有关部门与甲: nobody named.
_NOBODY = re.compile(r"推动|鼓励|支持|引导|组织|促成|指导|督促|要求|各|有关|相关|职工|企业家|[的在对为将把等是]")
_AT_ONCE = re.compile(r"的|[，。；：]?$|[^，]{0,10}(?:负责人|主任|书记|主席|局长|厅长)")
_LONGEST_GAP = 30
# 甲联合乙印发某方案，开展…: they share the text, each does the deed.
_ISSUED = re.compile(r"[^，。；、]{0,8}?(?:印发|下发|出台|转发|制[定发]|发布|通知|公告|召开|部署)")
_AGREED = re.compile(r"(?:深度|密切|开展|签订|达成|建立)?[^，。；、]{0,6}(?:合作|协作|签约|携手|联手|协议)，")
_AND = re.compile(r"\s*(?:[和与同跟]|会同|联合|携手|联手)\s*")
_SHARE = re.compile(r"共同|联合|合作|一起|联手|携手|合办|共办|联办|共建|合建")
_SIDES = re.compile(rf"\s*(?:[与同]|{JOINED_BY})(?:位于.+的)?\s*")


def with_partners(
    text: str, clause: int, run: Sequence[Mention], verb: Span, implied: Callable[[int, int], Subject | None]
) -> Subject | None:
    """The subject of a clause that opens with 与甲, 联合甲 or 该会会同甲; None where the clause does not open so.

    implied: whom a place in the clause means as its subject; where that is nobody, those named act alone.
    """
    begin = clause + len(lead(text, clause, run[0].start))
    opening = _WITH.fullmatch(text, begin, run[0].start)
    if opening is None or run[0].kind not in BODIES or _NOBODY.search(opening["who"]):
        return None
    between = text[run[-1].end : verb.start]
    if len(between) > _LONGEST_GAP or _AT_ONCE.match(between or "…"):
        return None
    main = implied(begin, verb.start)
    is_main = main is not None and (main.end <= max(clause, begin) or main.start == begin)
    if main is None or not is_main or {agent.name for agent in main.agents} & {agent.name for agent in run}:
        return Subject(tuple(run), begin, run[-1].end, "subject-joined", 0.7)
    return replace(main, agents=(*main.agents, *run), end=run[-1].end, rule="subject-joined", partners=len(run))


def with_partner_of_opening(text: str, sentence: Span, runs: Sequence[Sequence[Mention]], opening: Subject) -> Subject:
    """与甲合作，…开展: what the sentence goes on to tell, those whom it opens with do too."""
    for run in runs[:1]:
        begin = sentence.start + len(lead(text, sentence.start, run[0].start))
        joins = _WITH.fullmatch(text, begin, run[0].start)
        if joins and not joins["who"] and run[0].kind in BODIES and _AGREED.match(text, run[-1].end):
            return replace(opening, agents=(*opening.agents, *run), rule="subject-joined", partners=len(run))
    return opening


def sides(text: str, subject: Subject) -> tuple[Sequence[Mention], Sequence[Mention]]:
    """The subject's agents on either side of 与, 联合, 会同; none on the second side when they act side by side."""
    agents = subject.agents
    if subject.rule == "initiative-by-body":
        return _sides_of_hosts(text, agents)
    if not subject.partners and _ISSUED.match(text, subject.end):
        return agents, ()
    if subject.partners:
        return agents[: -subject.partners], agents[-subject.partners :]
    for at, (one, other) in enumerate(pairwise(agents), 1):
        if one.end <= other.start and _SIDES.fullmatch(text, one.end, other.start):
            return agents[:at], agents[at:]
    return agents, ()


def _sides_of_hosts(text: str, agents: Sequence[Mention]) -> tuple[Sequence[Mention], Sequence[Mention]]:
    """由甲和乙、丙共同运营: the first with those behind 和; mere lists of hosts (由甲、乙主办) are on one side."""
    is_shared = agents and _SHARE.match(text, agents[-1].end)
    for at, (one, other) in enumerate(pairwise(agents), 1):
        if is_shared and one.end <= other.start and _AND.fullmatch(text, one.end, other.start):
            return agents[:at], agents[at:]
    return agents, ()
