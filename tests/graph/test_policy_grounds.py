"""The ground of one item of a policy told from that of the whole, and what a policy does not cite."""

from __future__ import annotations

from graph.elements import LinkKind
from tests.graph.reading import found_links, triples

ITEMS = """长沙市总工会关于办好学堂的通知

各单位：
为办好学堂，根据《中华人民共和国工会法》，现就有关事项通知如下：
一、学堂经费按照《工会经费收支管理办法》列支。
二、严格落实《学堂消防规定》。
三、各单位按照《关于学堂膳食的通知》供餐。

长沙市总工会
2024年3月1日
"""


def test_the_ground_of_one_item_is_told_from_that_of_the_whole_text() -> None:
    found = [x for x in found_links(ITEMS) if x.kind in {LinkKind.BASED_ON, LinkKind.IMPLEMENTS}]
    assert {(x.kind, x.tail.name, x.attrs.get("scope")) for x in found} == {
        (LinkKind.BASED_ON, "中华人民共和国工会法", None),
        (LinkKind.BASED_ON, "工会经费收支管理办法", "item"),
        (LinkKind.IMPLEMENTS, "学堂消防规定", "item"),
        (LinkKind.BASED_ON, "关于学堂膳食的通知", "item"),
    }


def test_what_everybody_is_to_write_is_not_cited() -> None:
    text = ITEMS.replace(
        "三、各单位按照", "三、各单位应制定《学堂消防工作方案》，参阅《学堂消防手册标准》。四、各单位按照"
    )
    assert {tail for _, tail in triples(text, LinkKind.CITES)} == {"学堂消防手册标准"}


def test_a_guide_that_tells_its_own_ground_below_its_first_item_is_made_on_it_as_a_whole() -> None:
    text = ITEMS.replace("一、学堂经费按照", "一、适用范围。本通知是根据《学堂条例》形成的要求。学堂经费按照")
    found = {x.tail.name: x.attrs.get("scope") for x in found_links(text) if x.kind is LinkKind.BASED_ON}
    assert (found["学堂条例"], found["工会经费收支管理办法"]) == (None, "item")


def test_a_text_that_says_on_what_it_is_made_in_its_first_item_is_made_on_it_as_a_whole() -> None:
    text = ITEMS.replace("一、学堂经费按照", "一、根据《学堂条例》，制定本通知。学堂经费按照")
    found = {x.tail.name: x.attrs.get("scope") for x in found_links(text) if x.kind is LinkKind.BASED_ON}
    assert (found["学堂条例"], found["工会经费收支管理办法"]) == (None, "item")
