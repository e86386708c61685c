"""Reads a Chinese person's name at a place: surname tables, given names, minority names, and where a name ends."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from functools import cache
from importlib import resources
from typing import NamedTuple

from graph.extraction.body_tables import any_of
from graph.extraction.lexicon import places_of
from graph.extraction.people.posts import posts
from graph.extraction.scope import Scope
from ingest.document import Span

# What may stand right after a name. Everything else needs the name to recur in the document.
AFTER = re.compile(
    r"""[^\w\u4e00-\u9fff]|$|\d|[说称答问]|同志|先生|女士|一行|等(?![同高级位])|表示|指出|强调|介绍|告诉|认为|透露|坦言|要求|主持|出席|参[加赛会与]|率|带领|带队|宣[布读讲]
    |如(?:是说|此说)|一度|顾不上|戴着|通报|致(?![力使富命敬])|专[门程]|多次|特[别意]|首先|随即|立即|再次|充分|高度|热情|全程|率先|随后|当即|实地|宣布|讲话|讲解|发言|见证|代表|签[署订约发名字]|点火|开机|开锣|鸣[锣枪笛]|领誓|领奖|陪同|深入|调研|检查|看望|慰问|走访|会见|当选|担任|兼任|任(?!务)|结合|围绕|传达|部署|汇报|解读
    |解释|回应|分析|呼吁|建议|提出|提醒|补充|总结|回忆|报道|[供来]稿|批示|审定|接[受到着]|受[聘邀托命]|应[邀聘约]|颁[奖发]|揭[牌幕]|授[牌课旗奖]|作为|作(?=[了出]|政府|工作|表态|主题|典型|经验|报告|说明|交流|指导|专题|动员)|做[了出]|听取|就(?!业)|对|向|从|由|在|到|赴
    |[与和及或](?!谐|平)|也|还|将|曾|已|近日|日前|今[天日年]|昨|上午|下午|当[天场时]|是|同(?!志)|用|把|被|又|回[到忆答]|看[到望着]|来(?:[到自]|(?=[我本这此厂企校现]))|要(?![求闻素点件领道害])|亲自|分获|分获|获(?!得感)
    |为(?!了)|以(?!上|下|及)|自[从己]|负责|组织|召开|开展|推动|创[新办]|成立|带[着头]|坚持|积极|说道|感[慨叹到]|笑|一边|正[在是]|每天|通过|针对|连任|因
    |、|，|的(?!士)|分别|电话|展[示望]|共同|一同|先后|依次|一起|联合|辞去|撰|摄|编|现场|现任|兼|副?(?:总?书记|主席|总理|部长|省长|市长|县长|局长|主任|院士|教授|老师)|家(?!庭|具|电|政|长)|们?给|马上
    |领(?:[导衔](?!小)|着)|协调|劝|算[了过]|编写|参谋|收到|收拾|见到|想[到起着]|拉着|握着|站在|坐在|住在|调研|教(?!授|育)|叫[来着]|上台|登台|下班|上班|收入|笔下|身[边上后]|脸上|眼[里前]|每[天月年周次]|不(?!凡|忘)|没(?!有)|最早|最终|终于|再(?!生)|先(?!生)|常|很|特地|把|让|请|帮|跟|靠|给|凭|学[到会着]|发[表布现]|否认|[作做]客|证实|坦承|直言|则|却|均|正|刚|仍|忙|没有|最近|此[前次]|日常|一[直早天个人次手起]|每|说起|谈[到起及]|[摇点]头|翻开|拿[出着起]|边|走[进到访]|深有|深感|感觉|觉得
    |发[现出起来]|举例|打[开算来]|经过|告[知诫]|答复|列举|透过|心里|手[里中持]|利用|得知|家住|今年|生于|毕业|曾经|所[在作做提写说讲述]|刚刚|几乎|常常|经常|总是|始终|主动|负责|牵[挂头]|请缨|放弃|第一时间|评价|期待|赞[叹扬许]|连[连忙声]|去年|采[购写访编]|真[切诚实]|亲[身眼口手]|深深|十分|非常|格外
    |关于|围绕|夺[得冠魁]|斩获|摘[得取]|扎根|深耕|潜心|钻研|攻克|完成|从事|传授|苦练|进厂|入[职党厂]|手把手|凭着|依靠|蹲[在点]|埋头|俯身|递[给上过]|掏出|捧着|盯着|指着|攥着|登门|领办|主讲|主[刀笔编]""",
    re.VERBOSE,
)
# Second characters of three that more likely begin the next word: 张智|说, 王军|在.
_ENDS_EARLY = frozenset("任陪一共会随摄兼任答问说称等与及在率到赴就对将也还于向从又的是和")
_LINE = re.compile(r"[\u4e00-\u9fff]{2,5}(?=\n|$)")
_GOVERNORS = frozenset({"主席", "省长", "市长", "州长", "县长", "区长", "盟长", "旗长", "总理"})
_JOINING, _MARKS = frozenset("和同"), frozenset("，。、；")
_NEVER_GIVEN = frozenset(
    "由的了是在与及或等不也都就被把对从到这那他她我你们个各每省市县厅局处科委组第于并且但而部副总村乡镇日院"
)
_NOT_GIVEN = re.compile(
    r"某|名$|道主|协[会调同作议助商办]|当选|记者|先生|女士|阿[姨婆公伯]|大[妈爷娘姐哥叔嫂]|奶奶|爷爷|老师|师傅|医生|同学|同志|家[庭人]|集团|公司|协会|银行|工会|集体|一下|社区|学院|大学|医院|中心|学校|支部"
)
# What makes a name even of characters that are an ordinary word (高峰强调).
_SURELY = re.compile(r"同志|说|表示|介绍|指出|强调|告诉|主持|出席|担任|兼任|任(?!务)|要求[，：各]|致[^，。]{0,4}[辞词]")
# Names of several parts, up to the last point between them.
PARTED = re.compile(r"(?:(?:[\u4e00-\u9fff](?<![和与及])){1,5}[·•・‧]){1,3}(?=[\u4e00-\u9fff])")
_HAN = re.compile(r"[\u4e00-\u9fff]+")
_SAYS = ("说", "表示", "介绍", "告诉")
# Characters that write foreign names by their sound. Source: the tables of 世界人名翻译大辞典 (Xinhua).
SOUNDS = re.compile(
    r"[阿埃艾安奥巴贝本比宾博布查达戴丹德登迪蒂丁杜多恩尔法菲费芬佛弗福夫盖冈戈格根古哈海汉赫亨胡惠霍基吉加贾杰金卡凯坎考柯科克肯库昆"
    r"拉莱赖兰劳勒雷里利莉丽列林琳卢鲁伦罗洛马迈麦曼梅门蒙米莫默姆穆内奈纳南尼妮宁诺帕潘佩彭皮珀普奇乔切琴让热日儒瑞若萨塞桑森沙珊"
    r"舍圣施史斯丝苏索塔泰坦汤特腾提廷托瓦万威韦维温文沃乌武西希锡夏谢欣休修雪雅亚延扬耶叶伊因英尤约赞泽扎珍朱兹佐晋]{2,6}"
)


# Places of names, each with the name of the rule that found it.
Found = Iterator[tuple[Span, str]]


class Surnames(NamedTuple):
    """Surnames, and for each the characters after it that make an ordinary word."""

    single: frozenset[str]
    ordinary: frozenset[str]
    compound: frozenset[str]
    given: frozenset[str]
    sure: frozenset[str]
    """Those of one character that are no ordinary word (冯, 蒋; not 高, 方)."""
    words: dict[str, frozenset[str]]

    def begins_word(self, name: str) -> bool:
        """Whether the first two characters are an ordinary word or phrase (高度, 方案)."""
        return name[1:2] in self.words.get(name[:1], frozenset())


@cache
def transliterated() -> re.Pattern[str]:
    """A whole name of elements of graph/gazetteer/minority_names.toml, read once: three characters or more."""
    text = resources.files("graph.gazetteer").joinpath("minority_names.toml").read_text(encoding="utf-8")
    elements = sorted({word for words in tomllib.loads(text).values() for word in words}, key=lambda w: (-len(w), w))
    return re.compile(rf"(?=[\u4e00-\u9fff]{{3}})(?:{any_of(elements)}){{1,3}}[图泰]?")


@cache
def surnames() -> Surnames:
    """The tables of graph/gazetteer/surnames.toml and surname_pairs.tsv, read once."""
    folder = resources.files("graph.gazetteer")
    table = tomllib.loads(folder.joinpath("surnames.toml").read_text(encoding="utf-8"))
    rows = folder.joinpath("surname_pairs.tsv").read_text(encoding="utf-8").splitlines()
    pairs = (row.split("\t") for row in rows if row and not row.startswith("#"))
    return Surnames(
        frozenset(table["single"]),
        frozenset(table["ordinary"]),
        frozenset(table["compound"]),
        frozenset(table["given"]),
        frozenset(table["single"]) - frozenset(table["ordinary"]),
        {surname: frozenset(after) for surname, after in pairs},
    )


class NameReader:
    """Reads names in one part, where the text, its original gaps and the bodies named in it tell where a name ends."""

    def __init__(self, scope: Scope) -> None:
        self.text, self.end = scope.text, scope.part.end
        self._document = scope.document
        self._starts = {mention.start for mention in scope.mentions}

    def is_gap(self, offset: int) -> bool:
        """Whether the original has blanks, but no line break, before the clean offset."""
        if not 0 < offset < len(self.text):
            return False
        offsets = self._document.clean.offsets
        between = self._document.text[offsets[offset - 1] + 1 : offsets[offset]]
        return bool(between) and "\n" not in between and "\r" not in between

    def begins_body(self, offset: int) -> bool:
        """Whether the name of a body or place begins at the clean offset."""
        return offset in self._starts

    def ends(self, offset: int) -> bool:
        """Whether a name may end here by what stands behind."""
        return bool(AFTER.match(self.text, offset, self.end)) or offset in self._starts or self.is_gap(offset)

    def read(self, at: int) -> Span | None:
        """The name that begins at `at`, after a strong cue (a post, a label): its length told by what follows it.

        None when no reading is likely.
        """
        parted = PARTED.match(self.text, at, self.end)
        if parted:
            return self.read_parted(parted)
        foreign = transliterated().match(self.text, at, self.end)
        if foreign and foreign.end() - at >= 3 and self.ends(foreign.end()):
            return Span(*foreign.span())
        candidates = [span for span in self._readings(at) if is_likely(self.text, span)]
        followed = [span for span in candidates if self.ends(span.end)]
        if not followed:
            named = self._recurring(candidates) or self._of_usual_characters(candidates)
            named = named or self._speaker(at) or self._begun_by_word(at) or self._transcribed(at)
            return named or self._fills_line(at)
        return followed[1] if len(followed) > 1 and self._takes_too_much(*followed) else followed[0]

    def _fills_line(self, at: int) -> Span | None:
        """自治区主席  嘎玛泽登: what stands behind a governor's title and a gap, to the end of its line."""
        line = _LINE.match(self.text, at, self.end) if self.is_gap(at) else None
        return Span(*line.span()) if line and self.text[at - 2 : at] in _GOVERNORS else None

    def _takes_too_much(self, longer: Span, shorter: Span) -> bool:
        """Whether the longer reading ends in the next word's first character: 王军在|会上, 贺莉参|与起草."""
        behind = AFTER.match(self.text, longer.end)
        if self.text[longer.end - 1] in _JOINING and self.text[longer.end : longer.end + 1] in _MARKS:
            return False  # 何劲和、: what joins nothing is a part of the name
        if self.text[longer.end - 1] in _JOINING and self._speaks(self.text[longer.start : longer.end]):
            return False  # 副主任何劲和在会上…。何劲和说
        if behind is None or self.text[longer.end - 1] in _ENDS_EARLY:
            return True
        word = AFTER.match(self.text, shorter.end)
        is_word = word is not None and word.end() > longer.end
        return is_word and behind.end() - longer.end <= 1

    def read_before(self, start: int, end: int) -> Span | None:
        """The name that ends at `end`, before a title (王树芬|同志): three characters when the first is a surname."""
        text, table = self.text, surnames()
        if end - start < 2 or text[end - 1] in _NEVER_GIVEN or text[end - 1] in "任为当兼原系":
            return None
        for length in (4, 3, 2):
            at = end - length
            if at < start or not _HAN.fullmatch(text, at, end):
                continue
            is_compound = length > 2 and text[at : at + 2] in table.compound
            if not is_compound and (length == 4 or text[at] not in table.single):
                continue
            if is_likely(text, Span(at, end)) and not table.begins_word(text[at:end]):
                return Span(at, end)
        return None

    def read_parted(self, parted: re.Match[str]) -> Span:
        """A name of several parts (阿里木·买买提), its last part as long as what follows it allows."""
        longest = _HAN.match(self.text, parted.end(), self.end)
        last = longest.end() if longest else parted.end()
        for length in (3, 4, 2, 5, 1):
            stop = parted.end() + length
            if stop <= last and self.text[stop - 1] not in _JOINING and self.ends(stop):
                return Span(parted.start(), stop)
        return Span(parted.start(), min(last, parted.end() + 4))

    def _readings(self, at: int) -> list[Span]:
        """Spans of every length that the surname allows, longest first; only 徐  荣 has a gap inside."""
        table = surnames()
        if self.text[at : at + 2] in table.compound:
            lengths: tuple[int, ...] = (4, 3)
        elif self.text[at : at + 1] in table.single:
            lengths = (3, 2)
        else:
            return []
        spans = [Span(at, at + n) for n in lengths if at + n <= self.end and _HAN.fullmatch(self.text, at, at + n)]
        if self.is_gap(at + 1):
            return [span for span in spans if span.end == at + 2]
        return [span for span in spans if not self.is_gap(span.end - 1)]

    def _recurring(self, candidates: list[Span]) -> Span | None:
        """Without a telling right neighbour: the reading that stands again in the document (but 局长江 is 长江).

        The shorter one when it also stands without the longer one's last character.
        """
        known = [s for s in candidates if self._stands_again(s) and self.text[s.start - 1 : s.start + 1] != "长江"]
        counts = [self.text.count(self.text[span.start : span.end]) for span in known]
        return known[counts.index(max(counts))] if known else None

    def _of_usual_characters(self, candidates: list[Span]) -> Span | None:
        """Without any right neighbour that tells: the longest reading of characters usual in given names.

        局长单春雨要牵头: 春雨, not 春 alone; of an ordinary surname nothing is read so.
        """
        table = surnames()
        for span in candidates:
            name = self.text[span.start : span.end]
            usual = name[0] not in table.ordinary and table.given.issuperset(name[1:]) and name[-1] != "一"
            if usual and not table.begins_word(name) and not _NOT_GIVEN.match(self.text, span.start + 1):
                return span
        return None

    def _begun_by_word(self, at: int) -> Span | None:
        """卫国强: three usual characters that begin with a word, where what stands behind ends a name.

        Behind an ordinary surname (方志远) it must be a verb of two characters, a telephone or a gap.
        """
        span = Span(at, at + 3)
        name = self.text[at : span.end]
        usual = (
            len(name) == 3 and name[0] in surnames().single and surnames().given.issuperset(name[1:].replace("为", ""))
        )
        if not usual or not may_be_given(name[1:]):
            return None
        after = AFTER.match(self.text, span.end, self.end)
        told = after is not None and (after.end() - after.start() > 1 or after.group() == "来")
        plain = name[0] not in surnames().ordinary
        return span if (plain and after) or told or self.is_gap(span.end) else None

    def _transcribed(self, at: int) -> Span | None:
        """副总裁阿诺特表示: a foreign name's characters of sound, up to what only a person does."""
        match = SOUNDS.match(self.text, at, self.end)
        return Span(*match.span()) if match and _SURELY.match(self.text, match.end(), self.end) else None

    def _stands_again(self, span: Span) -> bool:
        name = self.text[span.start : span.end]
        return not surnames().begins_word(name) and self.text.count(name) > 1

    def _speaker(self, at: int) -> Span | None:
        """主任医师龙江: a name that is a word as well, where the document says that somebody of that name speaks."""
        for span in self._readings(at):
            name = self.text[span.start : span.end]
            if may_be_given(name[1:]) and self._speaks(name):
                return span
        return None

    def _speaks(self, name: str) -> bool:
        """Whether the name stands at a clause's start before a verb of saying."""
        text = self.text
        said = (at for at in places_of(name, text, 0, len(text)) if text.startswith(_SAYS, at + len(name)))
        return any(at == 0 or text[at - 1] in "。，；：“”" or text[at - 1].isspace() for at in said)


