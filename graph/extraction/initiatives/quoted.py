"""Initiatives named in quotation marks: “五小”活动, “直通车”制度, 推行“网上办”."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from graph.extraction.initiatives.methods import is_manner, is_method, is_product, is_service_mode, is_set_of_demands
from graph.extraction.initiatives.quotations import Quotation, is_named, lists_ordinary_words, tail_of
from graph.extraction.initiatives.quoted_heads import ABOUT, COUNTED, crosses, tail_patterns
from graph.extraction.initiatives.services import is_apposed, is_opened, is_set_up
from graph.extraction.initiatives.table import InitiativeTable, bare, initiative_table


@dataclass(frozen=True, slots=True)
class QuotedName:
    """A quoted initiative. start, end: clean span of the quotation marks and the head after them, if any.

    words: inside the marks. name: canonical. core: the head that tells it from others of the same words, or "".
    """

    start: int
    end: int
    words: str
    name: str
    core: str
    rule: str


_QUOTED = re.compile(r"[“\"「‘](?:(?<=[“\"])([^“”\"\n。！？；]{2,26})[”\"]|(?<=[「‘])([^「」‘’\n。！？；]{2,26})[’」])")
_GENERIC_COUNT = re.compile(r"^[一二两三四五六七八九十\d]+[个项条]{1}(?:机制|平台|活动|行动|工程|计划)$")
_CHARACTERISED = ("为特点", "为特色", "为内容", "为主要内容", "为载体")
_ZERO = re.compile(
    r"^(?:零|0)(?!点)[\u4e00-\u9fff]{1,4}$|^[\d.%-]+$|^[A-Za-z0-9]+$|^十[一二三四五六]五$|^[一二三四五六七八九十百\d]+(?:条|大类|个字|号文)$"
    r"|^[\d.]+[万亿]?(?:[个件只套吨台份箱盒双]|公斤)"
)
_FIGURE = re.compile(r"[\d.%-]+$|[A-Za-z\d]+$|十[一二三四五六]五$")
# “点对点”监测补货保障机制: an ordinary word that what follows makes a name of.
_MADE_A_REGIME = re.compile(
    r"(?:(?:(?!工作|长效|服务)[\u4e00-\u9fff]){2,10}(?:机制|制度|模式|负责制|责任制)|工程(?![师技]))(?![^，。；、的]{0,2}改革)"
)
# “法援进企”启动仪式: what a ceremony begins.
_BEGUN = re.compile(r"启动(?:仪式|会|大会)")
_OF_TITLE = re.compile(
    r"(?P<work>晋升|评聘|选拔|认定|评定|培养)?(?:管理|实施|激励|考核)?(?:暂行)?办法(?:[（(][^（）()]{1,12}[）)])?》"
)
# “不见面”办理方式: how the thing is done belongs to the name.
_MANNER = re.compile(r"方式|模式|服务(?!平台|中心|大厅|窗口|范围|渠道|事项|对象|工作)")
_SHORT = re.compile(r"的?(?:(?!等)[\u4e00-\u9fff]){0,4}")  # “两步申报”“提前申报”等作业模式: what a row shares
_ORDERED = re.compile(r"^(?:取消|一律|停止|严禁|禁止|暂停|不得|减少)|在行动$")
# “电石”班, “炉台争锋”赛: a class or contest right behind the marks.
_CLASS = re.compile(r"班(?![子组级长次车列会主])|赛(?![事场道区马程车季点制果绩会题])")
# 组建“协商指导员”队伍: a team or place of that name which a verb sets up.
_SET_UP = re.compile(r"队伍|服务队|工作队|小分队|宣讲团|讲师团")
_SETS_UP = re.compile(r"(?:组建|成立|建立|建起|拉起|设立|设|建成|打造)(?:起|了)?[^，。；“”]{0,8}$")
_BUILT_UP = re.compile(r"建设(?![用项成工资单])")
# What a word that spoils a name begins: “金蓝领”奖励基金.
_TERM = re.compile(r"(?:[一二三四五六七八九十\d]年)?")
_YET_A_NAME = ("产品质量", "奖励基金", "奖补", "奖学金", "奖助")
_BODY_NOUN = re.compile(r"(?:站|中心|基地|学院|学校|室|队|部|委员会|支部|公司|医院)$")
_OF_A_BODY = frozenset({"模式", "机制", "工作机制", "做法", "经验"})
_ESTABLISHED = re.compile(r"(?:学院|学校|医院|公司|工作室|委员会|支部|基地|中心|工会)$")
# 建成“小哥驿站”56家: stations of one name are a scheme, not a place.
_BUILT = re.compile(r"(?:建成|建设|建立|设立|设置|打造|创建|开设|开办|布局|新建|建)了?$")
_MANY = re.compile(r"\s?(?:\d[\d,.]*|[一二三四五六七八九十百千两]+)(?:余|多)?(?:万余?)?(?:家|个|处|所|座|间)")
_COUNTED_PEOPLE = re.compile(r"\s?\d+\s?(?:余|多)?(?:名|人|位)")
_DEMANDED = re.compile(r"(?:落实|执行|做到|达到|兑现)$")
_DEMAND = re.compile(r"的?要求(?!率)")
_LONGEST_WEAK = 18
_NOTE = re.compile(r"[（(][^（）()\n]{2,30}[)）]")
_JOINED = re.compile(r"[、和及与以及，,\s]{0,2}$")


def find_quoted_names(text: str, start: int, end: int) -> list[QuotedName]:
    """Quoted initiatives of [start, end), in order. Rows of quotations share the verb before and the head after."""
    found: list[QuotedName] = []
    for row in quotation_rows(text, start, end):
        found += _read_row(text, row)
    return found


def quotation_rows(text: str, start: int, end: int) -> Iterator[list[re.Match[str]]]:
    """Quotations of [start, end) in rows, that is with nothing but a joint between them."""
    row: list[re.Match[str]] = []
    for match in _QUOTED.finditer(text, start, end):
        if row and not (match.start() - row[-1].end() <= 2 and _JOINED.match(text[row[-1].end() : match.start()])):
            yield row
            row = []
        row.append(match)
    if row:
        yield row


def _marked(match: re.Match[str]) -> str:
    """The quotation in its marks, as printed but for white space."""
    return f"“{bare_space(match[1] or match[2])}”"


def bare_space(printed: str) -> str:
    """Without white space."""
    return "".join(printed.split())


def quotation_at(text: str, row: list[re.Match[str]], match: re.Match[str]) -> Quotation:
    """What can be seen of one quotation of a row."""
    words = bare(match[1] or match[2])
    before = bare_space(text[max(0, row[0].start() - 24) : row[0].start()])
    following = bare_space(text[row[-1].end() : row[-1].end() + 30])
    return Quotation(words, before, following, len(row) > 1, text.count(match[1] or match[2]) > 1)


def _read_row(text: str, row: list[re.Match[str]]) -> Iterator[QuotedName]:
    """The names of a row: by rules, else by the weights of what is seen."""
    if _FORBIDS.search(text, max(0, row[0].start() - 28), row[0].start()):
        return
    for match, name in zip(row, _by_rules(text, row), strict=True):
        if name is None and len(words := bare(match[1] or match[2])) >= 2 and not _FIGURE.match(words):
            quotation = quotation_at(text, row, match)
            is_way = is_manner(words) and _WAY.match(quotation.following)
            name = _weighed(match, row, quotation) if not is_way and is_named(quotation) else None
        if name is not None:
            yield name


_WAY = re.compile(r"的?[\u4e00-\u9fff]{0,6}?(?:途径|渠道|路径)")  # “非接触式”的线上办理途径: of what kind it is
# 不得实行“硬封堵”的方式: what is forbidden is carried out by nobody.
_FORBIDS = re.compile(
    r"(?:不得|严禁|禁止|杜绝|不允许|不准|不搞|避免|防止|反对|纠正|力戒)(?:[^，。；、“”]{0,8}|[^，。；“”]{0,20}等)$"
    r"|不(?:再|宜|应)?(?:采取|采用|实行|实施|推行|执行)$|不[能可](?:简单|再)?[搞用以是地]{0,2}$"
)


def _weighed(match: re.Match[str], row: list[re.Match[str]], quotation: Quotation) -> QuotedName:
    """A name that no rule knows, with the noun behind its row, which only a single one prints as its own."""
    tail = tail_of(quotation.following) or _completed(quotation)
    alone = tail if text_follows(match, tail) and len(row) == 1 else ""
    end = match.end() + len(alone)
    return QuotedName(match.start(), end, quotation.words, _marked(match) + tail, tail, "quoted-thing")


# “非接触式”审核、“非接触式”反馈: what is done in the manner.
_DONE = re.compile(r"(?!\w*[日年月]来)(?:(?!等|方面|手段|方式|途径|渠道)[\u4e00-\u9fff]){2,4}(?=[、，。；]|等|方面|$)")


def _completed(quotation: Quotation) -> str:
    """The verbal noun that a quoted manner is of, up to the next mark."""
    done = _DONE.match(quotation.following) if is_manner(quotation.words) else None
    return done[0] if done and not crosses(done[0]) else ""


def text_follows(match: re.Match[str], tail: str) -> bool:
    """Whether the tail stands right behind the marks, without 的 or a line's end between."""
    return match.string.startswith(tail, match.end())


