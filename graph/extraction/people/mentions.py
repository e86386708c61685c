"""Finds persons: beside posts, titles, labels and verbs of saying, then wherever a found name stands again."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from functools import cache

from graph.elements import BODIES, Kind
from graph.extraction.lexicon import words_in
from graph.extraction.people.contacts import find_contacts
from graph.extraction.people.context import find_in_context
from graph.extraction.people.names import (
    AFTER,
    SOUNDS,
    Found,
    NameReader,
    is_likely,
    may_be_given,
    next_in_list,
    surnames,
    transliterated,
)
from graph.extraction.people.posts import posts
from graph.extraction.people.reporters import find_bylines, find_reporters
from graph.extraction.people.rosters import find_rosters, find_rows
from graph.extraction.scope import Mention, Scope
from graph.extraction.word_pattern import WordPattern
from ingest.document import Span

_COLON = re.compile(r"[:：/／|]\s*")
_NEXT_LABELLED = re.compile(r"(?:[（(][^（）()\n]{1,40}[）)])?[、，,\s]*")
_DEPARTMENT = re.compile(r"[\u4e00-\u9fff]{2,10}[部室科处办股]")
_MADE_UP = re.compile(r"\s*[（(]化名[）)]")
_SPACE = re.compile(r"\s+")
_SAYING = "(?:说道?|表示|介绍说?|告诉|坦言|透露|认为|回忆|感[慨叹]|强调|指出|要求)"
# Between an employer's name and the end of a trade, and what ends an item of a list of workers.
_TO_TRADE = re.compile(r"[\u4e00-\u9fffA-Z\d（）]{2,24}")
_ITEM_ENDS = re.compile(r"[、，；。）（(\s]|$|等|[和与及](?!谐)|同志|荣?获|当选|说|表示|介绍|领衔")
# What a person does, right behind a name of two characters.
_DOES = re.compile(rf"{_SAYING}|先后|荣?获|当选|正?带[领着]|凭借|夺|自豪|笑着")
_OF_LEADERS = re.compile(r"(?:[省市区县州盟旗厅局]|街道|集团|总工会|公司)(?:有关|主要)?领导$")
_AFTER_LEADERS = re.compile(
    rf"(?:、|以?及|[和与])[\u4e00-\u9fff]{{2,3}}(?:[、，]|等|出席|参加|陪同|和)|(?:[等也]?(?:一同|一起)?(?:出席|参加|陪同|主持|率队|带队))|{_DOES.pattern}"
)
_APPOINTED = WordPattern(
    dict.fromkeys(
        ("任命", "选举", "推选", "聘任", "聘请", "增补", "补选", "增选", "提名", "免去", "撤销"),
        r"\s*(?=[\u4e00-\u9fff])",
    )
)
_GIVEN = re.compile(r"[\u4e00-\u9fff]{2}")
# A leader's title behind the name begins no other name: 习近平总书记殷殷嘱托.
_HONOURS = frozenset({"总书记", "总理", "委员长"})
# Surnames that are particles first: 向病逝同志 names nobody.
_PARTICLES = frozenset("向从于由连任应经能常别那都全时成")
_LEADERS = frozenset({"书记", "省长", "市长", "州长", "县长"})
# Letters of offices and of words before a title: 地委书记, 支部书记, 担任市长 name nobody.
_OFFICE = re.compile(
    "[委党部支组总团工政省市县区州镇乡村厅局处科办常务执行第前原任代副正时新老现各届级街道社企校院纪检监宣统战群居民兼选举聘见位两名女男由让请对向该本我其及的地旗盟]"
)
_OPEN = re.compile(r"[\s。，、；：:！？（(“”》\]】]")


def find_people(scope: Scope) -> list[Mention]:
    """Persons of the part, sorted by start."""
    found: dict[int, Mention] = {}
    reader = NameReader(scope)
    places = {mention.start for mention in scope.mentions if mention.kind is Kind.REGION}
    for finder in _FINDERS:
        for span, rule in finder(scope, reader):
            if span.start not in places and not _overlaps(found, span):
                found[span.start] = _mention(scope, span, rule)
    for span in _again(scope, found):
        found[span.start] = _mention(scope, span, "person-named-again", 0.95)
    for mention in _familiar(scope, found):
        if not _overlaps(found, Span(mention.start, mention.end)):
            found[mention.start] = mention
    return sorted(found.values(), key=lambda m: m.start)


def _mention(scope: Scope, span: Span, rule: str, confidence: float = 0.9) -> Mention:
    name = _SPACE.sub("", scope.text[span.start : span.end])
    attrs = {"is_pseudonym": True} if _MADE_UP.match(scope.text, span.end) else {}
    return Mention(Kind.PERSON, span.start, span.end, name, rule, confidence, attrs=attrs)


def _overlaps(found: dict[int, Mention], span: Span) -> bool:
    for at in range(span.start - 12, span.end):  # noqa: SIM110
        if at in found and found[at].end > span.start:
            return True
    return False


@cache
def _gap_before_name() -> re.Pattern[str]:
    """What stands between a post and the surname behind it: nothing, a blank, a colon."""
    table = surnames()
    letters = re.escape("".join(sorted(table.single | {word[0] for word in table.compound})))
    sounds = rf"{SOUNDS.pattern}(?:表示|说|称|认为|指出|介绍|强调)"
    name = rf"[{letters}]|{transliterated().pattern}|[\u4e00-\u9fff]{{1,5}}[·•・‧]|{sounds}"
    return re.compile(rf"[\s：:]*(?={name})")


@cache
def _saying_pattern() -> re.Pattern[str]:
    table = surnames()
    letters = re.escape("".join(sorted(table.sure)))
    return re.compile(rf"[。，；：\n”“、员](?:(?<!员)\s*|(?<=人员))([{letters}][\u4e00-\u9fff]{{1,2}}){_SAYING}")


def _after_posts(scope: Scope, reader: NameReader) -> Found:
    """省总工会副主席【金勇】, and the names listed behind it that share the post."""
    start, table = scope.part.start, posts()
    for begin in table.ends(scope.text, start, scope.part.end):
        gap = _gap_before_name().match(scope.text, begin, scope.part.end)
        if gap is None:
            continue
        head = table.head_before(scope.text, begin, start)
        is_post = head is not None
        if not (is_post or table.role_before(scope.text, begin, start) or table.trade_before(scope.text, begin, start)):
            continue
        if scope.text.endswith("妇女儿", start, begin):  # 妇女儿|童权益
            continue
        if head in _HONOURS and reader.read_before(start, begin - len(head)):
            continue
        name = reader.read(gap.end())
        if name is not None and not (
            is_post or _is_sure(scope.text, name) or _is_leader(scope, begin, name) or _is_employed(scope, begin, name)
        ):
            continue
        if name is not None and _is_joined(scope.text[name.start : name.end]):
            continue
        if (
            name is not None
            and table.role_before(scope.text, name.end, name.start) == scope.text[name.start : name.end]
        ):
            continue  # 代表|劳模发言
        while name is not None:
            yield name, "person-after-post"
            name = next_in_list(reader, name.end)


def _is_leader(scope: Scope, begin: int, name: Span) -> bool:
    """市领导【罗文】、谢青出席: names after a mere 领导, if they are joined or do what leaders are told to do."""
    is_of_leaders = _OF_LEADERS.search(scope.text, max(begin - 6, scope.part.start), begin)
    return is_of_leaders is not None and _AFTER_LEADERS.match(scope.text, name.end) is not None


def _is_employed(scope: Scope, begin: int, name: Span) -> bool:
    """某公司配电运检工【李峰】、: a name between a firm's trade or role and a mark, whatever the surname means."""
    if not _ITEM_ENDS.match(scope.text, name.end) or surnames().begins_word(scope.text[name.start : name.end]):
        return False
    index = bisect_left(scope.mentions, begin, key=lambda mention: mention.start)
    body = next((m for m in reversed(scope.mentions[:index]) if m.kind in BODIES and m.end <= begin), None)
    return body is not None and _TO_TRADE.fullmatch(scope.text, body.end, begin) is not None


