"""The policy that a document itself is: named by its title, or by the title of the text that it prints."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import chain

from graph.elements import Kind
from graph.extraction.policies.history import history
from graph.extraction.policies.time import validity, validity_of_attached
from graph.extraction.policies.titles import (
    DOC_NUMBER,
    Printing,
    canonical_title,
    is_decision,
    is_generic,
    loose_title,
    split_issuer,
    split_printing,
    title_head,
    title_references,
)
from graph.extraction.scope import Mention, Scope
from ingest.document import Document, Field, Genre, Part, PartKind

_NO_POLICY = frozenset({Genre.NEWS, Genre.BULLETIN, Genre.SPEECH, Genre.INTERPRETATION, Genre.MINUTES})
_RETOLD = _NO_POLICY - {Genre.NEWS}
# A headline tells of a document (省国资委出台若干措施); a title is one.
_HEADLINE = re.compile(
    r"[：:？?！!…]|^[^关《]{2,30}(?:出台|推出|发布|印发了|发文|联合印发|联手|部署|明确|下发)(?!.*(?:的通知|的公告|的通告|的函|的令)$)|解读|答记者问|一图|问答|来了|如何(?!.*的(?:解释|批复|通知|意见|决定|规定|公告|函|答复|解答)$)|^\S+\s\S+(?:举措|措施)"
    r"|(?:强调|要求|时指出)[^，]{4,}|^(?!.*(?:关于|若干|支持|第[一二三四五六]批|\d条|[一二三四五六七八九十]条)).{0,14}(?:落实|深化|细化|强化|完善|加强)\S{0,8}(?:举措|措施)$"
)


_EXCLAIMED = re.compile(r"[！!？?]|来了|速看|一览|一图")
# What addresses the public for an office: cited in 《》 it is no policy, but where it is the title the text is one.
_ADDRESSED = re.compile(
    r"(?:.{4}(?:告知书|(?:的|温馨|工作|安全|风险|办税)(?:提示|提醒)函?)|(?:^|.{4})倡议书|^(?:温馨|友情|安全)提[示醒]|^告知书)(?:[（(][^（）()]{1,16}[）)])?$"
)
# 现提示如下：, 某局发布某安全提示：: what leads over to a text of that kind.
_GIVEN_OUT = re.compile(
    r"(?:发布|发出|提出|作出)了?(?:如下|以下)?[^，。；：]{0,20}(?:提示|提醒|倡议|告知书?)[：:]|(?:提示|提醒|倡议|告知)如下"
)
_LETTER = re.compile(r"^(?:.{2,30})?[致给].{2,40}的(?:一封|公开)+信$")
_ACCOUNT = re.compile(r"^.{4,40}关于.{6,}的说明$")
_ANNOUNCED = re.compile(r"公示$")
_GROUNDED = re.compile(r"(?:根据|按照|依据|依照)[^。]{0,30}《")
_ORDER = re.compile(r"^[\u4e00-\u9fff]{4,40}(?:令|公告|通告|决定书)第?\s*\d{1,4}\s*号$")
_DAY_BEHIND = re.compile(r"[（(](?:19|20)\d{2}年\d{1,2}月\d{1,2}日[）)]$")
# A guide's title is a noun; a headline about one says that it was made or given.
_GUIDE = re.compile(
    r"^(?!.*(?:出台|发布|印发|推出|公布|下发|部署|提供|为企业|已|正式|来了))[^，。：:！？；\s]{10,80}"
    r"(?:指引|指南|导则|规程|工作规范|技术规范|操作规范|工作方案|实施方案|应急预案|实施细则|管理办法|暂行办法"
    r"|的(?:温馨|安全|风险)提示|(?:办理|工作)流程)"
    r"(?:[（(][^（）()]{1,16}[）)])?$"
)
# A list or table that only serves the policy that it is attached to.
_ANNEX = re.compile(
    r"^(?!.*[省市县区州盟国]).{0,16}(?:任务|分工|职责|责任|工作)[^，。]{0,6}(?:清单|分工|目录|名单)(?:[（(][^（）()]{1,16}[）)])?$"
)
# 某总署公告: what it is about stands in another line.
_BARE_NOTICE = re.compile(r"(?!.*关于)[^，。；]{2,20}(?:公告|通告|通知)$")
_LEAD = 800
# A title on a line of its own and, behind it, what follows titles: whom it addresses, a day, a number, the reasons.
_TITLE_LINE = re.compile(
    r"^[\s　]*(?P<title>[^，。；：！？\n]{10,70}?(?:的|有关)"
    r"(?:紧急)?(?:通知|公告|通告|决定|[\u4e00-\u9fff]{0,2}意见|若干措施|倡议书|公开信))"
    r"[\s　]*\n\s*(?=[^。\n]{2,40}[：:]|[（(]?(?:19|20)\d{2}年|\S{2,12}[〔\[](?:19|20)\d{2}[〕\]]|为[^\n]|根据|按照)",
    re.MULTILINE,
)
_DATELINE = re.compile(r"新华社|中新社|中新网|讯[（(\s　]|电[（(]|记者")


_SERIES = ("公告", "通告", "令")
_SERIAL = re.compile(r"\s*[（(]第[\d一二三四五六七八九十百]{1,5}号[）)]")


@dataclass(frozen=True, slots=True)
class OwnTitle:
    """How the document's own policy is named. start, end: clean span of the title as printed."""

    name: str
    aliases: tuple[str, ...]
    start: int
    end: int
    printing: Printing | None = None


