"""Reporters, editors and senders of items: names in brackets, whose lists lost their separators in reflow."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from graph.elements import BODIES
from graph.extraction.people.names import Found, NameReader, may_be_given, next_in_list, surnames, transliterated
from graph.extraction.people.posts import posts
from graph.extraction.scope import Scope
from ingest.document import Span

_BRACKET = re.compile(r"[（(【\[]")
_CLOSED_LIST = re.compile(r"[^（）()【】\[\]\n。；;：:]{2,120}")
_TOKEN = re.compile(r"[^\s、，,；;／/（）()【】\[\]。：:]+")
_CUE = re.compile(r"采写|采访|撰文|撰写|(?:见习|特约|首席|全媒体)?记者|通讯员|实习生|摄影报道|摄影|报道|摄$|综合")
_BYLINE = re.compile(r"([\u4e00-\u9fff]{2,12})[）)]")
_LONGEST_LINE = 16
_SPACE = re.compile(r"\s+")
# （记者 罗文 |编辑| 谢青）: what labels the names behind a gap.
_LABELS = frozenset(
    {"编辑", "责编", "责任编辑", "校对", "审核", "监制", "摄影", "通讯员", "实习生", "见习记者", "报道"}
)


def find_reporters(scope: Scope, reader: NameReader) -> Found:
    """（记者 【张三】 【李四】）: inside brackets every token is a name; outside, names with a surname and an end."""
    text, start, end = scope.text, scope.part.start, scope.part.end
    for cue in posts().reporters.finditer(text, start, end):
        if _is_bracketed(text, cue.start(), start):
            yield from ((span, "person-reporter") for span in _listed(reader, cue.end()))
            continue
        name = reader.read(cue.end())
        while name is not None and (_closes(text, name.end) or reader.is_gap(name.end)):
            yield name, "person-reporter"
            name = reader.read(name.end) if reader.is_gap(name.end) else next_in_list(reader, name.end)


def _is_bracketed(text: str, at: int, start: int) -> bool:
    """Whether an open bracket stands shortly before, with no sentence end between."""
    before = text[max(start, at - 30) : at]
    opened = max(before.rfind(mark) for mark in "（([【")
    return opened >= 0 and not re.search(r"[）)\]】。\n]", before[opened:])


def _closes(text: str, at: int) -> bool:
    return bool(re.match(r"[\s、，。）)】\]]|$|摄|报道|通讯员", text[at : at + 3]))


def _listed(reader: NameReader, at: int) -> list[Span]:
    """Names up to a closing bracket; names run together are cut at surnames. Nothing when one token is no name."""
    text = reader.text
    stretch = _CLOSED_LIST.match(text, at, reader.end)
    if not stretch or text[stretch.end() : stretch.end() + 1] not in {"）", ")", "】", "]", "；", ";"}:
        return []
    tokens = (token for token in parted_names(reader, *stretch.span()) if text[slice(*token)] not in _LABELS)
    spans = [name for token in tokens for name in _cut(text, token)]
    return spans if all(_may_be_reporter(text[span.start : span.end]) for span in spans) else []


def parted_names(reader: NameReader, start: int, end: int) -> Iterator[Span]:
    """Stretches between separators and gaps; two single characters (徐  荣) are one."""
    cuts = [at for at in range(start + 1, end) if reader.is_gap(at)]
    spans: list[Span] = []
    for found in _TOKEN.finditer(reader.text, start, end):
        edges = [found.start(), *(at for at in cuts if found.start() < at < found.end()), found.end()]
        spans += [Span(*edge) for edge in pairwise(edges)]
    while spans:
        token = spans.pop(0)
        if token.end - token.start == 1 and spans and spans[0].end - spans[0].start == 1:
            token = Span(token.start, spans.pop(0).end)
        yield token


def _may_be_reporter(name: str) -> bool:
    """Any short name inside a reporter's brackets, minority names without a Han surname (阿依努尔) included."""
    plain = _SPACE.sub("", name)
    return (
        2 <= len(plain) <= 12
        and (not surnames().begins_word(plain) or (len(plain) == 3 and surnames().given.issuperset(plain[1:])))
        and not re.search("^[部室从]|[的了在]|发稿|整理", plain)
    )


def _cut(text: str, token: Span) -> Iterator[Span]:
    """Names in a token without separators: itself up to four characters, else cut where surnames allow."""
    start = token.start
    for cue in [*_CUE.finditer(text, token.start, token.end), None]:
        yield from _run_together(text, Span(start, cue.start() if cue else token.end))
        start = cue.end() if cue else token.end


def _run_together(text: str, token: Span) -> Iterator[Span]:
    start, end = token
    if "·" in text[start:end] or 2 <= end - start <= 4:
        yield token
        return
    single = surnames().single
    while end - start >= 2 and text[start] in single:
        size = 3 if end - start == 3 or (end - start >= 5 and text[start + 3] in single) else 2
        yield Span(start, start + size)
        start += size


def find_bylines(scope: Scope, reader: NameReader) -> Found:
    """（大理州总工会 【李福禧】）: a body, perhaps its department, and names alone in brackets, or several such."""
    opened = False
    bodies = [mention for mention in scope.mentions if mention.kind in BODIES]
    limits = [*(body.start for body in bodies[1:]), scope.part.end]
    for mention, limit in zip(bodies, limits, strict=False):
        opened = opened or _BRACKET.match(scope.text, mention.start - 1, mention.start) is not None
        if not opened:
            continue
        line = _BYLINE.match(scope.text, mention.end, min(limit + 1, scope.part.end))
        end = line.end(1) if line else limit
        names = list(_names_at_end(reader, Span(mention.end, end))) if end - mention.end <= _LONGEST_LINE else []
        yield from ((name, "person-byline") for name in names)
        opened = line is None and bool(names)


def _names_at_end(reader: NameReader, span: Span) -> Iterator[Span]:
    """Names behind a body, last first, up to what is none (its department)."""
    if re.search(r"[^\u4e00-\u9fff·\s]", reader.text[span.start : span.end]):
        return
    for name in reversed(list(parted_names(reader, *span))):
        written = _SPACE.sub("", reader.text[name.start : name.end])
        is_han = _has_surname(written) and 2 <= len(written) <= 4 and may_be_given(written[1:])
        if _CUE.search(written) or not (is_han or transliterated().fullmatch(written)):
            return
        yield name


def _has_surname(name: str) -> bool:
    return name[0] in surnames().single or name[:2] in surnames().compound or "·" in name
