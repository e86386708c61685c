"""What a question asks: its intents, the type of thing that would answer it, its names and its subject matter.

The wordings are data (question_cues.toml). Nothing here knows what the graph or the passages hold.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Any

from graph.extraction.people.names import surnames
from search.questions.parts import counted, described, given, number_spans
from search.questions.request import as_printed
from search.wording.english import in_chinese, unread
from search.wording.paraphrases import everyday
from search.wording.terms import cut, fold

_ENGLISH = re.compile(
    r"\b(?:who|whom|whose|what|when|where|which|why|how|is|are|was|were|does|did|do|can|compare|list|name|tell|show|find"
    r"|the|of|in|for|by|between|posts?|positions?|members?|policy|policies|relations?|relationship)\b"
)
_TITLE = re.compile(r"《([^《》]{2,120}(?:《[^《》]*》[^《》]*)*)》")
_QUOTED = re.compile(r"[“\"「]([^”\"」]{2,60})[”\"」]")
_MARKED = re.compile("『([^』]{2,60})』|‘([^’]{2,60})’|「([^」]{2,60})」|(?<![a-z])'([^'a-z]{2,60})'")
"""What stands in other quotation marks than “”, which all else reads."""
_MARKED_WHOLE = re.compile('[“"]《》[”"]')
_PARTY_HEAD = re.compile("(?<=党委)(?:一把手|当家人|头头)|(?<=党组)(?:一把手|当家人|头头)")
"""An everyday word for the head of a party committee."""
_RANK = re.compile(r"(?:第一|常务|执行|名誉|党委|党组|书记处)*副?$")

_PERSON = re.compile(
    r"^([㐀-鿿]{2,3}?|[㐀-鿿]+·[㐀-鿿·]+)(?:同志)?(?:(?:现|曾|兼)?任(?!务)|担任|兼任|是|在|的| |,)[^。?]*?"
    r"(?:职务|职位|身份|头衔|领导|干部|官|岗位|(?:什么|啥)负责人)"
)
_ATTRIBUTE = re.compile(
    r"(?:的|^| )([0-9a-z㐀-鿿]{2,8}?)(?:大概|大约|平均|最高|最低|最多|一共|总共|每[年月天日人家个]|能|会|要)*"
    r"(?:是|为|有|达|达到|占|约)?(?:多少|几[元万成])"
)
_VERBS = re.compile(
    "(?:必须|应当|应该|争取|力争|努力|预计|计划|打算|可以|能够?|要|会|需|想|将|达到?|到|拿|得|领|最[多少高低]|平均|大约|[一总]共)+$"
)
"""What runs into the noun whose amount is asked for (比例要争取达到多少)."""
_COUNTABLE = "(?<![每第某这那另任同])"
"""What a count does not stand behind (每一位)."""
_CLAUSE = re.compile("(?<=.)[要在得被把给让需应]")
"""What the noun of an attribute does not hold, and what is taken for one by mistake does (人要在家待多少天)."""
_HAS = re.compile("(?:[省市县区州]|还|[那这]边|共)有多少$")
"""Behind a place in which something is counted, which its own documents leave out (全省)."""
_CONSENT = re.compile("[^,;:]*(?:吗|能不能[^,]*|可不可以[^,]*|行不行|会不会[^,]*|要不要[^,]*)$")
"""The last clause of a question that asks yes or no."""
_OF_OTHERS = re.compile(
    "^(?!.*(?:多少|几(?!号|月|日|时)|多[高大]))(?:.*[^打拨])?(?:几[号月日]|哪[一]?天|什么时候|何时|谁|哪[个家]|哪些)"
)
"""A question for a day, a doer or things, and no word for an amount."""
_COPULA = re.compile("[是为占达约]")
_RULED_ON = re.compile(
    "(?:对于?|就|关于)([㐀-鿿]{2,12}?)(?:方面|问题|上)?都?(?:有|[作做]了?出?了?)(?:什么|啥|哪些|何|怎样的?)(?:具体|明确)?的?(?:规定|要求|安排)"
)
"""What a question for rules says that they are on (对教育经费有什么规定)."""
_OF_NOUN = 2
"""Bigrams at the end of such a noun of which an answer's place bears one."""
_HEAD_NOUN = 4
"""Letters at the end of a compound that say what it is (健康证明有效期是多少天)."""
_SEVERAL_PERSONS = re.compile("(?:谁|哪位)[^,。?谁哪]{1,8}[,、 和]+(?:又|由)?(?:谁|哪位)")
"""Two deeds whose doers are asked for (谁讲话、谁主持), which may stand in two sentences."""


