"""HOLDS_POST: reads the posts printed beside a person and finds the body that each is held at."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from graph.elements import BODIES, Kind, LinkKind
from graph.extraction.found import FoundLink
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
_REMOVED = re.compile(r"(?:同志)?的?")
_POST_WORD = re.compile(r"[\u4e00-\u9fffA-Z（）()]{1,24}")
_POST_TEXT = re.compile(r"[\u4e00-\u9fffA-Z（）()\d]*")
_ANAPHOR = re.compile(
    r"(?:该|本|我)?(公司|集团|企业|工厂|合作社|学院|学校|医院|中心|院|校|厂)$|^(公司|集团|企业|工厂|合作社|学校|医院)"
)
_DATELINE = re.compile(r"(\d{1,2}月\d{1,2}日)(?:电|讯|消息)?\s*[（(]")
_DEED = re.compile(r"[了是在将被把]|推出|召开|举行|发布|邀请|组织开展|作者|联系人|编辑")
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
    bodies = [mention for mention in scope.mentions if mention.kind in BODIES]
    held: dict[int, list[_Post]] = {}
    links: list[FoundLink] = []
    for index, person in enumerate(people):
        before = people[index - 1] if index else None
        listed = _posts_before(scope, person, bodies, before)
        listed = _with_bodies(scope, listed, bodies, held.get(before.start, []) if before else [], before)
        if not listed and before is not None and _shares_post(scope, before, person):
            listed = held.get(before.start, [])
        held[person.start] = listed
        links += _links(person, listed, "post-before-name")
        links += _posts_after(scope, person, bodies)
        links += _reporters(scope, person, bodies, before)
    return links


def _links(person: Mention, listed: Sequence[_Post], rule: str) -> Iterator[FoundLink]:
    for post in listed:
        if post.body is None:
            continue
        implied = post.body.start < post.start - 1 and post.body.end < post.start
        start = min(post.start, person.start)
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


def _posts_before(scope: Scope, person: Mention, bodies: Sequence[Mention], before: Mention | None) -> list[_Post]:
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


def _post_ending(text: str, floor: int, end: int, bodies: Sequence[Mention]) -> _Post | None:
    """The post that ends at `end`: a body and a title, else a bare title from the last separator on."""
    if not (posts().head_before(text, end, floor) or posts().role_before(text, end, floor)):
        return None
    body = _body_before(bodies, floor, end)
    if body is not None:
        title = text[body.end : end]
        if title and _POST_TEXT.fullmatch(title) and len(title) <= 24 and not _DEED.search(title):
            return _Post(title, body, body.start)
    start = _item_start(text, floor, end)
    title = text[start:end]
    lead = _LEADS.match(title)
    if lead and lead.end() < len(title):
        start, title = start + lead.end(), title[lead.end() :]
    return _Post(title, None, start) if 2 <= len(title) <= _SHORT else None


def _body_before(bodies: Sequence[Mention], floor: int, end: int) -> Mention | None:
    """The last body that ends inside [floor, end) or reaches to the title."""
    inside = [body for body in bodies if body.start >= floor and body.end < end]
    return inside[-1] if inside else None


def _item_start(text: str, floor: int, end: int) -> int:
    for at in range(end - 1, floor - 1, -1):
        if text[at] in '、，,；;。：:（(）)\n“”"《》！？ \u3000\xa0\t】[]【' or (text[at] == "兼" and at < end - 1):
            return at + 1
    return floor


def _with_bodies(
    scope: Scope, listed: Sequence[_Post], bodies: Sequence[Mention], shared: Sequence[_Post], before: Mention | None
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
        if body is not None and posts().governing.fullmatch(post.title):
            body = _government(bodies, body, post) or (body if _governs(body) else None)
        result.append(_Post(post.title, body, listed[0].start if body is current and index else post.start))
        current = post.body or body or current
    return [post for post in result if post.body is not None]


def _names_no_body(title: str) -> bool:
    """Whether nothing but a department stands before the post (处长, 种植业处处长; not 应急管理厅副厅长)."""
    before = title
    for match in posts().bare.finditer(title):
        if match.end() == len(title):
            before = title[: match.start()]
            break
    return not before or before[-1] in "处科室部股组队"


def _governs(body: Mention) -> bool:
    return body.name.endswith("政府") or body.name == "国务院"


def _government(bodies: Sequence[Mention], body: Mention, post: _Post) -> Mention | None:
    """The government that the document names for the place of a party committee or congress."""
    if _governs(body):
        return body
    place = re.sub(r"^中共|(?:省|市|州|县|区|旗)?委(?:员会)?$|人民代表大会.*$|委员会$", "", body.name)
    for other in bodies:
        if _governs(other) and len(place) > 1 and other.name.startswith(place):
            return other
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


def _implied(scope: Scope, post: _Post, bodies: Sequence[Mention]) -> Mention | None:
    """The body meant by a bare 公司总经理 or 企业负责人: the last one of that kind in the part's last lines."""
    anaphor = _ANAPHOR.search(post.title) if not posts().bare.fullmatch(post.title) else _ANAPHOR.match(post.title)
    if not anaphor:
        return None
    is_firm = any(word in anaphor.group() for word in ("公司", "集团", "企业", "厂", "合作社"))
    kinds = {Kind.ENTERPRISE} if is_firm else {Kind.INSTITUTION}
    near = [b for b in bodies if b.kind in kinds and post.start - 400 <= b.start < post.start]
    return near[-1] if near else None


