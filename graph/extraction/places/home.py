"""The region that a document or one of its parts belongs to: what its bare 省总工会 and 市委 mean."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import lru_cache

from graph.extraction.places.around import PlaceHit, find_places, level_of
from graph.extraction.places.divisions import contains, load_divisions, resolve_region
from graph.extraction.places.visited import find_visited
from graph.extraction.scope import Region
from ingest.document import Document, Field, Part, PartKind

# A bare 我省, 市委 ... says of which level the home is; it counts where no place's name stands before it.
_BARE = re.compile(
    r"[我本全自省市州县区旗盟](?<![各每外他跨邻].)(?:(?<=[我本全])(?:自治区|[省市州县区旗盟])"
    r"|(?<![^\W由和与及向经].)(?:(?<=自)治区|(?<=[省市州县区旗盟]))(?=委|政府|人民政府|总工会|直|公安|卫生|卫健|财政|人社|人力|教育|民政|交通|疫情|新冠|应对|市场监|税务|医保|住建|工信|科技|发改|商务|农业|应急|司法|审计|人大|政协|工商联|妇联))"
)
_LETTER = re.compile(r"([一-鿿])[一-鿿]{0,8}[〔\[(（]\d{4}[〕\])）]")
# What stands before the place in a title or a body's name: 关于成立|浏阳市….
_OPENING = re.compile(
    r"(?:《|关于(?:印发|成立|调整|举办|开展|组织|召开|公布|命名|表彰|做好|加强|推进|加快|进一步)*|中共|中国共产党|共青团|中国人民银行|国家[一-鿿]{2,6}局)?"
)
_OPENING_LENGTH = 120
_SUBJECT_WEIGHT = 3
_MANY = 4
_SURELY_MORE = 2


def home_region(document: Document, part: Part) -> Region | None:
    """The home of a part: the region given by the user, else what its own place, title or the document's header say.

    A bulletin's item takes its own place before the document's. None when nothing tells (a ministry's notice).
    """
    given = resolve_region(document.region) if document.region else None
    own = _of_document(document) if given is None else given
    if part.kind is PartKind.BODY:
        return own
    place, title, byline = (_lead_region(text, own) for text in (part.place, _value(part.title), _value(part.byline)))
    # The title says more than its place's suffix tells: 贵州六盘水 begins with 贵州.
    if place is not None and title is not None and contains(place, title):
        return title
    return place or title or byline or own


def _value(field: Field | None) -> str | None:
    return field.value if field else None


def _of_document(document: Document) -> Region | None:
    named = next((region for text in _header_texts(document) if (region := _issuing_place(text)) is not None), None)
    return named or _by_letter(document) or _by_frequency(document)


def _header_texts(document: Document) -> Iterator[str]:
    header = document.header
    yield from (field.value for field in header.issuers)
    if header.masthead is not None:
        yield from (field.value for field in (header.masthead.office, header.masthead.name) if field)
    if header.printed_by is not None:
        yield header.printed_by.value
    if header.title is not None:
        yield header.title.value
    yield document.title


def _issuing_place(text: str) -> Region | None:
    """The place that opens a name or title, behind a vertical body's own name (国家税务总局云南省税务局)."""
    opening = _OPENING.match(text)
    return _lead_region(text[opening.end() :] if opening else text, None)


@lru_cache(maxsize=512)
def _lead_region(text: str | None, home: Region | None) -> Region | None:
    """The place at the beginning of a text, the lowest of a chain (大理州宾川县)."""
    if not text:
        return None
    hits = find_places(text, 0, len(text), home)
    if not hits or hits[0].start > 1:
        return None
    lead = hits[0]
    for hit in hits[1:]:
        if not hit.chained or hit.start != lead.end:
            break
        lead = hit
    return lead.region


def _by_letter(document: Document) -> Region | None:
    """The province whose letter opens the document's own 发文字号 (苏工发 -> Jiangsu), its 市 where the text says."""
    number = document.header.doc_number
    match = _LETTER.match(number.value) if number else None
    return load_divisions().letters.get(match.group(1)) if match else None


# 支援湖北医疗队, 赴武汉: where somebody is sent or comes from is not where the text speaks from.
_SENT_TO = re.compile(r"(?:支援|驰援|增援|援助|援|赴|来自|飞往)$")


def _by_frequency(document: Document) -> Region | None:
    """The place named most, when bare forms (我市, 省委) of its level say that the document speaks from inside it.

    The province is chosen first, then the place inside it that the bare forms speak of.
    """
    text = document.clean.text
    markers = Counter(_marker(match.group()) for match in _BARE.finditer(text))
    if not markers:
        return None
    visited = list(find_visited(text, 0, len(text)))
    named = [
        hit
        for hit in find_places(text, 0, len(text), None)
        if not _SENT_TO.search(text, max(hit.start - 4, 0), hit.start)
    ]
    hits = [*named, *visited]
    near = {hit.region.code[:2] for hit in (*(hit for hit in named if hit.start < _OPENING_LENGTH * 2), *visited)}
    provinces, counts = Counter[str](), Counter[str]()
    many = sum(markers.values()) >= _MANY
    for hit in hits:
        if many or hit.region.code[:2] in near:
            provinces[hit.region.code[:2]] += _weight(hit)
            counts[hit.region.code] += _weight(hit)
    if not provinces and sum(markers.values()) > 1:
        return _by_majority(hits, markers)
    if not provinces:
        return None
    best = max(provinces, key=lambda code: (provinces[code], code))
    return _inside(load_divisions().by_code[best], counts, markers)


def _by_majority(hits: Sequence[PlaceHit], markers: Counter[str]) -> Region | None:
    """The province of most of the places that a text names late, where they are many."""
    counts = Counter(hit.region.code for hit in hits)
    provinces = Counter(hit.region.code[:2] for hit in hits)
    best, most = provinces.most_common(1)[0] if provinces else ("", 0)
    if most < _MANY or most * 2 <= sum(provinces.values()):
        return None
    return _inside(load_divisions().by_code[best], counts, markers)


def _inside(province: Region, counts: Counter[str], markers: Counter[str]) -> Region | None:
    """The lowest place of a province that the text speaks from: named most at its level, with bare forms of it."""
    home = province if any(level_of(province, marker) == province for marker in markers) else None
    for length, current in ((4, province), (6, home)):
        below = [code for code in counts if len(code) == length and code.startswith((home or current or province).code)]
        best = max(below, key=lambda code: (counts[code], code), default=None)
        if best is None or counts[best] * 2 < sum(counts[code] for code in below):
            continue
        region = load_divisions().by_code[best]
        own = sum(count for marker, count in markers.items() if level_of(region, marker) == region)
        above = sum(count for marker, count in markers.items() if home is not None and level_of(home, marker) == home)
        if own > above or _is_city_of_its_own(region, home, counts):
            home = region
    return home


def _is_city_of_its_own(region: Region, home: Region | None, counts: Counter[str]) -> bool:
    """Whether a text is a county-level city's that only names the city above it: 市委 is printed alike in both."""
    if home is None or home == region or not (home.name.endswith("市") and region.name.endswith("市")):
        return False
    return counts[region.code] >= _SURELY_MORE * counts[home.code]


def _marker(word: str) -> str:
    return re.sub(r"[我本全]", "", word)


def _weight(hit: PlaceHit) -> int:
    return (_SUBJECT_WEIGHT if hit.subject else 1) * (2 if hit.start < _OPENING_LENGTH else 1)
