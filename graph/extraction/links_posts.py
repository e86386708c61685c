"""HOLDS_POST: reads the posts printed beside a person and finds the body that each is held at."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from graph.elements import BODIES, Kind, LinkKind
from graph.extraction.found import FoundLink
from graph.extraction.links_members import is_group, last_group
from graph.extraction.mention_groups import MentionsByPlace
from graph.extraction.people_names import NameReader
from graph.extraction.posts import posts
from graph.extraction.scope import Mention, Scope
from ingest.document import Span

_REACH = 160
_HARD_STOP = re.compile(r"[。！？；;\n《》“”\"]")
_GAP = re.compile(r"[\s：:]*$")
_SEPARATOR = re.compile(r"[、，,]\s*$|兼(?:任)?\s*$|[（(]\s*$|\s+$")
_LEADS = re.compile(
    r"^(?:据|由|对|向|与|和|及|经|在|让|请|是|为|以及|同时|日前|近日|会上|其中|还有|包括|当天|随后|上[，,]|副?组长[：:]|成员[：:]|.{0,6}日[，,]?)+"
)
_APPOINTED = re.compile(r"(?:同志)?(?:兼任|担任|出任|就任|当选为?|被任命为|被选举为|被聘为|任(?!务|命|何|职)|为)")
_REMOVED = re.compile(r"(?:同志)?(?:的|所任)?")
_OPENED = re.compile(r"[（(]\s*")
_CLOSED = re.compile(r"[）)]")
_ENDS_POST = re.compile(r"[，。；\n]|职务")
_ITEM = re.compile(r"[^、，兼]+")
_POST_WORD = re.compile(r"[\u4e00-\u9fffA-Z（）()]{1,24}")
_POST_TEXT = re.compile(r"[\u4e00-\u9fffA-Z（）()\d]*")
_ANAPHOR = re.compile(
    r"(?:该|本|我)?(公司|集团|企业|工厂|合作社|学院|学校|医院|中心|院|校|厂)$|^该?(公司|集团|企业|工厂|合作社|学校|医院|学院|研究院|工作室|协会|商会)(?!院)"
)
_SPOKEN_OF = re.compile(r"^该(?:公司|集团|企业|厂|院|校|局)(?=.{2})")
_ITS_UNION = re.compile(r"(?:该|本)?(?:公司|集团|企业|厂)工会(?=.*主席)")
_DATELINE = re.compile(r"(\d{1,2}月\d{1,2}日)(?:电|讯|消息)?\s*[（(]")
_DEED = re.compile(r"(?<![主时])任|[了是在将被把]|会议|推出|召开|举行|发布|邀请|组织开展|作者|联系人|编辑")
_COMMITTEE = re.compile(r"(?:省|市|州|县|区|旗)?委(?:员会)?$|人民代表大会.*$|委员会$|纪律检查.*$|领导小组.*$|指挥部.*$")
_IN_GROUP = re.compile(r"(?:常务|第一|执行)?副?(?:组长|总?指挥长?|召集人)|成员")
_CHAIR = re.compile(r"(?:首任|第[一二三]届|工会|副)*(?:主席|会长|理事长|主任|副主席|副会长)")
_FOUNDED = re.compile(r"(?:日前|近日|正式)*(?:成立|换届|选举|召开|揭牌)")
# Between a medium and its bracket, where a line may end: 某日报讯\n（记者.
_WIRE = re.compile(r"^\s*(?:讯|消息|电)?\s*(?=[（(])")
_SHORT = 12


@dataclass(frozen=True, slots=True)
class _Post:
    """A post as printed, the body that stands before it, if any, and the clean offset where both begin."""

    title: str
    body: Mention | None
    start: int


def find_post_links(scope: Scope, sentences: Sequence[Span]) -> list[FoundLink]:
    """Posts of every person of the part."""
    people = [mention for mention in scope.mentions if mention.kind is Kind.PERSON]
    if not people:
        return []
    bodies = MentionsByPlace.of(scope, *BODIES)
    reader = NameReader(scope)
    held: dict[int, list[_Post]] = {}
    links: list[FoundLink] = []
    before: Mention | None = None
    together: list[Mention] = []
    in_roll = False
    for person in people:
        rolled = list(_posts_in_roll(reader, person, bodies, in_roll))
        in_roll = bool(rolled)
        if not rolled:
            held[person.start] = _posts_of(scope, person, bodies, before, held)
            links += _links(scope.text, person, held[person.start], "post-before-name")
            together = [*together, person] if _goes_on(scope.text, before, person, held) else [person]
            for holder in together:
                links += _posts_after(scope, holder, person, bodies)
            links += _reporters(scope, person, bodies)
        links += rolled
        before = person
    return links


def _posts_of(
    scope: Scope, person: Mention, bodies: MentionsByPlace, before: Mention | None, held: Mapping[int, list[_Post]]
) -> list[_Post]:
    """The posts printed before a name, or those of the name before it in a list."""
    shared = held.get(before.start, []) if before else []
    listed = _with_bodies(scope, _posts_before(scope, person, bodies, before), bodies, shared, before)
    if not listed and before is not None and _shares_post(scope, before, person):
        return shared
    return listed


def _links(text: str, person: Mention, listed: Sequence[_Post], rule: str) -> Iterator[FoundLink]:
    for post in listed:
        if post.body is None:
            continue
        implied = post.body.end < post.start or post.body.start > person.start
        near = person.start - 80 <= post.body.start < person.start
        near = near and not _HARD_STOP.search(text[post.body.start : person.start])
        start = post.body.start if near else min(post.start, person.start)
        yield FoundLink(
            LinkKind.HOLDS_POST,
            person,
            post.body,
            start,
            person.end,
            f"{rule}-implied-body" if implied else rule,
            0.75 if implied else 0.95,
            {"post": post.title},
        )


def _posts_before(scope: Scope, person: Mention, bodies: MentionsByPlace, before: Mention | None) -> list[_Post]:
    """Posts listed right before a name, outermost first; the list ends at the person named before."""
    text = scope.text
    floor = max(scope.part.start, person.start - _REACH, before.end if before else 0)
    end = person.start - len(_GAP.search(text[floor : person.start]).group())  # type: ignore[union-attr]
    found: list[_Post] = []
    while end > floor:
        post = _post_ending(text, floor, end, bodies)
        if post is None:
            break
        found.append(post)
        separator = _SEPARATOR.search(text[floor : post.start])
        if not separator:
            break
        end = floor + separator.start()
    return found[::-1]


def _post_ending(text: str, floor: int, end: int, bodies: MentionsByPlace) -> _Post | None:
    """The post that ends at `end`: a body and a title, else a bare title from the last separator on."""
    if posts().post_before(text, end, floor) is None:
        return None
    near = bodies.inside(floor, end)
    body = near[-1] if near else None
    if body is not None:
        title = text[body.end : end]
        if title and _POST_TEXT.fullmatch(title) and len(title) <= 24 and not _DEED.search(title):
            return _Post(title, body, body.start)
    start = _item_start(text, floor, end)
    title = text[start:end]
    lead = _LEADS.match(title)
    if lead and lead.end() < len(title):
        start, title = start + lead.end(), title[lead.end() :]
    return _Post(title, None, start) if 2 <= len(title) <= _SHORT and not _DEED.search(title) else None


def _item_start(text: str, floor: int, end: int) -> int:
    for at in range(end - 1, floor - 1, -1):
        if text[at] in '、，,；;。：:（(）)\n“”"《》！？ \u3000\xa0\t】[]【' or (text[at] == "兼" and at < end - 1):
            return at + 1
    return floor


def _with_bodies(
    scope: Scope, listed: Sequence[_Post], bodies: MentionsByPlace, shared: Sequence[_Post], before: Mention | None
) -> list[_Post]:
    """The posts with a body each: its own, the last one of the list, the previous person's, or an implied one."""
    result: list[_Post] = []
    current: Mention | None = None
    for index, post in enumerate(listed):
        body = post.body
        if body is None:
            own = _names_no_body(post.title)
            body = (
                (own and current) or (own and _inherited(scope, post, shared, before)) or _implied(scope, post, bodies)
            )
        if posts().governing.search(post.title):
            post, place = _without_place(scope, post)
            body = _government(scope, bodies, body, post, place)
        title = post.title if post.body is not None else _SPOKEN_OF.sub("", post.title)
        union = _union_of(post, body)
        result.append(union or _Post(title, body, listed[0].start if body is current and index else post.start))
        current = post.body or body or current
    return [post for post in result if post.body is not None]


