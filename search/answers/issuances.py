"""Lists of policies by who issued them: a body, several together, the bodies of a place, anybody in a period."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice, product

from graph.elements import BODIES, Entity, Kind, Link, LinkKind
from graph.titles import place_codes
from search.answers.compose import shown
from search.answers.facts import Asking, Facts
from search.answers.periods import Period, dated, period
from search.evidence.finding import Finding, Statement, joined
from search.questions.question import Intent
from search.wording.terms import compact, cut, fold

_ON = re.compile(
    "(?:哪些|哪几[份个部]|什么|啥)(?:关于|有关|涉及|支持)([^,。?]{2,20}?)的?(?:政策|文件|通知|意见|方案|办法|公告|通告)"
)
"""The topic that a question puts between the papers and who issued them (印发了哪些关于稳就业的通知)."""
_TOPICAL = 4
"""Bigrams from which on the rest of a question is a topic."""
_PARTNERS = 4
"""Bodies that a question names as issuers of one policy, at most."""
_TOGETHER = ("联合", "共同", "会同", "一起", "一块儿?", "一道", "一同")
"""Words of issuing together, which are no topic."""
_SEVERAL = re.compile("联合|共同|会同|一起|一块|一道|一同|谁和谁|和谁|哪[几两三四五六七](?:个|家)|jointly|together")
_GENRES = "(公告|通告|通知|意见|方案|办法|条例|规定|决定|措施|规划|指南|指引|细则)"
_GENRE = re.compile(
    f"(?:哪些|哪几[份个部]|什么|[几多][少份个部]*) ?{_GENRES}|{_GENRES}(?:一共|总共|共|都)?有(?:哪些|什么|多少|几)"
)
"""Papers of one genre that a question asks for; 文件 and 政策 are of all."""
_GENRE_WITHIN = 14
"""Letters at the end of a title that tell its genre (公告2020年第17号, 办法（试行）)."""
_ANY_GENRE = re.compile("(?:实施|指导|若干|行动)?(?:意见|通知|方案|办法|规划|计划|规定|决定|措施|细则|要点|公告|通告)")
_MOST_BODIES = 6
"""Bodies of one name whose policies are listed."""
_SO_MANY = re.compile("([三四五六七八九十])个?(?:以上)?的?(?:部门|单位|部委|机构)")
_MOST = 20
"""Lines of a list at most."""
_READ = 2_000
"""Policies that are looked through at most, most mentioned first."""
_PLAIN = re.compile(
    "(?:全[国省市县]|[本我该][省市县]|的?(?:机关|单位|部门|机构|政府|各级|份|个|部|几|共|总|有|和|与|里|都|所|过|了|由|在|年|月|日|号))+"
)
"""What a question for a list says beside place and time without naming a topic."""


class IssuanceAnswers:
    """One method for each intent; None when the graph does not say."""

    def __init__(self, facts: Facts) -> None:
        self._facts = facts

    def issued(self, asking: Asking) -> Finding | None:
        if asks_joint(asking) and len(asking.of(BODIES)) > 1:
            return self._issued_together(asking)
        if asking.of(BODIES):
            return _first_of(self._issued_by_one(asking, body) for body in asking.bearing(BODIES))
        return self._issued_anywhere(asking)

    def outside(self, asking: Asking) -> bool:
        """Whether a body named issued policies, none of them in the period that the question names."""
        issued = [link for body in asking.of(BODIES) for link in self._facts.links(body, [LinkKind.ISSUED], "out")]
        within = period(asking.question.folded)
        return within is not None and bool(issued) and not self._within(issued, within)

    def _issued_by_one(self, asking: Asking, body: Entity) -> Finding | None:
        links = self._facts.links(body, [LinkKind.ISSUED], "out")
        links = [link for link in links if link.attrs.get("joint") or not asks_joint(asking)]
        statements, policies = self._facts.listed(self._about(links, asking, body), "tail")
        if not statements:
            return None
        lead = asking.words.say("issued", body=body.name, when=_when(asking), count=len(statements))
        return Finding(lead, asking.words.of_all(statements[:_MOST], len(statements)), "graph", (body, *policies))

    def _issued_together(self, asking: Asking) -> Finding | None:
        """What all bodies named issued; of bodies of one name (省总工会) each choice that shares a policy."""
        named = [(s.entity, *s.others) for s in asking.subjects if s.entity.kind in BODIES]
        chosen = product(*(bodies[:_MOST_BODIES] for bodies in named[:_PARTNERS]))
        return _first_of(self._shared(asking, bodies) for bodies in chosen)

    def _shared(self, asking: Asking, bodies: Sequence[Entity]) -> Finding | None:
        links = [self._facts.links(body, [LinkKind.ISSUED], "out") for body in bodies]
        shared = set[str].intersection(*({link.tail for link in issued} for issued in links))
        cited = [link for issued in links for link in issued if link.tail in shared]
        statements, policies = self._facts.listed(self._within(cited, period(asking.question.folded)), "tail")
        if not statements or len({body.id for body in bodies}) < len(bodies):
            return None
        names = asking.words.join(body.name for body in bodies)
        lead = asking.words.say("issued_together", bodies=names, when=_when(asking), count=len(statements))
        return Finding(lead, asking.words.of_all(statements[:_MOST], len(statements)), "graph", (*bodies, *policies))

    def _issued_anywhere(self, asking: Asking) -> Finding | None:
        """What the bodies of each place issued, or anybody in a period, where the question names no topic."""
        places = asking.of([Kind.REGION])
        if self._topic(asking, places) or not (places or period(asking.question.folded)):
            return None
        return _first_of(self._issued_in(asking, place) for place in places or (None,))

    def _issued_in(self, asking: Asking, place: Entity | None) -> Finding | None:
        """What the bodies of a place issued; None for any place."""
        codes = place_codes(place.name) if place else frozenset[str]()
        told = [self._told(asking, policy, codes) for policy in self._policies(asking)]
        statements = [statement for statement in told if statement is not None]
        if not statements:
            return None
        where = asking.words.say("issued_in", place=place.name) if place else ""
        lead = asking.words.say("issued_anywhere", where=where, when=_when(asking), count=len(statements))
        listed = asking.words.of_all(statements[:_MOST], len(statements))
        return Finding(lead, listed, "graph", (place,) if place else ())

    def _policies(self, asking: Asking) -> Iterator[Entity]:
        """Policies of the genre asked for, dated in the period."""
        within = period(asking.question.folded)
        genre = _genre(asking)
        for policy in self._facts.store.list_entities(Kind.POLICY, limit=_READ):
            of_genre = genre is None or genre in policy.name[-_GENRE_WITHIN:]
            if of_genre and (within is None or within.holds(dated(policy))):
                yield policy

    def _told(self, asking: Asking, policy: Entity, codes: frozenset[str]) -> Statement | None:
        """The policy with its issuers, one of whom is of the place; None without such."""
        links = self._issuing(policy)
        names = [body.name for body in self._facts.entities(link.head for link in links).values()]
        local = not codes or any(code.startswith(tuple(codes)) for name in names for code in place_codes(name))
        if not (names and local):
            return None
        said = asking.words.say("issued_line", policy=shown(policy), bodies=asking.words.join(names))
        return Statement(said, self._facts.cite_all(links, 1))

    @staticmethod
    def _topic(asking: Asking, places: Sequence[Entity]) -> bool:
        """Whether the question names more than a place and a time."""
        text = compact(asking.question.folded)
        rest = compact(" ".join(asking.question.theme))
        within = period(asking.question.folded)
        for subject in asking.subjects:
            if subject.entity in places and subject.start >= 0:
                rest = rest.replace(text[subject.start : subject.end], "")
        rest = rest.replace(compact(within.said), "") if within else rest
        return len(_PLAIN.sub("", rest)) > 1

    def issuances(self, asking: Asking) -> Finding | None:
        """The policies of the sort asked for that several bodies issued, with what they implement or provide for.

        As many bodies as the question says (三个以上部门), two at least.
        """
        if asking.of([Kind.POLICY]):
            return None
        named = _ANY_GENRE.search(asking.question.folded)
        genre = named.group() if named else ""
        within = period(asking.question.folded)
        least = _least_issuers(asking)
        told = [
            self._issuance(asking, policy, least)
            for policy in self._facts.store.list_entities(Kind.POLICY, limit=_READ)
            if policy.name.endswith(genre) and (within is None or within.holds(dated(policy)))
        ]
        statements = [statement for statement in told if statement is not None]
        if not statements:
            return None
        lead = asking.words.say("issuances", genre=genre or asking.words.say("papers"), count=len(statements))
        return Finding(
            lead, asking.words.of_all(statements[:_MOST], len(statements)), "graph", tuple(asking.of(BODIES))
        )

    def _issuance(self, asking: Asking, policy: Entity, least: int) -> Statement | None:
        """Who issued it together and what for; None when fewer did than at least must."""
        words = asking.words
        issued = self._issuing(policy)
        if len(issued) < least:
            return None
        bodies = words.join(body.name for body in self._facts.entities(link.head for link in issued).values())
        grounds = self._facts.links(policy, [LinkKind.IMPLEMENTS, LinkKind.BASED_ON], "out")
        deeds = self._facts.links(policy, [LinkKind.PROVIDES_FOR], "out")[:3] if not grounds else []
        said = words.say("issuance", policy=shown(policy), bodies=bodies)
        if grounds:
            said += words.say("issuance_grounds", grounds=words.join(self._names(grounds)))
        if deeds:
            said += words.say("issuance_deeds", initiatives=words.join(self._names(deeds)))
        return Statement(said, self._facts.cite_all([*issued, *grounds, *deeds], 3))

    def _names(self, links: Sequence[Link]) -> Iterator[str]:
        return map(shown, self._facts.entities(link.tail for link in links).values())

    def _issuing(self, policy: Entity) -> list[Link]:
        """Links from its issuers, in printed order."""
        links = self._facts.links(policy, [LinkKind.ISSUED], "in")
        return sorted(links, key=lambda link: (link.attrs.get("order") or 99, link.head))

    def _about(self, links: Sequence[Link], asking: Asking, body: Entity) -> list[Link]:
        """The links to policies of the question's period, genre and topic, when it names one beside the body."""
        within = period(asking.question.folded)
        links = self._of_genre(self._within(links, within), asking)
        text = compact(asking.question.folded)
        said = (text[s.start : s.end] for s in asking.subjects if s.start >= 0 and s.entity.id == body.id)
        names = sorted(map(fold, (body.name, *body.aliases, *said)), key=len, reverse=True)
        pieces = (piece for piece in asking.question.theme if not any(piece in name for name in names))
        rest = "".join(pieces).replace(within.said, "") if within else "".join(pieces)
        on = _ON.search(asking.question.folded)
        grams = cut(on[1] if on else re.sub("|".join((*map(re.escape, names), *_TOGETHER)), "", rest))
        if on is None and len(grams) < _TOPICAL:
            return links
        titles = {id_: fold(entity.name) for id_, entity in self._facts.entities(link.tail for link in links).items()}
        return [link for link in links if sum(gram in titles.get(link.tail, "") for gram in grams) >= len(grams) / 2]

    def _within(self, links: Sequence[Link], within: Period | None) -> list[Link]:
        """The links to policies that their date, number or title puts in the period."""
        if within is None:
            return list(links)
        policies = self._facts.entities(link.tail for link in links)
        return [link for link in links if link.tail in policies and within.holds(dated(policies[link.tail]))]

    def _of_genre(self, links: Sequence[Link], asking: Asking) -> list[Link]:
        """The links to policies of the genre that the question counts or lists (哪些公告), if there are any."""
        asked = _genre(asking)
        policies = self._facts.entities(link.tail for link in links)
        named = {id_ for id_, policy in policies.items() if asked and asked in policy.name[-_GENRE_WITHIN:]}
        return [link for link in links if not named or link.tail in named]


def asks_joint(asking: Asking) -> bool:
    """Whether the question takes it that several bodies issued it."""
    return _SEVERAL.search(asking.question.folded) is not None


def _genre(asking: Asking) -> str | None:
    """The genre whose papers the question lists or counts (哪些公告, 通知有几份)."""
    found = _GENRE.search(asking.question.folded)
    return found[1] or found[2] if found else None


def _when(asking: Asking) -> str:
    within = period(asking.question.folded)
    return asking.words.say("in_period", period=within.said) if within else ""


def _least_issuers(asking: Asking) -> int:
    found = _SO_MANY.search(asking.question.folded)
    return "二三四五六七八九十".index(found.group(1)) + 2 if found else 2


def _first_of(findings: Iterable[Finding | None]) -> Finding | None:
    """The first findings that there are as one answer; None without any."""
    kept = list(islice((finding for finding in findings if finding is not None), _MOST_BODIES))
    return joined(kept) if len(kept) > 1 else next(iter(kept), None)


METHODS = {
    Intent.ISSUED: IssuanceAnswers.issued,
    Intent.ISSUANCES: IssuanceAnswers.issuances,
}
