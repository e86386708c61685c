"""HOLDS_POST: reads the posts printed beside a person and finds the body that each is held at."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from graph.elements import BODIES, Kind, LinkKind
from graph.extraction.found import FoundLink
from graph.extraction.links.contacts import contact_links
from graph.extraction.links.post_bodies import body_by_post
from graph.extraction.links.post_owners import Post, government, implied_body, is_deputy, without_place
from graph.extraction.links.posts_after import current_posts, posts_after, posts_taken, pronoun_posts
from graph.extraction.links.reporters import HARD_STOP, reporter_links
from graph.extraction.links.rolls import roll_links
from graph.extraction.mention_groups import MentionsByPlace
from graph.extraction.people.posts import posts
from graph.extraction.scope import Mention, Scope
from ingest.document import Span

_REACH = 160
_GAP = "：:"
_SEPARATOR = re.compile(r"[、，,]\s*$|兼(?:任)?\s*$|[（(]\s*$|\s+$")
_LEADS = re.compile(
    r"^(?:据|由|一[位名个]|对(?!外)|向|与|和|及|经|在|让|请|是|为|以及|同时|日前|近日|会上|其中|还有|包括|当天|随后|上[，,]|.{4,60}(?:会议|大会|全会)上的?|副?组长[：:]|成员[：:]|.{0,6}(?:\d|今|昨|当|近)日[，,]?|(?:\d{4}年)?\d{1,2}月\d{1,2}日)+"
)
_AS_POST = re.compile(r"作为(?<![^，。；”\n]作为)(?P<what>[^，。；“”]{4,30})，")
_POST_TEXT = re.compile(r"[\u4e00-\u9fffA-Z（）()\d]*")
# Behind the short form that a firm's full name is given in brackets: （简称“青禾化工”）|党委书记.
_CLOSES = re.compile(r"^[”\"]?[）)]")
_GOVERNOR = re.compile(r"(?:常务)?副?[省市州县区]长")
_TITLE_BEHIND = re.compile(r"(?:常务)?副?(?:局长|厅长|处长|科长|部长|院长|校长|会长|主席|主任|书记|董事长|总经理|总裁)")
_LONGEST_OWNER = 40
# 该公司|总经理, 集团|党委书记: what stands for the body is no part of the post; 企业负责人 is one.
_SPOKEN_OF = re.compile(
    r"^(?:该(?:公司|集团|企业|厂|院|校|局)|(?:公司|集团|学院|学校|医院|中心|合作社|工作室|协会|总厂|分公司)(?!院))(?=.{2})"
)
_OWN = re.compile(r"^[局部厅委署段矿厂校院](?=党[组委])")  # 局党组书记 of the bureau that the text is about
_ITS_UNION = re.compile(r"(?:该|本)?(?:公司|集团|企业|厂)工会(?=.*主席)")
_WAS_THEN = re.compile(r"(?:时任|身为|担任|现任|曾任)[^，。；：的]{2,30}$")
_DEED = re.compile(r"(?<![主时])任|[了是在将被把]|会议|推出|召开|举行|发布|邀请|组织开展|作者|联系人|编辑")
# Committees inside a union, named beside its posts without it.
_OWN_COMMITTEES = frozenset({"经审委", "经费审查委员会", "女工委", "女职工委员会"})
_OF_STATE_COUNCIL = re.compile(r"(?:中国|我国)?(?P<post>国务委员|副?总理)")
# 市总工会主席罗文|任组长，|副主席谢青: between two persons of one list.
_NEXT_OF_LIST = re.compile(r"(?:同志)?(?:(?:兼任|担任|任)[^，。；、]{1,10})?[、，,和与及]\s*")
_SHORT = 12
_LONGEST_SURFACE = 16


def find_post_links(scope: Scope, sentences: Sequence[Span]) -> list[FoundLink]:
    """Posts of every person of the part."""
    people = [mention for mention in scope.mentions if mention.kind is Kind.PERSON]
    if not people:
        return []
    bodies = MentionsByPlace.of(scope, *BODIES)
    held: dict[int, list[Post]] = {}
    links = list(roll_links(scope, people, bodies))
    rolled = {link.head.start for link in links if link.tail.start >= link.head.end}
    before: Mention | None = None
    together: list[Mention] = []
    for person in people:
        if person.start not in rolled:
            held[person.start] = _posts_of(scope, person, bodies, before, held)
            links += _links(scope.text, person, held[person.start], "post-before-name")
            together = [*together, person] if _goes_on(scope.text, before, person, held) else [person]
            for holder in together:
                links += posts_after(scope, holder, person, bodies)
            first = min((post.start for post in held[together[0].start]), default=together[0].start)
            links += posts_taken(scope, first, together, bodies)
            links += reporter_links(scope, person, bodies)
            links += _titled(scope, person, bodies)
        before = person
    named = MentionsByPlace(people)
    return [
        *links,
        *_described(scope.text, sentences, named, bodies),
        *current_posts(scope, sentences, named, bodies),
        *pronoun_posts(scope, sentences, named, bodies),
        *contact_links(scope, named, bodies),
    ]


def _described(
    text: str, sentences: Sequence[Span], people: MentionsByPlace, bodies: MentionsByPlace
) -> Iterator[FoundLink]:
    """作为检查站的负责人，…罗文: who leads it is the only person of the sentence."""
    for sentence, named in people.by_sentence(sentences):
        role = _AS_POST.search(text, *sentence)
        post = (
            _post_ending(text, role.start("what"), role.end("what"), bodies)
            if role and len({m.name for m in named}) == 1
            else None
        )
        if role is None or post is None or post.body is None:
            continue
        attrs = {"post": post.title.removeprefix("的")}
        span = Span(min(role.start(), named[0].start), max(role.end(), named[0].end))
        yield FoundLink(LinkKind.HOLDS_POST, named[0], post.body, *span, "post-described", 0.7, attrs)


def _posts_of(
    scope: Scope, person: Mention, bodies: MentionsByPlace, before: Mention | None, held: Mapping[int, list[Post]]
) -> list[Post]:
    """The posts printed before a name, or those of the name before it in a list."""
    shared = held.get(before.start, []) if before else []
    listed = _with_bodies(scope, _posts_before(scope, person, bodies, before), bodies, shared, before)
    if not listed and before is not None and _shares_post(scope, before, person):
        return shared
    return listed


def _links(text: str, person: Mention, listed: Sequence[Post], rule: str) -> Iterator[FoundLink]:
    for post in listed:
        if post.body is None:
            continue
        implied = post.body.end < post.start or post.body.start > person.start
        near = person.start - 80 <= post.body.start < person.start
        near = near and not HARD_STOP.search(text[post.body.start : person.start])
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


def _posts_before(scope: Scope, person: Mention, bodies: MentionsByPlace, before: Mention | None) -> list[Post]:
    """Posts listed right before a name, outermost first; the list ends at the person named before."""
    text = scope.text
    floor = max(scope.part.start, person.start - _REACH, before.end if before else 0)
    end = person.start
    while end > floor and (text[end - 1] in _GAP or text[end - 1].isspace()):
        end -= 1
    if text[end - 1] == "的" and _WAS_THEN.search(text, floor, end - 1):
        end -= 1  # 时任青禾公司工会主席的罗文
    found: list[Post] = []
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


def _post_ending(text: str, floor: int, end: int, bodies: MentionsByPlace) -> Post | None:
    """The post that ends at `end`: a body and a title, else a bare title from the last separator on."""
    if posts().post_before(text, end, floor) is None:
        return None
    near = bodies.inside(floor, end)
    body = near[-1] if near else None
    if body is not None:
        title = _CLOSES.sub("", text[body.end : end])
        if title == "长":  # 市教育局长: the bureau's last letter is the post's first
            title = text[body.end - 1] + title
        if title and _POST_TEXT.fullmatch(title) and len(title) <= 24 and not _DEED.search(title):
            return Post(title, body, body.start)
    start = _item_start(text, floor, end)
    title = text[start:end]
    lead = _LEADS.match(title)
    if lead and lead.end() < len(title):
        start, title = start + lead.end(), title[lead.end() :]
    if _DEED.search(title) or len(title) < 2:
        return None
    if len(title) <= _SHORT and "的" not in title:
        return Post(title, None, start)
    named = _named_by_post(text, start, end, bodies)
    own = title.rpartition("的")[2]  # 有十年经验的|感染科医生
    return named or (Post(own, None, end - len(own)) if 2 <= len(own) <= _SHORT and own != title else None)


def _named_by_post(text: str, start: int, end: int, bodies: MentionsByPlace) -> Post | None:
    """A post with the body that only the post gives away, or that stands elsewhere in the same words."""
    named = body_by_post(text, start, end)
    if named is not None:
        return Post(named[1].removeprefix("的"), named[0], named[0].start)
    for length in range(min(_LONGEST_SURFACE, end - start - 2), 2, -1):
        again = bodies.by_surface(text).get(text[start : start + length])
        if again is not None and posts().post_before(text, end, start + length):
            title = text[start + length : end].removeprefix("的")
            return Post(title, replace(again, start=start, end=start + length), start)
    return None


def _item_start(text: str, floor: int, end: int) -> int:
    for at in range(end - 1, floor - 1, -1):
        if text[at] in '、，,；;。：:（(）)\n“”"《》！？ \u3000\xa0\t】[]【—' or (text[at] == "兼" and at < end - 1):
            return at + 1
    return floor


def _with_bodies(
    scope: Scope, listed: Sequence[Post], bodies: MentionsByPlace, shared: Sequence[Post], before: Mention | None
) -> list[Post]:
    """The posts with a body each: its own, the last one of the list, the previous person's, or an implied one."""
    result: list[Post] = []
    current: Mention | None = None
    for index, post in enumerate(listed):
        body = post.body
        if body is None:
            own = _names_no_body(post.title)
            named = (current or _inherited(scope, post, shared, before)) if own else None
            body = named or implied_body(scope, post, bodies)
        state = _OF_STATE_COUNCIL.fullmatch(post.title) if body is None else None
        if state is not None:
            post = Post(state["post"], None, post.start + state.start("post"))
            body = next((other for other in bodies.all if other.name == "国务院"), None)
        elif posts().governing.search(post.title):
            post, place = without_place(scope, post)
            body = government(scope, bodies, body, post, place)
        if body is None:
            post = _named_by_post(scope.text, post.start, post.start + len(post.title), bodies) or post
            body = post.body
        title = post.title if post.body is not None else _OWN.sub("", _SPOKEN_OF.sub("", post.title))
        union = _union_of(post, body, bodies)
        result.append(union or Post(title, body, listed[0].start if body is current and index else post.start))
        current = post.body or body or current
    return [post for post in result if post.body is not None]


