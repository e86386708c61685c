"""Where a name of an initiative tells of no deed: in a title, in a question, as an example, as a demand."""

from __future__ import annotations

import re
from collections.abc import Sequence

from graph.elements import Kind
from graph.extraction.links.deed_verbs import deeds
from graph.extraction.mention_groups import MentionsByPlace
from graph.extraction.scope import Mention, Scope
from ingest.document import Span

# 青河市“暖流”行动实施方案: a line that only prints a title, wrapped at most once.
_ENDS_TITLE = re.compile(
    r"[^，。；：！？\n]*\n?[^，。；：！？\n]{0,16}(?:方案|细则|办法|措施|意见)[^\S\n]*"
    r"(?:[（(][^（）()\n]{2,20}[）)]\s*)?(?:\n|$)"
)
_SENTENCE_MARK = re.compile(r"[，。；：！？]")
_QUESTION = re.compile(r"[?？][”’」』》\"]*$")
# 以肯德基试点“无接触点餐”的门店为例.
_EXAMPLE = re.compile(r"[^，。；：]{0,24}为例")
# 系统在政务平台“青河办”上线: where something else goes online.
_HOSTING = re.compile(r"在[^，。；：]{0,40}$")
_GOES_ONLINE = re.compile(r"[^，。；：]{0,24}?(?:正式|同步|同时)?(?:上线|亮相)")
# 聚焦“三力”要求: somebody else demands it; 提出“三力”要求 is a deed.
_DEMAND = ("要求", "原则")
_MAKES = re.compile(r"(?:提出|明确|作出|制定|确立)了?$")
_LONGEST_TITLE = 80


def told_initiatives(scope: Scope, sentences: Sequence[Span]) -> MentionsByPlace:
    """The part's initiatives where the text may tell that somebody carries them out."""
    titles = MentionsByPlace.of(scope, Kind.POLICY)
    named = MentionsByPlace.of(scope, Kind.INITIATIVE)
    told = [
        one
        for sentence, held in named.by_sentence(sentences)
        if not _QUESTION.search(scope.text, *sentence)
        for one in held
        if not titles.covers(one) and _is_told(scope.text, sentence, one)
    ]
    return MentionsByPlace(told)


def _is_told(text: str, sentence: Span, one: Mention) -> bool:
    if _in_title_marks(text, sentence, one) or _in_title_line(text, one):
        return False
    if "以" in text[sentence.start : one.start] and _EXAMPLE.match(text, one.end):
        return False
    if _HOSTING.search(text, sentence.start, one.start) and _GOES_ONLINE.match(text, one.end, sentence.end):
        return False
    return not one.name.endswith(_DEMAND) or _MAKES.search(text, max(one.start - 4, 0), one.start) is not None


def _in_title_marks(text: str, sentence: Span, one: Mention) -> bool:
    """Whether it stands between 《 and 》."""
    opening = text.rfind("《", sentence.start, one.start)
    return opening > text.rfind("》", sentence.start, one.start) and "》" in text[one.end : sentence.end]


def _in_title_line(text: str, one: Mention) -> bool:
    """Whether its line is a title and nothing else."""
    line = text.rfind("\n", 0, one.start) + 1
    if one.end - line > _LONGEST_TITLE or _SENTENCE_MARK.search(text, line, one.start):
        return False
    is_headline = deeds().carries_out.search(text, line, one.start) is not None
    return not is_headline and _ENDS_TITLE.match(text, one.start) is not None