def policy_of_part(scope: Scope) -> Mention | None:
    """The own policy of the scope's part."""
    return scope.once(_own)


def _own(scope: Scope) -> Mention | None:
    return own_policy(scope.document, scope.part)


def own_policy(document: Document, part: Part) -> Mention | None:
    """The policy that this part is the text of; None for bulletins, news, speeches and their items.

    A notice and the text that it prints are one policy, named as the printed text; a forwarding notice stays apart.
    The parts of one document share one own policy, but for an attachment that is a policy of another name.
    """
    if part.kind is PartKind.ITEM or document.header.masthead is not None:
        return None
    main = _main_title(document)
    title = main
    if part.kind is PartKind.ATTACHMENT and part.title is not None and not _prints(main, part.title.value):
        title = _attached_title(part.title) or main
    if title is None:
        return None
    return _mention(document, title, part, is_main=title is main)


def _end_of_main(document: Document, main: OwnTitle) -> int:
    """Where the first attachment begins that is a policy of another name."""
    others = (
        part.start
        for part in document.parts
        if part.kind is PartKind.ATTACHMENT and part.title and not _prints(main, part.title.value)
        if _attached_title(part.title) is not None
    )
    return next(others, len(document.clean.text))


def _mention(document: Document, title: OwnTitle, part: Part, *, is_main: bool) -> Mention:
    attrs: dict[str, object] = {"aliases": list(title.aliases)}
    header = document.header
    issuer = header.issuers[0].value if header.issuers and is_main else ""
    number = _own_number(document) if is_main else _cited_number(document, title.name)
    if is_main:
        attrs |= validity(document, title.end, _end_of_main(document, title))
        note = history(document, title.end) if is_decision(title.name) else None
        if note is not None:
            attrs["date"] = note.passed_on  # by which others cite it
    else:
        attrs |= validity_of_attached(document, part)
    if number:
        attrs["doc_number"] = number
    prefix, _ = split_issuer(title.name)
    named = prefix or (title.printing is not None and title.printing.forwards and title.printing.issuer)
    spelled = loose_title(title.name if named else issuer + title.name)
    if is_generic(title.name) and not issuer:
        spelled = f"{document.id}:{spelled}"
    if is_decision(title.name):  # of one title and different days there are many
        spelled += str(attrs.get("date", ""))
    cited = None if is_main else _cited_spelling(document, title)
    spelled = cited or spelled
    attrs["keys"] = [spelled]
    return Mention(Kind.POLICY, title.start, title.end, title.name, "own-title", key=number or spelled, attrs=attrs)


