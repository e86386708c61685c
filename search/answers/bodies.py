"""Answers about people and bodies: posts and their holders, what a body carries out, members, parts of a bundle."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import chain

from graph.elements import BODIES, Entity, Kind, Link, LinkKind
from graph.extraction.people.names import surnames
from search.answers.compose import shown
from search.answers.facts import Asking, Facts
from search.evidence.finding import Finding, Statement, joined
from search.questions.name_table import Subject
from search.questions.needs import named_in
from search.questions.question import Intent, Question
from search.wording.terms import compact, fold

_SORT = re.compile("工程|行动|计划|活动|竞赛|大赛|模式|项目|机制|制度|平台|品牌")


_AFTER_ACTOR = re.compile(
    "$|[0-9]|(?:都|已|在|最近|近年来|今年|去年|的|有|正在)?(?:开展|实施|推进|推行|组织|举办|搞|做|打造|哪|什么|举措|启动|建|创)"
)
"""What follows the name of one who acts."""


_EACH = re.compile("各|分别")
"""Words for each of several persons."""
_TOGETHER = re.compile("共同|联合|一起|一块儿?|一道|一同|jointly|together")
_RULERS = re.compile("^副?(?:[省市区县州旗盟镇乡]长|主席)$")
"""Heads of the government of a place; 主席 of an autonomous region."""
_NAME = 3
"""Letters of a name at most."""
_SAME_NAME = 5
"""Bodies looked through for one of a name."""
_ANY_HEAD = re.compile("一把手|当家人|掌门人|头[头儿]")
"""Everyday words for whoever is at the head of a body, with heads as they are printed."""
_HEAD = re.compile(
    "(?:主席|书记|主任|会长|理事长|董事长|总裁|总经理|[省市县区州旗盟镇乡村厂院校所局厅部司署关行社台站馆园组]长|总理)$"
)
_DEPUTY = re.compile("副|助理|前|原")
_OTHER_RANK = re.compile("(?:副|执行|常务|名誉|代理?|助理|前任?|原)$")
"""What makes another post of the word that it stands before."""
_WHICH = re.compile(
    "哪(?:些|[几一二两三四五六七八九十]?(?:个|家|所)?)(?:企业|公司|集团|院校|学校|医院)"
    "|which (?:companies|enterprises|firms|schools|institutions)"
)
_DOERS = (
    (frozenset({Kind.ENTERPRISE}), re.compile("企业|公司|厂|集团|enterprises?|companies|firms")),
    (frozenset({Kind.INSTITUTION}), re.compile("院校|学校|医院|基地|市场|园区|合作社|schools|institutions|bases")),
    (frozenset({Kind.AGENCY}), re.compile("机关|部门|街道|乡镇|派出所|agencies")),
)
"""Kinds of bodies by the question's words for them."""


