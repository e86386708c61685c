"""At which body a post is held that names none: the firm spoken of, the government led, the own bureau."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from graph.elements import BODIES, Kind
from graph.extraction.mention_groups import MentionsByPlace
from graph.extraction.people.posts import posts
from graph.extraction.scope import Mention, Scope
from graph.extraction.sentences import sentence_start

_ANAPHOR = re.compile(
    r"(?:该|本|我)?(公司|集团|企业|工厂|合作社|学院|学校|医院|中心|院|校|厂)$|^该?(公司|集团|企业|工厂|合作社|学校|医院|学院|研究院|工作室|协会|商会|联合会|总厂|分厂|分公司|项目部|中心)(?!院)"
)
_OWN_BUREAU = re.compile(
    r"(局|部|厅|委|署|段|矿|厂|校|院)(?=(?:机关)?党(?:组|委)(?:书记|副书记|成员)|(?:总|副总)[\u4e00-\u9fff]{1,2}师)"
)
# Posts inside a plant.
_WORKS_POST = re.compile(
    r"(?:班组?|工段|炉|机台|车间|分厂|作业区|产线)副?(?:长|主任|组长)$|^.{0,6}车间.*(?:组长|书记|干事|员)$|(?:首席|高级|特级|主任)(?:技师|操作师)$"
)
# Posts inside a hospital.
_WARD_POST = re.compile(
    r"(?:科|病区|病房|监护室|护理部|急诊|门诊|ICU)(?:.{0,4}(?:主任|组长))?(?:副?主任)?(?:医师|医生|护士长|护士|护师|主任|大夫)$"
    r"|^(?:副主任|主任|主治|住院)医师$|^(?:主管)?护师$|^护士长$"
)
_HOSPITALS = ("医院", "卫生院", "卫生服务中心", "保健院", "一院", "二院", "三院")
_WARD_REACH = 300
_CALLED_SO = frozenset(
    {"集团", "中心", "学院", "合作社", "工作室", "协会", "商会", "联合会", "总厂", "分厂", "分公司", "项目部"}
)
_AUTONOMOUS = "自治区"
_CHAIRS_REGION = re.compile(rf"{_AUTONOMOUS}(?:代理?|副)?主席$")
_COMMITTEE = re.compile(r"委(?:员会)?$|人民代表大会.*$|委员会$|纪律检查.*$|领导小组.*$|指挥部.*$")


# 副主席, 党组成员、副局长: the post of a deputy, and what the one before does up to it.
_DEPUTY = re.compile(
    r"(?:党[组委](?:副书记|成员|委员)、?)?(?:常务|专职|兼职|挂职)?副(?P<head>主席|局长|厅长|院长|校长|会长|总经理|书记)|党[组委](?:副书记|成员|委员)"
)
_DEED_BEFORE = re.compile(r"[^，。；：！？\n、]{2,20}，")


@dataclass(frozen=True, slots=True)
class Post:
    """A post as printed, the body that stands before it, if any, and the clean offset where both begin."""

    title: str
    body: Mention | None
    start: int


def _governs(body: Mention) -> bool:
    return body.name.endswith("政府") or body.name == "国务院"


def without_place(scope: Scope, post: Post) -> tuple[Post, str | None]:
    """A governor's post without the place printed before it (郑州市市长, 重庆市长), and that place's name."""
    for place in scope.mentions:
        if place.kind is Kind.REGION and place.start == post.start and place.end < post.start + len(post.title):
            length = place.end - place.start
            chairs = place.name.endswith(_AUTONOMOUS) and post.title.endswith("主席")
            shared = not chairs and not posts().governing.search(post.title[length:])
            return Post(post.title[length - shared :], post.body, post.start), place.name
    return post, None


def government(
    scope: Scope, bodies: MentionsByPlace, body: Mention | None, post: Post, printed: str | None
) -> Mention | None:
    """The government that a mayor or governor leads, where the document names it.

    That of the printed place, else of the committee's place, else of the part's home when it is of the post's level.
    """
    if body is not None and (post.body is body or _governs(body)) and not _COMMITTEE.search(body.name):
        return body
    level = _AUTONOMOUS if _CHAIRS_REGION.search(post.title) else post.title[-2:-1]
    home = scope.region.name if scope.region and scope.region.name.endswith(level) else None
    committee = _COMMITTEE.sub("", body.name.removeprefix("中共")) if body else None
    governments = [other for other in bodies.all if _governs(other)]
    for place in (printed,) if printed else (committee, home):
        for government in governments:
            if place and government.name == f"{place}人民政府":
                return government
    return None


def implied_body(scope: Scope, post: Post, bodies: MentionsByPlace) -> Mention | None:
    """The body meant by a bare 公司总经理 or 企业负责人: the last one of that kind in the part's last lines."""
    led = _led_by_head(scope, post, bodies) or _own_bureau(scope, post, bodies) or _workplace(scope, post, bodies)
    led = led or _hospital(scope, post, bodies)
    if led is not None:
        return led
    anaphor = _ANAPHOR.search(post.title) if not posts().bare.fullmatch(post.title) else _ANAPHOR.match(post.title)
    if not anaphor:
        return None
    is_firm = any(word in anaphor.group() for word in ("公司", "集团", "企业", "厂", "项目部"))
    kinds = (
        {Kind.ENTERPRISE} if is_firm else {Kind.INSTITUTION, *([Kind.AGENCY] if anaphor.group().endswith("会") else [])}
    )
    before = [body for body in bodies.inside(scope.part.start, post.start) if body.kind in kinds]
    word = anaphor.group(1) or anaphor.group(2)
    if word in _CALLED_SO:
        before = [body for body in before if body.name.endswith(word) or (word == "集团" and word in body.name)]
    is_near = bool(before) and (post.start - before[-1].start < 400 or len({body.name for body in before}) == 1)
    return before[-1] if is_near else None


