"""Mentions of initiatives in one part: named actions, projects, competitions, schemes, models and work methods."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from graph.elements import BODIES, Kind
from graph.extraction.initiatives.bundles import find_bundles
from graph.extraction.initiatives.channels import find_channels
from graph.extraction.initiatives.events import find_events
from graph.extraction.initiatives.heads import PlainName
from graph.extraction.initiatives.methods import is_manner
from graph.extraction.initiatives.places import placed_name, printed_before
from graph.extraction.initiatives.quoted import QuotedName, find_quoted_names, quoted_after
from graph.extraction.initiatives.table import bare, initiative_table
from graph.extraction.initiatives.unmarked import find_unmarked
from graph.extraction.initiatives.unquoted import find_plain_names
from graph.extraction.initiatives.works import find_works
from graph.extraction.scope import Mention, Region, Scope
from ingest.document import Genre, Part

_REACH = re.compile(r"(?:全[国省市州县区]|[我本][省市县区])$")
_DEFINED = re.compile(r"[（(](?:以下)?(?:统一)?(?:简称|称)(?:为)?[：:]?\s*[“\"]?([^“”\"（）()，。]{2,16})[”\"]?[）)]")
_YEAR = re.compile(r"^(?:19|20)\d{2}年度?")


@dataclass(slots=True)
class _Identity:
    name: str
    key: str
    core: str = ""
    """Class of the first head printed behind it."""
    topic: str = ""
    """What the first name that says more than its quoted words adds to them."""
    aliases: dict[str, None] = field(default_factory=dict)
    members: dict[str, None] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class _Found:
    start: int
    end: int
    identity: _Identity
    rule: str


def find_initiatives(scope: Scope) -> list[Mention]:
    """Every mention of an initiative in the part, in order, free of overlaps.

    A name that the text quotes once is found again where it stands without its head or its quotation marks.
    """
    identities: dict[str, _Identity] = {}
    words: dict[str, tuple[str, ...]] = {}
    found: list[_Found] = []
    people = {m.start for m in scope.mentions if m.kind is Kind.PERSON}
    quoted = find_quoted_names(scope.text, scope.part.start, scope.part.end)
    quoted = [name for name in quoted if name.end not in people]  # “行业大师”罗文: an honour that somebody bears
    quoted += _after_bodies(scope, {name.start for name in quoted})
    if scope.document.genre is Genre.REGULATION:  # a statute quotes terms (“有奖销售”等方式), not names
        quoted = [name for name in quoted if name.rule in ("quoted-head", "quoted-self-head")]
    for name in quoted:
        identity = _quoted_identity(identities, name)
        if name.core and (reach := _REACH.search(scope.text, max(name.start - 3, scope.part.start), name.start)):
            identity.aliases[reach[0] + name.name] = None  # 全省“安学码”共享平台
        if name.name.endswith(_CONTESTS) and (front := printed_before(scope, name.start)):
            identity.aliases[front + name.name] = None  # 2024年湘潭市“莲城杯”技能大赛
        found.append(_Found(name.start, name.end, identity, name.rule))
        if name.words in identities and name.words not in initiative_table().not_names:
            words[name.words] = (name.core, bare(name.name).removeprefix(name.words)) if name.core else ()
        words |= _bind_short_form(scope.text, found[-1], identities)
    apposed = {name.start for name in quoted if name.rule == "quoted-service"}
    for plain in (*find_channels(scope), *find_events(scope), *find_plain_names(scope), *find_works(scope)):
        if plain.end in apposed:
            continue  # 困难职工预警系统“暖哨”: what it is, before what it is called
        identity = _titled_identity(identities, plain) or _plain_identity(identities, plain, scope.region)
        found.append(_Found(plain.start, plain.end, identity, plain.rule))
        words |= _bind_short_form(scope.text, found[-1], identities)
    found += _again(scope, identities, words, {name.start for name in quoted})
    found += _bundles(scope, identities)
    _merge_short_funds(found)
    for plain in find_unmarked(scope, [(one.start, one.end) for one in found]):
        found.append(_Found(plain.start, plain.end, _plain_identity(identities, plain, scope.region), plain.rule))
    found += _joined(scope.text, found, identities)
    plans = _plans(scope)
    return [_mention(one) for one in _apart(found, _titles(scope)) if not _is_plan_itself(one, plans)]


_CONTESTS = ("大赛", "竞赛", "比赛", "比武", "论坛", "博览会", "运动会")
_MADE = re.compile(
    r"(?:[今去前]年|近年来?|上半年|\d{4}年|此前|首批|率先|联合|自主)*"
    r"(?:推|推出|推行|打造|创办|首创|合办|开办|上线|研发|开发|创设|创建|主办)了?的(?=“)"
)


def _after_bodies(scope: Scope, taken: set[int]) -> list[QuotedName]:
    """Quoted names right after an agency's (省总工会“数字工会”), or what a body made (某市总工会去年推的“某某e家”)."""
    text = scope.text
    bodies = [m.end for m in scope.mentions if m.kind is Kind.AGENCY]
    ends = {end + 1 if text.startswith("的", end) else end for end in bodies}
    makers = (m.end for m in scope.mentions if m.kind in BODIES)
    ends |= {made.end() for end in makers if (made := _MADE.match(text, end))}
    ends -= taken
    return [name for end in sorted(ends) if (name := quoted_after(scope.text, end)) is not None]


