"""Institutions: schools, hospitals, parks, studios, media, research bodies; and associations, which are agencies."""

from __future__ import annotations

import re
from collections.abc import Iterator

from graph.elements import Kind
from graph.extraction.bodies.faculties import find_faculties
from graph.extraction.bodies.find import BodyFind
from graph.extraction.bodies.institution_lists import find_listed
from graph.extraction.bodies.proper_names import ProperName, read_name
from graph.extraction.bodies.stations import find_stations
from graph.extraction.body_tables import any_of, heads_followed, read_table
from graph.extraction.boundary import begins_name, has_proper_part, is_common, stands_alone
from graph.extraction.people.names import surnames
from graph.extraction.places.around import Places
from graph.extraction.places.divisions import load_divisions
from graph.extraction.scope import Scope
from graph.extraction.vocabulary import firm_names, institution_names, known_names
from graph.extraction.word_pattern import AnchoredPattern, WordPattern

_TABLE = read_table("heads.toml")["institutions"]
_HEAD = WordPattern(heads_followed(_TABLE["heads"]))
_SOCIETIES = tuple(_TABLE["societies"])
_PARKS = frozenset(_TABLE["parks"])
_AREAS = frozenset(_TABLE["areas"])
_LEVELS = re.compile(
    r"[省市州县区旗盟镇乡街道（）()、及和各级]+|.*(?:[一两二三四五六七八九十几多各][省市县区州地镇乡街]+|[（(][省市州县区旗镇乡街道地、]+[）)])"
)
# Heads so much of one body each that an enumeration makes any stem of theirs a name.
_LISTED = frozenset({"设计院", "研究院", "博物馆", "纪念馆"})
_SHORT_MEDIA = frozenset({"新华通讯社", "中国中央广播电视总台"})
_PLACE_ENOUGH = tuple(_TABLE["place_enough"])
_VAGUE = tuple(_TABLE["vague"])
_BEHIND_MARKER = re.compile(rf"(?:{any_of(_TABLE['behind_marker'])})|[一-鿿]{{2,10}}(?:行业|管理|服务|指导|活动|救助)")
_GENERIC = re.compile(rf".*(?:[一二三四五六七八九十百千万多几两]+[家所个批]|{any_of(_TABLE['common_ends'])})$")
# 实景式安全实训基地, 现代化示范园: a kind, not a name.
_KIND_OF = re.compile(
    r"[式化型性级类]|^(?:部|省|市|县)属|^[个所家名批次项座条这该此]|^[一二三四五六七八九十两多]+[大个所家名批间座处支条项]"
)
_NETS = tuple("光护障控测主验站转滤本口能星感架干防务联电路管官内外上入全张线天渔法球河水气热铁公蛛一该此")
_NATIONAL = ("中国", "中华", "首都")
# 长三角, 京津冀: areas that several provinces share.
_BELTS = tuple(form for forms in read_table("regions.toml")["belts"].values() for form in forms)
_NO_START = ("全国", "全省", "全市", "全区", "全县", "全州", "县区", "市县", "县市", "区县")
# 所有活禽交易市场, 定点救治医院: one of many, behind a place as well.
_ANY_OF_MANY = re.compile(
    r"首[家个座所]|定点|部分|牵头|医联体|华文$|返乡|重点(?!实验室)|所有|有条件|收治|后备|中小学|相关|附近|确诊|疑似|临时|大中小"
)
_NAMED_SOCIETIES = frozenset(("协会", "学会", "商会", "研究会", "促进会", "联谊会", "工会联合会", "基金会"))
_PLAIN_SOCIETY = re.compile(r"(?:行业|相关|有关|专业|同业|社会|各类|民间|企业|产业|青年|外地|异地|各)*")
# 商会, 美发行业协会, 企业联合会: of those in business; 消费者协会, 美术家协会 and 工会联合会 are mass bodies.
_OF_TRADE = re.compile(r"商会$|(?:行业|产业|机构|企业)联合会$|协会$")
# 消费者协会, 美术家协会: associations that are mass bodies.
_OF_MASSES = re.compile(
    r"(?:[家者生]|科学技术|计划生育|青年|老年|少年|残疾人|侨眷|老区|法律|慈善|红十字)(?:协会|联合会)$"
)
_GOVERNING = tuple(_TABLE["governing"])
_PUBLISHERS = frozenset({"出版集团", "报业集团"})
_STATIONS = frozenset({"火车站", "国际机场", "机场"})
_COMMUNITY = ("社区", "街道社区")
_BASES = frozenset({"示范基地", "生产基地"})
_BETWEEN = re.compile(r"[的与和及或对将为由向在从给让被把是等各]|联合|合作|共同|承担|组织|开展|支持|建设|牵头")
# 县域医院, 市内医院: those of a level.
_LEVEL_ENDS = ("级", "属", "域", "内", "外", "区", "等", "家", "所")
# 中国…信息中心: a centre of the nation's with a task of its own.
_OF_NATION = re.compile(r"(?:中国|国家(?![级区重治公]))[一-鿿]{4,}")
_LONGEST_STEM = 18
_LONGEST_CENTRE = 10
_SHORTEST_NET, _LONGEST_NET = 4, 8
# 乡（镇）卫生院, 县（市）医院: one of each of them.
_LEVEL_BRACKET = re.compile(r"[（(](?:[省市州县区旗乡镇村、]|社区|街道){1,4}[）)]")