def _by_rules(text: str, row: list[re.Match[str]]) -> list[QuotedName | None]:
    """For each quotation of a row its name where a rule gives one."""
    table = initiative_table()
    before = text[max(0, row[0].start() - 16) : row[0].start()]
    blocked = before.endswith((*table.not_before, "非"))
    after_colon = text[row[0].start() - 1 : row[0].start()] in ("：", ":")
    if blocked and not _REACHED.search(before):
        return [None] * len(row)
    headless = before.endswith(table.not_before_headless)
    found: list[QuotedName | None] = []
    for match in row:
        name = _judge(text, match, row[-1].end(), before, table)
        refused = name is None or (blocked and not (is_set_of_demands(name.words) or name.words in table.terms))
        if name is None or refused or (after_colon and name.rule not in ("quoted-head", "quoted-method")):
            found.append(None)  # speech, or an ordinary word; 青河县：“工会+司法”联动解纠纷 is a headline
        else:
            found.append(_dated(text, name) if blocked or not (headless and name.rule in _HEADLESS) else None)
    return found


_REACHED = re.compile(r"(?:做到|确保)$")
_HEADLESS = frozenset(
    {"quoted-after-verb", "quoted-counted", "quoted-service-mode", "quoted-characterised", "quoted-method"}
)
_TIMED = re.compile(r"(?:(?:19|20)\d{2}年度?|第[一二三四五六七八九十\d]{1,3}届|首届)$")