def _union_of(post: _Post, body: Mention | None) -> _Post | None:
    """集团工会主席: the post is held at the union of the firm spoken of."""
    union = _ITS_UNION.match(post.title) if post.body is None and body is not None else None
    if union is None or body is None:
        return None
    named = Mention(Kind.AGENCY, post.start, post.start + union.end(), f"{body.name}工会", "agency-union", 0.8)
    return _Post(post.title[union.end() :], named, post.start)


def _names_no_body(title: str) -> bool:
    """Whether nothing but a department stands before the post (处长, 种植业处处长; not 应急管理厅副厅长)."""
    before = title
    for match in posts().bare.finditer(title):
        if match.end() == len(title):
            before = title[: match.start()]
            break
    return not before or before[-1] in "司处科室部股组队"


def _governs(body: Mention) -> bool:
    return body.name.endswith("政府") or body.name == "国务院"


def _without_place(scope: Scope, post: _Post) -> tuple[_Post, str | None]:
    """A governor's post without the place printed before it (郑州市市长, 重庆市长), and that place's name."""
    for place in scope.mentions:
        if place.kind is Kind.REGION and place.start == post.start and place.end < post.start + len(post.title):
            length = place.end - place.start
            shared = not posts().governing.search(post.title[length:])
            return _Post(post.title[length - shared :], post.body, post.start), place.name
    return post, None