def _shares_post(scope: Scope, before: Mention, person: Mention) -> bool:
    """副局长张三、李四: a list of names behind one post."""
    return bool(re.fullmatch(r"(?:同志)?[、和与及]\s*", scope.text[before.end : person.start]))


def _posts_after(scope: Scope, person: Mention, bodies: Sequence[Mention]) -> Iterator[FoundLink]:
    """王某任省总工会主席; 张某（市教育局局长）; 免去李某的局长职务."""
    text, limit = scope.text, min(scope.part.end, person.end + 80)
    opened = re.compile(r"[（(]\s*").match(text, person.end, limit)
    verb = _APPOINTED.match(text, person.end, limit)
    begins = opened or verb
    if not begins:
        return
    stop = re.compile(r"[）)]" if opened else r"[，。；\n]|职务").search(text, begins.end(), limit)
    end = stop.start() if stop else limit
    attrs: Mapping[str, Any] = {}
    body: Mention | None = None
    at = begins.end()
    for item in re.compile(r"[^、，兼]+").finditer(text, at, end):
        own = next((b for b in bodies if item.start() <= b.start <= item.start() + 2 and b.end < item.end()), None)
        body = own or body
        title = text[own.end : item.end()] if own else item.group()
        head = posts().head_before(text, item.end(), item.start())
        if body is None or head is None or not _POST_WORD.fullmatch(title.strip()):
            break
        yield FoundLink(
            LinkKind.HOLDS_POST,
            person,
            body,
            person.start,
            item.end(),
            "post-in-brackets" if opened else "post-appointed",
            0.9,
            {"post": title.strip(), **attrs},
        )


def _reporters(scope: Scope, person: Mention, bodies: Sequence[Mention], before: Mention | None) -> Iterator[FoundLink]:
    """新华社北京2月3日电（记者 张三）, 某日报记者李四: the medium that stands before the cue."""
    if not person.rule.startswith("person-reporter"):
        return
    text, floor = scope.text, max(scope.part.start, person.start - 80)
    cues = list(posts().reporters.finditer(text, floor, person.start))
    if not cues or _HARD_STOP.search(text[cues[-1].end() : person.start]):
        return
    cue = cues[0]
    if re.search(r"[）)】\]]", text[cue.end() : person.start]):
        return
    media = [b for b in bodies if b.kind is Kind.INSTITUTION and floor <= b.start and b.end <= cue.start()]
    if not media or _HARD_STOP.search(text[media[-1].end : cue.start()]):
        return
    between = text[media[-1].end : cue.start()]
    dated = _DATELINE.search(between)
    if len(between) > 24 or not (dated or re.fullmatch(r"[\s（(]*(?:讯|消息|客户端|首席|见习|特约)?[\s（(]*", between)):
        return
    attrs = {"post": cues[-1].group().strip(" ：:\u3000")} | ({"date": dated.group(1)} if dated else {})
    yield FoundLink(
        LinkKind.HOLDS_POST, person, media[-1], media[-1].start, person.end, "reporter-of-medium", 0.95, attrs
    )