def _union_of(post: Post, body: Mention | None, bodies: MentionsByPlace) -> Post | None:
    """集团工会主席: the post is held at the union of the firm spoken of, where the text names it, else at the firm."""
    union = _ITS_UNION.match(post.title) if post.body is None and body is not None else None
    if union is None or body is None:
        return None
    if not any(other.name == f"{body.name}工会" for other in bodies.all):
        return Post(post.title[union.end() - 2 :], body, post.start)
    named = Mention(Kind.AGENCY, post.start, post.start + union.end(), f"{body.name}工会", "agency-union", 0.8)
    return Post(post.title[union.end() :], named, post.start)


def _names_no_body(title: str) -> bool:
    """Whether nothing but a department stands before the post (处长, 种植业处处长; not 应急管理厅副厅长)."""
    before = title
    for match in posts().bare.finditer(title):
        if match.end() == len(title):
            before = title[: match.start()]
            break
    return not before or before[-1] in "司处科室部股组队" or before in _OWN_COMMITTEES


def _inherited(scope: Scope, post: Post, shared: Sequence[Post], before: Mention | None) -> Mention | None:
    """The body of the person named just before in the same list (执行校长李孝轩、党委书记于波).

    Also behind what that person does, where the post is the deputy's: 市总工会主席罗文致辞，副主席谢青主持.
    """
    if before is None or not shared:
        return None
    is_next = _NEXT_OF_LIST.fullmatch(scope.text, before.end, post.start) is not None
    return shared[-1].body if is_next or is_deputy(scope.text, before, post, shared) else None