def _is_joined(written: str) -> bool:
    """Whether 和 joins what is read as a name to the post: 委员|和列席同志."""
    return written[0] == "和" and (surnames().begins_word(written) or len(written) == 3)


def _is_sure(text: str, name: Span) -> bool:
    """Whether a name after a mere role (职工) is told by more than its surname."""
    written = text[name.start : name.end]
    table = surnames()
    if written[0] in table.ordinary:
        return len(written) > 2 and table.given.issuperset(written[1:]) and not table.begins_word(written)
    return len(written) > 2 or bool(_DOES.match(text, name.end))


def _titled(scope: Scope, reader: NameReader) -> Found:
    """【王树芬】同志, 【习近平】总书记."""
    for title in posts().titles.finditer(scope.text, scope.part.start, scope.part.end):
        name = reader.read_before(scope.part.start, title.start())
        if name is None or not _is_free(scope, name) or _is_inside_word(scope.text, name.start):
            continue
        if title.group() in _HONOURS and name.end - name.start < 3:
            continue
        if title.group() in posts().heads and title.group() not in _HONOURS and reader.read(title.end()):
            continue
        letter = scope.text[name.start]
        if letter not in surnames().ordinary or (title.group() == "同志" and letter not in _PARTICLES):
            yield name, "person-before-title"


