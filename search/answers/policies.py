"""Answers about a policy's own facts: who issued it, its number and date, what it implements, amends or repeals."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence

from graph.elements import BODIES, Entity, Kind, Link, LinkKind
from ingest.document import Document, Field
from ingest.ledger import DocumentRecord
from search.answers.compose import shown
from search.answers.facts import Asking, Facts
from search.answers.issuances import asks_joint
from search.evidence.finding import Finding, Statement
from search.evidence.sentences import split
from search.query import Citation
from search.questions.question import Intent
from search.wording.terms import compact, fold

_EFFECT = re.compile(r"施行|生效|实施(?:时间|日期)|(?:开始|起)(?:实施|执行)|take effect|in force|effective")
_ISSUING = re.compile(
    r"(?<![开研分签])发的|出的|印发|发布|出台|下发|成文|发文|制定|颁布|公布|通过|签发|落款|日期|什么时候的|issued|dated?\b|published"
)
_WHICH_YEAR = re.compile("哪一?年|(?:what|which) year")
_IN_FORCE = re.compile(r"(?:自|从)[^。；]{2,24}(?:起|之日)[^。；]{0,4}(?:施行|实施|执行|生效)")
_BEFORE_NUMBER = 100
"""Code points quoted before a number at most."""
_FOUR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_NO_NAME = re.compile(r"[。；;：:）)]|\d{4,}")
"""What runs into a signature from the text before it: ends of sentences, numbers of telephones."""
_GROUNDS = (LinkKind.IMPLEMENTS, LinkKind.BASED_ON)
_CITED = (LinkKind.CITES, LinkKind.BASED_ON, LinkKind.IMPLEMENTS)


class PolicyAnswers:
    """One method for each intent; None when the graph does not say."""

    def __init__(self, facts: Facts) -> None:
        self._facts = facts

    def issuer(self, asking: Asking) -> Finding | None:
        """Who issued it, else the signature of its document. None when several are asked for and one is known."""
        joint = asks_joint(asking)
        for policy in _policies(asking):
            links = self._issuing(policy)
            if len(links) > 1 or (links and not joint):
                return self._issued_by(asking, policy, links)
        return self._signed(asking)

    def sole_issuer(self, asking: Asking) -> Finding | None:
        """The one body known to have issued what is asked about as issued jointly."""
        for policy in _policies(asking):
            links = self._issuing(policy)
            if len(links) == 1:
                body = next(iter(self._facts.entities([links[0].head]).values()))
                lead = asking.words.say("issuer_sole", policy=shown(policy), body=body.name)
                return Finding(lead, (Statement("", self._facts.cite_all(links)),), "graph", (body, policy))
        return None

    def _issuing(self, policy: Entity) -> list[Link]:
        """Links from its issuers, in printed order."""
        links = self._facts.links(policy, [LinkKind.ISSUED], "in")
        return sorted(links, key=lambda link: (link.attrs.get("order") or 99, link.head))

    def _signed(self, asking: Asking) -> Finding | None:
        """The lines at the foot of a policy's own document, of a policy whose issuers no link gives."""
        for policy in _policies(asking):
            for record, document in [] if self._issuing(policy) else self._facts.own_documents(policy):
                field = document.header.signed_on_field
                if field is not None:
                    text = document.clean.text
                    start = text.rfind("\n", 0, text.rfind("\n", 0, field.start)) + 1
                    start = max(start, *(match.end() for match in _NO_NAME.finditer(text, start, field.start)), 0)
                    citation = self._facts.citer.clean(record, document, None, start, field.end)
                    lead = asking.words.say("signed", policy=shown(policy))
                    return Finding(
                        lead, (Statement(" ".join(citation.quote.split()), (citation,)),), "graph", (policy,)
                    )
        return None

    def _issued_by(self, asking: Asking, policy: Entity, links: Sequence[Link]) -> Finding:
        words = asking.words
        bodies = list(self._facts.entities(link.head for link in links).values())
        how = "issuer_joint" if len(bodies) > 1 else "issuer_one"
        date = str(
            policy.attrs.get("date") or next((link.attrs["date"] for link in links if link.attrs.get("date")), "")
        )
        lead = words.say(
            "issuer",
            policy=shown(policy),
            bodies=words.join(body.name for body in bodies),
            how=words.say(how),
            date=words.say("issuer_date", date=words.date(date)) if date else "",
        )
        return Finding(lead, (Statement("", self._facts.cite_all(links)),), "graph", (*bodies, policy))

    def forwards(self, asking: Asking) -> Finding | None:
        """What a policy named forwards, else what the policies of a body named do."""
        one = self._related(asking, [LinkKind.FORWARDS], "out", "forwards")
        return one or self._forwarding(asking, "out", "forwards")

    def forwarded_by(self, asking: Asking) -> Finding | None:
        """What forwards a policy named, else any policy of a body named."""
        one = self._related(asking, [LinkKind.FORWARDS], "in", "forwarded_by")
        return one or self._forwarding(asking, "in", "forwarded_by")

    def _forwarding(self, asking: Asking, direction: str, template: str) -> Finding | None:
        """The same of all policies of the first body named, and of its offices, that have such links."""
        for body in asking.bearing(BODIES):
            offices = [link.head for link in self._facts.links(body, [LinkKind.PART_OF], "in")]
            issuers = [body, *self._facts.entities(offices).values()]
            issued = [link.tail for one in issuers for link in self._facts.links(one, [LinkKind.ISSUED], "out")]
            policies = self._facts.entities(issued).values()
            links = [link for p in policies for link in self._facts.links(p, [LinkKind.FORWARDS], direction)]
            if links:
                names = self._facts.names(links)
                told = tuple(Statement(asking.words.link(link, names), self._facts.cite(link)) for link in links)
                return Finding(asking.words.say(template, policy=body.name), told, "graph", (body, *policies))
        return None

    def cited_by(self, asking: Asking) -> Finding | None:
        return self._related(asking, _CITED, "in", "cited_by")

    def implements(self, asking: Asking) -> Finding | None:
        return self._related(asking, _GROUNDS, "out", "implements")

    def implemented_by(self, asking: Asking) -> Finding | None:
        return self._related(asking, _GROUNDS, "in", "implemented_by")

    def repealed(self, asking: Asking) -> Finding | None:
        by = self._related(asking, [LinkKind.REPEALS], "in", "repealed_by")
        return by or self._related(asking, [LinkKind.REPEALS], "out", "repeals")

    def amended(self, asking: Asking) -> Finding | None:
        by = self._related(asking, [LinkKind.AMENDS], "in", "amended_by")
        return by or self._related(asking, [LinkKind.AMENDS], "out", "amends")

    def _related(self, asking: Asking, kinds: Collection[LinkKind], direction: str, template: str) -> Finding | None:
        for policy in _policies(asking):
            links = self._facts.links(policy, kinds, direction)
            if direction == "out":
                links.sort(key=_place)  # as a policy names them: what it is for before what a clause of it carries out
            statements, others = self._facts.listed(links, "tail" if direction == "out" else "head")
            if statements:
                lead = asking.words.say(template, policy=shown(policy))
                return Finding(lead, statements, "graph", (policy, *others))
        return None

    def doc_number(self, asking: Asking) -> Finding | None:
        for policy in _policies(asking):
            number = policy.attrs.get("doc_number")
            if not number:
                continue
            citations = self._printed(policy, str(number))
            if citations:
                lead = asking.words.say("doc_number", policy=shown(policy), number=number)
                return Finding(lead, (Statement("", citations),), "graph", (policy,))
        return None

    def identity(self, asking: Asking) -> Finding | None:
        """What the document of a 发文字号 is."""
        for policy in _policies(asking):
            number = str(policy.attrs.get("doc_number", ""))
            asked = tuple(map(compact, asking.question.doc_numbers))
            if asked and compact(fold(number)).endswith(asked):
                issuers = self._facts.entities(link.head for link in self._issuing(policy))
                bodies = asking.words.join(body.name for body in issuers.values())
                template = "identity_issued" if bodies else "identity"
                lead = asking.words.say(template, number=number, policy=shown(policy), bodies=bodies)
                return Finding(lead, (Statement("", self._printed(policy, number)),), "graph", (policy,))
        return None

    def date(self, asking: Asking) -> Finding | None:
        """The date at the foot of the policy's own document, or when its text says that it takes effect."""
        if _EFFECT.search(asking.question.folded):
            return self._effective(asking)
        if not _ISSUING.search(asking.question.folded):
            return None
        for policy in _policies(asking):
            for record, document in self._facts.own_documents(policy):
                field = document.header.signed_on_field
                if field is not None and document.header.signed_on:
                    lead = asking.words.say("date", policy=shown(policy), date=field.value)
                    return Finding(lead, (Statement("", (self._cite(record, document, field),)),), "graph", (policy,))
        return self._numbered_year(asking) if _WHICH_YEAR.search(asking.question.folded) else None

    def _numbered_year(self, asking: Asking) -> Finding | None:
        """The year that a policy's number gives, where no document of its own tells the day."""
        for policy in _policies(asking)[:1]:
            number = str(policy.attrs.get("doc_number", ""))
            year, printed = _FOUR.search(number), self._printed(policy, number) if number else ()
            if year and printed:
                lead = asking.words.say("numbered_year", policy=shown(policy), number=number, year=year.group())
                return Finding(lead, (Statement("", printed),), "graph", (policy,))
        return None

    def _effective(self, asking: Asking) -> Finding | None:
        for policy in _policies(asking):
            for record, document in self._facts.own_documents(policy):
                for passage in reversed(document.passages):
                    for piece in split(passage.text):
                        text = passage.text[piece.start : piece.end]
                        if _IN_FORCE.search(text):
                            lead = asking.words.say("effective", policy=shown(policy))
                            citation = self._facts.citer.passage(record, passage, piece)
                            return Finding(lead, (Statement(text, (citation,)),), "graph", (policy,))
        return None

    def addressees(self, asking: Asking) -> Finding | None:
        for policy in _policies(asking):
            for record, document in self._facts.own_documents(policy):
                fields = document.header.addressees
                if fields:
                    bodies = asking.words.join(field.value for field in fields)
                    lead = asking.words.say("addressees", policy=shown(policy), bodies=bodies)
                    whole = Field("", fields[0].start, fields[-1].end)
                    return Finding(lead, (Statement("", (self._cite(record, document, whole),)),), "graph", (policy,))
        return None

    def _printed(self, policy: Entity, number: str) -> tuple[Citation, ...]:
        """Where the number stands: in the header of the policy's own document, else where it is cited."""
        for record, document in self._facts.own_documents(policy):
            field = document.header.doc_number
            if field is not None:
                return (self._cite(record, document, field),)
        links = self._facts.links(policy, tuple(LinkKind), "both")
        wanted = compact(fold(number))
        cited = [citation for link in links for citation in self._facts.cite(link)]
        quoted = [c for c in cited if wanted in compact(fold(c.quote))]
        return tuple(quoted or (found for c in cited for found in self._beside(c, number)))[:1]

    def _beside(self, citation: Citation, number: str) -> Iterator[Citation]:
        """The number, with what stands before it, where the document of a citation prints it."""
        document = self._facts.citer.document(citation.document)
        text = document.clean.text
        at = text.find(number)
        if at >= 0:
            start = max(text.rfind("\n", 0, at) + 1, text.rfind("。", 0, at) + 1, at - _BEFORE_NUMBER)
            yield self._facts.citer.clean(citation.document, document, None, start, at + len(number))

    def _cite(self, record: DocumentRecord, document: Document, field: Field) -> Citation:
        """The header's field with the lines around it, as far as they are short."""
        text = document.clean.text
        start = max(0, text.rfind("\n", 0, max(0, field.start - 40)) + 1)
        end = text.find("\n", field.end + 60)
        end = len(text) if end < 0 else end
        if end - start > 160:
            start, end = field.start, max(field.end, min(end, field.start + 160))
        return self._facts.citer.clean(record, document, None, start, end)


