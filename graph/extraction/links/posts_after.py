"""Posts printed behind a name: 任…, （…）, 当选…, 由…兼任, and what a person's later clause says that they are now."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from graph.elements import Kind, LinkKind
from graph.extraction.found import FoundLink
from graph.extraction.links.members import is_group, last_group
from graph.extraction.links.post_owners import Post, government
from graph.extraction.mention_groups import MentionsByPlace
from graph.extraction.people.posts import posts
from graph.extraction.scope import Mention, Scope
from graph.extraction.sentences import sentence_start
from ingest.document import Span

_APPOINTED = re.compile(
    r"(?:同志)?(?:[从自](?:\d{4}年|去年|前年)(?:\d{1,2}月)?(?:起|开始|以来)?，?)?(?:一直|还|也|又|曾|同时|先后)*"
    r"(?:兼任|担任|出任|就任|接任|当选为?|(?:被|应|受|获)(?:任命|选举|推选|推举|聘请|聘任|特聘|增补|聘)(?:为|担任)?"
    r"|现[任为是]|现担任|曾任|时任|当上了?|任(?!务|命|何|职)|兼(?![职顾具并有容程])|为|是)(?:一[名位个])?"
)
_REMOVED = re.compile(r"(?:同志)?(?:的|所任)?")
_APPOSED = re.compile(
    r"，(?:(?:男|女|[\u4e00-\u9fff]{1,4}族|[今现]?年?\d{1,3}岁|\d{4}年[^，。；]{0,10}|中共党员|大[专学][^，。；]{0,4}|[\u4e00-\u9fff]{2,4}人)，)*"
    r"(?:系|现为|现任)?"
)
_OPENS = re.compile(r"(?:^|[。！？；\n：“”】\s])$")
# The committee that a union elects, whose chair is the union's.
_TERM = re.compile(r"第[一二三四五六七八九十]+届委员会$")
_OPENED = re.compile(r"[（(]\s*")
_CLOSED = re.compile(r"[）)]")
_ENDS_POST = re.compile(r"[，。；\n]|职务|以来|期间|[（(](?:试用|挂职|任期|聘期|保留|正[厅处科]|副[厅处科])")
_ITEM = re.compile(r"(?:[^、，兼]|兼职)+")
_ONE = re.compile(r"^(?:一[名位个]|普通|年轻)+的?")
_POST_WORD = re.compile(r"[\u4e00-\u9fffA-Z（）()]{1,24}")
_IN_GROUP = re.compile(r"(?:常务|第一|执行)?副?(?:组长|总?指挥长?|召集人)|成员")
_CHAIR = re.compile(r"(?:首任|首届|第[一二三]届|工会|兼职|专职|常务|挂职|副)*(?:主席|会长|理事长|主任)")
_FOUNDED = re.compile(
    r"(?:新一届|第.{1,4}届)?(?:领导班子|领导机构|委员会|班子)?(?:顺利|选举)*产生|(?:日前|近日|正式|随之|随即|也|同时|当天|当日)*(?:成立|换届|选举|召开|揭牌)"
)
# 工会联合会|成立大会, 市总工会|第十次代表大会.
_CONGRESS = re.compile(r"(?:召开)?(?:第[一二三四五六七八九十\d]+[届次])?(?:成立|会员|会员代表|代表|换届|换届选举)大会")
_CONGRESS_REACH = 300
# 兼任联合会主席: at the one named last that is called so.
_CALLED = re.compile(
    r"(?P<word>联合会|协会|商会|组委会|理事会|合作社|总厂|项目部)(?:党委|党支部)?(?:常务|副)*(?:主席|会长|理事长|主任|书记|厂长)$"
)
# 兼任院长: at the school or institute named in the sentence.
_HEAD_OF = re.compile(r"(?:首任|名誉|执行|常务|第一|副)*(?P<word>[院校馆所厂社园站])长")
_SHE_IS = re.compile(r"[他她](?:(?<=[，；。“\n].)|(?<=^.))(?:也|就)?(?:是|担任|任|现任)")
# 协调小组办公室|设在市总工会，…兼任主任.
_SEATED = re.compile(r"(?:[（(][^）)]{2,16}[）)])?设在")
_FOUNDS = re.compile(r"(?:成立|组建|设立|选举产生)了?$")
# Behind a body, what shows that the sentence is about its chair.
_ITS_CHAIR = re.compile(r"(?:第.{1,4}届)?(?:首任|兼职|专职|常务|挂职|副|党组)*(?:主席|会长|理事长|主任)")
_NOW = re.compile(r"(?<=[，,])(?:现|如今|现在|目前)(?:任|是|为|担任|已是)?|(?<=[，,])(?:任|担任|兼任)(?!务)")
# 首任主席由|…某某|兼任.
_FILLED = re.compile(
    r"(?P<post>(?:首任|常务|执行|第一|兼职|挂职|专职|名誉|副)*(?:主席|组长|主任|会长|理事长|院长|校长|总指挥|负责人))由[^，。；]{0,60}$"
)
_TAKES = re.compile(r"(?:同志)?(?:兼任|担任|出任|兼)(?=[，。；、\n]|$)")


def posts_after(scope: Scope, holder: Mention, person: Mention, bodies: MentionsByPlace) -> Iterator[FoundLink]:
    """王某任省总工会主席; 张某（市教育局局长）; 免去李某的市教育局局长职务: behind the last holder."""
    text, limit = scope.text, min(scope.part.end, person.end + 80)
    opened = _OPENED.match(text, person.end, limit)
    is_removed = text[max(person.start - 2, 0) : person.start] in {"免去", "撤销"}
    begins = opened or (_REMOVED if is_removed else _APPOINTED).match(text, person.end, limit)
    begins = begins or _apposed(text, person, bodies, limit)
    if not begins:
        return
    stop = (_CLOSED if opened else _ENDS_POST).search(text, begins.end(), limit)
    span = Span(begins.end(), stop.start() if stop else limit)
    rule = "post-in-brackets" if opened else "post-removed" if is_removed else "post-appointed"
    if opened and holder is not person:
        return
    listed = list(posts_listed(scope, span, holder, bodies, rule))
    yield from listed or ([] if opened else _posts_of_the_group(scope, span, holder, bodies, rule))


def _apposed(text: str, person: Mention, bodies: MentionsByPlace, limit: int) -> re.Match[str] | None:
    """罗文，男，青禾水泥厂车间班长，: what a person is, in a clause behind a name that opens one."""
    apposed = (
        _APPOSED.match(text, person.end, limit) if _OPENS.search(text, max(person.start - 1, 0), person.start) else None
    )
    near = bodies.inside(apposed.end(), limit) if apposed else []
    stop = _ENDS_POST.search(text, near[0].end, limit) if near else None
    is_post = stop is not None and posts().post_before(text, stop.start(), near[0].end) is not None
    return apposed if apposed and is_post and near[0].start == apposed.end() else None


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
        start = sentence_start(text, scope.part.start, person.start)
        named = bodies.inside(start, person.start)
        founded = [
            b for b in named if _FOUNDED.match(text, b.end) or _FOUNDS.search(text, max(start, b.start - 4), b.start)
        ]
        founded = founded or [b for b in named if _ITS_CHAIR.match(text, b.end)]
        founded = founded or _of_the_congress(text, bodies.inside(scope.part.start, person.start), person.start)
        body = founded[-1] if founded else None
    if body is None and title in {"主任", "副主任"}:
        start = sentence_start(text, scope.part.start, person.start)
        seated = [b for b in bodies.inside(start, person.start) if _SEATED.match(text, b.end)]
        body = seated[-1] if seated else None
    if body is None and (called := _CALLED.match(title)):
        named = [b for b in bodies.inside(scope.part.start, person.start) if b.name.endswith(called["word"])]
        body, title = (named[-1] if named else None), title[called.end("word") :]
    if body is None and (head := _HEAD_OF.fullmatch(title)):
        start = sentence_start(text, scope.part.start, person.start)
        body = next((b for b in reversed(bodies.inside(start, person.start)) if b.name.endswith(head["word"])), None)
    if body is not None:
        body = replace(body, name=_TERM.sub("", body.name)) if "工会" in body.name else body
        attrs = {"post": title}
        yield FoundLink(LinkKind.HOLDS_POST, person, body, person.start, span.end, f"{rule}-implied-body", 0.75, attrs)


def _of_the_congress(text: str, before: Sequence[Mention], at: int) -> list[Mention]:
    """The bodies whose founding or electing congress the lines before tell of: 联合会成立大会召开。…当选主席."""
    return [b for b in before if at - b.end < _CONGRESS_REACH and _CONGRESS.match(text, b.end)]


def posts_listed(scope: Scope, span: Span, person: Mention, bodies: MentionsByPlace, rule: str) -> Iterator[FoundLink]:
    """Bodies and posts of a list behind a name; a post without a body of its own shares the one before.

    市委副书记、市长: a governor's post behind the committee's is held at the government, where the text names it.
    """
    text = scope.text
    body = _left_body(text, person, bodies) if rule == "post-removed" else None
    for item in _ITEM.finditer(text, *span):
        own = next((b for b in bodies.inside(*item.span()) if b.start <= item.start() + 2 and b.end < item.end()), None)
        body = own or body
        title = (text[own.end : item.end()] if own else item.group()).strip().lstrip("”").removeprefix("的")
        title = _ONE.sub("", title)
        head = posts().post_before(text, item.end(), item.start())
        if body is None or head is None or "的" in title or not _POST_WORD.fullmatch(title):
            return
        if own is None and posts().governing.search(title):
            body = government(scope, bodies, body, Post(title, None, item.start()), None) or body
        attrs = {"post": title} | ({"ended": True} if rule == "post-removed" else {})
        yield FoundLink(LinkKind.HOLDS_POST, person, body, person.start, item.end(), rule, 0.9, attrs)


def _left_body(text: str, person: Mention, bodies: MentionsByPlace) -> Mention | None:
    """任青禾集团董事长，免去罗文同志董事长职务: the body at which the clause before names a successor."""
    start = sentence_start(text, 0, person.start)
    named = bodies.inside(start, person.start)
    succeeded = named and re.search(r"任$", text[start : named[-1].start])
    return named[-1] if succeeded else None


def current_posts(
    scope: Scope, sentences: Sequence[Span], people: MentionsByPlace, bodies: MentionsByPlace
) -> Iterator[FoundLink]:
    """罗文1998年进厂，现任青禾水泥厂厂长、县总工会副主席: a later clause of the sentence of one person alone."""
    text = scope.text
    for sentence, named in people.by_sentence(sentences):
        if len({person.name for person in named}) != 1:
            continue
        for now in _NOW.finditer(text, named[0].end, sentence.end):
            near = bodies.inside(now.end(), sentence.end)
            stop = _ENDS_POST.search(text, now.end(), sentence.end)
            if near and near[0].start == now.end():
                span = Span(now.end(), stop.start() if stop else sentence.end)
                yield from posts_listed(scope, span, named[0], bodies, "post-now")


def pronoun_posts(
    scope: Scope, sentences: Sequence[Span], people: MentionsByPlace, bodies: MentionsByPlace
) -> Iterator[FoundLink]:
    """他是青禾机械厂的数控技师: the person named last in the paragraph."""
    text = scope.text
    for sentence, _ in bodies.by_sentence(sentences):
        for pronoun in _SHE_IS.finditer(text, *sentence):
            person = people.last_before(pronoun.start())
            near = bodies.inside(pronoun.end(), sentence.end)
            if person is None or not near or near[0].start != pronoun.end():
                continue
            stop = _ENDS_POST.search(text, pronoun.end(), sentence.end)
            span = Span(pronoun.end(), stop.start() if stop else sentence.end)
            if "\n" not in text[person.end : pronoun.start()]:
                yield from posts_listed(scope, span, person, bodies, "post-now")


def posts_taken(scope: Scope, first: int, holders: Sequence[Mention], bodies: MentionsByPlace) -> Iterator[FoundLink]:
    """某联合工会成立于3月，首任主席由管委会副主任罗文兼任: at the body before the post, else the sentence's first."""
    text, person = scope.text, holders[-1]
    takes = _TAKES.match(text, person.end, scope.part.end)
    start = sentence_start(text, scope.part.start, person.start)
    filled = _FILLED.search(text, start, first) if takes else None
    named = bodies.inside(start, filled.start()) if filled else []
    if takes is None or filled is None or not named:
        return
    head = _HEAD_OF.fullmatch(filled["post"])
    called = [body for body in named if head and body.name.endswith(head["word"])]
    body = named[-1] if named[-1].end == filled.start() else called[-1] if called else named[0]
    attrs = {"post": filled["post"]}
    for holder in holders:
        yield FoundLink(LinkKind.HOLDS_POST, holder, body, body.start, takes.end(), "post-taken", 0.8, attrs)