def find_institutions(scope: Scope, places: Places) -> list[BodyFind]:
    """Institutions named in the part, and associations (agencies)."""
    named = [*_known(scope), *_by_head(scope, places)]
    return [
        *named,
        *find_faculties(scope, named),
        *_titled_media(scope),
        *_quoted(scope),
        *_of_contests(scope),
        *find_listed(scope),
        *find_stations(scope),
    ]


_CONTEST = re.compile(r"“[^“”]{2,12}”[一-鿿]{0,12}?(?:组委会|组织委员会)(?:办公室)?")


def _of_contests(scope: Scope) -> Iterator[BodyFind]:
    """“工匠杯”技能竞赛组委会: the committee of a contest, an agency named after it, and its office."""
    for match in _CONTEST.finditer(scope.text, scope.part.start, scope.part.end):
        yield BodyFind(match.start(), match.end(), match.group(), Kind.AGENCY, "agency-of-contest")


_QUOTED = re.compile(
    r"“[^“”]{2,10}”(?:(?:[一-鿿]{2}|(?:劳模|工匠|职工|技能|人才|大师|首席|技师|和|创新)+)(?=工作室))?(?:实训中心|培训中心|实训基地|培训基地|服务站|调解室|服务中心|工作室联盟|工作室|产业学院|工匠学院|创新中心|博物馆|展览馆|展示馆|主题公园|文化公园)"
)
_SET_UP = ("设立", "建成", "共建", "成立", "组建", "揭牌", "挂牌")
_QUOTED_WHOLE = AnchoredPattern(
    rf"(?:{any_of(_SET_UP)})[^，。；“”]{{0,8}}“(?P<name>[^“”]{{2,14}}"
    r"(?:服务站|工作室|基地|学院|服务中心|实训中心|培训中心|实验室|博物馆|展览馆|展示馆|联盟|职工之家))”",
    _SET_UP,
)


def _quoted(scope: Scope) -> Iterator[BodyFind]:
    """“智造+”实训中心; 设立“小哥服务站”: names that quotation marks tell."""
    for match in _QUOTED.finditer(scope.text, scope.part.start, scope.part.end):
        yield BodyFind(match.start(), match.end(), match.group(), Kind.INSTITUTION, "institution-quoted")
    for match in _QUOTED_WHOLE.finditer(scope.text, scope.part.start, scope.part.end):
        yield BodyFind(*match.span("name"), match.group("name"), Kind.INSTITUTION, "institution-quoted")


_MEDIA = re.compile(
    r"《([一-鿿]{2,10}(?:报|周刊|杂志|工运))》(?!杂志社|编辑部)"
    r"|《([一-鿿]{2,10})》(?:(?P<house>杂志社|编辑部|报社)|杂志|周刊|(?P<account>(?:官方)?(?:微信)?公众号))"
)
# 来源：青禾工报: what a line of the source names, whatever a paper's name says.
_SOURCE = AnchoredPattern(
    r"(?:来源|转自|原载|据)[：:]?\s*(?P<name>[一-鿿]{2,8}(?:报|周刊|杂志|客户端|在线))(?=[\s\d，。）)|／/]|$)",
    ("来源", "转自", "原载", "据"),
)
_NO_MEDIA = tuple(_TABLE["no_media"])


