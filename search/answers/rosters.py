"""Answers that list what the graph holds: posts in a body, who carries out what, what one of two places lacks."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from graph.elements import BODIES, Entity, Kind, Link, LinkKind
from graph.extraction.scope import Region
from graph.titles import place_codes
from search.answers.compose import shown
from search.answers.facts import Asking, Facts
from search.evidence.finding import Finding, Statement, joined
from search.questions.needs import named_in, places_in
from search.questions.question import Intent
from search.wording.terms import fold

_MOST = 20
"""Lines of a list at most."""
_READ = 2_000
"""Initiatives or policies that are looked through at most, most mentioned first."""
_DOERS = (
    (frozenset({Kind.ENTERPRISE}), re.compile("企业|公司|集团|enterprises?|companies|firms")),
    (frozenset({Kind.INSTITUTION}), re.compile("院校|学校|schools|institutions")),
    (frozenset({Kind.REGION}), re.compile("地方|地区|城市|省份|州|市|县|places")),
    (frozenset({Kind.AGENCY}), re.compile("部门|机关|工会|agencies|unions")),
    (BODIES, re.compile("")),
)
"""Kinds of those who act, by the question's word for them."""
_NATIONAL = re.compile("^(?:全国|国家|国务院|中央|中共中央|中华|中国)")
_GROUP = re.compile("(?:小组|指挥部|专班|联席会议)$")
_LEADS = "[^。；，]{0,8}(?:牵头|主抓|负责(?!人))"
"""What follows the name of one who leads."""
_WITHIN = re.compile("(?:企业|[国央民]企|公司|集团|单位|院校|学校|工厂)(?:内部|[内里])")
_DEEDS = (LinkKind.CARRIES_OUT, LinkKind.PROVIDES_FOR)
_Deeds = dict[str, list[Link]]
"""Links by the initiative that they lead to."""


