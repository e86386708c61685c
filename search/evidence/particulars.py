"""What a sentence must show to answer questions of narrow forms, which others of the same words do not.

The members of a numbered name (“三比”是哪三比), as many things as are asked for, the day on which a policy was issued,
who presided over a gathering of the sort asked about, and the thing that an English question asks about.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from search.query import Hit
from search.questions.question import Question
from search.wording.terms import cut, fold

_NUMBERS = "零一两三四五六七八九十"
_SAME_NUMBER = str.maketrans("双二", "两两")
_BUNDLE = re.compile(
    '([双两二三四五六七八九十])(?:个|项|大)?([㐀-鿿]{1,4}?)[”"」]?[㐀-鿿]{0,6}?(?:是|指|为|包括|有|,)(?:的是)?'
    "哪([两三四五六七八九十])(?:个|项|大|种|类)?(?:\\2|方面|内容|$)"
)
"""A numbered name and the question for as many members."""
_SO_MANY = re.compile("哪([三四五六七八九十])(?:个|项|种|类|条|大|点|家|所|名|位)")
_HOST_ASKED = re.compile("(?:谁|哪位)[㐀-鿿]{0,3}?主持|主持人?(?:的|者)?(?:是|叫)?(?:谁|哪)|主持人")
_GATHERING = "[㐀-鿿]{0,20}?[㐀-鿿]{2}会(?!议|场)"
_HOSTED = re.compile(f"主持(?:召开)?了?({_GATHERING})")
_MARKS = re.compile('[“”"「」『』]')
_BETWEEN = "[、和与及]"
_TOLD_AFTER = "[^,。;、:]{0,8}?(?:,?即|,?是指|,?指的?是|就是|分别[是为]|包括|:|——|\\()"
_ITEM = re.compile("[、,;:和与及]|[一二三四五六七八九十]是|\\([一二三四五六七八九十]\\)")
_FIRST_ITEM = re.compile(r"一是|\(一\)|一、|第一[,、]|1[.、]")
_DATE = r"(?:\d{4}年(?:\d{1,2}月(?:\d{1,2}[日号])?)?|\d{1,2}月\d{1,2}[日号])"
_ISSUED = "(?:印发|制发|颁[发布行]|公布|发布|出台|下发|制定)"
_ISSUE_ASKED = re.compile(f"》[^《》]*?(?:{_ISSUED}|issued|published|released)|^when .*?(?:issued|published|released)")
_THING_ASKED = re.compile(r"\b(?:what (?:is|are|was|were)|how (?:many|much)) (?:[a-z-]+ )*([㐀-鿿]{2,})")
_OF_THING = 0.5
"""Share of the bigrams of that thing that the place of an answer bears."""


@dataclass(frozen=True, slots=True)
class _Bundle:
    """A numbered name (三比, 三个突出): its number as printed, its head (比) and the number."""

    number: str
    head: str
    count: int

    @property
    def name(self) -> str:
        """As a pattern."""
        return f"{self.number}(?:个|项|大)?{re.escape(self.head)}"

    def explained(self, text: str) -> bool:
        """Whether a sentence without marks tells its members behind the name, or ends a list of them with it."""
        listed = rf"(?:[^,。;、]{{1,24}}?{_BETWEEN}){{{self.count - 1},}}[^,。;、]{{1,16}}?(?<!{_BETWEEN}){self.name}"
        return re.search(f"{self.name}{_TOLD_AFTER}|{listed}", text) is not None


def shown(question: Question, hit: Hit, folded: str) -> bool:
    """Whether a folded sentence of the hit shows them, where the question is of such a form."""
    if question.language == "en" and not _bears_thing(question, hit, folded):
        return False
    if question.titles and question.asks("date") and _ISSUE_ASKED.search(question.folded):
        return _tells_issue(question, hit, re.sub(r"\s", "", folded))
    if _HOST_ASKED.search(question.folded) and _hosts_another(question.folded, folded):
        return False
    bundle = next(_bundles(question), None)
    if bundle is not None:
        return _lists_members(bundle, hit, folded)
    number = _SO_MANY.search(question.folded)
    return number is None or _lists(folded, _NUMBERS.index(number[1])) or _leads(hit, folded, number[1])


def _hosts_another(asked: str, folded: str) -> bool:
    """Whether the sentence tells who presided over a gathering of another sort (常委会, 发布会)."""
    sorts = {found[-3:] for found in re.findall(_GATHERING, asked)}
    hosted = {found[-3:] for found in _HOSTED.findall(folded)}
    return bool(sorts and hosted) and not sorts & hosted


def explains(question: Question, text: str) -> bool:
    """Whether the sentence itself lists the members of the numbered name that a question asks for."""
    bundle = next(_bundles(question), None)
    return bundle is not None and bundle.explained(_unmarked(fold(text)))


def _bundles(question: Question) -> Iterator[_Bundle]:
    for found in _BUNDLE.finditer(question.folded):
        if found[1].translate(_SAME_NUMBER) == found[3]:
            yield _Bundle(found[1], found[2], _NUMBERS.index(found[3]))


def _lists_members(bundle: _Bundle, hit: Hit, folded: str) -> bool:
    """Whether the sentence explains the name, ends a list with it, or names its head as often as it has members."""
    text, head = _unmarked(folded), re.escape(bundle.head)
    if bundle.explained(text):
        return True
    member = rf"(?<![双两二三四五六七八九十]){head}(?=[、,;。)和与及等]|$)|(?:^|(?<=[、,;:(和与及])){head}"
    named = re.search(bundle.name, _MARKS.sub("", fold(hit.passage.text))) is not None
    return named and len(re.findall(member, text)) >= bundle.count


def _unmarked(folded: str) -> str:
    """A folded sentence without quotation marks, names in them apart."""
    return _MARKS.sub("", folded.replace("”“", "、"))


def _lists(folded: str, count: int) -> bool:
    """Whether the sentence opens a list or may hold as many things."""
    return folded.endswith(":") or len(_ITEM.findall(folded)) >= count - 1


def _leads(hit: Hit, folded: str, number: str) -> bool:
    """Whether the sentence names the number of things and the items of an enumeration follow it."""
    behind = fold(hit.passage.text).replace("\n", " ").partition(folded)[2].lstrip(" *")
    return re.search(f"{number}(?:个|项|种|类|条|大|点)", folded) is not None and _FIRST_ITEM.match(behind) is not None


def _tells_issue(question: Question, hit: Hit, text: str) -> bool:
    """Whether the sentence dates the issue of the policy, or is of its own document."""
    for title in (re.sub(r"\s", "", title) for title in question.titles):
        if title in re.sub(r"\s", "", fold(hit.document.title)):
            return True
        named = f"《[^《》]{{0,40}}{re.escape(title)}[^《》]{{0,10}}》"
        before = f"{_DATE}[^。;《》]{{0,40}}?{_ISSUED}[^。;《》]{{0,16}}{named}"
        behind = f"{named}[^。;《》]{{0,12}}?{_DATE}[^。;,《》]{{0,20}}?{_ISSUED}"
        around = f"{_DATE}[^。;《》]{{0,16}}{named}[^。;,《》]{{0,8}}{_ISSUED}"
        if re.search(f"{before}|{behind}|{around}", text):
            return True
    return False


def _bears_thing(question: Question, hit: Hit, folded: str) -> bool:
    """Whether the place bears in part the Chinese term of what an English question asks for."""
    asked = _THING_ASKED.search(question.folded)
    terms = cut(asked[1]) if asked else []
    place = "\n".join((folded, *map(fold, (*hit.passage.heading, hit.document.title))))
    return sum(term in place for term in terms) >= _OF_THING * len(terms)
