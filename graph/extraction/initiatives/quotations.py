"""Whether quoted words that no rule decides name an initiative: a logistic regression over what can be seen of them.

The measures are yes or no and bear names (`verb=make`, `last=卡`, `head=weak-head`); their weights stand in
gazetteer/quotation_weights.tsv, written by benchmarks/train_quotations.py.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from graph.extraction.body_tables import read_table
from graph.extraction.boundary import common_pairs
from graph.extraction.initiatives.methods import is_manner, is_method, is_product, is_service_mode, is_sold
from graph.extraction.initiatives.quoted_heads import ABOUT, COUNTED, crosses, tail_patterns
from graph.extraction.initiatives.table import alternatives, initiative_table, longest_first
from graph.extraction.weights import Weights, read_weights


@dataclass(frozen=True, slots=True)
class Quotation:
    """Quoted words and where they stand. before: up to 24 characters before the row of quotations that they are of;

    following: up to 30 behind it; both without white space. listed: are there others in the row? repeated: do the
    words stand again in the document?
    """

    words: str
    before: str
    following: str
    listed: bool
    repeated: bool


@dataclass(frozen=True, slots=True)
class _Model:
    threshold: float
    weights: Weights


_STOP = re.compile(r"[，。；：、！？:;,.（）()“”《》…—\-]")
# 牢牢把握“四对关系”: a slogan, not what is carried out.
_HELD_IN_MIND = re.compile(r"(?:把握|牢记|谨记|树立|树牢|增强|坚定|保持|弘扬|传承)(?:好|住)?$")
_PAUSE = re.compile(r"[、，,]")
_NUMERAL = re.compile(r"[一二两三四五六七八九十百千万双零0-9]")
_COUNT = re.compile(r"[一二两三四五六七八九十][类项个种条]|[多各]项")
_NEGATION = re.compile(r"[不无非零免]")
_LATIN = re.compile(r"[A-Za-z]")
_NEAR = 8
_LENGTHS = ((2, "2"), (3, "3"), (4, "4"), (6, "5-6"), (9, "7-9"), (14, "10-14"), (26, "15-26"))


def is_named(quotation: Quotation) -> bool:
    """Whether the quotation is likely enough an initiative's name, and not refused."""
    seen = measures(quotation)
    return _chance(seen) >= _model().threshold and not _is_refused(quotation.words, seen)


def is_refused(quotation: Quotation) -> bool:
    """Whether the quotation is no name whatever else is seen: people, a body, an ordinary word alone (“一刀切”)."""
    return _is_refused(quotation.words, measures(quotation))


def _is_refused(words: str, seen: Sequence[str]) -> bool:
    is_ordinary = "bare-ordinary" in seen and words not in _manners()
    return is_ordinary or not _refusing().isdisjoint(seen)


def lists_ordinary_words(words: str, following: str) -> bool:
    """“工资协商、和谐企业、班组建设”等各项工作: one pair of marks round a list of three and more, not a name."""
    items = words.split("、")
    return len(items) >= 3 and following.startswith("等") and len({len(item) for item in items}) > 1


def probability(quotation: Quotation) -> float:
    """That the quoted words name an initiative, in [0, 1]."""
    return _chance(measures(quotation))


def _chance(seen: Sequence[str]) -> float:
    return _model().weights.probability(seen)


def measures(quotation: Quotation) -> list[str]:
    """The names of all that holds of the quotation, known to the model or not."""
    found = [*_before(quotation.before), *_behind(quotation), *_form(quotation.words), *_place(quotation)]
    return [*found, *_doubts(quotation, found)]


def _before(before: str) -> Iterator[str]:
    clause = _STOP.split(before)[-1]
    if not clause:
        yield f"mark-before={before[-1:]}"
        yield "opens-clause"
        return
    yield f"before={clause[-1]}"
    table, done = initiative_table(), clause.removesuffix("了")
    for name, verbs, anywhere in _verbs():
        if done.endswith(verbs):
            yield f"verb={name}"
        elif anywhere.search(clause, max(len(clause) - _NEAR, 0)):
            yield f"near-verb={name}"
    if clause.endswith(table.not_before):
        yield "spoiling-verb"
    if clause.endswith(table.not_before_headless):
        yield "equating-verb"


def _behind(quotation: Quotation) -> Iterator[str]:
    following = quotation.following
    if following.startswith(initiative_table().not_after):
        yield "spoiling-noun"
    for kind, pattern in tail_patterns().items():
        found = pattern.match(following)
        if found and not crosses(found[0][: -len(found[1])]):
            yield f"head={kind}"
            break
    if tail_of(following):
        yield "tail"
    for mark in "等的":
        if following.startswith(mark):
            yield f"joint={mark}"
            following = following[1:]
    if not following:
        yield "ends-text"
    elif _STOP.match(following):
        yield "ends-clause" if following[0] in "。；，！？;," else f"mark-behind={following[0]}"
    else:
        yield f"behind={following[0]}"


@lru_cache(maxsize=512)
def _form(words: str) -> tuple[str, ...]:
    """What the words themselves show."""
    return tuple(_shown(words))


