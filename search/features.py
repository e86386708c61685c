"""What is measured of a candidate passage for a question; `search.ranker` weighs the measures.

All texts are folded. Shares are of the weight of the question's terms, where a rare term weighs more (BM25's idf) and a
word of asking (什么, 如何) little, so that a measure means the same for short and long questions.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import log, sqrt

import numpy as np
from numpy.typing import NDArray

from graph.extraction.divisions import contains, load_divisions
from graph.extraction.scope import Region
from search.alternatives import Named
from search.keyword_index import Candidate
from search.question import Asked, cues
from search.request import Request
from search.terms import MARK, characters, cut

FEATURES = (
    "bm25",
    "bm25_to_best",
    "engine_to_best",
    "cover",
    "cover_body",
    "cover_title",
    "cover_heading",
    "cover_beyond_title",
    "cover_letters",
    "window",
    "window_beyond_title",
    "longest_run",
    "runs",
    "title_named",
    "cosine",
    "cosine_to_best",
    "document_best",
    "document_cover",
    "neighbour",
    "first",
    "early",
    "length",
    "evidence",
    "evidence_near",
    "evidence_missing",
    "region_missing",
    "region_other",
    "engine",
    "asks_figure",
    "asks_time",
    "asks_name",
    "asks_place",
    "asks_list",
    "asks_manner",
    "asks_consent",
    "figures",
    "list_marks",
    "window_end",
    "window_before",
    "window_end_before",
    "own_cover",
    "own_window",
    "rarest",
    "terms",
    "document_passages",
    "document_rank",
    "cover_chain",
)

_K1, _B = 0.9, 0.4
"""BM25's saturation and length; measured on data/ncp (docs/search.md), the usual values for short passages."""
_TITLE_TERM = 0.5
"""What a term in title or heading counts beside one in the body."""
_ASKING = 0.15
"""Weight of a word of asking beside its idf."""
_WINDOW = 60
"""Characters in which the question's terms should stand together."""
_NEAR = 40
_ASKS = {
    "asks_figure": ("money", "percent", "duration", "temperature", "number"),
    "asks_time": ("date", "duration"),
    "asks_name": ("person", "body"),
    "asks_place": ("place", "contact"),
    "asks_list": ("list",),
    "asks_manner": ("manner", "reason"),
    "asks_consent": ("consent",),
}
_FIGURE = re.compile(r"\d+(?:\.\d+)?")
_LIST_MARK = re.compile(r"[、;]|[一二三四五六七八九十]是|\([一二三四五六七八九十\d]+\)|\b\d{1,2}\.")


@dataclass(frozen=True, slots=True)
class Needs:
    """What a question looks for. weights: of its terms, in order; letters: of its characters without words of asking.

    pieces: its text in stretches without punctuation and words of asking. asked: types of answer.
    """

    terms: tuple[str, ...]
    weights: tuple[float, ...]
    letters: Mapping[str, float]
    pieces: tuple[str, ...]
    asked: tuple[Asked, ...]
    regions: tuple[tuple[str, Region], ...]
    asks: tuple[tuple[str, float], ...]
    others: tuple[tuple[frozenset[int], tuple[str, ...]], ...] = ()

    @classmethod
    def of(cls, request: Request, rarity: Callable[[str], float], named: Sequence[Named] = ()) -> Needs:
        """rarity: idf of a term. named: names in the question that have others."""
        table = cues()
        content = table.stop.sub(lambda match: " " * len(match.group()), request.folded)
        kept = set(cut(content)) or set(request.terms)
        terms = tuple(term for term in request.terms if not term.startswith(MARK))
        weights = tuple(rarity(term) * (1.0 if term in kept else _ASKING) for term in terms)
        letters = dict.fromkeys(characters(content) or characters(request.folded), 1.0)
        pieces = tuple(piece for piece in re.split(r"[^\w%.-]+", content) if len(piece) > 1)
        asked = tuple(kind for kind in table.asked if kind.cues.search(request.folded))
        names = {kind.name for kind in asked}
        asks = tuple((name, float(not names.isdisjoint(kinds))) for name, kinds in _ASKS.items())
        others = tuple(
            (frozenset(i for i, term in enumerate(terms) if term in name), alternatives) for name, alternatives in named
        )
        return cls(terms, weights, letters, pieces, asked, _regions(request.folded), asks, others)


@lru_cache(maxsize=4096)
def _regions(text: str) -> tuple[tuple[str, Region], ...]:
    """Divisions that a text names surely, as printed; homonyms are left out."""
    hits = load_divisions().forms.scan(text, 0, len(text))
    return tuple(
        (text[hit.start : hit.end], hit.value.regions[0])
        for hit in hits
        if len(hit.value.regions) == 1 and hit.value.form.value > 0
    )