def _shares_post(scope: Scope, before: Mention, person: Mention) -> bool:
    """副局长张三、李四: a list of names behind one post."""
    return bool(re.fullmatch(r"(?:同志)?[、和与及]\s*", scope.text[before.end : person.start]))


def _goes_on(text: str, before: Mention | None, person: Mention, held: Mapping[int, list[Post]]) -> bool:
    """Whether nothing but this person's own posts stands behind the person before: 张某，副市长李某任副组长."""
    first = min((post.start for post in held[person.start]), default=person.start)
    return before is not None and re.fullmatch(r"(?:同志)?[、，和与]\s*", text[before.end : first]) is not None


def _titled(scope: Scope, person: Mention, bodies: MentionsByPlace) -> Iterator[FoundLink]:
    """罗文市长: a governor's title behind the name; 市人社局罗文副局长: any leader's behind the body."""
    if person.rule != "person-before-title":
        return
    behind = _TITLE_BEHIND.match(scope.text, person.end)
    own = bodies.inside(max(scope.part.start, person.start - _LONGEST_OWNER), person.start) if behind else []
    if behind and own and own[-1].end == person.start:
        attrs, span = {"post": behind.group()}, Span(own[-1].start, behind.end())
        yield FoundLink(LinkKind.HOLDS_POST, person, own[-1], *span, "title-behind-name", 0.9, attrs)
        return
    title = _GOVERNOR.match(scope.text, person.end)
    if title is None:
        return
    body = government(scope, bodies, None, Post(title.group(), None, person.start), None)
    if body is not None:
        span = Span(person.start, title.end())
        yield FoundLink(LinkKind.HOLDS_POST, person, body, *span, "title-behind-name", 0.75, {"post": title.group()})
