"""Number and issuers of a document that the question describes, and the title of one of a number, without the graph."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ingest.document import Document, Field
from ingest.ledger import DocumentRecord
from search.answers.compose import titled
from search.answers.facts import Asking
from search.evidence.citations import Citer
from search.evidence.finding import Finding, Statement
from search.evidence.sentences import LONGEST
from search.query import Hit
from search.questions.question import Intent
from search.questions.spelling import lacks_word
from search.wording.terms import compact, cut, fold

_NUMBER = re.compile(r"(?<!\d)\d+号")
_OF_ISSUE = re.compile("《|印发|发布|下发|公布|颁[发布]|出台|制定|转发")
_READ = 6
"""Best passages whose documents may be the one that is meant."""
_DESCRIBED = 0.6
"""Share of the bigrams of the question's subject that the title, with issuers and place, must bear."""
_LEAST = 4
"""Bigrams without which a subject describes no document."""


class HeaderAnswers:
    def __init__(self, citer: Citer) -> None:
        self._citer = citer

    def told(self, asking: Asking, hits: Sequence[Hit]) -> Finding | None:
        """None when no title found answers the description, or its header lacks what is asked for."""
        if asking.question.doc_numbers:
            return self._numbered(asking, hits) if Intent.IDENTITY in asking.question.intents else None
        wanted = {Intent.DOC_NUMBER, Intent.ISSUER} & set(asking.question.intents)
        if not wanted:
            return None
        records = {hit.document.id: hit.document for hit in hits[:_READ]}
        shares = {id_: _described(asking, record) for id_, record in records.items()}
        best = max(shares, key=lambda id_: shares[id_], default=None)
        if best is None or shares[best] < _DESCRIBED:
            return None
        record = records[best]
        document = self._citer.document(record)
        numbered = self._number(asking, record, document) if Intent.DOC_NUMBER in wanted else None
        return numbered or (self._issuers(asking, record, document) if Intent.ISSUER in wanted else None)

    def _numbered(self, asking: Asking, hits: Sequence[Hit]) -> Finding | None:
        """The title of a document whose header has the number, or which begins with it."""
        number = asking.question.doc_numbers[0]
        for hit in hits[:_READ]:
            document = self._citer.document(hit.document)
            title = document.header.title
            if title is None:
                continue
            folded = fold(title.value)
            begins = folded.startswith(number)
            if begins or compact(fold(hit.document.doc_number or "")) == compact(number):
                name = title.value[len(number) :].lstrip(" -—－:：") if begins else title.value
                lead = asking.words.say("identity", number=number, policy=titled(name))
                return self._found(lead, hit.document, document, title, title)
        return None

    def issuers_of(self, asking: Asking, hit: Hit, text: str) -> Finding | None:
        """Who issued the document that a sentence is of, where a question tells it by what it says (发补贴的政策).

        None for a sentence that tells of an issue itself, which may be another paper's.
        """
        described, asked = compact(asking.question.described or ""), compact(asking.question.folded)
        titled = bool(described) and (described in asked or f"关于{described[:-2]}" in asked)  # not 发补贴的那个政策
        if _OF_ISSUE.search(text) or (titled and _described(asking, hit.document) < _DESCRIBED):
            return None
        return self._issuers(asking, hit.document, self._citer.document(hit.document))

    def _number(self, asking: Asking, record: DocumentRecord, document: Document) -> Finding | None:
        number = document.header.doc_number
        if number is None:
            return None
        lead = asking.words.say("doc_number", policy=f"《{record.title}》", number=number.value)
        return self._found(lead, record, document, number, number)

    def _issuers(self, asking: Asking, record: DocumentRecord, document: Document) -> Finding | None:
        issuers = document.header.issuers
        if not issuers or (asking.question.required and len(issuers) < _named_least(asking)):
            return None
        how = asking.words.say("issuer_joint" if len(issuers) > 1 else "issuer_one")
        names = asking.words.join(field.value for field in issuers)
        lead = asking.words.say("issuer", policy=f"《{record.title}》", bodies=names, how=how, date="")
        first, last = min(issuers, key=lambda f: f.start), max(issuers, key=lambda f: f.end)
        return self._found(lead, record, document, first, last)

    def _found(self, lead: str, record: DocumentRecord, document: Document, first: Field, last: Field) -> Finding:
        """Told with the lines of the header."""
        text = document.clean.text
        start = text.rfind("\n", 0, first.start) + 1
        end = text.find("\n", last.end)
        end = min(end if end >= 0 else len(text), start + LONGEST)
        citation = self._citer.clean(record, document, None, start, max(end, first.end))
        return Finding(lead, (Statement("", (citation,)),), "text")


def _named_least(asking: Asking) -> int:
    """Issuers that there must be: two where the question asks for joint ones."""
    return 2 if any(kind.name == "joint" for kind in asking.question.required) else 1


def _described(asking: Asking, record: DocumentRecord) -> float:
    """Share of the subject's bigrams that what heads the document bears; 0 for a document of another number."""
    numbers = _NUMBER.findall(asking.question.folded)
    if any(number not in fold(f"{record.title}{record.doc_number or ''}") for number in numbers):
        return 0.0
    terms = set(cut(" ".join(asking.question.theme)))
    head = fold("\n".join((record.title, record.region or "", record.date or "", *record.issuers)))
    if len(terms) < _LEAST or any(lacks_word(piece, head) for piece in asking.question.theme):
        return 0.0
    return sum(term in head for term in terms) / len(terms)
