"""History notes of statutes (publication, passing, amendment, revision), and the terms that texts tell."""

from __future__ import annotations

import pytest

from graph.extraction.policies.history import History, history
from graph.extraction.policies.own import own_policy
from graph.extraction.policies.time import validity_said
from ingest.document import RawDocument, Source
from ingest.parse import parse
from tests.graph.reading import FORWARDED, document_of

TITLE = "湖南省职工学堂条例"


def note_of(note: str) -> History | None:
    text = f"{TITLE}\n\n{note}\n\n第一条　为了办好学堂，制定本条例。\n第二条　本条例自2011年1月1日起施行。\n"
    document = parse(RawDocument(Source("t.txt", "t.txt", "t"), text, "text/plain", "0"))
    return history(document, document.clean.text.index(TITLE) + len(TITLE))


@pytest.mark.parametrize(
    ("note", "expected"),
    [
        ("（2010年5月27日省人大常委会第十六次会议通过）", History("2010-05-27", None, None)),
        (
            "2010年5月27日国务院第9次常务会议通过\n2010年6月8日国务院令第570号公布",
            History("2010-05-27", "2010-06-08", None),
        ),
        (
            "（2010年5月27日省人大常委会通过　根据2018年3月30日省人大常委会《关于修改〈甲条例〉的决定》修正）",
            History("2010-05-27", None, "2018-03-30"),
        ),
        (
            "1996年5月27日国务院令第197号发布\n2013年12月7日《国务院关于修改部分行政法规的决定》修订\n"
            "2017年12月26日国务院令第696号修订",
            History("1996-05-27", "2017-12-26", "2017-12-26"),
        ),
        (
            "1999年12月1日审判委员会第1090次会议通过\n2020年12月23日审判委员会第1823次会议通过",
            History("1999-12-01", None, "2020-12-23"),
        ),
        (
            "1998年5月29日省人大常委会通过\n2003年9月26日\n省人大常委会修正　2012年9月27日省人大常委会修订）",
            History("1998-05-29", "2012-09-27", "2012-09-27"),
        ),
        ("各市州：", None),
        ("自2010年起，学堂多了。", None),
    ],
)
def test_note_tells_passing_publication_and_change(note: str, expected: History | None) -> None:
    assert note_of(note) == expected


def test_a_note_ends_where_no_line_tells_of_passing_or_change() -> None:
    text = f"{TITLE}\n\n2010年5月27日省人大常委会通过\n\n一、学堂于2015年3月1日起开放，办法修正后另行公布。\n"
    document = parse(RawDocument(Source("t.txt", "t.txt", "t"), text, "text/plain", "0"))
    assert history(document, document.clean.text.index(TITLE) + len(TITLE)) == History("2010-05-27", None, None)


def test_the_term_of_a_forwarded_text_is_its_own_and_not_the_notices() -> None:
    document = document_of(FORWARDED)
    notice, text = (own_policy(document, part) for part in document.parts)
    assert notice is not None
    assert text is not None
    assert "effective_on" not in notice.attrs
    assert (text.attrs["effective_on"], text.attrs["expires_on"]) == ("2021-07-20", "2024-07-19")


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("《学堂条例》自2024年5月1日起正式施行。", {"effective_on": "2024-05-01"}),
        ("《学堂条例》今年公布，该条例共五章，自2024年5月1日起施行。", {"effective_on": "2024-05-01"}),
        ("《学堂办法》（长教规〔2020〕5号）有效期延长至2026年12月31日。", {"expires_on": "2026-12-31"}),
        ("《学堂条例》要求公开收费，《课堂条例》自2024年5月1日起施行。", {}),
    ],
)
def test_a_term_told_behind_a_title_is_the_titles(text: str, told: dict[str, str]) -> None:
    assert validity_said(text, text.index("》")) == told