def measure(needs: Needs, candidates: Sequence[Candidate], cosines: Mapping[str, float]) -> NDArray[np.float32]:
    """(n, len(FEATURES)) values, a row a candidate. cosines: by passage id, for those that the vectors found."""
    if not candidates:
        return np.zeros((0, len(FEATURES)), dtype=np.float32)
    total = sum(needs.weights) or 1.0
    length = sum(len(candidate.body) for candidate in candidates) / len(candidates)
    titles = {c.title: frozenset(i for i, term in enumerate(needs.terms) if term in c.title) for c in candidates}
    rows = [_row(needs, c, total, length, titles[c.title]) for c in candidates]
    values = np.array([row.values for row in rows], dtype=np.float32)
    _in_context(needs, values, rows, candidates, cosines, total)
    return values


@dataclass(slots=True)
class _Row:
    values: list[float]
    found: frozenset[int]
    tail: frozenset[int]


_AT = {name: position for position, name in enumerate(FEATURES)}


def _row(needs: Needs, c: Candidate, total: float, mean_length: float, in_title: frozenset[int]) -> _Row:
    spots: list[tuple[int, int]] = []
    score = 0.0
    found: list[int] = []
    headed = set(in_title)
    norm = _K1 * (1 - _B + _B * len(c.body) / mean_length)
    for i, term in enumerate(needs.terms):
        times = 0.0
        at = c.body.find(term)
        if at >= 0:
            found.append(i)
            while at >= 0:
                spots.append((at, i))
                times += 1
                at = c.body.find(term, at + 1)
        if i in in_title:
            times += _TITLE_TERM
        if term in c.heading:
            headed.add(i)
            times += _TITLE_TERM
        if times:
            score += needs.weights[i] * times * (_K1 + 1) / (times + norm)
    weights = needs.weights
    for indices, names in needs.others:
        score += _by_other_name(needs, c, indices.difference(found), names, spots, found, headed, norm)
    spots.sort()
    window, beyond, place, end = _best_window(spots, weights, in_title)
    own = c.body.find(c.title) + len(c.title) if c.ordinal == 0 and c.title and c.title in c.body else 0
    own_spots = [spot for spot in spots if spot[0] >= own] if own else spots
    own_window = _best_window(own_spots, weights, in_title)[0] if own else window
    rarest = max(range(len(weights)), key=weights.__getitem__, default=0)
    everywhere = headed.union(found)
    rest = sum(w for i, w in enumerate(weights) if i not in in_title) or 1.0
    values = [0.0] * len(FEATURES)
    longest, runs = _runs(needs, c.body)
    evidence, near, missing = _evidence(needs, c.body, place)
    region_missing, region_other = _region(needs, c)
    for name, value in (
        ("bm25", score / (total * (_K1 + 1))),
        ("cover", sum(weights[i] for i in everywhere) / total),
        ("cover_body", sum(weights[i] for i in found) / total),
        ("cover_title", sum(weights[i] for i in in_title) / total),
        ("cover_heading", sum(weights[i] for i in headed - in_title) / total),
        ("cover_beyond_title", sum(weights[i] for i in found if i not in in_title) / rest),
        ("cover_letters", sum(letter in c.body for letter in needs.letters) / (len(needs.letters) or 1)),
        ("window", window / total),
        ("window_beyond_title", beyond / rest),
        ("longest_run", longest),
        ("runs", runs),
        ("title_named", _named(needs, c)),
        ("first", float(c.ordinal == 0)),
        ("early", 1 / (1 + c.ordinal)),
        ("length", log(1 + len(c.body)) / 6),
        ("evidence", evidence),
        ("evidence_near", near),
        ("evidence_missing", missing),
        ("region_missing", region_missing),
        ("region_other", region_other),
        ("engine", sqrt(c.score) / 10),
        ("figures", min(5, len(_FIGURE.findall(c.body))) / 5),
        ("list_marks", min(10, len(_LIST_MARK.findall(c.body))) / 10),
        ("window_end", min(1.0, (len(c.body) - end) / 100)),
        ("own_cover", sum(weights[i] for i in {i for _, i in own_spots}) / total),
        ("own_window", own_window / total),
        ("rarest", float(rarest in everywhere)),
        ("terms", len(needs.pieces) / 5),
        *needs.asks,
    ):
        values[_AT[name]] = value
    return _Row(values, frozenset(everywhere), frozenset(i for at, i in spots if at > len(c.body) - 120))


def _by_other_name(
    needs: Needs,
    c: Candidate,
    lacking: frozenset[int],
    names: tuple[str, ...],
    spots: list[tuple[int, int]],
    found: list[int],
    headed: set[int],
    norm: float,
) -> float:
    """Counts the terms of a name as found where one of its other names stands; gives their share of BM25."""
    at = next((at for name in names if (at := c.body.find(name)) >= 0), -1)
    times = 1.0
    if at >= 0:
        found += lacking
        spots += ((at, i) for i in lacking)
    elif any(name in c.title or name in c.heading for name in names):
        headed |= lacking
        times = _TITLE_TERM
    else:
        return 0.0
    return sum(needs.weights[i] for i in lacking) * times * (_K1 + 1) / (times + norm)