def _shown(words: str) -> Iterator[str]:
    table = initiative_table()
    yield f"first={words[0]}"
    yield f"last={words[-1]}"
    yield f"length={next(name for longest, name in _LENGTHS if len(words) <= longest or longest == _LENGTHS[-1][0])}"
    yield f"rare-pairs={_rarity(words)}"
    parts = _PAUSE.split(words)
    holds = {
        "enumerates": "、" in words,
        "comma": "，" in words or "," in words,
        "parallel": len(parts) > 1 and len({len(part) for part in parts}) == 1,
        "sum": "+" in words or "＋" in words,
        "speech-mark": _speech("marks").search(words) is not None,
        "speech-word": _speech("words").search(words) is not None,
        "counted": COUNTED.match(words) is not None,
        "numeral": _NUMERAL.match(words) is not None,
        "self-head": words.endswith(table.self_heads),
        "service-end": words.endswith(table.service_ends),
        "ordinary": words in table.not_names,
        "term": words in table.terms or words in table.known,
        "method": is_method(words, ""),
        "service-mode": is_service_mode(words),
        "manner": is_manner(words),
        "product": is_product(words),
        "negated": _NEGATION.search(words) is not None,
        "latin": _LATIN.search(words) is not None,
    }
    yield from (name for name, held in holds.items() if held)


def _doubts(quotation: Quotation, found: Sequence[str]) -> Iterator[str]:
    """What speaks against a name, alone or with nothing behind the words that would make a name of them."""
    words, table = quotation.words, initiative_table()
    for sign in (_signs("words").search(words), _signs("behind").match(quotation.following)):
        if sign:
            yield f"sign={sign.lastgroup}"
    if COUNTED.match(words) and words.endswith(table.not_counted_ends):
        yield "counts-people"
    if lists_ordinary_words(words, quotation.following):
        yield "lists-ordinary-words"
    if is_sold(words, quotation.following):
        yield "sold"
    if words in table.service_ends:
        yield "only-service-end"
    if quotation.before.endswith("非"):
        yield "denied"
    if _HELD_IN_MIND.search(quotation.before):
        yield "held-in-mind"
    if "tail" not in found and "head=head" not in found:
        yield from (f"bare-{doubt}" for doubt in ("ordinary", "spoiling-noun") if doubt in found)


def _rarity(words: str) -> str:
    """How many pairs of neighbouring characters are rare in official prose (安心小卡: some; 线上: none)."""
    common = common_pairs()
    pairs = [words[at : at + 2] not in common for at in range(len(words) - 1)]
    share = sum(pairs) / max(1, len(pairs))
    return "none" if share == 0 else "some" if share <= 0.5 else "most"


def _place(quotation: Quotation) -> Iterator[str]:
    if quotation.listed:
        yield "listed"
    if quotation.repeated:
        yield "repeated"


def tail_of(following: str) -> str:
    """What follows the marks and belongs to the name, "" when nothing does (“民情日志”技术平台: 技术平台)."""
    found = _tail().match(following)
    if found is None or crosses(found["between"]) or ABOUT.match(following, found.end()):
        return ""
    if found[0].startswith("等") and _COUNT.search(found["between"]):
        return ""  # “咨询辅导”等五类功能
    return found[0].lstrip("等").removeprefix("的")


@cache
def _signs(place: str) -> re.Pattern[str]:
    """Signs of doubt in the words, or right behind the marks; the group is the sign's name, the first one counts."""
    signs = read_table("quotation.toml")["signs"][place]
    return re.compile("|".join(f"(?P<{name}>{pattern})" for name, pattern in signs.items()))


@cache
def _manners() -> frozenset[str]:
    return frozenset(read_table("quotation.toml")["manners"])


@cache
def _refusing() -> frozenset[str]:
    return frozenset(read_table("quotation.toml")["refusing"])


@cache
def _tail() -> re.Pattern[str]:
    nouns = longest_first(read_table("quotation.toml")["tail"]["nouns"])
    return re.compile(
        rf"等?的?(?P<between>(?:(?!最|多种|各种|一揽子|一系列|事项|聚焦)[\u4e00-\u9fff]){{0,8}}?)(?:{alternatives(nouns)})"
    )


@cache
def _verbs() -> tuple[tuple[str, tuple[str, ...], re.Pattern[str]], ...]:
    """Verbs by name, and a pattern of them."""
    table = initiative_table()
    own = read_table("quotation.toml")["verbs"]
    kinds = (
        ("carry", table.carrying_verbs),
        ("build", table.building_verbs),
        ("employ", table.using_verbs),
        ("found", table.founding_verbs),
        ("serve", table.service_verbs),
        *((name, longest_first(verbs)) for name, verbs in own.items()),
    )
    return tuple((name, verbs, re.compile(alternatives(verbs))) for name, verbs in kinds)


@cache
def _speech(kind: str) -> re.Pattern[str]:
    return re.compile(alternatives(read_table("quotation.toml")["speech"][kind]))


@cache
def _model() -> _Model:
    return _Model(float(read_table("quotation.toml")["threshold"]), read_weights("quotation_weights.tsv"))
