"""All names that the gazetteer knows, found in one pass over a text: places, central bodies, firms, institutions."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from functools import cache, lru_cache
from typing import Any, NamedTuple

from graph.extraction.body_tables import load_bodies, read_rows
from graph.extraction.lexicon import Hit, Lexicon
from graph.extraction.places.divisions import Form, Reading, load_divisions

_LEGAL_FORM = re.compile(r"(?:股份有限|有限责任|有限)公司$")
_PLACE = 0


class Known(NamedTuple):
    """Hits of each kind in one stretch, leftmost longest, without overlaps inside a kind.

    places: a reading; central, firms, institutions: the canonical name.
    """

    places: tuple[Hit[Reading], ...]
    central: tuple[Hit[str], ...]
    firms: tuple[Hit[str], ...]
    institutions: tuple[Hit[str], ...]


@lru_cache(maxsize=8)
def known_names(text: str, start: int, end: int) -> Known:
    """Known names in [start, end). The last few answers are kept: several finders read the same part."""
    found: tuple[list[Hit[Any]], ...] = ([], [], [], [])
    hits, starts = _hits(text)
    for hit in hits[bisect_left(starts, start) : bisect_left(starts, end)]:
        if hit.end > end:
            continue
        kind, value = hit.value
        held = found[kind]
        if kind == _PLACE and held and hit.start < held[-1].end and held[-1].value.form is Form.WEAK < value.form:
            held.pop()  # 河南省 in 崔世红河南省, whose 红河 is doubtful
        if not held or hit.start >= held[-1].end:
            held.append(Hit(hit.start, hit.end, value))
    return Known(*map(tuple, found))


@lru_cache(maxsize=8)
def _hits(text: str) -> tuple[list[Hit[tuple[int, Any]]], list[int]]:
    """Every hit of a text, with the starts: its parts, and the whole text for its home, share one scan."""
    hits = list(_vocabulary().hits(text, 0, len(text)))
    return hits, [hit.start for hit in hits]


@cache
def _vocabulary() -> Lexicon[tuple[int, Any]]:
    return Lexicon(_words())


def _words() -> Iterator[tuple[str, tuple[int, Any]]]:
    """Later kinds win a word that two tables hold: 北京大学 before 北京 is a matter of length, not of order."""
    tables: tuple[Lexicon[Any], ...] = (
        load_divisions().forms,
        load_bodies().central,
        firm_names(),
        institution_names(),
    )
    for kind, table in enumerate(tables):
        for word in table.words():
            yield word, (kind, table.get(word))


def _names(table: str) -> Lexicon[str]:
    """Printed form -> name, of a table of names with their short forms."""
    rows = ((name, [*forms]) for name, *forms in read_rows(table))
    return Lexicon(
        (form, name) for name, forms in rows for form in (name, *(f for cell in forms for f in cell.split(","))) if form
    )


@cache
def institution_names() -> Lexicon[str]:
    """Printed form -> full name, of institutions.tsv."""
    return _names("institutions.tsv")


@cache
def firm_names() -> Lexicon[str]:
    """Printed form -> full name, of enterprises.tsv; the full name without its legal form too (鞍钢集团)."""
    names = _names("enterprises.tsv")
    forms = {form: full for form in names.words() if (full := names.get(form)) is not None}
    for full in [*forms.values()]:
        forms.setdefault(_LEGAL_FORM.sub("", full), full)
    return Lexicon(forms)
