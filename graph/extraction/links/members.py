"""PART_OF told by sentences: the members of a group, its office and where that sits, what an owner has below it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import chain, pairwise

from graph.elements import Kind
from graph.extraction.found import FoundLink, part_of
from graph.extraction.mention_groups import MentionsByPlace, coordinated
from graph.extraction.scope import Mention, Scope
from ingest.document import Span

_GROUP_ENDS = ("小组", "指挥部", "联席会议", "专班", "协调机制", "联盟")
_GROUP_RULES = frozenset({"agency-group", "agency-of-contest"})
_OFFICE_ENDS = ("办公室", "办")
# 甲、乙等12家单位为成员单位; 甲、乙分管负责同志为成员.
_AS_MEMBERS = re.compile(
    r"\s*等?(?:\d+|[一二三四五六七八九十]+)?[个家]?(?:部门|单位)?(?:的?(?:分管|主要|有关|相关)*(?:负责同志|负责人|领导同志|领导))?"
    r"[为是任作]其?(?:组员|成员)(?:单位)?"
)
# 甲、乙等成员单位各司其职: members of the group that the part is about.
_SUCH_MEMBERS = re.compile(r"\s*等(?:\d+|[一二三四五六七八九十]+)?[个家]?成员(?:单位|部门)")
_MEMBERS_ARE = re.compile(r"(?:其)?(?:成员(?:单位|部门)?)(?:包括|有|为|由)?[：:]?")
# 由甲、乙等15家单位组成|领导小组; 领导小组由|甲、乙组成.
_COMPOSE = re.compile(
    r"\s*(?:、[一-鿿]{2,12}?){0,6}等?(?:\d+|[一二三四五六七八九十]+)?[多余]?[个家所间]?(?:部门|成员单位|单位|院校|高校|学校|企业|机构|工会|工作室)?"
    r"(?:的?(?:负责同志|负责人))?(?:共同|联合)?(?:组成|组建|成立)了?"
)
# 由丙牵头，甲、乙等单位参与的|联席会议, 由甲、乙参加的|协调机制.
_PARTAKE = re.compile(
    r"\s*等?(?:\d+|[一二三四五六七八九十]+)?[个家]?(?:有关|相关)?(?:部门|单位|成员单位)?(?:的?(?:负责同志|负责人))?(?:共同|联合|协同)?(?:参与|参加|配合|组成)的"
)
_LEADING = re.compile(r"(?:负责)?牵头(?:负责)?[，、](?:会同|联合)?")
_COMPOSED_OF = re.compile(r"(?:[（(][^（）()]{2,30}[）)])?由")
_THE_OFFICE = re.compile(
    r"(?:领导小组|协调小组|工作小组|小组|委员会|指挥部|联席会议|组委会|执委会)?(?:下设)?(?:的)?(?:办公室|秘书处)(?:[（(](?:以下|下)?简?称[^（）()]{2,12}[）)])?(?:均|暂)?(?:设(?:在|于)|挂靠(?:在)?)"
)
_ALLIANCES = ("联盟", "共同体", "联合体")
_FOUNDED = re.compile(r"(?:组建|成立|组成|发起|建立|共建)了?[^，。；]{0,8}$")
_TAKES_PART = re.compile(
    r"等?(?:\d+[家个])?(?:企业|单位|院校|学校|工作室)?(?:牵头|参加|参与|加入|联合|共同|携手|发起|组建|成立|组成|抱团)"
)
# 甲、乙加入某联盟; 甲当选某联盟|副理事长单位.
_JOINS = re.compile(r"(?:等[^，。；]{0,10})?(?:已|先后|分别|正式|首批|共同|率先|自愿|相继|也|还)*加入了?(?:了|到)?")
_BECOMES = re.compile(r"(?:等[^，。；]{0,10})?(?:先后|分别|也|还)*(?:当选|成为|担任|入选|是|为|作为|获批)(?:了|为)?")
_SEAT = re.compile(
    r"的?(?:首[批届任]|第[一二三四五六]届|新一届)?(?:共同)?(?:常务|常任|轮值)?(?:副)?(?:理事长|会长|理事|会员|成员|盟主|主席|牵头|发起|组长|秘书长)单位"
)
_AS_MEMBER_OF = re.compile(r"作为$")
_REACH = 400


def find_member_links(scope: Scope, sentences: Sequence[Span], bodies: MentionsByPlace) -> Iterator[FoundLink]:
    """PART_OF links of groups whose naming lies in an earlier clause or sentence."""
    groups = MentionsByPlace([body for body in bodies.all if is_group(body)])
    if not groups.all and not any(body.rule in _GROUP_RULES for body in bodies.all):
        return
    for sentence, _ in bodies.by_sentence(sentences):
        yield from _members(scope.text, sentence, bodies, groups)
        yield from _composed(scope.text, sentence, bodies, groups)
        yield from _taking_part(scope.text, sentence, bodies, groups)
        yield from _offices(scope.text, sentence, bodies, groups)
        yield from _teams(sentence, bodies)
        yield from _founders(scope.text, sentence, bodies, groups)
        yield from _joining(scope.text, sentence, bodies, groups)


def is_group(body: Mention) -> bool:
    by_rule = body.rule in _GROUP_RULES and not body.name.endswith(_OFFICE_ENDS)
    return by_rule or body.name.endswith(_GROUP_ENDS)


def _members(text: str, sentence: Span, bodies: MentionsByPlace, groups: MentionsByPlace) -> Iterator[FoundLink]:
    """甲、乙为成员单位, 成员单位：甲、乙: of the group named last."""
    if text.find("成员", *sentence) < 0 and text.find("组员", *sentence) < 0:
        return
    for run in coordinated(text, bodies.inside(*sentence)):
        behind = _AS_MEMBERS.match(text, run[-1].end, sentence.end)
        group = last_group(text, groups, run[0].start) if behind else None
        if behind and group is not None:
            for member in run:
                yield part_of(member, group, Span(run[0].start, behind.end()), "members-of-the-group", 0.85)
        such = _SUCH_MEMBERS.match(text, run[-1].end, sentence.end)
        group = last_group(text, groups, run[0].start) or _sole_group(groups, run[0].start) if such else None
        group = group or (_group_of_office(bodies, run[0].start) if such else None)
        if such and group is not None:
            for member in run:
                yield part_of(member, group, Span(run[0].start, such.end()), "members-of-the-group", 0.8)
    for label in _MEMBERS_ARE.finditer(text, *sentence):
        named = bodies.inside(label.end(), sentence.end)
        group = last_group(text, groups, label.start())
        if group is None or group.end == label.start() or not named or named[0].start != label.end():
            continue
        run = coordinated(text, named)[0]
        for member in run if len(run) > 1 else ():
            yield part_of(member, group, Span(label.start(), member.end), "members-of-the-group", 0.8)


def _group_of_office(bodies: MentionsByPlace, offset: int) -> Mention | None:
    """省产改办召开会议，甲、乙等成员单位参加: the group whose office is named last before the offset."""
    office = next((body for body in reversed(bodies.inside(0, offset)) if body.name.endswith("小组办公室")), None)
    if office is None or offset - office.end > _REACH:
        return None
    return replace(office, name=office.name.removesuffix("办公室"), key=None)


def _composed(text: str, sentence: Span, bodies: MentionsByPlace, groups: MentionsByPlace) -> Iterator[FoundLink]:
    """由甲、乙等15家单位组成领导小组, 领导小组由甲、乙组成: each is a member."""
    if text.find("组成", *sentence) < 0 and text.find("组建", *sentence) < 0:
        return
    for run in coordinated(text, bodies.inside(*sentence)):
        composed = _COMPOSE.match(text, run[-1].end, sentence.end) if len(run) > 1 else None
        if composed is None:
            continue
        group = groups.last_before(run[0].start)
        is_of = group is not None and _COMPOSED_OF.fullmatch(text, group.end, run[0].start)
        named = groups.inside(composed.end(), min(sentence.end, composed.end() + 40))
        if not is_of:
            group = named[0] if named and named[0].start <= composed.end() + 4 else None
        if group is None or text[run[0].start - 1 : run[0].start] != "由":
            continue
        for member in run:
            yield part_of(
                member, group, Span(run[0].start, max(composed.end(), group.end)), "members-of-the-group", 0.85
            )


def _taking_part(text: str, sentence: Span, bodies: MentionsByPlace, groups: MentionsByPlace) -> Iterator[FoundLink]:
    """由丙牵头，甲、乙参与的联席会议: who leads a group and who takes part in it are members."""
    if text.find("牵头", *sentence) < 0 or not groups.inside(*sentence):
        return
    runs = list(coordinated(text, bodies.inside(*sentence)))
    for leading, run in pairwise(runs):
        partake = _PARTAKE.match(text, run[-1].end, sentence.end)
        named = groups.inside(partake.end(), min(sentence.end, partake.end() + 40)) if partake else []
        if partake is None or not named or named[0].start > partake.end() + 4:
            continue
        if _LEADING.fullmatch(text, leading[-1].end, run[0].start):
            span = Span(leading[0].start, named[0].end)
            for member in (*leading, *run):
                yield part_of(member, named[0], span, "members-of-the-group", 0.85)


def _founders(text: str, sentence: Span, bodies: MentionsByPlace, groups: MentionsByPlace) -> Iterator[FoundLink]:
    """甲牵头，乙、丙参加，组建某联盟: firms and institutions that found an alliance are part of it."""
    for group in groups.inside(*sentence):
        founded = _FOUNDED.search(text, max(sentence.start, group.start - 16), group.start)
        if founded is None or not group.name.endswith(_ALLIANCES):
            continue
        for run in coordinated(text, _with_owners(bodies.inside(sentence.start, founded.start()))):
            if _TAKES_PART.match(text, run[-1].end, founded.end()):
                for member in (body for body in run if body.kind is not Kind.AGENCY):
                    yield part_of(member, group, Span(run[0].start, group.end), "founders-of-alliance", 0.8)


def _joining(text: str, sentence: Span, bodies: MentionsByPlace, groups: MentionsByPlace) -> Iterator[FoundLink]:
    """甲、乙加入某联盟; 甲当选某联盟理事长单位，乙为副理事长单位; 作为某联盟成员单位，甲…: members by their seats."""
    for group in groups.inside(*sentence) if text.find("联", *sentence) >= 0 else ():
        seat = _SEAT.match(text, group.end, sentence.end)
        runs = coordinated(text, bodies.inside(sentence.start, group.start))[-1:]
        joined = [run for run in runs if _takes_seat(text, run[-1].end, group.start, seat)]
        if seat is not None:
            behind = coordinated(text, bodies.inside(seat.end(), sentence.end))
            opens = _AS_MEMBER_OF.search(text, sentence.start, group.start) and text.startswith("，", seat.end())
            joined += [run for run in behind[:1] if opens and run[0].start == seat.end() + 1]
            joined += [run for run in behind if joined and _also_seated(text, run[-1].end, sentence.end)]
        for member in chain.from_iterable(joined):
            span = Span(min(member.start, group.start), max(member.end, group.end))
            yield part_of(member, group, span, "members-of-alliance", 0.8)


def _takes_seat(text: str, start: int, end: int, seat: re.Match[str] | None) -> bool:
    """Whether 加入 stands between a body and an alliance, or 当选 with the alliance's seat behind it."""
    becomes = _BECOMES.fullmatch(text, start, end) if seat is not None else None
    return (becomes or _JOINS.fullmatch(text, start, end)) is not None