def _titled_media(scope: Scope) -> Iterator[BodyFind]:
    """《劳动报》, 《中国工人》杂志: papers and magazines in title marks."""
    for match in _MEDIA.finditer(scope.text, scope.part.start, scope.part.end):
        name = match.group(1) or match.group(2)
        if match.group("account"):
            yield BodyFind(match.start(), match.end(), f"《{name}》公众号", Kind.INSTITUTION, "institution-media")
        elif match.group("house"):
            yield BodyFind(match.start(), match.end(), match.group(), Kind.INSTITUTION, "institution-media")
        elif not name.endswith(_NO_MEDIA):
            yield BodyFind(match.start(), match.end(), name, Kind.INSTITUTION, "institution-media")
    for match in _SOURCE.finditer(scope.text, scope.part.start, scope.part.end):
        if not match.group("name").endswith(_NO_MEDIA):
            yield BodyFind(*match.span("name"), match.group("name"), Kind.INSTITUTION, "institution-media")


def _known(scope: Scope) -> Iterator[BodyFind]:
    for hit in known_names(scope.text, scope.part.start, scope.part.end).institutions:
        short = hit.end - hit.start == 2 and not stands_alone(scope.text, hit.start, hit.end)
        if scope.text[hit.start : hit.end] not in {"求是", "北大"} and not (short and hit.value not in _SHORT_MEDIA):
            yield BodyFind(hit.start, hit.end, hit.value, Kind.INSTITUTION, "institution-known", weight=2)


def _by_head(scope: Scope, places: Places) -> Iterator[BodyFind]:
    floor = scope.part.start
    for match in _HEAD.finditer(scope.text, scope.part.start, scope.part.end):
        studio = _studio(scope.text, match) if match.group().endswith("工作室") else None
        if studio is not None:
            yield studio
            continue
        name = read_name(scope.text, match.start(), match.end(), places, floor)
        if name is not None and (_is_institution(name, match.group()) or _is_opened(scope.text, name)):
            kind = _kind(name, match.group())
            counted = name.place is None and _COUNTED.search(scope.text, max(name.start - 6, floor), name.start)
            if counted or _is_honour(scope.text, name) or _is_chaired(scope.text, name):
                continue
            if match.group() in _AREAS or any(hit.end == name.end for hit in places.between(name.start, name.end)):
                if not any(hit.end == name.end for hit in places.between(name.start, name.end)):
                    yield _area(scope, places, name)
                continue
            if match.group() in _PARKS and _PLACE_OF.search(scope.text, max(name.start - 3, floor), name.start):
                yield _as_place(scope, places, name)
                continue
            # 武汉|雷神山医院: a known one with its place before it.
            known = name.place is not None and institution_names().get(name.stem + match.group()) is not None
            weight = 2 if known else name.weight
            yield BodyFind(
                name.start, name.end, _canonical(name), kind, "institution-head", name.place, name.aliases, weight
            )


def _kind(name: ProperName, head: str) -> Kind:
    """What a last word makes of a body: a society is an agency, a trade's or merchants' an institution.

    The centre by which a government runs its data or a city is its agency; a group of publishers is an enterprise.
    """
    if head in _PUBLISHERS:
        return Kind.ENTERPRISE
    if _OF_TRADE.search(name.name) and not _OF_MASSES.search(name.name):
        return Kind.INSTITUTION
    governs = name.name.endswith(_GOVERNING)
    return Kind.AGENCY if governs or head.endswith(_SOCIETIES) else Kind.INSTITUTION


_PLACE_OF = re.compile(r"(?:[位设建落]于|在|落户|入驻)$")


_HONOUR = re.compile(r"[^“”]{0,6}”(?:“[^”]{2,20}”|[、和及]){0,5}(?:等)?(?:荣誉)?称号")
_HONOURED = re.compile(r"(?:命名为|评为|授予|荣获|获评|获得|认定为|入选)[^，。；“”]{0,10}“[^”]{0,16}$")


# 建成10个绿电产业园: counted ones bear no names.
_COUNTED = re.compile(r"\d[\d,.]*[余多]?[个家所座处间]$")


def _is_honour(text: str, name: ProperName) -> bool:
    """被命名为“全国示范性创新工作室”: a title that a body is given."""
    return bool(_HONOUR.match(text, name.end) or _HONOURED.search(text[max(name.start - 30, 0) : name.start]))


def _area(scope: Scope, places: Places, name: ProperName) -> BodyFind:
    """巴南区|麻柳沿江开发区: without the county in front where a name of its own stands behind it."""
    rest = _as_place(scope, places, name)
    if rest.start > name.start and has_proper_part(scope.text[rest.start : name.head]):
        return rest
    return BodyFind(name.start, name.end, name.name, Kind.REGION, "region-park", name.place, name.aliases, name.weight)