def _dated(text: str, name: QuotedName) -> QuotedName:
    """With the year or number that a contest, exhibition or campaign bears before its quotation marks."""
    timed = _TIMED.search(text, max(0, name.start - 8), name.start) if name.core else None
    if timed is None:
        return name
    return replace(name, start=timed.start(), name=bare_space(timed[0]) + name.name)


@dataclass(frozen=True, slots=True)
class _Quotation:
    """One quotation of a row under judgement. before: text before the row; following: text after the row's note."""

    match: re.Match[str]
    words: str
    counted: bool
    before: str
    following: str
    after: int
    """Where `following` begins."""
    in_row: bool
    """Does another quotation of its row come after it?"""

    def named(self, rule: str, tail: str = "", end: int | None = None, core: str = "") -> QuotedName:
        """The quotation as a name, with `tail` behind its marks; end: where it stops, the closing mark by default."""
        stop = self.match.end() if end is None else end
        return QuotedName(self.match.start(), stop, self.words, _marked(self.match) + tail, core, rule)


def _judge(text: str, match: re.Match[str], row_end: int, before: str, table: InitiativeTable) -> QuotedName | None:
    words = bare(match[1] or match[2])
    if _ZERO.match(words) or len(words) < 2:
        return None
    if words in table.not_names and not _MADE_A_REGIME.match(text, row_end):
        return None
    counted = bool(COUNTED.match(words)) and not words.endswith(table.not_counted_ends)
    note = _NOTE.match(text, row_end)
    after = note.end() if note else row_end
    quotation = _Quotation(match, words, counted, before, text[after : after + 24], after, row_end != match.end())
    titled = _OF_TITLE.match(quotation.following)
    if titled and (titled["work"] or len(words) >= 3):
        tail = titled["work"] or ""
        return quotation.named("quoted-of-title", tail, match.end() + len(tail))
    if counted and quotation.following.startswith(_CHARACTERISED):
        return quotation.named("quoted-characterised")
    if _DEMAND.match(quotation.following) and (counted or _DEMANDED.search(before)):
        return quotation.named("quoted-demand", "要求")
    if is_method(words, "") and quotation.following.startswith(("原则", "的原则")):
        return quotation.named("quoted-method")
    if quotation.following.startswith(table.not_after) and not quotation.following.startswith(_YET_A_NAME):
        return None
    if lists_ordinary_words(words, quotation.following):
        return None
    head = _head(quotation)
    if head is not None and ABOUT.match(quotation.following, head[2]):
        return None
    if head is not None and head[1] in _OF_A_BODY and _BODY_NOUN.search(words):
        return None  # “青河工作室”攻关模式: what the body of that name does
    return _headed(quotation, head, table) or _headless(quotation, table)


