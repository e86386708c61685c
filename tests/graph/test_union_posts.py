"""Posts told behind a clause, shared by a list or filled by somebody, in sentences written for the test."""

from __future__ import annotations

import pytest

from graph.elements import LinkKind
from tests.graph.reading import extraction_of

UNION, WORKS = "浏阳市建筑业工会联合会", "青禾水泥厂"


def posts(text: str) -> set[tuple[str, str, str]]:
    """Who holds which post where."""
    extraction = extraction_of(text)
    names = {entity.id: entity.name for entity in extraction.entities}
    held = [link for link in extraction.links if link.kind is LinkKind.HOLDS_POST]
    return {(names[link.head], str(link.attrs["post"]), names[link.tail]) for link in held}


@pytest.mark.parametrize(
    ("text", "post", "body"),
    [
        ("周建平，青禾水泥厂烧成车间班长，入厂28年。", "烧成车间班长", WORKS),
        ("周建平，男，汉族，1978年生，青禾水泥厂首席技师。", "首席技师", WORKS),
        ("周建平现为青禾水泥厂首席技师。", "首席技师", WORKS),
        ("今年41岁的周建平是青禾水泥厂的一名电焊工。", "电焊工", WORKS),
        ("周建平获聘浏阳技师学院特聘导师。", "特聘导师", "浏阳技师学院"),
        ("会上，周建平被聘任为“浏阳工匠学院”名誉院长。", "名誉院长", "浏阳工匠学院"),
        ("时任青禾水泥厂工会主席的周建平牵头起草了合同文本。", "工会主席", WORKS),
        ("周建平从2019年起担任浏阳市建筑业工会联合会主席。", "主席", UNION),
        ("周建平自2015年担任青禾水泥厂工会主席以来，签了9份集体合同。", "工会主席", WORKS),
        ("浏阳市建筑业工会联合会新一届领导班子产生：周建平当选主席。", "主席", UNION),
        ("大会选举产生浏阳市建筑业工会联合会第一届委员会，周建平任主席。", "主席", UNION),
        ("浏阳工匠学院揭牌，青禾水泥厂厂长周建平兼院长。", "院长", "浏阳工匠学院"),
        (
            "浏阳市产改工作领导小组办公室（以下简称产改办）设在市总工会，青禾水泥厂厂长周建平兼任主任。",
            "主任",
            "浏阳市产改工作领导小组办公室",
        ),
        ("浏阳市教育局长周建平走访学校。", "局长", "浏阳市教育局"),
    ],
)
def test_post_behind_the_name_or_before_its_holder_is_read(text: str, post: str, body: str) -> None:
    assert ("周建平", post, body) in posts(text)


def test_post_that_a_list_fills_is_held_by_each_of_it() -> None:
    text = "湖南省总工会兼职副主席由青禾水泥厂钳工周建平、湘潭医院护士长刘志强担任。"
    assert posts(text) == {
        ("周建平", "兼职副主席", "湖南省总工会"),
        ("刘志强", "兼职副主席", "湖南省总工会"),
        ("周建平", "钳工", WORKS),
        ("刘志强", "护士长", "湘潭医院"),
    }


def test_the_elected_share_the_post_at_the_body_of_the_election() -> None:
    text = "浏阳市总工会新一届领导班子产生：周建平当选主席，刘志强、陈晓燕当选副主席。"
    assert {(who, post) for who, post, _ in posts(text)} == {
        ("周建平", "主席"),
        ("刘志强", "副主席"),
        ("陈晓燕", "副主席"),
    }


def test_another_person_behind_a_name_is_no_post_of_it() -> None:
    text = "出席的有浏阳市总工会主席周建平，青禾水泥厂厂长刘志强。"
    assert posts(text) == {("周建平", "主席", "浏阳市总工会"), ("刘志强", "厂长", WORKS)}
