"""Lists of persons by line, and notices before appointments: a name opens the line, its post stands behind."""

from __future__ import annotations

from graph.elements import LinkKind
from tests.graph.reading import extraction_of, links

_LIST = """关于调整湖南省联络员的通知
各市州总工会：
罗建文  省总工会基层工作部副部长
谢青林  省教育厅职业教育处处长
温小兵  省工商联会员部部长
"""
_NOTICE = """干部任前公示
罗建文，男，现任湖南省总工会女职工部副部长，拟任湖南省总工会财务部部长。
谢青林，现任湖南省教育厅副厅长。
"""
_TEXT = """长沙见闻
青禾  省总工会办的刊物
江南好，现在去看看。
"""


def _held(text: str) -> set[tuple[str, str, str]]:
    found = extraction_of(text)
    names = {entity.id: entity.name for entity in found.entities}
    held = (link for link in found.links if link.kind is LinkKind.HOLDS_POST)
    return {(names[link.head], names[link.tail], link.attrs["post"]) for link in held}


def test_each_line_of_a_list_gives_its_own_person_the_post() -> None:
    assert _held(_LIST) == {
        ("罗建文", "湖南省总工会基层工作部", "副部长"),
        ("谢青林", "湖南省教育厅职业教育处", "处长"),
        ("温小兵", "湖南省工商业联合会会员部", "部长"),
    }


def test_who_is_to_be_appointed_holds_the_present_post_alone() -> None:
    assert _held(_NOTICE) == {
        ("罗建文", "湖南省总工会女职工部", "副部长"),
        ("谢青林", "湖南省教育厅", "副厅长"),
    }


def test_lines_of_other_words_name_nobody() -> None:
    assert _held(_TEXT) == set()


def test_who_is_elected_at_a_founding_congress_chairs_what_it_founds() -> None:
    text = "长沙市快递行业工会联合会成立大会召开，长沙市总工会到会。大会选出了委员，周立群当选主席。"
    assert ("周立群", "长沙市快递行业工会联合会", "主席") in _held(text)


def test_a_contests_office_is_of_the_body_where_it_sits() -> None:
    text = "长沙市第三届青年技工大赛组委会成立，组委会办公室设在长沙市总工会。"
    assert ("长沙市第三届青年技工大赛组委会办公室", "长沙市总工会") in links(text, LinkKind.PART_OF)