def _headed(quotation: _Quotation, head: tuple[str, str, int] | None, table: InitiativeTable) -> QuotedName | None:
    """A name with its head after the marks, 班, 赛 and 建设 right after them included."""
    if head is None:
        if short := _CLASS.match(quotation.following):
            return quotation.named("quoted-head", short[0], quotation.match.end() + 1)
        clause = re.split(r"[，。；：、\n]", quotation.before)[-1]
        if _BUILT_UP.match(quotation.following) and any(verb in clause for verb in table.building_verbs):
            return quotation.named("quoted-weak-head", "建设", quotation.match.end() + 2)
        unit = _SET_UP.match(quotation.following) if _SETS_UP.search(clause) else None
        return quotation.named("quoted-set-up", unit[0], quotation.match.end() + len(unit[0])) if unit else None
    kind, core, length = head
    if kind == "weak-head" and not quotation.counted and not 3 <= len(quotation.words) <= _LONGEST_WEAK:
        return None
    is_bundled = bool(_COUNTED_HEAD.match(quotation.following)) and "、" not in quotation.words
    is_lone = quotation.in_row or is_bundled or quotation.following.startswith("、")
    end = None if is_lone else quotation.after + length
    shares_all = not quotation.in_row or _SHORT.fullmatch(quotation.following, 0, length - len(core))
    printed = quotation.following[:length] if shares_all and not is_bundled else core
    return quotation.named(f"quoted-{kind}", _printed_head(printed, core, kind), end, core if kind == "head" else "")


def _headless(quotation: _Quotation, table: InitiativeTable) -> QuotedName | None:
    """A name by its own ending, as a title's subject, as a mode of service, or by the verb before it."""
    words, following = quotation.words, quotation.following
    ends_as_name = words.endswith(table.self_heads) and len(words) >= (6 if words.endswith("系统") else 4)
    if ends_as_name and not _ORDERED.search(words) and not _GENERIC_COUNT.match(words):
        return quotation.named("quoted-self-head")
    if _BEGUN.match(following) and len(words) >= 3:
        return quotation.named("quoted-of-title")
    if is_service_mode(words) and (words.endswith("服务") or not ABOUT.match(following)):
        return quotation.named("quoted-service-mode")
    is_service = is_set_up(words, quotation.before, following) or is_apposed(words, quotation.before)
    if is_service or is_opened(words, quotation.before, following):
        return quotation.named("quoted-service")
    if words in table.terms or is_method(words, following):
        return quotation.named("quoted-method")
    if is_product(words):
        return quotation.named("quoted-product")
    return _by_verb(quotation, table)


def _head(quotation: _Quotation) -> tuple[str, str, int] | None:
    """Kind of head, the head, and how far it reaches."""
    following, patterns = quotation.following, tail_patterns()
    fitting = {"counted-head": quotation.counted, "manner-head": is_manner(quotation.words)}
    for kind, pattern in patterns.items():
        found = pattern.match(following) if fitting.get(kind, True) else None
        if found and not crosses(found[0][: -len(found[1])]):
            end = found.end()
            longer = patterns["head"].match(following, end) if kind == "head" else None
            if longer and _TERM.fullmatch(following, end, longer.start(1)):  # 改革 goes on as 改革模式
                return kind, longer[1], longer.end()
            manner = _MANNER.match(following, end) if kind != "head" else None
            return kind, found[1] + (manner[0] if manner else ""), manner.end() if manner else end
    return None


