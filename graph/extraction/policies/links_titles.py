"""Links that a title states of another inside it: 某省实施〈…法〉办法, 关于修改〈…〉的决定, …法实施细则."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

from graph.elements import LinkKind
from graph.extraction.found import FoundLink
from graph.extraction.policies.links_context import PolicyContext
from graph.extraction.policies.titles import core_title, loose_title
from graph.extraction.scope import Mention

# The verb before the inner title, nearest last; without one, the words behind it.
_VERBS = (
    (LinkKind.AMENDS, re.compile(r"(?:修改|修订|修正)\W*$")),
    (LinkKind.REPEALS, re.compile(r"(?:废止|宣布失效)\W*$")),
    (LinkKind.IMPLEMENTS, re.compile(r"(?:贯彻|落实|实施|执行|施行)\W*$")),
)
_LONGEST_TITLE = 200
_MADE_FOR = re.compile(r"\W*的?(?:贯彻|落实|实施|施行)")
_MADE_UNDER = re.compile(r"(?P<base>.{2,}(?:法|条例|办法|规定))(?:实施(?:条例|细则|办法|意见)|施行细则)$")
# 该办法是在《某规划》指导下制订的.
_GUIDED = re.compile(r"》?\s*(?:的)?(?:指导|指引|框架|精神指引)下[^，。；]{0,6}(?:制[订定]|起草|出台|修订|形成|编制)")
_THIS_ONE = re.compile(r"(?:该|本|这[个份部一]|此)(?:项)?(?:办法|方案|意见|规定|措施|细则|计划|指引|条例|制度|文件)")
_REACH = 300


def title_links(context: PolicyContext, stated: Collection[FoundLink]) -> Iterator[FoundLink]:
    """Links between a title and the ones inside it. stated: links found before, which are not said again."""
    known = {(link.head.key, link.tail.key) for link in stated}
    for inner in context.policies:
        outer = _outer(context, inner)
        if outer is not None and (outer.key, inner.key) not in known:
            kind = _kind(context.text, outer, inner)
            yield FoundLink(kind, outer, inner, outer.start, outer.end, "title-in-title", 0.95)
    yield from _made_under(context)
    yield from _made_guided(context)


def _outer(context: PolicyContext, inner: Mention) -> Mention | None:
    """The title of another policy that holds the mention; a forwarded one is linked by its own rule."""
    if inner.rule == "forwarded-title":
        return None
    near = context.policies_in(inner.start - _LONGEST_TITLE, inner.end + _LONGEST_TITLE)
    around = [p for p in near if p.start <= inner.start and inner.end <= p.end and p.key != inner.key]
    return min(around, key=lambda policy: policy.end - policy.start, default=None)


def _kind(text: str, outer: Mention, inner: Mention) -> LinkKind:
    for kind, before in _VERBS:
        if before.search(text, outer.start, inner.start):
            return kind
    return LinkKind.IMPLEMENTS if _MADE_FOR.match(text, inner.end, outer.end) else LinkKind.CITES


def _made_under(context: PolicyContext) -> Iterator[FoundLink]:
    """…法实施条例 carries out …法, where the part names both."""
    titles = [(policy, _MADE_UNDER.match(core_title(policy.name))) for policy in context.policies]
    made = [(policy, title["base"]) for policy, title in titles if title is not None]
    named = {loose_title(policy.name): policy for policy in reversed(context.policies)} if made else {}
    for policy, title in made:
        base = named.get(loose_title(title))
        if base is not None and base.key != policy.key:
            yield FoundLink(LinkKind.IMPLEMENTS, policy, base, policy.start, policy.end, "made-under-title", 0.9)


def _made_guided(context: PolicyContext) -> Iterator[FoundLink]:
    """《X》|该办法 is 在《Y》指导下制订的: X carries out Y."""
    for base in context.policies:
        made = _GUIDED.match(context.text, base.end)
        sentence = context.sentence_at(base.start)
        if made is None or "在" not in context.text[sentence.start : base.start]:
            continue
        is_this = _THIS_ONE.search(context.text, sentence.start, base.start)
        floor = max(context.scope.part.start, sentence.start - _REACH) if is_this else sentence.start
        before = [policy for policy in context.policies_in(floor, base.start) if policy.key != base.key]
        if before:
            span = (min(before[-1].start, sentence.start), made.end())
            yield FoundLink(LinkKind.IMPLEMENTS, before[-1], base, *span, "made-under-guidance", 0.85)
