from collections import Counter

import pytest

from search.query import Filters, SearchResult
from search.questions.request import Request
from search.results.facets import counted_terms, facet_values
from search.wording.alternatives import Named
from tests.search.small_home import NOTICE, Home


def covers(result: SearchResult) -> bool:
    """Whether each value of a shown document stands in the facets with at least as many documents."""
    shown = {hit.document.id: hit.document for hit in result.hits}
    shown |= {copy.id: copy for group in result.groups for copy in group.copies}
    own = Counter(
        (name, one) for record in shown.values() for name, ones in facet_values(record).items() for one in ones
    )
    return all(result.facets[name].get(value, 0) >= count for (name, value), count in own.items())


def test_facets_count_documents(home: Home) -> None:
    facets = home.engine().search("职工 技能", k=1).facets
    assert facets["issuer"] == {"云南省人力资源和社会保障厅": 1, "江苏省总工会": 1}
    assert facets["year"] == {"2021": 1, "2023": 1}
    assert sum(facets["kind"].values()) == 2


def test_a_document_without_a_date_counts_under_the_year_of_its_number(empty_home: Home) -> None:
    empty_home.put(
        "paper", "江苏省总工会\n关于茶园工会建设的意见\n\n苏工发〔2022〕9号\n\n各市总工会：\n茶园要建立工会。\n"
    )
    engine = empty_home.engine()
    assert engine.search("茶园工会").facets["year"] == {"2022": 1}
    assert len(engine.search("茶园工会", filters=Filters(date_from="2022", date_to="2022")).hits) == 1
    assert engine.search("茶园工会", filters=Filters(date_from="2023")).hits == ()


def test_a_filter_leaves_as_many_documents_as_stood_beside_its_value(home: Home) -> None:
    home.put("other", NOTICE.replace("7号", "8号").replace("技能", "厨艺"))
    engine = home.engine()
    text = "职工食堂菜价意见 竞赛"
    for value, count in engine.search(text).facets["issuer"].items():
        assert engine.search(text, filters=Filters(issuer=value)).facets["issuer"][value] == count
    for value, count in engine.search(text).facets["level"].items():
        assert engine.search(text, filters=Filters(level=value)).facets["level"] == {value: count}


def test_a_filter_that_fills_the_page_with_weak_hits_leaves_the_count(empty_home: Home) -> None:
    for number in range(6):
        place, matter = ("云南省", "茶叶采摘") if number < 3 else ("江苏省", "渔港采沙")
        empty_home.put(
            f"d{number}", f"{place}总工会\n关于{matter}第{number}号的通知\n\n{matter}按第{number}号办法，茶歇照旧。\n"
        )
    engine = empty_home.engine()
    beside = engine.search("茶叶采摘 嫩芽", k=3).facets["region"]
    clicked = engine.search("茶叶采摘 嫩芽", k=3, filters=Filters(region="江苏省"))
    assert beside == {"云南省": 3}
    assert len(clicked.hits) == 3
    assert clicked.facets["region"] == {}


def test_facets_count_every_document_that_matches_however_few_are_shown(empty_home: Home) -> None:
    for number in range(120):
        place = "云南省" if number < 90 else "江苏省"
        empty_home.put(f"d{number}", f"{place}总工会\n关于茶园第{number}号的通知\n\n茶叶采摘按第{number}号办法。\n")
    empty_home.put("other", "海边的渔港。")
    result = empty_home.engine().search("茶叶采摘", k=2)
    assert len(result.hits) == 2
    assert sum(result.facets["kind"].values()) == 120
    assert result.facets["level"] == {"省级": 120}


@pytest.mark.parametrize("text", ["每月 公示 办法 细则 奖金 名单", "茶叶卖到哪里去了，和食堂原料、技能竞赛有什么关系"])
def test_facets_count_every_document_shown_however_little_it_bears(home: Home, text: str) -> None:
    result = home.engine().search(text)
    assert len({hit.document.id for hit in result.hits}) > 1
    assert covers(result)