class Intent(StrEnum):
    """What a question wants of the graph; LOOKUP wants a sentence of the text."""

    ONLY_HERE = "only_here"
    SHARED = "shared"
    INSTRUCTED = "instructed"
    LOCATED = "located"
    OUTLINE = "outline"
    CONTENT = "content"
    CLAUSE = "clause"
    OFFICERS = "officers"
    DEEDS = "deeds"
    LEADERS = "leaders"
    ISSUANCES = "issuances"
    COMPARE = "compare"
    DOC_NUMBER = "doc_number"
    IDENTITY = "identity"
    ADDRESSEES = "addressees"
    REPEALED = "repealed"
    AMENDED = "amended"
    FORWARDED_BY = "forwarded_by"
    FORWARDS = "forwards"
    CITED_BY = "cited_by"
    IMPLEMENTED_BY = "implemented_by"
    IMPLEMENTS = "implements"
    ISSUER = "issuer"
    ISSUED = "issued"
    RELATION = "relation"
    PROVIDES_FOR = "provides_for"
    MEMBERS = "members"
    PARTS = "parts"
    POST = "post"
    HOLDER = "holder"
    PERSON = "person"
    CARRIERS = "carriers"
    CARRIES_OUT = "carries_out"
    DEFINITION = "definition"
    COUNT = "count"
    DATE = "date"
    LOOKUP = "lookup"


@dataclass(frozen=True, slots=True)
class Asked:
    """A type of answer. evidence: what a sentence must show (searched in folded text). hard: without it, no answer.

    kinds: a sentence that names an entity of one of these kinds shows it as well.
    """

    name: str
    cues: re.Pattern[str]
    evidence: re.Pattern[str]
    hard: bool
    kinds: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Question:
    """text: as typed, an English one with known terms in Chinese; folded: of the same length. intents: main one first,
    LOOKUP last, always.

    asked: types of answer, in the order of the table. required: what a sentence must show besides.
    topic: pieces of the folded question that speak of its subject; theme: the same without the wording of its main
    intent (哪些政策涉及 X -> X). titles, quoted: as printed in the question, without their marks;
    doc_numbers: as documents print them.
    post: the last one named, with its rank (副主席). counted: what stands after 多少 or 几 with its measure word
    (多少名选手 -> 选手). attributes: for each that is asked for by name (投资多少), the words of which an answer holds
    one. person: what stands where a name stands in a question for a post. described: words that tell which policy is
    meant (慈善捐赠管理的通知), without marks. held: what the post is one of (国家能源局局长 -> 国家能源局).
    given: figures of the question with their unit (2月17日), which answer nothing. unread: share of the subject matter
    of an English question that no Chinese term stands for, 0..1.
    """

    text: str
    folded: str
    language: str
    intents: tuple[Intent, ...]
    asked: tuple[Asked, ...]
    required: tuple[Asked, ...]
    topic: tuple[str, ...]
    theme: tuple[str, ...]
    titles: tuple[str, ...]
    doc_numbers: tuple[str, ...]
    quoted: tuple[str, ...]
    post: str | None
    counted: str | None
    attributes: tuple[re.Pattern[str], ...]
    person: str | None
    described: str | None
    held: str | None
    given: re.Pattern[str] | None
    unread: float = 0.0

    @property
    def intent(self) -> Intent:
        return self.intents[0]

    def asks(self, *names: str) -> bool:
        """Whether one of these types of answer is asked for."""
        return any(asked.name in names for asked in self.asked)

    def unsaid(self, text: str) -> str:
        """Folded text with blanks for the figures that the question gives itself."""
        return self.given.sub(lambda match: " " * len(match.group()), text) if self.given else text


@dataclass(frozen=True, slots=True)
class Cues:
    """The table, compiled."""

    intents: tuple[tuple[Intent, re.Pattern[str]], ...]
    asked: tuple[Asked, ...]
    required: tuple[Asked, ...]
    stop: re.Pattern[str]
    post: re.Pattern[str]
    lead: re.Pattern[str]
    measures: tuple[tuple[re.Pattern[str], str], ...]
    counted: re.Pattern[str]
    yuan: tuple[re.Pattern[str], re.Pattern[str]]
    period: tuple[re.Pattern[str], re.Pattern[str]]
    attributes: tuple[tuple[re.Pattern[str], re.Pattern[str]], ...]
    generic: re.Pattern[str]


