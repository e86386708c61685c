"""Titles of policy documents in 《》: where they stand, whether they name a policy, what identifies them."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files


@dataclass(frozen=True, slots=True)
class TitleTable:
    """gazetteer/policy.toml. Each tuple is sorted longest first where it serves as a suffix test."""

    heads: tuple[str, ...]
    law: str
    not_law: tuple[str, ...]
    numbered: str
    not_titles: tuple[str, ...]
    form_cues: tuple[str, ...]
    work_cues: tuple[str, ...]
    work_tails: tuple[str, ...]
    generic: frozenset[str]
    printing: tuple[str, ...]
    forwarding: tuple[str, ...]
    carriers: tuple[str, ...]
    issuing: tuple[str, ...]
    unquoted: tuple[str, ...]
    issued: tuple[str, ...]
    not_begin: tuple[str, ...]
    laws: tuple[str, ...]


@lru_cache(maxsize=1)
def title_table() -> TitleTable:
    """The table, read once."""
    raw = tomllib.loads(files("graph").joinpath("gazetteer/policy.toml").read_text(encoding="utf8"))

    def words(*names: str) -> tuple[str, ...]:
        return tuple(sorted({word for name in names for word in raw[name]}, key=lambda word: (-len(word), word)))

    return TitleTable(
        heads=words("rules", "documents", "standards"),
        law=raw["law"],
        not_law=words("not_law"),
        numbered=raw["numbered"],
        not_titles=words("not_titles"),
        form_cues=words("form_cues"),
        work_cues=words("work_cues"),
        work_tails=words("work_tails"),
        generic=frozenset(raw["generic"]),
        printing=words("printing"),
        forwarding=words("forwarding"),
        carriers=words("carriers"),
        issuing=words("issuing"),
        unquoted=words("unquoted"),
        issued=words("issued"),
        not_begin=words("not_begin"),
        laws=words("laws"),
    )


@dataclass(frozen=True, slots=True)
class TitleReference:
    """A title in 《》. Clean offsets, brackets included.

    title: without 《》 and white space. number: 发文字号 printed in the brackets after it, normalised. short: the short
    form that those brackets define (以下简称《意见》). tail: end of those brackets, else `end`.
    """

    start: int
    end: int
    title: str
    number: str | None
    short: str | None
    tail: int


_QUOTED = re.compile(r"《([^《》\n]{0,160}(?:《[^《》\n]{1,160}》[^《》\n]{0,160})*)》")
_NOTE = re.compile(r"\s*[（(]([^（）()\n]{0,12}[（(]?[^（）()\n]{2,70}[)）]?[^（）()\n]{0,40})[)）]")
_DEFINED = re.compile(
    r"(?:以下|下)?(?:统一|均|分别)?(?:简称|称)(?:为|：|:|之为)?\s*[《“\"〈「]?([^《》“”\"〈〉「」（）()，,。]{2,20})"
)
_YEAR = r"(?:〔|\[|［|【|（|\(|﹝|〈|<)\s*((?:19|20)\d{2})\s*(?:〕|\]|］|】|）|\)|﹞|〉|>)"
DOC_NUMBER = re.compile(
    rf"([\u4e00-\u9fff]{{1,14}})\s*{_YEAR}\s*(?:第\s*)?(\d{{1,5}})\s*号"
    r"|((?:[\u4e00-\u9fff]{1,12}\s){0,6}[\u4e00-\u9fff]{2,24}(?:公告|令))\s*((?:19|20)\d{2})\s*年\s*(?:第\s*)(\d{1,4})\s*号"
    r"|([\u4e00-\u9fff]{2,24}令)\s*第\s*(\d{1,4})\s*号"
)
_SPACE = re.compile(r"\s+")
_BRACKETS = re.compile(r"[（(〔\[][^（）()〔〕\[\]]{1,24}[）)〕\]]$")
_LOOSE = re.compile(r"[和\s《》〈〉“”\"‘’'<>〔〕（）()、，,·的]|^关于|&lt;|&gt;")
_COUNTED = re.compile(r"[一二三四五六七八九十百\d]+条$")
_ENTITY = str.maketrans({"<": "〈", ">": "〉", "＜": "〈", "＞": "〉"})


# 推进三市职工技能提升战略合作协议: a strategy or mechanism agreed on, with a subject of its own.
_AGREEMENT = re.compile(r".{8,}(?:战略合作|机制的?|制度的?)(?:框架)?协议$")
AGREEMENT = "协议"


@lru_cache(maxsize=8)
def title_references(text: str) -> tuple[TitleReference, ...]:
    """Every 《…》 of a clean text, in order, whether it names a policy or not."""
    return tuple(_reference(text, match) for match in _QUOTED.finditer(text))


def _reference(text: str, match: re.Match[str]) -> TitleReference:
    title = canonical_title(match[1])
    note = _NOTE.match(text, match.end())
    if note is None:
        return TitleReference(match.start(), match.end(), title, None, None, match.end())
    number = None if "附件" in note[1] else find_number(note[1])  # an attachment shares its carrier's number
    short = _DEFINED.search(note[1])
    known = number is not None or short is not None
    return TitleReference(
        match.start(),
        match.end(),
        title,
        number,
        short[1].strip() if short else None,
        note.end() if known else match.end(),
    )


@lru_cache(maxsize=1024)
def canonical_title(printed: str) -> str:
    """A title without the outer 《》 and without white space; brackets inside it as 〈〉 stand."""
    title = "".join(printed.replace("&lt;", "〈").replace("&gt;", "〉").translate(_ENTITY).split())
    if title.startswith("《") and title.endswith("》") and "》" not in title[:-1]:
        title = title[1:-1]
    return title


def find_number(text: str) -> str | None:
    """First 发文字号 in the text, normalised (国办发〔2020〕4号; 财政部公告2020年第8号), None without one."""
    match = DOC_NUMBER.search(text)
    return number_of(match) if match else None


def number_of(match: re.Match[str]) -> str:
    """Normalised form of what `DOC_NUMBER` has matched."""
    if match[1]:
        return f"{match[1]}〔{match[2]}〕{int(match[3])}号"
    if match[4]:
        return f"{_SPACE.sub('', match[4])}{match[5]}年第{int(match[6])}号"
    return f"{match[7]}第{int(match[8])}号"


@lru_cache(maxsize=1024)
def core_title(title: str) -> str:
    """The title without trailing brackets (试行), (2021—2025年) and quotation marks."""
    core = title
    while True:
        shorter = _BRACKETS.sub("", core).rstrip('”"》〉')
        if shorter == core or not shorter:
            return core
        core = shorter


@lru_cache(maxsize=1024)
def title_head(title: str) -> str | None:
    """The word that makes the title a policy's (实施意见 -> 意见; 食品安全法 -> 法), None when it is none."""
    table, core = title_table(), core_title(title)
    if core.endswith(AGREEMENT) and _AGREEMENT.match(core):
        return AGREEMENT
    if len(core) < 2 or core.endswith(table.not_titles):
        return None
    if core.endswith(table.heads):
        return next(head for head in table.heads if core.endswith(head))
    if core.endswith(table.law) and (not core.endswith(table.not_law) or core.startswith("中华人民共和国")):
        return table.law
    if _COUNTED.search(core) and len(core) >= 4:
        return table.numbered
    return None