def _as_place(scope: Scope, places: Places, name: ProperName) -> BodyFind:
    """A park used as a place (在昆明市杨林工业园区开展培训), without the city that it lies in."""
    start = next(
        (hit.end for hit in places.between(name.start, name.head) if scope.text[hit.end - 1] in "市县州区"), name.start
    )
    return BodyFind(start, name.end, scope.text[start : name.end], Kind.REGION, "region-park", name.place)


_FOUNDED = re.compile(r"(?:共建|组建|成立|建成)了?$")
_OPENED = re.compile(r"[^。；，！？\n]{0,30}?(?:挂牌|揭牌|授牌)")


def _is_opened(text: str, name: ProperName) -> bool:
    """新时期产业工人队伍基地在…挂牌: what is unveiled bears a name, of common words as it may be."""
    if not name.sure or len(name.stem) < 4 or _GENERIC.match(name.stem) or name.stem.startswith(_NO_START):
        return False
    return _OPENED.match(text, name.end) is not None or _FOUNDED.search(text, name.start - 4, name.start) is not None


# Centres that every place has, by their short forms.
_IN_FULL = {"疾控中心": "疾病预防控制中心", "政务中心": "政务服务中心"}


def _canonical(name: ProperName) -> str:
    """The name in full: 对外经贸大学|商学院 is 对外经济贸易大学商学院."""
    known, firm = institution_names().longest(name.name, 0), firm_names().longest(name.name, 0)
    if known is not None and known.end < len(name.stem) and (firm is None or firm.end < known.end):
        return known.value + name.name[known.end :]
    short = next((short for short in _IN_FULL if name.name.endswith(short)), None) if name.place is not None else None
    if short is not None:
        return name.name.removesuffix(short) + _IN_FULL[short]
    return name.name.replace("工青妇干校", "工青妇干部学校")


# 丁家岭社区工会联合会: unions of villages and quarters.
_QUARTER = re.compile(r"(?:社区|村|街道|园区|商圈|小区|楼宇)$")
_UNIONS = ("工会", "工会联合会")


def _is_union(name: ProperName, head: str) -> bool:
    """省建设工会, 滇中新区总工会: unions of a trade or an area behind a place, or of an area of a name of its own."""
    if _LEVELS.fullmatch(name.stem):
        return False
    if name.place is not None:
        return len(name.stem) > 1
    named = name.sure and len(name.stem) > 1 and has_proper_part(name.stem)
    return named and head != "工会" and not _KIND_OF.search(name.stem)


def _is_chaired(text: str, name: ProperName) -> bool:
    """青禾有限公司工会|主席: a firm's union named by its chair's post alone, which is held at the firm."""
    if not name.name.endswith(_FIRMS_UNIONS):
        return False
    union = text[name.start : name.end]
    return text.count(union) == text.count(union + "主席") + text.count(union + "副主席")


_FIRMS_UNIONS = ("公司工会", "集团工会", "厂工会")
_OWNED_BY = re.compile(r"(?:公司|集团|厂|局|站|院|校|大学|中心|矿|车间|所|系统|行业|）|[的以])$")


_RANKED = re.compile(r"(?:国家级|[省市州县区厂]级|省部级)$")


def _studio(text: str, head: re.Match[str]) -> BodyFind | None:
    """某公司|卢长根劳模创新工作室: a studio named after a person, right behind the body that has it.

    With its rank (唐国强国家级技能大师工作室) wherever a name may begin.
    """
    ranked = _RANKED.search(text, max(head.start() - 3, 0), head.start())
    at = ranked.start() if ranked else head.start()
    for size in (3, 2):
        start = at - size
        if start < 0 or not _is_person(text[start:at]):
            continue
        owned = start > 0 and _OWNED_BY.search(text[max(start - 2, 0) : start])
        if owned or (ranked and (begins_name(text, start, 0) or text[start - 1] in "有是")):
            name = text[start : head.end()]
            return BodyFind(start, head.end(), name, Kind.INSTITUTION, "institution-head", weight=2)
    return None


_HAN = re.compile(r"[一-鿿]+")


def _is_person(stem: str) -> bool:
    """Whether a studio's stem is a person's name: 杨金安大师工作室."""
    is_written = len(stem) in {2, 3} and _HAN.fullmatch(stem) is not None
    return is_written and stem[0] in surnames().single and not surnames().begins_word(stem)


def _is_society(stem: str, head: str) -> bool:
    """省摄影家协会, 市快递行业工会联合会: a society behind a bare 省 or 市."""
    return head in _NAMED_SOCIETIES and len(stem) > 1 and not _PLAIN_SOCIETY.fullmatch(stem)