@cache
def cues() -> Cues:
    """Read once from question_cues.toml."""
    table = tomllib.loads((Path(__file__).parent / "question_cues.toml").read_text(encoding="utf-8"))
    family = f"[{''.join(sorted(surnames().single))}]"
    words: dict[str, str] = {**table["words"], **table["words_of_evidence"], "surname": family}
    stop = sorted(table["stop"]["words"], key=len, reverse=True)
    latin = "|".join(rf"\b{re.escape(word)}\b" for word in stop if word.isascii())
    han = "|".join(re.escape(word) for word in stop if not word.isascii())
    return Cues(
        intents=tuple((Intent(row["name"]), _any_of(row["patterns"], words)) for row in table["intent"]),
        asked=tuple(_asked(row, words) for row in table["asked"]),
        required=tuple(_asked(row, words) for row in table["required"]),
        stop=re.compile(f"{latin}|{han}"),
        post=re.compile(words["post"]),
        lead=re.compile(f"^(?:{words['lead']})+|(?:{words['lead']}|{words['trail']})+$"),
        measures=tuple((re.compile(row["cues"]), _figure(row["unit"], words["figure"])) for row in table["measure"]),
        counted=re.compile(table["counted"]["evidence"]),
        yuan=_pair(table["yuan"], words),
        period=_pair(table["period"], words),
        attributes=tuple(
            (re.compile(_filled(row["cues"], words)), re.compile(row["words"])) for row in table["attribute"]
        ),
        generic=re.compile(f"(?:{table['generic']['words']})+$"),
    )


def _any_of(patterns: Sequence[str], words: Mapping[str, str]) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{_filled(pattern, words)})" for pattern in patterns))


def _filled(pattern: str, words: Mapping[str, str]) -> str:
    """The pattern with {name} replaced by the list of that name; quantifiers like {0,6} stay."""
    return re.sub(r"\{([a-z]+)\}", lambda match: words[match.group(1)], pattern)


def _figure(unit: str, figure: str) -> str:
    """A count with its measure word; one of a kind (一名职工) counts nothing."""
    return f"{_COUNTABLE}(?!一 ?(?:{unit})){figure} ?(?:余|馀|多|万|千|百|亿)* ?(?:{unit})"


def _pair(row: Mapping[str, Any], words: Mapping[str, str]) -> tuple[re.Pattern[str], re.Pattern[str]]:
    return re.compile(_filled(row["cues"], words)), re.compile(_filled(row["evidence"], words))


def _asked(row: Mapping[str, Any], words: Mapping[str, str]) -> Asked:
    evidence = re.compile(_filled(row["evidence"], words))
    kinds = frozenset(row.get("kinds", ()))
    return Asked(row["name"], _any_of(row["cues"], words), evidence, row.get("hard", False), kinds)


def understand(text: str) -> Question:
    """Reads a question. Names are masked first, so that a word of a title (《关于印发…的通知》) is no cue.

    An English one is read with the field's terms in Chinese; its other words say nothing about its subject then.
    """
    typed = fold(text).strip().rstrip("?。.! ")
    folded = as_printed(_MARKED.sub(_in_marks, typed))
    text = text if folded == typed else folded
    english = _ENGLISH.search(_masked(folded)) is not None
    said = in_chinese(folded) if english else folded
    read = _read(text if said == folded else said, said, "en" if english else "zh")
    if said == folded:
        return replace(read, unread=unread(said)) if english else read
    return replace(read, topic=_chinese(read.topic), theme=_chinese(read.theme), unread=unread(said))


def _in_marks(match: re.Match[str]) -> str:
    return f"“{next(filter(None, match.groups()))}”"


def _chinese(pieces: Sequence[str]) -> tuple[str, ...]:
    """The pieces with a Chinese letter or a figure, else all."""
    return tuple(piece for piece in pieces if re.search(r"[\d㐀-鿿]", piece)) or tuple(pieces)


def _read(text: str, folded: str, language: str) -> Question:
    masked = _masked(folded)
    table = cues()
    found = [(intent, pattern) for intent, pattern in table.intents if pattern.search(masked)]
    return Question(
        text=text,
        folded=folded,
        language=language,
        intents=(*(intent for intent, _ in found), Intent.LOOKUP),
        asked=tuple(
            _weighed(_sharpened(asked, masked, table), masked) for asked in table.asked if asked.cues.search(masked)
        ),
        required=tuple(asked for asked in table.required if asked.cues.search(masked)),
        topic=_topic(folded, table.stop),
        theme=_theme(folded, found[0][1] if found else None, table),
        titles=tuple(_TITLE.findall(folded)),
        doc_numbers=tuple(re.sub(r"\s", "", folded[start:end]) for start, end in number_spans(folded)),
        quoted=tuple(name for name in _QUOTED.findall(folded) if not everyday(name)),
        post=_post(masked, table.post),
        counted=counted(masked),
        attributes=_attributes(masked, table),
        person=_person(folded, table),
        described=described(masked),
        held=_held(masked, table),
        given=given(masked),
    )


def reworded(question: Question, folded: str) -> Question:
    """The question with the subject matter of other words; intents and what is asked for stay."""
    return replace(question, folded=folded, topic=_topic(folded, cues().stop))


def _post(masked: str, posts: re.Pattern[str]) -> str | None:
    found = None
    for match in posts.finditer(masked):
        rank = _RANK.search(masked[: match.start()])
        found = (rank.group() if rank else "") + match.group()
    return _PARTY_HEAD.sub("书记", found) if found else None


