"""What a language model says, sentence by sentence, and whether the passages that it cites bear it.

The check errs on one side: it drops what the passages do not show, and now and then a true sentence with it. A sentence
must cite passages that exist, be in the question's language, and share half of its bigrams with them, each clause of it
some; its names (`search.llm.names`), its figures with what they count, and its negations must stand there.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from search.llm.names import names_are_borne
from search.wording.terms import HAN, compact, cut, fold

_BORNE = 0.5
"""Share of a sentence's bigrams that the passages it cites must bear."""
_CLAUSE = 0.3
"""The same for each of its clauses."""
_LEAST = 4
"""Bigrams from which a clause is judged by itself."""
_NUMBERS = r"\d{1,2}(?:\s*[,，、;；]\s*\d{1,2})*"
_MARK = rf"[\[［【〔]\s*(?:\^|passages?\s*|段落?\s*)?(?:{_NUMBERS})\s*[\]］】〕]"
_CITED = re.compile(_MARK)
_BEGUN = re.compile(r"[\[［【〔][^\]］】〕\n]{0,24}$")
"""A citation of which the end has not come yet."""
_STOP = r"(?<!\bNo)(?<!\bno)(?<!\be\.g)(?<!\bi\.e)(?<!^\d)(?<!\n\d)\.(?=\s|$)"
"""A full stop of English, not the point of a number, an abbreviation or an item of a list."""
_SENTENCE = re.compile(rf"(?:(?!{_STOP})[^。！？!?\n])+(?:(?:[。！？!?]+|{_STOP})(?:[^\S\n]*{_MARK})*|\n|$)")
_THOUGHT = re.compile(r"<think>.*?</think>\s*", re.DOTALL)
"""What reasoning models think before they answer."""
_ITEM = re.compile(r"\s*(?:[-*•·]|\d{1,2}[.)、])\s*(?=\D)")
_COUNTED = re.compile(rf"\d+(?:\.\d+)?[{HAN}%]?")
_NUMERAL = re.compile(r"[二三四五六七八九十百千万亿两]+.?")
"""A figure in Chinese numerals with what it counts; 一 is more often none (一次, 一起)."""
_COUNTS = str.maketrans("名位", "人人")
"""Words of counting that stand for each other."""
_NEGATED = re.compile("[不未没无非禁]+.?")
_CLAUSES = re.compile(r"[，；,;：:]")
_WORD = re.compile(r"[A-Za-z]{2,}")
_LETTER = re.compile(f"[{HAN}]")


@dataclass(frozen=True, slots=True)
class Checked:
    """A sentence without its citations, and the passages (numbers from 1) that bear it. item: of a list."""

    text: str
    passages: tuple[int, ...]
    item: bool = False


def sentences(pieces: Iterable[str]) -> Iterator[str]:
    """Whole sentences of a text that comes in pieces; each once the next has begun, for its citations may follow it."""
    rest = ""
    for piece in pieces:
        rest += piece
        if _BEGUN.search(rest) or _is_thought(rest):
            continue
        begun = _split(rest)
        if len(begun) > 1:
            yield from begun[:-1]
            rest = begun[-1]
    if not _is_thought(rest):
        yield from _split(rest)


def _is_thought(text: str) -> bool:
    """Whether a thought has begun, or may just be beginning, and has not ended."""
    begun = text.lstrip()
    return bool(begun) and ("<think>".startswith(begun) or ("<think>" in begun and "</think>" not in begun))


def _split(text: str) -> list[str]:
    said = _THOUGHT.sub("", text)
    return [match.group() for match in _SENTENCE.finditer(said) if match.group().strip()]


def checked(said: str, passages: Sequence[str], language: str = "zh") -> list[Checked]:
    """The sentences that are in the language, and cite passages that bear them."""
    kept = []
    for sentence in _split(said):
        numbers = dict.fromkeys(int(n) for mark in _CITED.findall(sentence) for n in re.findall(r"\d+", mark))
        text = re.sub(r"\s+([。.！？!?])", r"\1", _CITED.sub("", sentence)).strip()
        item = _ITEM.match(text)
        text = text[item.end() :] if item else text
        cited = tuple(number for number in numbers if 1 <= number <= len(passages))
        if not (text and cited and len(cited) == len(numbers) and _is_in(language, text)):
            continue
        if is_borne(text, "\n".join(passages[number - 1] for number in cited)):
            kept.append(Checked(text, cited, item is not None))
    return kept


def _is_in(language: str, text: str) -> bool:
    """Whether words of the language outweigh the other's; names in an English sentence may be Chinese."""
    words, letters = len(_WORD.findall(text)), len(_LETTER.findall(text))
    return words >= 3 or letters == 0 if language == "en" else letters >= 2 * words


def is_borne(text: str, source: str) -> bool:
    """Whether a source says what a sentence does, as far as words can tell."""
    said, plain = fold(text), fold(source)
    if not (_figures(said) <= _figures(plain) and _stand(_NUMERAL, said, plain) and _stand(_NEGATED, said, plain)):
        return False
    if _share(said, plain) < _BORNE:
        return False
    if any(len(cut(clause)) >= _LEAST and _share(clause, plain) < _CLAUSE for clause in _CLAUSES.split(said)):
        return False
    return names_are_borne(text, source)


def _figures(folded: str) -> set[str]:
    """Figures with what they count, one word for all that count people."""
    joined = re.sub(r"(?<=\d),(?=\d{3})|(?<=\d)\s+|\s+(?=\d)", "", folded)
    return {figure.translate(_COUNTS) for figure in _COUNTED.findall(joined)}


def _stand(pattern: re.Pattern[str], said: str, source: str) -> bool:
    """Whether each match stands in the source."""
    plain = compact(source).translate(_COUNTS)
    return all(found.translate(_COUNTS) in plain for found in pattern.findall(compact(said)))


def _share(text: str, source: str) -> float:
    """Share of the text's bigrams that the source bears; 0 when it has none."""
    terms = cut(text)
    return sum(term in source for term in terms) / len(terms) if terms else 0.0