class BodyAnswers:
    """One method for each intent; None when the graph does not say."""

    def __init__(self, facts: Facts) -> None:
        self._facts = facts

    def post(self, asking: Asking) -> Finding | None:
        """The posts of every person named; None where the graph leaves one of several out."""
        found = [self._posts(asking, person) for person in asking.of([Kind.PERSON])]
        told = [finding for finding in found if finding is not None]
        if not told or ((len(told) < len(found) or _further_person(asking)) and _EACH.search(asking.question.folded)):
            return None
        return joined(told) if len(told) > 1 else told[0]

    def _posts(self, asking: Asking, person: Entity) -> Finding | None:
        links = self._facts.links(person, [LinkKind.HOLDS_POST], "out")
        bodies = self._facts.entities(link.tail for link in links)
        statements = [
            Statement(self._post(asking, link, bodies[link.tail]), self._facts.cite(link, 1))
            for link in links
            if link.tail in bodies
        ]
        lead = asking.words.say("post", person=person.name)
        return Finding(lead, tuple(statements), "graph", (person, *bodies.values())) if statements else None

    def _post(self, asking: Asking, link: Link, body: Entity) -> str:
        post = str(link.attrs.get("post", ""))
        post = post.removeprefix(body.name[-1:]) if post[1:2] == "党" else post  # 国家知识产权局 and 局党组书记
        return asking.words.say("post_line", body=body.name, post=post)

    def holder(self, asking: Asking) -> Finding | None:
        """Who holds the post in the first body with one; in each of them where the question asks for each."""
        wanted = asking.question.post
        if wanted is None:
            return None
        bodies = asking.of(BODIES) or list(self._governing(asking, wanted))
        held = [self._held(asking, body, wanted) for body in bodies]
        found = [finding for finding in held if finding is not None]
        if len(held) > 1 and found and _EACH.search(asking.question.folded):
            none = [Finding(asking.words.say("compare_none", place=body.name), (), "graph") for body in bodies]
            return joined([finding or missing for finding, missing in zip(held, none, strict=True)])
        return found[0] if found else None

    def _held(self, asking: Asking, body: Entity, wanted: str) -> Finding | None:
        links = [
            link
            for link in self._facts.links(body, [LinkKind.HOLDS_POST], "in")
            if _same_post(str(link.attrs.get("post", "")), wanted)
        ]
        links = [link for link in links if str(link.attrs.get("post", "")) == wanted] or links
        people = self._facts.entities(link.head for link in links)
        if not people:
            return None
        posts = dict.fromkeys(str(link.attrs.get("post", "")) for link in links)
        post = asking.words.join(posts) if _ANY_HEAD.fullmatch(wanted) else wanted
        names = asking.words.join(person.name for person in people.values())
        lead = asking.words.say("holder", body=body.name, post=post, people=names)
        statements: tuple[Statement, ...] = (Statement("", self._facts.cite_all(links)),)
        if "兼" in asking.question.folded or Intent.POST in asking.question.intents:
            others = (self._others(asking, person, body, wanted) for person in people.values())
            statements = (Statement(lead.rstrip("。."), self._facts.cite_all(links)), *chain.from_iterable(others))
            lead = ""
        return Finding(lead, statements, "graph", (*people.values(), body))

    def _governing(self, asking: Asking, post: str) -> Iterator[Entity]:
        """The governments of the places that a question for their heads names (重庆市市长)."""
        for _, place in named_in(asking.question.folded) if _RULERS.search(post) else ():
            name = f"{place.name}人民政府"
            yield from (body for body in self._facts.store.find(name, Kind.AGENCY, _SAME_NAME) if body.name == name)

    def _others(self, asking: Asking, person: Entity, body: Entity, wanted: str) -> tuple[Statement, ...]:
        """The other posts of a person."""
        links = self._facts.links(person, [LinkKind.HOLDS_POST], "out")
        bodies = self._facts.entities(link.tail for link in links)
        return tuple(
            Statement(self._post(asking, link, bodies[link.tail]), self._facts.cite(link, 1))
            for link in links
            if link.tail in bodies and (link.tail != body.id or not _same_post(str(link.attrs.get("post", "")), wanted))
        )

    def carries_out(self, asking: Asking) -> Finding | None:
        if len(asking.of(BODIES)) > 1 and _TOGETHER.search(asking.question.folded):
            return self._together(asking)
        regions = [s.entity for s in asking.subjects if s.entity.kind is Kind.REGION and _acts(asking.question, s)]
        for actor in (*asking.of(BODIES), *regions):
            links = self._facts.links(actor, [LinkKind.CARRIES_OUT], "out")
            finding = self._listed(asking, "carries_out", actor, links) or self._provided_for(asking, actor)
            if finding is not None:
                return finding
        return None

    def _together(self, asking: Asking) -> Finding | None:
        """What each of the bodies named carries out."""
        bodies = asking.of(BODIES)
        links = [self._facts.links(body, [LinkKind.CARRIES_OUT], "out") for body in bodies]
        shared = set[str].intersection(*({link.tail for link in own} for own in links))
        statements, initiatives = self._facts.listed([k for own in links for k in own if k.tail in shared], "tail")
        if not statements:
            return None
        names = asking.words.join(body.name for body in bodies)
        lead = asking.words.say("carries_out", body=names, count=len(statements))
        return Finding(lead, statements, "graph", (*bodies, *initiatives))

    def _provided_for(self, asking: Asking, actor: Entity) -> Finding | None:
        """What the policies that a body has issued provide for."""
        issued = self._facts.links(actor, [LinkKind.ISSUED], "out")
        policies = self._facts.entities(link.tail for link in issued)
        links = [link for p in policies.values() for link in self._facts.links(p, [LinkKind.PROVIDES_FOR], "out")]
        return self._listed(asking, "provided_for", actor, links)

    def _listed(self, asking: Asking, template: str, actor: Entity, links: Sequence[Link]) -> Finding | None:
        """Initiatives, of the sorts that the question names (工程, 行动), if it names any that are there."""
        sorts = tuple(_SORT.findall(asking.question.folded))
        found = self._facts.entities(link.tail for link in links)
        of_sort = {id_ for id_, entity in found.items() if sorts and entity.name.endswith(sorts)} or set(found)
        statements, initiatives = self._facts.listed([link for link in links if link.tail in of_sort], "tail")
        if not statements:
            return None
        lead = asking.words.say(template, body=actor.name, count=len(statements))
        return Finding(lead, statements, "graph", (actor, *initiatives))

    def carriers(self, asking: Asking) -> Finding | None:
        """Bodies before places: a place alone does not answer who does it. Whoever does it need not lead it."""
        if Intent.LEADERS in asking.question.intents:
            return None
        for initiative in asking.of([Kind.INITIATIVE]):
            links = self._facts.links(initiative, [LinkKind.CARRIES_OUT], "in")
            heads = self._facts.entities(link.head for link in links)
            bodies = {id_ for id_, entity in heads.items() if entity.kind in BODIES}
            if asking.question.asks("body", "person") and not asking.question.asks("place"):
                links = [link for link in links if link.head in bodies]
            wanted = frozenset().union(*(asked.kinds for asked in asking.question.required)) | _doers(asking.question)
            links = [link for link in links if not wanted or heads[link.head].kind in wanted]
            statements, actors = self._facts.listed(links, "head")
            if statements:
                lead = asking.words.say("carriers", initiative=shown(initiative))
                return Finding(lead, statements, "graph", (*actors, initiative))
        return None

    def members(self, asking: Asking) -> Finding | None:
        for body in asking.bearing(BODIES):
            links = [link for link in self._facts.links(body, [LinkKind.PART_OF], "in") if _is_membership(link)]
            found = self._facts.entities(link.head for link in links)
            template = "members"
            if len(found) < 2 and "成员" not in asking.question.folded:
                links = self._facts.links(body, [LinkKind.PART_OF], "in")
                found, template = self._facts.entities(link.head for link in links), "units"
            if len(found) > 1 or (found and template == "units"):
                names = asking.words.join(member.name for member in found.values())
                lead = asking.words.say(template, body=body.name, count=len(found), bodies=names)
                return Finding(lead, (Statement("", self._facts.cite_all(links)),), "graph", (*found.values(), body))
        return None

    def instructed(self, asking: Asking) -> Finding | None:
        """Who gave instructions on an initiative, or on what a person gave them."""
        for subject in asking.of([Kind.INITIATIVE, Kind.PERSON]):
            given = subject.kind is Kind.PERSON
            links = self._facts.links(subject, [LinkKind.INSTRUCTED], "out" if given else "in")
            statements, others = self._facts.listed(links, "tail" if given else "head")
            if statements:
                template = "instructions" if given else "instructed"
                lead = asking.words.say(template, person=subject.name, initiative=shown(subject))
                return Finding(lead, statements, "graph", (*others, subject))
        return None

    def located(self, asking: Asking) -> Finding | None:
        """Bodies of the sorts asked for that lie in a place."""
        kinds = frozenset().union(*(kinds for kinds, words in _DOERS if words.search(asking.question.folded))) or BODIES
        for place in asking.of([Kind.REGION]):
            links = self._facts.links(place, [LinkKind.LOCATED_IN], "in")
            found = self._facts.entities(link.head for link in links)
            kept = [link for link in links if link.head in found and found[link.head].kind in kinds]
            statements, bodies = self._facts.listed(kept, "head")
            if statements:
                lead = asking.words.say("located", place=place.name, count=len(statements))
                return Finding(lead, statements, "graph", (place, *bodies))
        return None

    def parts(self, asking: Asking) -> Finding | None:
        for whole in asking.of([Kind.INITIATIVE, Kind.POLICY]):
            links = self._facts.links(whole, [LinkKind.INCLUDES], "out")
            found = self._facts.entities(link.tail for link in links)
            if len(found) > 1:
                names = asking.words.join(shown(part) for part in found.values())
                lead = asking.words.say("parts", whole=shown(whole), parts=names)
                return Finding(lead, (Statement("", self._facts.cite_all(links)),), "graph", (whole, *found.values()))
        return None