def _best_window(
    spots: Sequence[tuple[int, int]], weights: Sequence[float], in_title: frozenset[int]
) -> tuple[float, float, int, int]:
    """Greatest weight of distinct terms within _WINDOW characters, of it what the title lacks, its place and end."""
    best, best_beyond, place, end = 0.0, 0.0, 0, 0
    counts: dict[int, int] = {}
    here = beyond = 0.0
    left = 0
    for at, i in spots:
        if not counts.get(i):
            here += weights[i]
            beyond += 0.0 if i in in_title else weights[i]
        counts[i] = counts.get(i, 0) + 1
        while at - spots[left][0] > _WINDOW:
            gone = spots[left][1]
            counts[gone] -= 1
            if not counts[gone]:
                here -= weights[gone]
                beyond -= 0.0 if gone in in_title else weights[gone]
            left += 1
        if here > best:
            best, place, end = here, spots[left][0], at + 2
        best_beyond = max(best_beyond, beyond)
    return best, best_beyond, place, end


def _runs(needs: Needs, body: str) -> tuple[float, float]:
    """Longest stretch of the question in the body (10 characters are 1), and the share of its pieces in long runs."""
    longest, covered, size = 0, 0.0, 0
    for piece in needs.pieces:
        size += len(piece)
        start = 0
        while start < len(piece):
            end = start
            while end < len(piece) and piece[start : end + 1] in body:
                end += 1
            run = end - start
            longest = max(longest, run)
            if run > 2:
                covered += run
            start = max(end, start + 1)
    return min(longest, 15) / 10, covered / size if size else 0.0


def _evidence(needs: Needs, body: str, place: int) -> tuple[float, float, float]:
    """Share of the asked types of answer that the body shows, that it shows near the best window, and a lack."""
    if not needs.asked:
        return 0.0, 0.0, 0.0
    window = body[max(0, place - _NEAR) : place + _WINDOW + _NEAR]
    shown = near = missing = 0
    for kind in needs.asked:
        if kind.evidence.search(window):
            near += 1
            shown += 1
        elif kind.evidence.search(body):
            shown += 1
        elif kind.hard:
            missing = 1
    return shown / len(needs.asked), near / len(needs.asked), float(missing)


def _region(needs: Needs, c: Candidate) -> tuple[float, float]:
    """Whether a region of the question is named nowhere here, and whether the title names one elsewhere instead."""
    if not needs.regions:
        return 0.0, 0.0
    place = f"{c.title}\n{c.issuers}\n{c.heading}\n{c.body}"
    missing = sum(name not in place for name, _ in needs.regions) / len(needs.regions)
    titled = _regions(c.title) + _regions(c.issuers)
    other = bool(titled) and not any(
        contains(asked, region) or contains(region, asked) for _, region in titled for _, asked in needs.regions
    )
    return missing, float(other)


def _named(needs: Needs, c: Candidate) -> float:
    """Share of the title's bigrams that the question holds."""
    own = _title_terms(c.title)
    return len(own.intersection(needs.terms)) / len(own) if own else 0.0


@lru_cache(maxsize=8192)
def _title_terms(title: str) -> frozenset[str]:
    return frozenset(cut(title))


def _in_context(
    needs: Needs,
    values: NDArray[np.float32],
    rows: Sequence[_Row],
    candidates: Sequence[Candidate],
    cosines: Mapping[str, float],
    total: float,
) -> None:
    """Fills in the measures that look at the other candidates: the best one, the same document, the neighbours."""
    bm25 = values[:, _AT["bm25"]]
    values[:, _AT["bm25_to_best"]] = bm25 / (bm25.max() or 1.0)
    engine = np.array([candidate.score for candidate in candidates], dtype=np.float32)
    values[:, _AT["engine_to_best"]] = engine / (engine.max() or 1.0)
    if cosines:
        floor = min(cosines.values())
        cosine = np.array([cosines.get(candidate.passage, floor) for candidate in candidates], dtype=np.float32)
        values[:, _AT["cosine"]] = cosine
        values[:, _AT["cosine_to_best"]] = cosine - cosine.max()
    by_place = {(c.document, c.ordinal): row for row, c in enumerate(candidates)}
    documents: dict[str, list[int]] = {}
    for row, candidate in enumerate(candidates):
        documents.setdefault(candidate.document, []).append(row)
    for own in documents.values():
        scores = bm25[own]
        covered = frozenset().union(*(rows[row].found for row in own))
        values[own, _AT["document_best"]] = scores.max()
        values[own, _AT["document_cover"]] = sum(needs.weights[i] for i in covered) / total
        values[own, _AT["document_passages"]] = min(len(own), 10) / 10
        values[own, _AT["document_rank"]] = 1 / (1 + np.argsort(np.argsort(-scores)))
    for row, candidate in enumerate(candidates):
        before = by_place.get((candidate.document, candidate.ordinal - 1))
        after = by_place.get((candidate.document, candidate.ordinal + 1))
        values[row, _AT["neighbour"]] = max(
            bm25[before] if before is not None else 0.0, bm25[after] if after is not None else 0.0
        )
        chain = rows[row].found
        if before is not None:
            values[row, _AT["window_before"]] = values[before, _AT["window"]]
            values[row, _AT["window_end_before"]] = 1 - values[before, _AT["window_end"]]
            chain = chain | rows[before].tail
        values[row, _AT["cover_chain"]] = sum(needs.weights[i] for i in chain) / total