def _opened_by_known(name: ProperName) -> bool:
    """浙江大学|医学院附属第一医院: a known institution's name goes on with its own's, nothing doubtful between."""
    known = institution_names().longest(name.name, 0)
    return known is not None and known.end < len(name.stem) and not _BETWEEN.search(name.stem[known.end :])


def _is_site(name: ProperName, head: str) -> bool:
    """惠丰农资网, 人教网: a web site by a proper stem of its own."""
    stem = name.stem
    plain = 2 <= len(stem) <= _LONGEST_NET and not is_common(stem) and not stem.startswith(_NO_START)
    proper = has_proper_part(stem) or _opens_with_place(stem)
    return head == "网" and name.sure and plain and proper and not stem.endswith(_NETS)


def _is_founded_base(name: ProperName, head: str) -> bool:
    """北霖蔬菜种植示范基地: a base whose name begins with a proper word."""
    return head in _BASES and name.sure and len(name.stem) > 3 and has_proper_part(name.stem[:3])


def _is_institution(name: ProperName, head: str) -> bool:
    stem = name.stem
    if head in _NAMED_SOCIETIES and stem.endswith(("行业", "企业")) and (name.place or stem.startswith(_NATIONAL)):
        return len(stem) > 2 and not _PLAIN_SOCIETY.fullmatch(stem)
    community = head == "卫生服务中心" and stem.endswith(_COMMUNITY)
    of_quarter = head.endswith(_UNIONS) and _is_proper(_QUARTER.sub("", stem)) and _QUARTER.search(stem) is not None
    if (
        len(stem) > _LONGEST_STEM
        or (_GENERIC.match(stem) and not (community or (of_quarter and name.sure)))
        or _ANY_OF_MANY.search(stem)
        or _LEVEL_BRACKET.search(stem)
    ):
        return False
    if head.endswith("工作室") and _is_person(stem):
        return True
    if community:
        return name.place is not None or (name.sure and _is_proper(stem.removesuffix("社区").removesuffix("街道")))
    if (head == "网" and stem.endswith(_NETS)) or (head == "小学" and stem.endswith("中")):
        return False
    if head in _STATIONS:
        return _is_station(name, head)
    if head.endswith("工会"):
        return _is_union(name, head)
    if head == "中心":
        return _is_centre(name)
    if name.bare and head == "医院" and len(stem) > 1 and not stem.endswith(_LEVEL_ENDS):
        return not _KIND_OF.search(stem)
    if name.bare:
        return _BEHIND_MARKER.match(stem + head) is not None or _is_society(stem, head)
    if name.place is not None:
        return bool(stem) or head.endswith(_PLACE_ENOUGH)
    if head == "网" and stem.startswith(_NATIONAL):
        return name.sure and "·" not in stem and _SHORTEST_NET <= len(stem) <= _LONGEST_NET  # 中国货币网
    if name.sure and _opened_by_known(name):
        return True
    if not name.sure or len(stem) < 2 or head in _VAGUE or stem.startswith(_NO_START):
        return _is_site(name, head) or _is_founded_base(name, head)
    if stem.startswith(_NATIONAL) or (head.endswith("联盟") and stem.startswith(_BELTS)):
        return True
    if name.listed and head in _LISTED and len(stem) > 3 and stem[-1] not in "式化型性级类" and not is_common(stem):
        return True
    return not is_common(stem) and (has_proper_part(stem) or _opens_with_place(stem)) and not _KIND_OF.search(stem)


def _is_station(name: ProperName, head: str) -> bool:
    short = len(name.stem) < 3 or head == "国际机场"
    return name.place is not None and short and not name.stem.startswith(("地区", "任", "两", "各", "三", "大"))


def _is_centre(name: ProperName) -> bool:
    """A centre of the nation, or of a place by what it is for."""
    stem = name.stem
    if name.sure and _OF_NATION.match(stem):
        return not _BETWEEN.search(stem)
    named = 2 <= len(stem) <= _LONGEST_CENTRE and not stem.endswith(("城市", "副", "政治"))
    return name.place is not None and named and not stem.startswith(("市县", "县区", "县乡"))


def _is_proper(stem: str) -> bool:
    return len(stem) > 1 and has_proper_part(stem) and not is_common(stem)


def _opens_with_place(stem: str) -> bool:
    """Whether a name begins with a place's short name that is a word as well (黑河绿色物产网)."""
    place = load_divisions().forms.longest(stem, 0)
    return place is not None and stem[place.end - 1] not in "区县市"