def is_deputy(text: str, before: Mention, post: Post, shared: Sequence[Post]) -> bool:
    """Whether the post is one below those of the person before, with no more than that person's deed between."""
    deputy = _DEPUTY.fullmatch(post.title)
    if deputy is None or _DEED_BEFORE.fullmatch(text, before.end, post.start) is None:
        return False
    titles = [other.title for other in shared if other.body is shared[-1].body]
    return any(title.startswith("党组") or (deputy["head"] and title.endswith(deputy["head"])) for title in titles)


def _own_bureau(scope: Scope, post: Post, bodies: MentionsByPlace) -> Mention | None:
    """局党组书记, 段党委书记: the bureau, section or plant that the part has named before, alone or most by far."""
    own = _OWN_BUREAU.match(post.title)
    if own is None:
        return None
    ends = {"委": ("委员会",), "局": ("局", "总局"), "署": ("署", "总署")}.get(own[1], (own[1],))
    before = [b for b in bodies.inside(scope.part.start, post.start) if b.kind in BODIES and b.name.endswith(ends)]
    most = Counter(body.name for body in before).most_common(2)
    if not most or (len(most) > 1 and most[0][1] < 2 * most[1][1]):
        return None
    return next(body for body in reversed(before) if body.name == most[0][0])


def _led_by_head(scope: Scope, post: Post, bodies: MentionsByPlace) -> Mention | None:
    """理事长 alone: the last cooperative or society of the same sentence, by the kind of body that the head leads."""
    kinds = posts().leads.get(post.title)
    if kinds is None:
        return None
    start = sentence_start(scope.text, scope.part.start, post.start)
    named = [body for body in bodies.inside(start, post.start) if body.name.endswith(kinds)]
    return named[-1] if named else _only_one(scope, post, [b for b in bodies.all if b.name.endswith(kinds)])


def _workplace(scope: Scope, post: Post, bodies: MentionsByPlace) -> Mention | None:
    """车工班班长, 车间主任, 焊工 alone: the last firm of the same sentence, else the only one named before."""
    at = post.start + len(post.title)
    is_trade = post.title[-1] in "工匠" and posts().trade_before(scope.text, at, post.start) is not None
    if not (is_trade or _WORKS_POST.search(post.title)):
        return None
    start = sentence_start(scope.text, scope.part.start, post.start)
    firms = [body for body in bodies.all if body.kind is Kind.ENTERPRISE]
    near = [firm for firm in firms if start <= firm.start < post.start]
    return near[-1] if near else _only_one(scope, post, firms)


def _hospital(scope: Scope, post: Post, bodies: MentionsByPlace) -> Mention | None:
    """感染科副主任医师, 监护室护士 alone: the hospital named last, shortly before."""
    if not _WARD_POST.search(post.title) or "院" in post.title:
        return None
    near = bodies.inside(max(scope.part.start, post.start - _WARD_REACH), post.start)
    hospitals = [body for body in near if body.kind is Kind.INSTITUTION and body.name.endswith(_HOSPITALS)]
    return hospitals[-1] if hospitals else None


def _only_one(scope: Scope, post: Post, named: Sequence[Mention]) -> Mention | None:
    """The one body of these that the part has named before the post."""
    before = [body for body in named if scope.part.start <= body.start < post.start]
    return before[-1] if len({body.name for body in before}) == 1 else None