def _cited_spelling(document: Document, title: OwnTitle) -> str | None:
    """The spelling under which the text above an attached policy cites it: in the notice that prints it (某机制关于印发
    某指南的通知), or without the issuer (某厅印发《关于…的函》)."""
    loose = {loose_title(name) for name in (title.name, *title.aliases)}
    for reference in title_references(document.clean.text):
        if reference.start > title.start:
            return None
        cited = canonical_title(reference.title)
        printing = split_printing(cited)
        if printing is not None and not printing.forwards and loose_title(printing.inner) in loose:
            return loose_title(printing.issuer + printing.inner)
        if loose_title(cited) in loose:
            return loose_title(cited)
    return None


def _own_number(document: Document) -> str | None:
    """The header's 发文字号, but for one that the text prints behind the title of another document."""
    field = document.header.doc_number
    if field is None:
        return None
    cited = [ref for ref in title_references(document.clean.text) if ref.end <= field.start and field.end <= ref.tail]
    return None if cited else field.value


def _cited_number(document: Document, title: str) -> str | None:
    """发文字号 that the text prints behind this title where it cites it."""
    loose = loose_title(title)
    references = title_references(document.clean.text)
    return next((ref.number for ref in references if ref.number and loose_title(ref.title) == loose), None)


def _main_title(document: Document) -> OwnTitle | None:
    """The header's title, else the container's where the text begins with it, if it names a policy."""
    fields = [field for field in (document.header.title, _container_title(document)) if field is not None]
    if document.genre in _NO_POLICY:
        fields = [field for field in fields if _is_guide(document, field)]
    candidates: Iterable[Field] = chain(fields, _title_lines(document))
    if fields and _BARE_NOTICE.match(fields[0].value):
        candidates = sorted(candidates, key=lambda field: "关于" not in field.value)
    title = next((title for field in candidates if (title := _title_of(document, field))), None)
    return _with_serial(document, title) if title else None


def _with_serial(document: Document, title: OwnTitle) -> OwnTitle:
    """某指挥部公告 with the （第6号） of the line below it, by which its notices are told apart."""
    serial = _SERIAL.match(document.clean.text, title.end) if title.name.endswith(_SERIES) else None
    if serial is None:
        return title
    return replace(title, name=title.name + "".join(serial.group().split()), end=serial.end())


def _title_lines(document: Document) -> Iterator[Field]:
    """The first line that prints a title with what follows titles below it, under the headline of a page."""
    match = _TITLE_LINE.search(document.clean.text, 0, _LEAD) if document.genre not in _RETOLD else None
    if match is not None:
        yield Field(match["title"], *match.span("title"))


def _is_guide(document: Document, field: Field) -> bool:
    """A guide that reports demands in its own voice reads like news; its title and the want of a dateline tell."""
    return (
        document.genre is Genre.NEWS
        and bool(_GUIDE.match(canonical_title(field.value)))
        and not _DATELINE.search(document.clean.text, field.end, field.end + 160)
    )


def _container_title(document: Document) -> Field | None:
    text, title = document.clean.text, document.title
    place = text.find(title, 0, 400 + len(title)) if title else -1
    if place < 0:
        return None
    end = place + len(title)
    rest = _REST_OF_TITLE.match(text, end) if title_head(title) is None else None
    return Field(title + rest[1], place, rest.end(1)) if rest else Field(title, place, end)


def _title_of(document: Document, field: Field) -> OwnTitle | None:
    title = _printed_once(_without_number(canonical_title(field.value)))
    printing = split_printing(title)
    if printing is not None and not printing.forwards:
        return _printed_title(document, field, title, printing)
    official = bool(document.header.doc_number or document.header.addressees)
    if _EXCLAIMED.search(title) or title.startswith(("《", "〈", "“")) or (_HEADLINE.search(title) and not official):
        return None
    if not (title_head(title) or _addresses(document, title) or (title.startswith("关于") and official)):
        return None
    name = _DAY_BEHIND.sub("", title)
    aliases = _shorter(name) if name == title else (title, *_shorter(name))
    return OwnTitle(name, aliases, field.start, field.end, printing)


