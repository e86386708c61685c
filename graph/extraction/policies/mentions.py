"""Mentions of policies in one part: titles in 《》, their short forms, and unquoted titles."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from graph.elements import BODIES, Kind
from graph.extraction.dates import find_dates
from graph.extraction.policies.numbered import NUMBER
from graph.extraction.policies.own import own_policy, policy_of_part
from graph.extraction.policies.time import validity_said
from graph.extraction.policies.titles import (
    AGREEMENT,
    TitleReference,
    alike_title,
    canonical_title,
    core_title,
    count_agrees,
    identity_title,
    is_decision,
    is_generic,
    loose_title,
    split_issuer,
    split_printing,
    title_head,
    title_references,
    title_table,
)
from graph.extraction.policies.unquoted import COUNTED, find_unquoted_titles
from graph.extraction.scope import Mention, Scope
from graph.titles import place_codes, places_agree

__all__ = ["find_policies", "own_policy"]

_LONG_ENOUGH = 12
_NEAR = 800
_IN_POINTS = ("措施", "意见", "政策", "举措", "条")
_BETWEEN = frozenset("、，,和及与以及 　")
_BETWEEN_PARTIES = ("协议", "协议书", "合同")
_APPEAL = re.compile(r"(?:倡议书?|公开信|告知书)$")
_GIVES_OUT = re.compile(r"(?:印发|发布|下发|发出|公布|公开)了?的?$")
_OURS = re.compile(r"我[部委局厅办院署行会市县区]由?$")
# What a title's end leaves of it: its place, issuer or what it prints, not words of its subject (进一步).
_SCOPE_OF = re.compile(r"^$|[省市县区州旗盟局委府会办厅部组院司处署行构心发]$|^(?:本|全)[省市]")
_BARE_COUNT = re.compile(r"[\u4e00-\u9fff]?(?:\d+|[一二三四五六七八九十]+)条")
_ISSUES = re.compile(r"(?:联合)?(?:印发|出台|制定|发布|下发|发出|公布|推出)了?的?$")
_INNER = re.compile(r"(?:〈|<|＜|&lt;)([^〈〉<>＜＞《》&]{4,120})(?:〉|>|＞|&gt;)")


@dataclass(slots=True)
class _Identity:
    """One policy of the part: what all its mentions share."""

    name: str
    key: str
    rule: str = "quoted-title"
    issuer: str = ""
    number: str | None = None
    aliases: dict[str, None] = field(default_factory=dict)
    day: str | None = None
    keys: dict[str, None] = field(default_factory=dict)
    term: dict[str, str] = field(default_factory=dict)

    def mention(self, start: int, end: int, rule: str | None = None) -> Mention:
        attrs: dict[str, object] = {"aliases": [alias for alias in self.aliases if alias != self.name]}
        if self.number:
            attrs["doc_number"] = self.number
        if self.day:
            attrs["date"] = self.day
        if self.keys:
            attrs["keys"] = list(self.keys)
        attrs |= self.term
        return Mention(Kind.POLICY, start, end, self.name, rule or self.rule, key=self.key, attrs=attrs)


def find_policies(scope: Scope) -> list[Mention]:
    """Every mention of a policy in the part, in order; the document's own policy at its title first.

    Definitions (以下简称《意见》) and the titles seen are bound in `scope.short_forms` for the parts that follow.
    """
    reader = _Reader(scope)
    reader.read()
    return sorted(reader.mentions, key=lambda mention: (mention.start, -mention.end))


def _overlaps(spans: Sequence[tuple[int, int]], start: int, end: int) -> bool:
    """Whether one of the spans, sorted and at most nested two deep, overlaps [start, end)."""
    index = bisect_left(spans, (end, 0))
    return any(span[1] > start for span in spans[max(0, index - 3) : index])


def _forwards(title: str) -> bool:
    printing = split_printing(title)
    return printing is not None and printing.forwards


@lru_cache(maxsize=8)
def _numbers(text: str) -> dict[str, str]:
    """发文字号 of each title of the whole document that has one printed after it somewhere."""
    references = title_references(text)
    return {identity_title(reference.title): reference.number for reference in references if reference.number}


def _rows(text: str, references: Sequence[TitleReference]) -> Iterator[tuple[TitleReference, int]]:
    """Each title with the start of the row that it stands in: a cue before a row is a cue for each of it."""
    row, before = 0, None
    for here in references:
        joined = before is not None and here.start - before.tail <= 2
        if before is None or not (joined and set(text[before.tail : here.start]) <= _BETWEEN):
            row = here.start
        yield here, row
        before = here


class _Reader:
    """Reads the titles of one part in order and keeps what binds their short forms."""

    def __init__(self, scope: Scope) -> None:
        self._scope = scope
        self._text = scope.text
        self._bodies = [mention for mention in scope.mentions if mention.kind in BODIES]
        self._ends = sorted((mention.end, index) for index, mention in enumerate(self._bodies))
        self._identities: dict[str, _Identity] = {}
        self._last: list[_Identity] = []
        self._defined: dict[str, _Identity] = {}
        self._own: _Identity | None = None
        self.mentions: list[Mention] = []

    def read(self) -> None:
        part = self._scope.part
        self._read_own()
        references = title_references(self._text)
        first = bisect_left(references, part.start, key=lambda reference: reference.start)
        inside = [r for r in references[first:] if r.end <= part.end]
        for reference, row in _rows(self._text, inside):
            self._read_reference(reference, row)
        for title in find_unquoted_titles(self._scope, inside):
            self._read_unquoted(title.start, title.end, title.name, title.rule)
        self._read_again()

    def _read_own(self) -> None:
        own = policy_of_part(self._scope)
        if own is None:
            return
        issuers = self._scope.document.header.issuers
        issuer = split_issuer(own.name)[0] or (issuers[0].value if issuers else "")
        identity = _Identity(own.name, own.key or own.name, "own-title", issuer, own.attrs.get("doc_number"))
        identity.aliases = dict.fromkeys(own.attrs["aliases"])
        identity.keys = dict.fromkeys(own.attrs["keys"])
        for name in (own.name, *identity.aliases):
            self._identities.setdefault(loose_title(name), identity)
            self._identities.setdefault(identity_title(name), identity)
            self._identities.setdefault(alike_title(name), identity)
        self._own = identity
        if own.start >= self._scope.part.start and own.end <= self._scope.part.end:
            self.mentions.append(own)
            self._read_forwarded(own.start, own.end, own.name)
            self._read_inner(own.start, own.end, self._text[own.start : own.end])

    def _read_reference(self, reference: TitleReference, chain: int) -> None:
        identity = self._short_form(reference) or self._full_title(reference, chain)
        if identity is None:
            return
        if reference.short is not None:
            self._defined[reference.short] = identity
            self._scope.short_forms[reference.short] = (Kind.POLICY, identity.name)
        identity.term |= validity_said(self._text, reference.end - 1)
        self._add(identity, reference.start + 1, reference.end - 1, identity.rule)
        self._read_forwarded(reference.start, reference.end, reference.title)
        self._read_inner(reference.start + 1, reference.end - 1, reference.title)

    def _add(self, identity: _Identity, start: int, end: int, rule: str) -> None:
        self._last.append(identity)
        own = identity is self._own
        self.mentions.append(identity.mention(start, end, "own-title-again" if own else rule))

    def _short_form(self, reference: TitleReference) -> _Identity | None:
        """What a defined or generic title (《意见》) refers to, None when it is a title of its own."""
        title = reference.title
        if title in self._defined:
            return self._defined[title]
        if not is_generic(title):
            bound = self._scope.short_forms.get(title)
            return self._identities.get(loose_title(bound[1])) if bound and bound[0] is Kind.POLICY else None
        places = place_codes(self._issuer(reference) or self._who_issues(reference))
        candidates = [*reversed(self._last), *([self._own] if self._own else [])]
        for identity in candidates:
            if not places_agree(places, place_codes(identity.issuer)):
                continue  # the 《实施意见》 of another province
            if core_title(identity.name).endswith(title) or any(
                core_title(a).endswith(title) for a in identity.aliases
            ):
                return identity
        return None

    def _full_title(self, reference: TitleReference, chain: int) -> _Identity | None:
        title = reference.title
        head = title_head(title)
        starts_as_title = title.startswith("关于") and len(title) > 8 and not title.endswith(_BETWEEN_PARTIES)
        if head is None and not starts_as_title and not self._is_appeal(reference):
            return None
        issuer = self._issuer(reference) or (self._who_issues(reference) if is_generic(title) else "")
        if is_generic(title) and not issuer and reference.number is None:
            return None
        if not self._is_cited(reference, chain, head):
            return None
        identity = self._identify(title, issuer, reference.number, self._day_of_decision(reference.start, title))
        identity.issuer = identity.issuer or self._who_issues(reference)
        return identity

    def _is_appeal(self, reference: TitleReference) -> bool:
        """An appeal or open letter of which a verb of issuing right before it tells that an office gave it out."""
        return bool(_APPEAL.search(reference.title)) and bool(
            _GIVES_OUT.search(self._text, max(0, reference.start - 6), reference.start)
        )

    def _is_cited(self, reference: TitleReference, chain: int, head: str | None) -> bool:
        """Is it cited as a document, not filled in as a form or named as a book, course or lecture?"""
        table, text = title_table(), self._text
        if head in {table.law, AGREEMENT} or reference.number:
            return True
        before, after = text[max(0, chain - 12) : chain], text[reference.end : reference.end + 4]
        if any(cue in before for cue in table.work_cues) or after.startswith(table.work_tails):
            return False
        return reference.title.startswith("关于") or not before.endswith(table.form_cues)

    def _issuer(self, reference: TitleReference) -> str:
        """Canonical name of the first body in the title before 关于, else of the one that ends right before 《."""
        prefix, _ = split_issuer(reference.title)
        if prefix:
            inside = [b for b in self._bodies if reference.start < b.start < reference.start + len(prefix) + 2]
            return inside[0].name if inside else prefix
        return self._body_before(reference.start)

    def _who_issues(self, reference: TitleReference) -> str:
        """Canonical name of the body that a verb of issuing parts from the title: 省总工会印发《实施意见》."""
        return self._issued_by(reference.start)

    def _issued_by(self, start: int) -> str:
        verb = _ISSUES.search(self._text, max(0, start - 6), start)
        if verb is None:
            return ""
        header = self._scope.document.header.issuers
        if header and _OURS.search(self._text, max(0, verb.start() - 4), verb.start()):
            return header[0].value
        return self._body_before(verb.start())

    def _body_before(self, start: int) -> str:
        place = bisect_left(self._ends, (start - 1, 0))
        for end, index in self._ends[place : place + 4]:
            if end <= start and not self._text[end:start].strip():
                return self._bodies[index].name
        return ""

    def _day_of_decision(self, start: int, title: str) -> str | None:
        """The date before an amending decision: many bear one title (关于修改部分地方性法规的决定)."""
        if not is_decision(title):
            return None
        dates = find_dates(self._text, max(0, start - 70), start)
        return next((date.value for date in reversed(dates) if len(date.value) == 10 and date.value[0] != "-"), None)

    def _identify(self, title: str, issuer: str, number: str | None, day: str | None = None) -> _Identity:
        """The part's identity for this title: one for the printings with and without issuer, 关于 or 的.

        day: of a decision; decisions of one title and different days are different.
        """
        printing = split_printing(title)
        name = title if printing is None or printing.forwards else canonical_title(printing.inner)
        _, rest = split_issuer(name)
        loose = identity_title(name)
        forms = [f"{form}{day or ''}" for form in (loose_title(name), loose, alike_title(name))]
        identity = next((self._identities[form] for form in forms if form in self._identities), None)
        if identity is not None and identity is self._own and self._is_another(title, issuer):
            identity = None  # 某部关于某事的通知 in a city's notice of the same title
        if identity is not None and number and identity.number and identity.number != number:
            identity = self._by_number(number)  # one title, two offices, each with its own 发文字号
        if identity is None and not day and not split_issuer(title)[0]:
            identity = self._own_by_ending(alike_title(name))
        if identity is None:
            identity = self._new_identity(name, forms[1], issuer, number)
            identity.day = day
            for form in (*forms, loose_title(name), loose, number or loose):
                self._identities.setdefault(form, identity)
        identity.number = identity.number or number
        for alias in dict.fromkeys((title, name, rest)):
            identity.aliases[alias] = None
        return identity

    def _is_another(self, title: str, issuer: str) -> bool:
        """Whether a title that begins with its issuer is one that the own title, beginning with others, repeats."""
        own = policy_of_part(self._scope)
        if own is None or not split_issuer(own.name)[0] or not split_issuer(title)[0]:
            return False
        named = {body.name for body in self._bodies if own.start <= body.start and body.end <= own.end}
        return bool(named) and issuer not in named and any(body.name == issuer for body in self._bodies)

    def _new_identity(self, name: str, loose: str, issuer: str, number: str | None) -> _Identity:
        number = number or _numbers(self._text).get(loose)
        if number and any(identity.number == number for identity in self._identities.values()):
            number = None  # two annexes of one notice, by whose number each is cited
        spelled = loose_title(issuer) + loose if issuer else loose
        key = number or self._bound_key(loose) or spelled
        self._scope.short_forms.setdefault(f"《{loose}》", (Kind.POLICY, key))
        return _Identity(name, key, issuer=issuer, number=number, keys={spelled: None})

    def _bound_key(self, loose: str) -> str | None:
        """Key that an earlier part of the document gave to this title."""
        bound = self._scope.short_forms.get(f"《{loose}》")
        return bound[1] if bound else None

    def _read_forwarded(self, start: int, end: int, title: str) -> None:
        """The document that a forwarding notice forwards is a policy of its own, named inside the notice's title."""
        printing = split_printing(title)
        if printing is None or not printing.forwards:
            return
        _, rest = split_issuer(printing.inner)
        verb = self._text.find(printing.verb, start, end)
        place = self._text.find("关于", verb, end) if verb >= 0 else -1
        for stop in range(min(end, place + len(rest)), end + 1) if place >= 0 else ():
            if canonical_title(self._text[place:stop]) == rest:
                identity = self._identify(rest, "", None)
                identity.aliases[printing.inner] = None
                self._add(identity, place, stop, "forwarded-title")
                return

    def _read_inner(self, start: int, end: int, title: str) -> None:
        """Titles in brackets inside a title (某省实施〈…法〉办法), but for a text that it prints or forwards."""
        if split_printing(canonical_title(title)) is not None:
            return
        for inner in _INNER.finditer(self._text, start, end):
            name = canonical_title(inner[1])
            if title_head(name) is not None and not is_generic(name):
                self._add(self._identify(name, "", None), inner.start(1), inner.end(1), "title-in-title")

    def _read_unquoted(self, start: int, end: int, name: str, rule: str) -> None:
        alike = alike_title(name)
        known = (
            self._by_number(name)
            if rule == NUMBER
            else None
            if is_decision(name)
            else self._identities.get(alike)
            or (self._counted(name, start) if rule == COUNTED else self._by_ending(alike))
        )
        issuer = self._issued_by(start - 1) if rule == COUNTED else ""
        if known is None and rule == COUNTED and not issuer and _BARE_COUNT.match(name):
            return  # “28条措施”, of which every place has one
        number = name if rule == NUMBER else None
        identity = known or self._identify(name, issuer, number, self._day_of_decision(start, name))
        printed = canonical_title(self._text[start:end])
        identity.aliases[printed] = None
        self._add(identity, start, end, rule)

    def _by_number(self, number: str) -> _Identity | None:
        """The part's policy that bears the number."""
        named = self._identities.values()
        return next((identity for identity in named if number in (identity.number, identity.key)), None)

    def _read_again(self) -> None:
        """Further places of a title from behind its 关于 on: 针对应对疫情支持企业复工的二十条措施，研究印发…"""
        part = self._scope.part
        named = {identity.key: identity for identity in self._identities.values() if identity is not self._own}
        taken = sorted((mention.start, mention.end) for mention in self.mentions)
        for identity in named.values():
            rest = split_issuer(identity.name)[1].removeprefix("关于")
            place = self._text.find(rest, part.start, part.end) if len(rest) >= _LONG_ENOUGH else -1
            while place >= 0:
                end = place + len(rest)
                if not _overlaps(taken, place, end):
                    identity.aliases[rest] = None
                    self._add(identity, place, end, "title-again")
                place = self._text.find(rest, end, part.end)

    def _counted(self, name: str, start: int) -> _Identity | None:
        """The one policy of measures named near by: what a by-name like “暖企八条” counts the points of."""
        near = {mention.key for mention in self.mentions if abs(mention.start - start) <= _NEAR}
        named = {identity.key: identity for identity in self._identities.values() if count_agrees(name, identity.name)}
        measures = [found for found in named.values() if core_title(found.name).endswith(_IN_POINTS)]
        return measures[0] if len(measures) == 1 and measures[0].key in near else None

    def _own_by_ending(self, alike: str) -> _Identity | None:
        """The own policy, cited without its region or issuer (单位食堂…指引 for 北京市单位食堂…指引)."""
        own = self._own
        if own is None or len(alike) < 12 or _forwards(own.name):
            return None
        whole = alike_title(own.name)
        return own if whole.endswith(alike) and _SCOPE_OF.search(whole.removesuffix(alike)) else None

    def _by_ending(self, loose: str) -> _Identity | None:
        """The identity whose title ends with this one, printed short."""
        if len(loose) < 8:
            return None
        known = self._identities.items()
        return next((found for title, found in known if title.endswith(loose) and not _forwards(found.name)), None)
