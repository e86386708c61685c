"""Which sentences tell what a term means, and not only use it."""

from __future__ import annotations

import re

from search.evidence.candidates import Candidate
from search.questions.question import Question
from search.wording.terms import compact, fold

_MARKS = re.compile('[“”"「」『』《》]')
_TOLD_AFTER = r"[^,。;、]{0,6}(?:,?即|,?是指|,?指的?是|就是|是|为|:|包括|——|\(|,简称)"
_FOUNDING = "(?:成立|创立|设立|创办|开办|建立|开设|推出|创建|创设|打造|启动|发起|取名|命名为)"
_TOLD_BEFORE = rf"(?:、[^,。;]{{1,40}}|即|简称|称为|称作|称之为|叫做?|所谓|{_FOUNDING}了?)[^,。;、]{{0,4}}"
_SCOPE_ASKED = re.compile(
    "(?:[说讲指写提]到?的|所称的?|里的?|中的?|^)((?:(?!的)[㐀-鿿]){2,12}?)(?:具体|主要|都|分别)?(?:包括|包含|指|算)(?:的是)?(?:哪些|哪几类|哪类|什么)人"
)
"""What a question asks whom it takes in (通知所称小微企业主包括哪些人)."""
_MEANS = re.compile("(?:是)?指")
"""How a sentence begins behind its term, which is a heading of its own."""
_HEADING = 12
"""Letters beside the term of a heading that names it, whose text tells what it is."""
_GOES_ON = re.compile("(?:即|也就是|是指|具体(?:是|为|包括)|分别(?:是|为)|主要包括|其中包括)")
"""How a sentence begins that tells what the one before it named."""


def terms(question: Question) -> tuple[str, ...]:
    """The terms whose meaning is asked for, folded, without marks."""
    if (scope := scope_of(question)) is not None:
        return (scope,)
    named = question.quoted or question.titles or question.theme
    return tuple(term for term in (_MARKS.sub("", fold(name)) for name in named) if len(term) > 1)


def scope_of(question: Question) -> str | None:
    """What a question asks whom it takes in; a text tells that at its end (本办法所称茶农包括…)."""
    found = _SCOPE_ASKED.search(question.folded)
    return found[1] if found else None


def defines(term: str, candidate: Candidate) -> bool:
    """Whether the sentence tells what the term means, or is the heading above the text that does."""
    text = _MARKS.sub("", fold(candidate.text))
    if term not in text:
        return explains_heading(term, candidate)
    at = re.escape(term)
    heading = len(compact(text)) <= len(compact(term)) + _HEADING and candidate.at + 1 < len(candidate.pieces)
    return heading or continued(candidate) or re.search(f"{at}{_TOLD_AFTER}|{_TOLD_BEFORE}{at}", text) is not None


def delimits(term: str, candidate: Candidate) -> bool:
    """Whether the sentence says of the text's own word what it takes in (本办法所称茶农，是指…)."""
    return (
        re.search(f"所(?:称|指|说)的?{re.escape(term)}{_TOLD_AFTER}", _MARKS.sub("", fold(candidate.text))) is not None
    )


def explains_heading(term: str, candidate: Candidate) -> bool:
    """Whether the sentence goes on with the meaning of the term, which stands before it as a heading of its own."""
    means = _MEANS.match(fold(candidate.text)) is not None
    return means and _MARKS.sub("", fold(_before(candidate))).endswith(term)


def _before(candidate: Candidate) -> str:
    """The sentence before it, without its end; empty when it is the first."""
    pieces = candidate.pieces[max(0, candidate.at - 1) : candidate.at]
    return "".join(candidate.hit.passage.text[piece.start : piece.end].rstrip("。：:；;") for piece in pieces)


def continued(candidate: Candidate) -> bool:
    """Whether the next sentence goes on with a meaning."""
    following = candidate.pieces[candidate.at + 1 : candidate.at + 2]
    text = candidate.hit.passage.text
    return any(_GOES_ON.match(text, piece.start, piece.end) for piece in following)
