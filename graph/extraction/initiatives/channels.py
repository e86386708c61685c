"""Named channels of public service: hotlines, portals, apps and official accounts (12345服务热线, 青河政务服务网)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from graph.elements import Kind
from graph.extraction.initiatives.heads import PlainName
from graph.extraction.initiatives.table import initiative_table
from graph.extraction.scope import Scope
from graph.extraction.word_pattern import AnchoredPattern, WordPattern

# Numbers of public service: 12xxx and 11xxx (工信部 码号资源), 95xxx and 96xxx.
_HOTLINE = AnchoredPattern(
    r"(?P<number>[19](?<![\d-].)(?:(?<=1)[12]\d{3}|(?<=9)[56]\d{3,4}))(?!\d)(?:[-－]\d)?[”\"]?"
    r"(?P<words>(?:(?![和或及与等在的为是])[\u4e00-\u9fff]){0,10}?)(?P<head>热线|平台|在线|(?<=[举投咨督报诉询服务])电话)",
    ("11", "12", "95", "96"),
)
# 拨打12315举报: who calls a number for what it is there for, need not say what it is.
_CALLED = AnchoredPattern(r"拨打[“\"]?(?P<number>1[12]\d{3})[”\"]?(?=(?:举报|投诉|反映|咨询|求助|报警))", ("拨打",))
# 87654321公交客服热线: another number, told by what is called.
_NUMBERED = re.compile(r"\d(?<![\d-].)\d{6,7}(?P<words>(?:(?![和或及与等在的为是])[\u4e00-\u9fff]){2,10}?热线)")
_QUOTED_CHANNEL = re.compile(
    r"[“\"＂](?P<words>[^“”\"＂\n，。]{2,14})[”\"＂]\s?(?P<head>(?:官方|政务|手机|移动)?(?:微信)?"
    r"(?:公众号|小程序|服务号|订阅号|APP|App|app|客户端|抖音号))"
)
_CHANNEL = WordPattern(
    dict.fromkeys(("公众号", "小程序", "服务号", "订阅号", "APP", "App", "app", "客户端", "抖音号"), "")
)
# 在“健康云”填报, “渝小税”智能客服: a brand of a few characters that the text uses as a place on the net.
_QUOTED_BRAND = re.compile(
    r"[“\"‘](?P<words>[\u4e00-\u9fff]{2,4}(?:云|码|小税|(?<![直畅互联流交普打开])通)|[\u4e00-\u9fff]小税)[”\"’]"
    r"(?P<after>上|平台|系统|填报|扫码|验证|智能|通行|管理|线上)?"
)
_USES = re.compile(r"(?:填报|登录|登陆|打开|使用|依托|申领|扫描?|凭|申请|启用|上线|推出|在|通过|利用)$")
_PORTAL = WordPattern(
    dict.fromkeys(
        (
            "政务服务网",
            "政务服务APP",
            "政务服务App",
            "网上办事大厅",
            "电子税务局",
            "公共资源交易平台",
            "人社服务平台",
            "网上税务局",
        ),
        "",
    )
)
_APP = WordPattern(
    dict.fromkeys(("APP", "App", "小程序", "微信公众号", "微信服务号", "公众号", "手机客户端", "客户端"), "")
)
_WORDS = re.compile(r"[\u4e00-\u9fffA-Za-z]{2,18}\s?$")
_LEFT = re.compile(
    r"(?:通过|推出|开发|研发|启用|利用|登录|登陆|打开|进入|关注|下载|使用|依托|安装|搜索|选择|发挥|推广|上线|开通|运用|用好|借助|结合|以及|访问|拨打|扫描|如|在|和|与|或|及|由|从|对|将|把|的|了|为|等|、|各|全)"
)
_GENERIC = re.compile(
    r"^(?:手机|微信|官方|相关|有关|银行|手机银行|网络|政务|机构|网站|园区|客户|本|该|此|各|医院|企业|单位|部门|政府|自己|移动|第三方|支付宝|电脑|多个|两个|公司|学校"
    r"|支付服务|专用|配套|统一|指定|上述|其他|新闻|融媒体|地图|购物|订餐|外卖|打车|直播|教育|学习|扣缴|一个|这个|同名|线上|新媒体|政务新媒体)+$"
)
_LONGEST = 19
_DUTIES = ("调度", "上报", "登记", "管理", "申报", "填报", "监测", "查询", "采集")
# 自然人扣缴客户端: the tax offices' programs. Source: 国家税务总局, 纳税服务规范 (办税客户端).
_OF_TAX = re.compile(
    r"(?:自然人|个人所得税|个税|单位|企业|电子税务局|社保费|社会保险费){1,3}(?:申报缴费|扣缴|管理|申报|缴费|开票)"
)
_CABINET = "国务院"
_PROVINCE_SIGN = "京津冀晋蒙辽吉黑沪苏浙皖闽赣鲁豫鄂湘粤桂琼渝川蜀贵黔云滇藏陕秦甘陇青宁新"


def find_channels(scope: Scope) -> list[PlainName]:
    """Channels of the part, in order of start. A hotline is known by its number, however it is called."""
    found = [*_hotlines(scope), *_quoted(scope), *_portals(scope), *_apps(scope)]
    return sorted(found, key=lambda name: (name.start, -name.end))


def _hotlines(scope: Scope) -> Iterator[PlainName]:
    for match in _HOTLINE.finditer(scope.text, scope.part.start, scope.part.end):
        name = match[0].replace("”", "").replace('"', "")
        yield PlainName(match.start(), match.end(), name, "channel-hotline", match["number"] + match["head"])
    for match in _CALLED.finditer(scope.text, scope.part.start, scope.part.end):
        number = match["number"]
        yield PlainName(*match.span("number"), number, "channel-hotline", number + "热线", (number,))
    for match in scope.finditer(_NUMBERED, "热线"):
        yield PlainName(match.start(), match.end(), match[0], "channel-hotline", match[0])


def _quoted(scope: Scope) -> Iterator[PlainName]:
    text, start, end = scope.text, scope.part.start, scope.part.end
    for match in _QUOTED_CHANNEL.finditer(text, start, end) if _CHANNEL.search(text, start, end) else ():
        yield PlainName(
            match.start(), match.end(), f"“{match['words']}”{match['head']}", "channel-quoted", match["words"]
        )
    for match in _QUOTED_BRAND.finditer(text, start, end):
        if match["after"] or _USES.search(text, max(match.start() - 2, start), match.start()):
            yield _in_marks(match)


def _in_marks(match: re.Match[str]) -> PlainName:
    start, end = match.start("words") - 1, match.end("words") + 1
    return PlainName(start, end, f"“{match['words']}”", "channel-quoted", match["words"])


def _portals(scope: Scope) -> Iterator[PlainName]:
    """Portals of places; a bare 电子税务局 is the one that the part names with its place, if it names one alone."""
    matches = list(_PORTAL.finditer(scope.text, scope.part.start, scope.part.end))
    named = [(match, scope.text[_begin(scope, match.start()) : match.end()]) for match in matches]
    placed: dict[str, set[str]] = {}
    for match, name in named:
        if name != match[0]:
            placed.setdefault(match[0], set()).add(name)
    for match, name in named:
        if name == match[0] and "税务局" not in match[0]:
            continue  # 政务服务网 without its place is any of them
        places = placed.get(match[0], set())
        meant = next(iter(places)) if name == match[0] and len(places) == 1 else name
        yield PlainName(match.end() - len(name), match.end(), meant, "channel-portal", meant, (match[0],))


def _apps(scope: Scope) -> Iterator[PlainName]:
    text = scope.text
    for match in _APP.finditer(text, scope.part.start, scope.part.end):
        floor = max(scope.part.start, match.start() - _LONGEST)
        run = _WORDS.search(text, floor, match.start())
        if run is None:
            continue
        begin = run.start()
        for cut in _LEFT.finditer(text, begin, match.start()):
            begin = cut.end()
        words = text[begin : match.start()].strip()
        if len(words) >= 2 and not _GENERIC.match(words) and _is_proper(scope, begin, words):
            yield PlainName(begin, match.end(), text[begin : match.end()], "channel-app", words)


def _begin(scope: Scope, head: int) -> int:
    """Where a portal's name begins: at the place named right before its head, else at the head."""
    near = [m.start for m in scope.mentions if m.kind is Kind.REGION and m.end in (head, head - 1)]
    return min(near, default=head)


def _is_proper(scope: Scope, begin: int, words: str) -> bool:
    """A place's app (四川税务), a firm's, or one that is called as official brands are: a province's sign (浙里办)."""
    if words in initiative_table().known:
        return True
    opening = scope.beginning_in(begin, begin + 1)
    if any(mention.kind is Kind.REGION and mention.end - begin < len(words) for mention in opening):
        return True
    if any(mention.kind is Kind.ENTERPRISE and mention.end == begin + len(words) for mention in opening):
        return True  # 招商银行APP
    if len(words) >= 6 and words.endswith(_DUTIES):
        return True  # 疫情防控物资调度App: long enough to be of one thing
    if _OF_TAX.fullmatch(words) or words == _CABINET:
        return True
    if words[0] not in _PROVINCE_SIGN:
        return False
    return (len(words) <= 4 and words[-1] in "办通事码易快惠云税") or words[1] == "税"  # 湘税社保