def _is_inside_word(text: str, at: int) -> bool:
    """实|施云岭校长: a surname that is the second character of a usual word."""
    return text[max(at - 1, 0) : at + 1] in {"实施", "措施", "设施"}


def _is_free(scope: Scope, span: Span) -> bool:
    """Whether no body or region reaches into the span (市总工会主席 holds no person 工会)."""
    near = scope.mentions[: bisect_left(scope.mentions, span.end, key=lambda mention: mention.start)]
    kinds = BODIES | {Kind.REGION, Kind.POLICY}
    return not any(mention.end > span.start and mention.kind in kinds for mention in near[-12:])


def _labelled(scope: Scope, reader: NameReader) -> Found:
    """联系人：【张三】、【李四】; 组长：【王五】（市长）."""
    for colon in _COLON.finditer(scope.text, scope.part.start, scope.part.end):
        if posts().label_before(scope.text, colon.start(), scope.part.start) is None:
            continue
        at: int | None = colon.end()
        while at is not None:
            name = reader.read(at) or _of_usual(scope.text, at) or _behind_body(scope, reader, at)
            if name is None or not (_is_no_word(scope.text, name) or reader.is_gap(name.end)):
                break
            yield name, "person-after-label"
            separator = _NEXT_LABELLED.match(scope.text, name.end, scope.part.end)
            at = separator.end() if separator and (separator.group() or reader.is_gap(name.end)) else None


_NAME_ENDS = re.compile(r"[、，,;；（(\s]|$|联系|电话")


def _of_usual(text: str, at: int) -> Span | None:
    """联系人：【于文洁】、吴丹: three usual characters behind a label, whatever word they begin with."""
    name = text[at : at + 3]
    usual = len(name) == 3 and name[0] in surnames().single and surnames().given.issuperset(name[1:])
    return Span(at, at + 3) if usual and may_be_given(name[1:]) and _NAME_ENDS.match(text, at + 3) else None


def _is_no_word(text: str, name: Span) -> bool:
    if not surnames().begins_word(text[name.start : name.end]) or text.startswith(("电话", "联系"), name.end):
        return True
    return _of_usual(text, name.start) == name