def _person(folded: str, table: Cues) -> str | None:
    """The name that a question for a post begins with; a word of a post or of questions is none."""
    found = _PERSON.match(folded)
    name = found.group(1).rstrip("都还也曾现") if found else ""
    return name if len(name) > 1 and not (table.post.search(name) or table.stop.search(name)) else None


def _held(masked: str, table: Cues) -> str | None:
    """What stands before the last post named, up to a word of the question."""
    posts = list(table.post.finditer(masked))
    if not posts:
        return None
    before = re.split(r"[^0-9a-z㐀-鿿]|[是谁任当为的]", _RANK.sub("", masked[: posts[-1].start()]).removesuffix("的"))[
        -1
    ]
    return before if len(before) > 2 and not table.stop.search(before) else None


def _attributes(masked: str, table: Cues) -> tuple[re.Pattern[str], ...]:
    """Words of the attributes asked for: by the table, else of the noun whose amount is asked for, any two letters."""
    masked = _QUOTED.sub("《》", masked)
    listed = tuple(words for cues, words in table.attributes if cues.search(masked))
    if len(listed) > 1 and _SEVERAL_PERSONS.search(masked):
        return (re.compile("|".join(words.pattern for words in listed)),)
    if (ruled := _RULED_ON.search(masked)) and (terms := cut(table.stop.sub(" ", ruled.group(1)))):
        return (*listed, re.compile("|".join(map(re.escape, terms[-_OF_NOUN:]))))
    found = _ATTRIBUTE.search(masked)
    if listed or found is None or _CLAUSE.search(_VERBS.sub("", found.group(1))):
        return listed
    if _HAS.search(masked, 0, found.end()) and counted(masked[found.end() - 2 :]):
        return ()
    noun = table.stop.sub(" ", table.generic.sub("", _VERBS.sub("", found.group(1))))
    stated = _COPULA.search(masked, found.end(1), found.end()) is not None
    terms = cut(noun[-_HEAD_NOUN:] if stated else noun)
    return (re.compile("|".join(map(re.escape, terms))),) if terms else ()


def _sharpened(asked: Asked, masked: str, table: Cues) -> Asked:
    """A number that is asked for with its measure word must come with that word or one of its like, an amount asked
    for in yuan in yuan; a number of things named is a count."""
    if asked.name == "money" and table.yuan[0].search(masked):
        return replace(asked, evidence=table.yuan[1])
    if asked.name == "duration" and table.period[0].search(masked):
        return replace(asked, evidence=table.period[1])
    if asked.name == "number":
        for cue, evidence in table.measures:
            if found := cue.search(masked):
                return replace(asked, evidence=re.compile(evidence.replace("{asked}", found[found.re.groups])))
        if counted(masked):
            return replace(asked, evidence=table.counted)
    return asked


def _weighed(asked: Asked, masked: str) -> Asked:
    """A figure that only the clauses before a question of yes or no speak of need not be shown, nor an amount that a
    question for a day or a doer names."""
    last = _CONSENT.search(masked)
    aside = asked.hard and last is not None and last.start() > 0 and not asked.cues.search(last.group())
    aside = aside or (asked.name in ("money", "number") and _OF_OTHERS.search(masked) is not None)
    return replace(asked, hard=False) if aside else asked


def _masked(folded: str) -> str:
    """The question with 《…》 and 发文字号 blanked out ("《》"), everyday wordings (“一把手”) without marks."""
    plain = _QUOTED.sub(lambda match: match.group(1) if everyday(match.group(1)) else match.group(), folded)
    masked = _TITLE.sub("《》", plain)
    for start, end in reversed(number_spans(masked)):
        masked = f"{masked[:start]}《》{masked[end:]}"
    return _MARKED_WHOLE.sub("《》", masked)


def _theme(folded: str, pattern: re.Pattern[str] | None, table: Cues) -> tuple[str, ...]:
    if pattern is None:
        return _topic(folded, table.stop)
    pieces = _topic(pattern.sub(" ", folded), table.stop)
    return tuple(filter(None, (table.lead.sub("", piece) for piece in pieces)))


def _topic(folded: str, stop: re.Pattern[str]) -> tuple[str, ...]:
    """Runs of the question between question words, punctuation and spaces. Names in marks stay whole."""
    names = [match.group(1) for match in (*_TITLE.finditer(folded), *_QUOTED.finditer(folded))]
    rest = _QUOTED.sub(" ", _TITLE.sub(" ", folded))
    runs = re.findall(r"[0-9a-z㐀-鿿〇.%()\[\]〔〕-]+", stop.sub(" ", rest))
    return tuple(dict.fromkeys(run for run in (*names, *runs) if len(run) > 1 or not run.isascii()))
