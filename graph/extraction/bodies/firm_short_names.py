"""Short names of firms that a part prints in full: 兴磷集团 or 兴磷化工 for 湖北兴磷化工集团有限公司."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from graph.elements import Kind
from graph.extraction.bodies.find import BodyFind
from graph.extraction.body_tables import read_table
from graph.extraction.boundary import begins_name, has_proper_part, is_common
from graph.extraction.places.divisions import printed_forms
from graph.extraction.scope import Scope

_LEGAL = re.compile(r"(?:（集团）)?(?:股份有限|有限责任|有限|(?<=集团)股份)公司$")
_HEAD = re.compile(r"(?:集团公司|集团|公司|厂)$")
_TRADES = frozenset(read_table("heads.toml")["firms"]["trades"])
_SHORTENED = frozenset(("firm-head", "firm-trade", "firm-listed"))
_GROUPS = ("集团", "集团公司", "总公司")
_BARE = 4
# What may stand right behind a bare short name; anything else may go on with another name.
_AFTER = re.compile(
    r"[、，。；：！？）)（(”\s]|$|等|[和与及的]|首席|董事长|副?总经理|副?总裁|党委|工会|职工|员工|工人|车间|技师|选手|有关负责人|负责人"
    r"|叫“|[一-鿿]{2,4}(?:制造基地|生产基地|厂区)|把|将|为|向|在|对|通过|推行|完成|组织|开展|启动|实施|建立|设立|举办|每[年月]|投入|全面|去年|今年|已|让|自"
)


def with_full_names(scope: Scope, finds: Sequence[BodyFind]) -> list[BodyFind]:
    """The firms found, those printed short under their full names, and bare short names that no other rule finds."""
    full = {find.name: find for find in finds if _LEGAL.search(find.name) or _is_placed(find)}
    named = [_resolved(find, full.values()) for find in finds]
    return [*named, *_bare(scope, full.values())]


def _is_placed(find: BodyFind) -> bool:
    """贵州乌江铝业公司, 内蒙古红山水泥集团: no legal form, but the place that a short name leaves out."""
    return find.rule == "firm-head" and _HEAD.search(find.name) is not None and _own_part(find) != find.name


def _resolved(find: BodyFind, full: Iterable[BodyFind]) -> BodyFind:
    """The find under the one full name that its own shortens, else as it is."""
    head = _HEAD.search(find.name)
    if find.rule == "firm-known":
        return _in_legal_form(find, full)
    if find.rule == "firm-legal-form":
        return _without_its_group(find, full)
    if find.rule not in _SHORTENED or (head is None and find.rule != "firm-trade"):
        return find
    stem = find.name[: head.start()] if head else find.name
    same = [other for other in full if _is_placed(other) and _own_part(other) == find.name]
    if len(same) == 1:
        return replace(find, name=same[0].name, aliases=(), rule="firm-short-name")
    meant = [other for other in full if _shortens(stem, other) and ("集团" in other.name or "集团" not in find.name)]
    # A place alone (湖北公司) shortens nothing.
    if len(meant) != 1 or len(stem) < 2 or (find.region is not None and stem in printed_forms(find.region)):
        return find
    return replace(find, name=meant[0].name, aliases=(), rule="firm-short-name")


def _without_its_group(find: BodyFind, full: Iterable[BodyFind]) -> BodyFind:
    """青虹锅炉有限公司 of 红石集团青虹锅炉有限公司: under the one full name that its group's opens."""
    longer = (other.name for other in full if other.name.endswith(find.name))
    whole = {name for name in longer if name.removesuffix(find.name).endswith(_GROUPS)}
    return replace(find, name=whole.pop(), aliases=(), rule="firm-short-name") if len(whole) == 1 else find


def _in_legal_form(find: BodyFind, full: Iterable[BodyFind]) -> BodyFind:
    """A firm that the table knows by its customary name, under the one that the part prints in its legal form."""
    same = {other.name for other in full if _LEGAL.search(other.name) and _own_part(other).startswith(find.name)}
    same = {name for name in same if _is_trade(_LEGAL.sub("", name).partition(find.name)[2])}
    if len(same) != 1 or find.name in same:
        return find
    return replace(find, name=same.pop(), rule="firm-short-name")


def _is_trade(rest: str) -> bool:
    """Whether a firm's name goes on with its trade alone: 青虹|科技集团, but not 青虹汽车|金融."""
    trade = rest.removesuffix("（集团）").removesuffix("集团")
    return not trade or trade in _TRADES


def _shortens(stem: str, full: BodyFind) -> bool:
    """Whether the stem's characters stand in the full name in order, from where the name or its own part begins."""
    name = _LEGAL.sub("", full.name)
    starts = [0, len(name) - len(_own_part(full))]
    return any(name[at] == stem[0] and _is_picked_from(stem, name[at:]) for at in starts)


def _is_picked_from(short: str, full: str) -> bool:
    """Whether the characters stand in the full name in order: single ones in a short form of four, else runs of two.

    汉轴 is of 汉江轴承, but 中车株洲电机 is not 中车株洲电力机车.
    """
    if len(short) <= _BARE:
        return re.match(".*".join(map(re.escape, short)), full) is not None
    cuts = range(2, len(short) - 1)
    return short in full or any(re.match(f"{re.escape(short[:cut])}.*{re.escape(short[cut:])}", full) for cut in cuts)


def _own_part(full: BodyFind) -> str:
    """The full name without its legal form and the place before it."""
    name = _LEGAL.sub("", full.name)
    forms = sorted(printed_forms(full.region), key=len, reverse=True) if full.region else ()
    return next((name[len(form) :] for form in forms if name.startswith(form) and len(name) - len(form) > 1), name)


def _short_names(full: BodyFind) -> Iterator[str]:
    """The first characters of the own part, and the own part behind its group's name (红石集团|青虹锅炉)."""
    own = _own_part(full)
    yield own[:_BARE]
    group, _, rest = own.partition("集团")
    if group and len(rest) == _BARE:
        yield rest


def _bare(scope: Scope, full: Iterable[BodyFind]) -> Iterator[BodyFind]:
    """鄂江路桥, 淮河轮胎: the first four characters of a full name's own part, where they stand by themselves."""
    for find, short in ((firm, short) for firm in full for short in _short_names(firm)):
        if len(short) < _BARE or not has_proper_part(short) or is_common(short[:2]) or short.endswith("集团"):
            continue
        for match in re.finditer(re.escape(short), scope.text[scope.part.start : scope.part.end]):
            start, end = scope.part.start + match.start(), scope.part.start + match.end()
            if _AFTER.match(scope.text, end) and (
                begins_name(scope.text, start, scope.part.start) or scope.text[start - 1] == "管"  # 管青虹锅炉叫“虹锅”
            ):
                yield BodyFind(start, end, find.name, Kind.ENTERPRISE, "firm-short-name", find.region, weight=0)