def _behind_body(scope: Scope, reader: NameReader, at: int) -> Span | None:
    """联系人：省总工会组织部  【张三】: the name behind a gap behind the body or department that begins here."""
    near = scope.mentions[bisect_left(scope.mentions, at, key=lambda mention: mention.start) :][:2]
    ends = [mention.end for mention in near if mention.start == at and mention.kind in BODIES]
    department = _DEPARTMENT.match(reader.text, at, reader.end)
    end = ends[0] if ends else department.end() if department else None
    if end is None:
        return None
    gap = next((g for g in range(end, min(end + 12, reader.end)) if reader.is_gap(g)), None)
    # A post before the gap tells the name by itself, and what stands behind the name may be the next one's post.
    if gap is None or posts().post_before(reader.text, gap, end) is not None:
        return None
    return reader.read(gap)


def _appointed(scope: Scope, reader: NameReader) -> Found:
    """任命【张三】为…, 免去【李四】的…."""
    for verb in _APPOINTED.finditer(scope.text, scope.part.start, scope.part.end):
        name = reader.read(verb.end())
        if name is None:
            continue
        # 免去罗文|市总工会副主席职务: the body of the post right behind the name.
        at_body = name.end - name.start == 3 and reader.begins_body(name.end)
        if at_body or scope.text[name.end : name.end + 1] in {"为", "的", "同", "任", "担", "、"}:
            yield name, "person-appointed"
            listed = next_in_list(reader, name.end)
            while listed is not None:  # 补选罗文、谢青山为副主席
                yield listed, "person-appointed"
                listed = next_in_list(reader, listed.end)


def _speakers(scope: Scope, reader: NameReader) -> Found:
    """”【桑雪梅】说: a surname at a clause's start and a verb of saying, no ordinary word."""
    for found in _saying_pattern().finditer(scope.text, scope.part.start, reader.end):
        name = found.group(1)
        if not is_likely(scope.text, Span(*found.span(1))) or (len(name) == 3 and surnames().begins_word(name)):
            continue
        if len(name) == 2 and (surnames().begins_word(name) or scope.text.count(name) < 2):
            continue
        yield Span(*found.span(1)), "person-says"


_FINDERS = (
    find_reporters,
    _labelled,
    _after_posts,
    _titled,
    find_bylines,
    _appointed,
    _speakers,
    find_contacts,
    find_in_context,
    find_rosters,
    find_rows,
)


def _again(scope: Scope, found: dict[int, Mention]) -> Iterator[Span]:
    """Further places of the names found in the part."""
    start, end = scope.part.start, scope.part.end
    for again in words_in(scope.text, start, end, {m.name for m in found.values()}):
        span = Span(again.start, again.end)
        if not _overlaps(found, span):
            yield span


def _familiar(scope: Scope, found: dict[int, Mention]) -> Iterator[Mention]:
    """【成发】书记: a given name of two before a leader's title, resolved to the document's person who bears it.

    One that nobody in the document bears is kept as printed, title included.
    """
    by_given = {m.name[1:]: m.name for m in found.values() if len(m.name) == 3}
    text = scope.text
    for title in posts().familiar.finditer(text, scope.part.start, scope.part.end):
        at = title.start() - 2
        given = text[at : title.start()]
        if at <= scope.part.start or not _GIVEN.fullmatch(given) or not _is_free(scope, Span(at, title.start())):
            continue
        if given in by_given:
            yield Mention(Kind.PERSON, at, title.start(), by_given[given], "person-given-name-resolved", 0.9)
        elif _stands_alone(text, at, title):
            attrs = {"aliases": (given,)}
            yield Mention(Kind.PERSON, at, title.end(), given + title.group(), "person-given-name", 0.7, attrs=attrs)


def _stands_alone(text: str, at: int, title: re.Match[str]) -> bool:
    """Whether a bare given name opens a clause and its title ends the phrase."""
    opens = bool(_OPEN.match(text, at - 1)) or text[at - 1] in "和与为"
    plain = not _OFFICE.search(text[at : title.start()]) and not surnames().begins_word(text[at : title.start()])
    return opens and plain and title.group()[-2:] in _LEADERS and bool(AFTER.match(text, title.end()))