_DECISION = re.compile(r"关于(?:修改|修订|废止|宣布失效)")
_LONGEST_DECIDER = 40


def is_decision(title: str) -> bool:
    """Whether the title is that of a decision that changes or ends others, of which many share one title."""
    about = _DECISION.search(title)
    return about is not None and about.start() <= _LONGEST_DECIDER


def is_generic(title: str) -> bool:
    """Does the title name only a type (实施方案)? Then it takes an issuer or an antecedent to know which."""
    return core_title(title) in title_table().generic


@lru_cache(maxsize=1024)
def loose_title(title: str) -> str:
    """Title reduced to what two printings of it share: without brackets, marks, 关于 at the start, 的 and 和.

    Bodies' names in titles are printed with 和 and without (人力资源和社会保障部, 人力资源社会保障部).
    """
    reduced = title.removeprefix("中华人民共和国") if title.startswith("中华人民共和国") else title
    return _LOOSE.sub("", reduced)


_NOT_ISSUER = re.compile(r"[《〈，]|转发|批转|的(?!.{2,40}(?:部|厅|局|委|会|办|组|室|机制)$)")


_DISEASE = re.compile(r"(?:新型冠状病毒|新冠病毒|新冠|新型冠状)(?:感染)?(?:的)?肺炎(?:疫情)?|新冠疫情")
_COUNT = re.compile(r"[一二三四五六七八九]?十[一二三四五六七八九]?(?=[条项]|个方面)|[二三四五六七八九](?=[条项])")
_DIGITS = {digit: value for value, digit in enumerate("零一二三四五六七八九")}


