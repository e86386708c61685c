"""Sentences of found passages, and how well each could answer a question.

A sentence is measured by what it shares with the question, by itself and in its place (neighbours, headings, title), by
the type of answer it shows, and by how well its passage was found. `search.evidence.judge` weighs the measures.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from math import exp, log
from typing import NamedTuple

from search.questions.question import Intent, Question, cues
from search.wording.terms import characters, cut, fold

_END = re.compile(
    r"(?:[。！？!?；;]|\.(?=\s|$))[”’」』）)]*(?:[（(](?![一二三四五六七八九十\d]{1,3}[）)])[^（）()\n]{2,120}[）)])?|\n+"
    r"|(?<=[^0-9a-zA-Z,，、：:]) (?=[一二三四五六七八九十]{1,3}、|（[一二三四五六七八九十]{1,3}）)"
)
_NUMBERED = re.compile(
    r"^(?:(?:[(（][一二三四五六七八九十百\d]{1,3}[)）]|[一二三四五六七八九十]{1,3}、|\d{1,2}(?:[、)）]|[.．](?!\d)))\s*)+"
)
_LETTER = re.compile(r"[0-9A-Za-z㐀-鿿]")
_CLAUSE = re.compile(r"[^,。;:?! ]{2,}")
_ASKING = re.compile("多少|几|什么|啥|哪|谁|何|怎|咋|是否|吗|多[长久大高远]|能不能|可否|可不可以|会不会|要不要")
_BESIDE = 12
"""Characters on either side of the word of asking."""
LONGEST = 160
"""Code points of a quote at most."""


class Piece(NamedTuple):
    """Range of a passage's clean text."""

    start: int
    end: int


def split(text: str) -> list[Piece]:
    """Sentences of a passage's text without white space at their ends; what holds no letter is left out."""
    pieces = []
    start = 0
    for end in (*(match.end() for match in _END.finditer(text)), len(text)):
        piece = text[start:end]
        inner = Piece(start + len(piece) - len(piece.lstrip()), start + len(piece.rstrip()))
        if inner.end > inner.start and _LETTER.search(text, inner.start, inner.end):
            pieces.append(inner)
        start = end
    return pieces


def readable(text: str) -> str:
    """A sentence as an answer prints it: without the number of its clause, closed by a full stop."""
    text = _NUMBERED.sub("", text)
    return text[:-1] + "。" if text.endswith(("；", ";")) else text


@dataclass(frozen=True, slots=True)
class Source:
    """A found passage, folded. sentences: in order, as `split` finds them; people: names of persons in it."""

    title: str
    heading: str
    sentences: tuple[str, ...]
    rank: int
    people: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        return "\n".join(self.sentences)

    def near(self, at: int) -> str:
        """A sentence with its neighbours."""
        return "\n".join(self.sentences[max(0, at - 1) : at + 2])


@dataclass(frozen=True, slots=True)
class Needs:
    """What a question looks for, weighed. terms: term -> weight (rarer is heavier); runs: pieces of its subject.

    dwelt: the terms of them beside its word of asking, or of its last keyword. rare, rare_letters: of the terms and the
    letters those that some of the sentences found bear; heavier, the fewer do.
    """

    terms: Mapping[str, float]
    letters: frozenset[str]
    runs: tuple[str, ...]
    question: Question
    dwelt: Mapping[str, float] = field(default_factory=dict)
    rare: Mapping[str, float] = field(default_factory=dict)
    rare_letters: Mapping[str, float] = field(default_factory=dict)

    @classmethod
    def of(cls, question: Question, rarity: Callable[[str], float]) -> Needs:
        """rarity: weight of a term, from how many passages bear it."""
        content = " ".join(question.topic) or question.folded
        terms = dict.fromkeys(cut(content) or characters(content))
        letters = frozenset(characters(cues().stop.sub(" ", question.folded)))
        runs = tuple(run for run in question.topic if len(run) >= 2)
        dwelt = {term: rarity(term) for term in dict.fromkeys(cut(cues().stop.sub(" ", _dwelt_on(question.folded))))}
        return cls({term: rarity(term) for term in terms}, letters, runs, question, dwelt)

    def among(self, sentences: Sequence[str]) -> Needs:
        """The same needs of a question for which these folded sentences were found.

        What all of them bear (its place and subject) does not tell the answer from its neighbours.
        """
        letters = dict.fromkeys(self.letters, 1.0)
        return replace(self, rare=_rare(self.terms, sentences), rare_letters=_rare(letters, sentences))

    def cover(self, text: str) -> float:
        """Share of the terms' weight that the text bears, 0..1."""
        return _weight_in(self.terms, text)

    def cover_dwelt(self, text: str) -> float:
        """The same of the terms that the question dwells on."""
        return _weight_in(self.dwelt, text)

    def cover_beyond(self, text: str, head: str) -> float:
        """The same of the terms that the head of the text (title, headings) lacks."""
        return _weight_in({term: weight for term, weight in self.terms.items() if term not in head}, text)


def _rare(weights: Mapping[str, float], sentences: Sequence[str]) -> dict[str, float]:
    bearing = {term: sum(term in text for text in sentences) for term in weights}
    return {term: weights[term] * log(1 + len(sentences) / count) for term, count in bearing.items() if count}


def _weight_in(terms: Mapping[str, float], text: str) -> float:
    total = sum(terms.values())
    return sum(weight for term, weight in terms.items() if term in text) / total if total else 0.0


def _dwelt_on(folded: str) -> str:
    """What stands beside the last word of asking in its clause, else the last clause."""
    clauses = [match.span() for match in _CLAUSE.finditer(folded)] or [(0, len(folded))]
    asking = list(_ASKING.finditer(folded))
    if not asking:
        return folded[slice(*clauses[-1])]
    left, right = asking[-1].span()
    start, end = next((span for span in clauses if span[0] <= left < span[1]), (0, len(folded)))
    return folded[max(start, left - _BESIDE) : min(end, right + _BESIDE)]