_JOINS = re.compile(r"以?及|[和与]")


def next_in_list(reader: NameReader, at: int) -> Span | None:
    """The name after 、 behind another name, or after 和 or 及 where nothing but a name can be meant."""
    if reader.text[at : at + 1] == "、":
        name = reader.read(at + 1)
        return None if name is None or surnames().begins_word(reader.text[name.start : name.end]) else name
    join = _JOINS.match(reader.text, at, reader.end)
    name = reader.read(join.end()) if join else None
    return (
        name if name is not None and reader.ends(name.end) and _is_usual(reader.text[name.start : name.end]) else None
    )


def _is_usual(name: str) -> bool:
    """Whether the name is a surname and two characters usual in given names."""
    table = surnames()
    length = 2 if name[:2] in table.compound else 1
    return len(name) == length + 2 and table.given.issuperset(name[length:]) and not table.begins_word(name)


def may_be_given(given: str) -> bool:
    """Whether the characters behind a surname hold no function word, post, or word for a body."""
    return not (any(letter in _NEVER_GIVEN for letter in given) or given in posts().heads or _NOT_GIVEN.match(given))


def is_likely(text: str, span: Span) -> bool:
    """Whether the characters may be a name: no function words, and not an ordinary word of two."""
    name = text[span.start : span.end]
    if name[0] == "和" and name[1] in surnames().single:  # 主席和李某
        return False
    if not may_be_given(name[1:]) or "谢谢" in text[max(span.start - 1, 0) : span.start + 2]:
        return False
    return not surnames().begins_word(name) or _SURELY.match(text, span.end) is not None