def _bind_short_form(text: str, found: _Found, identities: dict[str, _Identity]) -> dict[str, tuple[str, ...]]:
    """The short form that brackets after a name define (以下简称“春风行动”), bound to its identity."""
    definition = _DEFINED.match(text, found.end)
    if definition is None:
        return {}
    found.identity.aliases[definition[1]] = None
    identities.setdefault(definition[1], found.identity)
    return {definition[1]: ()}


_FUND = re.compile(r"“(?P<words>[^”]+)”(?P<purpose>[\u4e00-\u9fff]*?)(?:专项)?(?:资金|基金|经费)")


def _merge_short_funds(found: list[_Found]) -> None:
    """A headline's short form of a fund (“暖疆”专项资金) is the one fund of the part whose name begins so and says
    what it is for (“暖疆助企”职工关爱专项资金)."""
    funds = [(one, fund) for one in found if (fund := _FUND.fullmatch(one.identity.name))]
    for short, fund in funds:
        longer = {
            id(one.identity): one.identity
            for one, whole in funds
            if whole["words"] != fund["words"] and whole["words"].startswith(fund["words"]) and whole["purpose"]
        }
        if len(longer) == 1 and not fund["purpose"]:
            (whole_one,) = longer.values()
            whole_one.aliases[short.identity.name] = None
            short.identity.name, short.identity.key = whole_one.name, whole_one.key


def _bundles(scope: Scope, identities: dict[str, _Identity]) -> list[_Found]:
    """Counted bundles (五大工程) and their members; a bundle's identity knows its members' names."""
    found = []
    for bundle in find_bundles(scope.text, scope.part.start, scope.part.end):
        own = identities.get(bundle.words) or _Identity(bundle.name, bare(bundle.name))
        whole = identities.setdefault(bare(bundle.name), own)
        whole.name = bundle.name
        found.append(_Found(bundle.start, bundle.end, whole, "counted-bundle"))
        for member in bundle.members:
            identity = identities.get(bare(member.printed)) or identities.setdefault(
                bare(member.name), _Identity(member.name, bare(member.name))
            )
            identity.aliases[member.printed] = None
            whole.members[identity.name] = None
            found.append(_Found(member.start, member.end, identity, "bundle-member"))
    return found


_AND_ALSO = "暨"


def _joined(text: str, found: list[_Found], identities: dict[str, _Identity]) -> list[_Found]:
    """春风行动暨就业援助月活动: what 暨 joins is one event under two names."""
    begun = {one.start: one for one in found}
    joined = []
    for one in found:
        other = begun.get(one.end + 1) if text.startswith(_AND_ALSO, one.end) else None
        if other is not None:
            end = other.end + 2 * text.startswith("活动", other.end)
            name = "".join(text[one.start : end].split())
            identity = identities.setdefault(bare(name), _Identity(name, bare(name)))
            joined.append(_Found(one.start, end, identity, one.rule))
    return joined


_SAME = re.compile(r"(?<=..)(?:服务|平台)$")  # “非接触式服务” and “非接触式” of one text are one