def _further_person(asking: Asking) -> bool:
    """Whether a piece of the question is a name that the graph does not know."""
    known = {fold(name) for person in asking.of([Kind.PERSON]) for name in (person.name, *person.aliases)}
    pieces = (piece for piece in asking.question.theme if 2 <= len(piece) <= _NAME and piece not in known)
    return any(piece[0] in surnames().single for piece in pieces)


def _doers(question: Question) -> frozenset[str]:
    """The kind of those who act, where the question names firms or schools."""
    named = next(
        (kinds for kinds, words in _DOERS if _WHICH.search(question.folded) and words.search(question.folded)), ()
    )
    return frozenset(kind.value for kind in named)


def _acts(question: Question, subject: Subject) -> bool:
    """Whether a place itself is said to act, and not something named after it that the graph does not know."""
    return _AFTER_ACTOR.match(compact(question.folded)[subject.end :]) is not None


def _same_post(post: str, wanted: str) -> bool:
    """主席 is asked for: 主席 and 党组书记、主席 are, 副主席 and 执行主席 are not. Everyday words mean any head."""
    if _ANY_HEAD.fullmatch(wanted):
        return _HEAD.search(post) is not None and not _DEPUTY.search(post)
    return post == wanted or (post.endswith(wanted) and not _OTHER_RANK.search(post[: -len(wanted)]))


def _is_membership(link: Link) -> bool:
    """A member unit, not an office or branch of the body itself."""
    return any("成员" in e.quote or "组成" in e.quote or "member" in e.rule for e in link.evidence)


METHODS = {
    Intent.POST: BodyAnswers.post,
    Intent.PERSON: BodyAnswers.post,
    Intent.HOLDER: BodyAnswers.holder,
    Intent.CARRIES_OUT: BodyAnswers.carries_out,
    Intent.CARRIERS: BodyAnswers.carriers,
    Intent.MEMBERS: BodyAnswers.members,
    Intent.PARTS: BodyAnswers.parts,
    Intent.INSTRUCTED: BodyAnswers.instructed,
    Intent.LOCATED: BodyAnswers.located,
}
