"""HOLDS_POST told by a roll: 组长：罗文  市人民政府副市长, a label for one name or several, each with its own post."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from graph.elements import LinkKind
from graph.extraction.found import FoundLink
from graph.extraction.links.members import is_group
from graph.extraction.links.posts_after import posts_listed
from graph.extraction.mention_groups import MentionsByPlace
from graph.extraction.people.names import NameReader
from graph.extraction.scope import Mention, Scope
from ingest.document import Span

# What somebody is in a group, before the colon that opens its row.
_LABEL = re.compile(
    r"(?<![\u4e00-\u9fff])(?P<post>(?:常务|第一|执行)?副?(?:组长|总?指挥长?|主任|主席|会长|召集人)|成员|组员|委员)[:：]\s*$"
)
# Between two names of one row: the first one's own posts.
_ROW = re.compile(r"[^。；：:]{0,60}")
_ANY_GROUP = re.compile(r"小组|指挥部|专班|委员会|联席会议|组委会")
_LONGEST_LABEL = 8
_REACH = 600  # characters from the group's name to the roll's first row


def roll_links(scope: Scope, people: Sequence[Mention], bodies: MentionsByPlace) -> Iterator[FoundLink]:
    """The posts of a roll's names, at their own bodies and, by the label of the row, in the group it is of."""
    reader = NameReader(scope)
    groups = MentionsByPlace([body for body in bodies.all if is_group(body) or body.name.endswith("委员会")])
    in_roll, label, before, group = False, None, scope.part.start, None
    for person in people:
        own = _label(scope, person)
        goes_on = own is not None or (label is not None and _goes_on(reader, before, person))
        if own is not None and label is None:
            group = _group(scope, groups, person)
        label = (own or label) if goes_on else None
        opens = in_roll or _is_labelled(person) or _opens_row(reader, person)
        rolled = list(_own_posts(scope, reader, person, bodies)) if opens else []
        in_roll, before = bool(rolled), person.end
        yield from rolled
        if label is not None and group is not None:
            attrs = {"post": label}
            span = Span(person.start - (len(label) + 1 if own else 0), person.end)
            yield FoundLink(LinkKind.HOLDS_POST, person, group, *span, "post-in-roll", 0.85, attrs)


def _is_labelled(person: Mention) -> bool:
    return person.rule == "person-after-label"


def _opens_row(reader: NameReader, person: Mention) -> bool:
    """罗文  省总工会基层工作部部长: a name that opens a line, its post behind a gap."""
    return reader.text[person.start - 1 : person.start] in {"", "\n"} and reader.is_gap(person.end)


def _label(scope: Scope, person: Mention) -> str | None:
    """组长, 成员 before the colon that opens the row of this name."""
    start = max(scope.part.start, person.start - _LONGEST_LABEL)
    label = _LABEL.search(scope.text, start, person.start)
    return label["post"] if label else None


def _goes_on(reader: NameReader, end: int, person: Mention) -> bool:
    """Whether nothing but posts stands between two names, the second behind a gap, a line's end or 、."""
    behind = reader.text[person.start - 1] in "、\n）)，" or reader.is_gap(person.start)
    return behind and _ROW.fullmatch(reader.text, end, person.start) is not None


def _group(scope: Scope, groups: MentionsByPlace, person: Mention) -> Mention | None:
    """The group spoken of last before the roll; none where that one has no name of its own (成立联合领导小组)."""
    group = groups.last_before(person.start)
    if group is None or person.start - group.end > _REACH:
        return None
    is_so_called = scope.text[group.end - 2 : group.end] == group.name[-2:]
    return group if is_so_called and not _ANY_GROUP.search(scope.text, group.end, person.start) else None


def _own_posts(scope: Scope, reader: NameReader, person: Mention, bodies: MentionsByPlace) -> Iterator[FoundLink]:
    """市人民政府副市长 behind the name and a gap; 常务副市长 behind another post."""
    near = bodies.inside(person.end, min(person.end + 40, reader.end))
    if not near or near[0].start != person.end or not reader.is_gap(person.end):
        return
    at = person.end + 1
    while at < reader.end and reader.text[at] not in "。；\n" and not reader.is_gap(at):
        at += 1
    yield from posts_listed(scope, Span(person.end, at), person, bodies, "post-in-roll")