def _quoted_identity(identities: dict[str, _Identity], name: QuotedName) -> _Identity:
    known = initiative_table().known
    official = known.get(name.words) or known.get(name.words + name.core)
    is_another = bool(official) and _core(name.core) not in {"", "平台", _core(official or "")}
    if _is_of_a_thing(name) or is_another:  # “一带一路”论坛 is not the “一带一路”
        whole = bare(_direct(name.name))
        return identities.setdefault(whole, _Identity(_direct(name.name), whole, _core(name.core)))
    headed = name.words + _core(name.core)
    identity = identities.get(headed) or identities.get(name.words) or identities.get(_SAME.sub("", name.words))
    if identity is not None and _is_of_other_topic(identity, name):
        headed = name.words + _topic(name.name, name.words)
        identity = identities.setdefault(headed, _Identity(_direct(name.name), headed))
        identity.aliases[name.name] = None
        return identity
    if identity is None or (headed != name.words and identity.core not in ("", _core(name.core))):
        own = _own_key(name) if name.words in identities else headed
        key = bare(official) if official else own
        identity = _Identity(official or _direct(name.name), key, _core(name.core))
    if identities.setdefault(name.words, identity) is not identity:
        identities.setdefault(headed, identity)
        identity.aliases[name.name] = None
        return identity
    identities.setdefault(bare(name.name), identity)
    if _core(name.core) == "竞赛" and bare(identity.name) == name.words:
        identity.name = _direct(name.name)  # a title broken behind the marks gave the words alone
    identity.core, identity.topic = identity.core or _core(name.core), identity.topic or _topic(name.name, name.words)
    for alias in (name.name, f"“{name.words}”", name.words):
        identity.aliases[alias] = None
    return identity


def _own_key(name: QuotedName) -> str:
    """Key of a second name of the same words: what stands before its head tells it from others (“X”产品储备制度)."""
    whole, core = bare(_direct(name.name)), _core(name.core)
    return whole if len(whole) >= len(name.words) + len(core) + 3 else name.words + core


def _direct(name: str) -> str:
    """The name without the 的 behind its marks (“两条线”的培养模式: “两条线”培养模式)."""
    return name.replace("”的", "”", 1)


_ANY_SERVICE = re.compile(r"线上|网上|在线|服务|办理|审批|事项|方式|手段|途径|渠道|业务|范围|工作|模式|平台|[的“”（）]")


def _topic(name: str, words: str) -> str:
    """What a name adds to its quoted words beyond words of service (“非接触式”办税服务: 办税)."""
    return _ANY_SERVICE.sub("", bare(name).replace(words, "", 1))


def _is_of_other_topic(known: _Identity, name: QuotedName) -> bool:
    """Do two names quote one manner of two things (“非接触式”办税, “非接触式”行政救济), or one aim of two regimes?"""
    one, other = known.topic, _topic(name.name, name.words)
    if other in _CHOICES and one not in _CHOICES:
        return one.endswith(("行动", "工程", "计划"))
    regime = next((regime for regime in _REGIMES if known.name.endswith(regime) and name.name.endswith(regime)), "")
    one, other = one.removesuffix(regime), other.removesuffix(regime)
    may_differ = bool(regime) or is_manner(name.words)
    return len(one) >= 2 <= len(other) and may_differ and not set(one) & set(other)


_THING = re.compile(r"(?<=[\u4e00-\u9fff]{2})(?:[码通卡云贷]|超市)$")
_OF_ANY = re.compile(r"(?:服务|管理|应用|系统|平台|信息)+$")


def _is_of_a_thing(name: QuotedName) -> bool:
    """Is the name of what serves a thing of a name of its own (“安学码”共享平台), not of the thing (“安学码”平台)?"""
    if not name.core or not _THING.search(name.words):
        return False
    purpose = bare(_direct(name.name)).removeprefix(name.words).removesuffix(name.core)
    return len(_OF_ANY.sub("", purpose)) >= 2 or (len(purpose) >= 2 and name.core.endswith("系统"))


_REGIMES = ("责任制", "制度", "机制")
# To name people “青河工匠” is not the programme of that name.
_CHOICES = frozenset({"选树", "命名", "评选"})


def _core(head: str) -> str:
    """Head as part of the key: 专项行动 and 行动, 竞赛 and 大赛 tell no two initiatives apart."""
    if any(contest in head for contest in ("竞赛", "大赛", "联赛", "比赛")):
        return "竞赛"
    return next((core for core in _CORES if core in head), "")


_CORES = (
    "行动",
    "工程",
    "计划",
    "模式",
    "负责制",
    "责任制",
    "制度",
    "平台",
    "试点",
    "论坛",
    "联盟",
    "专项资金",
    "会议",
)


_TITLE_OF_EVENT = re.compile(r"“([^”]+)”$")


def _titled_identity(identities: dict[str, _Identity], event: PlainName) -> _Identity | None:
    """What the title that ends an event's name is of, wherever else the part quotes the title alone."""
    title = _TITLE_OF_EVENT.search(event.name)
    quoted = identities.get(title[1]) if title and title.start() else None
    if quoted is not None:
        quoted.aliases |= dict.fromkeys((quoted.name, event.name))
        quoted.name = event.name
    return quoted