def _arabic(printed: str) -> str:
    """二十八 -> 28."""
    tens, ten, ones = printed.rpartition("十")
    return str((_DIGITS[tens] if tens else 1) * 10 + (_DIGITS[ones] if ones else 0)) if ten else str(_DIGITS[ones])


def identity_title(title: str) -> str:
    """Loose form of the title from 关于 on, the same for X若干措施 and X若干措施的通知."""
    loose = loose_title(split_issuer(title)[1])
    shorter = loose.removesuffix("通知")
    return shorter if shorter != loose and shorter.endswith(_PRINTABLE) and len(shorter) > 10 else loose


@lru_cache(maxsize=1024)
def alike_title(title: str) -> str:
    """Identity form that is also the same for 20条 and 二十条, and for the names of one disease, inside a document."""
    return _COUNT.sub(lambda count: _arabic(count[0]), _DISEASE.sub("新冠肺炎", identity_title(title)))


_POINTS = re.compile(r"\d+(?=[条项])")


def count_agrees(one: str, other: str) -> bool:
    """Whether two titles count the same number of points, or one of them counts none."""
    counts = [_POINTS.findall(alike_title(title)) for title in (one, other)]
    return not all(counts) or counts[0] == counts[1]


_PRINTABLE = ("措施", "意见", "方案", "办法", "细则", "规定", "政策", "指引", "指南", "规划", "计划", "要点")


def split_issuer(title: str) -> tuple[str, str]:
    """What stands before 关于, and the title from 关于 on; an empty prefix when 关于 does not come early."""
    place = title.find("关于")
    if place <= 0 or place > 90 or _NOT_ISSUER.search(title[:place]):
        return "", title
    return title[:place], title[place:]


@dataclass(frozen=True, slots=True)
class Printing:
    """A title that prints or forwards another document: 〈issuer〉关于〈verb〉〈inner〉的〈carrier〉."""

    issuer: str
    verb: str
    inner: str
    carrier: str

    @property
    def forwards(self) -> bool:
        """True when the inner document stays one of its own (转发)."""
        return self.verb in title_table().forwarding


@lru_cache(maxsize=1)
def _printing_pattern() -> re.Pattern[str]:
    table = title_table()
    verbs = "|".join((*table.printing, *table.forwarding))
    return re.compile(
        rf"^(?P<issuer>[^《》〈〉]{{0,80}}?)(?:关于)?(?P<verb>{verbs})(?P<inner>.{{4,}}?)的?(?P<carrier>{'|'.join(table.carriers)})$"
    )


@lru_cache(maxsize=1024)
def split_printing(title: str) -> Printing | None:
    """The parts of a title that prints another document, None for any other title."""
    table = title_table()
    match = _printing_pattern().match(core_title(title) if title.endswith(("）", ")")) else title)
    if match is None:
        return None
    inner = match["inner"].strip()
    if inner[:1] in "《〈" and inner[-1:] in "》〉" and not any(mark in inner[1:-1] for mark in "》〉"):
        inner = inner[1:-1]
    if title_head(inner) is None:
        if match["verb"] not in table.forwarding or "关于" not in inner:
            return None
        inner = f"{inner}的{match['carrier']}"  # 转发Y关于Z的通知: one 通知 ends both titles
    return Printing(match["issuer"].removesuffix("关于"), match["verb"], inner, match["carrier"])