def _also_seated(text: str, start: int, end: int) -> bool:
    """，乙为副理事长单位: whether a seat without the alliance's name follows."""
    becomes = _BECOMES.match(text, start, end)
    return becomes is not None and _SEAT.match(text, becomes.end(), end) is not None


def _with_owners(named: Sequence[Mention]) -> list[Mention]:
    """The bodies, each that stands right behind its owner's name (甲公司|乙工作室) from the owner's name on, as one."""
    joined: list[Mention] = []
    for body in named:
        if joined and joined[-1].end == body.start:
            joined[-1] = replace(body, start=joined[-1].start)
        else:
            joined.append(body)
    return joined


def _offices(text: str, sentence: Span, bodies: MentionsByPlace, groups: MentionsByPlace) -> Iterator[FoundLink]:
    """领导小组下设办公室，办公室设在省总工会: the office is part of its group and of the body where it sits."""
    if text.find("办公室", *sentence) < 0 and text.find("秘书处", *sentence) < 0:
        return
    for seat in _THE_OFFICE.finditer(text, *sentence):
        hosts = bodies.inside(seat.end(), sentence.end)
        if not hosts or hosts[0].start != seat.end():
            continue
        office = _office(text, seat, bodies, groups)
        if office is None:
            continue
        yield part_of(office, hosts[0], Span(seat.start(), hosts[0].end), "office-seated-at", 0.9)
        group = last_group(text, groups, seat.start() + 1)
        if group is not None and office.name == group.name + "办公室":
            yield part_of(office, group, Span(seat.start(), hosts[0].end), "office-of-the-group", 0.85)