def _addresses(document: Document, title: str) -> bool:
    """An appeal, a reminder, an open letter, an account or a numbered order, signed or titled as official papers."""
    header = document.header
    if _ORDER.match(title) or _LETTER.match(title):
        return True
    if _ADDRESSED.search(title):
        given = _GIVEN_OUT.search(document.clean.text, 0, _LEAD)
        return bool(header.issuers or header.signed_on or given) or "关于" in title
    named = {field.value for field in header.issuers}
    if _ACCOUNT.match(title):
        return split_issuer(title)[0] in named
    return bool(named) and bool(_ANNOUNCED.search(title)) and bool(_GROUNDED.search(document.clean.text, 0, _LEAD))


def _printed_once(title: str) -> str:
    """The full title, where a web page's shortened one stands before it (关于印发X关于印发X的指南的通知)."""
    again = title.find(title[:12], 12) if len(title) > 24 else -1
    return title[again:] if again > 0 and title[again - 1] not in "《〈" else title


_REST_OF_TITLE = re.compile(r"[\s　]*\n[\s　]*([^，。；：！？\n]{2,40}的(?:通知|公告|通告|意见|决定))[\s　]*\n")
_FLAG = re.compile(r"^(?:【[^【】]{2,8}】|\[[^\[\]]{2,10}\])")
_NUMBER_BEHIND = re.compile(
    rf"(?P<title>.{{8,}}?的(?:公告|通知|通告|意见|决定|批复|函|办法|规定))(?:{DOC_NUMBER.pattern})$"
)


def _without_number(title: str) -> str:
    """The title without what web pages put around it: a 发文字号 before or behind it, 【温馨提示】."""
    title = _FLAG.sub("", title)
    if title.startswith(("（关于", "(关于")) and title.endswith(("）", ")")):
        title = title[1:-1]  # a notice's subject under the name of the body that gives notice
    match = DOC_NUMBER.match(title)
    if match and len(title) - match.end() > 8:
        return title[match.end() :]
    behind = _NUMBER_BEHIND.match(title)
    return behind["title"] if behind else title


def _printed_title(document: Document, field: Field, title: str, printing: Printing) -> OwnTitle:
    """Named by the printed text's own heading, else by its title in 《》 in the notice, else by the notice's title."""
    loose = loose_title(printing.inner)
    headings = [canonical_title(part.title.value) for part in document.parts if part.title and part.start > 0]
    quoted = [reference.title for reference in title_references(document.clean.text)[:6]]
    same = [found for found in (*headings, *quoted) if _alike(loose_title(found), loose)]
    name = same[0] if same else printing.inner
    aliases = dict.fromkeys([title, *_shorter(title), printing.inner, *same, *_shorter(name)])
    return OwnTitle(name, tuple(alias for alias in aliases if alias != name), field.start, field.end, printing)


def _alike(one: str, other: str) -> bool:
    """The same title, or one whose beginning alone is printed differently (岭应对…措施 for 铁岭市应对…措施)."""
    return one == other or (len(one) > 16 and one[-16:] == other[-16:])


def _shorter(title: str) -> tuple[str, ...]:
    """The title without the issuer before 关于, which later references leave out."""
    prefix, rest = split_issuer(title)
    return (rest,) if prefix else ()


def _prints(main: OwnTitle | None, title: str) -> bool:
    """Is this attachment the text that the notice prints?"""
    if main is None:
        return False
    loose = loose_title(canonical_title(title))
    return any(loose == loose_title(name) for name in (main.name, *main.aliases))


def _attached_title(field: Field) -> OwnTitle | None:
    title = canonical_title(field.value)
    if title_head(title) is None or is_generic(title) or len(title) < 6 or _ANNEX.search(title):
        return None
    return OwnTitle(title, _shorter(title), field.start, field.end)