def _policies(asking: Asking) -> list[Entity]:
    """The policies named, then those that bear the same names."""
    named = asking.of([Kind.POLICY])
    others = [other for s in asking.subjects for other in s.others if other.kind is Kind.POLICY]
    return list({policy.id: policy for policy in (*named, *others)}.values())


METHODS = {
    Intent.ISSUER: PolicyAnswers.issuer,
    Intent.FORWARDS: PolicyAnswers.forwards,
    Intent.FORWARDED_BY: PolicyAnswers.forwarded_by,
    Intent.CITED_BY: PolicyAnswers.cited_by,
    Intent.IMPLEMENTS: PolicyAnswers.implements,
    Intent.IMPLEMENTED_BY: PolicyAnswers.implemented_by,
    Intent.REPEALED: PolicyAnswers.repealed,
    Intent.AMENDED: PolicyAnswers.amended,
    Intent.DOC_NUMBER: PolicyAnswers.doc_number,
    Intent.IDENTITY: PolicyAnswers.identity,
    Intent.DATE: PolicyAnswers.date,
    Intent.ADDRESSEES: PolicyAnswers.addressees,
}


def _place(link: Link) -> tuple[str, int]:
    """Where the text first tells of it."""
    return min((evidence.document, evidence.start) for evidence in link.evidence)