def _government(
    scope: Scope, bodies: MentionsByPlace, body: Mention | None, post: _Post, printed: str | None
) -> Mention | None:
    """The government that a mayor or governor leads, where the document names it.

    That of the printed place, else of the committee's place, else of the part's home when it is of the post's level.
    """
    if body is not None and (post.body is body or _governs(body)) and not _COMMITTEE.search(body.name):
        return body
    home = scope.region.name if scope.region and scope.region.name[-1] == post.title[-2:-1] else None
    committee = _COMMITTEE.sub("", body.name.removeprefix("中共")) if body else None
    governments = [other for other in bodies.all if _governs(other)]
    for place in (printed,) if printed else (committee, home):
        for government in governments:
            if place and government.name == f"{place}人民政府":
                return government
    return None


def _inherited(scope: Scope, post: _Post, shared: Sequence[_Post], before: Mention | None) -> Mention | None:
    """The body of the person named just before in the same list (执行校长李孝轩、党委书记于波)."""
    if (
        before is None
        or not shared
        or not re.fullmatch(r"(?:同志)?[、，,和与及]\s*", scope.text[before.end : post.start])
    ):
        return None
    return shared[-1].body


def _implied(scope: Scope, post: _Post, bodies: MentionsByPlace) -> Mention | None:
    """The body meant by a bare 公司总经理 or 企业负责人: the last one of that kind in the part's last lines."""
    led = _led_by_head(scope, post, bodies)
    if led is not None:
        return led
    anaphor = _ANAPHOR.search(post.title) if not posts().bare.fullmatch(post.title) else _ANAPHOR.match(post.title)
    if not anaphor:
        return None
    is_firm = any(word in anaphor.group() for word in ("公司", "集团", "企业", "厂"))
    kinds = {Kind.ENTERPRISE} if is_firm else {Kind.INSTITUTION}
    before = [body for body in bodies.inside(scope.part.start, post.start) if body.kind in kinds]
    word = anaphor.group(1) or anaphor.group(2)
    if word in {"集团", "学院", "合作社", "工作室", "协会", "商会"}:
        before = [body for body in before if body.name.endswith(word) or (word == "集团" and word in body.name)]
    is_near = bool(before) and (post.start - before[-1].start < 400 or len({body.name for body in before}) == 1)
    return before[-1] if is_near else None


def _led_by_head(scope: Scope, post: _Post, bodies: MentionsByPlace) -> Mention | None:
    """理事长 alone: the last cooperative or society of the same sentence, by the kind of body that the head leads."""
    kinds = posts().leads.get(post.title)
    if kinds is None:
        return None
    start = max(scope.text.rfind(mark, scope.part.start, post.start) for mark in "。！？\n") + 1
    named = [body for body in bodies.inside(max(start, scope.part.start), post.start) if body.name.endswith(kinds)]
    return named[-1] if named else None


def _shares_post(scope: Scope, before: Mention, person: Mention) -> bool:
    """副局长张三、李四: a list of names behind one post."""
    return bool(re.fullmatch(r"(?:同志)?[、和与及]\s*", scope.text[before.end : person.start]))


def _goes_on(text: str, before: Mention | None, person: Mention, held: Mapping[int, list[_Post]]) -> bool:
    """Whether nothing but this person's own posts stands behind the person before: 张某，副市长李某任副组长."""
    first = min((post.start for post in held[person.start]), default=person.start)
    return before is not None and re.fullmatch(r"(?:同志)?[、，和与]\s*", text[before.end : first]) is not None


def _posts_after(scope: Scope, holder: Mention, person: Mention, bodies: MentionsByPlace) -> Iterator[FoundLink]:
    """王某任省总工会主席; 张某（市教育局局长）; 免去李某的市教育局局长职务: behind the last holder."""
    text, limit = scope.text, min(scope.part.end, person.end + 80)
    opened = _OPENED.match(text, person.end, limit)
    is_removed = text[max(person.start - 2, 0) : person.start] in {"免去", "撤销"}
    begins = opened or (_REMOVED if is_removed else _APPOINTED).match(text, person.end, limit)
    if not begins:
        return
    stop = (_CLOSED if opened else _ENDS_POST).search(text, begins.end(), limit)
    span = Span(begins.end(), stop.start() if stop else limit)
    rule = "post-in-brackets" if opened else "post-removed" if is_removed else "post-appointed"
    if opened and holder is not person:
        return
    listed = list(_posts_listed(text, span, holder, bodies, rule))
    yield from listed or ([] if opened else _posts_of_the_group(scope, span, holder, bodies, rule))