class RosterAnswers:
    """One method for each intent; None when the graph does not say."""

    def __init__(self, facts: Facts) -> None:
        self._facts = facts

    def officers(self, asking: Asking) -> Finding | None:
        """All who hold a post in a body; of bodies of one name (省总工会) the first with any.

        None for those of one occasion: where the question names persons or a day.
        """
        if asking.of([Kind.PERSON]) or asking.question.given is not None:
            return None
        subjects = [s for s in asking.subjects if s.entity.kind in BODIES]
        for body in (entity for s in subjects for entity in (s.entity, *s.others) if entity.kind in BODIES):
            held: dict[str, list[Link]] = defaultdict(list)
            for link in self._facts.links(body, [LinkKind.HOLDS_POST], "in"):
                held[link.head].append(link)
            people = self._facts.entities(held)
            statements = [self._officer(asking, person, held[id_]) for id_, person in people.items()]
            if statements:
                lead = asking.words.say("officers", body=body.name, count=len(statements))
                return Finding(lead, tuple(statements), "graph", (body, *people.values()))
        return None

    def _officer(self, asking: Asking, person: Entity, links: Sequence[Link]) -> Statement:
        posts = asking.words.join(dict.fromkeys(str(link.attrs.get("post", "")) for link in links))
        return Statement(asking.words.say("officer", person=person.name, posts=posts), self._facts.cite_all(links, 2))

    def deeds(self, asking: Asking) -> Finding | None:
        """Those of the kind asked for with what each carries out, in the places that the question names."""
        if asking.of([Kind.INITIATIVE, Kind.POLICY, *BODIES]):
            return None
        kinds = next(kinds for kinds, words in _DOERS if words.search(asking.question.folded))
        by_doer: dict[str, list[Link]] = defaultdict(list)
        for link in self._all_deeds([LinkKind.CARRIES_OUT]):
            by_doer[link.head].append(link)
        places = _places_asked(asking)
        doers = {id_: doer for id_, doer in self._facts.entities(by_doer).items() if doer.kind in kinds}
        kept = [
            doer
            for id_, doer in doers.items()
            if all(_any_in(place, self._places(doer, by_doer[id_])) for place in places)
        ]
        if not kept:
            return None
        statements = [self._deed(asking, doer, by_doer[doer.id]) for doer in kept[:_MOST]]
        lead = asking.words.say("deeds", count=len(kept))
        return Finding(lead, asking.words.of_all(statements, len(kept)), "graph", tuple(kept))

    def _deed(self, asking: Asking, doer: Entity, links: Sequence[Link]) -> Statement:
        initiatives = self._facts.entities(link.tail for link in links).values()
        told = asking.words.say("deed", body=doer.name, initiatives=asking.words.join(map(shown, initiatives)))
        return Statement(told, self._facts.cite_all(links, 2))

    def leaders(self, asking: Asking) -> Finding | None:
        """Bodies that the evidence says to lead an initiative, else the groups that bear its name.

        The groups of places lead none inside a firm or a school.
        """
        for initiative in asking.of([Kind.INITIATIVE]):
            links = self._facts.links(initiative, _DEEDS[:1], "in")
            heads = self._facts.entities(link.head for link in links)
            led = [link for link in links if link.head in heads and _leads(heads[link.head], link)]
            statements, bodies = self._facts.listed(led, "head")
            if statements:
                lead = asking.words.say("leaders", initiative=shown(initiative))
                return Finding(lead, statements, "graph", (*bodies, initiative))
            groups = [] if _WITHIN.search(asking.question.folded) else list(self._groups(asking, initiative))
            if groups:
                told = tuple(Statement(group.name, self._facts.cite_all(links, 2)) for group, links in groups[:_MOST])
                lead = asking.words.say("groups", initiative=shown(initiative))
                return Finding(lead, told, "graph", (*(group for group, _ in groups[:_MOST]), initiative))
        return None

    def _groups(self, asking: Asking, initiative: Entity) -> Iterator[tuple[Entity, list[Link]]]:
        """Groups named after the initiative, with their links, in the places that the question names."""
        places = _places_asked(asking)
        for group in self._facts.store.find(_core(initiative), Kind.AGENCY, _MOST):
            if _GROUP.search(group.name) and all(_any_in(place, place_codes(group.name)) for place in places):
                links = self._facts.links(group, tuple(LinkKind), "both")
                if links:
                    yield group, links

    def only_here(self, asking: Asking) -> Finding | None:
        """Initiatives of the first of two places that no document of the second mentions, if it has any of its own.

        Of one place alone: those that no other province carries out and no document of another mentions.
        """
        places = _places_asked(asking)
        if len(places) == 1:
            return self._sole(asking, places[0])
        return self._lacking(asking, places, self._deeds_in(places)) if len(places) == 2 else None

    def _sole(self, asking: Asking, here: Region) -> Finding | None:
        deeds = self._deeds_in([here])[0]
        initiatives = self._facts.entities(deeds).values()
        kept = [e for e in initiatives if not self._known_outside(here, e)]
        elsewhere = asking.words.say("elsewhere")
        return self._only(asking, (here.name, elsewhere), kept, deeds) if kept else None

    def _known_outside(self, here: Region, initiative: Entity) -> bool:
        """Whether another place or a national body acts in it, or a document of another place mentions it."""
        links = self._facts.links(initiative, _DEEDS, "in")
        heads = self._facts.entities(link.head for link in links)
        acting = [self._places(heads[link.head], [link]) for link in links if link.head in heads]
        return not all(_any_in(here, codes) for codes in acting) or any(
            not (code.startswith(here.code) or here.code.startswith(code)) for code in self._mentioning(initiative)
        )

    def shared(self, asking: Asking) -> Finding | None:
        """What both of two places do, or one does and a document of the other mentions."""
        places = _places_asked(asking)
        if len(places) != 2:
            return None
        (here, there), (ours, theirs) = places, self._deeds_in(places)
        both = {id_: [*ours.get(id_, ()), *theirs.get(id_, ())] for id_ in (*ours, *theirs)}
        kept = [
            initiative
            for id_, initiative in self._facts.entities(both).items()
            if all(
                id_ in deeds or self._mentioned(initiative, place) for deeds, place in ((ours, here), (theirs, there))
            )
        ]
        return self._only(asking, (here.name, there.name), kept, both, "shared") if kept else None

    def apart(self, asking: Asking) -> Finding | None:
        """What each of two places does and the other does not."""
        places = _places_asked(asking)
        if len(places) != 2:
            return None
        deeds = self._deeds_in(places)
        found = [self._lacking(asking, places, deeds), self._lacking(asking, places[::-1], deeds[::-1])]
        kept = [finding for finding in found if finding is not None]
        return joined(kept) if kept else None

    def _lacking(self, asking: Asking, places: Sequence[Region], deeds: Sequence[_Deeds]) -> Finding | None:
        """What the first of two places has and the second has not. deeds: of each."""
        (here, there), (ours, theirs) = places, deeds
        kept = [id_ for id_ in ours if theirs and id_ not in theirs]
        initiatives = [e for e in self._facts.entities(kept).values() if not self._mentioned(e, there)]
        return self._only(asking, (here.name, there.name), initiatives, ours) if initiatives else None

    def _only(
        self,
        asking: Asking,
        names: tuple[str, str],
        initiatives: Sequence[Entity],
        deeds: _Deeds,
        template: str = "only_here",
    ) -> Finding:
        """The initiatives, each with who acts in it. names: of the two places; deeds: links by initiative."""
        heads = self._facts.names([link for e in initiatives[:_MOST] for link in deeds[e.id]])
        statements = []
        for initiative in initiatives[:_MOST]:
            links = deeds[initiative.id]
            bodies = asking.words.join(dict.fromkeys(heads[link.head] for link in links))
            told = asking.words.say("only_here_line", initiative=shown(initiative), bodies=bodies)
            statements.append(Statement(told, self._facts.cite_all(links, 1)))
        lead = asking.words.say(template, here=names[0], there=names[1], count=len(initiatives))
        return Finding(lead, asking.words.of_all(statements, len(initiatives)), "graph", tuple(initiatives))

    def _deeds_in(self, places: Sequence[Region]) -> list[_Deeds]:
        """What is carried out or provided for in each of the places, by initiative."""
        links = list(self._all_deeds(_DEEDS))
        heads = self._facts.entities(link.head for link in links)
        found: list[_Deeds] = [defaultdict(list) for _ in places]
        for link in links:
            codes = self._places(heads[link.head], [link]) if link.head in heads else frozenset[str]()
            for place, deeds in zip(places, found, strict=True):
                if _any_in(place, codes):
                    deeds[link.tail].append(link)
        return found

    def _all_deeds(self, kinds: Sequence[LinkKind]) -> Iterator[Link]:
        """The links at all initiatives, without what is only planned."""
        for initiative in self._facts.store.list_entities(Kind.INITIATIVE, limit=_READ):
            for link in self._facts.links(initiative, kinds, "in"):
                if link.attrs.get("status") != "planned":
                    yield link

    def _places(self, doer: Entity, links: Sequence[Link]) -> frozenset[str]:
        """Codes of the divisions that a doer is of: as its name says, its issuers' names or the documents' region.

        None for national bodies.
        """
        names = [doer.name]
        if doer.kind is Kind.POLICY:
            issued = self._facts.links(doer, [LinkKind.ISSUED], "in")
            names += [body.name for body in self._facts.entities(link.head for link in issued).values()]
        codes = frozenset().union(*map(place_codes, names)) or frozenset[str]()
        if codes or doer.kind is Kind.POLICY or any(map(_NATIONAL.match, names)):
            return codes
        return self._regions(evidence.document for link in links for evidence in link.evidence)

    def _regions(self, documents: Iterable[str]) -> frozenset[str]:
        records = map(self._facts.citer.record, dict.fromkeys(documents))
        return frozenset().union(*(_codes(record.region) for record in records if record and record.region))

    def _mentioned(self, initiative: Entity, place: Region) -> bool:
        """Whether a document of the place mentions it."""
        return _any_in(place, self._mentioning(initiative))

    def _mentioning(self, initiative: Entity) -> frozenset[str]:
        """Codes of the regions whose documents mention it."""
        passages = self._facts.store.mentions(initiative.id, _READ)
        return self._regions(passage.rsplit("-", 1)[0] for passage in passages)


def _places_asked(asking: Asking) -> list[Region]:
    return [region for _, region in named_in(asking.question.folded)]


def _leads(body: Entity, link: Link) -> bool:
    """Whether the evidence says that the body leads."""
    names = "|".join(map(re.escape, (body.name, *body.aliases)))
    return any(re.search(f"(?:{names}){_LEADS}", evidence.quote) for evidence in link.evidence)


def _core(initiative: Entity) -> str:
    """The name without marks."""
    return re.sub("[“”《》]", "", initiative.name)


def _codes(region: str) -> frozenset[str]:
    return frozenset(found.code for _, found in places_in(fold(region))[:1])


def _any_in(place: Region, codes: Iterable[str]) -> bool:
    """Whether a division of these codes is the place or lies in it."""
    return any(code.startswith(place.code) for code in codes)


METHODS = {
    Intent.OFFICERS: RosterAnswers.officers,
    Intent.DEEDS: RosterAnswers.deeds,
    Intent.ONLY_HERE: RosterAnswers.only_here,
    Intent.SHARED: RosterAnswers.shared,
    Intent.LEADERS: RosterAnswers.leaders,
}
