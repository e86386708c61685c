"""Cutting text into the terms that the keyword index holds.

Chinese has no spaces, and on policy questions character bigrams beat dictionary words (docs/search.md). A run of
Chinese characters gives its bigrams, a Latin word or number is one term and also joins its Chinese neighbours ("3月",
"约500"), and a 发文字号 is one term more, so that a document's number finds it whatever brackets or spaces were typed.
"""

from __future__ import annotations

import hashlib
import re
from functools import cache

from ingest.traditional import simplified_forms

HAN = "〇㐀-䶿一-鿿豈-﫿"
_RUN = re.compile(rf"(?P<han>[{HAN}]+)|(?P<word>[0-9a-z]+(?:[.%‰&+/-][0-9a-z]+|,[0-9]{{3}}(?![0-9]))*%?)")
NUMBER = re.compile(
    rf"([{HAN}]{{1,12}}?(?:\([{HAN}]{{1,4}}\))?)\s*[\[(〔【〈<]\s*((?:19|20)\d{{2}})\s*[\])〕】〉>]\s*(?:第)?\s*(\d{{1,5}})\s*号"
)
BARE_NUMBER = re.compile(rf"([{HAN}]{{1,12}}?[发字函办令规])\s*((?:19|20)\d{{2}})\s*(?:第)?\s*(\d{{1,5}})\s*号")
MARK = "#"
"""Begins a term that no run of text can give."""
TITLE_MARK = f"{MARK}t"


@cache
def _folding() -> dict[int, int]:
    """Table for str.translate: full to half width, upper to lower case, traditional to simplified; 1 to 1."""
    folding = {**simplified_forms()}
    folding |= {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {0x3000: 0x20}
    for code in (*range(ord("A"), ord("Z") + 1), *range(0xFF21, 0xFF3B)):
        folding[code] = (code - 0xFEE0 if code > 0xFF00 else code) + 32
    return folding


def fold(text: str) -> str:
    """Text as it is compared: same length, one character for each, so that offsets stay true."""
    return text.translate(_folding())


def cut(text: str) -> list[str]:
    """Terms of folded text in order: bigrams of Chinese runs, words, and the joints between touching runs."""
    terms: list[str] = []
    end, before = -1, ""
    for run in _RUN.finditer(text):
        piece = run.group()
        if run.start() == end:
            terms.append(before + (piece[0] if run.lastgroup == "han" else piece))
        if run.lastgroup == "word":
            terms.append(piece)
            before = piece
        else:
            terms += [piece[i : i + 2] for i in range(len(piece) - 1)]
            before = piece[-1]
        end = run.end()
    return terms


def characters(text: str) -> list[str]:
    """Chinese characters and words of folded text: the smallest terms, for a question of one character."""
    found: list[str] = []
    for run in _RUN.finditer(text):
        found += run.group() if run.lastgroup == "han" else [run.group()]
    return found


def doc_numbers(text: str) -> list[str]:
    """发文字号 in folded text as one term each: "#国办发2020-4".

    The wording before the bracket may run into the sentence (根据国办发〔2020〕4号), so that each of its endings of two
    to eight characters is a term: the one that a user types is among them.
    """
    terms: list[str] = []
    for match in (*NUMBER.finditer(text), *BARE_NUMBER.finditer(text)):
        head = re.sub(r"\s", "", match.group(1))
        number = f"{match.group(2)}-{int(match.group(3))}"
        terms += [f"{MARK}{head[-n:]}{number}" for n in range(2, min(len(head), 8) + 1)] or [f"{MARK}{head}{number}"]
    return terms


_PUNCTUATION = re.compile(rf"[^{HAN}0-9a-z]+")


def compact(text: str) -> str:
    """Folded text without punctuation and white space, for comparing phrases and titles."""
    return _PUNCTUATION.sub("", text)


def title_terms(title: str) -> list[str]:
    """One term for the whole of a folded title, and one for it from 关于 on (its issuers left out)."""
    whole = compact(title)
    about = whole.find("关于")
    forms = dict.fromkeys((whole, whole[about:] if about > 0 else whole))
    return [TITLE_MARK + hashlib.sha256(form.encode()).hexdigest()[:12] for form in forms if form]