def _posts_of_the_group(
    scope: Scope, span: Span, person: Mention, bodies: MentionsByPlace, rule: str
) -> Iterator[FoundLink]:
    """任组长, 兼任办公室主任, 当选主席: at the group named last, its office, the body founded in the sentence."""
    text = scope.text
    title = text[span.start : span.end].strip()
    body: Mention | None = None
    groups = MentionsByPlace([other for other in bodies.inside(scope.part.start, span.start) if is_group(other)])
    group = last_group(text, groups, span.start)
    if _IN_GROUP.fullmatch(title):
        body = group
    elif group is not None and title.startswith("办公室") and posts().head_before(text, span.end, span.start):
        at = span.start + len(text[span.start : span.end]) - len(text[span.start : span.end].lstrip())
        body = Mention(Kind.AGENCY, at, at + 3, f"{group.name}办公室", rule, 0.85)
        title = title.removeprefix("办公室")
    elif _CHAIR.fullmatch(title):
        start = max(text.rfind(mark, scope.part.start, person.start) for mark in "。！？\n") + 1
        founded = [b for b in bodies.inside(start, person.start) if _FOUNDED.match(text, b.end)]
        body = founded[-1] if founded else None
    if body is not None:
        yield FoundLink(
            LinkKind.HOLDS_POST, person, body, person.start, span.end, f"{rule}-implied-body", 0.75, {"post": title}
        )


def _posts_in_roll(reader: NameReader, person: Mention, bodies: MentionsByPlace, goes_on: bool) -> Iterator[FoundLink]:
    """组长：张某  市人民政府副市长: a roll of names, each with its post behind a gap."""
    if not (goes_on or person.rule == "person-after-label"):
        return
    near = bodies.inside(person.end, min(person.end + 40, reader.end))
    if not near or near[0].start != person.end or not reader.is_gap(person.end):
        return
    at = person.end + 1
    while at < reader.end and reader.text[at] not in "，。；\n" and not reader.is_gap(at):
        at += 1
    yield from _posts_listed(reader.text, Span(person.end, at), person, bodies, "post-in-roll")


def _posts_listed(text: str, span: Span, person: Mention, bodies: MentionsByPlace, rule: str) -> Iterator[FoundLink]:
    """Bodies and posts of a list behind a name; a post without a body of its own shares the one before."""
    body: Mention | None = None
    for item in _ITEM.finditer(text, *span):
        own = next((b for b in bodies.inside(*item.span()) if b.start <= item.start() + 2 and b.end < item.end()), None)
        body = own or body
        title = (text[own.end : item.end()] if own else item.group()).strip()
        head = posts().head_before(text, item.end(), item.start())
        if body is None or head is None or not _POST_WORD.fullmatch(title):
            return
        attrs = {"post": title} | ({"ended": True} if rule == "post-removed" else {})
        yield FoundLink(LinkKind.HOLDS_POST, person, body, person.start, item.end(), rule, 0.9, attrs)


def _reporters(scope: Scope, person: Mention, bodies: MentionsByPlace) -> Iterator[FoundLink]:
    """新华社北京2月3日电（记者 张三）, 某日报记者李四: the medium that stands before the cue."""
    if not person.rule.startswith("person-reporter"):
        return
    text, floor = scope.text, max(scope.part.start, person.start - 80)
    cues = list(posts().reporters.finditer(text, floor, person.start))
    if not cues or _HARD_STOP.search(text[cues[-1].end() : person.start]):
        return
    cue = cues[-1]
    for other in reversed(cues[:-1]):
        if re.search(r"[）)】\]]|  ", text[other.end() : cue.start()]):
            break  # another's credit: 编辑：甲  某日报讯（记者 乙）
        cue = other
    if re.search(r"[）)】\]]", text[cue.end() : person.start]):
        return
    media = [body for body in bodies.inside(floor, cue.start()) if body.kind is Kind.INSTITUTION]
    if not media or _HARD_STOP.search(_WIRE.sub("", text[media[-1].end : cue.start()])):
        return
    between = text[media[-1].end : cue.start()]
    dated = _DATELINE.search(between)
    if len(between) > 24 or not (dated or re.fullmatch(r"[\s（(]*(?:讯|消息|客户端|首席|见习|特约)?[\s（(]*", between)):
        return
    attrs = {"post": cues[-1].group().strip(" ：:\u3000")} | ({"date": dated.group(1)} if dated else {})
    yield FoundLink(
        LinkKind.HOLDS_POST, person, media[-1], media[-1].start, person.end, "reporter-of-medium", 0.95, attrs
    )
