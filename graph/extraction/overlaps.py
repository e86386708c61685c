"""Which of two mentions of different kinds that lie over each other is kept."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from graph.elements import BODIES, SITED, Kind
from graph.extraction.scope import Mention, Scope

_OWNERS = {
    # kind -> kinds whose mention swallows one of that kind lying inside it (李辉劳模创新工作室 is no person).
    Kind.REGION: BODIES | {Kind.POLICY, Kind.INITIATIVE},
    Kind.PERSON: BODIES | {Kind.POLICY, Kind.INITIATIVE, Kind.REGION},
    Kind.INITIATIVE: BODIES,
    Kind.AGENCY: frozenset({Kind.INITIATIVE}),
    Kind.ENTERPRISE: frozenset({Kind.INITIATIVE}),
    Kind.INSTITUTION: frozenset({Kind.INITIATIVE}),
    Kind.POLICY: frozenset[Kind](),
}
# Last words of the titles of documents, and the longest that may follow them in what is printed (的通知》).
_DOCUMENT_WORDS = frozenset({"措施", "政策", "办法", "意见", "细则", "方案"})
_NOTICE = 4


def resolve_overlaps(scope: Scope) -> list[Mention]:
    """Mentions of the scope that stand, sorted by start; of two that cross, the longer one stands.

    The home region stays even inside a body's name: 吉林省人民政府办公厅 is all that says where a notice applies.
    """
    people = {m.start: m.end for m in scope.mentions if m.kind is Kind.PERSON and m.rule == "person-after-post"}
    mentions = sorted((m for m in scope.mentions if not _begins_wrongly(m, people)), key=_by_place)
    kept, reach = list[Mention](), 0
    for index, mention in enumerate(mentions):
        meets = mention.start < reach or (index + 1 < len(mentions) and mentions[index + 1].start < mention.end)
        reach = max(reach, mention.end)
        owners = [other for other in _over(mentions, index) if _swallows(other, mention)] if meets else []
        if not owners:
            kept.append(mention)
            continue
        sited = all(owner.kind in SITED for owner in owners)
        named = any(owner.kind is Kind.PERSON for owner in owners)
        if (_is_home(scope, mention) and not named) or (sited and _ends_path(mention)):
            kept.append(mention)
    return kept


def _by_place(mention: Mention) -> tuple[int, int, str]:
    return mention.start, -mention.end, mention.kind


def _is_home(scope: Scope, mention: Mention) -> bool:
    return mention.kind is Kind.REGION and scope.region is not None and mention.name == scope.region.name


def _ends_path(mention: Mention) -> bool:
    """北安市 in 黑龙江省北安市…合作社: a path of places before a firm says by its last one where the firm lies."""
    forms = mention.attrs.get("aliases", ()) if mention.kind is Kind.REGION else ()
    in_full = mention.end - mention.start == len(mention.name)
    return in_full and any(len(form) > len(mention.name) for form in forms)


def _over(mentions: Sequence[Mention], index: int) -> Iterable[Mention]:
    """Other mentions that share a character with the one at `index`; those before it reach at most 200 back."""
    mention = mentions[index]
    for before in range(index - 1, -1, -1):
        other = mentions[before]
        if other.start < mention.start - 200:
            break
        if other.end > mention.start:
            yield other
    for after in range(index + 1, len(mentions)):
        if mentions[after].start >= mention.end:
            break
        yield mentions[after]


def _begins_wrongly(mention: Mention, people: Mapping[int, int]) -> bool:
    """Whether an agency's name was read from a person's on (主席某某任领导小组组长).

    people: start and end of those named behind a post.
    """
    return mention.kind is Kind.AGENCY and people.get(mention.start, mention.end) < mention.end


def _ends_title(policy: Mention, initiative: Mention) -> bool:
    """Whether a policy's title ends in the words: “控成本”若干措施 in 关于“控成本”的若干措施 is a document."""
    if policy.rule == "plan-title":
        return initiative.end == policy.end
    inside = policy.start <= initiative.start and initiative.end <= policy.end
    last = initiative.name[-2:]
    return inside and last in _DOCUMENT_WORDS and policy.name.endswith(last) and policy.end - initiative.end <= _NOTICE


def _fills(body: Mention, initiative: Mention) -> bool:
    """Whether an institution's name is all that an initiative's quotation marks hold: “罗文劳模创新工作室”."""
    if body.kind is not Kind.INSTITUTION or initiative.kind is not Kind.INITIATIVE:
        return False
    return (initiative.start, initiative.end) == (body.start - 1, body.end + 1)


def _swallows(owner: Mention, mention: Mention) -> bool:
    if _fills(owner, mention):
        return True
    if _fills(mention, owner):
        return False
    if owner.kind is Kind.POLICY and mention.kind is Kind.INITIATIVE and _ends_title(owner, mention):
        return True
    area = mention.kind is Kind.REGION and owner.rule == "region-park" and mention.rule != "region-park"
    inside = owner.start <= mention.start and mention.end <= owner.end
    longer = owner.end - owner.start > mention.end - mention.start
    if mention.kind is Kind.REGION and owner.kind is Kind.PERSON:
        return inside and longer  # 长春 in 毕长春
    if owner.kind not in _OWNERS[mention.kind] and not area:
        return False
    same = (owner.start, owner.end) == (mention.start, mention.end)
    if same and owner.rule == "institution-quoted":
        return True  # “匠心”工作室联盟: its last word says that it is a body
    if same:
        # Two readings of one name: the earlier stage knows better, but for a person, who always gives way.
        return mention.kind in {Kind.PERSON, Kind.REGION} or mention.kind not in _OWNERS[owner.kind]
    return inside or (longer and owner.kind is not Kind.POLICY)
