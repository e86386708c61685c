"""Which kind a body is by its last word, and names that places' names stand in, in sentences written for the test."""

from __future__ import annotations

import pytest

from graph.elements import BODIES, Kind
from tests.graph.reading import extraction_of


def _bodies(text: str) -> set[tuple[Kind, str]]:
    found = extraction_of(text)
    return {(entity.kind, entity.name) for entity in found.entities if entity.kind in BODIES or entity.kind == "Region"}


@pytest.mark.parametrize(
    ("text", "kind", "name"),
    [
        ("湖南省温州商会捐赠口罩。", Kind.INSTITUTION, "湖南省温州商会"),
        ("长沙市家政行业协会发布倡议。", Kind.INSTITUTION, "长沙市家政行业协会"),
        ("湖南省消费者协会发布提示。", Kind.AGENCY, "湖南省消费者协会"),
        ("湖南省大数据中心提供数据。", Kind.AGENCY, "湖南省大数据中心"),
        ("材料送长沙市政务中心受理。", Kind.INSTITUTION, "长沙市政务服务中心"),
        ("样品送湖南省药品检验所检测。", Kind.INSTITUTION, "湖南省药品检验所"),
        ("柘溪社区卫生服务中心已开诊。", Kind.INSTITUTION, "柘溪社区卫生服务中心"),
        ("湖南禾赛科技企业孵化器减免租金。", Kind.INSTITUTION, "湖南禾赛科技企业孵化器"),
        ("安化县济和堂药业有限责任公司复工。", Kind.ENTERPRISE, "安化县济和堂药业有限责任公司"),
    ],
)
def test_the_last_word_and_the_trade_tell_the_kind(text: str, kind: Kind, name: str) -> None:
    assert (kind, name) in _bodies(text)


@pytest.mark.parametrize("text", ["村（社区）卫生服务中心照常开放。", "国家级科技企业孵化器减免租金。"])
def test_one_of_each_sort_is_no_institution(text: str) -> None:
    assert _bodies(text) == set()


@pytest.mark.parametrize("text", ["商场位于南京西路上。", "县总工会会同县教育局开展活动。"])
def test_a_street_and_a_conjunction_name_no_place(text: str) -> None:
    assert not {name for kind, name in _bodies(text) if kind is Kind.REGION}


def test_a_list_of_firms_makes_firms_of_the_names_between_them() -> None:
    found = _bodies("青禾乳业有限公司、小禾记、红石酒业集团、湘味坊等共同发出倡议。")
    assert {name for kind, name in found if kind is Kind.ENTERPRISE} == {
        "青禾乳业有限公司",
        "小禾记",
        "红石酒业集团",
        "湘味坊",
    }


def test_a_list_of_parks_makes_parks_of_those_by_fancy_names() -> None:
    found = _bodies("减租的有长沙禾穗创意园、禾穗智谷、长沙红岩产业园、红岩国际创新港等。")
    assert {name for kind, name in found if kind is Kind.INSTITUTION} == {
        "长沙禾穗创意园",
        "禾穗智谷",
        "长沙红岩产业园",
        "红岩国际创新港",
    }


def test_goods_between_firms_are_no_firms() -> None:
    found = _bodies("青禾乳业有限公司、口罩、红石酒业集团、消毒液等已到位。")
    assert {name for kind, name in found if kind is Kind.ENTERPRISE} == {"青禾乳业有限公司", "红石酒业集团"}


@pytest.mark.parametrize(
    ("text", "kind", "name"),
    [
        ("湖南省人大常委会党组会议明确任务。", Kind.AGENCY, "湖南省人民代表大会常务委员会党组"),
        ("教育部发布通知。情况请报告我部职业教育发展司。", Kind.AGENCY, "教育部职业教育发展司"),
        ("（湖南省总工会生产保护部  罗  文）", Kind.AGENCY, "湖南省总工会生产保护部"),
        ("正月初三，杜家坳矿已复工。", Kind.ENTERPRISE, "杜家坳矿"),
        ("长沙青禾山、雷云山医院已建成。", Kind.INSTITUTION, "青禾山医院"),
        ("园区企业青禾化工旗下银菱实验室复产。", Kind.INSTITUTION, "银菱实验室"),
    ],
)
def test_parts_mines_and_shared_last_words_are_named(text: str, kind: Kind, name: str) -> None:
    assert (kind, name) in _bodies(text)


def test_the_secretary_of_a_group_holds_the_post_at_the_body() -> None:
    assert (Kind.AGENCY, "湖南省教育厅党组") not in _bodies("湖南省教育厅党组书记罗文讲话。")


def test_areas_that_are_listed_are_no_places_of_the_text() -> None:
    assert "长江三角洲地区" not in {name for _, name in _bodies("做好长三角、珠三角等地区的对接。")}
    assert (Kind.REGION, "长江三角洲地区") in _bodies("在长三角区域内互认健康码。")