def _plain_identity(identities: dict[str, _Identity], name: PlainName, home: Region | None) -> _Identity:
    official = placed_name(name.name, home)
    key = bare(name.key or official)
    may_be_longer = len(key) >= 5 and key not in initiative_table().known and name.rule != "channel-portal"
    longer = next((one for one in identities if one.endswith(key)), None) if may_be_longer else None
    if longer is not None:
        return identities[longer]
    identity = identities.setdefault(key, _Identity(initiative_table().known.get(key, official), key))
    for alias in (name.name, name.key if name.key in name.name else name.name, *name.aliases):
        identity.aliases[alias] = None
    undated = _YEAR.sub("", name.name)
    if undated != name.name:
        identity.aliases[undated] = None
    return identity


def _again(
    scope: Scope, identities: dict[str, _Identity], names: dict[str, tuple[str, ...]], taken: set[int]
) -> list[_Found]:
    """Known quoted words elsewhere in the part: quoted without a head, or printed bare before the same head.

    names: quoted words -> the heads that they bore.
    """
    text, stop = scope.text, scope.part.end
    found, end = [], scope.part.start
    for at, length in sorted((at, -len(word)) for word in names for at in _places(text, word, scope.part)):
        if at < end:
            continue
        word = text[at : at - length]
        begin = at - 1 if at > end and text[at - 1] in '“"' else at
        end = at - length
        end += end < stop and text[end] in '”"'
        marked = begin < at and end > at - length
        headed = text.startswith(names[word], end)
        if begin not in taken and (marked or headed):
            found.append(_Found(begin, end, identities[word], "quoted-again"))
    return found


def _places(text: str, word: str, part: Part) -> Iterator[int]:
    at = text.find(word, part.start, part.end)
    while at >= 0:
        yield at
        at = text.find(word, at + 1, part.end)


def _titles(scope: Scope) -> list[tuple[int, int]]:
    """Spans of policies: a name inside a title belongs to the title, but a quoted or known one stands there too."""
    return [(m.start, m.end) for m in scope.mentions if m.kind is Kind.POLICY]


_IN_TITLES = frozenset(
    {
        *(
            "quoted-head",
            "quoted-weak-head",
            "quoted-self-head",
            "quoted-after-verb",
            "quoted-of-title",
            "quoted-again",
        ),
        *("known-name", "head-campaign", "title-name", "theme-reform"),
    }
)


_TITLE_TERM = re.compile(r"[（(][^（）()]{2,20}[）)]$")


def _plans(scope: Scope) -> tuple[str, ...]:
    """Names of the part's policies that are plans, without the years that they are for."""
    names = (_TITLE_TERM.sub("", m.name) for m in scope.mentions if m.kind is Kind.POLICY)
    return tuple(name for name in names if name.endswith("计划"))


def _is_plan_itself(one: _Found, plans: tuple[str, ...]) -> bool:
    """Are the last words of a plan's title (青河市工会“强基”三年行动计划) taken for an initiative beside it?"""
    own = one.identity.name
    return own.endswith("计划") and any(plan.endswith(own) and len(plan) > len(own) for plan in plans)


def _apart(found: list[_Found], titles: list[tuple[int, int]]) -> list[_Found]:
    """Without overlaps, the earlier and longer first; in a title only names that are quoted or known."""
    kept: list[_Found] = []
    for one in sorted(found, key=lambda f: (f.start, -f.end)):
        inside = any(start <= one.start and one.end <= end for start, end in titles)
        headed = any(start < one.start and one.end == end for start, end in titles)
        is_choice = inside and one.identity.name.endswith(tuple(_CHOICES))  # “青河工匠”选树管理办法
        if (inside and one.rule not in _IN_TITLES) or (headed and one.rule == "quoted-weak-head") or is_choice:
            continue
        if kept and one.start < kept[-1].end:
            if kept[-1].identity.name != one.identity.name and one.end - one.start > kept[-1].end - kept[-1].start:
                kept[-1] = one
            continue
        kept.append(one)
    return kept


def _mention(found: _Found) -> Mention:
    identity = found.identity
    aliases = [alias for alias in identity.aliases if alias != identity.name]
    attrs: dict[str, object] = {"aliases": aliases}
    if identity.members:
        attrs["members"] = list(identity.members)
    return Mention(Kind.INITIATIVE, found.start, found.end, identity.name, found.rule, key=identity.key, attrs=attrs)
