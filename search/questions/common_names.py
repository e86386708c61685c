"""Names that a question may use as the common words that they are, or for another bearer than the one best known."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable

from graph.elements import Entity
from graph.titles import place_codes
from search.questions.spelling import common_subsequence
from search.wording.terms import compact, fold

_GENERIC = re.compile("(?:(?:工作|协调)*(?:领导)?小组|工作组|办公室|委员会|指挥部|联席会议|组委会|工作专班)(?:办公室)?")
"""Names that say nothing of their bearer."""
_COMMON = re.compile(
    "(?:市|县|区|省|州|人民)?政府|经开区|开发区|高新区|管委会|街道|社区|学校|医院|公司|集团|企业|工会|党委|中心|银行|协会|总部"
    "|平台|服务|活动|模式|制度|工程|行动|项目|措施|计划|机制|系统|工作|专栏|热线"
)
"""Common nouns, which stand for something else in each document although it calls one of its things so."""
_GENRE = re.compile(
    "(?:实施|若干|工作|行动|总体|具体|试行|暂行|管理|政策|紧急|补充|联合|有关|相关|重要)*"
    "(?:意见|方案|通知|计划|办法|条例|规划|规定|要点|决定|措施|细则|纲要|公告|批复|政策|规程|指南|指引|通告|标准|函)"
)


def is_genre(piece: str) -> bool:
    """Whether it is the word for a kind of paper (紧急通知) and no title."""
    return _GENRE.fullmatch(piece) is not None


def is_common(surface: str, marked: Collection[str]) -> bool:
    """Whether a short name (《通知》, “服务”) stands in the question as the common word that it is.

    marked: compact names that the question gives in marks.
    """
    return (is_genre(surface) or _COMMON.fullmatch(surface) is not None) and surface not in marked


def is_another(bearer: Entity, surface: str, topic: Iterable[str]) -> bool:
    """Whether a short name that many bear (领导小组) ends a longer one (培育行动领导小组) than its bearer has.

    topic: pieces of the question.
    """
    if not _GENERIC.fullmatch(surface):
        return False
    names = [compact(fold(name)) for name in (bearer.name, *bearer.aliases)]
    pieces = (compact(piece) for piece in topic)
    longer = (piece[: piece.find(surface) + len(surface)] for piece in pieces if surface in piece)
    return any(all(common_subsequence(whole, name) < len(whole) for name in names) for whole in longer)


def is_elsewhere(bearer: Entity, surface: str, named: Collection[Entity]) -> bool:
    """Whether such a name stands beside bodies and places of which none is of its bearer's place.

    named: those that the question names in full.
    """
    own = place_codes(bearer.name)
    generic = _GENERIC.fullmatch(surface) is not None
    return generic and bool(named) and not any(own & place_codes(entity.name) for entity in named)