_LABEL = re.compile("([㐀-鿿]{2,8})[:：]")
_OF_PEOPLE = frozenset({Intent.POST, Intent.HOLDER})
FEATURES = (
    "cover",
    "cover_near",
    "cover_passage",
    "cover_place",
    "cover_heading",
    "letters",
    "longest_run",
    "runs",
    "runs_place",
    "first",
    "rank",
    "evidence",
    "evidence_missing",
    "evidence_close",
    "heading_like",
    "short",
    "length",
    "new",
    "rarest_missing",
    "echo",
    "dwelt",
    "dwelt_near",
    "beyond",
    "person",
    "person_missing",
    "rare",
    "rare_near",
    "rare_letters",
    "in_title",
    "labelled",
)
MEANING = ("similarity", "similarity_to_best", "similarity_to_mean")
"""Further features, where an embedding model is there: cosine of sentence and question, and it less the best one's and
the mean one's among the question's sentences."""


def measure(needs: Needs, source: Source, at: int) -> list[float]:
    """Values of FEATURES for a sentence of the source."""
    text = source.sentences[at]
    place = f"{source.title}\n{source.heading}\n{source.text}"
    cover, cover_place = needs.cover(text), needs.cover(place)
    own = cut(text)
    asked = needs.question.asked
    fresh = needs.question.unsaid(text)
    named = [person for person in source.people if person in fresh and person not in needs.question.folded]
    people = needs.question.asks("person") or needs.question.intent in _OF_PEOPLE
    shown = [kind for kind in asked if kind.evidence.search(fresh) or (named and kind.name == "person")]
    missing = any(kind.hard and kind not in shown for kind in asked)
    return [
        cover,
        needs.cover(source.near(at)),
        needs.cover(source.text),
        cover_place,
        needs.cover(source.heading),
        _share(needs.letters, text),
        _longest_run(needs.question.folded, text) / 10,
        _share(needs.runs, text),
        _share(needs.runs, place),
        1.0 if source.rank == 1 else 0.0,
        1 / source.rank,
        len(shown) / len(asked) if asked else 0.5,
        1.0 if missing else 0.0,
        _closeness(needs, text, fresh),
        1.0 if _heading_like(text) else 0.0,
        1.0 if len(text) < 15 else 0.0,
        log(1 + min(len(text), 300)) / 5,
        sum(term not in needs.terms for term in own) / (len(own) + 1),
        _rarest_missing(needs, place),
        1.0 if text in source.title or text in source.heading else 0.0,
        needs.cover_dwelt(text),
        needs.cover_dwelt(source.near(at)),
        needs.cover_beyond(text, f"{source.title}\n{source.heading}"),
        1.0 if people and named else 0.0,
        1.0 if people and not named else 0.0,
        _weight_in(needs.rare, text),
        _weight_in(needs.rare, source.near(at)),
        _weight_in(needs.rare_letters, text),
        sum(term in source.title or term in source.heading for term in own) / (len(own) + 1),
        1.0 if _labelled(needs, text) else 0.0,
    ]


def _share(parts: Sequence[str] | frozenset[str], text: str) -> float:
    return sum(part in text for part in parts) / len(parts) if parts else 0.0


def _labelled(needs: Needs, text: str) -> bool:
    """Whether the sentence begins with a label that the question names (抄送：……)."""
    label = _LABEL.match(text)
    return label is not None and label.group(1) in needs.question.folded


def _longest_run(question: str, text: str) -> int:
    """Length of the longest stretch that both hold, at most 10."""
    best = 0
    for start in range(len(question)):
        while best < 10 and start + best < len(question) and question[start : start + best + 1] in text:
            best += 1
    return best


def _closeness(needs: Needs, text: str, fresh: str) -> float:
    """How near what is asked for stands to the question's terms: 1 touching, falling with distance; 0 if absent."""
    spots = [text.find(term) for term in needs.terms if term in text]
    shown = [match.start() for kind in needs.question.asked for match in kind.evidence.finditer(fresh)]
    if not spots or not shown:
        return 0.0
    return exp(-min(abs(spot - place) for spot in spots for place in shown) / 15)


def _rarest_missing(needs: Needs, place: str) -> float:
    """Weight of the rarest term that the place lacks, against the rarest of all."""
    top = max(needs.terms.values(), default=0.0)
    lacking = max((weight for term, weight in needs.terms.items() if term not in place), default=0.0)
    return lacking / top if top else 0.0


def _heading_like(text: str) -> bool:
    return len(text) < 40 and text[-1] not in "。!?;；.！？"


def focus(text: str, piece: Piece, needs: Needs) -> Piece:
    """The piece, or of one longer than LONGEST the stretch of clauses that covers most of what is needed."""
    if piece.end - piece.start <= LONGEST:
        return piece
    borders = [
        piece.start,
        *(piece.start + match.end() for match in re.finditer("[,，、:：]", text[piece.start : piece.end])),
    ]
    borders = [*dict.fromkeys((*borders, piece.end))]
    best, best_value = Piece(piece.start, piece.start + LONGEST), -1.0
    for i, start in enumerate(borders[:-1]):
        end = max((border for border in borders[i + 1 :] if border - start <= LONGEST), default=start + LONGEST)
        folded = fold(text[start:end])
        fresh = needs.question.unsaid(folded)
        value = needs.cover(folded) + 0.3 * sum(bool(kind.evidence.search(fresh)) for kind in needs.question.asked)
        if value > best_value + 1e-9:
            best, best_value = Piece(start, min(end, piece.end)), value
    return best