def quoted_after(text: str, place: int) -> QuotedName | None:
    """The quotation that begins at `place`, right after a body's name (省总工会“数字工会”), if it may be a name."""
    match = _QUOTED.match(text, place)
    if match is None:
        return None
    words, table = bare(match[1] or match[2]), initiative_table()
    ordinary = words in table.not_names or bool(_ZERO.match(words)) or any(mark in words for mark in "、，")
    if ordinary or not 3 <= len(words) <= 10 or text.startswith(table.not_after, match.end()):
        return None
    return QuotedName(match.start(), match.end(), words, f"“{words}”", "", "quoted-after-body")


_COUNTED_HEAD = re.compile(r"^[二两三四五六七八九十\d]{1,2}大(?=行动|工程|计划)")  # “强基”“提质”三大工程


def _printed_head(printed: str, core: str, kind: str) -> str:
    """The head as it stands in the name: with its modifiers, but 等群众性创新活动 reads 活动."""
    if kind == "counted-head" and core == "作用":
        return ""
    if printed.startswith("、"):
        return core if re.search(rf"[二两三四五六七八九十\d]大{core}$", printed) else ""
    if "等" in printed:
        return core
    return printed.removeprefix("的") if kind != "head" else printed


_FRONT = re.compile(r"(?:(?![的了在和与及为让使首]|帮助|引导|人物|系列)[\u4e00-\u9fff]){2,10}$")
_CLOSES = re.compile(r"\s*(?:[，。；、）)\n]|$)")


def _founded(quotation: _Quotation, table: InitiativeTable) -> QuotedName | None:
    """组建企业“互助联盟”，: a quoted name at the end of what a verb of setting up sets up."""
    clause = re.split(r"[，。；：、\n]", quotation.before)[-1]
    verb = next((verb for verb in table.founding_verbs if verb in clause), None)
    front = clause.partition(verb)[2] if verb else ""
    if (
        len(quotation.words) < 3
        or _BODY_NOUN.search(quotation.words)
        or not _FRONT.fullmatch(front)
        or not _CLOSES.match(quotation.following)
    ):
        return None
    name = quotation.named("quoted-founded")
    return replace(name, start=name.start - len(front), name=front + name.name)


def _by_verb(quotation: _Quotation, table: InitiativeTable) -> QuotedName | None:
    """A quoted name without a head, carried by the verb before it."""
    text, end, counted = quotation.match.string, quotation.match.end(), quotation.counted
    if _COUNTED_PEOPLE.match(text, end) or (COUNTED.match(quotation.words) and not counted):
        return None  # 选树“青河工匠”150名: an honour; 排查“四类人员”: people
    long_enough = counted or len(quotation.words) >= 3
    is_body = _ESTABLISHED.search(quotation.words)
    if long_enough and not is_body and _BUILT.search(quotation.before) and _MANY.match(text, end):
        return quotation.named("quoted-built")
    if (
        quotation.before.removesuffix("了").endswith(table.carrying_verbs)
        and len(quotation.words) <= 12
        and long_enough
    ):
        return quotation.named("quoted-after-verb")
    if not counted or not _ENDS.match(text, end):
        return _founded(quotation, table)
    clause = re.split(r"[，。；：、\n]", quotation.before)[-1]
    if _REACHED.search(quotation.before) and is_set_of_demands(quotation.words):
        return quotation.named("quoted-counted")
    carried = clause == "" or _carried(clause, table) or (_TAKEN.search(clause) and _LANDED.match(text, end))
    return quotation.named("quoted-counted") if carried else None


_TAKEN = re.compile(r"[将把][^，]{0,12}$")
_LANDED = re.compile(r"[^，。；]{0,24}?(?:落到实处|落实到位|落细落实|落地|纳入)")
_ENDS = re.compile(r"\s*(?:[，。；、）)等和与及\n]|新优势|$|的(?:作用|优势|机制))|[\u4e00-\u9fff]{0,4}(?:落实|实施)")


def _carried(clause: str, table: InitiativeTable) -> bool:
    """Does a building or carrying verb stand before the quotation, at most six characters away?"""
    near = clause[-10:]
    return any(verb in near for verb in (*table.building_verbs, *table.carrying_verbs))