def test_facets_count_what_vectors_alone_find(home: Home) -> None:
    (hit, *_), facets = (result := home.engine(home.vectors()).search("zzz")).hits, result.facets
    assert facets["kind"][hit.document.genre] >= 1
    assert covers(result)


def test_a_document_left_out_as_a_copy_is_counted(home: Home) -> None:
    home.put("copy", NOTICE + "\n")
    result = home.engine().search("获得一等奖的选手，每人奖励5000元", k=1)
    assert len(result.hits) == 1
    assert result.facets["issuer"] == {"云南省人力资源和社会保障厅": 2}


@pytest.mark.parametrize("name", ["人社厅", "人力资源和社会保障厅", "人力资源社会保障厅"])
def test_a_body_by_another_name_counts_as_itself(empty_home: Home, name: str) -> None:
    for number in range(3):
        empty_home.put(f"d{number}", f"某省人力资源和社会保障厅负责第{number}号工坊的补贴。")
    empty_home.put("other", "某省教育厅负责工坊的选址。")
    facets = empty_home.engine().search(f"{name} 补贴", k=1).facets
    assert sum(facets["kind"].values()) == 3


def test_an_everyday_wording_counts_as_the_official_one(empty_home: Home) -> None:
    for number in range(3):
        empty_home.put(f"d{number}", f"第{number}号规定：加强医务人员培训，改善待遇。")
    facets = empty_home.engine().search("大夫待遇", k=1).facets
    assert sum(facets["kind"].values()) == 3


def test_an_english_question_is_counted_by_its_chinese_terms(empty_home: Home) -> None:
    for number in range(3):
        empty_home.put(f"d{number}", f"第{number}号技能竞赛由工会举办。")
    empty_home.put("other", "渔港由港务局修建。")
    facets = empty_home.engine().search("skill competition of the trade union", k=1).facets
    assert sum(facets["kind"].values()) == 3


@pytest.mark.parametrize(
    ("text", "named", "terms"),
    [
        ("食堂 菜价", (), {"食堂": (), "菜价": ()}),
        (
            "人社厅发了什么",
            (("人社厅", ("社保厅",)),),
            {"人社": (("社保", "保厅"),), "社厅": (("社保", "保厅"),), "厅发": ()},
        ),
        ("大夫", (("大夫", ("医生", "医师")),), {"大夫": (("医生",), ("医师",))}),
    ],
)
def test_each_term_is_counted_with_what_stands_for_it(
    text: str, named: tuple[Named, ...], terms: dict[str, tuple[tuple[str, ...], ...]]
) -> None:
    assert counted_terms(Request.parse(text), named) == terms


def test_documents_bear_half_of_the_terms_or_what_stands_for_them(empty_home: Home) -> None:
    bearing = {name: empty_home.put(name, text) for name, text in (("a", "茶叶"), ("b", "渔港码头"), ("c", "渔港"))}
    index = empty_home.keyword()
    assert index.documents({}) == []
    assert index.documents({"茶叶": (), "采摘": ()}) == [bearing["a"]]
    assert index.documents({"茶叶": (), "采摘": (), "嫩芽": ()}) == []
    assert set(index.documents({"茶叶": (("渔港", "码头"),)})) == {bearing["a"], bearing["b"]}
    assert set(index.documents({"茶叶": (("渔港", "码头"), ("渔港",))})) == set(bearing.values())


def test_a_document_counts_under_the_regions_that_its_own_lies_in(empty_home: Home) -> None:
    for number, city in enumerate(("昆明市", "昆明市", "玉溪市")):
        empty_home.put(f"d{number}", f"{city}总工会关于茶园的通知\n\n第{number}号茶园采摘茶叶。\n\n{city}总工会")
    engine = empty_home.engine()
    assert engine.search("茶叶采摘").facets["region"] == {"云南省": 3, "昆明市": 2, "玉溪市": 1}
    for value, count in engine.search("茶叶采摘").facets["region"].items():
        hits = engine.search("茶叶采摘", filters=Filters(region=value)).hits
        assert len({hit.document.id for hit in hits}) == count
