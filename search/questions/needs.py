"""What a question looks for, weighed: its terms, pieces, types of answer, regions and other names."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from graph.extraction.places.divisions import contains, load_divisions
from graph.extraction.scope import Region
from search.questions.focus import Focus
from search.questions.question import Asked, Intent, cues
from search.questions.request import Request
from search.wording.alternatives import Named
from search.wording.paraphrases import everyday
from search.wording.terms import MARK, characters, cut

_ASKING = 0.15
"""Weight of a word of asking beside its idf."""
_HEAD = {Intent.DOC_NUMBER, Intent.ADDRESSEES, Intent.ISSUER, Intent.IMPLEMENTS}
_PIECE = re.compile(r"[^\w%.-]+")

_BEFORE_PLACE = re.compile("(?:^|[ ,。在回到去从])$")
"""What stands before a place in a question."""

Places = tuple[tuple[str, Region], ...]
"""Regions as printed."""


@dataclass(frozen=True, slots=True)
class Needs:
    """weights: of the terms, idf, little for words of asking. letters: characters without words of asking.

    pieces: the question's text in stretches without punctuation and words of asking. asked: types of answer.
    focus: what it dwells on. required: what an answer must show besides (谁联合印发). asks_head: for 发文字号, 主送,
    issuers or grounds, which the head of a document bears.
    others: for names that have others, the indices of their terms and the other names.
    """

    terms: tuple[str, ...]
    weights: tuple[float, ...]
    letters: tuple[str, ...]
    pieces: tuple[str, ...]
    asked: tuple[Asked, ...]
    places: Places
    focus: Focus
    required: tuple[Asked, ...] = ()
    asks_head: bool = False
    others: tuple[tuple[frozenset[int], tuple[str, ...]], ...] = ()

    @classmethod
    def of(cls, request: Request, rarity: Callable[[str], float], named: Sequence[Named] = ()) -> Needs:
        """rarity: idf of a term. named: names in the question that have others."""
        table = cues()
        content = table.stop.sub(lambda match: " " * len(match.group()), request.folded)
        kept = set(cut(content)) or set(request.terms)
        terms = tuple(term for term in request.terms if not term.startswith(MARK))
        others = tuple((frozenset(i for i, term in enumerate(terms) if term in name), alts) for name, alts in named)
        return cls(
            terms=terms,
            weights=tuple(rarity(term) * (1.0 if term in kept else _ASKING) for term in terms),
            letters=tuple(dict.fromkeys(characters(content) or characters(request.folded))),
            pieces=tuple(piece for piece in _PIECE.split(content) if len(piece) > 1),
            asked=tuple(kind for kind in table.asked if kind.cues.search(request.folded)),
            places=places_in(request.folded),
            focus=Focus.of(request.folded, content, terms),
            required=tuple(kind for kind in table.required if kind.cues.search(request.folded)),
            asks_head=any(intent in _HEAD and cue.search(request.folded) for intent, cue in table.intents),
            others=others,
        )

    @property
    def total(self) -> float:
        """Weight of all terms."""
        return sum(self.weights) or 1.0

    def elsewhere(self, places: Places) -> bool:
        """Whether these are other regions than the question's: none of them holds or lies in one of its."""
        return bool(places) and not any(
            contains(asked, place) or contains(place, asked) for _, place in places for _, asked in self.places
        )


def named_in(folded: str) -> Places:
    """Divisions that a question names: surely, or by a short word where only a name stands (番禺的菜场, 回徐汇)."""
    hits = load_divisions().forms.scan(folded, 0, len(folded))
    return tuple(
        (folded[hit.start : hit.end], hit.value.regions[0])
        for hit in hits
        if len(hit.value.regions) == 1
        and (hit.value.form.value > 0 or _BEFORE_PLACE.search(folded, 0, hit.start))
        and not everyday(folded[hit.start : hit.end])
    )


@lru_cache(maxsize=8192)
def places_in(text: str) -> Places:
    """Divisions that a folded text names surely, as printed; homonyms are left out."""
    hits = load_divisions().forms.scan(text, 0, len(text))
    return tuple(
        (text[hit.start : hit.end], hit.value.regions[0])
        for hit in hits
        if len(hit.value.regions) == 1 and hit.value.form.value > 0
    )