def _teams(sentence: Span, bodies: MentionsByPlace) -> Iterator[FoundLink]:
    """领导小组办公室…下设综合组、宣传组: each team is part of the group or office that the sentence is about."""
    owner: Mention | None = None
    for body in bodies.inside(*sentence):
        if body.rule != "agency-team":
            owner = body if is_group(body) or body.rule.startswith("agency-group") else owner
            owner = body if body.rule == "body-short-form" and body.name.endswith(_OFFICE_ENDS) else owner
        elif owner is not None:
            yield part_of(body, owner, Span(owner.start, body.end), "team-of-group", 0.85)


def _office(text: str, seat: re.Match[str], bodies: MentionsByPlace, groups: MentionsByPlace) -> Mention | None:
    """The office named where the seat is told, else that of the group named last."""
    named = [b for b in bodies.inside(max(seat.start() - 60, 0), seat.end()) if b.end > seat.start()]
    named = [b for b in named if b.name.endswith(_OFFICE_ENDS)] or [
        b
        for b in bodies.inside(max(seat.start() - 60, 0), seat.start())
        if b.end == seat.start() and b.name[-1] == "办"
    ]
    if named:
        return named[-1]
    group = last_group(text, groups, seat.start() + 1)
    at = re.compile("办公室|秘书处").search(text, *seat.span())
    if group is None or at is None:
        return None
    start = group.start if group.end == at.start() else at.start()
    return Mention(Kind.AGENCY, start, at.end(), group.name + at.group(), "office-seated-at", 0.85)


def last_group(text: str, groups: MentionsByPlace, offset: int) -> Mention | None:
    """The group named last before the offset, in the same paragraph or close to it."""
    group = groups.last_before(offset)
    if group is None or offset - group.end > _REACH:
        return None
    return group if text.count("\n", group.end, max(offset, group.end)) <= 1 else None


def _sole_group(groups: MentionsByPlace, offset: int) -> Mention | None:
    """The group named before the offset, when the part has named no other by then."""
    before = [group for group in groups.all if group.end <= offset]
    return before[-1] if len({group.name for group in before}) == 1 else None
